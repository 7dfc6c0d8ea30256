package thidua

import "time"

// Input is what a person did, whatever channel carried it.
type Input struct {
	Update   int64     // of the channel: the same update never counts twice
	Chat     int64     // private chat, which is the person
	At       time.Time // of receipt
	Sent     time.Time // as the channel dates it; zero for a tap
	Name     string    // as the person calls themselves there
	Language string    // of the person's app
	Text     string
	Data     string // of a pressed button; then Query is set
	Query    string // id of the press, to be answered (Bot API answerCallbackQuery)
	Files    []File
	Contact  *Contact
	Message  int64  // id of the message, or of the card whose button was pressed
	Album    string // the same for all files sent together
	Edited   bool   // Text corrects an earlier message
	Foreign  bool   // not a private chat: a group, a channel
	Odd      bool   // something that is no answer: a sticker, a voice message, a place
}

// Contact is a shared contact.
type Contact struct {
	Phone string
	Own   bool // of the sender, and not forwarded
}
