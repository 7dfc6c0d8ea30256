package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"thidua"
)

// Dump implements thidua.Store. It reads in one transaction on a connection of its own, which sees one instant; the WAL
// grows meanwhile.
func (s *sqliteStore) Dump(ctx context.Context, use func(thidua.Content) error) error {
	err := s.alone(ctx, s.reads, "BEGIN", func(conn *sql.Conn) error {
		var c thidua.Content
		if err := conn.QueryRowContext(ctx, "SELECT rev FROM meta").Scan(&c.Rev); err != nil {
			return err
		}
		c.Pieces = func(yield func(thidua.Piece, error) bool) {
			err := dumped(ctx, conn, yield, "SELECT key, rev, needs, body FROM record ORDER BY key", scanRecord)
			if err == nil {
				err = dumped(ctx, conn, yield, "SELECT key, at FROM due ORDER BY at, key", scanDue)
			}
			if err != nil && !errors.Is(err, errEnough) {
				yield(thidua.Piece{}, fmt.Errorf("dump the store: %w", cured(err)))
			}
		}
		return use(c)
	})
	if err != nil {
		return fmt.Errorf("dump the store: %w", err)
	}
	return nil
}

// alone runs f in a transaction on a connection that nobody else uses, and commits if f succeeds.
func (s *sqliteStore) alone(ctx context.Context, db *sql.DB, begin string, f func(*sql.Conn) error) error {
	if err := s.enter(ctx); err != nil {
		return err
	}
	defer s.leave()
	conn, err := db.Conn(ctx)
	if err != nil {
		return cured(err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, begin); err != nil {
		return cured(err)
	}
	if err = f(conn); err == nil {
		_, err = conn.ExecContext(ctx, "COMMIT")
	}
	if err != nil {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") // after some errors SQLite has rolled back already
	}
	if over := ctx.Err(); err != nil && over != nil {
		return over
	}
	return cured(err)
}

func dumped(ctx context.Context, conn *sql.Conn, yield func(thidua.Piece, error) bool, query string,
	scan func(*sql.Rows) (thidua.Piece, error)) (err error) {
	rows, err := conn.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Err(), rows.Close()) }()
	for rows.Next() {
		piece, err := scan(rows)
		if err != nil {
			return err
		}
		if !yield(piece, nil) {
			return errEnough
		}
	}
	return nil
}

func scanRecord(rows *sql.Rows) (p thidua.Piece, err error) {
	var key, needs sql.RawBytes
	if err := rows.Scan(&key, &p.Record.Rev, &needs, &p.Record.Body); err != nil {
		return p, err
	}
	p.Record.Key = thidua.Key(key)
	p.Record.Needs, _, err = unpackNeeds(needs)
	return p, err
}

func scanDue(rows *sql.Rows) (p thidua.Piece, err error) {
	var key sql.RawBytes
	var at int64
	err = rows.Scan(&key, &at)
	p.Due = thidua.Due{Key: thidua.Key(key), At: moment(at)}
	return p, err
}

// Fill implements thidua.Store, in one transaction, for which the own commits of this process wait in vain.
func (s *sqliteStore) Fill(ctx context.Context, c thidua.Content, replace bool) error {
	err := s.alone(ctx, s.writes, "BEGIN IMMEDIATE", func(conn *sql.Conn) error {
		var occupied bool
		const any = `SELECT EXISTS (SELECT 1 FROM record) OR EXISTS (SELECT 1 FROM due) OR EXISTS (SELECT 1 FROM outbox)`
		if err := conn.QueryRowContext(ctx, any).Scan(&occupied); err != nil {
			return err
		}
		if occupied && !replace {
			return thidua.ErrOccupied
		}
		for _, table := range []string{"record", "claim", "due", "outbox", "turn", "lease"} {
			if _, err := conn.ExecContext(ctx, "DELETE FROM "+table); err != nil {
				return err
			}
		}
		if err := filled(ctx, conn, c); err != nil {
			return err
		}
		_, err := conn.ExecContext(ctx, "UPDATE meta SET rev = max(rev + 1, ?)", c.Rev)
		return err
	})
	if err != nil {
		return fmt.Errorf("fill the store: %w", err)
	}
	return nil
}

func filled(ctx context.Context, conn *sql.Conn, c thidua.Content) error {
	record, err := conn.PrepareContext(ctx, "INSERT INTO record (key, rev, needs, body) VALUES (?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer record.Close()
	due, err := conn.PrepareContext(ctx, "INSERT INTO due (key, at) VALUES (?, ?)")
	if err != nil {
		return err
	}
	defer due.Close()
	for piece, err := range c.Pieces {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if piece.Due.Key != "" {
			_, err = run(due, []byte(piece.Due.Key), piece.Due.At.UnixMilli())
		} else {
			r := piece.Record
			_, err = run(record, []byte(r.Key), r.Rev, packNeeds(r.Needs), append([]byte{}, r.Body...))
		}
		if err != nil {
			return err
		}
	}
	return nil
}
