package xlsform

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// Limits of a workbook, so that a hostile one costs neither memory nor time.
const (
	maxUnzipped    = 64 << 20
	maxUnzippedXML = 4 << 20 // of one part in memory; more goes to a temporary file
	maxSheets      = 200
	maxRows        = 100_000
	maxCells       = 600_000
	maxText        = 32 << 20 // bytes of all cells
	maxStyled      = 16 << 20 // of a sheet's XML, where styles can be asked
	maxMarkdown    = 16 << 20
	maxColumns     = 4096
	emptyRows      = 60 // so many in a run end a sheet
	emptyColumns   = 20 // so many in a run end a row
)

// parseWorkbook reads the sheets of an .xlsx file as text.
func parseWorkbook(d *desk, content []byte) []sheet {
	listed := unpacked(content)
	switch {
	case listed.total > maxUnzipped:
		d.fail(fileLarge, cell{}, maxUnzipped>>20)
		return nil
	case listed.tampered:
		d.fail(fileBroken, cell{})
		return nil
	}
	book, err := excelize.OpenReader(bytes.NewReader(content),
		excelize.Options{UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzippedXML})
	if err != nil {
		d.fail(fileBroken, cell{})
		return nil
	}
	defer book.Close() // only removes temporary files
	reading := &workbook{File: book, desk: d, dates: map[int]bool{}, largest: listed.largest}
	if props, err := book.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		reading.from1904 = *props.Date1904
	}
	var sheets []sheet
	for _, name := range book.GetSheetList() {
		sheets = append(sheets, reading.sheet(name))
	}
	return sheets
}

// workbook is an open file with what is known of its styles.
type workbook struct {
	*excelize.File
	desk     *desk
	dates    map[int]bool // style → shows dates
	from1904 bool
	cells    int
	text     int // bytes
	largest  uint64
}

func (w *workbook) sheet(name string) sheet {
	s := sheet{name: name}
	if !w.wanted(name) {
		return s
	}
	shown, err := w.Rows(name)
	if err != nil {
		return s // a chart or a dialogue
	}
	defer shown.Close() // read-only
	raw, err := w.Rows(name)
	if err != nil {
		return s
	}
	defer raw.Close() // read-only
	number, last := 0, 0
	for shown.Next() && raw.Next() {
		number++
		if number-last > emptyRows {
			break
		}
		r, err := w.row(s.name, number, shown, raw)
		if err != nil {
			w.desk.fail(fileBroken, cell{sheet: name, row: number})
			break
		}
		if len(r.cells) == 0 {
			continue
		}
		last = number
		s.rows = append(s.rows, r)
		if len(s.rows) > maxRows || w.cells > maxCells || w.text > maxText {
			w.desk.fail(sheetLarge, cell{sheet: name}, maxRows, maxCells, maxText>>20)
			break
		}
	}
	if shown.Error() != nil || raw.Error() != nil {
		w.desk.fail(fileBroken, cell{sheet: name, row: number})
	}
	return s
}

// wanted spares the work on sheets that nobody reads; a lone sheet is the survey whatever its name.
func (w *workbook) wanted(name string) bool {
	return w.SheetCount == 1 || canonical(name) != ""
}

// row reads a row twice, as shown and as stored, since only the difference tells numbers from text.
func (w *workbook) row(sheet string, number int, shown, raw *excelize.Rows) (row, error) {
	visible, err := shown.Columns()
	if err != nil {
		return row{}, err
	}
	stored, err := raw.Columns(excelize.Options{RawCellValue: true})
	if err != nil {
		return row{}, err
	}
	r := row{number: number}
	last := 0
	for i, text := range visible {
		if i-last > emptyColumns || i >= maxColumns {
			break
		}
		if i < len(stored) && stored[i] != text {
			text = w.value(sheet, cell{sheet: sheet, row: number, column: i + 1, text: text}, stored[i])
		}
		if text = tidy(text); text != "" {
			last = i
			w.cells++
			w.text += len(text)
			r.cells = append(r.cells, make([]string, i-len(r.cells))...)
			r.cells = append(r.cells, text)
		}
	}
	return r, nil
}

// value gives a cell whose shown text is not what is stored: a date, a boolean or a formatted number.
func (w *workbook) value(sheet string, at cell, stored string) string {
	if at.text == "TRUE" || at.text == "FALSE" {
		return at.text
	}
	number, err := strconv.ParseFloat(stored, 64)
	if err != nil {
		return at.text
	}
	if w.largest > maxStyled && strings.ContainsAny(at.text, "/-:") {
		w.desk.fail(dateUnreadable, at)
		return at.text
	}
	if w.largest <= maxStyled && w.isDate(sheet, at) {
		return w.date(at, number)
	}
	// Excel keeps 15 digits; what stands behind them is the noise of binary fractions.
	if short, err := strconv.ParseFloat(strconv.FormatFloat(number, 'g', 15, 64), 64); err == nil {
		number = short
	}
	return strconv.FormatFloat(number, 'f', -1, 64)
}

func (w *workbook) date(at cell, number float64) string {
	when, err := excelize.ExcelDateToTime(number, w.from1904)
	if err != nil || number < 0 || number >= 2958466 { // the day after 9999-12-31
		w.desk.fail(dateUnreadable, at)
		return at.text
	}
	when = when.Round(time.Second)
	switch day, fraction := math.Modf(number); {
	case fraction == 0:
		return when.Format(time.DateOnly)
	case day == 0:
		return when.Format(time.TimeOnly)
	}
	return when.Format(time.DateTime)
}

// isDate looks at the number format of a cell.
func (w *workbook) isDate(sheet string, at cell) bool {
	id, err := w.GetCellStyle(sheet, letters(at.column)+strconv.Itoa(at.row))
	if err != nil {
		return false
	}
	known, ok := w.dates[id]
	if !ok {
		style, err := w.GetStyle(id)
		known = err == nil && showsDate(style)
		w.dates[id] = known
	}
	return known
}

// showsDate knows the built-in date formats (ECMA-376 part 1, 18.8.30) and reads the others: day, month, year,
// hour or second outside quotes and brackets.
func showsDate(style *excelize.Style) bool {
	id := style.NumFmt
	if style.CustomNumFmt == nil {
		return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
	}
	format, _, _ := strings.Cut(strings.ToLower(*style.CustomNumFmt), ";")
	for i := 0; i < len(format); i++ {
		switch format[i] {
		case '"':
			i = skipTo(format, i, '"')
		case '[':
			if end := skipTo(format, i, ']'); strings.Trim(format[i+1:min(end, len(format))], "hms") != "" {
				i = end
			}
		case '\\', '_', '*':
			i++
		case 'd', 'm', 'y', 'h', 's':
			return !strings.Contains(format, "general")
		}
	}
	return false
}

func skipTo(s string, from int, end byte) int {
	if n := strings.IndexByte(s[from+1:], end); n >= 0 {
		return from + 1 + n
	}
	return len(s)
}
