package flows

import (
	"thidua"
	"thidua/flows/texts"
)

// asked is the open question; nil where it is gone or no longer asked.
func (t *turn) asked() (*place, *node) {
	p := t.current()
	if p == nil {
		return nil, nil
	}
	n := p.find(t.session.Question)
	if n == nil || !t.isAsked(p, n) {
		return nil, nil
	}
	return p, n
}

// isAsked tells whether a node is a question that people answer now.
func (v *view) isAsked(p *place, n *node) bool {
	return n.q.Type != thidua.Repeat && !n.silent() && v.isRelevant(v.at(p, n)) && !v.isTold(p, n)
}

func (t *turn) questionCard() *card {
	p, n := t.asked()
	c := t.unitCard()
	at := t.at(p, n)
	c.line(thidua.Faint, t.standsAt(p, n))
	for _, note := range t.notes(p, n) {
		c.line(thidua.Body, t.told(p, note))
	}
	c.line(thidua.Strong, t.nodeLabel(p, n))
	c.line(thidua.Faint, t.say(n, n.q.Hint, at))
	t.sayReturned(c, p, n)
	t.answerButtons(c, p, n)
	t.wayRow(c, doBack)
	t.expectNext(p, n)
	return c
}

// standsAt says where in the part the question stands.
func (t *turn) standsAt(p *place, n *node) string {
	l := p.layout()
	if len(l.leaves) > mostCounted {
		return texts.Progress.In(t.language, t.placeLabel(p), n.asked, l.asked)
	}
	number, total := 0, 0
	for stop := range t.stops(p, 0) {
		if total++; stop == n {
			number = total
		}
	}
	return texts.Progress.In(t.language, t.placeLabel(p), number, total)
}

// mostCounted is up to how many questions of a place are counted as they apply; of more, all are.
const mostCounted = 60

// nodeLabel is the label of a question or repeat, word for word.
func (v *view) nodeLabel(p *place, n *node) string {
	if label := v.say(n, n.q.Label, v.at(p, n)); label != "" {
		return label
	}
	return n.q.Name
}

// told is the text of a note, or a value that only the form may change.
func (v *view) told(p *place, n *node) string {
	if n.q.Type == thidua.Note {
		return v.say(n, n.q.Label, v.at(p, n))
	}
	value := plain(v.at(p, n).Value())
	return v.nodeLabel(p, n) + ": " + v.shown(n, thidua.Answer{Value: value})
}

// answerButtons shows what there is to choose and what was answered before.
func (t *turn) answerButtons(c *card, p *place, n *node) {
	answer, given := t.present(p, n)
	if !answer.Empty() && given {
		c.line(thidua.Body, texts.Now.In(t.language, t.shown(n, answer)))
	} else if !answer.Empty() {
		c.line(thidua.Body, texts.Suggested.In(t.language, t.shown(n, answer)))
	}
	switch n.q.Type {
	case thidua.SelectOne, thidua.SelectMultiple:
		t.choiceButtons(c, p, n)
	case thidua.Acknowledge:
		c.row(t.button("✓", texts.Yes, doChoose, acknowledged))
	}
	if text := t.held().Text; text != "" {
		c.line(thidua.Body, texts.LongText.In(t.language, length(text)))
	}
	t.passButtons(c, p, n, answer)
}

// passButtons lead on without a new answer.
func (t *turn) passButtons(c *card, p *place, n *node, answer thidua.Answer) {
	var row []option
	if t.held().Text != "" || n.q.Type == thidua.SelectMultiple {
		row = append(row, t.button("✓", texts.Done, doDone))
	}
	if !answer.Empty() && n.q.Type != thidua.SelectMultiple && t.holds(p, n) {
		row = append(row, t.button("↪", texts.Keep, doKeep))
	}
	if !t.isRequired(p, n) {
		row = append(row, t.button("⏭", texts.Skip, doSkip))
	}
	if n.q.Guidance != nil {
		row = append(row, t.button("💡", texts.Explain, doExplain))
	}
	c.row(row...)
}

// wayRow is always there: back, pause, cancel.
func (t *turn) wayRow(c *card, back string) {
	if t.amends() {
		row := []option{t.button("✖", texts.Cancel, doCancel)}
		if t.session.Screen == Asking || len(t.session.Trail) > 0 || t.session.Question != "" && t.current().part.top.path != t.session.Question {
			row = append([]option{t.button("◀", texts.Back, doBack)}, row...)
		}
		c.row(row...)
		return
	}
	c.row(t.button("◀", texts.Back, back), t.button("⏸", texts.Pause, doPause), t.button("✖", texts.Cancel, doCancel))
}

func (v *view) isRequired(p *place, n *node) bool {
	return n.required != nil && v.truth(n.required, v.at(p, n), false)
}

// keep stores an answer and says how it was read, where that can differ from what was typed.
func (t *turn) keep(p *place, n *node, a thidua.Answer) {
	a.By, a.At = t.person.Chat, t.now
	was, changing := t.given(p, n)
	var before map[*node]outlined
	if changing = changing && was.Value != a.Value; changing {
		before = t.outline(p)
	}
	t.started(p)
	t.answer(p, n.path, a)
	for _, other := range n.triggers {
		t.unanswer(p, other.path)
	}
	if !a.Empty() {
		t.lines = append(t.lines, thidua.Line{Style: thidua.Faint, Text: t.noted(n, was, a)})
	}
	if changing {
		t.sayEffects(p, n, before)
	}
}

// noted says how an answer was read, and which one it replaces.
func (t *turn) noted(n *node, was, a thidua.Answer) string {
	shown := t.shown(n, a)
	text := texts.Noted.In(t.language, excerpt(shown))
	if t.reading != "" && t.reading != shown {
		text += " " + texts.ReadAs.In(t.language, t.reading)
	}
	if !was.Empty() && was.Value != a.Value {
		text += " " + texts.Before.In(t.language, excerptTo(t.shown(n, was), longestEntry))
	}
	return text
}

// keepPresent goes on with the answer there is, or with what the question suggests.
func (t *turn) keepPresent() {
	p, n := t.asked()
	if n == nil {
		t.goMenu()
		return
	}
	if by := t.overtaken(p, n, thidua.Answer{}); by.By != 0 {
		t.tell(texts.TheirsStands, t.colleague(by.By), excerpt(t.shown(n, by)))
	}
	switch a, given := t.present(p, n); {
	case given && t.reasonFor(p, n) != "":
		t.confirm(p, n)
	case given:
		t.goAfter(p)
	case a.Empty():
		t.tell(texts.UseButtons)
	default:
		t.accept(p, n, a)
	}
}

// skip passes the question without an answer.
func (t *turn) skip() {
	p, n := t.asked()
	switch {
	case n == nil:
		t.goMenu()
	case t.isRequired(p, n):
		t.refuse(p, n, n.q.RequiredMessage, texts.Required)
	default:
		a := thidua.Answer{Skipped: true}
		if by := t.overtaken(p, n, a); by.By != 0 {
			t.askReplace(n, by, a)
			return
		}
		t.keep(p, n, a)
		t.goAfter(p)
	}
}

// refuse says what is wrong with an answer.
func (t *turn) refuse(p *place, n *node, own thidua.Text, ours thidua.Phrase) {
	t.lines = append(t.lines, thidua.Line{Text: "⚠️ " + t.reason(p, n, own, ours)})
}

// reason is what the author says of a wrong answer, or else what we do.
func (t *turn) reason(p *place, n *node, own thidua.Text, ours thidua.Phrase) string {
	if text := t.say(n, own, t.at(p, n)); text != "" {
		return text
	}
	return ours.In(t.language)
}
