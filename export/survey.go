package export

import (
	"slices"

	"thidua"
)

// list is what a pass counted of the entries of a part, or of a repeat nested in it.
type list struct {
	question *thidua.Question
	columns  []Column // of the form, and what was answered beside it so far
	form     int      // how many of the columns are of the form
	known    map[string]bool
	figures  map[string]*figure // by path, of what may be added up
	chosen   map[string]int     // by the name of the first choice that is asked for
	kind     string             // path of that choice
	count    int
	below    map[string]*list // by path of the repeat
}

func newList(q *thidua.Question, columns []Column) *list {
	l := &list{
		question: q, columns: columns, form: len(columns), known: map[string]bool{}, figures: map[string]*figure{},
		chosen: map[string]int{}, below: map[string]*list{},
	}
	l.learn(q, "")
	for i, column := range columns {
		switch {
		case column.Question.Type == thidua.Repeat:
			l.below[column.Path] = newList(column.Question, column.Columns)
		case column.Question.Type == thidua.SelectOne && l.kind == "":
			l.kind = column.Path
		}
		if part, whole, ok := share(columns, column); ok {
			l.figures[part.Path], l.figures[whole.Path] = newFigure(), newFigure()
			columns[i].shared = true
		}
		if Additive(column.Question) {
			l.figures[column.Path] = newFigure()
		}
	}
	return l
}

// learn notes what the form has, shown or not.
func (l *list) learn(q *thidua.Question, prefix string) {
	for _, child := range q.Children {
		l.known[prefix+child.Name] = true
		if child.Type == thidua.Group {
			l.learn(child, prefix+child.Name+"/")
		}
	}
}

// add counts an entry and those nested in it.
func (l *list) add(e *Entry) {
	l.count++
	for path, a := range e.given {
		if !l.known[path] && !a.Empty() {
			l.known[path] = true
			l.columns = append(l.columns, formerColumn(path, thidua.TypeText))
		}
	}
	for path, f := range l.figures {
		f.add(e.given[path])
	}
	if l.kind != "" {
		l.chosen[e.given[l.kind].Value]++
	}
	for path, nested := range e.Repeats {
		if len(nested) == 0 {
			continue
		}
		if l.below[path] == nil {
			column := formerColumn(path, thidua.Repeat)
			l.known[path] = true
			l.columns = append(l.columns, column)
			l.below[path] = newList(column.Question, nil)
		}
		for _, below := range nested {
			l.below[path].add(below)
		}
	}
}

// settle gives the columns as sheets show them: those of the form, then what was answered in an earlier version of the
// campaign and is since gone from it, texts before repeats. Nothing that was handed in leaves the export because the
// workbook was changed.
func (l *list) settle() []Column {
	slices.SortFunc(l.columns[l.form:], func(a, b Column) int { return compareFormer(a, b) })
	for i, column := range l.columns {
		if below := l.below[column.Path]; below != nil {
			l.columns[i].Columns = below.settle()
		}
	}
	return l.columns
}

// survey makes the one pass over what was handed in for a part: it counts, adds up and checks.
func (c *Consolidation) survey(p *Part, found *findings) error {
	p.list = newList(p.Question, slices.Clip(p.Columns))
	families := newFamilies(c, p)
	numbers, rows := numbering{}, newOutcomes(c, p)
	err := p.eachSubmission(func(f *Filing, s *thidua.Submission) bool {
		head := *s
		head.Entries = nil
		f.Submission, f.Entries = &head, len(s.Entries)
		for _, e := range numbers.entries(p.Question, s.Entries, origin{unit: &f.Unit, submission: f.Submission}) {
			p.list.add(e)
			families.look(e, p.list, found)
			rows.look(f, e)
		}
		return true
	})
	if err != nil {
		return err
	}
	p.Columns = p.list.settle()
	p.Totals = totalsOf(p.list, Total{Kind: Count, Question: p.Question, Label: p.Label})
	families.close(found)
	return nil
}
