package flows

import (
	"math"
	"strconv"
	"time"

	"thidua"
	"thidua/flows/xpath"
)

// Value is a question's value as expressions see it (XLSForm §4, §5): irrelevant questions read as empty,
// calculations are made when they are read, and every value is made once in a step until an answer changes.
func (t *treeNode) Value() xpath.Value {
	if t.n == nil || t.n.contains() {
		return xpath.Value{}
	}
	made := t.memo()
	if !made.valued {
		made.valued, made.value = true, t.first() // what a value that depends on itself reads: nothing, or what once() keeps
		made.value = t.compute()
	}
	return made.value
}

func (t *treeNode) first() xpath.Value {
	if !t.n.calculates() || !t.n.lasts() {
		return xpath.Value{}
	}
	return typed(t.n.q.Type, t.v.sheet(t.p).Head.Kept[t.n.path], t.v.now.Location())
}

func (t *treeNode) compute() xpath.Value {
	switch {
	case !t.v.isRelevant(t):
		return xpath.Value{}
	case t.n.calculates():
		return t.v.evaluate(t.n.calculation, t)
	}
	stored, given := t.v.sheet(t.p).value(t.n.path)
	if given && stored != "" {
		stored = t.v.fit(t.p, t.n, stored)
		given = stored != ""
	}
	if given {
		return typed(t.n.q.Type, stored, t.v.now.Location())
	}
	return t.v.fallback(t)
}

// typed reads a stored value as its question's type; what does not fit stays text.
func typed(kind thidua.Type, value string, zone *time.Location) xpath.Value {
	switch kind {
	case thidua.Integer, thidua.Decimal:
		if f, err := strconv.ParseFloat(value, 64); err == nil {
			return xpath.Number(f)
		}
	case thidua.Date:
		if day, err := time.ParseInLocation(time.DateOnly, value, zone); err == nil {
			return xpath.Date(day)
		}
	case thidua.DateTime:
		if at, err := time.Parse(momentLayout, value); err == nil {
			return xpath.DateTime(at)
		}
	}
	return xpath.String(value)
}

// plain writes a value as it is stored; what is no number is nothing.
func plain(value xpath.Value) string {
	if value.Kind() == xpath.KindNumber {
		if f := value.AsNumber(); math.IsNaN(f) || math.IsInf(f, 0) {
			return ""
		}
	}
	return value.AsString()
}

// isRelevant tells whether a node and all that is around it are to be asked.
func (v *view) isRelevant(t *treeNode) bool {
	if t == nil || t.n == nil {
		return true
	}
	made := t.memo()
	if !made.judged {
		made.judged, made.relevant = true, true // one that depends on itself counts as relevant meanwhile
		made.relevant = v.isRelevant(t.parent()) && (t.n.relevant == nil || v.truth(t.n.relevant, t, true))
	}
	return made.relevant
}

// evaluate gives the value of an expression, empty where it fails at run time.
func (v *view) evaluate(e *xpath.Expression, t *treeNode) xpath.Value {
	value, err := v.run(e, t, nil)
	if err != nil {
		return xpath.Value{}
	}
	return value.Scalar()
}

// truth evaluates a condition; one that fails at run time counts as otherwise says, so that a slip of the author
// never locks a respondent in.
func (v *view) truth(e *xpath.Expression, t *treeNode, otherwise bool) bool {
	value, err := v.run(e, t, nil)
	if err != nil {
		return otherwise
	}
	return value.AsBoolean()
}
