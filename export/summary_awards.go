package export

import (
	"cmp"
	"strings"

	"github.com/xuri/excelize/v2"
)

// awards counts the nominations of one form of award (the standard summary of nominations).
type awards struct {
	form, authority string

	all                           int
	collectives, small, companies int
	households                    int
	individuals, managers, direct int
}

// The classes and kinds that are counted by themselves, in the built-in campaign's words.
const (
	directWorker  = "truc_tiep"
	managerClass  = "lanh_dao" // how the classes of managers begin
	companyKind   = "doanh_nghiep"
	smallAnswered = "co"
)

// The columns of the summary by award that shares are taken of, counted from 1.
const (
	firstCount       = 3
	collectiveColumn = 4
	smallColumn      = 5
	individualColumn = 8
	directColumn     = 10
)

// counts are the figures of a row, in the order of its columns.
func (a awards) counts() []int {
	return []int{a.all, a.collectives, a.small, a.companies, a.households, a.individuals, a.managers, a.direct}
}

func (a *awards) add(b awards) {
	a.all += b.all
	a.collectives, a.small, a.companies = a.collectives+b.collectives, a.small+b.small, a.companies+b.companies
	a.households += b.households
	a.individuals, a.managers, a.direct = a.individuals+b.individuals, a.managers+b.managers, a.direct+b.direct
}

func (s *sheet) awardForms() block {
	forms := awardsOf(s.book.nominees)
	s.section("IV. ĐỀ NGHỊ KHEN THƯỞNG THEO HÌNH THỨC", len(forms))
	s.awardHeads()
	rows, sum := block{head: s.row - 1}, awards{}
	for i, a := range forms {
		cells := []any{s.whole(i + 1), s.text(cmp.Or(a.form, unknownForm))}
		for _, n := range a.counts() {
			cells = append(cells, s.whole(n))
		}
		below := s.ending(i, len(forms), 2)
		if s.keep(s.heightOf(cells) + below) { // here already: the share's formula names its row
			s.awardHeads()
		}
		s.under(&rows, s.awardHeads, 0, append(cells, s.directShare(a, false))...)
		sum.add(a)
	}
	cells := s.run(totalWord, 2)
	for i, value := range sum.counts() {
		cells = append(cells, s.sumOver(firstCount+i, rows, value))
	}
	s.addHigh(lineHeight+4, append(cells, s.directShare(sum, true))...)
	s.smallShare(sum)
	return rows
}

func (s *sheet) awardHeads() {
	s.heading(numberHead, "Hình thức đề nghị", "Tổng số", "Tập thể", "Trong đó tập thể nhỏ", "Trong đó doanh nghiệp", "Hộ gia đình",
		"Cá nhân", "Trong đó lãnh đạo quản lý", "Trong đó lao động trực tiếp", "Tỷ lệ trực tiếp (%)")
	s.numbering(summaryColumns)
}

// smallShare is the share of small collectives among the collectives, of the row above.
func (s *sheet) smallShare(sum awards) {
	cells := append(s.run(smallShareLabel, 2), s.blanks(summaryColumns-2)...)
	if sum.collectives > 0 {
		cells[smallColumn-1] = excelize.Cell{
			StyleID: s.book.style(look{format: "0.0", align: "center", bold: true, fill: groupFill}),
			Value:   100 * float64(sum.small) / float64(sum.collectives),
			Formula: "100*" + cellName(smallColumn, s.row) + "/" + cellName(collectiveColumn, s.row),
		}
	}
	s.addHigh(lineHeight+4, cells...)
}

// directShare is the share of direct workers among the individuals, of the row that comes next.
func (s *sheet) directShare(a awards, total bool) excelize.Cell {
	how := look{format: "0.0", align: "center", bold: total}
	if total {
		how.fill = groupFill
	}
	cell := excelize.Cell{StyleID: s.book.style(how)}
	if a.individuals > 0 {
		cell.Value = 100 * float64(a.direct) / float64(a.individuals)
		cell.Formula = "100*" + cellName(directColumn, s.row+1) + "/" + cellName(individualColumn, s.row+1)
	}
	return cell
}

// awardsOf counts nominations by form, in the order of the lists.
func awardsOf(nominees []nominee) []awards {
	var forms []awards
	for _, n := range nominees {
		if last := len(forms) - 1; last < 0 || forms[last].form != n.form || forms[last].authority != n.authority {
			forms = append(forms, awards{form: n.form, authority: n.authority})
		}
		forms[len(forms)-1].count(n)
	}
	return forms
}

func (a *awards) count(n nominee) {
	a.all++
	switch n.subject {
	case individual:
		a.individuals++
		switch class := n.raw(classNames); {
		case class == directWorker:
			a.direct++
		case strings.HasPrefix(class, managerClass):
			a.managers++
		}
	case household:
		a.households++
	case collective:
		a.collectives++
		if n.raw(smallNames) == smallAnswered {
			a.small++
		}
		if n.raw(kindNames) == companyKind {
			a.companies++
		}
	}
}
