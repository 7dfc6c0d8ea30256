package bot

import (
	"encoding/json"
	"sync"

	"thidua"
)

// mostKnown bounds each of the two generations of records that are remembered, in bytes; knownHead is what a record takes
// beside its body, and opens how many times as much as its body it takes with what it says.
const (
	mostKnown = 16 << 20
	knownHead = 200
	opens     = 3
)

// known are records as this process last read or wrote them, absent ones with revision 0. A step may be taken upon them
// without asking the store, because its commit expects every one of them to stand as it is remembered: what others have
// written meanwhile shows then, and the step is taken again upon what the store has.
type known struct {
	mu         sync.Mutex
	young, old map[thidua.Key]remembered // what is asked for moves to the young; the old go when those are many
	size       int                       // of the young
}

// remembered is a record with what it says, where the step that wrote it or read it first has told. Into what is its chat's own the
// next step may write: one that comes to nothing has the store asked for everything.
type remembered struct {
	thidua.Record
	value any
}

func newKnown() *known {
	return &known{young: map[thidua.Key]remembered{}, old: map[thidua.Key]remembered{}}
}

// snapshot collects records and those that they need; false where one of them is not known.
func (k *known) snapshot(keys ...thidua.Key) (map[thidua.Key]thidua.Record, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	out := make(map[thidua.Key]thidua.Record, 4*len(keys))
	if !k.collect(out, keys) {
		return nil, false
	}
	for _, key := range keys {
		if !k.collect(out, out[key].Needs) {
			return nil, false
		}
	}
	return out, true
}

func (k *known) collect(out map[thidua.Key]thidua.Record, keys []thidua.Key) bool {
	for _, key := range keys {
		r, there := k.young[key]
		if !there {
			if r, there = k.old[key]; !there {
				return false
			}
			k.put(r)
		}
		out[key] = r.Record
	}
	return true
}

// read remembers what the store had.
func (k *known) read(records map[thidua.Key]thidua.Record) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, r := range records {
		k.put(remembered{Record: r})
	}
}

// opened reads what a record says, unless that is remembered.
func opened[T any](k *known, r thidua.Record) (value T, err error) {
	k.mu.Lock()
	last := k.young[r.Key]
	k.mu.Unlock()
	if value, there := last.value.(T); there && last.Rev == r.Rev {
		return value, nil
	}
	if len(r.Body) > 0 {
		err = json.Unmarshal(r.Body, &value)
	}
	if err == nil {
		k.says(r, value)
	}
	return value, err
}

// says remembers what a record says.
func (k *known) says(r thidua.Record, value any) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if last, there := k.young[r.Key]; there && last.Rev == r.Rev {
		last.value = value
		k.put(last)
	}
}

// wrote remembers what a commit has written at a revision.
func (k *known) wrote(c thidua.Change, rev int64) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, r := range c.Put {
		r.Rev = rev
		k.put(remembered{Record: r})
	}
	for _, r := range c.Delete {
		k.put(remembered{Record: thidua.Record{Key: r.Key}})
	}
}

// forget has the store asked for a record the next time.
func (k *known) forget(key thidua.Key) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.size -= sizeOf(k.young[key])
	delete(k.young, key)
	delete(k.old, key)
}

func (k *known) put(r remembered) {
	if _, there := k.young[r.Key]; !there && k.size > mostKnown {
		k.old, k.young, k.size = k.young, map[thidua.Key]remembered{}, 0
	}
	k.size += sizeOf(r) - sizeOf(k.young[r.Key])
	k.young[r.Key] = r
}

// sizeOf is what a record that is remembered takes, and nothing where there is none.
func sizeOf(r remembered) int {
	if r.Key == "" {
		return 0
	}
	if r.value != nil {
		return opens*len(r.Body) + len(r.Key) + knownHead
	}
	return len(r.Body) + len(r.Key) + knownHead
}
