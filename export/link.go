package export

import (
	"maps"
	"slices"
	"strings"

	"thidua"
)

// links are the decisions about names that are much alike. They tell which spellings mean one, and which pairs need no
// proposal any more; nothing that was handed in is changed by them.
type links struct {
	group map[string]string   // of spellings that mean one, by its first member
	apart map[[2]string]bool  // groups, or single names, that were told apart
	names map[string][]string // members of groups
}

func newLinks(decisions []thidua.Link) links {
	l := links{group: map[string]string{}, apart: map[[2]string]bool{}, names: map[string][]string{}}
	for _, d := range decisions {
		if d.Same {
			l.join(d.Names[0], d.Names[1])
		}
	}
	for _, d := range decisions {
		if !d.Same {
			l.apart[pair(l.of(d.Names[0]), l.of(d.Names[1]))] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(l.group)) {
		l.names[l.group[name]] = append(l.names[l.group[name]], name)
	}
	return l
}

// join makes one group of two names' groups.
func (l links) join(a, b string) {
	into, from := l.of(a), l.of(b)
	l.group[a], l.group[b] = into, into
	for name, group := range l.group {
		if group == from {
			l.group[name] = into
		}
	}
}

// of is the group of a name, which is the name itself where it was not linked.
func (l links) of(name string) string {
	if group, ok := l.group[name]; ok {
		return group
	}
	return name
}

func pair(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

// decided tells what was decided of two names.
func (l links) decided(a, b string) (same, known bool) {
	a, b = l.of(a), l.of(b)
	return a == b, a == b || l.apart[pair(a, b)]
}

// mean tells whether two firms are one: as it was decided, else by likeness.
func (l links) mean(a, b firm) bool {
	if same, known := l.decided(a.name, b.name); known {
		return same
	}
	return alike(a, b)
}

// linked names the other spellings of what stands in an entry.
func (c *Consolidation) linked(e *Entry) string {
	if len(c.links.group) == 0 {
		return ""
	}
	var notes []string
	for _, a := range e.given {
		name, ok := firmName(a.Value)
		if !ok {
			continue
		}
		for _, other := range c.links.names[c.links.group[name]] {
			if other != name {
				notes = append(notes, linkedNote+"“"+other+"”")
			}
		}
	}
	slices.Sort(notes)
	return strings.Join(slices.Compact(notes), "; ")
}
