package vietnamese

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// ParseDate reads one day: 18/5, 18.5.2023, ngày 18 tháng 5 năm 2023, 2023-05-18, hôm qua, thứ 2 tuần trước,
// mùng 10 tháng 3 âm lịch. The day always stands before the month. Errors: ErrNotDate, ErrNoSuchDay (as a
// NoSuchDayError), ErrDateRange, ErrDateVague, ErrDateFuture.
func ParseDate(s string, h Hints) (Date, error) {
	tokens, err := dateTokens(s)
	if err != nil {
		return Date{}, err
	}
	d, err := h.single(tokens)
	if !errors.Is(err, ErrNotDate) {
		return d, err
	}
	if r, err := h.span(tokens); !errors.Is(err, ErrNotDate) && r.From != r.To || errors.Is(err, ErrRangeReversed) {
		return Date{}, ErrDateRange
	}
	if _, err := h.period(tokens); !errors.Is(err, ErrNotDate) || vague(tokens) {
		return Date{}, ErrDateVague
	}
	return Date{}, ErrNotDate
}

func dateTokens(s string) ([]token, error) {
	s = Clean(s)
	if len(s) > maxTyped {
		return nil, ErrNotDate
	}
	return answer(scan(strings.TrimRight(s, ".,;:!? "), false)), nil
}

// single reads one day, or fails with ErrNotDate where the tokens are something else.
func (h Hints) single(tokens []token) (Date, error) {
	c := cursor{tokens: tokens}
	c.lunar = c.remove("am", "lich") || c.remove("al") || c.remove("am")
	_ = c.remove("duong", "lich") || c.remove("dl")
	c.remove("(")
	c.remove(")")
	if len(c.tokens) == 0 {
		return Date{}, ErrNotDate
	}
	if d, ok := h.relative(c.tokens); ok && !c.lunar {
		return d, h.check(d)
	}
	weekday := c.weekday()
	if weekday < 0 {
		weekday = c.lastWeekday()
	} else {
		if d, ok := h.onWeekday(weekday, c.rest()); ok && !c.lunar {
			return d, h.check(d)
		}
		c.accept(",")
	}
	day, ok := h.calendarDay(&c)
	if !ok {
		return Date{}, ErrNotDate
	}
	d, err := h.resolve(day)
	if err == nil && weekday >= 0 && int(d.Time().Weekday()) != weekday {
		d.Inferred = true // the two do not agree: let the person see it
	}
	return d, err
}

// calendarDay reads a day written with its month, to the end of the tokens.
func (h Hints) calendarDay(c *cursor) (calendarDay, bool) {
	if day, ok := c.iso(); ok {
		return day, true
	}
	if day, ok := c.compact(); ok {
		return day, true
	}
	_ = c.accept("vao")
	_ = c.rest()[0].key != "mai" && c.partOfDay()
	_ = c.accept("ngay")
	if day, ok := c.monthFirst(h); ok {
		return day, true
	}
	mung := c.accept("mung") || c.accept("mong")
	day := calendarDay{lunar: c.lunar}
	if c.accept("ram") {
		day.day, day.lunar = 15, true
	} else if n, ok := c.dayNumber(); ok {
		day.day = n
	} else {
		return day, false
	}
	if (mung || day.day >= 29) && c.accept("tet") {
		return c.tet(h, day, mung)
	}
	if c.done() {
		return h.nearestMonth(day, c.at)
	}
	if !c.month(&day) {
		return day, false
	}
	return day, c.year(h, &day) && c.done()
}

// partOfDay steps over sáng, chiều… before a day.
func (c *cursor) partOfDay() bool {
	return c.accept("sang") || c.accept("trua") || c.accept("chieu") || c.accept("toi") || c.accept("dem")
}

// compact reads 18052023. No year as we know them can be read there the other way round.
func (c *cursor) compact() (calendarDay, bool) {
	const length = len("18052023")
	if len(c.tokens) != 1 || len(c.tokens[0].text) != length || c.tokens[0].kind != digits {
		return calendarDay{}, false
	}
	t := c.tokens[0].text
	day, month, year := number(t[:2]), number(t[2:4]), number(t[4:])
	if year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1 || day > 31 {
		return calendarDay{}, false
	}
	c.at = 1
	return calendarDay{day: day, month: month, year: year, relative: true}, true
}

