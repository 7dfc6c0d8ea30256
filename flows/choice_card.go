package flows

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"unicode/utf8"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
	"thidua/flows/xpath"
)

// choiceButtons shows the choices, paged: a tick before those chosen, short ones side by side.
func (t *turn) choiceButtons(c *card, p *place, n *node) {
	choices, held := t.found(n, t.shuffled(p, n, t.offered(p, n))), t.held()
	var ticked []string
	if n.q.Type == thidua.SelectMultiple {
		c.line(thidua.Faint, texts.Chosen.In(t.language))
		ticked = t.ticked(p, n)
	}
	if held.Search != "" && len(ticked) > 0 {
		c.line(thidua.Body, texts.Now.In(t.language, t.shown(n, t.chosen(p, n, ticked...))))
	}
	columns := 1
	if !slices.ContainsFunc(choices, func(c thidua.Choice) bool { return utf8.RuneCountInString(t.label(n, c.Name)) > shortLabel }) {
		columns = 2
	}
	others := 1 // back, pause, cancel
	if n.q.Type == thidua.SelectMultiple || !t.isRequired(p, n) || t.holds(p, n) || n.q.Guidance != nil {
		others++
	}
	if held.Search != "" {
		others++
	}
	size := columns * c.share(others, 0, (len(choices)+columns-1)/columns)
	if len(choices) > size {
		c.line(thidua.Faint, texts.TypeToFind.In(t.language))
	}
	start, end := window(held.Page, len(choices), size)
	var row []option
	for i, choice := range choices[start:end] {
		label := t.label(n, choice.Name)
		if n.q.Type == thidua.SelectMultiple {
			label = box(slices.Contains(ticked, choice.Name)) + label
		}
		row = append(row, option{label: label, do: Action{Do: doChoose, Arg: choice.Name}})
		if len(row) == columns || i == end-start-1 {
			c.row(row...)
			row = nil
		}
	}
	t.pageRow(c, start/size, len(choices), size)
	if held.Search != "" {
		c.row(t.button("", texts.All, doShowAll))
	}
}

// shuffled puts choices in an order of chance that stays the same for each filling, or is the seed's (XLSForm §5).
func (t *turn) shuffled(p *place, n *node, choices []thidua.Choice) []thidua.Choice {
	if n.q.Parameters["randomize"] != "true" {
		return choices
	}
	mixed := make([]thidua.Choice, len(choices))
	for i, from := range xpath.Shuffle(len(choices), t.shuffleSeed(p, n)) {
		mixed[i] = choices[from]
	}
	return mixed
}

func (t *turn) shuffleSeed(p *place, n *node) float64 {
	switch {
	case n.seed != nil:
		return t.evaluate(n.seed, t.at(p, n)).AsNumber()
	default:
		h := fnv.New32a()
		fmt.Fprint(h, t.sheetKey(p), n.path)
		return float64(h.Sum32())
	}
}

// shortLabel is up to how many characters two choices share a row.
const shortLabel = 14

func box(ticked bool) string {
	if ticked {
		return "✅ "
	}
	return "⬜ "
}

// window is where a page of a long list begins and ends; a page that is no longer there is the last one.
func window(page, total, size int) (start, end int) {
	start = min(page*size, max(0, total-1)/size*size)
	return start, min(start+size, total)
}

// pageRow adds the buttons that turn pages.
func (t *turn) pageRow(c *card, page, total, size int) {
	var row []option
	if page > 0 {
		row = append(row, t.button("⬅", texts.Less, doPage, strconv.Itoa(page-1)))
	}
	if (page+1)*size < total {
		row = append(row, t.button("➡", texts.More, doPage, strconv.Itoa(page+1)))
	}
	c.row(row...)
}

// found narrows the choices to what was typed.
func (t *turn) found(n *node, choices []thidua.Choice) []thidua.Choice {
	search := t.held().Search
	if search == "" {
		return choices
	}
	var kept []thidua.Choice
	for _, i := range t.matches(n, choices, search) {
		kept = append(kept, choices[i])
	}
	return kept
}

func (t *turn) matches(n *node, choices []thidua.Choice, text string) []int {
	labels := make([]string, len(choices))
	for i, c := range choices {
		labels[i] = t.label(n, c.Name)
	}
	return vietnamese.Find(text, labels)
}
