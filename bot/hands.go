package bot

import "sync"

// hands are goroutines that go from one piece of work to the next: there are as many as were ever busy at once. A new
// goroutine for each piece would grow its stack each time anew.
type hands struct {
	work    chan func()
	working sync.WaitGroup
}

func newHands() *hands { return &hands{work: make(chan func())} }

// do has somebody do it, who begins at once.
func (h *hands) do(work func()) {
	select {
	case h.work <- work:
	default:
		h.working.Go(func() {
			work()
			for work := range h.work {
				work()
			}
		})
	}
}

// rest ends them when what they do is done; nothing may follow.
func (h *hands) rest() {
	close(h.work)
	h.working.Wait()
}
