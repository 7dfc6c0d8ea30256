package bot

import (
	"slices"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/bot/simulator"
)

// moves sets the clock while a bot runs, lets it tick, and waits until nothing is to be sent.
func (s *stage) moves(b *Bot, now time.Time) {
	s.Helper()
	s.until(func() bool { return len(s.sim.Unanswered()) == 0 }) // a tap grows old with the clock
	s.clock.moveTo(now)
	if err := b.Tick(s.Context(), now); err != nil {
		s.Fatal(err)
	}
	s.until(func() bool { return !s.waits() })
}

// TestReminderNamesQuestions names what is missing in each part, and its button goes on at that very question.
func TestReminderNamesQuestions(t *testing.T) {
	s := newStage(t)
	b := s.bot(s.db)
	s.start(b)
	a := s.actor(an)
	a.joins()
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	a.says("25", "Ngày tổ chức")
	a.says("/menu", "Mời anh/chị chọn phần")
	s.moves(b, at(18, 8, 0)) // and that of 17 November, for the other deadline, after a standstill
	first := a.gets(0, "Nhắc hạn", "• Hoạt động – chưa bắt đầu", "Nhắc lại sau 1 giờ", "Nhắc lại chiều nay", "Nhắc lại sáng mai")
	reminder := a.gets(0, "Nhắc hạn", "• Thông tin chung – còn 3 câu chưa trả lời: Ngày tổ chức; Kết quả nổi bật; Tệp minh chứng")
	a.after(func() { a.TapData(first.ID, first.Buttons[0][0].Data) }, "Hoạt động", "Thêm")
	a.after(func() { a.TapData(reminder.ID, reminder.Buttons[0][0].Data) }, "Ngày tổ chức", "câu 2/")
	a.says("18/11", "Kết quả nổi bật")
	if got := read[thidua.Index](s, thidua.IndexKey("td", "A")).Parts["chung"].State; got != thidua.InProgress {
		t.Errorf("the part is %q", got)
	}
}

// TestReminderInterruptsNothing leaves an open question as it is: the next text answers it, and its card's buttons work.
func TestReminderInterruptsNothing(t *testing.T) {
	s := newStage(t)
	b := s.bot(s.db)
	s.start(b)
	a := s.actor(an)
	a.joins()
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	card := a.says("25", "Ngày tổ chức", "Bỏ qua")
	s.moves(b, at(18, 8, 0))
	a.gets(card.ID, "Nhắc hạn", "Thông tin chung")
	next := a.says("18/11", "Đã ghi: 18/11/2026", "Kết quả nổi bật")
	s.moves(b, at(20, 8, 30))
	a.gets(next.ID, "Nhắc hạn")
	for _, button := range next.Buttons {
		if button[0].Text == "Bỏ qua" || strings.HasSuffix(button[0].Text, "Bỏ qua") {
			a.after(func() { a.TapData(next.ID, button[0].Data) }, "Tệp minh chứng")
			return
		}
	}
	t.Errorf("no button to skip: %+v", next.Buttons)
}

// TestSnooze puts a reminder off into working hours, once, and never past the deadline.
func TestSnooze(t *testing.T) {
	s := newStage(t)
	b := s.bot(s.db)
	s.start(b)
	a, c := s.actor(an), s.actor(chi)
	a.joins()
	c.joins()
	s.moves(b, at(17, 8, 0))
	reminder := a.gets(0, "Nhắc hạn", "Hoạt động")
	button := func(name string) string { return reminder.Buttons[0][0].Data + "." + name }
	c.TapData(c.Last().ID, button("1h"))
	c.notice("không dùng được")
	a.after(func() { a.TapData(reminder.ID, button("1h")) }, "sẽ nhắc lại lúc 09:00 ngày 17/11/2026")
	a.after(func() { a.TapData(reminder.ID, button("pm")) }, "sẽ nhắc lại lúc 14:00 ngày 17/11/2026", "Tiếp tục") // instead
	told := func() int { return a.told("Nhắc hạn: ") }
	s.moves(b, at(17, 9, 30))
	if told() != 0 { // the first one is the card that was changed in its place
		t.Error("the snooze that was changed came too")
	}
	s.moves(b, at(17, 14, 0))
	again := a.gets(reminder.ID, "Nhắc hạn", "Hoạt động – chưa bắt đầu")
	s.moves(b, at(17, 14, 1))
	s.moves(s.bot(s.db), at(17, 13, 0)) // the clock is set back
	s.moves(s.bot(s.db), at(17, 14, 2))
	if told() != 1 {
		t.Errorf("%d reminders after the snooze", told())
	}
	s.moves(b, at(19, 8, 0))
	s.moves(b, at(19, 15, 58)) // an hour before 17:00 is after hours
	a.TapData(again.ID, again.Buttons[0][0].Data+".am")
	a.notice("đã sát hạn")
	a.TapData(again.ID, again.Buttons[0][0].Data+".1h")
	s.until(func() bool { return len(a.Notices()) >= 2 })
	due, err := s.db.Due(t.Context(), at(28, 0, 0), 100)
	if err != nil || slices.ContainsFunc(due, func(d thidua.Due) bool { return strings.HasPrefix(string(d.Key), "again/") }) {
		t.Errorf("still due: %v, %v", due, err)
	}
}

