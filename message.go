package thidua

import "time"

// Message is something to tell a person.
type Message struct {
	Chat    int64      `json:"chat"`
	Lines   []Line     `json:"lines,omitempty"`
	Buttons [][]Button `json:"buttons,omitempty"` // rows
	Contact string     `json:"contact,omitempty"` // label of the button that shares the person's own contact
	Plain   bool       `json:"plain,omitempty"`   // take the contact button away
	Edit    int64      `json:"edit,omitempty"`    // id of the card that this one replaces in place
	Retire  int64      `json:"retire,omitempty"`  // id of the card whose buttons go when this one is there
	Card    int        `json:"card,omitempty"`    // its number in the session; 0 for what is no card
	Attach  *Document  `json:"attach,omitempty"`
	Given   *File      `json:"given,omitempty"`  // a file that somebody gave, sent by its id
	NotYet  time.Time  `json:"not_yet,omitzero"` // not to be sent before
	Bulk    bool       `json:"bulk,omitempty"`   // replies go first
	Owed    *Owed      `json:"owed,omitempty"`   // a reminder: written at sending, dropped where nothing of it is owed any more
	Late    *Late      `json:"late,omitempty"`   // an escalation: likewise
	Digest  *Digest    `json:"digest,omitempty"` // a digest: likewise

	ReplyTo  int64     `json:"reply_to,omitempty"` // id of the person's message that this one answers
	Relay    *Relay    `json:"relay,omitempty"`    // noted under RelayKey when the message is sent
	Work     *Work     `json:"work,omitempty"`     // likewise under WorkKey
	Delivery *Delivery `json:"delivery,omitempty"` // of a job; dropped at sending where the person has left
}

// Line is a paragraph of a message, without markup of any kind.
type Line struct {
	Text  string `json:"text"`
	Style Style  `json:"style,omitempty"`
}

// Style is how a line is set.
type Style string

// The styles of a line.
const (
	Body   Style = ""
	Strong Style = "strong"
	Faint  Style = "faint"
)

// Button is an inline button; Data has 1 to 64 bytes (Bot API InlineKeyboardButton).
type Button struct {
	Label string `json:"label"`
	Data  string `json:"data"`
}

// Document names a file that is made when the message is sent.
type Document struct {
	Kind     string `json:"kind"` // workbook, report, list, board or sheet
	Campaign string `json:"campaign"`
	Unit     string `json:"unit,omitempty"` // code, where it is of one unit
	Part     string `json:"part,omitempty"` // of the unit; all of its parts where empty
	Name     string `json:"name,omitempty"` // of the file, where its kind does not say
	Text     Key    `json:"text,omitempty"` // record that holds what a list says
	Page     int    `json:"page,omitempty"` // of a picture that has several, from 0
	Link     string `json:"link,omitempty"` // that a code stands for
}

// UnitSheet is the kind of the document that a unit fills outside the chat.
const UnitSheet = "sheet"

// Owed names the parts that a reminder concerns.
type Owed struct {
	Campaign string    `json:"campaign"`
	Unit     string    `json:"unit"`
	Parts    []string  `json:"parts"`
	Due      time.Time `json:"due,omitzero"`     // when they are due; zero where a person reminds of whatever is owed
	Target   string    `json:"target,omitempty"` // id of what its buttons stand for
}

// Late names the units that let a deadline pass.
type Late struct {
	Campaign string    `json:"campaign"`
	Due      time.Time `json:"due"`
	Units    []string  `json:"units"`
}

// Digest says since when a digest tells what came.
type Digest struct {
	Campaign string    `json:"campaign"`
	Since    time.Time `json:"since,omitzero"`
	Target   string    `json:"target"` // id of what its button stands for
}
