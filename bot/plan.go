package bot

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"thidua"
)

// planning is what the times of a campaign's reminders follow from. It is done anew whenever one of them changes.
type planning struct {
	campaign *thidua.Campaign
	life     thidua.Life
	board    map[string]thidua.Index // read from the store, but for lines that are given
	now      time.Time
	calendar Calendar
}

// digestsEnd is how long after its last deadline a campaign has digests.
const digestsEnd = 30 * 24 * time.Hour

// overdueEnd is how long after a deadline those above may still hear of it: less than the marks of it are kept.
const overdueEnd = 60 * 24 * time.Hour

// secondThoughts is how long the secretariat has, once a campaign is unlocked behind its deadline, to extend it before those
// above hear who is late.
const secondThoughts = time.Hour

// changes are the due-times to set, and those of an older plan to remove, each with the time that stands. What is due
// already is being carried out and stays; what passed before it was planned, or is marked as carried out, stays away. That a
// deadline passed is told all the same, some time later, however it came to be behind: a lock, an extension taken back.
func (p planning) changes(ctx context.Context, store thidua.Store) ([]thidua.Due, error) {
	was, err := p.standing(ctx, store)
	if err != nil {
		return nil, err
	}
	// The board is read after the due-times: what another commit has planned by now stands on the board that is read.
	board, err := Board(ctx, store, p.campaign.ID)
	if err != nil {
		return nil, err
	}
	maps.Copy(board, p.board)
	p.board = board
	plan := p.plan()
	marks, err := p.marks(ctx, store, plan)
	if err != nil {
		return nil, err
	}
	if err := p.planDigest(ctx, store, plan, was); err != nil {
		return nil, err
	}
	changes := p.early(plan, marks, was)
	for _, key := range slices.Sorted(maps.Keys(plan)) {
		stands, at := was[key], plan[key]
		ahead := at.After(p.now)
		if stands.IsZero() && !ahead {
			at, ahead = p.belated(key)
		}
		if ahead && !stands.Equal(at) && (stands.IsZero() || stands.After(p.now)) && marks[doneKey(p.campaign.ID, key)].Rev == 0 {
			changes = append(changes, thidua.Due{Key: key, At: at, Was: stands})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(was)) {
		if _, planned := plan[key]; !planned && thidua.ReadTimer(key).Kind != "late" {
			changes = append(changes, thidua.Due{Key: key, Was: was[key]})
		}
	}
	return changes, nil
}

// belated is when something is made good that was to happen before it was planned: that those above hear of a deadline, and a
// reminder that was to go out earlier than at its distance, which is still ahead; at once or, out of working hours, in the next
// ones before the deadline.
func (p planning) belated(key thidua.Key) (at time.Time, good bool) {
	t := thidua.ReadTimer(key)
	switch {
	case isOverdue(key):
		at = nextChance(p.calendar, p.campaign, p.now.Add(secondThoughts))
		return at, at.After(p.now)
	case t.Kind == "remind" && t.Deadline.Add(-t.Before).After(p.now):
		at = nextChance(p.calendar, p.campaign, p.now)
		return at, at.Before(t.Deadline)
	}
	return at, false
}

// planned are the due-times that follow from a plan, by the beginnings of their keys; and those of what became of it since.
var planned = []thidua.Key{"remind/", "overdue/", "digest/", "late/"}

// standing are the campaign's due-times by these beginnings.
func (p planning) standing(ctx context.Context, store thidua.Store) (map[thidua.Key]time.Time, error) {
	const all = 1 << 30
	standing, err := store.Due(ctx, p.now.AddDate(100, 0, 0), all, planned...)
	if err != nil {
		return nil, fmt.Errorf("look for planned reminders: %w", err)
	}
	was := map[thidua.Key]time.Time{}
	for _, d := range standing {
		if thidua.ReadTimer(d.Key).Campaign == p.campaign.ID {
			was[d.Key] = d.At
		}
	}
	return was, nil
}

func isOverdue(key thidua.Key) bool { return thidua.ReadTimer(key).Kind == "overdue" }

// marks reads which of a plan's due-times were carried out: those ahead can be after a clock was set back.
func (p planning) marks(ctx context.Context, store thidua.Store, plan map[thidua.Key]time.Time) (map[thidua.Key]thidua.Record, error) {
	var keys []thidua.Key
	for key, at := range plan {
		if _, good := p.belated(key); good || at.After(p.now) {
			keys = append(keys, doneKey(p.campaign.ID, key))
		}
	}
	snapshot, err := store.Load(ctx, "", keys...)
	if err != nil {
		return nil, fmt.Errorf("load the marks of due-times: %w", err)
	}
	return snapshot.Records, nil
}

// plan tells, for every deadline that some unit's part has, when to remind at each distance that the part names, and
// when those above hear who let it pass.
func (p planning) plan() map[thidua.Key]time.Time {
	plan := map[thidua.Key]time.Time{}
	if !p.life.Reminds() {
		return plan
	}
	c := p.campaign
	for _, part := range c.Parts {
		if part.FilledBy != thidua.FocalPoint {
			continue
		}
		for _, deadline := range p.deadlines(part) {
			if p.now.Sub(deadline) <= overdueEnd {
				plan[thidua.OverdueKey(c.ID, deadline)] = nextChance(p.calendar, c, deadline)
			}
			for _, before := range offsets(c, part) {
				if at := p.reminding(deadline, before); !at.Before(c.Opens) {
					plan[thidua.RemindKey(c.ID, deadline, before)] = at
				}
			}
		}
	}
	return plan
}

// reminding is when people are reminded at a distance: then, in the next working hours or, where the deadline would pass, in those
// before; where these would be before the campaign opens, when it has opened, if those are working hours.
func (p planning) reminding(deadline time.Time, before time.Duration) time.Time {
	at := deadline.Add(-before)
	if !p.campaign.Quiet || at.Before(p.campaign.Opens) {
		return at
	}
	moved := p.calendar.Plan(at, deadline)
	if !moved.Before(p.campaign.Opens) {
		return moved
	}
	if opens := p.calendar.NextSlot(p.campaign.Opens); opens.Before(deadline) {
		return opens
	}
	return moved
}

// planDigest adds the next morning on which no digest was sent yet; an afternoon that makes a morning good stands.
func (p planning) planDigest(ctx context.Context, store thidua.Store, plan, was map[thidua.Key]time.Time) error {
	var last time.Time
	for _, part := range p.campaign.Parts {
		for _, deadline := range p.deadlines(part) {
			last = latest(last, deadline)
		}
	}
	if !p.life.Informs() || !last.IsZero() && p.now.Sub(last) > digestsEnd {
		return nil
	}
	next, err := nextDigest(ctx, store, p.calendar, p.campaign, p.now)
	key := thidua.DigestKey(p.campaign.ID)
	if stands := was[key]; !stands.IsZero() && stands.Equal(p.calendar.Afternoon(p.now)) && stands.Before(next) {
		next = stands
	}
	plan[key] = next
	return err
}

// deadlines are the different times at which a part is due for some unit.
func (p planning) deadlines(part thidua.Part) []time.Time {
	var all []time.Time
	seen := map[int64]bool{}
	for _, u := range p.campaign.Units {
		if !part.Concerns(u.Code) {
			continue
		}
		due := p.life.DueOf(p.campaign, part, p.board[u.Code])
		if !due.IsZero() && !seen[due.Unix()] {
			seen[due.Unix()] = true
			all = append(all, due)
		}
	}
	return all
}

// planLook is between looks whether what is planned is right, beside those when something changed: a clock may have been
// set back, and an older program knew fewer kinds of due-times.
const planLook = 5 * time.Minute

// replan plans all campaigns anew, now and then.
func (b *Bot) replan(ctx context.Context, now time.Time) error {
	b.planning.Lock()
	defer b.planning.Unlock()
	if wait := b.nextPlan.Sub(now); wait > 0 && wait <= planLook {
		return nil
	}
	heads, err := Heads(ctx, b.store)
	if err != nil {
		return err
	}
	b.nextPlan = now.Add(planLook)
	var failed []error
	for _, head := range heads {
		if err := b.replanOne(ctx, head, now); err != nil && !errors.Is(err, thidua.ErrConflict) {
			failed = append(failed, fmt.Errorf("plan the reminders of %s: %w", head.ID, err))
		}
	}
	return errors.Join(failed...)
}

func (b *Bot) replanOne(ctx context.Context, head thidua.Head, now time.Time) error {
	script, err := b.scripts.of(ctx, head)
	if err != nil {
		return err
	}
	p := planning{campaign: script.Campaign, life: head.Life, now: now, calendar: b.calendar}
	due, err := p.changes(ctx, b.store)
	if err != nil || len(due) == 0 {
		return err
	}
	_, err = b.store.Commit(ctx, thidua.Change{ID: "plan/" + secret(), At: now, Due: due})
	return err
}
