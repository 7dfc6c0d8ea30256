package export

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"thidua"
	"thidua/flows/vietnamese"
)

// checkTexts reads what people wrote: places, repeated words, lists, and length.
func checkTexts(c *Consolidation, p *Part) []Check {
	var found []Check
	place := c.Campaign.Keys["place"]
	p.texts(func(s spot, text string) {
		if wrong, ok := misspelt(text, place); ok {
			found = append(found, c.at(placeSpelling, s, wrong, place))
		}
		if words, ok := doubled(text); ok {
			found = append(found, c.at(repeatedWord, s, words))
		}
		if bracketed.MatchString(text) && halfBracketed.MatchString(text) {
			found = append(found, c.at(listStyle, s))
		}
	})
	p.answers(func(s spot, a thidua.Answer) {
		if n := units16(a.Value); n > cellLimit {
			found = append(found, c.at(tooLong, s, n))
		}
	})
	return found
}

// bracketed finds lines that begin with (a), halfBracketed those with a).
var (
	bracketed     = regexp.MustCompile(`(?m)^\s*\(\p{Ll}\)`)
	halfBracketed = regexp.MustCompile(`(?m)^\s*\p{Ll}\)`)
)

// word finds the words of a text, composed or with combining marks.
var word = regexp.MustCompile(`\p{L}[\p{L}\p{M}]*`)

// misspelt finds a place that reads the same without accents but is written otherwise.
func misspelt(text, place string) (string, bool) {
	wanted := vietnamese.Fold(place)
	n := len(strings.Fields(wanted))
	if n == 0 || !strings.Contains(vietnamese.Fold(text), wanted) {
		return "", false
	}
	words := word.FindAllStringIndex(text, -1)
	for i := 0; i+n <= len(words); i++ {
		written := text[words[i][0]:words[i+n-1][1]]
		// A word written small is no name: that of Hòa Bình is also peace.
		first, _ := utf8.DecodeRuneInString(written)
		if unicode.IsUpper(first) && vietnamese.Fold(written) == wanted && !vietnamese.Same(written, place) {
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
	return doubledIn(aside.ReplaceAllString(text, ""))
}

func doubledIn(text string) (string, bool) {
	words := word.FindAllStringIndex(text, -1)
	for i := 1; i < len(words); i++ {
		before, after := text[words[i-1][0]:words[i-1][1]], text[words[i][0]:words[i][1]]
		if strings.Trim(text[words[i-1][1]:words[i][0]], " \u00a0") != "" || words[i-1][1] == words[i][0] {
			continue
		}
		plain := strings.ToLower(norm.NFC.String(after))
		first, _ := utf8.DecodeRuneInString(after)
		if plain == strings.ToLower(norm.NFC.String(before)) && !unicode.IsUpper(first) && !mayDouble(plain) {
			return before + " " + after, true
		}
	}
	return "", false
}

// mayDouble knows common reduplications, and năm năm, which is five years.
func mayDouble(word string) bool {
	return strings.Contains(" luôn dần thường mãi đời ngày đêm người nhà ngành ai rất xa hay từ lâu đều vừa xanh tầng lớp "+
		"song chung năm ba riêng hàng thôn làng nơi chốn tỉnh đoàn rưng ào ầm hoài nhanh sáng tối chiều đâu gì nào ", " "+word+" ")
}
