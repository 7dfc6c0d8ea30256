package flows

import (
	"slices"
	"strings"

	"thidua"
)

// entryLabel is how people know an entry: the label of the first group inside it where that has references, or
// else its first answer (XLSForm §4).
func (v *view) entryLabel(p *place) string {
	for _, n := range p.repeat.children {
		if n.q.Type == thidua.Group && strings.Contains(n.q.Label.In(v.language), "${") {
			if label := v.say(n, n.q.Label, v.at(p, n)); label != "" {
				return excerptTo(label, 80)
			}
		}
	}
	for _, n := range v.visible(p, p.roots()) {
		if n.q.Type == thidua.Repeat {
			continue
		}
		if a, _ := v.given(p, n); a.Value != "" {
			return excerptTo(v.shown(n, a), 80)
		}
	}
	return ""
}

// entryName is an entry's label, or that of its repeat.
func (v *view) entryName(p *place) string {
	if label := v.entryLabel(p); label != "" {
		return label
	}
	return v.nodeLabel(p.up, p.repeat)
}

// placeLabel names a place for people: the part, and the entries that are open.
func (v *view) placeLabel(p *place) string {
	if p.repeat == nil {
		return v.partLabel(p)
	}
	label, entry := v.placeLabel(p.up), v.entryName(p)
	if entry == label { // a new entry of a repeat part
		return label
	}
	return label + " › " + entry
}

// mark keeps what a list says of an entry in step with its answers.
func (t *turn) mark(p *place) {
	if p.repeat == nil {
		return
	}
	list := t.list(p.up, p.repeat)
	i := list.position(p.id)
	if label := t.entryLabel(p); i >= 0 && list.Entries[i].Label != label {
		list.Entries[i].Label = label
		t.relist(p.up, p.repeat)
	}
	t.setOpen(p, t.open(p) != nil)
}

func (t *turn) setOpen(p *place, open bool) {
	list := t.list(p.up, p.repeat)
	if i := list.position(p.id); i >= 0 && list.Entries[i].Open != open {
		list.Entries[i].Open = open
		t.relist(p.up, p.repeat)
	}
}

// isBlank tells whether nothing was entered in an entry.
func (t *turn) isBlank(p *place) bool {
	return len(t.sheet(p).Answers) == 0 && !slices.ContainsFunc(p.repeats(), func(n *node) bool {
		return len(t.list(p, n).Entries) > 0
	})
}

// askDelete asks before the open entry is deleted.
func (t *turn) askDelete() {
	if p := t.current(); p != nil && p.repeat != nil {
		t.decide(sayAskDelete.In(t.language, t.entryName(p)), Action{Do: doRemove})
	}
}

// removeEntry deletes the open entry and shows its list.
func (t *turn) removeEntry() {
	p := t.current()
	if p == nil || p.repeat == nil {
		t.goMenu()
		return
	}
	t.tell(sayDeleted, t.entryName(p))
	t.started(p)
	t.cut(p)
	t.goStop(p.up, p.repeat)
}

// cut takes an entry, with all that is below it, out of its list.
func (t *turn) cut(p *place) {
	t.drop(p)
	list := t.list(p.up, p.repeat)
	list.Entries = slices.DeleteFunc(list.Entries, func(item Item) bool { return item.ID == p.id })
	t.relist(p.up, p.repeat)
}
