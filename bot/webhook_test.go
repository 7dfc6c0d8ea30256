package bot

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"thidua"
	"thidua/bot/simulator"
	"thidua/bot/telegram"
)

const hookSecret = "Secret_of-the-hook"

// hook runs bots behind one webhook, to which Telegram posts in turn.
func (s *stage) hook(bots ...*Bot) *httptest.Server {
	s.Helper()
	var next atomic.Int64
	var handlers []http.Handler
	for _, b := range bots {
		b.webhook = true
		handlers = append(handlers, b.Receiver(hookSecret))
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handlers[int(next.Add(1))%len(handlers)].ServeHTTP(w, r)
	}))
	s.Cleanup(server.Close)
	for _, b := range bots {
		s.start(b)
	}
	if err := bots[0].api.SetWebhook(s.Context(), server.URL, hookSecret); err != nil {
		s.Fatal(err)
	}
	return server
}

// hooked is a stage whose Telegram posts a refused update again at once.
func hooked(t *testing.T) *stage {
	t.Helper()
	return newStage(t, simulator.Options{WebhookRetry: 10 * time.Millisecond})
}

// TestWebhook carries a conversation, and refuses what is not Telegram's.
func TestWebhook(t *testing.T) {
	s := hooked(t)
	server := s.hook(s.bot(s.db))
	a := s.actor(an)
	a.begins()
	a.says("25", "Ngày tổ chức")
	update := `{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":70099,"type":"private"},"from":{"id":70099},"text":"/start"}}`
	for name, c := range map[string]struct {
		method, secret, body string
		want                 int
	}{
		"right":              {"POST", hookSecret, update, 200},
		"no secret":          {"POST", "", update, 403},
		"wrong secret":       {"POST", hookSecret + "x", update, 403},
		"not posted":         {"GET", hookSecret, "", 405},
		"no update":          {"POST", hookSecret, `{"message":{}}`, 400},
		"no JSON":            {"POST", hookSecret, `<html>`, 400},
		"too large":          {"POST", hookSecret, update + strings.Repeat(" ", mostPosted), 413},
		"of an unknown kind": {"POST", hookSecret, `{"update_id":2,"mind_reading":{}}`, 200},
	} {
		request, err := http.NewRequestWithContext(t.Context(), c.method, server.URL, strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set(telegram.SecretHeader, c.secret)
		response, err := server.Client().Do(request)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(response.Body)
		response.Body.Close()
		if response.StatusCode != c.want || strings.Contains(string(text), hookSecret) {
			t.Errorf("%s: %d %s, want %d", name, response.StatusCode, text, c.want)
		}
	}
}

// TestWebhookStoreDown answers 503 until the commit is made, so that Telegram posts the update again.
func TestWebhookStoreDown(t *testing.T) {
	s := hooked(t)
	s.pace() // what a lost outcome has lent leaves when the lease has run out
	db := &shaky{Store: s.db}
	s.hook(s.bot(db))
	a := s.actor(an)
	a.begins()
	db.refuse.Store(3)
	db.lose.Store(1)
	a.says("25", "Ngày tổ chức")
	if err := s.sim.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if db.refuse.Load() > 0 || db.lose.Load() > 0 {
		t.Error("nothing failed")
	}
	if n := a.told("Ngày tổ chức"); n != 1 {
		t.Errorf("the next question was asked %d times", n)
	}
}

// TestWebhookReplicas has messages and taps of the same people arrive side by side at two replicas on one store.
func TestWebhookReplicas(t *testing.T) {
	s := hooked(t)
	s.forgiven = 1 << 10
	s.hook(s.bot(s.db), s.bot(s.open()))
	people := []*actor{s.actor(an), s.actor(chi)}
	for _, a := range people {
		a.joins()
	}
	var group sync.WaitGroup
	for _, a := range people {
		group.Go(func() {
			for range 10 {
				last := a.Last()
				s.sim.Duplicate(1)
				a.Say("/menu")
				if len(last.Buttons) > 0 {
					a.TapData(last.ID, last.Buttons[0][0].Data)
				}
			}
		})
	}
	group.Wait()
	if err := s.sim.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, a := range people {
		a.says("/menu", "Đợt thi đua mùa đông")
	}
	if parked, err := s.db.Scan(t.Context(), thidua.Range{Prefix: "parked/"}); err != nil || len(parked) > 0 {
		t.Errorf("%d updates are parked, %v", len(parked), err)
	}
}

// TestLanes hands one chat's updates through in the order of their joining, also past one that gave up.
func TestLanes(t *testing.T) {
	t.Parallel()
	l := newLanes()
	first, second, third, other := l.join(1), l.join(1), l.join(1), l.join(2)
	if err := other.turn(t.Context()); err != nil {
		t.Error(err)
	}
	second.leave() // gives up before its turn
	select {
	case <-third.before:
		t.Error("the third passed the first")
	default:
	}
	first.leave()
	if err := third.turn(t.Context()); err != nil {
		t.Error(err)
	}
	third.leave()
	other.leave()
	if len(l.last) > 0 {
		t.Errorf("%d lanes are left", len(l.last))
	}
}

// TestBackToPolling deletes the webhook that another bot had set.
func TestBackToPolling(t *testing.T) {
	s := newStage(t)
	b := s.bot(s.db)
	if err := b.api.SetWebhook(t.Context(), "http://127.0.0.1:1/hook", hookSecret); err != nil {
		t.Fatal(err)
	}
	s.run(s.db)
	a := s.actor(99)
	a.after(func() { a.Start("") }, "chỉ phục vụ")
	if hook, err := b.api.Webhook(t.Context()); err != nil || hook.URL != "" {
		t.Errorf("webhook %+v, %v", hook, err)
	}
}

// TestReady tells of a store that is closed and of a Telegram that is silent.
func TestReady(t *testing.T) {
	s := newStage(t)
	db := s.open()
	b := s.bot(db)
	if err := b.Ready(t.Context()); err == nil {
		t.Error("ready though Telegram never answered")
	}
	s.start(b)
	a := s.actor(99)
	a.after(func() { a.Start("") }, "chỉ phục vụ")
	if err := b.Ready(t.Context()); err != nil {
		t.Error(err)
	}
	lost := s.bot(db)
	lost.webhook = true
	if err := lost.Ready(t.Context()); err != nil {
		t.Error(err)
	}
	closed := s.open()
	closed.Close()
	lost.store = closed
	if err := lost.Ready(t.Context()); err == nil {
		t.Error("ready without a store")
	}
}
