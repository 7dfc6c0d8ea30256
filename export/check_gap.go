package export

import (
	"strings"

	"thidua"
)

// gaps tells which facts an entry lacks: when and where an activity took place, what a citation needs, and what the
// form requires.
func (f *families) gaps(e *Entry, columns []Column) []Check {
	var found []Check
	dated := false
	for _, column := range columns {
		where := spot{part: f.p, entry: e, column: column}
		if gap, details, ok := gapIn(where, &dated); ok {
			found = append(found, f.c.at(gap, where, details...))
		}
	}
	return found
}

// gapIn tells what is missing at one column. Of an activity's dates only the first is needed.
func gapIn(s spot, dated *bool) (gap code, details []any, ok bool) {
	q := s.column.Question
	if q.Type == thidua.Repeat || answered(s.entry, s.column.Path) {
		*dated = *dated || q.Type == thidua.Date || q.Type == thidua.DateTime
		return code{}, nil, false
	}
	first := !*dated
	*dated = *dated || q.Type == thidua.Date
	activity := s.part.Kind == activityKind && s.entry.Parent == nil
	citing := s.part.Kind == documentKind && s.entry.Parent == nil && s.part.Repeats()
	switch {
	case activity && first && q.Type == thidua.Date:
		return noDate, nil, true
	case activity && hasWord(q, "dia_diem", "noi_to_chuc", "place", "location"):
		return noPlace, nil, true
	case citing && (q.Type == thidua.Date || hasWord(q, "co_quan", "trich_yeu")):
		return citation, []any{strings.ToLower(s.column.Label)}, true
	case s.column.required:
		return unanswered, nil, true
	}
	return code{}, nil, false
}

func answered(e *Entry, path string) bool {
	a := e.Answer(path)
	return !a.Empty()
}

// unconditional tells whether a question is required whatever was answered elsewhere: conditions are the form's
// business, and were decided when the part was handed in.
func unconditional(required string) bool {
	switch strings.ToLower(strings.TrimSpace(required)) {
	case "yes", "true", "true()", "1":
		return true
	}
	return false
}
