package export

import (
	"math"
	"unicode"
)

// narrowLetters are the widths of the letters of Times New Roman from the blank on, in thousandths of its size.
var narrowLetters = [...]uint16{
	250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, // blank to slash
	500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, // digits
	921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, // @ to O
	556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, // P to _
	333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, // ` to o
	500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541, // p to ~
}

// perWidth is how many thousandths stand in one character of a column's width, a digit of seven pixels, with a little
// kept back: programs do not agree on where a line ends.
const perWidth = 455

// letterWidths are the widths of all letters up to those of Vietnamese: every cell of a large table is measured.
var letterWidths = func() (widths [0x1f00]int16) {
	for r := range widths {
		widths[r] = int16(advance(rune(r)))
	}
	return widths
}()

func letterWidth(r rune) int {
	if int(r) < len(letterWidths) {
		return int(letterWidths[r])
	}
	return advance(r)
}

func advance(r rune) int {
	switch {
	case r < ' ':
		return 0
	case int(r)-' ' < len(narrowLetters):
		return int(narrowLetters[r-' '])
	case r >= 0x300 && r < 0x370: // marks over the letter before them
		return 0
	case r > 0x2fff:
		return 1000
	case r > 0x1e9f && r < 0x1efa && r%2 == 0, unicode.IsUpper(r): // the letters of Vietnamese stand in pairs
		return 722
	}
	return 490
}

// textWidth is the width of a text in one line, in characters of a column.
func textWidth(text string) float64 {
	width := 0
	for _, r := range text {
		width += letterWidth(r)
	}
	return float64(width) / perWidth
}

// widestByte is what a byte adds to a line at most: of letters beyond ASCII, the first byte counts. An end of a line adds
// more than any line has.
var widestByte = func() (most [256]int32) {
	for b := range most {
		switch {
		case b == '\n':
			most[b] = math.MaxInt16 * perWidth
		case b < 0x80:
			most[b] = int32(letterWidth(rune(b)))
		case b >= 0xe2:
			most[b] = 1000
		case b >= 0xc0:
			most[b] = 722
		}
	}
	return most
}()

// oneLine tells, quickly, that a text surely stands in one line of a column. Of the rows of a large table most do.
func oneLine(text string, room int) bool {
	if len(text) > room/200 {
		return false
	}
	left := int32(room)
	for i := range len(text) {
		left -= widestByte[text[i]]
	}
	return left >= 0
}

// linesIn is how many lines a text takes in a column, wrapped at its words.
func linesIn(text string, width float64) int {
	lines, room, used, word := 1, max(1000, int(width*perWidth)), 0, 0
	if oneLine(text, room) {
		return 1
	}
	end := func() {
		if used > 0 && used+word > room {
			lines, used = lines+1, 0
		}
		used += word
		if word > room { // programs break long words at signs, and so in more lines
			lines++
		}
		lines, used, word = lines+max(0, used-1)/room, max(0, used-1)%room+min(used, 1), 0
	}
	for _, r := range text {
		switch {
		case r == '\n':
			end()
			lines, used = lines+1, 0
		case r == ' ' || r == '\t':
			if word > 0 {
				end()
			}
			used += letterWidth(' ')
		default:
			word += letterWidth(r)
		}
	}
	end()
	return lines
}

// longest is the width of the longest line of a text, and that of its longest word.
func longest(text string) (line, word int) {
	inLine, inWord := 0, 0
	for _, r := range text {
		width := letterWidth(r)
		inLine, inWord = inLine+width, inWord+width
		if r == '\n' {
			inLine = 0
		}
		if r == '\n' || r == ' ' || r == '\t' {
			inWord = 0
		}
		line, word = max(line, inLine), max(word, inWord)
	}
	return line, word
}
