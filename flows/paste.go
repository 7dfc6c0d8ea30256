package flows

import (
	"slices"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/vietnamese"
)

// longestPaste is how much text of a list is taken, in UTF-16 units; a larger one comes as a spreadsheet.
const longestPaste = 60_000

// mostPreviewed is how many entries of a pasted list the preview shows.
const mostPreviewed = 6

// pasted is a list that is to become entries of a repeat.
type pasted struct {
	p       *place
	n       *node
	fields  []*node
	list    vietnamese.List
	entries []pastedEntry
	wrong   int // cells that no question takes
}

// pastedEntry is one entry to be: what its questions take, and what is wrong with the rest.
type pastedEntry struct {
	answers map[string]thidua.Answer
	shown   []string
	wrong   []string
	asked   map[string]bool // paths whose cells were no answer
}

// paste shows what a pasted text would become, if it is a list.
func (t *turn) paste(text string) bool {
	p, n := t.listed()
	if n == nil || !t.looksPasted(p, n, text) {
		return false
	}
	t.session.Held = &Held{Text: text, Back: t.session.Screen}
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
	if p.repeat == nil || !strings.Contains(text, "\n") || n.q.Shows("multiline") || t.before(p, n) != nil || !t.isBlank(p) {
		return false
	}
	list, ok := vietnamese.Pasted(text, t.pasteFields(p.up, p.repeat.inside))
	if !ok || len(list.Entries) < 2 || list.Kind == vietnamese.PastedLines || list.Kind == vietnamese.PastedParagraphs {
		return false
	}
	t.erasePlace(p)
	t.goStop(p.up, p.repeat)
	t.session.Held = &Held{Text: text, Back: Listing}
	t.session.Screen = Pasting
	return true
}

// pasteMore joins a further message to the list: Telegram splits long ones.
func (t *turn) pasteMore(text string) {
	held := t.hold()
	if length(held.Text)+1+length(text) > longestPaste {
		t.warn(sayPasteTooLong)
		return
	}
	held.Text += "\n" + text
}

// pasteFields are the questions that a pasted list can fill.
func (t *turn) pasteFields(p *place, l *layout) []vietnamese.Field {
	var fields []vietnamese.Field
	for _, n := range l.fillable() {
		fields = append(fields, vietnamese.Field{Name: n.q.Name, Label: n.q.Label.In(t.language), Kind: fieldKind(n), Choices: t.allLabels(n)})
	}
	return fields
}

// fillable are the questions that take a text.
func (l *layout) fillable() []*node {
	var found []*node
	for _, n := range l.leaves {
		switch n.q.Type {
		case thidua.TypeText, thidua.Integer, thidua.Decimal, thidua.Date, thidua.SelectOne, thidua.SelectMultiple:
			if !n.calculates() {
				found = append(found, n)
			}
		}
	}
	return found
}

func fieldKind(n *node) vietnamese.FieldKind {
	switch n.q.Type {
	case thidua.Integer:
		return vietnamese.IntegerField
	case thidua.Decimal:
		return vietnamese.DecimalField
	case thidua.Date:
		return vietnamese.DateField
	case thidua.SelectOne, thidua.SelectMultiple:
		return vietnamese.ChoiceField
	}
	switch {
	case n.q.Shows(documentNumber):
		return vietnamese.DocumentField
	case n.q.Shows(phoneNumber):
		return vietnamese.PhoneField
	}
	return vietnamese.TextField
}

func (t *turn) allLabels(n *node) []string {
	labels := make([]string, len(n.choices))
	for i, c := range n.choices {
		labels[i] = t.label(n, c.Name)
	}
	return labels
}

// readPasted reads the list that waits, and holds every cell against its question.
func (t *turn) readPasted() (pasted, bool) {
	p, n := t.pasting()
	if n == nil {
		return pasted{}, false
	}
	l := pasted{p: p, n: n, fields: n.inside.fillable()}
	fields := t.pasteFields(p, n.inside)
	var ok bool
	if l.list, ok = vietnamese.Pasted(t.held().Text, fields); !ok {
		return pasted{}, false
	}
	for i, e := range l.list.Entries {
		placeFirst(fields, &e)
		read := t.readEntry(p.inner(n, "paste-"+strconv.Itoa(i)), l.fields, e)
		l.wrong += len(read.wrong)
		l.entries = append(l.entries, read)
	}
	return l, true
}

