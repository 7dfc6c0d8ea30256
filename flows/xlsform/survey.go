package xlsform

import (
	"cmp"
	"fmt"
	"strings"

	"thidua"
	"thidua/flows/xpath"
)

// element is a question, group or repeat with what is needed to check it.
type element struct {
	q        *thidua.Question
	kind     kind
	parent   *element
	children []*element
	row      row
	at       cell // of its name, or else of its type
	visible  bool
	depth    int    // 0 for the root
	edges    []edge // what its value or relevance depends on
	names    map[string]*element
	lowered  map[string]*element
}

// root is the name of the form's root where the sheet settings has none.
const root = "data"

// maxDepth is how deep groups may be nested.
const maxDepth = 64

// readSurvey makes the tree of questions.
func (r *reader) readSurvey() {
	t := r.survey
	t.squeeze = !isNo(r.setting("clean_text_values").text)
	name := cmp.Or(r.setting("name").text, root)
	r.root = newElement(nil, &thidua.Question{Name: name, Type: thidua.Group}, kind{}, row{})
	repeats, open := map[string]*element{}, r.root
	below := r.closings()
	for i, line := range t.rows {
		open = r.readRow(open, line, repeats, below[i])
		if open.depth > maxDepth {
			r.fail(nestedDeep, open.at, maxDepth)
			return
		}
	}
	r.closeAll(open)
	if len(r.root.children) == 0 && len(r.errors) == 0 {
		r.fail(surveyEmpty, cell{sheet: t.sheet})
	}
}

func newElement(parent *element, q *thidua.Question, k kind, line row) *element {
	e := &element{q: q, kind: k, parent: parent, row: line}
	if parent != nil {
		e.depth = parent.depth + 1
	}
	if q.Contains() {
		e.names, e.lowered = map[string]*element{}, map[string]*element{}
	}
	return e
}

// readRow reads one row below what is open, and returns what is open after it; the rows further down close so many
// groups more than they open.
func (r *reader) readRow(open *element, line row, repeats map[string]*element, below int) *element {
	t := r.survey
	at, name := t.cell(line, "type"), t.cell(line, "name")
	if isYes(t.cell(line, "disabled").text) {
		return open
	}
	k := r.kind(at.text)
	if k.end {
		return r.end(open, k, at, below)
	}
	label := r.text(t, line, "label")
	if at.empty() && name.empty() && label == nil {
		r.warn(rowComment, cell{sheet: t.sheet, row: line.number})
		return open
	}
	e := newElement(open, &thidua.Question{Name: name.text, Type: k.q, Label: label, Row: line.number}, k, line)
	if e.at = name; name.empty() {
		e.at = at
	}
	usable := r.checkKind(e, at)
	if usable || k.begin || !name.empty() {
		r.name(e, name, repeats)
		r.place(open, e)
	}
	switch {
	case k.begin:
		r.readColumns(e)
		return e
	case usable:
		r.readColumns(e)
		r.addOther(open, e)
	default: // known by its name all the same: one mistake is told once
		e.visible = true
		r.readExpressions(e)
	}
	return open
}

// place puts an element into what is open.
func (r *reader) place(open, e *element) {
	open.children = append(open.children, e)
	open.q.Children = append(open.q.Children, e.q)
	if !e.kind.opaque() || e.kind.begin {
		r.elements = append(r.elements, e)
	}
}

// kind reads the column type; forms repeat few of them.
func (r *reader) kind(text string) kind {
	k, ok := r.kinds[text]
	if !ok {
		k = parseKind(text)
		r.kinds[text] = k
	}
	return k
}

// checkKind says what is wrong with the type; false where nothing can be made of it.
func (r *reader) checkKind(e *element, at cell) bool {
	k := e.kind
	switch {
	case at.empty():
		r.fail(typeMissing, at)
		return false
	case k.unknown:
		r.fail(typeUnknown, at, r.suggestType(k.text))
		return false
	case k.noList:
		r.fail(typeNoList, at)
		return false
	case k.refused == "file" && k.file != "" && !hasEnding(k.file, ".csv", ".xml", ".geojson"):
		r.fail(fileEnding, at, k.file)
		return false
	case k.refused != "":
		r.fail(typeUnsupported, at, wayRound(k.refused))
		return false
	case k.ignored:
		r.warn(typeIgnored, at)
	case k.alias != "":
		r.warn(typeOld, at, k.alias)
	}
	return true
}

func hasEnding(s string, endings ...string) bool {
	for _, ending := range endings {
		if strings.HasSuffix(strings.ToLower(s), ending) {
			return true
		}
	}
	return false
}

// name checks and enters the name of an element (XLSForm §4).
func (r *reader) name(e *element, at cell, repeats map[string]*element) {
	q, name := e.q, at.text
	switch {
	case name == "" && q.Type == thidua.Note:
		q.Name = fmt.Sprintf("note_%d", q.Row)
		for e.parent.names[q.Name] != nil {
			q.Name += "_"
		}
	case name == "":
		r.fail(nameMissing, r.survey.cell(e.row, "type"))
		return
	case !xpath.IsName(name):
		r.fail(nameBad, at)
		r.badNames[name] = true
		return
	case name == "meta":
		r.fail(nameMeta, at)
	}
	if before := e.parent.names[q.Name]; before != nil {
		r.fail(nameTwice, at, before.q.Row)
		return
	}
	if before := e.parent.lowered[strings.ToLower(q.Name)]; before != nil {
		r.warn(nameCase, at, before.q.Row)
	}
	if q.Type == thidua.Repeat {
		if before := repeats[name]; before != nil {
			r.fail(repeatTwice, at, before.q.Row)
			return
		}
		if name == r.root.q.Name {
			r.fail(nameRoot, at)
		}
		repeats[name] = e
	}
	r.enter(e)
}

// checkCountName keeps free the name under which other tools keep a computed repeat_count, <repeat>_count; a plain
// ${q} needs none (XLSForm §4).
func (r *reader) checkCountName(e *element) {
	if e.q.Type != thidua.Repeat || e.q.RepeatCount == "" || reference.MatchString(e.q.RepeatCount) {
		return
	}
	if taken := e.parent.names[e.q.Name+"_count"]; taken != nil {
		r.fail(countTaken, taken.at, e.q.Name, e.q.Row)
	}
}

// enter makes an element known by its name.
func (r *reader) enter(e *element) {
	name := e.q.Name
	e.parent.names[name] = e
	e.parent.lowered[strings.ToLower(name)] = e
	if r.byName[name] == nil {
		r.elementary = append(r.elementary, name)
	}
	r.byName[name] = append(r.byName[name], e)
}
