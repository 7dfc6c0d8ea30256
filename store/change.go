package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"thidua"
)

// claimed is how long the id of a commit is kept: Telegram repeats an update for 24 hours.
const claimed = 25 * time.Hour

// queued is a message as the outbox keeps it.
type queued struct {
	chat    int64
	bulk    bool
	waiting bool  // not before at; otherwise free to leave, and at only tells since when it waits
	at      int64 // Unix milliseconds
	body    []byte
}

// mayLeave tells whether the message may be lent by the commit that queues it.
func (q queued) mayLeave() bool { return !q.bulk && !q.waiting }

// verify refuses a change that no store could keep; it is the author's mistake, not a conflict.
func verify(c thidua.Change) error {
	if c.ID == "" || c.At.IsZero() {
		return errors.New("a change needs an id and a time")
	}
	written := make(map[thidua.Key]bool, len(c.Put)+len(c.Delete))
	for _, r := range slices.Concat(c.Put, c.Delete) {
		if r.Key == "" || written[r.Key] {
			return fmt.Errorf("a change writes the key %q twice, or an empty one", r.Key)
		}
		written[r.Key] = true
	}
	due := make(map[thidua.Key]bool, len(c.Due))
	for _, d := range c.Due {
		if d.Key == "" || due[d.Key] {
			return fmt.Errorf("a change sets the due-time %q twice, or an empty one", d.Key)
		}
		due[d.Key] = true
	}
	return nil
}

// expected is every record whose revision must be the one that the change read, those to write and to delete first; what is
// expected twice alike is checked once.
func expected(c thidua.Change) []thidua.Record {
	out := slices.Concat(c.Put, c.Delete)
	known := make(map[thidua.Key]int64, len(out)+len(c.Expect))
	for _, r := range out {
		known[r.Key] = r.Rev
	}
	for _, r := range c.Expect {
		if rev, has := known[r.Key]; has && rev == r.Rev {
			continue
		}
		known[r.Key] = r.Rev
		out = append(out, r)
	}
	return out
}

// prepared verifies a change and encodes its messages.
func prepared(c thidua.Change) ([]queued, error) {
	if err := verify(c); err != nil {
		return nil, err
	}
	var out []queued
	for _, m := range c.Send {
		body, err := json.Marshal(m)
		if err != nil {
			return nil, fmt.Errorf("encode a message: %w", err)
		}
		q := queued{chat: m.Chat, bulk: m.Bulk, at: c.At.UnixMilli(), body: body}
		if !m.NotYet.IsZero() {
			q.waiting, q.at = true, m.NotYet.UnixMilli()
		}
		out = append(out, q)
	}
	return out, nil
}

// head is the first message of a chat, as it is stored.
type head struct {
	chat, seq int64
	body      []byte
}

// parcels decodes what was taken from the outbox.
func parcels(heads []head) ([]thidua.Parcel, error) {
	out := make([]thidua.Parcel, len(heads))
	for i, h := range heads {
		if err := json.Unmarshal(h.body, &out[i].Message); err != nil {
			return nil, fmt.Errorf("decode message %d of chat %d: %w", h.seq, h.chat, err)
		}
		out[i].Seq = h.seq
	}
	return out, nil
}

func moment(milliseconds int64) time.Time { return time.UnixMilli(milliseconds).UTC() }
