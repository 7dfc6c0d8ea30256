package bot

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua"
)

// at is a moment of the test campaign's week: 16 is the Monday, 20 the Friday on which it is due.
func at(day, hour, minute int) time.Time {
	return time.Date(2026, 11, day, hour, minute, 0, 0, begins.Location())
}

// list puts people on the campaign without a conversation, so that nobody speaks but the reminders.
func (s *stage) list(people map[int64]string) {
	s.Helper()
	var put []thidua.Record
	for chat, unit := range people {
		post := thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: unit}
		put = append(put, newRecord(thidua.MemberKey("td", unit, chat), membership{Chat: chat, Name: "Đầu mối " + unit, Posts: []thidua.Post{post}}),
			newRecord(thidua.PersonKey(chat), thidua.Person{Chat: chat, Name: "Đầu mối", Joined: begins, Agreed: begins, Posts: []thidua.Post{post}}))
	}
	if err := commit(s.Context(), s.db, "test/"+secret(), begins, put...); err != nil {
		s.Fatal(err)
	}
}

// stand sets where a unit's parts stand.
func (s *stage) stand(unit string, parts map[string]thidua.State) {
	s.Helper()
	index := thidua.Index{Parts: map[string]thidua.Standing{}}
	for part, state := range parts {
		index.Parts[part] = thidua.Standing{State: state}
	}
	key := thidua.IndexKey("td", unit)
	snapshot, err := s.db.Load(s.Context(), "", key)
	if err != nil {
		s.Fatal(err)
	}
	r := newRecord(key, index)
	r.Rev = snapshot.Records[key].Rev
	if err := commit(s.Context(), s.db, "test/"+secret(), begins, r); err != nil {
		s.Fatal(err)
	}
}

// tick lets several bots look at the clock side by side.
func (s *stage) tick(now time.Time, bots ...*Bot) {
	s.Helper()
	s.clock.moveTo(now)
	failures := make(chan error, len(bots))
	for _, b := range bots {
		go func() { failures <- b.Tick(s.Context(), now) }()
	}
	for range bots {
		if err := <-failures; err != nil {
			s.Errorf("tick at %v: %v", now, err)
		}
	}
}

// sent empties the outbox and lists whom each message names.
func (s *stage) sent() map[int64][]thidua.Message {
	s.Helper()
	all := map[int64][]thidua.Message{}
	for {
		now := s.clock.now()
		parcels, err := s.db.Take(s.Context(), now, now.Add(time.Minute), 100)
		if err != nil {
			s.Fatal(err)
		}
		if len(parcels) == 0 {
			return all
		}
		for _, p := range parcels {
			all[p.Chat] = append(all[p.Chat], p.Message)
			if err := s.db.Strike(s.Context(), thidua.Receipt{Chat: p.Chat, Seq: p.Seq}); err != nil {
				s.Fatal(err)
			}
		}
	}
}

// TestReminders leave at the campaign's offsets, in working hours, once, and only to who owes something, whatever the
// number of bots and their restarts.
func TestReminders(t *testing.T) {
	s := newStage(t)
	s.list(map[int64]string{1: "A", 2: "A", 3: "B", 4: "C"})
	s.stand("B", map[string]thidua.State{"chung": thidua.Submitted, "hoat_dong": thidua.Nothing})
	s.stand("C", map[string]thidua.State{"chung": thidua.InProgress, "hoat_dong": thidua.Submitted})
	one, two := s.bot(s.db), s.bot(s.open())
	for _, c := range []struct {
		at   time.Time
		want map[int64]string
	}{
		{at(16, 13, 59), nil}, // 3 days before the first deadline, Monday 17:00, is after hours …
		{at(16, 17, 0), nil},  // … and so is that very moment
		{at(17, 7, 59), nil},  //
		{at(17, 8, 0), map[int64]string{1: "Hoạt động"}}, // the next working morning
		{at(17, 8, 1), nil},
		{at(17, 17, 30), nil},
		{at(18, 8, 0), map[int64]string{1: "Thông tin chung", 4: "Thông tin chung"}}, // 3 days before Friday 17:00
		{at(18, 17, 5), nil}, // a day before the first deadline, after hours
		{at(19, 8, 0), map[int64]string{1: "Hoạt động"}},                              // so in the morning of the day
		{at(19, 15, 0), map[int64]string{1: "Hoạt động"}},                             // two hours before
		{at(20, 8, 30), map[int64]string{1: "Thông tin chung", 4: "Thông tin chung"}}, // a day before the second deadline
		{at(20, 15, 0), map[int64]string{1: "Thông tin chung", 4: "Thông tin chung"}}, // two hours before
		{at(20, 17, 1), nil},
		{at(23, 9, 0), nil},
	} {
		s.tick(c.at, one, two)
		s.tick(c.at, s.bot(s.db)) // one that was just started
		got := s.sent()
		for chat, part := range c.want {
			if chat == 1 { // both people of the unit
				s.checkReminder(c.at, got[2], part)
			}
			s.checkReminder(c.at, got[chat], part)
		}
		if people := len(c.want); people > 0 && len(got) != people+1 || people == 0 && len(got) > 0 {
			t.Errorf("%v: %d people got something", c.at, len(got))
		}
	}
	s.tick(at(30, 9, 0), one)
	due, err := s.db.Due(t.Context(), at(30, 9, 0), 100)
	if err != nil || len(due) > 0 {
		t.Errorf("still due: %v, %v", due, err)
	}
}

