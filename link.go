package thidua

import "time"

// Link is what the secretariat decided about two spellings of a name that are much alike: whether both mean the same.
type Link struct {
	Names [2]string `json:"names"`
	Same  bool      `json:"same"`
	By    int64     `json:"by"`
	Name  string    `json:"name"` // of who decided
	At    time.Time `json:"at"`
}
