package store

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"testing"
	"time"

	"thidua"
)

// TestSchema1 opens a store of the first schema as it was written then, which must be understood for ever.
func TestSchema1(t *testing.T) {
	t.Run("file", func(t *testing.T) {
		dump, err := os.ReadFile("testdata/schema1.sql")
		if err != nil {
			t.Fatal(err)
		}
		schema1Opens(file(t, string(dump)))
	})
	t.Run("redis", func(t *testing.T) {
		dump, err := os.ReadFile("testdata/schema1.redis.jsonl")
		if err != nil {
			t.Fatal(err)
		}
		b := &bench{T: t, ctx: t.Context(), url: freshRedis(t)}
		client := raw(t, b.url)
		for line := range bytes.Lines(dump) {
			var command []any
			if err := json.Unmarshal(line, &command); err != nil {
				t.Fatal(err)
			}
			if err := client.Do(b.ctx, command...).Err(); err != nil {
				t.Fatal(err)
			}
		}
		schema1Opens(b)
	})
}

func schema1Opens(b *bench) {
	s := b.open()
	snapshot, err := s.Load(b.ctx, "update/731", "session/42")
	if err != nil || !snapshot.Committed {
		b.Errorf("the id update/731 is lost (%v)", err)
	}
	want := map[thidua.Key]thidua.Record{
		"session/42": {Key: "session/42", Rev: 2, Needs: []thidua.Key{"index/c/u", "absent"}, Body: []byte(`{"at":"Đà Nẵng"}`)},
		"index/c/u":  {Key: "index/c/u", Rev: 1, Body: []byte("x\x00y")},
		"absent":     {Key: "absent"},
	}
	if !reflect.DeepEqual(snapshot.Records, want) {
		b.Errorf("records %+v, want %+v", snapshot.Records, want)
	}
	if keys := b.keys(s, thidua.Range{}); !slices.Equal(keys, []thidua.Key{"index/c/u", "session/42"}) {
		b.Errorf("keys %q", keys)
	}
	if keys := b.due(s, start.Add(time.Hour), 9); !slices.Equal(keys, []thidua.Key{"remind/c/3d"}) {
		b.Errorf("due-times %q", keys)
	}
	if got, err := s.Lease(b.ctx, "poll", "two", start, start.Add(time.Hour)); err != nil || got {
		b.Errorf("the lease is lost (%v)", err)
	}
	b.strike(s, b.taken(s, start, 9, "Chào đồng chí")...)
	b.strike(s, b.taken(s, start.Add(time.Hour), 1, "later")...)
	b.taken(s, start.Add(time.Hour), 9, "bulk")
	if rev := b.put(s, "session/42", 2, "{}"); rev != 3 {
		b.Errorf("the next revision is %d, want 3", rev)
	}
}
