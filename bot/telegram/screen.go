package telegram

import (
	"slices"
	"strings"
	"unicode/utf8"

	"thidua"
)

// overflow takes from a message what has no room above its buttons on a phone's screen, from the top; nothing from one
// that fits, or that a file comes with.
func overflow(m thidua.Message) (above, rest []thidua.Line) {
	room := max(1, thidua.Room(len(m.Buttons)))
	if len(m.Buttons) == 0 || m.Attach != nil || m.Given != nil || thidua.Tall(m.Lines...) <= room {
		return nil, m.Lines
	}
	var lines []thidua.Line
	for _, line := range m.Lines {
		for text := range strings.SplitSeq(line.Text, "\n") {
			lines = append(lines, thidua.Line{Text: text, Style: line.Style})
		}
	}
	at := len(lines)
	for at > 0 && thidua.Tall(lines[at-1:]...) <= room {
		at--
	}
	if !blank(lines[at:]) {
		return lines[:at], lines[at:]
	}
	head, tail := cutEnd(lines[at-1].Text, room*thidua.ScreenWidth)
	above = slices.Clone(lines[:at])
	above[at-1].Text = head
	return above, append([]thidua.Line{{Text: tail, Style: lines[at-1].Style}}, lines[at:]...)
}

// cutEnd takes the last words off a text, so many characters at most.
func cutEnd(text string, most int) (head, tail string) {
	from := len(text)
	for ; most > 0 && from > 0; most-- {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	if i := strings.IndexByte(text[from:], ' '); i >= 0 && from+i < len(text)-1 {
		return text[:from+i], text[from+i+1:]
	}
	for from < len(text) && whole(text, from) < from { // a character keeps its marks
		_, size := utf8.DecodeRuneInString(text[from:])
		from += size
	}
	return text[:from], text[from:]
}
