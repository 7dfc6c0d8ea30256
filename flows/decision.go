package flows

import (
	"thidua"
	"thidua/flows/texts"
)

// decide asks for Có or Không before an action; what is held meanwhile stays.
func (t *turn) decide(question string, yes Action, no ...Action) {
	held := t.hold()
	held.Ask, held.Yes, held.No, held.Back = question, &yes, nil, t.session.Screen
	if len(no) > 0 {
		held.No = &no[0]
	}
	t.session.Screen = Deciding
}

// decided does what was asked about, or leads back to where it was asked.
func (t *turn) decided(yes bool) {
	held := t.held()
	if t.session.Screen == Pasting && !yes {
		t.pasteCancelled()
		return
	}
	if t.session.Screen != Deciding || held.Yes == nil {
		t.goMenu()
		return
	}
	t.session.Screen = held.Back
	if yes {
		t.session.Held = nil
		t.do(*held.Yes)
		return
	}
	t.hold().Ask, t.hold().Yes, t.hold().No, t.hold().Back = "", nil, nil, ""
	if held.No != nil {
		t.do(*held.No)
		return
	}
	t.tell(texts.Kept)
}

// decidesAnswer tells whether the decision is about an answer just typed, which another one may replace.
func (t *turn) decidesAnswer() bool {
	if t.session.Screen != Deciding || t.held().Back != Asking {
		return false
	}
	do := t.held().Yes.Do
	return do == doTake || do == doReplace
}

func (t *turn) decisionCard() *card {
	c := t.unitCard()
	c.line(thidua.Strong, t.held().Ask)
	c.row(t.button("", texts.Yes, doYes), t.button("", texts.No, doNo))
	return c
}

// held is what waits for more from the person.
func (t *turn) held() Held {
	if t.session.Held == nil {
		return Held{}
	}
	return *t.session.Held
}

// hold is the same, to be changed.
func (t *turn) hold() *Held {
	if t.session.Held == nil {
		t.session.Held = &Held{}
	}
	return t.session.Held
}
