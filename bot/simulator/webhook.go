package simulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

const maxWebhookWait = time.Minute

// webhook says where updates are delivered; without a url they wait for getUpdates.
type webhook struct {
	url         string
	secret      string
	connections int
	busy        map[string]bool // lanes with a delivery under way
	generation  int             // counts setWebhook calls; a delivery of an older one gives up
	errorDate   time.Time
	errorText   string
}

func (s *Server) setWebhook(c *call) (any, error) {
	if _, ok := c.files["certificate"]; ok {
		return nil, bad("bad webhook: certificates are not simulated")
	}
	if err := checkWebhookURL(c.text("url")); err != nil {
		return nil, err
	}
	secret := c.text("secret_token")
	if len(secret) > 256 || strings.Trim(secret, secretCharacters) != "" {
		return nil, bad("secret token contains unallowed characters")
	}
	connections := int(c.integer("max_connections"))
	if !c.has("max_connections") || connections < 1 || connections > 100 {
		connections = 40
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.has("allowed_updates") {
		s.updates.allowed = nil
		json.Unmarshal(c.values["allowed_updates"], &s.updates.allowed)
	}
	s.replaceWebhook(c, webhook{url: c.text("url"), secret: secret, connections: connections})
	return true, nil
}

const secretCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"

// checkWebhookURL wants https, or http on this machine as a local Bot API server allows.
func checkWebhookURL(text string) error {
	if text == "" {
		return nil
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Host == "":
		return bad("bad webhook: invalid webhook URL specified")
	case u.Scheme == "http" && loopback(u.Host), u.Scheme == "https":
		return nil
	}
	return bad("bad webhook: An HTTPS URL must be provided for webhook")
}

func (s *Server) deleteWebhook(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.replaceWebhook(c, webhook{})
	return true, nil
}

func (s *Server) replaceWebhook(c *call, w webhook) {
	if c.yes("drop_pending_updates") {
		s.updates.pending = nil
	}
	w.generation = s.webhook.generation + 1
	w.busy = map[string]bool{}
	s.webhook = w
	s.announce()
}

func (s *Server) getWebhookInfo(*call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	info := map[string]any{
		"url": s.webhook.url, "has_custom_certificate": false, "pending_update_count": len(s.updates.pending),
	}
	if s.webhook.url != "" {
		info["max_connections"] = s.webhook.connections
	}
	if s.webhook.errorText != "" {
		info["last_error_date"] = s.webhook.errorDate.Unix()
		info["last_error_message"] = s.webhook.errorText
	}
	if len(s.updates.allowed) > 0 {
		info["allowed_updates"] = s.updates.allowed
	}
	return info, nil
}

// deliver starts a delivery of the first update of every idle lane; the caller holds the lock.
func (s *Server) deliver() {
	w := s.webhook // a copy: a delivery keeps the address it began with; busy is shared
	if w.url == "" || s.stop.Err() != nil {
		return
	}
	seen := map[string]bool{}
	for _, u := range s.updates.pending {
		if len(w.busy) >= w.connections {
			return
		}
		if seen[u.lane] || w.busy[u.lane] {
			continue
		}
		seen[u.lane] = true
		w.busy[u.lane] = true
		s.work.Go(func() { s.deliverUntilDone(w, u) })
	}
}

// deliverUntilDone posts one update until it is taken, too old, or the webhook is another. A refused update
// holds back its lane: it is tried again at once, then after waits that double.
func (s *Server) deliverUntilDone(w webhook, u *update) {
	wait := time.Duration(0)
	for {
		asked, err := s.postUpdate(w, u)
		if done := s.finishDelivery(w, u, err); done {
			return
		}
		select {
		case <-time.After(max(wait, asked)):
		case <-s.stop.Done():
			return
		}
		wait = min(max(wait*2, s.options.WebhookRetry), maxWebhookWait)
	}
}

// finishDelivery reports whether this update needs no further attempt.
func (s *Server) finishDelivery(w webhook, u *update, err error) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.webhook.generation != w.generation {
		return true
	}
	if err != nil && s.now().Sub(u.made) <= u.life {
		s.webhook.errorDate, s.webhook.errorText = s.now(), err.Error()
		return false
	}
	if err != nil || u.confirm() {
		s.updates.remove(u)
	}
	delete(s.webhook.busy, u.lane)
	s.announce()
	return true
}

func (q *queue) remove(gone *update) {
	q.pending = slices.DeleteFunc(q.pending, func(u *update) bool { return u == gone })
}

// postUpdate makes one attempt; a failed one may name the wait that the bot asked for.
func (s *Server) postUpdate(w webhook, u *update) (time.Duration, error) {
	request, err := http.NewRequestWithContext(s.stop, http.MethodPost, w.url, bytes.NewReader(u.body))
	if err != nil {
		return 0, fmt.Errorf("wrong webhook URL")
	}
	request.Header.Set("Content-Type", "application/json")
	if w.secret != "" {
		request.Header.Set("X-Telegram-Bot-Api-Secret-Token", w.secret)
	}
	response, err := s.client.Do(request)
	if err != nil {
		return 0, fmt.Errorf("connection failed")
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if response.StatusCode/100 != 2 {
		seconds, _ := strconv.Atoi(response.Header.Get("Retry-After"))
		return time.Duration(min(max(0, seconds), 3600)) * time.Second,
			fmt.Errorf("wrong response from the webhook: %s", response.Status)
	}
	s.noteReply(body)
	return 0, nil
}

// noteReply: Telegram would run a method given in the answer; the simulator does not.
func (s *Server) noteReply(body []byte) {
	var reply struct {
		Method string `json:"method"`
	}
	if json.Unmarshal(body, &reply) == nil && reply.Method != "" {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.violate(reply.Method, "called in the answer of a webhook, which is not simulated")
	}
}
