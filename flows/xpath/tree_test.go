package xpath

import (
	"strings"
	"time"
)

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
