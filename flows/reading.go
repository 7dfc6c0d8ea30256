package flows

import (
	"maps"
	"slices"
	"strconv"

	"thidua"
	"thidua/flows/texts"
)

// Reading is one line of what was handed in, as people read it: an answer, a list or, without a question, an entry.
type Reading struct {
	thidua.Point
	Number string // 3, or 3.1.2 in an entry
	Text   string // the answer, or how many entries there are
	Files  []thidua.File
	Depth  int  // entries around it
	Fixed  bool // worked out by the form, or gone from it: nobody can correct it
	List   bool
	Lacks  bool // a file is asked for and there is none
}

// Read writes out a submission in the form's order, in the session's language. As with Step, missing records are to be
// loaded and asked with again; then nothing else counts.
func (s *Script) Read(state State, sub *thidua.Submission) (lines []Reading, missing []thidua.Key, err error) {
	part := s.parts[sub.Part]
	if part == nil || sub.Nothing {
		return nil, nil, nil
	}
	language := state.Person.Language
	if language == "" {
		language = s.Campaign.Language
	}
	v := newView(s, sub.Unit, language, state.Input.At, state.Input.Update, state.Records)
	v.apart = part
	r := &reader{view: v}
	if part.top.q.Type == thidua.Repeat {
		whole := &thidua.Entry{Repeats: map[string][]thidua.Entry{part.top.path: sub.Entries}}
		v.lay(part.home, whole)
		r.list(part.home, part.top, sub.Entries, "", 0)
	} else {
		for i := range sub.Entries {
			v.lay(part.home, &sub.Entries[i])
			r.entry(part.home, &sub.Entries[i], "", 0)
		}
	}
	return r.lines, slices.Sorted(maps.Keys(v.missing)), v.broken
}

// lay makes a place in the view what an entry says.
func (v *view) lay(p *place, e *thidua.Entry) {
	sheet := v.sheet(p)
	for path, a := range e.Answers {
		if n := p.layout().locate(path); n != nil && !n.calculates() {
			sheet.Put(n.path, a)
		}
	}
	v.forget()
	for _, path := range slices.Sorted(maps.Keys(e.Repeats)) {
		n := p.layout().locate(path)
		if n == nil || n.q.Type != thidua.Repeat {
			continue
		}
		for i := range e.Repeats[path] {
			inner := p.inner(n, e.Repeats[path][i].ID)
			v.append(inner, Item{ID: inner.id})
			v.lay(inner, &e.Repeats[path][i])
		}
	}
	if !sheet.isEmpty() {
		v.changed[v.sheetKey(p)] = true
	}
}

// reader writes out what a view holds apart.
type reader struct {
	*view
	lines []Reading
}

// entry writes out what an entry answers; what a newer workbook no longer asks comes last.
func (r *reader) entry(p *place, e *thidua.Entry, prefix string, depth int) {
	number, known := 0, map[string]bool{}
	given := refiled(e, p.layout()).Answers
	for n := range r.visible(p, 0) {
		if n.q.Type == thidua.Note {
			continue
		}
		number++
		known[n.path] = true
		at := prefix + strconv.Itoa(number)
		if n.q.Type == thidua.Repeat {
			r.list(p, n, repeated(e, n), at+".", depth)
			continue
		}
		a := given[n.path]
		r.lines = append(r.lines, Reading{Number: at, Depth: depth, Fixed: r.isTold(p, n), Files: a.Files,
			Point: r.pointAt(p, n), Text: r.answered(n, a), Lacks: isFile(n.q.Type) && len(a.Files) == 0})
	}
	for _, path := range slices.Sorted(maps.Keys(e.Answers)) {
		a := e.Answers[path]
		if n := p.layout().locate(path); a.Empty() || n != nil && (known[n.path] || n.silent()) {
			continue
		}
		r.lines = append(r.lines, Reading{Depth: depth, Fixed: true, Files: a.Files, Text: a.Value,
			Point: thidua.Point{Trail: p.trail(), Question: path, Label: path}})
	}
}

// repeated are the entries of a repeat, wherever an older workbook had it in its place.
func repeated(e *thidua.Entry, n *node) []thidua.Entry {
	if entries, ok := e.Repeats[n.path]; ok {
		return entries
	}
	for path, entries := range e.Repeats {
		if n.place.locate(path) == n {
			return entries
		}
	}
	return nil
}

func (r *reader) list(p *place, n *node, entries []thidua.Entry, prefix string, depth int) {
	r.lines = append(r.lines, Reading{Depth: depth, List: true, Number: prefix, Point: r.pointAt(p, n),
		Text: texts.Count.In(r.language, len(entries))})
	if prefix != "" {
		r.lines[len(r.lines)-1].Number = prefix[:len(prefix)-1]
	}
	for i := range entries {
		inner := p.inner(n, entries[i].ID)
		at := prefix + strconv.Itoa(i+1)
		r.lines = append(r.lines, Reading{Number: at, Depth: depth + 1,
			Point: thidua.Point{Trail: inner.trail(), Label: r.entryName(inner)}})
		r.entry(inner, &entries[i], at+".", depth+1)
	}
}

func (r *reader) pointAt(p *place, n *node) thidua.Point {
	return thidua.Point{Trail: p.trail(), Question: n.path, Label: r.nodeLabel(p, n)}
}

func (r *reader) answered(n *node, a thidua.Answer) string {
	if a.Empty() {
		return texts.None.In(r.language)
	}
	return r.shown(n, a)
}
