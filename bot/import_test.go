package bot

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"thidua"
	"thidua/bot/simulator"
	"thidua/flows"
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

// blank is a spreadsheet that is not ours.
func blank(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestFilledRefused answers every file that cannot be taken kindly, and changes nothing.
func TestFilledRefused(t *testing.T) {
	s := playing(t)
	a, c := s.actor(an), s.actor(chi)
	a.joins()
	c.joins()
	c.asksFor(func() { c.Say("/excel") })
	a.returns("b.xlsx", c.drawn(), "được lập cho đơn vị khác nên không dùng được cho Văn phòng")
	a.returns("x.xlsx", blank(t), "không phải tệp điền của đợt thi đua", "/excel")
	a.returns("hong.xlsx", []byte("PK không phải"), "Không đọc được tệp «hong.xlsx»")
	a.returns("cu.xls", []byte("x"), "Bot chỉ đọc bảng tính dạng .xlsx")
	a.after(func() { a.SendFileOfSize("to.xlsx", 21<<20) }, "20 MB")
	a.asksFor(func() { a.Say("/excel") })
	mine := a.drawn()
	a.returns("trong.xlsx", mine, "không có gì thay đổi")
	wrong := a.returns("sai.xlsx", written(t, mine, map[string]any{"Thông tin chung!D3": 0, "Thông tin chung!D4": "mai mốt"}), "2 ô chưa dùng được",
		"trang «Thông tin chung», ô D3: Phải có ít nhất 1 người.", "ô D4: ")
	if len(wrong.Buttons) > 0 {
		t.Errorf("buttons %v although nothing can be taken", wrong.Buttons)
	}
	some := a.returns("mot.xlsx", written(t, mine, map[string]any{"Thông tin chung!D3": 25, "Thông tin chung!D4": "mai mốt"}), "– 1 thay đổi:", "1 ô chưa dùng được")
	a.taps("Không", "Không ghi gì từ tệp «mot.xlsx»")
	if lines := s.imported(); len(lines) > 0 {
		t.Errorf("log %+v", lines)
	}
	// The button of a file that another one took the place of does nothing.
	first := a.returns("mot.xlsx", written(t, mine, map[string]any{"Thông tin chung!D3": 25}), "Ghi các thay đổi này?")
	a.returns("hai.xlsx", written(t, mine, map[string]any{"Thông tin chung!D3": 26}), "Ghi các thay đổi này?")
	a.TapData(first.ID, first.Buttons[0][0].Data)
	a.notice("không dùng được nữa")
	a.taps("Có", "Đã ghi từ tệp «hai.xlsx»")
	if n := len(s.imported()); n != 1 || some.ID == first.ID {
		t.Errorf("%d imports", n)
	}
	a.taps("Xem lại", "Ngày tổ chức")
}

// TestFilledWhere takes a spreadsheet wherever no file is asked for, and as the answer where one is.
func TestFilledWhere(t *testing.T) {
	s := playing(t)
	a := s.actor(an)
	a.begins()
	a.asksFor(func() { a.Say("/excel") })
	file := a.drawn()
	a.returns("dien.xlsx", written(t, file, map[string]any{"Thông tin chung!D5": "Rất tốt"}), "– 1 thay đổi:", "Rất tốt")
	a.taps("Có", "Đã ghi từ tệp «dien.xlsx»")
	a.says("25", "Ngày tổ chức")
	a.says("18/11", "Tệp minh chứng") // what the file answered is not asked
	a.returns("dien.xlsx", file, "Xem lại", "dien.xlsx")
	if a.told("không có gì thay đổi") > 0 {
		t.Error("an answer was taken for a round trip")
	}
}

// TestFilledByDesk lets the secretariat fill its own part, and nobody who only watches.
func TestFilledByDesk(t *testing.T) {
	s := playing(t)
	secretariat, leader, a := s.actor(thao), s.actor(khai), s.actor(an)
	for _, p := range []*actor{secretariat, leader, a} {
		p.joins()
	}
	secretariat.asksFor(func() { secretariat.Say("/excel") })
	file := written(t, secretariat.drawn(), map[string]any{"Đánh giá của Sở!D3": "Đợt thi đua tốt"})
	leader.says("/excel", "dành cho")
	leader.returns("dien.xlsx", file, "Bàn làm việc")
	a.returns("dien.xlsx", file, "được lập cho đơn vị khác")
	secretariat.returns("dien.xlsx", file, "– 1 thay đổi:")
	secretariat.taps("Có", "Đã ghi từ tệp")
	secretariat.taps("📤 Nộp", "đã nộp")
}

// TestFilledInEnglish says everything to who reads English in English.
func TestFilledInEnglish(t *testing.T) {
	s := playing(t)
	a := s.actor(an)
	a.joins()
	a.says("/ngonngu", "English")
	file := a.after(func() { a.Say("/excel") }, "Excel file of").Document.Data
	a.returns("fill.xlsx", written(t, file, map[string]any{"Thông tin chung!D3": "1,500", "Thông tin chung!D4": "2026-11-18"}), "2 changes", "1500")
	a.taps("Yes", "Taken from the file", "Submit")
}

// TestImportOnce lets several replicas take the same rows at the same time, on both stores: each row is one entry.
func TestImportOnce(t *testing.T) {
	for name, empty := range stores {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, empty(t))
			const rows = 2*perImport + 50
			sheet := thidua.Spreadsheet{Campaign: "td", Unit: "A", Stamp: "aa", Tables: []thidua.Table{{Part: "hoat_dong", Repeat: "hoat_dong",
				Name: "Hoạt động", Columns: []thidua.Column{{Path: "ten"}}}}}
			for i := range rows {
				sheet.Tables[0].Rows = append(sheet.Tables[0].Rows, thidua.Row{Entry: fmt.Sprintf("aa.%d", i+1), At: i + 3,
					Cells: []thidua.Cell{{Text: fmt.Sprintf("Hoạt động %d", i+1), At: "E3"}}})
			}
			key := thidua.ImportKey(70_001, "one")
			i := Import{ID: "one", Chat: 70_001, Campaign: "td", Unit: "A", Language: "vi", File: "f.xlsx", Sheet: sheet}
			_, err := s.db.Commit(t.Context(), thidua.Change{ID: "begin", At: begins, Put: []thidua.Record{newRecord(key, i)},
				Due: []thidua.Due{{Key: key, At: begins}}})
			if err != nil {
				t.Fatal(err)
			}
			var group sync.WaitGroup
			for range 3 {
				b := s.bot(s.open())
				group.Go(func() {
					for range 40 {
						due, err := b.store.Due(t.Context(), begins, 10)
						if err != nil {
							t.Error(err)
						}
						if len(due) == 0 || !isImport(due[len(due)-1]) {
							return
						}
						if err := b.importOne(t.Context(), due[len(due)-1]); err != nil && !errors.Is(err, thidua.ErrConflict) {
							t.Error(err)
						}
					}
				})
			}
			group.Wait()
			if lines := s.imported(); len(lines) != 3 {
				t.Errorf("%d commits took the rows", len(lines))
			}
			work, err := s.bot(s.db).unitWork(t.Context(), "td", "A", 70_001)
			if err != nil {
				t.Fatal(err)
			}
			again, err := work.take(t.Context(), flows.Taking{Sheet: sheet})
			if err != nil || len(again.Changes) != 0 {
				t.Errorf("%d changes are left, %v", len(again.Changes), err)
			}
			filled, err := work.fill(t.Context(), "hoat_dong")
			if err != nil {
				t.Fatal(err)
			}
			entries := 0
			for _, row := range filled.Tables[0].Rows {
				if row.Cells[0].Text != "" {
					entries++
				}
			}
			if entries != rows {
				t.Errorf("%d entries", entries)
			}
		})
	}
}
