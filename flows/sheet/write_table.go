package sheet

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"thidua"
)

// room is how many rows below the last one still have their lists of choices.
const room = 2000

// column is a column of a sheet that is being written.
type column struct {
	name, head string
	note       string
	width      float64
	hidden     bool
	how        look // of its cells
	headed     look
	choices    []string
}

// stream is a sheet that is being written. What the normal calls add to it is kept only before the stream is flushed.
type stream struct {
	*book
	name    string
	sw      *excelize.StreamWriter
	columns []column
	row     int
}

// open begins a sheet: columns first, then the hidden names and the headings.
func (b *book) open(name string, columns []column, fixed int) *stream {
	s := &stream{book: b, name: b.sheetName(name), columns: columns}
	s.try(func() error { _, err := b.file.NewSheet(s.name); return err })
	s.try(func() error { return b.page(s.name) })
	// A stream keeps the dimension of the empty sheet, and readers that trust it would see one cell.
	s.try(func() error { return b.file.SetSheetDimension(s.name, "") })
	s.try(func() (err error) { s.sw, err = b.file.NewStreamWriter(s.name); return err })
	for i := len(columns) - 1; i >= 0; i-- { // backwards, the columns stand in their order in the file
		c := columns[i]
		s.try(func() error { return s.sw.SetColWidth(i+1, i+1, c.width) })
		s.try(func() error { return s.sw.SetColStyle(i+1, i+1, b.style(c.how)) })
		if c.hidden {
			s.try(func() error { return s.sw.SetColVisible(i+1, i+1, false) })
		}
	}
	s.try(func() error {
		return s.sw.SetPanes(&excelize.Panes{Freeze: true, XSplit: fixed, YSplit: headRow,
			TopLeftCell: cellName(fixed+1, firstRow), ActivePane: "bottomRight"})
	})
	s.heads()
	return s
}

func (s *stream) heads() {
	names, heads, lines := make([]any, len(s.columns)), make([]any, len(s.columns)), 1.0
	for i, c := range s.columns {
		names[i], heads[i] = s.text(c.name, howLook), s.text(c.head, c.headed)
		if !c.hidden {
			lines = max(lines, linesIn(c.head, c.width*0.85))
		}
		if c.note != "" {
			s.comment(cellName(i+1, headRow), c.note)
		}
	}
	s.add(names, excelize.RowOpts{Hidden: true})
	s.add(heads, excelize.RowOpts{Height: min(lines*lineHeight+4, excelize.MaxRowHeight)})
}

// text is a cell of ours; an empty one has no text at all.
func (s *stream) text(value string, how look) excelize.Cell {
	c := excelize.Cell{StyleID: s.style(how)}
	if value != "" {
		c.Value = value
	}
	return c
}

// comment hangs a note on a cell, as large as its text.
func (s *stream) comment(at, text string) {
	lines := 1
	for line := range strings.Lines(text) {
		lines += 1 + len([]rune(line))/45
	}
	s.try(func() error {
		return s.file.AddComment(s.name, excelize.Comment{Author: "Thi Đua", Cell: at, Text: text, Width: 320, Height: uint(min(20*lines+20, 600))})
	})
}

func (s *stream) add(cells []any, how excelize.RowOpts) {
	s.row++
	s.try(func() error { return s.sw.SetRow(cellName(1, s.row), cells, how) })
}

// choose offers a list in a range of cells; what is typed otherwise is asked about and may stay.
func (s *stream) choose(choices []string, area string) {
	list, known := s.lists[strings.Join(choices, "\x00")]
	if !known || len(choices) == 0 {
		return
	}
	rule := excelize.NewDataValidation(true)
	rule.SetSqref(area)
	rule.SetSqrefDropList(list)
	rule.SetError(excelize.DataValidationErrorStyleWarning, "Thi Đua", s.s.Words.NotListed)
	s.try(func() error { return s.file.AddDataValidation(s.name, rule) })
}

func (s *stream) close() { s.try(func() error { return s.sw.Flush() }) }

