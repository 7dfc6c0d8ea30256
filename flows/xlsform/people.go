package xlsform

import (
	"slices"
	"strings"

	"thidua"
	"thidua/flows/vietnamese"
)

// roles are what the column role may say.
func roles() []string {
	return []string{string(thidua.FocalPoint), string(thidua.Secretariat), string(thidua.Council), string(thidua.Leader)}
}

// readPeople reads the sheet people: one row for each person and unit.
func (r *reader) readPeople(c *thidua.Campaign) {
	if r.people == nil {
		return
	}
	known := map[string]bool{}
	for _, code := range r.codes {
		known[code] = true
	}
	names, rows := map[string]string{}, map[string]int{} // by phone
	before := map[thidua.Member]int{}
	for _, line := range r.people.rows {
		m, ok := r.readMember(line, known)
		if !ok {
			continue
		}
		post := thidua.Member{Name: m.Name, Phone: m.Phone, Unit: m.Unit, Role: m.Role}
		if n := before[post]; n > 0 {
			r.warn(personTwice, r.people.cell(line, "name"), n)
			continue
		}
		before[post] = line.number
		c.People = append(c.People, m)
		if m.Phone == "" {
			continue
		}
		if name := names[m.Phone]; name == "" {
			names[m.Phone], rows[m.Phone] = m.Name, line.number
		} else if !vietnamese.Same(name, m.Name) {
			r.warn(phoneTwice, r.people.cell(line, "phone"), rows[m.Phone])
		}
	}
}

func (r *reader) readMember(line row, known map[string]bool) (thidua.Member, bool) {
	t := r.people
	name, phone, unit, role := t.cell(line, "name"), t.cell(line, "phone"), t.cell(line, "unit"), t.cell(line, "role")
	m := thidua.Member{Name: name.text, Unit: unit.text, Role: thidua.Role(strings.ToLower(role.text)),
		Position: t.cell(line, "position").text}
	if name.empty() {
		if phone.empty() && unit.empty() && role.empty() {
			return m, false
		}
		r.fail(personNoName, name)
	}
	if role.empty() {
		m.Role = thidua.FocalPoint
	}
	if !slices.Contains(roles(), string(m.Role)) {
		r.fail(roleUnknown, role, strings.Join(roles(), ", "), r.suggest(role.text, roles()))
	}
	if !phone.empty() {
		number, err := parsePhone(phone.text)
		if err != nil {
			r.fail(phoneBad, phone)
		}
		m.Phone = number
	}
	switch {
	case unit.empty() && m.Role == thidua.FocalPoint:
		r.fail(focalNoUnit, t.place(line, "unit", "name"))
	case !unit.empty() && !known[unit.text] && r.units != nil:
		r.fail(unitUnknown, unit, unit.text, r.suggest(unit.text, r.codes))
	}
	return m, true
}

// parsePhone reads a phone number, also one whose leading zero a spreadsheet dropped.
func parsePhone(text string) (string, error) {
	if len(text) == 9 && strings.Trim(text, "0123456789") == "" && text[0] != '0' {
		text = "0" + text
	}
	return vietnamese.ParsePhone(text)
}
