package main

import (
	"container/heap"
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"thidua"
	"thidua/store"
)

// memory is a store that keeps nothing: the yardstick of the load test. It does what the contract says of whatever a
// conversation needs, and the rest is not there.
type memory struct {
	thidua.Store
	mu       sync.Mutex
	rev, seq int64
	records  map[thidua.Key]thidua.Record
	claims   map[string]int64
	due      map[thidua.Key]time.Time
	leases   map[string]memoryLease
	chats    map[int64]*memoryQueue // those with messages
	turns    [2]*memoryTurns        // of chats with a reply, of those with bulk alone
}

type memoryLease struct {
	owner string
	until time.Time
}

// memoryQueue is the outbox of one chat.
type memoryQueue struct {
	chat    int64
	parcels []thidua.Parcel
	at      []time.Time // since when each of them waits
	since   time.Time   // of the head: since when it waits, or until when it is lent
	bulk    bool        // all of them are
	index   int         // in its turns
}

func newMemory() *memory {
	return &memory{records: map[thidua.Key]thidua.Record{}, claims: map[string]int64{}, due: map[thidua.Key]time.Time{},
		leases: map[string]memoryLease{}, chats: map[int64]*memoryQueue{}, turns: [2]*memoryTurns{{}, {}}}
}

func (m *memory) Load(_ context.Context, id string, keys ...thidua.Key) (thidua.Snapshot, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := thidua.Snapshot{Records: make(map[thidua.Key]thidua.Record, 2*len(keys))}
	_, out.Committed = m.claims[id]
	for _, key := range keys {
		r := m.read(key)
		out.Records[key] = r
		for _, need := range r.Needs {
			if _, there := out.Records[need]; !there {
				out.Records[need] = m.read(need)
			}
		}
	}
	return out, nil
}

func (m *memory) read(key thidua.Key) thidua.Record {
	r := m.records[key]
	r.Key = key
	return r
}

func (m *memory) Scan(_ context.Context, r thidua.Range) ([]thidua.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var found []thidua.Record
	for key, record := range m.records {
		if strings.HasPrefix(string(key), string(r.Prefix)) && (r.After == "" || key != r.After && key > r.After != r.Back) {
			found = append(found, record)
		}
	}
	slices.SortFunc(found, func(a, b thidua.Record) int { return strings.Compare(string(a.Key), string(b.Key)) })
	if r.Back {
		slices.Reverse(found)
	}
	if r.Limit > 0 {
		found = found[:min(r.Limit, len(found))]
	}
	return found, nil
}

func (m *memory) Commit(_ context.Context, c thidua.Change) (thidua.Outcome, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if rev, made := m.claims[c.ID]; made {
		return thidua.Outcome{Rev: rev, Repeated: true}, nil
	}
	for _, r := range slices.Concat(c.Put, c.Delete, c.Expect) {
		if m.records[r.Key].Rev != r.Rev {
			return thidua.Outcome{}, thidua.ErrConflict
		}
	}
	for _, d := range c.Due {
		if !d.Was.IsZero() && !m.due[d.Key].Equal(milli(d.Was)) {
			return thidua.Outcome{}, thidua.ErrConflict
		}
	}
	m.rev++
	m.claims[c.ID] = m.rev
	m.write(c)
	out := thidua.Outcome{Rev: m.rev}
	for _, message := range c.Send {
		q := m.enqueue(message, c.At)
		if !c.Lend.IsZero() && len(q.parcels) == 1 && !message.Bulk && message.NotYet.IsZero() {
			heap.Remove(m.turns[q.kind()], q.index)
			m.wait(q, milli(c.Lend))
			out.Lent = append(out.Lent, q.parcels[0])
		}
	}
	return out, nil
}

func (m *memory) write(c thidua.Change) {
	for _, r := range c.Put {
		r.Rev = m.rev
		m.records[r.Key] = r
	}
	for _, r := range c.Delete {
		delete(m.records, r.Key)
	}
	for _, d := range c.Due {
		if d.At.IsZero() {
			delete(m.due, d.Key)
		} else {
			m.due[d.Key] = milli(d.At)
		}
	}
}

func (m *memory) enqueue(message thidua.Message, at time.Time) *memoryQueue {
	m.seq++
	q := m.chats[message.Chat]
	if q == nil {
		q = &memoryQueue{chat: message.Chat}
		m.chats[message.Chat] = q
	}
	q.parcels, q.at = append(q.parcels, thidua.Parcel{Message: message, Seq: m.seq}), append(q.at, milli(at))
	switch {
	case len(q.parcels) == 1:
		m.next(q)
	case q.bulk && !message.Bulk: // a reply hastens the bulk before it
		heap.Remove(m.turns[q.kind()], q.index)
		m.wait(q, q.since)
	}
	return q
}

// milli is a time as stores keep it.
func milli(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return time.UnixMilli(t.UnixMilli()).UTC()
}

