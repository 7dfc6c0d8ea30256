package store

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"thidua"
)

// file makes a bench on a file that another program has written by these statements.
func file(t *testing.T, statements string) *bench {
	t.Helper()
	path := filepath.Join(t.TempDir(), "thidua.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(statements); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return &bench{T: t, ctx: t.Context(), url: "file:" + path}
}

func TestFileRefused(t *testing.T) {
	for statements, want := range map[string]string{
		"CREATE TABLE meta (schema INTEGER, rev INTEGER, seq INTEGER); INSERT INTO meta VALUES (99, 0, 0)": "newer program",
		"CREATE TABLE meta (schema INTEGER, rev INTEGER, seq INTEGER); INSERT INTO meta VALUES (0, 0, 0)":  "none of this program's",
		"CREATE TABLE users (name TEXT)": "none of this program's",
	} {
		b := file(t, statements)
		if _, err := Open(b.ctx, b.url); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", statements, err, want)
		}
	}
	path := filepath.Join(t.TempDir(), "text.db")
	if err := os.WriteFile(path, []byte(strings.Repeat("not a database\n", 99)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), "file:"+path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("a text file: %v", err)
	}
}

// TestFileMode keeps the answers from other people on the machine.
func TestFileMode(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	b := &bench{T: t, ctx: t.Context(), url: "file:" + dir + "/thidua.db"}
	b.put(b.open(), "a", 0, "x")
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 {
		t.Fatalf("%d files (%v), want the file, its WAL and its index", len(entries), err)
	}
	for _, entry := range entries {
		if info, err := entry.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v (%v)", entry.Name(), info.Mode(), err)
		}
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the directory has mode %v (%v)", info.Mode(), err)
	}
}

// TestFileAlone shows that a closed store is one file: whoever copies it then has everything.
func TestFileAlone(t *testing.T) {
	dir := t.TempDir()
	b := &bench{T: t, ctx: t.Context(), url: "file:" + dir + "/thidua.db"}
	s := b.open()
	b.put(s, "a", 0, "x")
	b.holds(s, "a", "x")
	b.close(s)
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 || entries[0].Name() != "thidua.db" {
		t.Errorf("a closed store leaves %v (%v)", entries, err)
	}
}

// TestFileDurable sees to what an acknowledged commit rests on: one flush of the WAL for each transaction.
func TestFileDurable(t *testing.T) {
	b := &bench{T: t, ctx: t.Context(), url: "file:" + t.TempDir() + "/thidua.db"}
	s := b.open().(*sqliteStore)
	for pragma, want := range map[string]string{"synchronous": "2", "journal_mode": "wal", "busy_timeout": "5000"} {
		var got string
		if err := s.writes.QueryRowContext(b.ctx, "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %s (%v), want %s", pragma, got, err, want)
		}
	}
}

func TestFilePaths(t *testing.T) {
	t.Chdir(t.TempDir())
	for url, path := range map[string]string{
		"file:thidua.db": "thidua.db", "file:./a/thidua.db": "a/thidua.db", "file::memory:": ":memory:",
		"file://" + t.TempDir() + "/c.db": "", "file:%20 &=.db": "%20 &=.db",
	} {
		b := &bench{T: t, ctx: t.Context(), url: url}
		s := b.open()
		b.put(s, "a", 0, "x")
		b.close(s)
		b.holds(b.open(), "a", "x")
		if _, err := os.Stat(path); path != "" && err != nil {
			t.Errorf("%s: %v", url, err)
		}
	}
}

// TestFileOpenedTogether opens a new file from many places at once.
func TestFileOpenedTogether(t *testing.T) {
	b := &bench{T: t, ctx: t.Context(), url: "file:" + t.TempDir() + "/thidua.db"}
	b.beside(8, func(i int) {
		s, err := Open(b.ctx, b.url)
		if err != nil {
			t.Error(err)
			return
		}
		defer s.Close()
		if _, err := s.Commit(b.ctx, thidua.Change{ID: fmt.Sprint(i), At: start, Put: records("a", 0, "x")}); err != nil &&
			!errors.Is(err, thidua.ErrConflict) {
			t.Error(err)
		}
	})
	b.holds(b.open(), "a", "x")
}

