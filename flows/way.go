package flows

import (
	"cmp"

	"thidua"
	"thidua/flows/texts"
)

// goStop shows a question, or the list of a repeat.
func (t *turn) goStop(p *place, stop *node) {
	t.session.Held, t.session.Question = nil, stop.path
	t.session.Trail = p.trail()
	t.session.Screen = Asking
	if stop.q.Type == thidua.Repeat {
		t.session.Screen = Listing
	}
}

// goAgain shows a stop and, where an answer was given to it, why it is asked again.
func (t *turn) goAgain(p *place, stop *node) {
	t.goStop(p, stop)
	if stop.q.Type == thidua.Repeat {
		return
	}
	kept, answered := t.sheet(p).Answer(stop.path)
	if _, given := t.given(p, stop); given {
		if own, ours, flawed := t.flawed(p, stop); flawed {
			t.refuse(p, stop, own, ours)
		}
	} else if answered {
		t.tellOnce(texts.NoLongerFits, t.nodeLabel(p, stop), excerptTo(cmp.Or(kept.Raw, kept.Value), longestEntry))
	}
}

// left is what is to be answered though no stop of a place is open: an answer that may not stay or, unless the person
// has just ended a list, something in an entry below. Who keeps the last such answer is led on all the same.
func (t *turn) left(p *place, n *node) (*place, *node) {
	if n != nil {
		if stop := t.flawedFrom(p, n.number+1); stop != nil {
			return p, stop
		}
	}
	if n == nil || !t.isFlawed(p, n) {
		if stop := t.flawedFrom(p, 0); stop != nil {
			return p, stop
		}
	}
	if n != nil && n.q.Type == thidua.Repeat {
		return p, nil
	}
	return t.unfinishedBelow(p)
}

// goAfter shows the next open stop, or what else is left; where there is none, the list that an entry belongs to, or the review.
func (t *turn) goAfter(p *place) {
	n := p.find(t.session.Question)
	at, stop := p, t.follows(p, n)
	if stop == nil && t.session.Return != p.depth() && !p.layout().isLong() {
		at, stop = t.left(p, n)
	}
	t.markOpen(p, stop != nil || t.hasOpenEntries(p))
	switch {
	case stop != nil:
		t.goAgain(at, stop)
	case t.mends(p):
		t.goOn()
	case p.repeat == nil || t.session.Return == p.depth():
		t.goReview(p)
	default:
		for _, note := range t.notes(p, nil) {
			t.lines = append(t.lines, thidua.Line{Text: t.told(p, note)})
		}
		t.goList(p)
	}
}

// follows is the stop to show after an answer: in a long place the next one on the way, or back from the review what
// the answer opened.
func (t *turn) follows(p *place, n *node) *node {
	switch long := p.layout().isLong(); {
	case !long || n == nil:
		return t.next(p, n)
	case t.session.Return == p.depth():
		return t.openAmong(p, n.affects)
	}
	return t.openAmong(p, p.layout().leaves[n.number+1:])
}

// goList shows the list that an entry belongs to, on the entry's page.
func (t *turn) goList(p *place) {
	t.goStop(p.up, p.repeat)
	head, size := t.listHead(p.up, p.repeat), t.list(p.up, p.repeat).Size
	head.line(thidua.Body, texts.Entries.In(t.language, size))
	if page := t.position(p) / t.entriesOnPage(head, size); page > 0 {
		t.hold().Page = page
	}
}

// back goes to the stop before the open one; what was given in pieces is kept.
func (t *turn) back() {
	p := t.current()
	if p == nil {
		t.goMenu()
		return
	}
	t.keepHeld()
	if t.mends(p) {
		if !t.backOn(p) {
			t.goOpening(p.part.Name)
		}
		return
	}
	if t.session.Return == p.depth() && t.session.Screen != Review {
		t.goReview(p)
		return
	}
	if n := p.find(t.session.Question); n != nil && t.session.Screen != Review {
		if stop := t.before(p, n); stop != nil {
			t.goStop(p, stop)
			return
		}
	}
	if p.repeat == nil {
		t.goOpening(p.part.Name)
		return
	}
	if t.isBlank(p) {
		t.erasePlace(p)
		t.goStop(p.up, p.repeat)
		return
	}
	t.goList(p)
}

// edit opens one question or list from the review.
func (t *turn) edit(path string) {
	p := t.current()
	if p == nil {
		t.goMenu()
		return
	}
	n := p.find(path)
	if n == nil || !t.isRelevant(t.at(p, n)) {
		t.tell(texts.Gone)
		return
	}
	if t.mends(p) {
		t.session.Mends = nil
	}
	t.goStop(p, n)
	t.session.Return = p.depth()
}