// placeFirst gives the first text question the first cell of an entry of which no cell is sure to belong anywhere.
func placeFirst(fields []vietnamese.Field, e *vietnamese.Entry) {
	first := slices.IndexFunc(fields, func(f vietnamese.Field) bool { return f.Kind == vietnamese.TextField })
	if first < 0 || len(e.Left) == 0 || strings.Join(e.Values, "") != "" {
		return
	}
	e.Values = slices.Clone(e.Values)
	e.Values[first], e.Left = e.Left[0], e.Left[1:]
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

// readEntry tries the values of one entry in the questions' order, so that filters and constraints see those before.
func (t *turn) readEntry(p *place, fields []*node, e vietnamese.Entry) pastedEntry {
	read := pastedEntry{answers: map[string]thidua.Answer{}, asked: map[string]bool{}}
	t.newSheet(p)
	for i, n := range fields {
		if e.Values[i] == "" {
			continue
		}
		a, reason := t.readCell(p, n, e.Values[i])
		if reason != "" {
			read.asked[n.path] = true
			read.wrong = append(read.wrong, t.nodeLabel(p, n)+" ("+excerptTo(e.Values[i], 40)+"): "+reason)
			continue
		}
		t.sheet(p).suppose(n.path, a)
		t.forget()
		read.answers[n.path] = a
		read.shown = append(read.shown, excerptTo(t.shown(n, a), 60))
	}
	for _, left := range e.Left {
		read.wrong = append(read.wrong, sayLeftOver.In(t.language, excerptTo(left, 60)))
	}
	delete(t.sheets, t.sheetKey(p))
	t.shelf++
	return read
}

// readCell reads one cell as its question's answer; reason says why it cannot be one.
func (t *turn) readCell(p *place, n *node, text string) (a thidua.Answer, reason string) {
	said := len(t.lines)
	a, ok := t.readAnswer(p, n, text)
	if len(t.lines) > said {
		reason = strings.TrimPrefix(t.lines[len(t.lines)-1].Text, "⚠️ ")
		t.lines = t.lines[:said]
	}
	switch {
	case ok && t.allows(p, n, a):
		a.Raw = text
		return a, ""
	case ok:
		return a, t.reason(p, n, n.q.ConstraintMessage, sayWrong)
	}
	return a, reason
}

// readAnswer reads a text as any kind of answer that a text can be.
func (t *turn) readAnswer(p *place, n *node, text string) (thidua.Answer, bool) {
	switch n.q.Type {
	case thidua.SelectOne:
		choices := t.offered(p, n)
		if i := t.exact(n, choices, text); i >= 0 {
			return t.chosen(p, n, choices[i].Name), true
		}
		t.warn(sayNotChoice, excerpt(text))
		return thidua.Answer{}, false
	case thidua.SelectMultiple:
		return t.readChoices(p, n, text)
	}
	return t.parse(n, text)
}

func (t *turn) readChoices(p *place, n *node, text string) (thidua.Answer, bool) {
	choices := t.offered(p, n)
	if i := t.exact(n, choices, text); i >= 0 {
		return t.chosen(p, n, choices[i].Name), true
	}
	var names []string
	for _, label := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == ',' || r == '\n' }) {
		i := t.exact(n, choices, strings.TrimSpace(label))
		if i < 0 {
			t.warn(sayNotChoice, excerpt(strings.TrimSpace(label)))
			return thidua.Answer{}, false
		}
		names = append(names, choices[i].Name)
	}
	return t.chosen(p, n, names...), len(names) > 0
}

func (t *turn) pasteCard() *card {
	c := &card{}
	l, ok := t.readPasted()
	if !ok {
		return c
	}
	c.line(thidua.Strong, sayPasted.In(t.language, len(l.entries), t.nodeLabel(l.p, l.n)))
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
		c.line(thidua.Body, "⚠️ "+sayTooMany.In(t.language, t.nodeLabel(l.p, l.n), most))
	} else {
		c.row(option{label: "✓ " + sayPasteAdd.In(t.language, len(l.entries)), do: Action{Do: doPaste}})
	}
	c.row(t.button("✖", sayPasteNot, doNo))
	return c
}

func (t *turn) most(l pasted) int {
	_, most := t.limits(l.p, l.n)
	return most
}

func (t *turn) pasteNotes(c *card, l pasted) {
	if more := len(l.entries) - mostPreviewed; more > 0 {
		c.line(thidua.Body, sayPasteMore.In(t.language, more))
	}
	if l.wrong > 0 {
		c.line(thidua.Body, "⚠️ "+sayPasteWrong.In(t.language, l.wrong))
	}
	for _, aside := range l.list.Aside[:min(len(l.list.Aside), 3)] {
		c.line(thidua.Faint, sayAside.In(t.language, excerptTo(aside, longestEntry)))
	}
	c.line(thidua.Faint, sayPasteAsk.In(t.language))
}

// pasteAll makes entries of the list that waits; what a question did not take is asked when the entry is opened.
func (t *turn) pasteAll() {
	l, ok := t.readPasted()
	if !ok {
		t.tell(sayGone)
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
	t.tell(sayPasteDone, len(l.entries))
	if open > 0 {
		t.markUp(l.p)
		t.warn(sayPasteOpen, open)
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
	t.tell(sayKept)
}
