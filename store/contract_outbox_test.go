package store

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"thidua"
)

// message is a message whose only line is its text.
func message(chat int64, text string) thidua.Message {
	return thidua.Message{Chat: chat, Lines: []thidua.Line{{Text: text}}}
}

func (b *bench) send(s thidua.Store, messages ...thidua.Message) {
	b.Helper()
	b.commit(s, thidua.Change{Send: messages})
}

// take leases for half a minute.
func (b *bench) take(s thidua.Store, now time.Time, limit int) []thidua.Parcel {
	b.Helper()
	parcels, err := s.Take(b.ctx, now, now.Add(30*time.Second), limit)
	if err != nil {
		b.Fatal(err)
	}
	return parcels
}

// taken takes and checks which texts came.
func (b *bench) taken(s thidua.Store, now time.Time, limit int, want string) []thidua.Parcel {
	b.Helper()
	parcels := b.take(s, now, limit)
	if got := texts(parcels); got != want {
		b.Errorf("%v after the start %q were taken, want %q", now.Sub(start), got, want)
	}
	return parcels
}

func texts(parcels []thidua.Parcel) string {
	var out []string
	for _, p := range parcels {
		out = append(out, p.Lines[0].Text)
	}
	return strings.Join(out, " ")
}

func (b *bench) strike(s thidua.Store, parcels ...thidua.Parcel) {
	b.Helper()
	b.retry(s, time.Time{}, parcels...)
}

func (b *bench) retry(s thidua.Store, at time.Time, parcels ...thidua.Parcel) {
	b.Helper()
	var receipts []thidua.Receipt
	for _, p := range parcels {
		receipts = append(receipts, thidua.Receipt{Chat: p.Chat, Seq: p.Seq, Retry: at})
	}
	if err := s.Strike(b.ctx, receipts...); err != nil {
		b.Fatal(err)
	}
}

// sendAll empties the outbox and returns chats and texts.
func (b *bench) sendAll(s thidua.Store, now time.Time) (sent []string) {
	b.Helper()
	for parcels := b.take(s, now, 99); len(parcels) > 0; parcels = b.take(s, now, 99) {
		for _, p := range parcels {
			text := ""
			if len(p.Lines) > 0 {
				text = p.Lines[0].Text
			}
			sent = append(sent, fmt.Sprint(p.Chat, " ", text))
		}
		b.strike(s, parcels...)
	}
	return sent
}

func outboxOrder(b *bench) {
	s := b.open()
	b.send(s, message(1, "a1"), message(2, "b1"), message(1, "a2"))
	b.send(s, message(1, "a3"), message(2, "b2"))
	first := b.taken(s, start, 9, "a1 b1")
	b.taken(s, start, 9, "")
	b.strike(s, first[0])
	second := b.taken(s, start, 9, "a2")
	b.send(s, message(1, "a4"))
	b.strike(s, first[1], second[0])
	rest := b.taken(s, start, 9, "a3 b2")
	b.strike(s, rest...)
	if last := b.taken(s, start, 9, "a4"); last[0].Seq <= second[0].Seq || second[0].Seq <= first[0].Seq {
		b.Errorf("seqs %d, %d, %d do not rise", first[0].Seq, second[0].Seq, last[0].Seq)
	} else {
		b.strike(s, last...)
	}
	b.taken(s, start.Add(time.Hour), 9, "")
	b.send(s, message(1, "a5"))
	if after := b.taken(s, start, 9, "a5"); after[0].Seq <= rest[0].Seq {
		b.Errorf("seq %d after the outbox was empty, %d before", after[0].Seq, rest[0].Seq)
	}
	if none := b.take(s, start.Add(time.Hour), 0); len(none) != 0 {
		b.Errorf("%d parcels with limit 0", len(none))
	}
}

