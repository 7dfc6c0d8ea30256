package export

import (
	"maps"
	"slices"
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
}

// columns dissolves groups and keeps what people answered or can read: notes and unlabelled machinery stay out.
func (c *Consolidation) columns(q *thidua.Question, prefix string) []Column {
	var columns []Column
	for _, child := range q.Children {
		path := prefix + child.Name
		switch child.Type {
		case thidua.Group:
			columns = append(columns, c.columns(child, path+"/")...)
			continue
		case thidua.Repeat:
			columns = append(columns, Column{
				Path: path, Question: child, Label: c.Label(child), Columns: c.columns(child, ""),
			})
			continue
		}
		if shown(child) {
			columns = append(columns, Column{Path: path, Question: child, Label: c.Label(child)})
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

// withFormer adds a column for every answer whose question is gone from the form: nothing that was handed in
// leaves the export because the workbook was changed.
func withFormer(columns []Column, entries []*Entry) []Column {
	if len(entries) == 0 {
		return columns
	}
	answers, repeats := map[string]bool{}, map[string]bool{}
	for _, e := range entries {
		for path, a := range e.Answers {
			answers[path] = answers[path] || !a.Empty()
		}
		for path, nested := range e.Repeats {
			repeats[path] = repeats[path] || len(nested) > 0
		}
	}
	for i := range columns {
		delete(repeats, columns[i].Path)
		columns[i].Columns = withFormer(columns[i].Columns, Nested(entries, columns[i].Path))
	}
	forget(answers, entries[0].Question, "")
	for _, path := range slices.Sorted(maps.Keys(answers)) {
		if answers[path] {
			columns = append(columns, formerColumn(path, thidua.TypeText))
		}
	}
	for _, path := range slices.Sorted(maps.Keys(repeats)) {
		if repeats[path] {
			column := formerColumn(path, thidua.Repeat)
			column.Columns = withFormer(nil, Nested(entries, path))
			columns = append(columns, column)
		}
	}
	return columns
}

func formerColumn(path string, kind thidua.Type) Column {
	name := path[strings.LastIndexByte(path, '/')+1:]
	q := &thidua.Question{Name: name, Type: kind}
	return Column{Path: path, Question: q, Label: name + formerSuffix, Former: true}
}

// forget strikes off what the form still has, shown or not.
func forget(paths map[string]bool, q *thidua.Question, prefix string) {
	for _, child := range q.Children {
		path := prefix + child.Name
		delete(paths, path)
		if child.Type == thidua.Group {
			forget(paths, child, path+"/")
		}
	}
}
