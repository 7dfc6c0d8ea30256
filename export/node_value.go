package export

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/vietnamese"
	"thidua/flows/xpath"
)

// Value is what expressions compare and count with: choices by name, figures as numbers.
func (n *node) Value() xpath.Value {
	switch {
	case n.isAnswer():
		return n.t.typed(n.question, n.given())
	case n.fact != nil:
		n.t.about = n.t.about || n.fact.about
		return n.fact.value
	case n.isEntry():
		return xpath.String(n.t.c.Title(n.entry)) // so that a[b] keeps those a that have some b
	}
	return xpath.Value{}
}

// given is the answer that a node stands for, rid of what is no text, and notes whether it is approximate.
func (n *node) given() thidua.Answer {
	if n.cleaned == nil {
		a := n.entry.Answer(n.below)
		a.Value = vietnamese.Clean(a.Value)
		n.cleaned = &a
	}
	if n.cleaned.Value != "" {
		n.t.sources.read(n.entry, n.below)
	}
	n.t.about = n.t.about || n.cleaned.Approximate && n.cleaned.Value != ""
	a := *n.cleaned
	a.Approximate = false
	return a
}

// typed reads an answer by the type of its question; what does not fit is text.
func (t *tree) typed(q *thidua.Question, a thidua.Answer) xpath.Value {
	switch q.Type {
	case thidua.Integer, thidua.Decimal, thidua.Calculate:
		if f, err := strconv.ParseFloat(a.Value, 64); err == nil && (Numeric(q) || canonical(a.Value, f)) {
			return xpath.Number(f)
		}
	case thidua.Date, thidua.DateTime, thidua.Start, thidua.End, thidua.Today:
		if at, clocked, ok := t.c.when(a.Value); ok && clocked {
			return xpath.DateTime(at)
		} else if ok {
			return xpath.Date(at)
		}
	}
	if a.Value == "" && len(a.Files) > 0 {
		return xpath.String(vietnamese.Clean(files(a)))
	}
	return xpath.String(a.Value)
}

// canonical tells whether a calculation's result is a number, and not a code that looks like one.
func canonical(s string, f float64) bool { return strconv.FormatFloat(f, 'f', -1, 64) == s }

// items is what a node prints, value by value: choices by label, dates and numbers as written in Viet Nam. Only a
// question for several choices has more than one.
func (n *node) items() []item {
	switch {
	case n.fact != nil && n.fact.text != "":
		return []item{{n.fact.text, n.fact.value}}
	case !n.isAnswer():
		return []item{n.t.item(n.Value())}
	}
	a := n.given()
	switch n.question.Type {
	case thidua.SelectMultiple:
		var items []item
		for name := range strings.FieldsSeq(a.Value) {
			items = append(items, item{n.t.c.choice(n.question.List, name), xpath.String(name)})
		}
		return items
	case thidua.Calculate, thidua.DateTime, thidua.Start, thidua.End:
		return []item{n.t.item(n.t.typed(n.question, a))}
	}
	return []item{{vietnamese.Clean(n.t.c.Display(n.question, a)), n.t.typed(n.question, a)}}
}

// dayWord stands between a time and its day, as in 08:30 ngày 26/4/2023.
const dayWord = " ngày "

// item is a computed value as it is printed.
func (t *tree) item(v xpath.Value) item {
	switch v.Kind() {
	case xpath.KindNumber:
		return item{decimalComma(unfloated(v.AsNumber())), v}
	case xpath.KindDate:
		if at, ok := v.AsTime(t.c.location()); ok {
			return item{FormatDate(at), v}
		}
	case xpath.KindDateTime:
		if at, ok := v.AsTime(t.c.location()); ok {
			at = at.In(t.c.location())
			return item{at.Format("15:04") + dayWord + FormatDate(at), v}
		}
	}
	return item{v.AsString(), v}
}

// unfloated writes a number without what adding up fractions leaves in its last digits.
func unfloated(f float64) string {
	if f != math.Trunc(f) {
		f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// answered tells whether there is anything at a node; an entry counts even if it is empty.
func (n *node) answered() bool {
	switch {
	case n.isAnswer():
		a := n.given()
		return !a.Empty()
	case n.isGroup():
		return slices.ContainsFunc(n.Children("*"), func(child xpath.Node) bool { return child.(*node).answered() })
	case n.fact != nil:
		return n.fact.below != nil || !n.fact.value.IsEmpty()
	}
	return true
}
