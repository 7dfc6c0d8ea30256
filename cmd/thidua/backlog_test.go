package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/bot/simulator"
)

// backlogSpread is by how many rounds of a backlog the replies of two people may lie apart: a batch of updates and the
// messages on their way.
const backlogSpread = 2

// TestBacklog lets messages and taps pile up while no bot runs. All are answered, nearly in the order of their age,
// and taps that Telegram no longer lets the bot answer do no harm.
func TestBacklog(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"file", "redis"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			o := newBureau(t, kind, 150, simulator.Options{})
			bot := newMeasured(o.terminal, kind)
			allAtOnce(t, o.crowd, joined)
			bot.stop()
			const rounds = 6
			pileUp(o, rounds)
			o.sim.Fail("answerCallbackQuery", 100, 400, 0)
			newMeasured(o.terminal, kind)
			drained(t, o, rounds)
		})
	}
}

// pileUp lets everybody ask for the menu so many times, in turn, and press an old button now and then.
func pileUp(o *bureau, rounds int) {
	for round := range rounds {
		for _, c := range o.crowd {
			c.shown = nil
			if old := c.Last(); round > 0 && len(old.Buttons) > 0 && round%3 == 0 {
				c.TapData(old.ID, "0.0")
			}
			c.Say("/menu")
		}
	}
}

// drained waits until everybody has a menu for each time they asked, and checks in which order these came.
func drained(t testing.TB, o *bureau, rounds int) {
	t.Helper()
	type arrival struct{ id, round int }
	var arrivals []arrival
	for _, c := range o.crowd {
		for round := range rounds {
			m, err := c.menu(t.Context())
			if err != nil {
				t.Fatalf("%s, round %d: %v", c.Name, round, err)
			}
			arrivals = append(arrivals, arrival{m.ID, round})
		}
	}
	slices.SortFunc(arrivals, func(a, b arrival) int { return a.id - b.id })
	left := make([]int, rounds+1) // replies of each round that have not come yet
	for round := range rounds {
		left[round] = len(o.crowd)
	}
	oldest := 0
	for _, a := range arrivals {
		if a.round > oldest+backlogSpread {
			t.Fatalf("a reply of round %d came before the last one of round %d", a.round, oldest)
		}
		for left[a.round]--; oldest < rounds && left[oldest] == 0; {
			oldest++
		}
	}
}

// menu waits for the next menu, passing over what else was said; its buttons may be gone when the next one is there.
func (c *clerk) menu(ctx context.Context) (simulator.Message, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*crashPatience)
	defer cancel()
	for {
		m, err := c.Next(ctx)
		if err != nil || strings.HasPrefix(m.Text, crowdTitle) {
			return m, err
		}
	}
}

// BenchmarkBacklog drains 100,000 waiting updates, watching the memory of the bot.
func BenchmarkBacklog(b *testing.B) {
	const people, rounds = 500, 200
	for range b.N {
		for _, kind := range []string{"file", "redis"} {
			o := newBureau(b, kind, people, simulator.Options{})
			bot := newMeasured(o.terminal, kind)
			allAtOnce(b, o.crowd, joined)
			bot.stop()
			pileUp(o, rounds)
			waiting, begun := o.sim.Pending(), time.Now()
			bot = newMeasured(o.terminal, kind)
			peaks := watchMemory(b, o, bot, waiting)
			drained(b, o, rounds)
			took := time.Since(begun)
			fmt.Fprintf(os.Stdout, "%s: %d updates in %s, %.0f a second; memory at most %d MB in the first tenth, %d MB in the last\n",
				kind, waiting, took.Round(time.Second), float64(waiting)/took.Seconds(), peaks[0]>>20, peaks[len(peaks)-1]>>20)
			b.ReportMetric(float64(peaks[len(peaks)-1])/float64(peaks[0]), kind+"-last/first-memory")
			bot.stop()
		}
	}
}

// watchMemory tells the most memory that the bot used while each tenth of the backlog was drained.
func watchMemory(b *testing.B, o *bureau, bot *measured, waiting int) (peaks [10]int64) {
	b.Helper()
	for left := waiting; left > 0; left = o.sim.Pending() {
		tenth := min(9, 10*(waiting-left)/waiting)
		peaks[tenth] = max(peaks[tenth], bot.usage().Memory)
		pass(b.Context(), 50*time.Millisecond)
	}
	for tenth := range peaks {
		if peaks[tenth] == 0 && tenth > 0 {
			peaks[tenth] = peaks[tenth-1]
		}
	}
	return peaks
}
