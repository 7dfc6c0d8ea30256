package export

import (
	"slices"

	"github.com/beevik/etree"
)

// section is a pair of markers.
type section struct{ open, close *etree.Element }

// nestingLimit is how deep sections may stand in each other.
const nestingLimit = 50

// pair matches the markers of a part, in the order of their opening. Where some do not match it goes on with the others,
// and gives those that do.
func (c *compiler) pair(root *etree.Element) []section {
	var pairs []section
	var open []int
	for e := range elements(root) {
		if !c.marker(e) {
			continue
		}
		t := c.tags[e]
		if t.kind != closingTag {
			if open = append(open, len(pairs)); len(open) > nestingLimit {
				c.mismatch(t, "mục lồng nhau quá sâu", "the sections are nested too deeply")
				return nil
			}
			pairs = append(pairs, section{open: e})
			continue
		}
		at := len(open) - 1
		for at >= 0 && !t.closes(c.tags[pairs[open[at]].open]) {
			at--
		}
		switch {
		case at < 0:
			c.mismatch(t, "không có thẻ mở tương ứng", "closes nothing that is open")
			continue
		case at < len(open)-1:
			inner := c.tags[pairs[open[len(open)-1]].open].source
			c.mismatch(t, "đóng trước khi "+inner+" được đóng", "crosses "+inner+", which must close first")
		default:
			pairs[open[at]].close = e
		}
		open = slices.Delete(open, at, at+1)
	}
	for _, i := range open {
		t := c.tags[pairs[i].open]
		c.mismatch(t, "chưa được đóng bằng {{/"+bare(t.code.source)+"}}", "is never closed")
	}
	return slices.DeleteFunc(pairs, func(s section) bool { return s.close == nil })
}

func (c *compiler) mismatch(t *tag, vietnamese, english string) {
	c.unpaired = true
	c.fail(t.wrong(vietnamese, english))
}

// wrap encloses what a section repeats: the children of the nearest element that holds both its markers, or the whole
// row where they stand in different cells of it.
func (c *compiler) wrap(s section) error {
	t := c.tags[s.open]
	holder := commonAncestor(s.open, s.close)
	if is(holder, "tr") {
		holder = holder.Parent()
	}
	if !allowed(holder, s.open) || !allowed(holder, s.close) {
		return t.wrong("mở và đóng ở hai nơi không ghép được (khác ô, khung chữ hoặc chen với mục khác)",
			"opens and closes in places that do not match (another cell, text box, or across another section)")
	}
	first, last := childHolding(holder, s.open), childHolding(holder, s.close)
	enclosed := etree.NewElement(sectionElement)
	c.tags[enclosed] = t
	from, to, all := first.Index(), last.Index(), slices.Clone(holder.Child)
	rearrange(holder, slices.Concat(all[:from], []etree.Token{enclosed}, all[to+1:]))
	rearrange(enclosed, all[from:to+1])
	c.strike(s.open, enclosed)
	c.strike(s.close, enclosed)
	return nil
}

func commonAncestor(a, b *etree.Element) *etree.Element {
	above := map[*etree.Element]bool{}
	for e := a.Parent(); e != nil; e = e.Parent() {
		above[e] = true
	}
	for e := b.Parent(); e != nil; e = e.Parent() {
		if above[e] {
			return e
		}
	}
	return nil
}

func childHolding(holder, e *etree.Element) *etree.Element {
	for e.Parent() != holder {
		e = e.Parent()
	}
	return e
}

// allowed tells whether a marker may reach up to the element that holds its section: through one cell where rows
// repeat, never out of a text box or a note, never across another section.
func allowed(holder, marker *etree.Element) bool {
	cells := 0
	for e := marker.Parent(); e != holder; e = e.Parent() {
		switch {
		case e.Tag == sectionElement || isAny(e, "txbxContent", "footnote", "endnote", "comment"):
			return false
		case is(e, "tc"):
			cells++
		}
	}
	if is(real(holder), "tbl") {
		return cells == 1
	}
	return cells == 0
}

// real is the nearest element that is not a section.
func real(e *etree.Element) *etree.Element {
	for e != nil && e.Tag == sectionElement {
		e = e.Parent()
	}
	return e
}

// strike takes a marker away, and with it the paragraph or row that held nothing else.
func (c *compiler) strike(marker, enclosed *etree.Element) {
	p := marker.Parent()
	for !is(p, "p") {
		p = p.Parent()
	}
	marker.Parent().RemoveChild(marker)
	delete(c.tags, marker)
	c.emptiable[p] = true
	if !c.hollow(p) || c.holdsMarker(p) || c.holds(p, enclosed) {
		return
	}
	if row := rowOf(p); row != nil && childOf(enclosed, row) && is(real(enclosed), "tbl") {
		if len(enclosed.ChildElements()) > 1 && c.hollowRow(row) {
			row.Parent().RemoveChild(row)
			return
		}
	}
	if parent := real(p.Parent()); is(parent, "tc") && lastBlock(parent) {
		return
	}
	p.Parent().RemoveChild(p)
}

// holds tells whether a paragraph encloses its own section: then it vanishes when it is rendered empty.
func (c *compiler) holds(p, enclosed *etree.Element) bool {
	for e := enclosed; e != nil; e = e.Parent() {
		if e == p {
			return true
		}
	}
	return false
}

func (c *compiler) holdsMarker(p *etree.Element) bool {
	for e := range own(p) {
		if c.marker(e) {
			return true
		}
	}
	return false
}

func rowOf(e *etree.Element) *etree.Element {
	for ; e != nil; e = e.Parent() {
		if is(e, "tr") {
			return e
		}
		if is(e, "tbl") {
			return nil
		}
	}
	return nil
}

func childOf(holder, e *etree.Element) bool { return real(e.Parent()) == real(holder) }

func (c *compiler) hollowRow(row *etree.Element) bool {
	for e := range elements(row) {
		if is(e, "p") && (!c.hollow(e) || c.holdsMarker(e)) {
			return false
		}
	}
	return true
}

// lastBlock tells whether a cell holds a single block: it may not lose it.
func lastBlock(cell *etree.Element) bool {
	blocks := 0
	for e := range elements(cell) {
		if isAny(e, "p", "tbl") {
			blocks++
		}
	}
	return blocks <= 1
}
