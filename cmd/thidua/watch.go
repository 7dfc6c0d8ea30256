package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"thidua"
)

// watchPause is how often a person at a terminal is shown how far long work is.
const watchPause = 250 * time.Millisecond

// watch shows on a terminal how far an export is: which file is being written, and how many submissions were read for it.
// Where nobody watches, it is quiet.
type watch struct {
	out  io.Writer
	mu   sync.Mutex
	what string
	read int
	wide int // of the line that stands there

	stop, stopped chan struct{}
}

// watch must be ended.
func (w *world) watch() *watch {
	p := &watch{out: w.err, stop: make(chan struct{}), stopped: make(chan struct{})}
	if !isTerminal(w.err) {
		close(p.stopped)
		return p
	}
	go p.run()
	return p
}

func (p *watch) run() {
	defer close(p.stopped)
	ticking := time.NewTicker(watchPause)
	defer ticking.Stop()
	for {
		select {
		case <-p.stop:
			p.aside(func(io.Writer) {})
			return
		case <-ticking.C:
			p.mu.Lock()
			p.show(fmt.Sprintf("%s: %d submissions read…", p.what, p.read))
			p.mu.Unlock()
		}
	}
}

// aside prints something for good where the line stood.
func (p *watch) aside(print func(io.Writer)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.show("")
	print(p.out)
}

// show puts a line in the place of the one before; the caller holds the lock.
func (p *watch) show(line string) {
	if line == "" && p.wide == 0 {
		return
	}
	fmt.Fprintf(p.out, "\r%s\r%s", strings.Repeat(" ", p.wide), line)
	p.wide = len([]rune(line))
}

// begins tells what is being made now.
func (p *watch) begins(what string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.what, p.read = what, 0
}

func (p *watch) end() {
	close(p.stop)
	<-p.stopped
}

// over is a store whose reading is counted.
func (p *watch) over(db thidua.Store) thidua.Store { return &watchedStore{db, p} }

type watchedStore struct {
	thidua.Store
	watch *watch
}

// Load counts the submissions among what is read.
func (s *watchedStore) Load(ctx context.Context, id string, keys ...thidua.Key) (thidua.Snapshot, error) {
	read := 0
	for _, key := range keys {
		if strings.HasPrefix(string(key), "submission/") {
			read++
		}
	}
	s.watch.mu.Lock()
	s.watch.read += read
	s.watch.mu.Unlock()
	return s.Store.Load(ctx, id, keys...)
}
