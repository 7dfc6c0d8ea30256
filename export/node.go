package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"thidua"
	"thidua/flows/xpath"
)

// tree is the consolidation as a template's expressions see it. The children of its root are the entries of every
// part through all units, under the part's name, and facts: the keys of the campaign and what is computed.
type tree struct {
	c       *Consolidation
	root    *node
	paths   map[string]way     // of questions by name, for ${name}
	held    map[*Part][]*Entry // of the parts that were asked for
	filed   map[filedBy][]*Entry
	sources *sources        // of the paragraph at hand
	err     error           // of the first part that could not be read
	lenient bool            // a name that the campaign lacks is empty: the built-in template fits every campaign
	about   bool            // an approximate answer was read since this was last cleared
	steps   int             // that an expression may take
	names   map[string]bool // that the template reads; nil: it may be any
	trial   bool            // a template is tried out: lists that are empty show how they would look
}

type way struct {
	names    []string // below the root
	question *thidua.Question
}

// node is one place of the tree: the root, an entry, a group or an answer in it, or a fact.
type node struct {
	t        *tree
	up       *node // nil for the root
	position int
	question *thidua.Question // of an answer or group; of an entry, the part or repeat that it fills
	entry    *Entry           // that holds it
	below    string           // path of an answer or group below its entry
	fact     *fact
	known    map[string][]xpath.Node // children asked for so far, but for those in an entry: there may be 200,000 of these
	cleaned  *thidua.Answer          // what given returned
}

func newTree(c *Consolidation) *tree {
	t := &tree{c: c, paths: map[string]way{}, held: map[*Part][]*Entry{}, filed: map[filedBy][]*Entry{}}
	t.root = &node{t: t, position: 1, fact: &fact{below: sync.OnceValue(t.facts)}}
	t.steps = xpath.DefaultSteps
	for _, p := range c.Parts {
		t.learn(p.Question, []string{p.Name})
		t.steps += stepsOfEntry * p.Count()
	}
	return t
}

// stepsOfEntry is what an expression may take for every entry that there is, beside what any may: enough to look at each in
// some ways, too little to compare all with all where they are many.
const stepsOfEntry = 60

// learn notes where questions stand; of two with one name the first is meant.
func (t *tree) learn(q *thidua.Question, names []string) {
	if _, twice := t.paths[q.Name]; !twice {
		t.paths[q.Name] = way{names: names, question: q}
	}
	for _, child := range q.Children {
		t.learn(child, append(slices.Clip(names), child.Name))
	}
}

// Name is the fact's, or the question's.
func (n *node) Name() string {
	if n.fact != nil {
		return n.fact.name
	}
	return n.question.Name
}

// Position counts entries of one list.
func (n *node) Position() int { return n.position }

// Parent is the entry or group around it.
func (n *node) Parent() xpath.Node {
	if n.up == nil {
		return nil
	}
	return n.up
}

func (n *node) isAnswer() bool { return n.question != nil && !n.question.Contains() }
func (n *node) isEntry() bool  { return n.entry != nil && n.below == "" }
func (n *node) isGroup() bool  { return n.entry != nil && n.below != "" && n.question.Contains() }

// Declares tells whether the campaign gives this place such a child, filled or not.
func (n *node) Declares(name string) bool {
	if n.declares(name) {
		return true
	}
	if !n.t.lenient {
		return false
	}
	for up := n.up; up != nil; up = up.up {
		if up.declares(name) {
			return false // it is looked up further out
		}
	}
	return true
}

func (n *node) declares(name string) bool {
	_, part := n.t.c.Part(name)
	whole := n.t.wholeForm()
	switch {
	case part && n.holdsParts(),
		n.up == nil && slices.Contains(campaignKeys, name),
		n.up == nil && whole != nil && declared(whole.Question, name),
		n.question != nil && n.question.Contains() && declared(n.question, name),
		n.fact != nil && slices.Contains(n.fact.lists, name):
		return true
	}
	return slices.ContainsFunc(n.facts(), func(f fact) bool { return f.name == name })
}

// declared looks for a question in a group or repeat, and through the groups in it.
func declared(q *thidua.Question, name string) bool {
	return slices.ContainsFunc(q.Children, func(child *thidua.Question) bool {
		return child.Name == name || child.Type == thidua.Group && declared(child, name)
	})
}

// Children finds what a name means here. A question in a group is found under the group, and also directly under its
// entry, as if the group were not there.
func (n *node) Children(name string) []xpath.Node {
	children, ok := n.known[name]
	if !ok {
		children = n.find(name)
		if n.known == nil && n.entry == nil {
			n.known = map[string][]xpath.Node{}
		}
		if n.known != nil {
			n.known[name] = children
		}
	}
	if n.t.sources != nil {
		if n.fact != nil && n.entry != nil {
			n.t.sources.read(n.entry, "")
		}
		for _, child := range children {
			below, ok := child.(*node)
			switch {
			case ok && below.isEntry():
				n.t.sources.read(below.entry, "")
			case ok && below.fact != nil && below.fact.from != nil:
				for _, e := range below.fact.from() {
					n.t.sources.read(e, "")
				}
			}
		}
	}
	return children
}

