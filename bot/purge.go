package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"thidua"
)

// What outlives its use, and for how long it is kept after that (docs/operations.md shows the table).
const (
	inviteKept   = 30 * 24 * time.Hour // after it was used or ran out
	campaignKept = 90 * 24 * time.Hour // drafts, buttons and marks, after the last deadline
	purgeNotice  = 7 * 24 * time.Hour  // between seeing that a campaign is over and purging: a clock may be wrong
	purgeLease   = 48 * time.Hour      // longer than the day
	purgeLook    = time.Hour           // between looks whether it is time
	perPurge     = 100                 // records in a commit
)

// purge removes what nobody needs any more, once a day, on one replica. What is being changed at that moment stays until
// the next day.
func (b *Bot) purge(ctx context.Context, now time.Time) error {
	b.purging.Lock()
	defer b.purging.Unlock()
	if wait := b.nextPurge.Sub(now); wait > 0 && wait <= purgeLook {
		return nil
	}
	b.nextPurge = now.Add(purgeLook)
	// Each weekday has a lease of its own, and nobody's to prolong: one that a wrong clock took stops no other day.
	mine, err := b.store.Lease(ctx, "purge/"+now.UTC().Weekday().String(), secret(), now, now.Add(purgeLease))
	if err != nil || !mine {
		return err
	}
	return errors.Join(b.purgeInvites(ctx, now), b.purgeStrangers(ctx, now), b.purgeCampaigns(ctx, now), b.purgeJobs(ctx, now))
}

func (b *Bot) purgeInvites(ctx context.Context, now time.Time) error {
	return b.purgeIf(ctx, now, "invite/", func(r thidua.Record) bool {
		var invite thidua.Invite
		if json.Unmarshal(r.Body, &invite) != nil {
			return false
		}
		end := invite.Expires
		if !invite.Used.IsZero() {
			end = invite.Used
		}
		return now.Sub(end) > inviteKept
	})
}

// purgeStrangers forgets where people stand who wrote to the bot and never joined.
func (b *Bot) purgeStrangers(ctx context.Context, now time.Time) error {
	people, err := b.store.Scan(ctx, thidua.Range{Prefix: "person/"})
	if err != nil {
		return fmt.Errorf("list people: %w", err)
	}
	known := map[string]bool{}
	for _, r := range people {
		known[thidua.LastSegment(r.Key)] = true
	}
	stranger := func(r thidua.Record) bool {
		var s session
		return !known[thidua.LastSegment(r.Key)] && json.Unmarshal(r.Body, &s) == nil && s.Token == ""
	}
	return errors.Join(b.purgeIf(ctx, now, "session/", stranger), b.purgeIf(ctx, now, "card/", stranger))
}

func (b *Bot) purgeCampaigns(ctx context.Context, now time.Time) error {
	heads, err := Heads(ctx, b.store)
	if err != nil {
		return err
	}
	over := map[string]bool{}
	var failed []error
	for _, head := range heads {
		end, err := b.end(ctx, head)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		if end.IsZero() || now.Sub(end) <= campaignKept {
			continue
		}
		noticed, err := b.noticed(ctx, head.ID, now)
		if !noticed || err != nil {
			failed = append(failed, err)
			continue
		}
		over[head.ID] = true
		all := func(thidua.Record) bool { return true }
		for _, prefix := range []thidua.Key{thidua.DraftsOf(head.ID), thidua.RemindedOf(head.ID), thidua.WorkKey(head.ID, 0, "")} {
			failed = append(failed, b.purgeIf(ctx, now, prefix, all))
		}
	}
	failed = append(failed, b.purgeIf(ctx, now, thidua.TargetKey(""), func(r thidua.Record) bool {
		var t thidua.Target
		return json.Unmarshal(r.Body, &t) == nil && over[t.Campaign]
	}))
	failed = append(failed, b.purgeIf(ctx, now, thidua.Relays, func(r thidua.Record) bool {
		var relay thidua.Relay
		return json.Unmarshal(r.Body, &relay) == nil && over[relay.Campaign]
	}))
	return errors.Join(failed...)
}

// noticed tells whether a campaign was found over some time ago, and notes when it is the first time; a note of a time that
// has not come is a wrong clock's.
func (b *Bot) noticed(ctx context.Context, campaign string, now time.Time) (bool, error) {
	key := thidua.PurgeKey(campaign)
	snapshot, err := b.store.Load(ctx, "", key)
	if err != nil {
		return false, fmt.Errorf("load a notice: %w", err)
	}
	r := snapshot.Records[key]
	var first time.Time
	if r.Rev > 0 && json.Unmarshal(r.Body, &first) == nil && !first.After(now) {
		return now.Sub(first) >= purgeNotice, nil
	}
	note := recordAt(r.Rev, key, now)
	return false, commit(ctx, b.store, "purge/"+secret(), now, note)
}

// end is a campaign's last deadline, extensions included; zero where a part has none.
func (b *Bot) end(ctx context.Context, head thidua.Head) (time.Time, error) {
	script, err := b.scripts.of(ctx, head)
	if err != nil {
		return time.Time{}, err
	}
	board, err := b.boards.of(ctx, head.ID)
	if err != nil {
		return time.Time{}, err
	}
	var end time.Time
	for _, p := range script.Campaign.Parts {
		due := head.DueOf(script.Campaign, p, thidua.Index{})
		if due.IsZero() {
			return due, nil
		}
		end = latest(end, due)
		for _, index := range board {
			end = latest(end, head.DueOf(script.Campaign, p, index))
		}
	}
	return end, nil
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// purgeIf removes the records under a prefix that meet a condition, some in a commit.
func (b *Bot) purgeIf(ctx context.Context, now time.Time, prefix thidua.Key, useless func(thidua.Record) bool) error {
	const atOnce = 1000
	var failed []error
	for after := thidua.Key(""); ; {
		records, err := b.store.Scan(ctx, thidua.Range{Prefix: prefix, After: after, Limit: atOnce})
		if err != nil {
			return errors.Join(append(failed, fmt.Errorf("look for what to purge: %w", err))...)
		}
		if len(records) == 0 {
			return errors.Join(failed...)
		}
		after = records[len(records)-1].Key
		records = slices.DeleteFunc(records, func(r thidua.Record) bool { return !useless(r) })
		for some := range slices.Chunk(records, perPurge) {
			_, err := b.store.Commit(ctx, thidua.Change{ID: "purge/" + secret(), At: now, Delete: some})
			if err != nil && !errors.Is(err, thidua.ErrConflict) {
				failed = append(failed, fmt.Errorf("purge: %w", err))
			}
		}
	}
}
