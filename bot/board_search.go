package bot

import (
	"context"
	"slices"
	"strings"

	"thidua"
	"thidua/flows/texts"
)

// seek takes a text that is typed while the board is the live card for the name of a unit. Whatever else the person does
// ends that, so that no later text is taken for one.
func (d *decision) seek(ctx context.Context, command string, desk bool) (handled bool, err error) {
	v := d.session.Board
	if v == nil || desk && d.in.Data != "" {
		return false, nil
	}
	typed := d.in.Data == "" && !strings.HasPrefix(command, "/") && !d.in.Edited
	text := d.typed()
	if !typed || text == "" || len(d.in.Files) > 0 || d.in.Contact != nil || !d.may(boardCommand) {
		d.session.Board = nil
		return false, nil
	}
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return true, err
	}
	c := script.Campaign
	in, ok := d.within(c, *v)
	if !ok {
		d.session.Board = nil
		return false, nil
	}
	return true, d.offerFound(ctx, c, in, text)
}

// offerFound opens the unit that was meant, or offers those that are like it.
func (d *decision) offerFound(ctx context.Context, c *thidua.Campaign, v boardView, text string) error {
	l := d.language()
	found := d.b.findUnits(c, text)
	if v.Root != "" {
		under := v.under(c)
		found = slices.DeleteFunc(found, func(u thidua.Unit) bool { return !under[u.Code] })
	}
	if len(found) == 1 {
		return d.showUnit(ctx, c, shortCode(found[0].Code), v)
	}
	m := thidua.Message{Lines: []thidua.Line{{Text: texts.NoUnitLike.In(l, excerpt(text))}}}
	if len(found) > 0 {
		m.Lines = []thidua.Line{{Text: texts.UnitsLike.In(l, len(found), excerpt(text))}}
	}
	for _, u := range found[:min(mostSought, len(found))] {
		m.Buttons = append(m.Buttons, []thidua.Button{v.unitButton(u, "🏢")})
	}
	m.Buttons = append(m.Buttons, []thidua.Button{{Label: "⬅ " + texts.Back.In(l), Data: v.data("list")}})
	d.live(v, m)
	return nil
}
