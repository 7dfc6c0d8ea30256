package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// schema1 is the first form of the file. Times are Unix milliseconds, keys are bytes in byte order. A claim's rev is
// its commit's, so that claims lie in the order of their commits. turn holds one row for each chat with messages: its
// head in outbox, whether that is free or waiting until at, and bulk only if all of the chat's messages are.
const schema1 = `
CREATE TABLE meta (schema INTEGER NOT NULL, rev INTEGER NOT NULL, seq INTEGER NOT NULL) STRICT;
INSERT INTO meta VALUES (1, 0, 0);
CREATE TABLE record (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, rev INTEGER NOT NULL,
	needs BLOB NOT NULL, body BLOB NOT NULL) STRICT;
CREATE TABLE claim (rev INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, at INTEGER NOT NULL) STRICT;
CREATE TABLE due (key BLOB PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX due_at ON due (at, key);
CREATE TABLE outbox (chat INTEGER NOT NULL, seq INTEGER NOT NULL, bulk INTEGER NOT NULL, waiting INTEGER NOT NULL,
	at INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (chat, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE turn (chat INTEGER PRIMARY KEY, seq INTEGER NOT NULL, bulk INTEGER NOT NULL, waiting INTEGER NOT NULL,
	at INTEGER NOT NULL) STRICT;
CREATE INDEX turn_at ON turn (bulk, waiting, at, seq);
CREATE TABLE lease (name BLOB PRIMARY KEY, owner BLOB NOT NULL, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`

// schema2 finds the message that waits longest, and counts them, without reading the messages.
const schema2 = "CREATE INDEX outbox_at ON outbox (at)"

// migrations lists what makes schema n+1 out of schema n.
func migrations() []string { return []string{schema1, schema2} }

// migrate brings a file to the newest schema, beside other processes that may try the same.
func migrate(ctx context.Context, conn *sql.Conn) error {
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := upgrade(ctx, conn)
	if err == nil {
		_, err = conn.ExecContext(ctx, "COMMIT")
	}
	if err != nil {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	}
	return err
}

func upgrade(ctx context.Context, conn *sql.Conn) error {
	found, err := fileSchema(ctx, conn)
	switch {
	case err != nil:
		return err
	case found > schema:
		return tooNew(found)
	case found == schema:
		return nil
	}
	for _, step := range migrations()[found:] {
		if _, err := conn.ExecContext(ctx, step); err != nil {
			return fmt.Errorf("make schema: %w", err)
		}
	}
	_, err = conn.ExecContext(ctx, "UPDATE meta SET schema = ?", schema)
	return err
}

// fileSchema is 0 for an empty file.
func fileSchema(ctx context.Context, conn *sql.Conn) (int64, error) {
	var tables, ours, found int64
	const list = "SELECT count(*), coalesce(sum(name = 'meta'), 0) FROM sqlite_schema WHERE type = 'table'"
	if err := conn.QueryRowContext(ctx, list).Scan(&tables, &ours); err != nil || tables == 0 {
		return 0, err
	}
	if ours == 0 {
		return 0, errors.New("the file is a database, but none of this program's")
	}
	err := conn.QueryRowContext(ctx, "SELECT schema FROM meta").Scan(&found)
	if err == nil && found < 1 {
		err = fmt.Errorf("schema %d is none of this program's", found)
	}
	return found, err
}
