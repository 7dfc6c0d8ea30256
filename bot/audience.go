package bot

import (
	"cmp"
	"context"
	"slices"
	"time"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// audience decides whom an announcement concerns.
type audience struct {
	campaign *thidua.Campaign
	scope    thidua.Scope
	unit     string
	units    []string          // codes, where the scope is some of them
	part     string            // where only those who answer it are meant
	moved    time.Time         // where only those are meant for whom something is due then
	life     thidua.Life       // by which it is due then
	names    map[string]string // of the campaign's units, by code
}

func newAudience(c *thidua.Campaign, scope thidua.Scope, unit string) *audience {
	return &audience{campaign: c, scope: scope, unit: unit, names: unitNames(c)}
}

// unitNames are the names of a campaign's units, by code.
func unitNames(c *thidua.Campaign) map[string]string {
	names := make(map[string]string, len(c.Units))
	for _, u := range c.Units {
		names[u.Code] = u.Name
	}
	return names
}

// of makes the audience that of a change: who has more time already, by an extension of their own, is not concerned by one of
// all.
func (a *audience) of(news thidua.News, life thidua.Life) {
	a.part = news.Part
	if a.scope == thidua.Everybody && !news.Back {
		a.moved, a.life = news.Due, life
	}
}

// looks tells whether it takes the board to know who is meant.
func (a *audience) looks() bool { return a.scope == thidua.Owing || !a.moved.IsZero() }

// prefix is that of the members among whom the people are.
func (a *audience) prefix() thidua.Key {
	if a.unit != "" {
		return thidua.MembersOf(a.campaign.ID, a.unit)
	}
	return thidua.MembersOf(a.campaign.ID)
}

// concerns tells whether a post is among those meant; index is the line of its unit on the board.
func (a *audience) concerns(post thidua.Post, index thidua.Index) bool {
	if _, known := a.names[post.Unit]; !known || post.Role != thidua.FocalPoint {
		return false
	}
	if part, ok := a.campaign.Part(a.part); ok && !part.Concerns(post.Unit) {
		return false
	}
	isMoved := func(p thidua.Part) bool {
		return (a.part == "" || p.Name == a.part) && a.life.DueOf(a.campaign, p, index).Equal(a.moved)
	}
	if !a.moved.IsZero() && !slices.ContainsFunc(a.campaign.PartsOf(post.Unit), isMoved) {
		return false
	}
	switch a.scope {
	case thidua.OneUnit:
		return post.Unit == a.unit
	case thidua.SomeUnits:
		return slices.Contains(a.units, post.Unit)
	case thidua.Owing:
		return (a.unit == "" || post.Unit == a.unit) && slices.ContainsFunc(a.campaign.PartsOf(post.Unit), func(p thidua.Part) bool {
			return (a.part == "" || p.Name == a.part) && index.Parts[p.Name].Owed()
		})
	}
	return true
}

// people lists who is meant now: those who joined, each once, and the names on the roster whom nobody joined under.
func (a *audience) people(ctx context.Context, store thidua.Store) (joined []member, absent []thidua.Member, err error) {
	board := map[string]thidua.Index{}
	if a.looks() {
		if board, err = Board(ctx, store, a.campaign.ID); err != nil {
			return nil, nil, err
		}
	}
	var units []string
	if a.unit != "" {
		units = []string{a.unit}
	}
	members, gone, err := everMembers(ctx, store, a.campaign.ID, units...)
	if err != nil {
		return nil, nil, err
	}
	members = slices.DeleteFunc(members, func(m member) bool { return !a.concerns(m.Post, board[m.Post.Unit]) })
	chats := map[int64]int{}
	for _, m := range members {
		at, known := chats[m.Chat]
		if !known {
			at = len(joined)
			chats[m.Chat], joined = at, append(joined, m)
		}
		if name := a.names[m.Post.Unit]; !slices.Contains(joined[at].units, name) {
			joined[at].units = append(joined[at].units, name)
		}
	}
	meant := func(row thidua.Member) bool {
		return a.concerns(thidua.Post{Role: row.Role, Unit: row.Unit}, board[row.Unit])
	}
	told := map[[2]string]bool{} // who has several units has several rows, and may have joined for one of them only
	for _, m := range joined {
		told[[2]string{vietnamese.Fold(m.Name), cmp.Or(m.Phone, m.Post.Unit)}] = true
	}
	for _, line := range awaited(matched(a.campaign, members, gone, meant)) {
		who := [2]string{vietnamese.Fold(line.Name), cmp.Or(line.Phone, line.Unit)}
		if !told[who] {
			told[who] = true
			absent = append(absent, line.Member)
		}
	}
	return joined, absent, nil
}

// in names those who are meant.
func (a *audience) in(language string) string {
	if part, ok := a.campaign.Part(a.part); ok && a.scope == thidua.Owing {
		return texts.ToOwingPart.In(language, partName(part, language))
	}
	if a.unit != "" {
		return cmp.Or(a.names[a.unit], a.unit)
	}
	switch a.scope {
	case thidua.SomeUnits:
		var names []string
		for _, code := range a.units {
			names = append(names, cmp.Or(a.names[code], code))
		}
		return listed(names)
	case thidua.Owing:
		return texts.ToOwing.In(language)
	}
	return texts.ToAll.In(language)
}
