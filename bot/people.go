package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// rosterLine is one person of a unit: on the roster, joined, or both.
type rosterLine struct {
	thidua.Member
	chat int64 // 0: they have not joined
	gone bool  // they had joined, under their number, and were removed, left or handed over
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
	members, err := Members(ctx, d.b.store, c.ID, unit)
	if err != nil {
		return nil, err
	}
	lines := matched(c, members, func(row thidua.Member) bool { return unitOf(Promise(c.ID, row).Post) == unit })
	return lines, markGone(ctx, d.b.store, c.ID, lines)
}

// absentees lists everybody on the roster who has not joined, and was not in before: who was removed is invited by name only.
func absentees(ctx context.Context, store thidua.Store, c *thidua.Campaign) ([]rosterLine, error) {
	members, err := Members(ctx, store, c.ID)
	if err != nil {
		return nil, err
	}
	all := matched(c, members, func(thidua.Member) bool { return true })
	return awaited(ctx, store, c.ID, all)
}

// awaited are those of some lines who have not joined and were not in before.
func awaited(ctx context.Context, store thidua.Store, campaign string, lines []rosterLine) ([]rosterLine, error) {
	if err := markGone(ctx, store, campaign, lines); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(lines, func(l rosterLine) bool { return l.chat != 0 || l.gone }), nil
}

// markGone marks who of those that are not in had been: the promise of their number was taken away.
func markGone(ctx context.Context, store thidua.Store, campaign string, lines []rosterLine) error {
	var out []int
	for i, l := range lines {
		if l.chat == 0 && l.Phone != "" {
			out = append(out, i)
		}
	}
	for chunk := range slices.Chunk(out, perCommit) {
		var keys []thidua.Key
		for _, i := range chunk {
			if key := thidua.RosterKey(lines[i].Phone); !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
		snapshot, err := store.Load(ctx, "", keys...)
		if err != nil {
			return fmt.Errorf("load what the roster promises: %w", err)
		}
		for _, i := range chunk {
			l := &lines[i]
			var promised []thidua.Invite
			_ = json.Unmarshal(snapshot.Records[thidua.RosterKey(l.Phone)].Body, &promised) // a broken one promises nothing
			l.gone = slices.ContainsFunc(promised, func(p thidua.Invite) bool {
				return same(p.Post, Promise(campaign, l.Member).Post) && !p.Used.IsZero()
			})
		}
	}
	return nil
}

// matched puts those who joined to their rows of the roster, each to one, then lists those who have none. A row is whose
// number it names; the name decides where one of the two has no number.
func matched(c *thidua.Campaign, members []member, meant func(thidua.Member) bool) []rosterLine {
	r := rosterOf(c, meant)
	var rest []member
	for _, m := range members {
		if !r.seat(m, r.byPhone[placeOfPost(m.Post, m.Phone)]) {
			rest = append(rest, m)
		}
	}
	for _, m := range rest {
		if !r.seat(m, r.byName[placeOfPost(m.Post, vietnamese.Fold(m.Name))]) {
			r.lines = append(r.lines, rosterLine{thidua.Member{Name: m.Name, Phone: m.Phone, Unit: m.Post.Unit, Role: m.Post.Role, Position: m.Post.Position}, m.Chat, false})
		}
	}
	return r.lines
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

// seat puts somebody to the first free one of some rows; one with another number is somebody else's.
func (r *roster) seat(m member, rows []int) bool {
	for _, at := range rows {
		row := &r.lines[at]
		if row.chat == 0 && (row.Phone == "" || m.Phone == "" || row.Phone == m.Phone) {
			row.chat = m.Chat
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
