package xlsform

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"thidua/flows/vietnamese"
)

const day = 24 * time.Hour

// moment reads a date with or without a time: ISO, a date cell, or as Vietnamese people write it. Without a time it is
// the last second of the day where end is set, else the first. A mistake is noted and gives the zero time.
func (r *reader) moment(at cell, zone *time.Location, end bool) time.Time {
	if at.empty() {
		return time.Time{}
	}
	when, clock, ok := parseMoment(at.text, zone)
	if !ok {
		r.fail(dateBad, at)
		return time.Time{}
	}
	if end && !clock {
		year, month, day := when.Date()
		when = time.Date(year, month, day, 23, 59, 59, 0, zone)
	}
	return when
}

func parseMoment(text string, zone *time.Location) (when time.Time, clock, ok bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateTime,
		"2006-01-02 15:04"} {
		if when, err := time.ParseInLocation(layout, text, zone); err == nil {
			return when.In(zone), true, true
		}
	}
	if when, err := time.ParseInLocation(time.DateOnly, text, zone); err == nil {
		return when, false, true
	}
	if d, err := vietnamese.ParseDateTime(text, vietnamese.Hints{}); err == nil && exact(d.Date) {
		return time.Date(d.Year, d.Month, d.Day, d.Hour, d.Minute, 0, 0, zone), true, true
	}
	if d, err := vietnamese.ParseDate(text, vietnamese.Hints{}); err == nil && exact(d) {
		return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, zone), false, true
	}
	return time.Time{}, false, false
}

// exact asks for a date of the common calendar with its year, since nobody can be asked back.
func exact(d vietnamese.Date) bool { return !d.Inferred && !d.Lunar }

// remind reads durations before a due time, such as 7d, 3d, 2h, 30m: longest first, each once. An empty cell gives what
// is inherited, none or 0 gives nothing.
func (r *reader) remind(at cell, inherited []time.Duration) []time.Duration {
	if at.empty() {
		return inherited
	}
	if isWord(at.text, "none", "0", "off", "không") {
		return nil
	}
	var before []time.Duration
	for _, field := range fields(at.text) {
		d, ok := duration(field)
		if !ok {
			r.fail(remindBad, at, field)
			continue
		}
		before = append(before, d)
	}
	slices.Sort(before)
	slices.Reverse(before)
	return slices.Compact(before)
}

// duration reads a whole number of days, hours or minutes, at most a year.
func duration(s string) (time.Duration, bool) {
	s = strings.ToLower(strings.Join(strings.Fields(s), ""))
	if s == "" {
		return 0, false
	}
	unit := map[byte]time.Duration{'d': day, 'h': time.Hour, 'm': time.Minute}[s[len(s)-1]]
	n, err := strconv.Atoi(s[:len(s)-1])
	if err != nil || unit == 0 || n < 1 || n > 366*24*60 {
		return 0, false
	}
	d := time.Duration(n) * unit
	return d, d <= 366*day
}
