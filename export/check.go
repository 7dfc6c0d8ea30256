package export

import (
	"cmp"
	"strings"

	"thidua"
)

// Check is a gap or a contradiction that somebody should mend before the report is signed. It is always a
// suggestion: nothing is corrected or merged.
type Check struct {
	Code     string // of the catalogue, such as L08
	What     string // is wrong
	Unit     string // name for people; empty where it concerns the whole campaign
	Part     string // label
	Entry    string // title, under that of the entry that holds it
	Question string // label
	Whose    string // to mend: the unit's focal points, or the secretariat
	Cure     string
	Path     string // of the answer below its entry; empty where the entry or the part as a whole is meant
}

// check runs every family of checks: the heading first, then part by part in the order of the campaign, and last
// what only shows across parts.
func check(c *Consolidation) []Check {
	found := checkHeading(c)
	families := []func(*Consolidation, *Part) []Check{
		checkFilings, checkGaps, checkFigures, checkDeclared, checkDates, checkDocumentNumbers, checkKinds, checkTexts,
	}
	for _, p := range c.Parts {
		for _, family := range families {
			found = append(found, family(c, p)...)
		}
	}
	return append(found, checkFirms(c)...)
}

// spot is where a check points.
type spot struct {
	part   *Part
	unit   thidua.Unit
	entry  *Entry
	column Column
}

// at makes a check of a code at a spot; details fill the places of its text.
func (c *Consolidation) at(code code, s spot, details ...any) Check {
	found := Check{
		Code: code.code, What: code.what(details), Cure: code.cure,
		Question: s.column.Label, Path: s.column.Path,
	}
	if s.part != nil {
		found.Part = s.part.Label
	}
	if s.entry != nil {
		found.Entry, s.unit = c.trail(s.entry), s.entry.Unit
	}
	if s.unit.Code != "" {
		found.Unit = c.UnitName(s.unit)
	}
	found.Whose = c.whose(s)
	return found
}

// trail names an entry after those that hold it.
func (c *Consolidation) trail(e *Entry) string {
	if e.Parent == nil {
		return c.Title(e)
	}
	return c.trail(e.Parent) + " › " + c.Title(e)
}

// whose names who can mend: the unit's focal points, else who handed it in, else the secretariat.
func (c *Consolidation) whose(s spot) string {
	if s.unit.Code == "" || s.unit.Code == thidua.Department {
		return secretariatName
	}
	submitter := ""
	if filing, ok := s.part.Filing(s.unit.Code); ok && filing.Submission != nil {
		submitter = filing.Submission.Name
	}
	return cmp.Or(c.focal[s.unit.Code], submitter, secretariatName)
}

// walk visits every entry of a part, nested ones included, with the columns that it has.
func (p *Part) walk(visit func(e *Entry, columns []Column)) {
	for e := range p.Entries() {
		walkEntry(e, p.Columns, visit)
	}
}

func walkEntry(e *Entry, columns []Column, visit func(*Entry, []Column)) {
	visit(e, columns)
	for _, column := range columns {
		for _, nested := range e.Repeats[column.Path] {
			walkEntry(nested, column.Columns, visit)
		}
	}
}

// answers visits every answer of a part that is not empty.
func (p *Part) answers(visit func(s spot, a thidua.Answer)) {
	p.walk(func(e *Entry, columns []Column) {
		for _, column := range columns {
			if a := e.Answers[column.Path]; !a.Empty() {
				visit(spot{part: p, entry: e, column: column}, a)
			}
		}
	})
}

// texts visits what people wrote freely.
func (p *Part) texts(visit func(s spot, text string)) {
	p.answers(func(s spot, a thidua.Answer) {
		if s.column.Question.Type == thidua.TypeText && a.Value != "" {
			visit(s, a.Value)
		}
	})
}

// hasWord tells whether a question's name holds one of the words, such as dia_diem.
func hasWord(q *thidua.Question, words ...string) bool {
	for _, word := range words {
		if strings.Contains("_"+strings.ToLower(q.Name)+"_", "_"+word+"_") {
			return true
		}
	}
	return false
}
