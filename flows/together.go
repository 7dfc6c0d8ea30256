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

// tellHandedIn says that a colleague has handed a part in since the card was shown: what is given now is not in it.
func (t *turn) tellHandedIn(p *part) {
	if t.session.Part != p.Name || t.standing(p.Name).Submission <= t.session.Filed {
		return
	}
	if s := t.newest(p); s.By != t.person.Chat {
		t.tell(texts.HandedInBefore, s.Name, s.Number, t.moment(s.At))
	}
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

// isTheirsSince tells whether it was a colleague who did something, after a time. What they did by a clock that was set back since
// counts until it was said, and not until that time comes.
func (t *turn) isTheirsSince(by int64, at, since time.Time) bool {
	if by == 0 || by == t.person.Chat || !at.After(since) {
		return false
	}
	if since.IsZero() || !at.After(t.now) {
		return true
	}
	if at.After(t.foretold) {
		t.foretold = at
	}
	return at.After(t.session.Foretold)
}

// theirs counts what colleagues gave in a place, and took away there, since a time, and names it by the questions and the
// entries of the place itself. It reads all that is below the place.
func (t *turn) theirs(p *place, since time.Time) (count int, names []string) {
	note := func(more int, name string) {
		if count += more; more > 0 {
			names = append(names, name)
		}
	}
	sheet := t.sheet(p)
	for _, path := range sheet.paths() {
		if a, _ := sheet.Answer(path); t.isTheirsSince(a.By, a.At, since) {
			note(1, t.pathName(p, path))
		}
	}
	for _, n := range p.repeats() {
		if d := t.list(p, n).Undo; d != nil && !since.IsZero() && t.isTheirsSince(d.By, d.At, since) {
			note(1, texts.WasDeleted.In(t.language, d.Item.label()))
		}
		for _, item := range t.entries(p, n) {
			inner := p.inner(n, item.ID)
			more, _ := t.theirs(inner, since)
			note(more, t.entryName(inner))
		}
	}
	return count, names
}

// pathName is the label of the question that an answer is to; its path where a newer workbook has it no more.
func (t *turn) pathName(p *place, path string) string {
	if n := p.find(path); n != nil {
		return t.nodeLabel(p, n)
	}
	return path
}

// changedSince tells, and says what, colleagues have changed in the draft since the card was shown; it is shown again.
func (t *turn) changedSince(top *place) bool {
	count, names := t.theirs(top, t.session.Asked)
	if count == 0 {
		return false
	}
	for i, name := range names {
		names[i] = excerptTo(name, longestEntry/2)
	}
	t.tell(texts.DraftChanged, count, listed(names))
	t.goReview(top)
	return true
}

// askToDrop asks before what a place holds goes, and says how much of it is colleagues'.
func (t *turn) askToDrop(p *place, ask string, do string) {
	if count, _ := t.theirs(p, time.Time{}); count > 0 {
		ask += " " + texts.AmongThem.In(t.language, count)
	}
	t.decide(ask, Action{Do: do})
}

// dropsTheirs tells that colleagues have given something in a place since the card was shown, and asks anew.
func (t *turn) dropsTheirs(p *place, name, do string) bool {
	count, _ := t.theirs(p, t.session.Asked)
	if count > 0 {
		t.decide(texts.AskDropTheirs.In(t.language, count, name), Action{Do: do})
	}
	return count > 0
}
