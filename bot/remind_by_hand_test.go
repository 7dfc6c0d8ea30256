package bot

import (
	"testing"

	"thidua"
)

// TestRemindByHand shows whom it concerns, reminds those who owe something by then, for each of their units once, and says
// what became of it; nothing happens before Có, and outside of working hours it waits for them.
func TestRemindByHand(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			b := s.bot(s.db)
			s.start(b)
			desk, a, c := s.actor(thao), s.actor(an), s.actor(chi)
			for _, p := range []*actor{desk, a, c} {
				p.joins()
			}
			s.filed("B", "hoat_dong", begins)
			a.says("/nhac", "dành cho thường trực")
			desk.says("/nhac", "Nhắc ai?", "Tất cả đơn vị còn thiếu", "Một phần", "Một đơn vị", "Hủy")
			desk.taps("Một phần", "Nhắc phần nào?", "Thông tin chung", "Hoạt động")
			desk.taps("Hoạt động", "đơn vị chưa nộp phần «Hoạt động» – 1 người: Nguyễn Thị An (Văn phòng)", "Nhắc chứ?", "Có", "Không")
			desk.taps("Không", "chưa đổi gì")
			desk.says("/remind", "Nhắc ai?")
			desk.says("thanh tra", "Nhắc: Thanh tra – 1 người: Lê Minh Chi (Thanh tra)")
			if a.told("Nhắc hạn")+c.told("Nhắc hạn") > 0 {
				t.Error("reminded before Có")
			}
			desk.taps("Có", "⏰ Nhắc lúc 09:00", "Gửi cho: Thanh tra")
			c.gets(0, "Nhắc hạn", "Thanh tra còn 1 phần chưa nộp:", "Thông tin chung (hạn 17:00 ngày 20/11/2026) – chưa bắt đầu", "Tiếp tục", "Nhắc lại sau 1 giờ")
			s.until(func() bool { return !s.waits() })
			desk.taps("🔄 Cập nhật", "Đã gửi đến: 1/1 người")

			s.moves(b, at(16, 11, 30))
			desk.says("/nhac", "Nhắc ai?")
			desk.taps("Tất cả đơn vị còn thiếu", "2 người", "Ngoài giờ làm việc, nên lời nhắc sẽ gửi lúc 14:00 ngày 16/11/2026")
			desk.says("có", "⏰ Nhắc lúc 11:30")
			s.moves(b, at(16, 12, 0))
			if a.told("Nhắc hạn") > 0 {
				t.Error("reminded at noon")
			}
			s.filed("B", "chung", at(16, 13, 0)) // owes nothing when its turn comes
			s.moves(b, at(16, 14, 0))
			s.moves(s.bot(s.db), at(16, 14, 0))
			a.gets(0, "Nhắc hạn", "Văn phòng còn 2 phần chưa nộp")
			s.until(func() bool { return !s.waits() })
			if a.told("Nhắc hạn") != 1 || c.told("Nhắc hạn") != 1 {
				t.Errorf("%d and %d reminders", a.told("Nhắc hạn"), c.told("Nhắc hạn"))
			}
			s.logged("urged", 2)
		})
	}
}

// TestRemindByHandForSeveralUnits reminds a person of each of their units.
func TestRemindByHandForSeveralUnits(t *testing.T) {
	s := newStage(t)
	s.list(map[int64]string{1: "A"})
	post := thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: "C"}
	if err := commit(t.Context(), s.db, "two", begins, newRecord(thidua.MemberKey("td", "C", 1), membership{Chat: 1, Name: "Hai nơi", Posts: []thidua.Post{post}})); err != nil {
		t.Fatal(err)
	}
	key := thidua.JobKey("td", "x")
	_, err := s.db.Commit(t.Context(), thidua.Change{ID: "order", At: begins, Due: []thidua.Due{{Key: key, At: begins}},
		Put: []thidua.Record{newRecord(key, thidua.Job{Kind: thidua.Remind, Campaign: "td", At: begins, Scope: thidua.Owing})}})
	if err != nil {
		t.Fatal(err)
	}
	s.tick(begins, s.bot(s.db), s.bot(s.open()))
	s.tick(begins, s.bot(s.db))
	got := s.sent()[1]
	if len(got) != 2 || got[0].Owed.Unit == got[1].Owed.Unit {
		t.Errorf("%d reminders: %+v", len(got), got)
	}
}
