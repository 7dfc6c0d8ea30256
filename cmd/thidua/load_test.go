package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/store"
)

// TestLoadRefusesToDrop keeps a version out that lacks a unit with answers, until it is told to remove it.
func TestLoadRefusesToDrop(t *testing.T) {
	t.Parallel()
	w := terminal{TB: t, env: map[string]string{"STORE_URL": stores["file"](t)}}
	file := filepath.Join(t.TempDir(), "sample.md")
	w.must("new", file)
	w.must("load", file)
	answered(t, w.env["STORE_URL"], "TTTK", "huong_ung")
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	for _, line := range strings.Split(string(content), "\n") {
		if !strings.Contains(line, "| TTTK |") {
			kept = append(kept, line)
		}
	}
	if err := os.WriteFile(file, []byte(strings.Join(kept, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, arguments := range [][]string{{"load", file}, {"load", "--dry-run", file}} {
		if code, _, said := w.run(arguments...); code != exitWrong || !strings.Contains(said, "TTTK") {
			t.Errorf("%v: exit code %d, %s", arguments[:1], code, said)
		}
	}
	if out := w.must("load", "--remove", file); !strings.Contains(out, "TTTK") || !strings.Contains(out, "loaded") {
		t.Errorf("load --remove: %s", out)
	}
}

// TestLoadTellsOfAPastDeadline says at the first load of a campaign that its due time has passed, and nothing where it has not.
func TestLoadTellsOfAPastDeadline(t *testing.T) {
	t.Parallel()
	past, _ := edition(t, "1")
	ahead, _ := edition(t, "1", "| due | 2023-", "| due | 2123-")
	for file, passed := range map[string]bool{past: true, ahead: false} {
		w := terminal{TB: t, env: map[string]string{"STORE_URL": stores["file"](t)}}
		if out := w.must("load", "--dry-run", file); strings.Contains(out, "Hạn nộp 17:00 25/5/2023 đã qua") != passed {
			t.Errorf("the preview, where it has passed: %v: %s", passed, out)
		}
		code, _, said := w.run("load", file)
		if code != exitDone || strings.Contains(said, "Its due time, 25/5/2023 17:00, has passed") != passed {
			t.Errorf("where it has passed: %v: exit code %d, %s", passed, code, said)
		}
	}
}

// answered puts a submitted part on the board.
func answered(t *testing.T, storeURL, unit, part string) {
	t.Helper()
	db, err := store.Open(t.Context(), storeURL)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	body, err := json.Marshal(thidua.Index{Parts: map[string]thidua.Standing{part: {State: thidua.Submitted, Submission: 1}}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Commit(t.Context(), thidua.Change{ID: "test", At: time.Now(),
		Put: []thidua.Record{{Key: thidua.IndexKey("td75", unit), Body: body}}})
	if err != nil {
		t.Fatal(err)
	}
}
