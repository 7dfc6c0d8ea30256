package export

import (
	"math"
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

// totalsOf gives the number of entries of a list and of those nested in it, and the sums of their figures.
func totalsOf(l *list, count Total) []Total {
	count.Value, count.Answered = float64(l.count), l.count
	totals := []Total{count}
	for _, column := range l.columns {
		path := strings.TrimPrefix(count.Path+"/"+column.Path, "/")
		total := Total{Path: path, Question: column.Question, Label: column.Label}
		if column.Question.Type == thidua.Repeat {
			total.Kind = Count
			totals = append(totals, totalsOf(l.below[column.Path], total)...)
			continue
		}
		if l.total(&total, column) {
			totals = append(totals, total)
		}
	}
	return totals
}

// total fills a total of figures; false where a column holds none that may be added up.
func (l *list) total(total *Total, column Column) bool {
	if part, whole, ok := share(l.columns, column); ok {
		above, below := l.figures[part.Path], l.figures[whole.Path]
		total.Kind, total.Part, total.Whole = Share, part.Question.Name, whole.Question.Name
		total.Approximate, total.Answered = above.approximate || below.approximate, below.answered
		total.Above, total.Below = above.float(), below.float()
		if below.rational().Sign() != 0 {
			ratio := new(big.Rat).Quo(above.rational(), below.rational())
			total.Value, _ = ratio.Mul(ratio, big.NewRat(100, 1)).Float64()
		}
		return true
	}
	f := l.figures[column.Path]
	if f == nil || !Additive(column.Question) {
		return false
	}
	total.Kind, total.Approximate, total.Answered, total.Value = Sum, f.approximate, f.answered, f.float()
	return true
}

// figure adds up what was answered to one question, exactly: the order of units must not change a total.
type figure struct {
	millionths  int64    // the sum of what is small enough
	rest        *big.Rat // of what is not
	approximate bool
	answered    int
}

func newFigure() *figure { return &figure{rest: new(big.Rat)} }

func (f *figure) add(a thidua.Answer) {
	if a.Value == "" {
		return
	}
	if small, ok := millionths(a.Value); ok && max(f.millionths, -f.millionths) < math.MaxInt64/2 {
		f.millionths += small
	} else if value, ok := rational(a.Value); ok {
		f.rest.Add(f.rest, value)
	} else {
		return
	}
	f.approximate = f.approximate || a.Approximate
	f.answered++
}

func (f *figure) rational() *big.Rat {
	sum := big.NewRat(f.millionths, 1_000_000)
	return sum.Add(sum, f.rest)
}

func (f *figure) float() float64 {
	value, _ := f.rational().Float64()
	return value
}

// millionths reads a plain number of at most 12 digits before and 6 behind the point.
func millionths(s string) (int64, bool) {
	digits, negative := strings.CutPrefix(s, "-")
	whole, fraction, pointed := strings.Cut(digits, ".")
	if whole == "" || len(whole) > 12 || len(fraction) > 6 || pointed && fraction == "" {
		return 0, false
	}
	n := int64(0)
	for _, part := range []string{whole, fraction} {
		for i := range len(part) {
			if part[i] < '0' || part[i] > '9' {
				return 0, false
			}
			n = n*10 + int64(part[i]-'0')
		}
	}
	for range 6 - len(fraction) {
		n *= 10
	}
	if negative {
		n = -n
	}
	return n, true
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
	if whole, ok := shortWhole(s); ok {
		return float64(whole), true
	}
	if _, ok := rational(s); !ok {
		return 0, false
	}
	value, err := strconv.ParseFloat(s, 64)
	digits := strings.TrimLeft(strings.Map(digitsOnly, s), "0")
	return value, err == nil && len(digits) <= 15
}

// shortWhole reads what most figures are: a few digits.
func shortWhole(s string) (whole int64, ok bool) {
	if s == "" || len(s) > 15 {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		whole = 10*whole + int64(s[i]-'0')
	}
	return whole, true
}

func digitsOnly(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}
