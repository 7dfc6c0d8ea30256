package xpath

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

var dateFunctions = map[string]function{
	"today":             constant(func(r *run) Value { return Date(r.env.Now) }),
	"now":               constant(func(r *run) Value { return DateTime(r.env.Now) }),
	"date":              {least: 1, most: 1, eval: date},
	"date-time":         {least: 1, most: 1, eval: dateTime},
	"decimal-date-time": {least: 1, most: 1, eval: decimalDateTime},
	"decimal-time":      {least: 1, most: 1, eval: decimalTime},
	"format-date":       {least: 2, most: 2, eval: formatDate, prepare: checkFormat},
	"format-date-time":  {least: 2, most: 2, eval: formatDate, prepare: checkFormat},
}

// moment reads a date or dateTime from a date, a text or a number of days; empty for ” and NaN. A number made from
// a date counts local days, any other one days of UTC.
func (r *run) moment(v Value, function string) Value {
	switch v.kind {
	case KindDate, KindDateTime, KindEmpty:
		return v
	case KindString:
		if v.text == "" {
			return Value{}
		}
		if d, ok := parseDate(v.text, r.zone()); ok {
			return d
		}
		return r.fail(&TypeError{function, "the text is not a date"})
	case KindNumber:
		return r.momentOfDays(v, function)
	}
	return r.fail(&TypeError{function, "needs a date, a text or a number of days"})
}

func (r *run) momentOfDays(v Value, function string) Value {
	switch {
	case math.IsNaN(v.number):
		return Value{}
	case v.number < firstDay || v.number > lastDay:
		return r.fail(&TypeError{function, "the number of days is out of range"})
	case v.scale == scaleDays && v.number == math.Trunc(v.number):
		return dateOfDay(v.number)
	case v.scale == scaleDays:
		return DateTime(midnight(v.number, r.zone()))
	}
	return DateTime(time.UnixMilli(int64(math.Round(v.number * dayMillis))).In(r.zone()))
}

// date is the whole local day. A number is truncated, as JavaRosa does; midnight UTC in a text is a day written long.
func date(r *run, a []term) Value {
	v := r.value(a[0])
	if v.kind == KindNumber && v.scale != scaleInstant {
		v = measure{math.Trunc(v.number), scaleDays}.value()
	}
	text := v.kind == KindString
	v = r.moment(v, "date")
	switch {
	case v.kind != KindDateTime:
		return v
	case text && v.offset == 0 && math.Mod(v.number, dayMillis) == 0:
		return dateOfDay(v.number / dayMillis)
	}
	return Date(v.instant().In(r.zone()))
}

// dateTime keeps the time that its argument has, and shows it on the clock of the form.
func dateTime(r *run, a []term) Value {
	v := r.moment(r.value(a[0]), "date-time")
	if v.kind == KindDateTime {
		return DateTime(v.instant().In(r.zone()))
	}
	return v
}

// decimalDateTime counts days with their fraction since 1970-01-01T00:00Z; a number stays what it is.
func decimalDateTime(r *run, a []term) Value {
	v := r.value(a[0])
	if v.kind == KindNumber {
		return v
	}
	v = r.moment(v, "decimal-date-time")
	switch v.kind {
	case KindDate:
		return measure{float64(midnight(v.number, r.zone()).UnixMilli()) / dayMillis, scaleInstant}.value()
	case KindDateTime:
		return measure{v.number / dayMillis, scaleInstant}.value()
	}
	return Number(math.NaN())
}

// decimalTime is the fraction of the local day; NaN for what shows no time.
func decimalTime(r *run, a []term) Value {
	v := r.value(a[0])
	switch v.kind {
	case KindNumber:
		return Number(v.number - math.Floor(v.number))
	case KindString:
		if clock, ok := bareClock(v.text); ok {
			return Number(float64(clock.Milliseconds()) / dayMillis)
		}
		v = r.readTime(v.text)
	}
	switch v.kind {
	case KindDate:
		return Number(0)
	case KindDateTime:
		t := v.instant().In(r.zone())
		millis := ((t.Hour()*60+t.Minute())*60+t.Second())*1000 + t.Nanosecond()/1_000_000
		return Number(float64(millis) / dayMillis)
	}
	return Number(math.NaN())
}

// readTime reads a date, a dateTime or a bare time of today; empty for what is none.
func (r *run) readTime(text string) Value {
	if d, ok := parseDate(text, r.zone()); ok {
		return d
	}
	if t, ok := parseTime(text, r.env.Now); ok {
		return t
	}
	return Value{}
}

// formatDate gives ” for what is no date.
func formatDate(r *run, a []term) Value {
	v, format := r.value(a[0]), r.text(a[1])
	if v.kind == KindString {
		v = r.readTime(v.text)
	}
	v = r.moment(v, "format-date")
	if v.kind == KindEmpty {
		return String("")
	}
	t, _ := v.AsTime(r.zone())
	text, err := formatTime(t.In(r.zone()), format, r.env.Language)
	if err != nil {
		return r.fail(&TypeError{"format-date", err.Error()})
	}
	return String(text)
}

// checkFormat refuses a wrong literal format at compile time.
func checkFormat(_ *parser, c *call) (term, *mistake) {
	if format, ok := c.arguments[1].(literal); ok {
		if _, err := formatTime(time.Time{}, format.value.AsString(), ""); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func formatTime(t time.Time, format, language string) (string, *mistake) {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			b.WriteByte(format[i])
			continue
		}
		if i++; i == len(format) {
			return "", &mistake{cause: CauseDateEnd}
		}
		part, ok := datePart(t, format[i], language)
		if !ok {
			return "", &mistake{CauseDateLetter, firstLetter(format[i:])}
		}
		b.WriteString(part)
	}
	return b.String(), nil
}

func firstLetter(s string) string {
	for _, c := range s {
		return string(c)
	}
	return ""
}

func datePart(t time.Time, letter byte, language string) (string, bool) {
	switch letter {
	case '%':
		return "%", true
	case 'Y':
		return fmt.Sprintf("%04d", t.Year()), true
	case 'y':
		return fmt.Sprintf("%02d", t.Year()%100), true
	case 'm':
		return fmt.Sprintf("%02d", t.Month()), true
	case 'n':
		return strconv.Itoa(int(t.Month())), true
	case 'b':
		return monthName(t.Month(), language), true
	case 'd':
		return fmt.Sprintf("%02d", t.Day()), true
	case 'e':
		return strconv.Itoa(t.Day()), true
	case 'a':
		return dayName(t.Weekday(), language), true
	case 'W':
		_, week := t.ISOWeek()
		return strconv.Itoa(week), true
	}
	return timePart(t, letter)
}

func timePart(t time.Time, letter byte) (string, bool) {
	switch letter {
	case 'H':
		return fmt.Sprintf("%02d", t.Hour()), true
	case 'h':
		return strconv.Itoa(t.Hour()), true
	case 'M':
		return fmt.Sprintf("%02d", t.Minute()), true
	case 'S':
		return fmt.Sprintf("%02d", t.Second()), true
	case '3':
		return fmt.Sprintf("%03d", t.Nanosecond()/1_000_000), true
	}
	return "", false
}

func monthName(m time.Month, language string) string {
	if language == "vi" {
		return "Th" + strconv.Itoa(int(m))
	}
	return m.String()[:3]
}

func dayName(d time.Weekday, language string) string {
	switch {
	case language != "vi":
		return d.String()[:3]
	case d == time.Sunday:
		return "CN"
	}
	return "T" + strconv.Itoa(int(d)+1)
}
