package thidua

import "time"

// State is where a unit's part stands.
type State string

// The states of a part; an absent one is NotStarted.
const (
	NotStarted  State = ""
	InProgress  State = "in_progress"
	Submitted   State = "submitted"
	Nothing     State = "nothing" // declared empty
	Returned    State = "returned"
	Resubmitted State = "resubmitted" // after it was returned
	Approved    State = "approved"
	Locked      State = "locked"
)

// Index is one unit's line on the board: the state of each of its parts.
type Index struct {
	Parts map[string]Standing `json:"parts"`
	Due   time.Time           `json:"due,omitzero"` // extension for the unit
}

// Standing is where one part of a unit stands.
type Standing struct {
	State      State     `json:"state"`
	Submission int       `json:"submission,omitempty"` // newest, 0 for none
	Returned   int       `json:"returned,omitempty"`   // submission that was returned last, 0 for none
	Late       bool      `json:"late,omitempty"`       // the newest submission came after the due time of that moment
	Filed      time.Time `json:"filed,omitzero"`       // receipt of the newest submission
	Editing    bool      `json:"editing,omitempty"`    // a draft differs from what was handed in
	Due        time.Time `json:"due,omitzero"`         // extension for this unit's part
	At         time.Time `json:"at,omitzero"`          // last change of state
	Worker     int64     `json:"worker,omitempty"`     // who answered last in the draft
}

// Owed tells whether the unit still has to hand something in.
func (s Standing) Owed() bool {
	return s.State == NotStarted || s.State == InProgress || s.State == Returned
}

// CameLate tells whether the newest submission was received after a due time. An extension given afterwards counts.
func (s Standing) CameLate(due time.Time) bool {
	if s.Filed.IsZero() {
		return s.Late
	}
	return !due.IsZero() && s.Filed.After(due)
}

// Waits tells whether the secretariat has yet to approve or return what was handed in.
func (s Standing) Waits() bool {
	return s.State == Submitted || s.State == Resubmitted || s.State == Nothing
}

// Amendable tells whether the secretariat may correct what was handed in.
func (s Standing) Amendable() bool {
	return s.State == Submitted || s.State == Resubmitted || s.State == Approved
}

// Closed tells whether the unit may no longer change the part.
func (s Standing) Closed() bool { return s.State == Approved || s.State == Locked }
