package flows

import (
	"maps"
	"slices"

	"thidua"
)

// Limits of what remains to be answered.
const (
	MostRemaining  = 100 // as far as it is counted
	mostNamed      = 3   // questions
	longestMissing = 40  // of a question's label, in characters
)

// Remaining is what a unit has still to answer in a part: how much, and the first of it by name, in the order in which
// *Tiếp tục* leads through it.
type Remaining struct {
	Count  int
	Labels []string
	Files  int      // of them ask for files
	Wanted []string // the first of those by name
}

// Remaining lists the questions of a part of the session's unit at which *Tiếp tục* would halt: what was neither answered
// nor skipped, and what must be answered anew; of a part that was returned, what is not corrected yet. As with Step, missing
// records are to be loaded and asked with again; then the list means nothing.
func (s *Script) Remaining(state State, part string) (r Remaining, missing []thidua.Key, err error) {
	p := s.parts[part]
	if p == nil {
		return r, nil, nil
	}
	v := s.turn(state).view
	if review := v.returned(p); review != nil {
		v.unmendedPoints(p, review, &r)
	} else {
		v.remainingOf(p.home, &r)
	}
	return r, slices.Sorted(maps.Keys(v.missing)), v.broken
}

// remainingOf lists what is open in a part: its own questions, then answers that may not stay, then its entries.
func (v *view) remainingOf(p *place, r *Remaining) {
	for stop := range v.stops(p, 0) {
		if v.isOpenAt(p, stop) {
			v.count(r, p, stop)
		}
	}
	for stop := range v.stops(p, 0) {
		if stop.q.Type != thidua.Repeat && v.passed(p, stop) && v.isFlawed(p, stop) {
			v.count(r, p, stop)
		}
	}
	for stop := range v.stops(p, 0) {
		if stop.q.Type == thidua.Repeat {
			v.remainingIn(p, stop, r)
		}
	}
}

// isOpenAt tells whether a stop was not passed yet; a part's own list ends with its handing in.
func (v *view) isOpenAt(p *place, stop *node) bool {
	return (stop.q.Type != thidua.Repeat || stop.parent != nil) && !v.passed(p, stop)
}

// remainingIn lists what is open in the entries of a list, and in those below them.
func (v *view) remainingIn(p *place, repeat *node, r *Remaining) {
	for _, item := range v.unfinishedEntries(p, repeat) {
		inner := p.inner(repeat, item.ID)
		for stop := range v.stops(inner, 0) {
			if r.Count >= MostRemaining {
				return
			}
			if stop.q.Type == thidua.Repeat {
				v.remainingIn(inner, stop, r)
			}
			if v.isOpenAt(inner, stop) || stop.q.Type != thidua.Repeat && v.isFlawed(inner, stop) {
				v.count(r, inner, stop)
			}
		}
	}
}

// unmendedPoints lists what was returned and not corrected since.
func (v *view) unmendedPoints(part *part, review *thidua.Review, r *Remaining) {
	for _, point := range review.Points {
		if p, n := v.unmended(part, review, point); p != nil {
			v.count(r, p, n)
		}
	}
}

// count adds a question, or an entry as a whole, and names it while few are.
func (v *view) count(r *Remaining, p *place, n *node) {
	r.Count = min(r.Count+1, MostRemaining)
	file := n != nil && n.takesFile()
	if file {
		r.Files++
	}
	if len(r.Labels) == mostNamed && (!file || len(r.Wanted) == mostNamed) {
		return
	}
	label := ""
	switch {
	case n == nil:
		label = v.entryName(p)
	case p.repeat == nil:
		label = v.nodeLabel(p, n)
	default:
		label = v.entryName(p) + " › " + v.nodeLabel(p, n)
	}
	label = excerptTo(label, longestMissing)
	if len(r.Labels) < mostNamed {
		r.Labels = append(r.Labels, label)
	}
	if file && len(r.Wanted) < mostNamed {
		r.Wanted = append(r.Wanted, label)
	}
}
