package flows

import (
	"cmp"
	"slices"

	"thidua/flows/xpath"
)

// trace finds for every question of a long place which others of the place its answer may open, through whatever they
// name: a step then looks at those alone.
func (s *Script) trace() {
	named := s.named()
	for n, leaf := range s.names {
		if leaf != nil && leaf.place != nil && leaf.place.isLong() {
			leaf.affects = affected(n, leaf, named)
		}
	}
}

// named lists the nodes whose asking or value reads a question, by the question's name.
func (s *Script) named() map[string][]*node {
	named := map[string][]*node{}
	var visit func(n *node)
	visit = func(n *node) {
		for _, e := range []*xpath.Expression{n.relevant, n.calculation, n.fallback, n.filter, n.readonly, n.count} {
			if e == nil {
				continue
			}
			for _, name := range e.References() {
				named[name] = append(named[name], n)
			}
		}
		for _, child := range n.children {
			visit(child)
		}
	}
	for _, top := range s.tops {
		visit(top)
	}
	return named
}

// affected follows what reads a question, and what is inside of that, to the leaves of the question's own place.
func affected(name string, from *node, named map[string][]*node) []*node {
	seen := map[*node]bool{from: true}
	var found []*node
	var follow func(n *node)
	follow = func(n *node) {
		if seen[n] {
			return
		}
		seen[n] = true
		if n.place == from.place && n.place.isLeaf(n) {
			found = append(found, n)
		}
		for _, reader := range named[n.q.Name] {
			follow(reader)
		}
		for _, child := range n.children {
			follow(child)
		}
	}
	for _, reader := range named[name] {
		follow(reader)
	}
	slices.SortFunc(found, func(a, b *node) int { return cmp.Compare(a.number, b.number) })
	return found
}

// isLeaf tells whether people may see a node of the place.
func (l *layout) isLeaf(n *node) bool { return n.number < len(l.leaves) && l.leaves[n.number] == n }
