package export

import (
	"thidua/flows/xpath"
)

// passes are the scopes in which a section is rendered: one for every entry, or one where a condition holds. The
// inverted section has the one pass that its section has not.
func (r *rendering) passes(t *tag, s scope) ([]scope, error) {
	compute := r.evaluate
	if len(t.code.filters) == 0 {
		compute = r.value
	}
	p, err := compute(t.code, s)
	if err != nil {
		return nil, err
	}
	passes := r.passesOf(p, s)
	switch {
	case t.kind == sectionTag:
		return passes, nil
	case len(passes) > 0:
		return nil, nil
	}
	return []scope{s}, nil
}

func (r *rendering) passesOf(p printed, s scope) []scope {
	if p.value.Kind() != xpath.KindNodes {
		if p.value.AsBoolean() {
			return []scope{s}
		}
		return nil
	}
	nodes := r.nodesOf(p, s)
	if len(nodes) == 1 && r.condition(nodes[0], s) {
		s.node = nodes[0]
		return []scope{s}
	}
	passes := make([]scope, len(nodes))
	for i, n := range nodes {
		passes[i] = scope{node: nested(n, s.node), position: i + 1, size: len(nodes)}
	}
	return passes
}

// nodesOf are the nodes of a list that hold anything; lines of a text become nodes.
func (r *rendering) nodesOf(p printed, s scope) []xpath.Node {
	var nodes []xpath.Node
	for i, n := range p.value.Nodes() {
		if n == nil {
			at := unwrap(s.node)
			line := &fact{name: "line", value: p.items[i].value, text: p.items[i].text, listed: true}
			n = &node{t: r.tree, up: at, position: i + 1, fact: line}
		}
		if unwrap(n).answered() {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

// condition tells whether a node is an answer of the entry at hand or of one around it: a section on it asks whether it
// was answered, and is no loop.
func (r *rendering) condition(n xpath.Node, s scope) bool {
	found := unwrap(n)
	if found.listed() {
		return false
	}
	holder := found.holder()
	for at := s.node; at != nil; at = at.Parent() {
		if unwrap(at) == holder {
			return true
		}
	}
	return false
}

// pass is a node whose outermost parent is the entry of the loop around, so that names resolve outwards through loops
// over parts that do not enclose each other.
type pass struct {
	xpath.Node
	outer xpath.Node
}

// nested sets a node into the scope of a loop.
func nested(n, outer xpath.Node) xpath.Node {
	for at := outer; at != nil && at.Parent() != nil; at = at.Parent() {
		if contains(at, n) {
			outer = at.Parent()
		}
	}
	if outer.Parent() == nil || contains(outer, n) {
		return n
	}
	return pass{n, outer}
}

// contains tells whether a node stands in another.
func contains(holder, n xpath.Node) bool {
	for at := n; at != nil; at = at.Parent() {
		if unwrap(at) == unwrap(holder) {
			return true
		}
	}
	return false
}

// Parent goes up through the entry, then out to the loop around.
func (p pass) Parent() xpath.Node {
	up := p.Node.Parent()
	if up == nil || up.Parent() == nil {
		return p.outer
	}
	return pass{up, p.outer}
}

// Declares asks the node itself.
func (p pass) Declares(name string) bool { return unwrap(p).Declares(name) }

func unwrap(n xpath.Node) *node {
	for {
		switch at := n.(type) {
		case pass:
			n = at.Node
		case *node:
			return at
		}
	}
}
