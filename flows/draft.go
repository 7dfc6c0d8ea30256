package flows

import "thidua"

// place is where a sheet stands: the part itself, or an entry of a repeat inside another place.
type place struct {
	part   *part
	repeat *node // nil for the part itself
	id     string
	up     *place
}

// inner is the place of an entry below this one.
func (p *place) inner(repeat *node, id string) *place {
	return &place{part: p.part, repeat: repeat, id: id, up: p}
}

// depth counts the places down to this one; the part itself is 1.
func (p *place) depth() int {
	if p.repeat == nil {
		return 1
	}
	return p.up.depth() + 1
}

// trail is the way to a place as the session keeps it.
func (p *place) trail() []thidua.Step {
	if p.repeat == nil {
		return nil
	}
	return append(p.up.trail(), thidua.Step{Repeat: p.repeat.q.Name, Entry: p.id})
}

// The keys of sheets and lists carry the entry's id alone, which is unique within a part, and the repeat's name, which
// is unique in the form: a newer workbook may move the repeat to another group.

func (v *view) sheetKey(p *place) thidua.Key { return v.ground(p).key }

func (v *view) listKey(p *place, repeat *node) thidua.Key {
	return thidua.DraftKey(v.script.Campaign.ID, v.owner(p.part), p.part.Name, "list", p.id, repeat.q.Name)
}

func (v *view) blockKey(p *place, repeat *node, id string) thidua.Key {
	return thidua.DraftKey(v.script.Campaign.ID, v.owner(p.part), p.part.Name, "block", p.id, repeat.q.Name, id)
}

// owner is the unit under which a part is filed: the secretariat's parts belong to the department.
func (v *view) owner(p *part) string {
	if p.FilledBy == thidua.Secretariat {
		return thidua.Department
	}
	return v.unit
}
