package flows

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"thidua"
	"thidua/flows/texts"
)

// listed is the open list: its place and its repeat.
func (t *turn) listed() (*place, *node) {
	p := t.current()
	if p == nil {
		return nil, nil
	}
	path := t.session.Question
	if t.session.Screen == Opening && p.part.top.q.Type == thidua.Repeat {
		path = p.part.top.path
	}
	n := p.find(path)
	if n == nil || n.q.Type != thidua.Repeat || !t.isRelevant(t.at(p, n)) {
		return nil, nil
	}
	return p, n
}

func (t *turn) listCard() *card {
	p, n := t.listed()
	c := t.listHead(p, n)
	t.listRows(c, p, n)
	back := doMenu
	if n.parent != nil {
		back = doBack
	}
	t.wayRow(c, back)
	return c
}

// listHead says above a list what it is.
func (t *turn) listHead(p *place, n *node) *card {
	c := t.unitCard()
	if n.parent != nil {
		c.line(thidua.Faint, t.standsAt(p, n))
		for _, note := range t.notes(p, n) {
			c.line(thidua.Body, t.told(p, note))
		}
	}
	c.line(thidua.Strong, t.nodeLabel(p, n))
	c.line(thidua.Faint, t.say(n, n.q.Hint, t.at(p, n)))
	t.amendLine(c)
	t.reasonLine(c, p, n)
	return c
}

// entriesOnPage is how many entries a list's card shows beneath its head, each with a line.
func (t *turn) entriesOnPage(c *card, size int) int {
	others := 3 // add, hand in, back
	if t.session.Screen == Opening {
		others++ // report nothing
	}
	return c.share(others, 1, size)
}

// listRows shows one page of the entries, and what can be done with the list.
func (t *turn) listRows(c *card, p *place, n *node) {
	size := t.list(p, n).Size
	if size == 0 {
		c.line(thidua.Body, texts.NoEntries.In(t.language))
		c.line(thidua.Faint, texts.PasteHint.In(t.language))
	} else {
		c.line(thidua.Body, texts.Entries.In(t.language, size))
	}
	rows := t.entriesOnPage(c, size)
	start, end := window(t.held().Page, size, rows)
	var lines []string
	for i, item := range t.some(p, n, start, end) {
		number := strconv.Itoa(start+i+1) + ". "
		state := ""
		if item.Open {
			state += " · " + texts.Incomplete.In(t.language)
		}
		if t.hasUnmended(p.inner(n, item.ID)) {
			state += " · " + texts.States[thidua.Returned].Word.In(t.language)
		}
		room := max(thidua.ScreenWidth/2, thidua.ScreenWidth-utf8.RuneCountInString(number+state))
		lines = append(lines, number+excerptTo(item.label(), room)+state)
		c.row(option{label: "✏️ " + number + excerptTo(item.label(), 40), do: Action{Do: doEntry, Arg: item.ID}})
	}
	c.line(thidua.Body, strings.Join(lines, "\n"))
	t.pageRow(c, start/rows, size, rows)
	t.addRow(c, p, n, size)
}

// addRow offers to add an entry where one more is taken, to end the list, and to undo the newest deletion.
func (t *turn) addRow(c *card, p *place, n *node, size int) {
	var row []option
	if _, most := t.limits(p, n); !t.amends() && (most == 0 || size < most) {
		row = append(row, t.button("➕", texts.Add, doAdd))
		if size > 0 {
			row = append(row, t.button("📑", texts.Copy, doCopy))
		}
	}
	c.row(row...)
	row = nil
	if n.parent != nil {
		row = append(row, t.button("✓", texts.Done, doDone))
	} else if size > 0 {
		row = t.mendButton(append(row, t.button("📤", texts.Submit, doSubmit)))
	}
	if n.q.Guidance != nil && t.session.Screen == Listing {
		row = append(row, t.button("💡", texts.Explain, doExplain))
	}
	if d := t.list(p, n).Undo; d != nil {
		row = append(row, t.button("↩", texts.Undo, doUndo, d.Item.ID))
	}
	c.row(row...)
}

// limits are the numbers of entries that a repeat takes; most is 0 for any number.
func (v *view) limits(p *place, n *node) (least, most int) {
	if count, counted := v.wanted(p, n); counted {
		return count, max(count, 1)
	}
	if n.parent == nil {
		return max(n.part.Min, 1), n.part.Max // an empty part is declared so
	}
	return 0, 0
}

// isFull tells, and says, that a repeat takes no more entries.
func (t *turn) isFull(p *place, n *node) bool {
	_, most := t.limits(p, n)
	if most == 0 || t.list(p, n).Size < most {
		return false
	}
	t.warn(texts.TooMany, t.nodeLabel(p, n), most)
	return true
}

// add opens a new entry at its first question.
func (t *turn) add() {
	p, n := t.listed()
	if n == nil || t.closed(p) || t.isFull(p, n) {
		return
	}
	inner := p.inner(n, t.newEntry(0))
	t.started(p)
	t.append(inner, Item{ID: inner.id, Open: true})
	t.markUp(p)
	t.goEntry(inner)
}

// openEntry shows an entry's answers, or goes on where it was left.
func (t *turn) openEntry(id string) {
	p, n := t.listed()
	switch {
	case n == nil || t.closed(p):
	case !t.exists(p.inner(n, id)):
		t.tell(texts.Gone)
	default:
		t.goEntry(p.inner(n, id))
	}
}

// goEntry shows the first open question of an entry, or all its answers.
func (t *turn) goEntry(p *place) {
	if t.session.Return >= p.depth() {
		t.session.Return = 0
	}
	if inner, stop := t.unfinished(p); stop != nil {
		t.goAgain(inner, stop)
		return
	}
	t.mark(p)
	t.goReview(p)
}

// listDone ends a nested list and goes on behind it.
func (t *turn) listDone() {
	p, n := t.listed()
	if n == nil {
		t.goMenu()
		return
	}
	list := t.list(p, n)
	if least, _ := t.limits(p, n); list.Size < least {
		t.warn(texts.TooFew, t.nodeLabel(p, n), least)
		return
	}
	if !list.Done {
		t.started(p)
		list.Done = true
		t.relist(p, n)
	}
	t.goAfter(p)
}
