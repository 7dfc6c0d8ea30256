package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"time"

	"thidua"
)

// farAhead is how far a clock must have been ahead, when those above were told of a deadline, for that to be known as wrong: a clock
// that is set back by less may be the one that is wrong.
const farAhead = 3 * 24 * time.Hour

// settling is how long a clock that was set back is to run on before what a clock far ahead did is forgotten.
const settling = 24 * time.Hour

// early are the due-times at which it is forgotten that those above were told of deadlines that still lie ahead: a clock was far
// ahead. It has its time to be set forward again, when all is as it was.
func (p planning) early(plan map[thidua.Key]time.Time, marks map[thidua.Key]thidua.Record, stands map[thidua.Key]time.Time) (due []thidua.Due) {
	for _, key := range slices.Sorted(maps.Keys(plan)) {
		var told time.Time
		deadline := thidua.ReadTimer(key).Deadline
		done, late := marks[doneKey(p.campaign.ID, key)], thidua.LateKey(p.campaign.ID, deadline, "", "")
		if !isOverdue(key) || !deadline.After(p.now) || !stands[late].IsZero() || done.Rev == 0 || json.Unmarshal(done.Body, &told) != nil {
			continue
		}
		if told.Sub(p.now) > farAhead {

			due = append(due, thidua.Due{Key: late, At: p.now.Add(min(settling, deadline.Sub(p.now)/2))})
		}
	}
	return due
}

// forget strikes from what those above were told of a deadline whatever it is no longer the deadline of, so that they hear of it
// when it is again; and all of it where the deadline lies ahead.
func (b *Bot) forget(ctx context.Context, c course, about thidua.Timer, now time.Time) error {
	board, err := b.boards.of(ctx, c.ID)
	if err != nil {
		return err
	}
	counts := func(unit, part string) bool {
		switch p, ok := c.Part(part); {
		case now.Before(about.Deadline):
			return false
		case about.Unit != "" && about.Unit != unit, about.Part != "" && about.Part != part:
			return true
		default:
			return ok && p.Concerns(unit) && c.life.DueOf(c.Campaign, p, board[unit]).Equal(about.Deadline)
		}
	}
	key := thidua.OverdueKey(c.ID, about.Deadline)
	told := thidua.Range{Prefix: thidua.RemindedOf(c.ID) + thidua.Key(url.PathEscape(string(key))) + "/", Limit: perCommit}
	for {
		marks, err := b.store.Scan(ctx, told)
		if err != nil {
			return fmt.Errorf("list the marks of an escalation: %w", err)
		}
		if len(marks) == 0 {
			return nil
		}
		told.After = marks[len(marks)-1].Key
		marks = slices.DeleteFunc(marks, func(r thidua.Record) bool { return r.Key == doneKey(c.ID, key) })
		if err := b.forgetSome(ctx, marks, counts, now); err != nil {
			return err
		}
	}
}

// forgetSome strikes from some marks what counts no more.
func (b *Bot) forgetSome(ctx context.Context, marks []thidua.Record, counts func(unit, part string) bool, now time.Time) error {
	change := thidua.Change{ID: "overdue/" + secret(), At: now}
	for _, r := range marks {
		switch told := readToldLate(r); {
		case !told.drop(counts):
		case len(told.Units) == 0:
			change.Delete = append(change.Delete, thidua.Record{Key: r.Key, Rev: r.Rev})
		default:
			change.Put = append(change.Put, recordAt(r.Rev, r.Key, told))
		}
	}
	if len(change.Put)+len(change.Delete) == 0 {
		return nil
	}
	if _, err := b.store.Commit(ctx, change); err != nil {
		return fmt.Errorf("forget what was told of a deadline: %w", err)
	}
	return nil
}

// forgetEarly forgets that a deadline was told of which lies ahead, so that it is planned anew; unless the clock was set forward again.
func (b *Bot) forgetEarly(ctx context.Context, c course, due thidua.Due, now time.Time) error {
	t := thidua.ReadTimer(due.Key)
	if !now.Before(t.Deadline) {
		return b.move(ctx, now, time.Time{}, due)
	}
	if err := b.forget(ctx, c, t, now); err != nil {
		return err
	}
	done := doneKey(c.ID, thidua.OverdueKey(c.ID, t.Deadline))
	snapshot, err := b.store.Load(ctx, "", done)
	if err != nil {
		return fmt.Errorf("load the mark of an escalation: %w", err)
	}
	change := thidua.Change{ID: "overdue/" + secret(), At: now, Due: []thidua.Due{{Key: due.Key, Was: due.At}}}
	if rev := snapshot.Records[done].Rev; rev > 0 {
		change.Delete = []thidua.Record{{Key: done, Rev: rev}}
	}
	_, err = b.store.Commit(ctx, change)
	return err
}

// drop drops what does not count from what somebody was told, and tells whether there was any. An older program's mark, which
// names nothing, stays.
func (t toldLate) drop(counts func(unit, part string) bool) (dropped bool) {
	for unit, parts := range t.Units {
		kept := slices.DeleteFunc(slices.Clone(parts), func(part string) bool { return !counts(unit, part) })
		dropped = dropped || len(kept) < len(parts)
		if t.Units[unit] = kept; len(kept) == 0 {
			delete(t.Units, unit)
		}
	}
	return dropped
}
