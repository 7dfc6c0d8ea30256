package bot

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// The model says what a campaign of three weeks must send. It shares nothing with the program but the words of the design:
// its working days are a list, its clock is that of the test, and it looks at every unit, part and distance at each reading.

// workdays of a season: the days on which reminders may go out.
type workdays map[string]bool

// season is a stretch of working days, but for those that are off, with Saturdays that are worked.
func season(from, to string, off, worked []string) workdays {
	days := workdays{}
	first, _ := time.Parse(time.DateOnly, from)
	last, _ := time.Parse(time.DateOnly, to)
	for d := first; !d.After(last); d = d.AddDate(0, 0, 1) {
		day := d.Format(time.DateOnly)
		weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
		days[day] = (!weekend || slices.Contains(worked, day)) && !slices.Contains(off, day)
	}
	return days
}

func minutes(t time.Time) int { return t.Hour()*60 + t.Minute() }

// open tells whether a moment lies between 08:00 and 11:00 or between 14:00 and 16:30 of a working day.
func (w workdays) open(t time.Time) bool {
	m := minutes(t)
	exact := t.Second() == 0
	inside := m >= 480 && (m < 660 || m == 660 && exact) || m >= 840 && (m < 990 || m == 990 && exact)
	return w[t.Format(time.DateOnly)] && inside
}

// next is the first moment from a time on at which people may be written to; the model looks minute by minute.
func (w workdays) next(t time.Time) time.Time {
	for !w.open(t) {
		t = t.Truncate(time.Minute).Add(time.Minute)
	}
	return t
}

// planned is when the reminder for a moment goes out: then, in the next window, or, where the deadline would pass, half
// an hour before the last window closes.
func (w workdays) planned(t, deadline time.Time) time.Time {
	if next := w.next(t); next.Before(deadline) {
		return next
	}
	if w.open(t) {
		return t
	}
	for t = t.Truncate(time.Minute); ; t = t.Add(-time.Minute) {
		if m := minutes(t); w[t.Format(time.DateOnly)] && (m == 630 || m == 960) {
			return t
		}
	}
}

// morning is when the first working day after a time begins.
func (w workdays) morning(t time.Time) time.Time {
	for t = t.Truncate(time.Minute).Add(time.Minute); minutes(t) != 480 || !w[t.Format(time.DateOnly)]; {
		t = t.Add(time.Minute)
	}
	return t
}

// afternoon is when the second window of a day begins, where that is ahead; zero otherwise.
func (w workdays) afternoon(t time.Time) time.Time {
	at := time.Date(t.Year(), t.Month(), t.Day(), 14, 0, 0, 0, t.Location())
	if !w[t.Format(time.DateOnly)] || !at.After(t) {
		return time.Time{}
	}
	return at
}

// timed is something that is to happen at a time, once.
type timed struct {
	at   time.Time
	done bool
}

// distance is a reminder of a deadline.
type distanced struct {
	deadline int64
	before   time.Duration
}

// snoozed is a reminder that somebody put off.
type snoozed struct {
	chat     int64
	unit     string
	deadline int64
}

// again is when a reminder comes again, and of which parts.
type again struct {
	at    time.Time
	parts []string
}

// byHand is a reminder by hand: of all that is owed, of one part, or of a unit.
type byHand struct {
	at         time.Time
	unit, part string
}

// moved is a deadline that lay behind when an extension was given or taken back; without unit or part: of all.
type moved struct {
	unit, part string
	deadline   int64
}

// hearing is what somebody above hears of one deadline.
type hearing struct {
	deadline int64
	chat     int64
}

// model is the campaign as it must be.
type model struct {
	workdays
	*weeks
	worked    map[distanced]time.Time // when reminders go out, and those above hear (distance 0)
	reminders map[distanced]*timed
	overdue   map[int64]*timed
	snoozes   map[snoozed]*again
	orders    []*byHand                       // reminders by hand that did not leave yet
	moves     map[moved]time.Time             // deadlines that were moved, and when those above hear of it
	heard     map[hearing]map[string][]string // of which units and parts those above heard
	digestAt  time.Time
	digested  map[string]bool // by day
	since     time.Time       // the newest digest that was sent
	news      []change
}

