package xlsform

import (
	"strconv"
	"strings"

	"thidua"
)

// sheetReader reads the rows of one sheet, a tag at a time.
type sheetReader struct {
	*workbook
	name   string
	rows   []row
	row    row
	last   int // number of the last filled row
	at     int // column of the cell, from 0
	full   int // column of the last filled cell, from 0
	kind   string
	opened bool // a cell is
	style  int
	value  strings.Builder
	typed  bool // what kinds the cells are of is kept too, in grid
	grid   []GridRow
	kinds  []thidua.Cell // of the row
	over   bool          // nothing further is read
}

// readSheet reads the filled rows of a sheet, up to a long run of empty ones.
func (w *workbook) readSheet(name, part string) ([]row, error) {
	r := &sheetReader{workbook: w, name: name}
	err := r.readPart(part)
	return r.rows, err
}

func (r *sheetReader) readPart(part string) error {
	content, err := r.part(part)
	if err != nil || content == nil {
		return err
	}
	inside := false
	for s := newScanner(content); !r.over; {
		more, err := s.next()
		if err != nil {
			return err
		}
		if !more {
			break
		}
		if s.name == "sheetData" {
			inside = s.opens && !s.closes
			r.over = !inside
		} else if inside {
			if err := r.tag(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// tag takes in one tag inside the sheet's data.
func (r *sheetReader) tag(s *scanner) error {
	switch s.name {
	case "row":
		if s.opens {
			if err := r.begin(s.attribute("r")); err != nil {
				return err
			}
		}
		if s.closes {
			r.end()
		}
	case "c":
		if s.opens {
			if err := r.open(s); err != nil {
				return err
			}
		}
		if s.closes {
			if !r.opened {
				return errXML
			}
			r.opened = false
			r.put()
		}
	case "v", "t":
		if s.closes && !s.opens && r.value.Len() <= 8*maxCell {
			r.value.WriteString(unescape(s.text))
		}
	}
	return nil
}

// begin opens a row; rows count upwards.
func (r *sheetReader) begin(number string) error {
	next := r.row.number + 1
	if number != "" {
		n, err := strconv.Atoi(number)
		if err != nil || n < next || n > lastRow {
			return errXML
		}
		next = n
	}
	r.row = row{number: next}
	r.at, r.full, r.kinds, r.opened = -1, 0, nil, false
	r.over = next-r.last > r.gap()
	return nil
}

// gap is how many empty rows in a run end the sheet.
func (r *sheetReader) gap() int {
	if r.typed {
		return gridGap
	}
	return emptyRows
}

func (r *sheetReader) end() {
	if len(r.row.cells)+len(r.kinds) == 0 || r.over {
		return
	}
	r.last = r.row.number
	if r.typed {
		r.grid = append(r.grid, GridRow{Number: r.row.number, Cells: r.kinds})
	} else {
		r.rows = append(r.rows, r.row)
	}
	if max(len(r.rows), len(r.grid)) > maxRows || r.cells > maxCells || r.text > maxText {
		r.desk.fail(sheetLarge, cell{sheet: r.name}, maxRows, maxCells, maxText>>20)
		r.over = true
	}
}

// open begins a cell: where it stands, of what type and style it is.
func (r *sheetReader) open(s *scanner) error {
	r.at++
	if place := s.attribute("r"); place != "" {
		column := columnOf(place)
		if column < r.at {
			return errXML
		}
		r.at = column
	}
	r.opened, r.kind = true, s.attribute("t")
	r.style, _ = strconv.Atoi(s.attribute("s")) // the first style where there is none
	r.value.Reset()
	return nil
}

// columnOf is the column of a place such as B7, from 0; -1 where there is none.
func columnOf(place string) int {
	column, i := 0, 0
	for ; i < len(place) && i < 4 && place[i] >= 'A' && place[i] <= 'Z'; i++ {
		column = 26*column + int(place[i]-'A') + 1
	}
	if i == 0 || i == len(place) || place[i] < '0' || place[i] > '9' {
		return -1
	}
	return column - 1
}

// put adds the cell to its row, unless it is empty or stands behind a run of empty ones.
func (r *sheetReader) put() {
	if r.value.Len() == 0 || r.at-r.full > emptyColumns && !r.typed || r.at >= maxColumns || r.cells > maxCells || r.text > maxText {
		return
	}
	text, kind := r.read(r.value.String())
	if r.kind != "s" { // those are tidy already
		text = tidy(text)
	}
	if text == "" {
		return
	}
	r.full = r.at
	r.cells++
	r.text += len(text)
	if r.typed {
		r.cells += r.at - len(r.kinds) // empty ones cost memory too, however far to the right a cell stands
		r.kinds = append(r.kinds, make([]thidua.Cell, r.at-len(r.kinds))...)
		r.kinds = append(r.kinds, thidua.Cell{Kind: kind, Text: text})
		return
	}
	r.row.cells = append(r.row.cells, make([]string, r.at-len(r.row.cells))...)
	r.row.cells = append(r.row.cells, text)
}

// read gives a cell's value as text.
func (r *sheetReader) read(value string) (string, thidua.CellKind) {
	switch r.kind {
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && i >= 0 && i < len(r.texts) {
			return r.texts[i], thidua.TextCell
		}
		return "", thidua.TextCell
	case "b":
		return map[bool]string{true: "TRUE", false: "FALSE"}[strings.TrimSpace(value) == "1"], thidua.TextCell
	case "e":
		return value, thidua.FaultCell
	case "str", "inlineStr", "d":
		return value, thidua.TextCell
	}
	number, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil {
		return value, thidua.TextCell
	}
	if r.style >= 0 && r.style < len(r.dates) && r.dates[r.style] {
		text, kind := r.date(number, value)
		if kind == thidua.FaultCell && !r.typed {
			r.desk.fail(dateUnreadable, cell{sheet: r.name, row: r.row.number, column: r.at + 1, text: value})
		}
		return text, kind
	}
	// Excel keeps 15 digits; what stands behind them is the noise of binary fractions.
	if short, err := strconv.ParseFloat(strconv.FormatFloat(number, 'g', 15, 64), 64); err == nil {
		number = short
	}
	return strconv.FormatFloat(number, 'f', -1, 64), thidua.NumberCell
}
