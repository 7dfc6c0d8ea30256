package simulator

import (
	"fmt"
	"time"
)

// query is one tap on an inline button, until it is answered.
type query struct {
	id       string
	chat     *chat
	message  int
	data     string
	asked    time.Time
	answered bool
}

// ask queues the tap of a person; the caller holds the lock.
func (s *Server) ask(p *Person, ch *chat, messageID int, data string) {
	q := &query{id: fmt.Sprint(random()), chat: ch, message: messageID, data: data, asked: s.now()}
	s.queries[q.id] = q
	s.queryOrder = append(s.queryOrder, q.id)
	var message any = wireInaccessible{Chat: ch.wire(), MessageID: messageID}
	if m := ch.find(messageID); m != nil {
		message = s.wire(ch, m)
	}
	s.push(ch, "callback_query", wireQuery{
		ID: q.id, From: p.wire(), Message: message, ChatInstance: fmt.Sprint(ch.id * 31), Data: data,
	})
}

func (s *Server) answerCallbackQuery(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text := c.text("text")
	if len([]rune(text)) > 200 {
		return nil, bad("MESSAGE_TOO_LONG")
	}
	q, ok := s.queries[c.text("callback_query_id")]
	if !ok || q.answered || s.now().Sub(q.asked) > queryLife {
		return nil, bad("%s", missing["callback_query_id"])
	}
	if link := c.text("url"); link != "" && !linkable(link) {
		return nil, bad("URL_INVALID")
	}
	q.answered = true
	if text != "" {
		q.chat.notices = append(q.chat.notices, Notice{text, c.yes("show_alert")})
	}
	s.touch(q.chat)
	return true, nil
}

// Unanswered lists the taps that still show a spinner, oldest first.
func (s *Server) Unanswered() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []string
	for _, id := range s.queryOrder {
		if q := s.queries[id]; !q.answered {
			list = append(list, fmt.Sprintf("chat %d, message %d: %q", q.chat.id, q.message, q.data))
		}
	}
	return list
}
