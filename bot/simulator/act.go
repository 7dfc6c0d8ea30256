package simulator

import (
	"strconv"
	"strings"
)

// Every action queues updates for the bot and returns at once. Those that send a message return its id, or 0 where
// nothing could be sent: an empty text, or a blocked bot.

// Start presses Start, or opens t.me/<bot>?start=payload; it also unblocks the bot.
func (p *Person) Start(payload string) int {
	p.Block(false)
	return p.Say(strings.TrimSpace("/start " + payload))
}

// Begin lets the bot write to the person, as if Start had been pressed long ago: nothing is told to the bot.
func (p *Person) Begin() {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	p.chat.started = true
}

// Say types a text. What exceeds 4096 UTF-16 units goes out as several messages; the id is the first one's.
func (p *Person) Say(text string) int { return p.Reply(0, text) }

// Reply is Say as a reply to a message of the chat.
func (p *Person) Reply(to int, text string) int {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0
	}
	first := 0
	for _, part := range splitText(text) {
		id := p.send(&Message{Text: part, Entities: commandEntities(part), ReplyTo: to})
		if first == 0 {
			first, to = id, 0
		}
	}
	return first
}

// send shows the person's message in the chat and queues its update.
func (p *Person) send(m *Message) int {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	return p.sendTo(p.chat, m)
}

// sendTo is send for any chat; the caller holds the lock.
func (p *Person) sendTo(ch *chat, m *Message) int {
	if ch.blocked {
		return 0
	}
	m.sender = p
	ch.started = true
	p.server.add(ch, m)
	p.server.push(ch, "message", p.server.wire(ch, m))
	return m.ID
}

// EditText changes a text or caption that the person sent; false where there is no such message.
func (p *Person) EditText(messageID int, text string) bool {
	s := p.server
	s.mu.Lock()
	defer s.mu.Unlock()
	m := p.chat.find(messageID)
	if m == nil || m.sender != p || p.chat.blocked {
		return false
	}
	m.Text = strings.TrimSpace(text)
	m.Entities = commandEntities(m.Text)
	m.HTML = renderHTML(m.Text, m.Entities)
	m.Edited, m.editDate = true, s.now()
	s.touch(p.chat)
	s.push(p.chat, "edited_message", s.wire(p.chat, m))
	return true
}

// ShareContact presses the contact button: the person's own number, as a reply to the message with the button.
func (p *Person) ShareContact() int {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	m := &Message{Contact: contactOf(p)}
	for _, asked := range p.chat.messages {
		if asked.FromBot && asked.Keyboard != nil {
			m.ReplyTo = asked.ID
		}
	}
	if p.chat.keyboard != nil && p.chat.keyboard.OneTime {
		p.chat.keyboard = nil
	}
	return p.sendTo(p.chat, m)
}

// SendContact sends the contact of somebody (who may be the person) as an attachment.
func (p *Person) SendContact(of *Person) int { return p.send(&Message{Contact: contactOf(of)}) }

// ForwardContact forwards a message in which somebody shared a contact.
func (p *Person) ForwardContact(of *Person) int {
	return p.send(&Message{Contact: contactOf(of), forwardedOf: of})
}

func contactOf(p *Person) *Contact {
	return &Contact{PhoneNumber: telegramPhone(p.Phone), FirstName: p.Name, UserID: p.ID}
}

// telegramPhone writes a number as Telegram gives it: digits only, with the country code (84 for a leading 0).
func telegramPhone(phone string) string {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, phone)
	if national, ok := strings.CutPrefix(digits, "0"); ok {
		return "84" + national
	}
	return digits
}

// Upload is a file that a person sends; with Photo it goes compressed, as a picture.
type Upload struct {
	Name  string
	Data  []byte
	Photo bool
}

// SendPhoto sends a picture.
func (p *Person) SendPhoto(name string, data []byte, caption string) int {
	return p.sendUpload(Upload{name, data, true}, caption, "")
}

// SendDocument sends a file as it is.
func (p *Person) SendDocument(name string, data []byte, caption string) int {
	return p.sendUpload(Upload{name, data, false}, caption, "")
}

// SendFileOfSize sends a document of that many zero bytes without holding them in memory.
func (p *Person) SendFileOfSize(name string, size int64) int {
	s := p.server
	s.mu.Lock()
	defer s.mu.Unlock()
	return p.sendTo(p.chat, &Message{Document: s.store("documents", name, nil, size)})
}

// SendAlbum sends 2 to 10 files as one album, an update each; the caption stands under the first.
func (p *Person) SendAlbum(caption string, files ...Upload) []int {
	album := strconv.FormatUint(random(), 10)
	var ids []int
	for i, f := range files {
		if i > 0 {
			caption = ""
		}
		ids = append(ids, p.sendUpload(f, caption, album))
	}
	return ids
}

func (p *Person) sendUpload(f Upload, caption, album string) int {
	s := p.server
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &Message{Text: strings.TrimSpace(caption), Album: album}
	data := append([]byte{}, f.Data...)
	if f.Photo {
		m.Photo, m.thumbnail = s.storePhoto(f.Name, data)
	} else {
		m.Document = s.store("documents", f.Name, data, 0)
	}
	return p.sendTo(p.chat, m)
}

// SendSticker sends a sticker.
func (p *Person) SendSticker() int {
	s := p.server
	s.mu.Lock()
	defer s.mu.Unlock()
	sticker := s.store("stickers", "sticker.webp", []byte("sticker"), 0)
	sticker.width, sticker.height = 512, 512
	return p.sendTo(p.chat, &Message{Sticker: sticker})
}

// SendVoice sends a voice message of three seconds.
func (p *Person) SendVoice() int {
	s := p.server
	s.mu.Lock()
	defer s.mu.Unlock()
	voice := s.store("voice", "voice.oga", []byte("voice"), 0)
	voice.Mime = "audio/ogg"
	return p.sendTo(p.chat, &Message{Voice: voice})
}

// SendLocation sends a point on the map.
func (p *Person) SendLocation(latitude, longitude float64) int {
	return p.send(&Message{Location: &Location{latitude, longitude}})
}

// Block blocks or unblocks the bot, which is told by a my_chat_member update.
func (p *Person) Block(blocked bool) {
	s := p.server
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.chat.blocked == blocked {
		return
	}
	p.chat.blocked = blocked
	forever := int64(0)
	member, kicked := wireMember{Status: "member", User: s.self()}, wireMember{"kicked", s.self(), &forever}
	change := wireMembership{p.chat.wire(), p.wire(), s.now().Unix(), kicked, member}
	if blocked {
		change.OldChatMember, change.NewChatMember = member, kicked
	}
	s.touch(p.chat)
	s.push(p.chat, "my_chat_member", change)
}
