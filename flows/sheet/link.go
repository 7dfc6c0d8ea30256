package sheet

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"

	"thidua"
)

// linker finds which entry each row is, and which entry holds it. A row that somebody added, copied or pasted has no id of
// its own: it gets one that follows from its content, so that the same file means the same entries again.
type linker struct {
	s     *thidua.Spreadsheet
	done  map[*thidua.Table]bool
	given map[string]int // ids that follow from contents, and how often
}

func newLinker(s *thidua.Spreadsheet) *linker {
	return &linker{s: s, done: map[*thidua.Table]bool{}, given: map[string]int{}}
}

func (l *linker) link() {
	for i := range l.s.Tables {
		l.table(&l.s.Tables[i])
	}
}

// table links the rows of one table, the outer table's before them.
func (l *linker) table(t *thidua.Table) {
	if l.done[t] || t.Repeat == "" {
		return
	}
	l.done[t] = true
	var outer *thidua.Table
	if t.Around != "" {
		outer = l.find(t.Part, t.Around)
	}
	if outer != nil {
		l.table(outer)
	}
	l.dropTwins(t)
	named := numbers(outer)
	for i := range t.Rows {
		row := &t.Rows[i]
		if t.Around != "" {
			hang(row, named)
		}
		if row.Entry == "" {
			row.Entry = l.derive(t, row)
		}
	}
}

func (l *linker) find(part, repeat string) *thidua.Table {
	for i := range l.s.Tables {
		if t := &l.s.Tables[i]; t.Part == part && t.Repeat == repeat {
			return t
		}
	}
	return nil
}

// entryID is what an id looks like; what else stands in that column somebody typed.
var entryID = regexp.MustCompile(`^[0-9a-z][0-9a-z.-]{0,60}$`)

// dropTwins makes new rows of those that carry the id of a row above, or none that can be one.
func (l *linker) dropTwins(t *thidua.Table) {
	seen := map[string]bool{}
	for i := range t.Rows {
		row := &t.Rows[i]
		if row.Entry != "" && !seen[row.Entry] && entryID.MatchString(row.Entry) {
			seen[row.Entry] = true
			continue
		}
		row.Entry, row.Up = "", ""
		for k := range row.Cells {
			row.Cells[k].Was = ""
		}
	}
}

// numbers tells which entry each number of a table names; one that two rows have names none.
func numbers(outer *thidua.Table) map[int]string {
	named := map[int]string{}
	if outer == nil {
		return named
	}
	for _, row := range outer.Rows {
		if _, twice := named[row.Number]; twice {
			named[row.Number] = ""
		} else {
			named[row.Number] = strings.TrimPrefix(row.Up+"/"+row.Entry, "/")
		}
	}
	delete(named, 0)
	return named
}

// hang finds the entry that holds a row: the one whose number it names, which must be the one that it belongs to already.
func hang(row *thidua.Row, named map[int]string) {
	switch up := named[row.Above]; {
	case row.Up == "" && up == "":
		row.Stray = thidua.Unnamed
	case row.Up == "":
		row.Up = up
	case up != "" && up != row.Up:
		row.Stray = thidua.Carried
	}
}

// derive makes an id of what a row says.
func (l *linker) derive(t *thidua.Table, row *thidua.Row) string {
	said := []string{t.Part, t.Repeat, row.Up}
	for i, c := range row.Cells {
		said = append(said, t.Columns[i].Path, c.Digest())
	}
	sum := sha256.Sum256([]byte(strings.Join(said, "\n")))
	id := l.s.Stamp + ".r" + hex.EncodeToString(sum[:6])
	l.given[id]++
	if n := l.given[id]; n > 1 {
		id += "-" + strconv.Itoa(n)
	}
	return id
}
