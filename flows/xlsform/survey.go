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
	for _, c := range t.columns {
		if isMedia(c.name) && t.filled(c) {
			r.warn(mediaIgnored, t.header(c.at))
		}
	}
	repeats := map[string]*element{}
	open := r.root
	for _, line := range t.rows {
		open = r.readRow(open, line, repeats)
		if open.depth > maxDepth {
			r.fail(nestedDeep, open.at, maxDepth)
			return
		}
	}
	for ; open != r.root; open = open.parent {
		r.close(open)
		word := strings.Replace(strings.ToLower(open.kind.text), "begin", "end", 1)
		r.fail(beginAlone, t.cell(open.row, "type"), open.q.Name, word)
	}
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

// readRow reads one row below what is open, and returns what is open after it.
func (r *reader) readRow(open *element, line row, repeats map[string]*element) *element {
	t := r.survey
	at, name := t.cell(line, "type"), t.cell(line, "name")
	k := parseKind(at.text)
	if isYes(t.cell(line, "disabled").text) {
		if k.begin || k.end {
			r.fail(disabledBegin, at)
		}
		return open
	}
	label := r.text(t, line, "label")
	switch {
	case at.empty() && name.empty() && label == nil:
		r.warn(rowComment, cell{sheet: t.sheet, row: line.number})
		return open
	case at.empty():
		r.fail(typeMissing, at)
		return open
	case k.end:
		return r.end(open, k, at)
	}
	q := &thidua.Question{Name: name.text, Type: k.q, Label: label, Row: line.number}
	e := newElement(open, q, k, line)
	if e.at = name; name.empty() {
		e.at = at
	}
	usable := r.checkKind(e, at)
	if !usable && !k.begin && name.empty() {
		return open
	}
	r.name(e, name, repeats)
	open.children = append(open.children, e)
	open.q.Children = append(open.q.Children, q)
	if !usable && !k.begin { // known by its name all the same: one mistake is told once
		return open
	}
	r.elements = append(r.elements, e)
	r.readColumns(e)
	if !k.begin {
		r.addOther(open, e)
		return open
	}
	return e
}

// checkKind says what is wrong with the type; false where nothing can be made of it.
func (r *reader) checkKind(e *element, at cell) bool {
	k := e.kind
	switch {
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

// end closes the innermost group or repeat, which must be of the same kind.
func (r *reader) end(open *element, k kind, at cell) *element {
	if open == r.root {
		r.fail(endAlone, at, thidua.Text{})
		return open
	}
	if open.q.Type != k.q {
		r.fail(endAlone, at, openStill(open))
		// The mistake is most often in one word: going on as if it were right spares the errors that would follow.
		return r.close(open)
	}
	return r.close(open)
}

func (r *reader) close(e *element) *element {
	if len(e.children) == 0 {
		r.fail(groupEmpty, e.at, e.q.Name)
	}
	r.checkTableList(e)
	return e.parent
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
		}
		if name == r.root.q.Name {
			r.fail(nameRoot, at)
		}
		repeats[name] = e
	}
	r.enter(e)
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
