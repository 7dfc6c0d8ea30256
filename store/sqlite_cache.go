package store

import (
	"sync"

	"thidua"
)

// Bounds of the cache, in bytes: of all of it, at which it begins anew, and of a record that it takes.
const (
	mostCached    = 32 << 20
	largestCached = 256 << 10
	cachedHead    = 200 // what a record takes beside its body
)

// cache holds records as the file has them at one revision, absent ones too, with revision 0. Every write to records
// raises the revision, whichever process makes it, so that who reads the revision from the file knows whether the cache
// still counts.
type cache struct {
	mu      sync.RWMutex
	rev     int64
	size    int
	records map[thidua.Key]thidua.Record
}

func newCache() *cache { return &cache{rev: -1, records: map[thidua.Key]thidua.Record{}} }

// snapshot collects records and those that they need, all as of a revision; false where the cache lacks one.
func (c *cache) snapshot(rev int64, keys []thidua.Key) (map[thidua.Key]thidua.Record, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.rev != rev {
		return nil, false
	}
	out := make(map[thidua.Key]thidua.Record, 4*len(keys))
	for _, k := range keys {
		r, known := c.records[k]
		if !known {
			return nil, false
		}
		out[k] = r
	}
	for _, k := range keys {
		for _, need := range out[k].Needs {
			if _, there := out[need]; there {
				continue
			}
			r, known := c.records[need]
			if !known {
				return nil, false
			}
			out[need] = r
		}
	}
	return out, true
}

// revision is a record's, as of a revision of the file.
func (c *cache) revision(rev int64, key thidua.Key) (int64, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.rev != rev {
		return 0, false
	}
	r, known := c.records[key]
	return r.Rev, known
}

// add takes in what was read from the file at a revision.
func (c *cache) add(rev int64, records map[thidua.Key]thidua.Record) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.rev != rev {
		return
	}
	for _, r := range records {
		c.put(r)
	}
}

// advance follows a transaction of this process from one revision to the next. Where another process has written since,
// nothing of before counts.
func (c *cache) advance(from, to int64, written map[thidua.Key]thidua.Record) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.rev != from {
		c.clear()
	}
	c.rev = to
	for _, r := range written {
		c.put(r)
	}
}

// reset forgets everything.
func (c *cache) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.clear()
	c.rev = -1
}

func (c *cache) clear() {
	clear(c.records)
	c.size = 0
}

func (c *cache) put(r thidua.Record) {
	if old, there := c.records[r.Key]; there {
		c.size -= len(old.Body) + len(old.Key) + cachedHead
		delete(c.records, r.Key)
	}
	if len(r.Body) > largestCached {
		return
	}
	if c.size > mostCached {
		c.clear()
	}
	c.records[r.Key] = r
	c.size += len(r.Body) + len(r.Key) + cachedHead
}
