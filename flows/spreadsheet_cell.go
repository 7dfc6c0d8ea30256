package flows

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// cell is what a cell says of a question: nothing where it is not asked or was not answered.
func (v *view) cell(p *place, n *node) thidua.Cell {
	if !v.isRelevant(v.at(p, n)) {
		return thidua.Cell{}
	}
	a, _ := v.given(p, n)
	return v.cellOf(n, a)
}

// reported is a cell as people read it: of a question for files which are there, or that they are owed.
func (v *view) reported(p *place, n *node) thidua.Cell {
	if !n.takesFile() || !v.isRelevant(v.at(p, n)) {
		return v.cell(p, n)
	}
	a, _ := v.given(p, n)
	switch {
	case len(a.Files) > 0:
		return thidua.Cell{Text: texts.FilesThere.In(v.language, len(a.Files), v.shown(n, a))}
	case v.isRequired(p, n):
		return thidua.Cell{Text: texts.FilesOwed.In(v.language)}
	}
	return thidua.Cell{Text: texts.FilesNone.In(v.language)}
}

// cellOf writes an answer as a cell that reads back as the same answer.
func (v *view) cellOf(n *node, a thidua.Answer) thidua.Cell {
	if a.Value == "" {
		return thidua.Cell{}
	}
	switch n.q.Type {
	case thidua.Integer, thidua.Decimal:
		if f, err := strconv.ParseFloat(a.Value, 64); err == nil && !a.Approximate {
			return thidua.Cell{Kind: thidua.NumberCell, Text: strconv.FormatFloat(f, 'f', -1, 64)}
		}
	case thidua.Date:
		if day, err := time.Parse(time.DateOnly, a.Value); err == nil && day.Year() > 1900 {
			return thidua.Cell{Kind: thidua.DayCell, Text: a.Value}
		}
	case thidua.DateTime:
		if at, err := time.Parse(momentLayout, a.Value); err == nil {
			return thidua.Cell{Kind: thidua.MomentCell, Text: at.In(v.now.Location()).Format(time.DateTime)}
		}
	case thidua.Time:
		if at, err := time.Parse(clockLayout, a.Value); err == nil {
			return thidua.Cell{Kind: thidua.ClockCell, Text: at.Format(time.TimeOnly)}
		}
	case thidua.SelectOne, thidua.SelectMultiple:
		return thidua.Cell{Text: v.choiceTexts(n, a.Value)}
	case thidua.Geopoint:
		return thidua.Cell{Text: a.Value}
	}
	return thidua.Cell{Text: v.shown(n, a)}
}

func (v *view) choiceTexts(n *node, value string) string {
	if n.q.Type == thidua.SelectOne {
		return v.choiceText(n, value)
	}
	var all []string
	for _, name := range strings.Fields(value) {
		all = append(all, v.choiceText(n, name))
	}
	return strings.Join(all, "; ")
}

// choiceText is how a cell writes a choice: by its label, or by its name where the label would be read as another choice
// or as several.
func (v *view) choiceText(n *node, name string) string {
	label := v.label(n, name)
	if n.q.Type == thidua.SelectMultiple && strings.ContainsAny(label, ";\n") {
		return name
	}
	folded := vietnamese.Fold(label)
	for _, c := range n.choices {
		if c.Name != name && vietnamese.Fold(v.label(n, c.Name)) == folded {
			return name
		}
	}
	return label
}

// readAs reads a cell as the answer to its question; reason says why it is none, and note what should be looked at though
// it is one.
func (t *turn) readAs(p *place, n *node, c thidua.Cell) (a thidua.Answer, reason, note string) {
	said := len(t.lines)
	a, reason = t.readKind(p, n, c)
	if len(t.lines) > said {
		note = strings.TrimPrefix(t.lines[len(t.lines)-1].Text, "⚠️ ")
		t.lines = t.lines[:said]
	}
	t.reading = ""
	if a.Empty() && reason == "" {
		reason, note = note, ""
	}
	a.Raw = c.Text
	return a, reason, note
}

// readKind reads what the spreadsheet knows to be a number or a day as such, all else as if it had been typed.
func (t *turn) readKind(p *place, n *node, c thidua.Cell) (a thidua.Answer, reason string) {
	text := c.Text
	switch c.Kind {
	case thidua.FaultCell:
		return a, texts.CellFault.In(t.language, excerptTo(c.Text, 40))
	case thidua.NumberCell:
		if n.q.Type == thidua.Integer || n.q.Type == thidua.Decimal {
			return t.readDigits(n, text)
		}
	case thidua.DayCell, thidua.MomentCell, thidua.ClockCell:
		return t.readDay(p, n, c)
	}
	return t.readTyped(p, n, text), ""
}

// readDigits reads a number cell, whose digits are canonical already.
func (t *turn) readDigits(n *node, digits string) (a thidua.Answer, reason string) {
	const most = 15
	switch {
	case vietnamese.Significant(digits) > most:
		return a, texts.NumberLong.In(t.language)
	case !isNumber(digits, n.q.Type == thidua.Decimal):
		return a, texts.NotWhole.In(t.language)
	}
	return thidua.Answer{Value: digits}, ""
}

