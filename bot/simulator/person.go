package simulator

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Person is a Telegram user who may write to the bot. The private chat's id is the user's id.
type Person struct {
	ID       int64
	Name     string
	Phone    string // as written; shared in Telegram's form, digits with the country code
	Language string // IETF tag, such as "vi"
	Note     string // shown under the name on the page; set it before the page is opened
	Payload  string // what the page's Start button sends at first contact, such as an invitation; set likewise

	server *Server
	chat   *chat
}

// Person creates a person, or returns the one who has that id already, unchanged.
func (s *Server) Person(id int64, name, phone, language string) *Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ch, ok := s.chats[id]; ok && ch.person != nil {
		return ch.person
	}
	p := &Person{ID: id, Name: name, Phone: phone, Language: language, server: s}
	p.chat = newChat(id)
	p.chat.person = p
	s.chats[id] = p.chat
	s.people = append(s.people, p)
	s.touch(p.chat)
	return p
}

// People lists everyone in the order of creation.
func (s *Server) People() []*Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*Person(nil), s.people...)
}

// Messages is the private chat as it stands, both sides, oldest first; deleted messages are gone.
func (p *Person) Messages() []Message {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	return p.chat.snapshot()
}

// Last is the newest message from the bot, the zero Message if there is none.
func (p *Person) Last() Message {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	for _, m := range slices.Backward(p.chat.messages) {
		if m.FromBot {
			return *m
		}
	}
	return Message{}
}

// Message is the message with that id as it stands now; false if it is gone.
func (p *Person) Message(id int) (Message, bool) {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	m := p.chat.find(id)
	if m == nil {
		return Message{}, false
	}
	return *m, true
}

// Keyboard is the reply keyboard that the person sees now, nil if none.
func (p *Person) Keyboard() *Keyboard {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	return p.chat.keyboard
}

// Notices lists what answered taps showed, oldest first.
func (p *Person) Notices() []Notice {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	return append([]Notice(nil), p.chat.notices...)
}

// Wait blocks until ready accepts the chat's messages; ready may call methods of the person. Edits wake it too.
func (p *Person) Wait(ctx context.Context, ready func([]Message) bool) error {
	for {
		p.server.mu.Lock()
		all, changed := p.chat.snapshot(), p.chat.changed
		p.server.mu.Unlock()
		if ready(all) {
			return nil
		}
		if err := p.until(ctx, changed); err != nil {
			return err
		}
	}
}

// Next waits for the next message from the bot that was not taken yet, or whose text was edited since; it is given as
// it stands.
func (p *Person) Next(ctx context.Context) (Message, error) {
	for {
		next, ok, changed := p.take()
		if ok {
			return next, nil
		}
		if err := p.until(ctx, changed); err != nil {
			return next, err
		}
	}
}

// until waits for a change of the chat.
func (p *Person) until(ctx context.Context, changed <-chan struct{}) error {
	select {
	case <-changed:
		return nil
	case <-p.server.stop.Done():
		return fmt.Errorf("the simulator was closed while person %d waited", p.ID)
	case <-ctx.Done():
		return fmt.Errorf("person %d waited in vain: %w; %s", p.ID, ctx.Err(), describe(p.Last()))
	}
}

// take returns the next message, or what to wait for; unlike Wait it does not copy the chat, which may be long.
func (p *Person) take() (Message, bool, <-chan struct{}) {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	ch := p.chat
	for ch.taken < len(ch.arrived) {
		m := ch.find(ch.arrived[ch.taken])
		ch.taken++
		if m != nil {
			return *m, true, nil
		}
	}
	return Message{}, false, ch.changed
}

// describe shows a message with its buttons, for errors of tests.
func describe(m Message) string {
	if m.ID == 0 {
		return "the bot has sent nothing"
	}
	return fmt.Sprintf("the bot's last message is %q with buttons %s", m.Text, labels(m.Buttons))
}

func labels(rows [][]Button) string {
	var all []string
	for _, row := range rows {
		for _, b := range row {
			all = append(all, fmt.Sprintf("%q", b.Text))
		}
	}
	return "[" + strings.Join(all, " ") + "]"
}
