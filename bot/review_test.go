package bot

import (
	"testing"

	"thidua"
)

// fill hands in the part "chung" for the actor's unit.
func (a *actor) fills(people string) {
	a.s.Helper()
	a.says("/menu", "Thông tin chung")
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	a.says(people, "Ngày tổ chức")
	a.says("15/11/2026", "Kết quả nổi bật")
	a.says("Tốt", "Tệp minh chứng")
	a.taps("Bỏ qua", "Xem lại")
	a.taps("Nộp", "đã nộp")
}

func (s *stage) standing(unit, part string) thidua.Standing {
	s.Helper()
	return read[thidua.Index](s, thidua.IndexKey("td", unit)).Parts[part]
}

// TestReviewRoad takes a part all the way on both stores: handed in, returned as a whole, corrected, approved.
func TestReviewRoad(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.run(s.db)
			desk, a, b := s.actor(thao), s.actor(an), s.actor(binh)
			for _, p := range []*actor{desk, a, b} {
				p.joins()
			}
			a.fills("25")
			desk.says("/duyet", "Chờ duyệt", "Có 1 phần", "✅ Văn phòng · Thông tin chung")
			desk.taps("✅ Văn phòng · Thông tin chung", "lần nộp 1 · Nguyễn Thị An", "1. Số người tham gia", "25", "Duyệt")
			desk.taps("Trả lại", "Đánh dấu những câu cần sửa", "☐ 2. Ngày tổ chức: 15/11/2026")
			desk.says("Số người chưa đúng.", "Trả lại chứ?", "Số người chưa đúng.")
			desk.taps("Có", "đã trả lại lúc")
			for _, p := range []*actor{a, b} {
				p.gets(0, "Thường trực trả lại phần «Thông tin chung» của Văn phòng", "Số người chưa đúng.", "Sửa")
			}
			if at := s.standing("A", "chung"); at.State != thidua.Returned || at.Returned != 1 {
				t.Errorf("after the return: %+v", at)
			}
			a.taps("✏️ Sửa", "Xem lại: Thông tin chung", "Lý do trả lại: Số người chưa đúng.")
			a.taps("Sửa: Số người tham gia", "Đang ghi: 25")
			a.says("30", "Xem lại", "(trước đây: 25)")
			a.taps("Nộp", "đã nộp")
			if at := s.standing("A", "chung"); at.State != thidua.Resubmitted || at.Submission != 2 {
				t.Errorf("after the correction: %+v", at)
			}
			desk.says("/duyet", "Có 1 phần")
			desk.taps("✅ Văn phòng · Thông tin chung", "đã nộp lại", "lần nộp 2")
			a.after(func() { desk.taps("Duyệt", "đã duyệt lúc") }, "Phần «Thông tin chung» của Văn phòng đã được duyệt")
			a.says("/menu", "☑️ Thông tin chung")
			a.taps("Thông tin chung", "đã được duyệt")
		})
	}
}

// lists hands in the part "hoat_dong" with activities of these names.
func (a *actor) lists(names ...string) {
	a.s.Helper()
	a.says("/menu", "Hoạt động")
	a.taps("Hoạt động", "Chưa có mục nào")
	for _, name := range names {
		a.taps("Thêm", "Tên hoạt động")
		a.says(name, "Hình thức")
		a.taps("Họp", "✅ Họp")
		a.taps("Xong", name)
	}
	a.taps("Nộp", "đã nộp")
}

// TestReturnQuestions returns two questions, one of them in an entry, each with its reason; the unit is asked those two
// and no other, and the secretariat then sees old and new.
func TestReturnQuestions(t *testing.T) {
	s := playing(t)
	desk, a := s.actor(thao), s.actor(an)
	desk.joins()
	a.joins()
	a.lists("Hội thảo", "Tọa đàm")
	desk.says("/duyet", "Có 1 phần")
	desk.taps("✅ Văn phòng · Hoạt động", "▸ 1. Hội thảo", "▸ 2. Tọa đàm", "2.1. Tên hoạt động", "Họp")
	desk.taps("Trả lại", "Đánh dấu những câu cần sửa", "☐ 1.2. Hình thức: Họp")
	desk.taps("☐ 1.2. Hình thức: Họp", "Đã đánh dấu 1 câu: Hội thảo › Hình thức", "☑ 1.2. Hình thức")
	desk.says("2.1, 1.1", "Đã đánh dấu 3 câu")
	desk.says("1.1", "Đã đánh dấu 2 câu") // takes the mark away
	desk.says("9.9", "chọn một nút", "Đã đánh dấu 2 câu")
	desk.taps("Xong", "Vì sao trả lại câu «Hội thảo › Hình thức»? (1/2)", "Chung một lý do")
	desk.says("Chọn đúng hình thức.", "Vì sao trả lại câu «Tọa đàm › Tên hoạt động»? (2/2)")
	desk.says("Ghi tên đầy đủ.", "Trả lại chứ?", "• Hội thảo › Hình thức: Chọn đúng hình thức.", "• Tọa đàm › Tên hoạt động: Ghi tên đầy đủ.")
	a.after(func() { desk.taps("Có", "đã trả lại lúc") }, "• Tọa đàm › Tên hoạt động: Ghi tên đầy đủ.")
	a.taps("✏️ Sửa", "Hình thức", "Lý do trả lại: Chọn đúng hình thức.", "Đang ghi: Họp")
	a.says("Hội thi", "✅ Hội thi")
	a.taps("Xong", "Tên hoạt động", "Lý do trả lại: Ghi tên đầy đủ.", "Đang ghi: Tọa đàm")
	a.says("Tọa đàm về chuyển đổi số", "Đã có 2 mục", "Nộp")
	a.taps("Nộp", "đã nộp")
	desk.says("/duyet", "Có 1 phần")
	desk.taps("✅ Văn phòng · Hoạt động", "đã nộp lại", "Khác với lần nộp 1", "Hội thảo › Hình thức", "cũ: Họp", "mới: Họp; Hội thi",
		"cũ: Tọa đàm", "mới: Tọa đàm về chuyển đổi số")
}
