package flows

import (
	"slices"

	"thidua"
	"thidua/flows/texts"
)

// Mending is the way through what was returned: its questions are asked one after another, and nothing else.
type Mending struct {
	At     int   `json:"at,omitempty"`     // point that is shown
	Passed []int `json:"passed,omitempty"` // lists and entries that were shown: nothing in them tells that they were mended
}

// returned is what the secretariat wants corrected in a part; nil where it was not returned.
func (v *view) returned(p *part) *thidua.Review {
	standing := v.standing(p.Name)
	if standing.State != thidua.Returned {
		return nil
	}
	key := thidua.ReviewKey(v.script.Campaign.ID, v.owner(p), p.Name, standing.Submission)
	v.touched[key] = true
	r := &thidua.Review{}
	if v.read(key, r); r.At.IsZero() || r.Approved {
		return nil
	}
	return r
}

// reasonFor is why a question, a list or an entry (nil) was returned; empty where it was not.
func (v *view) reasonFor(p *place, n *node) string {
	r := v.returned(p.part)
	if r == nil {
		return ""
	}
	for _, point := range r.Points {
		if slices.Equal(point.Trail, p.trail()) && (point.Question == "") == (n == nil) && p.meant(point) == n {
			return point.Reason
		}
	}
	if p.repeat == nil && (n == nil || n == p.part.top) {
		return r.Reason
	}
	return ""
}

// meant is the question of a place that a point names; nil for the place as a whole, or where it is gone.
func (p *place) meant(point thidua.Point) *node {
	if point.Question == "" {
		return nil
	}
	return p.find(point.Question)
}

// reasonLine says on a card why something was returned.
func (t *turn) reasonLine(c *card, p *place, n *node) {
	if reason := t.reasonFor(p, n); reason != "" {
		c.line(thidua.Body, texts.ReturnedWhy.In(t.language, reason))
	}
}

// sayReturned says on a question's card why it was returned, and what was handed in where that is not the answer now.
func (t *turn) sayReturned(c *card, p *place, n *node) {
	if reason := t.reasonFor(p, n); reason != "" {
		c.line(thidua.Body, texts.ReturnedWhy.In(t.language, reason))
		before, _ := t.handedIn(p)
		c.line(thidua.Faint, t.beforeLine(before, p, n))
	}
}

// confirm keeps an answer that was returned: it is given once more as it is.
func (t *turn) confirm(p *place, n *node) {
	a, _ := t.sheet(p).Answer(n.path)
	a.By, a.At = t.person.Chat, t.now
	t.started(p)
	t.answer(p, n.path, a)
	t.goAfter(p)
}

// unmended is where a point is still to be corrected; p is nil where it was, or where what it concerns is gone.
func (v *view) unmended(part *part, r *thidua.Review, point thidua.Point) (p *place, n *node) {
	p = v.find(part.Name, point.Trail)
	if p == nil {
		return nil, nil
	}
	n = p.meant(point)
	switch {
	case n == nil:
		if point.Question != "" {
			p = nil
		}
	case n.q.Type == thidua.Repeat:
		if !v.isRelevant(v.at(p, n)) {
			p = nil
		}
	case !v.isStop(p, n):
		p = nil
	case v.isMended(p, n, r):
		p = nil
	}
	return p, n
}

// isMended tells whether a question was answered since it was returned: its answer is not the one that was handed in.
func (v *view) isMended(p *place, n *node, r *thidua.Review) bool {
	var was thidua.Answer
	if e := submittedAt(v.newest(p.part), p); e != nil {
		was = refiled(e, p.layout()).Answers[n.path]
	}
	a, _ := v.sheet(p).Answer(n.path)
	return a.Rev > was.Rev && !a.At.Before(r.At)
}

