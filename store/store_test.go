package store

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"thidua"
)

// backends make an empty store and tell its URL.
var backends = []struct {
	name  string
	fresh func(testing.TB) string
}{
	{"file", func(t testing.TB) string { return "file:" + t.TempDir() + "/đợt thi đua/100%.db" }},
	{"redis", freshRedis},
}

// contract is what every store keeps, sentence by sentence.
var contract = []struct {
	sentence string
	keeps    func(*bench)
}{
	{"an absent record has revision 0", absentRecord},
	{"a record reads back as it was written", wholeRecord},
	{"a record brings what it needs, one step", neededRecords},
	{"load tells whether an id was committed", loadTellsCommitted},
	{"revisions rise from commit to commit and never come back", revisionsRise},
	{"a stale change conflicts and changes nothing", staleChange},
	{"an expectation that stands conflicts with nothing", expectationStands},
	{"of many concurrent commits on one record exactly one wins", oneWins},
	{"commits beside each other are all kept", commitsBeside},
	{"a repeated commit changes nothing and tells the revision", repeatedCommit},
	{"of many concurrent commits of one id one is made", oneOfAnID},
	{"a commit's id is kept for 25 hours", claimAge},
	{"a wrong clock loses few ids and keeps none for ever", claimClock},
	{"a change that cannot be is refused whole", impossibleChange},
	{"everything survives closing", survivesClosing},
	{"a large change is kept whole", largeChange},
	{"scan goes in key order", scanOrder},
	{"scan keeps to prefix, after and limit", scanRanges},
	{"scan sees one instant", scanInstant},
	{"due-times come at their time, longest waiting first", dueOrder},
	{"due-times of one kind hold no other kind up", dueUnder},
	{"due-times move, go and keep their expectation", dueChanges},
	{"times keep the millisecond in any zone", dueZones},
	{"a chat's messages leave in the order of their commits", outboxOrder},
	{"a commit lends what may leave at once, and nothing else", outboxLent},
	{"two takers never hold the same chat", outboxTakers},
	{"an expired lease gives the same parcel again", outboxExpiry},
	{"a retry waits for its time and keeps the order", outboxRetry},
	{"a stale receipt changes nothing", outboxStale},
	{"a note is written with the strike-off and never else", outboxNotes},
	{"a message leaves no sooner than it may, and holds its chat", outboxNotYet},
	{"replies leave before bulk, longest waiting first", outboxBulk},
	{"a reply hastens the bulk before it in its chat", outboxHastened},
	{"a message comes out as it went in", outboxWhole},
	{"a lease has one owner until its time", leases},
	{"a lease of a wrong clock counts for nothing", leaseClock},
	{"the backlog is counted and dated", backlog},
	{"an inspection tells what there is", inspection},
	{"a dump fills another store with the same", dumpFills},
	{"a dump shows one instant while others commit", dumpInstant},
	{"dumps do not disturb each other or later commits", dumpTwice},
	{"a store is filled whole or not at all", fillWhole},
	{"clear removes everything but the revisions", clearing},
	{"a cancelled context changes nothing", cancelled},
	{"a cancelled commit is whole or absent", cancelledMidway},
	{"a closed store tells so", closed},
	{"closing lets a commit in hand end", closingMidway},
	{"two handles see each other's commits", twoHandles},
}

func TestContract(t *testing.T) {
	for _, backend := range backends {
		t.Run(backend.name, func(t *testing.T) {
			for _, c := range contract {
				t.Run(c.sentence, func(t *testing.T) {
					c.keeps(&bench{T: t, ctx: t.Context(), url: backend.fresh(t)})
				})
			}
		})
	}
}

// start is when the tests begin: 08:00 in Hà Nội.
var start = time.Date(2026, 11, 20, 8, 0, 0, 0, time.FixedZone("ICT", 7*3600))

