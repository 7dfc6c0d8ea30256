package thidua

import "time"

// Incoming is a document that a person sent to the bot itself, not as the answer to a question. It is fetched and read
// after the commit that takes it in.
type Incoming struct {
	File
	Chat     int64     `json:"chat"`
	Post     Post      `json:"post"` // for which the person spoke
	Language string    `json:"language"`
	At       time.Time `json:"at"`
	Tries    int       `json:"tries,omitempty"` // to fetch it, that failed
}

// Offer is a document that was read and found right, and waits for the person's yes. Its content is kept beside it.
type Offer struct {
	ID       string    `json:"id"` // on its buttons; a newer one of the same person and kind takes its place
	Kind     string    `json:"kind"`
	Campaign string    `json:"campaign"`
	Version  string    `json:"version,omitempty"` // of the campaign for which it was found right
	Name     string    `json:"name"`              // of the file
	At       time.Time `json:"at"`

	Media map[string]Medium `json:"media,omitempty"` // that came with a campaign's workbook
}

// LoadOrder is a campaign workbook to which a person said yes. It is put in force after the commit that took the yes.
type LoadOrder struct {
	Offer
	Chat     int64     `json:"chat"`
	By       string    `json:"by"` // name of the person
	Language string    `json:"language"`
	Ordered  time.Time `json:"ordered"`
	Remove   bool      `json:"remove,omitempty"` // also what it lacks and has answers
}
