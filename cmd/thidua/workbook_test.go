package main

import (
	"archive/zip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua"
)

const pictured = `
| survey |
| | type | name | label | image | audio |
| | text | ten | Tên di tích | dinh.png | ke.mp3 |
| | text | noi | Ở đâu | jr://images/ban-do.jpg | |
`

// TestMediaBesideWorkbook finds what a workbook shows in its folder, beside it and in a .zip, names by cell what is missing or
// too large, and keeps the rest where evidence is kept.
func TestMediaBesideWorkbook(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	book := filepath.Join(folder, "di-tich.md")
	write := func(name, content string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("di-tich.md", pictured)
	write("di-tich-media/dinh.png", "in its folder")
	write("ban-do.jpg", "beside it")

	var report, packedReport checked
	term := terminal{TB: t, env: map[string]string{"STORE_URL": "file:" + filepath.Join(folder, "s.db"), "FILES_URL": "file:" + filepath.Join(folder, "files")}}
	code, out, _ := term.run("check", "--json", "--lang", "en", book)
	if err := json.Unmarshal([]byte(out), &report); err != nil || code != 0 {
		t.Fatal(code, err, out)
	}
	if len(report.Warnings) != 1 || report.Warnings[0].Code != "media_missing" || report.Warnings[0].Row != 2 || report.Warnings[0].Column != 5 ||
		!strings.Contains(report.Warnings[0].Message, "di-tich-media") || !strings.Contains(report.Warnings[0].Message, "ke.mp3") {
		t.Errorf("%+v", report.Warnings)
	}

	term.must("load", book)
	db := term.open()
	key := thidua.MediaKey("di-tich")
	kept := func() map[string]thidua.Medium {
		snapshot, err := db.Load(t.Context(), "", key)
		if err != nil {
			t.Fatal(err)
		}
		var media map[string]thidua.Medium
		if err := json.Unmarshal(snapshot.Records[key].Body, &media); err != nil {
			t.Fatal(err)
		}
		return media
	}
	if media := kept(); len(media) != 2 || media["dinh.png"].Length != 13 || media["ban-do.jpg"].Length != 9 {
		t.Errorf("kept %v", media)
	}

	packed := filepath.Join(folder, "tat-ca.zip")
	f, err := os.Create(packed)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(f)
	for _, file := range [][2]string{{"di-tich.md", pictured}, {"di-tich-media/ke.mp3", "a tale"}, {"__MACOSX/._ke.mp3", "x"}, {"di-tich-media/dinh.png", strings.Repeat("x", 10<<20+1)}} {
		part, err := w.Create(file[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(file[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	code, out, _ = term.run("check", "--json", "--lang", "en", packed)
	if err := json.Unmarshal([]byte(out), &packedReport); err != nil || code != exitWrong || packedReport.Valid || packedReport.File != packed {
		t.Fatal(code, err, out)
	}
	if found := packedReport.Errors; len(found) != 1 || found[0].Code != "media_too_large" || found[0].Column != 4 {
		t.Errorf("%+v", found)
	}
	term.in = strings.NewReader("/1\n/1\n/thoat\n")
	if said := term.must("chat", book); !strings.Contains(said, "🖼 dinh.png") {
		t.Errorf("the rehearsal does not name the picture:\n%s", said)
	}
}
