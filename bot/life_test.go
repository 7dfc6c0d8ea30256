package bot

import (
	"errors"
	"strings"
	"testing"
	"time"

	"thidua"
)

// live sets what the secretariat decided of the test campaign.
func (s *stage) live(life thidua.Life) {
	s.Helper()
	head := read[thidua.Head](s, thidua.CampaignKey("td"))
	head.Life = life
	if err := commit(s.Context(), s.db, secret(), s.clock.now(), s.at(thidua.CampaignKey("td"), newRecord("", head).Body)); err != nil {
		s.Fatal(err)
	}
}

// TestLockedWhileAnswering takes no answer to a question that was open when the campaign was locked, keeps what was there
// before, and goes on where it stood once it is unlocked, on both stores.
func TestLockedWhileAnswering(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.run(s.db)
			a := s.actor(an)
			a.joins()
			a.taps("Thông tin chung", "Hạn nộp")
			a.taps("Bắt đầu", "Số người tham gia")
			a.says("25", "Ngày tổ chức")
			s.live(thidua.Life{Phase: thidua.CampaignLocked})
			a.says("hôm qua", "🔒 Đợt thi đua đã khóa", "Mời anh/chị chọn phần")
			for _, phase := range []thidua.Phase{thidua.CampaignLocked, thidua.CampaignClosed} {
				s.live(thidua.Life{Phase: phase})
				a.says("/menu", "🔒 Đợt thi đua đã")
				if card := a.taps("Thông tin chung", "🔒 Đợt thi đua đã"); holds(card, []string{"Tiếp tục"}) {
					t.Errorf("%s: a closed part offers to go on: %v", phase, card.Buttons)
				}
			}
			s.live(thidua.Life{})
			a.says("/menu", "Hạn nộp")
			a.taps("Tiếp tục", "Ngày tổ chức")
		})
	}
}

// TestLockBetween gives a step that was decided before the campaign was locked no way to write afterwards.
func TestLockBetween(t *testing.T) {
	s := newStage(t)
	b := s.bot(s.db)
	stop := s.start(b)
	a := s.actor(an)
	a.joins()
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	stop()
	d, err := b.decide(t.Context(), thidua.Input{Update: 1 << 40, Chat: a.ID, At: s.clock.now(), Sent: s.clock.now().Add(time.Minute),
		Kind: thidua.KindText, Text: "25", Message: 1 << 20})
	if err != nil || len(d.put) == 0 {
		t.Fatalf("%d records, %v", len(d.put), err)
	}
	s.live(thidua.Life{Phase: thidua.CampaignLocked})
	if err := b.commit(t.Context(), d); !errors.Is(err, thidua.ErrConflict) {
		t.Errorf("commit: %v", err)
	}
}

// TestArchived takes the campaign out of the chat; its exports still work.
func TestArchived(t *testing.T) {
	s := playing(t)
	a := s.actor(an)
	a.joins()
	s.live(thidua.Life{Phase: thidua.CampaignArchived})
	a.says("/menu", "Chưa có đợt thi đua nào")
	if _, err := Consolidate(t.Context(), s.db, "td", s.clock.now()); err != nil {
		t.Error(err)
	}
	s.live(thidua.Life{})
	a.says("/menu", "Đợt thi đua mùa đông")
}

// TestReloadKeepsLife leaves phase and extensions as they are when a new version is loaded, and plans by them.
func TestReloadKeepsLife(t *testing.T) {
	s := newStage(t)
	extended := begins.AddDate(0, 0, 14)
	s.live(thidua.Life{Due: extended, Parts: map[string]time.Time{"chung": extended.AddDate(0, 0, 1)}})
	s.load(workbook)
	life := read[thidua.Head](s, thidua.CampaignKey("td")).Life
	if !life.Due.Equal(extended) || len(life.Parts) != 1 {
		t.Errorf("life: %+v", life)
	}
	due, err := s.db.Due(t.Context(), begins.AddDate(1, 0, 0), 100)
	if err != nil || len(due) == 0 {
		t.Fatalf("%v, %v", due, err)
	}
	for _, d := range due {
		if timer := thidua.ReadTimer(d.Key); timer.Kind == "remind" && timer.Deadline.Before(extended) {
			t.Errorf("still reminds of %v", timer.Deadline)
		}
	}
	s.live(thidua.Life{Phase: thidua.CampaignClosed})
	s.load(workbook)
	if due, err := s.db.Due(t.Context(), begins.AddDate(1, 0, 0), 100); err != nil || len(due) > 0 {
		t.Errorf("a closed campaign reminds: %v, %v", due, err)
	}
}

// TestOpeningIsTold tells the focal points once when the campaign opens, in working hours; a newer version moves it, and a
// closed campaign opens to nobody.
func TestOpeningIsTold(t *testing.T) {
	for name, c := range map[string]struct {
		opens string // in the version that counts
		phase thidua.Phase
		told  time.Time
	}{
		"as planned":              {opens: "2026-11-17 09:30", told: time.Date(2026, 11, 17, 9, 30, 0, 0, begins.Location())},
		"in the working hours":    {opens: "2026-11-16 20:00", told: time.Date(2026, 11, 17, 8, 0, 0, 0, begins.Location())},
		"closed before it opened": {opens: "2026-11-17 09:30", phase: thidua.CampaignClosed},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			stop := s.run(s.db)
			a := s.actor(an)
			a.joins()
			s.load(version(t, "| | due |", "| | opens | 2026-11-18 10:00 |\n| | due |"))
			s.load(version(t, "| | due |", "| | opens | "+c.opens+" |\n| | due |"))
			a.says("/menu", "Đợt thi đua mở từ")
			stop()
			if c.phase != thidua.CampaignOpen {
				s.live(thidua.Life{Phase: c.phase})
			}
			b, backlog := s.bot(s.db), 0
			for at := begins; at.Before(begins.AddDate(0, 0, 3)); at = at.Add(30 * time.Minute) {
				if err := b.Tick(t.Context(), at); err != nil {
					t.Fatal(err)
				}
				parcels, err := s.db.Take(t.Context(), at, at.Add(time.Second), 100)
				if err != nil {
					t.Fatal(err)
				}
				for _, p := range parcels {
					if len(p.Lines) > 0 && strings.Contains(p.Lines[0].Text, "đã mở: anh/chị trả lời") {
						backlog++
						if p.Chat != a.ID || at.Before(c.told) || at.Sub(c.told) > time.Hour {
							t.Errorf("told at %v, want %v", at, c.told)
						}
					}
					if err := s.db.Strike(t.Context(), thidua.Receipt{Chat: p.Chat, Seq: p.Seq}); err != nil {
						t.Fatal(err)
					}
				}
			}
			if want := map[bool]int{true: 1, false: 0}[!c.told.IsZero()]; backlog != want {
				t.Errorf("told %d times, want %d", backlog, want)
			}
		})
	}
}
