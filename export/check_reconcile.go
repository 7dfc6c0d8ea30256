package export

import (
	"math/big"
	"slices"
	"strings"

	"thidua"
	"thidua/flows/vietnamese"
)

// The lists of those whom the council chose and whom a decision commends, as campaigns name them.
var (
	chosenLists    = []string{"tap_the_chon", "tap_the_duoc_chon"}
	commendedLists = []string{"duoc_khen", "tap_the_duoc_khen"}
	totalledNames  = []string{"tong_", "tong_so_"}
)

const (
	modelRegister = "dien_hinh" // name of the part
	modelWords    = "dien hinh tien tien"
)

// sums compares a total that somebody declared with the figures of the list beside it, and figures that count at least
// one a row with the number of rows.
func (f *families) sums(e *Entry, columns []Column) []Check {
	var found []Check
	for _, list := range columns {
		nested := e.Repeats[list.Path]
		if list.Question.Type != thidua.Repeat || len(nested) == 0 {
			continue
		}
		for _, column := range list.Columns {
			if column.Question.Type != thidua.Integer {
				continue
			}
			sum := newFigure()
			for _, below := range nested {
				sum.add(below.Answer(column.Path))
			}
			found = append(found, f.sumOf(e, columns, column, sum)...)
			own := column.Question.Name == "so_"+list.Question.Name
			if own && sum.answered == len(nested) && sum.rational().Cmp(new(big.Rat).SetInt64(int64(len(nested)))) < 0 {
				where := spot{part: f.p, entry: e, column: list}
				found = append(found, f.c.at(fewerThanRow, where, column.Label, decimalComma(unfloated(sum.float())), len(nested)))
			}
		}
	}
	return found
}

// sumOf compares the sum of a column of a nested list with what an entry declares in all.
func (f *families) sumOf(e *Entry, columns []Column, column Column, sum *figure) []Check {
	subject, counts := strings.CutPrefix(column.Question.Name, "so_")
	if !counts {
		return nil
	}
	for _, total := range columns {
		declares := slices.ContainsFunc(totalledNames, func(prefix string) bool { return total.Question.Name == prefix+subject })
		value, ok := rational(e.Answer(total.Path).Value)
		if declares && ok && total.Question.Type == thidua.Integer && value.Cmp(sum.rational()) != 0 {
			where := spot{part: f.p, entry: e, column: total}
			return []Check{f.c.at(sumDiffers, where, decimalComma(e.Answer(total.Path).Value), decimalComma(unfloated(sum.float())))}
		}
	}
	return nil
}

// model is an enterprise that is called an advanced model.
type model struct {
	firm
	check Check
}

// gather keeps what is compared across parts.
func (f *findings) gather(in *families, e *Entry, columns []Column) {
	f.days.meet(in, e, columns)
	f.issuers.meet(in, e, columns)
	for _, column := range columns {
		q, value := column.Question, e.Answer(column.Path).Value
		switch {
		case value == "":
		case q.Type == thidua.TypeText && in.p.Name == modelRegister && strings.HasPrefix(q.Name, "ten_"):
			f.register = append(f.register, firmCalled(value))
		case q.Type == thidua.TypeText && in.p.Name != modelRegister:
			f.called(in, e, column, value)
		}
	}
}

// called notes an enterprise whose entry calls it an advanced model.
func (f *findings) called(in *families, e *Entry, column Column, value string) {
	if !strings.Contains(value, "iên tiến") && !strings.Contains(value, "iên Tiến") {
		return
	}
	name, ok := firmName(in.c.Title(e))
	if ok && strings.Contains(vietnamese.Fold(value), modelWords) {
		check := in.c.at(unregistered, spot{part: in.p, entry: e, column: column}, name)
		f.models = append(f.models, model{firmCalled(name), check})
	}
}

// crossCheck compares what parts tell of the same things.
func (f *findings) crossCheck() {
	f.add(f.issuers.unusual()...)
	f.add(f.days.disordered(f.c)...)
	for _, m := range f.models {
		if !slices.ContainsFunc(f.register, func(known firm) bool { return f.c.links.mean(known, m.firm) }) {
			f.add(m.check)
		}
	}
	f.chosen()
}

// chosen compares how many collectives the council chose with how many were commended, or else are nominated.
func (f *findings) chosen() {
	chosen, where := f.c.countOf(chosenLists)
	if chosen == 0 {
		return
	}
	what, n := "quyết định công nhận, khen thưởng", 0
	if n, _ = f.c.countOf(commendedLists); n == 0 { // nothing decided yet: what is nominated is compared
		what = "đề nghị khen thưởng"
		for _, p := range f.c.PartsOfKind(nominationKind) {
			n += p.list.chosen[collective]
		}
	}
	if n > 0 && n != chosen {
		f.add(f.c.at(chosenDiffer, where, chosen, what, n))
	}
}

// countOf counts the entries of a list that is nested in any part; where the list tells subjects apart, collectives.
func (c *Consolidation) countOf(names []string) (n int, where spot) {
	for _, p := range c.Parts {
		for _, column := range p.Columns {
			l := p.list.below[column.Path]
			if l == nil || !slices.Contains(names, column.Question.Name) || l.count == 0 {
				continue
			}
			where = spot{part: p, column: column}
			if collectives, ok := l.chosen[collective]; ok || l.chosen[individual] > 0 {
				n += collectives
				continue
			}
			n += l.count
		}
	}
	return n, where
}

// Line tells a check in one line: whose unit, where, what, and how to mend it.
func (c Check) Line() string {
	where := []string{}
	for _, at := range []string{c.Unit, c.Part, c.Entry, c.Question} {
		if at != "" && (len(where) == 0 || where[len(where)-1] != at) {
			where = append(where, at)
		}
	}
	return c.Code + " " + strings.Join(where, " › ") + ": " + c.What + " " + c.Cure + " (" + c.Whose + ")"
}
