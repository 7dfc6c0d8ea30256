package thidua

import "time"

// Backlog is what the outbox holds.
type Backlog struct {
	Messages int
	Oldest   time.Time // since when the longest waiting message may leave; zero in an empty outbox, ahead where all are for later
}

// Inspection is how a store does.
type Inspection struct {
	Backlog
	Kind     string // "Redis", "SQLite"
	Schema   int    // of the stored data
	Rev      int64  // of the newest commit
	Records  int
	Parked   int // updates that could not be carried through
	Findings []Finding
}

// Finding is one property of a store, what it is worth, and how to mend it where it is not good.
type Finding struct {
	Name, Value string // such as appendfsync, always
	Grade       Grade
	Cure        string // in English; empty where the grade is Good
}

// Grade is what a finding is worth.
type Grade int

// Grades, the better the lower.
const (
	Good     Grade = iota
	Doubtful       // works, but somebody should know
	Bad            // acknowledged answers may be lost, or the store will stop serving
)
