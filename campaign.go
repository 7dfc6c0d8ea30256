package thidua

import "time"

// Campaign is one version of a campaign workbook, read whole and found right; nobody changes it after that.
type Campaign struct {
	ID, Title, Occasion string
	Version             string            // digest of the workbook's content
	Opens, Due          time.Time         // Opens is zero where the campaign is open as soon as it is loaded
	Location            *time.Location    // of every date and time in the workbook
	Language            string            // of the interface where a person has not chosen one: vi or en
	Remind              []time.Duration   // before a part's due time, longest first
	Quiet               bool              // reminders keep to working hours
	Keys                map[string]string // every row of the sheet campaign as written
	Form                Form
	Units               []Unit // in the workbook's (protocol) order
	People              []Member
	Parts               []Part
}

// Form is the survey with its lists of choices (XLSForm sheets survey, choices, settings).
type Form struct {
	Title, ID, Version string
	InstanceName       string   // expression that names a submission
	DefaultLanguage    string   // language code of texts that a person's language lacks
	Languages          []string // codes, in the order of their first column
	Questions          []*Question
	Choices            map[string][]Choice
}

// Unit is an organisation that takes part.
type Unit struct {
	Code, Name, ShortName string
	Parent, Kind          string
	Headcount             int // 0 where the workbook does not say
}

// Member is one row of the sheet people: who may join, for which unit, as what.
type Member struct {
	Name, Phone string // Phone in E.164, or empty
	Unit        string // code; empty for the department's own roles
	Role        Role
	Position    string
}

// Role says what a person may do (the table of roles is enforced by package bot).
type Role string

// The roles of the sheet people.
const (
	FocalPoint  Role = "focal_point"
	Secretariat Role = "secretariat"
	Council     Role = "council"
	Leader      Role = "leader"
)

// Part is a top-level group (filled once) or a top-level repeat (filled with entries) that a unit answers.
type Part struct {
	Name     string
	Kind     string // activity, nomination, document, assessment, other
	FilledBy Role   // FocalPoint, or Secretariat for what the department answers itself
	Due      time.Time
	Remind   []time.Duration
	Min, Max int      // entries of a repeat; Max 0 is no limit
	Units    []string // codes; empty is all
	Question *Question
}

// Department is the unit code under which the secretariat's own parts are filed.
const Department = "-"

// Unit finds a unit by its code.
func (c *Campaign) Unit(code string) (Unit, bool) {
	for _, u := range c.Units {
		if u.Code == code {
			return u, true
		}
	}
	return Unit{}, false
}

// Part finds a part by its name.
func (c *Campaign) Part(name string) (Part, bool) {
	for _, p := range c.Parts {
		if p.Name == name {
			return p, true
		}
	}
	return Part{}, false
}

// PartsOf lists, in order, the parts that a unit answers; Department names the secretariat's own.
func (c *Campaign) PartsOf(unit string) []Part {
	var parts []Part
	for _, p := range c.Parts {
		if p.Concerns(unit) {
			parts = append(parts, p)
		}
	}
	return parts
}

// Concerns tells whether a unit answers this part.
func (p Part) Concerns(unit string) bool {
	if p.FilledBy == Secretariat || unit == Department {
		return p.FilledBy == Secretariat && unit == Department
	}
	if len(p.Units) == 0 {
		return true
	}
	for _, u := range p.Units {
		if u == unit {
			return true
		}
	}
	return false
}

// Head is what the store says of a campaign: its version in force, and its life.
type Head struct {
	Life
	ID      string    `json:"id"`
	Title   string    `json:"title"`
	Version string    `json:"version"`
	Format  string    `json:"format"` // of the stored workbook: xlsx or md
	Loaded  time.Time `json:"loaded"`
}
