package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"thidua"
)

// Take implements thidua.Store.
func (s *sqliteStore) Take(ctx context.Context, now, until time.Time, limit int) ([]thidua.Parcel, error) {
	heads, err := writing(ctx, s, func(tx *transaction) ([]head, error) {
		return tx.take(now.UnixMilli(), until.UnixMilli(), limit)
	})
	if err != nil {
		return nil, fmt.Errorf("take messages: %w", err)
	}
	return parcels(heads)
}

// take lends replies first, bulk where there is room left.
func (tx *transaction) take(now, until int64, limit int) (out []head, err error) {
	for bulk := range 2 {
		heads, err := tx.heads(bulk, now, max(limit-len(out), 0))
		if err != nil {
			return nil, err
		}
		for _, h := range heads {
			if _, err := run(tx.lend, h.chat, until); err != nil {
				return nil, err
			}
		}
		out = append(out, heads...)
	}
	return out, nil
}

func (tx *transaction) heads(bulk int, now int64, limit int) (out []head, err error) {
	rows, err := tx.ready.QueryContext(background(), bulk, now, limit)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Err(), rows.Close()) }()
	for rows.Next() {
		var h head
		if err := rows.Scan(&h.chat, &h.seq, &h.body); err != nil {
			return nil, err
		}
		out = append(out, h)
	}
	return out, nil
}

// Strike implements thidua.Store.
func (s *sqliteStore) Strike(ctx context.Context, receipts ...thidua.Receipt) error {
	_, err := writing(ctx, s, func(tx *transaction) (none struct{}, err error) {
		for _, r := range receipts {
			if err := tx.strike(r); err != nil {
				return none, err
			}
		}
		return none, nil
	})
	if err != nil {
		return fmt.Errorf("strike messages: %w", err)
	}
	return nil
}

// note writes a record whatever stands there.
func (tx *transaction) note(r thidua.Record) error {
	if r.Key == "" {
		return nil
	}
	tx.rev++
	tx.noted = true
	body := append([]byte{}, r.Body...)
	_, err := run(tx.put, []byte(r.Key), tx.rev, packNeeds(r.Needs), body)
	tx.wrote(r, body)
	return err
}

func (tx *transaction) strike(r thidua.Receipt) error {
	if !r.Retry.IsZero() {
		_, err := run(tx.retry, r.Chat, r.Seq, r.Retry.UnixMilli())
		return err
	}
	if n, err := run(tx.sent, r.Chat, r.Seq); err != nil || n == 0 {
		return err
	}
	if err := tx.note(r.Note); err != nil {
		return err
	}
	n, err := run(tx.empty, r.Chat)
	if err == nil && n == 0 {
		_, err = run(tx.next, r.Chat)
	}
	return err
}
