package bot

import (
	"fmt"
	"strings"
	"testing"

	"thidua"
	"thidua/bot/simulator"
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
			desk.says("có", "⏰ Nhắc lúc 11:30", "sẽ gửi lúc 14:00 ngày 16/11/2026")
			desk.says("/nhac", "Nhắc ai?")
			desk.says("văn phòng", "Lời nhắc này đã được đặt lúc 11:30 ngày 16/11/2026, sẽ gửi lúc 14:00 ngày 16/11/2026")
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

// TestRemindByHandForSeveralUnits names each of a person's units beforehand, and reminds of each.
func TestRemindByHandForSeveralUnits(t *testing.T) {
	s := newStage(t)
	stop := s.run(s.db)
	desk := s.actor(thao)
	desk.joins()
	s.list(map[int64]string{1: "A"})
	post := thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: "C"}
	if err := commit(t.Context(), s.db, "two", begins, newRecord(thidua.MemberKey("td", "C", 1), membership{Chat: 1, Name: "Hai nơi", Posts: []thidua.Post{post}})); err != nil {
		t.Fatal(err)
	}
	desk.says("/nhac", "Nhắc ai?")
	desk.taps("Tất cả đơn vị còn thiếu", "– 1 người: Đầu mối A (Văn phòng, Phòng Kế hoạch)")
	stop()
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

// TestResultFollowsWhatWasPutOff shows of reminders by hand that left too late for the working hours first that they wait, then, in
// the next window, what became of each; who ordered them hears of it only then.
func TestResultFollowsWhatWasPutOff(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			stop := s.run(s.db)
			desk, a, c := s.actor(thao), s.actor(an), s.actor(chi)
			for _, p := range []*actor{desk, a, c} {
				p.joins()
			}
			stop()
			id := targetID("job")
			key := thidua.JobKey("td", id)
			_, err := s.db.Commit(t.Context(), thidua.Change{ID: "order", At: begins, Due: []thidua.Due{{Key: key, At: begins}},
				Put: []thidua.Record{newRecord(key, thidua.Job{Kind: thidua.Remind, Campaign: "td", By: desk.ID, At: begins, Scope: thidua.Owing, Part: "chung"})}})
			if err != nil {
				t.Fatal(err)
			}
			s.tick(at(16, 16, 29), s.bot(s.db)) // queued, and nobody sends
			s.clock.moveTo(at(16, 22, 0))
			b := s.bot(s.db)
			s.start(b)
			desk.says("/trogiup", "/tiendo")
			s.until(func() bool { return !s.waits() })
			see := func(words ...string) {
				t.Helper()
				desk.after(func() { desk.TapData(desk.Last().ID, announceData(id, "see")) }, words...)
			}
			see("Đã gửi đến: 0/2 người", "Chờ giờ làm việc: 2")
			s.moves(b, at(16, 22, 5))
			s.filed("B", "chung", at(17, 7, 0)) // owes nothing of it when its turn comes
			s.moves(b, at(17, 7, 59))
			if desk.told("Nhắc lúc 09:00") > 1 || a.told("Nhắc hạn") > 0 {
				t.Error("told before working hours")
			}
			s.moves(b, at(17, 8, 0))
			a.gets(0, "Nhắc hạn", "Văn phòng còn 1 phần chưa nộp:", "• Thông tin chung (hạn 17:00 ngày 20/11/2026) – chưa bắt đầu")
			s.until(func() bool { return !s.waits() })
			s.moves(b, at(17, 8, 5))
			result := desk.gets(0, "⏰ Nhắc lúc 09:00", "Đã gửi đến: 1/2 người", "Đã nộp trước khi nhắc: 1")
			if holds(result, []string{"Chờ giờ làm việc"}) {
				t.Errorf("the result is %q", result.Text)
			}
			s.moves(b, at(17, 8, 10))
			if n := a.told("Nhắc hạn: "); n != 2 { // and that of the first deadline
				t.Errorf("%d reminders", n)
			}
		})
	}
}