func (m *memory) Due(_ context.Context, now time.Time, limit int, under ...thidua.Key) ([]thidua.Due, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var found []thidua.Due
	for key, at := range m.due {
		meant := len(under) == 0 || slices.ContainsFunc(under, func(prefix thidua.Key) bool { return strings.HasPrefix(string(key), string(prefix)) })
		if meant && !at.After(now) {
			found = append(found, thidua.Due{Key: key, At: at})
		}
	}
	slices.SortFunc(found, func(a, b thidua.Due) int {
		if n := a.At.Compare(b.At); n != 0 {
			return n
		}
		return strings.Compare(string(a.Key), string(b.Key))
	})
	return found[:min(max(limit, 0), len(found))], nil
}

func (m *memory) Take(_ context.Context, now, until time.Time, limit int) ([]thidua.Parcel, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var taken []*memoryQueue
	for _, turns := range m.turns {
		for len(taken) < limit && turns.Len() > 0 && !(*turns)[0].since.After(milli(now)) {
			taken = append(taken, heap.Pop(turns).(*memoryQueue))
		}
	}
	out := make([]thidua.Parcel, len(taken))
	for i, q := range taken {
		out[i] = q.parcels[0]
		m.wait(q, milli(until))
	}
	return out, nil
}

// wait puts a chat's head in its turn, as of a time.
func (m *memory) wait(q *memoryQueue, since time.Time) {
	q.since, q.bulk = since, !slices.ContainsFunc(q.parcels, func(p thidua.Parcel) bool { return !p.Bulk })
	heap.Push(m.turns[q.kind()], q)
}

// next puts a chat's next message in its turn, or forgets the chat.
func (m *memory) next(q *memoryQueue) {
	if len(q.parcels) == 0 {
		delete(m.chats, q.chat)
		return
	}
	since := milli(q.parcels[0].NotYet)
	if since.IsZero() {
		since = q.at[0]
	}
	m.wait(q, since)
}

func (q *memoryQueue) kind() int {
	if q.bulk {
		return 1
	}
	return 0
}

// memoryTurns is a heap of chats: the longest waiting first.
type memoryTurns []*memoryQueue

func (t memoryTurns) Len() int { return len(t) }

func (t memoryTurns) Less(i, j int) bool {
	if n := t[i].since.Compare(t[j].since); n != 0 {
		return n < 0
	}
	return t[i].parcels[0].Seq < t[j].parcels[0].Seq
}

func (t memoryTurns) Swap(i, j int) {
	t[i], t[j] = t[j], t[i]
	t[i].index, t[j].index = i, j
}

func (t *memoryTurns) Push(x any) {
	q := x.(*memoryQueue)
	q.index = len(*t)
	*t = append(*t, q)
}

func (t *memoryTurns) Pop() any {
	last := (*t)[len(*t)-1]
	*t = (*t)[:len(*t)-1]
	return last
}

func (m *memory) Strike(_ context.Context, receipts ...thidua.Receipt) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, r := range receipts {
		q := m.chats[r.Chat]
		if q == nil || q.parcels[0].Seq != r.Seq {
			continue
		}
		heap.Remove(m.turns[q.kind()], q.index)
		if !r.Retry.IsZero() {
			m.wait(q, milli(r.Retry))
			continue
		}
		m.leave(r, q)
	}
	return nil
}

// leave takes the message at a chat's head away, with the note of its receipt.
func (m *memory) leave(r thidua.Receipt, q *memoryQueue) {
	if r.Note.Key != "" {
		m.rev++
		r.Note.Rev = m.rev
		m.records[r.Note.Key] = r.Note
	}
	q.parcels, q.at = q.parcels[1:], q.at[1:]
	m.next(q)
}

func (m *memory) Lease(_ context.Context, name, owner string, now, until time.Time) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now, until = milli(now), milli(until)
	l := m.leases[name]
	wrongClock := until.After(now) && l.until.Sub(until) > until.Sub(now)
	if l.owner != "" && l.owner != owner && l.until.After(now) && !wrongClock {
		return false, nil
	}
	m.leases[name] = memoryLease{owner, until}
	return true, nil
}

func (m *memory) Clear(context.Context) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	fresh := newMemory()
	m.records, m.claims, m.due, m.leases = fresh.records, fresh.claims, fresh.due, fresh.leases
	m.chats, m.turns = fresh.chats, fresh.turns
	return nil
}

// Backlog counts nothing: nobody scrapes the yardstick.
func (m *memory) Backlog(context.Context) (thidua.Backlog, error) { return thidua.Backlog{}, nil }

func (m *memory) Close() error { return nil }

