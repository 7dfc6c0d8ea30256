package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"thidua"
)

// tickPause is how long a due-time may wait until it is looked at.
const tickPause = time.Second

// lapse is how long a due-time is kept that can no longer be carried out: the clock may be wrong, and be set back.
const lapse = 7 * 24 * time.Hour

func (b *Bot) tick(ctx context.Context) error {
	return b.every(ctx, tickPause, "tick", func(ctx context.Context) error { return b.Tick(ctx, b.now()) })
}

// ticked are the due-times that Tick looks at, by the beginnings of their keys; documents and evidence have loops of their own.
var ticked = []thidua.Key{"remind/", "overdue/", "late/", "digest/", "again/", thidua.Jobs}

// Tick does what is due at a time. Of several replicas that tick, one does a given thing: a mark of it is written with
// its messages. What fails is logged and tried at the next tick; it does not hold the rest up.
func (b *Bot) Tick(ctx context.Context, now time.Time) error {
	const atOnce = 1000 // of each kind
	failed := []error{b.replan(ctx, now)}
	due, err := b.store.Due(ctx, now, atOnce, ticked...)
	if err != nil {
		return errors.Join(append(failed, fmt.Errorf("look for what is due: %w", err))...)
	}
	var reminders, jobs []thidua.Due
	for _, d := range due {
		var err error
		switch thidua.ReadTimer(d.Key).Kind {
		case "remind":
			reminders = append(reminders, d)
		case "job":
			jobs = append(jobs, d)
		case "overdue", "late":
			err = b.escalate(ctx, d, now)
		case "digest":
			err = b.digest(ctx, d, now)
		case "again":
			err = b.again(ctx, d, now)
		}
		failed = append(failed, unlessTaken(d.Key, err))
	}
	for _, r := range together(reminders, now) {
		failed = append(failed, unlessTaken(r.due[0].Key, b.fire(ctx, r)))
	}
	return errors.Join(append(failed, b.carryOut(ctx, jobs, now), b.purge(ctx, now))...)
}

// unlessTaken passes over a conflict: another replica was quicker.
func unlessTaken(key thidua.Key, err error) error {
	if err == nil || errors.Is(err, thidua.ErrConflict) {
		return nil
	}
	return fmt.Errorf("%s: %w", key, err)
}

// move sets due-times to another time, or removes them.
func (b *Bot) move(ctx context.Context, now, at time.Time, due ...thidua.Due) error {
	change := thidua.Change{ID: "due/" + secret(), At: now}
	for _, d := range due {
		change.Due = append(change.Due, thidua.Due{Key: d.Key, At: at, Was: d.At})
	}
	_, err := b.store.Commit(ctx, change)
	return err
}

// lapsed removes due-times whose deadline passed long ago; others that can no longer be carried out are left.
func (b *Bot) lapsed(ctx context.Context, now, deadline time.Time, due ...thidua.Due) error {
	if now.Sub(deadline) <= lapse {
		return nil
	}
	return b.move(ctx, now, time.Time{}, due...)
}

// finish removes due-times that are carried out, and marks them so: planned again, they are not carried out again.
func (b *Bot) finish(ctx context.Context, now time.Time, campaign string, due ...thidua.Due) error {
	change := thidua.Change{ID: "due/" + secret(), At: now}
	var keys []thidua.Key
	for _, d := range due {
		keys = append(keys, doneKey(campaign, d.Key))
		change.Due = append(change.Due, thidua.Due{Key: d.Key, Was: d.At})
	}
	known, err := b.store.Load(ctx, "", keys...)
	if err != nil {
		return fmt.Errorf("load the marks of due-times: %w", err)
	}
	for _, key := range keys {
		if known.Records[key].Rev == 0 {
			change.Put = append(change.Put, newRecord(key, now))
		}
	}
	_, err = b.store.Commit(ctx, change)
	return err
}

// doneKey marks that a due-time was carried out, for everybody.
func doneKey(campaign string, key thidua.Key) thidua.Key {
	return thidua.RemindedKey(campaign, string(key), 0)
}
