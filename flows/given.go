package flows

import (
	"slices"
	"strings"
	"time"

	"thidua"
	"thidua/flows/xpath"
)

// given is the answer that counts: choices that are no longer offered are left out, and what no longer fits the
// question counts as not given. The record keeps them, should they fit again.
func (v *view) given(p *place, n *node) (thidua.Answer, bool) {
	a, ok := v.sheet(p).Answer(n.path)
	if !ok || a.Value == "" {
		return a, ok
	}
	value := v.fit(p, n, a.Value)
	if value == "" || !suits(n.q.Type, a) {
		return thidua.Answer{}, false
	}
	if value != a.Value {
		a.Value, a.Raw = value, v.labels(n, value)
	}
	return a, true
}

// isGiven tells whether there is an answer that counts, be it that the question was skipped.
func (v *view) isGiven(p *place, n *node) bool {
	s := v.sheet(p)
	switch n.q.Type {
	case thidua.TypeText, thidua.Integer, thidua.Decimal, thidua.Date, thidua.SelectOne, thidua.SelectMultiple:
		value, ok := s.value(n.path)
		return ok && (value == "" || v.fit(p, n, value) != "" && !s.hasFiles(n.path))
	}
	_, ok := v.given(p, n)
	return ok
}

// present is the answer that counts, or else what the question suggests.
func (v *view) present(p *place, n *node) (a thidua.Answer, given bool) {
	if a, given = v.given(p, n); given {
		return a, true
	}
	return thidua.Answer{Value: plain(v.fallback(v.at(p, n)))}, false
}

// fit is as much of a value as its question can hold.
func (v *view) fit(p *place, n *node, value string) string {
	switch n.q.Type {
	case thidua.SelectOne:
		if !v.isOffered(p, n, value) {
			return ""
		}
	case thidua.SelectMultiple:
		return strings.Join(slices.DeleteFunc(strings.Fields(value), func(name string) bool {
			return !v.isOffered(p, n, name)
		}), " ")
	case thidua.Integer, thidua.Decimal:
		if !isNumber(value, n.q.Type == thidua.Decimal) {
			return ""
		}
	case thidua.Date:
		if _, err := time.Parse(time.DateOnly, value); err != nil {
			return ""
		}
	}
	return value
}

// suits tells whether an answer has the form that its question's type gives to answers; any text suits a text.
func suits(kind thidua.Type, a thidua.Answer) bool {
	switch kind {
	case thidua.Time:
		return begins(a.Value, "15:04")
	case thidua.DateTime:
		return begins(a.Value, "2006-01-02T15:04")
	case thidua.Geopoint:
		parts := strings.Fields(a.Value)
		return len(parts) > 1 && !slices.ContainsFunc(parts, func(s string) bool { return !isNumber(s, true) })
	case thidua.Acknowledge:
		return a.Value == acknowledged
	}
	return isFile(kind) == (len(a.Files) > 0)
}

// begins tells whether a text begins with a time of a layout as long as what it lays out; a default may lack the rest.
func begins(s, layout string) bool {
	_, err := time.Parse(layout, s[:min(len(s), len(layout))])
	return err == nil
}

// isNumber knows the stored form of numbers: -?digits[.digits].
func isNumber(s string, decimals bool) bool {
	whole, fraction, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return isDigits(whole) && (!point || decimals && isDigits(fraction))
}

func isDigits(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

// fallback is the value of a question that was not answered: what the channel knows, or the default.
func (v *view) fallback(t *treeNode) xpath.Value {
	n := t.n
	var value xpath.Value
	switch {
	case n.q.Type == thidua.Start:
		return xpath.DateTime(v.begun(t.p))
	case n.q.Type == thidua.Today:
		return xpath.Date(v.begun(t.p))
	case n.q.Type == thidua.End:
		return xpath.DateTime(v.now)
	case n.fallback != nil:
		value = v.kept(t, n.fallback)
	case n.q.Default == "":
		return xpath.Value{}
	default:
		value = typed(n.q.Type, n.q.Default, v.now.Location())
	}
	return v.suggested(t, value)
}

// kept is the first value of a default, where the sheet has it.
func (v *view) kept(t *treeNode, e *xpath.Expression) xpath.Value {
	if first := v.sheet(t.p).Head.Kept[t.n.path]; first != "" {
		return typed(t.n.q.Type, first, v.now.Location())
	}
	return v.evaluate(e, t)
}

// suggested holds a default against its question.
func (v *view) suggested(t *treeNode, value xpath.Value) xpath.Value {
	if t.n.q.Type == thidua.Date && value.Kind() == xpath.KindDateTime {
		at, _ := value.AsTime(v.now.Location())
		return xpath.Date(at.In(v.now.Location()))
	}
	text := plain(value)
	switch fit := v.fit(t.p, t.n, text); {
	case text == "" || fit == "":
		return xpath.Value{}
	case fit != text:
		return xpath.String(fit)
	}
	return value
}

// begun is when the first answer of a place was given.
func (v *view) begun(p *place) time.Time {
	if first := v.sheet(p).Head.Begun; !first.IsZero() {
		return first.In(v.now.Location())
	}
	return v.now
}
