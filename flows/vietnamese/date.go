package vietnamese

import (
	"errors"
	"fmt"
	"time"
)

// Date is a day as a person typed it.
type Date struct {
	Year     int
	Month    time.Month
	Day      int
	Inferred bool // the year, or the whole of a relative day, was not typed: echo it
	Lunar    bool // typed by the lunar calendar and converted: confirm it
}

// Hints is what a date without a year, or a relative one, is read against.
type Hints struct {
	Now      time.Time // zero: relative dates are not understood
	From, To time.Time // the campaign's window, either end may be zero; only their days in Viet Nam count
	Past     bool      // results: a day after Now is refused
}

// What may be wrong with a typed date. The caller words the reply.
var (
	ErrNotDate       = errors.New("not a date")
	ErrNoSuchDay     = errors.New("no such day in the calendar")
	ErrDateRange     = errors.New("a range where one date is wanted")
	ErrDateVague     = errors.New("not precise enough for a date")
	ErrDateFuture    = errors.New("date lies in the future")
	ErrRangeReversed = errors.New("range ends before it begins")
)

// NoSuchDayError says which day does not exist; it is an ErrNoSuchDay.
type NoSuchDayError struct {
	Day, Month int
	Year       int // 0 where none was typed
	Last       int // last day of that month; 0 where the month itself does not exist
	Lunar      bool
}

// Error does not tell the day, which is somebody's answer.
func (e *NoSuchDayError) Error() string { return ErrNoSuchDay.Error() }

// Unwrap makes errors.Is find ErrNoSuchDay.
func (e *NoSuchDayError) Unwrap() error { return ErrNoSuchDay }

// DateOf returns the day that t falls on in Viet Nam.
func DateOf(t time.Time) Date {
	y, m, d := t.In(zone).Date()
	return Date{Year: y, Month: m, Day: d}
}

// Time returns local midnight, the beginning of the day.
func (d Date) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, zone) }

// End returns 23:59:59 local time, when a deadline without an hour falls.
func (d Date) End() time.Time { return time.Date(d.Year, d.Month, d.Day, 23, 59, 59, 0, zone) }

// ISO returns the stored form, 2023-05-18.
func (d Date) ISO() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// String returns the form for running text, 18/5/2023.
func (d Date) String() string { return FormatDate(d.Time()) }

// add moves the date by days and marks it inferred.
func (d Date) add(days int) Date {
	moved := DateOf(d.Time().AddDate(0, 0, days))
	moved.Inferred = true
	return moved
}

// calendarDay is a day that may lack its year.
type calendarDay struct {
	day, month  int
	year        int // 0: not typed
	lunar, leap bool
	relative    bool // the year was typed as năm nay, năm ngoái
}

// Years outside these are misprints.
const (
	firstYear = 1800
	lastYear  = 2199
)

// on gives the day a year. It fails with a NoSuchDayError.
func (c calendarDay) on(year int) (Date, error) {
	if c.lunar {
		t, err := FromLunar(LunarDate{Year: year, Month: c.month, Day: c.day, Leap: c.leap})
		if err != nil {
			return Date{}, err
		}
		d := DateOf(t)
		d.Lunar, d.Inferred = true, true
		return d, nil
	}
	bad := &NoSuchDayError{Day: c.day, Month: c.month, Year: c.year}
	if c.month < 1 || c.month > 12 {
		return Date{}, bad
	}
	bad.Last = time.Date(year, time.Month(c.month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	if c.day < 1 || c.day > bad.Last {
		return Date{}, bad
	}
	return Date{Year: year, Month: time.Month(c.month), Day: c.day, Inferred: c.year == 0 || c.relative}, nil
}

// resolve finds the year of a day and checks it against the hints.
func (h Hints) resolve(c calendarDay) (Date, error) {
	var d Date
	var err error
	if c.year != 0 {
		if c.year < firstYear || c.year > lastYear {
			return Date{}, ErrNotDate
		}
		d, err = c.on(c.year)
	} else {
		d, err = h.infer(c)
	}
	if err != nil {
		return Date{}, err
	}
	return d, h.check(d)
}

func (h Hints) check(d Date) error {
	if h.Past && !h.Now.IsZero() && d.Time().After(h.Now) {
		return ErrDateFuture
	}
	return nil
}

// infer picks the year that brings the day into the window, or nearest to it; then nearest to now. Where 29/2 does
// not exist in that year it is refused rather than moved to another one.
func (h Hints) infer(c calendarDay) (Date, error) {
	var best Date
	var bestAway, bestOff time.Duration
	var failure error = ErrDateVague
	for _, year := range h.years() {
		d, err := c.on(year)
		if err != nil && !(c.day == 29 && c.month == 2 && !c.lunar) {
			if best.Day == 0 {
				failure = err
			}
			continue
		}
		if err != nil {
			d = Date{Year: year, Month: time.February, Day: 28}
		}
		away, off := h.away(d), h.off(d)
		if best.Day == 0 || away < bestAway || away == bestAway && off < bestOff {
			best, bestAway, bestOff, failure = d, away, off, err
		}
	}
	if failure != nil {
		return Date{}, failure
	}
	return best, nil
}

// maxWindow bounds the years tried for a campaign window, against nonsense hints.
const maxWindow = 20

func (h Hints) years() []int {
	var years []int
	for _, t := range []time.Time{h.Now, h.From, h.To} {
		if !t.IsZero() {
			y := t.In(zone).Year()
			years = append(years, y, y-1, y+1)
		}
	}
	if !h.From.IsZero() && !h.To.IsZero() {
		from := h.From.In(zone).Year()
		for y := from + 2; y < min(h.To.In(zone).Year()-1, from+maxWindow); y++ {
			years = append(years, y)
		}
	}
	return years
}

// away tells how far a day lies outside the window; days that Past forbids are farther than any other.
func (h Hints) away(d Date) time.Duration {
	t := d.Time()
	var away time.Duration
	if !h.From.IsZero() {
		away = max(away, DateOf(h.From).Time().Sub(t))
	}
	if !h.To.IsZero() {
		away = max(away, t.Sub(DateOf(h.To).Time()))
	}
	if h.check(d) != nil {
		const century = 100 * 366 * 24 * time.Hour
		away += century
	}
	return away
}

// off tells how far a day lies from now.
func (h Hints) off(d Date) time.Duration {
	if h.Now.IsZero() {
		return 0
	}
	return d.Time().Sub(DateOf(h.Now).Time()).Abs()
}
