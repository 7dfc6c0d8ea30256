package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// connection stays in use until release. A DB closes neither connections in use nor statements that were prepared on
// one of them, and while a statement is open, SQLite keeps the file and its WAL.
type connection struct {
	*sql.Conn
	prepared []*sql.Stmt
}

func (s *sqliteStore) connect(ctx context.Context, db *sql.DB) (*connection, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	c := &connection{Conn: conn}
	s.conns = append(s.conns, c)
	return c, nil
}

// prepare fills statements, which stay open until the connection is closed.
func (c *connection) prepare(ctx context.Context, texts map[**sql.Stmt]string) error {
	for stmt, text := range texts {
		var err error
		if *stmt, err = c.PrepareContext(ctx, text); err != nil {
			return fmt.Errorf("prepare %s: %w", text, err)
		}
		c.prepared = append(c.prepared, *stmt)
	}
	return nil
}

func (c *connection) close() error {
	var errs []error
	for _, stmt := range c.prepared {
		errs = append(errs, stmt.Close())
	}
	return errors.Join(append(errs, c.Close())...)
}
