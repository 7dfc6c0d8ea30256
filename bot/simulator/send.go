package simulator

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// recipient finds the chat of a call and says whether the bot may write there; the caller holds the lock.
func (s *Server) recipient(c *call) (*chat, error) {
	ch, err := s.chatOf(c)
	switch {
	case err != nil:
		return nil, err
	case ch.blocked:
		return nil, forbidden("bot was blocked by the user")
	case !ch.started:
		return nil, forbidden("bot can't initiate conversation with a user")
	}
	return ch, nil
}

func (s *Server) chatOf(c *call) (*chat, error) {
	ch, ok := s.chats[c.chatID()]
	if !ok {
		return nil, bad("chat not found")
	}
	return ch, nil
}

// compose starts a message with what all send methods share; the caller holds the lock.
func (s *Server) compose(c *call) (*chat, *Message, error) {
	ch, err := s.recipient(c)
	if err != nil {
		return nil, nil, err
	}
	m := &Message{ProtectContent: c.yes("protect_content"), Silent: c.yes("disable_notification")}
	if err := s.addMarkup(c, m); err != nil {
		return nil, nil, err
	}
	m.ReplyTo, err = replyTo(c, ch)
	return ch, m, err
}

func replyTo(c *call, ch *chat) (int, error) {
	if !c.has("reply_parameters") {
		return 0, nil
	}
	var reply struct {
		MessageID int  `json:"message_id"`
		Anyway    bool `json:"allow_sending_without_reply"`
	}
	json.Unmarshal(c.values["reply_parameters"], &reply)
	switch {
	case ch.find(reply.MessageID) != nil:
		return reply.MessageID, nil
	case reply.Anyway:
		return 0, nil
	}
	return 0, bad("message to be replied not found")
}

func (s *Server) sendMessage(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text, err := s.messageText(c)
	if err != nil {
		return nil, err
	}
	ch, m, err := s.compose(c)
	if err != nil {
		return nil, err
	}
	m.Text, m.Entities = text.text, text.entities
	s.add(ch, m)
	return s.wire(ch, m), nil
}

func (s *Server) sendDocument(c *call) (any, error) {
	return s.sendFile(c, "document", func(m *Message, f *File) error {
		m.Document = f
		return nil
	})
}

func (s *Server) sendPhoto(c *call) (any, error) {
	return s.sendFile(c, "photo", s.attachPhoto)
}

// sendAs sends a file that phones play; the page shows it as a document.
func sendAs(kind string) func(*Server, *call) (any, error) {
	return func(s *Server, c *call) (any, error) {
		return s.sendFile(c, kind, func(m *Message, f *File) error {
			m.Document, m.Plays = f, kind
			return nil
		})
	}
}

// sendFile sends one file with its caption.
func (s *Server) sendFile(c *call, name string, attach func(*Message, *File) error) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, m, err := s.compose(c)
	if err != nil {
		return nil, err
	}
	caption, err := s.caption(c, c.text("caption"), c.text("parse_mode"), c.values["caption_entities"])
	if err != nil {
		return nil, err
	}
	f, err := s.inputFile(c, name, c.text(name))
	if err == nil {
		err = attach(m, f)
	}
	if err != nil {
		return nil, err
	}
	m.Text, m.Entities = caption.text, caption.entities
	s.add(ch, m)
	return s.wire(ch, m), nil
}

// albumItem is an InputMediaDocument or InputMediaPhoto.
type albumItem struct {
	Type            string          `json:"type"`
	Media           string          `json:"media"`
	Caption         string          `json:"caption"`
	ParseMode       string          `json:"parse_mode"`
	CaptionEntities json.RawMessage `json:"caption_entities"`
}

func (s *Server) sendMediaGroup(c *call) (any, error) {
	var items []albumItem
	json.Unmarshal(c.values["media"], &items)
	if err := checkAlbum(items); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, first, err := s.compose(c)
	if err != nil {
		return nil, err
	}
	first.Album = strconv.FormatUint(random(), 10)
	var album []*Message
	for _, item := range items {
		m := *first
		if err := s.addAlbumItem(c, &m, item); err != nil {
			return nil, err
		}
		album = append(album, &m)
	}
	sent := []*wireMessage{}
	for _, m := range album {
		s.add(ch, m)
		sent = append(sent, s.wire(ch, m))
	}
	return sent, nil
}

func checkAlbum(items []albumItem) error {
	if len(items) < 2 || len(items) > 10 {
		return bad("media group must include 2-10 items")
	}
	for _, item := range items {
		if item.Type != "photo" && item.Type != "document" {
			return bad("media of type %s is not simulated", item.Type)
		}
		if item.Type != items[0].Type {
			return bad("document can't be mixed with other media types")
		}
	}
	return nil
}

func (s *Server) addAlbumItem(c *call, m *Message, item albumItem) error {
	caption, err := s.caption(c, item.Caption, item.ParseMode, item.CaptionEntities)
	if err != nil {
		return err
	}
	m.Text, m.Entities = caption.text, caption.entities
	f, err := s.inputFile(c, "media", item.Media)
	switch {
	case err != nil:
		return err
	case item.Type == "photo":
		return s.attachPhoto(m, f)
	}
	m.Document = f
	return nil
}

func (s *Server) sendChatAction(c *call) (any, error) {
	if !slices.Contains(s.schema.Actions, strings.ToLower(c.text("action"))) {
		return nil, bad("wrong parameter action in request")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := s.recipient(c)
	return err == nil, err
}
