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
	list    *list  // what the pass counted
	path    string // of the repeat below its parent's entries
	parent  *partSheet
	nested  []*partSheet

	sheet *sheet // while it is written
	free  chan *filledRow
}

// leading and trailing columns around those of the questions.
const (
	leading  = 2 // number, unit
	trailing = 5 // submitter, time, number of the submission, version of the form, note
)

func (b *book) planPart(p *Part) *partSheet {
	s := &partSheet{part: p, title: p.Label, columns: p.Columns, list: p.list, name: b.names.take(p.Label)}
	b.planNested(s)
	return s
}

func (b *book) planNested(parent *partSheet) {
	for _, column := range parent.columns {
		if column.Question.Type != thidua.Repeat {
			continue
		}
		s := &partSheet{
			part: parent.part, name: b.names.take(column.Label), title: parent.title + " - " + column.Label,
			columns: column.Columns, list: parent.list.below[column.Path], path: column.Path, parent: parent,
		}
		b.planNested(s)
		parent.nested = append(parent.nested, s)
	}
}

// each visits a sheet and those nested in it, in their order in the workbook.
func (p *partSheet) each(visit func(*partSheet) error) error {
	if err := visit(p); err != nil {
		return err
	}
	for _, nested := range p.nested {
		if err := nested.each(visit); err != nil {
			return err
		}
	}
	return nil
}

// lead is how many columns stand before the first question: a nested entry also names the row it belongs to.
func (s *partSheet) lead() int {
	if s.parent != nil {
		return leading + 2
	}
	return leading
}

// last is the row of the last entry; without entries, the empty row under the headings.
func (s *partSheet) last() int { return max(2, s.list.count+1) }

// rangeOf is the column of a question in a formula of another sheet.
func (s *partSheet) rangeOf(i int) string {
	name, _ := excelize.ColumnNumberToName(s.lead() + i + 1)
	return fmt.Sprintf("%s!$%s$2:$%s$%d", quoted(s.name), name, name, s.last())
}

func (b *book) partSheets() error {
	for _, p := range b.parts {
		if err := b.writePart(p); err != nil {
			return err
		}
	}
	return nil
}

// writePart writes the sheets of a part in one run through its entries.
func (b *book) writePart(p *partSheet) error {
	sampled, err := p.part.first(sampleSize)
	if err != nil {
		return err
	}
	_ = p.each(func(p *partSheet) error {
		b.openPart(p, sampled)
		return nil
	})
	if err := p.print(); err != nil {
		return err
	}
	return p.each(func(p *partSheet) error {
		p.sheet.table(p.list.question.Name, 1, p.labels())
		p.sheet.totals(p)
		return p.sheet.close()
	})
}

// print writes the rows of all entries.
func (p *partSheet) print() (err error) {
	pressed := startPress()
	defer func() {
		if failed := pressed.finish(); err == nil && failed != nil {
			err = fmt.Errorf("writing sheet %q: %w", p.name, failed)
		}
	}()
	for e, err := range p.part.Entries() {
		if err != nil {
			return err
		}
		p.write(e, pressed)
	}
	return nil
}

// first reads the entries that widths are measured by.
func (p *Part) first(n int) ([]*Entry, error) {
	var entries []*Entry
	for e, err := range p.Entries() {
		if err != nil {
			return nil, err
		}
		if entries = append(entries, e); len(entries) == n {
			break
		}
	}
	return entries, nil
}

func (b *book) openPart(p *partSheet, sampled []*Entry) {
	labels := p.labels()
	t := b.table(p, labels, p.sampled(sampled))
	p.sheet = b.open(p.name, t.on(layout{title: p.title, head: 1, fixed: leading, tab: tabOf(p.part.Kind)}))
	p.sheet.heading(labels...)
	p.free = freeRows(p.sheet, len(labels))
}

// sampled are the entries of this sheet among those of the part.
func (p *partSheet) sampled(entries []*Entry) []*Entry {
	if p.parent == nil {
		return entries
	}
	var nested []*Entry
	for _, e := range p.parent.sampled(entries) {
		nested = append(nested, e.Repeats[p.path]...)
	}
	return nested
}

