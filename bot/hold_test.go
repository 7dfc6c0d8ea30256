package bot

import (
	"context"
	"errors"
	"testing"
	"time"
)

// TestAlone lets one maker at a campaign's documents, whether bot or command, and the next one in when it is done or dead.
func TestAlone(t *testing.T) {
	s := newStage(t)
	replica := documents(s.db, "td", "a replica", time.Now)
	if mine, err := replica.take(t.Context()); err != nil || !mine {
		t.Fatal(mine, err)
	}
	ran, patience := 0, time.Duration(0)
	inside := errors.New("inside")
	command := func() error {
		return Alone(t.Context(), s.db, "td", patience, func(context.Context) error {
			ran++
			if mine, err := replica.take(t.Context()); err != nil || mine {
				t.Errorf("a replica takes what a command holds: %v, %v", mine, err)
			}
			if err := Alone(t.Context(), s.db, "other", 0, func(context.Context) error { return nil }); err != nil {
				t.Errorf("another campaign: %v", err)
			}
			return inside
		})
	}
	if err := command(); !errors.Is(err, ErrHeld) || ran > 0 {
		t.Errorf("a command takes what a replica holds: %v", err)
	}
	if err := replica.release(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := command(); !errors.Is(err, inside) || ran != 1 {
		t.Errorf("once it is free: %v", err)
	}
	now := time.Now()
	if mine, err := s.db.Lease(t.Context(), replica.name, "dead", now, now.Add(50*time.Millisecond)); err != nil || !mine {
		t.Fatal("what a command held stays held: ", err)
	}
	patience = time.Minute
	if err := command(); !errors.Is(err, inside) || ran != 2 {
		t.Errorf("after a crash: %v", err)
	}
}
