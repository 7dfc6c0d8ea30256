package main

import (
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"
)

// cached are the values that stand beside the formulas of a workbook, by sheet and cell.
func cached(t *testing.T, f *excelize.File) map[[2]string]string {
	t.Helper()
	values := map[[2]string]string{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j := range row {
				cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
				if formula, _ := f.GetCellFormula(sheet, cell); formula != "" {
					values[[2]string{sheet, cell}], _ = f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
				}
			}
		}
	}
	return values
}

// computesAlike lets LibreOffice compute all formulas of the demo's workbook anew, and exceljs read it, and compares with
// the values that the file carries.
func computesAlike(t *testing.T, file string) {
	t.Helper()
	f, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	values := cached(t, f)
	if len(values) < 80 {
		t.Errorf("only %d formulas", len(values))
	}
	for at, other := range map[string]map[[2]string]string{"LibreOffice": recomputed(t, f), "exceljs": elsewhere(t, file)} {
		for cell, want := range values {
			if got, met := other[cell]; len(other) > 0 && (!met || !alike(got, want)) {
				t.Errorf("%s: %s!%s is %q, the file says %q", at, cell[0], cell[1], got, want)
			}
		}
	}
}

func alike(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return a == b || errX == nil && errY == nil && math.Abs(x-y) < 1e-9
}

// recomputed are the values of a workbook whose own were dropped, as LibreOffice computes them.
func recomputed(t *testing.T, f *excelize.File) map[[2]string]string {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		withoutTool(t, "soffice")
		return nil
	}
	dir := t.TempDir()
	bare := filepath.Join(dir, "bare.xlsx")
	if err := f.UpdateLinkedValue(); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(bare); err != nil {
		t.Fatal(err)
	}
	convert := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless",
		"--convert-to", "xlsx", "--outdir", filepath.Join(dir, "out"), bare)
	if said, err := convert.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, said)
	}
	computed, err := excelize.OpenFile(filepath.Join(dir, "out", "bare.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer computed.Close()
	return cached(t, computed)
}

// elsewhere are the values beside the formulas as exceljs reads them.
func elsewhere(t *testing.T, file string) map[[2]string]string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "..", "export", "testdata", "exceljs"))); err != nil {
		t.Fatal(err)
	}
	install := exec.CommandContext(t.Context(), "npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund")
	install.Dir = dir
	if _, err := install.CombinedOutput(); err != nil {
		withoutTool(t, "node with exceljs")
		return nil
	}
	reading := exec.CommandContext(t.Context(), "node", "read.js", file)
	reading.Dir = dir
	printed, err := reading.Output()
	if err != nil {
		t.Fatalf("exceljs: %v", err)
	}
	var read struct {
		Sheets []struct {
			Name  string
			Cells map[string]struct{ Formula, Value string }
		}
	}
	if err := json.Unmarshal(printed, &read); err != nil {
		t.Fatal(err)
	}
	values := map[[2]string]string{}
	for _, sheet := range read.Sheets {
		for cell, found := range sheet.Cells {
			if found.Formula != "" {
				values[[2]string{sheet.Name, cell}] = found.Value
			}
		}
	}
	return values
}

// withoutTool fails in CI, where nothing is skipped; elsewhere that comparison is left out.
func withoutTool(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is needed in CI", what)
	}
	t.Logf("without %s", what)
}
