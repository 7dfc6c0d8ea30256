package flows_test

import (
	"slices"
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
	switch s.q.Type {
	case thidua.Integer, thidua.Decimal, thidua.Calculate:
		if f, err := strconv.ParseFloat(value, 64); err == nil {
			return xpath.Number(f)
		}
		if s.q.Type == thidua.Calculate && (value == "true" || value == "false") {
			return xpath.Boolean(value == "true") // a calculation keeps its type (XLSForm §7)
		}
	case thidua.Date:
		if day, err := time.Parse(time.DateOnly, value); err == nil {
			return xpath.Date(day)
		}
	case thidua.DateTime:
		if at, err := time.Parse("2006-01-02T15:04:05.000-07:00", value); err == nil {
			return xpath.DateTime(at)
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

// checker evaluates a part's expressions over a submission, and over those of other parts.
type checker struct {
	t     testing.TB
	root  *submitted
	paths map[string][]string
	names map[string]*thidua.Question
	at    time.Time
	form  thidua.Form
}

// checkSubmission holds every value of a submission against relevance, required, constraint, choices and counts; what
// names a part that is not among the others is left out.
func checkSubmission(t testing.TB, c *thidua.Campaign, s thidua.Submission, others ...thidua.Submission) {
	t.Helper()
	if s.Nothing {
		return
	}
	k := checker{t: t, root: &submitted{position: 1}, paths: map[string][]string{}, names: map[string]*thidua.Question{},
		at: s.At.In(c.Location), form: c.Form}
	for _, one := range append([]thidua.Submission{s}, others...) {
		part, _ := c.Part(one.Part)
		k.name(part.Question, nil)
		grow(k.root, part.Question, one.Entries)
	}
	part, _ := c.Part(s.Part)
	k.check(k.root, part.Question)
}

func (k *checker) name(q *thidua.Question, above []string) {
	path := append(append([]string{}, above...), q.Name)
	k.paths[q.Name], k.names[q.Name] = path, q
	for _, child := range q.Children {
		k.name(child, path)
	}
}

// evaluate gives the value of an expression; known is false where it reads what is not there.
func (k *checker) evaluate(source string, at *submitted, item ...xpath.Node) (value xpath.Value, known bool) {
	e, err := xpath.Compile(source)
	if err != nil {
		k.t.Fatal(err)
	}
	for _, name := range e.References() {
		if k.paths[name] == nil {
			return xpath.Value{}, false
		}
	}
	if strings.Contains(source, "once(") || strings.Contains(source, "random(") || strings.Contains(source, "uuid(") {
		return xpath.Value{}, false
	}
	env := &xpath.Environment{Node: at, Now: k.at, Random: func() float64 { return 0 }, Reference: k.reference,
		ChoiceLabel: k.choiceLabel, Instance: k.instance}
	if len(item) > 0 {
		env.Item = item[0]
	}
	v, err := e.Evaluate(env)
	if err != nil {
		k.t.Fatalf("%s: %v", source, err)
	}
	return v, true
}

func (k *checker) reference(name string, from xpath.Node) []xpath.Node {
	return xpath.Resolve(k.root, from, k.paths[name])
}

func (k *checker) choiceLabel(value, question string) string {
	if q := k.names[question]; q != nil {
		for _, c := range k.form.Choices[q.List] {
			if c.Name == value {
				return c.Label.In("vi")
			}
		}
	}
	return value
}

func (k *checker) truth(source string, at *submitted, item ...xpath.Node) (truth, known bool) {
	v, known := k.evaluate(source, at, item...)
	return v.AsBoolean(), known
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
		if q.Type == thidua.Group || q.Type == thidua.Repeat {
			k.checkCounts(n)
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

// checkCounts holds the entries of the repeats below a node against the numbers that they ask for.
func (k *checker) checkCounts(n *submitted) {
	k.t.Helper()
	for _, q := range n.q.Children {
		if q.Type != thidua.Repeat || q.RepeatCount == "" {
			continue
		}
		standIn := &submitted{q: q, parent: n, position: 1}
		if relevant, known := k.relevant(standIn); !known || !relevant {
			continue
		}
		count, known := k.evaluate(q.RepeatCount, standIn)
		if wanted := count.AsNumber(); known && wanted >= 1 && len(n.Children(q.Name)) < int(wanted) {
			k.t.Errorf("%s has %d entries of %v", q.Name, len(n.Children(q.Name)), wanted)
		}
	}
}

func (k *checker) checkAnswer(n *submitted) {
	k.t.Helper()
	a := n.answers[n.path]
	if a.Empty() {
		k.checkMissing(n)
		return
	}
	if n.q.Constraint != "" {
		if good, known := k.truth(n.q.Constraint, n); known && !good {
			k.t.Errorf("%s = %q breaks its constraint %s", n.q.Name, a.Value, n.q.Constraint)
		}
	}
	if strings.HasPrefix(string(n.q.Type), "select") && n.q.Calculation == "" {
		offered := k.offered(n)
		for _, name := range k.chosen(n, a.Value) {
			if !slices.Contains(offered, name) {
				k.t.Errorf("%s = %q is no choice", n.q.Name, a.Value)
			}
		}
	}
}

// chosen are the names in a value; an answer given elsewhere may hold spaces.
func (k *checker) chosen(n *submitted, value string) []string {
	if n.q.Type == thidua.SelectOne {
		return []string{value}
	}
	return strings.Fields(value)
}

// checkMissing finds what had to be answered and was not; nobody is asked to choose among nothing.
func (k *checker) checkMissing(n *submitted) {
	k.t.Helper()
	if n.q.Required == "" || len(n.q.Label) == 0 || n.q.Calculation != "" || n.q.Type == thidua.Note {
		return
	}
	if n.q.ReadOnly != "" {
		if readonly, known := k.truth(n.q.ReadOnly, n); !known || readonly {
			return
		}
	}
	if strings.HasPrefix(string(n.q.Type), "select") && len(k.offered(n)) == 0 {
		return
	}
	if required, known := k.truth(n.q.Required, n); known && required {
		k.t.Errorf("%s is required and missing", n.q.Name)
	}
}

// offered are the names that a select offers: of its list, as filtered, or what was answered elsewhere.
func (k *checker) offered(n *submitted) []string {
	var names []string
	if question, ok := strings.CutPrefix(n.q.List, "${"); ok {
		for _, node := range k.reference(strings.TrimSuffix(question, "}"), n) {
			if name := node.Value().AsString(); name != "" {
				names = append(names, name)
			}
		}
		return names
	}
	for _, c := range k.form.Choices[n.q.List] {
		if n.q.ChoiceFilter != "" {
			if kept, known := k.truth(n.q.ChoiceFilter, n, column{choice: &c}); known && !kept {
				continue
			}
		}
		names = append(names, c.Name)
	}
	return names
}

// column is a choice, or one of its columns, for a choice_filter.
type column struct {
	choice *thidua.Choice
	name   string
}

func (c column) Name() string       { return c.name }
func (c column) Position() int      { return 1 }
func (c column) Parent() xpath.Node { return nil }

func (c column) Value() xpath.Value {
	if c.name == "name" {
		return xpath.String(c.choice.Name)
	}
	return xpath.String(c.choice.Columns[c.name])
}

func (c column) Children(name string) []xpath.Node {
	if _, ok := c.choice.Columns[name]; !ok && name != "name" {
		return nil
	}
	return []xpath.Node{column{choice: c.choice, name: name}}
}

// items is instance('list').
type items struct {
	form *thidua.Form
	list string
}

func (i items) Name() string       { return "root" }
func (i items) Position() int      { return 1 }
func (i items) Parent() xpath.Node { return nil }
func (i items) Value() xpath.Value { return xpath.Value{} }

func (i items) Children(string) []xpath.Node {
	var found []xpath.Node
	for _, c := range i.form.Choices[i.list] {
		found = append(found, column{choice: &c})
	}
	return found
}

func (k *checker) instance(list string) xpath.Node { return items{form: &k.form, list: list} }
