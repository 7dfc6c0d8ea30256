package thidua

import (
	"crypto/sha256"
	"encoding/base64"
)

// Spreadsheet is what a unit gave to some of its parts, as tables that people fill outside the chat, or what such a file
// says when it comes back.
type Spreadsheet struct {
	Campaign string   `json:"campaign"`
	Version  string   `json:"version"` // of the campaign when the file was made
	Unit     string   `json:"unit"`    // code, for whom the file was made
	Stamp    string   `json:"stamp"`   // of this one file; the ids of entries that begin in it carry it
	Title    string   `json:"-"`
	Guide    []string `json:"-"` // what to do with the file, a paragraph each
	Words    Words    `json:"-"`
	Tables   []Table  `json:"tables,omitempty"`
}

// Words are what the sheets say beside the form's own labels.
type Words struct {
	Guide, Question, Answer, How, Delete, NotListed string
}

// Table is one sheet: a row for each entry of a repeat, or a question of a group part below the other.
type Table struct {
	Part    string   `json:"part"`
	Repeat  string   `json:"repeat,omitempty"` // name; empty where the table holds the questions of a group part, as one row
	Around  string   `json:"around,omitempty"` // name of the repeat that holds this one
	Name    string   `json:"name"`             // of the sheet
	Number  string   `json:"-"`                // heading of the column by which inner tables know the rows
	UpTo    string   `json:"-"`                // heading of the column that names the row of the outer table
	Columns []Column `json:"columns,omitempty"`
	Rows    []Row    `json:"rows,omitempty"`
}

// Column is a question of a table.
type Column struct {
	Path     string   `json:"path"` // below the entry
	Label    string   `json:"-"`
	Note     string   `json:"-"` // hint, what is taken and how to write it
	Type     Type     `json:"-"`
	Required bool     `json:"-"`
	Choices  []string `json:"-"` // as they are written in a cell, of a question that takes one
	Broad    bool     `json:"-"` // takes long texts
	Told     bool     `json:"-"` // its cells only tell: files are given in the chat
}

// Row is an entry of a repeat, or the answers of a group part.
type Row struct {
	Entry  string `json:"entry,omitempty"`
	Up     string `json:"up,omitempty"` // entry that holds this one
	Number int    `json:"-"`
	Above  int    `json:"-"`               // Number of the row of the outer table; 0 for none
	At     int    `json:"at,omitempty"`    // row of the sheet, from 1
	Stray  Stray  `json:"stray,omitempty"` // why the entry around cannot be told
	Delete string `json:"delete,omitempty"`
	Column string `json:"column,omitempty"` // letter of the column that Stray or Delete is about
	Cells  []Cell `json:"cells,omitempty"`  // as many as columns
}

// Stray says what is wrong with the number that names a row of the outer table.
type Stray string

// The ways to go astray.
const (
	Unnamed Stray = "unnamed" // no number, or none that the outer table has once
	Carried Stray = "carried" // an entry that is there already names another row than it belongs to
)

// Cell is what one cell says.
type Cell struct {
	Kind CellKind `json:"kind,omitempty"`
	Text string   `json:"text,omitempty"` // of a number its digits with a point, of a day and a time their ISO form
	Was  string   `json:"was,omitempty"`  // Digest of what the cell held when the file was made
	At   string   `json:"at,omitempty"`   // such as D7
}

// CellKind says how a cell holds its text.
type CellKind string

// The kinds of cells.
const (
	TextCell   CellKind = ""
	NumberCell CellKind = "number"
	DayCell    CellKind = "day"    // 2006-01-02
	MomentCell CellKind = "moment" // 2006-01-02 15:04:05
	ClockCell  CellKind = "clock"  // 15:04:05
	FaultCell  CellKind = "fault"  // #REF! and the like
)

// Digest tells a cell's content from others; nothing for an empty cell.
func (c Cell) Digest() string {
	if c.Text == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(string(c.Kind) + "\n" + c.Text))
	return base64.RawURLEncoding.EncodeToString(sum[:6])
}

// Touched tells whether the cell says something else than when the file was made.
func (c Cell) Touched() bool { return c.Digest() != c.Was }
