package xlsform_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/flows/xlsform"
)

// read reads Markdown whose warnings do not matter here.
func read(t *testing.T, name, source string) *thidua.Campaign {
	t.Helper()
	campaign, report := xlsform.Read(name, []byte(source), xlsform.Options{})
	if campaign == nil {
		t.Fatalf("refused:\n%s", lines(report.Errors))
	}
	return campaign
}

// TestPlainForm reads an XLSForm without our sheets: a campaign of one unit and one part.
func TestPlainForm(t *testing.T) {
	c := read(t, `C:\forms\My form.v2.md`, "| survey |\n| | type | name | label |\n| | text | a | A |")
	if c.ID != "My-form.v2" || c.Title != c.ID || c.Language != "vi" || !c.Quiet || c.Location.String() != "Asia/Ho_Chi_Minh" {
		t.Errorf("campaign is %+v", c)
	}
	if len(c.Units) != 1 || len(c.Parts) != 1 || c.Parts[0].Name != "data" || len(c.Parts[0].Question.Children) != 1 {
		t.Errorf("units %+v, parts %+v", c.Units, c.Parts)
	}
	if len(c.PartsOf(c.Units[0].Code)) != 1 || !c.Parts[0].Due.IsZero() || c.Parts[0].Remind != nil {
		t.Errorf("part is %+v", c.Parts[0])
	}
	c = read(t, "x.md", "| survey |\n| | type | name | label |\n| | text | a | A |\n"+
		"| settings |\n| | Form ID | title | version | name |\n| | my form | Biểu mẫu | 3 | goc |")
	if c.ID != "my-form" || c.Title != "Biểu mẫu" || c.Form.ID != "my form" || c.Form.Version != "3" || c.Parts[0].Name != "goc" {
		t.Errorf("campaign is %+v", c)
	}
}

// TestParts reads due dates and reminders, inherited and own.
func TestParts(t *testing.T) {
	const form = `| survey |
| | type | name | label |
| | begin group | a | A |
| | text | q | Q |
| | end group | | |
| | begin repeat | b | B |
| | text | r | R |
| | end repeat | | |
| campaign |
| | key | value |
| | title | T |
| | due | 17h00 ngày 25/5/2023 |
| | remind | 30m, 7d,2h ; 7d |
| | quiet | off |
| units |
| | code | name | headcount |
| | U1 | Một | 1.200 |
| | U2 | Hai | |
| parts |
| | part | kind | filled_by | due | remind | min | max | units |
| | b | activity | | 24/5/2023 | 1d | 1 | 9 | U2, U2 |
| | a | | secretariat | | none | | | |
`
	c := read(t, "x.md", form)
	want := "[{b activity focal_point 2023-05-24T23:59:59+07:00 [24h0m0s] 1 9 [U2]} " +
		"{a other secretariat 2023-05-25T17:00:00+07:00 [] 0 0 []}]"
	var parts []string
	for _, p := range c.Parts {
		parts = append(parts, fmt.Sprint("{", strings.Join([]string{p.Name, p.Kind, string(p.FilledBy),
			p.Due.Format(time.RFC3339), fmt.Sprint(p.Remind, p.Min, p.Max, p.Units)}, " "), "}"))
	}
	if got := "[" + strings.Join(parts, " ") + "]"; got != want {
		t.Errorf("parts are\n%s\nwant\n%s", got, want)
	}
	if !slices.Equal(c.Remind, []time.Duration{7 * 24 * time.Hour, 2 * time.Hour, 30 * time.Minute}) || c.Quiet {
		t.Errorf("reminders %v, quiet %v", c.Remind, c.Quiet)
	}
	if c.Units[0].Headcount != 1200 || c.Units[1].Headcount != 0 {
		t.Errorf("units are %+v", c.Units)
	}
}

// TestMoments reads due dates as people write them.
func TestMoments(t *testing.T) {
	for text, want := range map[string]string{
		"2023-05-25":                "2023-05-25T23:59:59+07:00",
		"2023-05-25 17:00":          "2023-05-25T17:00:00+07:00",
		"2023-05-25T17:00":          "2023-05-25T17:00:00+07:00",
		"2023-05-25 17:00:30":       "2023-05-25T17:00:30+07:00",
		"2023-05-25T10:00:00Z":      "2023-05-25T17:00:00+07:00",
		"25/5/2023":                 "2023-05-25T23:59:59+07:00",
		"25/05/2023 17:00":          "2023-05-25T17:00:00+07:00",
		"25-5-2023 17h":             "2023-05-25T17:00:00+07:00",
		"ngày 25 tháng 5 năm 2023":  "2023-05-25T23:59:59+07:00",
		"17 giờ 30 ngày 25/5/2023":  "2023-05-25T17:30:00+07:00",
		"25/5":                      "",
		"tomorrow":                  "",
		"5/2023":                    "",
		"32/5/2023":                 "",
		"25/5/2023 25:00":           "",
		"15/5/2023 - 25/5/2023":     "",
		"mùng 5 Tết năm 2023":       "",
		"1/1/2023, 2/1/2023":        "",
		"khoảng giữa tháng 5/2023":  "",
		"2023-02-29":                "",
		"ngày mai lúc 17h":          "",
		"rằm tháng giêng 2023":      "",
		"2023-05-25 17:00 +07:00 x": "",
	} {
		form := "| survey |\n| | type | name | label |\n| | text | a | A |\n" +
			"| campaign |\n| | key | value |\n| | title | T |\n| | due | " + text + " |"
		c, report := xlsform.Read("x.md", []byte(form), xlsform.Options{})
		got := ""
		if c != nil {
			got = c.Due.Format(time.RFC3339)
		} else if len(report.Errors) != 1 || report.Errors[0].Code != "date_invalid" {
			t.Errorf("%q: %s", text, lines(report.Errors))
		}
		if got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

// TestVersion is the same for the same cells, and another as soon as one differs.
func TestVersion(t *testing.T) {
	const form = "| survey |\n| | type | name | label |\n| | text | a | A |\n| settings |\n| | form_id |\n| | x |"
	version := read(t, "x.md", form).Version
	if len(version) != 16 {
		t.Errorf("version is %q", version)
	}
	for name, same := range map[string]string{
		"blanks":     strings.ReplaceAll(form, "| A |", "|   A  |  |"),
		"prose":      "# Title\n\n" + form + "\n\nEnd.\n",
		"more sheet": form + "\n| notes |\n| | x |\n",
		"empty rows": strings.ReplaceAll(form, "| | text", "| | |\n| | text"),
		"order":      "| settings |\n| | form_id |\n| | x |\n| survey |\n| | type | name | label |\n| | text | a | A |",
	} {
		if got := read(t, "y.md", same).Version; got != version {
			t.Errorf("%s: version is %s, not %s", name, got, version)
		}
	}
	for name, other := range map[string]string{
		"label":  strings.ReplaceAll(form, "| A |", "| B |"),
		"column": strings.ReplaceAll(form, "| text | a | A |", "| text | a | | A |") + "\n| survey2 |",
		"id":     strings.ReplaceAll(form, "| x |", "| y |"),
	} {
		c, _ := xlsform.Read("y.md", []byte(other), xlsform.Options{})
		if c != nil && c.Version == version {
			t.Errorf("%s: version is still %s", name, version)
		}
	}
}
