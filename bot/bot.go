// Package bot carries updates through: load, step, commit, send. It holds the secretariat's commands and the plan of
// reminders, and knows the store only by its contract.
package bot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"thidua"
	"thidua/bot/telegram"
)

// Bot is one running bot. All of its state is in the store; any number of bots may share one.
type Bot struct {
	store   thidua.Store
	api     *telegram.API
	now     func() time.Time
	log     *slog.Logger
	owner   string // of leases
	scripts *scripts
	boards  *boards
	cards   *cards
	known   *known
	lanes   *lanes
	metrics *metrics
	keeper  Keeper
	painter Painter

	purging   sync.Mutex
	nextPurge time.Time
	planning  sync.Mutex
	nextPlan  time.Time
	seen      atomic.Int64 // when Telegram last answered a poll, Unix nanoseconds of the machine's clock
	calendar  Calendar
	webhook   bool
	outgoing  chan struct{} // rings when a commit queued messages
	loans     *loans
	taps      *hands        // that answer taps
	tapSlots  chan struct{} // taps being answered
	retiring  chan struct{} // dead cards losing their buttons
}

// Calendar says when people may be reminded (package flows/vietnamese).
type Calendar interface {
	Plan(at, deadline time.Time) time.Time
	InWindow(t time.Time) bool
	NextSlot(t time.Time) time.Time
	NextMorning(t time.Time) time.Time
	InMorning(t time.Time) bool
	Afternoon(t time.Time) time.Time
}

// Options of a bot.
type Options struct {
	Store    thidua.Store
	API      *telegram.API
	Now      func() time.Time // the only clock
	Log      *slog.Logger
	Owner    string // unique to this process
	Calendar Calendar
	Backlog  Backlog // of the outbox, for the metrics; nil: not shown
	Files    Keeper  // of evidence; nil: it stays at Telegram alone
	Painter  Painter // of previews; nil: there are none
	Webhook  bool    // updates come through Receiver and are not polled
}

// Painter draws the first page of a document as a PNG picture.
type Painter interface {
	FirstPage(ctx context.Context, name string, document io.Reader) (io.Reader, error)
}

// New makes a bot; nothing runs yet.
func New(o Options) *Bot {
	return &Bot{store: o.Store, api: o.API, now: o.Now, log: o.Log, owner: o.Owner, calendar: o.Calendar, webhook: o.Webhook,
		scripts: newScripts(o.Store), boards: newBoards(o.Store), cards: newCards(), known: newKnown(), lanes: newLanes(), metrics: newMetrics(o.Backlog), keeper: o.Files, painter: o.Painter,
		outgoing: make(chan struct{}, 1), loans: newLoans(), taps: newHands(),
		tapSlots: make(chan struct{}, mostTaps), retiring: make(chan struct{}, mostRetiring)}
}

// Run serves until the context ends: it polls, unless there is a webhook, delivers and ticks side by side. What is in
// hand is finished, as far as that takes no longer than a few seconds.
func (b *Bot) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	work := []func(context.Context) error{b.deliver, b.tick, b.incoming, b.requests}
	if b.keeper != nil {
		work = append(work, b.fetch)
	}
	if !b.webhook {
		work = append(work, b.poll)
	}
	failures := make(chan error, len(work))
	var group sync.WaitGroup
	for _, do := range work {
		group.Go(func() {
			err := do(ctx)
			cancel()
			failures <- err
		})
	}
	group.Wait()
	b.taps.rest()
	close(failures)
	for err := range failures {
		if err != nil && !errors.Is(err, context.Canceled) {
			return err
		}
	}
	return nil
}

// every calls do at once and then again after each pause, until the context ends. A failure is logged and does not
// end it: the next call tries again.
func (b *Bot) every(ctx context.Context, pause time.Duration, what string, do func(context.Context) error) error {
	for {
		if err := survive(ctx, do); err != nil && ctx.Err() == nil {
			b.log.Error(what, "error", err)
		}
		if !wait(ctx, pause) {
			return ctx.Err()
		}
	}
}

// survive turns a panic into an error: one broken record must not end the bot, again and again.
func survive(ctx context.Context, do func(context.Context) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: panic %T", errStep, r)
		}
	}()
	return do(ctx)
}

// wait sleeps for a while; false where the context ended first.
func wait(ctx context.Context, pause time.Duration) bool {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
