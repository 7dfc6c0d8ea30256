package export

import (
	"cmp"

	"github.com/xuri/excelize/v2"
)

// awards counts the nominations of one form of award (the standard summary of nominations).
type awards struct {
	form                                         string
	all, collectives, small, individuals, direct int
}

// directWorker is the management class of those who labour directly, in the built-in campaign's words.
const directWorker = "truc_tiep"

func (s *sheet) awardForms() block {
	forms := s.book.awards()
	s.section("IV. ĐỀ NGHỊ KHEN THƯỞNG THEO HÌNH THỨC", len(forms))
	s.heading(numberHead, "Hình thức đề nghị", "Tổng số", "Tập thể", "Trong đó tập thể nhỏ", "Cá nhân",
		"Trong đó lao động trực tiếp", "Tỷ lệ trực tiếp (%)")
	rows := block{head: s.row, first: s.row + 2}
	s.numbering(summaryColumns)
	sum := awards{}
	for i, a := range forms {
		s.add(s.whole(i+1), s.text(cmp.Or(a.form, unknownForm)), s.whole(a.all), s.whole(a.collectives),
			s.whole(a.small), s.whole(a.individuals), s.whole(a.direct), s.directShare(a, false))
		sum = awards{"", sum.all + a.all, sum.collectives + a.collectives, sum.small + a.small,
			sum.individuals + a.individuals, sum.direct + a.direct}
	}
	rows.last = s.row
	cells := s.run(totalWord, 2)
	for i, value := range []int{sum.all, sum.collectives, sum.small, sum.individuals, sum.direct} {
		cells = append(cells, s.sumOver(3+i, rows, value))
	}
	s.addHigh(lineHeight+4, append(cells, s.directShare(sum, true))...)
	s.smallShare(sum)
	return rows
}

// smallShare is the share of small collectives among the collectives, of the row above.
func (s *sheet) smallShare(sum awards) {
	cells := append(s.run(smallShareLabel, 2), s.blanks(summaryColumns-2)...)
	if sum.collectives > 0 {
		cells[4] = excelize.Cell{
			StyleID: s.book.style(look{format: "0.0", align: "center", bold: true, fill: groupFill}),
			Value:   100 * float64(sum.small) / float64(sum.collectives),
			Formula: "100*" + cellName(5, s.row) + "/" + cellName(4, s.row),
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
		cell.Formula = "100*" + cellName(7, s.row+1) + "/" + cellName(6, s.row+1)
	}
	return cell
}

// awards counts nominations by form, in the order of the lists.
func (b *book) awards() []awards {
	var forms []awards
	for _, n := range b.nominees {
		if len(forms) == 0 || forms[len(forms)-1].form != n.form {
			forms = append(forms, awards{form: n.form})
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
		if n.raw(classNames) == directWorker {
			a.direct++
		}
	case collective:
		a.collectives++
		if n.raw(smallNames) == "co" {
			a.small++
		}
	}
}
