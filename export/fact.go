package export

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"thidua"
	"thidua/flows/vietnamese"
	"thidua/flows/xpath"
)

// fact is something that a template may name and nobody answered: a key of the campaign, the unit of an entry, a
// date or count of the export.
type fact struct {
	name   string
	value  xpath.Value
	text   string        // as it is printed, where that differs from the value
	below  func() []fact // nil where there is nothing below
	lists  []string      // names of the listed facts below, of which there may be none
	listed bool          // one of several with its name
	unit   string        // whose entries the names of parts mean below
	about  bool          // the value is an estimate

	from func() []*Entry // what it was counted from; nil where that is nobody's answer

	part     *Part            // whose entries stand below
	entry    *Entry           // whose answers are found beside what is below
	question *thidua.Question // that it fills
}

// campaignKeys are known in every campaign, whether its workbook fills them or not.
var campaignKeys = []string{
	"id", "title", "occasion", "opens", "due", "timezone", "language", "remind", "quiet", "parent_agency", "agency",
	"agency_code", "place", "addressee", "subject", "legal_basis", "signing_authority", "signer_title", "signer_name",
	"recipients", "archive",
}

func textFact(name, value string) fact {
	return fact{name: name, value: xpath.String(vietnamese.Clean(value))}
}

func numberFact(name string, value int) fact {
	return fact{name: name, value: xpath.Number(float64(value))}
}

func listing(name, list string, below func() []fact) fact {
	return fact{name: name, lists: []string{list}, below: sync.OnceValue(below)}
}

// facts are what a template finds at the root beside the parts:
//
//	agency, title, legal_basis …  the keys of the sheet campaign; opens, due and other dates as dates
//	export/date, /day, /month, /year     the day of the export
//	export/part[…]                every part: name, label, kind, filled_by, count, entry[…]; owing[…] are the names of units of
//	                              which nothing counts yet, nothing[…] of those that declared it empty
//	export/part/entry             unit, title, answer[…] with label and value as text
//	nominations/…                 see nominationFacts
//	progress/units, /submitted, /partial, /silent    how many units answer, gave all, some, nothing
//	progress/unit[…]              every unit: name, short_name, code, kind, headcount, owed, given, late, and how many
//	                              documents, activities, attendance, models, publicity, collectives, households,
//	                              individuals, evidence it gave; nothing[…] are the names of parts that it declared
//	                              empty; in it a part's name means this unit's entries
//
// Keys that a report needs and a workbook may leave out stand for others: agency_name is agency, agency_short is
// agency_name, campaign_short_name is title.
func (t *tree) facts() []fact {
	keys := maps.Clone(t.c.Campaign.Keys)
	if keys == nil {
		keys = map[string]string{}
	}
	keys["title"] = cmp.Or(keys["title"], t.c.Campaign.Title)
	keys["agency_name"] = cmp.Or(keys["agency_name"], keys["agency"])
	keys["agency_short"] = cmp.Or(keys["agency_short"], keys["agency_name"])
	keys["campaign_short_name"] = cmp.Or(keys["campaign_short_name"], keys["title"])
	facts := make([]fact, 0, len(keys)+3)
	for name, value := range keys {
		facts = append(facts, t.keyFact(name, value))
	}
	slices.SortFunc(facts, func(a, b fact) int { return cmp.Compare(a.name, b.name) })
	return append(facts, listing("export", "part", t.exportFacts), listing("progress", "unit", t.progressFacts),
		fact{name: "nominations", lists: []string{"subject", "form"}, below: sync.OnceValue(t.nominationFacts)})
}

// keyFact is a key of the campaign; a value that is a date counts as one.
func (t *tree) keyFact(name, value string) fact {
	if at, err := time.ParseInLocation(time.DateOnly, value, t.c.location()); err == nil {
		return fact{name: name, value: xpath.Date(at)}
	}
	if at, err := time.ParseInLocation("2006-01-02 15:04", value, t.c.location()); err == nil {
		return fact{name: name, value: xpath.DateTime(at)}
	}
	return textFact(name, value)
}

func (t *tree) exportFacts() []fact {
	at := t.c.At.In(t.c.location())
	facts := []fact{
		{name: "date", value: xpath.Date(at)},
		numberFact("day", at.Day()), numberFact("month", int(at.Month())), numberFact("year", at.Year()),
	}
	for _, p := range t.c.Parts {
		facts = append(facts, fact{name: "part", listed: true, lists: []string{entryFact, owingFact, nothingFact}, part: p, below: func() []fact {
			return append([]fact{
				textFact("name", p.Name), textFact("label", p.Label), textFact("kind", p.Kind),
				textFact("filled_by", string(p.FilledBy)), numberFact("count", p.Count()),
			}, t.withoutEntries(p)...)
		}})
	}
	return facts
}

// What stands for units without entries of a part, and for parts without entries of a unit.
const (
	owingFact   = "owing"   // nothing that counts was handed in
	nothingFact = "nothing" // it was handed in empty
)

// withoutEntries names the units that gave a part no entries, apart by whether that is their answer.
func (t *tree) withoutEntries(p *Part) []fact {
	var facts []fact
	for _, f := range p.Filings {
		name := owingFact
		if f.Submission != nil {
			name = nothingFact
		}
		if f.Entries == 0 {
			facts = append(facts, fact{name: name, listed: true, value: xpath.String(t.c.UnitName(f.Unit))})
		}
	}
	return facts
}

