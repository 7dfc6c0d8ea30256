package flows

import (
	"iter"

	"thidua"
)

// Stops are the questions and repeats of a place at which the conversation halts, in the workbook's order.

// visible yields what people see of a place from a number on: what is relevant and not hidden.
func (v *view) visible(p *place, from int) iter.Seq[*node] {
	return func(yield func(*node) bool) {
		for _, n := range p.layout().leaves[from:] {
			if v.isRelevant(v.at(p, n)) && !yield(n) {
				return
			}
		}
	}
}

// stops yields where the conversation halts in a place, from a number on.
func (v *view) stops(p *place, from int) iter.Seq[*node] {
	return func(yield func(*node) bool) {
		for n := range v.visible(p, from) {
			if !v.isTold(p, n) && v.asks(p, n) && !yield(n) {
				return
			}
		}
	}
}

// isStop tells whether the conversation halts at a node now.
func (v *view) isStop(p *place, n *node) bool {
	return !n.silent() && v.isRelevant(v.at(p, n)) && !v.isTold(p, n) && v.asks(p, n)
}

// isTold tells whether a node is shown and passed: a note, and what only the form may change.
func (v *view) isTold(p *place, n *node) bool {
	return n.q.Type == thidua.Note || n.calculates() || n.readonly != nil && v.truth(n.readonly, v.at(p, n), false)
}

// asks tells whether there is anything to ask: a choice among something, entries to give.
func (v *view) asks(p *place, n *node) bool {
	switch n.q.Type {
	case thidua.SelectOne, thidua.SelectMultiple:
		return v.offersAny(p, n)
	case thidua.Repeat:
		count, counted := v.wanted(p, n)
		return !counted || count > 0 || v.list(p, n).Size > 0
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
	leaves := p.layout().leaves
	end := len(leaves)
	if stop != nil {
		end = stop.number
	}
	begin := end
	var told []*node
	for begin > 0 {
		n := leaves[begin-1]
		if v.isStop(p, n) {
			break
		}
		if v.isRelevant(v.at(p, n)) && v.isTold(p, n) {
			told = append([]*node{n}, told...)
		}
		begin--
	}
	return told
}

// before is the stop that precedes a node, nil at the beginning.
func (v *view) before(p *place, n *node) *node {
	leaves := p.layout().leaves
	for i := n.number - 1; i >= 0; i-- {
		if v.isStop(p, leaves[i]) {
			return leaves[i]
		}
	}
	return nil
}

// open is the first stop of a place that was neither answered nor skipped, nil where there is none.
func (v *view) open(p *place) *node { return v.openAmong(p, p.layout().leaves) }

// openAmong is the first open stop among what people may see of a place. What was answered is passed, asked or not:
// only of the rest it matters whether it is asked.
func (v *view) openAmong(p *place, leaves []*node) *node {
	for _, n := range leaves {
		switch {
		case n.q.Type == thidua.Note:
		case n.q.Type != thidua.Repeat && v.isGiven(p, n):
		case v.isStop(p, n) && !v.passed(p, n):
			return n
		}
	}
	return nil
}

// next is the first open stop behind a node, or else the first one before it, which a later answer opened.
func (v *view) next(p *place, n *node) *node {
	if n == nil {
		return v.open(p)
	}
	leaves := p.layout().leaves
	if stop := v.openAmong(p, leaves[n.number+1:]); stop != nil {
		return stop
	}
	return v.openAmong(p, leaves[:n.number+1])
}

// unfinished is the first stop of a place or of an entry below it that is open or has a flaw, nil where there is none.
func (v *view) unfinished(p *place) (*place, *node) {
	for stop := range v.stops(p, 0) {
		if stop.q.Type == thidua.Repeat {
			if inner, n := v.unfinishedIn(p, stop); n != nil {
				return inner, n
			}
		}
		if !v.passed(p, stop) || v.isFlawed(p, stop) {
			return p, stop
		}
	}
	return nil, nil
}

// unfinishedBelow is unfinished for the entries of a place alone.
func (v *view) unfinishedBelow(p *place) (*place, *node) {
	for stop := range v.stops(p, 0) {
		if stop.q.Type == thidua.Repeat {
			if inner, n := v.unfinishedIn(p, stop); n != nil {
				return inner, n
			}
		}
	}
	return nil, nil
}

func (v *view) unfinishedIn(p *place, repeat *node) (*place, *node) {
	for _, item := range v.unfinishedEntries(p, repeat) {
		if inner, n := v.unfinished(p.inner(repeat, item.ID)); n != nil {
			return inner, n
		}
	}
	return nil, nil
}

// flawedFrom is the first stop from a number on whose answer may not stay, as it can under a newer workbook; nil where
// there is none.
func (v *view) flawedFrom(p *place, from int) *node {
	for _, n := range p.layout().leaves[from:] {
		if v.mayBeFlawed(p, n) && v.isStop(p, n) && v.isFlawed(p, n) {
			return n
		}
	}
	return nil
}

func (v *view) passed(p *place, stop *node) bool {
	if stop.q.Type == thidua.Repeat {
		list := v.list(p, stop)
		if count, counted := v.wanted(p, stop); counted {
			return list.Size >= count
		}
		return list.Done
	}
	return v.isGiven(p, stop)
}
