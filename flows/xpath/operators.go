package xpath

import "math"

// term is a compiled part of an expression.
type term interface{ eval(r *run) Value }

type literal struct{ value Value }

func (t literal) eval(*run) Value { return t.value }

// operation makes the term of a binary operator.
func operation(operator string, left, right term) term {
	switch operator {
	case "or":
		return &disjunction{left, right}
	case "and":
		return &conjunction{left, right}
	case "=", "!=", "<", "<=", ">", ">=":
		return &comparison{relation: relationOf(operator), left: left, right: right}
	}
	return &arithmetic{operator: operator[0], left: left, right: right}
}

// isScalar tells what can be seen to yield no list before it is evaluated.
func isScalar(t term) bool {
	switch t.(type) {
	case literal, negation, *arithmetic, *comparison, *conjunction, *disjunction:
		return true
	}
	return false
}

func literalText(t term) string {
	if l, ok := t.(literal); ok {
		return l.value.AsString()
	}
	return ""
}

type disjunction struct{ left, right term }

func (t *disjunction) eval(r *run) Value { return Boolean(r.boolean(t.left) || r.boolean(t.right)) }

type conjunction struct{ left, right term }

func (t *conjunction) eval(r *run) Value { return Boolean(r.boolean(t.left) && r.boolean(t.right)) }

type negation struct {
	of   term
	even bool // two minuses only convert to a number
}

func (t negation) eval(r *run) Value {
	f := r.number(t.of)
	if t.even {
		return Number(f)
	}
	return Number(-f)
}

type arithmetic struct {
	operator byte // + - * d(iv) m(od)
	left     term
	right    term
}

func (t *arithmetic) eval(r *run) Value {
	a, b := r.value(t.left), r.value(t.right)
	switch t.operator {
	case '+', '-':
		return r.add(a, b, t.operator)
	}
	x, y := a.numberIn(r.zone()), b.numberIn(r.zone())
	switch t.operator {
	case '*':
		return Number(x * y)
	case 'd':
		return Number(x / y)
	}
	return Number(math.Mod(x, y))
}

// add keeps what a date counts when a plain number is added to it, and turns two dates into the days between.
func (r *run) add(a, b Value, operator byte) Value {
	if a.kind == KindNumber && b.kind == KindNumber && a.scale == scalePlain && b.scale == scalePlain {
		if operator == '-' {
			return Number(a.number - b.number)
		}
		return Number(a.number + b.number)
	}
	x, y := r.measure(a), r.measure(b)
	r.align(&x, &y)
	if operator == '-' {
		y.number = -y.number
	}
	sum := Number(x.number + y.number)
	switch {
	case y.scale == scalePlain:
		sum.scale = x.scale
	case x.scale == scalePlain && operator == '+':
		sum.scale = y.scale
	}
	return sum
}

// union joins two lists, dropping what is there already.
type union struct{ left, right term }

func (t *union) eval(r *run) Value {
	left, right := r.nodes(t.left, "|"), r.nodes(t.right, "|")
	if !r.spend(len(left) + len(right)) {
		return Value{}
	}
	seen := make(map[Node]bool, len(left)+len(right))
	all := make([]Node, 0, len(left)+len(right))
	for _, list := range [...][]Node{left, right} {
		for _, n := range list {
			if !seen[n] {
				seen[n] = true
				all = append(all, n)
			}
		}
	}
	return Nodes(all)
}
