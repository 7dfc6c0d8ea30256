package store

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"thidua"
)

// TestCacheOfOthers reads, through one handle that remembers, what another handle has written, removed and filled in.
func TestCacheOfOthers(t *testing.T) {
	b := &bench{T: t, ctx: t.Context(), url: backends[0].fresh(t)}
	s, other := b.open(), b.open()
	dice := rand.New(rand.NewPCG(1, 2))
	stand := map[thidua.Key]string{}
	for i := range 2000 {
		key := thidua.Key(fmt.Sprint("k/", dice.IntN(8)))
		writer := []thidua.Store{s, other}[dice.IntN(2)]
		current := b.load(writer, key)
		change := thidua.Change{Put: records(key, current.Rev, fmt.Sprint(i))}
		switch {
		case dice.IntN(4) == 0 && current.Rev > 0:
			change = thidua.Change{Delete: []thidua.Record{{Key: key, Rev: current.Rev}}}
			delete(stand, key)
		case dice.IntN(100) == 0:
			if err := writer.Clear(t.Context()); err != nil {
				t.Fatal(err)
			}
			clear(stand)
			change.Put[0].Rev = 0
			fallthrough
		default:
			stand[key] = fmt.Sprint(i)
		}
		b.commit(writer, change)
		for _, reader := range []thidua.Store{s, other} {
			asked := thidua.Key(fmt.Sprint("k/", dice.IntN(8)))
			if got := b.load(reader, asked); string(got.Body) != stand[asked] || (got.Rev > 0) != (stand[asked] != "") {
				t.Fatalf("step %d: %s reads %q at %d, want %q", i, asked, got.Body, got.Rev, stand[asked])
			}
		}
	}
}

// TestCacheFilled forgets what stood before a restore by another process.
func TestCacheFilled(t *testing.T) {
	b := &bench{T: t, ctx: t.Context(), url: backends[0].fresh(t)}
	s, other := b.open(), b.open()
	b.put(s, "a", 0, "before")
	b.holds(s, "a", "before")
	err := other.Fill(t.Context(), thidua.Content{Rev: 1, Pieces: func(yield func(thidua.Piece, error) bool) {
		yield(thidua.Piece{Record: thidua.Record{Key: "a", Rev: 1, Body: []byte("filled")}}, nil)
	}}, true)
	if err != nil {
		t.Fatal(err)
	}
	b.holds(s, "a", "filled")
}

// TestCacheBounded keeps no more than it may.
func TestCacheBounded(t *testing.T) {
	c := newCache()
	c.advance(-1, 0, nil)
	body := []byte(strings.Repeat("x", largestCached))
	for i := range 3 * mostCached / largestCached {
		key := thidua.Key(fmt.Sprint(i))
		c.add(0, map[thidua.Key]thidua.Record{key: {Key: key, Rev: 1, Body: body}})
	}
	if c.size > mostCached+largestCached+cachedHead+10 || len(c.records) == 0 {
		t.Errorf("%d records, %d bytes", len(c.records), c.size)
	}
	large := thidua.Record{Key: "large", Rev: 1, Body: append(body, 'x')}
	c.add(0, map[thidua.Key]thidua.Record{"large": large})
	if _, known := c.revision(0, "large"); known {
		t.Error("a record that is too large is kept")
	}
}
