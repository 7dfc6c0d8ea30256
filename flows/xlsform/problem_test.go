package xlsform_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"thidua/flows/xlsform"
)

// TestProblems reads the cases of Markdown files: below each heading the tables of a workbook, then one line for each
// problem, in order: "- error sheet!cell code" or "- warning sheet!cell code".
func TestProblems(t *testing.T) {
	for _, name := range []string{"problems.md", "forms.md"} {
		content, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		for part := range strings.SplitSeq("\n"+string(content), "\n# ") {
			heading, body, ok := strings.Cut(part, "\n")
			if !ok || !strings.Contains(body, "\n|") {
				continue
			}
			t.Run(heading, func(t *testing.T) { checkCase(t, body) })
		}
	}
}

func checkCase(t *testing.T, body string) {
	var want []string
	for line := range strings.Lines(body) {
		if expected, ok := strings.CutPrefix(strings.TrimSpace(line), "- "); ok {
			want = append(want, expected)
		}
	}
	campaign, report := xlsform.Read("case.md", []byte(body), xlsform.Options{})
	got := slices.Concat(told("error", report.Errors), told("warning", report.Warnings))
	if !slices.Equal(got, want) {
		t.Errorf("got\n- %s\nwant\n- %s", strings.Join(got, "\n- "), strings.Join(want, "\n- "))
	}
	if (campaign == nil) != (len(report.Errors) > 0) {
		t.Errorf("campaign %v beside %d errors", campaign != nil, len(report.Errors))
	}
	for _, p := range slices.Concat(report.Errors, report.Warnings) {
		for _, language := range []string{"vi", "en"} {
			if line := p.In(language); strings.ContainsAny(line, "\n") || strings.Contains(line, "%!") {
				t.Errorf("%s is not a line for people: %q", p.Code, line)
			}
		}
	}
}

// TestIn gives whole lines in both languages.
func TestIn(t *testing.T) {
	const form = `| survey |
| | type | name | label | relevant |
| | txt | a | A | |
| | text | b | B | ${c |
| | text | d | D | count(${e}) > |
| | text | f | F ${a} | ${a} = '1' |
`
	_, report := xlsform.Read("x.md", []byte(form), xlsform.Options{})
	want := map[string][]string{
		"en": {
			"survey!A2: Unknown question type “txt”. Did you mean “text”? Common ones: text, integer, date, select_one, select_multiple, " +
				"note. (Line 3 of the file.)",
			"survey!D3: The reference “${c” is malformed. Write ${question_name} without spaces and with both braces. " +
				"(Line 4 of the file.)",
			"survey!D4: The expression “count(${e}) >” is wrong: a value is missing, at the end. (Line 5 of the file.)",
		},
		"vi": {
			"survey!A2: Không có kiểu câu hỏi “txt”. Có phải ý anh/chị là “text”? Các kiểu hay dùng: text, integer, date, " +
				"select_one, select_multiple, note. (Dòng 3 của tệp.)",
			"survey!D3: Tham chiếu “${c” viết sai. Viết ${ten_cau_hoi}, không có dấu cách, có đủ hai ngoặc nhọn. " +
				"(Dòng 4 của tệp.)",
			"survey!D4: Biểu thức “count(${e}) >” sai: thiếu một giá trị, ở cuối biểu thức. (Dòng 5 của tệp.)",
		},
	}
	for language, lines := range want {
		for i, line := range lines {
			if len(report.Errors) != len(lines) || report.Errors[i].In(language) != line {
				t.Errorf("errors are %+v, want %q", report.Errors, line)
			}
		}
	}
	p := report.Errors[0] // no second line for what refers to a: one mistake is told once
	if p.Cell != "A2" || p.Row != 2 || p.Column != 1 || p.Text != "txt" || p.Sheet != "survey" {
		t.Errorf("problem is %+v", p)
	}
}

// told gives the place and code of each problem.
func told(kind string, problems []xlsform.Problem) []string {
	var all []string
	for _, p := range problems {
		place, _, _ := strings.Cut(p.In("en"), ": ")
		if p.Sheet == "" {
			place = "-"
		}
		all = append(all, kind+" "+place+" "+p.Code)
	}
	return all
}
