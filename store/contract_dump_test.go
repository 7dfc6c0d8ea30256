package store

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"thidua"
)

// dump gathers what a store holds.
func (b *bench) dump(s thidua.Store) (rev int64, pieces []thidua.Piece) {
	b.Helper()
	err := s.Dump(b.ctx, func(c thidua.Content) error {
		rev = c.Rev
		for piece, err := range c.Pieces {
			if err != nil {
				return err
			}
			pieces = append(pieces, piece)
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return rev, pieces
}

// various fills a store with all that is odd.
func (b *bench) various(s thidua.Store) {
	b.Helper()
	b.commit(s, thidua.Change{ID: "update/1",
		Put: []thidua.Record{{Key: "a", Needs: []thidua.Key{"b", "\xff\n"}, Body: []byte("đợt thi đua")}, {Key: "\x00\xff", Body: []byte("\xfe\x00")},
			{Key: "empty"}, {Key: "gone", Body: []byte("x")}, {Key: "<&>\u2028\ufffd", Body: []byte("<&>\u2028\ufffd\\\"")}},
		Due:  []thidua.Due{{Key: "later", At: start.Add(time.Hour)}, {Key: "soon\xff", At: start.Add(time.Millisecond)}},
		Send: []thidua.Message{message(1, "m")}})
	b.commit(s, thidua.Change{Delete: []thidua.Record{{Key: "gone", Rev: b.load(s, "gone").Rev}}})
	for part := range 3 {
		var c thidua.Change
		for i := range 401 {
			c.Put = append(c.Put, records(thidua.Key(fmt.Sprintf("many/%05d", 3*i+part)), 0, strings.Repeat("x", i%50))...)
		}
		b.commit(s, c)
	}
}

// others are empty stores of every kind.
func others(t testing.TB) map[string]string {
	out := map[string]string{}
	for _, backend := range backends {
		out[backend.name] = backend.fresh(t)
	}
	return out
}

func dumpFills(b *bench) {
	s := b.open()
	b.various(s)
	b.put(s, "large", 0, strings.Repeat("x", pageBytes+1))
	rev, want := b.dump(s)
	for kind, url := range others(b) {
		var file bytes.Buffer
		made, err := Backup(b.ctx, s, &file, start)
		if err != nil {
			b.Fatal(err)
		}
		other := &bench{T: b.T, ctx: b.ctx, url: url}
		to := other.open()
		if got, err := Restore(b.ctx, to, bytes.NewReader(file.Bytes()), false); err != nil || got != made || got.Due != 2 || got.Rev != rev {
			b.Fatalf("%s: restored %+v of %+v, %v", kind, got, made, err)
		}
		if gotRev, got := other.dump(to); gotRev != rev || !samePieces(got, want) {
			b.Errorf("%s: %d pieces at revision %d, want %d at %d", kind, len(got), gotRev, len(want), rev)
		}
		if other.committed(to, "update/1") {
			b.Errorf("%s: a claim was restored", kind)
		}
		if sent := other.sendAll(to, start); len(sent) != 0 {
			b.Errorf("%s: messages were restored: %q", kind, sent)
		}
		if keys := other.due(to, start.Add(time.Minute), 9); !slices.Equal(keys, []thidua.Key{"soon\xff"}) {
			b.Errorf("%s: due-times %q", kind, keys)
		}
		if next := other.put(to, "a", other.load(to, "a").Rev, "again"); next != rev+1 {
			b.Errorf("%s: revision %d after %d", kind, next, rev)
		}
		if _, err := Restore(b.ctx, to, bytes.NewReader(file.Bytes()), false); !errors.Is(err, thidua.ErrOccupied) {
			b.Errorf("%s: restored over what there is: %v", kind, err)
		}
		other.holds(to, "a", "again")
		if _, err := Restore(b.ctx, to, bytes.NewReader(file.Bytes()), true); err != nil {
			b.Fatal(err)
		}
		if gotRev, got := other.dump(to); gotRev <= rev || !samePieces(got, want) {
			b.Errorf("%s: replaced, %d pieces at revision %d", kind, len(got), gotRev)
		}
	}
}

func samePieces(a, b []thidua.Piece) bool {
	return slices.EqualFunc(a, b, func(a, b thidua.Piece) bool {
		same := bytes.Equal(a.Record.Body, b.Record.Body) && slices.Equal(a.Record.Needs, b.Record.Needs) && a.Due.At.Equal(b.Due.At)
		return same && a.Record.Key == b.Record.Key && a.Record.Rev == b.Record.Rev && a.Due.Key == b.Due.Key
	})
}

// step is what a commit made of a store.
type step struct {
	put, gone []thidua.Key
	due       thidua.Due
}

// history is what writers did to a store, by revision.
type history struct {
	mu    sync.Mutex
	steps map[int64]step
}

// busyWriter is one of those who commit beside a dump, each on keys of its own.
type busyWriter struct {
	id, number int
	revs       map[thidua.Key]int64
	random     *rand.Rand
}

func (w *busyWriter) write(b *bench, s thidua.Store, h *history) {
	w.number++
	made := step{due: thidua.Due{Key: thidua.Key(fmt.Sprint("due/", w.id, "/", w.random.IntN(20)))}}
	if w.random.IntN(3) > 0 {
		made.due.At = start.Add(time.Duration(w.number) * time.Second)
	}
	c := thidua.Change{ID: fmt.Sprint(w.id, "/", w.number), At: start, Due: []thidua.Due{made.due}}
	chosen := map[thidua.Key]bool{}
	for range 1 + w.random.IntN(4) {
		chosen[thidua.Key(fmt.Sprintf("%04d/%d", w.random.IntN(1200), w.id))] = true
	}
	for key := range chosen {
		if w.revs[key] > 0 && w.random.IntN(2) == 0 {
			c.Delete, made.gone = append(c.Delete, thidua.Record{Key: key, Rev: w.revs[key]}), append(made.gone, key)
		} else {
			c.Put, made.put = append(c.Put, thidua.Record{Key: key, Rev: w.revs[key], Body: []byte(c.ID)}), append(made.put, key)
		}
	}
	out, err := s.Commit(b.ctx, c)
	if err != nil {
		b.Error(err)
		return
	}
	for _, key := range made.put {
		w.revs[key] = out.Rev
	}
	for _, key := range made.gone {
		delete(w.revs, key)
	}
	h.mu.Lock()
	h.steps[out.Rev] = made
	h.mu.Unlock()
}

// at plays the history again up to a revision, and tells the revisions and due-times of then.
func (h *history) at(last int64) (revs, due map[thidua.Key]int64) {
	revs, due = map[thidua.Key]int64{}, map[thidua.Key]int64{}
	for _, rev := range slices.Sorted(maps.Keys(h.steps)) {
		if rev > last {
			break
		}
		made := h.steps[rev]
		for _, key := range made.put {
			revs[key] = rev
		}
		for _, key := range made.gone {
			delete(revs, key)
		}
		if made.due.At.IsZero() {
			delete(due, made.due.Key)
		} else {
			due[made.due.Key] = made.due.At.UnixMilli()
		}
	}
	return revs, due
}

// shown is what a dump shows, in the form of history.at.
func (b *bench) shown(pieces []thidua.Piece) (revs, due map[thidua.Key]int64) {
	revs, due = map[thidua.Key]int64{}, map[thidua.Key]int64{}
	last := thidua.Key("")
	for _, p := range pieces {
		if p.Due.Key != "" {
			due[p.Due.Key] = p.Due.At.UnixMilli()
			continue
		}
		if p.Record.Key <= last {
			b.Errorf("%q after %q", p.Record.Key, last)
		}
		last, revs[p.Record.Key] = p.Record.Key, p.Record.Rev
	}
	return revs, due
}

// dumpInstant commits beside dumps, each of which must show what stood at its revision.
func dumpInstant(b *bench) {
	s := b.open()
	h := &history{steps: map[int64]step{}}
	stop := make(chan struct{})
	var writers sync.WaitGroup
	for id := range 4 {
		w := &busyWriter{id: id, revs: map[thidua.Key]int64{}, random: rand.New(rand.NewPCG(1, uint64(id)))}
		for range 200 {
			w.write(b, s, h)
		}
		writers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					w.write(b, s, h)
				}
			}
		})
	}
	dumps := map[int64][]thidua.Piece{}
	for len(dumps) < 12 {
		rev, pieces := b.dump(s)
		dumps[rev] = pieces
	}
	close(stop)
	writers.Wait()
	for rev, pieces := range dumps {
		gotRevs, gotDue := b.shown(pieces)
		wantRevs, wantDue := h.at(rev)
		if !reflect.DeepEqual(gotRevs, wantRevs) || !reflect.DeepEqual(gotDue, wantDue) {
			b.Errorf("the dump at revision %d shows %d records and %d due-times, which are not the %d and %d of then",
				rev, len(gotRevs), len(gotDue), len(wantRevs), len(wantDue))
		}
	}
}

