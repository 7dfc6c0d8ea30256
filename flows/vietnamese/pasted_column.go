package vietnamese

import (
	"slices"
	"strconv"
	"strings"
)

// deal makes the entries of a table: its header, its number column, then each column to its field.
func (f form) deal(l *List, rows []tableRow) {
	if len(rows) > 0 && f.isHeader(rows[0].cells) {
		l.Header = rows[0].cells
		if rest := joinCells(rows[0].rest); rest != "" {
			l.Aside = append(l.Aside, rest)
		}
		rows = rows[1:]
	}
	if len(rows) == 0 {
		return
	}
	skip := f.numberColumn(l.Header, rows)
	width := len(rows[0].cells)
	var columns [][]string
	var at []int // their places in the table
	for c := range width {
		if c == skip {
			continue
		}
		column := make([]string, len(rows))
		for i, r := range rows {
			column[i] = r.cells[c]
		}
		columns, at = append(columns, column), append(at, c)
	}
	var owner []int
	if l.Header != nil {
		owner = f.byHeader(l.Header, at)
	} else {
		owner = f.align(columns, f.free(columns), false)
	}
	l.Columns = slices.Repeat([]int{-1}, len(f))
	for i, field := range owner {
		if field >= 0 {
			l.Columns[field] = at[i]
		}
	}
	for i, r := range rows {
		l.Entries = append(l.Entries, f.tableEntry(*l, r, columns, tableAt{i, at, owner}))
	}
}

// tableAt is where a row's values come from.
type tableAt struct {
	row   int
	at    []int // places of the columns in the table
	owner []int // their fields
}

func (f form) tableEntry(l List, r tableRow, columns [][]string, t tableAt) Entry {
	e := Entry{Values: make([]string, len(f))}
	for i, field := range t.owner {
		value := columns[i][t.row]
		switch {
		case value == "":
		case field >= 0:
			e.Values[field] = value
		case l.Header != nil && l.Header[t.at[i]] != "":
			e.Left = append(e.Left, l.Header[t.at[i]]+": "+value)
		default:
			e.Left = append(e.Left, value)
		}
	}
	for _, c := range r.rest {
		if c != "" {
			e.Left = append(e.Left, c)
		}
	}
	f.splitDegree(&e)
	return e
}

// numberColumn returns the place of the column that only counts the rows, or -1.
func (f form) numberColumn(header []string, rows []tableRow) int {
	counts := func(c int) bool {
		for i, r := range rows {
			if n := strings.TrimRight(r.cells[c], ".)/"); n != "" && n != strconv.Itoa(i+1) && n != "0"+strconv.Itoa(i+1) {
				return false
			}
		}
		return true
	}
	for c, label := range header {
		if ordinalLabel[words(label)] && counts(c) {
			return c
		}
	}
	if header != nil || rows[0].cells[0] == "" || !counts(0) || f[0].counts() && len(f) == len(rows[0].cells) {
		return -1
	}
	if len(rows) == 1 && len(f) >= len(rows[0].cells) {
		return -1
	}
	return 0
}

var ordinalLabel = map[string]bool{"stt": true, "tt": true, "so tt": true, "so thu tu": true, "thu tu": true, "no": true, "#": true, "": true}
