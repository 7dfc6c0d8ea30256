package thidua

import "time"

// Person is somebody who joined, under their private chat's id.
type Person struct {
	Chat     int64     `json:"chat"`
	Name     string    `json:"name"`
	Phone    string    `json:"phone,omitempty"` // E.164
	Language string    `json:"language,omitempty"`
	Joined   time.Time `json:"joined"`
	Agreed   time.Time `json:"agreed,omitzero"` // to what is kept; nothing is asked before
	Posts    []Post    `json:"posts,omitempty"`
	Left     []Parting `json:"left,omitempty"`
}

// Parting is when a post was last taken away from a person, or given up: no invite from before then gives it back.
type Parting struct {
	Post
	At time.Time `json:"at"`
}

// Post is one role of a person; a secretariat without campaign is staff.
type Post struct {
	Role     Role   `json:"role"`
	Campaign string `json:"campaign,omitempty"`
	Unit     string `json:"unit,omitempty"`
	Position string `json:"position,omitempty"`
}

// Invite is a promise of a post to whoever shows its token.
type Invite struct {
	Post
	Name    string    `json:"name,omitempty"`
	Phone   string    `json:"phone,omitempty"` // E.164; then the person's own contact is needed too
	Issued  time.Time `json:"issued,omitzero"`
	Expires time.Time `json:"expires"`
	Used    time.Time `json:"used,omitzero"`

	Replaces int64 `json:"replaces,omitempty"` // person who has the post until then, and hands it over
}

// Target is what the button of a pushed message stands for; only its own person may press it.
type Target struct {
	Chat     int64     `json:"chat"`
	Act      string    `json:"act"`
	Campaign string    `json:"campaign,omitempty"`
	Unit     string    `json:"unit,omitempty"`
	Part     string    `json:"part,omitempty"`
	Person   int64     `json:"person,omitempty"`
	Role     Role      `json:"role,omitempty"` // of the person's post that is meant
	Ticket   int       `json:"ticket,omitempty"`
	Due      time.Time `json:"due,omitzero"`    // of the reminder
	Parts    []string  `json:"parts,omitempty"` // that the message is about; none: whatever is owed
}

// LogLine is one thing that somebody did; lines are added and never changed.
type LogLine struct {
	At       time.Time `json:"at"`
	By       int64     `json:"by,omitempty"`   // person; 0 is the operator at the command line, or the bot itself
	Name     string    `json:"name,omitempty"` // of who did it; empty: the bot itself
	Campaign string    `json:"campaign,omitempty"`
	Unit     string    `json:"unit,omitempty"`
	Part     string    `json:"part,omitempty"`
	Act      string    `json:"act"`              // one of Acts
	Detail   string    `json:"detail,omitempty"` // to whom, or what exactly
}
