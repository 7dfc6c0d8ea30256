package export

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"thidua/flows/xpath"
)

// checking tries a template out on the sample: every section once, whatever its condition, every name looked up.
type checking struct {
	r    *rendering
	errs []error
}

// check lists the mistakes that only the campaign shows: unknown names, lists where there are none.
func (t *docx) check(sample *Consolidation) []error {
	tried := newTree(sample)
	tried.trial = true
	c := &checking{r: &rendering{tree: tried, cited: map[string]bool{}}}
	for _, p := range t.parts {
		c.r.part = p
		c.visit(p.document.Root(), scope{node: c.r.tree.root})
	}
	return distinct(c.errs)
}

func (c *checking) visit(e *etree.Element, s scope) {
	for _, child := range e.ChildElements() {
		t := c.r.part.tags[child]
		switch child.Tag {
		case tagElement:
			c.try(t, s)
		case sectionElement:
			inside := s
			if c.try(t, s) && t.kind == sectionTag {
				inside = c.enter(t, s)
			}
			c.visit(child, inside)
		default:
			c.visit(child, s)
		}
	}
}

// try evaluates a tag and looks up the names that the evaluation may have passed over.
func (c *checking) try(t *tag, s scope) bool {
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
	if err = c.r.locate(t, err); err != nil {
		c.errs = append(c.errs, err)
		return false
	}
	return true
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