// TestWriterAlone has a batch with a request that fails, one that conflicts and one that nobody waits for any more.
func TestWriterAlone(t *testing.T) {
	b := &bench{T: t, ctx: t.Context(), url: "file:" + t.TempDir() + "/thidua.db"}
	s := b.open().(*sqliteStore)
	over, cancel := context.WithCancel(b.ctx)
	cancel()
	failure := errors.New("no room")
	put := func(key thidua.Key, rev int64) func(*transaction) error {
		return func(tx *transaction) error {
			_, err := tx.change(thidua.Change{ID: string(key), At: start, Put: records(key, rev, "x")}, nil)
			return err
		}
	}
	cases := []struct {
		ctx  context.Context
		do   func(*transaction) error
		want error
	}{
		{b.ctx, put("a", 0), nil},
		{b.ctx, func(tx *transaction) error { return errors.Join(put("half", 0)(tx), failure) }, failure},
		{b.ctx, put("b", 7), thidua.ErrConflict},
		{over, put("c", 0), context.Canceled},
		{b.ctx, put("d", 0), nil},
	}
	var batch []*request
	for _, c := range cases {
		batch = append(batch, &request{ctx: c.ctx, do: c.do, done: make(chan struct{})})
	}
	// The writer's own goroutine has no requests now and does not touch the connection.
	s.writer.serve(slices.Clone(batch))
	for i, r := range batch {
		<-r.done
		if !errors.Is(r.err, cases[i].want) || cases[i].want == nil && r.err != nil {
			t.Errorf("request %d: %v, want %v", i, r.err, cases[i].want)
		}
	}
	if keys := b.keys(s, thidua.Range{}); !slices.Equal(keys, []thidua.Key{"a", "d"}) {
		t.Errorf("%q were written", keys)
	}
	b.close(s)
	select {
	case <-s.writer.stopped:
	default:
		t.Error("the writer outlives its store")
	}
}

// writeUntilKilled is the whole life of TestFileKilled's child: it commits and tells what was acknowledged.
func writeUntilKilled(path string) {
	s, err := Open(context.Background(), "file:"+path)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for i := range 16 {
		go func() {
			for n := 0; ; n++ {
				key := thidua.Key(fmt.Sprintf("%d/%d/%d", os.Getpid(), i, n))
				_, err := s.Commit(context.Background(), thidua.Change{ID: string(key), At: start,
					Put: records(key, 0, string(key)), Send: []thidua.Message{message(int64(i), string(key))}})
				if err != nil {
					fmt.Println(err)
					os.Exit(1)
				}
				fmt.Println(key)
			}
		}()
	}
	select {}
}

// TestFileKilled kills a process that writes, again and again, while this one writes to the same file: what was
// acknowledged to either is there afterwards.
func TestFileKilled(t *testing.T) {
	b := &bench{T: t, ctx: t.Context(), url: "file:" + t.TempDir() + "/thidua.db"}
	s := b.open()
	acknowledged := map[thidua.Key]bool{}
	for round := range 3 {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), "THIDUA_TEST_WRITE="+strings.TrimPrefix(b.url, "file:"))
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for n := 0; lines.Scan(); n++ {
			acknowledged[thidua.Key(lines.Text())] = true
			switch {
			case n == 300:
				_ = child.Process.Kill()
			case n%30 == 0 && n < 300:
				ours := thidua.Key(fmt.Sprintf("ours/%d/%d", round, n))
				b.persist(s, thidua.Change{Put: records(ours, 0, "x"), Send: []thidua.Message{message(99, string(ours))}})
				acknowledged[ours] = true
			}
		}
		_ = child.Wait()
	}
	b.close(s)
	s = b.open()
	found := b.keys(s, thidua.Range{})
	for _, key := range found {
		delete(acknowledged, key)
	}
	if len(acknowledged) != 0 || len(found) < 3*310 {
		t.Errorf("%d records, and of the acknowledged ones %d are lost", len(found), len(acknowledged))
	}
	if sent := b.sendAll(s, start); len(found) != len(sent) {
		t.Errorf("%d records, but %d messages", len(found), len(sent))
	}
}
