package thidua

import "time"

// Job is a mass action: one commit orders it, and the ticker carries it out in slices, each in one commit with the cursor.
type Job struct {
	Kind     JobKind   `json:"kind"`
	Campaign string    `json:"campaign"`
	By       int64     `json:"by"` // who ordered it
	At       time.Time `json:"at"`
	Text     string    `json:"text,omitempty"` // of an announcement, as typed
	Scope    Scope     `json:"scope"`
	Unit     string    `json:"unit,omitempty"`  // code, where Scope is OneUnit
	Units    []string  `json:"units,omitempty"` // codes, where Scope is SomeUnits
	Part     string    `json:"part,omitempty"`  // of which it reminds; empty: all that is owed
	News     *News     `json:"news,omitempty"`
	After    Key       `json:"after,omitempty"` // cursor: the last member that was looked at
	People   int       `json:"people,omitempty"`

	Approved  int    `json:"approved,omitempty"`   // parts
	Kept      []Kept `json:"kept,omitempty"`       // parts that were not approved, the first of them
	KeptCount int    `json:"kept_count,omitempty"` // all of them

	Done     time.Time `json:"done,omitzero"`     // everybody was looked at
	Reported time.Time `json:"reported,omitzero"` // the result was shown to whom ordered it
}

// Kept is a part that a job did not approve, and why.
type Kept struct {
	Unit  string `json:"unit"`
	Part  string `json:"part"`
	Why   string `json:"why"`             // the first reason
	Count int    `json:"count,omitempty"` // of reasons
}

// JobKind says what a job does.
type JobKind string

// The kinds of jobs.
const (
	Announce JobKind = "announce" // sends a text to focal points
	Tell     JobKind = "tell"     // tells focal points News
	Remind   JobKind = "remind"   // reminds focal points of what their units owe
	Approve  JobKind = "approve"  // approves what waits for it and passes the checks
)

// News is a change of a campaign's life: its new phase, or a due time that has moved.
type News struct {
	Phase Phase     `json:"phase,omitempty"`
	Due   time.Time `json:"due,omitzero"`
	Part  string    `json:"part,omitempty"` // where only this one moved
	Back  bool      `json:"back,omitempty"` // an extension was taken back, or the campaign came back from the archive

	Opens   bool `json:"opens,omitempty"`   // the opening time has come
	Version bool `json:"version,omitempty"` // a new version of the workbook has other parts or due times
}

// Scope says whom a job concerns.
type Scope string

// The scopes of a job.
const (
	Everybody Scope = "all"   // all focal points
	Owing     Scope = "owing" // those of units that owe something when their slice comes
	OneUnit   Scope = "unit"
	SomeUnits Scope = "units"
)

// Delivery is the job and the person's campaign and unit for whom a message is; without unit any of the campaign's will
// do. What became of the message is noted under DeliveryKey.
type Delivery struct {
	Job      string `json:"job"`
	Campaign string `json:"campaign"`
	Unit     string `json:"unit,omitempty"`
}

// Fate is what became of a job's message to one person.
type Fate string

// The fates of a message.
const (
	Queued      Fate = "queued"
	Delivered   Fate = "delivered"
	Unreachable Fate = "unreachable" // the bot was blocked, or the account is closed
	Left        Fate = "left"        // no focal point any more when its turn came
	Settled     Fate = "settled"     // a reminder of what was handed in when its turn came
	PutOff      Fate = "put_off"     // a reminder whose turn came out of working hours: it comes again in them
	Refused     Fate = "refused"     // by Telegram, for good
)
