package thidua

import (
	"slices"
	"time"
)

// Ticket is a question of a unit to the secretariat, with what was answered.
type Ticket struct {
	Number   int       `json:"number"`
	Campaign string    `json:"campaign"`
	Unit     string    `json:"unit"`
	By       int64     `json:"by"`
	Name     string    `json:"name"`
	At       time.Time `json:"at"`
	Text     string    `json:"text"`
	Message  int64     `json:"message"`           // that asked, to which the answers reply
	Answers  []Reply   `json:"answers,omitempty"` // and what was asked on, in order
}

// Open tells whether nobody has answered what was asked last.
func (t Ticket) Open() bool {
	return len(t.Answers) == 0 || t.Answers[len(t.Answers)-1].Asks
}

// Question is what was asked last.
func (t Ticket) Question() Reply {
	for _, r := range slices.Backward(t.Answers) {
		if r.Asks {
			return r
		}
	}
	return Reply{By: t.By, Name: t.Name, At: t.At, Text: t.Text, Message: t.Message, Asks: true}
}

// Answer is the first answer to what was asked last; zero while it is open.
func (t Ticket) Answer() (first Reply) {
	for _, r := range slices.Backward(t.Answers) {
		if r.Asks {
			break
		}
		first = r
	}
	return first
}

// Reply is an answer to a Ticket, or a further question of the unit.
type Reply struct {
	By      int64     `json:"by"`
	Name    string    `json:"name"`
	At      time.Time `json:"at"`
	Text    string    `json:"text"`
	Asks    bool      `json:"asks,omitempty"`
	Message int64     `json:"message,omitempty"` // of the further question, to which its answers reply
}

// Relay names the ticket of which a message passed on a question, to which a reply is the answer, or an answer, to which a
// reply is a further question.
type Relay struct {
	Campaign string `json:"campaign"`
	Ticket   int    `json:"ticket"`
	Answer   bool   `json:"answer,omitempty"`
}
