package flows

import (
	"slices"
	"strings"

	"thidua"
	"thidua/flows/texts"
)

// longestEntry is how much of an entry's label people see, in characters.
const longestEntry = 80

// entryLabel is how people know an entry: the label of the first group inside it where that has references, or
// else its first answer (XLSForm §4).
func (v *view) entryLabel(p *place) string {
	for _, n := range p.repeat.children {
		if n.q.Type == thidua.Group && strings.Contains(n.q.Label.In(v.language), "${") {
			if label := v.say(n, n.q.Label, v.at(p, n)); label != "" {
				return excerptTo(label, longestEntry)
			}
		}
	}
	for n := range v.visible(p, 0) {
		if n.q.Type == thidua.Repeat {
			continue
		}
		if a, _ := v.given(p, n); a.Value != "" {
			return excerptTo(v.shown(n, a), longestEntry)
		}
	}
	return ""
}

// entryName is an entry's label, or that of its repeat.
func (v *view) entryName(p *place) string {
	if label := v.entryLabel(p); label != "" {
		return label
	}
	return v.nodeLabel(p.up, p.repeat)
}

// placeLabel names a place for people: the part, and the entries that are open.
func (v *view) placeLabel(p *place) string {
	if p.repeat == nil {
		return v.partLabel(p)
	}
	label, entry := v.placeLabel(p.up), v.entryName(p)
	if entry == label { // a new entry of a repeat part
		return label
	}
	return label + " › " + entry
}

// mark keeps what a list says of an entry in step with its answers.
func (t *turn) mark(p *place) {
	t.markOpen(p, p.repeat != nil && (t.open(p) != nil || t.hasOpenEntries(p)))
}

// hasOpenEntries tells whether an entry's own lists say that something in them is still to be answered.
func (t *turn) hasOpenEntries(p *place) bool {
	return p.repeat != nil && slices.ContainsFunc(p.repeats(), func(n *node) bool {
		return t.isRelevant(t.at(p, n)) && slices.ContainsFunc(t.all(t.list(p, n)), func(b blockSum) bool { return b.open > 0 })
	})
}

func (t *turn) markOpen(p *place, open bool) {
	if p.repeat != nil {
		t.describe(p, t.entryLabel(p), open)
	}
}

// isBlank tells whether nothing was entered in an entry.
func (t *turn) isBlank(p *place) bool {
	for _, n := range p.repeats() {
		if t.list(p, n).Size > 0 {
			return false
		}
	}
	return t.sheet(p).isEmpty()
}

// entryButtons are what can be done with an entry as a whole.
func (t *turn) entryButtons(c *card, p *place) {
	if t.amends() {
		t.wayRow(c, doBack)
		return
	}
	at, size := t.position(p), t.list(p.up, p.repeat).Size
	var row []option
	if at > 0 {
		row = append(row, t.button("⬆", texts.Up, doUp))
	}
	if at+1 < size {
		row = append(row, t.button("⬇", texts.Down, doDown))
	}
	c.row(row...)
	c.row(t.mendButton([]option{t.button("🗑", texts.Delete, doDelete), t.button("◀", texts.Back, doBack)})...)
}
