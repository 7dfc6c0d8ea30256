package sheet_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"thidua"
	"thidua/flows/sheet"
)

// sample has a cell of each kind in a group part, a repeat, and a repeat inside it.
func sample() *thidua.Spreadsheet {
	columns := []thidua.Column{
		{Path: "ten", Label: "Tên", Type: thidua.TypeText, Required: true, Note: "Ghi đủ họ tên."},
		{Path: "so", Label: "Số", Type: thidua.Decimal},
		{Path: "ngay", Label: "Ngày", Type: thidua.Date},
		{Path: "luc", Label: "Lúc", Type: thidua.DateTime},
		{Path: "gio", Label: "Giờ", Type: thidua.Time},
		{Path: "loai", Label: "Loại", Type: thidua.SelectOne, Choices: []string{"Hội thảo, tọa đàm", "Khác"}},
		{Path: "dai", Label: "Bài", Type: thidua.TypeText, Broad: true},
	}
	cells := func(name string) []thidua.Cell {
		return []thidua.Cell{{Text: name}, {Kind: thidua.NumberCell, Text: "1234.5"}, {Kind: thidua.DayCell, Text: "2023-05-18"},
			{Kind: thidua.MomentCell, Text: "2023-05-18 14:30:00"}, {Kind: thidua.ClockCell, Text: "07:05:00"}, {Text: "Khác"},
			{Text: "dòng một\ndòng <hai> & \"ba\""}}
	}
	return &thidua.Spreadsheet{Campaign: "td", Version: "v1", Unit: "A", Stamp: "5f3a", Title: "Đợt thi đua – Văn phòng",
		Guide: []string{"Điền vào ô trắng."}, Words: thidua.Words{Guide: "Hướng dẫn", Question: "Câu hỏi", Answer: "Câu trả lời", How: "Cách ghi",
			Delete: "Xóa", NotListed: "?"},
		Tables: []thidua.Table{
			{Part: "chung", Name: "Thông tin: chung/riêng [1] và những gì dài hơn ba mươi mốt chữ", Columns: columns,
				Rows: []thidua.Row{{Cells: cells("=HYPERLINK(\"http://x\")")}}},
			{Part: "hd", Repeat: "hoat_dong", Name: "Hoạt động", Number: "Số", Columns: columns, Rows: []thidua.Row{
				{Entry: "e1", Number: 1, Cells: cells("007")}, {Entry: "e2", Number: 2, Cells: cells("@SUM(1)")},
				{Entry: "5f3a.1", Number: 3, Cells: make([]thidua.Cell, len(columns))}}},
			{Part: "hd", Repeat: "bai", Around: "hoat_dong", Name: "Hoạt động", Number: "Số", UpTo: "Thuộc số", Columns: columns, Rows: []thidua.Row{
				{Entry: "b1", Up: "e2", Number: 1, Above: 2, Cells: cells("+84912")},
				{Entry: "5f3a.2", Number: 2, Cells: make([]thidua.Cell, len(columns))}}},
		}}
}

