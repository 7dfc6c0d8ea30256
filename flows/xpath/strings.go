package xpath

import (
	"math"
	"strings"
	"unicode/utf8"
)

var stringFunctions = map[string]function{
	"string": {least: 1, most: 1, eval: func(r *run, a []term) Value { return String(r.text(a[0])) }},
	"concat": {most: -1, eval: func(r *run, a []term) Value { return r.join("", a) }},
	"join":   {least: 1, most: -1, eval: func(r *run, a []term) Value { return r.join(r.text(a[0]), a[1:]) }},
	// Code points, not the UTF-16 units of both engines: a person counts letters.
	"string-length": {most: 1, prepare: selfIfNone, eval: func(r *run, a []term) Value {
		return Number(float64(utf8.RuneCountInString(r.text(a[0]))))
	}},
	"normalize-space": {most: 1, prepare: selfIfNone, eval: func(r *run, a []term) Value {
		return String(strings.Join(choices(r.text(a[0])), " "))
	}},
	"substr":      {least: 2, most: 3, eval: substr},
	"substring":   {least: 2, most: 3, eval: substring},
	"contains":    ofTexts(strings.Contains),
	"starts-with": ofTexts(strings.HasPrefix),
	"ends-with":   ofTexts(strings.HasSuffix),
	"substring-before": {least: 2, most: 2, eval: func(r *run, a []term) Value {
		before, _, found := strings.Cut(r.text(a[0]), r.text(a[1]))
		if !found {
			before = ""
		}
		return String(before)
	}},
	"substring-after": {least: 2, most: 2, eval: func(r *run, a []term) Value {
		_, after, _ := strings.Cut(r.text(a[0]), r.text(a[1]))
		return String(after)
	}},
	"translate": {least: 3, most: 3, eval: translate},
	"regex":     {least: 2, most: 2, prepare: prepareRegex},
}

// selfIfNone makes `.` the argument of a function called without one.
func selfIfNone(p *parser, c *call) (term, *mistake) {
	if len(c.arguments) == 0 {
		c.arguments = []term{self{}}
		p.usesSelf = p.usesSelf || len(p.within) == 0
	}
	return c, nil
}

// maxText bounds what repeated joining can build, in bytes.
const maxText = 1 << 20

func (r *run) join(separator string, arguments []term) Value {
	var b strings.Builder
	more := false
	for v := range r.each(arguments) {
		if more {
			b.WriteString(separator)
		}
		more = true
		b.WriteString(v.AsString())
		if b.Len() > maxText {
			return r.fail(ErrBudget)
		}
	}
	r.spend(b.Len() / 64)
	return String(b.String())
}

// substr counts from 0, its end is exclusive, and negatives count from the end.
func substr(r *run, a []term) Value {
	text := []rune(r.text(a[0]))
	start, end := r.integer(a[1]), len(text)
	if len(a) == 3 {
		end = r.integer(a[2])
	}
	place := func(i int) int {
		if i < 0 {
			i += len(text)
		}
		return max(0, min(len(text), i))
	}
	start, end = place(start), place(end)
	if start > end {
		return String("")
	}
	return String(string(text[start:end]))
}

// substring is XPath 1.0's: it counts from 1 and keeps position p if round(start) <= p < round(start) + round(length).
func substring(r *run, a []term) Value {
	text := r.text(a[0])
	start := math.Floor(r.number(a[1]) + 0.5)
	end := math.Inf(1)
	if len(a) == 3 {
		end = start + math.Floor(r.number(a[2])+0.5)
	}
	var b strings.Builder
	position := 0.0
	for _, c := range text {
		position++
		if position >= start && position < end {
			b.WriteRune(c)
		}
	}
	return String(b.String())
}

// translate replaces letters one by one; what has no partner is deleted.
func translate(r *run, a []term) Value {
	text, from, to := r.text(a[0]), []rune(r.text(a[1])), []rune(r.text(a[2]))
	if !r.spend(len(from) + len(text)/8) {
		return Value{}
	}
	partner := make(map[rune]rune, len(from))
	for i, c := range from {
		if _, seen := partner[c]; seen {
			continue
		}
		if partner[c] = -1; i < len(to) {
			partner[c] = to[i]
		}
	}
	return String(strings.Map(func(c rune) rune {
		if p, ok := partner[c]; ok {
			return p
		}
		return c
	}, text))
}