// monthFirst reads May 18, 2023: the English month is a word, so it can be no day.
func (c *cursor) monthFirst(h Hints) (calendarDay, bool) {
	start := c.at
	month := englishMonth(c.rest())
	if month == 0 {
		return calendarDay{}, false
	}
	c.at++
	day := calendarDay{month: month}
	var ok bool
	if day.day, _, ok = c.figure(2); ok && c.year(h, &day) && c.done() {
		return day, true
	}
	c.at = start
	return calendarDay{}, false
}

// nearestMonth gives ngày 5 and mùng 5 the month that brings them nearest. A bare figure, read in one step, is no day.
func (h Hints) nearestMonth(day calendarDay, read int) (calendarDay, bool) {
	if read < 2 || day.lunar || h.Now.IsZero() {
		return day, false
	}
	var best Date
	now := h.Now.In(zone)
	for i := -1; i <= 1; i++ {
		first := DateOf(time.Date(now.Year(), now.Month()+time.Month(i), 1, 0, 0, 0, 0, zone))
		d, err := calendarDay{day: day.day, month: int(first.Month), year: first.Year}.on(first.Year)
		if err == nil && (best.Day == 0 || h.away(d) < h.away(best) || h.away(d) == h.away(best) && h.off(d) < h.off(best)) {
			best = d
		}
	}
	if best.Day == 0 {
		return day, false
	}
	day.month, day.year, day.relative = int(best.Month), best.Year, true
	return day, true
}

// tet reads what follows mùng 3 Tết (first month) or 30 Tết (last month of the year before).
func (c *cursor) tet(h Hints, day calendarDay, mung bool) (calendarDay, bool) {
	day.lunar, day.month = true, 1
	if !mung {
		day.month = 12
	}
	_ = c.accept("nguyen", "dan")
	if !c.year(h, &day) || !c.done() {
		return day, false
	}
	if !mung && day.year != 0 {
		day.year--
	}
	return day, true
}

// iso reads 2023-05-18, also with / or . and with a time of day after T or a blank, which is dropped.
func (c *cursor) iso() (calendarDay, bool) {
	start := c.at
	y, length, ok := c.figure(4)
	if ok && length == 4 {
		for _, sep := range []string{"-", "/", "."} {
			if !c.accept(sep) {
				continue
			}
			m, _, okMonth := c.figure(2)
			okSep := c.accept(sep)
			d, _, okDay := c.figure(2)
			if okMonth && okSep && okDay && (c.done() || sep == "-" && isoClock(c.rest())) {
				return calendarDay{day: d, month: m, year: y}, true
			}
			break
		}
	}
	c.at = start
	return calendarDay{}, false
}

// isoClock accepts a time without offset, which is local and does not move the day.
func isoClock(tokens []token) bool {
	if tokens[0].key == "t" {
		tokens = tokens[1:]
	}
	for i, t := range tokens {
		if t.kind != digits && t.text != ":" && t.text != "." || i > 6 {
			return false
		}
	}
	return len(tokens) >= 3 && tokens[1].text == ":"
}

// dayNumber reads the day in digits, or in words before tháng.
func (c *cursor) dayNumber() (int, bool) {
	if n, _, ok := c.figure(2); ok {
		return n, true
	}
	for i, t := range c.rest() {
		if t.kind != word || i > 3 {
			break
		}
		if t.key != "thang" && t.key != "tet" {
			continue
		}
		n, ok := wordNumber(c.rest()[:i])
		c.at += i
		return n, ok
	}
	return 0, false
}

// wordNumber reads words for a number up to 99.
func wordNumber(tokens []token) (int, bool) {
	var texts []string
	for _, t := range tokens {
		texts = append(texts, t.text)
	}
	n, err := ParseInteger(strings.Join(texts, " "))
	if err != nil || n.Approximate || len(n.Digits) > 2 {
		return 0, false
	}
	value, err := strconv.Atoi(n.Digits)
	return value, err == nil
}

