package vietnamese

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the key for searching without accents: lower case, no marks, đ as d, blanks collapsed.
func Fold(s string) string {
	if !plain(s) {
		s = Clean(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range s {
		if r == ' ' || r == '\n' || r == '\t' {
			blank = b.Len() > 0
			continue
		}
		if r >= utf8.RuneSelf {
			r = base(r)
		}
		if r < 0 {
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// base strips a rune of its marks, or returns -1 where the rune is itself a mark.
// đ has no decomposition in Unicode, and the Icelandic eth is often typed in its place.
func base(r rune) rune {
	switch r {
	case 'đ', 'Đ', 'ð', 'Ð':
		return 'd'
	}
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	var buf [utf8.UTFMax]byte
	d := norm.NFD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition()
	if d == nil {
		return r
	}
	r, _ = utf8.DecodeRune(d)
	return r
}

// ToneKey returns the key under which hoà and hòa are one word: lower case, blanks collapsed, the tone of an open
// syllable in oa, oe, uy on its first vowel, unless the onset is q.
func ToneKey(s string) string {
	s = strings.Join(strings.Fields(strings.ToLower(Clean(s))), " ")
	if plain(s) {
		return s
	}
	s = norm.NFC.String(s)
	var b strings.Builder
	b.Grow(len(s))
	for len(s) > 0 {
		n := letters(s)
		if n == 0 {
			_, n = utf8.DecodeRuneInString(s)
			b.WriteString(s[:n])
		} else {
			b.WriteString(moveTone(s[:n]))
		}
		s = s[n:]
	}
	return b.String()
}

// Same reports whether a and b differ at most in case, blanks and where the tone is written.
func Same(a, b string) bool { return a == b || ToneKey(a) == ToneKey(b) }

// letters returns the length in bytes of the run of letters at the start of s.
func letters(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			return i
		}
	}
	return len(s)
}

// moveTone puts the tone of one lower-case syllable in oa, oe, uy on the first of the two vowels.
func moveTone(syllable string) string {
	r := []rune(syllable)
	n := len(r)
	if n < 2 || r[n-2] != 'o' && r[n-2] != 'u' {
		return syllable
	}
	first := r[n-2]
	second, tone := splitTone(r[n-1])
	open := first == 'o' && (second == 'a' || second == 'e') || first == 'u' && second == 'y'
	if !open || tone == 0 || n > 2 && r[n-3] == 'q' {
		return syllable
	}
	return string(r[:n-2]) + norm.NFC.String(string([]rune{first, tone})) + string(second)
}

// splitTone takes a composed letter apart into the letter with its vowel mark and the tone (0 for the level tone).
func splitTone(r rune) (letter, tone rune) {
	if r < utf8.RuneSelf {
		return r, 0
	}
	rest := make([]rune, 0, 3)
	for _, d := range norm.NFD.String(string(r)) {
		if isTone(d) {
			tone = d
		} else {
			rest = append(rest, d)
		}
	}
	letter, _ = utf8.DecodeRuneInString(norm.NFC.String(string(rest)))
	return letter, tone
}

// isTone knows the five written tones: grave, hook above, tilde, acute, dot below.
func isTone(r rune) bool {
	return r == 0x300 || r == 0x309 || r == 0x303 || r == 0x301 || r == 0x323
}