func newModel(w *weeks, days workdays) *model {
	return &model{workdays: days, weeks: w, worked: map[distanced]time.Time{}, reminders: map[distanced]*timed{}, overdue: map[int64]*timed{},
		snoozes: map[snoozed]*again{}, moves: map[moved]time.Time{}, heard: map[hearing]map[string][]string{}, digested: map[string]bool{}}
}

// plan adds what lies ahead of a reading, and takes away what concerns no deadline any more.
func (m *model) plan(now time.Time) {
	wanted := map[int64]bool{}
	distances := map[distanced]bool{}
	for _, u := range m.units {
		for _, p := range m.partsOf(u) {
			if m.locked != "" { // nobody is reminded, and nothing is late
				continue
			}
			due := m.due(u, p)
			wanted[due.Unix()] = true
			for _, before := range p.remind {
				distances[distanced{due.Unix(), before}] = true
			}
		}
	}
	for due := range wanted {
		switch at, o := m.whenOverdue(due), m.overdue[due]; {
		case o == nil && at.After(now):
			m.overdue[due] = &timed{at: at}
		case o == nil: // it lies behind, and nobody above heard of it yet
			m.overdue[due] = &timed{at: m.next(now.Add(time.Hour))}
		case !o.done && at.After(now) && o.at.After(now): // the clock was set back
			o.at = at
		}
	}
	for key := range distances {
		at, deadline := m.whenReminded(key), time.Unix(key.deadline, 0)
		if !at.After(now) && deadline.Add(-key.before).After(now) && m.next(now).Before(deadline) { // moved earlier than its turn
			at = m.next(now)
		}
		if m.reminders[key] == nil && !at.Before(now) && (at.After(now) || !m.whenReminded(key).After(now)) {
			m.reminders[key] = &timed{at: at}
		}
	}
	for key, r := range m.reminders {
		if !distances[key] && !r.done {
			delete(m.reminders, key)
		}
	}
	for due, o := range m.overdue {
		if !wanted[due] && !o.done {
			delete(m.overdue, due)
		}
	}
	if next := m.nextDigest(now); m.digestAt.IsZero() || m.digestAt.After(now) && !(m.digestAt.Equal(m.afternoon(now)) && m.digestAt.Before(next)) {
		m.digestAt = next
	}
}

// whenReminded and whenOverdue look up what was worked out before.
func (m *model) whenReminded(key distanced) time.Time {
	if m.worked[key].IsZero() {
		due := time.Unix(key.deadline, 0).In(begins.Location())
		m.worked[key] = m.planned(due.Add(-key.before), due)
	}
	return m.worked[key]
}

func (m *model) whenOverdue(due int64) time.Time {
	key := distanced{deadline: due}
	if m.worked[key].IsZero() {
		m.worked[key] = m.next(time.Unix(due, 0).In(begins.Location()))
	}
	return m.worked[key]
}

func (m *model) nextDigest(now time.Time) time.Time {
	at := m.morning(now)
	for m.digested[at.Format(time.DateOnly)] {
		at = m.morning(at)
	}
	return at
}

// expect lists what a reading of the clock must bring.
func (m *model) expect(now time.Time) []string {
	var all []string
	all = append(all, m.expectSnoozed(now)...)
	all = append(all, m.expectNews(now)...)
	all = append(all, m.expectByHand(now)...)
	fired := map[int64][]time.Duration{}
	for key, r := range m.reminders {
		deadline := time.Unix(key.deadline, 0)
		if !r.done && !now.Before(r.at) && now.Before(deadline) && m.open(now) {
			r.done = true
			fired[key.deadline] = append(fired[key.deadline], key.before)
		}
	}
	for deadline, distances := range fired {
		for _, p := range m.people {
			owed := m.owed(p.unit, deadline, func(part *modelPart) bool {
				return slices.ContainsFunc(distances, func(d time.Duration) bool { return slices.Contains(part.remind, d) })
			})
			if owed != "" {
				all = append(all, fmt.Sprintf("%d of %s is reminded of %s due %s", p.chat, p.unit, owed, clock(deadline)))
			}
		}
	}
	return append(append(all, m.expectOverdue(now)...), m.expectDigest(now)...)
}

