package flows

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/texts"
)

// How many empty rows a table offers for new entries, whose ids are given beforehand: a row that is filled and sent twice
// is one entry.
const (
	fewestRoom = 20
	mostRoom   = 100
)

// Fill gives what the session's unit gave to some of its parts, or to all that may still be changed, as a spreadsheet to
// fill. The stamp tells this file from all others. As with Step, missing records are to be loaded and asked with again;
// then nothing else counts.
func (s *Script) Fill(state State, stamp string, parts ...string) (filled thidua.Spreadsheet, missing []thidua.Key, err error) {
	t := s.turn(state)
	f := &filler{turn: t, s: thidua.Spreadsheet{Campaign: s.Campaign.ID, Version: s.Campaign.Version, Unit: t.unit, Stamp: stamp}}
	f.head()
	for _, p := range s.Campaign.PartsOf(t.unit) {
		home := s.parts[p.Name].home
		if (len(parts) == 0 || slices.Contains(parts, p.Name)) && !t.isClosed(home) {
			f.part(home)
		}
	}
	return f.s, slices.Sorted(maps.Keys(t.missing)), t.broken
}

// filler makes the tables.
type filler struct {
	*turn
	s     thidua.Spreadsheet
	fresh int // ids that were given to empty rows
}

// numbered is a place that may hold entries, with the number by which a table knows it.
type numbered struct {
	p      *place
	number int
}

func (f *filler) head() {
	l := f.language
	f.s.Title = texts.ExcelTitle.In(l, f.script.Campaign.Title, f.unitName())
	for _, line := range texts.ExcelGuide {
		f.s.Guide = append(f.s.Guide, line.In(l))
	}
	f.s.Words = thidua.Words{Guide: texts.GuideSheet.In(l), Question: texts.QuestionHead.In(l), Answer: texts.AnswerHead.In(l),
		How: texts.HowHead.In(l), Delete: texts.DeleteHead.In(l), NotListed: texts.NotListed.In(l)}
}

// unitName is what people call the unit.
func (v *view) unitName() string {
	if u, ok := v.script.Campaign.Unit(v.unit); ok {
		return u.Name
	}
	return texts.RoleName(thidua.Secretariat).In(v.language)
}

func (f *filler) part(home *place) {
	if home.part.top.q.Type != thidua.Repeat {
		f.questions(home)
	}
	for _, n := range home.repeats() {
		f.entries(n, []numbered{{p: home}})
	}
}

// questions makes the table of a group part, whose labels may repeat answers.
func (f *filler) questions(home *place) {
	t := thidua.Table{Part: home.part.Name, Name: f.partLabel(home)}
	row := thidua.Row{}
	for _, n := range home.layout().columns() {
		c := f.column(n)
		c.Label = f.nodeLabel(home, n)
		t.Columns, row.Cells = append(t.Columns, c), append(row.Cells, f.reported(home, n))
	}
	if t.Rows = []thidua.Row{row}; len(t.Columns) > 0 {
		f.s.Tables = append(f.s.Tables, t)
	}
}

// entries makes the table of a repeat with the entries of all places that hold it, then those of the repeats inside it.
func (f *filler) entries(n *node, ups []numbered) {
	t := thidua.Table{Part: n.part.Name, Repeat: n.q.Name, Name: f.bareLabel(n), Number: texts.NumberHead.In(f.language)}
	if n.repeat != nil {
		t.Around, t.UpTo = n.repeat.q.Name, texts.AboveHead.In(f.language, f.bareLabel(n.repeat))
	}
	columns := n.inside.columns()
	for _, c := range columns {
		t.Columns = append(t.Columns, f.column(c))
	}
	var inner []numbered
	for _, up := range ups {
		if !f.isRelevant(f.at(up.p, n)) {
			continue
		}
		for _, item := range f.some(up.p, n, 0, f.list(up.p, n).Size) {
			p := up.p.inner(n, item.ID)
			row := thidua.Row{Entry: item.ID, Up: trailIDs(up.p), Number: len(t.Rows) + 1, Above: up.number}
			for _, c := range columns {
				row.Cells = append(row.Cells, f.reported(p, c))
			}
			t.Rows, inner = append(t.Rows, row), append(inner, numbered{p, row.Number})
		}
	}
	f.room(&t)
	f.s.Tables = append(f.s.Tables, t)
	for _, c := range n.inside.leaves {
		if c.q.Type == thidua.Repeat {
			f.entries(c, inner)
		}
	}
}

