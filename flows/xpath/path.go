package xpath

import "slices"

type axis uint8

const (
	axisChild axis = iota
	axisSelf
	axisParent
)

type step struct {
	axis       axis
	name       string
	predicates []term
}

// self is a lone `.`.
type self struct{}

func (self) eval(r *run) Value {
	if r.node == nil {
		return Value{}
	}
	return Nodes([]Node{r.node})
}

// reference is ${name}.
type reference struct{ name string }

func (t reference) eval(r *run) Value { return Nodes(r.reference(t.name, r.env.Node)) }

func (r *run) reference(name string, from Node) []Node {
	if r.env.Reference == nil {
		r.fail(&UnknownName{Name: name})
		return nil
	}
	list := r.env.Reference(name, from)
	r.spend(len(list))
	return list
}

// path is steps from a start: a term, the root, or the context node.
type path struct {
	start      term
	absolute   bool
	perParent  bool   // the start's positions count anew for every parent
	predicates []term // on the start
	steps      []step
}

func (t *path) eval(r *run) Value {
	switch {
	case t.start != nil:
		list := r.nodes(t.start, "a path")
		if t.perParent {
			list = r.filterRuns(list, t.predicates)
		} else {
			list = r.filter(list, t.predicates)
		}
		return Nodes(r.walk(list, t.steps))
	case t.absolute:
		from := r.env.Node
		if from == nil {
			from = r.env.Item
		}
		return Nodes(r.fromRoot(t.steps, rootOf(from), from))
	}
	if r.node == nil {
		return Nodes(nil)
	}
	first := t.steps[0]
	if first.axis != axisChild || !r.env.Outward {
		return Nodes(r.walk([]Node{r.node}, t.steps))
	}
	for at := r.node; at != nil; at = at.Parent() {
		if children := at.Children(first.name); len(children) > 0 || declares(at, first.name) {
			return Nodes(r.walk(r.filter(children, first.predicates), t.steps[1:]))
		}
	}
	return r.fail(&UnknownName{Name: first.name})
}

func declares(n Node, name string) bool {
	d, ok := n.(Declarer)
	return name == "*" || ok && d.Declares(name)
}

// fromRoot follows an absolute path as JavaRosa does: through the entries that enclose the node from, as far as they and
// the target share their way; from nil takes all entries.
func (r *run) fromRoot(steps []step, root, from Node) []Node {
	if root == nil || !steps[0].matches(root) {
		return nil
	}
	at, done := root, 1
	chain := ancestors(from)
	for done < len(steps)-1 && done < len(chain) && chain[0] == root {
		s := steps[done]
		if s.axis != axisChild || len(s.predicates) > 0 || s.name != chain[done].Name() {
			break
		}
		at = chain[done]
		done++
	}
	list := []Node{at}
	if done == 1 {
		list = r.filter(list, steps[0].predicates)
	}
	return r.walk(list, steps[done:])
}

func (s step) matches(n Node) bool {
	return s.axis == axisChild && (s.name == "*" || s.name == n.Name() || n.Name() == "")
}

func (r *run) walk(list []Node, steps []step) []Node {
	for _, s := range steps {
		if r.err != nil || len(list) == 0 {
			return nil
		}
		list = r.step(list, s)
	}
	return list
}

func (r *run) step(list []Node, s step) []Node {
	if s.axis == axisChild && r.env.Outward && !r.known(list, s.name) {
		r.fail(&UnknownName{Name: s.name})
		return nil
	}
	if len(list) == 1 {
		return r.filter(s.from(list[0]), s.predicates)
	}
	if !r.spend(len(list)) {
		return nil
	}
	var all []Node
	for _, n := range list {
		for _, m := range r.filter(s.from(n), s.predicates) {
			if s.axis != axisParent || !slices.Contains(all[max(0, len(all)-1):], m) {
				all = append(all, m)
			}
		}
	}
	return all
}

// known tells whether some node has such a child, or whether its nodes cannot tell.
func (r *run) known(list []Node, name string) bool {
	for _, n := range list {
		if d, ok := n.(Declarer); !ok || name == "*" || d.Declares(name) || len(n.Children(name)) > 0 {
			return true
		}
	}
	return false
}

func (s step) from(n Node) []Node {
	switch s.axis {
	case axisChild:
		return n.Children(s.name)
	case axisSelf:
		return []Node{n}
	}
	if up := n.Parent(); up != nil {
		return []Node{up}
	}
	return nil
}

// filter keeps the nodes for which every predicate holds; a number means that position.
func (r *run) filter(list []Node, predicates []term) []Node {
	if !r.spend(len(list)) {
		return nil
	}
	for _, predicate := range predicates {
		node, position, size := r.node, r.position, r.size
		var kept []Node
		r.size = len(list)
		for i, n := range list {
			r.node, r.position = n, i+1
			v := r.list(predicate)
			if r.err != nil {
				break
			}
			if v.kind == KindNumber && v.number == float64(i+1) || v.kind != KindNumber && v.AsBoolean() {
				kept = append(kept, n)
			}
		}
		r.node, r.position, r.size = node, position, size
		list = kept
	}
	return list
}

// filterRuns counts positions anew for every parent, as ${inner}[1] does that stands for a path through outer entries.
func (r *run) filterRuns(list []Node, predicates []term) []Node {
	if len(predicates) == 0 || len(list) == 0 {
		return list
	}
	var all []Node
	for len(list) > 0 {
		parent, end := list[0].Parent(), 1
		for end < len(list) && list[end].Parent() == parent {
			end++
		}
		all = append(all, r.filter(list[:end], predicates)...)
		list = list[end:]
	}
	return all
}
