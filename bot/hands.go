package bot

import "sync"

// hands are goroutines that go from one piece of work to the next: there are as many as were ever busy at once. A new
// goroutine for each piece would grow its stack each time anew.
type hands struct {
	work    chan func()
	over    chan struct{}
	working sync.WaitGroup
}

func newHands() *hands { return &hands{work: make(chan func()), over: make(chan struct{})} }

// do has somebody do it, who begins at once.
func (h *hands) do(work func()) {
	select {
	case h.work <- work:
	default:
		h.working.Go(func() {
			for {
				work()
				select {
				case work = <-h.work:
				case <-h.over:
					return
				}
			}
		})
	}
}

// rest ends them when what they do is done; what follows has a hand of its own.
func (h *hands) rest() {
	close(h.over)
	h.working.Wait()
}
