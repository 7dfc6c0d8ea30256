package export

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"thidua"
	"thidua/flows/vietnamese"
)

// words reads what people wrote: places, repeated words, lists, firms, and length.
func (f *families) words(e *Entry, columns []Column, found *findings) []Check {
	var wrong []Check
	for _, column := range columns {
		text := e.Answer(column.Path).Value
		if text == "" {
			continue
		}
		where := spot{part: f.p, entry: e, column: column}
		if len(text) > cellLimit {
			if n := units16(text); n > cellLimit {
				wrong = append(wrong, f.c.at(tooLong, where, n))
			}
		}
		if column.Question.Type == thidua.TypeText {
			wrong = append(wrong, f.text(where, text)...)
			found.firms.meet(f.c, where, text)
			found.shorts.meet(f.c, where, text)
		}
	}
	return wrong
}

func (f *families) text(s spot, text string) []Check {
	var found []Check
	if wrong, ok := f.place.misspelt(text); ok {
		found = append(found, f.c.at(placeSpelling, s, wrong, f.place.name))
	}
	if words, ok := doubled(text); ok {
		found = append(found, f.c.at(repeatedWord, s, words))
	}
	for _, flaw := range []struct {
		code  code
		wrong bool
	}{
		{noFullStop, multiline(s.column.Question) && unended(text)},
		{brokenLines, hardWrapped(text)},
		{unpaired, oddQuotes(text)},
	} {
		if flaw.wrong {
			found = append(found, f.c.at(flaw.code, s))
		}
	}
	if named := hasWord(s.column.Question, nameWords...); named {
		if name, ok := roleInName(text); ok {
			found = append(found, f.c.at(roleWithName, s, shorten(name, titleLimit)))
		}
	}
	if strings.Contains(text, ")") && bracketed.MatchString(text) && halfBracketed.MatchString(text) {
		found = append(found, f.c.at(listStyle, s))
	}
	return found
}

// nameWords stand in the names of questions that ask for a person's name alone.
var nameWords = []string{"ho_ten", "ho_va_ten", "dien_gia", "nguoi_trinh_bay"}

func multiline(q *thidua.Question) bool { return slices.Contains(q.Appearance, "multiline") }

// bracketed finds lines that begin with (a), halfBracketed those with a).
var (
	bracketed     = regexp.MustCompile(`(?m)^\s*\(\p{Ll}\)`)
	halfBracketed = regexp.MustCompile(`(?m)^\s*\p{Ll}\)`)
)

// word is the next word of a text from an offset on, composed or with combining marks; from is negative after the last.
func word(text string, offset int) (from, to int) {
	from = -1
	for i, r := range text[offset:] {
		letter := r < utf8.RuneSelf && (r|0x20 >= 'a' && r|0x20 <= 'z') || r >= utf8.RuneSelf && unicode.IsLetter(r)
		switch {
		case from < 0 && letter:
			from = offset + i
		case from >= 0 && !letter && !(r >= utf8.RuneSelf && unicode.IsMark(r)):
			return from, offset + i
		}
	}
	return from, len(text)
}

// place is the campaign's, as it is written and as it is told apart from what only reads like it.
type place struct {
	name, folded string
	words        int
}

func placeCalled(name string) place {
	folded := vietnamese.Fold(name)
	return place{name: name, folded: folded, words: len(strings.Fields(folded))}
}

// misspelt finds a place that reads the same without accents but is written otherwise. A word written small is no
// name: that of Hòa Bình is also peace.
func (p place) misspelt(text string) (string, bool) {
	for from, to := word(text, 0); p.words > 0 && from >= 0; from, to = word(text, to) {
		first, size := utf8.DecodeRuneInString(text[from:])
		if !unicode.IsUpper(first) || !strings.HasPrefix(p.folded, vietnamese.Fold(text[from:from+size])) {
			continue
		}
		end := to
		for n := 1; n < p.words; n++ {
			if _, end = word(text, end); end == len(text) {
				break
			}
		}
		written := text[from:end]
		if vietnamese.Fold(written) == p.folded && !vietnamese.Same(written, p.name) {
			return written, true
		}
	}
	return "", false
}

// aside is what stands in brackets between two words that repeat each other.
var aside = regexp.MustCompile(`\s*\([^()\n]*\)`)

// doubled finds a word that follows itself, also across brackets. Names, and words that Vietnamese doubles for their
// meaning, may.
func doubled(text string) (string, bool) {
	if words, ok := doubledIn(text); ok {
		return words, true
	}
	if !strings.Contains(text, "(") {
		return "", false
	}
	return doubledIn(aside.ReplaceAllString(text, ""))
}

func doubledIn(text string) (string, bool) {
	from, to := word(text, 0)
	for from >= 0 && to < len(text) {
		next, end := word(text, to)
		if next < 0 {
			return "", false
		}
		before, after := text[from:to], text[next:end]
		if blank(text[to:next]) && sameWord(before, after) {
			first, _ := utf8.DecodeRuneInString(after)
			if !unicode.IsUpper(first) && !mayDouble(strings.ToLower(norm.NFC.String(after))) {
				return before + " " + after, true
			}
		}
		from, to = next, end
	}
	return "", false
}

func blank(between string) bool {
	return between != "" && strings.Trim(between, " \u00a0") == ""
}

// sameWord compares whatever the case and the form of the accents. Words of different length seldom are the same.
func sameWord(a, b string) bool {
	if a[0]|b[0] < utf8.RuneSelf && a[0]|0x20 != b[0]|0x20 {
		return false
	}
	if strings.EqualFold(a, b) {
		return true
	}
	if len(a) == len(b) || norm.NFC.IsNormalString(a) && norm.NFC.IsNormalString(b) {
		return false
	}
	return strings.EqualFold(norm.NFC.String(a), norm.NFC.String(b))
}

// mayDouble knows common reduplications, and năm năm, which is five years.
func mayDouble(word string) bool {
	return strings.Contains(" luôn dần thường mãi đời ngày đêm người nhà ngành ai rất xa hay từ lâu đều vừa xanh tầng lớp "+
		"song chung năm ba riêng hàng thôn làng nơi chốn tỉnh đoàn rưng ào ầm hoài nhanh sáng tối chiều đâu gì nào ", " "+word+" ")
}
