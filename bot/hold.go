package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"thidua"
)

// ErrHeld says that somebody else makes documents of the campaign now: the bot, another replica, or a command.
var ErrHeld = errors.New("a document of this campaign is being made elsewhere")

// hold is a campaign's lease: whoever has it makes the documents, one at a time. After a crash it runs out by itself.
type hold struct {
	store thidua.Store
	name  string
	owner string
	now   func() time.Time
}

// documents is the hold of a campaign's documents.
func documents(store thidua.Store, campaign, owner string, now func() time.Time) hold {
	return hold{store, "documents/" + campaign, owner, now}
}

// take takes or prolongs it; false where somebody else has it.
func (h hold) take(ctx context.Context) (bool, error) {
	mine, err := h.store.Lease(ctx, h.name, h.owner, h.now(), h.now().Add(requestLease))
	if err != nil {
		return false, fmt.Errorf("hold the campaign's documents: %w", err)
	}
	return mine, nil
}

// release lets the next one begin at once.
func (h hold) release(ctx context.Context) error {
	_, err := h.store.Lease(context.WithoutCancel(ctx), h.name, h.owner, h.now(), h.now())
	return err
}

// holdPause is how often a command looks whether the campaign has come free.
const holdPause = 100 * time.Millisecond

// Alone does something with a campaign's documents while no replica of the bot and no other command does, and waits for
// them up to patience: then the error is ErrHeld.
func Alone(ctx context.Context, store thidua.Store, campaign string, patience time.Duration, do func(context.Context) error) error {
	h := documents(store, campaign, secret(), time.Now)
	for begun := time.Now(); ; {
		mine, err := h.take(ctx)
		switch {
		case err != nil:
			return err
		case mine:
			return h.during(ctx, do)
		case time.Since(begun) >= patience:
			return ErrHeld
		case !wait(ctx, holdPause):
			return ctx.Err()
		}
	}
}

// during prolongs the hold as long as it takes to do something, then releases it.
func (h hold) during(ctx context.Context, do func(context.Context) error) error {
	keeping, done := context.WithCancel(ctx)
	var keeper sync.WaitGroup
	keeper.Go(func() {
		for wait(keeping, requestLease/3) {
			_, _ = h.take(keeping) // tried again in time
		}
	})
	err := do(ctx)
	done()
	keeper.Wait()
	return errors.Join(err, h.release(ctx))
}
