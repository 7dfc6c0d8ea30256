package store

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"thidua"
)

// BenchmarkCommit commits what an answer writes (a session of 600 bytes, a record of 400, a message of 300), as 1 and as
// 64 chats at once, while a sender takes and settles the messages.
func BenchmarkCommit(b *testing.B) {
	for _, backend := range backends {
		for _, writers := range []int{1, 64} {
			b.Run(fmt.Sprint(backend.name, "/", writers), func(b *testing.B) {
				s := benchStore(b, backend.fresh)
				sendOn(b, s)
				var chats atomic.Int64
				inParallel(b, writers, func() func(int) error { return answering(b, s, chats.Add(1)) })
			})
		}
	}
}

// BenchmarkLoad loads a session with the four records that it needs.
func BenchmarkLoad(b *testing.B) {
	for _, backend := range backends {
		for _, readers := range []int{1, 64} {
			b.Run(fmt.Sprint(backend.name, "/", readers), func(b *testing.B) {
				s := benchStore(b, backend.fresh)
				keys := []thidua.Key{"draft", "person", "campaign", "index"}
				c := thidua.Change{ID: "1", At: start, Put: []thidua.Record{{Key: "session", Needs: keys, Body: make([]byte, 600)}}}
				for _, key := range keys {
					c.Put = append(c.Put, thidua.Record{Key: key, Body: make([]byte, 400)})
				}
				if _, err := s.Commit(b.Context(), c); err != nil {
					b.Fatal(err)
				}
				inParallel(b, readers, func() func(int) error {
					return func(int) error {
						_, err := s.Load(b.Context(), "update/1", "session")
						return err
					}
				})
			})
		}
	}
}

func benchStore(b *testing.B, fresh func(testing.TB) string) thidua.Store {
	s, err := Open(b.Context(), fresh(b))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	return s
}

// inParallel runs what start returns in n goroutines; the count is each goroutine's own.
func inParallel(b *testing.B, n int, start func() func(int) error) {
	b.ReportAllocs()
	b.SetParallelism(max(n/runtime.GOMAXPROCS(0), 1))
	if n == 1 {
		do := start()
		for i := 0; b.Loop(); i++ {
			if err := do(i); err != nil {
				b.Fatal(err)
			}
		}
	} else {
		b.RunParallel(func(pb *testing.PB) {
			do := start()
			for i := 0; pb.Next(); i++ {
				if err := do(i); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "op/s")
}

// sendOn empties the outbox as long as the benchmark runs.
func sendOn(b *testing.B, s thidua.Store) {
	stop := make(chan struct{})
	var sender sync.WaitGroup
	b.Cleanup(func() { close(stop); sender.Wait() })
	sender.Go(func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(10 * time.Millisecond):
			}
			parcels, err := s.Take(context.Background(), time.Now(), time.Now().Add(time.Minute), 256)
			receipts := make([]thidua.Receipt, len(parcels))
			for i, p := range parcels {
				receipts[i] = thidua.Receipt{Chat: p.Chat, Seq: p.Seq}
			}
			if err := errors.Join(err, s.Strike(context.Background(), receipts...)); err != nil {
				b.Error(err)
				return
			}
		}
	})
}

// answering is one chat's answers, one after the other.
func answering(b *testing.B, s thidua.Store, chat int64) func(int) error {
	session := thidua.Record{Key: thidua.SessionKey(chat), Body: []byte(strings.Repeat("s", 600))}
	answer := []byte(strings.Repeat("a", 400))
	text := strings.Repeat("t", 250)
	return func(i int) error {
		out, err := s.Commit(b.Context(), thidua.Change{
			ID: fmt.Sprint("update/", chat, "/", i), At: time.Now(),
			Put:  []thidua.Record{session, {Key: thidua.DraftKey("c", "u", "p", fmt.Sprint(chat, i)), Body: answer}},
			Send: []thidua.Message{message(chat, text)},
		})
		session.Rev = out.Rev
		return err
	}
}
