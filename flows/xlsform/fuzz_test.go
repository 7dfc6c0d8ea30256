package xlsform_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"thidua/flows/xlsform"
)

// FuzzMarkdown reads anything as Markdown: it must end, say where each problem is, and be sure of itself.
func FuzzMarkdown(f *testing.F) {
	f.Add(string(xlsform.Sample()))
	for _, name := range []string{"testdata/problems.md", "testdata/forms.md"} {
		content, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for part := range strings.SplitSeq(string(content), "\n# ") {
			f.Add(part)
		}
	}
	f.Add("| survey |\n| | type | name | label::x (y) | calculation |\n| | select_one l or_other | a | A | ${b}${ |")
	f.Add("|0\n||t\fpe")
	f.Add("| parts |\n| | part | units | due |\n| | a | b,c | 1/1/1 |\n| people |\n| | name | phone |\n| | x | 0 |")
	f.Fuzz(func(t *testing.T, source string) { sound(t, "x.md", []byte(source)) })
}

// FuzzWorkbook puts anything into the parts of a workbook that are read.
func FuzzWorkbook(f *testing.F) {
	parts := sampleParts(f)
	f.Add(parts["xl/workbook.xml"], parts[firstSheet], parts["xl/sharedStrings.xml"], parts["xl/styles.xml"])
	for _, p := range producers() {
		f.Add(p["xl/workbook.xml"], p[firstSheet], p["xl/sharedStrings.xml"], p["xl/styles.xml"])
	}
	f.Fuzz(func(t *testing.T, index, sheet, texts, styles []byte) {
		p := map[string][]byte{"xl/workbook.xml": index, firstSheet: sheet, "xl/sharedStrings.xml": texts,
			"xl/styles.xml": styles}
		for name, content := range parts {
			if p[name] == nil {
				p[name] = content
			}
		}
		sound(t, "x.xlsx", packed(t, p))
	})
}

// FuzzContainer damages the file itself.
func FuzzContainer(f *testing.F) {
	f.Add(packed(f, sampleParts(f)))
	f.Add([]byte("PK\x05\x06"))
	f.Add([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
	f.Fuzz(func(t *testing.T, content []byte) { sound(t, "x.xlsx", content) })
}

// sound reads twice and holds the reports to what every caller relies on.
func sound(t *testing.T, name string, content []byte) {
	campaign, report := xlsform.Read(name, content, xlsform.Options{})
	again, second := xlsform.Read(name, content, xlsform.Options{})
	if (campaign == nil) != (len(report.Errors) > 0) {
		t.Fatalf("campaign %v beside %s", campaign != nil, lines(report.Errors))
	}
	if lines(report.Errors) != lines(second.Errors) || lines(report.Warnings) != lines(second.Warnings) {
		t.Fatalf("two readings differ:\n%s\n%s\n%s\n%s", lines(report.Errors), lines(second.Errors),
			lines(report.Warnings), lines(second.Warnings))
	}
	if campaign != nil && campaign.Version != again.Version {
		t.Fatalf("two versions: %s, %s", campaign.Version, again.Version)
	}
	for _, p := range append(report.Errors, report.Warnings...) {
		for _, language := range []string{"vi", "en"} {
			if line := p.In(language); p.Message[language] == "" || strings.Contains(line, "\n") ||
				strings.Contains(line, "%!") && !bytes.Contains(content, []byte("%")) {
				t.Fatalf("%s is not a line for people: %q", p.Code, line)
			}
		}
	}
}