// checkReminder checks that one message names one part, as it will be written when it is sent.
func (s *stage) checkReminder(at time.Time, messages []thidua.Message, part string) {
	s.Helper()
	if len(messages) != 1 {
		s.Errorf("%v: %d messages", at, len(messages))
		return
	}
	m := messages[0]
	if err := s.bot(s.db).phrase(s.Context(), &m); err != nil {
		s.Errorf("%v: %v", at, err)
		return
	}
	var text strings.Builder
	for _, line := range m.Lines {
		text.WriteString(line.Text + "\n")
	}
	if !strings.Contains(text.String(), "• "+part) || strings.Count(text.String(), "•") != 1 || !m.Bulk || len(m.Buttons) == 0 {
		s.Errorf("%v: %+v", at, m)
	}
}

// TestReminderAfterStandstill sends one reminder where several distances passed while no bot ran.
func TestReminderAfterStandstill(t *testing.T) {
	s := newStage(t)
	s.list(map[int64]string{1: "A"})
	s.tick(at(19, 15, 30), s.bot(s.db)) // 3 d, 1 d and 2 h before Thursday 17:00, and 3 d before Friday 17:00
	got := s.sent()[1]
	if len(got) != 2 {
		t.Errorf("%d reminders, want one for each deadline", len(got))
	}
	lines, err := Log(t.Context(), s.db, "td")
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, line := range lines {
		if line.Act == "reminded" {
			told = append(told, line.Detail)
		}
	}
	slices.Sort(told)
	if want := []string{"Đầu mối A: Hoạt động", "Đầu mối A: Thông tin chung"}; !slices.Equal(told, want) {
		t.Errorf("the log tells %q, want %q", told, want)
	}
	s.tick(at(19, 15, 31), s.bot(s.db))
	if again := s.sent(); len(again) > 0 {
		t.Errorf("reminded again: %v", again)
	}
}

// TestReminderFailure holds nothing else up, and loses no reminder.
func TestReminderFailure(t *testing.T) {
	s := newStage(t)
	s.list(map[int64]string{1: "A"})
	db := &shaky{Store: s.db}
	failed := false
	db.meet = func(c thidua.Change) error {
		if !failed && strings.HasPrefix(c.ID, "remind/") {
			failed = true
			return thidua.ErrConflict
		}
		return nil
	}
	b := s.bot(db)
	s.tick(at(17, 8, 0), b)
	if len(s.sent()) > 0 || !failed {
		t.Fatal("the reminder went out although its commit failed")
	}
	s.tick(at(17, 8, 1), b)
	if len(s.sent()[1]) != 1 {
		t.Error("the reminder is lost")
	}
}

// TestReminderIsDropped at sending where nothing is owed any more, and its button leads on where something is.
func TestReminderIsDropped(t *testing.T) {
	s := newStage(t)
	a, c := s.actor(an), s.actor(chi)
	stop := s.run(s.db)
	a.joins()
	c.joins()
	stop()
	s.tick(at(17, 8, 0), s.bot(s.db))
	s.stand("B", map[string]thidua.State{"hoat_dong": thidua.Submitted})
	s.run(s.db)
	reminder := a.gets(0, "Nhắc hạn", "Hoạt động")
	c.says("/menu", "Thanh tra")
	if c.told("Nhắc hạn") > 0 {
		t.Error("reminded of what is not owed any more")
	}
	button := reminder.Buttons[0][0].Data
	c.TapData(c.Last().ID, button)
	c.notice("không dùng được")
	stranger := s.actor(99)
	stranger.after(func() { stranger.Start("") }, "chỉ phục vụ")
	stranger.after(func() { stranger.TapData(1, button) }, "chỉ phục vụ")
	a.after(func() { a.TapData(reminder.ID, button) }, "Hoạt động", "Thêm")
}

// TestReloadPlansAgain moves reminders with the deadline and keeps those of other campaigns.
func TestReloadPlansAgain(t *testing.T) {
	s := newStage(t)
	s.list(map[int64]string{1: "A"})
	later := strings.ReplaceAll(string(workbook), "2026-11-19 17:00", "2026-11-26 17:00")
	s.load([]byte(later))
	reminders := func() (n int) {
		for _, m := range s.sent()[1] {
			if len(m.Lines) == 0 || !strings.HasPrefix(m.Lines[0].Text, "📥") { // word that there is a new version
				n++
			}
		}
		return n
	}
	s.tick(at(17, 8, 0), s.bot(s.db))
	if n := reminders(); n > 0 {
		t.Errorf("%d reminders of the old deadline", n)
	}
	s.tick(at(24, 8, 0), s.bot(s.db)) // a public holiday
	s.tick(at(25, 8, 0), s.bot(s.db))
	if n := reminders(); n != 1 {
		t.Errorf("%d reminders of the new deadline", n)
	}
}

// TestManyFilesHoldNoReminderUp reminds however many files, documents and snoozes wait longer, on both stores.
func TestManyFilesHoldNoReminderUp(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.list(map[int64]string{1: "A"})
			crowd := thidua.Change{ID: "crowd", At: begins}
			for i := range 6000 {
				crowd.Due = append(crowd.Due, thidua.Due{Key: thidua.FetchKey(fmt.Sprint(i)), At: begins.Add(-time.Hour)},
					thidua.Due{Key: thidua.IncomingKey(int64(i), 1), At: begins.Add(-time.Hour)})
			}
			for i := range 1500 { // of people who are not there any more
				crowd.Due = append(crowd.Due, thidua.Due{Key: thidua.AgainKey("gone", "A", noDeadline, int64(i)), At: begins.Add(-time.Hour)})
			}
			if _, err := s.db.Commit(t.Context(), crowd); err != nil {
				t.Fatal(err)
			}
			s.tick(at(17, 8, 0), s.bot(s.db))
			if got := s.sent(); len(got[1]) != 1 || got[1][0].Owed == nil {
				t.Errorf("sent %v", got)
			}
		})
	}
}
