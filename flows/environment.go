package flows

import (
	"math/rand/v2"
	"strings"

	"thidua"
	"thidua/flows/xpath"
)

// environment is all that an expression standing at a node may look at.
func (v *view) environment(t *treeNode) *xpath.Environment {
	env := v.common
	env.Node, env.Random = t, v.random(t.order())
	return &env
}

// common is what every expression sees alike.
func (v *view) commonEnvironment() xpath.Environment {
	return xpath.Environment{
		Now: v.now, Language: v.language, Reference: v.reference, ChoiceLabel: v.choiceLabel, Instance: v.instance,
		Show: v.print,
	}
}

// random yields the same numbers for the same update and question.
func (v *view) random(order int) func() float64 {
	var source *rand.Rand
	return func() float64 {
		if source == nil {
			source = rand.New(rand.NewPCG(uint64(v.seed), uint64(order)))
		}
		return source.Float64()
	}
}

// reference is what ${name} means at a node.
func (v *view) reference(name string, from xpath.Node) []xpath.Node {
	target := v.script.names[name]
	if target == nil {
		return nil
	}
	return xpath.Resolve(v.root(), from, target.full)
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
		if filled, err := compiled.Render(v.environment(t)); err == nil {
			return strings.TrimSpace(filled)
		}
	}
	return source
}
