package store

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"thidua"
)

func absentRecord(b *bench) {
	s := b.open()
	snapshot, err := s.Load(b.ctx, "", "a", "b", "a", "\x00")
	if err != nil {
		b.Fatal(err)
	}
	if len(snapshot.Records) != 3 || snapshot.Committed {
		b.Errorf("snapshot %+v, want three absent records", snapshot)
	}
	for key, r := range snapshot.Records {
		if r.Key != key || r.Rev != 0 || len(r.Body) != 0 || len(r.Needs) != 0 {
			b.Errorf("absent record %q is %+v", key, r)
		}
	}
	if nothing, err := s.Load(b.ctx, ""); err != nil || len(nothing.Records) != 0 {
		b.Errorf("loading nothing: %+v, %v", nothing, err)
	}
}

func wholeRecord(b *bench) {
	s := b.open()
	every := make([]byte, 256)
	for i := range every {
		every[i] = byte(i)
	}
	bodies := map[thidua.Key]string{
		"empty":                               "",
		"every byte":                          string(every),
		"text":                                "Đồng chí 🎖️ \u202e Nguyễn\x00Văn",
		"number":                              "12 3\n4",
		"long":                                strings.Repeat("đ🏅\x00", 100_000/7),
		thidua.Key(every):                     "a key of every byte",
		"%2F/\\'\"; DROP {x}":                 "quoted",
		thidua.Key(strings.Repeat("k/", 500)): "a long key",
	}
	for key, body := range bodies {
		rev := b.put(s, key, 0, body)
		if r := b.load(s, key); string(r.Body) != body || r.Rev != rev || r.Key != key {
			b.Errorf("record %.20q reads back as %.20q (%d bytes) at %d, want %d", key, r.Body, len(r.Body), r.Rev, rev)
		}
	}
	if found := b.keys(s, thidua.Range{}); len(found) != len(bodies) {
		b.Errorf("scan finds %d records, want %d", len(found), len(bodies))
	}
	b.commit(s, thidua.Change{Put: []thidua.Record{{Key: "nil"}}})
	if r := b.load(s, "nil"); r.Rev == 0 || len(r.Body) != 0 {
		b.Errorf("a record without a body is %+v", r)
	}
}

func neededRecords(b *bench) {
	s := b.open()
	odd := thidua.Key("đ 5\n\x00/\xff")
	b.commit(s, thidua.Change{Put: []thidua.Record{
		{Key: "session", Needs: []thidua.Key{"draft", odd, "absent", "session"}, Body: []byte("1 2\n")},
		{Key: "draft", Needs: []thidua.Key{"deeper"}, Body: []byte("d")},
		{Key: "deeper"}, {Key: odd, Body: []byte("o")}, {Key: "other"},
	}})
	snapshot, err := s.Load(b.ctx, "", "session", "other")
	if err != nil {
		b.Fatal(err)
	}
	got := map[thidua.Key]string{}
	for key, r := range snapshot.Records {
		got[key] = fmt.Sprintf("%q needs %q, written %v", r.Body, r.Needs, r.Rev > 0)
	}
	for key, want := range map[thidua.Key]string{
		"session": fmt.Sprintf(`"1 2\n" needs %q, written true`, []thidua.Key{"draft", odd, "absent", "session"}),
		"draft":   `"d" needs ["deeper"], written true`,
		odd:       `"o" needs [], written true`,
		"absent":  `"" needs [], written false`,
		"other":   `"" needs [], written true`,
	} {
		if got[key] != want {
			b.Errorf("%q is %s, want %s", key, got[key], want)
		}
	}
	if len(got) != 5 {
		b.Errorf("%d records were loaded, want 5: %q", len(got), got)
	}
	rev := snapshot.Records["session"].Rev
	b.put(s, "session", rev, "without needs")
	if r := b.load(s, "session"); len(r.Needs) != 0 {
		b.Errorf("needs %q are left from the former record", r.Needs)
	}
}

func loadTellsCommitted(b *bench) {
	s := b.open()
	b.commit(s, thidua.Change{ID: "update/731"})
	for id, want := range map[string]bool{"update/731": true, "update/73": false, "": false, "update/731\x00": false} {
		if snapshot, err := s.Load(b.ctx, id, "a"); err != nil || snapshot.Committed != want {
			b.Errorf("%q: committed %v, %v, want %v", id, snapshot.Committed, err, want)
		}
	}
}

func largeChange(b *bench) {
	s := b.open()
	const n = 5000 // beyond what a Lua stack or one statement's parameters hold
	var c thidua.Change
	var keys []thidua.Key
	for i := range n {
		key := thidua.Key(fmt.Sprintf("unit/%05d", i))
		keys = append(keys, key)
		c.Put = append(c.Put, thidua.Record{Key: key, Body: []byte(key), Needs: keys[:min(i, 1)]})
		c.Expect = append(c.Expect, thidua.Record{Key: "not" + key})
		c.Due = append(c.Due, thidua.Due{Key: key, At: start.Add(time.Duration(i) * time.Second)})
		c.Send = append(c.Send, thidua.Message{Chat: int64(i % 500), Bulk: true})
	}
	c.Put[0].Needs = slices.Clone(keys)
	rev := b.commit(s, c)
	snapshot, err := s.Load(b.ctx, "", append(keys, "absent")...)
	if err != nil || len(snapshot.Records) != n+1 {
		b.Fatalf("%d records (%v)", len(snapshot.Records), err)
	}
	if snapshot, err := s.Load(b.ctx, "", keys[0]); err != nil || len(snapshot.Records) != n {
		b.Errorf("a record of %d needs loads %d records (%v)", n, len(snapshot.Records), err)
	}
	for _, key := range keys {
		if r := snapshot.Records[key]; r.Rev != rev || !bytes.Equal(r.Body, []byte(key)) {
			b.Fatalf("record %q is %q at %d", key, r.Body, r.Rev)
		}
	}
	if found := b.keys(s, thidua.Range{}); !slices.Equal(found, keys) {
		b.Errorf("scan finds %d records", len(found))
	}
	if due := b.due(s, start.Add(n*time.Second), n+1); !slices.Equal(due, keys) {
		b.Errorf("%d due-times", len(due))
	}
	parcels, err := s.Take(b.ctx, start, start.Add(time.Minute), n)
	if err != nil || len(parcels) != 500 {
		b.Errorf("%d parcels of 500 chats (%v)", len(parcels), err)
	}
	c = thidua.Change{}
	for _, key := range keys {
		c.Delete = append(c.Delete, thidua.Record{Key: key, Rev: rev})
	}
	b.commit(s, c)
	if found := b.keys(s, thidua.Range{}); len(found) != 0 {
		b.Errorf("%d records are left", len(found))
	}
}
