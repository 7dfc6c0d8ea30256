package vietnamese

import (
	"slices"
	"strings"
	"time"
)

// relative reads hôm qua, mai, 3 ngày trước, against Now.
func (h Hints) relative(tokens []token) (Date, bool) {
	if h.Now.IsZero() {
		return Date{}, false
	}
	if slices.Contains([]string{"sang", "trua", "chieu", "toi", "dem"}, tokens[0].key) && len(tokens) > 1 {
		tokens = tokens[1:]
	}
	for _, r := range relativeDays {
		phrase := strings.Fields(r.phrase)
		if len(tokens) == len(phrase) && starts(tokens, phrase...) {
			return DateOf(h.Now).add(r.days), true
		}
	}
	days, ok := daysAway(tokens)
	return DateOf(h.Now).add(days), ok
}

// Phrases with accents come before those typed without.
var relativeDays = [...]struct {
	phrase string
	days   int
}{
	{"hôm kìa", -3}, {"ngày kìa", 3}, {"hom nay", 0}, {"bua nay", 0}, {"ngay hom nay", 0}, {"nay", 0}, {"today", 0},
	{"hom qua", -1}, {"bua qua", -1}, {"ngay hom qua", -1}, {"ngay qua", -1}, {"qua", -1}, {"yesterday", -1},
	{"hom kia", -2}, {"ngay hom kia", -2}, {"bua kia", -2}, {"ngay mai", 1}, {"mai", 1}, {"hom sau", 1}, {"tomorrow", 1}, {"mốt", 2}, {"ngày mốt", 2},
	{"ngay mot", 2}, {"mot", 2}, {"ngay kia", 2}, {"kia", 2},
}

// daysAway reads 3 ngày trước, cách đây 3 ngày, 3 ngày nữa.
func daysAway(tokens []token) (int, bool) {
	sign := 0
	switch {
	case starts(tokens, "cach", "day"), starts(tokens, "truoc", "day"):
		tokens, sign = tokens[2:], -1
	case len(tokens) > 2 && slices.Contains([]string{"truoc", "ago"}, tokens[len(tokens)-1].key):
		tokens, sign = tokens[:len(tokens)-1], -1
	case len(tokens) > 2 && slices.Contains([]string{"nua", "sau", "toi"}, tokens[len(tokens)-1].key):
		tokens, sign = tokens[:len(tokens)-1], 1
	}
	if sign == 0 || len(tokens) != 2 || tokens[1].key != "ngay" && tokens[1].key != "days" {
		return 0, false
	}
	n, ok := wordNumber(tokens[:1])
	return sign * n, ok
}

// weekday steps over thứ hai, T2, chủ nhật, CN; -1 where there is none. 0 is Sunday.
func (c *cursor) weekday() int {
	start := c.at
	if c.accept("chu", "nhat") || c.accept("cn") {
		return 0
	}
	if c.accept("thu") || c.accept("t") {
		short := c.tokens[start].key == "t"
		if n, _, ok := c.figure(1); ok && n >= 2 && n <= 7 {
			return n - 1
		}
		names := []string{"hai", "ba", "tu", "nam", "sau", "bay"}
		if i := slices.IndexFunc(names, func(name string) bool { return !short && c.accept(name) }); i >= 0 {
			return i + 1
		}
	}
	c.at = start
	return -1
}

// lastWeekday takes a weekday off the end: 18/5/2023 (thứ năm).
func (c *cursor) lastWeekday() int {
	for n := 2; n > 0 && len(c.tokens) > n+2; n-- {
		end := cursor{tokens: c.tokens[len(c.tokens)-n:]}
		if w := end.weekday(); w >= 0 && end.done() {
			c.tokens = c.tokens[:len(c.tokens)-n]
			if last := len(c.tokens) - 1; c.tokens[last].text == "," {
				c.tokens = c.tokens[:last]
			}
			return w
		}
	}
	return -1
}

// onWeekday reads what follows a weekday: nothing, tuần trước, tuần này, tuần sau, vừa rồi, tới.
// A bare weekday is the newest one up to today, unless only the coming one lies in the window.
func (h Hints) onWeekday(weekday int, rest []token) (Date, bool) {
	if h.Now.IsZero() {
		return Date{}, false
	}
	today := DateOf(h.Now)
	now := mondayFirst(int(today.Time().Weekday()))
	ahead := mondayFirst(weekday) - now
	last := (ahead - 7) % 7 // -6 to 0
	phrase := make([]string, len(rest))
	for i, t := range rest {
		phrase[i] = t.key
	}
	switch strings.Join(phrase, " ") {
	case "":
		past, coming := today.add(last), today.add(last+7)
		if h.away(past) > h.away(coming) {
			return coming, true
		}
		return past, true
	case "tuan nay":
		return today.add(ahead), true
	case "tuan truoc", "tuan roi", "tuan qua", "tuan vua roi", "tuan vua qua":
		return today.add(ahead - 7), true
	case "tuan sau", "tuan toi":
		return today.add(ahead + 7), true
	case "vua roi", "vua qua", "truoc", "roi", "qua":
		if last == 0 {
			last = -7
		}
		return today.add(last), true
	case "toi", "sau":
		return today.add(last + 7), true
	}
	return Date{}, false
}

// mondayFirst counts weekdays from Monday 0 to Sunday 6, the Vietnamese week.
func mondayFirst(weekday int) int { return (weekday + 6) % 7 }

// vague reports words for a stretch of time that can be no date: cuối tháng, đầu tuần sau, gần đây.
func vague(tokens []token) bool {
	if len(tokens) == 0 {
		return false
	}
	first := tokens[0].key
	if slices.Contains([]string{"dau", "cuoi", "giua", "trong", "khoang", "gan", "tam", "truoc", "sau"}, first) && len(tokens) > 1 {
		return true
	}
	stretch := slices.ContainsFunc(tokens, func(t token) bool {
		return slices.Contains([]string{"tuan", "thang", "quy", "nam"}, t.key)
	})
	when := slices.ContainsFunc(tokens, func(t token) bool {
		return slices.Contains([]string{"truoc", "sau", "nay", "toi", "qua", "roi", "ngoai", "nua"}, t.key)
	})
	return stretch && when || starts(tokens, "gan", "day") || starts(tokens, "hom", "no") || starts(tokens, "hom", "truoc") || starts(tokens, "moi", "day") ||
		starts(tokens, "vua", "roi") || starts(tokens, "vua", "qua")
}

// monthsFrom returns the first and last day of n months from a month.
func monthsFrom(year int, month time.Month, n int) (first, last Date) {
	first = Date{Year: year, Month: month, Day: 1}
	return first, DateOf(time.Date(year, month+time.Month(n), 0, 0, 0, 0, 0, zone))
}
