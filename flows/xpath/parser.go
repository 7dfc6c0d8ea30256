package xpath

import (
	"fmt"
	"slices"
)

const (
	maxLength = 32_767 // characters: what a cell of a workbook holds
	maxDepth  = 400    // nested brackets and calls
	maxSteps  = 64     // of one path, with those that its predicates stand on
)

type parser struct {
	text       string
	tokens     []token
	at         int
	depth      int
	references []string
	paths      [][]string
	within     []string // the path whose predicate is being read, with "[" at its end
	usesSelf   bool
	patterns   map[string]*pattern
}

func (p *parser) peek() token { return p.tokens[p.at] }

func (p *parser) take() token {
	t := p.tokens[p.at]
	if t.kind != tokenEnd {
		p.at++
	}
	return t
}

func (p *parser) is(symbol string) bool {
	t := p.peek()
	return t.kind == tokenSymbol && t.text == symbol
}

func (p *parser) accept(symbol string) bool {
	if !p.is(symbol) {
		return false
	}
	p.at++
	return true
}

func (p *parser) fail(cause Cause, at int) error { return wrong(cause, p.text, at, "") }

func (p *parser) expect(symbol string, otherwise Cause) error {
	if p.accept(symbol) {
		return nil
	}
	return p.fail(otherwise, p.peek().at)
}

func (p *parser) parse() (term, error) {
	t, err := p.expression()
	if err != nil {
		return nil, err
	}
	switch end := p.peek(); {
	case end.kind == tokenEnd:
		return t, nil
	case p.is(")") || p.is("]"):
		return nil, p.fail(CauseExtra, end.at)
	case p.is(","):
		return nil, p.fail(CauseRest, end.at)
	case p.continues(p.at):
		return nil, p.fail(CauseList, end.at)
	default:
		return nil, p.fail(CauseOperator, end.at)
	}
}

// expression counts the nesting, so that no text can exhaust the stack.
func (p *parser) expression() (term, error) {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		return nil, p.fail(CauseDepth, p.peek().at)
	}
	return p.binary(1)
}

// precedence of XPath 1.0; 0 for what is no binary operator. The union binds tighter than the unary minus.
func precedence(operator string) int {
	switch operator {
	case "or":
		return 1
	case "and":
		return 2
	case "=", "!=":
		return 3
	case "<", "<=", ">", ">=":
		return 4
	case "+", "-":
		return 5
	case "*", "div", "mod":
		return 6
	}
	return 0
}

func (p *parser) binary(lowest int) (term, error) {
	left, err := p.unary()
	for err == nil {
		operator := p.peek()
		rank := precedence(operator.text)
		if operator.kind != tokenOperator || rank < lowest {
			return left, nil
		}
		p.at++
		var right term
		if right, err = p.binary(rank + 1); err == nil {
			left = operation(operator.text, left, right)
		}
	}
	return nil, err
}

func (p *parser) unary() (term, error) {
	signs := 0
	for p.peek().kind == tokenOperator && p.peek().text == "-" {
		signs++
		p.at++
	}
	t, err := p.union()
	if err != nil || signs == 0 {
		return t, err
	}
	return negation{of: t, even: signs%2 == 0}, nil
}

func (p *parser) union() (term, error) {
	t, err := p.operand()
	for err == nil && p.peek().kind == tokenOperator && p.peek().text == "|" {
		p.at++
		var right term
		if right, err = p.operand(); err == nil {
			t = &union{left: t, right: right}
		}
	}
	return t, err
}

func (p *parser) operand() (term, error) {
	switch t := p.peek(); t.kind {
	case tokenNumber:
		p.at++
		return literal{Number(t.number)}, nil
	case tokenString:
		p.at++
		return literal{String(t.text)}, nil
	case tokenReference:
		p.at++
		p.references = append(p.references, t.text)
		return p.path(reference{name: t.text}, "${"+t.text+"}")
	case tokenName:
		if next := p.tokens[p.at+1]; next.kind == tokenSymbol && next.text == "(" {
			return p.call()
		}
		if t.text == "null" && !p.continues(p.at+1) {
			p.at++
			return literal{}, nil // real forms write null for ''
		}
		return p.path(nil, "")
	case tokenSymbol:
		return p.bracketOrPath(t)
	}
	return nil, p.fail(CauseValue, p.peek().at)
}

func (p *parser) bracketOrPath(t token) (term, error) {
	switch t.text {
	case "(":
		p.at++
		inner, err := p.expression()
		if err == nil {
			err = p.expect(")", CauseParenthesis)
		}
		if err != nil {
			return nil, err
		}
		return p.path(inner, "()")
	case ".", "..", "/":
		return p.path(nil, "")
	}
	return nil, p.fail(CauseValue, t.at)
}

