package xpath

import (
	"math"
	"strconv"
	"time"
)

// Kind tells what a Value is.
type Kind uint8

// The kinds of values; the zero Value is KindEmpty and reads as ”.
const (
	KindEmpty Kind = iota
	KindNumber
	KindString
	KindBoolean
	KindDate
	KindDateTime
	KindNodes
)

// Value is what an expression yields and what a question holds.
type Value struct {
	kind   Kind
	scale  scale   // of a number that was computed from dates
	offset int32   // of a dateTime: seconds east of UTC
	number float64 // number; boolean 0 or 1; date in days since 1970-01-01; dateTime in milliseconds since 1970-01-01T00:00Z
	text   string
	nodes  []Node
}

// Number makes a number.
func Number(f float64) Value { return Value{kind: KindNumber, number: f} }

// String makes a text.
func String(s string) Value { return Value{kind: KindString, text: s} }

// Boolean makes a truth value.
func Boolean(b bool) Value {
	if b {
		return Value{kind: KindBoolean, number: 1}
	}
	return Value{kind: KindBoolean}
}

// Date makes a date: the calendar day that t shows in its own zone.
func Date(t time.Time) Value {
	year, month, day := t.Date()
	return dateOfDay(dayNumber(year, month, day))
}

// DateTime makes an instant that prints in t's zone, to the millisecond.
func DateTime(t time.Time) Value {
	_, offset := t.Zone()
	return Value{kind: KindDateTime, number: float64(t.UnixMilli()), offset: int32(offset)}
}

// Nodes makes a list of places.
func Nodes(list []Node) Value { return Value{kind: KindNodes, nodes: list} }

// Kind tells what the value is.
func (v Value) Kind() Kind { return v.kind }

// Nodes returns the members of a list, nil for anything else.
func (v Value) Nodes() []Node { return v.nodes }

// Scalar is the value itself, or the value of a list's first member (empty if there is none).
func (v Value) Scalar() Value {
	for v.kind == KindNodes {
		if len(v.nodes) == 0 {
			return Value{}
		}
		v = v.nodes[0].Value()
	}
	return v
}

// IsEmpty tells whether the value reads as ”.
func (v Value) IsEmpty() bool {
	v = v.Scalar()
	return v.kind == KindEmpty || v.kind == KindString && v.text == ""
}

// AsBoolean converts by XLSForm's rule: a non-empty text is true, even 'false' and '0'. A list is true if some member's
// value is, or if some member is a group or an entry.
func (v Value) AsBoolean() bool {
	switch v.kind {
	case KindNodes:
		for _, n := range v.nodes {
			if n.Value().Scalar().AsBoolean() || len(n.Children("*")) > 0 {
				return true
			}
		}
		return false
	case KindNumber, KindBoolean:
		return v.number != 0 && !math.IsNaN(v.number)
	case KindString:
		return v.text != ""
	}
	return v.kind != KindEmpty
}

// AsNumber converts to a number, NaN if it is none. Dates count days since 1970-01-01: a date whole local days, a
// dateTime days of UTC with a fraction; a text in ISO form counts like the date it shows (UTC if it names no offset).
func (v Value) AsNumber() float64 { return v.numberIn(time.UTC) }

func (v Value) numberIn(zone *time.Location) float64 {
	v = v.Scalar()
	switch v.kind {
	case KindNumber, KindBoolean, KindDate:
		return v.number
	case KindDateTime:
		return v.number / dayMillis
	case KindString:
		if f, ok := parseNumber(v.text); ok {
			return f
		}
		if d, ok := isoValue(v.text, zone); ok {
			return d.numberIn(zone)
		}
	}
	return math.NaN()
}

// AsString converts to text: whole numbers without a point, no exponents, dates in ISO form.
func (v Value) AsString() string {
	v = v.Scalar()
	switch v.kind {
	case KindNumber:
		return formatNumber(v.number)
	case KindString:
		return v.text
	case KindBoolean:
		return strconv.FormatBool(v.number != 0)
	case KindDate:
		return formatDay(v.number)
	case KindDateTime:
		return v.instant().Format("2006-01-02T15:04:05.000-07:00")
	}
	return ""
}

// AsTime gives a date (midnight in zone) or a dateTime, also from text in ISO form; false for anything else.
func (v Value) AsTime(zone *time.Location) (time.Time, bool) {
	v = v.Scalar()
	switch v.kind {
	case KindDate:
		return midnight(v.number, zone), true
	case KindDateTime:
		return v.instant(), true
	case KindString:
		if d, ok := isoValue(v.text, zone); ok {
			return d.AsTime(zone)
		}
	}
	return time.Time{}, false
}

func (v Value) instant() time.Time {
	return time.UnixMilli(int64(v.number)).In(time.FixedZone("", int(v.offset)))
}

// maxNumber bounds the texts that are read as a number or a date, in bytes, so that no long answer is read over and over.
const maxNumber = 512

// parseNumber reads optional spaces, a minus, digits and one point or (as JavaRosa does) comma.
func parseNumber(s string) (float64, bool) {
	if len(s) > maxNumber {
		return 0, false
	}
	s = trimSpace(s)
	digits, points, comma := 0, 0, -1
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
			points++
		case c == ',':
			points++
			comma = i
		case c != '-' || i > 0:
			return 0, false
		}
	}
	if digits == 0 || points > 1 {
		return 0, false
	}
	if comma >= 0 {
		s = s[:comma] + "." + s[comma+1:]
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil || math.IsInf(f, 0)
}

func formatNumber(f float64) string {
	switch {
	case f == 0:
		return "0" // also for -0
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// trimSpace drops XPath's white space only: a no-break space is a character like any other.
func trimSpace(s string) string {
	for s != "" && isSpace(s[0]) {
		s = s[1:]
	}
	for s != "" && isSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }
