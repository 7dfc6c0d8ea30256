package flows

import (
	"strings"

	"thidua"
)

// What the next step reads is mostly what this one's card showed; here is what else it is likely to read, so that it
// need not be loaded in a second round trip.

// expect names the first level of a place.
func (t *turn) expect(p *place) {
	t.touched[t.sheetKey(p)] = true
	for _, n := range p.repeats() {
		t.touched[t.listKey(p, n)] = true
	}
}

// expectNext names the lists that follow a question.
func (t *turn) expectNext(p *place, n *node) {
	for _, next := range p.layout().leaves[n.number+1:] {
		if next.q.Type != thidua.Repeat {
			return
		}
		t.touched[t.listKey(p, next)] = true
	}
}

// mostExpected is how many records of a review are kept at hand while one of its answers is edited.
const mostExpected = 40

// expectReview names what the review showed from which a question was opened: the answer leads back to it.
func (t *turn) expectReview() {
	if t.session.Screen != Asking || t.session.Return == 0 || len(t.known) > mostExpected {
		return
	}
	draft := string(thidua.DraftKey(t.script.Campaign.ID, t.unit, t.session.Part)) + "/"
	for key := range t.known {
		if strings.HasPrefix(string(key), draft) && !t.gone[key] {
			t.touched[key] = true
		}
	}
}
