package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"thidua"
	"thidua/flows/vietnamese"
)

// resultColumn is one column of the standard table of results by unit: a figure that is added up, or words.
type resultColumn struct {
	head   string
	figure func(*result) int
	about  func(*result) bool // the figure is an estimate; nil where it never is
	cell   func(*sheet, *result) any
}

// resultColumns are those that the campaign asks something for, behind number and unit.
func (b *book) resultColumns() []resultColumn {
	kind := func(kind string) bool { return len(b.c.PartsOfKind(kind)) > 0 }
	named := func(prefix string) bool {
		return slices.ContainsFunc(b.c.Parts, func(p *Part) bool { return strings.HasPrefix(p.Name, prefix) })
	}
	figure := func(head string, figure func(*result) int) resultColumn {
		return resultColumn{head: head, figure: figure}
	}
	columns := []resultColumn{figure("Văn bản triển khai", func(r *result) int { return r.documents })}
	if kind(activityKind) {
		people := figure("Người tham dự", func(r *result) int { return r.people })
		people.about = func(r *result) bool { return r.about }
		columns = append(columns, figure("Số hoạt động", func(r *result) int { return r.activities }),
			resultColumn{head: "Tên hoạt động", cell: (*sheet).activityNames}, people)
	}
	if named(modelParts) {
		columns = append(columns, figure("Mô hình, điển hình", func(r *result) int { return r.models }))
	}
	if named(publicityParts) {
		columns = append(columns, figure("Tin, bài, phóng sự", func(r *result) int { return r.publicity }))
	}
	if kind(nominationKind) {
		columns = append(columns, figure("Đề nghị khen: tập thể", func(r *result) int { return r.collectives }),
			figure("Đề nghị khen: hộ", func(r *result) int { return r.households }),
			figure("Đề nghị khen: cá nhân", func(r *result) int { return r.individuals }))
	}
	return append(columns,
		resultColumn{head: filedHead, cell: func(s *sheet, r *result) any { return s.moment(inZone(r.at, s.book.c.location()), false) }},
		resultColumn{head: "Trạng thái", cell: (*sheet).unitStanding},
		figure("Minh chứng (tệp)", func(r *result) int { return r.files }),
		resultColumn{head: noteHead, cell: (*sheet).unitNote})
}

// resultsSheet is the standard table of what each unit brought, its units in groups by kind.
func (b *book) resultsSheet() error {
	if !b.tellsResults() {
		return nil
	}
	columns, rows := b.resultColumns(), b.c.results()
	labels := []string{numberHead, unitHead}
	for _, column := range columns {
		labels = append(labels, column.head)
	}
	var sum result
	for _, u := range b.c.Units {
		if r := rows[u.Code]; r != nil {
			sum.add(r.outcome)
		}
	}
	s := b.official(resultsName, resultsTitle, "1F4E79", b.resultsTable(labels, columns, rows, &sum))
	first := s.row + 1
	for i, units := range b.c.unitGroups() {
		if units[0].Kind != "" {
			s.band(vietnamese.Roman(i+1)+". "+units[0].Kind, len(labels))
		}
		for j, u := range units {
			if r := rows[u.Code]; r != nil {
				s.add(s.resultRow(j+1, u, columns, r)...)
			}
		}
	}
	s.resultTotal(columns, &sum, first)
	s.signatures(len(labels))
	return s.close()
}

// resultsTable measures the table.
func (b *book) resultsTable(labels []string, columns []resultColumn, rows map[string]*result, sum *result) *table {
	t, draft := newTable(labels), &sheet{book: b, name: resultsName}
	t.count, t.around = len(b.c.Units), float64(len(b.c.unitGroups()))*(lineHeight+4)
	for i, u := range b.c.Units {
		if r := rows[u.Code]; r != nil && len(t.rows) < printedSize {
			t.add(t.texts(draft.resultRow(i+1, u, columns, r)))
		}
	}
	for i, column := range columns {
		switch {
		case column.figure != nil:
			t.widen(2+i, figureWidth(float64(column.figure(sum)), 0, column.about != nil && column.about(sum)))
		case column.head == filedHead:
			t.least[2+i], t.most[2+i] = dateWidth, dateWidth
		}
	}
	return t
}

// tellsResults tells whether the campaign asks for anything that the table counts.
func (b *book) tellsResults() bool {
	return len(b.c.Units) > 0 && len(b.c.PartsOfKind(activityKind))+len(b.c.PartsOfKind(nominationKind)) > 0
}

// unitGroups are the units in their order, those of a kind together.
func (c *Consolidation) unitGroups() [][]thidua.Unit {
	var groups [][]thidua.Unit
	at := map[string]int{}
	for _, u := range c.Units {
		i, met := at[u.Kind]
		if !met {
			i, groups = len(groups), append(groups, nil)
			at[u.Kind] = i
		}
		groups[i] = append(groups[i], u)
	}
	return groups
}

func (s *sheet) resultRow(number int, u thidua.Unit, columns []resultColumn, r *result) []any {
	cells := []any{s.whole(number), s.text(s.book.c.UnitName(u))}
	for _, column := range columns {
		if column.figure == nil {
			cells = append(cells, column.cell(s, r))
			continue
		}
		cell := excelize.Cell{StyleID: s.book.style(countLook(column.about != nil && column.about(r)))}
		if column.about == nil || !r.unattended() {
			cell.Value = column.figure(r)
		}
		cells = append(cells, cell)
	}
	return cells
}

// countLook is how a count of ours is set, with its word where it is an estimate.
func countLook(about bool) look {
	how := numberLook(0, false, about)
	how.align = "center"
	return how
}

// resultTotal adds up the figures by formulas with their values.
func (s *sheet) resultTotal(columns []resultColumn, sum *result, first int) {
	last := s.row
	cells := append(s.run(totalWord, 2), s.blanks(len(columns))...)
	for i, column := range columns {
		if column.figure == nil {
			continue
		}
		how := countLook(column.about != nil && column.about(sum))
		how.bold, how.fill = true, groupFill
		cell := excelize.Cell{StyleID: s.book.style(how), Value: column.figure(sum)}
		if last >= first {
			cell.Formula = fmt.Sprintf("SUM(%s:%s)", cellName(3+i, first), cellName(3+i, last))
		}
		cells[2+i] = cell
	}
	s.addHigh(lineHeight+4, cells...)
}

// activityNames names a unit's first activities.
func (s *sheet) activityNames(r *result) any {
	names := strings.Join(r.names, "; ")
	if more := r.activities - len(r.names); more > 0 {
		names += fmt.Sprintf("; … và %d hoạt động khác", more)
	}
	return s.text(names)
}

func (s *sheet) unitStanding(r *result) any {
	how := look{wrap: true, border: true, align: "center"}
	if r.owed > 0 || r.late > 0 {
		how.colour, how.bold = warnColour, r.owed > 0
	}
	return s.styled(r.standing(), how)
}

// unitNote says what a unit owes, and whether something was returned to it.
func (s *sheet) unitNote(r *result) any {
	var notes []string
	if r.owed > 0 && r.given > 0 {
		notes = append(notes, missingLabel+strings.Join(r.missing, "; "))
	} else if r.owed > 0 {
		notes = append(notes, missingLabel+strconv.Itoa(r.owed)+" nội dung")
	}
	if r.returned {
		notes = append(notes, returnedNote)
	}
	return s.text(strings.Join(notes, ". "))
}
