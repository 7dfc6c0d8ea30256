package flows

import (
	"maps"
	"slices"

	"thidua"
)

// Inspected is one line of a look at all of a unit's answers: a question, a group, a repeat, or an entry of a repeat.
type Inspected struct {
	Name       string // of the question, group or repeat
	Type       thidua.Type
	Depth      int    // groups and entries around it
	Entry      int    // number of an entry in its repeat, from 1; 0 for all else
	Value      string // as expressions read it: canonical, calculations made; empty where irrelevant
	Relevant   bool
	Calculated bool
}

// Inspect lists every question of the parts that the session's unit fills, in the workbook's order, with its present
// value. As with Step, missing records are to be loaded and asked with again; then nothing else counts.
func (s *Script) Inspect(state State) (lines []Inspected, missing []thidua.Key, err error) {
	language := state.Person.Language
	if language == "" {
		language = s.Campaign.Language
	}
	v := newView(s, state.Session.Unit, language, state.Input.At, state.Input.Update, state.Records)
	if s.whole != nil {
		lines = v.inspect(nil, v.root(), 0)
	} else {
		for _, top := range s.tops {
			if top.part.Concerns(v.unit) {
				lines = v.inspectNode(lines, &place{part: top.part}, top, 0)
			}
		}
	}
	return lines, slices.Sorted(maps.Keys(v.missing)), v.broken
}

// inspect adds what is below a group, an entry or the root.
func (v *view) inspect(lines []Inspected, t *treeNode, depth int) []Inspected {
	for _, n := range t.below() {
		lines = v.inspectNode(lines, t.place(n), n, depth)
	}
	return lines
}

func (v *view) inspectNode(lines []Inspected, p *place, n *node, depth int) []Inspected {
	t := v.at(p, n)
	line := Inspected{Name: n.q.Name, Type: n.q.Type, Depth: depth, Relevant: v.isRelevant(t), Calculated: n.calculates()}
	switch n.q.Type {
	case thidua.Note:
	case thidua.Group:
		lines = v.inspect(append(lines, line), t, depth+1)
	case thidua.Repeat:
		lines = append(lines, line)
		for i, instance := range v.instances(p, n) {
			line.Entry = i + 1
			lines = v.inspect(append(lines, line), instance.(*treeNode), depth+1)
		}
	default:
		line.Value = plain(t.Value())
		lines = append(lines, line)
	}
	return lines
}
