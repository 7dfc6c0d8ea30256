package main

import (
	"context"
	"net/http"
	"path"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"thidua"
	"thidua/bot/simulator"
)

// mostTrips is how often the store is asked between an update and the first message that answers it: to load and to commit,
// which lends the message to its sender.
const mostTrips = 2

// TestTrips counts the round trips to the store of one person's conversation, each answer given when the outbox is empty.
// Opening a part, adding to its list and handing it in may cost one more than a plain answer. Of five answers of a kind the
// median counts: a look at the clock's due-times, or a sender that is still striking off, may come between on a busy machine.
func TestTrips(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"file", "redis"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			o := newBureau(t, kind, 1, simulator.Options{})
			trace := &trips{Store: o.open()}
			trace.run(t, o.sim)
			c := o.crowd[0]
			allAtOnce(t, o.crowd, joined)
			if _, err := c.tap(t.Context(), partLabel(0)); err != nil {
				t.Fatal(err)
			}
			const rounds = 5
			counted := [4][]int{}
			for range rounds {
				for i, act := range []func() (simulator.Message, error){
					func() (simulator.Message, error) { return c.tap(t.Context(), "Thêm") },
					func() (simulator.Message, error) { return c.say(t.Context(), "Hội nghị") },
					func() (simulator.Message, error) { return c.say(t.Context(), "1.500") },
					func() (simulator.Message, error) { return c.tap(t.Context(), "Họp") },
				} {
					trace.restart(t)
					if _, err := act(); err != nil {
						t.Fatal(err)
					}
					counted[i] = append(counted[i], len(trace.before()))
				}
			}
			for i, counts := range counted {
				most := mostTrips
				if i == 0 || i == 3 {
					most++
				}
				slices.Sort(counts)
				if got := counts[rounds/2]; got == 0 || got > most {
					t.Errorf("act %d: %d round trips before the reply, of %v", i, got, counts)
				}
			}
		})
	}
}

// trips notes in which order the store and Telegram are called.
type trips struct {
	thidua.Store
	mu    sync.Mutex
	calls []string
}

func (s *trips) note(call string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, call)
}

// restart forgets the calls, when all that was queued has left the outbox.
func (s *trips) restart(t *testing.T) {
	t.Helper()
	for left := 1; left > 0; {
		backlog, err := s.Backlog(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		left = backlog.Messages
		runtime.Gosched()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = nil
}

// before lists the calls before the first message that was sent; a reply may be an earlier one that came late.
func (s *trips) before() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls[:max(0, slices.Index(s.calls, "send"))])
}

func (s *trips) Load(ctx context.Context, id string, keys ...thidua.Key) (thidua.Snapshot, error) {
	s.note("load")
	return s.Store.Load(ctx, id, keys...)
}

func (s *trips) Commit(ctx context.Context, c thidua.Change) (thidua.Outcome, error) {
	s.note("commit")
	return s.Store.Commit(ctx, c)
}

// Take counts where it finds something: idle looks at the outbox keep nobody waiting.
func (s *trips) Take(ctx context.Context, now, until time.Time, limit int) ([]thidua.Parcel, error) {
	parcels, err := s.Store.Take(ctx, now, until, limit)
	if len(parcels) > 0 {
		s.note("take")
	}
	return parcels, err
}

// run serves a bot on the store until the test's end.
func (s *trips) run(t *testing.T, sim *simulator.Server) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	var running sync.WaitGroup
	b := direct(s, sim.Token(), tracedTransport{handlerTransport{sim.Handler()}, s}, 0, 0)
	running.Go(func() {
		if err := b.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() {
		cancel()
		running.Wait()
	})
}

// tracedTransport notes the messages that are sent.
type tracedTransport struct {
	http.RoundTripper
	trips *trips
}

func (r tracedTransport) RoundTrip(request *http.Request) (*http.Response, error) {
	if method := path.Base(request.URL.Path); method == "sendMessage" || method == "editMessageText" {
		r.trips.note("send")
	}
	return r.RoundTripper.RoundTrip(request)
}
