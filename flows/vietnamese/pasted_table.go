package vietnamese

import (
	"regexp"
	"slices"
	"strings"
)

// maxColumns is the widest table read as one.
const maxColumns = 40

func (p paste) byTabs() (List, bool) {
	records := tabbed(strings.Join(p.lines, "\n"))
	return p.table(records, false)
}

// byBars reads | a | b |, with or without the outer bars and the rule under the header.
func (p paste) byBars() (List, bool) {
	outer := strings.HasPrefix(strings.TrimSpace(p.lines[0]), "|")
	return p.table(p.split(func(line string) []string {
		if line = strings.TrimSpace(line); outer {
			line = strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")
		}
		return strings.Split(line, "|")
	}), true)
}

// bySemicolons reads columns; where there is one field, entries one after the other.
func (p paste) bySemicolons() (List, bool) {
	if len(p.form) == 1 && strings.Contains(p.lines[0], ";") {
		return paste{p.form, strings.Split(strings.Join(p.lines, "\n"), ";")}.plain()
	}
	return p.table(p.split(func(line string) []string {
		return quotedCells(strings.TrimRight(line, "; \t"), ';')
	}), true)
}

var wideBlank = regexp.MustCompile(`[ \t\x{a0}]{2,}|\t`)

func (p paste) byBlanks() (List, bool) {
	if len(p.form) == 1 {
		return List{}, false
	}
	return p.table(p.split(func(line string) []string { return wideBlank.Split(strings.TrimSpace(line), -1) }), true)
}

func (p paste) split(cut func(string) []string) [][]string {
	var records [][]string
	for _, line := range p.lines {
		if !isRule(Clean(line)) {
			records = append(records, cut(line))
		}
	}
	return records
}

// tabbed parts lines at tabs and puts together the rows that a line break inside a cell has torn.
func tabbed(text string) [][]string {
	var lines [][]string
	for len(text) > 0 {
		var line []string
		line, text = tabLine(text)
		lines = append(lines, line)
	}
	width := usualWidth(lines)
	var records [][]string
	for len(lines) > 0 {
		r, used := mend(lines, width)
		lines = lines[used:]
		if !isRule(cell(strings.Join(r, ""))) {
			records = append(records, r)
		}
	}
	return records
}

// maxTorn is how many lines one row of cells with line breaks may be torn into.
const maxTorn = 12

// mend returns the row that begins the lines, and how many it takes: several short ones that together are just as
// wide as the table.
func mend(lines [][]string, width int) (row []string, used int) {
	sum := len(lines[0])
	if sum < 2 || sum >= width {
		return lines[0], 1
	}
	for used = 1; used < min(maxTorn, len(lines)) && len(lines[used]) < width && sum < width; used++ {
		sum += len(lines[used]) - 1
	}
	if sum != width {
		return lines[0], 1
	}
	row = slices.Clone(lines[0])
	for _, line := range lines[1:used] {
		row[len(row)-1] += " " + line[0]
		row = append(row, line[1:]...)
	}
	return row, used
}

// tabLine takes one line off the text. A cell in quotes may hold line breaks, as Excel writes them.
func tabLine(text string) (cells []string, rest string) {
	for {
		c, n := quotedCell(text, '\t')
		if n == 0 {
			n = strings.IndexAny(text, "\t\n")
			if n < 0 {
				n = len(text)
			}
			c = text[:n]
		}
		cells = append(cells, c)
		if n == len(text) {
			return cells, ""
		}
		if text[n] == '\n' {
			return cells, text[n+1:]
		}
		text = text[n+1:]
	}
}

// quotedCells parts one line.
func quotedCells(line string, separator byte) []string {
	var cells []string
	for {
		c, n := quotedCell(line, separator)
		if n == 0 {
			if n = strings.IndexByte(line, separator); n < 0 {
				return append(cells, line)
			}
			c = line[:n]
		}
		cells = append(cells, c)
		if n == len(line) {
			return cells
		}
		line = line[n+1:]
	}
}

// quotedCell reads a cell in double quotes to its separator. The quotes are a spreadsheet's own only where the cell
// needs them; otherwise they belong to the text, and the length is 0.
func quotedCell(s string, separator byte) (text string, length int) {
	if !strings.HasPrefix(s, `"`) {
		return "", 0
	}
	needed := false
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == separator || s[i] == '\n':
			needed = true
		case s[i] != '"':
		case i+1 < len(s) && s[i+1] == '"':
			needed = true
			i++
		case needed && (i+1 == len(s) || s[i+1] == separator || s[i+1] == '\n'):
			return strings.ReplaceAll(s[1:i], `""`, `"`), i + 1
		default:
			return "", 0
		}
	}
	return "", 0
}

// usualWidth returns the most frequent number of cells above one, the greater of two equally frequent, or 0.
func usualWidth(records [][]string) int {
	var counts [maxColumns + 1]int
	width := 0
	for _, r := range records {
		if n := len(r); n > 1 && n <= maxColumns {
			counts[n]++
		}
	}
	for n, count := range counts {
		if count > 0 && count >= counts[width] {
			width = n
		}
	}
	return width
}

// table deals out records of cells. A strict one must be as wide in each line but the ones above and below it.
func (p paste) table(records [][]string, strict bool) (List, bool) {
	width := usualWidth(records)
	if width == 0 || slices.ContainsFunc(records, func(r []string) bool { return len(r) > maxColumns }) {
		return List{}, false
	}
	l := List{Kind: PastedTable}
	var rows []tableRow
	narrow := 0
	for _, r := range records {
		cells := make([]string, len(r))
		for i := range r {
			cells[i] = cell(r[i])
		}
		switch {
		case isTotal(firstText(cells)):
			l.Aside = append(l.Aside, joinCells(cells))
		case len(r) > 1:
			row := tableRow{cells: padded(cells, width)}
			if len(cells) > width {
				row.rest = cells[width:]
			}
			if len(r) != width {
				narrow++
			}
			rows = append(rows, row)
		case len(rows) == 0:
			l.Aside = append(l.Aside, joinCells(cells))
		default:
			narrow++
			last := &rows[len(rows)-1]
			last.rest = append(last.rest, cells...)
		}
	}
	if strict && (narrow > 0 || len(rows) < 2) {
		return List{}, false
	}
	p.form.deal(&l, rows)
	return l, len(l.Entries) > 0
}

// tableRow is a row as wide as its table, and what stands beside it.
type tableRow struct{ cells, rest []string }

func padded(cells []string, width int) []string {
	row := make([]string, width)
	copy(row, cells)
	return row
}

// firstText returns the first cell that is neither empty nor a number.
func firstText(cells []string) string {
	for _, c := range cells {
		if c != "" && !allDigits(c) {
			return c
		}
	}
	return ""
}

func joinCells(cells []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(cells), func(c string) bool { return c == "" }), " | ")
}
