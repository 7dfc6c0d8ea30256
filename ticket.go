package thidua

import "time"

// Ticket is a question of a unit to the secretariat, with what was answered.
type Ticket struct {
	Number   int       `json:"number"`
	Campaign string    `json:"campaign"`
	Unit     string    `json:"unit"`
	By       int64     `json:"by"`
	Name     string    `json:"name"`
	At       time.Time `json:"at"`
	Text     string    `json:"text"`
	Message  int64     `json:"message"` // that asked, to which the answers reply
	Answers  []Reply   `json:"answers,omitempty"`
}

// Open tells whether nobody has answered yet.
func (t Ticket) Open() bool { return len(t.Answers) == 0 }

// Reply is an answer to a Ticket.
type Reply struct {
	By   int64     `json:"by"`
	Name string    `json:"name"`
	At   time.Time `json:"at"`
	Text string    `json:"text"`
}

// Relay names the ticket that a message passed on: a reply to the message is an answer to the ticket.
type Relay struct {
	Campaign string `json:"campaign"`
	Ticket   int    `json:"ticket"`
}
