package vietnamese

import (
	"slices"
	"strings"
	"time"
)

// Period is a stretch of time as precisely as it was named.
type Period struct {
	Range
	Precision Precision
}

// Precision is the unit in which a period was named.
type Precision int

// From the finest to the coarsest.
const (
	PrecisionDay Precision = iota
	PrecisionWeek
	PrecisionMonth
	PrecisionQuarter
	PrecisionHalfYear
	PrecisionYear
)

// ParsePeriod reads tháng 5/2023, quý II/2023, 6 tháng đầu năm, giai đoạn 2021-2025, năm nay, tuần trước, and
// everything that ParseRange reads. Errors as of ParseRange.
func ParsePeriod(s string, h Hints) (Period, error) {
	tokens, err := dateTokens(s)
	if err != nil {
		return Period{}, err
	}
	if p, err := h.period(tokens); err == nil {
		return p, nil
	}
	r, err := h.span(tokens)
	if err == ErrNotDate && vague(tokens) {
		err = ErrDateVague
	}
	return Period{Range: r}, err
}

// period reads what is longer than days, or fails with ErrNotDate.
func (h Hints) period(tokens []token) (Period, error) {
	if starts(tokens, "trong") {
		tokens = tokens[1:]
	}
	readers := [...]func(*cursor) (Period, bool){h.week, h.month, h.quarter, h.partOfYear, h.year, years, h.months}
	for _, read := range readers {
		c := cursor{tokens: tokens}
		if p, ok := read(&c); ok && c.done() {
			return p, nil
		}
	}
	return Period{}, ErrNotDate
}

// offset reads nay, này, trước, sau behind the name of a period.
func (c *cursor) offset() (int, bool) {
	if n, ok := c.relativeYear(); ok {
		return n, true
	}
	if c.accept("roi") || c.accept("vua", "roi") || c.accept("vua", "qua") {
		return -1, true
	}
	return 0, false
}

func (h Hints) week(c *cursor) (Period, bool) {
	if !c.accept("tuan") || h.Now.IsZero() {
		return Period{}, false
	}
	n, ok := c.offset()
	today := DateOf(h.Now)
	monday := today.add(7*n - mondayFirst(int(today.Time().Weekday())))
	return Period{Range{monday, monday.add(6)}, PrecisionWeek}, ok
}

// month reads tháng 5, tháng 5/2023, T5/2023, 5/2023, tháng trước.
func (h Hints) month(c *cursor) (Period, bool) {
	named := c.accept("thang") || c.accept("t")
	if n, ok := c.offset(); named && ok && !h.Now.IsZero() {
		now := h.Now.In(zone)
		return h.spanOf(calendarDay{month: int(now.Month()) + n, year: now.Year()}, 1, PrecisionMonth, true), true
	}
	var day calendarDay
	if !c.monthName(&day) || day.lunar || day.month < 1 || day.month > 12 {
		return Period{}, false
	}
	typed := !c.done()
	if typed && !c.yearAfter(h, &day, named) || !named && !typed {
		return Period{}, false
	}
	if !typed && !h.nearestYear(&day, 1) {
		return Period{}, false
	}
	return h.spanOf(day, 1, PrecisionMonth, !typed), true
}

// yearAfter reads the year behind a month or quarter; without a name before it the year has four digits.
func (c *cursor) yearAfter(h Hints, day *calendarDay, named bool) bool {
	before := c.at
	return c.year(h, day) && c.done() && (named || c.at-before == 2 && len(c.tokens[c.at-1].text) == 4)
}

// nearestYear finds the year of a month typed without one, from the middle of its span.
func (h Hints) nearestYear(day *calendarDay, months int) bool {
	middle, err := h.infer(calendarDay{day: 15, month: day.month + (months-1)/2})
	day.year = middle.Year
	return err == nil
}

func (h Hints) spanOf(day calendarDay, months int, precision Precision, inferred bool) Period {
	first, last := monthsFrom(day.year, time.Month(day.month), months)
	first = DateOf(first.Time()) // the month before January
	first.Inferred, last.Inferred = inferred, inferred
	return Period{Range{first, last}, precision}
}

// quarter reads quý II/2023, quý 2 năm 2023, Q2/2023, quý này.
func (h Hints) quarter(c *cursor) (Period, bool) {
	if !c.accept("quy") && !c.accept("q") {
		return Period{}, false
	}
	if n, ok := c.offset(); ok && !h.Now.IsZero() {
		now := h.Now.In(zone)
		first := (int(now.Month())-1)/3*3 + 1 + 3*n
		return h.spanOf(calendarDay{month: first, year: now.Year()}, 3, PrecisionQuarter, true), true
	}
	n, _, ok := c.figure(1)
	if !ok && !c.done() {
		if n = slices.Index([]string{"", "i", "ii", "iii", "iv"}, c.tokens[c.at].key); n > 0 {
			c.at++
		}
	}
	return h.part(c, n, 4, 3, PrecisionQuarter)
}

