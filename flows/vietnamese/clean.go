// Package vietnamese reads what Vietnamese people type (dates, numbers, names, phones, document
// numbers), compares and sorts it, and writes it the official way. It knows the working calendar
// and the lunar one. It reads no clock, network or disk.
package vietnamese

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean returns s as it should be stored: NFC, without invisible and control characters, every kind of blank
// as a plain space, every line ending as LF, no blanks at the end of a line nor around the whole.
// Inner newlines and tabs stay.
func Clean(s string) string {
	if plain(s) {
		return trimLines(s)
	}
	s = strings.ToValidUTF8(s, string(utf8.RuneError))
	s = strings.ReplaceAll(s, "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(s))
	var last rune
	for _, r := range s {
		r = visible(last, r)
		if r < 0 {
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return trimLines(norm.NFC.String(b.String()))
}

// plain reports whether s is printable ASCII with newlines and tabs, the common case that needs no rewriting.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c == 0x7f || c < ' ' && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}

// visible maps one rune to what is stored, or to -1 to drop it. The joiner stays inside an emoji only.
func visible(last, r rune) rune {
	switch {
	case r == '\n', r == '\t':
		return r
	case r == '\r', r == '\v', r == '\f', r == 0x85, r == 0x2028, r == 0x2029:
		return '\n'
	case unicode.Is(unicode.Zs, r):
		return ' '
	case r == 0x200D && pictograph(last):
		return r
	case r >= 0xE0020 && r <= 0xE007F: // the tags that make up regional flags
		return r
	case unicode.In(r, unicode.Cc, unicode.Cf), invisibleLetter(r), r&0xFFFE == 0xFFFE:
		return -1
	}
	return r
}

func pictograph(r rune) bool {
	return r == 0xFE0F || r >= 0x1F3FB && r <= 0x1F3FF || r >= 0x2190 && unicode.Is(unicode.So, r)
}

// invisibleLetter names the letters and marks that show nothing although Unicode does not call them formatting.
func invisibleLetter(r rune) bool {
	switch r {
	case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0xFFFC:
		return true
	}
	return false
}

func trimLines(s string) string {
	s = strings.Trim(s, " \t\n")
	if !strings.Contains(s, " \n") && !strings.Contains(s, "\t\n") {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t")
	}
	return strings.Join(lines, "\n")
}
