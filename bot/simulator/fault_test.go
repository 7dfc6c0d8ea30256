package simulator

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestFail(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now})
	p := b.an()
	b.server.Fail("sendMessage", 2, 502, 0)
	for range 2 {
		if got := b.call("sendMessage", "chat_id", "7001", "text", "x"); got.ErrorCode != 502 || got.Description != "Bad Gateway: simulated failure" {
			t.Errorf("got %d %q", got.ErrorCode, got.Description)
		}
	}
	b.send(p, "x")
	b.server.Fail("", 1, 429, 7*time.Second)
	if got := b.call("sendMessage", "chat_id", "7001", "text", "x"); got.Parameters.RetryAfter != 7 {
		t.Errorf("got retry_after %d", got.Parameters.RetryAfter)
	}
	c.advance(6 * time.Second)
	if got := b.call("editMessageText", "chat_id", "7001", "message_id", fmt.Sprint(p.Last().ID), "text", "y"); got.Parameters.RetryAfter != 1 {
		t.Errorf("got %d %q", got.ErrorCode, got.Description)
	}
	if v := b.server.Violations(); len(v) != 1 {
		t.Errorf("violations %q, want one", v)
	}
	c.advance(time.Second)
	b.send(p, "x")
}

func TestFailOfOtherMethodsHoldsBackNoMessage(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now})
	p := b.an()
	b.server.Fail("getUpdates", 1, 429, 5*time.Second)
	if got := b.call("getUpdates"); got.ErrorCode != 429 {
		t.Errorf("got %d", got.ErrorCode)
	}
	b.send(p, "x")
	if got := b.call("getUpdates"); got.ErrorCode != 429 || len(b.server.Violations()) != 1 {
		t.Errorf("polling while told to wait: %d, %q", got.ErrorCode, b.server.Violations())
	}
}

func TestDrop(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	aborted := func() (dropped bool) {
		defer func() { dropped = recover() != nil }()
		r := httptest.NewRequest("GET", b.path("sendMessage")+"?chat_id=7001&text=x", nil)
		b.handler.ServeHTTP(httptest.NewRecorder(), r)
		return false
	}
	before := len(p.Messages())
	b.server.Drop("sendMessage", 1, false)
	if !aborted() || len(p.Messages()) != before {
		t.Error("a request dropped on its way was carried out")
	}
	b.server.Drop("sendMessage", 1, true)
	if !aborted() || len(p.Messages()) != before+1 {
		t.Error("a request whose answer is dropped was not carried out")
	}
	if aborted() {
		t.Error("dropped once too often")
	}
}

func TestDelay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBot(t, Options{})
		b.server.Delay("getMe", 1, 3*time.Second)
		begun := time.Now()
		b.call("getMe")
		b.call("getMe")
		if got := time.Since(begun); got != 3*time.Second {
			t.Errorf("took %v, want 3 s", got)
		}
	})
}

func TestDuplicate(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	b.server.Duplicate(1)
	p.Say("một")
	p.Say("hai")
	var seen []string
	offset := 0
	for range 4 {
		for _, u := range b.updates("offset", fmt.Sprint(offset)) {
			seen = append(seen, fmt.Sprint(u.Message.Text, u.UpdateID))
			offset = max(offset, u.UpdateID+1)
		}
	}
	if len(seen) != 3 || seen[0] != seen[2] || !strings.HasPrefix(seen[1], "hai") {
		t.Errorf("got %q, want the first update again after both", seen)
	}
	if n := b.server.Pending(); n != 0 {
		t.Errorf("%d updates left", n)
	}
}
