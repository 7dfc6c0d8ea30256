package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"thidua"
)

func survivesClosing(b *bench) {
	s := b.open()
	rev := b.commit(s, thidua.Change{ID: "update/1",
		Put:  []thidua.Record{{Key: "a", Needs: []thidua.Key{"b"}, Body: []byte("đã nộp")}, {Key: "b", Body: []byte("x")}},
		Due:  []thidua.Due{{Key: "d", At: start}},
		Send: []thidua.Message{{Chat: -1001234567890, Lines: []thidua.Line{{Text: "Có"}}}}})
	if got, err := s.Lease(b.ctx, "poll", "one", start, start.Add(time.Minute)); err != nil || !got {
		b.Fatal(got, err)
	}
	b.close(s)
	s = b.open()
	snapshot, err := s.Load(b.ctx, "update/1", "a")
	if err != nil || !snapshot.Committed || len(snapshot.Records) != 2 || snapshot.Records["a"].Rev != rev {
		b.Errorf("after reopening %+v, %v", snapshot, err)
	}
	if keys := b.due(s, start, 9); !slices.Equal(keys, []thidua.Key{"d"}) {
		b.Errorf("due-times %q", keys)
	}
	if got, err := s.Lease(b.ctx, "poll", "two", start, start.Add(time.Minute)); err != nil || got {
		b.Errorf("the lease was lost (%v)", err)
	}
	if sent := b.sendAll(s, start); !slices.Equal(sent, []string{"-1001234567890 Có"}) {
		b.Errorf("messages %q", sent)
	}
	if next := b.put(s, "c", 0, ""); next <= rev {
		b.Errorf("revision %d after reopening, %d before", next, rev)
	}
}

func cancelled(b *bench) {
	s := b.open()
	rev := b.put(s, "a", 0, "before")
	b.commit(s, thidua.Change{Send: []thidua.Message{{Chat: 1}}})
	over, cancel := context.WithCancel(b.ctx)
	cancel()
	calls := b.calls(over, s, thidua.Change{ID: "late", At: start, Put: records("a", rev, "after")})
	for name, call := range calls {
		if err := call(); !errors.Is(err, context.Canceled) {
			b.Errorf("%s with a cancelled context: %v", name, err)
		}
	}
	b.holds(s, "a", "before")
	if sent := b.sendAll(s, start); len(sent) != 1 {
		b.Errorf("%d messages are left, want 1", len(sent))
	}
	if got, err := s.Lease(b.ctx, "poll", "other", start, start); err != nil || !got {
		b.Errorf("the cancelled lease was given (%v)", err)
	}
	if _, err := Open(over, b.url); !errors.Is(err, context.Canceled) {
		b.Errorf("open with a cancelled context: %v", err)
	}
}

// calls is every method of the store, to see how each fails.
func (b *bench) calls(ctx context.Context, s thidua.Store, c thidua.Change) map[string]func() error {
	return map[string]func() error{
		"load":    func() error { _, err := s.Load(ctx, "id", "a"); return err },
		"scan":    func() error { _, err := s.Scan(ctx, thidua.Range{}); return err },
		"commit":  func() error { _, err := s.Commit(ctx, c); return err },
		"due":     func() error { _, err := s.Due(ctx, start, 9); return err },
		"take":    func() error { _, err := s.Take(ctx, start, start.Add(time.Hour), 9); return err },
		"strike":  func() error { return s.Strike(ctx, thidua.Receipt{Chat: 1, Seq: 1}) },
		"lease":   func() error { _, err := s.Lease(ctx, "poll", "me", start, start.Add(time.Hour)); return err },
		"clear":   func() error { return s.Clear(ctx) },
		"inspect": func() error { _, err := s.Inspect(ctx); return err },
		"dump":    func() error { return s.Dump(ctx, func(thidua.Content) error { return nil }) },
		"fill": func() error {
			return s.Fill(ctx, thidua.Content{Pieces: func(func(thidua.Piece, error) bool) {}}, true)
		},
		"backlog": func() error { _, err := s.Backlog(ctx); return err },
	}
}

