package store

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"thidua"
)

func revisionsRise(b *bench) {
	s := b.open()
	first := b.put(s, "a", 0, "1")
	second := b.commit(s, thidua.Change{Put: []thidua.Record{{Key: "b"}, {Key: "c"}}})
	if first <= 0 || second <= first || b.load(s, "b").Rev != second || b.load(s, "c").Rev != second {
		b.Errorf("revisions %d, then %d on two records", first, second)
	}
	b.commit(s, thidua.Change{Delete: records("a", first, "")})
	b.holds(s, "a", "")
	again := b.put(s, "a", 0, "1")
	if again <= second {
		b.Errorf("revision %d of a record written anew, want above %d", again, second)
	}
	b.conflicts(s, "a revision from before the deletion", thidua.Change{Put: records("a", first, "2")})
	if err := s.Clear(b.ctx); err != nil {
		b.Fatal(err)
	}
	if last := b.put(s, "a", 0, "1"); last <= again {
		b.Errorf("revision %d after clearing, want above %d", last, again)
	}
}

func staleChange(b *bench) {
	s := b.open()
	old := b.put(s, "a", 0, "old")
	now := b.put(s, "a", old, "new")
	absent := thidua.Record{Key: "absent", Rev: now}
	stale, unread := thidua.Record{Key: "a", Rev: old}, thidua.Record{Key: "a"}
	later := start.Add(time.Hour)
	b.commit(s, thidua.Change{Due: []thidua.Due{{Key: "due", At: later}}})
	for what, c := range map[string]thidua.Change{
		"put stale":            {Put: []thidua.Record{stale}},
		"put unread":           {Put: []thidua.Record{unread}},
		"put absent":           {Put: []thidua.Record{absent}},
		"put future":           {Put: []thidua.Record{{Key: "a", Rev: now + 1<<53}}},
		"put negative":         {Put: []thidua.Record{{Key: "absent", Rev: -1}}},
		"delete stale":         {Delete: []thidua.Record{stale}},
		"delete unread":        {Delete: []thidua.Record{unread}},
		"delete absent":        {Delete: []thidua.Record{absent}},
		"expect stale":         {Expect: []thidua.Record{stale}},
		"expect unread":        {Expect: []thidua.Record{unread}},
		"expect absent":        {Expect: []thidua.Record{absent}},
		"due moved":            {Due: []thidua.Due{{Key: "due", At: start, Was: start}}},
		"due absent":           {Due: []thidua.Due{{Key: "other", At: start, Was: later}}},
		"due removed elsewhen": {Due: []thidua.Due{{Key: "due", Was: later.Add(time.Millisecond)}}},
	} {
		c.ID = "stale/" + what
		c.Put = append(c.Put, thidua.Record{Key: "beside", Body: []byte("!")})
		c.Due = append(c.Due, thidua.Due{Key: "beside", At: start})
		c.Send = []thidua.Message{{Chat: 1}}
		b.conflicts(s, what, c)
		if snapshot, err := s.Load(b.ctx, c.ID); err != nil || snapshot.Committed {
			b.Errorf("%s: the id counts as committed (%v)", what, err)
		}
	}
	b.holds(s, "a", "new")
	b.holds(s, "beside", "")
	if keys := b.due(s, later, 9); !slices.Equal(keys, []thidua.Key{"due"}) {
		b.Errorf("due-times %q after conflicts", keys)
	}
	if parcels, err := s.Take(b.ctx, later, later, 9); err != nil || len(parcels) != 0 {
		b.Errorf("conflicts queued %d messages (%v)", len(parcels), err)
	}
	if next := b.put(s, "a", now, "next"); next <= now {
		b.Errorf("revision %d after %d", next, now)
	}
}

