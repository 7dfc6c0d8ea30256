// Package flows decides what to say next. A step is a function of the campaign, the session, the records and what
// the person did; it reads no clock, no network and no disk.
package flows

import (
	"slices"

	"thidua"
)

// Script is a campaign made ready for conversations: every expression compiled, every name resolved. It never
// changes, so that any number of steps may use it side by side.
type Script struct {
	Campaign *thidua.Campaign
	parts    map[string]*part
	tops     []*node          // of the parts, in order
	names    map[string]*node // by question name; nil where a name is not unique
	whole    *part            // the only part, where it is the whole survey
	version  string           // of the campaign, as sheets carry it
}

// part is a part with its compiled question tree.
type part struct {
	thidua.Part
	top    *node // the part's group or repeat
	layout *layout
	home   *place
}

// shortVersion is how much of a version's digest tells it from others.
const shortVersion = 12

// Compile makes a campaign ready; an error names the question whose expression is wrong (a workbook that was
// checked has none).
func Compile(c *thidua.Campaign) (*Script, error) {
	s := &Script{Campaign: c, parts: map[string]*part{}, names: map[string]*node{}}
	s.version = c.Version[:min(len(c.Version), shortVersion)]
	order := 0
	for _, p := range c.Parts {
		compiled := &part{Part: p}
		compiled.home = &place{part: compiled}
		if len(c.Parts) == 1 && !slices.Contains(c.Form.Questions, p.Question) {
			s.whole = compiled
		}
		top, err := s.compile(compiled, nil, p.Question, &order)
		if err != nil {
			return nil, err
		}
		compiled.top, compiled.layout = top, newLayout([]*node{top})
		if top.q.Type != thidua.Repeat {
			compiled.layout, top.slot = newLayout(top.children), 0
		}
		s.parts[p.Name], s.tops = compiled, append(s.tops, top)
	}
	s.wire()
	s.trace()
	return s, nil
}

// compile makes a question and all that is below it ready.
func (s *Script) compile(p *part, parent *node, q *thidua.Question, order *int) (*node, error) {
	*order++
	n := &node{q: q, part: p, order: *order, choices: s.Campaign.Form.Choices[q.List]}
	n.illustrated = slices.ContainsFunc(n.choices, func(c thidua.Choice) bool { return len(c.Media) > 0 })
	n.under(parent, p == s.whole)
	s.remember(n)
	if err := n.compileExpressions(); err != nil {
		return nil, err
	}
	for _, child := range q.Children {
		c, err := s.compile(p, n, child, order)
		if err != nil {
			return nil, err
		}
		n.children = append(n.children, c)
	}
	if q.Type == thidua.Repeat {
		n.inside = newLayout(n.children)
	}
	return n, nil
}

func (s *Script) remember(n *node) {
	if _, twice := s.names[n.q.Name]; twice {
		s.names[n.q.Name] = nil
		return
	}
	s.names[n.q.Name] = n
}

// wire makes questions know the calculations that a change of them runs.
func (s *Script) wire() {
	for _, n := range s.names {
		if n == nil {
			continue
		}
		for _, name := range n.q.Trigger {
			if from := s.names[name]; from != nil && from.part == n.part && from.repeat == n.repeat {
				from.triggers = append(from.triggers, n)
			}
		}
	}
}
