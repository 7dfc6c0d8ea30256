package export

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestOffice lets LibreOffice open the workbook without its cached values, and compares what it computes.
func TestOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("soffice is needed in CI")
		}
		t.Skip("soffice is not installed")
	}
	f, data := written(t, source())
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "whole.xlsx"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	bare, _ := written(t, source())
	if err := bare.UpdateLinkedValue(); err != nil { // drops every cached value
		t.Fatal(err)
	}
	if err := bare.SaveAs(filepath.Join(dir, "bare.xlsx")); err != nil {
		t.Fatal(err)
	}
	convert := func(format, file string) {
		t.Helper()
		command := exec.Command(office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless",
			"--convert-to", format, "--outdir", filepath.Join(dir, "out"), filepath.Join(dir, file))
		if output, err := command.CombinedOutput(); err != nil || strings.Contains(string(output), "Error") {
			t.Fatalf("converting to %s: %v\n%s", format, err, output)
		}
	}
	convert("xlsx", "bare.xlsx")
	convert("pdf", "whole.xlsx")
	if printed := string(pdfText(t, filepath.Join(dir, "out", "whole.pdf"))); !strings.Contains(printed, "Hoạt động") || strings.Contains(printed, "###") {
		t.Errorf("a figure is wider than its column, or there is no text: %s", printed)
	}
	computed, err := excelize.OpenFile(filepath.Join(dir, "out", "bare.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer computed.Close()
	n := 0
	eachFormula(t, f, func(sheet, cell, cached string) {
		n++
		got, _ := computed.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
		if !near(got, cached) {
			t.Errorf("%s!%s: LibreOffice computes %q, the file says %q", sheet, cell, got, cached)
		}
	})
	if n < 30 {
		t.Errorf("only %d formulas were compared", n)
	}
}
