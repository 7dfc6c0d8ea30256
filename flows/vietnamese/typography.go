package vietnamese

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	blankRun    = regexp.MustCompile(`(\S) {2,}`)
	blankBefore = regexp.MustCompile(`([\p{L}\p{N})\]”"%]) +([,.;:!?])( |$|\n)`)
	percentSign = regexp.MustCompile(`(\d)[ \x{a0}]*%`)
)

// Typography evens out a text for export, never for storage: straight double quotes in pairs become curly, a percent
// sign stands after one non-breaking blank, blanks before punctuation and runs of blanks go.
func Typography(s string) string {
	s = blankRun.ReplaceAllString(s, "$1 ")
	s = blankBefore.ReplaceAllString(s, "$1$2$3")
	s = percentSign.ReplaceAllString(s, "$1\u00a0%")
	if !strings.Contains(s, `"`) {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = curlQuotes(line)
	}
	return strings.Join(lines, "\n")
}

// curlQuotes leaves a line alone whose straight quotes do not pair up, such as one with inches.
func curlQuotes(line string) string {
	var b strings.Builder
	open := false
	before := ' '
	for i, r := range line {
		if r == '"' {
			after, _ := utf8.DecodeRuneInString(line[i+1:])
			begins := unicode.IsSpace(before) || strings.ContainsRune("([{–—-/“", before)
			switch {
			case open:
				r = '”'
			case begins && !unicode.IsSpace(after) && after != utf8.RuneError:
				r = '“'
			default:
				return line
			}
			open = !open
		}
		b.WriteRune(r)
		before = r
	}
	if open {
		return line
	}
	return b.String()
}
