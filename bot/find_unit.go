package bot

import (
	"slices"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// unitsPage is how many units a card offers at once.
const unitsPage = 8

// unitCode stands for a unit on a button.
func unitCode(u thidua.Unit) string { return shortCode(u.Code) }

// shortCode stands for a name on a button, which has no room for a long one.
func shortCode(name string) string {
	if name == "" {
		return ""
	}
	return targetID(name)[:10]
}

// unitOnButton finds the unit for which a button stands.
func unitOnButton(c *thidua.Campaign, code string) (thidua.Unit, bool) {
	i := slices.IndexFunc(c.Units, func(u thidua.Unit) bool { return code != "" && unitCode(u) == code })
	if i < 0 {
		return thidua.Unit{}, false
	}
	return c.Units[i], true
}

// findUnits finds the units whose name, short name or code was typed, in part and without accents; one that is named whole,
// and no other, stands alone. The names were folded once for the campaign's version.
func (b *Bot) findUnits(c *thidua.Campaign, text string) []thidua.Unit {
	sought := vietnamese.Fold(text)
	if sought == "" {
		return nil
	}
	folded := b.scripts.foldedUnits(c)
	var whole, like []thidua.Unit
	for i, u := range c.Units {
		switch name := folded[i]; {
		case slices.Contains(name[:], sought):
			whole = append(whole, u)
		case strings.Contains(name[0], sought) || strings.Contains(name[1], sought):
			like = append(like, u)
		}
	}
	if len(whole) == 1 {
		return whole
	}
	return append(whole, like...)
}

// unitRows are the buttons of a page of units, and those that turn the page: data makes a button's data of "unit.CODE" or
// "units.PAGE".
func (d *decision) unitRows(units []thidua.Unit, page int, data func(act string) string) [][]thidua.Button {
	last := max(0, (len(units)-1)/unitsPage)
	page = max(0, min(page, last))
	var rows [][]thidua.Button
	for _, u := range units[page*unitsPage : min((page+1)*unitsPage, len(units))] {
		rows = append(rows, []thidua.Button{{Label: u.Name, Data: data("unit." + unitCode(u))}})
	}
	var turn []thidua.Button
	if page > 0 {
		turn = append(turn, thidua.Button{Label: texts.Previous.In(d.language()), Data: data("units." + strconv.Itoa(page-1))})
	}
	if page < last {
		turn = append(turn, thidua.Button{Label: texts.Next.In(d.language()), Data: data("units." + strconv.Itoa(page+1))})
	}
	if len(turn) > 0 {
		rows = append(rows, turn)
	}
	return rows
}
