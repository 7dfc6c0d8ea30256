package flows_test

import (
	"strings"
	"testing"

	"thidua/flows"
	"thidua/flows/xlsform"
)

// TestDefaultWithSigns compiles what the workbook's reader takes for a text: signs in names are no operators.
func TestDefaultWithSigns(t *testing.T) {
	for _, text := range []string{"Kế hoạch - Tài chính", "C++", "(chưa rõ)", "A | B"} {
		form := "| survey |\n| | type | name | label | default |\n| | text | phong | Phòng | " + strings.ReplaceAll(text, `|`, `\|`) + " |\n"
		campaign, report := xlsform.Read("x.md", []byte(form), xlsform.Options{})
		if len(report.Errors) > 0 {
			t.Fatalf("%s: %s", text, report.Errors[0].In("en"))
		}
		if _, err := flows.Compile(campaign); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}
