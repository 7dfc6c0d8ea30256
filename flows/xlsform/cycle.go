package xlsform

import (
	"slices"
	"strings"
)

// checkCycles finds expressions that depend on each other. An element depends on what its calculation and its
// relevance name, and on the relevance of the groups around it; a repeat also on its count.
func (r *reader) checkCycles() {
	s := search{reader: r, state: map[*element]int{}}
	for _, e := range r.elements {
		s.visit(e)
	}
}

// search is a walk along dependencies, depth first.
type search struct {
	*reader
	state map[*element]int // 1 on the way, 2 done
	trail []edge           // how the walk came here
}

func (s *search) visit(e *element) {
	if s.state[e] != 0 {
		return
	}
	s.state[e] = 1
	for _, next := range s.next(e) {
		s.trail = append(s.trail, next)
		if s.state[next.to] == 1 {
			s.found(next.to)
		} else {
			s.visit(next.to)
		}
		s.trail = s.trail[:len(s.trail)-1]
	}
	s.state[e] = 2
}

// next are the dependencies of an element: its own, and the group around it.
func (s *search) next(e *element) []edge {
	if e.parent == s.root || e.parent == nil {
		return e.edges
	}
	return append(slices.Clip(e.edges), edge{to: e.parent})
}

// found reports the circle that ends at e, at the first expression in it.
func (s *search) found(e *element) {
	if len(s.errors) >= maxProblems {
		return
	}
	begin := len(s.trail) - 1
	for begin > 0 && s.trail[begin-1].to != e {
		begin--
	}
	names := []string{e.q.Name}
	var at cell
	for _, step := range s.trail[begin:] {
		names = append(names, step.to.q.Name)
		if at.row == 0 {
			at = step.at
		}
	}
	if len(names) > 8 {
		names = slices.Concat(names[:4], []string{"…"}, names[len(names)-3:])
	}
	s.fail(cycleFound, at, wide(strings.Join(names, " → ")))
}
