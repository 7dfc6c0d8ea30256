package bot

import (
	"context"
	"slices"
	"time"

	"thidua"
	"thidua/flows"
)

// course is a campaign as those see it who are reminded: its version in force, and how far it has come.
type course struct {
	*thidua.Campaign
	life   thidua.Life
	script *flows.Script
}

// course reads a campaign; found is false where the store has none of that id.
func (b *Bot) course(ctx context.Context, id string) (c course, found bool, err error) {
	var head thidua.Head
	if found, err = b.load(ctx, thidua.CampaignKey(id), &head); err != nil || !found {
		return c, found, err
	}
	if c.script, err = b.scripts.of(ctx, head); err != nil {
		return c, true, err
	}
	c.Campaign, c.life = c.script.Campaign, head.Life
	return c, true, nil
}

// reminds tells whether people are reminded now: of nothing that they cannot do.
func (c course) reminds(now time.Time) bool { return c.life.Reminds() && !now.Before(c.Opens) }

// mayDisturb tells whether people may be written to now without having asked for it.
func (b *Bot) mayDisturb(c course, now time.Time) bool { return !c.Quiet || b.calendar.InWindow(now) }

// nextChance is when people may be written to, from a time on.
func nextChance(calendar Calendar, c *thidua.Campaign, at time.Time) time.Time {
	if !c.Quiet {
		return at
	}
	return calendar.NextSlot(at)
}

// owes lists what a unit owes that is due at a deadline; without one, all that it owes.
func (c course) owes(unit string, index thidua.Index, deadline time.Time) []thidua.Part {
	var owed []thidua.Part
	for _, p := range c.PartsOf(unit) {
		due := deadline.IsZero() || c.life.DueOf(c.Campaign, p, index).Equal(deadline)
		if due && p.FilledBy == thidua.FocalPoint && index.Parts[p.Name].Owed() {
			owed = append(owed, p)
		}
	}
	return owed
}

// onlyOf keeps those of some parts that have one of the names; all, where none is given.
func onlyOf(parts []thidua.Part, names []string) []thidua.Part {
	return slices.DeleteFunc(parts, func(p thidua.Part) bool { return len(names) > 0 && !slices.Contains(names, p.Name) })
}

// offsets are the distances at which people are reminded of a part.
func offsets(c *thidua.Campaign, p thidua.Part) []time.Duration {
	if len(p.Remind) > 0 {
		return p.Remind
	}
	return c.Remind
}

// speaksIn tells whether a person is a unit's focal point.
func speaksIn(p thidua.Person, campaign, unit string) bool {
	return slices.ContainsFunc(p.Posts, func(post thidua.Post) bool {
		return post.Role == thidua.FocalPoint && post.Campaign == campaign && post.Unit == unit
	})
}

// noDeadline stands for whatever is owed, whenever it is due.
var noDeadline time.Time
