package flows

import (
	"thidua"
	"thidua/flows/xpath"
)

// treeNode is a question, a group, an entry of a repeat, or the root (n is nil) of the answers that expressions read.
type treeNode struct {
	v        *view
	p        *place // whose sheet holds it; for an entry, the entry itself
	n        *node
	entry    bool
	position int // 0: to be found where it is asked for
}

type nodeKey struct {
	n     *node
	id    string
	entry bool
}

// root is the tree's root: the unit's parts and the secretariat's, or the only part where that is the whole survey.
func (v *view) root() *treeNode {
	if whole := v.script.whole; whole != nil {
		return v.at(&place{part: whole}, whole.top)
	}
	return v.node(nodeKey{}, nil, 1)
}

// at is the node of a question, group or repeat in a place.
func (v *view) at(p *place, n *node) *treeNode {
	return v.node(nodeKey{n: n, id: p.id}, p, 1)
}

// entry is the node of an entry.
func (v *view) entry(p *place, position int) *treeNode {
	return v.node(nodeKey{n: p.repeat, id: p.id, entry: true}, p, position)
}

func (v *view) node(key nodeKey, p *place, position int) *treeNode {
	if t, ok := v.nodes[key]; ok {
		return t
	}
	t := &treeNode{v: v, p: p, n: key.n, entry: key.entry, position: position}
	v.nodes[key] = t
	return t
}

// here is the node in which a place's first level stands: the entry, or the part's group.
func (v *view) here(p *place) *treeNode {
	if p.repeat == nil {
		return v.at(p, p.part.top)
	}
	return v.entry(p, 0)
}

// Name is the question's name, or data for the root.
func (t *treeNode) Name() string {
	if t.n == nil {
		return "data"
	}
	return t.n.q.Name
}

// Position is an entry's number in its repeat.
func (t *treeNode) Position() int {
	if t.position == 0 {
		t.position = t.v.position(t.p) + 1
	}
	return t.position
}

// Parent is the entry, group or root around the node.
func (t *treeNode) Parent() xpath.Node {
	parent := t.parent()
	if parent == nil {
		return nil
	}
	return parent
}

func (t *treeNode) parent() *treeNode {
	switch {
	case t.n == nil:
		return nil
	case t.n.parent == nil && t.v.script.whole != nil:
		return nil
	case t.n.parent == nil:
		return t.v.root()
	case t.entry && t.n.parent.q.Type != thidua.Repeat:
		return t.v.at(t.p.up, t.n.parent)
	case t.entry:
		return t.v.here(t.p.up)
	case t.n.parent == t.p.top():
		return t.v.here(t.p)
	}
	return t.v.at(t.p, t.n.parent)
}

// Children are the nodes below of one name, in the workbook's order.
func (t *treeNode) Children(name string) []xpath.Node {
	var found []xpath.Node
	for _, n := range t.below() {
		if name == "*" || n.q.Name == name {
			found = append(found, t.v.instances(t.place(n), n)...)
		}
	}
	return found
}

// below lists the question nodes directly under this one.
func (t *treeNode) below() []*node {
	switch {
	case t.n == nil:
		return t.v.script.tops
	case t.entry || t.n.q.Type == thidua.Group:
		return t.n.children
	}
	return nil
}

// place is the place that holds a child.
func (t *treeNode) place(child *node) *place {
	if t.n == nil {
		return &place{part: child.part}
	}
	return t.p
}

// instances are the nodes of a question in a place: its entries, where it is a repeat.
func (v *view) instances(p *place, n *node) []xpath.Node {
	if n.q.Type != thidua.Repeat {
		return []xpath.Node{v.at(p, n)}
	}
	if !v.isRelevant(v.at(p, n)) {
		return nil
	}
	entries := v.entries(p, n)
	nodes := make([]xpath.Node, len(entries))
	for i, item := range entries {
		nodes[i] = v.entry(p.inner(n, item.ID), i+1)
	}
	return nodes
}

func (t *treeNode) order() int {
	if t.n == nil {
		return 0
	}
	return t.n.order
}