// bench is one test's place: a store of its own and short ways to use it.
type bench struct {
	*testing.T
	ctx     context.Context
	url     string
	commits int
}

// open opens the test's store, once more if need be; it is closed at the test's end at the latest.
func (b *bench) open() thidua.Store {
	b.Helper()
	s, err := Open(b.ctx, b.url)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil && !errors.Is(err, thidua.ErrClosed) {
			b.Error(err)
		}
	})
	return s
}

func (b *bench) close(s thidua.Store) {
	b.Helper()
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

// named gives a change an id and a time where it has none.
func (b *bench) named(c thidua.Change) thidua.Change {
	if b.commits++; c.ID == "" {
		c.ID = fmt.Sprint("test/", b.commits)
	}
	if c.At.IsZero() {
		c.At = start
	}
	return c
}

// commit makes a change that must succeed and returns its revision.
func (b *bench) commit(s thidua.Store, c thidua.Change) int64 {
	b.Helper()
	out, err := s.Commit(b.ctx, b.named(c))
	if err != nil {
		b.Fatal(err)
	}
	if out.Repeated {
		b.Fatal("the commit counts as repeated")
	}
	return out.Rev
}

// persist commits although another process keeps the store busy: while it is unavailable the call is repeated.
func (b *bench) persist(s thidua.Store, c thidua.Change) {
	b.Helper()
	c = b.named(c)
	for {
		_, err := s.Commit(b.ctx, c)
		if err == nil {
			return
		}
		if !errors.Is(err, thidua.ErrUnavailable) {
			b.Fatal(err)
		}
	}
}

// conflicts makes a change that must conflict.
func (b *bench) conflicts(s thidua.Store, what string, c thidua.Change) {
	b.Helper()
	if out, err := s.Commit(b.ctx, b.named(c)); !errors.Is(err, thidua.ErrConflict) || out.Rev != 0 || out.Repeated {
		b.Errorf("%s: outcome %+v, %v, want ErrConflict", what, out, err)
	}
}

// put commits one record.
func (b *bench) put(s thidua.Store, key thidua.Key, rev int64, body string) int64 {
	b.Helper()
	return b.commit(s, thidua.Change{Put: records(key, rev, body)})
}

func records(key thidua.Key, rev int64, body string) []thidua.Record {
	return []thidua.Record{{Key: key, Rev: rev, Body: []byte(body)}}
}

// load reads one record.
func (b *bench) load(s thidua.Store, key thidua.Key) thidua.Record {
	b.Helper()
	snapshot, err := s.Load(b.ctx, "", key)
	if err != nil {
		b.Fatal(err)
	}
	record, there := snapshot.Records[key]
	if !there {
		b.Fatalf("the snapshot lacks %q", key)
	}
	return record
}

// holds checks the body of a record; an empty one stands for an absent record.
func (b *bench) holds(s thidua.Store, key thidua.Key, body string) {
	b.Helper()
	if r := b.load(s, key); string(r.Body) != body || (r.Rev == 0) != (body == "") {
		b.Errorf("record %q is %.40q at revision %d, want %.40q", key, r.Body, r.Rev, body)
	}
}

// keys scans and returns what was found.
func (b *bench) keys(s thidua.Store, r thidua.Range) []thidua.Key {
	b.Helper()
	found, err := s.Scan(b.ctx, r)
	if err != nil {
		b.Fatal(err)
	}
	keys := make([]thidua.Key, len(found))
	for i, record := range found {
		keys[i] = record.Key
	}
	return keys
}

// due lists the keys that are due.
func (b *bench) due(s thidua.Store, now time.Time, limit int, under ...thidua.Key) []thidua.Key {
	b.Helper()
	found, err := s.Due(b.ctx, now, limit, under...)
	if err != nil {
		b.Fatal(err)
	}
	keys := make([]thidua.Key, len(found))
	for i, d := range found {
		keys[i] = d.Key
	}
	return keys
}
