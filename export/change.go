package export

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"thidua"
)

// Exported is what an export rested on. Whoever exports keeps it, and gives it to the next one (Since), which then tells
// what changed in between.
type Exported struct {
	Campaign string                    `json:"campaign"`
	At       time.Time                 `json:"at"`
	Filed    map[string]map[string]int `json:"filed"` // number of the submission by unit and part
}

// Exported records what this consolidation rests on.
func (c *Consolidation) Exported() Exported {
	record := Exported{Campaign: c.Campaign.ID, At: c.At, Filed: map[string]map[string]int{}}
	for _, p := range c.Parts {
		for _, f := range p.Filings {
			if f.Submission == nil {
				continue
			}
			if record.Filed[f.Unit.Code] == nil {
				record.Filed[f.Unit.Code] = map[string]int{}
			}
			record.Filed[f.Unit.Code][p.Name] = f.Submission.Number
		}
	}
	return record
}

// Since is the same consolidation, whose workbook tells what changed since an earlier export of the campaign.
func (c *Consolidation) Since(last Exported) *Consolidation {
	since := *c
	if last.Campaign == c.Campaign.ID {
		since.last = &last
	}
	return &since
}

// change is one difference to the last export.
type change struct {
	kind, entry, question string
	before, after         string
}

// changed tells whether a filing is another than the one that was exported.
func (e Exported) changed(f Filing, part string) (before int, changed bool) {
	before = e.Filed[f.Unit.Code][part]
	now := 0
	if f.Submission != nil {
		now = f.Submission.Number
	}
	return before, before != now
}

// changes compares a filing with the one that was exported before it. Submissions are never changed, so that both can
// still be read.
func (c *Consolidation) changes(p *Part, f *Filing, before int) ([]change, error) {
	switch {
	case before == 0:
		return []change{{kind: changeNew, after: strconv.Itoa(f.Entries) + " mục"}}, nil
	case f.Submission == nil:
		return []change{{kind: changeGone}}, nil
	}
	places := []Place{{f.Unit.Code, p.Name, before}, {f.Unit.Code, p.Name, f.Submission.Number}}
	given := map[int][]*Entry{}
	for s, err := range p.read(places) {
		if err != nil {
			return nil, fmt.Errorf("read what was handed in for %s: %w", p.Name, err)
		}
		from := origin{unit: &f.Unit, submission: s}
		given[s.Number] = numbering{}.entries(p.Question, s.Entries, from)
	}
	found := c.compare(p.Columns, given[before], given[f.Submission.Number])
	if len(found) == 0 {
		found = []change{{kind: changeNone}}
	}
	return found, nil
}

// compare matches entries by their identity, in the order of what stands now, then what is gone.
func (c *Consolidation) compare(columns []Column, before, after []*Entry) []change {
	old, keys := map[string]*Entry{}, identities(before)
	for i, e := range before {
		old[keys[i]] = e
	}
	var found []change
	now := identities(after)
	for i, e := range after {
		key := now[i]
		was, stood := old[key]
		delete(old, key)
		if !stood {
			found = append(found, change{kind: changeAdded, entry: c.trail(e), after: c.inOneLine(columns, e)})
			continue
		}
		found = append(found, c.compareAnswers(columns, was, e)...)
	}
	for i, e := range before {
		if _, gone := old[keys[i]]; gone {
			found = append(found, change{kind: changeRemoved, entry: c.trail(e), before: c.inOneLine(columns, e)})
		}
	}
	return found
}

// identities are the entries' ids; a second one with an id is told apart.
func identities(entries []*Entry) []string {
	keys, met := make([]string, len(entries)), map[string]int{}
	for i, e := range entries {
		keys[i] = e.ID + "#" + strconv.Itoa(met[e.ID])
		met[e.ID]++
	}
	return keys
}

func (c *Consolidation) compareAnswers(columns []Column, before, after *Entry) []change {
	var found []change
	for _, column := range columns {
		if column.Question.Type == thidua.Repeat {
			found = append(found, c.compare(column.Columns, before.Repeats[column.Path], after.Repeats[column.Path])...)
			continue
		}
		was, is := c.Display(column.Question, before.Answer(column.Path)), c.Display(column.Question, after.Answer(column.Path))
		if was != is {
			found = append(found, change{changeEdited, c.trail(after), column.Label, was, is})
		}
	}
	return found
}

// inOneLine tells an entry that came or went.
func (c *Consolidation) inOneLine(columns []Column, e *Entry) string {
	return c.Summary(Column{Columns: columns}, []*Entry{e})
}

// changeSheet tells what is other than at the last export.
func (b *book) changeSheet() error {
	last := b.c.last
	if last == nil {
		return nil
	}
	labels := []string{numberHead, unitHead, "Nội dung", "Thay đổi", "Mục", "Câu hỏi", "Trước", "Nay", submitterHead, submittedHead}
	s := b.list(changeName, layout{title: changeTitle + " " + b.c.dayAndTime(last.At), fixed: 2, tab: "FFC000"}, labels...)
	number := 0
	for _, p := range b.c.Parts {
		for i := range p.Filings {
			f := &p.Filings[i]
			before, changed := last.changed(*f, p.Name)
			if !changed {
				continue
			}
			found, err := b.c.changes(p, f, before)
			if err != nil {
				return err
			}
			for _, change := range found {
				number++
				s.add(s.changeRow(number, p, f, change)...)
			}
		}
	}
	for _, gone := range last.gone(b.c) {
		number++
		s.add(s.whole(number), s.text(b.c.unitOf(gone.Unit)), s.text(b.c.partLabel(gone.Part)), s.text(changeGone))
	}
	s.table("thay_doi", 1, labels)
	if number == 0 {
		s.row++ // the table's empty row
		s.add("", "", noChanges)
	}
	return s.close()
}

func (s *sheet) changeRow(number int, p *Part, f *Filing, found change) []any {
	row := []any{s.whole(number), s.text(s.book.c.UnitName(f.Unit)), s.text(p.Label), s.text(found.kind), s.text(found.entry),
		s.text(found.question), s.text(found.before), s.text(found.after)}
	if f.Submission == nil {
		return append(row, s.text(""), s.text(""))
	}
	return append(row, s.text(f.Submission.Name), s.moment(f.Submission.At.In(s.book.c.location()), true))
}

// gone lists what was exported of units and parts that are no longer asked.
func (e Exported) gone(c *Consolidation) []Place {
	var gone []Place
	for _, unit := range slices.Sorted(maps.Keys(e.Filed)) {
		for _, part := range slices.Sorted(maps.Keys(e.Filed[unit])) {
			p, ok := c.Part(part)
			if ok {
				_, ok = p.Filing(unit)
			}
			if !ok {
				gone = append(gone, Place{unit, part, e.Filed[unit][part]})
			}
		}
	}
	return gone
}