// month reads a separator or tháng, and the month.
func (c *cursor) month(day *calendarDay) bool {
	if c.accept("thang") || c.accept("thg") {
		ok := c.monthName(day)
		if c.accept("nhuan") {
			day.leap, day.lunar = true, true
		}
		return ok
	}
	if n := englishMonth(c.rest()); n > 0 {
		day.month = n
		c.at++
		return true
	}
	for _, sep := range []string{"/", "-", ".", "–"} {
		if c.accept(sep) {
			n, _, ok := c.figure(2)
			day.month, c.separator = n, sep
			return ok
		}
	}
	n, _, ok := c.figure(2) // 18 5 2023
	day.month = n
	return ok
}

// monthName reads what follows tháng: digits or words; giêng and chạp belong to the lunar calendar.
func (c *cursor) monthName(day *calendarDay) bool {
	if n, _, ok := c.figure(2); ok {
		day.month = n
		return true
	}
	for _, m := range monthNames {
		if c.accept(strings.Fields(m.name)...) {
			day.month, day.lunar = m.month, day.lunar || m.lunar
			return true
		}
	}
	return false
}

// Longer names first.
var monthNames = [...]struct {
	name  string
	month int
	lunar bool
}{
	{"muoi mot", 11, false}, {"muoi hai", 12, false}, {"muoi", 10, false}, {"gieng", 1, true}, {"chap", 12, true},
	{"mot", 1, false}, {"hai", 2, false}, {"ba", 3, false}, {"tu", 4, false}, {"bon", 4, false}, {"nam", 5, false},
	{"sau", 6, false}, {"bay", 7, false}, {"tam", 8, false}, {"chin", 9, false},
}

func englishMonth(tokens []token) int {
	const names = "jan feb mar apr may jun jul aug sep oct nov dec"
	if len(tokens) == 0 || tokens[0].kind != word || len(tokens[0].text) < 3 {
		return 0
	}
	full := []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
		"november", "december"}
	for i, short := range strings.Fields(names) {
		if tokens[0].text == short || tokens[0].text == full[i] {
			return i + 1
		}
	}
	return 0
}

// year reads the year if there is one: after năm, after the separator that stood before the month, or alone.
func (c *cursor) year(h Hints, day *calendarDay) bool {
	if c.done() {
		return true
	}
	if c.accept("nam") {
		if offset, ok := c.relativeYear(); ok && !h.Now.IsZero() {
			day.year, day.relative = h.Now.In(zone).Year()+offset, true
			return true
		}
	} else if c.separator != "" {
		if !c.accept(c.separator) && !c.bareYear() {
			return false
		}
	} else {
		_ = c.accept("/") || c.accept(",") || c.accept("-") || c.accept(".")
	}
	n, length, ok := c.figure(4)
	switch {
	case !ok || length == 3 || length == 1 || n == 0 && length == 4:
		return false
	case length == 2:
		n = h.century(n)
	}
	day.year = n
	return true
}

// bareYear reports whether a year of four digits comes next: 18/5 2023.
func (c *cursor) bareYear() bool {
	return c.tokens[c.at].kind == digits && len(c.tokens[c.at].text) == 4
}

// relativeYear reads what follows năm in năm nay, năm ngoái, năm sau.
func (c *cursor) relativeYear() (offset int, ok bool) {
	switch {
	case c.accept("nay"):
		return 0, true
	case c.accept("ngoai"), c.accept("truoc"), c.accept("qua"):
		return -1, true
	case c.accept("sau"), c.accept("toi"):
		return 1, true
	}
	return 0, false
}

// century completes a year of two digits: up to ten years ahead it is ours, else the last century's.
func (h Hints) century(n int) int {
	now := 2030
	if !h.Now.IsZero() {
		now = h.Now.In(zone).Year()
	}
	if 2000+n <= now+10 {
		return 2000 + n
	}
	return 1900 + n
}