func (n *node) find(name string) []xpath.Node {
	if p, ok := n.t.c.Part(name); ok && n.holdsParts() {
		return n.entries(p)
	}
	var children []xpath.Node
	for _, f := range n.factsCalled(name) {
		if f.name == name || name == "*" {
			children = append(children, &node{t: n.t, up: n, position: len(children) + 1, fact: &f, question: f.question, entry: f.entry})
		}
	}
	if n.fact != nil && n.fact.part != nil && (name == entryFact || name == "*") {
		children = append(children, n.whole(n.fact.part)...)
	}
	if n.question != nil && (len(children) == 0 || name == "*") {
		children = append(children, n.answers(name)...)
	}
	if whole := n.t.wholeForm(); whole != nil && n.up == nil && len(children) == 0 {
		for _, e := range n.entries(whole) {
			children = append(children, e.Children(name)...)
		}
	}
	return children
}

// wholeForm is the part that stands for a form without parts: its questions are named at the root, as in the form.
func (t *tree) wholeForm() *Part {
	if len(t.c.Parts) != 1 || slices.Contains(t.c.Campaign.Form.Questions, t.c.Parts[0].Question) {
		return nil
	}
	return t.c.Parts[0]
}

// factsCalled are the facts among which one of a name may be: of entries, which are many, they are made only for the one name
// that they have.
func (n *node) factsCalled(name string) []fact {
	if n.fact == nil && n.isEntry() && name != unitOfEntry && name != "*" {
		return nil
	}
	return n.facts()
}

// facts are the children that no question gives.
func (n *node) facts() []fact {
	switch {
	case n.fact != nil && n.fact.below != nil:
		return n.fact.below()
	case n.isEntry():
		return entryFacts(n.t.c, n.entry)
	}
	return nil
}

// holdsParts tells whether the names of parts are names here: at the root, and in a unit of progress.
func (n *node) holdsParts() bool { return n.up == nil || n.fact != nil && n.fact.unit != "" }

// entries are the nodes of a part: of one unit, or at the root of all, in the order of units.
func (n *node) entries(p *Part) []xpath.Node {
	held := n.t.entriesOf(p)
	if n.fact.unit != "" {
		held = n.t.filed[filedBy{p.Name, n.fact.unit}]
	}
	nodes := make([]xpath.Node, len(held))
	for i, e := range held {
		nodes[i] = &node{t: n.t, up: n, position: i + 1, question: p.Question, entry: e}
	}
	return nodes
}

// whole are the entries of a part with all their answers, whatever the questions are called.
func (n *node) whole(p *Part) []xpath.Node {
	var nodes []xpath.Node
	for i, e := range n.t.entries(p, nil) {
		nodes = append(nodes, &node{t: n.t, up: n, position: i + 1, fact: n.t.entryFact(p, e)})
	}
	return nodes
}

type filedBy struct{ part, unit string }

// entriesOf reads the entries of a part when they are first asked for, and holds on to what the template reads of them:
// expressions range over them again and again.
func (t *tree) entriesOf(p *Part) []*Entry {
	if held, ok := t.held[p]; ok {
		return held
	}
	names := t.names
	if p.Kind == nominationKind {
		names = nil // they are read by what their questions may be called
	}
	held := t.entries(p, names)
	t.held[p] = held
	for from := 0; from < len(held); {
		to := from + 1
		for to < len(held) && held[to].Unit == held[from].Unit {
			to++
		}
		t.filed[filedBy{p.Name, held[from].Unit.Code}] = held[from:to:to]
		from = to
	}
	return held
}

// answers are the nodes of the questions of a name in a group or entry.
func (n *node) answers(name string) []xpath.Node {
	var nodes []xpath.Node
	for _, child := range n.question.Children {
		if child.Name == name || name == "*" {
			nodes = append(nodes, n.answer(child)...)
		}
	}
	if len(nodes) > 0 || name == "*" {
		return nodes
	}
	for _, child := range n.question.Children {
		if child.Type == thidua.Group {
			nodes = append(nodes, n.Children(child.Name)[0].Children(name)...)
		}
	}
	return nodes
}

// answer makes the node of a question in an entry, or those of the entries of a nested repeat.
func (n *node) answer(q *thidua.Question) []xpath.Node {
	below := strings.TrimPrefix(n.below+"/"+q.Name, "/")
	if q.Type != thidua.Repeat {
		return []xpath.Node{&node{t: n.t, up: n, position: 1, question: q, entry: n.entry, below: below}}
	}
	var nodes []xpath.Node
	for i, e := range n.entry.Repeats[below] {
		nodes = append(nodes, &node{t: n.t, up: n, position: i + 1, question: q, entry: e})
	}
	return nodes
}

// listed tells whether a node is one of a list, so that a section on it is a loop and no condition.
func (n *node) listed() bool { return n.isEntry() || n.fact != nil && n.fact.listed }

// holder is the nearest place around a node, or the node itself, that is one of a list, else the root.
func (n *node) holder() *node {
	for n.up != nil && !n.listed() {
		n = n.up
	}
	return n
}

// entries reads those of a part, and of their answers what has such names.
func (t *tree) entries(p *Part, names map[string]bool) []*Entry {
	held, kept := make([]*Entry, 0, p.Count()), t.c.keeper(names)
	for e, err := range p.Entries() {
		if err != nil {
			t.err = cmp.Or(t.err, fmt.Errorf("read the entries of %s: %w", p.Name, err))
			break
		}
		kept.keep(e)
		held = append(held, e)
	}
	return held
}
