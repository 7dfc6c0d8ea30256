package flows

import (
	"strconv"
	"strings"

	"thidua"
)

// mostEntries is how many entries a card shows at once; the rest is reached by paging.
const mostEntries = 20

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
	c := &card{}
	if n.parent != nil {
		c.line(thidua.Faint, t.standsAt(p, n))
		for _, note := range t.notes(p, n) {
			c.line(thidua.Body, t.told(p, note))
		}
	}
	c.line(thidua.Strong, t.nodeLabel(p, n))
	c.line(thidua.Faint, t.say(n, n.q.Hint, t.at(p, n)))
	t.listRows(c, p, n)
	if n.parent != nil {
		c.row(t.button("✓", sayDone, doDone), t.button("◀", sayBack, doBack))
	} else {
		c.row(t.button("◀", sayBack, doMenu))
	}
	c.row(t.button("⏸", sayPause, doPause), t.button("✖", sayCancel, doCancel))
	return c
}

// listRows shows one page of the entries, and what can be done with the list.
func (t *turn) listRows(c *card, p *place, n *node) {
	entries := t.list(p, n).Entries
	if len(entries) == 0 {
		c.line(thidua.Body, sayNoEntries.In(t.language))
	} else {
		c.line(thidua.Body, sayEntries.In(t.language, len(entries)))
	}
	start, end := window(t.held().Page, len(entries), mostEntries)
	var lines []string
	for i, item := range entries[start:end] {
		number := strconv.Itoa(start+i+1) + ". "
		lines = append(lines, number+item.label())
		c.row(option{label: "✏️ " + number + excerptTo(item.label(), 40), do: Action{Do: doEntry, Arg: item.ID}})
	}
	c.line(thidua.Body, strings.Join(lines, "\n"))
	t.pageRow(c, start/mostEntries, len(entries), mostEntries)
	add := t.button("➕", sayAdd, doAdd)
	if n.parent == nil && len(entries) > 0 {
		c.row(add, t.button("📤", saySubmit, doSubmit))
		return
	}
	c.row(add)
}

// limits are the numbers of entries that a repeat takes; most is 0 for any number.
func (t *turn) limits(p *place, n *node) (least, most int) {
	if count, counted := t.wanted(p, n); counted {
		return count, max(count, 1)
	}
	if n.parent == nil {
		return max(n.part.Min, 1), n.part.Max // an empty part is declared so
	}
	return 0, 0
}

// add opens a new entry at its first question.
func (t *turn) add() {
	p, n := t.listed()
	if n == nil || t.closed(p) {
		return
	}
	list := t.list(p, n)
	if _, most := t.limits(p, n); most > 0 && len(list.Entries) >= most {
		t.warn(sayTooMany, t.nodeLabel(p, n), most)
		return
	}
	id := strconv.FormatInt(t.input.Update, 36)
	t.started(p)
	list.Entries = append(list.Entries, Item{ID: id, Open: true})
	t.relist(p, n)
	for q := p; q.repeat != nil; q = q.up {
		t.setOpen(q, true)
	}
	t.goEntry(p.inner(n, id))
}

// openEntry shows an entry's answers, or goes on where it was left.
func (t *turn) openEntry(id string) {
	p, n := t.listed()
	switch {
	case n == nil || t.closed(p):
	case t.list(p, n).position(id) < 0:
		t.tell(sayGone)
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
		t.goStop(inner, stop)
		return
	}
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
	if least, _ := t.limits(p, n); len(list.Entries) < least {
		t.warn(sayTooFew, t.nodeLabel(p, n), least)
		return
	}
	if !list.Done {
		t.started(p)
		list.Done = true
		t.relist(p, n)
	}
	t.goAfter(p)
}
