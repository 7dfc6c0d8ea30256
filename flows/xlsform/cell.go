package xlsform

import (
	"strings"

	"thidua/flows/vietnamese"
)

// sheet is a worksheet as text: its filled rows in order.
type sheet struct {
	name string
	rows []row
}

// row is a filled row; cells[0] is column A.
type row struct {
	number int // 1-based, as the spreadsheet shows it
	line   int // of a Markdown file; 0 in a workbook
	cells  []string
}

// cell is a place in a sheet and what stands there; column 0 is none, row 0 the sheet as a whole.
type cell struct {
	sheet       string
	row, column int
	text        string
}

func (c cell) empty() bool { return c.text == "" }

// maxCell is the most a cell of Excel holds, in UTF-16 units.
const maxCell = 32767

// tidy brings a cell's text to its stored form: NFC, plain blanks, no blanks around it.
func tidy(s string) string { return strings.TrimSpace(vietnamese.Clean(s)) }

// straighten undoes the curly quotes that spreadsheets make by themselves (XLSForm sheets only).
func straighten(s string) string {
	if !strings.ContainsAny(s, "‘’“”") {
		return s
	}
	return strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`).Replace(s)
}

// squeeze makes one blank of several (the default for the sheet survey).
func squeeze(s string) string {
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	return s
}

// isYes and isNo know the words that stand for true() and false().
func isYes(s string) bool { return s == "true()" || isWord(s, "yes", "true") }
func isNo(s string) bool  { return s == "false()" || isWord(s, "no", "false") }

func isWord(s string, words ...string) bool {
	for _, word := range words {
		if strings.EqualFold(s, word) {
			return true
		}
	}
	return false
}

// fields splits a list written in a cell: commas, semicolons and newlines separate, blanks around are dropped.
func fields(s string) []string {
	var found []string
	for _, field := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if field = strings.TrimSpace(field); field != "" {
			found = append(found, field)
		}
	}
	return found
}
