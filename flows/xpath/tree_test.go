package xpath

import (
	"strings"
	"time"
)

// place is a Node of a test's tree.
type place struct {
	name     string
	value    Value
	parent   *place
	children []*place
}

func (p *place) Name() string { return p.name }
func (p *place) Value() Value { return p.value }

func (p *place) Parent() Node {
	if p.parent == nil {
		return nil
	}
	return p.parent
}

func (p *place) Children(name string) []Node {
	var list []Node
	for _, c := range p.children {
		if name == "*" || c.name == name {
			list = append(list, c)
		}
	}
	return list
}

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
// one question each in a repeat of its own), objects are groups.
func (p *place) fill(object map[string]any) *place {
	for name, v := range object {
		p.put(name, v)
	}
	return p
}

func (p *place) put(name string, v any) {
	switch v := v.(type) {
	case string:
		p.add(name, String(v))
	case float64:
		p.add(name, Number(v))
	case bool:
		p.add(name, Boolean(v))
	case map[string]any:
		p.add(name, Value{}).fill(v)
	case []any:
		for _, item := range v {
			p.put(name, item)
		}
	default:
		p.add(name, Value{})
	}
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

// at walks names like "rep[2]/q"; the number counts entries of that name from 1.
func (p *place) at(way string) *place {
	for part := range strings.SplitSeq(way, "/") {
		if part == "" {
			continue
		}
		name, number, _ := strings.Cut(strings.TrimSuffix(part, "]"), "[")
		i := 0
		if number != "" {
			i = int(number[0] - '1')
		}
		p = p.Children(name)[i].(*place)
	}
	return p
}

// environment evaluates at a node of the tree.
func (p *place) environment(node Node) *Environment {
	return &Environment{
		Node: node,
		Reference: func(name string, from Node) []Node {
			return Resolve(p, from, p.wayTo(name))
		},
		Now:    time.Date(2024, 3, 15, 10, 30, 0, 0, time.FixedZone("", 7*3600)),
		Random: func() float64 { return 0.5 },
	}
}
