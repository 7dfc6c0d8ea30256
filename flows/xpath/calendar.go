package xpath

import (
	"fmt"
	"math"
	"time"
)

const (
	dayMillis = 24 * 60 * 60 * 1000
	firstDay  = -719528 // 0000-01-01
	lastDay   = 2932896 // 9999-12-31
)

func dayNumber(year int, month time.Month, day int) float64 {
	return float64(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

func dateOfDay(day float64) Value { return Value{kind: KindDate, number: day} }

// midnight is the start of a local day; a fraction of the day is time on that day's clock.
func midnight(day float64, zone *time.Location) time.Time {
	whole := math.Floor(day)
	t := time.Unix(int64(whole)*24*60*60, 0).UTC()
	t = t.Add(time.Duration(math.Round((day-whole)*dayMillis)) * time.Millisecond)
	return local(t, zone)
}

// local is what a clock in the zone shows as t; where the clock skips it at midnight, an hour later, on the same day.
func local(t time.Time, zone *time.Location) time.Time {
	shown := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone)
	if shown.Day() != t.Day() {
		return shown.Add(time.Hour)
	}
	return shown
}

func formatDay(day float64) string {
	t := time.Unix(int64(day)*24*60*60, 0).UTC()
	return fmt.Sprintf("%04d-%02d-%02d", t.Year(), t.Month(), t.Day())
}

// isoValue reads a text in strict ISO form, as every engine writes stored dates; it is what makes a date of a text
// where a number is needed.
func isoValue(s string, zone *time.Location) (Value, bool) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return Value{}, false
	}
	return parseDate(s, zone)
}

// parseDate reads YYYY-MM-DD (month and day may lack their zero) with an optional time and offset.
func parseDate(s string, zone *time.Location) (Value, bool) {
	if len(s) > maxNumber {
		return Value{}, false
	}
	c := cursor{text: trimSpace(s)}
	year, month, day := c.digits(4, 4), 0, 0
	if c.take('-') {
		month = c.digits(1, 2)
	}
	if c.take('-') {
		day = c.digits(1, 2)
	}
	if c.failed || month < 1 || day < 1 {
		return Value{}, false
	}
	date := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if date.Month() != time.Month(month) || date.Day() != day {
		return Value{}, false
	}
	if c.done() {
		return Date(date), true
	}
	if !c.take('T') {
		return Value{}, false
	}
	clock, where := c.clock(zone)
	if c.failed || !c.done() {
		return Value{}, false
	}
	return DateTime(onClock(date, clock, where)), true
}

// parseTime reads HH:MM with optional seconds, fraction and offset, on the given day.
func parseTime(s string, day time.Time) (Value, bool) {
	if len(s) > maxNumber {
		return Value{}, false
	}
	c := cursor{text: trimSpace(s)}
	clock, where := c.clock(day.Location())
	if c.failed || !c.done() {
		return Value{}, false
	}
	return DateTime(onClock(day, clock, where)), true
}

// bareClock reads a time without an offset, which is the same on days when the clock skips it.
func bareClock(s string) (time.Duration, bool) {
	c := cursor{text: trimSpace(s)}
	clock, offset := c.clock(nil)
	return clock, !c.failed && c.done() && offset == nil && len(s) <= maxNumber
}

func onClock(date time.Time, clock time.Duration, zone *time.Location) time.Time {
	year, month, day := date.Date()
	return local(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Add(clock), zone)
}

// cursor reads fixed-width fields; the first mismatch sticks.
type cursor struct {
	text   string
	at     int
	failed bool
}

func (c *cursor) done() bool { return c.at == len(c.text) }

func (c *cursor) peek() byte {
	if c.done() {
		return 0
	}
	return c.text[c.at]
}

func (c *cursor) take(b byte) bool {
	if c.peek() != b {
		return false
	}
	c.at++
	return true
}

func (c *cursor) digits(least, most int) int {
	n, count := 0, 0
	for count < most && c.peek() >= '0' && c.peek() <= '9' {
		n = n*10 + int(c.peek()-'0')
		c.at++
		count++
	}
	c.failed = c.failed || count < least
	return n
}

// below reads a field of two digits that must be under a limit.
func (c *cursor) below(limit int) time.Duration {
	n := c.digits(2, 2)
	c.failed = c.failed || n >= limit
	return time.Duration(n)
}

func (c *cursor) clock(zone *time.Location) (time.Duration, *time.Location) {
	clock := c.below(24) * time.Hour
	c.failed = c.failed || !c.take(':')
	clock += c.below(60) * time.Minute
	if c.take(':') {
		clock += c.below(60) * time.Second
		if c.take('.') {
			clock += c.fraction()
		}
	}
	return clock, c.offset(zone)
}

func (c *cursor) fraction() time.Duration {
	start, sum, unit := c.at, time.Duration(0), time.Second
	for c.peek() >= '0' && c.peek() <= '9' {
		unit /= 10
		sum += time.Duration(c.peek()-'0') * unit
		c.at++
	}
	c.failed = c.failed || c.at == start
	return sum
}

func (c *cursor) offset(zone *time.Location) *time.Location {
	if c.take('Z') {
		return time.UTC
	}
	sign := time.Duration(1)
	if c.take('-') {
		sign = -1
	} else if !c.take('+') {
		return zone
	}
	east := c.below(24) * time.Hour
	if c.take(':') || !c.done() {
		east += c.below(60) * time.Minute
	}
	return time.FixedZone("", int(sign*east/time.Second))
}
