package vietnamese

import (
	"errors"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Field is one question of the entries that a pasted list fills.
type Field struct {
	Name    string
	Label   string
	Kind    FieldKind
	Choices []string // labels of a ChoiceField
}

// FieldKind says which cells a field may take where the list itself does not name it.
type FieldKind int

// The kinds of fields.
const (
	TextField FieldKind = iota
	IntegerField
	DecimalField
	DateField
	ChoiceField
	PhoneField
	DocumentField
)

// form is the fields with what they are recognised by.
type form []formField

type formField struct {
	Field
	label, name, concept string
	choices              map[string]bool
}

func newForm(fields []Field) form {
	f := make(form, len(fields))
	for i, field := range fields {
		label := field.Label
		if at := strings.IndexByte(label, '('); at > 0 {
			label = label[:at]
		}
		f[i] = formField{Field: field, label: words(label), name: words(field.Name), choices: make(map[string]bool)}
		f[i].concept, _ = conceptOf(f[i].label)
		for _, choice := range field.Choices {
			f[i].choices[words(choice)] = true
		}
	}
	return f
}

// words returns the folded words of a text without its signs.
func words(s string) string {
	return strings.Join(strings.FieldsFunc(Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// What a label may be about; the phrases are folded.
const (
	aboutPerson = "person"
	aboutDegree = "degree"
)

var concepts = map[string][]string{
	aboutPerson: {"ho va ten", "ho ten", "dien gia", "nguoi trinh bay", "bao cao vien", "tac gia", "ten ca nhan", "nguoi phat bieu", "speaker",
		"full name", "author", "presenter"},
	aboutDegree: {"hoc ham", "hoc vi", "trinh do", "degree"},
	"role":      {"chuc vu", "chuc danh", "vai tro", "role", "position"},
	"unit":      {"don vi", "co quan", "noi cong tac", "to chuc", "unit", "organisation", "organization"},
	"title":     {"tham luan", "tieu de", "ten bai", "chu de", "noi dung", "title", "topic"},
	"date":      {"ngay", "thoi gian", "date"},
	"count":     {"so luong", "sl", "quantity"},
	"money":     {"kinh phi", "so tien", "thanh tien", "gia tri", "amount"},
	"phone":     {"dien thoai", "sdt", "phone"},
	"place":     {"dia diem", "noi dien ra", "place", "venue"},
	"address":   {"dia chi", "address"},
	"number":    {"so ky hieu", "so van ban", "ky hieu"},
	"note":      {"ghi chu", "note", "notes"},
}

// conceptOf returns what a label is about by the first phrase in it, and that phrase.
func conceptOf(label string) (concept, phrase string) {
	best := len(label) + 1
	for c, phrases := range concepts {
		for _, p := range phrases {
			at := strings.Index(" "+label+" ", " "+p+" ")
			if at >= 0 && (at < best || at == best && len(p) > len(phrase)) {
				best, concept, phrase = at, c, p
			}
		}
	}
	return concept, phrase
}

// How well a label names a field; what lies between contains is by the share of common words.
const (
	sameConcept = 200
	contains100 = 300
	sameLabel   = 500
)

// likeness rates a label against a field, 0 being none. A strict one is found inside a text: it must not say more
// than the field's own label does.
func (f formField) likeness(label string, strict bool) int {
	if label == "" {
		return 0
	}
	if label == f.label || label == f.name {
		return sameLabel
	}
	within := strings.Contains(" "+f.label+" ", " "+label+" ")
	around := !strict && f.label != "" && strings.Contains(" "+label+" ", " "+f.label+" ")
	if within || around {
		a, b := len(label), len(f.label)
		return contains100 + 100*min(a, b)/max(a, b)
	}
	concept, phrase := conceptOf(label)
	if concept != "" && concept == f.concept && (!strict || phrase == label) {
		return sameConcept
	}
	return 0
}

// best returns the one field that a label names best, or -1.
func (f form) best(label string, strict bool) int {
	best, top := -1, 0
	for i, field := range f {
		switch rate := field.likeness(label, strict); {
		case rate > top:
			best, top = i, rate
		case rate == top:
			best = -1
		}
	}
	return best
}

// maxLabel is the longest label before a colon, in bytes.
const maxLabel = 90

// labelled parts "Đơn vị: Phòng A" into the field and the value. The field is -1 where no label stands there.
func (f form) labelled(text string) (field int, value string) {
	label, value, ok := strings.Cut(text, ":")
	if !ok || label == "" || len(label) > maxLabel {
		return -1, text
	}
	return f.best(words(label), true), strings.TrimSpace(value)
}

// byHeader pairs the columns at the given places with fields, by turns: those that are each other's best go first.
func (f form) byHeader(header []string, at []int) []int {
	owner := slices.Repeat([]int{-1}, len(at))
	rates := make([][]int, len(at))
	for i, c := range at {
		label := words(header[c])
		rates[i] = make([]int, len(f))
		for j, field := range f {
			rates[i][j] = field.likeness(label, false)
		}
	}
	for found := true; found; {
		found = false
		for i := range rates {
			if j := strictMax(rates[i]); j >= 0 && strictMax(column(rates, j)) == i {
				owner[i], found = j, true
				clear(rates[i])
				for k := range rates {
					rates[k][j] = 0
				}
			}
		}
	}
	return owner
}

func column(rates [][]int, j int) []int {
	c := make([]int, len(rates))
	for i := range rates {
		c[i] = rates[i][j]
	}
	return c
}

// strictMax returns the place of the one greatest value, or -1.
func strictMax(values []int) int {
	top := slices.Max(values)
	at := slices.Index(values, top)
	if top == 0 || slices.Contains(values[at+1:], top) {
		return -1
	}
	return at
}

// isHeader reports whether a table's first row is its labels.
func (f form) isHeader(cells []string) bool {
	named, texts, ordinal := 0, 0, false
	for _, c := range cells {
		label := words(c)
		switch {
		case label == "":
		case ordinalLabel[label]:
			ordinal = true
		case strings.Count(label, " ") > 9 || allDigits(label) || isPerson(c):
			return false
		default:
			texts++
			if f.names(label) {
				named++
			}
		}
	}
	return ordinal || named > 0 && named*2 >= texts && (named > 1 || texts == 1)
}

func (f form) names(label string) bool {
	return slices.ContainsFunc(f, func(field formField) bool { return field.likeness(label, false) > 0 })
}

// counts reports whether the field takes a number.
func (f formField) counts() bool { return f.Kind == IntegerField || f.Kind == DecimalField }

// distinct reports whether a cell may show by itself that it belongs to the field.
func (f formField) distinct() bool {
	return f.Kind != TextField || f.concept == aboutPerson || f.concept == aboutDegree
}

// shows reports whether a cell looks like the field's own, where that can be seen at all.
func (f formField) shows(c string) bool {
	figures := strings.ContainsAny(c, "0123456789")
	var err error
	switch f.Kind {
	case IntegerField, DecimalField:
		_, err = ParseDecimal(c)
		return figures && err == nil
	case DateField:
		return figures && looksDated(c)
	case ChoiceField:
		return f.choices[words(c)]
	case PhoneField:
		_, err = ParsePhone(c)
		return err == nil
	case DocumentField:
		_, err = ParseDocumentNumber(c)
		return err == nil
	}
	return f.concept == aboutPerson && isPerson(c) || f.concept == aboutDegree && isDegree(c)
}

// looksDated reads a date against any day at all, as only its look matters.
func looksDated(c string) bool {
	_, err := ParseDate(c, Hints{Now: time.Date(2026, time.January, 1, 0, 0, 0, 0, zone)})
	return err == nil || errors.Is(err, ErrNoSuchDay) || errors.Is(err, ErrDateRange) || errors.Is(err, ErrDateVague) && strings.Contains(c, "/")
}

// takes reports whether a cell may stand in the field: text takes all.
func (f formField) takes(c string) bool { return f.Kind == TextField || f.shows(c) }

// rank orders kinds by how little else looks like them.
func (f formField) rank() int {
	return [...]int{TextField: 5, IntegerField: 4, DecimalField: 4, DateField: 3, ChoiceField: 0, PhoneField: 2, DocumentField: 1}[f.Kind]
}
