package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"thidua"
)

// partSheet is where the entries of a part, or of a repeat nested in one, stand: headings in row 1, an entry a row.
type partSheet struct {
	part    *Part
	name    string
	title   string // above the printed page
	columns []Column
	entries []*Entry
	parent  *partSheet
	nested  []partSheet
}

// leading and trailing columns around those of the questions.
const (
	leading  = 2 // number, unit
	trailing = 3 // submitter, time, note
)

func (b *book) planPart(p *Part) partSheet {
	s := partSheet{
		part: p, title: p.Label, columns: p.Columns,
		entries: slices.Collect(p.Entries()),
	}
	s.name = b.names.take(p.Label)
	s.nested = b.planNested(&s)
	return s
}

func (b *book) planNested(parent *partSheet) []partSheet {
	var nested []partSheet
	for _, column := range parent.columns {
		if column.Question.Type != thidua.Repeat {
			continue
		}
		s := partSheet{
			part: parent.part, name: b.names.take(column.Label), title: parent.title + " - " + column.Label,
			columns: column.Columns, entries: Nested(parent.entries, column.Path), parent: parent,
		}
		s.nested = b.planNested(&s)
		nested = append(nested, s)
	}
	return nested
}

// lead is how many columns stand before the first question: a nested entry also names the row it belongs to.
func (s *partSheet) lead() int {
	if s.parent != nil {
		return leading + 2
	}
	return leading
}

// last is the row of the last entry; without entries, the empty row under the headings.
func (s *partSheet) last() int { return max(2, len(s.entries)+1) }

// rangeOf is the column of a question in a formula of another sheet.
func (s *partSheet) rangeOf(i int) string {
	name, _ := excelize.ColumnNumberToName(s.lead() + i + 1)
	return fmt.Sprintf("%s!$%s$2:$%s$%d", quoted(s.name), name, name, s.last())
}

