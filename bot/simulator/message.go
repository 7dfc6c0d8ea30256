package simulator

import (
	"encoding/json"
	"slices"
	"time"
)

// Message is one message as its reader sees it. It is a copy; slices and files in it must not be changed.
type Message struct {
	ID             int        `json:"id"`
	FromBot        bool       `json:"fromBot"`
	Date           time.Time  `json:"date"`
	Text           string     `json:"text"` // plain; of a file, its caption
	Entities       []Entity   `json:"entities,omitempty"`
	HTML           string     `json:"-"` // Text with Entities, in one canonical form
	Buttons        [][]Button `json:"buttons,omitempty"`
	Keyboard       *Keyboard  `json:"-"` // the reply keyboard that came with it
	RemoveKeyboard bool       `json:"-"`
	Document       *File      `json:"document,omitempty"`
	Plays          string     `json:"-"` // audio, video, voice or animation: what Document is to phones
	Photo          *File      `json:"photo,omitempty"`
	Voice          *File      `json:"voice,omitempty"`
	Sticker        *File      `json:"sticker,omitempty"`
	Contact        *Contact   `json:"contact,omitempty"`
	Location       *Location  `json:"location,omitempty"`
	Album          string     `json:"album,omitempty"`   // media_group_id
	ReplyTo        int        `json:"replyTo,omitempty"` // message id
	Reaction       string     `json:"reaction,omitempty"`
	ProtectContent bool       `json:"protected,omitempty"`
	Silent         bool       `json:"silent,omitempty"`
	Edited         bool       `json:"edited,omitempty"`

	sender      *Person // nil: the bot
	forwardedOf *Person
	editDate    time.Time
	thumbnail   *File           // the small size of Photo
	markup      json.RawMessage // the inline keyboard as the bot gave it
}

// Button is one inline button; exactly one of Data, URL and Copy is set, or none for kinds that only phones know.
type Button struct {
	Text string `json:"text"`
	Data string `json:"data,omitempty"`
	URL  string `json:"url,omitempty"`
	Copy string `json:"copy,omitempty"`
}

// Keyboard is a reply keyboard.
type Keyboard struct {
	Keys        [][]Key `json:"keys"`
	OneTime     bool    `json:"oneTime,omitempty"`
	Placeholder string  `json:"placeholder,omitempty"`
}

// Key is one button of a reply keyboard; pressing it sends its text, or the contact or location it asks for.
type Key struct {
	Text            string `json:"text"`
	RequestContact  bool   `json:"requestContact,omitempty"`
	RequestLocation bool   `json:"requestLocation,omitempty"`
}

// Contact is a shared phone number; UserID is 0 where it belongs to no Telegram user.
type Contact struct {
	PhoneNumber string `json:"phone_number"`
	FirstName   string `json:"first_name"`
	UserID      int64  `json:"user_id,omitempty"`
}

// Location is a point in degrees.
type Location struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

// chat is one private chat or group.
type chat struct {
	id       int64
	title    string  // of a group
	person   *Person // of a private chat
	started  bool    // the person wrote at least once
	blocked  bool
	messages []*Message // as they stand now, deleted ones gone
	arrived  []int      // ids of what the bot sent, in order
	taken    int        // how many of them Next returned
	keyboard *Keyboard
	notices  []Notice
	read     int           // sequence up to which the page showed the chat
	version  int           // sequence of its last change
	changed  chan struct{} // closed and replaced with every change
}

func newChat(id int64) *chat { return &chat{id: id, changed: make(chan struct{})} }

// Notice is what answerCallbackQuery showed to a person.
type Notice struct {
	Text  string `json:"text"`
	Alert bool   `json:"alert"`
}

func (ch *chat) find(id int) *Message {
	i, ok := slices.BinarySearchFunc(ch.messages, id, func(m *Message, id int) int { return m.ID - id })
	if !ok {
		return nil
	}
	return ch.messages[i]
}

func (ch *chat) snapshot() []Message {
	all := make([]Message, len(ch.messages))
	for i, m := range ch.messages {
		all[i] = *m
	}
	return all
}

// add gives a message its id and date and shows it in the chat; the caller holds the lock.
func (s *Server) add(ch *chat, m *Message) {
	s.messageID++
	m.ID, m.Date = s.messageID, s.now()
	m.FromBot = m.sender == nil
	m.HTML = renderHTML(m.Text, m.Entities)
	ch.messages = append(ch.messages, m)
	if m.FromBot {
		ch.arrived = append(ch.arrived, m.ID)
		s.show(m)
	}
	switch {
	case m.Keyboard != nil:
		ch.keyboard = m.Keyboard
	case m.RemoveKeyboard:
		ch.keyboard = nil
	}
	s.touch(ch)
}

// show tells whoever watches what the bot shows; the caller holds the lock.
func (s *Server) show(m *Message) {
	if s.options.Seen != nil {
		s.options.Seen(*m)
	}
}

// touch marks a chat as changed; the caller holds the lock.
func (s *Server) touch(ch *chat) {
	s.sequence++
	ch.version = s.sequence
	close(ch.changed)
	ch.changed = make(chan struct{})
	s.announce()
}