// TestSnoozeOfWhatWasHandedIn says nothing.
func TestSnoozeOfWhatWasHandedIn(t *testing.T) {
	s := newStage(t)
	s.list(map[int64]string{1: "A", 2: "B"})
	b := s.bot(s.db)
	for chat, unit := range map[int64]string{1: "A", 2: "B"} {
		key := thidua.AgainKey("td", unit, at(19, 17, 0), chat)
		if _, err := s.db.Commit(t.Context(), thidua.Change{ID: unit, At: begins, Due: []thidua.Due{{Key: key, At: at(16, 10, 0)}}}); err != nil {
			t.Fatal(err)
		}
	}
	s.stand("A", map[string]thidua.State{"hoat_dong": thidua.Submitted})
	s.tick(at(16, 12, 0), b, s.bot(s.open())) // not in working hours
	if got := s.sent(); len(got) > 0 {
		t.Errorf("sent at noon: %v", got)
	}
	s.tick(at(16, 14, 0), b, s.bot(s.open()))
	if got := s.sent(); len(got) != 1 || len(got[2]) != 1 {
		t.Errorf("sent %v", got)
	}
}

// TestReminderWaitsForWorkingHours does not write to anybody whose turn comes out of them, and holds no reply back meanwhile.
func TestReminderWaitsForWorkingHours(t *testing.T) {
	s := newStage(t)
	stop := s.run(s.db)
	a := s.actor(an)
	a.joins()
	stop()
	s.tick(at(17, 8, 0), s.bot(s.db)) // queued, and nobody sends
	s.clock.moveTo(at(17, 22, 0))
	b := s.bot(s.db)
	s.start(b)
	a.says("/menu", "Mời anh/chị chọn phần")
	s.until(func() bool { return !s.waits() })
	if a.told("Nhắc hạn") > 0 {
		t.Error("reminded at night")
	}
	s.moves(b, at(18, 7, 59))
	s.moves(b, at(18, 8, 0))
	a.gets(0, "Nhắc hạn", "Hoạt động")
	a.gets(0, "Nhắc hạn", "Thông tin chung") // that of the other deadline
	if n := a.told("Nhắc hạn"); n != 2 {
		t.Errorf("%d reminders", n)
	}
}

// TestPushedMessagesWaitForWorkingHours brings an escalation and a digest whose turn comes at noon or at night again, once, in the
// next window; what came meanwhile is in the digest of the day.
func TestPushedMessagesWaitForWorkingHours(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.load(parental())
			stop := s.run(s.db)
			desk, head := s.actor(thao), s.actor(40) // Bùi Kiêm
			desk.joins()
			head.joins()
			stop()
			digests, lates := desk.told("Tin đầu ngày"), head.told("Quá hạn")
			expect := func(when string, more int) {
				t.Helper()
				if d, l := desk.told("Tin đầu ngày")-digests, head.told("Quá hạn")-lates; d != more || l != more {
					t.Errorf("%s: %d digests and %d escalations, want %d", when, d, l, more)
				}
			}
			for i, row := range []struct{ queued, late, early, next time.Time }{
				{at(20, 8, 0), at(20, 12, 0), at(20, 13, 59), at(20, 14, 0)},
				{at(23, 10, 59), at(23, 22, 0), at(25, 7, 59), at(25, 8, 0)}, // the 24th is quiet
			} {
				s.filed("B", "chung", row.queued.Add(-time.Hour))
				s.tick(row.queued, s.bot(s.db), s.bot(s.open())) // queued, and nobody sends
				s.clock.moveTo(row.late)
				b := s.bot(s.db)
				stop := s.start(b)
				desk.says("/trogiup", "/tiendo")
				s.until(func() bool { return !s.waits() })
				expect("out of hours", i)
				s.moves(b, row.early)
				expect("still out of hours", i)
				s.moves(b, row.next)
				s.moves(s.bot(s.db), row.next.Add(time.Second)) // what waited for the digest of the day
				s.moves(b, row.next.Add(time.Minute))
				expect("in the next window", i+1)
				stop()
			}
			if text := desk.gets(0, "Tin đầu ngày").Text; !strings.Contains(text, "Thanh tra – Thông tin chung") {
				t.Errorf("the digest is %q", text)
			}
		})
	}
}

