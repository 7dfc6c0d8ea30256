package thidua

import "time"

// Answer is what a person gave to one question.
type Answer struct {
	Value       string    `json:"value,omitempty"` // canonical: ISO date, plain number, choice names separated by a space
	Raw         string    `json:"raw,omitempty"`   // as typed
	Approximate bool      `json:"approximate,omitempty"`
	Files       []File    `json:"files,omitempty"`
	Skipped     bool      `json:"skipped,omitempty"`
	By          int64     `json:"by,omitempty"` // person
	At          time.Time `json:"at,omitzero"`
	Rev         int       `json:"rev,omitempty"` // how often the answer was given
}

// Empty tells whether nothing was answered.
func (a Answer) Empty() bool { return a.Value == "" && len(a.Files) == 0 }

// File is a photo or document that was sent as an answer.
type File struct {
	ID       string `json:"id"`     // to fetch it with (Bot API getFile)
	UniqueID string `json:"unique"` // of the same content, everywhere
	Name     string `json:"name,omitempty"`
	Caption  string `json:"caption,omitempty"`
	Message  int64  `json:"message,omitempty"` // that brought it, so that editing the message changes it
	Photo    bool   `json:"photo,omitempty"`
	Kind     Kind   `json:"kind,omitempty"`
	Mime     string `json:"mime,omitempty"` // as the sender's app tells it
	Size     int64  `json:"size,omitempty"` // bytes
}

// Evidence is a file of an answer and what is kept of it outside Telegram.
type Evidence struct {
	File
	Chat    int64     `json:"chat"` // who gave it
	Given   time.Time `json:"given"`
	SHA     string    `json:"sha256,omitempty"` // hexadecimal; empty until it is fetched
	Length  int64     `json:"length,omitempty"` // bytes that were fetched
	Fetched time.Time `json:"fetched,omitzero"`
	Tries   int       `json:"tries,omitempty"` // that failed
	Lost    string    `json:"lost,omitempty"`  // why it was given up
}

// Entry is one filling of a group part, or one entry of a repeat, as submitted: relevance applied.
type Entry struct {
	ID      string             `json:"id"`
	Answers map[string]Answer  `json:"answers,omitempty"` // by path below the entry, such as thoi_gian/ngay
	Repeats map[string][]Entry `json:"repeats,omitempty"` // by path below the entry
}

// Submission is what a unit handed in for a part; nobody changes it.
type Submission struct {
	Campaign string    `json:"campaign"`
	Unit     string    `json:"unit"`
	Part     string    `json:"part"`
	Number   int       `json:"number"`  // 1, 2, 3 …
	Version  string    `json:"version"` // of the campaign
	By       int64     `json:"by"`
	Name     string    `json:"name"` // of the person who handed it in
	At       time.Time `json:"at"`
	Late     bool      `json:"late,omitempty"`
	Nothing  bool      `json:"nothing,omitempty"` // "Không có nội dung"
	Amends   int       `json:"amends,omitempty"`  // submission that the secretariat corrected with this one; 0 for the unit's own
	Entries  []Entry   `json:"entries,omitempty"`
}
