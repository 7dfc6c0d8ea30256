package simulator

import "strings"

// Group is a group chat that the bot is a member of, with privacy mode on.
type Group struct {
	ID     int64 // negative
	Title  string
	server *Server
	chat   *chat
}

// Group creates a group, or returns the one that has that id already. The id must be negative.
func (s *Server) Group(id int64, title string) *Group {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, ok := s.chats[id]
	if !ok {
		ch = newChat(id)
		ch.title, ch.started = title, true
		s.chats[id] = ch
	}
	return &Group{id, ch.title, s, ch}
}

// Messages is the group's chat as it stands.
func (g *Group) Messages() []Message {
	g.server.mu.Lock()
	defer g.server.mu.Unlock()
	return g.chat.snapshot()
}

// SayIn writes in a group. In privacy mode the bot is told of commands and mentions only.
func (p *Person) SayIn(g *Group, text string) int {
	s := p.server
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &Message{Text: text, Entities: commandEntities(text), sender: p}
	s.add(g.chat, m)
	if strings.HasPrefix(text, "/") || strings.Contains(text, "@"+s.options.Username) {
		s.push(g.chat, "message", s.wire(g.chat, m))
	}
	return m.ID
}
