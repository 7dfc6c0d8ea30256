package export

import (
	"cmp"
	"slices"

	"github.com/xuri/excelize/v2"

	"thidua/flows/vietnamese"
)

// standardColumn is one column of a standard list: its heading and the questions that may fill it.
type standardColumn struct {
	head  string
	names []string
	fill  func(*Consolidation, nominee) string // where no question does
	asked bool                                 // the column is there only where a campaign asks for it
}

// register is one standard list of nominations.
type register struct {
	sheet, title, unit string // unit: what is counted
	subjects           []string
	columns            []standardColumn
}

func (b *book) nominationSheets() error {
	nominees := b.nominees
	for _, r := range registers() {
		if r.sheet == nominationsName && b.hasSheet(nominationsName) {
			continue
		}
		r.columns = slices.DeleteFunc(r.columns, func(column standardColumn) bool { return column.asked && !b.c.asks(column.names) })
		listed := r.listed(nominees)
		if len(listed) == 0 && r.sheet == householdsName || len(b.c.PartsOfKind(nominationKind)) == 0 {
			continue
		}
		if err := b.writeRegister(r, listed); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) hasSheet(name string) bool {
	return slices.ContainsFunc(b.parts, func(p *partSheet) bool { return p.name == name })
}

// asks tells whether nominations are asked for any of these.
func (c *Consolidation) asks(names []string) bool {
	return slices.ContainsFunc(c.PartsOfKind(nominationKind), func(p *Part) bool {
		return slices.ContainsFunc(names, func(name string) bool { _, ok := named(p.Columns, name); return ok })
	})
}

// listed picks a register's nominees.
func (r register) listed(nominees []nominee) []nominee {
	return slices.DeleteFunc(slices.Clone(nominees), func(n nominee) bool {
		return !slices.Contains(r.subjects, n.subject)
	})
}

func (b *book) writeRegister(r register, listed []nominee) error {
	labels := make([]string, len(r.columns))
	for i, column := range r.columns {
		labels[i] = column.head
	}
	t := newTable(labels)
	t.count = len(listed)
	for i, n := range listed[:min(len(listed), printedSize)] {
		t.add(append([]string{""}, b.c.register(r, n)...))
		if i == 0 || n.form != listed[i-1].form {
			t.around += 2 * (lineHeight + 4) // who decides, and the form
		}
	}
	t.widen(2, figureWidth(float64(len(listed)), 0, false)+textWidth(r.unit)*1.1) // the count
	s := b.official(r.sheet, r.title, tabOf(nominationKind), t)
	first := s.row + 1
	s.groups(r, listed)
	s.counted(r, len(listed), first)
	s.signatures(len(labels))
	return s.close()
}

// groups writes the nominees under a line per form of award, numbered anew in each.
func (s *sheet) groups(r register, listed []nominee) {
	group, number := 0, 0
	for i, n := range listed {
		if n.authority != "" && (i == 0 || n.authority != listed[i-1].authority) {
			s.band(authorityLabel+n.authority, len(r.columns))
		}
		if i == 0 || n.form != listed[i-1].form {
			group, number = group+1, 0
			s.band(vietnamese.Roman(group)+". "+cmp.Or(n.form, unknownForm), len(r.columns))
		}
		number++
		row := []any{s.whole(number)}
		for _, value := range s.book.c.register(r, n) {
			row = append(row, s.text(value))
		}
		s.add(row...)
	}
}

// register says a nominee in the columns of a register, behind the number.
func (c *Consolidation) register(r register, n nominee) []string {
	var row []string
	for _, column := range r.columns[1:] {
		value := c.say(n, column.names)
		if value == "" && column.fill != nil {
			value = column.fill(c, n)
		}
		row = append(row, value)
	}
	return row
}

// band is a line across the table that begins a group. Its cells are not joined: data are never merged.
func (s *sheet) band(text string, columns int) {
	s.addHigh(lineHeight+4, s.run(text, columns)...)
}

// run makes the cells of a line whose text runs on over them, without borders between them.
func (s *sheet) run(text string, columns int) []any {
	cells := make([]any, columns)
	for i := range cells {
		how := totalLook
		how.sides = "tb"
		switch i {
		case 0:
			how.sides = "ltb"
		case columns - 1:
			how.sides = "trb"
		}
		cells[i] = excelize.Cell{StyleID: s.book.style(how)}
		if i == 0 {
			cells[i] = excelize.Cell{StyleID: s.book.style(how), Value: printable(text)}
		}
	}
	return cells
}

// counted is the last line: how many there are, by a formula over the numbers of their rows.
func (s *sheet) counted(r register, n, first int) {
	cells := s.run(totalWord, len(r.columns))
	count := look{bold: true, border: true, fill: groupFill, format: `#,##0" ` + r.unit + `"`, align: "left"}
	cells[2] = excelize.Cell{StyleID: s.book.style(count), Value: n}
	if n > 0 {
		formula := "COUNT(" + cellName(1, first) + ":" + cellName(1, s.row) + ")"
		cells[2] = excelize.Cell{StyleID: s.book.style(count), Formula: formula, Value: n}
	}
	s.addHigh(lineHeight+4, cells...)
}
