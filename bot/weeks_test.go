package bot

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua"
)

// modelPart is a part of the simulated campaign.
type modelPart struct {
	name   string
	label  string
	due    time.Time
	moved  time.Time // by an extension of the part
	remind []time.Duration
	units  string // first letters of the units that fill it; empty: all
}

// modelUnit is a unit, with how far its deadlines were moved and where its parts stand.
type modelUnit struct {
	code, parent string
	extended     time.Time
	moved        map[string]time.Time // by part
	state        map[string]thidua.State
	at           map[string]time.Time // last change of state
}

// speaker is a focal point.
type speaker struct {
	chat int64
	unit string
}

// weeks is a campaign of three weeks with sixty units that behave at random, in seasons with many days off; the same
// seed does the same.
type weeks struct {
	*stage
	dice    *rand.Rand
	begin   time.Time
	units   []*modelUnit
	parts   []*modelPart
	people  []speaker
	heads   map[string]int64
	desk    []int64
	model   *model
	bots    []*Bot
	scripts *scripts
	cards   map[int64]thidua.Message // newest of each chat
	update  int64

	extended time.Time // of the whole campaign
	locked   string    // since when: across a deadline, or shortly
	across   bool      // it was locked across a deadline

	reads, told int // messages in all
	late        int // submissions that came late
	escalated   int
	returned    int // parts
	whole, back int // extensions of the whole campaign, and taken back
	urged       int // people reminded by hand
	again       int // times that those above heard of one that was taken back
}

// TestThreeWeeks plays campaigns over Tết and over 2 September, on both stores, all of it by messages and buttons: units answer,
// the secretariat reviews, extends, locks and unlocks. At every reading of a clock that also runs backwards and jumps, with bots
// that die between commits, start anew, share the updates and tick side by side, exactly those messages leave that the model expects.
func TestThreeWeeks(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		begin string
		days  workdays
	}{
		"over Tết": {"2026-02-02", season("2026-01-20", "2026-03-31",
			strings.Fields("2026-02-10 2026-02-11 2026-02-12 2026-02-13 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20"), nil)},
		"over 2 September": {"2026-08-17", season("2026-08-01", "2026-10-31",
			strings.Fields("2026-08-31 2026-09-01 2026-09-02"), strings.Fields("2026-08-22"))},
	} {
		for kind, fresh := range stores {
			t.Run(name+" on "+kind, func(t *testing.T) {
				t.Parallel()
				begin, _ := time.ParseInLocation(time.DateOnly, c.begin, begins.Location())
				w := &weeks{stage: stageOn(t, fresh(t)), dice: rand.New(rand.NewPCG(7, uint64(begin.Unix()))), begin: begin.Add(9 * time.Hour),
					heads: map[string]int64{}, cards: map[int64]thidua.Message{}}
				w.model = newModel(w, c.days)
				w.play()
			})
		}
	}
}

// play runs the campaign from its loading until a week after its deadline.
func (w *weeks) play() {
	w.setUp()
	now := w.begin
	for now.Before(w.begin.AddDate(0, 0, 28)) && !w.Failed() {
		w.reads++
		w.clock.moveTo(now)
		w.behave(now)
		w.model.plan(now)
		w.read(now)
		now = w.step(now)
	}
	w.Logf("%d readings, %d messages, %d escalations, %d late submissions, %d returned, %d reminded by hand, extensions: %d of all, %d taken back and heard of %d times",
		w.reads, w.told, w.escalated, w.late, w.returned, w.urged, w.whole, w.back, w.again)
	if w.again == 0 || w.urged < 20 || w.escalated < 20 || w.late < 3 || w.returned < 10 || !w.across || w.whole == 0 || w.back == 0 {
		w.Error("too little happened")
	}
}

// step is the next reading: mostly some minutes or hours ahead, now and then back, or far ahead.
func (w *weeks) step(now time.Time) time.Time {
	switch roll := w.dice.IntN(100); {
	case roll < 5:
		return now.Add(-time.Duration(10+w.dice.IntN(400)) * time.Minute)
	case roll < 6:
		return now.Add(time.Duration(20+w.dice.IntN(30)) * time.Hour) // a standstill, or a wrong clock
	case roll < 8:
		return now.Add(-time.Duration(20+w.dice.IntN(20)) * time.Hour)
	}
	return now.Add(time.Duration(5+w.dice.IntN(300)) * time.Minute).Truncate(time.Minute)
}

