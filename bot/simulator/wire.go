package simulator

import (
	"encoding/json"
	"time"
)

// The shapes that the bot receives: Bot API types with the fields that the simulator fills.

type wireUser struct {
	ID           int64  `json:"id"`
	IsBot        bool   `json:"is_bot"`
	FirstName    string `json:"first_name"`
	Username     string `json:"username,omitempty"`
	LanguageCode string `json:"language_code,omitempty"`
}

type wireChat struct {
	ID        int64  `json:"id"`
	Type      string `json:"type"`
	Title     string `json:"title,omitempty"`
	FirstName string `json:"first_name,omitempty"`
}

type wireFile struct {
	FileID       string `json:"file_id"`
	FileUniqueID string `json:"file_unique_id"`
	FileSize     int64  `json:"file_size,omitempty"`
	FileName     string `json:"file_name,omitempty"`
	MimeType     string `json:"mime_type,omitempty"`
	FilePath     string `json:"file_path,omitempty"`
	Width        int    `json:"width,omitempty"`
	Height       int    `json:"height,omitempty"`
	Duration     *int   `json:"duration,omitempty"`
}

type wireSticker struct {
	wireFile
	Type       string `json:"type"`
	IsAnimated bool   `json:"is_animated"`
	IsVideo    bool   `json:"is_video"`
	Emoji      string `json:"emoji,omitempty"`
}

type wireOrigin struct {
	Type       string   `json:"type"`
	Date       int64    `json:"date"`
	SenderUser wireUser `json:"sender_user"`
}

type wireMessage struct {
	MessageID           int             `json:"message_id"`
	From                wireUser        `json:"from"`
	Date                int64           `json:"date"`
	Chat                wireChat        `json:"chat"`
	ForwardOrigin       *wireOrigin     `json:"forward_origin,omitempty"`
	ReplyToMessage      *wireMessage    `json:"reply_to_message,omitempty"`
	EditDate            int64           `json:"edit_date,omitempty"`
	HasProtectedContent bool            `json:"has_protected_content,omitempty"`
	MediaGroupID        string          `json:"media_group_id,omitempty"`
	Text                string          `json:"text,omitempty"`
	Entities            []Entity        `json:"entities,omitempty"`
	Document            *wireFile       `json:"document,omitempty"`
	Photo               []wireFile      `json:"photo,omitempty"`
	Sticker             *wireSticker    `json:"sticker,omitempty"`
	Voice               *wireFile       `json:"voice,omitempty"`
	Audio               *wireFile       `json:"audio,omitempty"`
	Video               *wireFile       `json:"video,omitempty"`
	Animation           *wireFile       `json:"animation,omitempty"`
	Caption             string          `json:"caption,omitempty"`
	CaptionEntities     []Entity        `json:"caption_entities,omitempty"`
	Contact             *Contact        `json:"contact,omitempty"`
	Location            *Location       `json:"location,omitempty"`
	ReplyMarkup         json.RawMessage `json:"reply_markup,omitempty"`
}

// wireInaccessible stands for a message that the bot cannot see any more; its date is always 0.
type wireInaccessible struct {
	Chat      wireChat `json:"chat"`
	MessageID int      `json:"message_id"`
	Date      int64    `json:"date"`
}

type wireQuery struct {
	ID           string   `json:"id"`
	From         wireUser `json:"from"`
	Message      any      `json:"message"`
	ChatInstance string   `json:"chat_instance"`
	Data         string   `json:"data"`
}

type wireMember struct {
	Status    string   `json:"status"`
	User      wireUser `json:"user"`
	UntilDate *int64   `json:"until_date,omitempty"`
}

type wireMembership struct {
	Chat          wireChat   `json:"chat"`
	From          wireUser   `json:"from"`
	Date          int64      `json:"date"`
	OldChatMember wireMember `json:"old_chat_member"`
	NewChatMember wireMember `json:"new_chat_member"`
}

func (s *Server) self() wireUser {
	return wireUser{ID: s.options.BotID, IsBot: true, FirstName: s.options.Title, Username: s.options.Username}
}

func (p *Person) wire() wireUser {
	return wireUser{ID: p.ID, FirstName: p.Name, LanguageCode: p.Language}
}

func (ch *chat) wire() wireChat {
	if ch.person == nil {
		return wireChat{ID: ch.id, Type: "group", Title: ch.title}
	}
	return wireChat{ID: ch.id, Type: "private", FirstName: ch.person.Name}
}

// wire writes a message as the bot sees it, with the message it replies to one level deep.
func (s *Server) wire(ch *chat, m *Message) *wireMessage {
	w := s.wireAlone(ch, m)
	if original := ch.find(m.ReplyTo); original != nil {
		w.ReplyToMessage = s.wireAlone(ch, original)
	}
	return w
}

func (s *Server) wireAlone(ch *chat, m *Message) *wireMessage {
	w := &wireMessage{
		MessageID:           m.ID,
		From:                s.self(),
		Date:                m.Date.Unix(),
		Chat:                ch.wire(),
		EditDate:            unixOrZero(m.editDate),
		HasProtectedContent: m.ProtectContent,
		MediaGroupID:        m.Album,
		Contact:             m.Contact,
		Location:            m.Location,
		ReplyMarkup:         m.markup,
	}
	if m.sender != nil {
		w.From = m.sender.wire()
	}
	if m.forwardedOf != nil {
		w.ForwardOrigin = &wireOrigin{Type: "user", Date: m.Date.Unix(), SenderUser: m.forwardedOf.wire()}
	}
	if m.Document == nil && m.Photo == nil && m.Voice == nil {
		w.Text, w.Entities = m.Text, m.Entities
	} else {
		w.Caption, w.CaptionEntities = m.Text, m.Entities
	}
	addWireFiles(w, m)
	return w
}

func addWireFiles(w *wireMessage, m *Message) {
	if m.Document != nil {
		file := &wireFile{FileID: m.Document.ID, FileUniqueID: m.Document.UniqueID, FileSize: m.Document.Size,
			FileName: m.Document.Name, MimeType: m.Document.Mime}
		seconds := 3
		switch m.Plays {
		case "audio":
			w.Audio, file.Duration = file, &seconds
		case "video":
			w.Video, file.Duration = file, &seconds
		case "voice":
			w.Voice, file.Duration = file, &seconds
		case "animation":
			w.Animation, w.Document = file, file
		default:
			w.Document = file
		}
	}
	if m.Photo != nil {
		w.Photo = []wireFile{photoSize(m.thumbnail), photoSize(m.Photo)}
	}
	if m.Voice != nil {
		seconds := 3
		w.Voice = &wireFile{FileID: m.Voice.ID, FileUniqueID: m.Voice.UniqueID, FileSize: m.Voice.Size,
			MimeType: m.Voice.Mime, Duration: &seconds}
	}
	if m.Sticker != nil {
		w.Sticker = &wireSticker{wireFile: photoSize(m.Sticker), Type: "regular", Emoji: "👍"}
	}
}

func photoSize(f *File) wireFile {
	return wireFile{FileID: f.ID, FileUniqueID: f.UniqueID, FileSize: f.Size, Width: f.width, Height: f.height}
}

func unixOrZero(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}
