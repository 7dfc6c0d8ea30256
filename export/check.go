package export

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

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

	Names [2]string // that may mean one, of a proposal to link them
}

// findings gathers checks: the heading first, then part by part in the order of the campaign, and last what only
// shows across parts.
type findings struct {
	c        *Consolidation
	found    []Check
	of       map[string]int // how many of a code
	declared []declaration
	firms    firms
	shorts   abbreviations
	models   []model // enterprises that are called one
	register []firm  // of models
	days     sequence
	issuers  issuers
}

// mostOfACode is how many checks of one code are told one by one: nobody mends more by hand, and their number must not
// take all memory. The others are counted.
const mostOfACode = 10_000

func (f *findings) add(checks ...Check) {
	if f.of == nil {
		f.of = map[string]int{}
	}
	for _, check := range checks {
		if f.of[check.Code]++; f.of[check.Code] <= mostOfACode {
			f.found = append(f.found, check)
		}
	}
}

// all closes the list with what only the end tells.
func (f *findings) all() []Check {
	f.reconcile()
	f.add(f.shorts.undefined()...)
	f.add(f.firms.similar...)
	f.crossCheck()
	for _, code := range slices.Sorted(maps.Keys(f.of)) {
		if more := f.of[code] - mostOfACode; more > 0 {
			f.found = append(f.found, Check{Code: code, What: fmt.Sprintf(moreFound, more), Cure: moreCure, Whose: secretariatName})
		}
	}
	return f.found
}

// families runs the checks of one part over its entries and keeps them apart by kind.
type families struct {
	c      *Consolidation
	p      *Part
	titles titleKinds
	start  time.Time // of the campaign
	end    time.Time
	place  place
	found  [5][]Check // by family
}

func newFamilies(c *Consolidation, p *Part) *families {
	f := &families{c: c, p: p, place: placeCalled(c.Campaign.Keys["place"])}
	f.start, f.end = c.period()
	f.titles = c.titleKinds(p)
	return f
}

// look checks an entry and those nested in it.
func (f *families) look(e *Entry, l *list, found *findings) {
	f.found[0] = append(f.found[0], f.gaps(e, l.columns)...)
	f.found[1] = append(f.found[1], f.figures(e, l.columns)...)
	f.found[2] = append(f.found[2], f.counted(e, l.columns, found)...)
	f.found[2] = append(f.found[2], f.sums(e, l.columns)...)
	f.found[3] = append(f.found[3], f.facts(e, l.columns)...)
	f.found[4] = append(f.found[4], f.words(e, l.columns, found)...)
	found.gather(f, e, l.columns)
	for i := range f.found {
		if len(f.found[i]) > mostOfACode { // what is too much is only counted
			found.add(f.found[i]...)
			f.found[i] = nil
		}
	}
	for path, nested := range e.Repeats {
		for _, below := range nested {
			f.look(below, l.below[path], found)
		}
	}
}

// close adds what was found, and what concerns the part as a whole.
func (f *families) close(found *findings) {
	found.add(checkFilings(f.c, f.p)...)
	for _, family := range f.found {
		found.add(family...)
	}
	found.add(checkSections(f.c, f.p)...)
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
		found.Entry, s.unit = c.trail(s.entry), *s.entry.Unit
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

// hasWord tells whether a question's name holds one of the words, such as dia_diem.
func hasWord(q *thidua.Question, words ...string) bool {
	for _, word := range words {
		if strings.Contains("_"+strings.ToLower(q.Name)+"_", "_"+word+"_") {
			return true
		}
	}
	return false
}