// readDay reads a cell that holds a day, a time, or both.
func (t *turn) readDay(p *place, n *node, c thidua.Cell) (a thidua.Answer, reason string) {
	layouts := map[thidua.CellKind]string{thidua.DayCell: time.DateOnly, thidua.MomentCell: time.DateTime, thidua.ClockCell: time.TimeOnly}
	at, err := time.ParseInLocation(layouts[c.Kind], c.Text, t.now.Location())
	if err != nil {
		return t.readTyped(p, n, c.Text), ""
	}
	shown := at.Format("15:04")
	if c.Kind != thidua.ClockCell {
		shown = strings.TrimSuffix(t.day(at)+" "+shown, " 00:00")
	}
	switch {
	case n.q.Type == thidua.Integer || n.q.Type == thidua.Decimal:
		return a, texts.CellIsDay.In(t.language, shown)
	case n.q.Type == thidua.Date && c.Kind != thidua.ClockCell:
		return thidua.Answer{Value: at.Format(time.DateOnly)}, ""
	case n.q.Type == thidua.DateTime && c.Kind == thidua.MomentCell:
		return thidua.Answer{Value: at.Format(momentLayout)}, ""
	case n.q.Type == thidua.DateTime && c.Kind == thidua.DayCell:
		return a, texts.CellNoClock.In(t.language)
	case n.q.Type == thidua.Time && c.Kind != thidua.DayCell:
		year, month, day := t.now.Date()
		return thidua.Answer{Value: time.Date(year, month, day, at.Hour(), at.Minute(), 0, 0, t.now.Location()).Format(clockLayout)}, ""
	}
	return t.readTyped(p, n, shown), ""
}

// readTyped reads a text as the chat would; what is wrong with it is said above the next card, from where readAs takes it.
func (t *turn) readTyped(p *place, n *node, text string) thidua.Answer {
	if text = vietnamese.Clean(text); length(text) > longestAnswer {
		t.warn(texts.TooLong)
		return thidua.Answer{}
	}
	switch {
	case n.q.Type == thidua.SelectOne || n.q.Type == thidua.SelectMultiple:
		return t.readChosen(p, n, text)
	case n.q.Type == thidua.Acknowledge:
		if !isAgreed(text) {
			t.warn(texts.CellAgree)
			return thidua.Answer{}
		}
		return thidua.Answer{Value: acknowledged}
	case n.q.Type == thidua.TypeText && n.q.Shows(documentNumber):
		return t.readDocument(text)
	}
	a, _ := t.parse(n, text)
	return a
}

func isAgreed(text string) bool {
	return slices.Contains([]string{"co", "x", "ok", "yes", "true", "1"}, vietnamese.Fold(text))
}

// readDocument keeps a document number that follows no form that is known, as the chat does after a question; the preview
// names it.
func (t *turn) readDocument(text string) thidua.Answer {
	normal, meant, err := vietnamese.CheckDocumentNumber(text)
	switch {
	case err != nil:
		t.warnDocument(err, text)
		return thidua.Answer{Value: text}
	case meant != "":
		t.warn(texts.AskMeant, meant, excerpt(normal))
	}
	return thidua.Answer{Value: normal}
}

// readChosen finds the choices that a cell names, several of them between semicolons.
func (t *turn) readChosen(p *place, n *node, text string) thidua.Answer {
	if name, ok := t.choice(p, n, text); ok {
		return t.chosen(p, n, name)
	}
	if n.q.Type == thidua.SelectOne {
		t.refuseChoice(p, n, text)
		return thidua.Answer{}
	}
	var names []string
	for _, piece := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		if piece = strings.TrimSpace(piece); piece == "" {
			continue
		}
		found, ok := t.pieces(p, n, piece)
		if !ok {
			t.refuseChoice(p, n, piece)
			return thidua.Answer{}
		}
		names = append(names, found...)
	}
	return t.chosen(p, n, names...)
}

// pieces are the choices of a piece without semicolons: one, or several with commas between them.
func (t *turn) pieces(p *place, n *node, piece string) (names []string, ok bool) {
	if name, ok := t.choice(p, n, piece); ok {
		return []string{name}, true
	}
	split := strings.Split(piece, ",")
	for _, label := range split {
		name, ok := t.choice(p, n, strings.TrimSpace(label))
		if !ok {
			return nil, false
		}
		names = append(names, name)
	}
	return names, len(split) > 1
}

// choice finds an offered choice by its label or its name; accents and the language do not matter where only one can be
// meant.
func (t *turn) choice(p *place, n *node, text string) (name string, ok bool) {
	choices := t.offered(p, n)
	if i := t.exact(n, choices, text); i >= 0 {
		return choices[i].Name, true
	}
	folded, found := vietnamese.Fold(text), 0
	for _, c := range choices {
		if c.Name == text {
			return text, true
		}
		if isCalled(c, folded) {
			name = c.Name
			found++
		}
	}
	return name, found == 1
}

// isCalled tells whether a folded text is a choice's name or its label in any language.
func isCalled(c thidua.Choice, folded string) bool {
	if folded == "" || vietnamese.Fold(c.Name) == folded {
		return folded != ""
	}
	for _, label := range c.Label {
		if vietnamese.Fold(label) == folded {
			return true
		}
	}
	return false
}

// refuseChoice says what can be chosen instead.
func (t *turn) refuseChoice(p *place, n *node, text string) {
	offered := t.offered(p, n)
	all := make([]string, 0, len(offered))
	for _, c := range offered {
		all = append(all, t.choiceText(n, c.Name))
	}
	why := texts.CellNoChoice
	if t.exact(n, n.choices, text) >= 0 && len(offered) < len(n.choices) {
		why = texts.CellNotNow
	}
	t.warn(why, excerptTo(text, longestEntry), listed(all))
}
