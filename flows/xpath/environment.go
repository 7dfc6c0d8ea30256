package xpath

import (
	"errors"
	"time"
)

// Node is one place in a tree of answers: a question, a group, one entry of a repeat, or the root. Nodes are compared
// with ==, so an implementation is a pointer or a comparable struct.
type Node interface {
	Name() string
	Value() Value                // of a question; empty if unanswered or irrelevant, and for all others
	Parent() Node                // nil at the root
	Children(name string) []Node // in order; "*" = all
	Position() int               // 1-based among the siblings of one name
}

// Declarer is a Node that knows which children its form gives it, so that a repeat without entries is not taken for an
// unknown name. Only Environment.Outward asks.
type Declarer interface {
	Declares(name string) bool
}

// DefaultSteps is the budget of one evaluation: operators, calls and visited nodes.
const DefaultSteps = 1_000_000

// ErrBudget says that an evaluation took more steps than it may.
var ErrBudget = errors.New("the expression takes too many steps")

// Environment is all that an evaluation may look at.
type Environment struct {
	// Node holds the expression: current(), `.`, `..`, and the place that ${name} is resolved from.
	Node Node
	// Item, if set, stands before Node for `.`, `..` and bare names: the choice that a choice_filter judges.
	Item Node
	// Reference gives what ${name} means at a place (XLSForm §4, see Resolve); from nil asks from the root.
	Reference func(name string, from Node) []Node
	// Outward looks a path's first name up in ever outer nodes, and makes a name found nowhere an *UnknownName.
	Outward bool
	// Position and Size, if set, are position() and last() outside predicates: the pass of a template's loop.
	Position, Size int
	// Now is the clock and, by its location, the zone of dates without an offset.
	Now time.Time
	// Language of month and day names: "vi", else English.
	Language string
	// Random yields numbers in [0,1).
	Random func() float64
	// ChoiceLabel is jr:choice-name: the label of a value among the choices of a question.
	ChoiceLabel func(value, question string) string
	// Show is how a Text prints the node that ${name} means; false leaves it to its value.
	Show func(Node) (string, bool)
	// Instance finds instance('list'): the node `root` (or the one above it) whose children are the items. Forms made by
	// other tools read an item's label as jr:itext(…/itextId), so an item offers its label under itextId as well.
	Instance func(list string) Node
	// Steps is the budget; 0 = DefaultSteps. Exceeding it is ErrBudget.
	Steps int
}

// run is one evaluation. The first error sticks and ends it.
type run struct {
	env            *Environment
	node           Node // context: the item inside a predicate
	position, size int  // inside a predicate; 0 outside
	left           int
	err            error
}

func newRun(env *Environment) *run {
	if env == nil {
		env = &Environment{}
	}
	r := &run{env: env, node: env.Node, left: env.Steps}
	if env.Item != nil {
		r.node = env.Item
	}
	if r.left == 0 {
		r.left = DefaultSteps
	}
	return r
}

func (r *run) zone() *time.Location { return r.env.Now.Location() }

func (r *run) fail(err error) Value {
	if r.err == nil {
		r.err = err
	}
	return Value{}
}

// spend takes n steps; false means stop.
func (r *run) spend(n int) bool {
	r.left -= n
	if r.left < 0 && r.err == nil {
		r.err = ErrBudget
	}
	return r.err == nil
}

func (r *run) list(t term) Value {
	if !r.spend(1) {
		return Value{}
	}
	return t.eval(r)
}

// value evaluates to anything but a list.
func (r *run) value(t term) Value {
	if _, ok := t.(self); ok {
		return r.self()
	}
	return r.list(t).Scalar()
}

func (r *run) self() Value {
	if r.node == nil {
		return Value{}
	}
	return r.node.Value().Scalar()
}

func (r *run) number(t term) float64 { return r.value(t).numberIn(r.zone()) }
func (r *run) boolean(t term) bool   { return r.side(t).AsBoolean() }

// text costs a step for every 64 bytes, so that long texts are paid for as well.
func (r *run) text(t term) string {
	s := r.value(t).AsString()
	if len(s) >= 64 && !r.spend(len(s)/64) {
		return ""
	}
	return s
}

// nodes evaluates to a list; anything else is an error that names the function.
func (r *run) nodes(t term, function string) []Node {
	v := r.list(t)
	if r.err == nil && v.kind != KindNodes {
		r.fail(&TypeError{Function: function, Message: "needs a list (a repeat, or a question inside one)"})
	}
	return v.nodes
}

// integer truncates as Java does: NaN is 0, what is out of range is the nearest end.
func (r *run) integer(t term) int {
	const limit = 1 << 31
	f := r.number(t)
	if f != f {
		return 0
	}
	return int(max(-limit, min(limit, f)))
}

// random draws from the caller's source.
func (r *run) random() float64 {
	if r.env.Random == nil {
		r.fail(errors.New("no source of randomness was given"))
		return 0
	}
	return r.env.Random()
}
