package thidua

import "time"

// Input is what a person did, whatever channel carried it.
type Input struct {
	Update    int64     // of the channel: the same update never counts twice
	Chat      int64     // private chat, which is the person
	At        time.Time // of receipt
	Sent      time.Time // as the channel dates it, in whole seconds; zero for a tap
	Name      string    // as the person calls themselves there
	Language  string    // of the person's app
	Kind      Kind      // of the message; empty for a tap
	Text      string    // as typed, or of a forwarded message; of a place its degrees, as a geopoint is kept
	Data      string    // of a pressed button; then Query is set
	Query     string    // id of the press, to be answered (Bot API answerCallbackQuery)
	Files     []File
	Contact   *Contact
	Location  *Location // of a place or a venue
	Message   int64     // id of the message, or of the card whose button was pressed
	ReplyTo   int64     // id of the message in the same chat that this one replies to
	Album     string    // the same for all files sent together
	Card      Card      // the newest one of the chat that was sent
	Unsent    bool      // a newer one is still on its way
	Edited    bool      // Text, or Files with their captions, correct an earlier message
	Forwarded bool
	Foreign   bool // not a private chat: a group, a channel
	Odd       bool // something that is no answer: a sticker, a poll, a game
}

// Kind is what a message carries (Bot API Message).
type Kind string

// The kinds of messages. All that come as a file have one of the names from KindPhoto to KindAnimation.
const (
	KindText      Kind = "text"
	KindPhoto     Kind = "photo"
	KindDocument  Kind = "document"
	KindVideo     Kind = "video"
	KindVideoNote Kind = "video_note" // round, without a caption
	KindAudio     Kind = "audio"
	KindVoice     Kind = "voice"
	KindAnimation Kind = "animation"
	KindSticker   Kind = "sticker"
	KindPoll      Kind = "poll"
	KindDice      Kind = "dice"
	KindVenue     Kind = "venue"
	KindLocation  Kind = "location"
	KindContact   Kind = "contact"
	KindOther     Kind = "other" // whatever else Telegram carries, now or in future
)

// Card is what is known of a chat's newest numbered message that reached Telegram. Where Number is below the session's,
// the newest card has not been sent: whatever came meanwhile was written without it. Message ids of a private chat rise
// in the order in which Telegram took the messages, so that a message with a lower id than the card's is older than the
// card; a card edited in place keeps its id, and its Sent is that of the edit. The zero value says nothing.
type Card struct {
	Number  int       `json:"number,omitempty"` // of the session (Message.Card)
	Message int64     `json:"message,omitempty"`
	Sent    time.Time `json:"sent,omitzero"` // as the channel dates it, in whole seconds
	File    *File     `json:"-"`             // that was uploaded with it
}

// Contact is a shared contact.
type Contact struct {
	Phone string
	Name  string // as the sender has it
	Own   bool   // of the sender, and not forwarded
}

// Location is a point in degrees (WGS 84).
type Location struct {
	Latitude, Longitude float64
	Accuracy            float64 // in metres; 0 where it is not told
	Title               string  // of a venue
}
