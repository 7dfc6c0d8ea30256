package export

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"thidua"
)

// Kobo writes the plain, machine-readable workbook in KoboToolbox's convention: first a sheet with a row per unit, for
// the parts that are filled once, then a sheet per repeat, at any depth; names instead of labels; _index, and in repeats
// _parent_table_name and _parent_index. A repeat without rows has its sheet with the headings.
func Kobo(w io.Writer, c *Consolidation) error {
	b := &book{c: c, file: excelize.NewFile(), names: sheetNames{}, styles: map[look]int{}, tables: map[string]bool{}}
	defer b.file.Close() // temporary files of the streams; a failure to remove them loses nothing
	k := &kobo{book: b, index: map[string]int{}}
	if err := k.write(w); err != nil {
		return fmt.Errorf("machine-readable workbook of campaign %s: %w", c.Campaign.ID, err)
	}
	return nil
}

// kobo is such a workbook in the making.
type kobo struct {
	book  *book
	index map[string]int // rows of units in the main sheet, by code
	main  *koboSheet
}

// koboSheet is one of its sheets: the main one, or that of a repeat.
type koboSheet struct {
	name    string
	prefix  string // of the names of its columns
	path    string // of the repeat below the entries of the sheet that holds it
	columns []Column
	parent  *koboSheet // nil for the main sheet
	nested  []*koboSheet
	stream  *excelize.StreamWriter
	row     int // last one written
}

// The columns that Kobo adds.
var (
	koboMainColumns   = []string{"_id", "_uuid", "_submission_time", "_submitted_by", "__version__", "_index"}
	koboRepeatColumns = []string{"_index", "_parent_table_name", "_parent_index", "_submission__id", "_submission__uuid",
		"_submission__submission_time", "_submission__submitted_by", "_submission___version__"}
)

func (k *kobo) write(w io.Writer) error {
	title := k.book.c.shortTitle()
	if err := k.book.file.SetSheetName(k.book.file.GetSheetName(0), k.book.names.take(title)); err != nil {
		return err
	}
	k.book.names.take(overflowName)
	k.main = &koboSheet{name: sheetName(title)}
	var once, repeated []*Part
	for _, p := range k.book.c.Parts {
		if p.Repeats() {
			repeated = append(repeated, p)
		} else {
			once = append(once, p)
		}
	}
	if err := k.writeMain(once); err != nil {
		return err
	}
	for _, p := range repeated {
		if err := k.writeRepeat(p); err != nil {
			return err
		}
	}
	if err := k.book.overflowSheet(); err != nil {
		return err
	}
	k.book.describe()
	return k.book.save(w)
}

// writeMain writes a row per unit, and the repeats that stand in parts filled once.
func (k *kobo) writeMain(parts []*Part) error {
	heads, sheets := []string{}, map[string][]*koboSheet{}
	for _, p := range parts {
		heads = append(heads, headsOf(p.Columns, p.Name+"/")...)
		sheets[p.Name] = k.plan(p.Columns, p.Name+"/", k.main)
		k.main.nested = append(k.main.nested, sheets[p.Name]...)
	}
	if err := k.open(k.main, append(heads, koboMainColumns...)); err != nil {
		return err
	}
	rows, err := k.byUnit(parts)
	for _, unit := range append(k.book.c.Units, thidua.Unit{Code: thidua.Department}) {
		given := rows[unit.Code]
		if err != nil || given == nil && !k.gave(unit.Code) {
			continue
		}
		k.index[unit.Code] = k.main.row
		var cells []any
		var last *thidua.Submission
		for _, p := range parts {
			e := given[p.Name]
			if e == nil {
				cells = append(cells, make([]any, len(headsOf(p.Columns, "")))...)
				continue
			}
			cells = k.answers(cells, k.main, p.Columns, p, e)
			if last == nil || e.Submission.At.After(last.At) {
				last = e.Submission
			}
		}
		cells = append(cells, k.origin(unit.Code, last)...)
		if err = k.add(k.main, append(cells, k.main.row)); err != nil {
			return err
		}
		for _, p := range parts {
			if e := given[p.Name]; e != nil && err == nil {
				err = k.nested(sheets[p.Name], p, e, k.index[unit.Code])
			}
		}
	}
	if err != nil {
		return err
	}
	return k.close(k.main)
}

// byUnit holds the entries of parts that are filled once: as many as there are units.
func (k *kobo) byUnit(parts []*Part) (map[string]map[string]*Entry, error) {
	rows, kept := map[string]map[string]*Entry{}, k.book.c.keeper(nil)
	for _, p := range parts {
		for e, err := range p.Entries() {
			if err != nil {
				return nil, err
			}
			kept.keep(e)
			if rows[e.Unit.Code] == nil {
				rows[e.Unit.Code] = map[string]*Entry{}
			}
			rows[e.Unit.Code][p.Name] = e
		}
	}
	return rows, nil
}

