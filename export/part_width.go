package export

import (
	"strings"
	"unicode/utf8"

	"thidua"
)

// The width of columns in characters; long texts get a wide one, since a row is at most 409 points high.
const (
	narrowest     = 9
	widest        = 42
	tightest      = 18 // how far texts may be squeezed to keep a table on one page
	squeeze       = 4
	figureWidth   = 12
	unitColumn    = 26
	nameColumn    = 24
	noteColumn    = 18
	versionColumn = 18  // the digest of a workbook without a version of its own
	printedPoints = 470 // of a page, without its headings
	pageful       = 130
	mostLines     = 28
)

// sampleSize is how many entries of a part its columns are fitted to; rows are as high as each needs.
const sampleSize = 500

// widths fits the columns to what stands in them. Texts are squeezed where that keeps the table on one page beside each
// other; where nothing does, as far as it prints on the fewest pages.
func (b *book) widths(p *partSheet, labels []string, entries []*Entry) []float64 {
	rows := make([][]string, len(entries))
	for i, e := range entries {
		rows[i] = b.printedRow(p, e)
	}
	var best []float64
	fewest := 0
	for limit := widest; limit >= tightest; limit -= squeeze {
		tight := p.widthsUpTo(labels, rows, limit)
		if onePage(tight) {
			return tight
		}
		if pages := p.pages(tight, rows); best == nil || pages < fewest {
			best, fewest = tight, pages
		}
	}
	return best
}

// printedRow is a row as it is printed, without the columns whose width is fixed.
func (b *book) printedRow(p *partSheet, e *Entry) []string {
	row := make([]string, p.lead()+len(p.columns)+trailing)
	row[1] = b.c.UnitName(*e.Unit)
	for i, column := range p.columns {
		value := b.c.Display(column.Question, e.Answer(column.Path))
		if column.Question.Type == thidua.Repeat {
			value = b.c.Summary(column, e.Repeats[column.Path])
		}
		row[p.lead()+i] = value
	}
	last := len(row) - 1
	filing, _ := p.part.Filing(e.Unit.Code)
	row[len(row)-trailing], row[last-1], row[last] = e.Submission.Name, e.Submission.Version, b.c.rowNote(filing, e)
	return row
}

// widthsUpTo fits the columns, those of texts no wider than a limit unless a row would grow too high.
func (p *partSheet) widthsUpTo(labels []string, rows [][]string, limit int) []float64 {
	widths := make([]float64, len(labels))
	for i, label := range labels {
		widths[i] = headWidth(label)
	}
	for i, column := range p.columns {
		if Numeric(column.Question) {
			widths[p.lead()+i] = max(figureWidth, widths[p.lead()+i])
		}
	}
	last := len(labels) - 1
	for _, row := range rows {
		for i, value := range row {
			most := limit
			switch i {
			case 1:
				most = min(unitColumn, limit)
			case len(labels) - trailing:
				most = min(nameColumn, limit)
			case last - 1:
				most = versionColumn
			case last:
				most = noteColumn
			}
			widen(&widths[i], value, most)
		}
	}
	widths[0], widths[len(labels)-trailing+1], widths[len(labels)-trailing+2] = 6, 17, 7
	if p.parent != nil {
		widths[2], widths[3] = 8, float64(min(34, limit))
	}
	return widths
}

// pages is how many pages rows take, beside and below each other.
func (p *partSheet) pages(widths []float64, rows [][]string) int {
	how := p.layout(widths)
	scale := float64(how.scale()) / 100
	height := 0.0
	for _, row := range rows {
		lines := 1
		for i, value := range row {
			if value != "" {
				lines = max(lines, linesIn(value, widths[i]))
			}
		}
		height += float64(lines)*lineHeight + 4
	}
	below := 1 + int(height*scale/printedPoints)
	return below * how.across(scale)
}

// headWidth lets a heading wrap at its words.
func headWidth(label string) float64 {
	width := narrowest
	for _, word := range strings.Fields(label) {
		width = max(width, utf8.RuneCountInString(word)+2)
	}
	return float64(min(width+utf8.RuneCountInString(label)/12, 22))
}

func widen(width *float64, value string, limit int) {
	if value == "" {
		return
	}
	limit = max(limit, min(utf8.RuneCountInString(value)/mostLines, pageful))
	*width = max(*width, float64(min(longestLine(value)+2, limit)))
	for *width < pageful && linesIn(value, *width) > mostLines { // short lines wrap badly in a narrow column
		*width += 2
	}
}

func longestLine(value string) int {
	n := 0
	for line := range strings.SplitSeq(value, "\n") {
		n = max(n, utf8.RuneCountInString(line))
	}
	return n
}
