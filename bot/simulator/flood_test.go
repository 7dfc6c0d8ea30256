package simulator

import (
	"fmt"
	"testing"
	"time"
)

func TestFlood(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now, Flood: Flood{PerChat: 1, Burst: 3, Overall: 30}})
	p := b.an()
	for i := range 3 {
		b.send(p, fmt.Sprint(i))
	}
	got := b.call("sendMessage", "chat_id", "7001", "text", "x")
	if got.ErrorCode != 429 || got.Description != "Too Many Requests: retry after 1" || got.Parameters.RetryAfter != 1 {
		t.Fatalf("got %d %q %d", got.ErrorCode, got.Description, got.Parameters.RetryAfter)
	}
	if v := b.server.Violations(); len(v) != 0 {
		t.Errorf("the first 429 is no violation: %q", v)
	}
	b.must(b.call("sendChatAction", "chat_id", "7001", "action", "typing"), nil)
	other := b.server.Person(2, "Bình", "", "vi")
	other.Start("")
	b.send(other, "another chat need not wait")

	c.advance(400 * time.Millisecond)
	if got := b.call("sendMessage", "chat_id", "7001", "text", "x"); got.ErrorCode != 429 {
		t.Errorf("answered %d while told to wait", got.ErrorCode)
	}
	want := "sendMessage: called 600ms before the end of retry_after"
	if v := b.server.Violations(); len(v) != 1 || v[0] != want {
		t.Errorf("violations %q, want %q", v, want)
	}
	c.advance(600 * time.Millisecond)
	b.send(p, "after the wait")
	c.advance(time.Minute)
	for i := range 3 {
		b.send(p, fmt.Sprint("burst ", i))
	}
}

func TestFloodOverall(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now, Flood: Flood{Overall: 30}})
	p := b.an()
	sent := 0
	for b.call("sendMessage", "chat_id", "7001", "text", "x").OK {
		sent++
	}
	if sent != 30 {
		t.Errorf("%d messages in one second, want 30", sent)
	}
	other := b.server.Person(2, "Bình", "", "vi")
	other.Start("")
	if got := b.call("sendMessage", "chat_id", "2", "text", "x"); got.ErrorCode != 429 {
		t.Error("the overall limit holds for everyone")
	}
	c.advance(time.Second)
	b.send(p, "x")
}

func TestNoFloodControl(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now})
	p := b.an()
	for range 200 {
		b.send(p, "x")
	}
}
