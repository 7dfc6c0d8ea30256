package flows

import (
	"thidua"
	"thidua/flows/texts"
)

// askCancel asks before the draft of the open part goes.
func (t *turn) askCancel() {
	p := t.current()
	ask := texts.AskCancel.In(t.language, t.partLabel(p))
	if p == nil || t.amends() {
		t.decide(ask, Action{Do: doDiscard})
		return
	}
	t.askToDrop(p.part.home, ask, doDiscard)
}

// discard removes the draft of the open part; what was handed in before comes back.
func (t *turn) discard() {
	p := t.current()
	if p == nil || t.closed(p) {
		return
	}
	if t.amends() {
		t.tell(texts.AmendDropped)
		t.leaveAmended()
		return
	}
	top := p.part.home
	if t.dropsTheirs(top, t.partLabel(top), doDiscard) {
		return
	}
	t.drop(top)
	standing := t.standing(p.part.Name)
	if standing.Submission > 0 {
		t.relay(top, t.newest(top.part))
		standing.Editing = false
	} else {
		standing.State = thidua.NotStarted
	}
	t.stand(p.part.Name, standing)
	t.log(p.part.Name, "cancelled")
	t.tell(texts.Cancelled)
	t.apart = true
	t.goMenu()
}

// refill makes a place what an entry says; what it left out was skipped, so that nobody is asked again.
func (t *turn) refill(p *place, e thidua.Entry) {
	t.lay(p, &e)
	t.passAll(p)
}

// passAll skips what is open in a place and in the entries below it.
func (t *turn) passAll(p *place) {
	for _, n := range p.repeats() {
		for _, item := range t.entries(p, n) {
			inner := p.inner(n, item.ID)
			t.passAll(inner)
			t.describe(inner, t.entryLabel(inner), false)
		}
		t.list(p, n).Done = n.parent != nil
		t.relist(p, n)
	}
	sheet := t.sheet(p)
	for stop := t.open(p); stop != nil && stop.q.Type != thidua.Repeat; stop = t.next(p, stop) {
		sheet.Put(stop.path, thidua.Answer{Skipped: true})
		t.forget()
	}
	if !sheet.isEmpty() {
		t.changed[t.sheetKey(p)] = true
	}
}
