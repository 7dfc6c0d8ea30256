package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/store"
)

// TestBackupRestore carries a campaign from one kind of store to the other and back.
func TestBackupRestore(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	at := func(kind string) terminal {
		return terminal{TB: t, env: map[string]string{"STORE_URL": stores[kind](t)}}
	}
	first, second, third := at("file"), at("redis"), at("file")
	sample := filepath.Join(folder, "sample.md")
	first.must("new", sample)
	first.must("load", sample)
	answered(t, first.env["STORE_URL"], "TTTK", "huong_ung")
	one, two := filepath.Join(folder, "one.backup"), filepath.Join(folder, "two.backup")
	if out := first.must("backup", one); !strings.Contains(out, one) || !strings.Contains(out, "due-times") {
		t.Errorf("backup says %s", out)
	}
	if info, err := os.Stat(one); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the backup has mode %v (%v)", info.Mode(), err)
	}
	if out := second.must("restore", one); !strings.Contains(out, "restored") {
		t.Errorf("restore says %s", out)
	}
	second.must("backup", two)
	third.must("restore", two)
	for _, w := range []terminal{second, third} {
		if code, _, said := w.run("load", "--dry-run", sample); code != exitDone {
			t.Errorf("load on a restored store: %s", said)
		}
	}

	if code, _, said := first.run("backup", one); code != exitWrong || !strings.Contains(said, "exists already") {
		t.Errorf("backup over a file: exit code %d, %s", code, said)
	}
	if code, _, said := second.run("restore", one); code != exitWrong || !strings.Contains(said, "--replace") {
		t.Errorf("restore over a store: exit code %d, %s", code, said)
	}
	second.must("restore", "--replace", one)
	content, err := os.ReadFile(one)
	if err != nil {
		t.Fatal(err)
	}
	cut := filepath.Join(folder, "cut.backup")
	if err := os.WriteFile(cut, content[:len(content)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{cut, sample, filepath.Join(folder, "absent")} {
		if code, _, said := second.run("restore", "--replace", file); code != exitWrong || !strings.Contains(said, filepath.Base(file)) {
			t.Errorf("restore %s: exit code %d, %s", file, code, said)
		}
	}
	second.must("backup", filepath.Join(folder, "still.backup"))
	if code, _, said := at("file").run("backup", filepath.Join(folder, "empty.backup")); code != exitWrong || !strings.Contains(said, "STORE_URL") {
		t.Errorf("backup of an empty store: exit code %d, %s", code, said)
	}
	if left, err := filepath.Glob(filepath.Join(folder, ".thidua-*")); err != nil || len(left) != 0 {
		t.Errorf("what failed leaves %q (%v)", left, err)
	}
	if _, err := os.Stat(filepath.Join(folder, "empty.backup")); err == nil {
		t.Error("an empty backup was written")
	}
}

// TestRestoreBesideBot refuses to restore under a polling bot, and frees the store again after it failed.
func TestRestoreBesideBot(t *testing.T) {
	t.Parallel()
	w := terminal{TB: t, env: map[string]string{"STORE_URL": stores["file"](t)}}
	file := filepath.Join(t.TempDir(), "sample.md")
	w.must("new", file)
	if code, _, said := w.run("restore", file); code != exitWrong || !strings.Contains(said, "not a whole backup") {
		t.Errorf("restore of something else: exit code %d, %s", code, said)
	}
	db, err := store.Open(t.Context(), w.env["STORE_URL"])
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	now := time.Now()
	if got, err := db.Lease(t.Context(), thidua.PollingLease, "bot", now, now.Add(90*time.Second)); err != nil || !got {
		t.Fatalf("the lease stays with a restore that failed (%v)", err)
	}
	if code, _, said := w.run("restore", file); code != exitWrong || !strings.Contains(said, "stop it first") {
		t.Errorf("restore beside a bot: exit code %d, %s", code, said)
	}
}
