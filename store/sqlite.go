package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// readers is how many reads run side by side; in WAL mode none of them waits for the writer.
const readers = 4

// sqliteStore keeps everything in one file. Its own writes go through one writer; other processes may commit beside it.
type sqliteStore struct {
	gate
	writer  *writer
	cache   *cache
	readers chan *reader // the idle ones
	reads   *sql.DB
	writes  *sql.DB
	conns   []*connection
}

func openSQLite(ctx context.Context, path string) (*sqliteStore, error) {
	path, err := place(path)
	if err != nil {
		return nil, fmt.Errorf("open store file: %w", err)
	}
	s := &sqliteStore{readers: make(chan *reader, readers), cache: newCache()}
	s.writes, err = sql.Open("sqlite", source(path, "journal_mode(WAL)", "synchronous(FULL)", "cache_size(-16000)",
		"wal_autocheckpoint(4000)", "journal_size_limit(67108864)", "temp_store(MEMORY)"))
	if err == nil {
		s.reads, err = sql.Open("sqlite", source(path, "query_only(1)"))
	}
	if err == nil {
		err = s.start(ctx)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open store file %s: %w", path, cured(err)), s.release())
	}
	return s, nil
}

// localPath reads what follows file: in a URL.
func localPath(path string) (string, error) {
	if strings.HasPrefix(path, "///") {
		path = path[2:] // file:///var/lib/…
	}
	switch {
	case path == "":
		return "", errors.New("want file:PATH, such as file:./data")
	case strings.HasPrefix(path, "//"), strings.ContainsAny(path, "?#\x00"):
		return "", errors.New("want file:PATH without a host, '?' or '#'")
	}
	return filepath.Abs(path)
}

// place makes the file and its directory, readable by nobody else, and returns the absolute path.
func place(path string) (string, error) {
	if path == "" || strings.HasSuffix(path, "/") {
		return "", errors.New("want file:PATH, such as file:./data/thidua.db")
	}
	path, err := localPath(path)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	// Only a new file is opened here: closing one that SQLite has open would drop the process's locks on it.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, os.ErrExist) {
		return path, nil
	}
	if err != nil {
		return "", err
	}
	return path, f.Close()
}

// source is the driver's name for a file; every connection waits 5 seconds for another process's commit.
func source(path string, pragmas ...string) string {
	query := url.Values{"_pragma": append([]string{"busy_timeout(5000)"}, pragmas...)}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: query.Encode()}).String()
}

func (s *sqliteStore) start(ctx context.Context) error {
	conn, err := s.connect(ctx, s.writes)
	if err != nil {
		return err
	}
	if err := migrate(ctx, conn.Conn); err != nil {
		return err
	}
	for range readers {
		conn, err := s.connect(ctx, s.reads)
		if err != nil {
			return err
		}
		r, err := newReader(ctx, conn)
		if err != nil {
			return err
		}
		s.readers <- r
	}
	s.writer, err = newWriter(ctx, conn, s.cache)
	return err
}

// Close waits for the calls inside and for what their callers left behind, then closes the file.
func (s *sqliteStore) Close() error {
	if err := s.shut(); err != nil {
		return err
	}
	s.writer.stop()
	if err := s.release(); err != nil {
		return fmt.Errorf("close store file: %w", err)
	}
	return nil
}

// release closes readers first, so that the writer's connection is the last and folds the WAL into the file.
func (s *sqliteStore) release() error {
	var errs []error
	for _, conn := range s.conns {
		errs = append(errs, conn.close())
	}
	for _, db := range []*sql.DB{s.reads, s.writes} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}
