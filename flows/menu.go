package flows

import (
	"slices"
	"time"

	"thidua"
	"thidua/flows/texts"
)

// goMenu leads to the unit's parts; what was being answered stays as it is.
func (t *turn) goMenu() {
	if t.amends() {
		t.leaveAmended()
		return
	}
	t.keepHeld()
	t.dropEarly()
	t.session.Screen, t.session.Held = Menu, nil
	t.session.Part, t.session.Trail, t.session.Question, t.session.Return, t.session.Mends = "", nil, "", 0, nil
	t.moveOn()
}

func (t *turn) menuCard() *card {
	c := &card{}
	campaign := t.script.Campaign
	c.line(thidua.Strong, campaign.Title)
	if unit, ok := campaign.Unit(t.unit); ok {
		c.line(thidua.Body, texts.Unit.In(t.language, unit.Name))
	}
	if t.now.Before(campaign.Opens) {
		c.line(thidua.Body, texts.NotOpen.In(t.language, t.moment(campaign.Opens)))
		return c
	}
	if !t.life.Answers() {
		c.line(thidua.Body, texts.Phases[t.life.Phase].In(t.language))
	} else if due := t.campaignDue(); !due.IsZero() {
		c.line(thidua.Body, texts.Due.In(t.language, t.moment(due)))
	}
	parts := campaign.PartsOf(t.unit)
	if len(parts) == 0 {
		c.line(thidua.Body, texts.NoParts.In(t.language))
		return c
	}
	t.earlierLines(c, parts)
	c.line(thidua.Body, texts.ChoosePart.In(t.language))
	t.menuButtons(c, parts)
	return c
}

// earlierLines name the parts that are still owed and due at a time of their own.
func (t *turn) earlierLines(c *card, parts []thidua.Part) {
	for _, p := range parts {
		due := t.due(t.script.parts[p.Name])
		if !due.IsZero() && !due.Equal(t.campaignDue()) && t.standing(p.Name).Owed() && t.life.Answers() {
			c.line(thidua.Body, "• "+t.partLabel(t.script.parts[p.Name].home)+": "+t.moment(due))
		}
	}
}

func (t *turn) menuButtons(c *card, parts []thidua.Part) {
	var resume *thidua.Part
	var excel []option
	if !t.noFiles && slices.ContainsFunc(parts, func(p thidua.Part) bool { return !t.isClosed(t.script.parts[p.Name].home) }) {
		excel = []option{t.excelButton("")}
	}
	var rows [][]option
	for _, p := range parts {
		state := texts.States[t.standing(p.Name).State]
		label := t.partLabel(t.script.parts[p.Name].home)
		rows = append(rows, []option{{label: state.Sign + " " + label, do: Action{Do: doOpen, Arg: p.Name}}})
		if at := t.standing(p.Name); goesOn(at) && (resume == nil || at.At.After(t.standing(resume.Name).At)) {
			resume = &p
		}
	}
	if resume != nil {
		t.expect(t.script.parts[resume.Name].home)
		c.line(thidua.Body, texts.Continue.In(t.language)+": "+t.partLabel(t.script.parts[resume.Name].home))
		c.row(append([]option{{label: "▶ " + texts.Continue.In(t.language), do: Action{Do: doBegin, Arg: resume.Name}}}, excel...)...)
		excel = nil
	}
	others := len(c.rows) + besides
	if excel != nil {
		others++
	}
	size := (&card{lines: c.tight(0)}).share(others, 0, len(rows))
	start, end := window(t.held().Page, len(rows), size)
	c.rows = append(c.rows, rows[start:end]...)
	t.pageRow(c, start/size, len(rows), size)
	c.row(excel...)
}

// isDrafted tells whether there are answers that were not handed in and still may be.
func isDrafted(s thidua.Standing) bool {
	return (s.State == thidua.InProgress || s.Editing) && !s.Closed()
}

// goesOn tells whether the unit has begun something that is not in, or has something to correct.
func goesOn(s thidua.Standing) bool { return isDrafted(s) || s.State == thidua.Returned }

// partLabel is the label of a place's part, word for word.
func (v *view) partLabel(p *place) string { return v.nodeLabel(p.part.home, p.part.top) }

// campaignDue is when the unit's parts without a time of their own are due.
func (t *turn) campaignDue() time.Time {
	return t.life.DueOf(t.script.Campaign, thidua.Part{}, thidua.Index{Due: t.standings().Due})
}

// due is when the unit's part is due.
func (t *turn) due(p *part) time.Time {
	return t.life.DueOf(t.script.Campaign, p.Part, *t.standings())
}
