package thidua

import (
	"slices"
	"time"
)

// Step is one entry on the way from a part to an open entry.
type Step struct {
	Repeat string `json:"repeat"` // name, unique in the form
	Entry  string `json:"entry"`
}

// Review is what the secretariat last decided on a submission: approved it, or returned it with what is to be corrected.
type Review struct {
	By       int64     `json:"by"`
	Name     string    `json:"name,omitempty"`
	At       time.Time `json:"at"`
	Approved bool      `json:"approved,omitempty"`
	Reason   string    `json:"reason,omitempty"`   // for which the part as a whole was returned
	Points   []Point   `json:"points,omitempty"`   // in the form's order
	Evidence bool      `json:"evidence,omitempty"` // nothing but files is asked for
}

// Point is a question that is to be corrected: its path below the innermost entry of the trail. Without a question it is
// the entry as a whole; the question may also be a repeat, whose list is meant.
type Point struct {
	Trail    []Step `json:"trail,omitempty"`
	Question string `json:"question,omitempty"`
	Label    string `json:"label,omitempty"` // as it was when the point was made
	Reason   string `json:"reason"`
}

// Is tells whether the point concerns a question.
func (p Point) Is(trail []Step, question string) bool {
	return p.Question == question && slices.Equal(p.Trail, trail)
}
