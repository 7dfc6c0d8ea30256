package flows

import (
	"slices"
	"strconv"

	"thidua"
)

// card is a message to be: lines, and buttons with what they do.
type card struct {
	lines []thidua.Line
	rows  [][]option
}

// unitCard is an empty card; to who speaks for several units, or in several campaigns, it says for which it is.
func (t *turn) unitCard() *card {
	c := &card{}
	several, elsewhere := t.speaksForSeveral()
	if !several || t.amends() {
		return c
	}
	unit, ok := t.script.Campaign.Unit(t.unit)
	if !ok {
		return c
	}
	name := unit.Name
	if elsewhere {
		name += " · " + t.script.Campaign.Title
	}
	c.line(thidua.Faint, thidua.Clip(name, 2))
	return c
}

// speaksForSeveral tells whether the person has a post beside the one that they speak for, and whether in another campaign.
func (t *turn) speaksForSeveral() (several, elsewhere bool) {
	for _, post := range t.person.Posts {
		elsewhere = elsewhere || post.Campaign != t.script.Campaign.ID
		several = several || elsewhere || post.Unit != t.unit
	}
	return several, elsewhere
}

type option struct {
	label string
	do    Action
}

func (c *card) line(style thidua.Style, text string) {
	if text != "" {
		c.lines = append(c.lines, thidua.Line{Text: text, Style: style})
	}
}

// row adds a row of buttons.
func (c *card) row(options ...option) {
	if len(options) > 0 {
		c.rows = append(c.rows, options)
	}
}

func (t *turn) button(sign string, p thidua.Phrase, do string, arg ...string) option {
	o := option{label: p.In(t.language), do: Action{Do: do}}
	if sign != "" {
		o.label = sign + " " + o.label
	}
	if len(arg) > 0 {
		o.do.Arg = arg[0]
	}
	return o
}

// card shows where the session stands.
func (t *turn) card() *card {
	switch t.session.Screen {
	case Opening:
		return t.openingCard()
	case Asking:
		return t.questionCard()
	case Listing:
		return t.listCard()
	case Review:
		return t.reviewCard()
	case Deciding:
		return t.decisionCard()
	case Pasting:
		return t.pasteCard()
	}
	return t.menuCard()
}

// show turns the card into the messages of this turn, the last of which is the card, and remembers what its buttons mean.
// A card that is shown again unchanged leaves the older copies in force.
func (t *turn) show(c *card) []thidua.Message {
	t.noteSeen()
	above := t.above(c)
	m := thidua.Message{Chat: t.input.Chat, Lines: append(t.lines, c.lines...)}
	actions := c.actions()
	t.session.Card++
	t.session.Asked = t.now.UTC()
	if t.foretold.After(t.session.Foretold) {
		t.session.Foretold = t.foretold
	}
	if !t.again || !slices.Equal(actions, t.session.Actions) {
		t.session.Since = t.session.Card
	}
	t.session.Actions = actions
	m.Card = t.session.Card
	index := 0
	for _, row := range c.rows {
		var buttons []thidua.Button
		for _, o := range row {
			buttons = append(buttons, thidua.Button{Label: o.label, Data: strconv.Itoa(t.session.Card) + "." + strconv.Itoa(index)})
			index++
		}
		m.Buttons = append(m.Buttons, buttons)
	}
	switch {
	case len(above) == 0 && t.isInPlace():
		m.Edit = t.input.Message
	case t.input.Card.Number == t.session.Card-1:
		m.Retire = t.input.Card.Message
	case t.input.Query != "" && t.pressed == t.session.Card-1:
		m.Retire = t.input.Message
	}
	t.session.Stays = t.apart
	return append(above, m)
}

// isInPlace tells whether the card takes the place of the one that was pressed: nothing stands below that.
func (t *turn) isInPlace() bool {
	in := t.input
	return in.Query != "" && t.pressed > 0 && !t.apart && !t.session.Stays && in.Message > t.session.Typed && in.Card.Message <= in.Message
}

// noteSeen remembers which answer and which submission stood when the card was shown, so that what a colleague gives or hands
// in meanwhile is not passed over unseen.
func (t *turn) noteSeen() {
	t.session.Filed = 0
	if t.session.Part != "" {
		t.session.Filed = t.standing(t.session.Part).Submission
	}
	if t.session.Screen != Asking {
		return
	}
	if p, n := t.asked(); n != nil {
		a, _ := t.sheet(p).Answer(n.path)
		t.session.Seen = a.Rev
	}
}

func (c *card) actions() []Action {
	var actions []Action
	for _, row := range c.rows {
		for _, o := range row {
			actions = append(actions, o.do)
		}
	}
	return actions
}
