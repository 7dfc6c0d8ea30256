package bot

import (
	"testing"

	"thidua"
)

// TestLoans keeps no more than the courier has hands for, and gives back what a commit did not use.
func TestLoans(t *testing.T) {
	l := newLoans()
	asks := func(want int) {
		t.Helper()
		got := 0
		for l.ask() {
			got++
		}
		if got != want {
			t.Errorf("%d commits may keep their messages, want %d", got, want)
		}
	}
	asks(0)
	l.allow(2)
	asks(2)
	l.allow(3) // two are not made yet
	asks(1)
	l.keep(nil)
	asks(1)
	two := []thidua.Parcel{{Seq: 1}, {Seq: 2}}
	l.keep(two)
	l.allow(4) // two are asked for, two are kept
	asks(0)
	select {
	case <-l.bell:
	default:
		t.Error("nobody was rung for")
	}
	if got := l.fetch(); len(got) != 2 || len(l.fetch()) != 0 {
		t.Errorf("fetched %v", got)
	}
	l.keep(nil)
	l.keep(nil)
	l.allow(1)
	asks(1)
}
