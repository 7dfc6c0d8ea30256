package flows_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/flows/xpath"
)

// submitted is a node of a submission, made apart from the package under test, to check it by.
type submitted struct {
	q        *thidua.Question
	answers  map[string]thidua.Answer
	entry    *thidua.Entry
	path     string
	parent   *submitted
	children []*submitted
	position int
}

func (s *submitted) Name() string {
	if s.q == nil {
		return "data"
	}
	return s.q.Name
}

func (s *submitted) Position() int { return s.position }

func (s *submitted) Parent() xpath.Node {
	if s.parent == nil {
		return nil
	}
	return s.parent
}

func (s *submitted) Children(name string) []xpath.Node {
	var found []xpath.Node
	for _, c := range s.children {
		if name == "*" || c.Name() == name {
			found = append(found, c)
		}
	}
	return found
}

func (s *submitted) Value() xpath.Value {
	if s.q == nil || s.q.Contains() {
		return xpath.Value{}
	}
	value := s.answers[s.path].Value
	if s.q.Type == thidua.Integer || s.q.Type == thidua.Decimal {
		if f, err := strconv.ParseFloat(value, 64); err == nil {
			return xpath.Number(f)
		}
	}
	return xpath.String(value)
}

// grow makes the nodes of a question's entries, or of the question itself, below a parent.
func grow(parent *submitted, q *thidua.Question, entries []thidua.Entry) {
	if q.Type != thidua.Repeat {
		n := &submitted{q: q, parent: parent, position: 1, entry: parent.entry, answers: parent.answers, path: q.Name}
		if parent.q != nil && parent.q.Type == thidua.Group && parent.parent.q != nil {
			n.path = parent.path + "/" + q.Name
		}
		if parent.q == nil { // a group part is one entry
			n.entry, n.answers, n.path = &entries[0], entries[0].Answers, ""
		} else if parent.q.Type == thidua.Group && parent.parent.q == nil {
			n.path = q.Name
		}
		parent.children = append(parent.children, n)
		for _, child := range q.Children {
			grow(n, child, nil)
		}
		return
	}
	if entries == nil && parent.entry != nil {
		path := q.Name
		if parent.path != "" && parent.q.Type == thidua.Group {
			path = parent.path + "/" + q.Name
		}
		entries = parent.entry.Repeats[path]
	}
	for i := range entries {
		n := &submitted{q: q, parent: parent, position: i + 1, entry: &entries[i], answers: entries[i].Answers}
		parent.children = append(parent.children, n)
		for _, child := range q.Children {
			grow(n, child, nil)
		}
	}
}

// checker evaluates a part's own expressions over a submission.
type checker struct {
	t     testing.TB
	root  *submitted
	paths map[string][]string
	at    time.Time
	form  thidua.Form
}

// checkSubmission holds every value of a submission against relevance, required and constraint.
func checkSubmission(t testing.TB, c *thidua.Campaign, s thidua.Submission) {
	t.Helper()
	if s.Nothing {
		return
	}
	part, _ := c.Part(s.Part)
	k := checker{t: t, root: &submitted{position: 1}, paths: map[string][]string{}, at: s.At.In(c.Location), form: c.Form}
	k.name(part.Question, nil)
	grow(k.root, part.Question, s.Entries)
	k.check(k.root, part.Question)
}

func (k *checker) name(q *thidua.Question, above []string) {
	path := append(append([]string{}, above...), q.Name)
	k.paths[q.Name] = path
	for _, child := range q.Children {
		k.name(child, path)
	}
}

// truth evaluates an expression that reads this part only; known is false for others.
func (k *checker) truth(source string, at *submitted, item ...xpath.Node) (truth, known bool) {
	e, err := xpath.Compile(source)
	if err != nil {
		k.t.Fatal(err)
	}
	for _, name := range e.References() {
		if k.paths[name] == nil {
			return false, false
		}
	}
	env := &xpath.Environment{Node: at, Now: k.at, Random: func() float64 { return 0 },
		Reference: func(name string, from xpath.Node) []xpath.Node { return xpath.Resolve(k.root, from, k.paths[name]) }}
	if len(item) > 0 {
		env.Item = item[0]
	}
	v, err := e.Evaluate(env)
	if err != nil {
		k.t.Fatalf("%s: %v", source, err)
	}
	return v.AsBoolean(), true
}

// check goes through the nodes of a question below a parent; what is irrelevant has none.
func (k *checker) check(parent *submitted, q *thidua.Question) {
	k.t.Helper()
	for _, n := range parent.children {
		if n.q != q {
			continue
		}
		if relevant, known := k.relevant(n); known && !relevant {
			if !k.blank(n) {
				k.t.Errorf("%s is irrelevant and was handed in", q.Name)
			}
			continue
		}
		if !q.Contains() {
			k.checkAnswer(n)
		}
		for _, child := range q.Children {
			k.check(n, child)
		}
	}
}

func (k *checker) relevant(n *submitted) (relevant, known bool) {
	if n.q.Relevant == "" {
		return true, true
	}
	return k.truth(n.q.Relevant, n)
}

func (k *checker) blank(n *submitted) bool {
	if !n.q.Contains() {
		return n.answers[n.path].Empty()
	}
	if n.q.Type == thidua.Repeat {
		return false // an irrelevant repeat has no entries
	}
	for _, child := range n.children {
		if !k.blank(child) {
			return false
		}
	}
	return true
}

func (k *checker) checkAnswer(n *submitted) {
	k.t.Helper()
	a := n.answers[n.path]
	if a.Empty() {
		if n.q.Required != "" && len(n.q.Label) > 0 {
			if required, known := k.truth(n.q.Required, n); known && required && k.hasChoices(n.q) {
				k.t.Errorf("%s is required and missing", n.q.Name)
			}
		}
		return
	}
	if n.q.Constraint != "" {
		if good, known := k.truth(n.q.Constraint, n); known && !good {
			k.t.Errorf("%s = %q breaks its constraint %s", n.q.Name, a.Value, n.q.Constraint)
		}
	}
	if strings.HasPrefix(string(n.q.Type), "select") && !strings.HasPrefix(n.q.List, "${") {
		for _, name := range strings.Fields(a.Value) {
			if !k.isChoice(n, name) {
				k.t.Errorf("%s = %q is no choice", n.q.Name, a.Value)
			}
		}
	}
}

func (k *checker) hasChoices(q *thidua.Question) bool {
	return q.List == "" || len(k.form.Choices[q.List]) > 0
}

func (k *checker) isChoice(n *submitted, name string) bool {
	for _, c := range k.form.Choices[n.q.List] {
		if c.Name != name {
			continue
		}
		if n.q.ChoiceFilter == "" {
			return true
		}
		offered, _ := k.truth(n.q.ChoiceFilter, n, column{choice: &c})
		return offered
	}
	return false
}

// column is a choice, or one of its columns, for a choice_filter.
type column struct {
	choice *thidua.Choice
	name   string
}

func (c column) Name() string       { return c.name }
func (c column) Position() int      { return 1 }
func (c column) Parent() xpath.Node { return nil }
func (c column) Value() xpath.Value { return xpath.String(c.choice.Columns[c.name]) }

func (c column) Children(name string) []xpath.Node {
	if _, ok := c.choice.Columns[name]; !ok {
		return nil
	}
	return []xpath.Node{column{choice: c.choice, name: name}}
}
