package bot

import (
	"thidua"
	"thidua/flows"
)

// session is where a chat stands: in a form, or on the way in.
type session struct {
	flows.Session
	typing
	Head  string     `json:"head,omitempty"`  // unit for whose head the person speaks
	Token thidua.Key `json:"token,omitempty"` // invite that waits for the person's contact
	Never int        `json:"never,omitempty"` // number of a card that was decided and is never sent: nobody waits for it
}

// typing is what the desk may take the next typed text for. What begins one of them ends the others, and so does whatever
// else the person does.
type typing struct {
	Writing   *writing   `json:"writing,omitempty"`   // announcement that is not ordered yet
	Asking    *asking    `json:"asking,omitempty"`    // question or answer that is still to be typed
	Returning *returning `json:"returning,omitempty"` // return that is not ordered yet
	Board     *boardView `json:"board,omitempty"`     // that is the live card: what is typed looks for a unit
	Errand    *errand    `json:"errand,omitempty"`    // of several steps, not ordered yet
}
