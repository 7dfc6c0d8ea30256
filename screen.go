package thidua

import (
	"strings"
	"unicode/utf8"
)

// A card is answered on a phone: what it says and its buttons stand on one screen, so that no button has to be scrolled
// to. The screen is a phone of 390 × 844 points without Telegram's own bars, the one on which the demo's page is tried.
const (
	ScreenWidth = 38 // characters in a line of a message
	ScreenLines = 32 // such lines, one above the other
	RowLines    = 2  // that a row of buttons takes
)

// Tall is how many lines of a phone's screen some lines of a message take.
func Tall(lines ...Line) int {
	tall := 0
	for _, line := range lines {
		for text := range strings.SplitSeq(line.Text, "\n") {
			tall += max(1, (utf8.RuneCountInString(text)+ScreenWidth-1)/ScreenWidth)
		}
	}
	return tall
}

// Height is how many lines of a phone's screen a message takes, its buttons included.
func (m Message) Height() int { return Tall(m.Lines...) + RowLines*len(m.Buttons) }

// Room is how many lines of text a phone shows above so many rows of buttons.
func Room(rows int) int { return ScreenLines - RowLines*rows }

// Clip shortens a text to so many lines of a phone's screen; three dots stand for the rest.
func Clip(text string, lines int) string {
	var kept []string
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if tall := Tall(Line{Text: line}); tall <= lines {
			kept, lines = append(kept, line), lines-tall
			continue
		}
		if lines > 0 {
			line = strings.TrimRight(string([]rune(line)[:lines*ScreenWidth-1]), " ") + "…"
			return strings.Join(append(kept, line), "\n")
		}
		if last := len(kept) - 1; last >= 0 {
			kept[last] = strings.TrimRight(kept[last], " ") + " …"
		}
		break
	}
	return strings.Join(kept, "\n")
}