// goReturned shows the first question that was returned and not corrected since; false where there is none.
func (t *turn) goReturned(part *part) bool {
	r := t.returned(part)
	if r == nil || len(r.Points) == 0 {
		return false
	}
	if t.session.Mends == nil {
		t.session.Mends = &Mending{}
	}
	for i, point := range r.Points {
		if slices.Contains(t.session.Mends.Passed, i) {
			continue
		}
		if p, n := t.unmended(part, r, point); p != nil {
			t.goPoint(p, n, i)
			return true
		}
	}
	t.session.Mends = nil
	return false
}

func (t *turn) goPoint(p *place, n *node, at int) {
	if n == nil {
		t.goReview(p)
	} else {
		t.goStop(p, n)
	}
	t.session.Return = p.depth()
	t.session.Mends = &Mending{At: at, Passed: t.session.Mends.Passed}
}

// mends tells whether the person is at a question that was returned, or at one that the answer to it opened; lists and
// entries are left by Tiếp tục alone.
func (t *turn) mends(p *place) bool {
	if t.session.Mends == nil {
		return false
	}
	n, question := t.point(p.part)
	return question && (n == nil || n.q.Type != thidua.Repeat || t.session.Question == n.path)
}

// point is what the shown point names; question is false for an entry as a whole.
func (t *turn) point(part *part) (n *node, question bool) {
	r, at := t.returned(part), t.session.Mends.At
	if r == nil || at >= len(r.Points) || r.Points[at].Question == "" {
		return nil, false
	}
	if p := t.find(part.Name, r.Points[at].Trail); p != nil {
		n = p.find(r.Points[at].Question)
	}
	return n, true
}

// goOn leads to the next question that was returned; after the last one to the part's review.
func (t *turn) goOn() {
	p := t.current()
	if p == nil || t.closed(p) {
		return
	}
	if m := t.session.Mends; m != nil {
		t.session.Mends = &Mending{At: m.At, Passed: append(slices.Clone(m.Passed), m.At)}
	}
	if t.goReturned(p.part) {
		return
	}
	t.session.Return = 0
	t.goReview(p.part.home)
}

// backOn goes to the returned question before the one that is shown; false where there is none.
func (t *turn) backOn(p *place) bool {
	m := t.session.Mends
	r := t.returned(p.part)
	if m == nil || r == nil {
		return false
	}
	for at := min(m.At, len(r.Points)) - 1; at >= 0; at-- {
		point := r.Points[at]
		place := t.find(p.part.Name, point.Trail)
		if place == nil {
			continue
		}
		n := place.meant(point)
		if n == nil && point.Question == "" || n != nil && (n.q.Type == thidua.Repeat || t.isStop(place, n)) {
			t.session.Mends = &Mending{Passed: passedBefore(m.Passed, at)}
			t.goPoint(place, n, at)
			return true
		}
	}
	return false
}

// passedBefore are the points passed that stand before another.
func passedBefore(passed []int, at int) (before []int) {
	for _, i := range passed {
		if i < at {
			before = append(before, i)
		}
	}
	return before
}

// countUnmended counts the questions that were returned and not answered since.
func (t *turn) countUnmended(part *part) int {
	r, open := t.returned(part), 0
	if r == nil {
		return 0
	}
	for _, point := range r.Points {
		if p, n := t.unmended(part, r, point); p != nil && n != nil && n.q.Type != thidua.Repeat {
			open++
		}
	}
	return open
}

// hasUnmended tells whether a question in an entry, or below it, was returned and not answered since.
func (t *turn) hasUnmended(p *place) bool {
	r := t.returned(p.part)
	if r == nil {
		return false
	}
	trail := p.trail()
	return slices.ContainsFunc(r.Points, func(point thidua.Point) bool {
		if len(point.Trail) < len(trail) || !slices.Equal(point.Trail[:len(trail)], trail) {
			return false
		}
		at, n := t.unmended(p.part, r, point)
		return at != nil && n != nil && n.q.Type != thidua.Repeat
	})
}

// mendButton adds the button that leads on from a list or an entry that was returned.
func (t *turn) mendButton(row []option) []option {
	if t.session.Mends == nil {
		return row
	}
	return append(row, t.button("▶", texts.Continue, doOn))
}
