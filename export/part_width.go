package export

import (
	"strings"
	"unicode/utf8"

	"thidua"
)

// The width of columns in characters; long texts get a wide one, since a row is at most 409 points high.
const (
	narrowest   = 9
	widest      = 42
	tightest    = 18 // how far texts may be squeezed to keep a table on one page
	squeeze     = 4
	figureWidth = 12
	pageful     = 130
	mostLines   = 28
)

// sampleSize is how many entries of a part its columns are fitted to; rows are as high as each needs.
const sampleSize = 500

// widths fits the columns to what stands in them, squeezing the texts where that keeps the table on one page.
func (b *book) widths(p *partSheet, labels []string, entries []*Entry) []float64 {
	roomy := b.widthsUpTo(p, labels, entries, widest)
	for limit := widest; limit >= tightest; limit -= squeeze {
		if tight := b.widthsUpTo(p, labels, entries, limit); onePage(tight) {
			return tight
		}
	}
	return roomy
}

// widthsUpTo fits the columns, those of texts no wider than a limit unless a row would grow too high.
func (b *book) widthsUpTo(p *partSheet, labels []string, entries []*Entry, limit int) []float64 {
	widths := make([]float64, len(labels))
	for i, label := range labels {
		widths[i] = headWidth(label)
	}
	for i, column := range p.columns {
		if Numeric(column.Question) {
			widths[p.lead()+i] = max(figureWidth, widths[p.lead()+i])
		}
	}
	for _, e := range entries {
		widen(&widths[1], b.c.UnitName(*e.Unit), min(26, limit))
		for i, column := range p.columns {
			value := b.c.Display(column.Question, e.Answer(column.Path))
			if column.Question.Type == thidua.Repeat {
				value = b.c.Summary(column, e.Repeats[column.Path])
			}
			widen(&widths[p.lead()+i], value, limit)
		}
		widen(&widths[len(labels)-trailing], e.Submission.Name, min(24, limit))
		filing, _ := p.part.Filing(e.Unit.Code)
		widen(&widths[len(labels)-2], e.Submission.Version, 12)
		widen(&widths[len(labels)-1], b.c.rowNote(filing, e), 18)
	}
	widths[0], widths[len(labels)-trailing+1], widths[len(labels)-trailing+2] = 6, 17, 7
	if p.parent != nil {
		widths[2], widths[3] = 8, float64(min(34, limit))
	}
	return widths
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
