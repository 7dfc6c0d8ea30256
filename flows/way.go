package flows

import "thidua"

// goStop shows a question, or the list of a repeat.
func (t *turn) goStop(p *place, stop *node) {
	t.session.Held, t.session.Question = nil, stop.path
	t.session.Trail = p.trail()
	t.session.Screen = Asking
	if stop.q.Type == thidua.Repeat {
		t.session.Screen = Listing
	}
}

// goAfter shows the next open stop; where there is none, the list that an entry belongs to, or the review.
func (t *turn) goAfter(p *place) {
	stop := t.next(p, p.find(t.session.Question))
	t.markOpen(p, stop != nil)
	switch {
	case stop != nil:
		t.goStop(p, stop)
	case p.repeat == nil || t.session.Return == p.depth():
		t.goReview(p)
	default:
		for _, note := range t.notes(p, nil) {
			t.lines = append(t.lines, thidua.Line{Text: t.told(p, note)})
		}
		t.goList(p)
	}
}

// goList shows the list that an entry belongs to, on the entry's page.
func (t *turn) goList(p *place) {
	t.goStop(p.up, p.repeat)
	if page := t.position(p) / t.rowsOf(t.list(p.up, p.repeat).Size); page > 0 {
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
		t.tell(sayGone)
		return
	}
	t.goStop(p, n)
	t.session.Return = p.depth()
}
