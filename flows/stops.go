package flows

import "thidua"

// Stops are the questions and repeats of a place at which the conversation halts, in the workbook's order.

// top is the node whose children a place holds.
func (p *place) top() *node {
	if p.repeat != nil {
		return p.repeat
	}
	return p.part.top
}

// roots are the nodes at a place's first level: for a repeat part, the repeat itself.
func (p *place) roots() []*node {
	if p.repeat == nil && p.part.top.q.Type == thidua.Repeat {
		return []*node{p.part.top}
	}
	return p.top().children
}

// stops lists where the conversation halts in a place.
func (v *view) stops(p *place) []*node {
	var stops []*node
	for _, n := range v.visible(p, p.roots()) {
		if !v.isTold(p, n) && v.asks(p, n) {
			stops = append(stops, n)
		}
	}
	return stops
}

// visible lists what people see of some nodes of a place, the groups among them opened.
func (v *view) visible(p *place, nodes []*node) []*node {
	var found []*node
	for _, n := range nodes {
		switch {
		case n.silent() || !v.isRelevant(v.at(p, n)):
		case n.q.Type == thidua.Group:
			found = append(found, v.visible(p, n.children)...)
		default:
			found = append(found, n)
		}
	}
	return found
}

// isTold tells whether a node is shown and passed: a note, and what only the form may change.
func (v *view) isTold(p *place, n *node) bool {
	return n.q.Type == thidua.Note || n.calculates() || n.readonly != nil && v.truth(n.readonly, v.at(p, n), false)
}

// asks tells whether there is anything to ask: a choice among something, entries to give.
func (v *view) asks(p *place, n *node) bool {
	switch n.q.Type {
	case thidua.SelectOne, thidua.SelectMultiple:
		return len(v.offered(p, n)) > 0
	case thidua.Repeat:
		count, counted := v.wanted(p, n)
		return !counted || count > 0 || len(v.list(p, n).Entries) > 0
	}
	return true
}

// wanted is how many entries a repeat_count asks for (XLSForm §4); blank and what is no number count as none.
func (v *view) wanted(p *place, repeat *node) (count int, counted bool) {
	if repeat.count == nil {
		return 0, false
	}
	const most = 1000
	number := v.evaluate(repeat.count, v.at(p, repeat)).AsNumber()
	if !(number >= 1) {
		return 0, true
	}
	return int(min(number, most)), true
}

// notes lists what is told between the stop before and this one; nil stands for the end.
func (v *view) notes(p *place, stop *node) []*node {
	var notes []*node
	for _, n := range v.visible(p, p.roots()) {
		switch {
		case n == stop:
			return notes
		case v.isTold(p, n):
			notes = append(notes, n)
		case v.asks(p, n):
			notes = nil
		}
	}
	return notes
}

// before is the stop that precedes a node, nil at the beginning.
func (v *view) before(p *place, n *node) *node {
	var last *node
	for _, stop := range v.stops(p) {
		if stop.order >= n.order {
			break
		}
		last = stop
	}
	return last
}

// open is the first stop of a place that was neither answered nor skipped, nil where there is none.
func (v *view) open(p *place) *node {
	for _, stop := range v.stops(p) {
		if !v.passed(p, stop) {
			return stop
		}
	}
	return nil
}

// unfinished is the first open stop of a place or of an entry below it, nil where there is none.
func (v *view) unfinished(p *place) (*place, *node) {
	for _, stop := range v.stops(p) {
		if stop.q.Type == thidua.Repeat {
			for _, item := range v.list(p, stop).Entries {
				if !item.Open {
					continue
				}
				if inner, n := v.unfinished(p.inner(stop, item.ID)); n != nil {
					return inner, n
				}
			}
		}
		if !v.passed(p, stop) {
			return p, stop
		}
	}
	return nil, nil
}

func (v *view) passed(p *place, stop *node) bool {
	if stop.q.Type == thidua.Repeat {
		list := v.list(p, stop)
		if count, counted := v.wanted(p, stop); counted {
			return len(list.Entries) >= count
		}
		return list.Done
	}
	_, given := v.given(p, stop)
	return given
}

// find is the stop with a path, relevant or not; nil where the workbook no longer has it.
func (p *place) find(path string) *node { return find(p.roots(), path) }

func find(nodes []*node, path string) *node {
	for _, n := range nodes {
		if n.q.Type != thidua.Group && n.path == path {
			return n
		}
		if n.q.Type == thidua.Group {
			if found := find(n.children, path); found != nil {
				return found
			}
		}
	}
	return nil
}

// repeats lists the repeats directly in a place, relevant or not.
func (p *place) repeats() []*node { return repeats(p.roots()) }

func repeats(nodes []*node) []*node {
	var found []*node
	for _, n := range nodes {
		switch n.q.Type {
		case thidua.Repeat:
			found = append(found, n)
		case thidua.Group:
			found = append(found, repeats(n.children)...)
		}
	}
	return found
}