func expectationStands(b *bench) {
	s := b.open()
	rev := b.put(s, "read", 0, "r")
	b.commit(s, thidua.Change{
		Put:    records("a", 0, "written"),
		Delete: records("never there", 0, ""),
		Expect: []thidua.Record{{Key: "read", Rev: rev}, {Key: "absent"}, {Key: "a"}, {Key: "read", Rev: rev}},
	})
	b.holds(s, "a", "written")
	if now := b.load(s, "read").Rev; now != rev {
		b.Errorf("a record that was only expected moved from revision %d to %d", rev, now)
	}
	b.conflicts(s, "expected at two revisions", thidua.Change{Put: records("b", 0, "written"),
		Expect: []thidua.Record{{Key: "read", Rev: rev}, {Key: "read", Rev: rev + 1}}})
	b.conflicts(s, "expected at another revision than it is written over", thidua.Change{Put: records("b", 0, "written"),
		Expect: []thidua.Record{{Key: "b", Rev: rev}}})
	b.holds(s, "b", "")
}

func oneWins(b *bench) {
	s := b.open()
	rev := b.put(s, "a", 0, "start")
	var won, lost atomic.Int64
	b.beside(64, func(i int) {
		_, err := s.Commit(b.ctx, thidua.Change{ID: fmt.Sprint("race/", i), At: start,
			Put:  records("a", rev, fmt.Sprint(i)),
			Send: []thidua.Message{{Chat: int64(i)}}})
		switch {
		case err == nil:
			won.Add(1)
		case errors.Is(err, thidua.ErrConflict):
			lost.Add(1)
		default:
			b.Error(err)
		}
	})
	if won.Load() != 1 || lost.Load() != 63 {
		b.Errorf("%d won and %d lost", won.Load(), lost.Load())
	}
	parcels, err := s.Take(b.ctx, start, start, 99)
	if err != nil || len(parcels) != 1 {
		b.Fatalf("%d messages of one winner (%v)", len(parcels), err)
	}
	b.holds(s, "a", fmt.Sprint(parcels[0].Chat))
}

// beside calls f n times at once.
func (b *bench) beside(n int, f func(int)) {
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { f(i) })
	}
	all.Wait()
}

func commitsBeside(b *bench) {
	s := b.open()
	revs := make([]int64, 64)
	b.beside(len(revs), func(i int) {
		key := thidua.Key(fmt.Sprintf("a/%02d", i))
		for n := range 5 {
			out, err := s.Commit(b.ctx, thidua.Change{ID: fmt.Sprintf("%s/%d", key, n), At: start,
				Put: records(key, revs[i], fmt.Sprint(n))})
			if err != nil {
				b.Error(err)
			}
			revs[i] = out.Rev
		}
	})
	found, err := s.Scan(b.ctx, thidua.Range{Prefix: "a/"})
	if err != nil || len(found) != len(revs) {
		b.Fatalf("%d records (%v)", len(found), err)
	}
	seen := map[int64]bool{}
	for i, r := range found {
		if string(r.Body) != "4" || r.Rev != revs[i] || seen[r.Rev] {
			b.Errorf("record %s is %q at %d, want \"4\" at %d, each its own", r.Key, r.Body, r.Rev, revs[i])
		}
		seen[r.Rev] = true
	}
}

func repeatedCommit(b *bench) {
	s := b.open()
	change := thidua.Change{ID: "update/1", At: start, Put: records("a", 0, "first"),
		Send: []thidua.Message{{Chat: 5}, {Chat: 5}}, Due: []thidua.Due{{Key: "d", At: start}}}
	rev := b.commit(s, change)
	later := b.put(s, "a", rev, "later")
	b.commit(s, thidua.Change{Due: []thidua.Due{{Key: "d"}}})
	for range 3 {
		out, err := s.Commit(b.ctx, change)
		if err != nil || !reflect.DeepEqual(out, thidua.Outcome{Rev: rev, Repeated: true}) {
			b.Errorf("repeated: %+v, %v, want revision %d", out, err, rev)
		}
	}
	if r := b.load(s, "a"); string(r.Body) != "later" || r.Rev != later {
		b.Errorf("the repetition left %q at %d", r.Body, r.Rev)
	}
	if keys := b.due(s, start, 9); len(keys) != 0 {
		b.Errorf("the repetition set %q", keys)
	}
	if sent := b.sendAll(s, start); len(sent) != 2 {
		b.Errorf("%d messages were queued, want 2", len(sent))
	}
}

