package flows

import (
	"maps"
	"slices"

	"thidua"
)

// MostRemaining is as far as questions are counted that remain to be answered.
const MostRemaining = 100

// Remaining counts the questions of a part of the session's unit at which *Tiếp tục* would halt: what was neither answered
// nor skipped, and what must be answered anew. As with Step, missing records are to be loaded and asked with again; then
// the count means nothing.
func (s *Script) Remaining(state State, part string) (count int, missing []thidua.Key, err error) {
	p := s.parts[part]
	if p == nil {
		return 0, nil, nil
	}
	v := newView(s, state.Session.Unit, s.Campaign.Language, state.Input.At, state.Input.Update, state.Records)
	v.remaining(p.home, &count)
	return count, slices.Sorted(maps.Keys(v.missing)), v.broken
}

// remaining adds what is open in a place and in the entries below it.
func (v *view) remaining(p *place, count *int) {
	for stop := range v.stops(p, 0) {
		switch {
		case *count >= MostRemaining:
			return
		case stop.q.Type != thidua.Repeat:
			if !v.passed(p, stop) || v.isFlawed(p, stop) {
				*count++
			}
			continue
		}
		for _, item := range v.unfinishedEntries(p, stop) {
			v.remaining(p.inner(stop, item.ID), count)
		}
		if stop.parent != nil && !v.passed(p, stop) { // a part's own list ends with its handing in
			*count++
		}
	}
}
