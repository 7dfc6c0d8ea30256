package telegram

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Bursts, in messages. Telegram counts when a message arrives, so that what it allows in all is not used to the last.
const (
	burst     = 20
	burstChat = 3
)

// pace keeps within Telegram's limits: so many messages a second in all and for each chat, and nothing for as long as
// Telegram says. Nobody waits in here: who asks is told whether, or when.
type pace struct {
	now      func() time.Time
	perAll   float64 // messages a second; 0 is no limit
	perChat  rate.Limit
	mu       sync.Mutex
	all      *rate.Limiter
	chats    map[int64]*rate.Limiter
	until    time.Time // everybody waits
	refused  int64     // chat that was last told to wait; nothing was sent since
	heldFrom time.Time // when it was told
	heldTo   time.Time
}

func newPace(all, chat float64, now func() time.Time) *pace {
	return &pace{now: now, perAll: all, perChat: limit(chat), all: rate.NewLimiter(limit(all), burst), chats: map[int64]*rate.Limiter{}}
}

func limit(perSecond float64) rate.Limit {
	if perSecond <= 0 {
		return rate.Inf
	}
	return rate.Limit(perSecond)
}

// Paced tells whether there is a limit to share with other senders.
func (a *API) Paced() bool { return a.pace.perAll > 0 }

// Share leaves this sender one part of what all senders may send together.
func (a *API) Share(senders int) {
	p := a.pace
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.perAll > 0 {
		now := p.now()
		p.all.SetLimitAt(now, limit(p.perAll/float64(senders)))
		p.all.SetBurstAt(now, max(1, burst/senders))
	}
}

// Room tells how many messages may leave now in all, at most so many; for none, after which time one may.
func (a *API) Room(most int) (room int, wait time.Duration) {
	p := a.pace
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if left := p.until.Sub(now); left > 0 {
		return 0, left
	}
	if p.all.Limit() == rate.Inf {
		return most, 0
	}
	tokens := p.all.TokensAt(now)
	if tokens < 1 {
		// A part of a nanosecond must not become no wait at all: who asks would ask again and again.
		return 0, max(time.Microsecond, time.Duration((1-tokens)/float64(p.all.Limit())*float64(time.Second)))
	}
	return min(most, int(tokens)), 0
}

// Turn lets one message to a chat leave, or tells after which time the chat may get one.
func (a *API) Turn(chat int64) time.Duration {
	p := a.pace
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	turn := p.of(chat, now).ReserveN(now, 1)
	if wait := turn.DelayFrom(now); wait > 0 {
		turn.CancelAt(now)
		return wait
	}
	p.all.AllowN(now, 1)
	return 0
}

// of is a chat's own limiter; those that are at rest again are forgotten when there are many.
func (p *pace) of(chat int64, now time.Time) *rate.Limiter {
	const many = 10_000
	if len(p.chats) > many {
		for id, l := range p.chats {
			if l.TokensAt(now) >= burstChat {
				delete(p.chats, id)
			}
		}
	}
	l, ok := p.chats[chat]
	if !ok {
		l = rate.NewLimiter(p.perChat, burstChat)
		p.chats[chat] = l
	}
	return l
}

// flooded notes that a chat was told to wait. Telegram does not say for whom that holds: it holds for the chat alone, but
// for everybody where a second chat is told so and nothing could be sent in between.
func (p *pace) flooded(chat int64, retryAfter time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	to := now.Add(retryAfter)
	if p.refused != 0 && p.refused != chat && now.Before(p.heldTo) {
		p.until = later(to, p.until)
	}
	if p.refused == 0 || !now.Before(p.heldTo) {
		p.refused, p.heldFrom, p.heldTo = chat, now, to
	}
}

// flows notes that a call that began at some time was not refused: then nobody but a chat was told to wait.
func (p *pace) flows(began time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.refused != 0 && !began.Before(p.heldFrom) {
		p.refused = 0
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
