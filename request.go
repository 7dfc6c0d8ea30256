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

// Work is the message that took a request up: it shows how far the document is.
type Work struct {
	Campaign string    `json:"campaign"`
	Kind     string    `json:"kind"`              // of the document
	Asked    time.Time `json:"asked"`             // Request.At
	Message  int64     `json:"message,omitempty"` // its id, once it was sent
}
