package export

import (
	"time"

	"github.com/xuri/excelize/v2"
)

// waiting are the first rows of a list, until its columns are fitted to them.
type waiting struct {
	layout layout
	labels []string
	rows   [][]any
	whole  int // column whose words are not broken, counted from 0; none where zero
}

// emptyWidth is that of the columns of a list without rows.
const emptyWidth = 14

// list opens a sheet of rows under one row of headings, whose columns are as wide as its first rows need.
func (b *book) list(name string, l layout, labels ...string) *sheet {
	s := &sheet{book: b, name: name, row: 1, waiting: &waiting{layout: l, labels: labels}}
	s.waiting.layout.head = s.row
	s.try(func() error { _, err := b.file.NewSheet(name); return err })
	return s
}

// wait keeps a row back; false where rows are written.
func (s *sheet) wait(cells []any) bool {
	if s.waiting == nil {
		return false
	}
	s.row++
	if s.waiting.rows = append(s.waiting.rows, cells); len(s.waiting.rows) == printedSize {
		s.settle()
	}
	return true
}

// settle fits the columns and writes what waited.
func (s *sheet) settle() {
	first := s.waiting
	if first == nil {
		return
	}
	t := newTable(first.labels)
	t.count = len(first.rows)
	for _, row := range first.rows {
		t.add(t.texts(row))
	}
	t.least[0] = 6
	if t.count == printedSize {
		t.least[0] = 9 // there may be many
	}
	t.most[0] = t.least[0]
	if t.count == 0 {
		for i := range t.heads[1:] {
			t.widen(i+1, emptyWidth)
		}
	}
	if i := first.whole; i > 0 {
		for _, row := range t.rows {
			_, word := longest(row[i])
			t.widen(i, min(chars(word)+1, roomiest))
		}
	}
	opened := s.book.open(s.name, t.on(first.layout))
	if opened.links = s.links; s.err != nil {
		opened.err = s.err
	}
	*s = *opened
	s.heading(first.labels...)
	for _, row := range first.rows {
		s.add(row...)
	}
}

// texts are the words of a row; its figures and times only widen their columns.
func (t *table) texts(cells []any) []string {
	row := make([]string, len(t.heads))
	for i, value := range cells {
		cell, _ := value.(excelize.Cell)
		switch value := cell.Value.(type) {
		case string:
			row[i] = value
		case time.Time:
			t.widen(i, momentWidth)
		case int:
			t.widen(i, figureWidth(float64(value), 0, false)-2)
		}
	}
	return row
}
