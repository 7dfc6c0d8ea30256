package bot

import (
	"context"
	"sync"
)

// lanes keep each chat's updates in the order in which they came, and chats side by side.
type lanes struct {
	mu   sync.Mutex
	last map[int64]chan struct{} // closed when the newest of the chat has left
}

func newLanes() *lanes { return &lanes{last: map[int64]chan struct{}{}} }

// place is an update's turn in its chat's lane.
type place struct {
	lanes        *lanes
	chat         int64
	before, mine chan struct{}
}

// join takes the place behind all that joined before; leave must follow.
func (l *lanes) join(chat int64) place {
	l.mu.Lock()
	defer l.mu.Unlock()
	p := place{lanes: l, chat: chat, before: l.last[chat], mine: make(chan struct{})}
	l.last[chat] = p.mine
	return p
}

// turn waits until those before have left.
func (p place) turn(ctx context.Context) error {
	if p.before == nil {
		return nil
	}
	select {
	case <-p.before:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// leave lets the next one in. Who gives up before its turn came lets nobody pass those before.
func (p place) leave() {
	if p.before != nil {
		select {
		case <-p.before:
		default:
			go func() {
				<-p.before
				p.end()
			}()
			return
		}
	}
	p.end()
}

func (p place) end() {
	p.lanes.mu.Lock()
	defer p.lanes.mu.Unlock()
	close(p.mine)
	if p.lanes.last[p.chat] == p.mine {
		delete(p.lanes.last, p.chat)
	}
}
