package thidua

import "time"

// Request is a document of a whole campaign that a person asked for. It may take long to make: that is done beside the
// outbox, so that the bot goes on answering.
type Request struct {
	Document
	Chat     int64     `json:"chat"`
	Language string    `json:"language"`
	At       time.Time `json:"at"`
	Tries    int       `json:"tries,omitempty"` // that failed
}
