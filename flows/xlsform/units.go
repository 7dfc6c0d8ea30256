package xlsform

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"

	"thidua"
)

// rehearsal is the one unit of a form without the sheet units.
const rehearsal = "1"

// readUnits reads the sheet units in the workbook's order.
func (r *reader) readUnits(c *thidua.Campaign) {
	if r.units == nil {
		if !r.has("units") {
			r.codes = []string{rehearsal}
			c.Units = []thidua.Unit{{Code: rehearsal, Name: cmp.Or(c.Keys["agency"], "Đơn vị")}}
		}
		return
	}
	rows := map[string]int{} // by code, case aside
	var places []row
	for _, line := range r.units.rows {
		if u, ok := r.readUnit(line, rows); ok {
			c.Units = append(c.Units, u)
			places = append(places, line)
		}
	}
	if len(r.units.rows) == 0 {
		r.fail(unitsEmpty, cell{sheet: r.units.sheet})
	}
	r.checkParents(c, places)
}

func (r *reader) readUnit(line row, rows map[string]int) (thidua.Unit, bool) {
	t := r.units
	code, name := t.cell(line, "code"), t.cell(line, "name")
	u := thidua.Unit{Code: code.text, Name: name.text, ShortName: t.cell(line, "short_name").text,
		Parent: t.cell(line, "parent").text, Kind: t.cell(line, "kind").text}
	key := strings.ToLower(code.text)
	switch {
	case code.empty():
		r.fail(codeMissing, code)
		return u, false
	case code.text == thidua.Department || strings.ContainsAny(code.text, " ,;\n\t") || len([]rune(code.text)) > 32:
		r.fail(codeBad, code)
	case rows[key] > 0:
		r.fail(codeTwice, code, rows[key])
		return u, false
	}
	rows[key] = line.number
	r.codes = append(r.codes, code.text)
	if name.empty() {
		r.fail(unitNoName, name, code.text)
	}
	u.Headcount = r.whole(t.cell(line, "headcount"), headcountBad)
	return u, true
}

var wholeNumber = regexp.MustCompile(`^(\d{1,9}|\d{1,3}(\.\d{3}){1,2})$`)

// whole reads a whole number that is not negative, with or without dots between thousands; empty is 0.
func (r *reader) whole(at cell, wrong wording) int {
	if at.empty() {
		return 0
	}
	if !wholeNumber.MatchString(at.text) {
		r.fail(wrong, at)
		return 0
	}
	n, err := strconv.Atoi(strings.ReplaceAll(at.text, ".", ""))
	if err != nil {
		r.fail(wrong, at)
	}
	return n
}

// checkParents finds parents that are no unit, and units that are above themselves.
func (r *reader) checkParents(c *thidua.Campaign, places []row) {
	index := map[string]int{}
	for i, u := range c.Units {
		index[u.Code] = i
	}
	for i, u := range c.Units {
		if _, ok := index[u.Parent]; u.Parent != "" && !ok {
			r.fail(parentUnknown, r.units.cell(places[i], "parent"), r.suggest(u.Parent, r.codes))
		}
	}
	done := map[string]bool{}
	for _, u := range c.Units {
		var trail []string
		met := map[string]int{}
		for code := u.Code; code != "" && !done[code]; {
			if begin, ok := met[code]; ok {
				chain := strings.Join(append(trail[begin:], code), " → ")
				r.fail(parentCycle, r.units.cell(places[index[code]], "parent"), chain)
				break
			}
			met[code] = len(trail)
			trail = append(trail, code)
			i, ok := index[code]
			if !ok {
				break
			}
			code = c.Units[i].Parent
		}
		for _, code := range trail {
			done[code] = true
		}
	}
}
