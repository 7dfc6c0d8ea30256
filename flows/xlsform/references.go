package xlsform

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"thidua"
	"thidua/flows/xpath"
)

// use is a place that names questions: an expression, or a text with ${name} in it.
type use struct {
	at     cell
	holder *element // nil outside the survey
	column string
	source string
	text   bool
}

// edge says that an element depends on another, and where that is written.
type edge struct {
	to *element
	at cell
}

func (r *reader) use(e *element, at cell, column, source string) {
	r.uses = append(r.uses, use{at: at, holder: e, column: column, source: source})
}

// checkUses compiles every expression and text, now that all names are known, and finds what they name.
func (r *reader) checkUses() {
	for _, u := range r.uses {
		if u.text {
			r.checkText(u)
		} else {
			r.checkExpression(u)
		}
	}
}

func (r *reader) checkText(u use) {
	text, err := xpath.CompileText(u.source)
	if err != nil {
		r.fault(u, err)
		return
	}
	for _, name := range text.References() {
		if target := r.resolve(u, name); target != nil {
			r.checkRepeated(u, target)
		}
	}
}

func (r *reader) checkExpression(u use) {
	compiled, err := xpath.Compile(u.source)
	if err != nil {
		r.fault(u, err)
		return
	}
	found := scan(u.source)
	if found.self && !slices.Contains([]string{"constraint", "calculation", "choice_filter"}, u.column) {
		r.fail(selfOutside, u.at, u.column)
	}
	for _, name := range compiled.References() {
		target := r.resolve(u, name)
		if target == nil {
			continue
		}
		if slices.Contains(found.single, name) {
			r.checkRepeated(u, target)
		}
		r.depend(u, target)
	}
	r.checkPaths(u, compiled.Paths())
}

// depend notes what recomputing has to follow: values and relevance, not what is only checked or asked once.
func (r *reader) depend(u use, target *element) {
	if u.holder == nil {
		return
	}
	switch u.column {
	case "calculation":
		if u.holder.q.Trigger != nil {
			return
		}
	case "relevant", "repeat_count":
	default:
		return
	}
	u.holder.edges = append(u.holder.edges, edge{to: target, at: u.at})
}

// resolve finds the one element that a reference names.
func (r *reader) resolve(u use, name string) *element {
	switch found := r.byName[name]; len(found) {
	case 0:
		if !r.badNames[name] {
			r.fail(referenceUnknown, u.at, name, r.suggest(name, r.elementary))
		}
	case 1:
		return found[0]
	default:
		if r.ambiguous[name] { // told where it was first met
			return nil
		}
		r.ambiguous[name] = true
		var rows []string
		for _, e := range found[:min(len(found), 5)] {
			rows = append(rows, fmt.Sprint(e.q.Row))
		}
		if len(found) > 5 {
			rows = append(rows, "…")
		}
		r.fail(referenceAmbiguous, u.at, name, strings.Join(rows, ", "))
	}
	return nil
}

// checkRepeated warns of a question with many values where one is wanted.
func (r *reader) checkRepeated(u use, target *element) {
	if u.holder == nil || target.q.Contains() {
		return
	}
	for up := target.parent; up != nil; up = up.parent {
		if up.q.Type == thidua.Repeat && !encloses(up, u.holder) {
			r.warn(referenceRepeated, u.at, target.q.Name, up.q.Name)
			return
		}
	}
}

// encloses tells whether e is outer itself or inside it.
func encloses(outer, e *element) bool {
	for ; e != nil; e = e.parent {
		if e == outer {
			return true
		}
	}
	return false
}

// checkPaths looks at bare names in a choice_filter and at the lists that instance() opens.
func (r *reader) checkPaths(u use, paths [][]string) {
	var reported []string
	for _, path := range paths {
		if list, ok := strings.CutPrefix(path[0], "instance('"); ok {
			list = strings.TrimSuffix(list, "')")
			if l := r.lists[list]; l != nil {
				l.used = true
			} else if !slices.Contains(reported, list) {
				r.fail(instanceUnknown, u.at, list)
				reported = append(reported, list)
			}
		}
		switch bare := xpath.IsName(path[0]) && path[0] != "null"; {
		case bare && u.column == "choice_filter":
			r.checkFilterColumn(u, path[0])
		case bare && (path[0] == "name" || path[0] == "label"):
			r.warn(nameOfChoice, u.at, path[0])
		case bare && r.byName[path[0]] == nil:
			r.fail(nameBare, u.at, path[0], r.suggest(path[0], r.elementary))
		case bare && (u.holder == nil || !u.holder.q.Contains()):
			r.warn(nameWithout, u.at, path[0])
		}
	}
}

func (r *reader) checkFilterColumn(u use, name string) {
	list := r.lists[u.holder.q.List]
	if list == nil {
		return
	}
	columns := []string{"name", "label"}
	for _, c := range list.table.columns {
		columns = append(columns, c.name)
	}
	switch {
	case slices.Contains(columns, name):
	case r.byName[name] != nil:
		r.warn(nameWithout, u.at, name)
	default:
		r.fail(filterColumn, u.at, name, u.holder.q.List, r.suggest(name, columns))
	}
}

// fault words what the compiler found wrong with an expression or a text.
func (r *reader) fault(u use, err error) {
	var wrong *xpath.SyntaxError
	if !errors.As(err, &wrong) {
		wrong = &xpath.SyntaxError{}
	}
	switch {
	case wrong.Fault == xpath.FaultReference && strings.Contains(wrong.Near, "last-saved#"):
		r.fail(featureUnsupported, u.at, "${last-saved#…}", wayRound("last-saved"))
	case wrong.Fault == xpath.FaultReference:
		near, _, _ := strings.Cut(wrong.Near, "}")
		if len(near) < len(wrong.Near) {
			near += "}"
		}
		if !r.badNames[strings.TrimSuffix(strings.TrimPrefix(near, "${"), "}")] {
			r.fail(referenceMalformed, u.at, near)
		}
	case wrong.Fault == xpath.FaultUnsupported:
		r.fail(featureUnsupported, u.at, u.source, expressionText(wrong, u.source))
	default:
		r.fail(expressionWrong, u.at, shorten(u.source), expressionText(wrong, u.source))
	}
}
