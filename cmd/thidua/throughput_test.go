package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"thidua/bot/simulator"
)

// The size of the load test.
const (
	loadPeople = 500
	loadParts  = 1 // handed in by each of them while the clock runs
	loadRounds = 3 // of all stores in turn; the table shows the median round
)

// loadKinds are the stores of the load test, the one that others are compared with first.
var loadKinds = []string{"memory", "file", "redis"}

// conversation is how a crowd fared with one bot.
type conversation struct {
	store   string
	took    time.Duration
	updates int
	waits   []time.Duration // from act to answer, shortest first
	used    usage
}

func (c conversation) rate() float64 { return float64(c.updates) / c.took.Seconds() }

func (c conversation) percentile(p int) time.Duration {
	if len(c.waits) == 0 {
		return 0
	}
	return c.waits[min(len(c.waits)-1, len(c.waits)*p/100)]
}

// BenchmarkLoad lets a crowd answer as fast as the bot does, on each store and in memory, and prints a table. Beside them stands a bot that
// keeps nothing.
func BenchmarkLoad(b *testing.B) {
	for range b.N {
		rounds := map[string][]conversation{}
		for range loadRounds {
			for _, kind := range loadKinds {
				rounds[kind] = append(rounds[kind], converse(b, kind, loadPeople, loadParts))
			}
			rounds["echo"] = append(rounds["echo"], converseWithEcho(b, loadPeople))
		}
		printLoad(b, rounds)
	}
}

// printLoad prints the median round of each store; ratios are medians of the rounds' own ratios.
func printLoad(b *testing.B, rounds map[string][]conversation) {
	b.Helper()
	var t strings.Builder
	fmt.Fprintf(&t, "%d people, %d cores\n%-8s %10s %10s %8s %8s %8s %12s %10s %10s %10s\n", loadPeople, runtime.NumCPU(),
		"store", "updates/s", "per core", "p50", "p95", "p99", "CPU/update", "load+com.", "all calls", "of memory")
	for _, kind := range append(loadKinds, "echo") {
		var ratios []float64
		for i, c := range rounds[kind] {
			ratios = append(ratios, c.rate()/rounds[loadKinds[0]][i].rate())
		}
		all := slices.Clone(rounds[kind])
		slices.SortFunc(all, func(a, b conversation) int { return int(a.took - b.took) })
		c := all[len(all)/2]
		n := int64(c.updates)
		fmt.Fprintf(&t, "%-8s %10.0f %10.0f %8s %8s %8s %12s %10.2f %10.2f %10.2f\n", kind, c.rate(), c.rate()/float64(runtime.NumCPU()),
			short(c.percentile(50)), short(c.percentile(95)), short(c.percentile(99)), (c.used.CPU / time.Duration(n)).Round(time.Microsecond),
			float64(c.used.Loads+c.used.Commits)/float64(n), float64(c.used.calls())/float64(n), median(ratios))
		b.ReportMetric(median(ratios), kind+"/memory")
	}
	fmt.Fprint(os.Stdout, "\n", t.String())
}

func short(d time.Duration) string { return d.Round(time.Millisecond / 10).String() }

func median(all []float64) float64 {
	slices.Sort(all)
	return all[len(all)/2]
}

// bureau is a simulated Telegram with a campaign and a crowd, ready for a bot.
type bureau struct {
	terminal
	sim   *simulator.Server
	crowd []*clerk
}

// newBureau opens a bureau; memory begins from a file.
func newBureau(t testing.TB, kind string, people int, options simulator.Options) *bureau {
	t.Helper()
	if kind == "memory" {
		kind = "file"
	}
	sim, url := phone(t, options)
	o := &bureau{sim: sim, terminal: terminal{TB: t, env: map[string]string{"STORE_URL": stores[kind](t), "TELEGRAM_API_URL": url,
		"TELEGRAM_BOT_TOKEN": sim.Token(), "SEND_RATE": "0", "SEND_RATE_CHAT": "0", "LOG_LEVEL": "error"}}}
	workbook := filepath.Join(t.TempDir(), "dong.md")
	if err := os.WriteFile(workbook, crowdWorkbook(people), 0o600); err != nil {
		t.Fatal(err)
	}
	o.must("load", workbook)
	o.crowd = newCrowd(t, o.terminal, sim, people, 1)
	return o
}

// allAtOnce lets everybody of a crowd do something at the same time; all must succeed.
func allAtOnce(t testing.TB, crowd []*clerk, do func(context.Context, *clerk) error) {
	t.Helper()
	failures := make(chan error, len(crowd))
	var people sync.WaitGroup
	for _, c := range crowd {
		people.Go(func() { failures <- do(t.Context(), c) })
	}
	people.Wait()
	for range crowd {
		if err := <-failures; err != nil {
			t.Fatal(err)
		}
	}
}

// joined lets everybody join.
func joined(ctx context.Context, c *clerk) error {
	_, err := c.join(ctx, c.Payload)
	return err
}

// converse measures a crowd that hands in so many parts each, after all have joined.
func converse(t testing.TB, kind string, people, parts int) conversation {
	t.Helper()
	o := newBureau(t, kind, people, simulator.Options{})
	bot := newMeasured(o.terminal, kind)
	for _, c := range o.crowd {
		c.patience = crashPatience
	}
	allAtOnce(t, o.crowd, joined)
	return measure(kind, bot, o.crowd, func(ctx context.Context, c *clerk) error { return c.hand(ctx, 0, parts) })
}

// measure lets a crowd do something and tells what the bot used for it.
func measure(kind string, bot *measured, crowd []*clerk, do func(context.Context, *clerk) error) conversation {
	for _, c := range crowd {
		c.waits = nil
	}
	before, begun := bot.usage(), time.Now()
	allAtOnce(bot.TB, crowd, do)
	m := conversation{store: kind, took: time.Since(begun), used: bot.usage().minus(before)}
	for _, c := range crowd {
		m.updates += len(c.waits)
		m.waits = append(m.waits, c.waits...)
	}
	slices.Sort(m.waits)
	bot.stop()
	return m
}
