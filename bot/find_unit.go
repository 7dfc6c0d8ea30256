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

// unitCode stands for a unit on a button, which has no room for a long code.
func unitCode(u thidua.Unit) string { return targetID(u.Code)[:10] }

// unitOnButton finds the unit for which a button stands.
func unitOnButton(c *thidua.Campaign, code string) (thidua.Unit, bool) {
	i := slices.IndexFunc(c.Units, func(u thidua.Unit) bool { return unitCode(u) == code })
	if i < 0 {
		return thidua.Unit{}, false
	}
	return c.Units[i], true
}

// findUnits finds the units whose name or code was typed, in part and without accents; one that is meant exactly stands
// alone.
func findUnits(c *thidua.Campaign, text string) []thidua.Unit {
	sought := vietnamese.Fold(text)
	if sought == "" {
		return nil
	}
	var like []thidua.Unit
	for _, u := range c.Units {
		names := []string{vietnamese.Fold(u.Name), vietnamese.Fold(u.ShortName), vietnamese.Fold(u.Code)}
		if slices.Contains(names, sought) {
			return []thidua.Unit{u}
		}
		if strings.Contains(names[0], sought) || strings.Contains(names[1], sought) {
			like = append(like, u)
		}
	}
	return like
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
