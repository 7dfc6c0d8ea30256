package export

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/vietnamese"
)

// percentIn finds a share of people or units in running text; fractionIn the pair of numbers that backs one.
var (
	percentIn = regexp.MustCompile(`(?i)(\d+(?:[.,]\d+)?\s*%)\s+(?:\p{L}+,?\s+){0,2}` +
		`(?:cán bộ|công chức|viên chức|người|đảng viên|đoàn viên|hội viên|đơn vị|phòng|doanh nghiệp|hộ)(?:[^\p{L}]|$)`)
	fractionIn = regexp.MustCompile(`\d\s*/\s*\d`)
)

// checkFigures looks at percentages: none above 100, none without what it is a share of.
func checkFigures(c *Consolidation, p *Part) []Check {
	var found []Check
	p.walk(func(e *Entry, columns []Column) {
		for _, column := range columns {
			answer := e.Answers[column.Path]
			where := spot{part: p, entry: e, column: column}
			_, _, shared := share(columns, column)
			value, numeric := number64(answer.Value)
			switch {
			case answer.Value == "":
			case numeric && (shared || percentage(column.Question)) && value > 100:
				found = append(found, c.at(overHundred, where, decimalComma(answer.Value)))
			case Numeric(column.Question) && percentage(column.Question) && !shared:
				found = append(found, c.at(noDenominator, where, decimalComma(answer.Value)+"%"))
			case column.Question.Type == thidua.TypeText && !fractionIn.MatchString(answer.Value):
				if share := percentIn.FindStringSubmatch(vietnamese.Clean(answer.Value)); share != nil {
					found = append(found, c.at(noDenominator, where, share[1]))
				}
			}
		}
	})
	return found
}

// declaredSuffixes may follow so_<list> in the name of a question that declares how long a list is.
var declaredSuffixes = []string{"", "_dang_ky", "_da_khai", "_khai", "_khai_bao", "_bao_cao"}

// checkDeclared compares declared counts with the lists that they count: those nested beside the question, and the
// unit's entries of a part.
func checkDeclared(c *Consolidation, p *Part) []Check {
	var found []Check
	p.walk(func(e *Entry, columns []Column) {
		for _, column := range columns {
			declared, ok := number64(e.Answers[column.Path].Value)
			if !ok || column.Question.Type != thidua.Integer {
				continue
			}
			if listed, ok := c.listedFor(column.Question.Name, e, columns); ok && float64(listed) != declared {
				where := spot{part: p, entry: e, column: column}
				found = append(found, c.at(countDiffers, where, strconv.FormatFloat(declared, 'f', -1, 64), listed))
			}
		}
	})
	return found
}

// listedFor is the length of the list that a question's name declares: so_tham_luan, so_tham_luan_dang_ky.
func (c *Consolidation) listedFor(name string, e *Entry, columns []Column) (int, bool) {
	name = strings.ToLower(name)
	for _, column := range columns {
		if column.Question.Type == thidua.Repeat && declares(name, column.Question.Name) {
			return len(e.Repeats[column.Path]), true
		}
	}
	for _, p := range c.Parts {
		if filing, ok := p.Filing(e.Unit.Code); ok && p.Repeats() && declares(name, p.Name) {
			return len(filing.Entries), filing.Submission != nil
		}
	}
	return 0, false
}

func declares(name, list string) bool {
	suffix, ok := strings.CutPrefix(name, "so_"+strings.ToLower(list))
	return ok && slices.Contains(declaredSuffixes, suffix)
}
