package store

import (
	"context"
	"runtime"
	"sync"

	"github.com/redis/go-redis/v9"
)

// How calls travel: so many in one go at most, and so many goes at once. Under load a go carries many chats' calls, which
// spares both sides a system call for each, and the server a flush to the disk for each commit.
const (
	mostInBatch = 64
	batchesOut  = 2
)

// caller sends the scripts of many goroutines together.
type caller struct {
	client  redis.UniversalClient
	calls   chan *call
	working sync.WaitGroup
}

// call is one run of a script.
type call struct {
	ctx    context.Context
	script *redis.Script
	keys   []string
	args   []any
	cmd    *redis.Cmd
	done   chan struct{}
}

func newCaller(client redis.UniversalClient) *caller {
	c := &caller{client: client, calls: make(chan *call, mostInBatch)}
	for range batchesOut {
		c.working.Go(c.work)
	}
	return c
}

// stop ends the goroutines after the calls that are waiting; nobody may send a further one.
func (c *caller) stop() {
	close(c.calls)
	c.working.Wait()
}

// run runs a script. Where the context ends first, the caller is told so, and the script is run or not.
func (c *caller) run(ctx context.Context, script *redis.Script, keys []string, args ...any) *redis.Cmd {
	one := &call{ctx: ctx, script: script, keys: keys, args: args, done: make(chan struct{})}
	select {
	case c.calls <- one:
		select {
		case <-one.done:
			return one.cmd
		case <-ctx.Done():
		}
	case <-ctx.Done():
	}
	over := redis.NewCmd(ctx)
	over.SetErr(ctx.Err())
	return over
}

func (c *caller) work() {
	var batch []*call
	for one := range c.calls {
		batch = c.drain(append(batch[:0], one))
		c.send(batch)
		clear(batch)
	}
}

// drain adds what is waiting, after it let those run whom the last batch has answered.
func (c *caller) drain(batch []*call) []*call {
	runtime.Gosched()
	for len(batch) < mostInBatch {
		select {
		case one, open := <-c.calls:
			if !open {
				return batch
			}
			batch = append(batch, one)
		default:
			return batch
		}
	}
	return batch
}

// send runs a batch. A call that somebody gave up is left out; a script that the server does not know is sent whole.
func (c *caller) send(batch []*call) {
	pipe := c.client.Pipeline()
	ctx := context.Background() // the client's time limits hold
	for _, one := range batch {
		if one.ctx.Err() == nil {
			one.cmd = one.script.EvalSha(ctx, pipe, one.keys, one.args...)
		}
	}
	_, _ = pipe.Exec(ctx) // each command holds its own error
	for _, one := range batch {
		switch {
		case one.cmd == nil:
			one.cmd = redis.NewCmd(ctx)
			one.cmd.SetErr(one.ctx.Err())
		case redis.HasErrorPrefix(one.cmd.Err(), "NOSCRIPT"):
			one.cmd = one.script.Eval(ctx, c.client, one.keys, one.args...)
		}
		close(one.done)
	}
}
