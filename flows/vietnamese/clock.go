package vietnamese

import (
	"errors"
	"time"
)

// ErrNotClock means that an answer is no time of day.
var ErrNotClock = errors.New("not a time of day")

// Clock is a time of day, 00:00 to 23:59.
type Clock struct{ Hour, Minute int }

// DateTime is a day with a time of day, both local.
type DateTime struct {
	Date
	Clock
}

// Time returns the moment.
func (d DateTime) Time() time.Time {
	return time.Date(d.Year, d.Month, d.Day, d.Hour, d.Minute, 0, 0, zone)
}

// ParseClock reads 8h30, 08:30, 14 giờ, 8 giờ rưỡi sáng, 2h chiều.
func ParseClock(s string) (Clock, error) {
	tokens, err := dateTokens(s)
	if err != nil {
		return Clock{}, ErrNotClock
	}
	if c, ok := clock(tokens); ok {
		return c, nil
	}
	return Clock{}, ErrNotClock
}

// maxDateTokens bounds the splits that ParseDateTime tries.
const maxDateTokens = 24

// ParseDateTime reads a day and a time of day in either order: 8h30 ngày 18/5, 18/5/2023 14:00, 2023-05-18T08:30.
// Without a time of day it fails with ErrNotClock, otherwise as ParseDate.
func ParseDateTime(s string, h Hints) (DateTime, error) {
	tokens, err := dateTokens(s)
	if err != nil {
		return DateTime{}, err
	}
	if len(tokens) > maxDateTokens {
		return DateTime{}, ErrNotDate
	}
	n := len(tokens)
	for i := n - 1; i > 0; i-- { // the longer time of day first: 2h chiều mai
		if d, err := h.dayAndClock(second(tokens[i:]), tokens[:i]); !errors.Is(err, ErrNotDate) {
			return d, err
		}
		if d, err := h.dayAndClock(tokens[:n-i], second(tokens[n-i:])); !errors.Is(err, ErrNotDate) {
			return d, err
		}
	}
	if _, err := ParseDate(s, h); err != nil {
		return DateTime{}, err
	}
	return DateTime{}, ErrNotClock
}

// dayAndClock fails with ErrNotDate where the tokens are not these two.
func (h Hints) dayAndClock(day, time []token) (DateTime, error) {
	c, ok := clock(time)
	if !ok {
		return DateTime{}, ErrNotDate
	}
	d, err := h.single(day)
	if err != nil {
		return DateTime{}, err
	}
	return DateTime{d, c}, nil
}

// second drops what joins the first of the two to the second.
func second(tokens []token) []token {
	if starts(tokens, ",") || starts(tokens, "t") && len(tokens) > 1 && len(tokens[1].text) == 2 || starts(tokens, "-") {
		return tokens[1:]
	}
	return tokens
}

// clock reads a time of day that takes up all the tokens.
func clock(tokens []token) (Clock, bool) {
	c := cursor{tokens: tokens}
	_ = c.accept("vao")
	_ = c.accept("luc")
	hour, _, ok := c.figure(2)
	if !ok || !(c.accept(":") || c.accept("h") || c.accept("g") || c.accept("gio")) {
		return Clock{}, false
	}
	minute, _, typed := c.figure(2)
	if typed {
		_ = c.accept("phut") || c.accept("p") || c.accept("'")
		if c.accept(":") {
			_, _, _ = c.figure(2)
		}
	} else if c.accept("ruoi") {
		minute = 30
	} else if tokens[c.at-1].text == ":" {
		return Clock{}, false
	}
	if (c.accept("chieu") || c.accept("toi") || c.accept("pm")) && hour < 12 {
		hour += 12
	}
	_ = c.accept("sang") || c.accept("trua") || c.accept("am")
	return Clock{hour, minute}, c.done() && hour < 24 && minute < 60
}
