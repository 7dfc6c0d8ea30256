package simulator

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// hook is a bot's webhook that tests steer.
type hook struct {
	mu     sync.Mutex
	seen   []testUpdate
	secret string
	answer func(testUpdate) int // status
	header http.Header
}

func (h *hook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var u testUpdate
	json.NewDecoder(r.Body).Decode(&u)
	h.mu.Lock()
	h.seen = append(h.seen, u)
	h.secret = r.Header.Get("X-Telegram-Bot-Api-Secret-Token")
	answer := h.answer
	h.mu.Unlock()
	status := http.StatusOK
	if answer != nil {
		status = answer(u)
	}
	for name, values := range h.header {
		w.Header()[name] = values
	}
	w.WriteHeader(status)
}

func (h *hook) texts() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return texts(h.seen)
}

func hooked(t *testing.T, h *hook) (*bot, *Person) {
	t.Helper()
	b := newBot(t, Options{WebhookRetry: time.Millisecond})
	p := b.an()
	listener := httptest.NewServer(h)
	t.Cleanup(listener.Close)
	b.must(b.call("setWebhook", "url", listener.URL, "secret_token", "s3cret_-"), nil)
	return b, p
}

func TestWebhookDelivers(t *testing.T) {
	h := &hook{}
	b, p := hooked(t, h)
	for i := range 5 {
		p.Say(fmt.Sprint(i))
	}
	if err := b.server.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := h.texts(); !slices.Equal(got, []string{"0", "1", "2", "3", "4"}) || h.secret != "s3cret_-" {
		t.Errorf("got %q with secret %q", got, h.secret)
	}
}

func TestWebhookRetriesInOrder(t *testing.T) {
	failures := 3
	h := &hook{}
	h.answer = func(testUpdate) int {
		if failures--; failures >= 0 {
			return http.StatusServiceUnavailable
		}
		return http.StatusOK
	}
	b, p := hooked(t, h)
	p.Say("một")
	p.Say("hai")
	if err := b.server.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := h.texts(); !slices.Equal(got, []string{"một", "một", "một", "một", "hai"}) {
		t.Errorf("got %q", got)
	}
	var info struct {
		URL     string `json:"url"`
		Pending int    `json:"pending_update_count"`
		Error   string `json:"last_error_message"`
	}
	b.must(b.call("getWebhookInfo"), &info)
	if info.URL == "" || info.Pending != 0 || info.Error != "wrong response from the webhook: 503 Service Unavailable" {
		t.Errorf("got %+v", info)
	}
}

func TestWebhookHoldsBackOneChatOnly(t *testing.T) {
	free := make(chan struct{})
	h := &hook{}
	h.answer = func(u testUpdate) int {
		if u.Message != nil && u.Message.Chat.ID == 7001 {
			<-free
		}
		return http.StatusOK
	}
	b, p := hooked(t, h)
	other := b.server.Person(2, "Bình", "", "vi")
	p.Say("một")
	p.Say("hai")
	p.TapData(1, "a tap overtakes messages")
	other.Say("ba")
	err := b.server.wait(t.Context(), func() bool { return len(b.server.updates.pending) == 2 })
	if err != nil {
		t.Fatal(err)
	}
	close(free)
	if err := b.server.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	got := h.texts()
	slices.Sort(got[:2])
	if !slices.Equal(got, []string{"ba", "một", "hai"}) {
		t.Errorf("got %q", got)
	}
}

func TestWebhookDuplicates(t *testing.T) {
	h := &hook{}
	b, p := hooked(t, h)
	b.server.Duplicate(1)
	p.Say("một")
	p.Say("hai")
	if err := b.server.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(h.texts(), " "); got != "một một hai" {
		t.Errorf("got %q", got)
	}
}

func TestWebhookRemoved(t *testing.T) {
	h := &hook{answer: func(testUpdate) int { return http.StatusInternalServerError }}
	b, p := hooked(t, h)
	p.Say("một")
	b.must(b.call("deleteWebhook"), nil)
	if got := texts(b.updates()); !slices.Equal(got, []string{"một"}) {
		t.Errorf("got %q", got)
	}
	b.must(b.call("deleteWebhook", "drop_pending_updates", "true"), nil)
	if got := b.updates(); len(got) != 0 {
		t.Errorf("got %d updates after they were dropped", len(got))
	}
}

func TestWebhookReplyIsNoted(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	listener := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Write([]byte(`{"method":"sendMessage","chat_id":7001,"text":"x"}`))
	}))
	t.Cleanup(listener.Close)
	b.must(b.call("setWebhook", "url", listener.URL), nil)
	p.Say("một")
	if err := b.server.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if v := b.server.Violations(); len(v) != 1 {
		t.Errorf("violations %q", v)
	}
}
