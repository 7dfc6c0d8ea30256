package bot

import (
	"context"
	"slices"
	"strings"

	"thidua"
	"thidua/flows/texts"
)

// explains tells whether a command asks what the others do.
func explains(command string) bool { return command == "/help" || command == "/trogiup" }

// showDesk is the card of those who watch: a button for each thing that they may do, and where it is asked for, what
// each does. The buttons stand two a row, so that a phone shows them without scrolling.
func (d *decision) showDesk(ctx context.Context, explained bool) error {
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	l := d.language()
	m := thidua.Message{Chat: d.in.Chat, Lines: []thidua.Line{{Text: texts.Desk.In(l, script.Campaign.Title), Style: thidua.Strong}}}
	var buttons []thidua.Button
	var help []thidua.Line
	for _, c := range texts.DeskCommands {
		if !d.may(c.Name) && (c.Name != ownCommand || !d.fills(script.Campaign)) {
			continue
		}
		buttons = append(buttons, thidua.Button{Label: c.Button.In(l), Data: deskPrefix + strings.TrimPrefix(c.Name, "/")})
		if explained {
			help = append(help, thidua.Line{Text: c.Name + " – " + c.What.In(l)})
		}
	}
	if explained { // it is longer than a phone shows with the buttons
		d.messages = append(d.messages, thidua.Message{Chat: d.in.Chat, Lines: help})
	} else {
		m.Lines = append(m.Lines, thidua.Line{Text: texts.DeskHelp.In(l), Style: thidua.Faint})
	}
	m.Buttons = slices.Collect(slices.Chunk(buttons, 2))
	d.messages = append(d.messages, m)
	return nil
}

// explainUnit tells who answers for a unit how it goes and which commands there are; an open question stays open.
func (d *decision) explainUnit() {
	l := d.language()
	lines := []thidua.Line{{Text: texts.UnitHelp.In(l)}}
	for _, c := range texts.Commands {
		if slices.Contains(texts.UnitCommands, c.Name) {
			lines = append(lines, thidua.Line{Text: "/" + c.Name + " – " + c.What.In(l)})
		}
	}
	d.messages = append(d.messages, thidua.Message{Chat: d.in.Chat, Lines: lines})
}

// ownCommand leads the secretariat to the parts that it fills itself.
const ownCommand = "/menu"

// fills tells whether the person is of the secretariat and has parts of its own to fill.
func (d *decision) fills(c *thidua.Campaign) bool {
	return d.post.Role == thidua.Secretariat &&
		slices.ContainsFunc(c.Parts, func(p thidua.Part) bool { return p.FilledBy == thidua.Secretariat })
}
