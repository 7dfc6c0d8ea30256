package xlsform_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"thidua/flows/xlsform"
)

// book writes a workbook cell by cell, as spreadsheet programs do.
type book struct {
	t *testing.T
	*excelize.File
}

func newBook(t *testing.T, sheets ...string) book {
	t.Helper()
	b := book{t, excelize.NewFile()}
	t.Cleanup(func() { b.Close() })
	b.do(b.SetSheetName("Sheet1", sheets[0]))
	for _, name := range sheets[1:] {
		_, err := b.NewSheet(name)
		b.do(err)
	}
	return b
}

func (b book) do(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b book) row(sheet, at string, cells ...any) {
	b.t.Helper()
	b.do(b.SetSheetRow(sheet, at, &cells))
}

// style gives a cell a number format.
func (b book) style(sheet, at string, s excelize.Style) {
	b.t.Helper()
	id, err := b.NewStyle(&s)
	b.do(err)
	b.do(b.SetCellStyle(sheet, at, at, id))
}

func (b book) bytes() []byte {
	b.t.Helper()
	var out bytes.Buffer
	b.do(b.Write(&out))
	return out.Bytes()
}

// TestWorkbookCells reads what spreadsheets make of a cell: dates, booleans, numbers, formats, curly quotes.
func TestWorkbookCells(t *testing.T) {
	b := newBook(t, "survey", "campaign", "units", "people")
	b.row("survey", "A1", "type", "Name", "label ", "required", "default", "constraint")
	b.row("survey", "A2", "date", "d", "Ngày\u00a0nào?", true, 45071)
	b.style("survey", "E2", excelize.Style{NumFmt: 14})
	b.row("survey", "A3", "decimal", "n", "Số  lượng", false, 0.1+0.2, ". != ‘x’")
	b.row("survey", "A5", "integer", "i", "I", "", 1200.0)
	format := "#,##0.00"
	b.style("survey", "E5", excelize.Style{CustomNumFmt: &format})
	b.row("campaign", "A1", "key", "value")
	b.row("campaign", "A2", "title", "Đợt “75 năm”")
	b.row("campaign", "A3", "due", 45071)
	vietnamese := `dd/mm/yyyy`
	b.style("campaign", "B3", excelize.Style{CustomNumFmt: &vietnamese})
	b.row("campaign", "A4", "opens", 45041.375)
	clock := `hh:mm "ngày" dd/mm/yyyy`
	b.style("campaign", "B4", excelize.Style{CustomNumFmt: &clock})
	b.row("campaign", "A5", "id", 75)
	b.row("units", "A1", "code", "name", "headcount")
	b.row("units", "A2", "01", "Phòng", 12)
	b.row("people", "A1", "name", "phone", "unit")
	b.row("people", "A2", "An", 912345678, "01")

	c := mustRead(t, "x.xlsx", b.bytes())
	questions := c.Form.Questions
	for name, pair := range map[string][2]string{
		"date default":   {questions[0].Default, "2023-05-25"},
		"blank":          {questions[0].Label[""], "Ngày nào?"},
		"true":           {questions[0].Required, "true()"},
		"false":          {questions[1].Required, ""},
		"blanks":         {questions[1].Label[""], "Số lượng"},
		"float":          {questions[1].Default, "0.3"},
		"quotes":         {questions[1].Constraint, ". != 'x'"},
		"format":         {questions[2].Default, "1200"},
		"title":          {c.Title, "Đợt “75 năm”"},
		"due":            {c.Due.Format(time.DateTime), "2023-05-25 23:59:59"},
		"opens":          {c.Opens.Format(time.DateTime), "2023-04-25 09:00:00"},
		"id":             {c.ID, "75"},
		"unit":           {c.Units[0].Code, "01"},
		"phone":          {c.People[0].Phone, "+84912345678"},
		"role":           {string(c.People[0].Role), "focal_point"},
		"form id":        {c.Form.ID, "75"},
		"first reminder": {c.Remind[0].String(), "168h0m0s"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s is %q, want %q", name, pair[0], pair[1])
		}
	}
	if questions[2].Row != 5 {
		t.Errorf("row is %d, want 5", questions[2].Row)
	}
}

// TestWorkbookGaps stops at 60 empty rows and 20 empty columns, and reads what comes before.
func TestWorkbookGaps(t *testing.T) {
	b := newBook(t, "survey")
	b.row("survey", "A1", "type", "name", "label")
	b.do(b.SetCellStr("survey", "Z1", "relevant"))
	b.row("survey", "A61", "text", "a", "A")
	b.do(b.SetCellStr("survey", "Z61", "broken("))
	b.row("survey", "A130", "text", "b", "B")
	c := mustRead(t, "form.xlsx", b.bytes())
	if len(c.Form.Questions) != 1 || c.Form.Questions[0].Row != 61 {
		t.Errorf("questions are %+v", c.Form.Questions)
	}
}

