package bot

import (
	"strings"
	"testing"
	"time"

	"thidua"
)

// TestReminderMovedBehind reminds at once, and once, where a distance moved to earlier working hours is planned when these are nearly
// over: of a campaign that is loaded, opened or unlocked by then. Where they are over nobody is written to.
func TestReminderMovedBehind(t *testing.T) {
	t.Parallel()
	early := strings.NewReplacer("2026-11-20 17:00", "2026-11-17 07:00", "2026-11-19 17:00", "2026-11-17 07:00").Replace(string(workbook))
	opening := func(at string) string {
		return strings.Replace(early, "| | due |", "| | opens | "+at+" |\n| | due |", 1)
	}
	for name, c := range map[string]struct {
		book         string
		loaded       time.Time
		locked, open time.Time
		nobody       []time.Time
		reminded     time.Time
	}{
		"in time":             {book: early, loaded: at(16, 15, 0), nobody: []time.Time{at(16, 15, 59)}, reminded: at(16, 16, 0)},
		"loaded":              {book: early, loaded: at(16, 16, 10), reminded: at(16, 16, 11)},
		"loaded late":         {book: early, loaded: at(16, 16, 40), nobody: []time.Time{at(16, 16, 41), at(17, 5, 0), at(17, 6, 59)}},
		"opened":              {book: opening("2026-11-16 16:20"), loaded: at(16, 15, 0), nobody: []time.Time{at(16, 16, 0), at(16, 16, 19)}, reminded: at(16, 16, 20)},
		"opened after hours":  {book: opening("2026-11-16 18:00"), loaded: at(16, 15, 0), nobody: []time.Time{at(16, 16, 0), at(16, 18, 0), at(17, 5, 0)}},
		"unlocked":            {book: early, loaded: at(16, 15, 0), locked: at(16, 15, 50), open: at(16, 16, 10), reminded: at(16, 16, 11)},
		"unlocked afterwards": {book: early, loaded: at(16, 15, 0), locked: at(16, 15, 50), open: at(17, 6, 0), nobody: []time.Time{at(17, 6, 1)}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.clock.moveTo(c.loaded)
			s.load([]byte(c.book))
			s.list(map[int64]string{1: "A"})
			if !c.locked.IsZero() {
				s.clock.moveTo(c.locked)
				s.live(thidua.Life{Phase: thidua.CampaignLocked})
				s.tick(c.locked.Add(10*time.Minute), s.bot(s.db))
				s.clock.moveTo(c.open)
				s.live(thidua.Life{})
			}
			reminders := func(now time.Time) (n int) {
				s.tick(now, s.bot(s.db), s.bot(s.open()))
				s.tick(now, s.bot(s.db)) // restarted
				for _, m := range s.sent()[1] {
					if m.Owed != nil {
						n++
					}
				}
				return n
			}
			for _, now := range c.nobody {
				if n := reminders(now); n != 0 {
					t.Errorf("%v: %d reminders", now, n)
				}
			}
			if c.reminded.IsZero() {
				return
			}
			for i, now := range []time.Time{c.reminded, c.reminded.Add(6 * time.Minute), c.reminded.Add(-5 * time.Minute), c.reminded.Add(8 * time.Minute), at(17, 6, 50)} {
				if n, want := reminders(now), max(0, 1-i); n != want {
					t.Errorf("%v: %d reminders, want %d", now, n, want)
				}
			}
		})
	}
}
