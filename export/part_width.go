package export

import (
	"math"
	"slices"
	"strings"

	"thidua"
)

// The width of columns in characters; long texts get a wide one, since a row is at most 409 points high.
const (
	narrowest   = 7
	roomiest    = 56 // of texts in one line
	dateWidth   = 11.5
	momentWidth = 15.5
	pageful     = 130
	mostLines   = 27

	inBold        = 0.9 // what bold letters leave of a column
	mostHeadLines = 5
	widestHead    = 20
)

// sampleSize is how many entries of a part its columns are fitted to; rows are as high as each needs.
const (
	sampleSize  = 500
	printedSize = 120 // of them are tried on paper
)

// newTable begins with what headings need.
func newTable(labels []string) *table {
	t := &table{heads: labels, repeated: leading}
	for _, label := range labels {
		_, word := longest(label)
		width := max(narrowest, chars(word)*1.1+1)
		for linesIn(label, width*inBold) > mostHeadLines && width < widestHead {
			width++
		}
		t.least = append(t.least, width)
	}
	t.most = slices.Clone(t.least)
	return t
}

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

// add takes a row into the measure.
func (t *table) add(row []string) {
	t.rows = append(t.rows, row)
	for i, text := range row {
		if text == "" {
			continue
		}
		line, word := longest(text)
		full, least := chars(line)+1, chars(word)+1
		switch {
		case full > 80:
			least = max(least, 16)
		case full > 24:
			least = max(least, 11)
		}
		t.least[i] = max(t.least[i], min(least, 19))
		for t.least[i] < pageful && linesIn(text, t.least[i]) > mostLines { // or it would not stand in the row
			t.least[i] += 2
		}
		t.most[i] = max(t.most[i], t.least[i], min(full, roomiest))
		if strings.Contains(text, "\n") {
			t.most[i] = max(t.most[i], min(full, pageful))
		}
	}
}

// widen gives a column the width of what cannot be wrapped.
func (t *table) widen(column int, width float64) {
	t.least[column] = max(t.least[column], width)
	t.most[column] = max(t.most[column], t.least[column])
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

// figureWidth is the width of a bold figure with its separators, its word where it is an estimate, and its indent.
func figureWidth(value float64, decimals int, approximate bool) float64 {
	digits := 1 + math.Floor(math.Log10(max(1, math.Abs(value)+0.5)))
	width := digits*1.1 + math.Floor((digits-1)/3)*0.6 + float64(decimals)*1.1 + 4
	if approximate {
		width += textWidth(about) + 1
	}
	return width
}

func chars(width int) float64 { return float64(width) / perWidth }

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
