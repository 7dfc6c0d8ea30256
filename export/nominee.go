package export

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"thidua"
	"thidua/flows/vietnamese"
)

// nominee is one entry of a part of nominations with its part and what it asks for.
type nominee struct {
	part    *Part
	entry   *Entry
	subject string // individual, collective or household
	form    string // of the award, as people read it
	choice  int    // of the form in its list; behind all of them where it is none
	typed   bool   // the form is none of a list

	authority string // that decides it; empty where neither the list nor the label tells
	level     int    // of the authority among those that are asked
	place     int    // of the award in the law's order
}

// The subjects of nominations; the words are those of the choices in the built-in campaign.
const (
	individual = "ca_nhan"
	collective = "tap_the"
	household  = "ho"
)

// The names under which campaigns ask what the standard columns hold.
var (
	nameNames       = []string{"ten_de_nghi", "ho_ten", "ho_va_ten", "ten_ca_nhan", "ten_tap_the", "ten_ho", "ten"}
	subjectNames    = []string{"doi_tuong", "loai_doi_tuong"}
	formNames       = []string{"hinh_thuc_khen", "hinh_thuc_de_nghi", "hinh_thuc", "danh_hieu"}
	merits          = []string{"thanh_tich", "tom_tat_thanh_tich", "thanh_tich_tieu_bieu"}
	earlierAwards   = []string{"khen_thuong_da_co", "da_khen_thuong"}
	dossierNames    = []string{"bao_cao_thanh_tich", "ho_so", "ho_so_kem_theo", "minh_chung", "tep_ho_so"}
	voteNames       = []string{"ket_qua_phieu", "phieu"}
	remarkNames     = []string{"ghi_chu"}
	classNames      = []string{"phan_loai_can_bo", "nhom_can_bo"}
	smallNames      = []string{"tap_the_nho"}
	salutationNames = []string{"danh_xung"}
	postNames       = []string{"chuc_vu"}
	addressNames    = []string{"dia_chi"}
	parentNames     = []string{"don_vi_chu_quan", "chu_quan", "don_vi_cong_tac"}
	authorityNames  = []string{"tham_quyen", "cap_quyet_dinh"}
	kindNames       = []string{"loai_tap_the", "phan_loai_tap_the"}
)

// nominees reads the nominations of all units, in the order of the lists; they are sorted, and so all in memory.
func (c *Consolidation) nominees() ([]nominee, error) {
	var nominees []nominee
	kept := c.keeper(nil)
	for _, p := range c.PartsOfKind(nominationKind) {
		for e, err := range p.Entries() {
			if err != nil {
				return nil, err
			}
			kept.keep(e)
			nominees = append(nominees, c.nominee(p, e))
		}
	}
	inOrderOfLists(nominees)
	return nominees, nil
}

// inOrderOfLists sorts nominations, those that are equal as they were given.
func inOrderOfLists(nominees []nominee) {
	rankAwards(nominees)
	slices.SortStableFunc(nominees, compareNominees)
}

// nominee reads a nomination by the names of its questions.
func (c *Consolidation) nominee(p *Part, e *Entry) nominee {
	n := nominee{part: p, entry: e, subject: collective, choice: math.MaxInt}
	c.award(&n)
	switch subject := n.raw(subjectNames); {
	case strings.HasPrefix(subject, household):
		n.subject = household
	case subject == individual, subject == "" && n.raw(classNames)+n.raw(salutationNames)+n.raw(postNames) != "":
		n.subject = individual
	}
	return n
}

// award reads what a nomination asks for, and who decides it.
func (c *Consolidation) award(n *nominee) {
	column, ok := n.column(formNames)
	if !ok {
		return
	}
	answer, choices := n.entry.Answer(column.Path), c.Campaign.Form.Choices[column.Question.List]
	n.form = c.Display(column.Question, answer)
	n.choice = slices.IndexFunc(choices, func(choice thidua.Choice) bool { return choice.Name == answer.Value })
	if other := c.say(*n, otherNames(column.Question.Name)); other != "" || n.choice < 0 {
		n.form, n.typed, n.choice = cmp.Or(other, n.form), true, len(choices)
		n.authority = cmp.Or(c.say(*n, authorityNames), saidAuthority(n.form))
		return
	}
	n.authority = cmp.Or(c.say(*n, authorityNames), c.authority(choices[n.choice]))
}

// otherNames are the questions that ask what another choice is, as people and or_other of XLSForm call them.
func otherNames(name string) []string { return []string{name + "_khac", name + "_other"} }

// authority is who decides a form of award: its label says so after của, or a column of its list.
func (c *Consolidation) authority(form thidua.Choice) string {
	if said := saidAuthority(c.Text(form.Label)); said != "" {
		return said
	}
	for _, column := range authorityNames {
		if said := strings.TrimSpace(form.Columns[column]); said != "" {
			return said
		}
	}
	return ""
}

func saidAuthority(form string) string {
	_, said, _ := strings.Cut(form, " của ")
	return strings.TrimSpace(said)
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

// subjectOrder is that of the lists and sums.
var subjectOrder = []string{collective, household, individual}

// compareNominees puts nominations in the order of the lists: by who decides, award, and subject; people and households
// by given name, collectives as their units stand.
func compareNominees(a, b nominee) int {
	if first := cmp.Or(cmp.Compare(a.level, b.level), compareAwards(a, b), cmp.Compare(a.form, b.form),
		cmp.Compare(slices.Index(subjectOrder, a.subject), slices.Index(subjectOrder, b.subject))); first != 0 {
		return first
	}
	if a.subject == collective {
		return 0
	}
	return vietnamese.ComparePeople(a.raw(nameNames), b.raw(nameNames))
}
