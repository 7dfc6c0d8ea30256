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

// figures looks at percentages: none above 100, none without what it is a share of.
func (f *families) figures(e *Entry, columns []Column) []Check {
	var found []Check
	for _, column := range columns {
		answer := e.Answer(column.Path)
		if answer.Value == "" {
			continue
		}
		where := spot{part: f.p, entry: e, column: column}
		switch {
		case (column.percent || column.shared) && overAll(answer.Value):
			found = append(found, f.c.at(overHundred, where, decimalComma(answer.Value)))
		case column.percent && !column.shared && Numeric(column.Question):
			found = append(found, f.c.at(noDenominator, where, decimalComma(answer.Value)+"%"))
		case column.Question.Type == thidua.TypeText && strings.Contains(answer.Value, "%"):
			if share := bareShare(answer.Value); share != "" {
				found = append(found, f.c.at(noDenominator, where, share))
			}
		}
	}
	return found
}

func overAll(percent string) bool {
	value, ok := number64(percent)
	return ok && value > 100
}

// bareShare finds a share in running text that nothing backs.
func bareShare(text string) string {
	if fractionIn.MatchString(text) {
		return ""
	}
	if share := percentIn.FindStringSubmatch(vietnamese.Clean(text)); share != nil {
		return share[1]
	}
	return ""
}

// declaredSuffixes may follow so_<list> in the name of a question that declares how long a list is.
var declaredSuffixes = []string{"", "_dang_ky", "_da_khai", "_khai", "_khai_bao", "_bao_cao"}

// declaration is a count that somebody gave of the entries of another part, which may still be to be read.
type declaration struct {
	check Check
	unit  string
	name  string // of the question
	value float64
}

// counted compares declared counts with the lists that they count: those nested beside the question, and, once all is
// read, the unit's entries of a part.
func (f *families) counted(e *Entry, columns []Column, found *findings) []Check {
	var differ []Check
	for _, column := range columns {
		if column.Question.Type != thidua.Integer || !strings.HasPrefix(strings.ToLower(column.Question.Name), "so_") {
			continue
		}
		value, ok := number64(e.Answer(column.Path).Value)
		if !ok {
			continue
		}
		where := spot{part: f.p, entry: e, column: column}
		listed, beside := listedBeside(column.Question.Name, e, columns)
		switch {
		case beside && float64(listed) != value:
			differ = append(differ, f.c.at(countDiffers, where, strconv.FormatFloat(value, 'f', -1, 64), listed))
		case !beside && f.c.declaresPart(column.Question.Name):
			check := f.c.at(countDiffers, where, "", 0)
			found.declared = append(found.declared, declaration{check, e.Unit.Code, column.Question.Name, value})
		}
	}
	return differ
}

// listedBeside is the length of the nested list that a question's name declares: so_tham_luan, so_tham_luan_dang_ky.
func listedBeside(name string, e *Entry, columns []Column) (int, bool) {
	for _, column := range columns {
		if column.Question.Type == thidua.Repeat && declares(name, column.Question.Name) {
			return len(e.Repeats[column.Path]), true
		}
	}
	return 0, false
}

func (c *Consolidation) declaresPart(name string) bool {
	return slices.ContainsFunc(c.Parts, func(p *Part) bool { return p.Repeats() && declares(name, p.Name) })
}

// reconcile compares what was declared with the parts, of which all is known now.
func (f *findings) reconcile() {
	for _, d := range f.declared {
		for _, p := range f.c.Parts {
			filing, ok := p.Filing(d.unit)
			if !ok || !p.Repeats() || !declares(d.name, p.Name) || filing.Submission == nil {
				continue
			}
			if float64(filing.Entries) != d.value {
				d.check.What = countDiffers.what([]any{strconv.FormatFloat(d.value, 'f', -1, 64), filing.Entries})
				f.add(d.check)
			}
			break
		}
	}
}

func declares(name, list string) bool {
	suffix, ok := strings.CutPrefix(strings.ToLower(name), "so_"+strings.ToLower(list))
	return ok && slices.Contains(declaredSuffixes, suffix)
}
