package bot

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"thidua/bot/telegram"
)

// Times of polling. The lease outlives a long poll. It keeps replicas out of each other's way and no more: an update
// that two of them received is applied once, by its claim.
const (
	longPoll   = 10 * time.Second
	pollLease  = 20 * time.Second
	pollPause  = time.Second
	longestGap = time.Minute
)

// poller asks Telegram for updates while it holds the lease. A bot that just started also asks without it, because
// whoever holds it may have been killed: where Telegram tells of another poll, the holder lives, and it stands by.
type poller struct {
	b      *Bot
	offset int64 // confirms all updates before it
	bold   bool
}

// poll confirms a batch by asking for the next one only after all of it is committed.
func (b *Bot) poll(ctx context.Context) error {
	p := &poller{b: b, bold: true}
	defer p.release(ctx)
	pause := pollPause
	for ctx.Err() == nil {
		err := p.once(ctx)
		switch {
		case err == nil:
			pause = pollPause
		case fatal(err):
			return err
		case ctx.Err() == nil:
			b.log.Error("poll", "error", err)
			wait(ctx, max(pause, retryAfter(err)))
			pause = min(2*pause, longestGap)
		}
	}
	return ctx.Err()
}

// once takes one batch through.
func (p *poller) once(ctx context.Context) error {
	now := p.b.now()
	mine, err := p.b.store.Lease(ctx, "polling", p.b.owner, now, now.Add(pollLease))
	if err != nil {
		return err
	}
	if !mine && !p.bold {
		p.offset = 0 // the holder confirms
		wait(ctx, pollPause)
		return nil
	}
	updates, err := p.b.api.Updates(ctx, p.offset, longPoll)
	if !mine && conflict(err) {
		p.bold = false
		return nil
	}
	p.bold = p.bold && !mine
	if err != nil || len(updates) == 0 {
		return err
	}
	// A batch in hand outlives the stop signal: what was received is committed.
	if err := p.b.batch(context.WithoutCancel(ctx), updates); err != nil {
		return err
	}
	p.offset = updates[len(updates)-1].ID + 1
	return nil
}

// release lets another replica poll at once.
func (p *poller) release(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopGrace)
	defer cancel()
	now := p.b.now()
	if _, err := p.b.store.Lease(ctx, "polling", p.b.owner, now, now); err != nil {
		p.b.log.Warn("release the polling lease", "error", err)
	}
}

// batch deals updates out by chat: chats side by side, each chat strictly in order.
func (b *Bot) batch(ctx context.Context, updates []telegram.Update) error {
	chats := map[int64][]telegram.Update{}
	for _, u := range updates {
		chats[u.Input.Chat] = append(chats[u.Input.Chat], u)
	}
	const atOnce = 64
	slots := make(chan struct{}, atOnce)
	failures := make(chan error, len(chats))
	var group sync.WaitGroup
	for _, chat := range chats {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			failures <- b.inOrder(ctx, chat)
		})
	}
	group.Wait()
	close(failures)
	var failed []error
	for err := range failures {
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}

func (b *Bot) inOrder(ctx context.Context, updates []telegram.Update) error {
	for _, u := range updates {
		if err := b.Handle(ctx, u); err != nil {
			return err
		}
	}
	return nil
}

// fatal tells that polling can never succeed: the token is wrong.
func fatal(err error) bool {
	var refused *telegram.Error
	return errors.As(err, &refused) && !refused.Temporary() &&
		(refused.Code == http.StatusUnauthorized || refused.Code == http.StatusNotFound)
}

// conflict tells that somebody else polls.
func conflict(err error) bool {
	var refused *telegram.Error
	return errors.As(err, &refused) && !refused.Between && refused.Code == http.StatusConflict
}

func retryAfter(err error) time.Duration {
	var refused *telegram.Error
	if errors.As(err, &refused) {
		return refused.RetryAfter
	}
	return 0
}
