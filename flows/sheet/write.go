package sheet

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"thidua"
	"thidua/flows/vietnamese"
)

// book is a file being written. Its first failure is kept, and nothing is done after it.
type book struct {
	file   *excelize.File
	s      *thidua.Spreadsheet
	styles map[look]int
	names  map[string]bool   // of sheets, folded
	lists  map[string]string // ranges of choices on the sheet of lists
	order  [][]string        // those lists
	err    error
}

// Write writes a spreadsheet for people: a sheet that says what to do, a sheet for each table, and two hidden ones. The
// texts of people are never formulas, and identifiers keep their zeros.
func Write(w io.Writer, s *thidua.Spreadsheet) error {
	b := &book{file: excelize.NewFile(), s: s, styles: map[look]int{}, names: map[string]bool{}, lists: map[string]string{}}
	defer b.file.Close() // only removes temporary files
	b.guide()
	b.gatherLists()
	for i := range s.Tables {
		if t := &s.Tables[i]; t.Repeat == "" {
			b.questions(t)
		} else {
			b.entries(t)
		}
	}
	b.writeLists()
	b.mark()
	if b.err == nil {
		_, b.err = b.file.WriteTo(w)
	}
	if b.err != nil {
		return fmt.Errorf("write a spreadsheet to fill: %w", b.err)
	}
	return nil
}

func (b *book) try(do func() error) {
	if b.err == nil {
		b.err = do()
	}
}

// guide is the first sheet: what the file is and what to do with it.
func (b *book) guide() {
	name := b.sheetName(b.s.Words.Guide)
	b.try(func() error { return b.file.SetSheetName(b.file.GetSheetName(0), name) })
	b.try(func() error { return b.file.SetColWidth(name, "A", "A", guideWidth) })
	b.try(func() error { return b.page(name) })
	for i, line := range append([]string{b.s.Title}, b.s.Guide...) {
		how := look{}
		if i == 0 {
			how = titleLook
		}
		at := "A" + strconv.Itoa(i+1)
		b.try(func() error { return b.file.SetCellStr(name, at, line) })
		b.try(func() error { return b.file.SetCellStyle(name, at, at, b.style(how)) })
		b.try(func() error { return b.file.SetRowHeight(name, i+1, linesIn(line, guideWidth)*lineHeight) })
	}
}

// guideWidth is that of the guide, in characters.
const guideWidth = 100

// lineHeight is that of a line of text, in points: not every program fits rows to wrapped texts when it opens a file.
const lineHeight = 17

// linesIn is how many lines a text takes in a column.
func linesIn(text string, width float64) float64 {
	lines := 0.0
	for line := range strings.SplitSeq(text, "\n") {
		lines += 1 + float64(int(float64(len([]rune(line)))/(width*1.1)))
	}
	return lines
}

// page prints a sheet on landscape A4, as wide as a page.
func (b *book) page(name string) error {
	a4, landscape, wide, high, fit := 9, "landscape", 1, 0, true
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	return b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high})
}

// mark says for whom the file was made.
func (b *book) mark() {
	b.try(func() error { _, err := b.file.NewSheet(markerSheet); return err })
	for i, row := range [][2]string{{"campaign", b.s.Campaign}, {"version", b.s.Version}, {"unit", b.s.Unit}, {"stamp", b.s.Stamp}} {
		b.try(func() error { return b.file.SetCellStr(markerSheet, fmt.Sprintf("A%d", i+1), row[0]) })
		b.try(func() error { return b.file.SetCellStr(markerSheet, fmt.Sprintf("B%d", i+1), row[1]) })
	}
	b.hide(markerSheet)
}

func (b *book) hide(name string) {
	b.try(func() error { return b.file.SetSheetVisible(name, false, true) })
}

// gatherLists gives each list of choices a column on the sheet of lists.
func (b *book) gatherLists() {
	for _, t := range b.s.Tables {
		for _, c := range t.Columns {
			key := strings.Join(c.Choices, "\x00")
			if _, known := b.lists[key]; known || len(c.Choices) == 0 {
				continue
			}
			letter, err := excelize.ColumnNumberToName(len(b.order) + 1)
			if err != nil {
				continue // more lists than a sheet has columns: those are typed
			}
			b.lists[key] = fmt.Sprintf("'%s'!$%s$1:$%s$%d", listSheet, letter, letter, len(c.Choices))
			b.order = append(b.order, c.Choices)
		}
	}
}

func (b *book) writeLists() {
	if len(b.order) == 0 {
		return
	}
	b.try(func() error { _, err := b.file.NewSheet(listSheet); return err })
	for i, list := range b.order {
		for k, choice := range list {
			at, err := excelize.CoordinatesToCellName(i+1, k+1)
			b.try(func() error { return err })
			b.try(func() error { return b.file.SetCellStr(listSheet, at, choice) })
		}
	}
	b.hide(listSheet)
}

// sheetName is a name that spreadsheets allow and no other sheet has.
func (b *book) sheetName(wanted string) string {
	const longest = 31
	wanted = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) {
			return ' '
		}
		return r
	}, vietnamese.Clean(wanted))
	wanted = strings.Trim(strings.Join(strings.Fields(wanted), " "), "'")
	for n := 1; ; n++ {
		tail := ""
		if n > 1 {
			tail = " " + strconv.Itoa(n)
		}
		runes := []rune(wanted)
		name := strings.TrimSpace(string(runes[:min(len(runes), longest-len(tail))])) + tail
		if folded := strings.ToLower(name); name != "" && !b.names[folded] {
			b.names[folded] = true
			return name
		}
	}
}

// cell makes a cell of an answer: real numbers, days and times, all else text.
func (b *book) cell(c thidua.Cell, how look) excelize.Cell {
	made := excelize.Cell{StyleID: b.style(how)}
	switch c.Kind {
	case thidua.NumberCell:
		if f, err := strconv.ParseFloat(c.Text, 64); err == nil {
			made.Value = f
			return made
		}
	case thidua.DayCell, thidua.MomentCell:
		for _, layout := range []string{time.DateOnly, time.DateTime} {
			if at, err := time.Parse(layout, c.Text); err == nil {
				made.Value = at
				return made
			}
		}
	case thidua.ClockCell:
		if at, err := time.Parse(time.TimeOnly, c.Text); err == nil {
			made.Value = float64(at.Hour()*3600+at.Minute()*60+at.Second()) / (24 * 3600)
			return made
		}
	}
	if c.Text != "" {
		made.Value = c.Text
	}
	return made
}

// tidy is a text as it will be read back.
func tidy(s string) string { return strings.TrimSpace(vietnamese.Clean(s)) }
