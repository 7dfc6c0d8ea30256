package flows

import (
	"slices"
	"strconv"

	"thidua"
	"thidua/flows/texts"
)

// Amending is a unit's submission being corrected by the secretariat. What the unit itself is answering is not touched: the
// submission is laid out beside it in every step, and the answers that were changed so far are held here.
type Amending struct {
	Unit    string    `json:"unit"`
	Part    string    `json:"part"`
	Number  int       `json:"number"` // of the submission
	Answers []Amended `json:"answers,omitempty"`
}

// Amended is one answer that was changed.
type Amended struct {
	Trail    []thidua.Step `json:"trail,omitempty"`
	Question string        `json:"question"`
	Answer   thidua.Answer `json:"answer"`
	Gone     bool          `json:"gone,omitempty"` // it was taken away
}

// amends tells whether the secretariat is correcting a unit's submission.
func (t *turn) amends() bool { return t.session.Amends != nil }

// layAmended lays the submission out with what was changed; where another one has come meanwhile, the correction ends.
func (t *turn) layAmended() {
	a := t.session.Amends
	part := t.script.parts[a.Part]
	if part == nil || !part.Concerns(a.Unit) {
		t.tell(texts.Gone)
		t.leaveAmended()
		return
	}
	if standing := t.standing(a.Part); standing.Submission != a.Number || !standing.Amendable() {
		t.tell(texts.AmendOvertaken)
		t.leaveAmended()
		return
	}
	t.view.apart = part
	t.relay(part.home, t.newest(part))
	for _, given := range a.Answers {
		p := t.find(a.Part, given.Trail)
		switch {
		case p == nil:
			continue
		case given.Gone:
			t.sheet(p).remove(given.Question)
		default:
			t.sheet(p).Put(given.Question, given.Answer)
		}
		t.forget()
		t.mark(p)
	}
	t.view.noted = t.noteAmended
}

// relay makes the draft of a part what a submission says.
func (t *turn) relay(top *place, s *thidua.Submission) {
	if top.part.top.q.Type == thidua.Repeat {
		t.refill(top, thidua.Entry{Repeats: map[string][]thidua.Entry{top.part.top.path: s.Entries}})
	} else if len(s.Entries) > 0 {
		t.refill(top, s.Entries[0])
	}
}

// noteAmended holds a changed answer.
func (t *turn) noteAmended(p *place, path string, given thidua.Answer, gone bool) {
	a := *t.session.Amends
	trail := p.trail()
	a.Answers = slices.DeleteFunc(slices.Clone(a.Answers), func(other Amended) bool {
		return other.Question == path && slices.Equal(other.Trail, trail)
	})
	a.Answers = append(a.Answers, Amended{Trail: trail, Question: path, Answer: given, Gone: gone})
	t.session.Amends = &a
}

// leaveAmended ends the correction; what is shown next is not the form's.
func (t *turn) leaveAmended() {
	t.over, t.session.Amends = true, nil
	t.session.Screen, t.session.Held, t.session.Actions = Menu, nil, nil
	t.session.Part, t.session.Trail, t.session.Question, t.session.Return = "", nil, "", 0
}

// amendLine says whose answers are being corrected.
func (t *turn) amendLine(c *card) {
	if !t.amends() {
		return
	}
	if unit, ok := t.script.Campaign.Unit(t.unit); ok {
		c.line(thidua.Faint, texts.AmendOf.In(t.language, unit.Name))
	}
}

// mayAmend tells, and says, that a correction changes answers only.
func (t *turn) mayAmend(a Action) bool {
	switch a.Do {
	case doAdd, doDelete, doUndo, doCopy, doUp, doDown, doNothing, doEmpty, doPaste:
		t.tell(texts.AmendOnly)
		return false
	}
	return true
}

// amend hands the correction in as a new submission that is marked as the secretariat's. When the unit's own came and where
// the part stands remains as it was.
func (t *turn) amend(top *place) {
	a := t.session.Amends
	if len(a.Answers) == 0 {
		t.tell(texts.AmendNothing)
		t.leaveAmended()
		return
	}
	c, standing, was := t.script.Campaign, t.standing(a.Part), t.newest(top.part)
	standing.Submission++
	s := thidua.Submission{Campaign: c.ID, Unit: a.Unit, Part: a.Part, Number: standing.Submission, Version: c.Version, Amends: a.Number,
		By: t.person.Chat, Name: t.person.Name, At: t.now, Late: was.Late, Entries: t.filled(top)}
	t.put(thidua.SubmissionKey(c.ID, a.Unit, a.Part, s.Number), s)
	t.stand(a.Part, standing)
	t.log(a.Part, "corrected", t.amendedLabels(a)...)
	t.passOn(top, &s, a.Answers)
	t.amended = &s
	t.tell(texts.AmendDone, t.partLabel(top), s.Number)
	t.leaveAmended()
}

// amendedLabels are for the log: which submissions, and which questions.
func (t *turn) amendedLabels(a *Amending) []string {
	labels := []string{texts.SubmissionNumber.In("vi", a.Number) + " → " + strconv.Itoa(a.Number+1)}
	for _, given := range a.Answers {
		if p := t.find(a.Part, given.Trail); p != nil {
			if n := p.find(given.Question); n != nil {
				labels = append(labels, t.nodeLabel(p, n))
			}
		}
	}
	return labels
}

// passOn puts the corrected answers into what the unit is answering, so that its next submission does not undo them unseen.
func (t *turn) passOn(top *place, s *thidua.Submission, answers []Amended) {
	own := newView(t.script, t.unit, t.language, t.now, t.seed, t.known)
	own.life = t.life
	unit := &turn{view: own, input: t.input, person: t.person}
	unit.session.Part = s.Part
	if unit.isUnanswered(top) {
		unit.relay(top, s)
	}
	for _, given := range answers {
		p := unit.find(s.Part, given.Trail)
		switch {
		case p == nil:
		case given.Gone:
			unit.unanswer(p, given.Question)
		default:
			given.Answer.By, given.Answer.At = t.person.Chat, t.now
			unit.answer(p, given.Question, given.Answer)
			unit.mark(p)
		}
	}
	t.beside = own
}

// isUnanswered tells whether there is no draft of a part.
func (t *turn) isUnanswered(top *place) bool {
	if !t.sheet(top).isEmpty() {
		return false
	}
	return !slices.ContainsFunc(top.repeats(), func(n *node) bool { return t.list(top, n).Size > 0 })
}