// read lets bots tick, some of which die meanwhile, and compares what leaves with what the model expects.
func (w *weeks) read(now time.Time) {
	if w.dice.IntN(3) == 0 {
		dying := &shaky{Store: w.db}
		dying.meet = w.dies(w.dice.IntN(4))
		_ = w.replica(dying).Tick(w.Context(), now)
	}
	if w.dice.IntN(5) == 0 {
		w.bots = []*Bot{w.replica(w.db), w.replica(w.db)}
	}
	w.tick(now, w.bots[:1+w.dice.IntN(2)]...)
	w.tick(now, w.bots[0]) // the second after: of two that got in each other's way one goes on
	w.compare(now)
}

// replica is a bot that was just started; only what it has read of the workbook, which never changes, is not read again.
func (w *weeks) replica(db thidua.Store) *Bot {
	b := w.bot(db)
	if w.scripts != nil {
		b.scripts = w.scripts
	}
	w.scripts = b.scripts
	return b
}

// compare holds what left against the model.
func (w *weeks) compare(now time.Time) {
	want, got := w.model.expect(now), w.leaves(now)
	slices.Sort(want)
	slices.Sort(got)
	if slices.Equal(want, got) {
		return
	}
	missing := slices.DeleteFunc(slices.Clone(want), func(s string) bool { return slices.Contains(got, s) })
	extra := slices.DeleteFunc(slices.Clone(got), func(s string) bool { return slices.Contains(want, s) })
	w.Errorf("%s: %d messages, want %d; missing %q; too many %q", now.Format("02/01 15:04:05"), len(got), len(want), missing, extra)
}

// leaves empties the outbox; whoever is reminded puts it off now and then.
func (w *weeks) leaves(now time.Time) (all []string) {
	var reminders []thidua.Message
	w.deliver(func(m thidua.Message) {
		switch {
		case m.Owed != nil:
			all = append(all, fmt.Sprintf("%d of %s is reminded of %s due %s", m.Chat, m.Owed.Unit, strings.Join(m.Owed.Parts, " "), clock(m.Owed.Due.Unix())))
			reminders = append(reminders, m)
		case m.Late != nil:
			w.escalated++
			all = append(all, fmt.Sprintf("%d hears that %s let %s pass", m.Chat, strings.Join(m.Late.Units, " "), clock(m.Late.Due.Unix())))
		case m.Digest != nil:
			all = append(all, fmt.Sprintf("%d gets the digest", m.Chat))
		case m.Delivery != nil && len(m.Lines) > 0:
			all = append(all, fmt.Sprintf("%d is told: %s", m.Chat, announced(m.Lines[len(m.Lines)-1].Text)))
		}
	})
	slices.SortFunc(reminders, func(a, b thidua.Message) int { return cmp.Compare(a.Chat, b.Chat) })
	for _, m := range reminders {
		w.written(m)
		if w.dice.IntN(8) == 0 && !m.Owed.Due.IsZero() {
			w.snooze(m.Chat, m, now)
		}
	}
	w.told += len(all)
	return all
}

// written looks at some of the reminders as they are sent.
func (w *weeks) written(m thidua.Message) {
	if w.dice.IntN(20) > 0 {
		return
	}
	if err := w.bots[0].phrase(w.Context(), &m); err != nil || len(m.Lines) != 2+len(m.Owed.Parts) {
		w.Errorf("%v: %+v", err, m.Lines)
	}
}

// snooze presses one of the buttons that put a reminder off; what would come behind the deadline is refused.
func (w *weeks) snooze(chat int64, m thidua.Message, now time.Time) {
	name, at := "1h", w.model.next(now.Add(time.Hour))
	switch afternoon := w.model.afternoon(now); w.dice.IntN(3) {
	case 0:
		name, at = "am", w.model.morning(time.Date(now.Year(), now.Month(), now.Day()+1, 0, 0, 0, 0, now.Location()))
	case 1:
		if name, at = "pm", afternoon; afternoon.IsZero() {
			at = m.Owed.Due
		}
	}
	w.press(chat, targetPrefix+m.Owed.Target+"."+name)
	if at.Before(m.Owed.Due) {
		key := snoozed{chat, m.Owed.Unit, m.Owed.Due.Unix()}
		if w.model.snoozes[key] == nil {
			w.model.snoozes[key] = &again{}
		}
		s := w.model.snoozes[key]
		s.at, s.parts = at, append(s.parts, m.Owed.Parts...)
	}
}
