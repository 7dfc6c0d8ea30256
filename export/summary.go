package export

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"thidua"
	"thidua/flows/vietnamese"
)

// summaryColumns is how many columns the widest of the summary's tables has, that of awards.
const summaryColumns = 11

// The columns of the progress tables, counted from 1.
const (
	owedColumn    = 3
	filedColumn   = 4
	nothingColumn = 5
	missingColumn = 6
	lateColumn    = 7
	countColumn   = 8
)

// block is where a table's data stand in the summary, for the charts: its headings, and its rows on each page.
type block struct {
	head      int
	stretches []stretch
}

// stretch is rows below each other.
type stretch struct{ first, last int }

func (r block) empty() bool { return len(r.stretches) == 0 }

// rows counts the rows of data.
func (r block) rows() int {
	n := 0
	for _, on := range r.stretches {
		n += on.last - on.first + 1
	}
	return n
}

// under writes a row of a table. Where it would not stand on this page, with so many points of what must not be parted
// from it, it begins the next one under headings of its own.
func (s *sheet) under(table *block, heads func(), with float64, cells ...any) {
	if s.keep(s.heightOf(cells) + with) {
		heads()
	}
	s.add(cells...)
	last := len(table.stretches) - 1
	if last < 0 || table.stretches[last].last != s.row-1 {
		table.stretches = append(table.stretches, stretch{s.row, s.row})
	} else {
		table.stretches[last].last = s.row
	}
}

// summarySheet is the page for the chief: how far the units are, what the lists add up to, the charts.
func (b *book) summarySheet() error {
	s := b.open(summaryName, layout{
		widths: []float64{6, 40, 15, 11, 11, 11, 11, 11, 11, 11, 11}, tab: "1F4E79", scale: 92, hideGridline: true,
	})
	s.letterhead(summaryColumns)
	s.title(summaryTitle, summaryColumns)
	s.across(s.book.c.counts(), summaryColumns, look{size: 12})
	var shown figures
	shown.parts = s.progressByPart()
	s.sums()
	shown.activities = s.activityKinds()
	shown.awards = s.awardForms()
	shown.units = s.progressByUnit()
	s.signatures(summaryColumns)
	s.charts(shown)
	return s.close()
}

// counts says in one line what the workbook is made of.
func (c *Consolidation) counts() string {
	entries, filed, asked := 0, map[string]bool{}, map[string]bool{}
	for _, p := range c.Parts {
		entries += p.Count()
		for _, f := range p.Filings {
			if f.Unit.Code != thidua.Department {
				asked[f.Unit.Code] = true
				filed[f.Unit.Code] = filed[f.Unit.Code] || f.Submission != nil
			}
		}
	}
	maps.DeleteFunc(filed, func(_ string, given bool) bool { return !given })
	line := fmt.Sprintf("%d/%d đơn vị đã gửi nội dung; %d mục; %d điểm cần xử lý trước khi trình ký",
		len(filed), len(asked), entries, len(c.Checks))
	if c.Campaign.Version != "" {
		line += "; phiên bản mẫu " + c.Campaign.Version
	}
	return line
}

// A section's table stands on one page where it is short; of a long one, so many rows stand under its heading.
const (
	shortTable = 22
	fewRows    = 8
	wholePage  = 100
)

// section writes a heading of the summary, above a table of so many rows.
func (s *sheet) section(title string, rows int) {
	if rows > shortTable && rows != wholePage {
		rows = fewRows
	}
	s.leave(1)
	s.keep(float64(rows+4) * (lineHeight + 4)) // its own line, the headings, their numbers, the total
	s.addHigh(18, excelize.Cell{StyleID: s.book.style(look{bold: true, size: 12}), Value: title})
}

// standings counts filings by where they stand.
type standings struct{ owed, filed, nothing, missing, late, entries int }

func (n *standings) count(f Filing, c *Consolidation) {
	n.owed++
	n.entries += f.Entries
	if f.Late(c.At) {
		n.late++
	}
	switch {
	case f.Submission == nil && f.Standing.State == thidua.Nothing, f.Submission != nil && f.Submission.Nothing:
		n.nothing++
	case f.Submission != nil:
		n.filed++
	default:
		n.missing++
	}
}

func (s *sheet) progressByPart() block {
	s.section("I. TÌNH HÌNH NỘP THEO NỘI DUNG", len(s.book.c.Parts))
	heads := func() { s.progressHead("Nội dung", "Số đơn vị phải nộp") }
	heads()
	rows := block{head: s.row - 1}
	for i, p := range s.book.c.Parts {
		var n standings
		for _, f := range p.Filings {
			n.count(f, s.book.c)
		}
		s.under(&rows, heads, s.ending(i, len(s.book.c.Parts), 1), s.standingRow(i+1, p.Label, n)...)
	}
	s.standingTotal(rows)
	return rows
}

