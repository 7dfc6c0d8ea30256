package bot

import (
	"context"
	"slices"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// rosterLine is one person of a unit: on the roster, joined, or both.
type rosterLine struct {
	thidua.Member
	chat int64 // 0: they have not joined
	gone bool  // they had joined, and were removed, left or handed over
}

// code stands for a person on a button.
func (l rosterLine) code() string {
	return targetID(vietnamese.Fold(l.Name), string(l.Role), l.Unit, l.Phone)[:8]
}

// role is what the person is: for a unit's head, of which unit.
func (l rosterLine) role(c *thidua.Campaign, language string) string {
	if u, ok := c.Unit(l.Unit); ok && l.Role == thidua.Leader {
		return texts.HeadOf.In(language, u.Name)
	}
	return texts.RoleName(l.Role).In(language)
}

// peopleOf lists a unit's people, or the department's: the roster in its order, then who joined beside it.
func (d *decision) peopleOf(ctx context.Context, c *thidua.Campaign, unit string) ([]rosterLine, error) {
	in, gone, err := everMembers(ctx, d.b.store, c.ID, unit)
	return matched(c, in, gone, func(row thidua.Member) bool { return unitOf(Promise(c.ID, row).Post) == unit }), err
}

// absentees lists everybody on the roster who has not joined, and was not in before: who was removed is invited by name only.
func absentees(ctx context.Context, store thidua.Store, c *thidua.Campaign) ([]rosterLine, error) {
	in, gone, err := everMembers(ctx, store, c.ID)
	return awaited(matched(c, in, gone, func(thidua.Member) bool { return true })), err
}

// awaited are those of some lines who have not joined and were not in before.
func awaited(lines []rosterLine) []rosterLine {
	return slices.DeleteFunc(lines, func(l rosterLine) bool { return l.chat != 0 || l.gone })
}

// matched puts those who joined to their rows of the roster, each to one, then lists those who have none; who is gone is put to
// what is left of the rows. A row is whose number it names; the name decides where one of the two has no number.
func matched(c *thidua.Campaign, in, gone []member, meant func(thidua.Member) bool) []rosterLine {
	r := rosterOf(c, meant)
	beside := r.seatAll(in)
	r.seatAll(gone)
	for _, m := range beside {
		r.lines = append(r.lines, rosterLine{thidua.Member{Name: m.Name, Phone: m.Phone, Unit: m.Post.Unit, Role: m.Post.Role, Position: m.Post.Position}, m.Chat, false})
	}
	return r.lines
}

// seatAll puts people to rows, those first who are known by their numbers, and gives back who has no row.
func (r *roster) seatAll(members []member) (beside []member) {
	var rest []member
	for _, m := range members {
		if !r.seat(m, r.byPhone[placeOfPost(m.Post, m.Phone)]) {
			rest = append(rest, m)
		}
	}
	return slices.DeleteFunc(rest, func(m member) bool {
		return r.seat(m, r.byName[placeOfPost(m.Post, vietnamese.Fold(m.Name))])
	})
}

// roster is what a campaign's sheet people says of some units, while those who joined are put to its rows.
type roster struct {
	lines           []rosterLine
	byPhone, byName map[rowPlace][]int // rows
}

// rowPlace is a role in a unit, under a phone number or a name.
type rowPlace struct {
	unit string
	role thidua.Role
	who  string
}

func placeOfPost(p thidua.Post, who string) rowPlace { return rowPlace{p.Unit, p.Role, who} }

func rosterOf(c *thidua.Campaign, meant func(thidua.Member) bool) *roster {
	r := &roster{byPhone: map[rowPlace][]int{}, byName: map[rowPlace][]int{}}
	for _, row := range c.People {
		if !meant(row) {
			continue
		}
		at, name := len(r.lines), rowPlace{row.Unit, row.Role, vietnamese.Fold(row.Name)}
		r.lines = append(r.lines, rosterLine{Member: row})
		r.byName[name] = append(r.byName[name], at)
		if row.Phone != "" {
			phone := rowPlace{row.Unit, row.Role, row.Phone}
			r.byPhone[phone] = append(r.byPhone[phone], at)
		}
	}
	return r
}

// seat puts somebody to the first free one of some rows; one with another number is somebody else's. Who has no chat any more
// is gone.
func (r *roster) seat(m member, rows []int) bool {
	for _, at := range rows {
		row := &r.lines[at]
		if row.chat == 0 && !row.gone && (row.Phone == "" || m.Phone == "" || row.Phone == m.Phone) {
			row.chat, row.gone = m.Chat, m.Chat == 0
			return true
		}
	}
	return false
}

func promises(campaign string, lines []rosterLine) []thidua.Invite {
	var all []thidua.Invite
	for _, l := range lines {
		all = append(all, Promise(campaign, l.Member))
	}
	return all
}
