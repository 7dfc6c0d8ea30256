package store

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"

	"thidua"
)

// cured says in words what a code of SQLite means for whoever runs the store. The codes are those that come from the
// file, the disk or another program, never from what a caller asked.
func cured(err error) error {
	var fault *sqlite.Error
	if !errors.As(err, &fault) {
		return err
	}
	words := ""
	switch fault.Code() & 0xff { // the rest of an extended code tells the place
	case 5, 6, 15: // SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL
		words = "another program holds the file too long"
	case 7: // SQLITE_NOMEM
		words = "memory is short"
	case 8: // SQLITE_READONLY
		words = "the file or its folder may not be written: give both to the user who runs the bot"
	case 10: // SQLITE_IOERR
		words = "the disk fails or is full: look at its free room and at the system's log"
	case 11, 26: // SQLITE_CORRUPT, SQLITE_NOTADB
		words = "the file is damaged or none of this program's: restore a backup"
	case 13: // SQLITE_FULL
		words = "the disk is full: make room, nothing needs to be restarted"
	case 14: // SQLITE_CANTOPEN
		words = "the file cannot be opened: the folder must be there and writable, for SQLite keeps files beside it"
	default:
		return err
	}
	return fmt.Errorf("%w: %s: %w", thidua.ErrUnavailable, words, err)
}