// ending is what stands below the last of a table's rows, in so many rows of their own, and is not parted from it.
func (s *sheet) ending(row, rows, below int) float64 {
	if row < rows-1 {
		return 0
	}
	return float64(below) * (lineHeight + 4)
}

func (s *sheet) progressByUnit() block {
	units := len(s.book.c.Units)
	s.section("V. TIẾN ĐỘ THEO ĐƠN VỊ", units+signatureRows)
	heads := func() { s.progressHead("Đơn vị", "Số nội dung phải nộp") }
	heads()
	rows := block{head: s.row - 1}
	for i, u := range s.book.c.Units {
		var n standings
		for _, p := range s.book.c.Parts {
			if f, ok := p.Filing(u.Code); ok {
				n.count(f, s.book.c)
			}
		}
		s.under(&rows, heads, s.ending(i, units, 2+signatureRows), s.standingRow(i+1, s.book.c.UnitName(u), n)...)
	}
	s.standingTotal(rows)
	s.besides()
	return rows
}

// besides says by how much the units' table tells less than that of the parts: what the department fills itself.
func (s *sheet) besides() {
	var n standings
	for _, p := range s.book.c.Parts {
		if f, ok := p.Filing(thidua.Department); ok {
			n.count(f, s.book.c)
		}
	}
	if n.owed > 0 {
		text := fmt.Sprintf(besidesNote, n.owed, n.entries)
		s.addHigh(lineHeight+4, excelize.Cell{StyleID: s.book.style(slanted), Value: text})
	}
}

func (s *sheet) progressHead(what, owed string) {
	s.heading(numberHead, what, owed, "Đã nộp", "Không có nội dung", "Chưa nộp", "Nộp muộn, quá hạn", "Số mục")
	s.numbering(countColumn)
}

func (s *sheet) standingRow(number int, label string, n standings) []any {
	sums := s.book.running
	for i, value := range []int{n.owed, n.filed, n.nothing, n.missing, n.late, n.entries} {
		sums[owedColumn+i] += value
	}
	return []any{s.whole(number), s.text(label), s.whole(n.owed), s.whole(n.filed), s.whole(n.nothing),
		s.alarm(n.missing), s.alarm(n.late), s.whole(n.entries)}
}

// alarm is a count that should be zero.
func (s *sheet) alarm(n int) excelize.Cell {
	how := look{format: "#,##0", align: "center"}
	if n > 0 {
		how.colour, how.bold = warnColour, true
	}
	return excelize.Cell{StyleID: s.book.style(how), Value: n}
}

// standingTotal closes a progress table: formulas with their values.
func (s *sheet) standingTotal(rows block) {
	cells := s.run(totalWord, 2)
	for column := owedColumn; column <= countColumn; column++ {
		cells = append(cells, s.sumOver(column, rows, s.book.running[column]))
	}
	clear(s.book.running)
	s.addHigh(lineHeight+4, cells...)
}

// sumOver adds up a column of counts by a formula that carries its value. Headings in between count for nothing.
func (s *sheet) sumOver(column int, rows block, value int) excelize.Cell {
	style := s.book.style(look{bold: true, fill: groupFill, format: "#,##0", align: "center"})
	if rows.empty() {
		return excelize.Cell{StyleID: style, Value: value}
	}
	formula := fmt.Sprintf("SUM(%s:%s)", cellName(column, rows.stretches[0].first), cellName(column, rows.stretches[len(rows.stretches)-1].last))
	return excelize.Cell{StyleID: style, Formula: formula, Value: value}
}

// sums lists every total of every part, computed by the part's own sheet.
func (s *sheet) sums() {
	s.section("II. SỐ LIỆU CỘNG TỪ DANH SÁCH", shortTable+1)
	s.sumHeads()
	bands, listed := 0, s.book.listed()
	for _, p := range s.book.parts {
		rows := sumsOf(p, listed)
		if len(rows) == 0 {
			continue
		}
		if s.keep(float64(1+len(rows)) * (lineHeight + 4)) {
			s.sumHeads()
		}
		bands++
		s.band(vietnamese.Roman(bands)+". "+p.part.Label, summaryColumns)
		for i, row := range rows {
			if s.keep(s.sumHeight(row)) {
				s.sumHeads()
			}
			s.sumRow(i+1, row)
		}
	}
}

func (s *sheet) sumHeads() {
	labels := make([]string, summaryColumns)
	copy(labels, []string{numberHead, "Chỉ tiêu", "Giá trị", "Số mục có số liệu", noteHead})
	s.heading(labels...)
	s.merge(5, summaryColumns)
}

// summed is a total with the formula that computes it.
type summed struct {
	Total
	formula string
	rows    string // where they stand that it sums
}

