// Package sheet writes a unit's parts as an .xlsx file to be filled outside the chat, and reads such a file back. What an
// answer may be it does not know: package flows judges that.
package sheet

import (
	"errors"
	"strings"
)

// ErrForeign refuses a spreadsheet that Write did not make.
var ErrForeign = errors.New("sheet: not a file of ours")

// Sheets that people do not see.
const (
	markerSheet = "_thidua"    // for whom the file was made
	listSheet   = "_danh_sach" // what choices a cell may take
)

// The first row of every table is hidden and says what each column holds, whatever its heading has become: the path of a
// question, or one of these. Its first cell says which table it is.
const (
	tableMark     = "@"       // before the names of the part, the repeat and the one around it; below it the entries' ids
	upColumn      = "@up"     // ids of the entries around, outermost first
	wasColumn     = "@was"    // digests of what the cells held when the file was made
	numberColumn  = "@number" // by which the rows of inner tables name a row
	aboveColumn   = "@above"  // number of a row of the outer table
	deleteColumn  = "@delete"
	questionLabel = "@label"
	answerColumn  = "@answer"
	howColumn     = "@how"
)

// Rows of a table.
const (
	nameRow  = 1
	headRow  = 2
	firstRow = 3
)

// joinDigests and splitDigests keep the digests of a row in one cell.
func joinDigests(digests []string) string {
	if strings.Join(digests, "") == "" {
		return ""
	}
	return strings.Join(digests, ",")
}

func splitDigests(text string, columns int) []string {
	digests := make([]string, columns)
	copy(digests, strings.Split(text, ","))
	return digests
}
