package xlsform

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"thidua"
)

// Report lists everything that is wrong with a workbook, in the order of its sheets, rows and columns. With an
// error there is no campaign; a warning is for the author and stops nothing.
type Report struct{ Errors, Warnings []Problem }

// Problem is one thing to mend in a workbook.
type Problem struct {
	Code        string      // pyxform's where it has one (NAMES_001), else a short word that stays the same
	Sheet       string      // as written in the workbook; empty where the whole file is meant
	Row, Column int         // 1-based; 0 is none
	Cell        string      // such as B7; empty without a column
	Line        int         // of a Markdown file; 0 in a workbook
	Text        string      // what stands there, shortened
	Message     thidua.Text // "vi" and "en": what is wrong and what would be right
}

// In gives the problem on one line, in Vietnamese ("vi") or English ("en"): sheet!cell: message; for a Markdown file,
// where nobody sees cells, followed by its line.
func (p Problem) In(language string) string {
	message, ok := p.Message[language]
	if !ok {
		message = p.Message["vi"]
	}
	switch {
	case p.Line == 0:
	case language == "en":
		message = fmt.Sprintf("%s (Line %d of the file.)", message, p.Line)
	default:
		message = fmt.Sprintf("%s (Dòng %d của tệp.)", message, p.Line)
	}
	sheet := shorten(p.Sheet)
	switch {
	case sheet == "":
		return message
	case p.Row == 0:
		return sheet + ": " + message
	case p.Column == 0:
		return fmt.Sprintf("%s!%d: %s", sheet, p.Row, message)
	}
	return fmt.Sprintf("%s!%s: %s", sheet, p.Cell, message)
}

// NoSurvey is the code of a file that is no form: it has no sheet survey.
const NoSurvey = "NAMES_013"

// maxProblems of each kind are kept: nobody reads more, and a hostile workbook could have millions.
const maxProblems = 500

// desk collects the problems of one workbook.
type desk struct {
	errors, warnings       []Problem
	moreErrors, moreWarned int
	order                  []string      // sheet names
	lines                  map[place]int // of the rows of a Markdown file
}

// place is a row of a sheet.
type place struct {
	sheet string
	row   int
}

// fail notes an error at a cell; %[1]s in the wording is the cell's text, the arguments follow from %[2]s.
func (d *desk) fail(w wording, at cell, args ...any) {
	if len(d.errors) == maxProblems {
		d.moreErrors++
		return
	}
	d.errors = append(d.errors, d.problem(w, at, args))
}

// warn notes a warning, as fail does an error.
func (d *desk) warn(w wording, at cell, args ...any) {
	if len(d.warnings) == maxProblems {
		d.moreWarned++
		return
	}
	d.warnings = append(d.warnings, d.problem(w, at, args))
}

// locate remembers the line of a row of a Markdown file.
func (d *desk) locate(s sheet, r row) {
	if r.line == 0 {
		return
	}
	if d.lines == nil {
		d.lines = map[place]int{}
	}
	d.lines[place{s.name, r.number}] = r.line
}

func (d *desk) problem(w wording, at cell, args []any) Problem {
	p := Problem{Sheet: at.sheet, Row: at.row, Column: at.column, Text: shorten(at.text),
		Line: d.lines[place{at.sheet, at.row}]}
	if at.column > 0 {
		p.Cell = fmt.Sprintf("%s%d", letters(at.column), at.row)
	}
	all := []any{p.Text}
	for _, arg := range args {
		switch a := arg.(type) {
		case string:
			arg = shorten(a)
		case meant:
			arg = meant(oneLine(string(a)))
		case wide:
			arg = oneLine(string(a))
		}
		all = append(all, arg)
	}
	p.Code, p.Message = w.say(all)
	return p
}

func (d *desk) report() Report {
	d.sort(d.errors)
	d.sort(d.warnings)
	if d.moreErrors > 0 {
		d.errors = append(d.errors, d.problem(moreProblems, cell{}, []any{d.moreErrors}))
	}
	if d.moreWarned > 0 {
		d.warnings = append(d.warnings, d.problem(moreProblems, cell{}, []any{d.moreWarned}))
	}
	return Report{Errors: d.errors, Warnings: d.warnings}
}

func (d *desk) sort(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(slices.Index(d.order, a.Sheet), slices.Index(d.order, b.Sheet)),
			cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
	})
}

// wide is an argument of a wording that is not shortened.
type wide string

// longest text of a cell that is repeated in a message, in runes.
const longest = 60

// shorten makes a text fit on a line: newlines become spaces, a long text is cut.
func shorten(s string) string {
	s = oneLine(s)
	if r := []rune(s); len(r) > longest {
		return string(r[:longest-1]) + "…"
	}
	return s
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// letters names a column as a spreadsheet does: 1 is A, 27 is AA.
func letters(column int) string {
	var name []byte
	for ; column > 0; column = (column - 1) / 26 {
		name = append(name, byte('A'+(column-1)%26))
	}
	slices.Reverse(name)
	return string(name)
}
