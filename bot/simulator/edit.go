package simulator

import (
	"encoding/json"
	"reflect"
	"slices"
	"time"
)

const deletable = 48 * time.Hour

// editable finds the message that a call would edit; the caller holds the lock.
func (s *Server) editable(c *call) (*chat, *Message, error) {
	if c.has("inline_message_id") {
		return nil, nil, bad("message identifier is not specified")
	}
	if !c.has("chat_id") {
		return nil, nil, bad("%s", missing["chat_id"])
	}
	ch, err := s.recipient(c)
	if err != nil {
		return nil, nil, err
	}
	if !c.has("message_id") {
		return nil, nil, bad("%s", missing["message_id"])
	}
	m := ch.find(int(c.integer("message_id")))
	switch {
	case m == nil:
		return nil, nil, bad("message to edit not found")
	case !m.FromBot, m.Keyboard != nil, m.RemoveKeyboard:
		return nil, nil, bad("message can't be edited") // what came with a reply keyboard stays as it is
	}
	return ch, m, nil
}

func (s *Server) editMessageText(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text, err := s.messageText(c)
	if err != nil {
		return nil, err
	}
	ch, m, err := s.editable(c)
	if err != nil {
		return nil, err
	}
	if m.Document != nil || m.Photo != nil {
		return nil, bad("there is no text in the message to edit")
	}
	edited := *m
	edited.Text, edited.Entities = text.text, text.entities
	edited.HTML = renderHTML(edited.Text, edited.Entities)
	edited.Edited, edited.editDate = true, s.now()
	return s.replace(c, ch, m, &edited)
}

func (s *Server) editMessageReplyMarkup(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, m, err := s.editable(c)
	if err != nil {
		return nil, err
	}
	edited := *m
	return s.replace(c, ch, m, &edited)
}

// replace puts the edited message with the call's inline keyboard in place, unless nothing changed.
func (s *Server) replace(c *call, ch *chat, m, edited *Message) (any, error) {
	if err := s.addMarkup(c, edited); err != nil {
		return nil, err
	}
	if edited.Text == m.Text && slices.Equal(edited.Entities, m.Entities) && sameJSON(edited.markup, m.markup) {
		return nil, bad("message is not modified: specified new message content and reply markup are exactly the same " +
			"as a current content and reply markup of the message")
	}
	if edited.Text != m.Text {
		ch.arrived = append(ch.arrived, m.ID)
	}
	*m = *edited
	s.show(m)
	s.touch(ch)
	return s.wire(ch, m), nil
}

func sameJSON(a, b json.RawMessage) bool {
	var x, y any
	json.Unmarshal(a, &x)
	json.Unmarshal(b, &y)
	return reflect.DeepEqual(x, y)
}

func (s *Server) deleteMessage(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.recipient(c)
	if err != nil {
		return nil, err
	}
	m := ch.find(int(c.integer("message_id")))
	switch {
	case m == nil:
		return nil, bad("message to delete not found")
	case s.now().Sub(m.Date) > deletable:
		return nil, bad("message can't be deleted for everyone")
	}
	ch.messages = slices.DeleteFunc(ch.messages, func(other *Message) bool { return other == m })
	s.touch(ch)
	return true, nil
}

func (s *Server) setMessageReaction(c *call) (any, error) {
	var reactions []struct {
		Type  string `json:"type"`
		Emoji string `json:"emoji"`
	}
	json.Unmarshal(c.values["reaction"], &reactions)
	if len(reactions) > 1 {
		return nil, bad("REACTIONS_TOO_MANY")
	}
	emoji := ""
	for _, r := range reactions {
		if r.Type != "emoji" || !slices.Contains(s.schema.Reactions, r.Emoji) {
			return nil, bad("REACTION_INVALID")
		}
		emoji = r.Emoji
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.recipient(c)
	if err != nil {
		return nil, err
	}
	m := ch.find(int(c.integer("message_id")))
	if m == nil {
		return nil, bad("message to react not found")
	}
	m.Reaction = emoji
	s.touch(ch)
	return true, nil
}
