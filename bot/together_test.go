package bot

import (
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/bot/simulator"
)

// colleagues are two focal points of unit A who have joined, with a clock that goes on between what they do.
func colleagues(t *testing.T) (s *stage, a, b *actor) {
	s = playing(t)
	a, b = s.actor(an), s.actor(binh)
	a.joins()
	b.joins()
	return s, a, b
}

// then lets time go by between two people.
func (s *stage) then() {
	s.Helper()
	s.until(func() bool { return len(s.sim.Unanswered()) == 0 && !s.waits() })
	s.clock.pass(time.Second)
}

// atQuestion opens the first question of the part Thông tin chung.
func (a *actor) atQuestion() {
	a.s.Helper()
	a.says("/menu", "Thông tin chung")
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	a.says("25", "Ngày tổ chức")
}

// answersOf are the values of all answers in drafts of unit A.
func (s *stage) draft(part string) string {
	s.Helper()
	records, err := s.db.Scan(s.Context(), thidua.Range{Prefix: thidua.DraftKey("td", "A", part)})
	if err != nil {
		s.Fatal(err)
	}
	var all strings.Builder
	for _, r := range records {
		all.Write(r.Body)
	}
	return all.String()
}

// TestColleaguesAnswerIsNamed shows whose answer stands before it is replaced, skipped or passed on, also where a third one
// came after it was shown, and who worked on a part last.
func TestColleaguesAnswerIsNamed(t *testing.T) {
	s, a, b := colleagues(t)
	a.atQuestion()
	s.then()
	b.taps("Thông tin chung", "đang làm", "✍️ Người ghi gần nhất: Nguyễn Thị An")
	b.taps("Tiếp tục", "Ngày tổ chức")
	a.says("15/11/2026", "Kết quả nổi bật")
	s.then()
	b.taps("Bỏ qua", "Nguyễn Thị An vừa ghi: «15/11/2026». Thay bằng «(bỏ qua)»?")
	b.taps("Không", "Đang ghi: 15/11/2026")
	s.then()
	a.taps("Quay lại", "Ngày tổ chức")
	a.says("16/11/2026", "Kết quả nổi bật")
	b.says("17/11/2026", "Nguyễn Thị An vừa ghi: «16/11/2026». Thay bằng «17/11/2026»?")
	s.then()
	a.taps("Quay lại", "Ngày tổ chức")
	a.says("18/11/2026", "Kết quả nổi bật") // while b looks at both
	b.taps("Có", "Nguyễn Thị An vừa ghi: «18/11/2026». Thay bằng «17/11/2026»?")
	b.taps("Có", "Đã ghi: 17/11/2026 (trước đây: 18/11/2026)")
	s.then()
	a.taps("Quay lại", "Ngày tổ chức", "Đang ghi: 17/11/2026")
	b.taps("Quay lại", "Ngày tổ chức")
	b.says("19/11/2026", "Kết quả nổi bật")
	a.taps("Giữ nguyên", "Trần Văn Bình vừa ghi: «19/11/2026». Câu này giữ như vậy.", "Kết quả nổi bật")
}

// TestEditedMessageBehindAColleague records nothing over what a colleague answered since, and shows both.
func TestEditedMessageBehindAColleague(t *testing.T) {
	s, a, b := colleagues(t)
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	said := 0
	a.after(func() { said = a.Say("25") }, "Ngày tổ chức")
	s.then()
	b.taps("Thông tin chung", "đang làm")
	b.taps("Xem lại", "Số người tham gia")
	b.taps("Sửa: Số người tham gia", "Đang ghi: 25")
	b.says("30", "Đã ghi: 30 (trước đây: 25)")
	s.then()
	a.after(func() { a.EditText(said, "26") }, "Trần Văn Bình đã ghi «30» ở câu này sau anh/chị, nên «26» chưa được ghi")
	if d := s.draft("chung"); !strings.Contains(d, `"30"`) || strings.Contains(d, `"26"`) {
		t.Errorf("the draft: %s", d)
	}
}

// TestSubmitBehindAColleague shows the draft again before it is handed in with what a colleague changed since it was shown.
func TestSubmitBehindAColleague(t *testing.T) {
	s, a, b := colleagues(t)
	a.atQuestion()
	a.says("15/11/2026", "Kết quả nổi bật")
	a.says("Tốt", "Tệp minh chứng")
	a.taps("Bỏ qua", "Xem lại")
	s.then()
	b.taps("Thông tin chung", "đang làm")
	b.taps("Tiếp tục", "Xem lại")
	b.taps("Sửa: Số người tham gia", "Đang ghi: 25")
	b.says("30", "Xem lại")
	s.then()
	a.taps("Nộp", "Người cùng đơn vị vừa thay đổi 1 chỗ ở phần này", "30")
	if at := s.standing("A", "chung"); at.Submission != 0 {
		t.Errorf("handed in unseen: %+v", at)
	}
	s.then()
	a.taps("Nộp", "đã nộp")
}

