package flows

import (
	"math/rand/v2"
	"strings"

	"thidua"
	"thidua/flows/xpath"
)

// evaluation is what one running expression looks at; those that it makes run have their own.
type evaluation struct {
	xpath.Environment
	seed   int64
	order  int
	source *rand.Rand
}

// run evaluates an expression standing at a node; item is the choice that a filter judges.
func (v *view) run(e *xpath.Expression, t *treeNode, item xpath.Node) (xpath.Value, error) {
	env := v.enter(t, item)
	value, err := e.Evaluate(&env.Environment)
	v.running--
	return value, err
}

// enter takes a free environment; v.running-- gives it back.
func (v *view) enter(t *treeNode, item xpath.Node) *evaluation {
	if v.running == len(v.evaluations) {
		e := &evaluation{seed: v.seed, Environment: xpath.Environment{Now: v.now, Language: v.language, Reference: v.reference,
			ChoiceLabel: v.choiceLabel, Instance: v.instance, Show: v.print}}
		e.Random = e.random
		v.evaluations = append(v.evaluations, e)
	}
	e := v.evaluations[v.running]
	v.running++
	e.Node, e.Item, e.order, e.source = t, item, t.order(), nil
	return e
}

// random yields the same numbers for the same update and question.
func (e *evaluation) random() float64 {
	if e.source == nil {
		e.source = rand.New(rand.NewPCG(uint64(e.seed), uint64(e.order)))
	}
	return e.source.Float64()
}

// reference is what ${name} means at a node: mostly the one question of that name in a place around it.
func (v *view) reference(name string, from xpath.Node) []xpath.Node {
	target := v.script.names[name]
	if target == nil {
		return nil
	}
	if p := target.around(from); p != nil {
		return []xpath.Node{v.at(p, target)}
	}
	return xpath.Resolve(v.root(), from, target.full)
}

// around is the place around a node that holds a question, nil where there may be none or several.
func (n *node) around(from xpath.Node) *place {
	if n.q.Type == thidua.Repeat {
		return nil
	}
	if n.repeat == nil {
		return n.part.home
	}
	t, ok := from.(*treeNode)
	if !ok || t.entry || t.p == nil {
		return nil
	}
	p := t.p
	for p.repeat != nil && p.repeat != n.repeat {
		p = p.up
	}
	if p.repeat == nil {
		return nil
	}
	return p
}

func (v *view) choiceLabel(value, question string) string {
	if n := v.script.names[question]; n != nil {
		return v.labels(n, value)
	}
	return value
}

// say fills the references in a text of a question.
func (v *view) say(n *node, text thidua.Text, t *treeNode) string {
	source := text.In(v.language)
	if compiled := n.texts[source]; compiled != nil {
		env := v.enter(t, nil)
		filled, err := compiled.Render(&env.Environment)
		if v.running--; err == nil {
			return strings.TrimSpace(filled)
		}
	}
	return source
}