func (k *kobo) gave(unit string) bool {
	for _, p := range k.book.c.Parts {
		if f, ok := p.Filing(unit); ok && f.Submission != nil {
			return true
		}
	}
	return false
}

func (k *kobo) writeRepeat(p *Part) error {
	s := &koboSheet{name: k.book.names.take(p.Name), prefix: p.Name + "/", columns: p.Columns, parent: k.main}
	s.nested = k.plan(p.Columns, s.prefix, s)
	if err := k.open(s, append(headsOf(p.Columns, s.prefix), koboRepeatColumns...)); err != nil {
		return err
	}
	for e, err := range p.Entries() {
		if err == nil {
			err = k.entry(s, p, e, k.index[e.Unit.Code])
		}
		if err != nil {
			return err
		}
	}
	return k.close(s)
}

// plan names the sheets of the repeats among columns.
func (k *kobo) plan(columns []Column, prefix string, parent *koboSheet) []*koboSheet {
	var sheets []*koboSheet
	for _, column := range columns {
		if column.Question.Type != thidua.Repeat {
			continue
		}
		s := &koboSheet{
			name: k.book.names.take(column.Question.Name), prefix: prefix + column.Path + "/", path: column.Path,
			columns: column.Columns, parent: parent,
		}
		s.nested = k.plan(column.Columns, s.prefix, s)
		sheets = append(sheets, s)
	}
	return sheets
}

func headsOf(columns []Column, prefix string) []string {
	var heads []string
	for _, column := range columns {
		if column.Question.Type != thidua.Repeat {
			heads = append(heads, prefix+column.Path)
		}
	}
	return heads
}

// open begins a sheet, and those of the repeats nested in it.
func (k *kobo) open(s *koboSheet, heads []string) (err error) {
	if _, err = k.book.file.NewSheet(s.name); err != nil {
		return err
	}
	if s.stream, err = k.book.file.NewStreamWriter(s.name); err != nil {
		return err
	}
	cells := make([]any, len(heads))
	for i, head := range heads {
		cells[i] = head
	}
	if err := k.add(s, cells); err != nil {
		return err
	}
	for _, nested := range s.nested {
		if err := k.open(nested, append(headsOf(nested.columns, nested.prefix), koboRepeatColumns...)); err != nil {
			return err
		}
	}
	return nil
}

func (k *kobo) add(s *koboSheet, cells []any) error {
	s.row++
	return s.stream.SetRow(cellName(1, s.row), cells)
}

func (k *kobo) close(s *koboSheet) error {
	if err := s.stream.Flush(); err != nil {
		return err
	}
	for _, nested := range s.nested {
		if err := k.close(nested); err != nil {
			return err
		}
	}
	return nil
}

// entry adds a row of a repeat, and those of the repeats nested in it.
func (k *kobo) entry(s *koboSheet, p *Part, e *Entry, parent int) error {
	index := s.row // the headings are one row
	cells := k.answers(nil, s, s.columns, p, e)
	cells = append(cells, index, s.parent.name, parent)
	if err := k.add(s, append(cells, k.origin(e.Unit.Code, e.Submission)...)); err != nil {
		return err
	}
	return k.nested(s.nested, p, e, index)
}

func (k *kobo) nested(sheets []*koboSheet, p *Part, e *Entry, parent int) error {
	for _, below := range sheets {
		for _, nested := range e.Repeats[below.path] {
			if err := k.entry(below, p, nested, parent); err != nil {
				return err
			}
		}
	}
	return nil
}

// origin is what Kobo tells of a submission: its id, which is the unit's code, and one that no other campaign has.
func (k *kobo) origin(unit string, s *thidua.Submission) []any {
	if unit == thidua.Department {
		unit = "_"
	}
	id := k.book.c.Campaign.ID + ":" + unit
	if s == nil {
		return []any{unit, id, nil, nil, nil}
	}
	return []any{unit, id, s.At.In(k.book.c.location()).Format(time.RFC3339), printable(s.Name), s.Version}
}

// answers adds the cells of an entry: numbers as numbers, everything else as the text of its canonical value.
func (k *kobo) answers(cells []any, s *koboSheet, columns []Column, p *Part, e *Entry) []any {
	below := strings.TrimPrefix(s.prefix, p.Name+"/")
	for _, column := range columns {
		if column.Question.Type == thidua.Repeat {
			continue
		}
		a := e.Answer(column.Path)
		value, numeric := number64(a.Value)
		switch {
		case a.Empty():
			cells = append(cells, nil)
		case numeric && Numeric(column.Question):
			cells = append(cells, value)
		case len(a.Files) > 0:
			var names []string
			for i, file := range a.Files {
				names = append(names, evidencePath(p, e, below+column.Path, file, i))
			}
			cells = append(cells, strings.Join(names, "\n"))
		default:
			cells = append(cells, k.book.fit(printable(a.Value), s.name, s.row+1))
		}
	}
	return cells
}
