package flows

import (
	"slices"
	"strings"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// offered lists the choices that a question's filter keeps; ${q} as a list is what was answered there (XLSForm §3).
func (v *view) offered(p *place, n *node) []thidua.Choice {
	if name, ok := strings.CutPrefix(n.q.List, "${"); ok {
		return v.answered(strings.TrimSuffix(name, "}"), v.at(p, n))
	}
	if n.filter == nil {
		return n.choices
	}
	var kept []thidua.Choice
	for i := range n.choices {
		if v.keeps(p, n, &n.choices[i]) {
			kept = append(kept, n.choices[i])
		}
	}
	return kept
}

// offersAny tells whether there is anything to choose.
func (v *view) offersAny(p *place, n *node) bool {
	if n.filter == nil {
		return len(v.offered(p, n)) > 0
	}
	for i := range n.choices {
		if v.keeps(p, n, &n.choices[i]) {
			return true
		}
	}
	return false
}

// answered makes choices of the answers to a question, each once.
func (v *view) answered(question string, at *treeNode) []thidua.Choice {
	var choices []thidua.Choice
	for _, node := range v.reference(question, at) {
		name := plain(node.Value())
		if name != "" && !slices.ContainsFunc(choices, func(c thidua.Choice) bool { return c.Name == name }) {
			choices = append(choices, thidua.Choice{Name: name, Label: thidua.Text{"": name}})
		}
	}
	return choices
}

// isOffered tells whether a choice of this name may be chosen.
func (v *view) isOffered(p *place, n *node, name string) bool {
	if n.filter == nil {
		return slices.ContainsFunc(v.offered(p, n), func(c thidua.Choice) bool { return c.Name == name })
	}
	for i := range n.choices {
		if n.choices[i].Name == name && v.keeps(p, n, &n.choices[i]) {
			return true
		}
	}
	return false
}

func (v *view) keeps(p *place, n *node, c *thidua.Choice) bool {
	value, err := v.run(n.filter, v.at(p, n), choiceNode{choice: c, position: 1})
	return err == nil && value.AsBoolean()
}

// labels are the labels of chosen names, in the person's language.
func (v *view) labels(n *node, value string) string {
	if n.q.Type != thidua.SelectMultiple {
		return v.label(n, value)
	}
	var labels []string
	for _, name := range strings.Fields(value) {
		labels = append(labels, v.label(n, name))
	}
	return strings.Join(labels, "; ")
}

func (v *view) label(n *node, name string) string {
	for _, c := range n.choices {
		if c.Name == name {
			if label := c.Label.In(v.language); label != "" {
				return label
			}
		}
	}
	return name
}

// ticked are the choices ticked so far: those of the answer there is, changed by what was ticked since.
func (t *turn) ticked(p *place, n *node) []string {
	a, _ := t.present(p, n)
	chosen := strings.Fields(a.Value)
	for _, tick := range t.held().Ticks {
		chosen = slices.DeleteFunc(chosen, func(name string) bool { return name == tick.Name })
		if tick.On {
			chosen = append(chosen, tick.Name)
		}
	}
	return chosen
}

// choose takes a choice, or ticks and unticks it.
func (t *turn) choose(name string) {
	p, n := t.asked()
	switch {
	case n == nil:
		t.goMenu()
	case n.q.Type == thidua.Acknowledge && name == acknowledged:
		t.accept(p, n, thidua.Answer{Value: name})
	case !t.isOffered(p, n, name):
		t.tell(texts.Gone)
	case n.q.Type == thidua.SelectMultiple:
		t.tick(p, n, name)
	default:
		t.accept(p, n, t.chosen(p, n, name))
	}
}

// tick turns a choice. Several may be tapped before the card follows; the same one only once on each card.
func (t *turn) tick(p *place, n *node, name string) {
	held := t.hold()
	i := slices.IndexFunc(held.Ticks, func(tick Tick) bool { return tick.Name == name })
	if i >= 0 && t.input.Query != "" && held.Ticks[i].Card >= t.pressed {
		t.stale(true)
		return
	}
	tick := Tick{Name: name, On: !slices.Contains(t.ticked(p, n), name), Card: t.session.Card}
	if i >= 0 {
		held.Ticks = slices.Delete(held.Ticks, i, i+1)
	}
	held.Ticks = append(held.Ticks, tick)
	t.again = true
}

// chosen makes an answer of chosen names, in the list's order (XLSForm §3).
func (t *turn) chosen(p *place, n *node, names ...string) thidua.Answer {
	var values, labels []string
	for _, c := range t.offered(p, n) {
		if slices.Contains(names, c.Name) {
			values, labels = append(values, c.Name), append(labels, t.label(n, c.Name))
		}
	}
	return thidua.Answer{Value: strings.Join(values, " "), Raw: strings.Join(labels, "; ")}
}

// giveTicked ends a choice of several.
func (t *turn) giveTicked(p *place, n *node) {
	a := t.chosen(p, n, t.ticked(p, n)...)
	if a.Empty() {
		t.skip()
		return
	}
	t.accept(p, n, a)
}

// giveChoice takes a typed choice, presses the button that was named, or narrows the choices to what was typed.
func (t *turn) giveChoice(p *place, n *node, text string) {
	choices := t.offered(p, n)
	if i := t.exact(n, choices, text); i >= 0 {
		held := t.hold()
		held.Search, held.Page = "", 0
		if n.q.Type == thidua.SelectOne {
			t.remember(p, n)
		}
		t.choose(choices[i].Name)
		return
	}
	if action, ok := t.word(p, n, text); ok {
		t.do(action)
		return
	}
	if action, ok := t.named(text); ok {
		t.do(action)
		return
	}
	held, found := t.hold(), t.matches(n, choices, text)
	held.Page = 0
	if len(found) == 0 {
		held.Search = ""
		t.warn(texts.NotChoice, excerpt(text))
		return
	}
	held.Search = excerptTo(text, 100)
	t.tell(texts.Several, len(found), excerpt(text))
}

// exact finds the choice whose label was typed, letter for letter or else without accents; -1 where none is meant,
// or more than one.
func (t *turn) exact(n *node, choices []thidua.Choice, text string) int {
	found, folded := -1, vietnamese.Fold(text)
	for i, c := range choices {
		label := t.label(n, c.Name)
		if vietnamese.Same(label, text) {
			return i
		}
		if folded == "" || vietnamese.Fold(label) != folded {
			continue
		}
		if found >= 0 {
			found = -2
		}
		if found == -1 {
			found = i
		}
	}
	return max(found, -1)
}
