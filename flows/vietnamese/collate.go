package vietnamese

import (
	"cmp"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Compare orders two texts as a Vietnamese dictionary does: letters a ă â b c d đ e ê … o ô ơ … u ư first over the
// whole text, then tones (level, grave, hook, tilde, acute, dot), then lower before upper case. Blanks and signs come
// before digits, digits before letters. It keeps no state and may be called from anywhere.
func Compare(a, b string) int {
	if a == b {
		return 0
	}
	return cmp.Or(
		compareBy(a, b, letterRank), compareBy(a, b, toneRank), compareBy(a, b, caseRank), cmp.Compare(a, b))
}

// compareBy compares two texts letter by letter on one level.
func compareBy(a, b string, rank func(rune) int) int {
	for {
		ra, na := nextLetter(a)
		rb, nb := nextLetter(b)
		if na == 0 || nb == 0 {
			return cmp.Compare(na, nb)
		}
		if c := cmp.Compare(rank(ra), rank(rb)); c != 0 {
			return c
		}
		a, b = a[na:], b[nb:]
	}
}

// nextLetter returns the composed letter at the start of s and its length in bytes.
func nextLetter(s string) (rune, int) {
	if len(s) == 0 || s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		if len(s) == 0 {
			return 0, 0
		}
		return rune(s[0]), 1
	}
	n := norm.NFC.NextBoundaryInString(s, true)
	r, size := utf8.DecodeRuneInString(s)
	if size != n {
		r, _ = utf8.DecodeRuneInString(norm.NFC.String(s[:n]))
	}
	return r, n
}

// Each letter keeps eight places after it for the ones that Vietnamese puts behind it.
func letterRank(r rune) int {
	const letterStart = 1 << 24
	r = unicode.ToLower(r)
	letter, _ := splitTone(r)
	switch letter {
	case 'ă':
		return letterStart + 'a'*8 + 1
	case 'â':
		return letterStart + 'a'*8 + 2
	case 'đ':
		return letterStart + 'd'*8 + 1
	case 'ê':
		return letterStart + 'e'*8 + 1
	case 'ô':
		return letterStart + 'o'*8 + 1
	case 'ơ':
		return letterStart + 'o'*8 + 2
	case 'ư':
		return letterStart + 'u'*8 + 1
	}
	switch {
	case unicode.IsLetter(letter):
		return letterStart + int(base(letter))*8
	case unicode.IsDigit(letter):
		return letterStart/2 + int(letter)
	}
	return int(letter)
}

func toneRank(r rune) int {
	if r < utf8.RuneSelf {
		return 0
	}
	_, tone := splitTone(unicode.ToLower(r))
	switch tone {
	case 0x300:
		return 1
	case 0x309:
		return 2
	case 0x303:
		return 3
	case 0x301:
		return 4
	case 0x323:
		return 5
	}
	return 0
}

func caseRank(r rune) int {
	if unicode.IsUpper(r) {
		return 1
	}
	return 0
}
