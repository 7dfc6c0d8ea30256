package flows

import (
	"encoding/json"
	"strings"
	"unicode/utf16"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// Limits of an answer: a cell of a workbook, and the length at which Telegram begins to split a text, both in
// UTF-16 units.
const (
	longestAnswer = 32767
	splitLength   = 4000
	wholeMessage  = 4096
)

// length counts UTF-16 units, as Telegram and Excel do.
func length(s string) int {
	units := 0
	for _, r := range s {
		units += max(1, utf16.RuneLen(r))
	}
	return units
}

// give takes a typed text as the answer to the open question.
func (t *turn) give(raw string) {
	p, n := t.asked()
	if n == nil {
		t.goMenu()
		return
	}
	text := vietnamese.Clean(raw)
	action, named := Action{}, false
	if n.q.Type != thidua.SelectOne && n.q.Type != thidua.SelectMultiple {
		action, named = t.word(p, n, text)
	}
	switch {
	case named:
		t.do(action)
	case text == "":
		t.warn(texts.Odd)
	case t.pasteInstead(p, n, text):
	case length(text) > longestAnswer:
		t.warn(texts.TooLong)
	case isFile(n.q.Type):
		t.warn(texts.FileWanted)
	case n.q.Type == thidua.SelectOne || n.q.Type == thidua.SelectMultiple:
		t.giveChoice(p, n, text)
	case n.q.Type == thidua.TypeText && n.q.Shows("multiline") && t.collects(text):
		t.collect(text, raw)
	default:
		t.giveValue(p, n, text, raw)
	}
}

// giveValue takes a text as its question's type; what was typed stays beside it.
func (t *turn) giveValue(p *place, n *node, text, raw string) {
	t.remember(p, n)
	if n.q.Type == thidua.TypeText && n.q.Shows(documentNumber) {
		t.giveDocumentNumber(p, n, text, raw)
		return
	}
	if a, ok := t.parse(n, text); ok {
		a.Raw = raw
		t.accept(p, n, a)
	}
}

// accept keeps an answer that its constraint allows, and goes on.
func (t *turn) accept(p *place, n *node, a thidua.Answer) {
	if !t.allows(p, n, a) {
		t.refuse(p, n, n.q.ConstraintMessage, texts.Wrong)
		if n.q.Type == thidua.Date {
			t.tell(texts.ReadAs, t.shown(n, a))
		} else if t.reading != "" {
			t.tell(texts.ReadAs, t.reading)
		}
		return
	}
	if by := t.overtaken(p, n, a); by.By != 0 {
		t.askReplace(n, by, a)
		return
	}
	t.keep(p, n, a)
	t.goAfter(p)
}

// takeShown takes the answer that a decision was about.
func (t *turn) takeShown(answer string) {
	p, n := t.asked()
	var a thidua.Answer
	if n == nil || json.Unmarshal([]byte(answer), &a) != nil {
		t.goMenu()
		return
	}
	t.accept(p, n, a)
}

// allows evaluates the constraint with the answer in place; an empty answer is held against nothing.
func (t *turn) allows(p *place, n *node, a thidua.Answer) bool {
	if n.constraint == nil || a.Empty() {
		return true
	}
	sheet := t.sheet(p)
	before, given := sheet.Answer(n.path)
	sheet.suppose(n.path, a)
	t.forget()
	allowed := t.holds(p, n)
	if delete(sheet.known, n.path); given {
		sheet.suppose(n.path, before)
	}
	t.forget()
	return allowed
}

// holds tells whether the answer there is meets its constraint.
func (v *view) holds(p *place, n *node) bool {
	return n.constraint == nil || v.truth(n.constraint, v.at(p, n), true)
}

// collects tells whether a text is a piece of a long answer: Telegram splits what people paste.
func (t *turn) collects(text string) bool {
	return Piece(text) || t.held().Text != ""
}

func (t *turn) collect(text, raw string) {
	held := t.hold()
	if length(held.Text)+1+length(text) > longestAnswer {
		t.warn(texts.TooLong)
		return
	}
	if held.Text != "" {
		held.Text += held.Joint
	}
	held.Text += text
	held.Joint = Joint(raw)
}

// Piece tells whether a text is so long that Telegram may have split it: more of it may follow.
func Piece(text string) bool { return length(text) >= splitLength }

// Joint is what stood between a piece and the next one before Telegram split them: nothing where it cut at its limit,
// a blank inside a sentence, and a new line after one, or where the person sent the pieces.
func Joint(piece string) string {
	switch units := length(piece); {
	case units == splitLength || units == wholeMessage:
		return ""
	case units > splitLength && !strings.ContainsAny(piece[len(piece)-1:], ".!?:;\n"):
		return " "
	}
	return "\n"
}

// done ends choosing, a long text, or a list.
func (t *turn) done() {
	if t.session.Screen == Listing {
		t.listDone()
		return
	}
	p, n := t.asked()
	switch text := t.held().Text; {
	case n == nil:
		t.goMenu()
	case n.q.Type == thidua.SelectMultiple:
		t.giveTicked(p, n)
	case text != "":
		t.session.Held = nil // one that is refused is sent anew
		t.giveValue(p, n, text, text)
	}
}

// keepHeld keeps what was given in pieces when the person leaves the question before Xong; a constraint that it
// breaks is told now and again before the part is handed in.
func (t *turn) keepHeld() {
	p, n, a := t.heldAnswer()
	if a.Empty() || t.isClosed(p) {
		t.session.Held = nil
		return
	}
	by := t.overtaken(p, n, a)
	t.session.Held = nil
	if by.Value != "" && n.q.Type == thidua.TypeText {
		var fits bool
		if a, fits = t.below(by, a); !fits {
			return
		}
	}
	t.keep(p, n, a)
	if !t.holds(p, n) {
		t.refuse(p, n, n.q.ConstraintMessage, texts.Wrong)
	}
	t.mark(p)
}

// heldAnswer is what was given in pieces so far.
func (t *turn) heldAnswer() (*place, *node, thidua.Answer) {
	held := t.held()
	if held.Text == "" && len(held.Ticks) == 0 {
		return nil, nil, thidua.Answer{}
	}
	p, n := t.asked()
	switch {
	case n == nil:
		return nil, nil, thidua.Answer{}
	case n.q.Type == thidua.SelectMultiple:
		return p, n, t.chosen(p, n, t.ticked(p, n)...)
	}
	return p, n, thidua.Answer{Value: held.Text, Raw: held.Text}
}