// outboxLent lends with the commit what would be taken next, and nothing else.
func outboxLent(b *bench) {
	s, other := b.open(), b.open()
	until := start.Add(30 * time.Second)
	lend := func(messages ...thidua.Message) []thidua.Parcel {
		b.Helper()
		b.commits++
		out, err := s.Commit(b.ctx, thidua.Change{ID: fmt.Sprint("lend/", b.commits), At: start, Send: messages, Lend: until})
		if err != nil {
			b.Fatal(err)
		}
		return out.Lent
	}
	bulk, waits := message(3, "c1"), message(4, "d1")
	bulk.Bulk, waits.NotYet = true, start
	lent := lend(message(1, "a1"), message(2, "b1"), message(1, "a2"), bulk, waits)
	if got := texts(lent); got != "a1 b1" {
		b.Errorf("%q were lent", got)
	}
	if got := texts(lend(message(2, "b2"), message(3, "c2"))); got != "" {
		b.Errorf("%q were lent past what waits in their chats", got)
	}
	b.strike(other, b.taken(other, start, 9, "c1 d1")...)
	b.strike(other, b.taken(other, start, 9, "c2")...)
	b.taken(other, until.Add(-time.Millisecond), 9, "")
	if again := b.taken(other, until, 9, "a1 b1"); !reflect.DeepEqual(again, lent) {
		b.Errorf("lent were %+v, taken after that %+v", lent, again)
	}
	b.strike(s, lent...)
	b.taken(other, until, 9, "a2 b2")
	change := thidua.Change{ID: fmt.Sprint("lend/", b.commits), At: start, Send: []thidua.Message{message(9, "x")}, Lend: until}
	if out, err := s.Commit(b.ctx, change); err != nil || !out.Repeated || len(out.Lent) > 0 {
		b.Errorf("a repetition lent %+v, %v", out, err)
	}
}

func outboxTakers(b *bench) {
	stores := []thidua.Store{b.open(), b.open()}
	const chats, each = 40, 10
	for i := range each {
		var all []thidua.Message
		for chat := range int64(chats) {
			all = append(all, message(chat-chats/2, fmt.Sprint(i)))
		}
		b.send(stores[i%2], all...)
	}
	var mu sync.Mutex
	sent := map[int64][]string{}
	held := map[int64]bool{}
	b.beside(4, func(i int) {
		s := stores[i%2]
		for parcels := b.take(s, start, 7); len(parcels) > 0; parcels = b.take(s, start, 7) {
			mu.Lock()
			for _, p := range parcels {
				if held[p.Chat] {
					b.Errorf("chat %d is held twice", p.Chat)
				}
				held[p.Chat] = true
				sent[p.Chat] = append(sent[p.Chat], p.Lines[0].Text)
			}
			mu.Unlock()
			b.load(s, "the others go on meanwhile")
			mu.Lock()
			for _, p := range parcels {
				held[p.Chat] = false
			}
			mu.Unlock()
			b.strike(s, parcels...)
		}
	})
	for chat := range int64(chats) {
		if got := strings.Join(sent[chat-chats/2], ""); got != "0123456789" {
			b.Errorf("chat %d got %s", chat-chats/2, got)
		}
	}
}

func outboxExpiry(b *bench) {
	s := b.open()
	b.send(s, message(1, "a1"), message(1, "a2"))
	first := b.taken(s, start, 9, "a1")
	b.taken(s, start.Add(30*time.Second-time.Millisecond), 9, "")
	again := b.taken(s, start.Add(30*time.Second), 9, "a1")
	if !reflect.DeepEqual(first, again) {
		b.Errorf("the parcel came back as %+v, was %+v", again, first)
	}
	b.strike(s, first...) // the first sender was only slow
	b.taken(s, start.Add(31*time.Second), 9, "a2")
	b.strike(s, again...)
	b.taken(s, start.Add(2*time.Minute), 9, "a2")
}

func outboxRetry(b *bench) {
	s := b.open()
	b.send(s, message(1, "a1"), message(1, "a2"), message(2, "b1"))
	parcels := b.taken(s, start, 9, "a1 b1")
	later := start.Add(90 * time.Second)
	if err := s.Strike(b.ctx, thidua.Receipt{Chat: 1, Seq: parcels[0].Seq, Retry: later},
		thidua.Receipt{Chat: 2, Seq: parcels[1].Seq}); err != nil {
		b.Fatal(err)
	}
	b.taken(s, later.Add(-time.Millisecond), 9, "")
	b.strike(s, b.taken(s, later, 9, "a1")...)
	b.strike(s, b.taken(s, later, 9, "a2")...)
	b.taken(s, later.Add(time.Hour), 9, "")
}

func outboxStale(b *bench) {
	s := b.open()
	b.send(s, message(1, "a1"), message(1, "a2"))
	first := b.taken(s, start, 9, "a1")
	b.strike(s, first...)
	head := b.taken(s, start, 9, "a2")
	b.strike(s, first...)
	b.retry(s, start, first...)
	b.strike(s, thidua.Parcel{Message: thidua.Message{Chat: 1}, Seq: head[0].Seq + 1})
	b.strike(s, thidua.Parcel{Message: thidua.Message{Chat: 2}, Seq: head[0].Seq})
	b.taken(s, start, 9, "")
	b.taken(s, start.Add(time.Minute), 9, "a2")
	if err := s.Strike(b.ctx); err != nil {
		b.Error(err)
	}
}

