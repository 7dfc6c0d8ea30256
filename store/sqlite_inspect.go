package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"thidua"
)

// Room on the disk, in bytes: below the first the WAL may not fit any more, below the second somebody should know.
const (
	scarceRoom = 64 << 20
	littleRoom = 1 << 30
)

// Backlog implements thidua.Store.
func (s *sqliteStore) Backlog(ctx context.Context) (thidua.Backlog, error) {
	var out thidua.Backlog
	err := s.reading(ctx, func(r *reader) error {
		var oldest sql.NullInt64
		err := r.backlog.QueryRowContext(background()).Scan(&out.Messages, &oldest)
		if oldest.Valid {
			out.Oldest = moment(oldest.Int64)
		}
		return err
	})
	if err != nil {
		return thidua.Backlog{}, fmt.Errorf("count the outbox: %w", err)
	}
	return out, nil
}

// Inspect implements thidua.Store.
func (s *sqliteStore) Inspect(ctx context.Context) (thidua.Inspection, error) {
	out := thidua.Inspection{Kind: "SQLite"}
	var err error
	if out.Backlog, err = s.Backlog(ctx); err == nil {
		err = s.inspected(ctx, &out)
	}
	if err != nil {
		return thidua.Inspection{}, fmt.Errorf("inspect the store file: %w", err)
	}
	return out, nil
}

func (s *sqliteStore) inspected(ctx context.Context, out *thidua.Inspection) error {
	if err := s.enter(ctx); err != nil {
		return err
	}
	defer s.leave()
	var version, journal, path string
	var synchronous int
	row := s.writes.QueryRowContext(ctx, `SELECT schema, rev, (SELECT count(*) FROM record),
		(SELECT count(*) FROM record WHERE key >= ? AND key < ?), sqlite_version(), (SELECT file FROM pragma_database_list WHERE name = 'main'),
		(SELECT journal_mode FROM pragma_journal_mode), (SELECT synchronous FROM pragma_synchronous) FROM meta`,
		[]byte(thidua.ParkedUpdates), []byte("parked0"))
	if err := row.Scan(&out.Schema, &out.Rev, &out.Records, &out.Parked, &version, &path, &journal, &synchronous); err != nil {
		return cured(err)
	}
	out.Findings = []thidua.Finding{
		{Name: "version", Value: version},
		graded("journal_mode", journal, map[string]thidua.Grade{"wal": thidua.Good},
			"the folder must be on a local disk that can lock and share memory, not on a network share"),
		graded("synchronous", fmt.Sprint(synchronous), map[string]thidua.Grade{"2": thidua.Good, "3": thidua.Good}, "build the program anew"),
	}
	for _, look := range []func(string) (thidua.Finding, error){size, mode, room} {
		finding, err := look(path)
		if err != nil {
			return err
		}
		out.Findings = append(out.Findings, finding)
	}
	return nil
}

// size tells the file's and its WAL's.
func size(path string) (thidua.Finding, error) {
	var bytes int64
	for _, file := range []string{path, path + "-wal"} {
		info, err := os.Stat(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return thidua.Finding{}, err
		}
		bytes += info.Size()
	}
	return thidua.Finding{Name: "size", Value: fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))}, nil
}

// mode sees to who can read names, phone numbers and answers.
func mode(path string) (thidua.Finding, error) {
	info, err := os.Stat(path)
	if err != nil {
		return thidua.Finding{}, err
	}
	f := thidua.Finding{Name: "file mode", Value: info.Mode().Perm().String()}
	if info.Mode().Perm()&0o077 != 0 {
		f.Grade, f.Cure = thidua.Doubtful, "chmod 600: the file holds names, phone numbers and answers"
	}
	return f, nil
}

func room(path string) (thidua.Finding, error) {
	free, err := freeRoom(filepath.Dir(path))
	if errors.Is(err, errors.ErrUnsupported) {
		return thidua.Finding{Name: "free disk", Value: "not told", Grade: thidua.Doubtful, Cure: "look at it yourself"}, nil
	}
	f := thidua.Finding{Name: "free disk", Value: fmt.Sprintf("%d MB", free>>20), Cure: "make room: on a full disk nothing more is accepted"}
	switch {
	case free < scarceRoom:
		f.Grade = thidua.Bad
	case free < littleRoom:
		f.Grade = thidua.Doubtful
	default:
		f.Cure = ""
	}
	return f, err
}
