package main

import (
	"strings"
	"testing"

	"thidua/bot/simulator"
)

// TestShownBack has a player answer a card of which the bot does not know that it was sent: the answer is shown back, and the
// player confirms it and goes on at the next question.
func TestShownBack(t *testing.T) {
	t.Parallel()
	o := newBureau(t, "file", 1, simulator.Options{})
	serve(o.terminal)
	c := o.crowd[0]
	allAtOnce(t, o.crowd, joined)
	for _, label := range []string{partLabel(0), "Thêm"} {
		if _, err := c.tap(t.Context(), label); err != nil {
			t.Fatal(err)
		}
	}
	o.sim.Drop("sendMessage", 1, true)
	for i, answer := range []string{"Hội nghị", "1.500"} {
		m, err := c.say(t.Context(), answer)
		if next := crowdQuestions[i+1].label; err != nil || !strings.Contains(m.Text, next) || strings.Contains(m.Text, takenForOlder) {
			t.Fatalf("after %q comes %q instead of %q: %v", answer, m.Text, next, err)
		}
	}
	if c.confirmed != 1 {
		t.Errorf("%d answers were confirmed", c.confirmed)
	}
}
