package flows

import (
	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// remember notes which message is a question's newest answer, be it a wrong one.
func (t *turn) remember(p *place, n *node) {
	t.session.Given = t.session.Given.without(t.gaveTo(p, n))
	t.rememberToo(p, n)
}

// rememberToo notes a further message of an answer: files of one album.
func (t *turn) rememberToo(p *place, n *node) {
	if t.input.Message == 0 || t.input.Query != "" {
		return
	}
	t.session.Given = t.session.Given.with(t.gaveTo(p, n))
}

func (t *turn) gaveTo(p *place, n *node) Gave {
	return Gave{Message: t.input.Message, Part: p.part.Name, Trail: p.trail(), Question: n.path}
}

// correct takes an edited message, or a reply to one, as the new answer to the question that the message answered.
func (t *turn) correct() {
	message := t.input.Message
	if !t.input.Edited {
		message = t.input.ReplyTo
	}
	p, n := t.gave(message)
	if p != nil && t.isClosed(p) {
		t.tellClosed(p)
		return
	}
	if n == nil {
		t.tell(texts.EditedLater)
		return
	}
	t.lines = append(t.lines, thidua.Line{Style: thidua.Faint, Text: t.placeLabel(p) + " › " + t.nodeLabel(p, n)})
	if len(t.input.Files) > 0 {
		t.replaceFiles(p, n)
		return
	}
	text := vietnamese.Clean(t.input.Text)
	a, ok := t.corrected(p, n, text)
	if !ok {
		t.sayStands(p, n)
		return
	}
	if open, m := t.asked(); t.session.Screen == Asking && m == n && open.id == p.id {
		t.accept(p, n, a)
		return
	}
	if now, _ := t.sheet(p).Answer(n.path); t.isTheirs(n, now, a.Value) {
		return
	}
	if !t.allows(p, n, a) {
		t.refuse(p, n, n.q.ConstraintMessage, texts.Wrong)
		t.sayStands(p, n)
		return
	}
	t.keep(p, n, a)
	t.mark(p)
	if t.standing(p.part.Name).Editing {
		t.tell(texts.HandInAgain, t.partLabel(p))
	}
}

// sayStands says what the answer is after a correction that was none.
func (t *turn) sayStands(p *place, n *node) {
	if a, given := t.given(p, n); given && !a.Empty() {
		t.tell(texts.StillStands, excerpt(t.shown(n, a)))
	}
}

// corrected reads the edited text as the question's type; a reply says what is wrong with one that does not fit.
func (t *turn) corrected(p *place, n *node, text string) (thidua.Answer, bool) {
	switch {
	case text == "":
		t.tell(texts.EditedLater)
		return thidua.Answer{}, false
	case length(text) > longestAnswer:
		t.warn(texts.TooLong)
		return thidua.Answer{}, false
	case isFile(n.q.Type):
		t.warn(texts.FileWanted)
		return thidua.Answer{}, false
	}
	a, ok := t.readAnswer(p, n, text)
	a.Raw = t.input.Text
	return a, ok
}

// gave finds the question that a message answered, where it still stands and may be changed; of one in a closed part, only
// the place.
func (t *turn) gave(message int64) (*place, *node) {
	g, ok := t.session.Given.find(message)
	if !ok {
		return nil, nil
	}
	p := t.find(g.Part, g.Trail)
	if p == nil || t.isClosed(p) {
		return p, nil
	}
	if n := p.find(g.Question); n != nil && t.isAsked(p, n) {
		return p, n
	}
	return nil, nil
}
