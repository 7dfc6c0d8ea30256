package export

import (
	"cmp"
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"

	"thidua"
	"thidua/flows/vietnamese"
)

// summaryColumns is how many columns the summary's tables have in common.
const summaryColumns = 8

// The columns of the progress tables, counted from 1.
const (
	owedColumn    = 3
	filedColumn   = 4
	nothingColumn = 5
	missingColumn = 6
	lateColumn    = 7
	countColumn   = 8
)

// block is where a table's data stand in the summary, for the charts.
type block struct{ head, first, last int }

func (r block) empty() bool { return r.last < r.first }

// summarySheet is the page for the chief: how far the units are, what the lists add up to, the charts.
func (b *book) summarySheet() error {
	s := b.open(summaryName, layout{widths: []float64{6, 46, 18, 14, 14, 14, 14, 14}, tab: "1F4E79", hideGridline: true})
	s.letterhead(summaryColumns)
	s.title(summaryTitle, summaryColumns)
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

// section writes a heading of the summary.
func (s *sheet) section(title string) {
	s.leave(1)
	s.addHigh(18, excelize.Cell{StyleID: s.book.style(look{bold: true, size: 12}), Value: title})
}

// standings counts filings by where they stand.
type standings struct{ owed, filed, nothing, missing, late, entries int }

func (n *standings) count(f Filing, c *Consolidation) {
	n.owed++
	n.entries += len(f.Entries)
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
	s.section("I. TÌNH HÌNH NỘP THEO NỘI DUNG")
	head := s.progressHead("Nội dung", "Số đơn vị phải nộp")
	for i, p := range s.book.c.Parts {
		var n standings
		for _, f := range p.Filings {
			n.count(f, s.book.c)
		}
		s.standingRow(i+1, p.Label, n)
	}
	return s.standingTotal(head)
}

func (s *sheet) progressByUnit() block {
	s.section("V. KẾT QUẢ THEO ĐƠN VỊ")
	head := s.progressHead("Đơn vị", "Số nội dung phải nộp")
	for i, u := range s.book.c.Units {
		var n standings
		for _, p := range s.book.c.Parts {
			if f, ok := p.Filing(u.Code); ok {
				n.count(f, s.book.c)
			}
		}
		s.standingRow(i+1, s.book.c.UnitName(u), n)
	}
	return s.standingTotal(head)
}

func (s *sheet) progressHead(what, owed string) block {
	s.heading(numberHead, what, owed, "Đã nộp", "Không có nội dung", "Chưa nộp", "Nộp muộn, quá hạn", "Số mục")
	head := s.row
	s.numbering(summaryColumns)
	return block{head: head, first: s.row + 1}
}

func (s *sheet) standingRow(number int, label string, n standings) {
	s.add(s.whole(number), s.text(label), s.whole(n.owed), s.whole(n.filed), s.whole(n.nothing),
		s.alarm(n.missing), s.alarm(n.late), s.whole(n.entries))
	sums := s.book.running
	for i, value := range []int{n.owed, n.filed, n.nothing, n.missing, n.late, n.entries} {
		sums[owedColumn+i] += value
	}
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
func (s *sheet) standingTotal(rows block) block {
	rows.last = s.row
	cells := s.run(totalWord, 2)
	for column := owedColumn; column <= countColumn; column++ {
		cells = append(cells, s.sumOver(column, rows, s.book.running[column]))
	}
	clear(s.book.running)
	s.addHigh(lineHeight+4, cells...)
	return rows
}

// sumOver adds up a column of counts by a formula that carries its value.
func (s *sheet) sumOver(column int, rows block, value int) excelize.Cell {
	style := s.book.style(look{bold: true, fill: groupFill, format: "#,##0", align: "center"})
	if rows.empty() {
		return excelize.Cell{StyleID: style, Value: value}
	}
	formula := fmt.Sprintf("SUM(%s:%s)", cellName(column, rows.first), cellName(column, rows.last))
	return excelize.Cell{StyleID: style, Formula: formula, Value: value}
}

// sums lists every total of every part, computed by the part's own sheet.
func (s *sheet) sums() {
	s.section("II. SỐ LIỆU CỘNG TỪ DANH SÁCH")
	labels := []string{numberHead, "Chỉ tiêu", "Giá trị", "Số mục có số liệu", noteHead, "", "", ""}
	s.heading(labels...)
	s.merge(5, summaryColumns)
	for i := range s.book.parts {
		p := &s.book.parts[i]
		s.band(vietnamese.Roman(i+1)+". "+p.part.Label, summaryColumns)
		number := 0
		s.sumsOf(p, &number)
	}
}

func (s *sheet) sumsOf(p *partSheet, number *int) {
	count := Total{Kind: Count, Label: countLabel + p.label(), Value: float64(len(p.entries)), Answered: len(p.entries)}
	formula := fmt.Sprintf("COUNT(%s!$A$2:$A$%d)", quoted(p.name), p.last())
	if p.parent != nil || p.part.Repeats() {
		s.sumRow(number, count, formula)
	}
	for i, column := range p.columns {
		total := Total{Label: column.Label}
		if column.Question.Type != thidua.Repeat && sumUp(&total, p.columns, column, p.entries) && total.Answered > 0 {
			s.sumRow(number, total, p.formula(i, p.rangeOf))
		}
	}
	for i := range p.nested {
		s.sumsOf(&p.nested[i], number)
	}
}

func (s *sheet) sumRow(number *int, t Total, formula string) {
	*number++
	how := numberLook(t.decimals(), false, t.Approximate)
	how.bold = true
	cells := []any{s.whole(*number), s.text(t.Label),
		excelize.Cell{StyleID: s.book.style(how), Formula: formula, Value: t.Value},
		s.whole(t.Answered), s.text(t.note())}
	for len(cells) < summaryColumns {
		cells = append(cells, s.text(""))
	}
	s.add(cells...)
	s.merge(5, summaryColumns)
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
	s.section("III. HOẠT ĐỘNG THEO LOẠI")
	s.heading(numberHead, "Loại hoạt động", "Số hoạt động")
	rows, all := block{head: s.row, first: s.row + 1}, 0
	for i, kind := range kinds.order {
		s.add(s.whole(i+1), s.text(cmp.Or(kind, unknownKind)), s.whole(kinds.counts[kind]))
		all += kinds.counts[kind]
	}
	rows.last = s.row
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
	for e := range p.Entries() {
		given[c.Display(column.Question, e.Answers[column.Path])]++
	}
	labels := []string{}
	for _, choice := range c.Campaign.Form.Choices[column.Question.List] {
		labels = append(labels, c.choice(column.Question.List, choice.Name))
	}
	if t.counts == nil {
		t.counts = map[string]int{}
	}
	for _, label := range append(labels, "") {
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