// write adds an entry's row, and those of the entries nested in it to their sheets.
func (p *partSheet) write(e *Entry, to *press) {
	row := <-p.free
	p.fill(row.cells, e)
	to.print(row)
	for _, below := range p.nested {
		for _, nested := range e.Repeats[below.path] {
			below.write(nested, to)
		}
	}
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
	for _, label := range []string{submitterHead, submittedHead, numberedHead, versionHead, noteHead} {
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

// fill sets the cells of an entry's row.
func (p *partSheet) fill(cells []excelize.Cell, e *Entry) {
	s, c := p.sheet, p.sheet.book.c
	row := append(cells[:0], s.whole(e.Number), s.text(c.UnitName(*e.Unit)))
	if e.Parent != nil {
		row = append(row, s.whole(e.Parent.Number), s.text(c.Title(e.Parent)))
	}
	for _, column := range p.columns {
		if column.Question.Type == thidua.Repeat {
			row = append(row, s.text(c.brief(column, e.Repeats[column.Path])))
			continue
		}
		if ofFiles(column.Question) {
			row = append(row, p.filesCell(len(row)+1, column.Path, e, e.Answer(column.Path)))
			continue
		}
		row = append(row, s.answer(column.Question, e.Answer(column.Path)))
	}
	filing, _ := p.part.Filing(e.Unit.Code)
	_ = append(row, s.text(e.Submission.Name), s.moment(e.Submission.At.In(c.location()), true),
		s.whole(e.Submission.Number), s.text(versionWord(e.Submission.Version)), s.text(c.rowNote(filing, e)))
}

// Summary tells nested entries in lines: their number, then what was answered.
func (c *Consolidation) Summary(column Column, entries []*Entry) string {
	return inLines(c.told(column, entries), len(column.Columns))
}

// briefly is how many bytes of a list stand in the row above it, unless its entries' first answers are longer: the
// list has a sheet of its own.
const briefly = 300

// brief is the summary in the row above: the longer the list, the less of each entry.
func (c *Consolidation) brief(column Column, entries []*Entry) string {
	told := c.told(column, entries)
	text := inLines(told, len(column.Columns))
	for most := len(column.Columns) - 1; most > 0 && len(text) > briefly; most-- {
		text = inLines(told, most)
	}
	return text
}

// told are the answers of each entry, without those that are empty.
func (c *Consolidation) told(column Column, entries []*Entry) [][]string {
	var told [][]string
	for _, e := range entries {
		var answers []string
		for _, below := range column.Columns {
			answer := c.Display(below.Question, e.Answer(below.Path))
			if below.Question.Type == thidua.Repeat {
				answer = c.Summary(below, e.Repeats[below.Path])
			}
			if answer != "" {
				answers = append(answers, strings.ReplaceAll(answer, "\n", " "))
			}
		}
		told = append(told, answers)
	}
	return told
}

// inLines numbers entries, each with so many of its answers.
func inLines(told [][]string, most int) string {
	var lines []string
	for i, answers := range told {
		lines = append(lines, strconv.Itoa(i+1)+". "+strings.Join(answers[:min(most, len(answers))], " – "))
	}
	return strings.Join(lines, "\n")
}

// rowNote says what is particular to an entry: where its filing stands, and who gave answers beside the submitter.
func (c *Consolidation) rowNote(f Filing, e *Entry) string {
	note := filingNote(f)
	if others := c.others(e); others != "" {
		note = strings.TrimPrefix(note+"; "+enteredNote+others, "; ")
	}
	if linked := c.linked(e); linked != "" {
		note = strings.TrimPrefix(note+"; "+linked, "; ")
	}
	return note
}

// versionWord shortens the digest that a version of a campaign is named by; the cover has it whole.
func versionWord(version string) string {
	const digest, enough = 16, 8
	if len(version) != digest || strings.Trim(version, "0123456789abcdef") != "" {
		return version
	}
	return version[:enough]
}

// others names who gave answers of an entry, where they are not all the submitter's.
func (c *Consolidation) others(e *Entry) string {
	var others []string
	for _, a := range e.given {
		if a.By == 0 || a.By == e.Submission.By {
			continue
		}
		if name := c.names[a.By]; name != "" && !slices.Contains(others, name) {
			others = append(others, name)
		}
	}
	slices.Sort(others)
	return strings.Join(others, ", ")
}

func filingNote(f Filing) string {
	var notes []string
	if f.Returned() {
		notes = append(notes, returnedNote)
	}
	if f.Submission != nil && f.Submission.Amends > 0 {
		notes = append(notes, amendedNote)
	}
	if f.Submission != nil && f.CameLate() {
		notes = append(notes, lateNote)
	}
	return strings.Join(notes, "; ")
}

// totals writes the row of sums under the entries, where there is anything to sum.
func (s *sheet) totals(p *partSheet) {
	if p.list.count == 0 {
		return
	}
	width := p.lead() + len(p.columns) + trailing
	cells := append(s.run(totalWord, leading), s.blanks(width-leading)...)
	found := false
	for i, column := range p.columns {
		var total Total
		if column.Question.Type == thidua.Repeat || !p.list.total(&total, column) {
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
