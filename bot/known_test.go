package bot

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"

	"thidua"
)

// consulted counts how often a store is asked, and how often for what a chat's step begins with.
type consulted struct {
	thidua.Store
	all, times, conflicts atomic.Int64
}

func (s *consulted) Load(ctx context.Context, id string, keys ...thidua.Key) (thidua.Snapshot, error) {
	s.all.Add(1)
	if id != "" {
		s.times.Add(1)
	}
	return s.Store.Load(ctx, id, keys...)
}

func (s *consulted) Commit(ctx context.Context, c thidua.Change) (thidua.Outcome, error) {
	out, err := s.Store.Commit(ctx, c)
	if err != nil {
		s.conflicts.Add(1)
	}
	return out, err
}

// TestKnownIsNotAskedFor takes the steps of a conversation upon what the last one wrote.
func TestKnownIsNotAskedFor(t *testing.T) {
	s := newStage(t)
	db := &consulted{Store: s.db}
	s.run(db)
	a := s.actor(an)
	a.begins()
	before := db.times.Load()
	a.says("25", "Ngày tổ chức")
	a.says("15/11/2026", "Kết quả nổi bật")
	if n := db.times.Load() - before; n != 0 {
		t.Errorf("the store was asked %d times for what was known", n)
	}
	if n := db.conflicts.Load(); n != 0 {
		t.Errorf("%d commits were refused", n)
	}
}

// TestKnownList comes back from an entry to its list without asking the store for the list that it has written.
func TestKnownList(t *testing.T) {
	s := newStage(t)
	db := &consulted{Store: s.db}
	s.run(db)
	a := s.actor(an)
	a.joins()
	a.taps("Hoạt động", "Chưa có mục nào")
	for i, name := range []string{"Họp đầu đợt", "Họp giữa đợt"} {
		before := db.all.Load()
		a.taps("Thêm", "Tên hoạt động")
		a.says(name, "Hình thức")
		a.taps("Họp", "✅ Họp")
		a.taps("Xong", name)
		if n := db.all.Load() - before; i > 0 && n != 0 {
			t.Errorf("the store was asked %d times for what was known", n)
		}
	}
}

// TestKnownNoLonger takes a step again where another process has changed what it was taken upon: who was removed there has
// no further say here, and what a colleague gave there is not written over.
func TestKnownNoLonger(t *testing.T) {
	t.Run("removed", func(t *testing.T) {
		s := newStage(t)
		db := &consulted{Store: s.db}
		s.run(db)
		a := s.actor(an)
		a.begins()
		person, err := s.db.Load(t.Context(), "", thidua.PersonKey(a.ID))
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.db.Commit(t.Context(), thidua.Change{ID: "elsewhere", At: s.clock.now(), Delete: []thidua.Record{person.Records[thidua.PersonKey(a.ID)]}})
		if err != nil {
			t.Fatal(err)
		}
		a.says("25", "chỉ phục vụ")
		if db.conflicts.Load() == 0 {
			t.Error("no commit was refused: nothing was remembered")
		}
	})
	t.Run("answered", func(t *testing.T) {
		s := newStage(t)
		db := &consulted{Store: s.db}
		s.run(db)
		a := s.actor(an)
		a.begins()
		a.says("25", "Ngày tổ chức")
		key := thidua.SessionKey(a.ID)
		at := read[session](s, key)
		stands, err := s.db.Load(t.Context(), "", key)
		if err != nil {
			t.Fatal(err)
		}
		r := stands.Records[key]
		if _, err := s.db.Commit(t.Context(), thidua.Change{ID: "elsewhere", At: s.clock.now(), Put: []thidua.Record{r}}); err != nil {
			t.Fatal(err)
		}
		a.says("15/11/2026", "Kết quả nổi bật")
		if now := read[session](s, key); now.Card != at.Card+1 {
			t.Errorf("card %d after %d", now.Card, at.Card)
		}
		if db.conflicts.Load() == 0 {
			t.Error("no commit was refused: nothing was remembered")
		}
	})
}

// TestKnown keeps what is asked for and lets go of the rest when it is too much; a record without those that it needs is
// not enough.
func TestKnown(t *testing.T) {
	t.Parallel()
	k := newKnown()
	k.read(map[thidua.Key]thidua.Record{"a": {Key: "a", Rev: 3, Needs: []thidua.Key{"b"}}})
	if _, all := k.snapshot("a"); all {
		t.Error("b is missing")
	}
	k.wrote(thidua.Change{Put: []thidua.Record{{Key: "b", Rev: 3}}, Delete: []thidua.Record{{Key: "c", Rev: 2}}}, 4)
	got, all := k.snapshot("a", "c")
	if !all || got["b"].Rev != 4 || got["c"].Rev != 0 || len(got) != 3 {
		t.Errorf("known is %v", got)
	}
	for i := range 3 * mostKnown / (1 << 20) {
		k.wrote(thidua.Change{Put: []thidua.Record{{Key: thidua.Key(fmt.Sprint("large/", i)), Body: make([]byte, 1<<20)}}}, 5)
		if _, all := k.snapshot("a"); !all {
			t.Fatal("what is in use was let go")
		}
	}
	if _, all := k.snapshot("large/0"); all {
		t.Error("nothing is let go")
	}
	k.forget("a")
	if _, all := k.snapshot("a"); all {
		t.Error("what was forgotten is known")
	}
}

// TestKnownSays remembers what a record says for as long as the record is the one that said so.
func TestKnownSays(t *testing.T) {
	t.Parallel()
	k, key := newKnown(), thidua.SessionKey(1)
	at := func(rev int64) thidua.Record { return thidua.Record{Key: key, Rev: rev, Body: []byte(`{"card":1}`)} }
	card := func(card int) (s session) { s.Card = card; return s }
	for _, step := range []struct {
		name string
		do   func()
		rev  int64
		card int
	}{
		{"nothing is remembered", func() {}, 5, 1},
		{"read", func() { k.read(map[thidua.Key]thidua.Record{key: at(5)}); k.says(at(5), card(2)) }, 5, 2},
		{"another revision", func() { k.says(at(4), card(3)) }, 5, 2},
		{"asked for another one", func() {}, 6, 1},
		{"written", func() { k.wrote(thidua.Change{Put: []thidua.Record{at(0)}}, 6) }, 6, 1},
		{"said at writing", func() { k.says(at(6), card(4)) }, 6, 4},
		{"forgotten", func() { k.forget(key); k.read(map[thidua.Key]thidua.Record{key: at(6)}) }, 6, 1},
	} {
		step.do()
		if s, err := opened[session](k, at(step.rev)); err != nil || s.Card != step.card {
			t.Errorf("%s: card %d, %v; want %d", step.name, s.Card, err, step.card)
		}
	}
}