func (b *book) partSheets() error {
	for i := range b.parts {
		if err := b.writePart(&b.parts[i]); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) writePart(p *partSheet) error {
	labels := p.labels()
	how := layout{
		title: p.title, widths: b.widths(p, labels), head: 1, fixed: leading, pages: true, tab: tabOf(p.part.Kind),
	}
	if p.parent == nil && len(p.columns) > 0 && slices.Max(how.widths) <= widest {
		how.repeated = leading + 1 // what names the entry
	}
	s := b.open(p.name, how)
	s.heading(labels...)
	for _, e := range p.entries {
		s.add(b.entryRow(s, p, e)...)
	}
	s.table(1, labels)
	s.totals(p)
	if err := s.close(); err != nil {
		return err
	}
	for i := range p.nested {
		if err := b.writePart(&p.nested[i]); err != nil {
			return err
		}
	}
	return nil
}

// labels are the headings: the questions' word for word, ours around them told apart where they would be the same.
func (s *partSheet) labels() []string {
	seen := map[string]bool{}
	questions := make([]string, len(s.columns))
	for i, column := range s.columns {
		questions[i] = unique(seen, column.Label)
	}
	ahead := []string{numberHead, unitHead}
	if s.parent != nil {
		ahead = []string{numberHead, unitHead, parentHead, s.parent.label()}
	}
	var labels []string
	for _, label := range ahead {
		labels = append(labels, unique(seen, label))
	}
	labels = append(labels, questions...)
	for _, label := range []string{submitterHead, submittedHead, noteHead} {
		labels = append(labels, unique(seen, label))
	}
	return labels
}

// label names what a nested entry belongs to.
func (s *partSheet) label() string {
	if s.parent == nil {
		return s.part.Label
	}
	return strings.TrimPrefix(s.title, s.parent.title+" - ")
}

func unique(seen map[string]bool, label string) string {
	label = printable(label)
	name := label
	for i := 2; seen[strings.ToLower(name)]; i++ {
		name = label + " (" + strconv.Itoa(i) + ")"
	}
	seen[strings.ToLower(name)] = true
	return name
}

func (b *book) entryRow(s *sheet, p *partSheet, e *Entry) []any {
	row := []any{s.whole(e.Number), s.text(b.c.UnitName(e.Unit))}
	if e.Parent != nil {
		row = append(row, s.whole(e.Parent.Number), s.text(b.c.Title(e.Parent)))
	}
	for _, column := range p.columns {
		if column.Question.Type == thidua.Repeat {
			row = append(row, s.text(b.c.Summary(column, e.Repeats[column.Path])))
			continue
		}
		row = append(row, s.answer(column.Question, e.Answers[column.Path]))
	}
	filing, _ := p.part.Filing(e.Unit.Code)
	return append(row, s.text(e.Submission.Name), s.moment(e.Submission.At.In(b.c.location()), true),
		s.text(filingNote(filing)))
}

// Summary tells nested entries in lines: their number, then what was answered.
func (c *Consolidation) Summary(column Column, entries []*Entry) string {
	var lines []string
	for i, e := range entries {
		var answers []string
		for _, below := range column.Columns {
			answer := c.Display(below.Question, e.Answers[below.Path])
			if below.Question.Type == thidua.Repeat {
				answer = strings.ReplaceAll(c.Summary(below, e.Repeats[below.Path]), "\n", " ")
			}
			if answer != "" {
				answers = append(answers, strings.ReplaceAll(answer, "\n", " "))
			}
		}
		lines = append(lines, strconv.Itoa(i+1)+". "+strings.Join(answers, " – "))
	}
	return strings.Join(lines, "\n")
}

func filingNote(f Filing) string {
	var notes []string
	if f.Returned() {
		notes = append(notes, returnedNote)
	}
	if f.Submission != nil && (f.Submission.Late || f.Standing.Late) {
		notes = append(notes, lateNote)
	}
	return strings.Join(notes, "; ")
}

// totals writes the row of sums under the entries, where there is anything to sum.
func (s *sheet) totals(p *partSheet) {
	if len(p.entries) == 0 {
		return
	}
	width := p.lead() + len(p.columns) + trailing
	cells := append(s.run(totalWord, leading), s.blanks(width-leading)...)
	found := false
	for i, column := range p.columns {
		var total Total
		if column.Question.Type == thidua.Repeat || !sumUp(&total, p.columns, column, p.entries) {
			continue
		}
		cells[p.lead()+i] = s.sum(total, s.formula(p, i))
		found = found || total.Answered > 0
	}
	if found {
		s.addHigh(lineHeight+4, cells...)
	}
}

// blanks makes the empty cells of a row of totals.
func (s *sheet) blanks(n int) []any {
	return slices.Repeat([]any{excelize.Cell{StyleID: s.book.style(totalLook)}}, n)
}

// sum makes the cell of a total: the formula with its value, so that it reads right before anything recalculates.
func (s *sheet) sum(t Total, formula string) excelize.Cell {
	how := numberLook(t.decimals(), false, t.Approximate)
	how.bold, how.fill = true, groupFill
	return excelize.Cell{StyleID: s.book.style(how), Formula: formula, Value: t.Value}
}

// decimals is how many decimals a total shows.
func (t Total) decimals() int {
	if t.Kind == Share {
		return 1
	}
	text := strconv.FormatFloat(t.Value, 'f', -1, 64)
	_, fraction, _ := strings.Cut(text, ".")
	return min(len(fraction), 2)
}

// formula computes a column's total from the sheet itself: a share from its two columns, never from percentages.
func (s *sheet) formula(p *partSheet, i int) string {
	return p.formula(i, func(i int) string {
		_, area, _ := strings.Cut(p.rangeOf(i), "!")
		return area
	})
}

func (p *partSheet) formula(i int, area func(int) string) string {
	part, whole, ok := share(p.columns, p.columns[i])
	if !ok {
		return "SUM(" + area(i) + ")"
	}
	above, below := "SUM("+area(p.index(part))+")", "SUM("+area(p.index(whole))+")"
	return "IF(" + below + "=0,0,100*" + above + "/" + below + ")"
}

func (p *partSheet) index(column Column) int {
	return slices.IndexFunc(p.columns, func(other Column) bool { return other.Path == column.Path })
}
