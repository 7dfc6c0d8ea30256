package telegram

import (
	"context"
	"sync"

	"golang.org/x/time/rate"
)

// Bursts that Telegram tolerates, in messages.
const (
	burst     = 30
	burstChat = 3
)

// pace keeps within Telegram's limits: so many messages a second in all, and for each chat.
type pace struct {
	all  *rate.Limiter
	chat rate.Limit

	mu    sync.Mutex
	chats map[int64]*rate.Limiter
}

func newPace(all, chat float64) *pace {
	p := &pace{all: rate.NewLimiter(limit(all), burst), chat: limit(chat), chats: map[int64]*rate.Limiter{}}
	return p
}

func limit(perSecond float64) rate.Limit {
	if perSecond <= 0 {
		return rate.Inf
	}
	return rate.Limit(perSecond)
}

// wait holds a message back until both limits allow it.
func (p *pace) wait(ctx context.Context, chat int64) error {
	if err := p.of(chat).Wait(ctx); err != nil {
		return err
	}
	return p.all.Wait(ctx)
}

// of is a chat's own limiter; those that are at rest again are forgotten when there are many.
func (p *pace) of(chat int64) *rate.Limiter {
	const many = 10_000
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.chats) > many {
		for id, l := range p.chats {
			if l.Tokens() >= burstChat {
				delete(p.chats, id)
			}
		}
	}
	l, ok := p.chats[chat]
	if !ok {
		l = rate.NewLimiter(p.chat, burstChat)
		p.chats[chat] = l
	}
	return l
}
