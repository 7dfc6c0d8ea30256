package vietnamese

import (
	"errors"
	"slices"
)

// Range is a stretch of days, both ends included.
type Range struct{ From, To Date }

// ParseRange reads 11-12/5/2023, từ 28/4 đến 02/5/2023, 11 và 12/5. One day is a range of itself.
// Errors as of ParseDate, and ErrRangeReversed.
func ParseRange(s string, h Hints) (Range, error) {
	tokens, err := dateTokens(s)
	if err != nil {
		return Range{}, err
	}
	r, err := h.span(tokens)
	if errors.Is(err, ErrNotDate) {
		if _, perr := h.period(tokens); perr == nil || vague(tokens) {
			return Range{}, ErrDateVague
		}
	}
	return r, err
}

func (h Hints) span(tokens []token) (Range, error) {
	d, err := h.single(tokens)
	if !errors.Is(err, ErrNotDate) {
		return Range{d, d}, err
	}
	tokens = withoutDays(tokens)
	if starts(tokens, "tu", "ngay") || starts(tokens, "tu") {
		tokens = tokens[1:]
	}
	for _, separates := range separators {
		for i := 1; i+1 < len(tokens); i++ {
			if !separates(tokens, i) {
				continue
			}
			right := tokens[i+1:]
			if len(right) > 1 && right[0].key == "het" { // đến hết ngày 12/5
				right = right[1:]
			}
			if r, ok, failure := h.ends(tokens[:i], right); ok {
				if failure == nil && pair(tokens[i]) && r.From.Time().AddDate(0, 0, 1) != r.To.Time() {
					failure = ErrNotDate
				}
				if failure != nil {
					return Range{}, failure
				}
				return r, nil
			} else if !errors.Is(failure, ErrNotDate) {
				err = failure
			}
		}
	}
	return Range{}, err
}

// withoutDays drops the count of days before them: trong hai ngày 11 và 12/5.
func withoutDays(tokens []token) []token {
	rest := tokens
	if starts(rest, "trong") {
		rest = rest[1:]
	}
	if len(rest) < 4 || rest[1].key != "ngay" || rest[2].kind != digits {
		return tokens
	}
	if _, ok := wordNumber(rest[:1]); !ok {
		return tokens
	}
	return rest[2:]
}

// separators are tried in this order: what can be nothing else comes first.
var separators = [...]func(tokens []token, i int) bool{
	func(tokens []token, i int) bool {
		return slices.Contains([]string{"den", "toi", "to", "→", "~"}, tokens[i].key)
	},
	func(tokens []token, i int) bool { return dash(tokens[i]) && tokens[i].blank && tokens[i+1].blank },
	func(tokens []token, i int) bool { return dash(tokens[i]) && tokens[i].text != "-" },
	func(tokens []token, i int) bool { return dash(tokens[i]) },
	func(tokens []token, i int) bool { return pair(tokens[i]) },
	func(tokens []token, i int) bool { return tokens[i].text == "/" && len(tokens[0].text) == 4 && i == 5 },
}

func dash(t token) bool { return t.text == "-" || t.text == "–" || t.text == "—" }

// pair knows the separators that join two days of which one follows the other.
func pair(t token) bool { return t.key == "va" || t.text == "," || t.text == "&" }

// ends reads the two sides; the left one takes what it lacks from the right one.
func (h Hints) ends(left, right []token) (r Range, ok bool, err error) {
	r.To, err = h.single(right)
	if err != nil {
		return Range{}, !errors.Is(err, ErrNotDate), err
	}
	r.From, err = h.beginning(left, right, r.To)
	if err != nil {
		return Range{}, !errors.Is(err, ErrNotDate), err
	}
	if r.From.Time().After(r.To.Time()) {
		return Range{}, true, ErrRangeReversed
	}
	return r, true, nil
}

// beginning reads the left side of a range that ends at to.
func (h Hints) beginning(left, right []token, to Date) (Date, error) {
	c := cursor{tokens: left}
	_ = c.partOfDay()
	_ = c.accept("ngay")
	_ = c.accept("mung") || c.accept("mong")
	if n, _, ok := c.figure(2); ok && c.done() {
		return h.sameMonth(n, to)
	}
	c = cursor{tokens: left}
	day, ok := Hints{}.calendarDay(&c)
	if !ok || day.year != 0 || day.lunar || to.Lunar {
		return h.single(left)
	}
	d, err := day.on(to.Year)
	if err != nil {
		return Date{}, err
	}
	if d.Time().After(to.Time()) { // 28/12 – 02/01/2024
		day.year = to.Year - 1
		d, err = day.on(to.Year - 1)
	}
	d.Inferred = to.Inferred
	return d, err
}

// sameMonth gives a bare day the month and year of the range's end.
func (h Hints) sameMonth(n int, to Date) (Date, error) {
	if to.Lunar {
		l := ToLunar(to.Time())
		return calendarDay{day: n, month: l.Month, year: l.Year, lunar: true, leap: l.Leap}.on(l.Year)
	}
	d, err := calendarDay{day: n, month: int(to.Month), year: to.Year}.on(to.Year)
	d.Inferred = to.Inferred
	return d, err
}
