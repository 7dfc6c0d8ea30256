package export

import (
	"strings"

	"thidua"
)

// sampleSize is how many entries of a part its columns are fitted to; rows are as high as each needs.
const (
	sampleSize  = 500
	printedSize = 120 // of them are tried on paper
)

// table describes a part's sheet to the one who fits it to paper.
func (b *book) table(p *partSheet, labels []string, entries []*Entry) *table {
	t := newTable(labels)
	t.count = p.list.count
	if p.parent == nil && len(p.columns) > 0 && p.part.Repeats() {
		t.repeated++ // what names the entry
	}
	for _, e := range entries {
		t.add(b.printedRow(p, e))
	}
	for i, column := range p.columns {
		t.widen(p.lead()+i, b.exactWidth(p, column, entries))
	}
	last := len(labels) - 1
	t.least[0], t.most[0] = 6, 6
	t.widen(last-trailing+2, momentWidth)
	t.rows = t.rows[:min(len(t.rows), printedSize)]
	return t
}

// exactWidth is what figures and dates of a column need in one line, with their total.
func (b *book) exactWidth(p *partSheet, column Column, entries []*Entry) float64 {
	q := column.Question
	if ofDates(q.Type) {
		width := dateWidth
		for _, e := range entries {
			if _, clocked, ok := b.c.when(e.Answer(column.Path).Value); ok && clocked {
				width = momentWidth
			}
		}
		return width
	}
	var total Total
	if q.Type == thidua.Repeat || !Numeric(q) && !Additive(q) {
		return 0
	}
	width := 0.0
	if p.list.total(&total, column) {
		width = figureWidth(total.Value, total.decimals(), total.Approximate)
	}
	for _, e := range entries {
		a := e.Answer(column.Path)
		if value, ok := number64(a.Value); ok {
			_, fraction, _ := strings.Cut(a.Value, ".")
			width = max(width, figureWidth(value, min(len(fraction), 6), a.Approximate))
		}
	}
	return width
}

func ofDates(kind thidua.Type) bool {
	switch kind {
	case thidua.Date, thidua.DateTime, thidua.Today, thidua.Start, thidua.End:
		return true
	}
	return false
}

// printedRow is a row as it is printed, without the columns whose width is fixed.
func (b *book) printedRow(p *partSheet, e *Entry) []string {
	row := make([]string, p.lead()+len(p.columns)+trailing)
	row[1] = b.c.UnitName(*e.Unit)
	if e.Parent != nil {
		row[3] = b.c.Title(e.Parent)
	}
	for i, column := range p.columns {
		value := b.c.Display(column.Question, e.Answer(column.Path))
		switch {
		case column.Question.Type == thidua.Repeat:
			value = b.c.brief(column, e.Repeats[column.Path])
		case ofDates(column.Question.Type), Numeric(column.Question):
			value = ""
		}
		row[p.lead()+i] = printable(value)
	}
	last := len(row) - 1
	filing, _ := p.part.Filing(e.Unit.Code)
	row[last-trailing+1], row[last-1], row[last] = e.Submission.Name, versionWord(e.Submission.Version), b.c.rowNote(filing, e)
	return row
}
