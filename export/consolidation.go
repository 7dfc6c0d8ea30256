// Package export renders what a campaign's units handed in: first one value, the consolidation with its totals
// and checks, then from that value alone the workbook and the report.
package export

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"thidua"
)

// Source is what the store holds of a campaign, read as of one instant.
type Source struct {
	Campaign     *thidua.Campaign
	Life         thidua.Life
	At           time.Time               // of the export
	Index        map[string]thidua.Index // by unit code, thidua.Department for the secretariat's parts
	Submissions  Submissions             // what the index names of them is read
	Members      map[string][]Member     // who joined, by unit code
	Log          []thidua.LogLine        // ascending in time
	Links        []thidua.Link           // decisions about names that are much alike
	ApprovedOnly bool                    // only what was approved counts
}

// Submissions reads what was handed in at the given places, in their order, and passes over what is not there. It is
// asked again for every pass, part by part, so that no more is in memory than is looked at.
type Submissions func(places []Place) iter.Seq2[*thidua.Submission, error]

// Place is where a submission is filed.
type Place struct {
	Unit, Part string
	Number     int
}

// Member is a person who joined for a unit.
type Member struct {
	Person   int64 // chat
	Name     string
	Role     thidua.Role
	Position string
}

// Consolidation is everything that counts of a campaign: units, parts and entries with their origin, the totals
// of their lists, and the checks. Nobody changes it; workbook and report are renderings of it.
type Consolidation struct {
	Campaign *thidua.Campaign
	At       time.Time
	Units    []thidua.Unit // in the workbook's order; units that left it, but handed something in, come last
	Parts    []*Part       // in the workbook's order
	Checks   []Check
	Log      []thidua.LogLine
	Members  map[string][]Member

	approvedOnly bool
	links        links
	last         *Exported
	labels       map[string]map[string]string  // of choices, by list and name
	units        map[string]thidua.Unit        // of the campaign, by code
	focal        map[string]string             // names of focal points, by unit code
	names        map[int64]string              // of who joined
	titles       map[*thidua.Question][]Column // that name the entries of a part or repeat
}

// Part is one part of the campaign as all its units filled it.
type Part struct {
	thidua.Part
	Label   string
	Columns []Column // of an entry, in the form's order, groups dissolved
	Filings []Filing // one per unit that answers the part, in the order of units, silent ones included
	Totals  []Total

	filed map[string]int // place in Filings by unit code
	read  Submissions
	list  *list // what the pass counted
}

// Consolidate orders, counts and checks a source in one pass over what was handed in, and keeps none of it: memory
// grows with units and parts, not with entries. It changes nothing and reads no clock.
func Consolidate(s Source) (*Consolidation, error) {
	c := newConsolidation(s)
	found := findings{c: c}
	found.add(checkHeading(c)...)
	for _, p := range c.Parts {
		if err := c.survey(p, &found); err != nil {
			return nil, fmt.Errorf("read what was handed in for %s: %w", p.Name, err)
		}
	}
	c.Checks = found.all()
	return c, nil
}

// newConsolidation knows who answers what, before anything that was handed in is read.
func newConsolidation(s Source) *Consolidation {
	c := &Consolidation{
		Campaign: s.Campaign, At: s.At, Log: s.Log, Members: s.Members,
		approvedOnly: s.ApprovedOnly, links: newLinks(s.Links),
	}
	c.labels = c.labelChoices()
	c.index()
	c.Units = c.unitsOf(s)
	c.titles = map[*thidua.Question][]Column{}
	for _, p := range s.Campaign.Parts {
		c.titled(p.Question)
		c.Parts = append(c.Parts, c.part(p, s))
	}
	return c
}

// index keeps what is looked up for every row: a campaign may have 10,000 units.
func (c *Consolidation) index() {
	c.units = make(map[string]thidua.Unit, len(c.Campaign.Units))
	for _, u := range c.Campaign.Units {
		c.units[u.Code] = u
	}
	c.names = map[int64]string{}
	joined := map[string][]string{}
	for _, unit := range slices.Sorted(maps.Keys(c.Members)) {
		for _, m := range c.Members[unit] {
			c.names[m.Person] = m.Name
			if m.Role == thidua.FocalPoint && m.Name != "" && !slices.Contains(joined[unit], m.Name) {
				joined[unit] = append(joined[unit], m.Name)
			}
		}
	}
	listed := map[string][]string{}
	for _, m := range c.Campaign.People {
		if m.Role == thidua.FocalPoint && m.Unit != "" && !slices.Contains(listed[m.Unit], m.Name) {
			listed[m.Unit] = append(listed[m.Unit], m.Name)
		}
	}
	c.focal = make(map[string]string, len(listed))
	for _, names := range []map[string][]string{listed, joined} { // who joined counts before who is listed
		for unit, names := range names {
			c.focal[unit] = strings.Join(names, ", ")
		}
	}
}