func cancelledMidway(b *bench) {
	s := b.open()
	b.beside(32, func(i int) {
		key := thidua.Key(fmt.Sprint("a/", i))
		for n := range 20 {
			ctx, cancel := context.WithTimeout(b.ctx, time.Duration(n*i)*10*time.Microsecond)
			id := fmt.Sprint(key, "/", n)
			_, err := s.Commit(ctx, thidua.Change{ID: id, At: start, Put: []thidua.Record{
				{Key: thidua.Key("x/" + id)}, {Key: thidua.Key("y/" + id)}}})
			cancel()
			snapshot, loaded := s.Load(b.ctx, id, thidua.Key("x/"+id))
			if loaded != nil || err == nil && !snapshot.Committed {
				b.Errorf("%s: acknowledged, but committed is %v (%v)", id, snapshot.Committed, loaded)
			}
		}
	})
	b.close(s) // what a cancelled caller left behind has ended
	s = b.open()
	xs, ys := b.keys(s, thidua.Range{Prefix: "x/"}), b.keys(s, thidua.Range{Prefix: "y/"})
	if len(xs) != len(ys) {
		b.Errorf("%d halves against %d", len(xs), len(ys))
	}
	for _, x := range xs {
		if snapshot, err := s.Load(b.ctx, string(x[2:])); err != nil || !snapshot.Committed {
			b.Errorf("%s was written without its id (%v)", x, err)
		}
	}
}

func closed(b *bench) {
	s := b.open()
	b.close(s)
	calls := b.calls(b.ctx, s, thidua.Change{ID: "late", At: start})
	calls["close"] = s.Close
	for name, call := range calls {
		if err := call(); !errors.Is(err, thidua.ErrClosed) {
			b.Errorf("%s on a closed store: %v", name, err)
		}
	}
}

func closingMidway(b *bench) {
	s := b.open()
	kept := make([]int, 32)
	begun := make(chan struct{}, len(kept))
	var all sync.WaitGroup
	for i := range kept {
		all.Go(func() {
			for n := 0; ; n++ {
				key := thidua.Key(fmt.Sprintf("a/%d/%d", i, n))
				_, err := s.Commit(b.ctx, thidua.Change{ID: string(key), At: start, Put: records(key, 0, "x")})
				if n == 0 {
					begun <- struct{}{}
				}
				if err != nil {
					if !errors.Is(err, thidua.ErrClosed) {
						b.Error(err)
					}
					return
				}
				kept[i]++
			}
		})
	}
	for range kept {
		<-begun
	}
	b.close(s)
	all.Wait()
	sum := 0
	for _, n := range kept {
		sum += n
	}
	if found := b.keys(b.open(), thidua.Range{}); len(found) != sum {
		b.Errorf("%d records are kept, %d were acknowledged", len(found), sum)
	}
}

func twoHandles(b *bench) {
	one, two := b.open(), b.open()
	rev := b.put(one, "a", 0, "one")
	b.holds(two, "a", "one")
	next := b.put(two, "a", rev, "two")
	b.holds(one, "a", "two")
	b.conflicts(one, "a revision that the other handle passed", thidua.Change{Put: records("a", rev, "three")})
	if next <= rev {
		b.Errorf("revision %d by one handle, then %d by the other", rev, next)
	}
	const n = 20
	b.beside(8, func(i int) {
		s := []thidua.Store{one, two}[i%2]
		for made := 0; made < n; {
			snapshot, err := s.Load(b.ctx, "", "count")
			if err != nil {
				b.Error(err)
				return
			}
			r := snapshot.Records["count"]
			r.Body = append(r.Body, '.')
			id := fmt.Sprint(i, "/", made, "/", r.Rev)
			_, err = s.Commit(b.ctx, thidua.Change{ID: id, At: start, Put: []thidua.Record{r},
				Send: []thidua.Message{{Chat: 7, Lines: []thidua.Line{{Text: fmt.Sprintf("%03d", len(r.Body))}}}}})
			switch {
			case err == nil:
				made++
			case !errors.Is(err, thidua.ErrConflict):
				b.Error(err)
				return
			}
		}
	})
	b.holds(one, "count", strings.Repeat(".", 8*n))
	if sent := b.sendAll(two, start); len(sent) != 8*n || !slices.IsSorted(sent) {
		b.Errorf("%d messages, in order: %v", len(sent), slices.IsSorted(sent))
	}
}
