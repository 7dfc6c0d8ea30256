package flows

import (
	"thidua"
	"thidua/flows/xpath"
)

// treeNode is a question, a group, an entry of a repeat, or the root (n is nil) of the answers that expressions read.
type treeNode struct {
	v     *view
	p     *place // whose sheet holds it; for an entry, the entry itself
	n     *node
	entry bool
	made  memo
}

// memo is what was worked out of a node since an answer changed.
type memo struct {
	edition  int32 // of the answers
	position int32 // 0: to be found where it is asked for
	valued   bool
	judged   bool
	relevant bool
	value    xpath.Value
}

func (t *treeNode) memo() *memo {
	if t.made.edition != t.v.edition {
		t.made = memo{edition: t.v.edition}
	}
	return &t.made
}

// ground is what a step knows of one place.
type ground struct {
	key   thidua.Key  // of its sheet
	nodes []*treeNode // by their slots; nil until they are asked for
	entry *treeNode
	sheet *Sheet
	shelf int // on which the sheet was
}

type groundKey struct {
	part *part
	id   string
}

// ground finds what is known of a place, mostly of the one that was asked about before.
func (v *view) ground(p *place) *ground {
	if p == v.stood {
		return v.under
	}
	key := groundKey{p.part, p.id}
	g := v.grounds[key]
	if g == nil {
		g = &ground{nodes: make([]*treeNode, p.layout().slots+1),
			key: thidua.DraftKey(v.script.Campaign.ID, v.owner(p.part), p.part.Name, "sheet", p.id)}
		v.grounds[key] = g
	}
	v.stood, v.under = p, g
	return g
}

// root is the tree's root: the unit's parts and the secretariat's, or the only part where that is the whole survey.
func (v *view) root() *treeNode {
	if whole := v.script.whole; whole != nil {
		return v.at(whole.home, whole.top)
	}
	if v.top == nil {
		v.top = &treeNode{v: v}
	}
	return v.top
}

// at is the node of a question, group or repeat in a place.
func (v *view) at(p *place, n *node) *treeNode {
	g := v.ground(p)
	t := g.nodes[n.slot]
	if t == nil {
		t = v.newNode()
		t.p, t.n = p, n
		g.nodes[n.slot] = t
	}
	return t
}

// newNode takes one of a batch: an expression may look at hundreds.
func (v *view) newNode() *treeNode {
	const batch = 8
	if len(v.spare) == 0 {
		v.spare = make([]treeNode, batch)
	}
	t := &v.spare[0]
	v.spare, t.v = v.spare[1:], v
	return t
}

// entry is the node of an entry.
func (v *view) entry(p *place) *treeNode {
	g := v.ground(p)
	if g.entry == nil {
		g.entry = &treeNode{v: v, p: p, n: p.repeat, entry: true}
	}
	return g.entry
}

// here is the node in which a place's first level stands: the entry, or the part's group.
func (v *view) here(p *place) *treeNode {
	if p.repeat == nil {
		return v.at(p, p.part.top)
	}
	return v.entry(p)
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
	if !t.entry {
		return 1
	}
	made := t.memo()
	if made.position == 0 {
		made.position = int32(t.v.position(t.p) + 1)
	}
	return int(made.position)
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
		return child.part.home
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
		entry := v.entry(p.inner(n, item.ID))
		entry.memo().position = int32(i + 1)
		nodes[i] = entry
	}
	return nodes
}

func (t *treeNode) order() int {
	if t.n == nil {
		return 0
	}
	return t.n.order
}
