package flows

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/texts"
)

// Taking is what is to be done with a filled spreadsheet.
type Taking struct {
	Sheet thidua.Spreadsheet
	ID    string // of the log lines: unique to this file
	Apply bool   // changed cells count only where the answer is still the one that their Was tells of
	From  int    // rows that were dealt with already
	Most  int    // rows that may change, 0 for any number; then Most ends the taking, and so does the end of a part
}

// Taken is what a filled spreadsheet changes. Where Missing is not empty, nothing else in it counts: load those records
// too and ask again.
type Taken struct {
	Missing []thidua.Key
	Put     []thidua.Record
	Delete  []thidua.Record
	Changes []Change
	Faults  []Fault // cells that cannot be taken
	Notes   []Fault // what to look at
	Parts   []TakenPart
	Skipped int                // cells that somebody changed meanwhile
	Next    int                // rows dealt with
	Done    bool               // all of them
	Seen    thidua.Spreadsheet // what changes, each cell with what the answer is now
}

// Change is one answer that a spreadsheet changes, or an entry that it adds or deletes.
type Change struct {
	Kind     ChangeKind `json:"kind"`
	Part     string     `json:"part"`
	Sheet    string     `json:"sheet"`
	Row      int        `json:"row,omitempty"`
	Cell     string     `json:"cell,omitempty"`
	Entry    string     `json:"entry,omitempty"` // label
	Question string     `json:"question,omitempty"`
	Label    string     `json:"label,omitempty"`
	Before   string     `json:"before,omitempty"`
	After    string     `json:"after,omitempty"`
	Conflict bool       `json:"conflict,omitempty"` // somebody else changed the answer after the file was made
}

// ChangeKind says what a change does.
type ChangeKind string

// The kinds of changes.
const (
	AnswerChanged ChangeKind = "changed"
	EntryAdded    ChangeKind = "added"
	EntryDeleted  ChangeKind = "deleted"
)

// Fault is something about a cell, a row or a sheet, and what would be right.
type Fault struct {
	Part     string `json:"part"`
	Sheet    string `json:"sheet"`
	Cell     string `json:"cell,omitempty"`
	Question string `json:"question,omitempty"`
	Message  string `json:"message"`
}

// TakenPart counts what changes in one part.
type TakenPart struct {
	Part    string `json:"part"`
	Label   string `json:"label"`
	Answers int    `json:"answers"` // changed, those of new entries left out
	Entries int    `json:"entries"` // in which they are
	Added   int    `json:"added"`
	Deleted int    `json:"deleted"`
}

// Total is how many changes there are.
func (p TakenPart) Total() int { return p.Answers + p.Added + p.Deleted }

// Take holds a filled spreadsheet against what the session's unit gave, by the rules of the chat.
func (s *Script) Take(state State, w Taking) (Taken, error) {
	i := &importer{turn: s.turn(state), Taking: w, counted: map[string]*TakenPart{}, told: map[string]bool{}, deleted: map[string]bool{}}
	i.r.Seen = w.Sheet
	i.r.Seen.Tables = nil
	i.tables()
	if len(i.missing) > 0 {
		return Taken{Missing: slices.Sorted(maps.Keys(i.missing))}, nil
	}
	i.logParts()
	i.keepFirsts()
	i.r.Put, i.r.Delete = i.changes()
	if len(i.missing) > 0 {
		return Taken{Missing: slices.Sorted(maps.Keys(i.missing))}, nil
	}
	return i.r, i.broken
}

// importer takes one spreadsheet.
type importer struct {
	*turn
	Taking
	r       Taken
	counted map[string]*TakenPart
	told    map[string]bool // notes that are told once
	deleted map[string]bool // entries that this file deletes
	seen    *thidua.Table   // of the table at hand, for Seen
	rows    int             // that changed
}

// importTable is a table with what the form in force has for it.
type importTable struct {
	*thidua.Table
	part    *part
	repeat  *node   // nil for a group part
	columns []*node // nil where the form no longer has the question, or no cell answers it
	layout  *layout
}

// tables goes through the rows that are left, outer tables first.
func (i *importer) tables() {
	var all []*importTable
	for k := range i.Sheet.Tables {
		if t := i.table(&i.Sheet.Tables[k]); t != nil {
			all = append(all, t)
		}
	}
	slices.SortStableFunc(all, func(a, b *importTable) int { return cmp.Compare(a.order(), b.order()) })
	at, begun := 0, ""
	for _, t := range all {
		i.r.Seen.Tables = append(i.r.Seen.Tables, thidua.Table{Part: t.Part, Repeat: t.Repeat, Around: t.Around, Name: t.Name, Columns: t.Columns})
		i.seen = &i.r.Seen.Tables[len(i.r.Seen.Tables)-1]
		for k := range t.Rows {
			switch {
			case at < i.From:
			case i.Most > 0 && (i.rows >= i.Most || begun != "" && begun != t.Part):
				return
			default:
				begun = t.Part
				i.row(t, &t.Rows[k])
			}
			at++
			i.r.Next = at
		}
	}
	i.r.Done = true
}

func (t *importTable) order() int {
	if t.repeat == nil {
		return t.part.top.order
	}
	return t.repeat.order
}

