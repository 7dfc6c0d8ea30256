package flows

import (
	"strings"

	"thidua"
)

// review shows all answers of the open place, from a button.
func (t *turn) review() {
	if p := t.current(); p == nil {
		t.goMenu()
	} else if !t.closed(p) {
		t.goReview(p)
	}
}

// goReview shows all answers of a place; those of a repeat part are its list.
func (t *turn) goReview(p *place) {
	if p.repeat == nil && p.part.top.q.Type == thidua.Repeat {
		t.goStop(p, p.part.top)
		return
	}
	t.session.Screen, t.session.Trail, t.session.Question, t.session.Held = Review, p.trail(), "", nil
	if t.session.Return >= p.depth() {
		t.session.Return = 0
	}
}

func (t *turn) reviewCard() *card {
	p := t.current()
	c := &card{}
	c.line(thidua.Strong, sayReviewOf.In(t.language, t.placeLabel(p)))
	stops := t.stops(p)
	for _, stop := range stops {
		c.line(thidua.Faint, t.nodeLabel(p, stop))
		c.line(thidua.Body, t.stopAnswer(p, stop))
	}
	for _, n := range t.visible(p, p.roots()) {
		if n.q.Type != thidua.Note && t.isTold(p, n) {
			c.line(thidua.Body, t.told(p, n))
		}
	}
	for _, n := range t.notes(p, nil) {
		if n.q.Type == thidua.Note {
			c.line(thidua.Body, t.told(p, n))
		}
	}
	t.reviewButtons(c, p, stops)
	return c
}

// mostEdits keeps the review within the buttons that one message may carry (100).
const mostEdits = 60

func (t *turn) reviewButtons(c *card, p *place, stops []*node) {
	start, end := window(t.held().Page, len(stops), mostEdits)
	for _, stop := range stops[start:end] {
		label := "✏️ " + sayEdit.In(t.language) + ": " + excerptTo(t.nodeLabel(p, stop), 48)
		c.row(option{label: label, do: Action{Do: doEdit, Arg: stop.path}})
	}
	t.pageRow(c, start/mostEdits, len(stops), mostEdits)
	if p.repeat != nil {
		c.row(t.button("🗑", sayDelete, doDelete), t.button("◀", sayBack, doBack))
		return
	}
	c.line(thidua.Faint, sayBeforeSubmit.In(t.language))
	c.row(t.button("📤", saySubmit, doSubmit))
	c.row(t.button("⏸", sayPause, doPause), t.button("✖", sayCancel, doCancel))
}

// stopAnswer is an answer in full, as people read it.
func (t *turn) stopAnswer(p *place, stop *node) string {
	if stop.q.Type == thidua.Repeat {
		return t.listAnswer(p, stop)
	}
	answer, given := t.given(p, stop)
	switch {
	case !given:
		return sayUnanswered.In(t.language)
	case answer.Empty():
		return sayNone.In(t.language)
	}
	return t.shown(stop, answer)
}

// listAnswer counts a list's entries and names the first of them.
func (t *turn) listAnswer(p *place, repeat *node) string {
	entries := t.list(p, repeat).Entries
	lines := []string{sayCount.In(t.language, len(entries))}
	for i, item := range entries {
		if i == mostFlaws {
			lines = append(lines, sayAndMore.In(t.language, len(entries)-i))
			break
		}
		lines = append(lines, "• "+item.label())
	}
	return strings.Join(lines, "\n")
}
