package export

import (
	"math"
	"slices"
	"strings"
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

// table is what is known of a table before its widths: columns that may be so narrow and need be no wider, and rows of it.
type table struct {
	heads       []string
	least, most []float64
	rows        [][]string // a sample
	count       int        // rows in all
	repeated    int        // columns that come again on every page, where pages stand beside each other
	single      bool       // all columns stand on one page, however small
	around      float64    // points that are taken by what stands above and below the rows
}

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