// TestDraftGoesBehindAColleague cancels, and gives up, what colleagues have answered only after it was said how much of it is
// theirs, and again where they went on meanwhile; they are told that it is gone.
func TestDraftGoesBehindAColleague(t *testing.T) {
	s, a, b := colleagues(t)
	a.atQuestion()
	s.then()
	b.taps("Thông tin chung", "đang làm")
	b.taps("Hủy", "Hủy phần «Thông tin chung»?", "Trong đó có 1 câu do người cùng đơn vị ghi.")
	s.then()
	a.says("15/11/2026", "Kết quả nổi bật")
	s.then()
	b.taps("Có", "Người cùng đơn vị vừa thay đổi 1 chỗ ở «Thông tin chung». Vẫn bỏ chứ?")
	s.then()
	b.taps("Không", "Không thay đổi gì")
	b.taps("Hủy", "Trong đó có 2 câu")
	s.then()
	a.after(func() { b.taps("Có", "Đã hủy") }, "Trần Văn Bình vừa hủy bản đang làm của phần «Thông tin chung» (Văn phòng)")
	s.then()
	a.says("Tốt", "Tệp minh chứng")
	s.then()
	b.taps("Thông tin chung", "đang làm")
	b.taps("Không có nội dung", "đã có câu trả lời", "Trong đó có 1 câu")
	s.then()
	a.after(func() { b.taps("Có", "đã nộp") }, "Trần Văn Bình vừa ghi phần «Thông tin chung» (Văn phòng) là không có nội dung")
}

// TestEntriesTogether adds, deletes, moves and brings back entries of one list by two people: an entry that the other is filling
// goes after a question only, what is typed into one that is gone is said to be lost, and nobody brings back another's.
func TestEntriesTogether(t *testing.T) {
	s, a, b := colleagues(t)
	a.lists("Hội thảo")
	b.says("/menu", "Hoạt động")
	b.taps("Hoạt động", "1. Hội thảo")
	b.taps("Thêm", "Tên hoạt động")
	s.then()
	a.says("/menu", "Hoạt động")
	a.taps("Hoạt động", "1. Hội thảo")
	b.says("Hội thi", "Hình thức")
	b.taps("Họp", "✅ Họp")
	b.taps("Xong", "2. Hội thi")
	s.then()
	a.says("/menu", "Hoạt động")
	a.taps("Hoạt động", "1. Hội thảo", "2. Hội thi")
	a.taps("2. Hội thi", "Xem lại")
	b.taps("2. Hội thi", "Xem lại")
	b.taps("Sửa: Tên hoạt động", "Đang ghi: Hội thi")
	s.then()
	b.says("Hội thi giỏi", "Xem lại")
	b.taps("Sửa: Tên hoạt động", "Đang ghi: Hội thi giỏi")
	s.then()
	a.taps("Xóa", "Người cùng đơn vị vừa thay đổi 1 chỗ ở «Hội thi giỏi». Vẫn bỏ chứ?")
	a.taps("Không", "Xem lại")
	a.taps("Xóa", "Đã xóa", "1. Hội thảo")
	s.then()
	gone := b.says("Hội thi tay nghề", "không còn")
	if strings.Contains(gone.Text, "Đã ghi") || strings.Contains(s.draft("hoat_dong"), "tay nghề") {
		t.Errorf("an answer went to an entry that is gone: %s", gone.Text)
	}
	s.then()
	undo := a.Last()
	b.says("/menu", "Hoạt động")
	b.taps("Hoạt động", "1. Hội thảo")
	b.taps("Thêm", "Tên hoạt động")
	b.says("Ra quân", "Hình thức")
	b.taps("Xong", "2. Ra quân")
	b.taps("2. Ra quân", "Xem lại")
	b.taps("Xóa", "Đã xóa", "Hoàn tác")
	s.then()
	a.after(func() { a.TapData(undo.ID, dataOf(t, undo, "Hoàn tác")) }, "không còn")
	if d := s.draft("hoat_dong"); !strings.Contains(d, "Ra quân") {
		t.Error("what b deleted cannot be brought back")
	}
	b.taps("Hoàn tác", "Ra quân")
}

// dataOf is what a button carries.
func dataOf(t *testing.T, m simulator.Message, label string) string {
	t.Helper()
	for _, row := range m.Buttons {
		for _, b := range row {
			if strings.Contains(b.Text, label) {
				return b.Data
			}
		}
	}
	t.Fatalf("no button %q: %v", label, m.Buttons)
	return ""
}

// TestTwoAddAtOnce keeps both entries that two people add at the same moment, in one list, on both stores.
func TestTwoAddAtOnce(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.run(s.db)
			a, b := s.actor(an), s.actor(binh)
			for _, p := range []*actor{a, b} {
				p.joins()
				p.taps("Hoạt động", "Thêm")
				p.taps("Thêm", "Tên hoạt động")
			}
			s.until(func() bool { return len(s.sim.Unanswered()) == 0 })
			a.Say("Hội thảo")
			b.Say("Hội thi")
			for _, p := range []*actor{a, b} {
				p.waits(func(simulator.Message) bool { return true }, []string{"Hình thức"})
			}
			card := a.says("/menu", "Hoạt động")
			card = a.taps("Hoạt động", "Hội thảo", "Hội thi")
			if n := strings.Count(card.Text, "Hội th") + strings.Count(buttonTexts(card), "Hội th"); n < 2 {
				t.Errorf("%d entries: %s %v", n, card.Text, card.Buttons)
			}
		})
	}
}

func buttonTexts(m simulator.Message) (all string) {
	for _, row := range m.Buttons {
		for _, b := range row {
			all += b.Text + "\n"
		}
	}
	return all
}
