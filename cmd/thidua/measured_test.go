package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime/pprof"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"thidua"
	"thidua/bot/telegram"
	"thidua/store"
)

// The environment of a measured bot: the test's own program, run once more, is one where the first is set.
const (
	measuredStore   = "THIDUA_MEASURED_STORE" // file or redis, as STORE_URL is; memory, which begins with what STORE_URL holds; echo, which keeps nothing
	measuredProfile = "THIDUA_PROFILE"        // folder for profiles of the CPU; none where it is empty
)

// usage is what a bot has used since it started.
type usage struct {
	Loads, Commits, Takes, Strikes, Others int64         // calls of its store
	CPU                                    time.Duration // of the process
	Memory                                 int64         // bytes that are resident now
}

func (u usage) minus(before usage) usage {
	return usage{u.Loads - before.Loads, u.Commits - before.Commits, u.Takes - before.Takes, u.Strikes - before.Strikes,
		u.Others - before.Others, u.CPU - before.CPU, u.Memory}
}

func (u usage) calls() int64 { return u.Loads + u.Commits + u.Takes + u.Strikes + u.Others }

// watched counts the calls of a store.
type watched struct {
	thidua.Store
	loads, commits, takes, strikes, others atomic.Int64
}

func (w *watched) Load(ctx context.Context, id string, keys ...thidua.Key) (thidua.Snapshot, error) {
	w.loads.Add(1)
	return w.Store.Load(ctx, id, keys...)
}

func (w *watched) Commit(ctx context.Context, c thidua.Change) (thidua.Outcome, error) {
	w.commits.Add(1)
	return w.Store.Commit(ctx, c)
}

func (w *watched) Take(ctx context.Context, now, until time.Time, limit int) ([]thidua.Parcel, error) {
	w.takes.Add(1)
	return w.Store.Take(ctx, now, until, limit)
}

func (w *watched) Strike(ctx context.Context, receipts ...thidua.Receipt) error {
	w.strikes.Add(1)
	return w.Store.Strike(ctx, receipts...)
}

func (w *watched) Lease(ctx context.Context, name, owner string, now, until time.Time) (bool, error) {
	w.others.Add(1)
	return w.Store.Lease(ctx, name, owner, now, until)
}

func (w *watched) Due(ctx context.Context, now time.Time, limit int, under ...thidua.Key) ([]thidua.Due, error) {
	w.others.Add(1)
	return w.Store.Due(ctx, now, limit, under...)
}

func (w *watched) Scan(ctx context.Context, r thidua.Range) ([]thidua.Record, error) {
	w.others.Add(1)
	return w.Store.Scan(ctx, r)
}

func (w *watched) usage() usage {
	u := usage{Loads: w.loads.Load(), Commits: w.commits.Load(), Takes: w.takes.Load(), Strikes: w.strikes.Load(),
		Others: w.others.Load()}
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) == nil {
		u.CPU = time.Duration(r.Utime.Nano() + r.Stime.Nano())
	}
	if text, err := os.ReadFile("/proc/self/statm"); err == nil {
		var size, resident int64
		fmt.Sscan(string(text), &size, &resident)
		u.Memory = resident * int64(os.Getpagesize())
	}
	return u
}

// serveMeasured is the life of a measured bot: it serves until it is told to stop, and answers each line on its input
// with its usage.
func serveMeasured() int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	config, err := readConfig(os.Getenv)
	if err != nil {
		return report(os.Stderr, err)
	}
	w := &world{ctx: ctx, streams: streams{in: os.Stdin, out: os.Stdout, err: os.Stderr}, config: config}
	db := &watched{}
	if db.Store, err = store.Open(ctx, config.StoreURL); err != nil {
		return report(os.Stderr, err)
	}
	defer db.Close()
	if os.Getenv(measuredStore) == "memory" {
		if db.Store, err = remembered(ctx, db.Store); err != nil {
			return report(os.Stderr, err)
		}
	}
	if folder := os.Getenv(measuredProfile); folder != "" {
		f, err := os.Create(filepath.Join(folder, fmt.Sprintf("%s-%d.prof", os.Getenv(measuredStore), os.Getpid())))
		if err != nil {
			return report(os.Stderr, err)
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return report(os.Stderr, err)
		}
		defer pprof.StopCPUProfile()
	}
	go func() {
		for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
			_ = json.NewEncoder(os.Stdout).Encode(db.usage())
		}
	}()
	if os.Getenv(measuredStore) == "echo" {
		return report(os.Stderr, echo(ctx, telegram.New(telegram.Options{Token: config.Token, URL: config.APIURL})))
	}
	return report(os.Stderr, w.serve(serving{store: db, token: config.Token, url: config.APIURL, now: time.Now,
		rate: config.Rate, rateChat: config.RateChat, log: w.logger()}))
}

// remembered is a store in memory with everything that another store holds.
func remembered(ctx context.Context, from thidua.Store) (thidua.Store, error) {
	records, err := from.Scan(ctx, thidua.Range{})
	if err != nil {
		return nil, err
	}
	due, err := from.Due(ctx, time.Now().AddDate(1000, 0, 0), 1_000_000)
	if err != nil {
		return nil, err
	}
	m := newMemory()
	for i := range records {
		records[i].Rev = 0
	}
	_, err = m.Commit(ctx, thidua.Change{ID: "all", At: time.Now(), Put: records, Due: due})
	return m, err
}

// measured is a bot whose usage can be asked for.
type measured struct {
	testing.TB
	process *exec.Cmd
	ask     io.Writer
	answers *bufio.Scanner
}

// newMeasured starts a bot of a kind (measuredStore) in the terminal's environment.
func newMeasured(w terminal, kind string) *measured {
	w.Helper()
	own, err := os.Executable()
	if err != nil {
		w.Fatal(err)
	}
	m := &measured{TB: w.TB, process: exec.Command(own)}
	m.process.Env = append(w.environment(), measuredStore+"="+kind, measuredProfile+"="+os.Getenv(measuredProfile))
	m.process.Stderr = w.Output()
	var out io.Reader
	if m.ask, err = m.process.StdinPipe(); err == nil {
		out, err = m.process.StdoutPipe()
	}
	if err == nil {
		err = m.process.Start()
	}
	if err != nil {
		w.Fatal(err)
	}
	m.answers = bufio.NewScanner(out)
	w.Cleanup(m.stop)
	return m
}

// usage is what the bot has used so far.
func (m *measured) usage() (u usage) {
	m.Helper()
	_, err := io.WriteString(m.ask, "\n")
	if err == nil && m.answers.Scan() {
		err = json.Unmarshal(m.answers.Bytes(), &u)
	}
	if err != nil || u.CPU == 0 {
		m.Fatalf("the bot does not tell its usage: %v", err)
	}
	return u
}

// stop ends the bot; a second stop does nothing.
func (m *measured) stop() {
	if m.process.ProcessState == nil {
		_ = m.process.Process.Signal(syscall.SIGTERM)
		_ = m.process.Wait()
	}
}
