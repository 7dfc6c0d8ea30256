package bot

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/texts"
)

// pickUnits shows a page of units to tick for an announcement, after the one that was pressed changed its tick.
func (d *decision) pickUnits(ctx context.Context, argument string) error {
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	w, l, units := d.session.Writing, d.language(), script.Campaign.Units
	number, code, _ := strings.Cut(argument, ".")
	page, _ := strconv.Atoi(number)
	if u, ok := unitOnButton(script.Campaign, code); ok {
		if at := slices.Index(w.Units, u.Code); at >= 0 {
			w.Units = slices.Delete(w.Units, at, at+1)
		} else {
			w.Units = append(w.Units, u.Code)
		}
	}
	last := max(0, (len(units)-1)/unitsPage)
	page = max(0, min(page, last))
	m := thidua.Message{Lines: []thidua.Line{{Text: texts.PickUnits.In(l, len(w.Units))}}}
	here := "pick." + strconv.Itoa(page) + "."
	for _, u := range units[page*unitsPage : min((page+1)*unitsPage, len(units))] {
		sign := ""
		if slices.Contains(w.Units, u.Code) {
			sign = "✅ "
		}
		m.Buttons = append(m.Buttons, []thidua.Button{{Label: sign + u.Name, Data: announceData(w.ID, here+unitCode(u))}})
	}
	var turn []thidua.Button
	if page > 0 {
		turn = append(turn, thidua.Button{Label: texts.Previous.In(l), Data: announceData(w.ID, "pick."+strconv.Itoa(page-1))})
	}
	if page < last {
		turn = append(turn, thidua.Button{Label: texts.Next.In(l), Data: announceData(w.ID, "pick."+strconv.Itoa(page+1))})
	}
	if len(turn) > 0 {
		m.Buttons = append(m.Buttons, turn)
	}
	m.Buttons = append(m.Buttons, []thidua.Button{{Label: texts.Done.In(l), Data: announceData(w.ID, "picked")}, {Label: texts.Cancel.In(l), Data: announceData(w.ID, "no")}})
	d.reply(m)
	return nil
}
