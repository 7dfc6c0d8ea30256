package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"thidua/bot/simulator"
)

// hang is how long every call for the slow chat is held back: longer than everybody else needs.
const hang = 5 * time.Minute

// TestSlowChat lets a crowd hand in while the calls for one chat hang: the others are done before the slow one has
// its first reply.
func TestSlowChat(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"file", "redis"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			o := newBureau(t, kind, 20, simulator.Options{})
			serve(o.terminal)
			slow, others := o.crowd[0], o.crowd[1:]
			allAtOnce(t, others, joined)
			o.sim.DelayChat(slow.ID, 1_000_000, hang)
			slow.Start(slow.Payload)
			allAtOnce(t, others, func(ctx context.Context, c *clerk) error { return c.hand(ctx, 0, 1) })
			if m := slow.Last(); m.ID != 0 {
				t.Errorf("the slow chat was answered meanwhile: %q", m.Text)
			}
			auditAll(t, o.open(), others)
		})
	}
}

// The size of the slow chat's benchmark.
const (
	slowPeople = 100
	slowPairs  = 5
)

// BenchmarkSlowChat compares what others wait for with and without a slow chat, in interleaved pairs.
func BenchmarkSlowChat(b *testing.B) {
	for range b.N {
		for _, kind := range []string{"file", "redis"} {
			o := newBureau(b, kind, slowPeople+1, simulator.Options{})
			newMeasured(o.terminal, kind)
			allAtOnce(b, o.crowd, joined)
			var ratios []float64
			for pair := range slowPairs {
				without := waitsOf(b, o, 2*pair)
				o.sim.DelayChat(o.crowd[0].ID, 1_000_000, hang)
				o.crowd[0].Say("/menu")
				with := waitsOf(b, o, 2*pair+1)
				o.sim.Calm()
				ratios = append(ratios, float64(with.percentile(99))/float64(without.percentile(99)))
				fmt.Fprintf(os.Stdout, "%s: p99 %s without a slow chat, %s with it\n", kind, short(without.percentile(99)), short(with.percentile(99)))
			}
			b.ReportMetric(median(ratios), kind+"-with/without")
		}
	}
}

// waitsOf lets everybody but the first hand in one part.
func waitsOf(b *testing.B, o *bureau, part int) conversation {
	b.Helper()
	for _, c := range o.crowd {
		c.waits, c.patience = nil, crashPatience
	}
	allAtOnce(b, o.crowd[1:], func(ctx context.Context, c *clerk) error { return c.hand(ctx, part, 1) })
	var all conversation
	for _, c := range o.crowd[1:] {
		all.waits = append(all.waits, c.waits...)
	}
	slices.Sort(all.waits)
	return all
}
