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
	chat int64 // 0: nobody joined under this name
}

// code stands for a person on a button.
func (l rosterLine) code() string {
	return targetID(vietnamese.Fold(l.Name), string(l.Role), l.Unit, l.Phone)[:8]
}

func (l rosterLine) role(language string) string { return texts.RoleName(l.Role).In(language) }

// peopleOf lists a unit's people, or the department's: the roster in its order, then who joined beside it.
func (d *decision) peopleOf(ctx context.Context, c *thidua.Campaign, unit string) ([]rosterLine, error) {
	members, err := Members(ctx, d.b.store, c.ID, unit)
	if err != nil {
		return nil, err
	}
	return matched(c, members, func(row thidua.Member) bool { return unitOf(Promise(c.ID, row).Post) == unit }), nil
}

// absentees lists everybody on the roster whom nobody joined under.
func absentees(ctx context.Context, store thidua.Store, c *thidua.Campaign) ([]rosterLine, error) {
	members, err := Members(ctx, store, c.ID)
	if err != nil {
		return nil, err
	}
	all := matched(c, members, func(thidua.Member) bool { return true })
	return slices.DeleteFunc(all, func(l rosterLine) bool { return l.chat != 0 }), nil
}

// matched puts those who joined to their rows of the roster, by unit, role and name.
func matched(c *thidua.Campaign, members []member, meant func(thidua.Member) bool) []rosterLine {
	type who struct {
		unit string
		role thidua.Role
		name string
	}
	joined := map[who]int64{}
	for _, m := range members {
		joined[who{m.Post.Unit, m.Post.Role, vietnamese.Fold(m.Name)}] = m.Chat
	}
	var all []rosterLine
	known := map[who]bool{}
	for _, row := range c.People {
		if meant(row) {
			w := who{row.Unit, row.Role, vietnamese.Fold(row.Name)}
			known[w] = true
			all = append(all, rosterLine{row, joined[w]})
		}
	}
	for _, m := range members {
		if w := (who{m.Post.Unit, m.Post.Role, vietnamese.Fold(m.Name)}); !known[w] {
			known[w] = true
			all = append(all, rosterLine{thidua.Member{Name: m.Name, Unit: m.Post.Unit, Role: m.Post.Role, Position: m.Post.Position}, m.Chat})
		}
	}
	return all
}

func promises(campaign string, lines []rosterLine) []thidua.Invite {
	var all []thidua.Invite
	for _, l := range lines {
		all = append(all, Promise(campaign, l.Member))
	}
	return all
}