// TestSnoozeOfReminderByHand is put off before the next deadline of what is owed, or not at all; what is late already has none.
func TestSnoozeOfReminderByHand(t *testing.T) {
	s := newStage(t)
	b := s.bot(s.db)
	s.start(b)
	desk, a := s.actor(thao), s.actor(an)
	desk.joins()
	a.joins()
	byHand := func(now time.Time) simulator.Message {
		t.Helper()
		s.moves(b, now)
		before := a.Last().ID
		desk.says("/nhac", "Nhắc ai?")
		desk.taps("Tất cả đơn vị còn thiếu", "1 người")
		desk.taps("Có", "⏰ Nhắc lúc")
		s.moves(b, now)
		return a.gets(before, "Nhắc hạn", "Văn phòng còn 2 phần chưa nộp:", "Tiếp tục")
	}
	early := byHand(at(18, 15, 20)) // hoat_dong is due at 17:00 on the 19th
	if !holds(early, []string{"sáng mai", "sau 1 giờ"}) || holds(early, []string{"chiều nay"}) {
		t.Errorf("offered the day before: %+v", early.Buttons)
	}
	near := byHand(at(19, 15, 20))
	if holds(near, []string{"sáng mai"}) || !holds(near, []string{"sau 1 giờ"}) {
		t.Errorf("offered on the day: %+v", near.Buttons)
	}
	for _, name := range []string{"am", "pm"} {
		a.TapData(early.ID, early.Buttons[0][0].Data+"."+name)
		a.notice("đã sát hạn")
	}
	if last := byHand(at(19, 15, 40)); holds(last, []string{"Nhắc lại"}) { // in an hour it is after hours
		t.Errorf("offered at last: %+v", last.Buttons)
	}
	if late := byHand(at(25, 9, 0)); !holds(late, []string{"sáng mai"}) {
		t.Errorf("offered when all is late: %+v", late.Buttons)
	}
	due, err := s.db.Due(t.Context(), at(40, 0, 0), 100)
	if err != nil || slices.ContainsFunc(due, func(d thidua.Due) bool { return thidua.ReadTimer(d.Key).Kind == "again" }) {
		t.Errorf("put off: %v, %v", due, err)
	}
}

