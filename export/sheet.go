package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// sheet is one streamed sheet. Its first failure is kept and told by close; nothing is written after it.
type sheet struct {
	book    *book
	name    string
	stream  *excelize.StreamWriter
	widths  []float64
	row     int     // last one written
	used    float64 // points of the page that it stands on, where the sheet breaks its pages itself
	breaks  int     // pages that it began itself
	links   int
	waiting *waiting // nil once rows are written
	err     error
}

// layout is what a streamed sheet must know before its first row.
type layout struct {
	title        string    // printed above every page; empty where the sheet has a title of its own
	widths       []float64 // of columns, in characters
	head         int       // row of the headings, repeated on every page
	heads        int       // rows of headings, 1 where zero
	fixed        int       // columns that stay on the screen
	repeated     int       // columns repeated on every page; as many as fixed where zero
	begins       []int     // columns that begin a page, counted from 0, where pages stand beside each other
	scale        uint      // the percentage of a sheet that breaks its pages itself; programs ignore breaks where they fit
	tab          string    // colour
	hideGridline bool
}

// open adds a sheet to the workbook and sets all that comes before its rows.
func (b *book) open(name string, l layout) *sheet {
	s := &sheet{book: b, name: name, widths: l.widths}
	fit := l.scale == 0
	s.try(func() error { _, err := b.file.NewSheet(name); return err })
	// Properties stand before the rows in the file: they are lost when set after the stream began.
	s.try(func() error {
		return b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit, TabColorRGB: &l.tab})
	})
	// A stream keeps the dimension of the empty sheet, and readers that trust it would see one cell.
	s.try(func() error { return b.file.SetSheetDimension(name, "") })
	s.try(func() (err error) { s.stream, err = b.file.NewStreamWriter(name); return err })
	// Each width is put before the earlier ones: backwards, the columns stand in their order in the file.
	for i, width := range slices.Backward(l.widths) {
		s.try(func() error { return s.stream.SetColWidth(i+1, i+1, width) })
	}
	if l.head > 0 {
		s.try(func() error { return s.freeze(l) })
	}
	s.try(func() error { return s.page(l) })
	for _, column := range l.begins {
		s.try(func() error { return s.stream.InsertPageBreak(cellName(column+1, 1)) })
	}
	return s
}

func (s *sheet) try(do func() error) {
	if s.err == nil {
		s.err = do()
	}
}

// freeze keeps headings and first columns on the screen, and repeats them on every printed page.
func (s *sheet) freeze(l layout) error {
	last := l.head + max(l.heads, 1) - 1
	corner, pane := cellName(l.fixed+1, last+1), "bottomRight"
	if l.fixed == 0 {
		pane = "bottomLeft"
	}
	err := s.stream.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: l.fixed, YSplit: last, TopLeftCell: corner, ActivePane: pane,
	})
	if err != nil {
		return err
	}
	titles := fmt.Sprintf("%s!$%d:$%d", quoted(s.name), l.head, last)
	if repeated := max(l.fixed, l.repeated); repeated > 0 {
		column, _ := excelize.ColumnNumberToName(repeated)
		titles = fmt.Sprintf("%s!$A:$%s,%s", quoted(s.name), column, titles)
	}
	return s.book.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: s.name,
	})
}

// page sets landscape A4 with its margins, the running title, and "page x of y". These are calls of the normal
// API: between the opening of a stream and its flush they are kept, later they are lost.
func (s *sheet) page(l layout) error {
	a4, landscape, wide, high, over := 9, "landscape", 1, 0, "overThenDown"
	paper := &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, PageOrder: &over}
	if l.scale > 0 {
		paper.AdjustTo = &l.scale
	} else {
		paper.FitToWidth, paper.FitToHeight = &wide, &high
	}
	if err := s.book.file.SetPageLayout(s.name, paper); err != nil {
		return err
	}
	side, top, bottom, edge, centred := 0.4, 0.75, 0.65, 0.3, true
	err := s.book.file.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &bottom, Header: &edge, Footer: &edge, Horizontally: &centred,
	})
	if err != nil {
		return err
	}
	if l.hideGridline {
		no := false
		if err := s.book.file.SetSheetView(s.name, 0, &excelize.ViewOptions{ShowGridLines: &no}); err != nil {
			return err
		}
	}
	return s.book.file.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{
		OddHeader: running(l.title),
		OddFooter: `&L&"` + fontName + `"&9` + " " + headerText(s.book.c.shortTitle(), 60) +
			`&R&"` + fontName + `"&9` + " " + pageWord + ` &P/&N`,
	})
}

func running(title string) string {
	if title == "" {
		return ""
	}
	return `&C&"` + fontName + `,Bold"&13 ` + headerText(title, 120)
}

// headerText escapes a text for a page's header, which holds 255 characters with its codes.
func headerText(s string, limit int) string {
	text := strings.ReplaceAll(shorten(printable(s), limit), "&", "&&")
	if units16(text) > limit*3/2 {
		return headerText(s, limit/2)
	}
	return text
}

