package xpath

import (
	"slices"
	"strings"
)

// Text is a label or hint with ${name} in it; it is immutable and safe for use by several goroutines.
type Text struct {
	source string
	pieces []piece // none: the source as it is
}

// piece is words and the name of the question whose answer follows them, if any.
type piece struct {
	words string
	name  string
}

// CompileText reads a text; a malformed ${…} is a *SyntaxError. Everything else stands for itself.
func CompileText(s string) (*Text, error) {
	t := &Text{source: s}
	done := 0
	for {
		i := strings.Index(s[done:], "${")
		if i < 0 {
			break
		}
		at := done + i
		name, length, problem := referenceAt(s[at:])
		if problem != nil {
			return nil, wrong(problem.cause, s, at, problem.about)
		}
		t.pieces = append(t.pieces, piece{words: s[done:at], name: name})
		done = at + length
	}
	if t.pieces != nil {
		t.pieces = append(t.pieces, piece{words: s[done:]})
	}
	return t, nil
}

// Render fills in the answers; of a list, the first.
func (t *Text) Render(env *Environment) (string, error) {
	if len(t.pieces) == 0 {
		return t.source, nil
	}
	r := newRun(env)
	var b strings.Builder
	for _, p := range t.pieces {
		b.WriteString(p.words)
		if p.name != "" {
			b.WriteString(r.shown(reference{name: p.name}))
		}
		if b.Len() > maxText {
			r.fail(ErrBudget)
			break
		}
	}
	return b.String(), r.err
}

// shown prints what a reference means: one node as the caller shows it, anything else as its value.
func (r *run) shown(t reference) string {
	v := r.list(t)
	if nodes := v.Nodes(); r.env.Show != nil && len(nodes) == 1 {
		if s, ok := r.env.Show(nodes[0]); ok {
			return s
		}
	}
	return v.Scalar().AsString()
}

// References are the names in ${…}, sorted and unique.
func (t *Text) References() []string {
	var names []string
	for _, p := range t.pieces {
		if p.name != "" {
			names = append(names, p.name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// String is the source text.
func (t *Text) String() string { return t.source }
