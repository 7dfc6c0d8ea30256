package sheet

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"thidua"
	"thidua/flows/xlsform"
)

// mostRows is how many changed rows one file may bring.
const mostRows = 20_000

// Read reads a file that Write made and people changed, whatever program they used. Of its rows only those remain that
// say something else than when the file was made. ErrForeign is another file; the errors of xlsform.Grids are no file to
// be read at all.
func Read(content []byte) (*thidua.Spreadsheet, error) {
	grids, err := xlsform.Grids(content)
	if err != nil {
		return nil, err
	}
	s := &thidua.Spreadsheet{}
	for _, g := range grids {
		if g.Name == markerSheet {
			readMarker(s, g)
		}
	}
	if s.Campaign == "" || s.Stamp == "" {
		return nil, ErrForeign
	}
	for _, g := range grids {
		if t, ok := readTable(g); ok {
			s.Tables = append(s.Tables, t)
		}
	}
	newLinker(s).link()
	rows := 0
	for i := range s.Tables {
		keepTouched(&s.Tables[i])
		rows += len(s.Tables[i].Rows)
	}
	if rows > mostRows {
		return nil, xlsform.ErrLarge
	}
	return s, nil
}

func readMarker(s *thidua.Spreadsheet, g xlsform.Grid) {
	fields := map[string]*string{"campaign": &s.Campaign, "version": &s.Version, "unit": &s.Unit, "stamp": &s.Stamp}
	for _, row := range g.Rows {
		if field := fields[text(row, 0)]; field != nil && *field == "" {
			*field = text(row, 1)
		}
	}
}

// text is what a cell says; column counts from 0.
func text(row xlsform.GridRow, column int) string { return at(row, column).Text }

func at(row xlsform.GridRow, column int) thidua.Cell {
	if column < 0 || column >= len(row.Cells) {
		return thidua.Cell{}
	}
	return row.Cells[column]
}

// readTable reads a sheet that is a table; any other one is of no interest.
func readTable(g xlsform.Grid) (thidua.Table, bool) {
	if len(g.Rows) == 0 || g.Rows[0].Number != nameRow {
		return thidua.Table{}, false
	}
	mark, ok := strings.CutPrefix(text(g.Rows[0], 0), tableMark)
	if !ok {
		return thidua.Table{}, false
	}
	names := append(strings.Split(mark, "/"), "", "")
	t := thidua.Table{Part: names[0], Repeat: names[1], Around: names[2], Name: g.Name}
	where := map[string]int{}
	for i, c := range g.Rows[0].Cells {
		if _, twice := where[c.Text]; !twice && c.Text != "" {
			where[c.Text] = i
		}
	}
	if t.Repeat == "" {
		readQuestions(&t, g, where)
	} else {
		readEntries(&t, g, where)
	}
	return t, true
}

// place is where a column stands, from 0; -1 where it is gone.
func place(where map[string]int, name string) int {
	if i, known := where[name]; known {
		return i
	}
	return -1
}

// readQuestions reads a group part: below the heads each row is a question, and all together are the one row.
func readQuestions(t *thidua.Table, g xlsform.Grid, where map[string]int) {
	was, answer := place(where, wasColumn), place(where, answerColumn)
	one, known := thidua.Row{}, map[string]bool{}
	for _, row := range g.Rows {
		path := text(row, 0)
		if row.Number < firstRow || path == "" || known[path] || answer < 0 {
			continue
		}
		known[path] = true
		c := at(row, answer)
		c.Was, c.At = text(row, was), cellName(answer+1, row.Number)
		t.Columns = append(t.Columns, thidua.Column{Path: path})
		one.Cells = append(one.Cells, c)
	}
	t.Rows = []thidua.Row{one}
}

// readEntries reads the rows of a repeat.
func readEntries(t *thidua.Table, g xlsform.Grid, where map[string]int) {
	var columns []int
	for i, c := range g.Rows[0].Cells {
		if c.Text != "" && !strings.HasPrefix(c.Text, "@") && where[c.Text] == i {
			columns = append(columns, i)
			t.Columns = append(t.Columns, thidua.Column{Path: c.Text})
		}
	}
	for _, row := range g.Rows {
		if row.Number < firstRow {
			continue
		}
		r := thidua.Row{At: row.Number, Entry: text(row, 0), Up: text(row, place(where, upColumn))}
		r.Number, r.Above = number(text(row, place(where, numberColumn))), number(text(row, place(where, aboveColumn)))
		r.Delete = text(row, place(where, deleteColumn))
		r.Column = letter(place(where, deleteColumn))
		if t.Around != "" && r.Delete == "" {
			r.Column = letter(place(where, aboveColumn))
		}
		digests := splitDigests(text(row, place(where, wasColumn)), len(columns))
		for i, column := range columns {
			c := at(row, column)
			c.Was, c.At = digests[i], cellName(column+1, row.Number)
			r.Cells = append(r.Cells, c)
		}
		t.Rows = append(t.Rows, r)
	}
}

// number reads what people refer to a row by; 0 is none.
func number(text string) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func letter(column int) string {
	name, err := excelize.ColumnNumberToName(column + 1)
	if err != nil {
		return "A"
	}
	return name
}

// keepTouched drops the rows that say nothing new.
func keepTouched(t *thidua.Table) {
	kept := t.Rows[:0]
	for _, row := range t.Rows {
		touched := row.Delete != "" && row.Entry != ""
		for _, c := range row.Cells {
			touched = touched || c.Touched()
		}
		if touched {
			kept = append(kept, row)
		}
	}
	t.Rows = kept
}
