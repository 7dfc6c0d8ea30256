package vietnamese

import "time"

// Reminders go out on working days from 08:00 to 11:00 and from 14:00 to 16:30, not in the quiet days of Tết.
var windows = [...]struct{ from, to time.Duration }{
	{8 * time.Hour, 11 * time.Hour},
	{14 * time.Hour, 16*time.Hour + 30*time.Minute},
}

// drain is what PreviousSlot leaves of a window, so that a paced queue of reminders still goes out within it.
const drain = 30 * time.Minute

// maxQuiet bounds the search for a slot; the longest stretch without one is Tết with the weekends around it.
const maxQuiet = 60

// IsQuiet reports whether the day of t lies between 23 tháng Chạp and mùng 6 tháng Giêng, or is marked quiet.
func (c *Calendar) IsQuiet(t time.Time) bool { return c.quiet(dayNumber(t.In(zone))) }

func (c *Calendar) quiet(day int) bool {
	if c.special(day).kind == quiet {
		return true
	}
	t := dateOf(day)
	if t.Month() > time.March { // Tết falls between 20 January and 21 February
		return false
	}
	tet, ok := c.tet[t.Year()]
	if !ok {
		tet = quietTet(t.Year())
	}
	return day >= tet.from && day <= tet.to
}

// quietTet returns the days from 23 tháng Chạp to mùng 6 around the Tết of a solar year.
func quietTet(year int) span {
	before, months := lunarYear(year-1), lunarYear(year)
	twelfth := before[len(before)-2] // no twelfth month is repeated between 1968 and 2100
	return span{twelfth.start + 22, months[0].start + 5}
}

// open reports whether reminders may go out on a day at all.
func (c *Calendar) open(day int) bool { return c.works(day) && !c.quiet(day) }

// InWindow reports whether a reminder may go out at t. Both ends of the windows count.
func (c *Calendar) InWindow(t time.Time) bool {
	day := dayNumber(t.In(zone))
	clock := t.Sub(dateOf(day))
	for _, w := range windows {
		if clock >= w.from && clock <= w.to {
			return c.open(day)
		}
	}
	return false
}

// NextSlot returns the first moment from t on at which a reminder may go out.
func (c *Calendar) NextSlot(t time.Time) time.Time {
	if c.InWindow(t) {
		return t
	}
	day := dayNumber(t.In(zone))
	for i := range maxQuiet {
		if !c.open(day + i) {
			continue
		}
		for _, w := range windows {
			if begin := dateOf(day + i).Add(w.from); !begin.Before(t) {
				return begin
			}
		}
	}
	return t
}

// PreviousSlot returns the last moment up to t at which a reminder may go out: t itself, or half an hour before a
// window closes.
func (c *Calendar) PreviousSlot(t time.Time) time.Time {
	if c.InWindow(t) {
		return t
	}
	day := dayNumber(t.In(zone))
	for i := range maxQuiet {
		if !c.open(day - i) {
			continue
		}
		for n := len(windows) - 1; n >= 0; n-- {
			if end := dateOf(day - i).Add(windows[n].to - drain); !end.After(t) {
				return end
			}
		}
	}
	return t
}

// Plan moves a reminder due at a given moment to the next slot, or to the previous one where the deadline (zero: none)
// would otherwise have passed. A planned moment already past means: send at once.
func (c *Calendar) Plan(at, deadline time.Time) time.Time {
	next := c.NextSlot(at)
	if deadline.IsZero() || next.Before(deadline) {
		return next
	}
	return c.PreviousSlot(at)
}

// NextMorning returns when the first window after t opens that is a day's first.
func (c *Calendar) NextMorning(t time.Time) time.Time {
	for day, last := dayNumber(t.In(zone)), dayNumber(t.In(zone))+maxQuiet; day < last; day++ {
		if begin := dateOf(day).Add(windows[0].from); c.open(day) && begin.After(t) {
			return begin
		}
	}
	return t
}

// InMorning reports whether t lies in a day's first window.
func (c *Calendar) InMorning(t time.Time) bool {
	return c.InWindow(t) && t.Sub(dateOf(dayNumber(t.In(zone)))) <= windows[0].to
}

// Afternoon returns when the second window of the day of t opens, where that is ahead; zero otherwise.
func (c *Calendar) Afternoon(t time.Time) time.Time {
	day := dayNumber(t.In(zone))
	if begin := dateOf(day).Add(windows[1].from); c.open(day) && begin.After(t) {
		return begin
	}
	return time.Time{}
}
