package bot

import (
	"cmp"
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"thidua"
	"thidua/flows/texts"
)

// Board reads the index of a campaign: the state of every unit's parts, by unit code.
func Board(ctx context.Context, store thidua.Store, campaign string) (map[string]thidua.Index, error) {
	return newBoards(store).of(ctx, campaign)
}

func label(p thidua.Part) string { return partName(p, "vi") }

// partName is what a part is called in a language.
func partName(p thidua.Part, language string) string {
	return cmp.Or(p.Question.Label.In(language), p.Name)
}

// asked is a part with the units that answer it, for a look at all units at once.
type asked struct {
	thidua.Part
	units map[string]bool // nil: all
}

// allAsked lists the parts that units answer, or the one with a name.
func allAsked(c *thidua.Campaign, name string) []asked {
	var all []asked
	for _, p := range c.Parts {
		if p.FilledBy == thidua.Secretariat || name != "" && p.Name != name {
			continue
		}
		a := asked{Part: p}
		if len(p.Units) > 0 {
			a.units = map[string]bool{}
			for _, code := range p.Units {
				a.units[code] = true
			}
		}
		all = append(all, a)
	}
	return all
}

func (a asked) of(unit string) bool { return a.units == nil || a.units[unit] }

// row is one unit on the board, over the parts that the board is about.
type row struct {
	unit      thidua.Unit
	all, done int
	late      bool // owes something that is overdue
	begun     bool
	waiting   bool // something waits for review
	returned  bool
}

// sight is what the board is seen by: a campaign, what was decided of it since, and the time.
type sight struct {
	c    *thidua.Campaign
	life thidua.Life
	now  time.Time
}

// sight of a campaign at the time of the update.
func (d *decision) sight(ctx context.Context, c *thidua.Campaign) (sight, error) {
	life, err := d.life(ctx, c.ID)
	return sight{c: c, life: life, now: d.in.At}, err
}

// reminds tells whether anybody is reminded, by hand or by time.
func (s sight) reminds() bool { return course{Campaign: s.c, life: s.life}.reminds(s.now) }

// look sums up where a unit stands.
func (s sight) look(parts []asked, u thidua.Unit, index thidua.Index) row {
	r := row{unit: u}
	for _, p := range parts {
		if !p.of(u.Code) {
			continue
		}
		state := index.Parts[p.Name].State
		r.all++
		r.begun = r.begun || state != thidua.NotStarted
		r.waiting = r.waiting || index.Parts[p.Name].Waits()
		r.returned = r.returned || state == thidua.Returned
		r.late = r.late || s.overdue(p.Part, index)
		if !index.Parts[p.Name].Owed() {
			r.done++
		}
	}
	return r
}

// overdue tells whether a part that is still owed should be in.
func (s sight) overdue(p thidua.Part, index thidua.Index) bool {
	if !index.Parts[p.Name].Owed() {
		return false
	}
	due := s.life.DueOf(s.c, p, index)
	return !due.IsZero() && s.now.After(due)
}

// rank puts the late first, then the silent, then those under way, then those that are done.
func (r row) rank() int {
	switch {
	case r.late && !r.begun:
		return 0
	case r.late:
		return 1
	case r.silent():
		return 2
	case r.done < r.all:
		return 3
	}
	return lastRank
}

const lastRank = 4

// silent tells whether a unit that owes something has not begun.
func (r row) silent() bool { return !r.begun && r.all > 0 }

// in writes a row for people: a sign, the unit, and how much is in.
func (r row) in(language string) string {
	state := ""
	switch {
	case r.late:
		state = texts.IsLate.In(language)
	case r.silent():
		state = texts.Silent.In(language)
	}
	return texts.UnitLine.In(language, r.sign(), r.unit.Name, r.done, r.all) + state
}

// short is in on one line of a phone's screen: a long name is cut, as it is whole on its button.
func (r row) short(language string) string {
	for {
		line := r.in(language)
		over := utf8.RuneCountInString(line) - thidua.ScreenWidth
		name := []rune(strings.TrimSuffix(r.unit.Name, "…"))
		if over <= 0 || len(name) <= over+1 {
			return line
		}
		r.unit.Name = strings.TrimRight(string(name[:len(name)-over-1]), " ") + "…"
	}
}

func (r row) sign() string {
	switch {
	case r.late:
		return "🔴"
	case r.silent():
		return "⚪"
	case r.done == r.all:
		return "🟢"
	}
	return "🟡"
}

// owes names the parts that a unit still owes, as far as a line of the board has room.
func owes(language string, parts []asked, unit string, index thidua.Index) string {
	const named = 4
	var labels []string
	for _, p := range parts {
		if p.of(unit) && index.Parts[p.Name].Owed() {
			labels = append(labels, label(p.Part))
		}
	}
	if len(labels) == 0 {
		return ""
	}
	text := strings.Join(labels[:min(named, len(labels))], ", ")
	if len(labels) > named {
		text += " …"
	}
	return texts.StillOwes.In(language, text)
}