// partOfYear reads 6 tháng đầu năm 2023, 9 tháng đầu năm, sáu tháng cuối năm.
func (h Hints) partOfYear(c *cursor) (Period, bool) {
	count, _, ok := c.figure(2)
	if !ok {
		i := slices.IndexFunc(c.tokens, func(t token) bool { return t.key == "thang" })
		if i < 1 {
			return Period{}, false
		}
		count, ok = wordNumber(c.tokens[:i])
		c.at = i
	}
	if !ok || count < 1 || count > 11 || !c.accept("thang") {
		return Period{}, false
	}
	day := calendarDay{month: 1}
	switch {
	case c.accept("dau"):
	case c.accept("cuoi"):
		day.month = 13 - count
	default:
		return Period{}, false
	}
	precision := PrecisionMonth
	if count == 6 {
		precision = PrecisionHalfYear
	}
	return h.named(c, day, count, precision)
}

// part reads the year of the n-th of several equal parts of a year.
func (h Hints) part(c *cursor, n, parts, months int, precision Precision) (Period, bool) {
	if n < 1 || n > parts {
		return Period{}, false
	}
	return h.named(c, calendarDay{month: (n-1)*months + 1}, months, precision)
}

// named reads the year behind a part of one and makes the period.
func (h Hints) named(c *cursor, day calendarDay, months int, precision Precision) (Period, bool) {
	if starts(c.rest(), "nam") && len(c.rest()) == 1 { // 6 tháng đầu năm
		c.at++
	}
	typed := !c.done()
	if typed && !c.yearAfter(h, &day, true) || !typed && !h.nearestYear(&day, months) {
		return Period{}, false
	}
	return h.spanOf(day, months, precision, !typed), true
}

// year reads năm 2023, 2023, cả năm 2023, năm nay.
func (h Hints) year(c *cursor) (Period, bool) {
	_ = c.accept("ca")
	if c.accept("nam") && !h.Now.IsZero() {
		if n, ok := c.offset(); ok {
			return h.spanOf(calendarDay{month: 1, year: h.Now.In(zone).Year() + n}, 12, PrecisionYear, true), true
		}
	}
	n, ok := c.fullYear()
	return h.spanOf(calendarDay{month: 1, year: n}, 12, PrecisionYear, false), ok
}

func (c *cursor) fullYear() (int, bool) {
	n, length, ok := c.figure(4)
	return n, ok && length == 4 && n >= firstYear && n <= lastYear
}

// years reads giai đoạn 2021-2025, từ năm 2021 đến năm 2025, nhiệm kỳ 2020 – 2025.
func years(c *cursor) (Period, bool) {
	_ = c.accept("giai", "doan") || c.accept("nhiem", "ky") || c.accept("tu")
	_ = c.accept("nam")
	from, ok := c.fullYear()
	if !ok || c.done() || !dash(c.tokens[c.at]) && !strings.Contains("den toi", c.tokens[c.at].key) {
		return Period{}, false
	}
	c.at++
	_ = c.accept("nam")
	to, ok := c.fullYear()
	first, _ := monthsFrom(from, time.January, 12)
	_, last := monthsFrom(to, time.January, 12)
	return Period{Range{first, last}, PrecisionYear}, ok && from <= to
}

// months reads từ tháng 3 đến tháng 5/2023, tháng 3 - 5/2023.
func (h Hints) months(c *cursor) (Period, bool) {
	_ = c.accept("tu")
	i := slices.IndexFunc(c.tokens, func(t token) bool { return dash(t) || t.key == "den" || t.key == "toi" })
	if i < c.at || !c.accept("thang") {
		return Period{}, false
	}
	right := cursor{tokens: c.tokens[i+1:]}
	last, ok := h.month(&right)
	var day calendarDay
	if !ok || !right.done() || !c.monthName(&day) || day.month < 1 || day.month > 12 || c.at != i {
		return Period{}, false
	}
	c.at = len(c.tokens)
	day.year = last.To.Year
	first := h.spanOf(day, 1, PrecisionMonth, last.To.Inferred)
	return Period{Range{first.From, last.To}, PrecisionMonth}, !first.From.Time().After(last.To.Time())
}
