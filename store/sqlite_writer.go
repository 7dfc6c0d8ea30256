package store

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"thidua"
)

// together is how many requests share one transaction at most, and thereby one flush to the disk.
const together = 512

// writer does all writes of this process in one goroutine. Of what it remembers of the file between transactions nothing counts
// where another process has written meanwhile.
type writer struct {
	statements
	cache    *cache
	requests chan *request
	stopped  chan struct{}
}

// request is one caller's write.
type request struct {
	ctx  context.Context
	do   func(*transaction) error // ErrConflict only before it wrote anything; may be called again
	err  error
	done chan struct{}
}

// transaction is what a request sees of the file.
type transaction struct {
	*statements
	cache    *cache
	began    int64                        // revision of the file before
	written  map[thidua.Key]thidua.Record // so far; deleted ones with revision 0
	rev, seq int64                        // of the newest commit, of the newest message
	commits  int
	noted    bool  // a record was written without a commit
	latest   int64 // Change.At, Unix milliseconds
}

func newWriter(ctx context.Context, conn *connection, cache *cache) (*writer, error) {
	w := &writer{cache: cache, requests: make(chan *request, together), stopped: make(chan struct{})}
	if err := w.prepare(ctx, conn); err != nil {
		return nil, err
	}
	go w.run()
	return w, nil
}

// stop ends the writer after the requests that are waiting; nobody may send a further one.
func (w *writer) stop() {
	close(w.requests)
	<-w.stopped
}

func (w *writer) run() {
	defer close(w.stopped)
	var batch []*request
	for r := range w.requests {
		batch = w.drain(append(batch[:0], r))
		w.serve(batch)
		clear(batch)
	}
}

// drain adds what is waiting, after it let the callers run whom the last batch has answered.
func (w *writer) drain(batch []*request) []*request {
	runtime.Gosched()
	for len(batch) < together {
		select {
		case r, open := <-w.requests:
			if !open {
				return batch
			}
			batch = append(batch, r)
		default:
			return batch
		}
	}
	return batch
}

// serve answers a batch. Where its transaction fails, each request is tried alone, so that a bad one fails alone.
func (w *writer) serve(batch []*request) {
	err := w.transact(batch)
	if err != nil && len(batch) > 1 && !errors.Is(err, errBegin) {
		for i := range batch {
			w.serve(batch[i : i+1])
		}
		return
	}
	for _, r := range batch {
		if err != nil {
			r.err = err
		}
		close(r.done)
	}
}

// errBegin says that no transaction could be begun, such as while another process holds the file: trying each request
// alone would only wait longer.
var errBegin = errors.New("begin")

// transact runs requests in one transaction; a conflict is its request's own, any other error ends all.
func (w *writer) transact(batch []*request) error {
	if _, err := w.begin.ExecContext(background()); err != nil {
		return fmt.Errorf("%w: %w", errBegin, err)
	}
	tx := &transaction{statements: &w.statements, cache: w.cache, written: map[thidua.Key]thidua.Record{}}
	err := w.apply(tx, batch)
	if err == nil {
		_, err = w.commit.ExecContext(background())
	}
	if err != nil {
		_, _ = w.rollback.ExecContext(background()) // after some errors SQLite has rolled back already
		w.cache.reset()
		return err
	}
	w.cache.advance(tx.began, tx.rev, tx.written)
	return nil
}

func (w *writer) apply(tx *transaction, batch []*request) error {
	if err := w.counters.QueryRowContext(background()).Scan(&tx.rev, &tx.seq); err != nil {
		return err
	}
	tx.began = tx.rev
	for _, r := range batch {
		if r.err = r.ctx.Err(); r.err != nil {
			continue
		}
		if r.err = r.do(tx); r.err != nil && !errors.Is(r.err, thidua.ErrConflict) {
			return r.err
		}
	}
	return tx.finish()
}

// writing has the writer do f. Where the context ends first, the caller is told so, and f is done wholly or not.
func writing[T any](ctx context.Context, s *sqliteStore, f func(*transaction) (T, error)) (T, error) {
	var none, out T
	if err := s.enter(ctx); err != nil {
		return none, err
	}
	defer s.leave()
	r := &request{ctx: ctx, done: make(chan struct{}), do: func(tx *transaction) (err error) {
		out, err = f(tx)
		return err
	}}
	select {
	case <-ctx.Done():
		return none, ctx.Err()
	case s.writer.requests <- r:
	}
	select {
	case <-ctx.Done():
		return none, ctx.Err()
	case <-r.done:
	}
	if r.err != nil {
		return none, cured(r.err)
	}
	return out, nil
}
