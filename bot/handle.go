package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"thidua"
	"thidua/bot/telegram"
	"thidua/flows/texts"
)

// Limits of one update.
const (
	updateLimit  = 10 * time.Second
	mostTries    = 3  // before an update that breaks the step is parked
	mostConflict = 50 // commits that others won

	// Pauses before an update is tried again that the store did not take.
	againFirst = 100 * time.Millisecond
	againLast  = 5 * time.Second
)

// Failures that trying again may not mend: of the step itself, or of a record that it reads.
var (
	errStep    = errors.New("step failed")
	errCorrupt = errors.New("record cannot be read")
)

// hopeless tells them from a failure of the store, which passes.
func hopeless(err error) bool { return errors.Is(err, errStep) || errors.Is(err, errCorrupt) }

// Handle takes one update through: load, decide, commit. It returns an error only where the store failed, so that
// the update must come again; one that breaks the step is parked.
func (b *Bot) Handle(ctx context.Context, u telegram.Update) error {
	ctx, cancel := context.WithTimeout(ctx, updateLimit)
	defer cancel()
	if u.Input.Chat == 0 {
		return nil // nothing that a person did
	}
	u.Input.At = b.now()
	b.metrics.updates.Inc()
	defer func(began time.Time) { b.metrics.steps.Observe(time.Since(began).Seconds()) }(time.Now())
	var err error
	for range mostTries {
		if err = b.attempt(ctx, u.Input); err == nil || !hopeless(err) {
			return err
		}
		b.log.Error("step", "update", u.ID, "error", err)
	}
	return b.park(ctx, u)
}

// carry is Handle for an update that nobody would send again: it waits for a store that is away. An update that the
// store refuses again and again, while it takes other writes, is parked too: it must not hold the others up for ever.
func (b *Bot) carry(ctx context.Context, u telegram.Update) error {
	alive, refused := false, 0
	for pause := againFirst; ; pause = min(2*pause, againLast) {
		err := b.Handle(ctx, u)
		if err == nil || ctx.Err() != nil {
			return err
		}
		b.log.Error("update waits for the store", "update", u.ID, "error", err)
		if alive {
			refused++
		}
		if refused >= mostTries {
			if err := b.park(ctx, u); err == nil {
				return nil
			}
			refused = 0
		}
		if !wait(ctx, pause) {
			return ctx.Err()
		}
		alive = b.writes(ctx) == nil
	}
}

// writes tells whether the store takes a write.
func (b *Bot) writes(ctx context.Context) error {
	now := b.now()
	_, err := b.store.Lease(ctx, "alive", b.owner, now, now)
	return err
}

// attempt decides and commits; where another commit came between, it decides again. A panic is an error of the step.
func (b *Bot) attempt(ctx context.Context, in thidua.Input) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: panic %T", errStep, r)
		}
		if err != nil {
			b.known.forget(thidua.SessionKey(in.Chat))
		}
	}()
	for range mostConflict {
		d, err := b.decide(ctx, in)
		if err != nil {
			return err
		}
		err = b.commit(ctx, d)
		if errors.Is(err, thidua.ErrConflict) {
			b.metrics.conflicts.Inc()
			b.known.forget(thidua.SessionKey(in.Chat)) // so that the store is asked for everything
			continue
		}
		if err != nil {
			return fmt.Errorf("commit update %d: %w", in.Update, err)
		}
		if d.done {
			b.metrics.duplicates.Inc()
		} else {
			b.metrics.commits.Inc()
		}
		b.afterCommit(ctx, d)
		return nil
	}
	return fmt.Errorf("%w: commit update %d: %w", errStep, in.Update, thidua.ErrConflict)
}

// park keeps an update that cannot be carried through, so that it never stops the others, and tells the person.
func (b *Bot) park(ctx context.Context, u telegram.Update) error {
	change := thidua.Change{ID: updateID(u.ID), At: b.now(), Put: []thidua.Record{{Key: thidua.ParkedKey(u.ID), Body: u.Raw}}}
	if !u.Input.Foreign {
		change.Send = []thidua.Message{{Chat: u.Input.Chat, Lines: []thidua.Line{{Text: texts.Parked.In(u.Input.Language)}}}}
	}
	if _, err := b.store.Commit(ctx, change); err != nil {
		return fmt.Errorf("park update %d: %w", u.ID, err)
	}
	b.metrics.parked.Inc()
	b.afterCommit(ctx, &decision{in: u.Input, queued: len(change.Send)})
	return nil
}