func written(t testing.TB, s *thidua.Spreadsheet) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := sheet.Write(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t testing.TB, content []byte) *thidua.Spreadsheet {
	t.Helper()
	s, err := sheet.Read(content)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// edit lets a test change an open file.
func edit(t testing.TB, content []byte, change func(f *excelize.File)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	change(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func set(t testing.TB, f *excelize.File, name, cell string, value any) {
	t.Helper()
	if err := f.SetCellValue(name, cell, value); err != nil {
		t.Fatal(err)
	}
}

// rows are the touched rows of a table, each with its ids and the cells that were touched.
func rows(s *thidua.Spreadsheet, repeat string) string {
	var b strings.Builder
	for _, t := range s.Tables {
		if t.Repeat != repeat {
			continue
		}
		for _, r := range t.Rows {
			fmt.Fprintf(&b, "%s<%s", r.Entry, r.Up)
			if r.Stray != "" {
				fmt.Fprintf(&b, " %s", r.Stray)
			}
			if r.Delete != "" {
				fmt.Fprintf(&b, " delete %s", r.Delete)
			}
			for _, c := range r.Cells {
				if c.Touched() {
					fmt.Fprintf(&b, " %s:%s %q", c.At, c.Kind, c.Text)
				}
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// TestUntouched finds nothing changed in a file that nobody changed, and nothing in it to be computed.
func TestUntouched(t *testing.T) {
	t.Parallel()
	content := written(t, sample())
	s := read(t, content)
	if s.Campaign != "td" || s.Unit != "A" || s.Version != "v1" || s.Stamp != "5f3a" || len(s.Tables) != 3 {
		t.Fatalf("read %+v", s)
	}
	for _, table := range s.Tables {
		if len(table.Rows) > 0 {
			t.Errorf("%s: touched %s", table.Name, rows(s, table.Repeat))
		}
	}
	edit(t, content, func(f *excelize.File) {
		for _, name := range f.GetSheetList() {
			lines, err := f.GetRows(name)
			if err != nil {
				t.Fatal(err)
			}
			for i := range lines {
				for k := range lines[i] {
					cell, _ := excelize.CoordinatesToCellName(k+1, i+1)
					if formula, _ := f.GetCellFormula(name, cell); formula != "" {
						t.Errorf("%s!%s computes %s", name, cell, formula)
					}
				}
			}
		}
	})
}

// TestForPeople looks at what makes the file easy: hidden names and ids, frozen heads, lists, notes, types.
func TestForPeople(t *testing.T) {
	t.Parallel()
	edit(t, written(t, sample()), func(f *excelize.File) {
		names := f.GetSheetList()
		if want := "Hướng dẫn|Thông tin chung riêng 1 và nhữn|Hoạt động|Hoạt động 2|_danh_sach|_thidua"; strings.Join(names, "|") != want {
			t.Errorf("sheets %q", names)
		}
		for _, hidden := range names[4:] {
			if visible, _ := f.GetSheetVisible(hidden); visible {
				t.Errorf("%s is seen", hidden)
			}
		}
		for _, name := range names[1:4] {
			if visible, _ := f.GetRowVisible(name, 1); visible {
				t.Errorf("%s shows its names", name)
			}
			if panes, _ := f.GetPanes(name); !panes.Freeze || panes.YSplit != 2 {
				t.Errorf("%s: panes %+v", name, panes)
			}
			if lists, _ := f.GetDataValidations(name); len(lists) != 1 || lists[0].Formula1 != "'_danh_sach'!$A$1:$A$2" {
				t.Errorf("%s: lists %+v", name, lists)
			}
			if notes, _ := f.GetComments(name); len(notes) != 1 || !strings.Contains(notes[0].Text, "Ghi đủ họ tên.") {
				t.Errorf("%s: notes %+v", name, notes)
			}
		}
		for _, column := range []string{"A", "B", "C"} {
			if visible, _ := f.GetColVisible("Hoạt động", column); visible {
				t.Errorf("column %s is seen", column)
			}
		}
		for cell, want := range map[string]string{"E2": "Tên *", "E3": "007", "F3": "1234.5", "G3": "18/05/2023", "H3": "18/05/2023 14:30", "I3": "07:05"} {
			if got, _ := f.GetCellValue("Hoạt động", cell); got != want {
				t.Errorf("%s shows %q, want %q", cell, got, want)
			}
		}
	})
}

// TestTouched finds changed cells by the row's own id wherever the row went, and gives added rows ids that follow from what
// they say.
func TestTouched(t *testing.T) {
	t.Parallel()
	content := edit(t, written(t, sample()), func(f *excelize.File) {
		const hd, bai = "Hoạt động", "Hoạt động 2"
		set(t, f, hd, "F3", 7)
		set(t, f, hd, "L4", "x")
		set(t, f, hd, "E5", "Mục chuẩn bị sẵn")
		set(t, f, hd, "E9", "Mục thêm")
		set(t, f, hd, "E10", "Mục thêm")
		set(t, f, bai, "F4", "Bài của mục mới")
		set(t, f, bai, "E4", 3)
		set(t, f, bai, "F5", "Bài không thuộc đâu")
		set(t, f, bai, "E3", "1")
		set(t, f, bai, "G3", 1)
		for _, name := range []string{hd, bai} {
			if err := f.InsertRows(name, 3, 2); err != nil {
				t.Fatal(err)
			}
		}
	})
	s := read(t, content)
	want := "e1< F5:number \"7\"\ne2< delete x\n5f3a.1< E7: \"Mục chuẩn bị sẵn\"\n5f3a.r%s< E11: \"Mục thêm\"\n5f3a.r%s-2< E12: \"Mục thêm\"\n"
	first := strings.TrimPrefix(s.Tables[1].Rows[3].Entry, "5f3a.r")
	if got := rows(s, "hoat_dong"); got != fmt.Sprintf(want, first, first) {
		t.Errorf("entries:\n%s", got)
	}
	inner := strings.Split(rows(s, "bai"), "\n")
	if len(inner) != 4 || inner[0] != `b1<e2 carried G5:number "1"` || inner[1] != `5f3a.2<5f3a.1 F6: "Bài của mục mới"` ||
		!strings.HasSuffix(inner[2], `< unnamed F7: "Bài không thuộc đâu"`) {
		t.Errorf("inner entries:\n%s", strings.Join(inner, "\n"))
	}
	if again := read(t, content); rows(again, "hoat_dong") != rows(s, "hoat_dong") {
		t.Error("the same file gives other ids")
	}
}

// TestCopiedRow makes a new entry of a row that was copied with its hidden id.
func TestCopiedRow(t *testing.T) {
	t.Parallel()
	s := read(t, edit(t, written(t, sample()), func(f *excelize.File) {
		if err := f.DuplicateRow("Hoạt động", 3); err != nil {
			t.Fatal(err)
		}
	}))
	if len(s.Tables[1].Rows) != 1 || !strings.HasPrefix(s.Tables[1].Rows[0].Entry, "5f3a.r") || s.Tables[1].Rows[0].Cells[0].Text != "007" {
		t.Errorf("rows:\n%s", rows(s, "hoat_dong"))
	}
}

// TestSavedByLibreOffice reads the same from a file that LibreOffice opened and saved, touched or not.
func TestSavedByLibreOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("soffice is needed in CI")
		}
		t.Skip("soffice is not installed")
	}
	t.Parallel()
	dir := t.TempDir()
	files := map[string][]byte{"untouched.xlsx": written(t, sample())}
	files["touched.xlsx"] = edit(t, files["untouched.xlsx"], func(f *excelize.File) {
		set(t, f, "Hoạt động", "E4", "Đổi")
		set(t, f, "Hoạt động", "G4", "20/5")
		set(t, f, "Hoạt động", "E5", "0123")
		set(t, f, "Hoạt động", "L3", "x")
		set(t, f, "Hoạt động 2", "E4", 3)
		set(t, f, "Hoạt động 2", "F4", "Bài")
	})
	command := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
		"--outdir", filepath.Join(dir, "out")}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
		command = append(command, filepath.Join(dir, name))
	}
	if output, err := exec.Command(office, command...).CombinedOutput(); err != nil || strings.Contains(string(output), "Error") {
		t.Fatalf("saving: %v\n%s", err, output)
	}
	for name, content := range files {
		saved, err := os.ReadFile(filepath.Join(dir, "out", name))
		if err != nil {
			t.Fatal(err)
		}
		want, got := read(t, content), read(t, saved)
		if a, b := encoded(t, want), encoded(t, got); a != b {
			t.Errorf("%s reads as\n%s\nwant\n%s", name, b, a)
		}
		if n := len(got.Tables[1].Rows); n != map[string]int{"untouched.xlsx": 0, "touched.xlsx": 3}[name] {
			t.Errorf("%s: %d rows are touched", name, n)
		}
	}
}

func encoded(t testing.TB, value any) string {
	t.Helper()
	body, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
