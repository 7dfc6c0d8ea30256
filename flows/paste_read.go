package flows

import (
	"slices"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// pasted is a list that is to become entries of a repeat.
type pasted struct {
	p       *place
	n       *node
	fields  []*node
	entries []pastedEntry
	aside   []string // lines that are no entries
	wrong   int      // cells that no question takes
	unused  []string // headings of columns that no question takes
}

// pastedEntry is one entry to be: what its questions take, and what is wrong with the rest.
type pastedEntry struct {
	answers map[string]thidua.Answer
	shown   []string
	wrong   []string
	asked   map[string]bool // paths whose cells were no answer
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
	for text := range strings.SplitSeq(t.held().Text, anotherList) {
		if list, ok := vietnamese.Pasted(text, fields); ok {
			t.readList(&l, fields, list)
		} else {
			l.aside = append(l.aside, text)
		}
	}
	return l, len(l.entries) > 0
}

// readList adds the entries of one list.
func (t *turn) readList(l *pasted, fields []vietnamese.Field, list vietnamese.List) {
	l.unused = append(l.unused, nameColumn(fields, &list)...)
	l.aside = append(l.aside, list.Aside...)
	for _, e := range list.Entries {
		placeFirst(fields, &e)
		read := t.readEntry(l.p.inner(l.n, "paste-"+strconv.Itoa(len(l.entries))), l.fields, e)
		l.wrong += len(read.wrong)
		l.entries = append(l.entries, read)
	}
}

// nameColumn lets the first column of a table whose heading says nothing to us be the first text question, where no
// other column is; what then is left of such columns is named once for all rows.
func nameColumn(fields []vietnamese.Field, l *vietnamese.List) (unused []string) {
	if l.Kind != vietnamese.PastedTable || l.Header == nil {
		return nil
	}
	first := slices.IndexFunc(fields, func(f vietnamese.Field) bool { return f.Kind == vietnamese.TextField })
	for c, heading := range l.Header {
		switch {
		case slices.Contains(l.Columns, c) || heading == "" || isNumbering(heading):
			continue
		case first >= 0 && l.Columns[first] < 0:
			l.Columns[first] = c
			moveLeft(l, heading, func(e *vietnamese.Entry, value string) { e.Values[first] = value })
		default:
			unused = append(unused, heading)
			moveLeft(l, heading, func(*vietnamese.Entry, string) {})
		}
	}
	return unused
}

// isNumbering knows the heading of a column that only counts the rows.
func isNumbering(heading string) bool {
	switch vietnamese.Fold(heading) {
	case "stt", "tt", "so tt", "so thu tu", "no", "#":
		return true
	}
	return false
}

// moveLeft takes a column out of what the rows have left.
func moveLeft(l *vietnamese.List, heading string, to func(*vietnamese.Entry, string)) {
	for i := range l.Entries {
		e := &l.Entries[i]
		e.Values = slices.Clone(e.Values)
		e.Left = slices.DeleteFunc(slices.Clone(e.Left), func(left string) bool {
			value, mine := strings.CutPrefix(left, heading+": ")
			if mine {
				to(e, value)
			}
			return mine
		})
	}
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
		read.wrong = append(read.wrong, texts.LeftOver.In(t.language, excerptTo(left, 60)))
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
		return a, t.reason(p, n, n.q.ConstraintMessage, texts.Wrong)
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
		if near := t.matches(n, choices, text); len(near) == 1 {
			return t.chosen(p, n, choices[near[0]].Name), true // shown before it counts
		}
		t.warn(texts.NotChoice, excerpt(text))
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
			t.warn(texts.NotChoice, excerpt(strings.TrimSpace(label)))
			return thidua.Answer{}, false
		}
		names = append(names, choices[i].Name)
	}
	return t.chosen(p, n, names...), len(names) > 0
}
