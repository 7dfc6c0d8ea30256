package flows

import (
	"fmt"
	"slices"
	"strings"

	"thidua"
	"thidua/flows/xpath"
)

// node is a compiled question.
type node struct {
	q        *thidua.Question
	part     *part
	parent   *node
	repeat   *node    // innermost repeat around it
	path     string   // below the place that holds it
	full     []string // names from the root
	order    int      // in the workbook
	number   int      // among what people may see of its place
	slot     int      // among all nodes of its place; 0 is the part's group
	asked    int      // how many of those are questions or repeats, up to this one
	inside   *layout  // of a repeat's entries
	place    *layout  // that it stands in; nil for a group
	children []*node
	choices  []thidua.Choice

	illustrated bool // some choice has media

	affects  []*node // in a long place: those that an answer here may open, in order
	triggers []*node // calculated anew when this one's answer changes

	relevant, required, constraint, calculation *xpath.Expression
	fallback, filter, readonly, count, seed     *xpath.Expression
	texts                                       map[string]*xpath.Text // compiled templates by their source
}

// under says where a node stands; the group of a part that is the whole survey is the root itself.
func (n *node) under(parent *node, whole bool) {
	n.parent = parent
	switch {
	case parent == nil && whole:
		return
	case parent == nil:
		n.full = []string{n.q.Name}
		if n.q.Type == thidua.Repeat {
			n.path = n.q.Name
		}
		return
	}
	n.full = append(slices.Clone(parent.full), n.q.Name)
	n.repeat, n.path = parent.repeat, n.q.Name
	if parent.q.Type == thidua.Repeat {
		n.repeat = parent
	} else if parent.parent != nil {
		n.path = parent.path + "/" + n.q.Name
	}
}

func (n *node) compileExpressions() error {
	q := n.q
	dynamic := ""
	if q.Dynamic {
		dynamic = q.Default
	}
	for _, e := range []struct {
		source string
		target **xpath.Expression
	}{
		{q.Relevant, &n.relevant}, {q.Required, &n.required}, {q.Constraint, &n.constraint}, {q.Calculation, &n.calculation},
		{dynamic, &n.fallback}, {q.ChoiceFilter, &n.filter}, {q.ReadOnly, &n.readonly}, {q.RepeatCount, &n.count}, {q.Parameters["seed"], &n.seed},
	} {
		if e.source == "" {
			continue
		}
		compiled, err := xpath.Compile(e.source)
		if err != nil {
			return fmt.Errorf("question %s: %w", q.Name, err)
		}
		*e.target = compiled
	}
	if n.triggered() {
		n.fallback, n.calculation = n.calculation, nil
	}
	return n.compileTexts()
}

func (n *node) compileTexts() error {
	n.texts = map[string]*xpath.Text{}
	for _, text := range []thidua.Text{n.q.Label, n.q.Hint, n.q.Guidance, n.q.RequiredMessage, n.q.ConstraintMessage} {
		for _, source := range text {
			compiled, err := xpath.CompileText(source)
			if err != nil {
				return fmt.Errorf("question %s: %w", n.q.Name, err)
			}
			n.texts[source] = compiled
		}
	}
	return nil
}

// contains tells whether the node holds others.
func (n *node) contains() bool { return n.q.Contains() }

// calculates tells whether the value is always worked out, never given.
func (n *node) calculates() bool { return n.calculation != nil }

// triggered tells whether the calculation only suggests: it runs when another answer changes, and people may change
// its result (XLSForm §5).
func (n *node) triggered() bool {
	return n.calculation != nil && len(n.q.Trigger) > 0 && n.seen()
}

// seen tells whether people see the question.
func (n *node) seen() bool { return len(n.q.Label) > 0 || len(n.q.Hint) > 0 }

// silent tells whether the node is never shown: what is computed, and what the workbook hides.
func (n *node) silent() bool {
	switch n.q.Type {
	case thidua.Calculate, thidua.Hidden, thidua.Start, thidua.End, thidua.Today:
		return true
	}
	return !n.contains() && !n.seen() && (n.calculates() || n.q.Default != "")
}

// lasts tells whether the first value is kept: once() says so itself, and a default such as today() is worked out once
// for each filling (XLSForm §5). One that reads other answers follows them until the person keeps it: when the filling
// begins there are none.
func (n *node) lasts() bool {
	if n.calculates() {
		return strings.Contains(n.q.Calculation, "once(")
	}
	return n.fallback != nil && n.q.Dynamic && len(n.fallback.References()) == 0
}