// sumsOf lists the totals of a part and of its repeats, without what an entry only tells about a list that is
// summed itself.
func sumsOf(p *partSheet, listed map[string]bool) []summed {
	var rows []summed
	count := Total{Kind: Count, Label: countLabel + p.label(), Value: float64(p.list.count), Answered: p.list.count}
	formula := fmt.Sprintf("COUNT(%s!$A$2:$A$%d)", quoted(p.name), p.last())
	if p.parent != nil || p.part.Repeats() {
		rows = append(rows, summed{count, formula, quoted(p.name) + "!A1"})
	}
	for i, column := range p.columns {
		total := Total{Label: column.Label}
		if column.Question.Type == thidua.Repeat || listed[tallied(column)] {
			continue
		}
		if p.list.total(&total, column) && total.Answered > 0 {
			area := p.rangeOf(i)
			rows = append(rows, summed{total, p.formula(i, p.rangeOf), strings.ReplaceAll(area[:strings.LastIndexByte(area, ':')], "$", "")})
		}
	}
	for _, nested := range p.nested {
		rows = append(rows, sumsOf(nested, listed)...)
	}
	return rows
}

// listed names the lists and figures of all parts that are summed themselves.
func (b *book) listed() map[string]bool {
	names := map[string]bool{}
	var add func(q *thidua.Question, columns []Column)
	add = func(q *thidua.Question, columns []Column) {
		names[q.Name] = names[q.Name] || q.Type == thidua.Repeat || Numeric(q)
		for _, column := range columns {
			add(column.Question, column.Columns)
		}
	}
	for _, p := range b.parts {
		add(p.part.Question, p.columns)
	}
	return names
}

func (s *sheet) sumRow(number int, t summed) {
	how := numberLook(t.decimals(), false, t.Approximate)
	how.bold = true // no colour of links: the page is signed
	s.link(3, t.rows, "Location")
	cells := []any{s.whole(number), s.text(t.Label),
		excelize.Cell{StyleID: s.book.style(how), Formula: t.formula, Value: t.Value},
		s.whole(t.Answered), s.text(t.note())}
	for len(cells) < summaryColumns {
		cells = append(cells, s.text(""))
	}
	s.addHigh(s.sumHeight(t), cells...)
	s.merge(5, summaryColumns)
}

// sumHeight is what the row of a total needs; the note's cells are joined.
func (s *sheet) sumHeight(t summed) float64 {
	lines := max(linesIn(t.Label, s.widths[1]), linesIn(t.note(), s.widths[4]*(summaryColumns-4)))
	return float64(lines)*lineHeight + 4
}

// note says how a total came about where that is not plain.
func (t Total) note() string {
	switch {
	case t.Kind == Share && t.Approximate:
		return shareNote + "; " + aboutNote
	case t.Kind == Share:
		return strconv.FormatFloat(t.Above, 'f', -1, 64) + "/" + strconv.FormatFloat(t.Below, 'f', -1, 64) +
			", " + shareNote
	case t.Approximate:
		return aboutNote
	}
	return ""
}

// activityKinds counts activities by the first choice that they ask for.
func (s *sheet) activityKinds() block {
	kinds := tallies{}
	for _, p := range s.book.c.PartsOfKind(activityKind) {
		kinds.add(s.book.c, p)
	}
	s.section("III. HOẠT ĐỘNG THEO LOẠI", len(kinds.order))
	heads := func() { s.heading(numberHead, "Loại hoạt động", "Số hoạt động") }
	heads()
	rows, all := block{head: s.row}, 0
	for i, kind := range kinds.order {
		s.under(&rows, heads, s.ending(i, len(kinds.order), 1),
			s.whole(i+1), s.text(cmp.Or(kind, unknownKind)), s.whole(kinds.counts[kind]))
		all += kinds.counts[kind]
	}
	s.addHigh(lineHeight+4, append(s.run(totalWord, 2), s.sumOver(3, rows, all))...)
	return rows
}

// tallies counts answers in the order of their choices.
type tallies struct {
	order  []string
	counts map[string]int
}

func (t *tallies) add(c *Consolidation, p *Part) {
	column, ok := kindColumn(p)
	if !ok {
		return
	}
	given := map[string]int{}
	for chosen, n := range p.list.chosen {
		given[c.Display(column.Question, thidua.Answer{Value: chosen})] += n
	}
	labels := []string{}
	for _, choice := range c.Campaign.Form.Choices[column.Question.List] {
		labels = append(labels, c.choice(column.Question.List, choice.Name))
	}
	if t.counts == nil {
		t.counts = map[string]int{}
	}
	former := slices.DeleteFunc(slices.Sorted(maps.Keys(given)), func(label string) bool {
		return label == "" || slices.Contains(labels, label)
	})
	for _, label := range append(append(labels, former...), "") {
		if given[label] > 0 {
			if t.counts[label] == 0 {
				t.order = append(t.order, label)
			}
			t.counts[label] += given[label]
			delete(given, label)
		}
	}
}

// kindColumn is the first question of a part that takes one choice.
func kindColumn(p *Part) (Column, bool) {
	for _, column := range p.Columns {
		if column.Question.Type == thidua.SelectOne {
			return column, true
		}
	}
	return Column{}, false
}
