package xlsform_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"thidua/flows/xlsform"
)

// formOf is a survey of the given rows: type, name, label, calculation, relevant.
func formOf(rows ...string) string {
	return "| survey |\n| | type | name | label | calculation | relevant |\n" + strings.Join(rows, "\n")
}

func survey(rows ...string) func() []byte {
	return func() []byte { return []byte(formOf(rows...)) }
}

// repeated makes n rows of a format with the row's number in it.
func repeated(n int, format string) []string {
	rows := make([]string, n)
	for i := range rows {
		rows[i] = strings.ReplaceAll(format, "#", fmt.Sprint(i))
	}
	return rows
}

// TestHostile reads what would cost a careless reader its memory or its stack; all must be refused soon.
func TestHostile(t *testing.T) {
	const mostAllocated = 1000 // MB over the whole reading; the race detector doubles what is needed
	chain := repeated(20_000, "| | calculate | c# | | ${c#x} | |")
	for i := range chain {
		chain[i] = strings.ReplaceAll(chain[i], fmt.Sprintf("c%dx", i), fmt.Sprintf("c%d", (i+1)%len(chain)))
	}
	tests := map[string]struct {
		content func() []byte
		code    string
	}{
		"parentheses": {survey("| | calculate | a | | " + strings.Repeat("(", 10_000) + "1" +
			strings.Repeat(")", 10_000) + " | |"), "expression_wrong"},
		"brackets":    {survey("| | calculate | a | | " + strings.Repeat("a[", 10_000) + " | |"), "expression_wrong"},
		"long cell":   {survey("| | text | a | " + strings.Repeat("ơ", 32_768) + " | | |"), "cell_too_long"},
		"long cycle":  {survey(chain...), "dependency_cycle"},
		"many rows":   {survey(repeated(100_001, "| | text | q# | Q | | |")...), "sheet_too_large"},
		"many wrong":  {survey(repeated(90_000, "| | texxt | q# | ${zz# | | ${yy#} |")...), "more"},
		"one name":    {survey(repeated(50_000, "| | calculate | q | | ${q} | |")...), "more"},
		"deep groups": {survey(repeated(50_000, "| | begin group | g# | G | | |")...), "nesting_too_deep"},
		"many parts": {func() []byte {
			return []byte(formOf(repeated(3, "| | text | q# | Q | | |")...) + "\n| units |\n| | code | name |\n" +
				strings.Join(repeated(90_000, "| | u# | U |"), "\n") + "\n| parts |\n| | part | units |\n" +
				strings.Join(repeated(90_000, "| | p# | v#,u# |"), "\n"))
		}, "part_unknown"},
		"defaults": {func() []byte {
			return []byte(strings.Replace(formOf(repeated(40_000, "| | select_one l or_other | q# | Q | | |")...), "label |",
				"label | default |", 1) + "\n| choices |\n| | list_name | name | label |\n" +
				strings.Join(repeated(90_000, "| | l | c# | C |"), "\n") + "\n| campaign |\n| | key | value |\n")
		}, "key_required"},
		"sheets":     {func() []byte { return bytes.Repeat([]byte("| a |\n"), 1<<20) }, "too_many_sheets"},
		"bars":       {func() []byte { return bytes.Repeat([]byte("|"), 17<<20) }, "file_too_large"},
		"zip bomb":   {func() []byte { return bomb(t, 70<<20, "<row></row>") }, "file_too_large"},
		"many zeros": {func() []byte { return bomb(t, 60<<20, "\x00") }, "HEADER_001"},
		"entities":   {func() []byte { return entities(t) }, "file_broken"},
		"wide rows":  {func() []byte { return wideRows(t) }, "survey_empty"},
		"long texts": {func() []byte { return longTexts(t) }, "sheet_too_large"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			content := test.content()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			started := time.Now()
			campaign, report := xlsform.Read("x.xlsx", content, xlsform.Options{})
			runtime.ReadMemStats(&after)
			t.Logf("%v, %d MB allocated", time.Since(started).Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20)
			codes, _ := places(report.Errors)
			if campaign != nil || !strings.Contains(strings.Join(codes, " "), test.code) {
				t.Errorf("campaign %v, want the error %s, got %.300s", campaign != nil, test.code, lines(report.Errors))
			}
			if len(report.Errors) > 501 || len(report.Warnings) > 501 {
				t.Errorf("%d errors and %d warnings", len(report.Errors), len(report.Warnings))
			}
			if spent := (after.TotalAlloc - before.TotalAlloc) >> 20; spent > mostAllocated {
				t.Errorf("allocated %d MB", spent)
			}
		})
	}
}

// sampleParts are the parts of a small workbook, to be tampered with.
func sampleParts(t testing.TB) map[string][]byte {
	t.Helper()
	var book bytes.Buffer
	if err := xlsform.Workbook(&book, []byte(formOf("| | text | a | A | | |"))); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(book.Bytes()), int64(book.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, file := range archive.File {
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[file.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return parts
}

func packed(t testing.TB, parts map[string][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	archive.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestSpeed)
	})
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(parts[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// firstSheet is where the tampering is done.
const firstSheet = "xl/worksheets/sheet1.xml"

// bomb makes a sheet of a workbook very large.
func bomb(t *testing.T, size int, filling string) []byte {
	t.Helper()
	parts := sampleParts(t)
	if _, ok := parts[firstSheet]; !ok {
		t.Fatalf("no part %s", firstSheet)
	}
	parts[firstSheet] = bytes.Repeat([]byte(filling), size/len(filling))
	return packed(t, parts)
}

// entities puts entities that grow by expansion into a sheet.
func entities(t *testing.T) []byte {
	t.Helper()
	parts := sampleParts(t)
	parts[firstSheet] = []byte(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">` +
		`<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
		`<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>type</t></is></c></row><row r="2"><c r="A2" t="inlineStr">` +
		`<is><t>&b;</t></is></c></row></sheetData></worksheet>`)
	return packed(t, parts)
}

// wideRows has a cell in the last column of many rows.
func wideRows(t *testing.T) []byte {
	t.Helper()
	parts := sampleParts(t)
	var sheet strings.Builder
	sheet.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	sheet.WriteString(`<row r="1"><c r="A1" t="inlineStr"><is><t>type</t></is></c></row>`)
	for i := range 50_000 {
		fmt.Fprintf(&sheet, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, i+2, i+2)
	}
	sheet.WriteString(`</sheetData></worksheet>`)
	parts[firstSheet] = []byte(sheet.String())
	return packed(t, parts)
}

// longTexts shares one long text among very many cells.
func longTexts(t *testing.T) []byte {
	t.Helper()
	file := excelize.NewFile()
	defer file.Close()
	if err := file.SetSheetName("Sheet1", "survey"); err != nil {
		t.Fatal(err)
	}
	if err := file.SetSheetRow("survey", "A1", &[]any{"type"}); err != nil {
		t.Fatal(err)
	}
	for i := range 5000 {
		if err := file.SetCellStr("survey", fmt.Sprintf("A%d", i+2), strings.Repeat("ơ", 20_000)); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := file.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