// room adds empty rows that have their ids already.
func (f *filler) room(t *thidua.Table) {
	for range max(fewestRoom, min(mostRoom, len(t.Rows))) {
		f.fresh++
		t.Rows = append(t.Rows, thidua.Row{Entry: f.s.Stamp + "." + strconv.Itoa(f.fresh), Number: len(t.Rows) + 1,
			Cells: make([]thidua.Cell, len(t.Columns))})
	}
}

// trailIDs are the ids of the entries down to a place.
func trailIDs(p *place) string {
	var ids []string
	for _, step := range p.trail() {
		ids = append(ids, step.Entry)
	}
	return strings.Join(ids, "/")
}

// cells are the questions that a cell can answer: not what is worked out, told or sent as a file.
func (l *layout) cells() []*node { return l.that((*node).fitsCell) }

// columns are the questions that a table shows: beside those that a cell answers those for files, which it only tells of.
func (l *layout) columns() []*node {
	return l.that(func(n *node) bool { return n.fitsCell() || n.takesFile() })
}

// that are the questions of a kind.
func (l *layout) that(is func(*node) bool) (found []*node) {
	for _, n := range l.leaves {
		if is(n) {
			found = append(found, n)
		}
	}
	return found
}

// takesFile tells whether a question is answered with a file.
func (n *node) takesFile() bool { return isFile(n.q.Type) && n.readonly == nil && !n.silent() }

func (n *node) fitsCell() bool {
	return !n.contains() && !n.silent() && !n.calculates() && n.readonly == nil && n.q.Type != thidua.Note && !isFile(n.q.Type)
}

// column says of a question what its cells hold.
func (f *filler) column(n *node) thidua.Column {
	c := thidua.Column{Path: n.path, Label: f.bareLabel(n), Type: n.q.Type, Broad: n.q.Shows("multiline"), Told: n.takesFile()}
	note := []string{reference.ReplaceAllLiteralString(n.q.Hint.In(f.language), "…")}
	if n.required != nil {
		c.Required = n.alwaysAsked() && len(n.required.References()) == 0 && f.truth(n.required, f.at(n.part.home, n.part.top), false)
		must := texts.CellMay
		if c.Required {
			must = texts.CellMust
		}
		note = append(note, must.In(f.language))
	}
	note = append(note, f.howTo(n))
	c.Note = strings.Join(slices.DeleteFunc(note, func(s string) bool { return s == "" }), "\n")
	switch n.q.Type {
	case thidua.SelectOne:
		c.Choices = f.written(n)
	case thidua.Acknowledge:
		c.Choices = []string{texts.Yes.In(f.language)}
	}
	return c
}

// alwaysAsked tells whether no other answer decides if the question is asked in its place.
func (n *node) alwaysAsked() bool {
	for ; n != nil && n.q.Type != thidua.Repeat; n = n.parent {
		if n.relevant != nil {
			return false
		}
	}
	return true
}

// written are a question's choices as a cell holds them, each once.
func (v *view) written(n *node) []string {
	var all []string
	for _, c := range n.choices {
		if text := v.choiceText(n, c.Name); !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all
}

// mostListed is how many choices a note or a message names.
const mostListed = 30

// howTo says how a question's cells are written.
func (v *view) howTo(n *node) string {
	l := v.language
	switch n.q.Type {
	case thidua.Integer, thidua.Decimal:
		how := texts.CellWhole
		if n.q.Type == thidua.Decimal {
			how = texts.CellDecimal
		}
		if n.q.Shows("approximate") {
			return how.In(l) + " " + texts.CellAbout.In(l)
		}
		return how.In(l)
	case thidua.SelectMultiple:
		return texts.CellSeveral.In(l, listed(v.written(n)))
	case thidua.TypeText:
		switch {
		case n.q.Shows(documentNumber):
			return texts.CellDocument.In(l)
		case n.q.Shows(phoneNumber):
			return texts.CellPhone.In(l)
		}
		return ""
	}
	how := map[thidua.Type]thidua.Phrase{thidua.Date: texts.CellDay, thidua.DateTime: texts.CellMoment, thidua.Time: texts.CellClock,
		thidua.Image: texts.CellFile, thidua.Audio: texts.CellFile, thidua.Video: texts.CellFile, thidua.FileType: texts.CellFile,
		thidua.SelectOne: texts.CellOne, thidua.Geopoint: texts.CellPlace, thidua.Acknowledge: texts.CellAgree}
	return how[n.q.Type].In(l)
}

// listed joins choices, as many as people will read.
func listed(choices []string) string {
	if len(choices) > mostListed {
		return strings.Join(choices[:mostListed], "; ") + "; …"
	}
	return strings.Join(choices, "; ")
}
