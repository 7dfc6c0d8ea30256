package flows

import (
	"cmp"
	"time"

	"thidua"
	"thidua/flows/texts"
)

// colleague is what somebody who answers for the unit too is called.
func (t *turn) colleague(chat int64) string {
	var p thidua.Person
	t.read(thidua.PersonKey(chat), &p)
	return cmp.Or(p.Name, texts.Colleague.In(t.language))
}

// overtaken is a colleague's answer that was given since the question was asked here; the zero value where there is
// none.
func (t *turn) overtaken(p *place, n *node, a thidua.Answer) thidua.Answer {
	now, _ := t.sheet(p).Answer(n.path)
	if open, m := t.asked(); m != n || open.id != p.id || now.Rev <= t.session.Seen || now.By == t.person.Chat || now.Value == a.Value {
		return thidua.Answer{}
	}
	return now
}

// askReplace shows both answers before one replaces the other; one that a third person gives meanwhile is shown again.
func (t *turn) askReplace(n *node, theirs, ours thidua.Answer) {
	shown := texts.None.In(t.language)
	if !ours.Empty() {
		shown = excerpt(t.shown(n, ours))
	}
	ask := texts.AskReplace.In(t.language, t.colleague(theirs.By), excerpt(t.shown(n, theirs)), shown)
	if s := t.newest(n.part); s.Amends > 0 && s.By == theirs.By {
		ask = texts.AskReplaceDesk.In(t.language, excerpt(t.shown(n, theirs)), shown)
	}
	t.session.Seen = theirs.Rev
	t.decide(ask, Action{Do: doReplace, Arg: string(encode(ours))})
}

// isTheirs tells, and says with both answers, that a colleague has answered since the message that is being corrected.
func (t *turn) isTheirs(n *node, now thidua.Answer, ours string) bool {
	if now.By == 0 || now.By == t.person.Chat || now.Value == ours {
		return false
	}
	t.tell(texts.AnsweredSince, t.colleague(now.By), excerpt(t.shown(n, now)), excerpt(ours))
	return true
}

// below puts pieces of a text under what a colleague answered meanwhile, since neither may be lost; false where both are more
// than an answer takes.
func (t *turn) below(theirs, ours thidua.Answer) (thidua.Answer, bool) {
	joint := theirs.Value + "\n" + ours.Value
	if length(joint) > longestAnswer {
		t.warn(texts.NotBelow, t.colleague(theirs.By))
		return ours, false
	}
	t.tell(texts.PutBelow, t.colleague(theirs.By))
	return thidua.Answer{Value: joint, Raw: joint}, true
}

// theirs counts what colleagues gave in a place, and took away there, since a time. It reads all that is below the place.
func (t *turn) theirs(p *place, since time.Time) (count int) {
	later := func(by int64, at time.Time) int {
		if by == 0 || by == t.person.Chat || !at.After(since) {
			return 0
		}
		return 1
	}
	sheet := t.sheet(p)
	for _, path := range sheet.paths() {
		a, _ := sheet.Answer(path)
		count += later(a.By, a.At)
	}
	for _, n := range p.repeats() {
		if d := t.list(p, n).Undo; d != nil && !since.IsZero() {
			count += later(d.By, d.At)
		}
		for _, item := range t.entries(p, n) {
			count += t.theirs(p.inner(n, item.ID), since)
		}
	}
	return count
}

// changedSince tells, and says, that colleagues have changed the draft since the card was shown; it is shown again.
func (t *turn) changedSince(top *place) bool {
	count := t.theirs(top, t.session.Asked)
	if count == 0 {
		return false
	}
	t.tell(texts.DraftChanged, count)
	t.goReview(top)
	return true
}

// askToDrop asks before what a place holds goes, and says how much of it is colleagues'.
func (t *turn) askToDrop(p *place, ask string, do string) {
	if count := t.theirs(p, time.Time{}); count > 0 {
		ask += " " + texts.AmongThem.In(t.language, count)
	}
	t.decide(ask, Action{Do: do})
}

// dropsTheirs tells that colleagues have given something in a place since the card was shown, and asks anew.
func (t *turn) dropsTheirs(p *place, name, do string) bool {
	count := t.theirs(p, t.session.Asked)
	if count > 0 {
		t.decide(texts.AskDropTheirs.In(t.language, count, name), Action{Do: do})
	}
	return count > 0
}