// entries writes a table with a row for each entry of a repeat.
func (b *book) entries(t *thidua.Table) {
	columns := []column{
		{name: strings.Join([]string{tableMark + t.Part, t.Repeat, t.Around}, "/"), hidden: true, width: 12, how: ownLook, headed: headLook},
		{name: upColumn, hidden: true, width: 12, how: ownLook, headed: headLook},
		{name: wasColumn, hidden: true, width: 12, how: ownLook, headed: headLook},
		{name: numberColumn, head: t.Number, width: 8, how: ownLook, headed: headLook},
	}
	if t.UpTo != "" {
		columns = append(columns, column{name: aboveColumn, head: t.UpTo, width: 14, how: deleteLook, headed: mustLook})
	}
	fixed := len(columns)
	for _, c := range t.Columns {
		columns = append(columns, questionColumn(c))
	}
	columns = append(columns, column{name: deleteColumn, head: b.s.Words.Delete, width: 12, how: deleteLook, headed: headLook})
	s := b.open(t.Name, columns, fixed)
	for _, row := range t.Rows {
		s.entry(t, row)
	}
	for i, c := range columns {
		if len(c.choices) > 0 {
			s.choose(c.choices, cellName(i+1, firstRow)+":"+cellName(i+1, s.row+room))
		}
	}
	s.close()
}

func questionColumn(c thidua.Column) column {
	if c.Told {
		return column{name: c.Path, head: c.Label, note: c.Note, width: max(20, width(c)), how: toldLook, headed: ownLook}
	}
	made := column{name: c.Path, head: c.Label, note: c.Note, width: width(c), how: answerLook(c.Type), headed: headLook, choices: c.Choices}
	if c.Required {
		made.head, made.headed = c.Label+" *", mustLook
	}
	return made
}

// width is that of a column, in characters, by what it holds.
func width(c thidua.Column) float64 {
	narrow := min(30, max(12, float64(len([]rune(c.Label)))/2+4))
	switch c.Type {
	case thidua.Integer, thidua.Decimal, thidua.Date, thidua.DateTime, thidua.Time, thidua.Acknowledge:
		return max(narrow, 14)
	}
	if c.Broad {
		return 60
	}
	return max(narrow, 30)
}

// entry writes one row of a repeat.
func (s *stream) entry(t *thidua.Table, row thidua.Row) {
	digests := make([]string, len(row.Cells))
	cells := []any{s.text(row.Entry, ownLook), s.text(row.Up, ownLook), nil, s.text(strconv.Itoa(row.Number), ownLook)}
	if t.UpTo != "" {
		above := ""
		if row.Above > 0 {
			above = strconv.Itoa(row.Above)
		}
		cells = append(cells, s.text(above, deleteLook))
	}
	lines := 1.0
	for i, c := range row.Cells {
		c.Text = tidy(c.Text)
		digests[i] = c.Digest()
		cells = append(cells, s.cell(c, cellLook(t.Columns[i])))
		lines = max(lines, linesIn(c.Text, width(t.Columns[i])))
	}
	cells = append(cells, s.text("", deleteLook))
	cells[2] = s.text(joinDigests(digests), ownLook)
	s.add(cells, excelize.RowOpts{Height: min(lines*lineHeight, excelize.MaxRowHeight)})
}

// Widths of a group part's columns, in characters.
const (
	labelWidth  = 44
	answerWidth = 60
	howWidth    = 50
)

// questions writes a group part: a row for each question.
func (b *book) questions(t *thidua.Table) {
	words := b.s.Words
	s := b.open(t.Name, []column{
		{name: tableMark + t.Part, hidden: true, width: 12, how: ownLook, headed: headLook},
		{name: wasColumn, hidden: true, width: 12, how: ownLook, headed: headLook},
		{name: questionLabel, head: words.Question, width: labelWidth, how: labelLook, headed: headLook},
		{name: answerColumn, head: words.Answer, width: answerWidth, how: look{number: textFormat}, headed: headLook},
		{name: howColumn, head: words.How, width: howWidth, how: howLook, headed: headLook},
	}, 3)
	for i, c := range t.Columns {
		answer := t.Rows[0].Cells[i]
		answer.Text = tidy(answer.Text)
		label, how := c.Label, labelLook
		if c.Required && !c.Told {
			label, how.fill = label+" *", mustFill
		}
		if c.Note != "" {
			s.comment(cellName(4, s.row+1), c.Note)
		}
		s.choose(c.Choices, cellName(4, s.row+1))
		lines := max(linesIn(label, labelWidth), linesIn(answer.Text, answerWidth), linesIn(c.Note, howWidth))
		s.add([]any{s.text(c.Path, ownLook), s.text(answer.Digest(), ownLook), s.text(label, how), s.cell(answer, cellLook(c)),
			s.text(c.Note, howLook)}, excelize.RowOpts{Height: min(lines*lineHeight, excelize.MaxRowHeight)})
	}
	s.close()
}

// cellName names a cell; columns and rows count from 1.
func cellName(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return "A1"
	}
	return name
}
