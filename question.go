package thidua

import "slices"

// Type is a question's type, in its first spelling of the XLSForm table (group and repeat included).
type Type string

// The types that the conversation knows (XLSForm §3).
const (
	Group          Type = "group"
	Repeat         Type = "repeat"
	TypeText       Type = "text"
	Integer        Type = "integer"
	Decimal        Type = "decimal"
	Date           Type = "date"
	Time           Type = "time"
	DateTime       Type = "dateTime"
	SelectOne      Type = "select_one"
	SelectMultiple Type = "select_multiple"
	Note           Type = "note"
	Calculate      Type = "calculate"
	Hidden         Type = "hidden"
	Acknowledge    Type = "acknowledge"
	Geopoint       Type = "geopoint"
	Image          Type = "image"
	Audio          Type = "audio"
	Video          Type = "video"
	FileType       Type = "file"
	Start          Type = "start"
	End            Type = "end"
	Today          Type = "today"
)

// Question is one row of the survey, or a group or repeat with the rows inside it.
type Question struct {
	Name                      string
	Type                      Type
	Label, Hint               Text
	Guidance                  Text   // longer help, shown when asked for (guidance_hint)
	Media                     []Text // names of files shown with the label
	Required, Relevant        string // expressions; empty is not set
	Constraint, Calculation   string
	Default, ReadOnly         string
	Dynamic                   bool // Default is an expression, evaluated once; else it is the answer itself
	ChoiceFilter, RepeatCount string
	RequiredMessage           Text
	ConstraintMessage         Text
	Appearance                []string
	Parameters                map[string]string // of the type; metadata: what a hidden one holds (username, email, phonenumber)
	List                      string            // of a select; ${name} where the choices are the answers of a question in a repeat
	Trigger                   []string          // names of the questions whose change runs the calculation; empty: always
	Children                  []*Question
	Row                       int // of the sheet survey, 1-based
}

// Choice is one row of a list.
type Choice struct {
	Name    string
	Label   Text
	Media   []Text            // names of files shown with the label
	Columns map[string]string // every column of the row, for filters
}

// Text is a text for people by language code; the code "" holds the form's default.
type Text map[string]string

// In gives the text in a language, or else the default.
func (t Text) In(language string) string {
	if s, ok := t[language]; ok && s != "" {
		return s
	}
	return t[""]
}

// Shows tells whether the question asks for an appearance.
func (q *Question) Shows(appearance string) bool {
	return slices.Contains(q.Appearance, appearance)
}

// Contains tells whether the question is a group or a repeat.
func (q *Question) Contains() bool { return q.Type == Group || q.Type == Repeat }