// TestNotWorkbook names what a file is instead of a workbook.
func TestNotWorkbook(t *testing.T) {
	sheet := newBook(t, "survey")
	whole := sheet.bytes()
	var locked bytes.Buffer
	sheet.do(sheet.Write(&locked, excelize.Options{Password: "x"}))
	tests := map[string]struct {
		content []byte
		code    string
	}{
		"empty":     {nil, "file_empty"},
		"blank":     {[]byte(" \n"), "file_empty"},
		"old":       {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...), "file_xls"},
		"encrypted": {locked.Bytes(), "file_encrypted"},
		"pdf":       {[]byte("%PDF-1.7 xxx"), "file_not_workbook"},
		"prose":     {[]byte("# Hello\n\nno table here\n"), "file_not_workbook"},
		"binary":    {[]byte{0xff, 0xfe, 'a', 0}, "file_not_workbook"},
		"csv":       {[]byte("type,name\ntext,a\n"), "file_not_workbook"},
		"cut":       {whole[:len(whole)/2], "file_broken"},
		"other zip": {packed(t, map[string][]byte{"a.txt": []byte("x")}), "file_broken"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			campaign, report := xlsform.Read(name+".xlsx", test.content, xlsform.Options{})
			if campaign != nil || len(report.Errors) != 1 || report.Errors[0].Code != test.code {
				t.Errorf("got %s, want %s", lines(report.Errors), test.code)
			}
		})
	}
}

// TestDateCells tells dates from numbers by their format.
func TestDateCells(t *testing.T) {
	tests := map[string]struct {
		format string
		value  float64
		want   string
	}{
		"day":           {"yyyy-mm-dd", 45071, "2023-05-25"},
		"day and time":  {"d/m/yy h:mm", 45071.5, "2023-05-25 12:00:00"},
		"time":          {"hh:mm", 0.75, "18:00:00"},
		"duration":      {"[h]:mm", 1.5, "1900-01-01 12:00:00"},
		"percent":       {"0%", 0.25, "0.25"},
		"thousands":     {"#,##0", 1234567, "1234567"},
		"coloured":      {"[Red]0.00", 1.5, "1.5"},
		"words":         {`0 "ngày"`, 7, "7"},
		"locale":        {"[$-42A]dd mmmm yyyy", 45071, "2023-05-25"},
		"escaped":       {`0\d`, 7, "7"},
		"leading zeros": {"0000", 12, "12"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			b := newBook(t, "survey", "campaign")
			b.row("survey", "A1", "type", "name", "label")
			b.row("survey", "A2", "text", "a", "A")
			b.row("campaign", "A1", "key", "value")
			b.row("campaign", "A2", "title", "T")
			b.row("campaign", "A3", "due", "2023-05-25")
			b.row("campaign", "A4", "free", test.value)
			b.style("campaign", "B4", excelize.Style{CustomNumFmt: &test.format})
			if got := mustRead(t, "x.xlsx", b.bytes()).Keys["free"]; got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// TestWorkbookWritten looks at the workbook that a Markdown campaign becomes.
func TestWorkbookWritten(t *testing.T) {
	source := "| survey |\n| | type | name | label |\n| | text | a | =1+1 |\n| | note | n | hai\\ndòng \\| 007 |\n"
	var out bytes.Buffer
	if err := xlsform.Workbook(&out, []byte(source)); err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for at, want := range map[string]string{"C2": "=1+1", "C3": "hai\ndòng | 007"} {
		got, err := file.GetCellValue("survey", at)
		if kind, _ := file.GetCellType("survey", at); err != nil || got != want || kind == excelize.CellTypeFormula {
			t.Errorf("%s is %q (type %v, error %v), want %q", at, got, kind, err, want)
		}
	}
	panes, err := file.GetPanes("survey")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes are %+v, %v", panes, err)
	}
	id, err := file.GetCellStyle("survey", "A1")
	if err != nil {
		t.Fatal(err)
	}
	if style, err := file.GetStyle(id); err != nil || !style.Font.Bold || style.NumFmt != 49 {
		t.Errorf("style of the header is %+v, %v", style, err)
	}
	if err := xlsform.Workbook(&out, []byte("no table")); err == nil || !strings.Contains(err.Error(), "no table") {
		t.Errorf("error is %v", err)
	}
}
