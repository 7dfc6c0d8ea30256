package xlsform

import (
	"cmp"
	"errors"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"thidua"
)

// Limits of a workbook, so that a hostile one costs neither memory nor time.
const (
	maxUnzipped  = 64 << 20
	maxSheets    = 200
	maxRows      = 100_000
	maxCells     = 600_000
	maxText      = 32 << 20 // bytes of all cells
	maxShared    = 1 << 20  // texts that cells share
	maxStyles    = 1 << 17
	maxMarkdown  = 16 << 20
	maxColumns   = 4096
	lastRow      = 1 << 20 // of Excel
	emptyRows    = 60      // so many in a run end a sheet
	emptyColumns = 20      // so many in a run end a row
)

// parseWorkbook reads the sheets of an .xlsx file as text: ECMA-376 part 1, no more of it than texts, numbers and dates.
func parseWorkbook(d *desk, content []byte) []sheet {
	sheets, err := readWorkbook(d, content)
	switch {
	case errors.Is(err, errLarge):
		d.fail(fileLarge, cell{}, maxUnzipped>>20)
	case err != nil:
		d.fail(fileBroken, cell{})
	}
	return sheets
}

// workbook is an open file with what its cells need to be read.
type workbook struct {
	*container
	desk     *desk
	targets  map[string]string // parts by the ids of relations and by their types
	texts    []string          // that cells share
	dates    []bool            // by style: shows dates
	from1904 bool
	cells    int
	text     int // bytes
}

func readWorkbook(d *desk, content []byte) ([]sheet, error) {
	c, err := openContainer(content)
	if err != nil {
		return nil, err
	}
	w := &workbook{container: c, desk: d}
	named, err := w.open()
	if err != nil {
		return nil, err
	}
	var sheets []sheet
	for _, n := range named {
		s := sheet{name: n.name}
		if target := w.targets[n.id]; target != "" && (len(named) == 1 || canonical(n.name) != "") { // others nobody reads
			if s.rows, err = w.readSheet(n.name, target); err != nil {
				return nil, err
			}
		}
		sheets = append(sheets, s)
	}
	return sheets, nil
}

// open reads all that stands beside the sheets, and lists these.
func (w *workbook) open() ([]sheetName, error) {
	named, err := w.index()
	if err != nil {
		return nil, err
	}
	if err := w.readTexts(w.targets["sharedStrings"]); err != nil {
		return nil, err
	}
	return named, w.readStyles(w.targets["styles"])
}

// index finds the parts of the workbook and lists its sheets.
func (w *workbook) index() ([]sheetName, error) {
	top, err := w.related("")
	if err != nil {
		return nil, err
	}
	main := cmp.Or(top["officeDocument"], "xl/workbook.xml")
	if w.targets, err = w.related(main); err != nil {
		return nil, err
	}
	return w.readIndex(main)
}

// sheetName is a sheet as the workbook lists it.
type sheetName struct{ name, id string }

// readIndex reads the names of the sheets and from when dates count.
func (w *workbook) readIndex(part string) ([]sheetName, error) {
	content, err := w.part(part)
	if err != nil {
		return nil, err
	}
	var named []sheetName
	for s := newScanner(content); ; {
		more, err := s.next()
		switch {
		case err != nil:
			return nil, err
		case !more && len(named) == 0:
			return nil, errXML
		case !more || len(named) > maxSheets:
			return named, nil
		case s.name == "workbookPr" && s.opens:
			w.from1904 = isWord(s.attribute("date1904"), "1", "true")
		case s.name == "sheet" && s.opens:
			named = append(named, sheetName{tidy(s.attribute("name")), s.attribute("id")})
		}
	}
}

// readTexts reads the texts that cells share; how they are pronounced (rPh) is not part of them.
func (w *workbook) readTexts(part string) error {
	content, err := w.part(part)
	if err != nil || part == "" {
		return err
	}
	var text strings.Builder
	spoken := false
	for s := newScanner(content); ; {
		more, err := s.next()
		if err != nil || !more {
			return err
		}
		switch s.name {
		case "rPh":
			spoken = s.opens && !s.closes
		case "t":
			if s.closes && !s.opens && !spoken && text.Len() <= 8*maxCell {
				text.WriteString(unescape(s.text))
			}
		case "si":
			if s.closes {
				w.texts = append(w.texts, tidy(text.String()))
				text.Reset()
			}
			if len(w.texts) > maxShared {
				return errLarge
			}
		}
	}
}

// readStyles finds the cell styles that show dates.
func (w *workbook) readStyles(part string) error {
	content, err := w.part(part)
	if err != nil || part == "" {
		return err
	}
	formats, inside := map[string]string{}, false
	for s := newScanner(content); ; {
		more, err := s.next()
		switch {
		case err != nil || !more:
			return err
		case s.name == "numFmt" && s.opens && len(formats) < maxStyles:
			formats[s.attribute("numFmtId")] = s.attribute("formatCode")
		case s.name == "cellXfs":
			inside = s.opens && !s.closes
		case s.name == "xf" && inside && s.opens:
			id := s.attribute("numFmtId")
			w.dates = append(w.dates, showsDate(id, formats[id]))
			if len(w.dates) > maxStyles {
				return errLarge
			}
		}
	}
}

// date gives the day, time or both that a number of days stands for.
func (w *workbook) date(number float64, written string) (string, thidua.CellKind) {
	when, err := excelize.ExcelDateToTime(number, w.from1904)
	if err != nil || number < 0 || number >= 2958466 { // the day after 9999-12-31
		return written, thidua.FaultCell
	}
	when = when.Round(time.Second)
	switch day, fraction := math.Modf(number); {
	case fraction == 0:
		return when.Format(time.DateOnly), thidua.DayCell
	case day == 0:
		return when.Format(time.TimeOnly), thidua.ClockCell
	}
	return when.Format(time.DateTime), thidua.MomentCell
}

// showsDate knows the built-in date formats (ECMA-376 part 1, 18.8.30) and reads the others: day, month, year,
// hour or second outside quotes and brackets.
func showsDate(number, format string) bool {
	if format == "" {
		id, err := strconv.Atoi(number)
		return err == nil && (id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58)
	}
	format, _, _ = strings.Cut(strings.ToLower(format), ";")
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
