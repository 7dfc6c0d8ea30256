package bot

import "thidua"

// page is which of a list's things stand on one card.
type page struct{ from, to int }

// pagesOf lays things out on pages that a phone shows with their buttons, in their order: each takes so many lines, and
// there is always one page.
func pagesOf(room int, tall []int) []page {
	pages := []page{{}}
	left := room
	for i, lines := range tall {
		last := &pages[len(pages)-1]
		if lines > left && last.to > last.from {
			pages = append(pages, page{i, i})
			last, left = &pages[len(pages)-1], room
		}
		last.to, left = i+1, left-lines
	}
	return pages
}

// tallEach is how many lines each of some texts takes, with so many rows of buttons.
func tallEach(texts []string, rows int) []int {
	tall := make([]int, len(texts))
	for i, text := range texts {
		tall[i] = thidua.Tall(thidua.Line{Text: text}) + rows*thidua.RowLines
	}
	return tall
}

// tighten cuts the lines of a card, from one on, to a line of a phone's screen each, the last first, until it fits.
func tighten(m *thidua.Message, from int) {
	for i := len(m.Lines) - 1; i >= from && m.Height() > thidua.ScreenLines; i-- {
		m.Lines[i].Text = thidua.Clip(m.Lines[i].Text, 1)
	}
}