// TestReminderNamesWhatIsMissing names the first questions, those returned first, with what the button resumes at in front.
func TestReminderNamesWhatIsMissing(t *testing.T) {
	s := newStage(t)
	file := "| | file | tep | Tệp minh chứng | | | | |\n"
	s.load([]byte(strings.NewReplacer(file, file+"| | text | kho_khan | Khó khăn, vướng mắc và những việc cần cấp trên tháo gỡ ngay | | | | |\n| | text | kien_nghi | Kiến nghị | | | | |\n",
		"| | due | 2026-11-20 17:00 |", "| | due | 2026-11-19 17:00 |").Replace(string(workbook))))
	b := s.bot(s.db)
	s.start(b)
	desk, a := s.actor(thao), s.actor(an)
	desk.joins()
	a.joins()
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	a.says("25", "Ngày tổ chức")
	a.lists("Hội thảo", "Tọa đàm")
	desk.says("/duyet", "Có 1 phần")
	desk.taps("✅ Văn phòng · Hoạt động", "▸ 2. Tọa đàm")
	desk.taps("Trả lại", "Đánh dấu những câu cần sửa")
	desk.says("2.1, 1.2", "Đã đánh dấu 2 câu")
	desk.taps("Xong", "(1/2)")
	desk.says("Chọn đúng hình thức.", "(2/2)")
	desk.says("Ghi tên đầy đủ.", "Trả lại chứ?")
	a.after(func() { desk.taps("Có", "đã trả lại lúc") }, "Ghi tên đầy đủ.")
	s.moves(b, at(17, 8, 0))
	first := a.gets(0, "⏰ Nhắc hạn: Đợt thi đua mùa đông", "• Hoạt động – được trả lại, cần sửa: Hội thảo › Hình thức; Tọa đàm › Tên hoạt động\n"+
		"• Thông tin chung – còn 5 câu chưa trả lời: Ngày tổ chức; Kết quả nổi bật; Tệp minh chứng và 2 câu nữa")
	a.after(func() { a.TapData(first.ID, first.Buttons[0][0].Data) }, "Hình thức", "Lý do trả lại: Chọn đúng hình thức.")
	a.says("Hội thi", "✅ Hội thi")
	a.taps("Xong", "Tên hoạt động", "Lý do trả lại: Ghi tên đầy đủ.")
	s.moves(b, at(18, 17, 0))
	s.moves(b, at(19, 8, 0))
	second := a.gets(first.ID, "Nhắc hạn", "• Hoạt động – được trả lại, cần sửa: Tọa đàm › Tên hoạt động\n")
	a.after(func() { a.TapData(second.ID, second.Buttons[0][0].Data) }, "Tên hoạt động", "Lý do trả lại: Ghi tên đầy đủ.")
	a.says("Tọa đàm về chuyển đổi số", "Đã có 2 mục", "Nộp")
	a.taps("Nộp", "đã nộp")
	a.says("/menu", "Mời anh/chị chọn phần")
	a.taps("Thông tin chung", "Tiếp tục")
	a.taps("Tiếp tục", "Ngày tổ chức")
	a.says("18/11", "Kết quả nổi bật")
	a.says("Tốt", "Tệp minh chứng")
	a.taps("Bỏ qua", "Khó khăn")
	s.moves(b, at(19, 15, 0))
	third := a.gets(second.ID, "Nhắc hạn", "• Thông tin chung – còn 2 câu chưa trả lời: Khó khăn, vướng mắc và những việc cần c…; Kiến nghị")
	a.after(func() { a.TapData(third.ID, third.Buttons[0][0].Data) }, "Khó khăn", "câu 5/6")
}

// TestSnoozeOfWhatHasChanged promises no reminder that will not come: of what is handed in, or while the campaign is locked. Where
// the deadline was moved meanwhile, it comes, and is of the new one.
func TestSnoozeOfWhatHasChanged(t *testing.T) {
	s := newStage(t)
	b := s.bot(s.db)
	s.start(b)
	a := s.actor(an)
	a.joins()
	s.moves(b, at(19, 8, 0))
	reminder := a.gets(0, "Nhắc hạn", "Hoạt động", "17:00 ngày 19/11/2026")
	press := func(name string) { a.TapData(reminder.ID, reminder.Buttons[0][0].Data+"."+name) }
	s.live(thidua.Life{Phase: thidua.CampaignLocked})
	press("1h")
	a.notice("đã khóa, nên không nhắc ai")
	s.live(thidua.Life{Parts: map[string]time.Time{"hoat_dong": at(27, 17, 0)}})
	s.stand("A", map[string]thidua.State{"chung": thidua.Submitted})
	a.after(func() { press("am") }, "sẽ nhắc lại lúc 08:00 ngày 20/11/2026")
	s.moves(b, at(20, 8, 0))
	again := a.gets(reminder.ID, "Nhắc hạn", "Văn phòng còn 1 phần chưa nộp:", "Hoạt động (hạn 17:00 ngày 27/11/2026) – chưa bắt đầu")
	a.after(func() { a.TapData(again.ID, again.Buttons[0][0].Data+".am") }, "sẽ nhắc lại lúc 08:00 ngày 23/11/2026")
	s.moves(b, at(23, 8, 0))
	a.gets(again.ID, "Nhắc hạn", "Hoạt động (hạn 17:00 ngày 27/11/2026)")
	s.moves(b, at(26, 14, 0))
	last := a.gets(again.ID, "Nhắc hạn", "Hoạt động", "17:00 ngày 27/11/2026:")
	a.after(func() { a.TapData(last.ID, last.Buttons[0][0].Data+".am") }, "sẽ nhắc lại lúc 08:00 ngày 27/11/2026")
	s.live(thidua.Life{Parts: map[string]time.Time{"hoat_dong": at(28, 17, 0)}}) // after it was promised
	s.moves(b, at(27, 8, 0))
	a.gets(last.ID, "Nhắc hạn", "Văn phòng còn 1 phần chưa nộp:", "Hoạt động (hạn 17:00 ngày 28/11/2026)")
	s.stand("A", map[string]thidua.State{"chung": thidua.Submitted, "hoat_dong": thidua.Nothing})
	a.TapData(again.ID, again.Buttons[0][0].Data+".1h")
	a.notice("đã nộp phần được nhắc")
}
