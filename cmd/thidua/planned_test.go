package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"thidua"
	"thidua/bot"
	"thidua/bot/simulator"
	"thidua/bot/telegram"
	"thidua/flows/vietnamese"
)

const (
	plannedMessages = 2_000 // in a test; THIDUA_PLANNED (make load) sets another number
	plannedRate     = 30    // messages a second, which is Telegram's limit
	plannedShare    = 0.98  // of the rate, at least
	plannedCommit   = 500   // messages in one commit
)

// TestPlanned sends planned messages to as many people at the rate that Telegram allows, on a clock that moves when
// nothing else does: the simulator's flood control refuses nothing, and the rate is used.
func TestPlanned(t *testing.T) {
	t.Parallel()
	n := number(t, "THIDUA_PLANNED", plannedMessages)
	synctest.Test(t, func(t *testing.T) {
		sim := simulator.New(simulator.Options{Flood: simulator.Flood{PerChat: 1, Burst: 3, Overall: plannedRate}})
		defer sim.Close(context.WithoutCancel(t.Context()))
		db := newMemory()
		invite(t, sim, db, n)
		ctx, cancel := context.WithCancel(t.Context())
		b := direct(db, sim.Token(), unevenTransport{handlerTransport{sim.Handler()}}, plannedRate, 1)
		var running sync.WaitGroup
		begun := time.Now()
		running.Go(func() {
			if err := b.Run(ctx); err != nil {
				t.Error(err)
			}
		})
		took := lastArrival(t, sim, n).Sub(begun)
		cancel()
		running.Wait()
		checkPlanned(t, sim, n, took)
	})
}

// checkPlanned wants the rate used and nothing refused.
func checkPlanned(t testing.TB, sim *simulator.Server, n int, took time.Duration) {
	t.Helper()
	rate := float64(n) / took.Seconds()
	t.Logf("%d messages in %s: %.2f a second", n, took.Round(time.Second), rate)
	if rate < plannedRate*plannedShare {
		t.Errorf("only %.2f messages a second of %d", rate, plannedRate)
	}
	if refused := sim.Refused(); len(refused) > 0 {
		t.Errorf("%d calls were refused, the first: %s", len(refused), refused[0])
	}
	if v := sim.Violations(); len(v) > 0 {
		t.Errorf("violations: %q", v)
	}
}

// invite makes people who may be written to, and plans a message for each of them.
func invite(t testing.TB, sim *simulator.Server, db thidua.Store, n int) {
	t.Helper()
	for i := 0; i < n; i += plannedCommit {
		change := thidua.Change{ID: fmt.Sprint("plan/", i), At: time.Now()}
		for j := i; j < min(n, i+plannedCommit); j++ {
			chat := firstPerson + int64(j)
			sim.Person(chat, fmt.Sprint("Người ", j), "", "vi").Begin()
			change.Send = append(change.Send, thidua.Message{Chat: chat, Bulk: true, Lines: []thidua.Line{{Text: "⏰ Còn 3 ngày."}}})
		}
		if _, err := db.Commit(t.Context(), change); err != nil {
			t.Fatal(err)
		}
	}
}

// lastArrival waits until everybody has their message and tells when the last one came.
func lastArrival(t testing.TB, sim *simulator.Server, n int) (last time.Time) {
	t.Helper()
	for _, p := range sim.People()[:n] {
		m, err := p.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if m.Date.After(last) {
			last = m.Date
		}
	}
	return last
}

// direct is a bot that calls a simulator without a network, and so without anything that a driven clock cannot see.
func direct(db thidua.Store, token string, transport http.RoundTripper, rate, rateChat float64) *bot.Bot {
	return bot.New(bot.Options{Store: db, Now: time.Now, Log: slog.New(slog.DiscardHandler), Owner: "bot",
		Calendar: vietnamese.OfficialCalendar(), API: telegram.New(telegram.Options{Token: token, URL: "http://simulator",
			Rate: rate, RateChat: rateChat, Transport: transport})})
}

// unevenTransport lets calls travel for different times, so that some arrive closer together than they left.
type unevenTransport struct{ http.RoundTripper }

// RoundTrip takes up to a tenth of a second of the driven clock.
func (u unevenTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	pass(r.Context(), rand.N(100*time.Millisecond))
	return u.RoundTripper.RoundTrip(r)
}

// handlerTransport carries requests straight to a handler.
type handlerTransport struct{ http.Handler }

// RoundTrip serves one request; a connection that the handler drops is an error.
func (h handlerTransport) RoundTrip(r *http.Request) (response *http.Response, err error) {
	defer func() {
		if recover() != nil {
			err = io.ErrUnexpectedEOF
		}
	}()
	if r.Body == nil {
		r.Body = io.NopCloser(strings.NewReader(""))
	}
	recorder := httptest.NewRecorder()
	h.ServeHTTP(recorder, r)
	return recorder.Result(), r.Context().Err()
}

// BenchmarkPlanned sends 3,000 planned messages in real time, by the command and from SQLite.
func BenchmarkPlanned(b *testing.B) {
	const n = 3_000
	for range b.N {
		o := newBureau(b, "file", 1, simulator.Options{Flood: simulator.Flood{PerChat: 1, Burst: 3, Overall: plannedRate}})
		o.env["SEND_RATE"], o.env["SEND_RATE_CHAT"] = fmt.Sprint(plannedRate), "1"
		db := o.open()
		invite(b, o.sim, db, n)
		begun := time.Now()
		newMeasured(o.terminal, "file")
		took := lastArrival(b, o.sim, n).Sub(begun)
		checkPlanned(b, o.sim, n, took)
		b.ReportMetric(float64(n)/took.Seconds(), "messages/s")
	}
}
