package xpath

var placeFunctions = map[string]function{
	"current":        {eval: func(r *run, _ []term) Value { return current(r) }},
	"instance":       {least: 1, most: 1, eval: instance},
	"position":       {most: 1, eval: position, prepare: needsListIfAny},
	"last":           constant(last),
	"indexed-repeat": {least: 3, most: -1, eval: indexedRepeat, prepare: repeatsAndIndexes},
}

func current(r *run) Value {
	if r.env.Node == nil {
		return Nodes(nil)
	}
	return Nodes([]Node{r.env.Node})
}

// document stands above the node `root` of a list of choices.
type document struct{ root Node }

func (d document) Name() string { return "" }
func (d document) Value() Value { return Value{} }
func (d document) Parent() Node { return nil }

func (d document) Children(name string) []Node {
	if list := d.root.Children(name); name == "root" && len(list) > 0 {
		return list
	}
	if name == "root" || name == "*" || name == d.root.Name() {
		return []Node{d.root}
	}
	return nil
}

func (d document) Position() int { return 1 }

func instance(r *run, a []term) Value {
	list := r.text(a[0])
	if r.env.Instance != nil {
		if root := r.env.Instance(list); root != nil {
			return Nodes([]Node{document{root}})
		}
	}
	return r.fail(&UnknownName{Name: list})
}

func needsListIfAny(p *parser, c *call) (term, *mistake) {
	if len(c.arguments) == 0 {
		return c, nil
	}
	return needsList(p, c)
}

// position is that of the first node given, 0 if there is none; else of the item in its predicate, the pass of the
// loop, or the entry at hand.
func position(r *run, a []term) Value {
	if len(a) == 1 {
		list := r.nodes(a[0], "position")
		if len(list) == 0 {
			return Number(0)
		}
		return Number(float64(list[0].Position()))
	}
	switch {
	case r.position > 0:
		return Number(float64(r.position))
	case r.env.Position > 0:
		return Number(float64(r.env.Position))
	case r.node != nil:
		return Number(float64(r.node.Position()))
	}
	return Number(0)
}

func last(r *run) Value {
	if r.position > 0 {
		return Number(float64(r.size))
	}
	return Number(float64(max(1, r.env.Size)))
}

func repeatsAndIndexes(_ *parser, c *call) (term, *mistake) {
	if len(c.arguments)%2 == 0 {
		return nil, &mistake{cause: CauseRepeatPairs}
	}
	for i, t := range c.arguments {
		if i > 0 && i%2 == 0 {
			continue
		}
		if _, ok := nameOf(t); !ok {
			return nil, &mistake{cause: CauseRepeatNames}
		}
	}
	return c, nil
}

// nameOf is the last name of a reference or path.
func nameOf(t term) (string, bool) {
	switch t := t.(type) {
	case reference:
		return t.name, true
	case *path:
		if len(t.steps) > 0 && t.steps[len(t.steps)-1].axis == axisChild {
			return t.steps[len(t.steps)-1].name, true
		}
		return "", t.start == nil // ../.. is seen when it is evaluated
	}
	return "", false
}

// indexedRepeat takes, of all answers in the form, those in the entries with the given numbers. As in JavaRosa an index
// that is blank or below 1 means the first.
func indexedRepeat(r *run, a []term) Value {
	found := r.everywhere(a[0])
	for i := 1; i < len(a); i += 2 {
		repeat, index := r.repeatName(a[i]), max(1, r.integer(a[i+1]))
		if !r.spend(len(found)) {
			return Value{}
		}
		var kept []Node
		for _, n := range found {
			entry := entryAround(n, repeat)
			if entry == nil {
				return r.fail(&TypeError{"indexed-repeat", "the question is not inside the repeat " + repeat})
			}
			if entry.Position() == index {
				kept = append(kept, n)
			}
		}
		found = kept
	}
	return Nodes(found)
}

// repeatName is the name of a repeat given as a reference or path.
func (r *run) repeatName(t term) string {
	if name, _ := nameOf(t); name != "" {
		return name
	}
	if list := r.nodes(t, "indexed-repeat"); len(list) > 0 {
		return list[0].Name()
	}
	return ""
}

func entryAround(n Node, repeat string) Node {
	for up := n.Parent(); up != nil; up = up.Parent() {
		if up.Name() == repeat {
			return up
		}
	}
	return nil
}

// everywhere takes a reference or path from the root, through all entries.
func (r *run) everywhere(t term) []Node {
	switch t := t.(type) {
	case reference:
		return r.reference(t.name, nil)
	case *path:
		if t.absolute {
			return r.fromRoot(t.steps, rootOf(r.env.Node), nil)
		}
	}
	here := r.nodes(t, "indexed-repeat")
	if len(here) == 0 {
		return nil
	}
	chain := append(ancestors(here[0]), here[0])
	names := make([]string, 0, len(chain))
	for _, n := range chain[1:] {
		names = append(names, n.Name())
	}
	list := Resolve(chain[0], nil, names)
	r.spend(len(list))
	return list
}
