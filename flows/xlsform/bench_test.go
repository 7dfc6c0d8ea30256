package xlsform_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/flows/xlsform"
)

// BenchmarkRead reads a made form as large as the WHO's verbal autopsy (594 rows, 140 lists), and that form itself
// where THIDUA_XLSFORM_VECTORS has it.
func BenchmarkRead(b *testing.B) {
	form := largeForm()
	b.Run("large form in Markdown", func(b *testing.B) { benchmarkRead(b, "large.md", form) })
	var book bytes.Buffer
	if err := xlsform.Workbook(&book, form); err != nil {
		b.Fatal(err)
	}
	b.Run("large workbook", func(b *testing.B) { benchmarkRead(b, "large.xlsx", book.Bytes()) })
	name := filepath.Join(os.Getenv("THIDUA_XLSFORM_VECTORS"), "forms", "verbal-autopsy.xlsx")
	if content, err := os.ReadFile(name); err == nil {
		b.Run("verbal autopsy", func(b *testing.B) { benchmarkRead(b, name, content) })
	}
}

func benchmarkRead(b *testing.B, name string, content []byte) {
	b.ReportAllocs()
	for b.Loop() {
		if campaign, report := xlsform.Read(name, content, xlsform.Options{}); campaign == nil {
			b.Fatal(lines(report.Errors))
		}
	}
}

// largeForm has 594 rows in the survey, with every kind of expression, and 560 choices.
func largeForm() []byte {
	var survey, choices strings.Builder
	survey.WriteString("| survey |\n| | type | name | label::English (en) | label::Tiếng Việt (vi) | hint::English (en) | " +
		"relevant | constraint | constraint_message::English (en) | calculation | required | appearance |\n")
	choices.WriteString("| choices |\n| | list_name | name | label::English (en) | label::Tiếng Việt (vi) | loai |\n")
	survey.WriteString("| | integer | tuoi | Age in years | Số tuổi | Whole years | | | | | yes | |\n")
	for i := range 66 {
		fmt.Fprintf(&survey, "| | begin group | g%d | Part %d | Phần %[2]d | | ${tuoi} >= %[2]d | | | | | field-list |\n", i, i)
		fmt.Fprintf(&survey, "| | select_one l%d | chon%[1]d | Which one is it (%[1]d)? | Là loại nào (%[1]d)? | Choose one | "+
			"${tuoi} > 0 and (${tuoi} < 120 or ${tuoi} = 999) | | | | yes | minimal |\n", i)
		fmt.Fprintf(&survey, "| | select_multiple l%d | nhieu%[1]d | Which of these for ${chon%[1]d}? | Những loại nào? | | "+
			"selected(${chon%[1]d}, 'c1') or ${chon%[1]d} = 'c2' | not(selected(., 'c1') and selected(., 'c2')) | "+
			"Not both | | | |\n", i)
		fmt.Fprintf(&survey, "| | date | ngay%d | When was that? | Khi nào? | | count-selected(${nhieu%[1]d}) > 1 | "+
			". <= today() and . >= date('1900-01-01') | Not in the future | | yes | |\n", i)
		fmt.Fprintf(&survey, "| | integer | so%d | How many? | Bao nhiêu? | | ${chon%[1]d} != '' | . >= 0 and . <= 1000 | "+
			"From 0 to 1000 | | | |\n", i)
		fmt.Fprintf(&survey, "| | calculate | tinh%d | | | | | | | if(${so%[1]d} > 10, ${so%[1]d} * 2, "+
			"coalesce(${tuoi}, 0) + 1) | | |\n", i)
		fmt.Fprintf(&survey, "| | text | chu%d | Describe it in your own words | Xin mô tả | At most 200 letters | "+
			"${tinh%[1]d} > 5 | string-length(.) <= 200 | Too long | | | multiline |\n", i)
		fmt.Fprintf(&survey, "| | note | ghi%d | You said ${chu%[1]d}. | Anh/chị đã ghi ${chu%[1]d}. | | ${chu%[1]d} != '' "+
			"| | | | | |\n| | end group | | | | | | | | | | |\n", i)
		for c := range 8 {
			fmt.Fprintf(&choices, "| | l%d | c%d | Choice %[2]d of list %[1]d | Lựa chọn %[2]d | %d |\n", i, c, c%2)
		}
	}
	return []byte(survey.String() + choices.String())
}
