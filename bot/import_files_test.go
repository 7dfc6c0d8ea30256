package bot

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"thidua"
)

// TestFilledFiles says in the spreadsheet which evidence is there and which is not, loses none that was given when the file
// comes back, and asks for what is owed once it was taken.
func TestFilledFiles(t *testing.T) {
	s := playing(t)
	a := s.actor(an)
	a.joins()
	a.asksFor(func() { a.Say("/excel") })
	file := a.drawn()
	if got := cellIn(t, file, "Thông tin chung", "D6"); got != "Chưa có" {
		t.Errorf("of evidence that nobody gave it says %q", got)
	}
	a.returns("dien.xlsx", written(t, file, map[string]any{"Thông tin chung!D3": 25, "Thông tin chung!D4": "18/11/2026", "Thông tin chung!D5": "Tốt",
		"Thông tin chung!D6": "anh.jpg"}), "– 3 thay đổi:", "ô D6: Cột «Tệp minh chứng» chỉ để xem")
	a.taps("Có", "Đã ghi từ tệp «dien.xlsx»", "còn 1 câu chờ ảnh, tệp minh chứng (Tệp minh chứng)")
	a.taps("📎 Gửi minh chứng", "Tệp minh chứng")
	a.after(func() { a.SendDocument("bien-ban.pdf", []byte("%PDF-1.4"), "") }, "bien-ban.pdf")
	a.asksFor(func() { a.Say("/excel") })
	again := a.drawn()
	if got := cellIn(t, again, "Thông tin chung", "D6"); got != "Đã có 1 tệp: bien-ban.pdf" {
		t.Errorf("of evidence that was given it says %q", got)
	}
	a.returns("sua.xlsx", written(t, again, map[string]any{"Thông tin chung!D3": 26, "Thông tin chung!D6": ""}), "– 1 thay đổi:", "chỉ để xem")
	done := a.after(func() {
		if err := a.Tap("Có"); err != nil {
			t.Error(err)
		}
	}, "Đã ghi từ tệp «sua.xlsx»")
	if strings.Contains(done.Text, "minh chứng") {
		t.Errorf("evidence that is there is asked for:\n%s", done.Text)
	}
	a.taps("📤 Nộp", "đã nộp")
	var handed thidua.Submission
	if _, err := s.bot(s.db).load(t.Context(), thidua.SubmissionKey("td", "A", "chung", 1), &handed); err != nil {
		t.Fatal(err)
	}
	if e := handed.Entries[0].Answers; e["so_nguoi"].Value != "26" || len(e["tep"].Files) != 1 || e["tep"].Files[0].Name != "bien-ban.pdf" {
		t.Errorf("handed in: %+v", e)
	}
}

// cellIn is what a cell of a spreadsheet shows.
func cellIn(t *testing.T, content []byte, sheet, cell string) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	text, err := f.GetCellValue(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
