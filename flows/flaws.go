package flows

import (
	"thidua"
	"thidua/flows/texts"
)

// flaw is something that keeps a part from being handed in.
type flaw struct {
	p    *place
	n    *node
	text string
}

// flaws checks every relevant question again (XLSForm §5): required, constraint, numbers of entries.
func (t *turn) flaws(p *place) []flaw {
	var flaws []flaw
	for stop := range t.stops(p, 0) {
		if stop.q.Type == thidua.Repeat {
			flaws = append(flaws, t.listFlaws(p, stop)...)
		} else if own, ours, flawed := t.flawed(p, stop); flawed {
			label := t.placeLabel(p) + " › " + t.nodeLabel(p, stop)
			flaws = append(flaws, flaw{p, stop, label + ": " + t.reason(p, stop, own, ours)})
		}
	}
	return flaws
}

// isFlawed tells whether an answer that was given may not stay.
func (v *view) isFlawed(p *place, n *node) bool {
	if n.q.Type == thidua.Repeat {
		return false
	}
	_, _, flawed := v.flawed(p, n)
	return flawed
}

// mayBeFlawed passes over most answers without a look at what they say: nothing is asked of them but to be there.
func (v *view) mayBeFlawed(p *place, n *node) bool {
	switch {
	case n.q.Type == thidua.Repeat || n.required == nil && n.constraint == nil:
		return false
	case n.constraint != nil:
		return true
	}
	value, _ := v.sheet(p).value(n.path)
	return value == "" || !v.isGiven(p, n)
}

// flawed tells whether an answer is missing or wrong, and what to say about it.
func (v *view) flawed(p *place, n *node) (own thidua.Text, ours thidua.Phrase, flawed bool) {
	a, _ := v.present(p, n)
	switch {
	case a.Empty() && v.isRequired(p, n):
		return n.q.RequiredMessage, texts.Required, true
	case !a.Empty() && !v.holds(p, n):
		return n.q.ConstraintMessage, texts.Wrong, true
	}
	return nil, thidua.Phrase{}, false
}

func (t *turn) listFlaws(p *place, repeat *node) []flaw {
	var flaws []flaw
	entries := t.entries(p, repeat)
	least, most := t.limits(p, repeat)
	if len(entries) < least {
		flaws = append(flaws, flaw{p, repeat, texts.TooFew.In(t.language, t.nodeLabel(p, repeat), least)})
	}
	if most > 0 && len(entries) > most && repeat.count == nil { // a count that fell loses no answers (XLSForm §4)
		flaws = append(flaws, flaw{p, repeat, texts.TooMany.In(t.language, t.nodeLabel(p, repeat), most)})
	}
	for _, item := range entries {
		flaws = append(flaws, t.flaws(p.inner(repeat, item.ID))...)
	}
	return flaws
}

// mostFlaws is how many flaws one card names.
const mostFlaws = 10

// sayFlaws names what is missing and opens the first of it.
func (t *turn) sayFlaws(flaws []flaw) {
	t.warn(texts.Missing, len(flaws))
	for _, f := range flaws[:min(len(flaws), mostFlaws)] {
		t.lines = append(t.lines, thidua.Line{Text: "• " + f.text})
	}
	if len(flaws) > mostFlaws {
		t.tell(texts.AndMore, len(flaws)-mostFlaws)
	}
	first := flaws[0]
	t.goStop(first.p, first.n)
	t.session.Return = first.p.depth()
	t.moveOn()
}