// outboxNotes writes a note with the message's leaving and never else, over whatever stands there.
func outboxNotes(b *bench) {
	s := b.open()
	rev := b.put(s, "n", 0, "before")
	b.send(s, message(1, "a1"), message(1, "a2"))
	first := b.taken(s, start, 9, "a1")[0]
	note := func(key thidua.Key, body string, retry time.Time, seq int64) {
		b.Helper()
		r := thidua.Receipt{Chat: 1, Seq: seq, Retry: retry, Note: thidua.Record{Key: key, Body: []byte(body), Needs: []thidua.Key{"a", "b"}}}
		if err := s.Strike(b.ctx, r); err != nil {
			b.Fatal(err)
		}
	}
	note("n", "retried", start, first.Seq)
	note("n", "stale", time.Time{}, first.Seq+1)
	b.holds(s, "n", "before")
	note("n", "sent", time.Time{}, first.Seq)
	b.holds(s, "n", "sent")
	note("n", "sent once more", time.Time{}, first.Seq)
	b.holds(s, "n", "sent")
	got := b.load(s, "n")
	if got.Rev <= rev || !slices.Equal(got.Needs, []thidua.Key{"a", "b"}) {
		b.Errorf("noted at revision %d after %d, needs %q", got.Rev, rev, got.Needs)
	}
	if next := b.put(s, "n", got.Rev, "later"); next <= got.Rev {
		b.Errorf("revision %d after %d", next, got.Rev)
	}
	b.conflicts(s, "the revision before the note", thidua.Change{Put: records("n", rev, "x")})
	note("new", "", time.Time{}, b.taken(s, start, 9, "a2")[0].Seq)
	if keys := b.keys(s, thidua.Range{Prefix: "n"}); !slices.Equal(keys, []thidua.Key{"n", "new"}) {
		b.Errorf("keys %q", keys)
	}
}

func outboxNotYet(b *bench) {
	s := b.open()
	at := start.Add(time.Hour)
	waits := message(1, "a1")
	waits.NotYet = at
	past := message(2, "b1")
	past.NotYet = start.Add(-time.Hour)
	b.send(s, waits, message(1, "a2"), past, message(3, "c1"))
	b.strike(s, b.taken(s, start, 9, "b1 c1")...)
	b.taken(s, at.Add(-time.Millisecond), 9, "")
	b.strike(s, b.taken(s, at, 9, "a1")...)
	b.strike(s, b.taken(s, at, 9, "a2")...)
	second := message(1, "a4")
	second.NotYet = at.Add(time.Hour)
	b.send(s, message(1, "a3"), second)
	b.strike(s, b.taken(s, at, 9, "a3")...)
	b.taken(s, at, 9, "")
	b.taken(s, at.Add(time.Hour), 9, "a4")
}

func outboxBulk(b *bench) {
	s := b.open()
	bulk := func(chat int64, text string) thidua.Message {
		m := message(chat, text)
		m.Bulk = true
		return m
	}
	waits := message(6, "f1")
	waits.NotYet = start.Add(time.Second)
	b.send(s, bulk(9, "x1"), bulk(8, "y1"), bulk(7, "z1"), waits)
	b.commit(s, thidua.Change{At: start.Add(3 * time.Second), Send: []thidua.Message{message(5, "e1")}})
	b.commit(s, thidua.Change{At: start.Add(2 * time.Second), Send: []thidua.Message{message(4, "d1"), message(-3, "c1")}})
	now := start.Add(time.Minute)
	b.taken(s, now, 2, "f1 d1")
	b.taken(s, now, 3, "c1 e1 x1")
	rest := b.taken(s, now, 9, "y1 z1")
	b.taken(s, now, 9, "")
	b.retry(s, now.Add(time.Second), rest...)
	b.commit(s, thidua.Change{At: now, Send: []thidua.Message{bulk(1, "w1")}})
	b.commit(s, thidua.Change{At: now.Add(2 * time.Second), Send: []thidua.Message{message(2, "g1")}})
	b.taken(s, now.Add(2*time.Second), 9, "g1 w1 y1 z1")
}

func outboxHastened(b *bench) {
	s := b.open()
	var bulk []thidua.Message
	for chat := range int64(9) {
		m := message(chat, fmt.Sprint("bulk", chat))
		m.Bulk = true
		bulk = append(bulk, m)
	}
	b.send(s, bulk...)
	b.send(s, message(7, "reply"), bulk[7])
	for _, want := range []string{"bulk7", "reply", "bulk0"} {
		b.strike(s, b.taken(s, start, 1, want)...)
	}
}

