package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"thidua"
	"thidua/bot"
	"thidua/flows/xlsform"
)

// change writes cells of a spreadsheet file: sheet!cell → value.
func change(t testing.TB, file string, cells map[string]any) {
	t.Helper()
	f, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for at, value := range cells {
		name, cell, _ := strings.Cut(at, "!")
		if err := f.SetCellValue(name, cell, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
}

// TestImport takes a unit's spreadsheet at the command line, on both stores: preview, errors, take and hand in, again.
func TestImport(t *testing.T) {
	t.Parallel()
	for name, fresh := range stores {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			importRoad(t, terminal{TB: t, env: map[string]string{"STORE_URL": fresh(t)}})
		})
	}
}

func importRoad(t *testing.T, w terminal) {
	folder := t.TempDir()
	campaign, file := filepath.Join(folder, "c.md"), filepath.Join(folder, "vp.xlsx")
	if err := os.WriteFile(campaign, xlsform.Sample(), 0o600); err != nil {
		t.Fatal(err)
	}
	w.must("load", campaign)
	w.must("sheet", file, "--unit", "VP", "--part", "dang_ky", "--part", "hoat_dong")
	for _, wrong := range [][]string{
		{"sheet", file, "--unit", "VP"}, {"sheet", filepath.Join(folder, "x.xls"), "--unit", "VP"}, {"sheet", file, "--unit", "XX", "--force"},
		{"sheet", file, "--unit", "VP", "--part", "xx", "--force"}, {"import", file, "--unit", "TTR"}, {"import", campaign, "--unit", "VP"},
		{"import", file}, {"import", file, "--unit", "VP", "--draft"},
	} {
		if code, out, err := w.run(wrong...); code != exitWrong {
			t.Errorf("%q: exit code %d, %s%s", wrong, code, out, err)
		}
	}
	if out := w.must("import", file, "--unit", "VP"); !strings.Contains(out, "không có gì thay đổi") {
		t.Errorf("an untouched file: %s", out)
	}

	const form = "Đăng ký thi đua"
	change(t, file, map[string]any{form + "!D3": "Có", form + "!D4": "ngày mai kia", form + "!D5": "=1+1"})
	code, out, _ := w.run("import", file, "--unit", "VP", "--yes")
	if code != exitWrong || !strings.Contains(out, "trang «"+form+"», ô D4: ") || !strings.Contains(out, "Chưa ghi gì") {
		t.Errorf("a wrong cell: %d, %s", code, out)
	}
	change(t, file, map[string]any{form + "!D4": "10/2/2023"})
	if out := w.must("import", file, "--unit", "VP"); !strings.Contains(out, "– 3 thay đổi:") || !strings.Contains(out, "Thêm --yes") {
		t.Errorf("the preview: %s", out)
	}
	if n := len(w.logOf(t, "imported")); n != 0 {
		t.Errorf("a preview wrote %d lines", n)
	}

	var o outcome
	if err := json.Unmarshal([]byte(w.must("import", file, "--unit", "VP", "--yes", "--json")), &o); err != nil {
		t.Fatal(err)
	}
	if !o.Applied || len(o.Changes) != 3 || len(o.Errors) != 0 || len(o.Submitted) != 1 || o.Submitted[0] != "dang_ky" || o.Changes[2].After != "=1+1" {
		t.Errorf("outcome %+v", o)
	}
	lines := w.logOf(t, "imported")
	if len(lines) != 1 || lines[0].Name != "operator" || lines[0].Unit != "VP" || lines[0].At.IsZero() {
		t.Errorf("log %+v", lines)
	}
	if out := w.must("import", file, "--unit", "VP", "--yes"); !strings.Contains(out, "không có gì thay đổi") || len(w.logOf(t, "submitted")) != 1 {
		t.Errorf("the same file again: %s", out)
	}

	// What waits for photos is told as in the chat, also where it can be handed in without them.
	const list = "Hoạt động"
	change(t, file, map[string]any{list + "!E3": "Hội thi tay nghề", list + "!F3": "Hội nghị", list + "!H3": "Đợt thi đua đặc biệt 75 năm",
		list + "!J3": "18/5/2023", list + "!L3": "Hội trường Sở", list + "!S3": "Không"})
	out = w.must("import", file, "--unit", "VP", "--yes")
	if !strings.Contains(out, "còn 1 câu chờ ảnh, tệp minh chứng (Hội thi tay nghề › Ảnh hoạt động)") || !strings.Contains(out, "Đã nộp phần hoat_dong") {
		t.Errorf("a photo that is wanted: %s", out)
	}

	// With --draft nothing is handed in.
	change(t, file, map[string]any{form + "!D3": "Không"})
	if out := w.must("import", file, "--unit", "VP", "--yes", "--draft"); !strings.Contains(out, "Đã ghi 1 thay đổi") || len(w.logOf(t, "submitted")) != 2 {
		t.Errorf("a draft: %s", out)
	}
}

// logOf are the lines of one act.
func (w terminal) logOf(t *testing.T, act string) (lines []thidua.LogLine) {
	t.Helper()
	all, err := bot.Log(t.Context(), w.open(), "td75")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range all {
		if line.Act == act {
			lines = append(lines, line)
		}
	}
	return lines
}
