package export

import (
	"slices"
	"strings"

	"thidua"
)

// Entry is one filling of a part, or one entry of a repeat nested in it.
type Entry struct {
	Question   *thidua.Question   // the group or repeat that it fills
	Unit       thidua.Unit        // the department itself, coded thidua.Department, in the secretariat's parts
	Submission *thidua.Submission // that it was handed in with
	Parent     *Entry             // nil at the top
	Number     int                // 1-based through all units, in the order of the export
	Place      int                // 1-based among the entries of its unit, or of its parent
	ID         string
	Answers    map[string]thidua.Answer // by path below the entry; what is absent was not answered
	Repeats    map[string][]*Entry      // by path below the entry
}

// origin is where entries come from.
type origin struct {
	unit       thidua.Unit
	submission *thidua.Submission
	parent     *Entry
}

func entriesOf(q *thidua.Question, given []thidua.Entry, from origin) []*Entry {
	entries := make([]*Entry, 0, len(given))
	for i, g := range given {
		e := &Entry{
			Question: q, Unit: from.unit, Submission: from.submission, Parent: from.parent,
			Place: i + 1, ID: g.ID, Answers: g.Answers,
		}
		for path, nested := range g.Repeats {
			if e.Repeats == nil {
				e.Repeats = make(map[string][]*Entry, len(g.Repeats))
			}
			from := origin{unit: from.unit, submission: from.submission, parent: e}
			e.Repeats[path] = entriesOf(descend(q, path), nested, from)
		}
		entries = append(entries, e)
	}
	return entries
}

// descend finds the question at a path; one that is gone from the form stands in for itself.
func descend(q *thidua.Question, path string) *thidua.Question {
	for name := range strings.SplitSeq(path, "/") {
		i := slices.IndexFunc(q.Children, func(child *thidua.Question) bool { return child.Name == name })
		if i < 0 {
			return &thidua.Question{Name: path, Type: thidua.Repeat}
		}
		q = q.Children[i]
	}
	return q
}

// number counts entries through all units, each nested repeat for itself.
func number(columns []Column, entries []*Entry) {
	for i, e := range entries {
		e.Number = i + 1
	}
	for _, column := range columns {
		if column.Question.Type == thidua.Repeat {
			number(column.Columns, Nested(entries, column.Path))
		}
	}
}

// Nested lists the entries of a nested repeat through all the entries that hold it.
func Nested(entries []*Entry, path string) []*Entry {
	var nested []*Entry
	for _, e := range entries {
		nested = append(nested, e.Repeats[path]...)
	}
	return nested
}
