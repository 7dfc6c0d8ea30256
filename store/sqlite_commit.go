package store

import (
	"context"
	"fmt"

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
	rev, there, err := number(tx.claimed, []byte(c.ID))
	if err != nil || there {
		return thidua.Outcome{Rev: rev, Repeated: there}, err
	}
	if err := tx.check(c); err != nil {
		return thidua.Outcome{}, err
	}
	tx.rev++
	tx.commits++
	tx.latest = max(tx.latest, c.At.UnixMilli())
	if _, err := run(tx.claim, tx.rev, []byte(c.ID), c.At.UnixMilli()); err != nil {
		return thidua.Outcome{}, err
	}
	if err := tx.write(c); err != nil {
		return thidua.Outcome{}, err
	}
	return thidua.Outcome{Rev: tx.rev}, tx.enqueue(messages)
}

func (tx *transaction) check(c thidua.Change) error {
	for _, r := range expected(c) {
		rev, _, err := number(tx.revision, []byte(r.Key))
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
		if _, err := run(stmt, []byte(r.Key), tx.rev, packNeeds(r.Needs), append([]byte{}, r.Body...)); err != nil {
			return err
		}
	}
	for _, r := range c.Delete {
		if _, err := run(tx.remove, []byte(r.Key)); err != nil {
			return err
		}
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

func (tx *transaction) enqueue(messages []queued) error {
	for _, m := range messages {
		tx.seq++
		if _, err := run(tx.send, m.chat, tx.seq, m.bulk, m.waiting, m.at, m.body); err != nil {
			return err
		}
		if _, err := run(tx.join, m.chat, tx.seq, m.bulk, m.waiting, m.at); err != nil {
			return err
		}
	}
	return nil
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
