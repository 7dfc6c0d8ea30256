package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"thidua"
)

// background carries the statements: a context that can end would cost a goroutine for each of them. Between
// statements the caller's context is asked.
func background() context.Context { return context.Background() }

// reader is a connection with its prepared statements; one call at a time uses it.
type reader struct {
	begin, end, state, record, scan, back, last, due, dueOf, backlog *sql.Stmt
}

func newReader(ctx context.Context, conn *connection) (*reader, error) {
	r := new(reader)
	return r, conn.prepare(ctx, map[**sql.Stmt]string{
		&r.begin:   "BEGIN",
		&r.end:     "ROLLBACK",
		&r.state:   "SELECT rev, EXISTS (SELECT 1 FROM claim WHERE id = ?) FROM meta",
		&r.record:  "SELECT rev, needs, body FROM record WHERE key = ?",
		&r.scan:    "SELECT key, rev, needs, body FROM record WHERE key >= ? ORDER BY key LIMIT ?",
		&r.back:    "SELECT key, rev, needs, body FROM record WHERE key < ? ORDER BY key DESC LIMIT ?",
		&r.last:    "SELECT key, rev, needs, body FROM record ORDER BY key DESC LIMIT ?",
		&r.backlog: "SELECT (SELECT count(*) FROM outbox), (SELECT min(at) FROM outbox)",
		&r.due:     "SELECT key, at FROM due WHERE at <= ? ORDER BY at, key LIMIT ?",
		&r.dueOf:   "SELECT key, at FROM due WHERE key >= ?3 AND key < ?4 AND +at <= ?1 ORDER BY +at, key LIMIT ?2", // by key
	})
}

// reading lends an idle reader to f.
func (s *sqliteStore) reading(ctx context.Context, f func(*reader) error) error {
	if err := s.enter(ctx); err != nil {
		return err
	}
	defer s.leave()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case r := <-s.readers:
		defer func() { s.readers <- r }()
		return cured(f(r))
	}
}

// Load implements thidua.Store.
func (s *sqliteStore) Load(ctx context.Context, id string, keys ...thidua.Key) (thidua.Snapshot, error) {
	var out thidua.Snapshot
	err := s.reading(ctx, func(r *reader) error {
		rev, err := r.stands(id, &out)
		if err != nil {
			return err
		}
		var cached bool
		if out.Records, cached = s.cache.snapshot(rev, keys); cached {
			return nil
		}
		if _, err := r.begin.ExecContext(background()); err != nil {
			return err
		}
		rev, err = r.load(ctx, id, keys, &out)
		_, end := r.end.ExecContext(background())
		if err = errors.Join(err, end); err == nil {
			s.cache.add(rev, out.Records)
		}
		return err
	})
	if err != nil {
		return thidua.Snapshot{}, fmt.Errorf("load records: %w", err)
	}
	return out, nil
}

// stands reads the revision of the file, and whether an id was committed.
func (r *reader) stands(id string, out *thidua.Snapshot) (rev int64, err error) {
	return rev, r.state.QueryRowContext(background(), []byte(id)).Scan(&rev, &out.Committed)
}

func (r *reader) load(ctx context.Context, id string, keys []thidua.Key, out *thidua.Snapshot) (rev int64, err error) {
	if rev, err = r.stands(id, out); err != nil {
		return 0, err
	}
	out.Records = make(map[thidua.Key]thidua.Record, len(keys))
	if err := r.add(ctx, out.Records, keys); err != nil {
		return 0, err
	}
	var needs []thidua.Key
	for _, record := range out.Records {
		needs = append(needs, record.Needs...)
	}
	return rev, r.add(ctx, out.Records, needs)
}

