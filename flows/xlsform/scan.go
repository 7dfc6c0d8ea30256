package xlsform

import (
	"slices"
	"strings"
)

// scanned is what a correct expression says of its references beyond their names.
type scanned struct {
	self   bool     // the dot stands for the question's own answer
	single []string // names of references that are taken as one value
}

// frame is an open parenthesis or bracket.
type frame struct {
	lists     bool // what is inside may have many values
	predicate bool // what is inside is about another node
	up        *frame
}

// scan reads an expression that compiles once more, for what depends on the place of a reference.
func scan(source string) scanned {
	var found scanned
	open := &frame{}
	function := "" // the name just read
	for i := 0; i < len(source); {
		start, c := i, source[i]
		name := ""
		switch {
		case c == '\'' || c == '"':
			i = skipTo(source, i, c) + 1
		case strings.HasPrefix(source[i:], "${"):
			i = skipTo(source, i, '}') + 1
			found.add(source[start+2:i-1], open.lists || goesOn(source[i:]))
		case c == '(' || c == '[':
			open = &frame{up: open, lists: c == '[' || open.lists || takesLists(function),
				predicate: c == '[' || open.predicate}
			i++
		case c == ')' || c == ']':
			if open.up != nil {
				open = open.up
			}
			i++
		case isNameByte(c):
			for i < len(source) && (isNameByte(source[i]) || strings.IndexByte("-.:", source[i]) >= 0) {
				i++
			}
			name = source[start:i]
		case isBlank(c):
			name = function
			i++
		default:
			found.self = found.self || c == '.' && !open.predicate && standsAlone(source, i)
			i++
		}
		function = name
	}
	return found
}

func (s *scanned) add(name string, list bool) {
	if !list && !slices.Contains(s.single, name) {
		s.single = append(s.single, name)
	}
}

// goesOn tells whether a reference is filtered or followed by a path.
func goesOn(rest string) bool {
	rest = strings.TrimLeft(rest, " \t\n")
	return strings.HasPrefix(rest, "[") || strings.HasPrefix(rest, "/")
}

// takesLists knows the functions that want all values of a repeated question.
func takesLists(function string) bool {
	switch function {
	case "sum", "count", "min", "max", "join", "concat", "count-non-empty", "indexed-repeat", "randomize",
		"area", "enclosed-area", "distance", "geofence", "intersects":
		return true
	}
	return false
}

// standsAlone tells whether the dot at i is not part of a number, of .. or of a path.
func standsAlone(s string, i int) bool {
	before, after := byte(' '), byte(' ')
	if i > 0 {
		before = s[i-1]
	}
	if i+1 < len(s) {
		after = s[i+1]
	}
	return before != '.' && before != '/' && after != '.' && after != '/' && (after < '0' || after > '9')
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

func isNameByte(c byte) bool {
	return c >= 0x80 || c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}
