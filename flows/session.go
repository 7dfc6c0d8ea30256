package flows

import (
	"slices"
	"time"

	"thidua"
)

// Session is where a chat stands. Only the chat's own steps write it.
type Session struct {
	Campaign string        `json:"campaign,omitempty"`
	Unit     string        `json:"unit,omitempty"` // for which the person speaks
	Screen   Screen        `json:"screen,omitempty"`
	Part     string        `json:"part,omitempty"`
	Trail    []thidua.Step `json:"trail,omitempty"`    // open entries, outermost first
	Question string        `json:"question,omitempty"` // path below the innermost open entry
	Return   int           `json:"return,omitempty"`   // depth of the place to whose review answers go back; the part is 1
	Mends    *Mending      `json:"mends,omitempty"`    // on the way through what was returned
	Amends   *Amending     `json:"amends,omitempty"`   // the secretariat corrects a submission
	Card     int           `json:"card,omitempty"`     // number of the newest card
	Asked    time.Time     `json:"asked,omitzero"`     // when the newest card was made
	Foretold time.Time     `json:"foretold,omitzero"`  // up to when what a colleague did by a clock ahead of ours was said
	Since    int           `json:"since,omitempty"`    // oldest card whose buttons still mean what the newest one's do
	Actions  []Action      `json:"actions,omitempty"`  // what the newest card's buttons mean
	Typed    int64         `json:"typed,omitempty"`    // newest message of the person
	Seen     int           `json:"seen,omitempty"`     // how often the open question had been answered when it was asked
	Filed    int           `json:"filed,omitempty"`    // newest submission of the part when the card was shown
	Held     *Held         `json:"held,omitempty"`
	Stays    bool          `json:"stays,omitempty"` // the newest card carries a receipt and is not edited
	Early    []Early       `json:"early,omitempty"` // written before the open question was sent, oldest first
	Album    *Album        `json:"album,omitempty"`
	Given    Given         `json:"given,omitempty"` // messages that gave the newest answers
}

// Screen is what the newest card shows.
type Screen string

// The screens.
const (
	Menu     Screen = ""
	Opening  Screen = "opening"  // a part before its first question
	Asking   Screen = "asking"   // one question
	Listing  Screen = "listing"  // the entries of a repeat
	Review   Screen = "review"   // all answers of a part or an entry
	Deciding Screen = "deciding" // Có or Không
	Pasting  Screen = "pasting"  // what a pasted list would become
)

// Action is what a button does.
type Action struct {
	Do  string `json:"do"`
	Arg string `json:"arg,omitempty"`
}

// Held is what waits for more from the person: choices ticked so far, a long text, a decision.
type Held struct {
	Ticks  []Tick  `json:"ticks,omitempty"`
	Text   string  `json:"text,omitempty"`
	Joint  string  `json:"joint,omitempty"` // between the text and what follows
	Search string  `json:"search,omitempty"`
	Page   int     `json:"page,omitempty"`
	Ask    string  `json:"ask,omitempty"`
	Yes    *Action `json:"yes,omitempty"`
	No     *Action `json:"no,omitempty"`   // beyond leading back
	Back   Screen  `json:"back,omitempty"` // the screen to which No returns
}

// Tick is a choice as the person last left it, and the card on which they did.
type Tick struct {
	Name string `json:"name"`
	On   bool   `json:"on,omitempty"`
	Card int    `json:"card"`
}

// clone keeps a step from changing the session that it was given.
func (h *Held) clone() *Held {
	if h == nil {
		return nil
	}
	copied := *h
	copied.Ticks = slices.Clone(h.Ticks)
	return &copied
}

func (h *Held) isEmpty() bool {
	return h == nil || len(h.Ticks) == 0 && h.Text == "" && h.Search == "" && h.Page == 0 && h.Yes == nil
}

// Album is the answer that takes further files of one album; without a part it takes none, and was told so.
type Album struct {
	ID       string        `json:"id"`
	Part     string        `json:"part,omitempty"`
	Trail    []thidua.Step `json:"trail,omitempty"`
	Question string        `json:"question,omitempty"`
}