func outboxWhole(b *bench) {
	s := b.open()
	full := thidua.Message{
		Chat:    math.MinInt64,
		Lines:   []thidua.Line{{Text: "Đồng chí <b>🎖️</b>\x00\n\"&\u2028", Style: thidua.Strong}, {Text: strings.Repeat("ệ", 40_000)}},
		Buttons: [][]thidua.Button{{{Label: "Có", Data: "1.0"}, {Label: "Không", Data: "1.1"}}, {{Label: "Hủy", Data: "1.2"}}},
		Contact: "Chia sẻ số điện thoại", Plain: true,
		Attach: &thidua.Document{Kind: "workbook", Campaign: "2026"},
		NotYet: start.UTC(), Bulk: true,
		Owed: &thidua.Owed{Campaign: "2026", Unit: "01", Parts: []string{"a", "b"}},
	}
	chats := []int64{math.MinInt64, math.MaxInt64, 1<<53 + 1, -1<<53 - 1, 0, -1001234567890}
	var all []thidua.Message
	for _, chat := range chats {
		full.Chat = chat
		all = append(all, full)
	}
	b.send(s, all...)
	parcels := b.take(s, start, 9)
	if len(parcels) != len(all) {
		b.Fatalf("%d parcels, want %d", len(parcels), len(all))
	}
	for i, p := range parcels {
		if !reflect.DeepEqual(p.Message, all[i]) {
			b.Errorf("chat %d: %.200v, want %.200v", chats[i], p.Message, all[i])
		}
	}
	b.strike(s, parcels...)
	if left := b.take(s, start.Add(time.Hour), 9); len(left) != 0 {
		b.Errorf("%d parcels are left", len(left))
	}
}

func leases(b *bench) {
	s := b.open()
	try := func(name, owner string, now, until int, want bool) {
		b.Helper()
		at := func(seconds int) time.Time { return start.Add(time.Duration(seconds) * time.Second) }
		if got, err := s.Lease(b.ctx, name, owner, at(now), at(until)); err != nil || got != want {
			b.Errorf("%s by %s from %d to %d: %v, %v, want %v", name, owner, now, until, got, err, want)
		}
	}
	try("poll", "one", 0, 10, true)
	try("poll", "two", 1, 11, false)
	try("tick", "two", 1, 11, true)
	try("poll", "one", 5, 20, true)
	try("poll", "two", 10, 30, false)
	try("poll", "two", 20, 30, true)
	try("poll", "one", 21, 40, false)
	try("poll", "two", 22, 22, true) // given back
	try("poll", "ba \x00\xff", 23, 40, true)
	try("poll", "ba \x00", 24, 40, false)
	var won []bool
	var mu sync.Mutex
	b.beside(16, func(i int) {
		got, err := s.Lease(b.ctx, "race", fmt.Sprint(i), start, start.Add(time.Minute))
		if err != nil {
			b.Error(err)
		}
		mu.Lock()
		defer mu.Unlock()
		if got {
			won = append(won, true)
		}
	})
	if !slices.Equal(won, []bool{true}) {
		b.Errorf("%d owners got one lease", len(won))
	}
}

func clearing(b *bench) {
	s := b.open()
	b.commit(s, thidua.Change{ID: "update/1", Put: records("a", 0, "x"), Due: []thidua.Due{{Key: "d", At: start}},
		Send: []thidua.Message{message(1, "taken"), message(1, "next"), message(2, "free")}})
	parcels := b.take(s, start, 1)
	if _, err := s.Lease(b.ctx, "poll", "one", start, start.Add(time.Hour)); err != nil {
		b.Fatal(err)
	}
	if err := s.Clear(b.ctx); err != nil {
		b.Fatal(err)
	}
	snapshot, err := s.Load(b.ctx, "update/1", "a")
	if err != nil || snapshot.Committed || snapshot.Records["a"].Rev != 0 {
		b.Errorf("after clearing %+v, %v", snapshot, err)
	}
	later := start.Add(time.Hour)
	if keys, due := b.keys(s, thidua.Range{}), b.due(s, later, 9); len(keys)+len(due) != 0 {
		b.Errorf("records %q and due-times %q are left", keys, due)
	}
	b.taken(s, later, 9, "")
	if got, err := s.Lease(b.ctx, "poll", "two", start, later); err != nil || !got {
		b.Errorf("a lease is left (%v)", err)
	}
	b.commit(s, thidua.Change{ID: "update/1", Put: records("a", 0, "y"), Send: []thidua.Message{message(1, "new"), message(2, "other")}})
	b.strike(s, parcels...) // of a message from before
	b.taken(s, later, 9, "new other")
}
