package flows

import (
	"time"

	"thidua"
	"thidua/flows/texts"
)

// current is the place that is open; nil in the menu, or where the workbook no longer has it.
func (t *turn) current() *place { return t.find(t.session.Part, t.session.Trail) }

func (v *view) find(partName string, trail []thidua.Step) *place {
	part := v.script.parts[partName]
	if part == nil || !part.Concerns(v.unit) {
		return nil
	}
	p := part.home
	for _, step := range trail {
		n := p.repeated(step.Repeat)
		if n == nil {
			return nil
		}
		if p = p.inner(n, step.Entry); !v.exists(p) {
			return nil
		}
	}
	return p
}

// goOpening shows a part before its first question; a repeat part shows its list.
func (t *turn) goOpening(name string) {
	t.goMenu()
	part := t.script.parts[name]
	switch {
	case t.over:
	case t.now.Before(t.script.Campaign.Opens): // the menu says when
	case part == nil || !part.Concerns(t.unit):
		t.tell(texts.Gone)
	default:
		t.session.Part, t.session.Screen = name, Opening
	}
}

func (t *turn) openingCard() *card {
	p := t.current()
	c := t.unitCard()
	t.expect(p)
	standing := t.standing(p.part.Name)
	state := texts.States[standing.State]
	c.line(thidua.Strong, t.partLabel(p))
	c.line(thidua.Faint, t.say(p.part.top, p.part.top.q.Hint, t.at(p, p.part.top)))
	c.line(thidua.Body, state.Sign+" "+state.Word.In(t.language)+t.dueText(t.due(p.part)))
	if by := standing.Worker; isDrafted(standing) && by != 0 && by != t.person.Chat {
		c.line(thidua.Body, texts.WorksOnIt.In(t.language, t.colleague(by)))
	}
	t.reasonLine(c, p, p.part.top)
	if t.isClosed(p) {
		c.line(thidua.Body, t.closedText(p))
	} else {
		t.openingButtons(c, p, standing)
	}
	row := []option{t.button("◀", texts.Back, doMenu)}
	if !t.noFiles && !t.isClosed(p) {
		row = append(row, t.excelButton(p.part.Name))
	}
	if !t.isClosed(p) && t.goesOn(p) {
		row = append(row, t.button("▶", texts.Continue, doBegin))
	}
	c.row(row...)
	return c
}

// goesOn tells whether a part's list may have open questions to go on at: in a draft, or under a newer workbook.
func (t *turn) goesOn(p *place) bool {
	return p.part.top.q.Type == thidua.Repeat && (goesOn(t.standing(p.part.Name)) || t.isOutdated(p, p.part.top))
}

func (t *turn) dueText(due time.Time) string {
	if due.IsZero() {
		return ""
	}
	return " · " + texts.Due.In(t.language, t.moment(due))
}

func (t *turn) openingButtons(c *card, p *place, standing thidua.Standing) {
	drafted := isDrafted(standing)
	switch {
	case p.part.top.q.Type == thidua.Repeat:
		t.listRows(c, p, p.part.top)
	case standing.State == thidua.NotStarted || standing.State == thidua.Nothing && !drafted:
		c.row(t.button("▶", texts.Start, doBegin))
	default:
		c.row(t.button("▶", texts.Continue, doBegin), t.button("📋", texts.Review, doReview))
	}
	var row []option
	if standing.State != thidua.Nothing || drafted {
		row = append(row, t.button("➖", texts.Nothing, doNothing))
	}
	if drafted {
		row = append(row, t.button("✖", texts.Cancel, doCancel))
	}
	c.row(row...)
}

// begin goes on at the first open question of a part, or shows its review.
func (t *turn) begin(name string) {
	if name != "" {
		t.goOpening(name)
	}
	p := t.current()
	if p == nil || t.closed(p) {
		return
	}
	t.session.Trail, t.session.Held, t.session.Return = nil, nil, 0
	if r := t.returned(p.part); r != nil && len(r.Points) > 0 {
		if !t.goReturned(p.part) {
			t.goReview(p)
		}
		return
	}
	if p.part.top.q.Type == thidua.Repeat && t.standing(p.part.Name).State == thidua.NotStarted {
		return // its opening also offers to report nothing
	}
	if inner, stop := t.unfinished(p); stop != nil {
		t.goAgain(inner, stop)
		return
	}
	t.goReview(p)
}

// isClosed tells whether a part can no longer be changed: by its state, or because nobody answers any more.
func (v *view) isClosed(p *place) bool {
	if state := v.standing(p.part.Name).State; v.apart == p.part && state != thidua.Locked {
		return !v.life.Answers() // the secretariat corrects what it approved, too
	}
	return !v.life.Answers() || v.standing(p.part.Name).Closed()
}

// closed tells, and says, that a part can no longer be changed.
func (t *turn) closed(p *place) bool {
	if !t.isClosed(p) {
		return false
	}
	t.tellClosed(p)
	t.goMenu()
	return true
}

func (t *turn) tellClosed(p *place) {
	t.lines = append(t.lines, thidua.Line{Text: t.closedText(p)})
}

// closedText says why a part can no longer be changed.
func (t *turn) closedText(p *place) string {
	if !t.life.Answers() {
		return texts.Phases[t.life.Phase].In(t.language)
	}
	return texts.Closed.In(t.language, t.partLabel(p))
}

// started marks a part as being answered: a part handed in before stays so until it is handed in again.
func (t *turn) started(p *place) {
	standing := t.standing(p.part.Name)
	worker := standing.Worker
	standing.Worker = t.person.Chat
	switch {
	case t.amends():
		return
	case standing.State == thidua.NotStarted:
		standing.State = thidua.InProgress
	case standing.State != thidua.InProgress && !standing.Editing:
		standing.Editing = true
		t.tellHandedIn(p.part)
	case worker != standing.Worker:
		t.restand(p.part.Name, standing)
		return
	default:
		return
	}
	t.stand(p.part.Name, standing)
}
