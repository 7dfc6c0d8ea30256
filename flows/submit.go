package flows

import (
	"maps"
	"slices"

	"thidua"
	"thidua/flows/texts"
)

// askNothing declares a part empty in one tap; answers that were given are dropped only after a decision.
func (t *turn) askNothing() {
	p := t.current()
	if p == nil || t.closed(p) {
		return
	}
	if t.standing(p.part.Name).State != thidua.NotStarted {
		t.askToDrop(p.part.home, texts.AskNothing.In(t.language, t.partLabel(p)), doEmpty)
		return
	}
	t.declareNothing()
}

func (t *turn) declareNothing() {
	p := t.current()
	if p == nil || t.closed(p) || t.dropsTheirs(p.part.home, t.partLabel(p), doEmpty) {
		return
	}
	t.drop(p.part.home)
	t.handIn(p, thidua.Submission{Nothing: true}, thidua.Nothing, "nothing")
	t.tell(texts.NothingDone, t.partLabel(p), t.moment(t.now))
	t.sayIfLate(p)
	t.goMenu()
}

// submit hands the open part in, if nothing is missing. Entries with questions that nobody has passed yet are asked
// about first, unless that was decided.
func (t *turn) submit(decided bool) {
	p := t.current()
	if p == nil || t.closed(p) {
		return
	}
	top := p.part.home
	if !t.amends() && (t.handedInSince(top) || t.changedSince(top)) {
		return // before any question, whose card would hide what this one did not show
	}
	if flaws := t.flaws(top); len(flaws) > 0 {
		t.sayFlaws(flaws)
		return
	}
	if stop := t.open(top); stop != nil && top.layout().isLong() {
		t.warn(texts.StillOpen)
		t.goStop(top, stop)
		return
	}
	if n := t.incomplete(top); n > 0 && !decided {
		t.decide(texts.AskIncomplete.In(t.language, n), Action{Do: doSubmit, Arg: evenSo})
		return
	}
	if n := t.countUnmended(top.part); n > 0 && !decided {
		t.decide(texts.AskUnmended.In(t.language, n), Action{Do: doSubmit, Arg: evenSo}, Action{Do: doBegin, Arg: p.part.Name})
		return
	}
	if t.amends() {
		t.amend(top)
		return
	}
	t.handIn(top, thidua.Submission{Entries: t.filled(top)}, thidua.Submitted, "submitted")
	t.tell(texts.Submitted, t.partLabel(top), t.moment(t.now))
	t.sayIfLate(top)
	t.goMenu()
}

// HandIn hands a part in without a conversation; flaws say what keeps it from that. As with Step, missing records are to be
// loaded and asked with again.
func (s *Script) HandIn(state State, part string) (r Result, flaws []string, err error) {
	t := s.turn(state)
	p := s.parts[part]
	switch {
	case p == nil || !p.Concerns(t.unit):
		flaws = []string{texts.Gone.In(t.language)}
	case t.isClosed(p.home):
		flaws = []string{t.closedText(p.home)}
	default:
		for _, f := range t.flaws(p.home) {
			flaws = append(flaws, f.text)
		}
	}
	if len(flaws) == 0 {
		t.handIn(p.home, thidua.Submission{Entries: t.filled(p.home)}, thidua.Submitted, "submitted")
		t.keepFirsts()
		r.Put, r.Delete = t.changes()
	}
	r.Missing = slices.Sorted(maps.Keys(t.missing))
	return r, flaws, t.broken
}

// handedInSince tells, and says, that a colleague has handed the part in since the card was shown; the draft is shown again.
func (t *turn) handedInSince(top *place) bool {
	if t.standing(top.part.Name).Submission <= t.session.Filed {
		return false
	}
	s := t.newest(top.part)
	if s.By == t.person.Chat {
		return false
	}
	t.tell(texts.HandedInSince, s.Name, s.Number, t.moment(s.At))
	t.goReview(top)
	return true
}

// evenSo hands a part in although some of its entries are incomplete.
const evenSo = "even so"

// incomplete counts the entries of a part in which something is still to be answered.
func (t *turn) incomplete(top *place) int {
	open := 0
	for _, n := range top.repeats() {
		for _, b := range t.all(t.list(top, n)) {
			open += b.open
		}
	}
	return open
}

func (t *turn) sayIfLate(p *place) {
	if t.standing(p.part.Name).Late {
		t.tell(texts.Late)
	}
}

func (t *turn) isLate(p *part) bool {
	due := t.due(p)
	return !due.IsZero() && t.now.After(due)
}

// handIn files a submission and marks the part; the time of receipt decides what is late.
func (t *turn) handIn(p *place, s thidua.Submission, state thidua.State, act string) {
	c := t.script.Campaign
	standing := t.standing(p.part.Name)
	standing.Late = t.isLate(p.part)
	standing.Submission++
	if again := standing.State == thidua.Returned || standing.State == thidua.Resubmitted; again && state == thidua.Submitted {
		state, act = thidua.Resubmitted, "resubmitted"
	}
	standing.State, standing.Editing, standing.Filed = state, false, t.now
	s.Campaign, s.Unit, s.Part, s.Number, s.Version = c.ID, t.unit, p.part.Name, standing.Submission, c.Version
	s.By, s.Name, s.At, s.Late = t.person.Chat, t.person.Name, t.now, standing.Late
	t.put(thidua.SubmissionKey(c.ID, t.unit, p.part.Name, s.Number), s)
	t.stand(p.part.Name, standing)
	t.log(p.part.Name, act)
	t.apart = true // the receipt stays in the chat
}

// filled are a part's entries as submitted: a group part is one, a repeat part is its list.
func (t *turn) filled(top *place) []thidua.Entry {
	if top.part.top.q.Type == thidua.Repeat {
		return t.entriesOf(top, top.part.top)
	}
	return []thidua.Entry{t.entryOf(top)}
}

func (t *turn) entriesOf(p *place, repeat *node) []thidua.Entry {
	var entries []thidua.Entry
	for _, item := range t.entries(p, repeat) {
		entries = append(entries, t.entryOf(p.inner(repeat, item.ID)))
	}
	return entries
}

// entryOf applies relevance and stores calculations: what is irrelevant is left out.
func (t *turn) entryOf(p *place) thidua.Entry {
	e := thidua.Entry{ID: p.id, Answers: map[string]thidua.Answer{}, Repeats: map[string][]thidua.Entry{}}
	t.collectEntry(&e, p, p.layout().roots)
	return e
}

func (t *turn) collectEntry(e *thidua.Entry, p *place, nodes []*node) {
	for _, n := range nodes {
		if !t.isRelevant(t.at(p, n)) {
			continue
		}
		switch n.q.Type {
		case thidua.Group:
			t.collectEntry(e, p, n.children)
		case thidua.Repeat:
			if entries := t.entriesOf(p, n); len(entries) > 0 {
				e.Repeats[n.path] = entries
			}
		case thidua.Note:
		default:
			t.collectAnswer(e, p, n)
		}
	}
}

func (t *turn) collectAnswer(e *thidua.Entry, p *place, n *node) {
	a, given := t.given(p, n)
	if n.calculates() || !given {
		a = thidua.Answer{Value: plain(t.at(p, n).Value()), At: t.now}
	}
	if !a.Empty() {
		e.Answers[n.path] = a
	}
}
