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
	a.says("18/11/2026", "Kết quả nổi bật")
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
			desk.taps("Trả lại", "gõ lý do trả lại cả phần")
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
