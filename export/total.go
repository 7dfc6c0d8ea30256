package export

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"thidua"
)

// Total is a figure computed from the list of all units' entries, never from what somebody declared.
type Total struct {
	Kind        TotalKind
	Path        string           // of the question below the part; empty for the entries themselves
	Question    *thidua.Question // the part's, the repeat's or the figure's
	Label       string
	Value       float64 // of a share: percent, not rounded
	Approximate bool    // some of the figures are
	Answered    int     // entries that gave a figure
	Part, Whole string  // of a share: names of the two questions beside it
	Above       float64 // of a share: the sum of Part
	Below       float64 // of a share: the sum of Whole
}

// TotalKind says how a total is made.
type TotalKind string

// The kinds of totals.
const (
	Count TotalKind = "count" // of entries
	Sum   TotalKind = "sum"   // of figures
	Share TotalKind = "share" // sum over sum, times 100
)

// totals counts the entries of a part and of its nested repeats, and sums their figures.
func (c *Consolidation) totals(p *Part) []Total {
	var entries []*Entry
	for e := range p.Entries() {
		entries = append(entries, e)
	}
	return totalsOf(p.Columns, entries, Total{Kind: Count, Question: p.Question, Label: p.Label})
}

func totalsOf(columns []Column, entries []*Entry, count Total) []Total {
	count.Value, count.Answered = float64(len(entries)), len(entries)
	totals := []Total{count}
	for _, column := range columns {
		path := strings.TrimPrefix(count.Path+"/"+column.Path, "/")
		total := Total{Path: path, Question: column.Question, Label: column.Label}
		if column.Question.Type == thidua.Repeat {
			total.Kind = Count
			totals = append(totals, totalsOf(column.Columns, Nested(entries, column.Path), total)...)
			continue
		}
		if sumUp(&total, columns, column, entries) {
			totals = append(totals, total)
		}
	}
	return totals
}

// sumUp fills a total of figures; false where a column holds none that may be added up.
func sumUp(total *Total, columns []Column, column Column, entries []*Entry) bool {
	if part, whole, ok := share(columns, column); ok {
		above, below := figure(entries, part.Path), figure(entries, whole.Path)
		total.Kind, total.Part, total.Whole = Share, part.Question.Name, whole.Question.Name
		total.Approximate, total.Answered = above.approximate || below.approximate, below.answered
		total.Above, _ = above.sum.Float64()
		total.Below, _ = below.sum.Float64()
		if below.sum.Sign() != 0 {
			ratio := new(big.Rat).Quo(above.sum, below.sum)
			total.Value, _ = ratio.Mul(ratio, big.NewRat(100, 1)).Float64()
		}
		return true
	}
	if !Additive(column.Question) {
		return false
	}
	f := figure(entries, column.Path)
	total.Kind, total.Approximate, total.Answered = Sum, f.approximate, f.answered
	total.Value, _ = f.sum.Float64()
	return true
}

type sum struct {
	sum         *big.Rat // exact: the order of units must not change a total
	approximate bool
	answered    int
}

func figure(entries []*Entry, path string) sum {
	total := sum{sum: new(big.Rat)}
	for _, e := range entries {
		answer := e.Answers[path]
		if value, ok := rational(answer.Value); ok {
			total.sum.Add(total.sum, value)
			total.approximate = total.approximate || answer.Approximate
			total.answered++
		}
	}
	return total
}

// longestNumber guards against exponents and digits that would take all memory.
const longestNumber = 40

func rational(s string) (*big.Rat, bool) {
	if s == "" || len(s) > longestNumber || strings.ContainsAny(s, "eE/_xXpP") {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

// Numeric tells whether a question asks for numbers.
func Numeric(q *thidua.Question) bool {
	return q.Type == thidua.Integer || q.Type == thidua.Decimal
}

// Additive tells whether figures of a question may be added up: percentages and years may not.
func Additive(q *thidua.Question) bool {
	return (Numeric(q) || tally.MatchString(q.Calculation)) && !percentage(q) && !year(q)
}

// tally reads calculations that count or sum a list themselves.
var tally = regexp.MustCompile(`^\s*(?:count|sum)\s*\(\s*(?:\$\{\s*([^}\s]+)\s*\}\s*\)\s*$)?`)

// tallied is the name of the list or the figure that a calculation counts or sums; empty for any other question.
func tallied(column Column) string {
	if match := tally.FindStringSubmatch(column.Question.Calculation); match != nil {
		return match[1]
	}
	return ""
}

// percentage tells whether a figure is a share by its name or its label.
func percentage(q *thidua.Question) bool {
	for word := range strings.SplitSeq(strings.ToLower(q.Name), "_") {
		if word == "percent" || word == "pct" {
			return true
		}
	}
	name := strings.ToLower(q.Name)
	if strings.HasPrefix(name, "ty_le") || strings.HasPrefix(name, "ti_le") || strings.HasSuffix(name, "phan_tram") {
		return true
	}
	for _, label := range q.Label {
		if strings.Contains(label, "%") {
			return true
		}
	}
	return false
}

func year(q *thidua.Question) bool {
	name := strings.ToLower(q.Name)
	return name == "nam" || name == "year" || strings.HasPrefix(name, "nam_") && !strings.HasPrefix(name, "nam_gioi") ||
		strings.HasSuffix(name, "_year")
}

// quotient reads calculations such as round(${a} div ${b} * 100, 1).
var quotient = regexp.MustCompile(`\$\{\s*([^}\s]+)\s*\}\s*(?:\*\s*100\s*)?div\s*\$\{\s*([^}\s]+)\s*\}`)

// share finds the two questions whose quotient a column is: only that makes a percentage that can be consolidated.
func share(columns []Column, column Column) (part, whole Column, ok bool) {
	match := quotient.FindStringSubmatch(column.Question.Calculation)
	if match == nil || !strings.Contains(column.Question.Calculation, "100") {
		return part, whole, false
	}
	part, above := named(columns, match[1])
	whole, below := named(columns, match[2])
	return part, whole, above && below
}

func named(columns []Column, name string) (Column, bool) {
	for _, column := range columns {
		if column.Question.Name == name {
			return column, true
		}
	}
	return Column{}, false
}

// number64 reads a canonical number, as far as a spreadsheet can hold it: 15 digits.
func number64(s string) (float64, bool) {
	if _, ok := rational(s); !ok {
		return 0, false
	}
	value, err := strconv.ParseFloat(s, 64)
	digits := strings.TrimLeft(strings.Map(digitsOnly, s), "0")
	return value, err == nil && len(digits) <= 15
}

func digitsOnly(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}
