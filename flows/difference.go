package flows

import (
	"maps"
	"regexp"
	"slices"

	"thidua"
)

// Difference is one thing that a new version of a campaign does to a unit's draft of a part. It names questions, never
// answers.
type Difference struct {
	Kind     DifferenceKind `json:"kind"`
	Question string         `json:"question"`           // name of the question or repeat
	Label    string         `json:"label"`              // as the new workbook writes it, what depends on answers left open
	Required bool           `json:"required,omitempty"` // must be answered before the part can be handed in
	Count    int            `json:"count"`              // answers concerned; of a list, its entries
}

// DifferenceKind says what happens.
type DifferenceKind string

// What happens to a question or list, and to what was answered there.
const (
	DiffersAsked   DifferenceKind = "asked"    // is asked: it is new, newly relevant or newly required
	DiffersAgain   DifferenceKind = "again"    // is asked again: the answer no longer fits
	DiffersLess    DifferenceKind = "narrowed" // keeps the choices that are left
	DiffersMoved   DifferenceKind = "moved"    // stands elsewhere in the part and keeps its answer
	DiffersAside   DifferenceKind = "aside"    // is no longer asked: the answer is kept aside and not exported
	DiffersTooMany DifferenceKind = "too_many" // has more entries than are taken now
)

// comparison holds one draft against two versions of a campaign.
type comparison struct {
	was, is *view
	found   []*Difference
	known   map[differenceKey]*Difference
}

type differenceKey struct {
	kind DifferenceKind
	name string
}

// Compare lists what a new version does to the draft of a part of the session's unit, each question once. As with
// Step, missing records are to be loaded and asked with again; then nothing else counts.
func Compare(was, is *Script, state State, part string) (found []*Difference, missing []thidua.Key, err error) {
	language := state.Person.Language
	if language == "" {
		language = is.Campaign.Language
	}
	look := func(s *Script) *view {
		return newView(s, state.Session.Unit, language, state.Input.At, state.Input.Update, state.Records)
	}
	c := &comparison{was: look(was), is: look(is), known: map[differenceKey]*Difference{}}
	before, after := was.parts[part], is.parts[part]
	if before == nil || after == nil {
		return nil, nil, nil
	}
	c.places(&place{part: before}, &place{part: after})
	needs := maps.Clone(c.was.missing)
	maps.Copy(needs, c.is.missing)
	if c.is.broken == nil {
		c.is.broken = c.was.broken
	}
	return c.found, slices.Sorted(maps.Keys(needs)), c.is.broken
}

// places compares one place under both versions.
func (c *comparison) places(was, is *place) {
	for n := range c.is.stops(is, 0) {
		o := c.counterpart(was, n)
		if n.q.Type == thidua.Repeat {
			c.lists(was, is, o, n)
		} else {
			c.questions(was, is, o, n)
		}
	}
	for o := range c.was.stops(was, 0) {
		n := is.find(o.path)
		if n == nil || o.contains() != n.contains() || !c.is.isStop(is, n) {
			c.add(DiffersAside, o, c.kept(was, o))
		}
	}
}

// counterpart is the question or repeat of the older version whose answers a newer one takes; nil where there is none.
func (c *comparison) counterpart(was *place, n *node) *node {
	if o := was.find(n.path); o != nil && o.contains() == n.contains() {
		return o
	}
	return nil
}

// kept counts what was given under the older version.
func (c *comparison) kept(was *place, o *node) int {
	if o.q.Type == thidua.Repeat {
		return c.was.list(was, o).Size
	}
	if a, _ := c.was.given(was, o); !a.Empty() {
		return 1
	}
	return 0
}

// fitness is how an answer stands with its question.
type fitness int

const (
	notAsked fitness = iota
	open             // never answered
	lacking          // passed, but required
	misfit           // answered with what may not stay
	narrowed         // answered, with choices that are gone
	fine
)

func (v *view) fitness(p *place, n *node) fitness {
	if n == nil || !v.isStop(p, n) {
		return notAsked
	}
	filed, answered := v.sheet(p).Answer(n.path)
	a, given := v.given(p, n)
	switch {
	case !answered:
		return open
	case !given:
		return misfit
	case a.Empty() && v.isRequired(p, n):
		return lacking
	case !a.Empty() && !v.holds(p, n):
		return misfit
	case a.Value != filed.Value:
		return narrowed
	}
	return fine
}

func (c *comparison) questions(was, is *place, o, n *node) {
	before, after := c.was.fitness(was, o), c.is.fitness(is, n)
	switch {
	case after == open && before != open, after == lacking && before != open && before != lacking:
		c.add(DiffersAsked, n, 1).Required = c.is.isRequired(is, n)
	case after == misfit && before != misfit:
		c.add(DiffersAgain, n, 1).Required = c.is.isRequired(is, n)
	case after == narrowed && before != narrowed:
		c.add(DiffersLess, n, 1)
	}
	if o != nil && o.path != n.path && (after == fine || after == narrowed) {
		c.add(DiffersMoved, n, c.kept(was, o))
	}
}

func (c *comparison) lists(was, is *place, o, n *node) {
	if o == nil || !c.was.isStop(was, o) {
		if !c.is.passed(is, n) {
			c.add(DiffersAsked, n, 1)
		}
		return
	}
	if o.path != n.path {
		c.add(DiffersMoved, n, c.kept(was, o))
	}
	size := c.is.list(is, n).Size
	least, most := c.is.limits(is, n)
	fewest, highest := c.was.limits(was, o)
	if most > 0 && size > most && n.count == nil && (highest == 0 || size <= highest) {
		c.add(DiffersTooMany, n, size)
	}
	if size < least && size >= fewest {
		c.add(DiffersAsked, n, 1).Required = true
	}
	for _, item := range c.is.entries(is, n) {
		c.places(was.inner(o, item.ID), is.inner(n, item.ID))
	}
}

// add counts one more of a kind at a question; nothing is added where nothing was answered.
func (c *comparison) add(kind DifferenceKind, n *node, count int) *Difference {
	key := differenceKey{kind, n.q.Name}
	d := c.known[key]
	if d == nil {
		d = &Difference{Kind: kind, Question: n.q.Name, Label: c.is.bareLabel(n)}
		if count > 0 {
			c.known[key], c.found = d, append(c.found, d)
		}
	}
	d.Count += count
	return d
}

var reference = regexp.MustCompile(`\$\{[^}]*\}`)

// bareLabel is a label as the workbook has it: what it repeats of answers is left open.
func (v *view) bareLabel(n *node) string {
	if label := reference.ReplaceAllLiteralString(n.q.Label.In(v.language), "…"); label != "" {
		return label
	}
	return n.q.Name
}
