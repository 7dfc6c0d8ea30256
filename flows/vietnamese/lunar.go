package vietnamese

import (
	"math"
	"time"
)

// LunarDate is a day of the Vietnamese lunisolar calendar.
type LunarDate struct {
	Year, Month, Day int
	Leap             bool // in the month repeated under the same number
}

// zone has no daylight saving; the tz database is not needed.
var zone = time.FixedZone("Asia/Ho_Chi_Minh", 7*60*60)

// Zone returns Vietnamese time, UTC+7.
func Zone() *time.Location { return zone }

// ToLunar converts the day that t falls on in Viet Nam. The months are computed at UTC+7, which is the official
// calendar since 1968; the same days in China (UTC+8) may differ.
func ToLunar(t time.Time) LunarDate {
	day := dayNumber(t.In(zone))
	year := t.In(zone).Year()
	months := lunarYear(year)
	if day < months[0].start {
		year--
		months = lunarYear(year)
	}
	m := months[0]
	for _, next := range months[1:] {
		if next.start <= day {
			m = next
		}
	}
	return LunarDate{Year: year, Month: m.number, Day: day - m.start + 1, Leap: m.leap}
}

// FromLunar converts a lunar day to local midnight. It fails with a NoSuchDayError where that year has no such day.
func FromLunar(l LunarDate) (time.Time, error) {
	months := lunarYear(l.Year)
	for i, m := range months[:len(months)-1] {
		if m.number != l.Month || m.leap != l.Leap {
			continue
		}
		last := months[i+1].start - m.start
		if l.Day < 1 || l.Day > last {
			return time.Time{}, &NoSuchDayError{Day: l.Day, Month: l.Month, Year: l.Year, Last: last, Lunar: true}
		}
		return dateOf(m.start + l.Day - 1), nil
	}
	return time.Time{}, &NoSuchDayError{Day: l.Day, Month: l.Month, Year: l.Year, Lunar: true}
}

// Tet returns the first day of the lunar year, local midnight.
func Tet(year int) time.Time { return dateOf(lunarYear(year)[0].start) }

// lunarMonth is one month: when it starts (day number), what it is called.
type lunarMonth struct {
	start, number int
	leap          bool
}

// lunarYear lists the months 1 to 12 of a lunar year in order, the leap one among them, and after them the first
// month of the next year, for its start.
func lunarYear(year int) []lunarMonth {
	var all []lunarMonth
	solstices := [...]int{eleventh(year - 1), eleventh(year), eleventh(year + 1)}
	for _, m := range append(solsticeYear(solstices[0], solstices[1]), solsticeYear(solstices[1], solstices[2])...) {
		switch {
		case m.number == 1 && !m.leap && len(all) > 0:
			return append(all, m)
		case len(all) > 0, m.number == 1 && !m.leap:
			all = append(all, m)
		}
	}
	return all
}

// solsticeYear lists the months from one eleventh, which holds the winter solstice, up to the next one (lunations).
// With thirteen months the first one without a principal term is leap.
func solsticeYear(first, next int) []lunarMonth {
	missing := next-first == 13
	var months []lunarMonth
	number, start := 11, newMoonDay(first)
	for k := first; k < next; k++ {
		end := newMoonDay(k + 1)
		if missing && k > first && principalTerm(start) == principalTerm(end) {
			missing = false
			months = append(months, lunarMonth{start: start, number: (number+10)%12 + 1, leap: true})
		} else {
			months = append(months, lunarMonth{start: start, number: number})
			number = number%12 + 1
		}
		start = end
	}
	return months
}

// eleventh returns the lunation whose month holds the winter solstice of a solar year.
func eleventh(year int) int {
	last := dayNumber(time.Date(year, time.December, 31, 0, 0, 0, 0, zone))
	k := int(math.Floor((float64(last)+unixJulian-firstNewMoon)/meanMonth)) + 1
	for { // a month that begins from the solstice on (term 9 = 270°) is the twelfth already
		start := newMoonDay(k)
		if start <= last && principalTerm(start) < 9 {
			return k
		}
		k--
	}
}

// dayNumber counts local days from 1970-01-01.
func dayNumber(t time.Time) int {
	y, m, d := t.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func dateOf(day int) time.Time {
	return time.Date(1970, time.January, 1+day, 0, 0, 0, 0, zone)
}