func (m *model) expectSnoozed(now time.Time) (all []string) {
	for key, s := range m.snoozes {
		switch {
		case m.locked != "" || now.Before(s.at) || !now.Before(time.Unix(key.deadline, 0)):
		case !m.open(now):
			s.at = m.next(now)
		default:
			delete(m.snoozes, key)
			named := func(p *modelPart) bool { return slices.Contains(s.parts, p.name) }
			owed, due := m.owed(key.unit, key.deadline, named), key.deadline
			if owed == "" { // it was promised, and the deadline was moved since
				owed, due = m.owed(key.unit, whenever, named), time.Time{}.Unix()
			}
			if owed != "" {
				all = append(all, fmt.Sprintf("%d of %s is reminded of %s due %s", key.chat, key.unit, owed, clock(due)))
			}
		}
	}
	return all
}

func (m *model) expectByHand(now time.Time) (all []string) {
	m.orders = slices.DeleteFunc(m.orders, func(o *byHand) bool {
		switch {
		case now.Before(o.at):
			return false
		case !m.open(now):
			o.at = m.next(now)
			return false
		case m.locked != "":
			o.at = now.Add(time.Minute)
			return false
		}
		reminded := m.reminded(o.unit, o.part)
		m.urged, all = m.urged+len(reminded), append(all, reminded...)
		return true
	})
	return all
}

// reminded lists who is reminded by hand: of all that is owed, of one part, or of a unit.
func (m *model) reminded(unit, part string) (all []string) {
	for _, p := range m.people {
		owed := m.owed(p.unit, whenever, func(owes *modelPart) bool { return part == "" || owes.name == part })
		if owed != "" && (unit == "" || p.unit == unit) {
			all = append(all, fmt.Sprintf("%d of %s is reminded of %s due %s", p.chat, p.unit, owed, clock(noDeadline.Unix())))
		}
	}
	return all
}

// ordered tells whether a reminder of as much waits already.
func (m *model) ordered(unit, part string) bool {
	return slices.ContainsFunc(m.orders, func(o *byHand) bool {
		return (o.unit == "" || o.unit == unit) && (o.part == "" || o.part == part)
	})
}

func (m *model) expectOverdue(now time.Time) (all []string) {
	for deadline, o := range m.overdue {
		if o.done || now.Before(o.at) || !now.After(time.Unix(deadline, 0)) || !m.open(now) {
			continue
		}
		o.done = true
		all = append(all, m.hear(deadline, "", "")...)
	}
	return append(all, m.expectTakenBack(now)...)
}

// expectTakenBack lists what those above hear of extensions that were taken back, where they heard of the deadline before.
func (m *model) expectTakenBack(now time.Time) (all []string) {
	keys := slices.SortedFunc(maps.Keys(m.moves), func(a, b moved) int {
		return cmp.Or(m.moves[a].Compare(m.moves[b]), cmp.Compare(a.deadline, b.deadline), strings.Compare(a.unit, b.unit), strings.Compare(a.part, b.part))
	})
	for _, key := range keys {
		if m.locked != "" || now.Before(m.moves[key]) || !now.After(time.Unix(key.deadline, 0)) || !m.open(now) {
			continue
		}
		delete(m.moves, key)
		if o := m.overdue[key.deadline]; o != nil && o.done {
			m.forget(key)
			again := m.hear(key.deadline, key.unit, key.part)
			m.again, all = m.again+len(again), append(all, again...)
		}
	}
	return all
}

