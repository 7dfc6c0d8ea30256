// Package xpath compiles and evaluates the expressions of XLSForm (XPath 1.0 as ODK's JavaRosa extends it), which forms
// and report templates contain. It reads no clock, network or disk: an Environment holds all that it may look at.
package xpath

import (
	"slices"
	"unicode/utf8"
)

// Expression is a compiled expression; it is immutable and safe for use by several goroutines.
type Expression struct {
	text       string
	root       term
	references []string
	paths      [][]string
	usesSelf   bool
}

// Compile reads an expression; what is wrong with it is a *SyntaxError.
func Compile(text string) (*Expression, error) {
	if len(text) > maxLength && utf8.RuneCountInString(text) > maxLength {
		return nil, &SyntaxError{Fault: FaultSize, Cause: CauseLength}
	}
	if !utf8.ValidString(text) {
		return nil, &SyntaxError{Cause: CauseEncoding}
	}
	tokens, err := lex(text)
	if err != nil {
		return nil, err
	}
	p := &parser{text: text, tokens: tokens}
	root, err := p.parse()
	if err != nil {
		return nil, err
	}
	slices.Sort(p.references)
	slices.SortFunc(p.paths, slices.Compare[[]string])
	return &Expression{
		text:       text,
		root:       root,
		references: slices.Compact(p.references),
		paths:      slices.CompactFunc(p.paths, slices.Equal[[]string]),
		usesSelf:   p.usesSelf,
	}, nil
}

// Evaluate computes the value at a place. A reference or path yields its list of nodes, whatever its length.
func (e *Expression) Evaluate(env *Environment) (Value, error) {
	r := newRun(env)
	v := r.list(e.root)
	if r.err != nil {
		return Value{}, r.err
	}
	return v, nil
}

// References are the names in ${…}, sorted and unique; the quoted one of jr:choice-name is among them.
func (e *Expression) References() []string { return slices.Clone(e.references) }

// Paths are the paths read, sorted and unique, as their steps. An absolute path begins with "/", one that starts at
// something else with that ("${q}", "current()", "instance('list')", "()" for a bracket). A path in a predicate follows
// the path that it filters and "[": a[b = 1]/c gives {a [ b} and {a c}.
func (e *Expression) Paths() [][]string {
	list := make([][]string, len(e.paths))
	for i, path := range e.paths {
		list[i] = slices.Clone(path)
	}
	return list
}

// UsesSelf tells whether the expression reads the answer that it stands at: `.`, current(), string-length().
func (e *Expression) UsesSelf() bool { return e.usesSelf }

// String is the source text.
func (e *Expression) String() string { return e.text }
