package export

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"thidua"
	"thidua/flows/vietnamese"
)

// nominee is one entry of a part of nominations with its part and what it asks for.
type nominee struct {
	part    *Part
	entry   *Entry
	subject string // individual, collective or household
	form    string // of the award, as people read it
	rank    int    // of the form in its list

	authority string // that decides it; empty where neither the list nor the label tells
	level     int    // of the authority
}

// The subjects of nominations; the words are those of the choices in the built-in campaign.
const (
	individual = "ca_nhan"
	collective = "tap_the"
	household  = "ho"
)

// The names under which campaigns ask what the standard columns hold.
var (
	nameNames      = []string{"ten_de_nghi", "ho_ten", "ho_va_ten", "ten_ca_nhan", "ten_tap_the", "ten_ho", "ten"}
	subjectNames   = []string{"doi_tuong", "loai_doi_tuong"}
	formNames      = []string{"hinh_thuc_khen", "hinh_thuc_de_nghi", "hinh_thuc", "danh_hieu"}
	merits         = []string{"thanh_tich", "tom_tat_thanh_tich", "thanh_tich_tieu_bieu"}
	earlierAwards  = []string{"khen_thuong_da_co", "da_khen_thuong"}
	dossierNames   = []string{"bao_cao_thanh_tich", "ho_so", "ho_so_kem_theo", "minh_chung", "tep_ho_so"}
	voteNames      = []string{"ket_qua_phieu", "phieu"}
	remarkNames    = []string{"ghi_chu"}
	classNames     = []string{"phan_loai_can_bo", "nhom_can_bo"}
	smallNames     = []string{"tap_the_nho"}
	parentNames    = []string{"don_vi_chu_quan", "chu_quan", "don_vi_cong_tac"}
	authorityNames = []string{"tham_quyen", "cap_quyet_dinh"}
	kindNames      = []string{"loai_tap_the", "phan_loai_tap_the"}
)

// standardColumn is one column of a standard list: its heading and the questions that may fill it.
type standardColumn struct {
	head  string
	width float64
	names []string
	fill  func(*Consolidation, nominee) string // where no question does
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

// nominees reads the nominations of all units; they are sorted, and so all in memory.
func (c *Consolidation) nominees() ([]nominee, error) {
	var nominees []nominee
	for _, p := range c.PartsOfKind(nominationKind) {
		for e, err := range p.Entries() {
			if err != nil {
				return nil, err
			}
			e.keep()
			nominees = append(nominees, c.nominee(p, e))
		}
	}
	levels(nominees)
	return nominees, nil
}

func (b *book) hasSheet(name string) bool {
	return slices.ContainsFunc(b.parts, func(p *partSheet) bool { return p.name == name })
}

// nominee reads a nomination by the names of its questions.
func (c *Consolidation) nominee(p *Part, e *Entry) nominee {
	n := nominee{part: p, entry: e, subject: collective}
	column, _ := n.column(formNames)
	if column.Question != nil {
		answer := e.Answer(column.Path)
		n.form = c.Display(column.Question, answer)
		choices := c.Campaign.Form.Choices[column.Question.List]
		n.rank = slices.IndexFunc(choices, func(choice thidua.Choice) bool { return choice.Name == answer.Value })
		if n.rank >= 0 {
			n.authority = cmp.Or(c.say(n, authorityNames), c.authority(choices[n.rank]))
		}
	}
	switch subject := n.raw(subjectNames); {
	case strings.HasPrefix(subject, household):
		n.subject = household
	case subject == individual, subject == "" && n.raw(classNames)+n.raw([]string{"danh_xung", "chuc_vu"}) != "":
		n.subject = individual
	}
	return n
}

// authority is who decides a form of award: its label says so after của, or a column of its list.
func (c *Consolidation) authority(form thidua.Choice) string {
	_, said, _ := strings.Cut(c.Text(form.Label), " của ")
	if said = strings.TrimSpace(said); said != "" {
		return said
	}
	for _, column := range authorityNames {
		if said := strings.TrimSpace(form.Columns[column]); said != "" {
			return said
		}
	}
	return ""
}

// levels orders the authorities: each by the first form of its that is asked for.
func levels(nominees []nominee) {
	first := map[string]int{}
	for _, n := range nominees {
		if rank, met := first[n.authority]; !met || n.rank < rank {
			first[n.authority] = n.rank
		}
	}
	for i := range nominees {
		nominees[i].level = first[nominees[i].authority]
	}
}

// column finds the first of the named questions that the entry answers.
func (n nominee) column(names []string) (Column, bool) {
	for _, name := range names {
		if column, ok := named(n.part.Columns, name); ok && answered(n.entry, column.Path) {
			return column, true
		}
	}
	return Column{}, false
}

// raw is the value of the first of the named questions that was answered.
func (n nominee) raw(names []string) string {
	column, _ := n.column(names)
	return n.entry.Answer(column.Path).Value
}

// say is the same answer as people read it.
func (c *Consolidation) say(n nominee, names []string) string {
	column, ok := n.column(names)
	if !ok {
		return ""
	}
	return c.Display(column.Question, n.entry.Answer(column.Path))
}

// listed picks a register's nominees: by deciding authority, then form of award, within it people by given name, others in the order of units.
func (r register) listed(nominees []nominee) []nominee {
	listed := slices.DeleteFunc(slices.Clone(nominees), func(n nominee) bool {
		return !slices.Contains(r.subjects, n.subject)
	})
	slices.SortStableFunc(listed, func(a, b nominee) int {
		if first := cmp.Or(cmp.Compare(a.level, b.level), cmp.Compare(a.rank, b.rank),
			cmp.Compare(a.form, b.form)); first != 0 {
			return first
		}
		if a.subject == individual && b.subject == individual {
			return vietnamese.ComparePeople(a.raw(nameNames), b.raw(nameNames))
		}
		return 0
	})
	return listed
}

func (b *book) writeRegister(r register, listed []nominee) error {
	widths, labels := make([]float64, len(r.columns)), make([]string, len(r.columns))
	for i, column := range r.columns {
		widths[i], labels[i] = column.width, column.head
	}
	const head = 8
	s := b.open(r.sheet, layout{widths: widths, head: head, heads: 2, fixed: 2, tab: tabOf(nominationKind)})
	s.letterhead(len(labels))
	s.title(r.title, len(labels))
	s.leave(head - 1 - s.row)
	s.heading(labels...)
	s.numbering(len(labels))
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
		for _, column := range r.columns[1:] {
			value := s.book.c.say(n, column.names)
			if value == "" && column.fill != nil {
				value = column.fill(s.book.c, n)
			}
			row = append(row, s.text(value))
		}
		s.add(row...)
	}
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
