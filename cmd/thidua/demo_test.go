package main

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/bot"
	"thidua/store"
)

// TestDemo plays with an empty environment and on Redis, twice there, and writes the same workbook and report.
func TestDemo(t *testing.T) {
	t.Parallel()
	first := demoOnce(t)
	book := timeless(cells(t, filepath.Join(first, "tong-hop.xlsx")))
	letter := paragraphs(t, filepath.Join(first, "bao-cao.docx"))
	if text := strings.Join(letter, "\n"); !strings.Contains(text, "75 năm") || len(letter) < 50 {
		t.Errorf("a report of %d paragraphs: %.300s", len(letter), text)
	}
	holdsFacts(t, letter, book)
	computesAlike(t, filepath.Join(first, "tong-hop.xlsx"))
	printsWell(t, filepath.Join(first, "tong-hop.xlsx"))
	url := newRedis(t).url()
	for range 2 { // the demo empties what an earlier demo left
		out := demoOnce(t, "STORE_URL="+url)
		same(t, unordered(timeless(cells(t, filepath.Join(out, "tong-hop.xlsx")))), unordered(book))
		same(t, paragraphs(t, filepath.Join(out, "bao-cao.docx")), letter)
	}
}

// unordered sorts the lines of the log, whose order is that of people who answer side by side.
func unordered(lines []string) []string {
	var log, rest []string
	for _, line := range lines {
		if sheet, row, _ := strings.Cut(line, "!"); sheet == "Nhật ký" {
			_, row, _ = strings.Cut(row, " | ") // the number of the line
			log = append(log, row)
		} else {
			rest = append(rest, line)
		}
	}
	slices.Sort(log)
	return append(rest, log...)
}

// demoOnce runs the command with nothing else in its environment, and returns the folder that it filled.
func demoOnce(t *testing.T, env ...string) string {
	t.Helper()
	folder := t.TempDir()
	out := filepath.Join(folder, "out")
	demo := exec.CommandContext(t.Context(), program, "demo", "--once", "--out", out)
	demo.Env, demo.Dir = append([]string{"TMPDIR=" + folder}, env...), folder
	if len(env) == 0 {
		demo.Env = []string{}
	}
	printed, err := demo.CombinedOutput()
	if err != nil {
		t.Fatalf("demo: %v\n%s", err, printed)
	}
	names, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || !reflect.DeepEqual(names, []string{out}) {
		t.Errorf("the demo left %v, %v", names, err)
	}
	return out
}

// paragraphs is the text of a Word document.
func paragraphs(t *testing.T, file string) []string {
	t.Helper()
	archive, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	part, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	lines := []string{""}
	for decoder := xml.NewDecoder(part); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return lines
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.CharData:
			lines[len(lines)-1] += string(token)
		case xml.EndElement:
			switch token.Name.Local {
			case "p":
				lines = append(lines, "")
			case "noBreakHyphen":
				lines[len(lines)-1] += "\u2011"
			}
		}
	}
}

// TestDemoRefuses a store that holds anything else's records, and changes nothing there.
func TestDemoRefuses(t *testing.T) {
	t.Parallel()
	for name, fresh := range stores {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := fresh(t)
			db, err := store.Open(t.Context(), url)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			staff := thidua.Invite{Phone: "+84912345678", Post: thidua.Post{Role: thidua.Secretariat}}
			if _, err := bot.Invite(t.Context(), db, []thidua.Invite{staff}, time.Now()); err != nil {
				t.Fatal(err)
			}
			before, err := db.Scan(t.Context(), thidua.Range{})
			if err != nil || len(before) == 0 {
				t.Fatal(len(before), err)
			}
			w := terminal{TB: t, env: map[string]string{"STORE_URL": url}}
			code, _, told := w.run("demo", "--once", "--out", filepath.Join(t.TempDir(), "out"))
			if code != exitWrong || !strings.Contains(told, "not the demo's") {
				t.Errorf("exit code %d: %s", code, told)
			}
			after, err := db.Scan(t.Context(), thidua.Range{})
			if err != nil || !reflect.DeepEqual(before, after) {
				t.Errorf("the store was changed: %v", err)
			}
		})
	}
}

// TestDemoScripts are understood line by line; a mistake names its line.
func TestDemoScripts(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"person: A\n\nxin chào":        "line 3",
		"### đứng trước phần":          "line 1",
		"## Phần\n- không có hai chấm": "line 2",
	} {
		if _, err := parseScript([]byte(text), nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	files, err := os.ReadDir("demo")
	if err != nil || len(files) < 5 {
		t.Errorf("%d scripts, %v", len(files), err)
	}
}
