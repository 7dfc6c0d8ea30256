package xpath

import (
	"math"
	"time"
)

type relation uint8

const (
	equal relation = iota
	unequal
	less
	lessOrEqual
	greater
	greaterOrEqual
)

func relationOf(operator string) relation {
	switch operator {
	case "=":
		return equal
	case "!=":
		return unequal
	case "<":
		return less
	case "<=":
		return lessOrEqual
	case ">":
		return greater
	}
	return greaterOrEqual
}

type comparison struct {
	relation    relation
	left, right term
}

func (t *comparison) eval(r *run) Value {
	a, b := r.side(t.left), r.side(t.right)
	if len(a.nodes) <= 1 && len(b.nodes) <= 1 {
		return Boolean(r.compare(t.relation, a.Scalar(), b.Scalar()))
	}
	return Boolean(r.compareLists(t.relation, a, b))
}

// side evaluates an operand; `.` needs no list of one.
func (r *run) side(t term) Value {
	if _, ok := t.(self); ok {
		return r.self()
	}
	return r.list(t)
}

// compareLists is true if some pair of members compares; beside a boolean a list is one itself (XPath 1.0 §3.4). An
// empty list compares as ”.
func (r *run) compareLists(relation relation, a, b Value) bool {
	if a.kind == KindBoolean || b.kind == KindBoolean {
		return r.compare(relation, Boolean(a.AsBoolean()), Boolean(b.AsBoolean()))
	}
	for _, x := range members(a) {
		for _, y := range members(b) {
			if !r.spend(1) {
				return false
			}
			if r.compare(relation, x, y) {
				return true
			}
		}
	}
	return false
}

func members(v Value) []Value {
	if v.kind != KindNodes || len(v.nodes) == 0 {
		return []Value{v.Scalar()}
	}
	list := make([]Value, len(v.nodes))
	for i, n := range v.nodes {
		list[i] = n.Value().Scalar()
	}
	return list
}

func (r *run) compare(relation relation, a, b Value) bool {
	if relation <= unequal {
		return r.equal(a, b) == (relation == equal)
	}
	x, y := r.measure(a), r.measure(b)
	r.align(&x, &y)
	switch relation {
	case less:
		return x.number < y.number
	case lessOrEqual:
		return x.number <= y.number
	case greater:
		return x.number > y.number
	}
	return x.number >= y.number
}

// equal compares as booleans, dates, numbers or texts: the first of these that one side is.
func (r *run) equal(a, b Value) bool {
	switch {
	case a.kind == KindBoolean || b.kind == KindBoolean:
		return a.AsBoolean() == b.AsBoolean()
	case a.isDate() || b.isDate():
		return r.equalDates(a, b)
	case a.kind == KindNumber || b.kind == KindNumber:
		x, y := r.measure(a), r.measure(b)
		r.align(&x, &y)
		return sameNumber(x.number, y.number)
	}
	x, y := a.AsString(), b.AsString()
	return r.spend(min(len(x), len(y))/64) && sameText(x, y, r.zone())
}

// sameText also holds for two texts that show one moment in different ways, with and without a time or in two zones.
func sameText(a, b string, zone *time.Location) bool {
	if a == b || len(a) == len(b) && len(a) == len("2006-01-02") {
		return a == b
	}
	x, ok := isoValue(a, zone)
	if !ok {
		return false
	}
	y, ok := isoValue(b, zone)
	return ok && moment(x, zone).Equal(moment(y, zone))
}

func moment(v Value, zone *time.Location) time.Time {
	t, _ := v.AsTime(zone)
	return t
}

func (v Value) isDate() bool { return v.kind == KindDate || v.kind == KindDateTime }

// equalDates compares as instants, or a day with an instant also as numbers; a text that shows no date, as text.
func (r *run) equalDates(a, b Value) bool {
	x, y := r.measure(a), r.measure(b)
	if x.scale == scalePlain && a.kind != KindNumber || y.scale == scalePlain && b.kind != KindNumber {
		return a.AsString() == b.AsString()
	}
	if sameNumber(x.number, y.number) {
		return true
	}
	r.align(&x, &y)
	return sameNumber(x.number, y.number)
}

// sameNumber allows JavaRosa's tolerance, so that 6.1 - 7.8 = -1.7.
func sameNumber(x, y float64) bool { return x == y || math.Abs(x-y) < 1e-12 }

type scale uint8

const (
	scalePlain   scale = iota
	scaleDays          // whole local days, and numbers made from them
	scaleInstant       // days of UTC with a fraction
)

// measure is a number and what it counts.
type measure struct {
	number float64
	scale  scale
}

func (r *run) measure(v Value) measure {
	switch v.kind {
	case KindNumber:
		return measure{v.number, v.scale}
	case KindDate:
		return measure{v.number, scaleDays}
	case KindDateTime:
		return measure{v.number / dayMillis, scaleInstant}
	case KindString:
		if f, ok := parseNumber(v.text); ok {
			return measure{number: f}
		}
		if d, ok := isoValue(v.text, r.zone()); ok {
			return r.measure(d)
		}
		return measure{number: math.NaN()}
	}
	return measure{number: v.AsNumber()}
}

// align brings a local day that meets an instant to the instant of its midnight, so that `. >= today()` holds all day
// long in every zone.
func (r *run) align(x, y *measure) {
	if x.scale == scaleDays && y.scale == scaleInstant {
		x.toInstant(r.zone())
	} else if y.scale == scaleDays && x.scale == scaleInstant {
		y.toInstant(r.zone())
	}
}

func (m measure) value() Value { return Value{kind: KindNumber, scale: m.scale, number: m.number} }

func (m *measure) toInstant(zone *time.Location) {
	m.scale = scaleInstant
	if m.number >= firstDay && m.number <= lastDay {
		m.number = float64(midnight(m.number, zone).UnixMilli()) / dayMillis
	}
}
