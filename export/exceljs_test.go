package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// foreign is a workbook as exceljs reads it.
type foreign struct {
	Title, Creator string
	Sheets         []foreignSheet
}

type foreignSheet struct {
	Name              string
	Tables            []string
	Frozen, Landscape bool
	Cells             map[string]foreignCell
}

type foreignCell struct{ Kind, Format, Formula, Value string }

// TestExceljs lets another library, in another language, open the workbooks, and compares what it finds.
func TestExceljs(t *testing.T) {
	t.Parallel()
	reader := exceljs(t)
	f, data := written(t, source())
	got := reader.read(t, data)
	got.compare(t, f)
	if !strings.HasPrefix(got.Title, "TỔNG HỢP") || got.Creator != "SỞ KHOA HỌC VÀ CÔNG NGHỆ" {
		t.Errorf("title %q, creator %q", got.Title, got.Creator)
	}
	activities, response := got.sheet("Hoạt động"), got.sheet("Hưởng ứng đợt thi đua")
	if !activities.Frozen || !activities.Landscape || !slices.Equal(activities.Tables, []string{"hoat_dong"}) {
		t.Errorf("frozen %v, landscape %v, tables %q", activities.Frozen, activities.Landscape, activities.Tables)
	}
	for _, tt := range []struct {
		sheet      foreignSheet
		cell       string
		kind, want string
	}{
		{response, "G2", "String", "0900000001"},
		{response, "G3", "String", "@0900"},
		{activities, "C2", "String", `=HYPERLINK("http://x","Techfest")`},
		{activities, "F3", "Date", "2023-04-26T00:00:00.000Z"},
		{activities, "I2", "Number", "1200"},
		{response, "A5", "String", totalWord},
	} {
		if cell := tt.sheet.Cells[tt.cell]; cell.Kind != tt.kind || cell.Value != tt.want {
			t.Errorf("%s!%s is %+v, want the %s %q", tt.sheet.Name, tt.cell, cell, tt.kind, tt.want)
		}
	}
	var plain bytes.Buffer
	if err := Kobo(&plain, testConsolidation(t)); err != nil {
		t.Fatal(err)
	}
	machine, err := excelize.OpenReader(bytes.NewReader(plain.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer machine.Close()
	reader.read(t, plain.Bytes()).compare(t, machine)
}

func (w foreign) sheet(name string) (found foreignSheet) {
	for _, s := range w.Sheets {
		if s.Name == name {
			found = s
		}
	}
	return found
}

// compare looks that both libraries find the same sheets.
func (w foreign) compare(t *testing.T, f *excelize.File) {
	t.Helper()
	var names []string
	for _, sheet := range w.Sheets {
		names = append(names, sheet.Name)
		sheet.compare(t, f)
	}
	if want := f.GetSheetList(); !slices.Equal(names, want) {
		t.Errorf("sheets = %q, want %q", names, want)
	}
}

// compare looks that both libraries find the same formulas with the same values beside them, and no cell is lost.
func (s foreignSheet) compare(t *testing.T, f *excelize.File) {
	t.Helper()
	for i, row := range rowsOf(t, f, s.Name) {
		for j, shown := range row {
			at := cellName(j+1, i+1)
			cell, found := s.Cells[at]
			if shown != "" && !found {
				t.Errorf("%s!%s with %q is lost", s.Name, at, shown)
			}
			formula, _ := f.GetCellFormula(s.Name, at)
			if cell.Formula != formula {
				t.Errorf("%s!%s: formula %q, want %q", s.Name, at, cell.Formula, formula)
			}
			cached, _ := f.GetCellValue(s.Name, at, excelize.Options{RawCellValue: true})
			if formula != "" && !near(cell.Value, cached) {
				t.Errorf("%s!%s: the value beside the formula is %q, want %q", s.Name, at, cell.Value, cached)
			}
		}
	}
}

// foreignReader is a folder with exceljs and the script that reads with it.
type foreignReader struct{ node, dir string }

// exceljs fetches the library from the npm registry, in the versions of the lock file.
func exceljs(t *testing.T) foreignReader {
	t.Helper()
	node, err := exec.LookPath("node")
	npm, missing := exec.LookPath("npm")
	if err = errors.Join(err, missing); err != nil {
		without(t, "node and npm are needed: %v", err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "exceljs"))); err != nil {
		t.Fatal(err)
	}
	install := exec.Command(npm, "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund")
	install.Dir = dir
	if output, err := install.CombinedOutput(); err != nil {
		without(t, "exceljs cannot be fetched from the npm registry (is there a network?): %v\n%s", err, output)
	}
	return foreignReader{node, dir}
}

func (r foreignReader) read(t *testing.T, data []byte) (found foreign) {
	t.Helper()
	file := filepath.Join(r.dir, WorkbookName)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	reading := exec.Command(r.node, "read.js", file)
	reading.Dir = r.dir
	var complaint strings.Builder
	reading.Stderr = &complaint
	output, err := reading.Output()
	if err != nil {
		t.Fatalf("exceljs: %v\n%s", err, complaint.String())
	}
	if err := json.Unmarshal(output, &found); err != nil {
		t.Fatal(err)
	}
	return found
}

// without fails in CI, where nothing is skipped, and passes the test over elsewhere.
func without(t *testing.T, why string, details ...any) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf(why, details...)
	}
	t.Skipf(why, details...)
}
