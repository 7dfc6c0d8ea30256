package flows

import (
	"slices"

	"thidua"
	"thidua/flows/texts"
)

// mostEffects is how many consequences of one change a card names.
const mostEffects = 6

// standing of a question in an outline: whether it is asked, whether the answer breaks its constraint, and what people read there.
type outlined struct {
	asked, given, broken bool
	shown                string
}

// outline is how a place reads to people, by question.
func (t *turn) outline(p *place) map[*node]outlined {
	if len(p.layout().leaves) > mostCounted {
		return nil // too many to compare at every answer; the review shows them
	}
	o := map[*node]outlined{}
	for n := range t.visible(p, 0) {
		switch {
		case n.q.Type == thidua.Note:
			o[n] = outlined{asked: true}
		case n.q.Type == thidua.Repeat:
			size := t.list(p, n).Size
			o[n] = outlined{asked: t.asks(p, n), given: size > 0, shown: texts.Count.In(t.language, size)}
		case t.isTold(p, n):
			o[n] = outlined{shown: t.shown(n, thidua.Answer{Value: plain(t.at(p, n).Value())})}
		default:
			a, _ := t.given(p, n)
			asked := t.asks(p, n)
			o[n] = outlined{asked: asked, given: !a.Empty(), broken: asked && !a.Empty() && !t.holds(p, n), shown: t.shown(n, a)}
		}
	}
	return o
}

// sayEffects says what else changed when an answer that was there became another one: questions that are no longer
// asked or are asked now, choices that no longer fit, answers that now break their constraint, values that were worked out anew.
func (t *turn) sayEffects(p *place, changed *node, before map[*node]outlined) {
	if before == nil {
		return
	}
	after := t.outline(p)
	var lines []thidua.Line
	for _, n := range p.layout().leaves {
		was, is := before[n], after[n]
		if n == changed || was == is {
			continue
		}
		if text := t.effect(p, n, was, is); text != "" {
			lines = append(lines, thidua.Line{Style: thidua.Faint, Text: text})
		}
	}
	if more := len(lines) - mostEffects; more > 0 {
		lines = append(slices.Clip(lines[:mostEffects]), thidua.Line{Style: thidua.Faint, Text: texts.AndMore.In(t.language, more)})
	}
	t.lines = append(t.lines, lines...)
}

func (t *turn) effect(p *place, n *node, was, is outlined) string {
	label := t.nodeLabel(p, n)
	switch {
	case was.asked && !is.asked && was.given:
		return texts.LeftOut.In(t.language, label, excerptTo(was.shown, longestEntry))
	case !was.asked && is.asked && is.given:
		return texts.ComesBack.In(t.language, label, excerptTo(is.shown, longestEntry))
	case !was.asked && is.asked && n.q.Type != thidua.Note:
		return texts.AskedNow.In(t.language, label)
	case was.given && !is.given:
		return texts.NoLongerFits.In(t.language, label, excerptTo(was.shown, longestEntry))
	case !was.broken && is.broken:
		return texts.BreaksNow.In(t.language, label, excerptTo(is.shown, longestEntry), t.reason(p, n, n.q.ConstraintMessage, texts.Wrong))
	case !was.asked && !is.asked && was.shown != "" && is.shown != "":
		return texts.WorkedOut.In(t.language, label, was.shown, is.shown)
	}
	return ""
}
