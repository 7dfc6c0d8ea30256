package bot

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"thidua"
	"thidua/bot/telegram"
)

// Times of polling. The lease outlives a long poll. It keeps replicas out of each other's way and no more: an update
// that two of them received is applied once, by its claim.
const (
	longPoll   = 10 * time.Second
	pollLease  = 20 * time.Second
	pollRenew  = 5 * time.Second
	pollPause  = time.Second
	longestGap = time.Minute

	// While updates are in hand, Telegram is asked for those behind them after a pause that doubles with each answer
	// that brings nothing new: it answers at once for as long as something is not confirmed.
	aheadFirst = 50 * time.Millisecond
	aheadLast  = 500 * time.Millisecond

	// With so many of them in hand, at most, it is worth asking: what is in hand comes once more.
	aheadInHand = telegram.MostUpdates / 2
)

// poller asks Telegram for updates while it holds the lease. A bot that just started also asks without it, because
// whoever holds it may have been killed: where Telegram tells of another poll, the holder lives, and it stands by.
type poller struct {
	b      *Bot
	bold   bool
	leased time.Time // until when the lease need not be renewed
	ahead  time.Duration
	window window
	hands  *hands
}

func newPoller(b *Bot) *poller {
	return &poller{b: b, bold: true, ahead: aheadFirst, window: newWindow(), hands: newHands()}
}

// poll receives updates, and confirms each by asking for what follows the lowest that is not committed. An answer has
// at most 100 updates from there on, which bounds what is in memory, be the backlog as long as it may.
func (b *Bot) poll(ctx context.Context) error {
	p := newPoller(b)
	defer p.release(ctx)
	longer, cancel := outliving(ctx, stopGrace)
	defer cancel()
	defer p.hands.rest()
	pause := pollPause
	for ctx.Err() == nil {
		err := p.once(ctx, longer)
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

// once asks for updates, deals them out, and waits until it is worth asking again. What was received is still committed
// in the longer context, after the stop signal, for a while.
func (p *poller) once(ctx, longer context.Context) error {
	mine, err := p.lease(ctx)
	if err != nil {
		return err
	}
	if !mine && !p.bold {
		p.window.restart() // the holder confirms
		p.b.seen.Store(time.Now().UnixNano())
		wait(ctx, pollPause)
		return nil
	}
	updates, err := p.b.api.Updates(ctx, p.window.offset(), longPoll, p.window.known)
	if !mine && conflict(err) {
		p.bold = false
		return nil
	}
	p.bold = p.bold && !mine
	if conflict(err) && webhookActive(err) {
		return errors.Join(err, p.b.api.DeleteWebhook(ctx))
	}
	if err != nil {
		return err
	}
	p.b.seen.Store(time.Now().UnixNano())
	p.deal(ctx, longer, updates)
	return nil
}

// lease takes or keeps the lease, which need not be written before each call.
func (p *poller) lease(ctx context.Context) (bool, error) {
	now := p.b.now()
	if now.Before(p.leased) {
		return true, nil
	}
	mine, err := p.b.store.Lease(ctx, thidua.PollingLease, p.b.owner, now, now.Add(pollLease))
	if p.leased = (time.Time{}); mine && err == nil {
		p.leased = now.Add(pollRenew)
	}
	return mine, err
}

// deal gives each new update its place and a hand, and waits until all in hand are committed, or nearly all where more are
// waiting at Telegram, or for a while: a slow one holds those of other chats back no longer than that.
func (p *poller) deal(ctx, longer context.Context, updates []telegram.Update) {
	if len(updates) == 0 {
		p.window.restart()
	}
	fresh := false
	for _, u := range updates {
		if p.window.add(u.ID) {
			fresh = true
			p.hand(longer, u)
		}
	}
	if p.ahead = min(2*p.ahead, aheadLast); fresh {
		p.ahead = aheadFirst
	}
	timer := time.NewTimer(p.ahead)
	defer timer.Stop()
	most := 0
	if len(updates) == telegram.MostUpdates {
		most = aheadInHand
	}
	for p.window.len() > most {
		select {
		case <-p.window.moved:
		case <-timer.C:
			return
		case <-ctx.Done():
			return
		}
	}
}

// hand carries one update through in its turn; what is given up stays unconfirmed.
func (p *poller) hand(ctx context.Context, u telegram.Update) {
	place := p.b.lanes.join(u.Input.Chat)
	p.hands.do(func() {
		defer place.leave()
		if place.turn(ctx) == nil && p.b.carry(ctx, u) == nil {
			p.window.commit(u.ID)
		}
	})
}

// window is what was received and not yet confirmed, in the order of receipt.
type window struct {
	mu    sync.Mutex
	ids   []int64
	done  map[int64]bool
	left  map[int64]bool // left the window since it was last asked for its offset: the answer still holds them
	next  int64          // behind all that was received; 0 asks for the oldest that Telegram has
	moved chan struct{}  // rings when an update was committed
}

func newWindow() window {
	return window{done: map[int64]bool{}, left: map[int64]bool{}, moved: make(chan struct{}, 1)}
}

// known tells whether an update is or was there.
func (w *window) known(id int64) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.has(id)
}

func (w *window) has(id int64) bool {
	_, there := w.done[id]
	return there || w.left[id]
}

// add takes an update in; false where it is or was there already.
func (w *window) add(id int64) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.has(id) {
		return false
	}
	w.done[id] = false
	w.ids = append(w.ids, id)
	w.next = id + 1
	return true
}

// commit notes that an update is done; those at the front that are leave the window.
func (w *window) commit(id int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done[id] = true
	for len(w.ids) > 0 && w.done[w.ids[0]] {
		delete(w.done, w.ids[0])
		w.left[w.ids[0]] = true
		w.ids = w.ids[1:]
	}
	select {
	case w.moved <- struct{}{}:
	default:
	}
}

// offset is the lowest update that is not done, or what follows the last.
func (w *window) offset() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	clear(w.left)
	if len(w.ids) > 0 {
		return w.ids[0]
	}
	return w.next
}

// len counts from the lowest that is not done.
func (w *window) len() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.ids)
}

// restart asks for the oldest that Telegram has, once nothing is in hand: all that was received is confirmed, and after
// a week of rest the numbers begin anew, perhaps lower (Bot API Update).
func (w *window) restart() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.next = 0
}

// release lets another replica poll at once.
func (p *poller) release(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastGrace)
	defer cancel()
	now := p.b.now()
	if _, err := p.b.store.Lease(ctx, thidua.PollingLease, p.b.owner, now, now); err != nil {
		p.b.log.Warn("release the polling lease", "error", err)
	}
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

// webhookActive tells that updates go to a webhook, which a bot that polls does not want.
func webhookActive(err error) bool {
	var refused *telegram.Error
	return errors.As(err, &refused) && strings.Contains(refused.Description, "webhook")
}

func retryAfter(err error) time.Duration {
	var refused *telegram.Error
	if errors.As(err, &refused) {
		return refused.RetryAfter
	}
	return 0
}
