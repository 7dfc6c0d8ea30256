package export

import (
	"cmp"
	"strings"

	"thidua"
)

// Column is a question of an entry; a nested repeat is one column with columns of its own.
type Column struct {
	Path     string // below the entry
	Question *thidua.Question
	Label    string
	Columns  []Column
	Former   bool // answered in an earlier version of the campaign, and since gone from the form

	percent, required, shared bool // what checks ask of every answer; shared is a quotient of two others
}

// column makes the column of a question of the form.
func (c *Consolidation) column(q *thidua.Question, path string, conditional bool) Column {
	return Column{
		Path: path, Question: q, Label: c.Label(q), percent: percentage(q),
		required: !conditional && q.Relevant == "" && unconditional(q.Required),
	}
}

// columns dissolves groups and keeps what people answered or can read: notes and unlabelled machinery stay out.
func (c *Consolidation) columns(q *thidua.Question, prefix string) []Column {
	return c.columnsIn(q, prefix, false)
}

// columnsIn are the columns of a group, conditional where the group is not always asked.
func (c *Consolidation) columnsIn(q *thidua.Question, prefix string, conditional bool) []Column {
	var columns []Column
	for _, child := range q.Children {
		path := prefix + child.Name
		if child.Type == thidua.Group {
			columns = append(columns, c.columnsIn(child, path+"/", conditional || child.Relevant != "")...)
			continue
		}
		if shown(child) {
			columns = append(columns, c.column(child, path, conditional))
		}
		if child.Type == thidua.Repeat {
			columns[len(columns)-1].Columns = c.columnsIn(child, "", false)
		}
	}
	return columns
}

// shown tells whether a question has a column: it was asked, or its result was given a label to be read under.
func shown(q *thidua.Question) bool {
	switch q.Type {
	case thidua.Note:
		return false
	case thidua.Calculate, thidua.Hidden, thidua.Start, thidua.End, thidua.Today:
		return len(q.Label) > 0
	}
	return true
}

// compareFormer orders what the form no longer has: answers before repeats, by path.
func compareFormer(a, b Column) int {
	repeat := func(column Column) int {
		if column.Question.Type == thidua.Repeat {
			return 1
		}
		return 0
	}
	return cmp.Or(repeat(a)-repeat(b), cmp.Compare(a.Path, b.Path))
}

func formerColumn(path string, kind thidua.Type) Column {
	name := path[strings.LastIndexByte(path, '/')+1:]
	q := &thidua.Question{Name: name, Type: kind}
	return Column{Path: path, Question: q, Label: name + formerSuffix, Former: true}
}