func (r *reader) add(ctx context.Context, records map[thidua.Key]thidua.Record, keys []thidua.Key) error {
	for _, k := range keys {
		if _, there := records[k]; there {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		record := thidua.Record{Key: k}
		var needs sql.RawBytes
		rows, err := r.record.QueryContext(background(), []byte(k))
		if err != nil {
			return err
		}
		if rows.Next() {
			err = rows.Scan(&record.Rev, &needs, &record.Body)
			if err == nil {
				record.Needs, _, err = unpackNeeds(needs)
			}
		}
		if err := errors.Join(err, rows.Err(), rows.Close()); err != nil {
			return err
		}
		record.Body, record.Needs = slices.Clip(record.Body), slices.Clip(record.Needs) // who appends to one appends to their own
		records[k] = record
	}
	return nil
}

// Scan implements thidua.Store.
func (s *sqliteStore) Scan(ctx context.Context, r thidua.Range) ([]thidua.Record, error) {
	var out []thidua.Record
	err := s.reading(ctx, func(reader *reader) (err error) {
		out, err = reader.scanned(ctx, r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("scan records: %w", err)
	}
	return out, nil
}

func (r *reader) scanned(ctx context.Context, chosen thidua.Range) (out []thidua.Record, err error) {
	limit := chosen.Limit
	if limit <= 0 {
		limit = -1
	}
	rows, err := r.query(chosen, limit)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Err(), rows.Close()) }()
	for rows.Next() {
		var key, needs sql.RawBytes
		var record thidua.Record
		if err := rows.Scan(&key, &record.Rev, &needs, &record.Body); err != nil {
			return nil, err
		}
		record.Key = thidua.Key(key)
		if !strings.HasPrefix(string(record.Key), string(chosen.Prefix)) {
			break
		}
		if record.Needs, _, err = unpackNeeds(needs); err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out = append(out, record)
	}
	return out, nil
}

func (r *reader) query(chosen thidua.Range, limit int) (*sql.Rows, error) {
	if !chosen.Back {
		return r.scan.QueryContext(background(), []byte(first(chosen)), limit)
	}
	if end := last(chosen); len(end) > 0 {
		return r.back.QueryContext(background(), end, limit)
	}
	return r.last.QueryContext(background(), limit)
}

// first is the lowest key that a range may hold.
func first(r thidua.Range) thidua.Key {
	if r.After == "" {
		return r.Prefix
	}
	return max(r.Prefix, r.After+"\x00")
}

// last is the key below which the range ends that is read back; empty where nothing bounds it.
func last(r thidua.Range) []byte {
	end := beyond(r.Prefix)
	if r.After != "" && (len(end) == 0 || string(r.After) < string(end)) {
		return []byte(r.After)
	}
	return end
}

// beyond is the lowest key behind all that have a prefix; empty where there is none.
func beyond(prefix thidua.Key) []byte {
	end := bytes.TrimRight([]byte(prefix), "\xff")
	if len(end) > 0 {
		end[len(end)-1]++
	}
	return end
}

// Due implements thidua.Store.
func (s *sqliteStore) Due(ctx context.Context, now time.Time, limit int, under ...thidua.Key) ([]thidua.Due, error) {
	var out []thidua.Due
	err := s.reading(ctx, func(r *reader) (err error) {
		if len(under) == 0 {
			out, err = listDue(r.due, now.UnixMilli(), max(limit, 0))
			return err
		}
		out = nil
		for _, prefix := range under {
			some, err := listDue(r.dueOf, now.UnixMilli(), max(limit, 0), []byte(prefix), behindAll(prefix))
			if err != nil {
				return err
			}
			out = append(out, some...)
		}
		slices.SortStableFunc(out, func(a, b thidua.Due) int { return a.At.Compare(b.At) })
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list due-times: %w", err)
	}
	return out, nil
}

// behindAll is a key behind all that have a prefix.
func behindAll(prefix thidua.Key) []byte {
	if end := beyond(prefix); len(end) > 0 {
		return end
	}
	const longest = 1 << 12 // of a key of such bytes alone
	return bytes.Repeat([]byte{0xff}, longest)
}

func listDue(query *sql.Stmt, values ...any) (out []thidua.Due, err error) {
	rows, err := query.QueryContext(background(), values...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Err(), rows.Close()) }()
	for rows.Next() {
		var key sql.RawBytes
		var at int64
		if err := rows.Scan(&key, &at); err != nil {
			return nil, err
		}
		out = append(out, thidua.Due{Key: thidua.Key(key), At: moment(at)})
	}
	return out, nil
}
