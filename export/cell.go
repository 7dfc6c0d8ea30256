package export

import (
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"thidua"
)

// answer makes the cell of an answer: real numbers and dates, everything else as text and never as a formula.
func (s *sheet) answer(q *thidua.Question, a thidua.Answer) excelize.Cell {
	if a.Empty() {
		return s.text("")
	}
	switch q.Type {
	case thidua.Integer, thidua.Decimal:
		return s.number(q, a)
	case thidua.Calculate, thidua.Hidden:
		if plainNumber(a.Value) {
			return s.number(q, a)
		}
	case thidua.Date, thidua.DateTime, thidua.Today, thidua.Start, thidua.End:
		if at, clocked, ok := s.book.c.when(a.Value); ok {
			return s.moment(at, clocked)
		}
	case thidua.Time:
		if at, err := time.Parse("15:04", clock(a.Value)); err == nil {
			day := float64(at.Hour()*60+at.Minute()) / (24 * 60)
			return excelize.Cell{StyleID: s.book.style(look{format: formatClock, align: "center"}), Value: day}
		}
	}
	return s.text(s.book.c.Display(q, a))
}

// plainNumber tells whether a calculated text is a number as written: 007 is not, and 1e5 is not.
func plainNumber(value string) bool {
	whole := strings.TrimPrefix(value, "-")
	if len(whole) > 1 && whole[0] == '0' && whole[1] != '.' {
		return false
	}
	_, ok := number64(value)
	return ok
}

// number makes a number cell; what has more digits than a spreadsheet holds stays text.
func (s *sheet) number(q *thidua.Question, a thidua.Answer) excelize.Cell {
	value, ok := number64(a.Value)
	if !ok {
		return s.text(s.book.c.Display(q, a))
	}
	_, fraction, _ := strings.Cut(a.Value, ".")
	return excelize.Cell{StyleID: s.book.style(numberLook(len(fraction), year(q), a.Approximate)), Value: value}
}

// numberLook shows as many decimals as were given, years without separators, and the word for an estimate.
func numberLook(decimals int, plain, approximate bool) look {
	format := "#,##0"
	if plain {
		format = "0"
	}
	if decimals > 0 {
		format += "." + strings.Repeat("0", min(decimals, 6))
	}
	if approximate {
		format = `"` + about + ` "` + format
	}
	return look{format: format, align: "right"}
}

// moment makes a date cell, or one of date and time; spreadsheets know no dates before 1900.
func (s *sheet) moment(at time.Time, clocked bool) excelize.Cell {
	if at.IsZero() {
		return s.text("")
	}
	format := formatDate
	if clocked {
		format = formatMoment
	}
	if at.Year() < 1900 || at.Year() > 9999 {
		return s.text(FormatDate(at))
	}
	wall := time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), 0, time.UTC)
	return excelize.Cell{StyleID: s.book.style(look{format: format, align: "center"}), Value: wall}
}

// text makes a text cell. What a cell cannot hold goes on in the sheet of long texts.
func (s *sheet) text(value string) excelize.Cell {
	return s.filled(value, s.book.textStyle)
}

func (s *sheet) styled(value string, how look) excelize.Cell {
	how.border = true
	return s.filled(value, s.book.style(how))
}

func (s *sheet) filled(value string, style int) excelize.Cell {
	cell := excelize.Cell{StyleID: style}
	if value = printable(value); value != "" {
		cell.Value = s.book.fit(value, s.name, s.row+1)
	}
	return cell
}

// whole is a cell with a count of ours.
func (s *sheet) whole(n int) excelize.Cell {
	return excelize.Cell{StyleID: s.book.style(look{format: "#,##0", align: "center"}), Value: n}
}

// printable drops what XML and spreadsheets cannot hold: control characters but for line ends and tabs.
func printable(s string) string {
	if plain(s) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r':
			return '\n'
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff:
			return -1
		}
		return r
	}, s)
}

// plain tells whether a text surely holds nothing of the kind. It looks at bytes: C2 begins the controls above ASCII,
// EF the last characters of the basic plane.
func plain(s string) bool {
	for i := range len(s) {
		switch b := s[i]; {
		case b < ' ' && b != '\n' && b != '\t', b == 0x7f, b == 0xc2, b == 0xef:
			return false
		}
	}
	return utf8.ValidString(s)
}

// cellLimit is what a cell holds, in UTF-16 units.
const cellLimit = excelize.TotalCellChars

func units16(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// cut16 splits a text after at most limit UTF-16 units, never inside a character.
func cut16(s string, limit int) (head, tail string) {
	n := 0
	for i, r := range s {
		if n += max(1, utf16.RuneLen(r)); n > limit {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// overflow is the rest of a text that a cell could not hold.
type overflow struct {
	sheet, text string
	row, piece  int
}

// fit keeps the beginning of a text that is too long, says so in the cell, and keeps the rest for its own sheet.
func (b *book) fit(value, sheet string, row int) string {
	if len(value) <= cellLimit || units16(value) <= cellLimit {
		return value
	}
	head, tail := cut16(value, cellLimit-utf8.RuneCountInString(continuedNote))
	for piece := 2; tail != ""; piece++ {
		var next string
		next, tail = cut16(tail, cellLimit)
		b.overflows = append(b.overflows, overflow{sheet: sheet, text: next, row: row, piece: piece})
	}
	return head + continuedNote
}
