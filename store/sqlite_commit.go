package store

import (
	"context"
	"fmt"
	"slices"

	"thidua"
)

// Commit implements thidua.Store.
func (s *sqliteStore) Commit(ctx context.Context, c thidua.Change) (thidua.Outcome, error) {
	messages, err := prepared(c)
	if err != nil {
		return thidua.Outcome{}, fmt.Errorf("commit %s: %w", c.ID, err)
	}
	out, err := writing(ctx, s, func(tx *transaction) (thidua.Outcome, error) { return tx.change(c, messages) })
	if err != nil {
		return out, fmt.Errorf("commit %s: %w", c.ID, err)
	}
	return out, nil
}

// change checks everything that it expects before it writes anything.
func (tx *transaction) change(c thidua.Change, messages []queued) (thidua.Outcome, error) {
	if conflict := tx.check(c); conflict != nil {
		if rev, there, err := number(tx.claimed, []byte(c.ID)); err != nil || there {
			return thidua.Outcome{Rev: rev, Repeated: there}, err
		}
		return thidua.Outcome{}, conflict
	}
	if n, err := run(tx.claim, tx.rev+1, []byte(c.ID), c.At.UnixMilli()); err != nil || n == 0 {
		if err != nil {
			return thidua.Outcome{}, err
		}
		rev, _, err := number(tx.claimed, []byte(c.ID))
		return thidua.Outcome{Rev: rev, Repeated: err == nil}, err
	}
	tx.rev++
	tx.commits++
	tx.latest = max(tx.latest, c.At.UnixMilli())
	if err := tx.write(c); err != nil {
		return thidua.Outcome{}, err
	}
	lent, err := tx.enqueue(c, messages)
	return thidua.Outcome{Rev: tx.rev, Lent: lent}, err
}

// revisionOf is a record's in the file, with what this transaction has written so far.
func (tx *transaction) revisionOf(key thidua.Key) (int64, error) {
	if r, there := tx.written[key]; there {
		return r.Rev, nil
	}
	if rev, known := tx.cache.revision(tx.began, key); known {
		return rev, nil
	}
	rev, _, err := number(tx.revision, []byte(key))
	return rev, err
}

// wrote notes a record as it stands in the file from here on.
func (tx *transaction) wrote(r thidua.Record, body []byte) {
	r.Rev, r.Body, r.Needs = tx.rev, slices.Clip(body), slices.Clip(slices.Clone(r.Needs))
	tx.written[r.Key] = r
}

func (tx *transaction) check(c thidua.Change) error {
	for _, r := range expected(c) {
		rev, err := tx.revisionOf(r.Key)
		if err != nil {
			return err
		}
		if rev != r.Rev {
			return thidua.ErrConflict
		}
	}
	for _, d := range c.Due {
		if d.Was.IsZero() {
			continue
		}
		at, there, err := number(tx.dueAt, []byte(d.Key))
		if err != nil {
			return err
		}
		if !there || at != d.Was.UnixMilli() {
			return thidua.ErrConflict
		}
	}
	return nil
}

func (tx *transaction) write(c thidua.Change) error {
	for _, r := range c.Put {
		stmt := tx.update
		if r.Rev == 0 {
			stmt = tx.insert
		}
		body := append([]byte{}, r.Body...)
		if _, err := run(stmt, []byte(r.Key), tx.rev, packNeeds(r.Needs), body); err != nil {
			return err
		}
		tx.wrote(r, body)
	}
	for _, r := range c.Delete {
		if _, err := run(tx.remove, []byte(r.Key)); err != nil {
			return err
		}
		tx.written[r.Key] = thidua.Record{Key: r.Key}
	}
	for _, d := range c.Due {
		stmt, args := tx.setDue, []any{[]byte(d.Key), d.At.UnixMilli()}
		if d.At.IsZero() {
			stmt, args = tx.dropDue, args[:1]
		}
		if _, err := run(stmt, args...); err != nil {
			return err
		}
	}
	return nil
}

// enqueue adds messages to their chats' queues. A message that comes to an empty queue takes the chat's turn, and is lent
// where the change asks for that; one behind others hastens them if it is a reply.
func (tx *transaction) enqueue(c thidua.Change, messages []queued) (lent []thidua.Parcel, err error) {
	for i, m := range messages {
		tx.seq++
		if _, err := run(tx.send, m.chat, tx.seq, m.bulk, m.waiting, m.at, m.body); err != nil {
			return nil, err
		}
		lend := !c.Lend.IsZero() && m.mayLeave()
		waiting, at := m.waiting, m.at
		if lend {
			waiting, at = true, c.Lend.UnixMilli()
		}
		first, err := run(tx.join, m.chat, tx.seq, m.bulk, waiting, at)
		switch {
		case err != nil:
			return nil, err
		case first > 0 && lend:
			lent = append(lent, thidua.Parcel{Message: c.Send[i], Seq: tx.seq})
		case first == 0 && !m.bulk:
			if _, err := run(tx.hasten, m.chat); err != nil {
				return nil, err
			}
		}
	}
	return lent, nil
}

// finish writes what the commits of a transaction have in common. Twice as many old claims are forgotten as were added:
// their number shrinks again after a busy day, and a clock that is wrong for a while forgets only few. What a clock ahead
// has claimed counts from when that shows.
func (tx *transaction) finish() error {
	if tx.commits == 0 && !tx.noted {
		return nil
	}
	if tx.commits > 0 {
		if _, err := run(tx.restamp, 2*tx.commits, tx.latest); err != nil {
			return err
		}
		if _, err := run(tx.forget, 2*tx.commits, tx.latest-claimed.Milliseconds()); err != nil {
			return err
		}
	}
	_, err := run(tx.count, tx.rev, tx.seq)
	return err
}
