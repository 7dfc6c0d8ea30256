package flows

import (
	"slices"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// longestPaste is how much text of a list is taken, in UTF-16 units; a larger one comes as a spreadsheet.
const longestPaste = 60_000

// mostPreviewed is how many entries of a pasted list the preview shows.
const mostPreviewed = 6

// paste shows what a pasted text would become, if it is a list.
func (t *turn) paste(text string) bool {
	p, n := t.listed()
	if n == nil || !t.looksPasted(p, n, text) {
		return false
	}
	t.session.Held = &Held{Text: text}
	t.session.Question, t.session.Screen = n.path, Pasting
	return true
}

func (t *turn) looksPasted(p *place, n *node, text string) bool {
	_, ok := vietnamese.Pasted(text, t.pasteFields(p, n.inside))
	return ok && length(text) <= longestPaste && !t.isClosed(p)
}

// pasteInstead takes a list that was pasted at the first question of a new entry: a table or a numbered list, not
// just any text of several lines.
func (t *turn) pasteInstead(p *place, n *node, text string) bool {
	if t.amends() || p.repeat == nil || !strings.Contains(text, "\n") || n.q.Shows("multiline") || t.before(p, n) != nil || !t.isBlank(p) {
		return false
	}
	list, ok := vietnamese.Pasted(text, t.pasteFields(p.up, p.repeat.inside))
	if !ok || len(list.Entries) < 2 || list.Kind == vietnamese.PastedLines || list.Kind == vietnamese.PastedParagraphs {
		return false
	}
	t.erasePlace(p)
	t.goStop(p.up, p.repeat)
	t.session.Held = &Held{Text: text}
	t.session.Screen = Pasting
	return true
}

// anotherList stands between two pasted lists that are read each on its own.
const anotherList = "\f"

// pasteMore joins a further message to the list: Telegram splits long ones. What reads worse as one list than as two
// – a table after numbered lines – stays a list of its own, so that nothing of the first is dropped.
func (t *turn) pasteMore(text string) {
	held := t.hold()
	if length(held.Text)+1+length(text) > longestPaste {
		t.warn(texts.PasteTooLong)
		return
	}
	before, alone := t.countPasted(held.Text), t.countPasted(text)
	if joined := held.Text + "\n" + text; t.countPasted(joined) >= before+alone {
		held.Text = joined
		return
	}
	held.Text += anotherList + text
}

// countPasted is the number of entries that a text would become.
func (t *turn) countPasted(text string) int {
	before := t.session.Held
	t.session.Held = &Held{Text: text}
	defer func() { t.session.Held = before }()
	l, _ := t.readPasted()
	return len(l.entries)
}

// pasting is the list that a pasted text is to fill.
func (t *turn) pasting() (*place, *node) {
	p := t.current()
	if p == nil {
		return nil, nil
	}
	if n := p.find(t.session.Question); n != nil && n.q.Type == thidua.Repeat && t.isRelevant(t.at(p, n)) {
		return p, n
	}
	return nil, nil
}

func (t *turn) pasteCard() *card {
	c := t.unitCard()
	l, ok := t.readPasted()
	if !ok {
		return c
	}
	c.line(thidua.Strong, texts.Pasted.In(t.language, len(l.entries), t.nodeLabel(l.p, l.n)))
	var lines []string
	for i, e := range l.entries[:min(len(l.entries), mostPreviewed)] {
		lines = append(lines, strconv.Itoa(i+1)+". "+strings.Join(e.shown, " · "))
		for _, w := range e.wrong {
			lines = append(lines, "   ⚠️ "+w)
		}
	}
	c.line(thidua.Body, strings.Join(lines, "\n"))
	t.pasteNotes(c, l)
	if size, most := t.list(l.p, l.n).Size, t.most(l); most > 0 && size+len(l.entries) > most {
		c.line(thidua.Body, "⚠️ "+texts.TooMany.In(t.language, t.nodeLabel(l.p, l.n), most))
	} else {
		c.row(option{label: "✓ " + texts.PasteAdd.In(t.language, len(l.entries)), do: Action{Do: doPaste}})
	}
	c.row(t.button("✖", texts.PasteNot, doNo))
	return c
}

func (t *turn) most(l pasted) int {
	_, most := t.limits(l.p, l.n)
	return most
}

func (t *turn) pasteNotes(c *card, l pasted) {
	if more := len(l.entries) - mostPreviewed; more > 0 {
		c.line(thidua.Body, texts.PasteMore.In(t.language, more))
	}
	if l.wrong > 0 {
		c.line(thidua.Body, "⚠️ "+texts.PasteWrong.In(t.language, l.wrong))
	}
	if len(l.unused) > 0 {
		c.line(thidua.Faint, texts.ColumnsUnused.In(t.language, excerpt(strings.Join(l.unused, "; "))))
	}
	for _, aside := range l.aside[:min(len(l.aside), 3)] {
		c.line(thidua.Faint, texts.Aside.In(t.language, excerptTo(aside, longestEntry)))
	}
	c.line(thidua.Faint, texts.PasteAsk.In(t.language))
}

// pasteAll makes entries of the list that waits; what a question did not take is asked when the entry is opened.
func (t *turn) pasteAll() {
	l, ok := t.readPasted()
	if !ok {
		t.tell(texts.Gone)
		t.goMenu()
		return
	}
	t.started(l.p)
	open := 0
	for i, e := range l.entries {
		inner := l.p.inner(l.n, t.newEntry(i))
		t.append(inner, Item{ID: inner.id})
		for path, a := range e.answers {
			a.By, a.At = t.person.Chat, t.now
			t.answer(inner, path, a)
		}
		t.passUnasked(inner, e.asked)
		t.mark(inner)
		if t.sheet(inner).Head.Open {
			open++
		}
	}
	t.goStop(l.p, l.n)
	t.tell(texts.PasteDone, len(l.entries))
	if open > 0 {
		t.markUp(l.p)
		t.warn(texts.PasteOpen, open)
	}
}

// passUnasked passes what a list says nothing about and nobody has to answer.
func (t *turn) passUnasked(p *place, asked map[string]bool) {
	for _, n := range slices.Collect(t.stops(p, 0)) {
		_, given := t.sheet(p).Answer(n.path)
		switch {
		case given || asked[n.path] || t.isRequired(p, n):
		case n.q.Type == thidua.Repeat:
			t.list(p, n).Done = true
			t.relist(p, n)
		default:
			t.answer(p, n.path, thidua.Answer{Skipped: true, By: t.person.Chat, At: t.now})
		}
	}
}

// pasteCancelled leads back to the list.
func (t *turn) pasteCancelled() {
	p, n := t.pasting()
	if n == nil {
		t.goMenu()
		return
	}
	t.goStop(p, n)
	t.tell(texts.Kept)
}
