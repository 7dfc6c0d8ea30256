package store

import (
	"context"
	"fmt"
	"time"
)

// Lease implements thidua.Store.
func (s *sqliteStore) Lease(ctx context.Context, name, owner string, now, until time.Time) (bool, error) {
	got, err := writing(ctx, s, func(tx *transaction) (bool, error) {
		n, err := run(tx.lease, []byte(name), []byte(owner), now.UnixMilli(), until.UnixMilli())
		return n == 1, err
	})
	if err != nil {
		return false, fmt.Errorf("lease %s: %w", name, err)
	}
	return got, nil
}

// Clear implements thidua.Store. The counters stay, so that what was read before can never be taken for what is
// written afterwards.
func (s *sqliteStore) Clear(ctx context.Context) error {
	_, err := writing(ctx, s, func(tx *transaction) (none struct{}, err error) {
		for _, stmt := range tx.clear {
			if _, err := run(stmt); err != nil {
				return none, err
			}
		}
		tx.rev++ // tells that records were written
		tx.noted = true
		tx.cache.reset()
		clear(tx.written)
		return none, nil
	})
	if err != nil {
		return fmt.Errorf("clear the store: %w", err)
	}
	return nil
}
