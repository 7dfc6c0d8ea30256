package export

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// The rows above and below an official table: issuing body and motto, the title with what it belongs to, and the
// places for signatures. Number, day and signature stay blank: this is a draft.

// letterhead writes the issuing body on the left and the motto on the right.
func (s *sheet) letterhead(columns int) {
	keys := s.book.c.Campaign.Keys
	left := max(2, columns*2/5)
	s.halves(left, columns, half{keys["parent_agency"], look{}}, half{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", strong})
	s.halves(left, columns, half{keys["agency"], strong}, half{"Độc lập - Tự do - Hạnh phúc", underlined})
	s.leave(1)
}

// An official table has its headings in this row, below letterhead and title; with the places for signatures, so many
// points of its pages are not its own.
const (
	officialHead   = 8
	officialPoints = 280
)

// official opens a sheet with an official table on one page across, down to the numbers of its columns.
func (b *book) official(name, title, tab string, t *table) *sheet {
	t.single, t.around, t.least[0], t.most[0] = true, t.around+officialPoints, 6, 6
	s := b.open(name, t.on(layout{head: officialHead, heads: 2, fixed: 2, tab: tab}))
	s.letterhead(len(t.heads))
	s.title(title, len(t.heads))
	s.leave(officialHead - 1 - s.row)
	s.heading(t.heads...)
	s.numbering(len(t.heads))
	return s
}

// half is one side of a row in two merged halves.
type half struct {
	text string
	how  look
}

var (
	strong     = look{bold: true}
	slanted    = look{italic: true}
	underlined = look{bold: true, underline: true}
)

func (s *sheet) halves(left, columns int, sides ...half) {
	cells := make([]any, columns)
	for i, side := range sides {
		side.how.align, side.how.size = "center", 12
		cells[i*left] = excelize.Cell{StyleID: s.book.style(side.how), Value: printable(side.text)}
	}
	s.addHigh(17, cells...)
	s.merge(1, left)
	s.merge(left+1, columns)
}

// title writes what the table is, the campaign, and the report that it is annexed to.
func (s *sheet) title(title string, columns int) {
	s.across(title, columns, look{bold: true, size: 14})
	s.across(s.book.c.Campaign.Title, columns, look{bold: true, size: 12})
	number := "…/BC"
	if code := s.book.c.Campaign.Keys["agency_code"]; code != "" {
		number += "-" + code
	}
	at := s.book.c.At.In(s.book.c.location())
	s.across("(Kèm theo Báo cáo số "+number+" ngày … tháng … năm "+at.Format("2006")+", số liệu tính đến "+
		s.book.c.dayAndTime(at)+")", columns, look{italic: true, size: 12})
}

// acrossLine is how many characters fit in a line across a page; merged cells do not grow by themselves.
const acrossLine = 120

// across writes a text over the whole width, as high as it needs.
func (s *sheet) across(text string, columns int, how look) {
	how.align, how.wrap, how.middle = cmp.Or(how.align, "center"), true, true
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		lines += 1 + utf8.RuneCountInString(line)/acrossLine
	}
	s.addHigh(float64(lines)*(how.size+6), excelize.Cell{StyleID: s.book.style(how), Value: printable(text)})
	s.merge(1, columns)
}

// shortTitle names the campaign where there is little room.
func (c *Consolidation) shortTitle() string {
	return cmp.Or(c.Campaign.Keys["campaign_short_name"], c.Campaign.Title)
}

// signatureRows is how many rows the places for signatures take.
const signatureRows = 4

// signatures leaves the places for who made the table and for who signs it.
func (s *sheet) signatures(columns int) {
	left := max(2, columns/2)
	place := cmp.Or(s.book.c.Campaign.Keys["place"], "…")
	s.leave(1)
	s.halves(left, columns, half{}, half{place + ", ngày … tháng … năm …", slanted})
	s.halves(left, columns, half{"NGƯỜI LẬP BIỂU", strong}, half{"THỦ TRƯỞNG ĐƠN VỊ", strong})
	s.halves(left, columns, half{"(Ký, ghi rõ họ tên)", slanted}, half{"(Ký, ghi rõ họ tên, đóng dấu)", slanted})
}