func dumpTwice(b *bench) {
	s := b.open()
	rev := b.put(s, "a", 0, "x")
	b.send(s, message(1, "m"))
	parcel := b.taken(s, start, 9, "m")[0]
	err := s.Dump(b.ctx, func(c thidua.Content) error {
		note := thidua.Record{Key: "a", Body: []byte("a note")} // which is written without a commit
		if err := s.Strike(b.ctx, thidua.Receipt{Chat: parcel.Chat, Seq: parcel.Seq, Note: note}); err != nil {
			return err
		}
		for piece, err := range c.Pieces {
			if err != nil || string(piece.Record.Body) != "x" {
				b.Errorf("after a note the dump shows %+v (%v)", piece, err)
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	rev = b.load(s, "a").Rev
	stopped := errors.New("stopped")
	err = s.Dump(b.ctx, func(c thidua.Content) error {
		b.put(s, "a", rev, "y")
		for range c.Pieces {
			return stopped
		}
		return nil
	})
	if !errors.Is(err, stopped) {
		b.Errorf("a dump that is stopped: %v", err)
	}
	if _, pieces := b.dump(s); len(pieces) != 1 || string(pieces[0].Record.Body) != "y" {
		b.Errorf("the next dump shows %+v", pieces)
	}
	b.holds(s, "a", "y")
}

func fillWhole(b *bench) {
	s := b.open()
	ahead := b.put(s, "a", 0, "x") + 5
	broken := errors.New("broken")
	content := func(err error) thidua.Content {
		return thidua.Content{Rev: ahead, Pieces: func(yield func(thidua.Piece, error) bool) {
			if yield(thidua.Piece{Record: thidua.Record{Key: "b", Rev: ahead, Body: []byte("y")}}, nil) && err != nil {
				yield(thidua.Piece{}, err)
			}
		}}
	}
	if err := s.Fill(b.ctx, content(broken), true); !errors.Is(err, broken) {
		b.Errorf("a content that breaks off: %v", err)
	}
	if err := s.Fill(b.ctx, content(nil), false); !errors.Is(err, thidua.ErrOccupied) {
		b.Errorf("an occupied store: %v", err)
	}
	b.holds(s, "a", "x")
	b.holds(s, "b", "")
	if err := s.Fill(b.ctx, content(nil), true); err != nil {
		b.Fatal(err)
	}
	b.holds(s, "a", "")
	b.holds(s, "b", "y")
	if rev := b.put(s, "c", 0, "z"); rev != ahead+1 {
		b.Errorf("revision %d after %d", rev, ahead)
	}
}
