package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"thidua"
	"thidua/bot/simulator"
	"thidua/store"
)

// program is the built command, for tests that kill it.
var program string

func TestMain(m *testing.M) {
	if slices.Contains(os.Args, "-test.fuzzworker") {
		os.Exit(m.Run()) // one of several processes, which needs no program
	}
	if os.Getenv(measuredStore) != "" {
		os.Exit(serveMeasured())
	}
	folder, err := os.MkdirTemp("", "thidua-test-*")
	if err == nil {
		program = filepath.Join(folder, "thidua")
		build := exec.Command("go", "build", "-o", program, ".")
		build.Stderr = os.Stderr
		err = build.Run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "build the command:", err)
		os.Exit(1)
	}
	code := m.Run()
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

// stores make an empty store and tell its URL.
var stores = map[string]func(testing.TB) string{
	"file":  func(t testing.TB) string { return "file:" + filepath.Join(t.TempDir(), "thidua.db") },
	"redis": func(t testing.TB) string { return newRedis(t).url() },
}

// terminal is a command line with an environment of its own.
type terminal struct {
	testing.TB
	env map[string]string
	in  io.Reader // nothing is typed where it is nil
}

func (w terminal) getenv(name string) string { return w.env[name] }

// run carries out one command line inside the test.
func (w terminal) run(arguments ...string) (code int, out, err string) {
	w.Helper()
	var stdout, stderr bytes.Buffer
	std := streams{in: w.in, out: &stdout, err: &stderr}
	if w.in == nil {
		std.in = strings.NewReader("")
	}
	code = run(w.Context(), arguments, w.getenv, std)
	return code, stdout.String(), stderr.String()
}

// must carries out a command line that must succeed, and returns what it prints.
func (w terminal) must(arguments ...string) string {
	w.Helper()
	code, out, err := w.run(arguments...)
	if code != exitDone {
		w.Fatalf("thidua %s: exit code %d\n%s%s", strings.Join(arguments, " "), code, out, err)
	}
	return out
}

// open opens the terminal's store until the test's end.
func (w terminal) open() thidua.Store {
	w.Helper()
	db, err := store.Open(w.Context(), w.env["STORE_URL"])
	if err != nil {
		w.Fatal(err)
	}
	w.Cleanup(func() { db.Close() })
	return db
}

// child is `thidua serve` as a process of its own.
type child struct {
	testing.TB
	env     []string
	process *exec.Cmd
	log     locked
}

// locked is a buffer that a process writes while a test reads.
type locked struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *locked) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// serve starts the bot against a simulator; it is killed at the test's end at the latest.
func serve(w terminal) *child {
	w.Helper()
	c := &child{TB: w.TB, env: []string{"PATH=" + os.Getenv("PATH"), "HOME=" + w.TempDir(), "FILES_URL=file:" + filepath.Join(w.TempDir(), "files")}}
	for name, value := range w.env {
		c.env = append(c.env, name+"="+value)
	}
	w.Cleanup(func() {
		if c.process != nil {
			c.kill()
		}
		if w.Failed() {
			w.Logf("the bot's log:\n%s", c.log.String())
		}
		if token := w.env["TELEGRAM_BOT_TOKEN"]; strings.Contains(c.log.String(), token) {
			w.Error("the token is in the log")
		}
	})
	c.start()
	return c
}

func (c *child) start() {
	c.Helper()
	c.process = exec.Command(program, "serve")
	c.process.Env, c.process.Stdout, c.process.Stderr = c.env, &c.log, &c.log
	if err := c.process.Start(); err != nil {
		c.Fatal(err)
	}
}

// kill ends the bot as a crash would.
func (c *child) kill() {
	_ = c.process.Process.Kill()
	_ = c.process.Wait()
	c.process = nil
}

// stop asks the bot to end, and returns how it did.
func (c *child) stop() error {
	if err := c.process.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	err := c.process.Wait()
	c.process = nil
	return err
}

// phone starts a simulator; the bot must have kept to the Bot API at the test's end.
func phone(t testing.TB, options simulator.Options) (*simulator.Server, string) {
	t.Helper()
	options.Seen = func(m simulator.Message) {
		shown := thidua.Message{Lines: []thidua.Line{{Text: m.Text}}, Buttons: make([][]thidua.Button, len(m.Buttons))}
		if tall := shown.Height(); len(m.Buttons) > 0 && tall > thidua.ScreenLines {
			t.Errorf("a card takes %d lines of a phone's screen:\n%s", tall, m.Text)
		}
	}
	sim := simulator.New(options)
	url, err := sim.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = sim.Close(ctx) // a killed bot leaves connections behind
		if v := sim.Violations(); len(v) > 0 {
			t.Errorf("violations: %q", v)
		}
	})
	return sim, url
}

// cells reads all cells of a workbook, a line for each row.
func cells(t testing.TB, file string) []string {
	t.Helper()
	f, err := excelize.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines []string
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			lines = append(lines, fmt.Sprintf("%s!%d: %s", sheet, i+1, strings.Join(row, " | ")))
		}
	}
	return lines
}

// timeless takes the times out of lines: a clock with its day in any order, and the milliseconds of a number format.
func timeless(lines []string) []string {
	moment := regexp.MustCompile(`\d{1,2}[/-]\d{1,2}[/-]\d{2,4},? \d{1,2}:\d{2}(:\d{2})?|\d{1,2}:\d{2}(:\d{2})?,? (ngày )?\d{1,2}[/-]\d{1,2}[/-]\d{2,4}`)
	lines = slices.Clone(lines)
	for i, line := range lines {
		lines[i] = moment.ReplaceAllString(line, "⏱")
	}
	return lines
}

// same compares two lists of lines and tells the first differences.
func same(t testing.TB, got, want []string) {
	t.Helper()
	const most = 10
	told := 0
	for i := range max(len(got), len(want)) {
		var a, b string
		if i < len(got) {
			a = got[i]
		}
		if i < len(want) {
			b = want[i]
		}
		if a != b && told < most {
			told++
			t.Errorf("line %d is\n  %s\nwant\n  %s", i, a, b)
		}
	}
	if len(want) < 20 {
		t.Errorf("only %d lines were compared", len(want))
	}
}
