package bot

import (
	"sync"

	"thidua"
)

// loans say whether a commit may keep the messages that it queues for this sender, so that they leave without being taken
// from the outbox first. That is allowed while the sender has hands free and the outbox holds nothing that waited longer.
type loans struct {
	mu    sync.Mutex
	free  int             // commits that may keep theirs, besides those that are
	asked int             // commits that may keep theirs and are not made yet
	kept  []thidua.Parcel // not fetched by the courier yet
	bell  chan struct{}   // rings when something is kept
}

func newLoans() *loans { return &loans{bell: make(chan struct{}, 1)} }

// allow says for how many messages the courier has hands free.
func (l *loans) allow(hands int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.free = hands - l.asked - len(l.kept)
}

// ask tells whether a commit may keep its messages; keep must follow.
func (l *loans) ask() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.free <= 0 {
		return false
	}
	l.free--
	l.asked++
	return true
}

// keep takes over what a commit that was allowed to keep its messages was lent, be it nothing.
func (l *loans) keep(lent []thidua.Parcel) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked--
	if len(lent) == 0 {
		l.free++
		return
	}
	l.kept = append(l.kept, lent...)
	select {
	case l.bell <- struct{}{}:
	default:
	}
}

// fetch gives the courier what is kept for it.
func (l *loans) fetch() []thidua.Parcel {
	l.mu.Lock()
	defer l.mu.Unlock()
	kept := l.kept
	l.kept = nil
	return kept
}
