package bot

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"thidua"
	"thidua/bot/simulator"
)

// drawn is the newest spreadsheet that a person was sent.
func (a *actor) drawn() []byte {
	a.s.Helper()
	for i := len(a.Messages()) - 1; i >= 0; i-- {
		if m := a.Messages()[i]; m.FromBot && m.Document != nil {
			return m.Document.Data
		}
	}
	a.s.Fatalf("%s has no file", a.Name)
	return nil
}

// asksFor gets a spreadsheet by a command or a button.
func (a *actor) asksFor(act func()) simulator.Message {
	a.s.Helper()
	m := a.after(act, "Tệp Excel của")
	if m.Document == nil || m.ProtectContent {
		a.s.Fatalf("file %+v, protected %v", m.Document, m.ProtectContent)
	}
	return m
}

// returns a spreadsheet and waits for what is said of it.
func (a *actor) returns(name string, content []byte, words ...string) simulator.Message {
	a.s.Helper()
	return a.after(func() { a.SendDocument(name, content, "") }, words...)
}

// written changes cells of a spreadsheet: sheet!cell → value.
func written(t testing.TB, content []byte, cells map[string]any) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
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
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// imported are the lines of the log that spreadsheets wrote.
func (s *stage) imported() (lines []thidua.LogLine) {
	s.Helper()
	all, err := Log(s.Context(), s.db, "td")
	if err != nil {
		s.Fatal(err)
	}
	for _, line := range all {
		if line.Act == "imported" {
			lines = append(lines, line)
		}
	}
	return lines
}

// TestRoundTrip fills 500 entries by spreadsheet, changes three of them and adds two: exactly these five changes are shown
// and taken, with person and time; the same file again changes nothing.
func TestRoundTrip(t *testing.T) {
	for name, empty := range stores {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, empty(t))
			s.run(s.db)
			a := s.actor(an)
			a.joins()
			const many = 500
			a.asksFor(func() { a.Say("/excel") })
			cells := map[string]any{}
			for i := range many {
				cells[fmt.Sprintf("Hoạt động!E%d", i+3)] = fmt.Sprintf("Hoạt động %d", i+1)
				cells[fmt.Sprintf("Hoạt động!F%d", i+3)] = "hop; Hội thi"
			}
			a.returns("dien.xlsx", written(t, a.drawn(), cells), "500 thay đổi", "thêm 500 mục", "Ghi các thay đổi này?")
			a.taps("Có", "Đã ghi từ tệp «dien.xlsx»", "thêm 500 mục", "Nộp")
			if got := len(s.imported()); got != 2 {
				t.Errorf("%d commits took 500 rows", got)
			}

			a.says("/menu", "Hoạt động")
			a.taps("✏️ Hoạt động", "Đã có 500 mục")
			a.asksFor(func() {
				if err := a.Tap("📗 Điền bằng Excel"); err != nil {
					t.Error(err)
				}
			})
			s.clock.pass(1e9)
			file := written(t, a.drawn(), map[string]any{"Hoạt động!E3": "Đổi tên một", "Hoạt động!E252": "Đổi tên hai", "Hoạt động!F502": "Họp",
				"Hoạt động!E503": "Thêm một", "Hoạt động!E504": "Thêm hai"})
			preview := a.returns("sua.xlsx", file, "5 thay đổi", "sửa 3 câu trả lời (3 mục), thêm 2 mục, xóa 0 mục", "Hoạt động 1 → Đổi tên một",
				"Hoạt động 250 → Đổi tên hai", "Họp; Hội thi → Họp", "dòng 503, thêm: Thêm một", "dòng 504, thêm: Thêm hai")
			if n := strings.Count(preview.Text, "• "); n != 5 {
				t.Errorf("%d changes are shown:\n%s", n, preview.Text)
			}
			a.taps("Có", "Đã ghi từ tệp «sua.xlsx»", "sửa 3 câu trả lời", "thêm 2 mục")
			lines := s.imported()
			if last := lines[len(lines)-1]; last.By != a.ID || last.Name != "Nguyễn Thị An" || last.Part != "hoat_dong" || last.Unit != "A" ||
				!last.At.Equal(s.clock.now()) || last.Detail != "Sửa 3 câu trả lời, thêm 2 mục, xóa 0 mục" {
				t.Errorf("log: %+v", last)
			}
			a.returns("sua.xlsx", file, "không có gì thay đổi")
			a.taps("📤 Nộp", "đã nộp")
			var handed thidua.Submission
			if _, err := s.bot(s.db).load(t.Context(), thidua.SubmissionKey("td", "A", "hoat_dong", 1), &handed); err != nil || len(handed.Entries) != many+2 {
				t.Fatalf("%d entries, %v", len(handed.Entries), err)
			}
			e := handed.Entries[249].Answers["ten"]
			if e.Value != "Đổi tên hai" || e.By != a.ID || !e.At.Equal(s.clock.now()) || e.Rev != 2 {
				t.Errorf("entry 250: %+v", e)
			}
			a.returns("sua.xlsx", file, "không có gì thay đổi")
		})
	}
}