// continues tells whether the token at i carries a path on.
func (p *parser) continues(i int) bool {
	t := p.tokens[i]
	return t.kind == tokenSymbol && (t.text == "/" || t.text == "[")
}

func (p *parser) call() (term, error) {
	name := p.take()
	p.at++ // the parenthesis
	f, ok := lookup(name.text)
	if !ok {
		return nil, p.explain(unknownFunction(name.text), name)
	}
	arguments, err := p.arguments()
	if err != nil {
		return nil, err
	}
	if !f.takes(len(arguments)) {
		return nil, &SyntaxError{Fault: FaultArguments, Cause: CauseArgumentCount, Offset: name.at, Near: name.text,
			Least: f.least, Most: f.most, Given: len(arguments)}
	}
	c := &call{arguments: arguments, apply: f.eval}
	t := term(c)
	if f.prepare != nil {
		var m *mistake
		if t, m = f.prepare(p, c); m != nil {
			return nil, p.explain(m, name)
		}
	}
	base := name.text + "()"
	if name.text == "instance" {
		base = fmt.Sprintf("instance('%s')", literalText(arguments[0]))
	}
	if name.text == "current" && !p.up() {
		p.usesSelf = true
	}
	return p.path(t, base)
}

// up tells whether /.. follows.
func (p *parser) up() bool {
	return p.is("/") && p.tokens[p.at+1].text == ".."
}

func (p *parser) arguments() ([]term, error) {
	var list []term
	if p.accept(")") {
		return nil, nil
	}
	for {
		t, err := p.expression()
		if err != nil {
			return nil, err
		}
		list = append(list, t)
		if p.accept(",") {
			continue
		}
		return list, p.expect(")", CauseArguments)
	}
}

// explain gives what a function says of itself or its arguments its place.
func (p *parser) explain(m *mistake, name token) error {
	return &SyntaxError{Fault: m.cause.Fault(), Cause: m.cause, Offset: name.at, Near: name.text, About: m.about}
}

// path reads predicates and steps after a start (nil: the context or root). Base names the start in Expression.Paths.
func (p *parser) path(start term, base string) (term, error) {
	if start != nil && !p.continues(p.at) {
		return start, nil
	}
	if start != nil && isScalar(start) {
		return nil, p.fail(CauseList, p.peek().at)
	}
	_, repeated := start.(reference)
	w := &path{start: start, perParent: repeated && base != "()"}
	names := slices.Clone(p.within)
	outer := p.within
	defer func() { p.within = outer }()
	if start != nil {
		names = []string{base}
		p.within = names
		var err error
		if w.predicates, err = p.predicates(); err != nil {
			return nil, err
		}
	} else if p.is("/") {
		w.absolute = true
		names = []string{"/"}
	}
	more := start == nil && !w.absolute || p.accept("/")
	for more {
		s, err := p.step(&names)
		if err != nil {
			return nil, err
		}
		w.steps = append(w.steps, s)
		more = p.accept("/")
	}
	p.within = outer
	return p.finish(w, names)
}

func (p *parser) finish(w *path, names []string) (term, error) {
	if w.start == nil && !w.absolute && len(w.steps) == 1 && w.steps[0].axis == axisSelf && len(w.steps[0].predicates) == 0 {
		p.usesSelf = p.usesSelf || len(p.within) == 0
		return self{}, nil
	}
	if w.start == nil && !w.absolute && w.steps[0].axis == axisSelf && len(p.within) == 0 {
		p.usesSelf = true
	}
	if len(w.steps) > 0 {
		p.paths = append(p.paths, names)
	}
	return w, nil
}

func (p *parser) step(names *[]string) (step, error) {
	t := p.take()
	s := step{name: t.text}
	switch {
	case t.kind == tokenName:
	case t.kind == tokenSymbol && t.text == ".":
		s.axis = axisSelf
	case t.kind == tokenSymbol && t.text == "..":
		s.axis = axisParent
	default:
		return s, p.fail(CauseStep, t.at)
	}
	if t.kind == tokenName && p.is("(") {
		return s, p.fail(CauseCallInPath, t.at)
	}
	if len(*names) >= maxSteps {
		return s, p.fail(CausePath, t.at)
	}
	*names = append(slices.Clip(*names), t.text)
	p.within = *names
	var err error
	s.predicates, err = p.predicates()
	return s, err
}

func (p *parser) predicates() ([]term, error) {
	var list []term
	base := p.within
	defer func() { p.within = base }()
	for p.accept("[") {
		p.within = append(slices.Clip(base), "[")
		t, err := p.expression()
		if err == nil {
			err = p.expect("]", CauseSquare)
		}
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, nil
}