// add writes the next row, as high as its texts need.
func (s *sheet) add(cells ...any) {
	if !s.wait(cells) {
		s.addHigh(s.heightOf(cells), cells...)
	}
}

// heightOf is what the texts of a row need: not every program fits rows by itself when it opens a file.
func (s *sheet) heightOf(cells []any) float64 {
	lines := 1
	for i, value := range cells {
		var text string
		switch cell := value.(type) {
		case excelize.Cell:
			text, _ = cell.Value.(string)
		case *excelize.Cell:
			text, _ = cell.Value.(string)
		}
		if text != "" && i < len(s.widths) {
			lines = max(lines, linesIn(text, s.widths[i]))
		}
	}
	return min(float64(lines)*lineHeight+4, excelize.MaxRowHeight)
}

// lineHeight is that of data, in points.
const lineHeight = 14.2

// addHigh writes the next row with a height in points.
func (s *sheet) addHigh(height float64, cells ...any) {
	s.pass(height)
	s.try(func() error {
		return s.stream.SetRow(cellName(1, s.row), cells, excelize.RowOpts{Height: height})
	})
}

// pass goes on to the next row.
func (s *sheet) pass(height float64) {
	s.row++
	if s.used += height; s.used > pagePoints {
		s.used = height
	}
}

// leave passes over rows.
func (s *sheet) leave(rows int) {
	s.row += rows
	s.used += float64(rows) * rowPoints
}

const (
	pagePoints = 530  // the height between the margins of landscape A4 at the percentage of the summary
	mostBreaks = 1000 // of pages; Excel takes 1,026 in a sheet
)

// keep begins a new page where so many points would not stand on this one, and tells whether it did.
func (s *sheet) keep(height float64) bool {
	if s.used+min(height, pagePoints) <= pagePoints || s.breaks == mostBreaks {
		return false
	}
	s.used, s.breaks = 0, s.breaks+1
	s.try(func() error { return s.stream.InsertPageBreak(cellName(1, s.row+1)) })
	return true
}

// heading writes a row of column headings.
func (s *sheet) heading(labels ...string) {
	cells, lines := make([]any, len(labels)), 1
	for i, label := range labels {
		cells[i] = excelize.Cell{StyleID: s.book.style(headLook), Value: label}
		lines = max(lines, linesIn(label, s.widths[i]*inBold))
	}
	s.addHigh(min(float64(lines)*lineHeight+6, excelize.MaxRowHeight), cells...)
}

// numbering writes the row (1), (2), (3) under the headings of an official table.
func (s *sheet) numbering(columns int) {
	cells := make([]any, columns)
	style := s.book.style(look{italic: true, align: "center", border: true, size: 9})
	for i := range cells {
		cells[i] = excelize.Cell{StyleID: style, Value: "(" + strconv.Itoa(i+1) + ")"}
	}
	s.add(cells...)
}

// merge joins cells of the last row, from one column to another.
func (s *sheet) merge(from, to int) {
	s.try(func() error { return s.stream.MergeCell(cellName(from, s.row), cellName(to, s.row)) })
}

// table lays filters over the rows since the headings. Headings that no table can have get a plain filter.
func (s *sheet) table(name string, head int, labels []string) {
	s.settle()
	last := max(s.row, head+1)
	area := cellName(1, head) + ":" + cellName(len(labels), last)
	if !tableHeads(labels) {
		s.try(func() error { return s.book.file.AutoFilter(s.name, area, nil) })
		return
	}
	no := false
	s.try(func() error {
		return s.stream.AddTable(&excelize.Table{
			Range: area, Name: s.book.tableName(name), ShowRowStripes: &no,
		})
	})
}

// tableName is a name that formulas may use: the question's where Excel allows it, told apart from others.
func (b *book) tableName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r == '_' || r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return '_'
	}, strings.ToLower(name))
	if _, _, err := excelize.CellNameToCoordinates(name); err == nil || len(name) < 3 || !unicode.IsLetter(rune(name[0])) {
		name = "bang_" + name // a1 is a cell, r and c are a row and a column
	}
	name = name[:min(len(name), 200)]
	unused := name
	for i := 2; b.tables[unused]; i++ {
		unused = name + "_" + strconv.Itoa(i)
	}
	b.tables[unused] = true
	return unused
}

// tableHeads tells whether labels may head a table: at most 255 characters, no line ends, all different.
func tableHeads(labels []string) bool {
	seen := make(map[string]bool, len(labels))
	for _, label := range labels {
		key := strings.ToLower(label)
		if label == "" || seen[key] || units16(label) > 255 || strings.ContainsAny(label, "\n\t") {
			return false
		}
		seen[key] = true
	}
	return true
}

// close ends the sheet.
func (s *sheet) close() error {
	s.try(func() error { return s.stream.Flush() })
	if s.err != nil {
		return fmt.Errorf("writing sheet %q: %w", s.name, s.err)
	}
	return s.book.err
}

// cellName names a cell; columns and rows count from 1.
func cellName(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return "A1"
	}
	return name
}
