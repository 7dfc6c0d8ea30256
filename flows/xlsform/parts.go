package xlsform

import (
	"slices"
	"strings"

	"thidua"
)

// kinds are what the column kind may say; the last is what an empty cell means.
func kinds() []string { return []string{"activity", "nomination", "document", "assessment", "other"} }

// readParts reads the sheet parts. Without it the whole survey is one part, which every unit fills once.
func (r *reader) readParts(c *thidua.Campaign) {
	if r.root == nil {
		return
	}
	if r.parts == nil {
		if !r.has("parts") {
			whole := *r.root.q
			whole.Label = thidua.Text{"": c.Title}
			c.Parts = []thidua.Part{{Name: whole.Name, Kind: "other", FilledBy: thidua.FocalPoint, Due: c.Due,
				Remind: c.Remind, Question: &whole}}
		}
		return
	}
	if len(r.parts.rows) == 0 {
		r.fail(partsEmpty, cell{sheet: r.parts.sheet})
		return
	}
	rows, names := map[string]int{}, r.partNames()
	for _, line := range r.parts.rows {
		r.readPart(c, line, rows, names)
	}
	for _, e := range r.root.children {
		if rows[e.q.Name] == 0 && r.root.names[e.q.Name] == e && !r.unbalanced {
			r.fail(outsideParts, e.at, e.q.Name)
		}
	}
}

func (r *reader) readPart(c *thidua.Campaign, line row, rows map[string]int, names []string) {
	t := r.parts
	at := t.cell(line, "part")
	e := r.root.names[at.text]
	switch {
	case at.empty():
		r.fail(partNoName, at)
		return
	case rows[at.text] > 0:
		r.fail(partTwice, at, rows[at.text])
		return
	case r.unbalanced && e == nil, r.badNames[at.text]: // told already
		return
	case e == nil || !e.q.Contains():
		m := r.suggest(at.text, names)
		r.fail(partUnknown, at, m)
		rows[at.text], rows[string(m)] = line.number, max(line.number, rows[string(m)])
		r.readPartColumns(c, thidua.Part{Name: at.text, Question: &thidua.Question{Type: thidua.Repeat}}, line) // what else is wrong
		return
	}
	rows[at.text] = line.number
	c.Parts = append(c.Parts, r.readPartColumns(c, thidua.Part{Name: at.text, Question: e.q}, line))
}

// readPartColumns reads what a row says of its part.
func (r *reader) readPartColumns(c *thidua.Campaign, p thidua.Part, line row) thidua.Part {
	t := r.parts
	p.Kind = strings.ToLower(t.cell(line, "kind").text)
	if at := t.cell(line, "kind"); at.empty() {
		p.Kind = "other"
	} else if !slices.Contains(kinds(), p.Kind) {
		r.fail(kindUnknown, at, strings.Join(kinds(), ", "), r.suggest(at.text, kinds()))
	}
	p.FilledBy = r.filledBy(t.cell(line, "filled_by"))
	p.Due = c.Due
	if at := t.cell(line, "due"); !at.empty() {
		p.Due = r.moment(at, c.Location, true)
		r.checkOpens(c, at, p.Due)
	}
	p.Remind = r.remind(t.cell(line, "remind"), c.Remind)
	r.readCounts(&p, line)
	p.Units = r.unitsOf(&p, t.cell(line, "units"))
	return p
}

// partNames are the groups and repeats of the first level.
func (r *reader) partNames() []string {
	var names []string
	for _, e := range r.root.children {
		if e.q.Contains() {
			names = append(names, e.q.Name)
		}
	}
	return names
}

func (r *reader) filledBy(at cell) thidua.Role {
	role := thidua.Role(strings.ToLower(at.text))
	switch role {
	case "":
		return thidua.FocalPoint
	case thidua.FocalPoint, thidua.Secretariat:
	default:
		r.fail(filledByUnknown, at, r.suggest(at.text, []string{string(thidua.FocalPoint), string(thidua.Secretariat)}))
	}
	return role
}

// readCounts reads how many entries a repeat wants.
func (r *reader) readCounts(p *thidua.Part, line row) {
	least, most := r.parts.cell(line, "min"), r.parts.cell(line, "max")
	p.Min, p.Max = r.whole(least, countBad), r.whole(most, countBad)
	if p.Question.Type != thidua.Repeat {
		if p.Min > 1 || p.Max > 1 {
			r.warn(countOnGroup, r.parts.place(line, "min", "max"))
		}
		p.Min, p.Max = 0, 0
		return
	}
	if p.Max > 0 && p.Min > p.Max {
		r.fail(minOverMax, least, p.Min, p.Max)
	}
}

// unitsOf reads the codes of the units that a part concerns; none are all.
func (r *reader) unitsOf(p *thidua.Part, at cell) []string {
	var codes []string
	for _, code := range fields(at.text) {
		if !slices.Contains(r.codes, code) && (r.units != nil || !r.has("units")) {
			r.fail(unitUnknown, at, code, r.suggest(code, r.codes))
		} else if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	if p.FilledBy == thidua.Secretariat && len(codes) > 0 {
		r.warn(unitsOfSecretariat, at)
		return nil
	}
	return codes
}
