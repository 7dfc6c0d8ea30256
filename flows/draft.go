package flows

import "thidua"

// Sheet is the record of one filling in progress: of a group part, or of one entry of a repeat.
type Sheet struct {
	Answers map[string]thidua.Answer `json:"answers,omitempty"` // by path below the part or entry
}

// List is the record of a repeat's entries, in order.
type List struct {
	Entries []Item `json:"entries,omitempty"`
	Done    bool   `json:"done,omitempty"` // the person said that there are no more
}

// Item is an entry in a list, with the label by which people know it.
type Item struct {
	ID    string `json:"id"`
	Label string `json:"label,omitempty"`
	Open  bool   `json:"open,omitempty"` // its last question was not reached yet
}

// label is what a list shows of the entry.
func (i Item) label() string {
	if i.Label == "" {
		return "…"
	}
	return i.Label
}

// position finds an entry in its list, 0-based; -1 where it is gone.
func (l *List) position(id string) int {
	for i, item := range l.Entries {
		if item.ID == id {
			return i
		}
	}
	return -1
}

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
func (p *place) trail() []Step {
	if p.repeat == nil {
		return nil
	}
	return append(p.up.trail(), Step{Repeat: p.repeat.path, Entry: p.id})
}

// The keys of sheets and lists carry the entry's id alone: ids are unique within a part.

func (v *view) sheetKey(p *place) thidua.Key {
	return thidua.DraftKey(v.script.Campaign.ID, v.owner(p.part), p.part.Name, "sheet", p.id)
}

func (v *view) listKey(p *place, repeat *node) thidua.Key {
	return thidua.DraftKey(v.script.Campaign.ID, v.owner(p.part), p.part.Name, "list", p.id, repeat.path)
}

// owner is the unit under which a part is filed: the secretariat's parts belong to the department.
func (v *view) owner(p *part) string {
	if p.FilledBy == thidua.Secretariat {
		return thidua.Department
	}
	return v.unit
}
