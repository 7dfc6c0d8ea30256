package flows

import (
	"strings"

	"thidua"
)

// layout is what stands in one kind of place, worked out once: the questions and repeats at its first level, the
// groups among them opened.
type layout struct {
	roots   []*node
	leaves  []*node          // what people may see, in the workbook's order
	paths   map[string]*node // all questions and repeats, hidden ones too
	names   map[string]*node // the same by name; nil where a name is not unique here
	asked   int              // how many of them are questions or repeats
	slots   int              // of the tree's nodes in one such place
	lasting []*node          // whose first value is kept (XLSForm §5): dynamic defaults, once()
}

func newLayout(roots []*node) *layout {
	l := &layout{roots: roots, paths: map[string]*node{}, names: map[string]*node{}}
	l.collect(roots)
	for i, n := range l.leaves {
		n.number = i
		if n.q.Type != thidua.Note && !n.calculates() {
			l.asked++
		}
		n.asked = l.asked
	}
	return l
}

func (l *layout) collect(nodes []*node) {
	for _, n := range nodes {
		l.slots++
		n.slot = l.slots
		if n.q.Type == thidua.Group {
			l.collect(n.children)
			continue
		}
		l.paths[n.path], n.place = n, l
		if _, twice := l.names[n.q.Name]; twice {
			l.names[n.q.Name] = nil
		} else {
			l.names[n.q.Name] = n
		}
		if n.lasts() {
			l.lasting = append(l.lasting, n)
		}
		if !n.silent() {
			l.leaves = append(l.leaves, n)
		}
	}
}

// locate finds a question by its path, or by its name where a newer workbook moved it to another group; nil where
// the workbook no longer has it.
func (l *layout) locate(path string) *node {
	if n := l.paths[path]; n != nil {
		return n
	}
	return l.names[path[strings.LastIndexByte(path, '/')+1:]]
}

// isLong tells whether a place has so many questions that a step looks only at those that it can have opened; what else
// may have come open is found when the part is handed in.
func (l *layout) isLong() bool { return len(l.leaves) > mostCounted }

// top is the node whose children a place holds.
func (p *place) top() *node {
	if p.repeat != nil {
		return p.repeat
	}
	return p.part.top
}

// layout is the layout of a place.
func (p *place) layout() *layout {
	if p.repeat != nil {
		return p.repeat.inside
	}
	return p.part.layout
}

// find is the question or repeat that was at a path, wherever a newer workbook has it in this place; nil where it is gone.
func (p *place) find(path string) *node { return p.layout().locate(path) }

// repeated is the repeat of a name, unique in the whole form (XLSForm §4); nil where it is gone.
func (p *place) repeated(name string) *node {
	if n := p.layout().names[name]; n != nil && n.q.Type == thidua.Repeat {
		return n
	}
	return nil
}

// repeats lists the repeats directly in a place, relevant or not.
func (p *place) repeats() []*node {
	var found []*node
	for _, n := range p.layout().leaves {
		if n.q.Type == thidua.Repeat {
			found = append(found, n)
		}
	}
	return found
}
