package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/bot"
	"thidua/store"
)

// TestEvidenceSum finds what was fetched and tells what was not.
func TestEvidenceSum(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	db, err := store.Open(t.Context(), "file:"+filepath.Join(folder, "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	files, err := store.OpenFiles(t.Context(), "file:"+filepath.Join(folder, "files"))
	if err != nil {
		t.Fatal(err)
	}
	sha, _, err := files.Put(t.Context(), strings.NewReader("picture"))
	if err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(thidua.Evidence{SHA: sha})
	if err != nil {
		t.Fatal(err)
	}
	change := thidua.Change{ID: "x", At: time.Unix(1, 0), Put: []thidua.Record{{Key: thidua.FileKey("kept"), Body: body}}}
	if _, err := db.Commit(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	e := bot.Kept{Store: db, Opener: files}
	for id, want := range map[string]string{"kept": sha, "other": ""} {
		if got, err := e.Sum(t.Context(), thidua.File{UniqueID: id}); got != want || err != nil {
			t.Errorf("%s: %q, %v", id, got, err)
		}
	}
	from, err := e.Open(t.Context(), sha)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "out", "minh-chung", "VP", "anh.jpg")
	if err := writeOut(file, from); err != nil {
		t.Fatal(err)
	}
	if content, err := os.ReadFile(file); string(content) != "picture" || err != nil {
		t.Errorf("written: %q, %v", content, err)
	}
}
