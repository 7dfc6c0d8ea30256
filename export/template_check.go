package export

import (
	"errors"
	"slices"
	"strings"

	"thidua/flows/xpath"
)

// checking tries a template out on the sample: every tag once, whatever its conditions, every name looked up. It follows
// the tags as they stand, so that those around a broken one are tried as well.
type checking struct {
	r     *rendering
	names map[string]bool // that mean something somewhere
	open  []opened
	errs  []error
}

// opened is a section whose closing tag is still to come, and where the tags in it stand.
type opened struct {
	by    *tag
	scope scope
	vague bool // what the section lists is not known: a name in it may be right
}

// check lists the mistakes that only the campaign shows: unknown names, lists where there are none.
func (t *docx) check(sample *Consolidation) []error {
	tried := newTree(sample)
	tried.trial = true
	c := &checking{r: &rendering{tree: tried, cited: map[string]bool{}}, names: tried.everyName()}
	for _, p := range t.parts {
		c.r.part = p
		c.open = []opened{{scope: scope{node: tried.root}, vague: p.unpaired}}
		for _, t := range p.order {
			c.visit(t)
		}
	}
	return c.errs
}

func (c *checking) visit(t *tag) {
	around := c.open[len(c.open)-1]
	if t.kind == closingTag {
		c.close(t)
		return
	}
	inside := opened{by: t, scope: around.scope, vague: around.vague}
	if !c.try(t, around) {
		inside.vague = true
	} else if t.kind == sectionTag {
		inside.scope = c.enter(t, around.scope)
	}
	if t.kind == sectionTag || t.kind == invertedTag {
		c.open = append(c.open, inside)
	}
}

// close leaves the section that a tag closes; one that closes none was told when the template was read.
func (c *checking) close(t *tag) {
	for i := len(c.open) - 1; i > 0; i-- {
		if t.closes(c.open[i].by) {
			c.open = c.open[:i]
			return
		}
	}
}

// try evaluates a tag and looks up the names that the evaluation may have passed over. One that could not be read fails.
func (c *checking) try(t *tag, around opened) bool {
	if t.broken {
		return false
	}
	s := around.scope
	p, err := c.r.evaluate(t.code, s)
	if err == nil && t.kind == pictureTag {
		_, err = pictured(p.value)
	}
	for _, steps := range t.code.code.Paths() {
		if err == nil {
			err = c.lookUp(steps, s.node)
		}
	}
	for _, name := range t.code.code.References() {
		if _, known := c.r.tree.paths[name]; !known && err == nil {
			err = &xpath.UnknownName{Name: name}
		}
	}
	var unknown *xpath.UnknownName
	if around.vague && errors.As(err, &unknown) && c.names[unknown.Name] {
		return false // it may well be right here
	}
	if err = c.r.locate(t, err); err != nil {
		c.errs = append(c.errs, err)
		return false
	}
	return true
}

// everyName is every name that means something at some place of a template.
func (t *tree) everyName() map[string]bool {
	names := map[string]bool{}
	for _, name := range campaignKeys {
		names[name] = true
	}
	for name := range t.paths {
		names[name] = true
	}
	t.nameFacts(names, t.root.facts())
	for _, p := range t.c.Parts {
		names[p.Name] = true
		for _, e := range t.entriesOf(p) {
			t.nameFacts(names, entryFacts(t.c, e))
		}
	}
	return names
}

func (t *tree) nameFacts(names map[string]bool, facts []fact) {
	for _, f := range facts {
		names[f.name] = true
		for _, name := range f.lists {
			names[name] = true
		}
		if f.below != nil {
			t.nameFacts(names, f.below())
		}
	}
}

// enter is the scope within a section: the entry of the sample, as if the section's predicates kept it.
func (c *checking) enter(t *tag, s scope) scope {
	p, err := c.r.evaluate(t.code, s)
	if err == nil && p.value.Kind() == xpath.KindNodes && len(p.value.Nodes()) == 0 {
		if open, err := compile(bare(t.code.source)); err == nil {
			p, _ = c.r.evaluate(open, s)
		}
	}
	nodes := p.value.Nodes()
	if len(nodes) == 0 {
		return s
	}
	first := nodes[0]
	if first == nil {
		first = &node{t: c.r.tree, up: unwrap(s.node), position: 1, fact: &fact{name: "line", listed: true}}
	}
	return scope{node: nested(first, s.node), position: 1, size: 1}
}

// lookUp follows the steps of a path through the sample (see xpath.Expression.Paths).
func (c *checking) lookUp(steps []string, from xpath.Node) error {
	at, first := from, true
	for _, step := range steps {
		switch {
		case step == "[":
			first = true
		case step == "." || step == "current()":
			first = false
		case step == "..":
			if at = at.Parent(); at == nil {
				return nil
			}
			first = false
		case step == "*" || step == "/" || strings.ContainsAny(step, "$()"):
			return nil // what it may be is only known in an evaluation
		default:
			next, err := c.step(at, step, first)
			if next == nil {
				return err
			}
			at, first = next, false
		}
	}
	return nil
}

// step goes down to a child, the first one outwards. Nil without an error is a place without a sample.
func (c *checking) step(at xpath.Node, name string, outwards bool) (xpath.Node, error) {
	for ; at != nil; at = at.Parent() {
		if children := at.Children(name); len(children) > 0 {
			return children[0], nil
		}
		if at.(xpath.Declarer).Declares(name) {
			return nil, nil
		}
		if !outwards {
			break
		}
	}
	return nil, &xpath.UnknownName{Name: name}
}

// distinct drops mistakes that are told twice, as those of a text box and its copy for older readers.
func distinct(errs []error) []error {
	told := map[string]bool{}
	return slices.DeleteFunc(errs, func(err error) bool {
		again := told[err.Error()]
		told[err.Error()] = true
		return again
	})
}
