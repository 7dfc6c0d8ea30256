package simulator

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"
)

const (
	updateLife  = 24 * time.Hour    // how long an unconfirmed update is kept
	queryLife   = 150 * time.Second // the same for a tap, and how long a tap may be answered
	maxPoll     = 50 * time.Second
	maxPollSize = 100
)

// queue holds the updates that the bot has not confirmed, oldest first.
type queue struct {
	next    int // update_id of the next update
	pending []*update
	allowed []string // kinds asked for; empty: all
	poll    int      // number of the getUpdates call that may wait; an older one is told of the conflict
}

// update is one event for the bot. Updates of one lane reach a webhook in order.
type update struct {
	id      int
	lane    string
	made    time.Time
	life    time.Duration
	body    json.RawMessage
	repeats int  // deliveries still wanted after this one
	again   bool // confirmed before, to be delivered although the offset has passed it
}

// push queues an update of a kind ("message", "callback_query"…); the caller holds the lock.
func (s *Server) push(ch *chat, kind string, payload any) {
	q := &s.updates
	if len(q.allowed) > 0 && !slices.Contains(q.allowed, kind) {
		return
	}
	// Telegram delivers a chat's messages and a user's taps side by side.
	u := &update{id: q.next, lane: "chat " + strconv.FormatInt(ch.id, 10), made: s.now(), life: updateLife}
	if kind == "callback_query" {
		u.lane, u.life = "taps "+strconv.FormatInt(ch.id, 10), queryLife
	}
	content, _ := json.Marshal(payload)
	u.body = fmt.Appendf(nil, `{"update_id":%d,%q:%s}`, u.id, kind, content) // the number first, as Telegram writes it
	if s.faults.duplicate > 0 {
		s.faults.duplicate--
		u.repeats = 1
	}
	q.next++
	q.pending = append(q.pending, u)
	s.announce()
}

// confirm forgets an update, unless it is to come again.
func (u *update) confirm() (gone bool) {
	u.repeats--
	u.again = true
	return u.repeats < 0
}

// expire forgets what nobody fetched in time.
func (q *queue) expire(now time.Time) {
	q.pending = slices.DeleteFunc(q.pending, func(u *update) bool { return now.Sub(u.made) > u.life })
}

// confirmBefore handles the offset of getUpdates; a negative one keeps only the newest -offset.
func (q *queue) confirmBefore(offset int) {
	if offset < 0 {
		q.pending = q.pending[max(0, len(q.pending)+offset):]
		return
	}
	q.pending = slices.DeleteFunc(q.pending, func(u *update) bool {
		return u.id < offset && !u.again && u.confirm()
	})
}

// batch returns the bodies of the next updates; they stay until an offset confirms them.
func (q *queue) batch(limit int) []json.RawMessage {
	bodies := []json.RawMessage{}
	for _, u := range q.pending[:min(limit, len(q.pending))] {
		bodies = append(bodies, u.body)
		u.again = false
	}
	return bodies
}

// getUpdates waits up to timeout seconds for updates from offset on. A newer call ends an older one with 409.
func (s *Server) getUpdates(c *call) (any, error) {
	limit := int(c.integer("limit"))
	if !c.has("limit") || limit < 1 || limit > maxPollSize {
		limit = maxPollSize
	}
	timeout := min(time.Duration(c.integer("timeout"))*time.Second, maxPoll)
	poll, err := s.beginPoll(c)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(c.ctx, max(0, timeout))
	defer cancel()
	for {
		batch, changed, err := s.fetch(poll, limit)
		if err != nil || len(batch) > 0 || timeout <= 0 {
			return batch, err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			if c.ctx.Err() != nil {
				return nil, errDropped
			}
			return batch, nil
		case <-s.stop.Done():
			return batch, nil
		}
	}
}

// beginPoll confirms what the offset passed and makes this call the one that may wait.
func (s *Server) beginPoll(c *call) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.webhook.url != "" {
		return 0, conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	}
	if c.has("allowed_updates") {
		s.updates.allowed = nil
		json.Unmarshal(c.values["allowed_updates"], &s.updates.allowed)
	}
	s.updates.expire(s.now())
	s.updates.confirmBefore(int(c.integer("offset")))
	s.updates.poll++
	s.announce()
	return s.updates.poll, nil
}

// fetch returns what there is now and the channel that tells of more.
func (s *Server) fetch(poll, limit int) ([]json.RawMessage, <-chan struct{}, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.webhook.url != "" {
		return nil, nil, conflict("terminated by setWebhook request")
	}
	if s.updates.poll != poll {
		return nil, nil, conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
	}
	s.updates.expire(s.now())
	return s.updates.batch(limit), s.changed, nil
}

// Settle waits until the bot has confirmed every update sent so far (by offset, or by answering its webhook 2xx).
// What it sends afterwards may still be on its way.
func (s *Server) Settle(ctx context.Context) error {
	s.mu.Lock()
	last := s.updates.next
	s.mu.Unlock()
	return s.wait(ctx, func() bool {
		return !slices.ContainsFunc(s.updates.pending, func(u *update) bool { return u.id < last })
	})
}

// Pending counts the updates that the bot has not confirmed.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.updates.pending)
}
