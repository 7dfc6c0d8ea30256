package store

import (
	"context"
	"sync"

	"thidua"
)

// gate counts the calls inside a store, so that closing waits for them and lets no further one in.
type gate struct {
	mu     sync.Mutex
	closed bool
	inside sync.WaitGroup
}

// enter lets a call in, unless its context is over or the store closed; leave must follow.
func (g *gate) enter(ctx context.Context) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return thidua.ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	g.inside.Add(1)
	return nil
}

func (g *gate) leave() { g.inside.Done() }

// shut returns when the last call has left; only the first caller gets nil.
func (g *gate) shut() error {
	g.mu.Lock()
	closed := g.closed
	g.closed = true
	g.mu.Unlock()
	if closed {
		return thidua.ErrClosed
	}
	g.inside.Wait()
	return nil
}