// TestReminderOfOnePart keeps to its part: its button leads there although another one is under way, and put off it comes again
// of that part, together with what else was put off likewise.
func TestReminderOfOnePart(t *testing.T) {
	s := newStage(t)
	b := s.bot(s.db)
	s.start(b)
	desk, a := s.actor(thao), s.actor(an)
	desk.joins()
	a.joins()
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	byHand := func(part string) simulator.Message {
		t.Helper()
		before := a.Last().ID
		desk.says("/nhac", "Nhắc ai?")
		desk.taps("Một phần", "Nhắc phần nào?")
		desk.taps(part, "1 người")
		desk.taps("Có", "⏰ Nhắc lúc")
		return a.gets(before, "Nhắc hạn", "Văn phòng còn 1 phần chưa nộp:", "• "+part)
	}
	snooze := func(m simulator.Message, name string) {
		t.Helper()
		a.after(func() { a.TapData(m.ID, m.Buttons[0][0].Data+"."+name) }, "sẽ nhắc lại lúc")
	}
	one := byHand("Hoạt động")
	a.after(func() { a.TapData(one.ID, one.Buttons[0][0].Data) }, "Hoạt động", "Thêm")
	snooze(one, "1h")
	s.moves(b, at(16, 10, 0))
	again := a.gets(one.ID, "Nhắc hạn", "Văn phòng còn 1 phần chưa nộp:", "• Hoạt động")
	if holds(again, []string{"Thông tin chung"}) {
		t.Errorf("put off, it is %q", again.Text)
	}
	snooze(again, "pm")
	snooze(byHand("Thông tin chung"), "pm")
	told := a.told("Nhắc hạn: ")
	s.moves(b, at(16, 14, 0))
	a.gets(again.ID, "Nhắc hạn", "Văn phòng còn 2 phần chưa nộp:", "• Hoạt động", "• Thông tin chung")
	s.moves(b, at(16, 14, 1))
	if n := a.told("Nhắc hạn: ") - told; n != 1 {
		t.Errorf("%d reminders in the afternoon", n)
	}
	s.stand("A", map[string]thidua.State{"hoat_dong": thidua.Submitted})
	a.TapData(one.ID, one.Buttons[0][0].Data+".am")
	a.notice("đã nộp phần được nhắc")
}

// TestPreviewNamesEverybody turns the pages of those who will be reminded, and says of whom nobody has joined.
func TestPreviewNamesEverybody(t *testing.T) {
	s := playing(t)
	desk := s.actor(thao)
	desk.joins()
	desk.says("/nhac", "Nhắc ai?")
	desk.says("văn phòng", "Không có ai để nhắc: Văn phòng", "4 người trong danh sách chưa tham gia nên không nhận được: Nguyễn Thị An, Trần Văn Bình, ")
	post := thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: "A"}
	for chat := range int64(23) {
		if err := commit(t.Context(), s.db, secret(), begins, newRecord(thidua.MemberKey("td", "A", 100+chat),
			membership{Chat: 100 + chat, Name: fmt.Sprintf("Người %d", chat), Posts: []thidua.Post{post}})); err != nil {
			t.Fatal(err)
		}
	}
	desk.says("/nhac", "Nhắc ai?")
	first := desk.taps("Tất cả đơn vị còn thiếu", "– 23 người: ", "Trang sau", "Nhắc chứ?", "Có")
	second := desk.taps("Trang sau", "– 23 người: ", "Trang trước", "Trang sau")
	third := desk.taps("Trang sau", "– 23 người: ", "Trang trước")
	if n := strings.Count(first.Text+second.Text+third.Text, "(Văn phòng)"); n != 23 || holds(third, []string{"Trang sau"}) {
		t.Errorf("%d of 23 people are named; the last page is %v", n, third)
	}
	desk.taps("Có", "⏰ Nhắc lúc 09:00", "Gửi cho: ")
}
