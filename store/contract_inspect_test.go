package store

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"thidua"
)

func leaseClock(b *bench) {
	s := b.open()
	ask := func(owner string, now time.Time, want bool) {
		b.Helper()
		if got, err := s.Lease(b.ctx, "poll", owner, now, now.Add(time.Minute)); err != nil || got != want {
			b.Errorf("%s at %v: %v (%v), want %v", owner, now, got, err, want)
		}
	}
	ask("ahead", start.Add(time.Hour), true)
	ask("right", start, true)
	ask("ahead", start.Add(30*time.Second), false)
	ask("right", start.Add(time.Hour), true)
	ask("behind", start.Add(time.Hour-50*time.Second), false)
}

func backlog(b *bench) {
	s := b.open()
	is := func(messages int, oldest time.Time) {
		b.Helper()
		got, err := s.Backlog(b.ctx)
		if err != nil || got.Messages != messages || !got.Oldest.Equal(oldest) {
			b.Errorf("backlog %+v (%v), want %d since %v", got, err, messages, oldest)
		}
	}
	is(0, time.Time{})
	later := message(2, "later")
	later.NotYet = start.Add(time.Hour)
	b.commit(s, thidua.Change{At: start.Add(time.Second), Send: []thidua.Message{message(1, "b"), later}})
	is(2, start.Add(time.Second))
	b.commit(s, thidua.Change{At: start, Send: []thidua.Message{message(3, "a")}})
	is(3, start)
	parcels := b.taken(s, start, 9, "a b")
	is(3, start) // what is leased, or waits for another try, still waits
	b.strike(s, parcels[0])
	is(2, start.Add(time.Second))
	if err := s.Strike(b.ctx, thidua.Receipt{Chat: parcels[1].Chat, Seq: parcels[1].Seq, Retry: start.Add(24 * time.Hour)}); err != nil {
		b.Fatal(err)
	}
	is(2, start.Add(time.Second))
	b.sendAll(s, start.Add(25*time.Hour))
	is(0, time.Time{})
	b.commit(s, thidua.Change{Send: []thidua.Message{message(1, "c")}})
	if err := s.Clear(b.ctx); err != nil {
		b.Fatal(err)
	}
	is(0, time.Time{})
}

func inspection(b *bench) {
	s := b.open()
	rev := b.commit(s, thidua.Change{Put: []thidua.Record{{Key: "parked"}, {Key: thidua.ParkedKey(1)}, {Key: thidua.ParkedKey(2)},
		{Key: "parked0"}}, Send: []thidua.Message{message(1, "m")}})
	got, err := s.Inspect(b.ctx)
	if err != nil {
		b.Fatal(err)
	}
	if got.Kind == "" || got.Schema != schema || got.Rev != rev || got.Records != 4 || got.Parked != 2 || got.Messages != 1 {
		b.Errorf("inspection %+v", got)
	}
	for _, f := range got.Findings {
		if f.Name == "" || f.Value == "" || (f.Grade == thidua.Good) != (f.Cure == "") {
			b.Errorf("finding %+v", f)
		}
		if f.Grade == thidua.Bad {
			b.Errorf("a store as the tests set it up is bad: %+v", f)
		}
	}
	if len(got.Findings) < 5 {
		b.Errorf("only %d findings", len(got.Findings))
	}
}

// findings are the ones that are not good, by name.
func findings(t *testing.T, s thidua.Store) map[string]thidua.Grade {
	t.Helper()
	got, err := s.Inspect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]thidua.Grade{}
	for _, f := range got.Findings {
		if f.Grade != thidua.Good {
			out[f.Name] = f.Grade
		}
	}
	return out
}

func TestRedisFindings(t *testing.T) {
	own := ownRedis(t)
	b := &bench{T: t, ctx: t.Context(), url: own.url() + "?wait_replicas=1"}
	s, client := b.open(), raw(t, own.url())
	for _, c := range []struct {
		name, value, finding string
		grade                thidua.Grade
	}{
		{"appendfsync", "everysec", "appendfsync", thidua.Doubtful},
		{"appendfsync", "no", "appendfsync", thidua.Bad},
		{"appendonly", "no", "appendonly", thidua.Bad},
		{"maxmemory", "1mb", "memory", thidua.Doubtful},
		{"maxmemory-policy", "allkeys-lru", "maxmemory-policy", thidua.Doubtful},
	} {
		if err := client.ConfigSet(t.Context(), c.name, c.value).Err(); err != nil {
			t.Fatal(err)
		}
		if got := findings(t, s); got[c.finding] != c.grade || got["replicas"] != thidua.Bad {
			t.Errorf("%s %s: findings %v", c.name, c.value, got)
		}
	}
	if err := client.Do(t.Context(), "ACL", "SETUSER", "default", "-config").Err(); err != nil {
		t.Fatal(err)
	}
	if got := findings(t, s); got["appendonly"] != thidua.Doubtful || got["appendfsync"] != thidua.Doubtful {
		t.Errorf("without CONFIG: findings %v", got)
	}
	for text, want := range map[string]thidua.Grade{"6.0.16": thidua.Bad, "6.2": thidua.Good, "10.0.1": thidua.Good, "": thidua.Bad} {
		if got := version(text).Grade; got != want {
			t.Errorf("version %q has grade %d, want %d", text, got, want)
		}
	}
}

// TestFileFull fills the disk, then makes room: what was refused is told as unavailable and succeeds when it is repeated.
func TestFileFull(t *testing.T) {
	b := &bench{T: t, ctx: t.Context(), url: "file:" + t.TempDir() + "/thidua.db"}
	s := b.open().(*sqliteStore)
	limit := func(pages int) {
		t.Helper()
		if _, err := s.conns[0].ExecContext(b.ctx, fmt.Sprint("PRAGMA max_page_count = ", pages)); err != nil {
			t.Fatal(err)
		}
	}
	limit(64)
	body := strings.Repeat("x", 100<<10)
	var full thidua.Change
	for n := 0; full.ID == ""; n++ {
		c := thidua.Change{ID: fmt.Sprint(n), At: start, Put: records(thidua.Key(fmt.Sprint(n)), 0, body)}
		if _, err := s.Commit(b.ctx, c); err != nil {
			if !errors.Is(err, thidua.ErrUnavailable) || !strings.Contains(err.Error(), "disk is full") {
				t.Fatal(err)
			}
			full = c
		}
	}
	b.put(s, "small", 0, "what fits is accepted")
	limit(1 << 20)
	b.commit(s, full)
	b.holds(s, full.Put[0].Key, body)
}

// TestFileHeld has another program hold the file longer than a commit waits.
func TestFileHeld(t *testing.T) {
	b := &bench{T: t, ctx: t.Context(), url: "file:" + t.TempDir() + "/thidua.db"}
	s, other := b.open().(*sqliteStore), b.open().(*sqliteStore)
	if _, err := s.conns[0].ExecContext(b.ctx, "PRAGMA busy_timeout = 50"); err != nil {
		t.Fatal(err)
	}
	if _, err := other.conns[0].ExecContext(b.ctx, "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	held := thidua.Change{ID: "x", At: start, Put: records("a", 0, "x")}
	if _, err := s.Commit(b.ctx, held); !errors.Is(err, thidua.ErrUnavailable) || !strings.Contains(err.Error(), "another program") {
		t.Errorf("commit while the file is held: %v", err)
	}
	if _, err := s.Load(b.ctx, "", "a"); err != nil {
		t.Errorf("load while the file is held: %v", err)
	}
	if _, err := other.conns[0].ExecContext(b.ctx, "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	b.commit(s, held)
}
