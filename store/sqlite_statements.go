package store

import (
	"context"
	"database/sql"
	"errors"
)

// statements are the writer's, prepared once.
type statements struct {
	begin, commit, rollback, counters, count *sql.Stmt
	claimed, claim, forget, restamp          *sql.Stmt
	revision, insert, update, put, remove    *sql.Stmt
	dueAt, setDue, dropDue                   *sql.Stmt
	send, join, hasten, ready, lend          *sql.Stmt
	retry, sent, empty, next                 *sql.Stmt
	lease                                    *sql.Stmt
	clear                                    [6]*sql.Stmt
}

func (s *statements) prepare(ctx context.Context, conn *connection) error {
	return conn.prepare(ctx, map[**sql.Stmt]string{
		&s.begin:    "BEGIN IMMEDIATE",
		&s.commit:   "COMMIT",
		&s.rollback: "ROLLBACK",
		&s.counters: "SELECT rev, seq FROM meta",
		&s.count:    "UPDATE meta SET rev = ?, seq = ?",

		&s.claimed: "SELECT rev FROM claim WHERE id = ?",
		&s.claim:   "INSERT INTO claim (rev, id, at) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
		&s.forget:  "DELETE FROM claim WHERE rev IN (SELECT rev FROM claim ORDER BY rev LIMIT ?) AND at < ?",
		&s.restamp: "UPDATE claim SET at = ?2 WHERE rev IN (SELECT rev FROM claim ORDER BY rev LIMIT ?1) AND at > ?2",

		&s.revision: "SELECT rev FROM record WHERE key = ?",
		&s.insert:   "INSERT INTO record (key, rev, needs, body) VALUES (?1, ?2, ?3, ?4)",
		&s.update:   "UPDATE record SET rev = ?2, needs = ?3, body = ?4 WHERE key = ?1",
		&s.put: `INSERT INTO record (key, rev, needs, body) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (key)
			DO UPDATE SET rev = excluded.rev, needs = excluded.needs, body = excluded.body`,
		&s.remove: "DELETE FROM record WHERE key = ?",

		&s.dueAt:   "SELECT at FROM due WHERE key = ?",
		&s.setDue:  "INSERT INTO due (key, at) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET at = excluded.at",
		&s.dropDue: "DELETE FROM due WHERE key = ?",

		&s.send:   `INSERT INTO outbox (chat, seq, bulk, waiting, at, body) VALUES (?, ?, ?, ?, ?, ?)`,
		&s.join:   `INSERT INTO turn (chat, seq, bulk, waiting, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (chat) DO NOTHING`,
		&s.hasten: "UPDATE turn SET bulk = 0 WHERE chat = ? AND bulk = 1",
		&s.ready: `SELECT o.chat, o.seq, o.body FROM (
				SELECT * FROM (SELECT chat, seq, at FROM turn
					WHERE bulk = ?1 AND waiting = 0 ORDER BY at, seq LIMIT ?3)
				UNION ALL
				SELECT * FROM (SELECT chat, seq, at FROM turn
					WHERE bulk = ?1 AND waiting = 1 AND at <= ?2 ORDER BY at, seq LIMIT ?3)
				ORDER BY at, seq LIMIT ?3) AS t
			JOIN outbox AS o ON o.chat = t.chat AND o.seq = t.seq ORDER BY t.at, t.seq`,
		&s.lend:  "UPDATE turn SET waiting = 1, at = ?2 WHERE chat = ?1",
		&s.retry: "UPDATE turn SET waiting = 1, at = ?3 WHERE chat = ?1 AND seq = ?2",
		&s.sent: `DELETE FROM outbox WHERE chat = ?1 AND seq = ?2
			AND EXISTS (SELECT 1 FROM turn WHERE chat = ?1 AND seq = ?2)`,
		&s.empty: "DELETE FROM turn WHERE chat = ?1 AND NOT EXISTS (SELECT 1 FROM outbox WHERE chat = ?1)",
		&s.next: `UPDATE turn SET (seq, waiting, at) =
				(SELECT seq, waiting, at FROM outbox WHERE chat = ?1 ORDER BY seq LIMIT 1),
				bulk = (SELECT min(bulk) FROM outbox WHERE chat = ?1)
			WHERE chat = ?1`,

		&s.lease: `INSERT INTO lease (name, owner, until) VALUES (?1, ?2, ?4) ON CONFLICT (name)
			DO UPDATE SET owner = excluded.owner, until = excluded.until WHERE owner = ?2 OR until <= ?3 OR (?4 > ?3 AND until > 2 * ?4 - ?3)`,

		&s.clear[0]: "DELETE FROM record",
		&s.clear[1]: "DELETE FROM claim",
		&s.clear[2]: "DELETE FROM due",
		&s.clear[3]: "DELETE FROM outbox",
		&s.clear[4]: "DELETE FROM turn",
		&s.clear[5]: "DELETE FROM lease",
	})
}

// number reads a single integer; false where there is no row.
func number(stmt *sql.Stmt, args ...any) (n int64, there bool, err error) {
	err = stmt.QueryRowContext(background(), args...).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return n, err == nil, err
}

// run executes a statement and tells how many rows it changed.
func run(stmt *sql.Stmt, args ...any) (int64, error) {
	result, err := stmt.ExecContext(background(), args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}