// table finds what the form in force has for a table; nil, and told, where it has nothing or takes nothing now.
func (i *importer) table(t *thidua.Table) *importTable {
	if len(t.Rows) == 0 {
		return nil
	}
	p := i.script.parts[t.Part]
	if p == nil || !p.Concerns(i.unit) {
		i.fault(t, "", nil, texts.TableGone.In(i.language))
		return nil
	}
	switch opens := i.script.Campaign.Opens; {
	case i.now.Before(opens):
		i.fault(t, "", nil, texts.NotOpen.In(i.language, i.moment(opens)))
		return nil
	case i.isClosed(p.home):
		i.fault(t, "", nil, i.closedText(p.home))
		return nil
	}
	found := &importTable{Table: t, part: p}
	layout := p.layout
	if t.Repeat != "" {
		found.repeat = i.script.names[t.Repeat]
		if found.repeat == nil || found.repeat.q.Type != thidua.Repeat || found.repeat.part != p {
			i.fault(t, "", nil, texts.TableGone.In(i.language))
			return nil
		}
		layout = found.repeat.inside
	} else if p.top.q.Type == thidua.Repeat {
		i.fault(t, "", nil, texts.TableGone.In(i.language))
		return nil
	}
	found.layout = layout
	for _, c := range t.Columns {
		n := layout.locate(c.Path)
		if n != nil && !n.fitsCell() {
			n = nil
		}
		found.columns = append(found.columns, n)
	}
	return found
}

// row takes one row.
func (i *importer) row(t *importTable, row *thidua.Row) {
	home := t.part.home
	if t.repeat == nil {
		i.change(t, row, home)
		return
	}
	up, why := i.above(t, row)
	if up == nil {
		i.fault(t.Table, rowCell(row), nil, why.In(i.language))
		return
	}
	p := up.inner(t.repeat, row.Entry)
	switch stands := i.stands(p); {
	case i.deleted[up.id]:
	case row.Stray == thidua.Carried:
		i.fault(t.Table, rowCell(row), nil, texts.RowCarried.In(i.language))
	case row.Delete != "":
		i.remove(t, row, p, stands)
	case stands:
		i.change(t, row, p)
	case !strings.HasPrefix(row.Entry, i.Sheet.Stamp+"."):
		i.note(t.Table, rowCell(row), texts.RowGone.In(i.language))
	case i.exists(p):
		i.fault(t.Table, rowCell(row), nil, texts.RowCarried.In(i.language))
	default:
		i.add(t, row, p)
	}
}

// rowCell is the cell to which what concerns a whole row is told.
func rowCell(row *thidua.Row) string { return cmp.Or(row.Column, "A") + strconv.Itoa(row.At) }

// above is the place that holds a row's entry; nil, and why, where there is none.
func (i *importer) above(t *importTable, row *thidua.Row) (p *place, why thidua.Phrase) {
	if row.Stray == thidua.Unnamed {
		return nil, texts.RowUnnamed
	}
	var around []*node
	for n := t.repeat.repeat; n != nil; n = n.repeat {
		around = append([]*node{n}, around...)
	}
	ids := strings.Split(row.Up, "/")
	if row.Up == "" {
		ids = nil
	}
	if len(ids) != len(around) {
		return nil, texts.RowNoAbove
	}
	p = t.part.home
	for k, n := range around {
		p = p.inner(n, ids[k])
		if !i.stands(p) && !i.deleted[p.id] {
			return nil, texts.RowNoAbove
		}
	}
	if !i.isRelevant(i.at(p, t.repeat)) {
		return nil, texts.TableNotAsked
	}
	return p, why
}

// stands tells whether an entry is in its list.
func (i *importer) stands(p *place) bool { return i.exists(p) && i.position(p) >= 0 }

// fault tells what is wrong with a cell, or with a sheet.
func (i *importer) fault(t *thidua.Table, cell string, n *node, message string) {
	i.r.Faults = append(i.r.Faults, newFault(t, cell, n, message))
}

// note tells once what should be looked at.
func (i *importer) note(t *thidua.Table, cell string, message string) {
	f := newFault(t, cell, nil, message)
	if key := f.Sheet + f.Cell + f.Message; !i.told[key] {
		i.told[key] = true
		i.r.Notes = append(i.r.Notes, f)
	}
}

func newFault(t *thidua.Table, cell string, n *node, message string) Fault {
	f := Fault{Part: t.Part, Sheet: t.Name, Cell: cell, Message: message}
	if n != nil {
		f.Question = n.q.Name
	}
	return f
}

// count is where a part's changes are counted.
func (i *importer) count(p *place) *TakenPart {
	name := p.part.Name
	if i.counted[name] == nil {
		i.counted[name] = &TakenPart{Part: name, Label: i.partLabel(p)}
	}
	return i.counted[name]
}

// logParts writes a line for each part that changes.
func (i *importer) logParts() {
	for _, p := range i.script.Campaign.Parts {
		c := i.counted[p.Name]
		if c == nil || c.Total() == 0 {
			continue
		}
		i.r.Parts = append(i.r.Parts, *c)
		campaign := i.script.Campaign.ID
		i.put(thidua.LogKey(campaign, i.now, "import-"+i.ID, len(i.r.Parts)), thidua.LogLine{At: i.now, By: i.person.Chat,
			Name: i.person.Name, Campaign: campaign, Unit: i.unit, Part: p.Name, Act: "imported",
			Detail: texts.ImportLog.In("vi", c.Answers, c.Added, c.Deleted)})
	}
}
