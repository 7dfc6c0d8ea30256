package xpath

import (
	"maps"
	"slices"
)

// place is a Node of a document: of answers that are given as JSON.
type place struct {
	name     string
	value    Value
	parent   *place
	children []*place
}

// Name is the key under which the place stands.
func (p *place) Name() string { return p.name }

// Value is the text, number or truth value there.
func (p *place) Value() Value { return p.value }

// Parent is the object around the place.
func (p *place) Parent() Node {
	if p.parent == nil {
		return nil
	}
	return p.parent
}

// Children are the places below of one name.
func (p *place) Children(name string) []Node {
	var list []Node
	for _, c := range p.children {
		if name == "*" || c.name == name {
			list = append(list, c)
		}
	}
	return list
}

// Position counts among the places of the same name.
func (p *place) Position() int {
	if p.parent == nil {
		return 1
	}
	n := 0
	for _, c := range p.parent.children {
		if c.name == p.name {
			n++
		}
		if c == p {
			break
		}
	}
	return n
}

func (p *place) add(name string, value Value) *place {
	c := &place{name: name, value: value, parent: p}
	p.children = append(p.children, c)
	return c
}

// fill adds what a JSON object describes: texts, numbers and booleans are questions, lists are repeats (or, of texts,
// one question each in a repeat of its own), objects are groups. JSON objects have no order, so names sort.
func (p *place) fill(object map[string]any) *place {
	for _, name := range slices.Sorted(maps.Keys(object)) {
		p.put(name, object[name])
	}
	return p
}

func (p *place) put(name string, v any) {
	switch v := v.(type) {
	case map[string]any:
		p.add(name, Value{}).fill(v)
	case []any:
		for _, item := range v {
			p.put(name, item)
		}
	default:
		p.add(name, scalar(v))
	}
}

// scalar is the value of a JSON text, number or boolean; anything else is empty.
func scalar(v any) Value {
	switch v := v.(type) {
	case string:
		return String(v)
	case float64:
		return Number(v)
	case bool:
		return Boolean(v)
	}
	return Value{}
}

// wayTo is the names on the way to the first node of that name, below the root.
func (p *place) wayTo(name string) []string {
	for _, c := range p.children {
		if c.name == name {
			return []string{name}
		}
		if way := c.wayTo(name); way != nil {
			return append([]string{c.name}, way...)
		}
	}
	return nil
}