// entryFact names what stands for an entry of any part.
const entryFact = "entry"

func (t *tree) entryFact(p *Part, e *Entry) *fact {
	entry := listing(entryFact, "answer", func() []fact {
		return append(entryFacts(t.c, e), t.answerFacts(p.Columns, e)...)
	})
	entry.listed = true
	return &entry
}

// answerFacts are the answers of an entry, those of nested entries joined line by line.
func (t *tree) answerFacts(columns []Column, e *Entry) []fact {
	facts := []fact{textFact("title", t.c.Title(e))}
	for _, column := range columns {
		if text := t.readable(column, e); text != "" || t.trial {
			facts = append(facts, fact{name: "answer", listed: true, below: func() []fact {
				return []fact{textFact("label", column.Label), textFact("value", text)}
			}})
		}
	}
	return facts
}

func (t *tree) readable(column Column, e *Entry) string {
	if column.Question.Type != thidua.Repeat {
		return t.c.Display(column.Question, e.Answer(column.Path))
	}
	var lines []string
	for _, nested := range e.Repeats[column.Path] {
		var answers []string
		for _, below := range column.Columns {
			if answer := t.readable(below, nested); answer != "" {
				answers = append(answers, answer)
			}
		}
		lines = append(lines, strings.Join(answers, "; "))
	}
	return strings.Join(lines, "\n")
}

// unitOfEntry names the unit that gave an entry.
const unitOfEntry = "unit"

// entryFacts are what every entry has beside its answers.
func entryFacts(c *Consolidation, e *Entry) []fact {
	if e.Parent != nil {
		return nil // found outwards
	}
	return []fact{{name: unitOfEntry, value: xpath.String(c.UnitName(*e.Unit)), below: func() []fact { return unitFacts(c, *e.Unit) }}}
}

func unitFacts(c *Consolidation, u thidua.Unit) []fact {
	return []fact{
		textFact("name", c.UnitName(u)), textFact("short_name", cmp.Or(u.ShortName, c.UnitName(u))),
		textFact("code", u.Code), textFact("parent", u.Parent), textFact("kind", u.Kind),
		{name: "headcount", value: headcount(u)},
	}
}

func headcount(u thidua.Unit) xpath.Value {
	if u.Headcount == 0 {
		return xpath.Value{}
	}
	return xpath.Number(float64(u.Headcount))
}

func (t *tree) progressFacts() []fact {
	all := t.c.results()
	var units []fact
	var whole, some, none int
	for _, u := range t.c.Units {
		r := all[u.Code]
		if r == nil {
			continue
		}
		switch {
		case r.owed == 0:
			whole++
		case r.given > 0:
			some++
		default:
			none++
		}
		units = append(units, t.unitFact(u, *r))
	}
	return append([]fact{
		numberFact("units", len(units)), numberFact("submitted", whole), numberFact("partial", some), numberFact("silent", none),
	}, units...)
}

func (t *tree) unitFact(u thidua.Unit, r result) fact {
	return fact{
		name: "unit", listed: true, unit: u.Code, value: xpath.String(t.c.UnitName(u)), lists: []string{nothingFact},
		below: func() []fact {
			return append(append(unitFacts(t.c, u), t.declaredEmpty(u)...),
				numberFact("owed", r.owed), numberFact("given", r.given), numberFact("late", r.late),
				t.counted(u, "documents", r.documents, everyPart), t.counted(u, "activities", r.activities, ofKind(activityKind)),
				t.attendance(u, r), t.counted(u, "models", r.models, called(modelParts)),
				t.counted(u, "publicity", r.publicity, called(publicityParts)),
				t.counted(u, "collectives", r.collectives, ofKind(nominationKind)),
				t.counted(u, "households", r.households, ofKind(nominationKind)),
				t.counted(u, "individuals", r.individuals, ofKind(nominationKind)),
				t.counted(u, "evidence", r.files, everyPart))
		},
	}
}

// declaredEmpty names the parts of which a unit said that there is nothing.
func (t *tree) declaredEmpty(u thidua.Unit) []fact {
	var facts []fact
	for _, p := range t.c.Parts {
		if f, ok := p.Filing(u.Code); ok && f.Submission != nil && f.Entries == 0 {
			facts = append(facts, fact{name: nothingFact, listed: true, value: xpath.String(p.Name)})
		}
	}
	return facts
}

// counted is a figure of a unit, from its entries of some parts.
func (t *tree) counted(u thidua.Unit, name string, n int, some func(*Part) bool) fact {
	f := numberFact(name, n)
	f.from = func() []*Entry {
		var entries []*Entry
		for _, p := range t.c.Parts {
			if some(p) {
				t.entriesOf(p)
				entries = append(entries, t.filed[filedBy{p.Name, u.Code}]...)
			}
		}
		return entries
	}
	return f
}

func everyPart(*Part) bool { return true }

func ofKind(kind string) func(*Part) bool { return func(p *Part) bool { return p.Kind == kind } }

func called(prefix string) func(*Part) bool {
	return func(p *Part) bool { return strings.HasPrefix(p.Name, prefix) }
}

// attendance is how many people came to a unit's activities; empty where it does not tell.
func (t *tree) attendance(u thidua.Unit, r result) fact {
	f := t.counted(u, "attendance", r.people, ofKind(activityKind))
	f.about = r.about
	if r.unattended() {
		f.value = xpath.Value{}
	}
	return f
}
