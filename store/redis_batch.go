package store

import (
	"context"
	"runtime"
	"sync"

	"github.com/redis/go-redis/v9"
)

// How calls travel: so many in one go at most, and one go at a time. Under load a go carries many chats' calls, which spares
// both sides a system call for each, and the server a flush to the disk for each commit; commits of one go are one run of their
// script, which spares the server most of its work. While one goes the next gathers: two at once were two smaller ones.
const (
	mostInBatch = 64
	mostJoined  = 500 // arguments of a call that runs together with others
)

// caller sends the scripts of many goroutines together.
type caller struct {
	client  redis.UniversalClient
	calls   chan *call
	working sync.WaitGroup
}

// script is one that the server runs as one step. One that joins takes the arguments of several calls one behind the other, and
// answers with a list: of what became of each call, or of nothing.
type script struct {
	*redis.Script
	joins bool
}

// call is one run of a script.
type call struct {
	ctx    context.Context
	script script
	keys   []string
	args   []any
	cmd    *redis.Cmd
	done   chan struct{}
}

func newCaller(client redis.UniversalClient) *caller {
	c := &caller{client: client, calls: make(chan *call, mostInBatch)}
	c.working.Go(c.work)
	return c
}

// stop ends the goroutine after the calls that are waiting; nobody may send a further one.
func (c *caller) stop() {
	close(c.calls)
	c.working.Wait()
}

// run runs a script. Where the context ends first, the caller is told so, and the script is run or not.
func (c *caller) run(ctx context.Context, s script, keys []string, args ...any) *redis.Cmd {
	one := &call{ctx: ctx, script: s, keys: keys, args: args, done: make(chan struct{})}
	select {
	case c.calls <- one:
		select {
		case <-one.done:
			return one.cmd
		case <-ctx.Done():
		}
	case <-ctx.Done():
	}
	return failed(ctx, ctx.Err())
}

func failed(ctx context.Context, err error) *redis.Cmd {
	cmd := redis.NewCmd(ctx)
	cmd.SetErr(err)
	return cmd
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
	runs := joined(batch)
	pipe := c.client.Pipeline()
	ctx := context.Background() // the client's time limits hold
	for _, r := range runs {
		r.cmd = r.script.EvalSha(ctx, pipe, r.keys, r.args...)
	}
	_, _ = pipe.Exec(ctx) // each command holds its own error
	for _, r := range runs {
		if redis.HasErrorPrefix(r.cmd.Err(), "NOSCRIPT") {
			r.cmd = r.script.Eval(ctx, c.client, r.keys, r.args...)
		}
		r.answer()
	}
}

// joint is what the server runs once, for one call or for several.
type joint struct {
	script script
	keys   []string
	args   []any
	cmd    *redis.Cmd
	calls  []*call
}

// joined lays calls of one script together where it joins; those with many arguments run alone, so that they hold up none.
func joined(batch []*call) (runs []*joint) {
	open := map[*redis.Script]*joint{}
	for _, one := range batch {
		if one.ctx.Err() != nil {
			one.cmd = failed(one.ctx, one.ctx.Err())
			close(one.done)
			continue
		}
		if r := open[one.script.Script]; r != nil && len(one.args) <= mostJoined {
			r.args, r.calls = append(r.args, one.args...), append(r.calls, one)
			continue
		}
		r := &joint{script: one.script, keys: one.keys, args: one.args, calls: []*call{one}}
		runs = append(runs, r)
		if one.script.joins && len(one.args) <= mostJoined {
			open[one.script.Script] = r
		}
	}
	return runs
}

// answer hands each call its part of the reply, which is a list of one as if it had run alone.
func (r *joint) answer() {
	parts, err := []any(nil), r.cmd.Err()
	if len(r.calls) > 1 && err == nil {
		if parts, err = r.cmd.Slice(); err == nil && len(parts) != 0 && len(parts) != len(r.calls) {
			err = errReply
		}
	}
	for i, one := range r.calls {
		switch {
		case err != nil:
			one.cmd = failed(one.ctx, err)
		case len(parts) > 0:
			one.cmd = redis.NewCmd(one.ctx)
			one.cmd.SetVal(parts[i : i+1])
		default:
			one.cmd = r.cmd
		}
		close(one.done)
	}
}