// hear lists what those above hear of a deadline that they have not heard: of all units and parts, or of some.
func (m *model) hear(deadline int64, unit, part string) (all []string) {
	told := map[int64][]string{}
	for _, u := range m.units {
		owed := strings.Fields(m.owed(u.code, deadline, func(p *modelPart) bool { return part == "" || p.name == part }))
		if len(owed) == 0 || unit != "" && u.code != unit {
			continue
		}
		for _, above := range m.above(u) {
			key := hearing{deadline, above}
			if m.heard[key] == nil {
				m.heard[key] = map[string][]string{}
			}
			if slices.ContainsFunc(owed, func(p string) bool { return !slices.Contains(m.heard[key][u.code], p) }) {
				told[above] = append(told[above], u.code)
				m.heard[key][u.code] = append(m.heard[key][u.code], owed...)
			}
		}
	}
	for chat, units := range told {
		all = append(all, fmt.Sprintf("%d hears that %s let %s pass", chat, strings.Join(units, " "), clock(deadline)))
	}
	return all
}

// forget strikes from what those above heard of a deadline what was put off since.
func (m *model) forget(key moved) {
	for about, units := range m.heard {
		for code := range units {
			if about.deadline != key.deadline || key.unit != "" && code != key.unit {
				continue
			}
			units[code] = slices.DeleteFunc(units[code], func(name string) bool {
				p := slices.IndexFunc(m.parts, func(p *modelPart) bool { return p.name == name })
				return (key.part == "" || name == key.part) && m.due(m.unit(code), m.parts[p]).Unix() != key.deadline
			})
		}
	}
}

// move notes what lies behind when an extension is given or taken back; of a unit without code for all.
func (m *model) move(u *modelUnit, part string, before map[string]time.Time, now time.Time) {
	for _, p := range m.parts {
		will := m.due(u, p)
		if part != "" && p.name != part || u.code != "" && !p.fills(u) || will.Equal(before[p.name]) {
			continue
		}
		for _, deadline := range []time.Time{before[p.name], will} {
			if !deadline.After(now) {
				m.moves[moved{u.code, part, deadline.Unix()}] = m.next(now.Add(time.Hour))
			}
		}
	}
}

func (m *model) expectDigest(now time.Time) (all []string) {
	day := now.Format(time.DateOnly)
	if now.Before(m.digestAt) {
		return nil
	}
	if m.open(now) && !m.digested[day] {
		m.digested[day] = true
		since := m.since
		if since.After(now) {
			since = now.AddDate(0, 0, -1)
		}
		if m.moved(since) || m.anyLate(now) {
			m.since = now
			for _, chat := range m.desk {
				all = append(all, fmt.Sprintf("%d gets the digest", chat))
			}
		}
	}
	m.digestAt = m.nextDigest(now)
	if at := m.afternoon(now); !m.digested[day] && !at.IsZero() && minutes(now) > 480 {
		m.digestAt = at // it stood still in the morning
	}
	return all
}

func clock(unix int64) string { return time.Unix(unix, 0).In(begins.Location()).Format("02/01 15:04") }

// change is one that the focal points of some units are to be told of, once; which units is known when it is told.
type change struct {
	at        time.Time
	said      string
	concerned func(*modelUnit) bool
}

func (m *model) announce(said string, concerned func(*modelUnit) bool) {
	m.news = append(m.news, change{m.clock.now(), announced(said), concerned})
}

func (m *model) expectNews(now time.Time) (all []string) {
	m.news = slices.DeleteFunc(m.news, func(n change) bool {
		if now.Before(n.at) {
			return false
		}
		for _, p := range m.people {
			if n.concerned(m.unit(p.unit)) {
				all = append(all, fmt.Sprintf("%d is told: %s", p.chat, n.said))
			}
		}
		return true
	})
	return all
}

// moment is how times are written: a month of one digit has a zero before it only where it might be made another one.
func moment(t time.Time) string {
	if t.Month() < time.March {
		return t.Format("15:04 ngày 02/01/2006")
	}
	return t.Format("15:04 ngày 02/1/2006")
}

// announced is as much of a change as the model knows: it does not work out what is due once an extension is taken back.
func announced(said string) string {
	known, _, _ := strings.Cut(said, "; hạn nộp là ")
	return known
}