// unitsOf lists the campaign's units, and after them, by code, those that only the index still knows.
func (c *Consolidation) unitsOf(s Source) []thidua.Unit {
	units := slices.Clone(s.Campaign.Units)
	var gone []thidua.Unit
	for code, index := range s.Index {
		if _, ok := c.units[code]; ok || code == thidua.Department {
			continue
		}
		for _, standing := range index.Parts {
			if standing.Submission > 0 {
				gone = append(gone, thidua.Unit{Code: code, Name: code})
				break
			}
		}
	}
	slices.SortFunc(gone, func(a, b thidua.Unit) int { return cmp.Compare(a.Code, b.Code) })
	return append(units, gone...)
}

// Part finds a part by its name.
func (c *Consolidation) Part(name string) (*Part, bool) {
	for _, p := range c.Parts {
		if p.Name == name {
			return p, true
		}
	}
	return nil, false
}

// PartsOfKind lists the parts of a kind, such as nomination.
func (c *Consolidation) PartsOfKind(kind string) []*Part {
	var parts []*Part
	for _, p := range c.Parts {
		if p.Kind == kind {
			parts = append(parts, p)
		}
	}
	return parts
}

// Text gives a text in the campaign's language.
func (c *Consolidation) Text(t thidua.Text) string {
	if s := t.In(c.Campaign.Language); s != "" {
		return s
	}
	return t[c.Campaign.Form.DefaultLanguage]
}

// Label names a question for people, or by its name where it has no label.
// What stands for ${name} differs from entry to entry, so that a head leaves it open.
func (c *Consolidation) Label(q *thidua.Question) string {
	return cmp.Or(strings.TrimSpace(reference.ReplaceAllString(c.Text(q.Label), "…")), q.Name)
}

var reference = regexp.MustCompile(`\$\{[^}]*\}`)

// UnitName names a unit for people; the secretariat's parts are the department's own.
func (c *Consolidation) UnitName(u thidua.Unit) string {
	if u.Code == thidua.Department {
		return cmp.Or(c.Campaign.Keys["agency_name"], c.Campaign.Keys["agency"], departmentName)
	}
	return cmp.Or(u.Name, u.ShortName, u.Code)
}

// Count is the number of entries of all units.
func (p *Part) Count() int {
	if p.list == nil {
		return 0
	}
	return p.list.count
}

// Repeats tells whether a unit may give several entries.
func (p *Part) Repeats() bool { return p.Question.Type == thidua.Repeat }

// Filing finds what a unit handed in.
func (p *Part) Filing(unit string) (Filing, bool) {
	i, ok := p.filed[unit]
	if !ok {
		return Filing{}, false
	}
	return p.Filings[i], true
}

func (c *Consolidation) part(p thidua.Part, s Source) *Part {
	part := &Part{
		Part: p, Label: c.Label(p.Question), Columns: c.columns(p.Question, ""), filed: map[string]int{}, read: s.Submissions,
	}
	for i, unit := range c.answering(p, s) {
		part.filed[unit.Code] = i
		part.Filings = append(part.Filings, c.filing(part, unit, s))
	}
	return part
}

// answering lists the units that answer a part, and those that answered it before it was taken from them.
func (c *Consolidation) answering(p thidua.Part, s Source) []thidua.Unit {
	if p.FilledBy == thidua.Secretariat {
		department := thidua.Unit{Code: thidua.Department}
		department.Name = c.UnitName(department)
		department.ShortName = cmp.Or(c.Campaign.Keys["agency_short"], department.Name)
		return []thidua.Unit{department}
	}
	var units []thidua.Unit
	for _, u := range c.Units {
		_, known := c.units[u.Code]
		if known && p.Concerns(u.Code) || s.Index[u.Code].Parts[p.Name].Submission > 0 {
			units = append(units, u)
		}
	}
	return units
}