func oneOfAnID(b *bench) {
	s := b.open()
	var made, repeated atomic.Int64
	b.beside(32, func(int) {
		out, err := s.Commit(b.ctx, thidua.Change{ID: "update/9", At: start, Send: []thidua.Message{{Chat: 1}}})
		if err != nil || out.Rev == 0 {
			b.Errorf("outcome %+v, %v", out, err)
		}
		if out.Repeated {
			repeated.Add(1)
		} else {
			made.Add(1)
		}
	})
	if made.Load() != 1 || repeated.Load() != 31 {
		b.Errorf("%d made, %d repeated", made.Load(), repeated.Load())
	}
	if sent := b.sendAll(s, start); len(sent) != 1 {
		b.Errorf("%d messages, want 1", len(sent))
	}
}

// committed asks for the claim of an id.
func (b *bench) committed(s thidua.Store, id string) bool {
	b.Helper()
	snapshot, err := s.Load(b.ctx, id)
	if err != nil {
		b.Fatal(err)
	}
	return snapshot.Committed
}

// claimClock has a clock that is ten years ahead for one commit.
func claimClock(b *bench) {
	s := b.open()
	for i := range 20 {
		b.commit(s, thidua.Change{ID: fmt.Sprint("old/", i)})
	}
	b.commit(s, thidua.Change{ID: "ahead", At: start.AddDate(10, 0, 0)})
	for i := range 5 {
		b.commit(s, thidua.Change{ID: fmt.Sprint("back/", i), At: start.Add(time.Minute)})
	}
	for i := 2; i < 20; i++ {
		if id := fmt.Sprint("old/", i); !b.committed(s, id) {
			b.Errorf("%s was forgotten by a wrong clock", id)
		}
	}
	for hours := range 4 { // a claim from ahead is met at 26 h and forgotten 25 h later
		for i := range 30 {
			b.commit(s, thidua.Change{ID: fmt.Sprint("later/", hours, "/", i), At: start.Add(time.Duration(hours+1) * 26 * time.Hour)})
		}
	}
	if b.committed(s, "ahead") {
		b.Error("the claim of a clock that was ahead is kept for years")
	}
}

func claimAge(b *bench) {
	s := b.open()
	committed := func(id string) bool { return b.committed(s, id) }
	for i := range 20 {
		b.commit(s, thidua.Change{ID: fmt.Sprint("old/", i)})
	}
	b.commit(s, thidua.Change{ID: "young", At: start.Add(time.Minute)})
	b.commit(s, thidua.Change{ID: "next", At: start.Add(25 * time.Hour)})
	if !committed("old/0") || !committed("young") {
		b.Error("an id was forgotten within 25 hours")
	}
	for i := range 20 {
		b.commit(s, thidua.Change{ID: fmt.Sprint("after/", i), At: start.Add(25*time.Hour + time.Second)})
	}
	for i := range 20 {
		if id := fmt.Sprint("old/", i); committed(id) {
			b.Errorf("%s is still kept after 25 hours", id)
		}
	}
	if !committed("young") || !committed("next") {
		b.Error("a younger id was forgotten")
	}
}

func impossibleChange(b *bench) {
	s := b.open()
	for what, c := range map[string]thidua.Change{
		"no id":         {At: start},
		"no time":       {ID: "x"},
		"empty key":     {ID: "x", At: start, Put: []thidua.Record{{}}},
		"written twice": {ID: "x", At: start, Put: []thidua.Record{{Key: "a"}, {Key: "a"}}},
		"put, deleted":  {ID: "x", At: start, Put: records("a", 0, ""), Delete: records("a", 0, "")},
		"due twice":     {ID: "x", At: start, Due: []thidua.Due{{Key: "a", At: start}, {Key: "a"}}},
		"empty due":     {ID: "x", At: start, Due: []thidua.Due{{At: start}}},
	} {
		c.Put = append(c.Put, thidua.Record{Key: "beside"})
		if _, err := s.Commit(b.ctx, c); err == nil || errors.Is(err, thidua.ErrConflict) {
			b.Errorf("%s: %v, want an error of its own", what, err)
		}
	}
	if keys := b.keys(s, thidua.Range{}); len(keys) != 0 {
		b.Errorf("%q were written", keys)
	}
}