// TestMemory holds the yardstick to the contract: what it answers to thousands of random calls is what SQLite answers.
func TestMemory(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			real, err := store.Open(t.Context(), stores["file"](t))
			if err != nil {
				t.Fatal(err)
			}
			defer real.Close()
			dice := rand.New(rand.NewPCG(seed, 7))
			yardstick := newMemory()
			for call := range 400 {
				name, do := randomCall(dice, call)
				got, gotErr := do(t.Context(), yardstick)
				want, wantErr := do(t.Context(), real)
				if (gotErr == nil) != (wantErr == nil) || !reflect.DeepEqual(got, want) {
					t.Fatalf("call %d, %s:\n got %+v, %v\nwant %+v, %v", call, name, got, gotErr, want, wantErr)
				}
			}
		})
	}
}

// randomCall draws a call with its arguments, so that two stores can be given the same.
func randomCall(dice *rand.Rand, call int) (string, func(context.Context, thidua.Store) (any, error)) {
	now := time.UnixMilli(1_800_000_000_000 + int64(call)*1000)
	key := func() thidua.Key { return thidua.Key(fmt.Sprint("k/", dice.IntN(6))) }
	switch dice.IntN(8) {
	case 0:
		id, a, b := fmt.Sprint("c/", dice.IntN(call+1)), key(), key()
		return "load", func(ctx context.Context, s thidua.Store) (any, error) { return s.Load(ctx, id, a, b) }
	case 1:
		r := thidua.Range{Prefix: "k/", After: thidua.Key([]string{"", "k/2"}[dice.IntN(2)]), Limit: dice.IntN(4)}
		return "scan", func(ctx context.Context, s thidua.Store) (any, error) {
			found, err := s.Scan(ctx, r)
			return append([]thidua.Record{}, found...), err
		}
	case 2:
		limit := dice.IntN(4)
		return "due", func(ctx context.Context, s thidua.Store) (any, error) {
			found, err := s.Due(ctx, now, limit)
			return append([]thidua.Due{}, found...), err
		}
	case 3:
		owner, until := fmt.Sprint(dice.IntN(2)), now.Add(time.Duration(dice.IntN(9_000))*time.Millisecond)
		return "lease", func(ctx context.Context, s thidua.Store) (any, error) { return s.Lease(ctx, "name", owner, now, until) }
	case 4:
		return randomDelivery(dice, now)
	}
	return randomCommit(dice, call, now, key)
}

// randomDelivery takes parcels and settles each of them in one of the three ways.
func randomDelivery(dice *rand.Rand, now time.Time) (string, func(context.Context, thidua.Store) (any, error)) {
	limit, fates := dice.IntN(4), []int{dice.IntN(3), dice.IntN(3), dice.IntN(3)}
	return "take", func(ctx context.Context, s thidua.Store) (any, error) {
		parcels, err := s.Take(ctx, now, now.Add(2*time.Second), limit)
		for i, p := range parcels {
			receipt := thidua.Receipt{Chat: p.Chat, Seq: p.Seq, Note: thidua.Record{Key: "k/1", Body: []byte(fmt.Sprint(p.Seq))}}
			switch fates[i] {
			case 0:
				continue
			case 1:
				receipt.Retry = now.Add(5 * time.Second)
			}
			if err := s.Strike(ctx, receipt); err != nil {
				return nil, err
			}
		}
		return append([]thidua.Parcel{}, parcels...), err
	}
}

// randomCommit writes, deletes, plans and sends; the revision that it expects may be an old one.
func randomCommit(dice *rand.Rand, call int, now time.Time, key func() thidua.Key) (string, func(context.Context, thidua.Store) (any, error)) {
	c := thidua.Change{ID: fmt.Sprint("c/", dice.IntN(call+1)), At: now}
	k, remove, stale := key(), dice.IntN(5) == 0, dice.IntN(6) == 0
	c.Due = []thidua.Due{{Key: key(), At: now.Add(time.Duration(dice.IntN(20)) * time.Second)}}
	if dice.IntN(4) == 0 {
		c.Due[0].At = time.Time{}
	}
	if dice.IntN(3) == 0 {
		c.Lend = now.Add(time.Duration(1+dice.IntN(3)) * time.Second)
	}
	for range dice.IntN(3) {
		m := thidua.Message{Chat: 1 + dice.Int64N(4), Bulk: dice.IntN(2) == 0, Lines: []thidua.Line{{Text: fmt.Sprint(call)}}}
		if dice.IntN(4) == 0 {
			m.NotYet = milli(now.Add(3 * time.Second))
		}
		c.Send = append(c.Send, m)
	}
	needs := []thidua.Key{key()}
	return "commit", func(ctx context.Context, s thidua.Store) (any, error) {
		snapshot, err := s.Load(ctx, "", k)
		if err != nil {
			return nil, err
		}
		r := thidua.Record{Key: k, Rev: snapshot.Records[k].Rev, Body: []byte(c.ID), Needs: needs}
		if stale {
			r.Rev++
		}
		change := c
		if remove {
			change.Delete = []thidua.Record{r}
		} else {
			change.Put = []thidua.Record{r}
		}
		return s.Commit(ctx, change)
	}
}
