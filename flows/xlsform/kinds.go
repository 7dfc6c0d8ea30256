package xlsform

import (
	"regexp"
	"strings"

	"thidua"
)

// kind is what a cell of the column type says.
type kind struct {
	text       string // blanks made one
	begin, end bool   // of a group or repeat
	q          thidua.Type
	list       string // of a select; ${name} where answers are the choices
	external   bool   // the list stands in external_choices
	other      bool   // or_other
	alias      string // the spelling to use instead
	constraint string // that an old alias brings with it
	metadata   string // what a hidden question would hold on a phone
	ignored    bool   // accepted, never asked, always empty
	refused    string // way round, where the type cannot be used in a chat
	file       string // of select_one_from_file
	noList     bool
	unknown    bool
}

// parseKind reads the column type (XLSForm §3), case aside.
func parseKind(text string) kind {
	k := kind{text: strings.Join(strings.Fields(text), " ")}
	lower := strings.ToLower(k.text)
	words := strings.ReplaceAll(lower, "_", " ")
	if k.structure(words) || k.selection(k.text) || k.simple(lower) {
		return k
	}
	if plain, ok := oldSpelling(lower); ok && k.simple(plain) {
		k.alias = plain
		return k
	}
	k.unknown = true
	k.begin, k.end = strings.HasPrefix(words, "begin "), strings.HasPrefix(words, "end ")
	if k.begin || k.end {
		k.q = thidua.Group // so that the rows inside are still read
	}
	return k
}

// opaque tells whether nothing can be made of the type.
func (k kind) opaque() bool {
	return k.unknown || k.refused != "" || k.noList || k.text == "" && k.q == ""
}

// structure knows the markers of groups and repeats.
func (k *kind) structure(lower string) bool {
	word := strings.TrimPrefix(strings.TrimPrefix(lower, "begin "), "end ")
	switch {
	case word == lower:
		return false
	case word == "group":
		k.q = thidua.Group
	case word == "repeat", word == "lgroup", word == "looped group":
		k.q = thidua.Repeat
		if word != "repeat" {
			k.alias = strings.TrimSuffix(lower, word) + "repeat"
		}
	case word == "loop", strings.HasPrefix(word, "loop "), strings.HasPrefix(word, "cascading"):
		k.q, k.refused = thidua.Group, "loop"
	default:
		return false
	}
	k.begin, k.end = strings.HasPrefix(lower, "begin"), strings.HasPrefix(lower, "end")
	return true
}

// selects takes a select apart: the spelling, the list and perhaps or_other.
var selects = regexp.MustCompile(`(?i)^(select[_ ]one[_ ]from[_ ]file|select[_ ]multiple[_ ]from[_ ]file|` +
	`select[_ ]one[_ ]external|select one from|select all that apply from|add select one prompt using|` +
	`add select multiple prompt using|select all that apply|select one using|select multiple (?:using|from)|` +
	`q select1?|select[_ ]one|select[_ ]multiple|select1|rank)` +
	`(?: (.+?))??( or_other| or other| or specify other)?$`)

func (k *kind) selection(text string) bool {
	m := selects.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	spelling := strings.ReplaceAll(strings.ToLower(m[1]), "_", " ")
	k.list, k.other = m[2], m[3] != ""
	k.q = thidua.SelectOne
	switch spelling {
	case "select multiple", "select all that apply from", "select all that apply", "add select multiple prompt using",
		"select multiple using", "select multiple from", "q select":
		k.q = thidua.SelectMultiple
	case "select one external":
		k.external = true
	case "select one from file", "select multiple from file":
		k.file, k.refused = k.list, "file"
	case "rank":
		k.refused = "rank"
	}
	switch spelling {
	case "add select one prompt using", "add select multiple prompt using", "select one using", "select multiple using",
		"select multiple from", "q select", "q select1":
		k.alias = string(k.q) + " " + k.list
	}
	k.noList = k.list == "" || strings.ContainsAny(k.list, " \t") && !strings.HasPrefix(k.list, "${")
	return true
}

// simple knows the types that are one word, with the aliases of the standard.
func (k *kind) simple(lower string) bool {
	switch lower {
	case "text", "string", "barcode":
		k.q = thidua.TypeText
	case "integer", "int":
		k.q = thidua.Integer
	case "datetime":
		k.q = thidua.DateTime
	case "geopoint", "gps", "location":
		k.q = thidua.Geopoint
	case "image", "photo":
		k.q = thidua.Image
	case "acknowledge", "trigger":
		k.q = thidua.Acknowledge
	case "decimal", "date", "time", "note", "calculate", "hidden", "audio", "video", "file", "start", "end", "today":
		k.q = thidua.Type(lower)
	case "range":
		k.q = thidua.Decimal // or Integer, as its parameters say
	case "username", "email", "phonenumber":
		k.q, k.metadata = thidua.Hidden, lower
	case "deviceid", "simserial", "subscriberid", "start-geopoint", "background-geopoint", "background-audio", "audit":
		k.q, k.ignored = thidua.Hidden, true
	case "geotrace", "geoshape":
		k.refused = "shape"
	case "csv-external", "xml-external":
		k.refused = "file"
	case "osm", "include", "cascading_select":
		k.refused = lower
	case "phone number":
		k.q, k.alias, k.constraint = thidua.TypeText, "text", `regex(., '^\d*$')`
	case "percentage":
		k.q, k.alias, k.constraint = thidua.Integer, "integer", ". >= 0 and . <= 100"
	case "number of days in last month":
		k.q, k.alias, k.constraint = thidua.Integer, "integer", ". >= 0 and . <= 31"
	case "number of days in last six months":
		k.q, k.alias, k.constraint = thidua.Integer, "integer", ". >= 0 and . <= 183"
	case "number of days in last year":
		k.q, k.alias, k.constraint = thidua.Integer, "integer", ". >= 0 and . <= 365"
	default:
		return strings.HasPrefix(lower, "osm ") && k.simple("osm")
	}
	return true
}

// oldSpelling undoes the spellings of the first XLSForms: q text, add text prompt, text question, get start time.
func oldSpelling(lower string) (string, bool) {
	plain := strings.TrimPrefix(strings.TrimPrefix(lower, "add "), "q ")
	plain = strings.TrimSuffix(strings.TrimSuffix(plain, " prompt"), " question")
	plain = strings.TrimPrefix(plain, "uri:")
	if got, ok := strings.CutPrefix(plain, "get "); ok {
		plain = strings.Replace(got, "phone number", "phonenumber", 1)
	}
	switch plain {
	case "picture":
		plain = "image"
	case "date time", "date and time":
		plain = "datetime"
	case "number":
		plain = "integer"
	case "start time", "end time":
		plain = strings.TrimSuffix(plain, " time")
	case "device id", "imei":
		plain = "deviceid"
	case "sim id":
		plain = "simserial"
	case "subscriber id":
		plain = "subscriberid"
	}
	return plain, plain != lower
}

// typeNames are the types to suggest for an unknown one.
func typeNames() []string {
	return []string{"text", "integer", "decimal", "date", "time", "dateTime", "select_one", "select_multiple", "note",
		"calculate", "hidden", "acknowledge", "geopoint", "image", "audio", "video", "file", "barcode", "range", "start",
		"end", "today", "username", "phonenumber", "email", "begin_group", "end_group", "begin_repeat", "end_repeat",
		"begin group", "end group", "begin repeat", "end repeat"}
}

// suggestType is the type that was probably meant; for a select its first word counts.
func (r *reader) suggestType(text string) meant {
	if m := r.suggest(text, typeNames()); m != "" {
		return m
	}
	first, rest, _ := strings.Cut(text, " ")
	switch m := r.suggest(first, typeNames()); {
	case strings.HasPrefix(string(m), "select") && rest != "":
		return m + " " + meant(rest)
	case strings.HasPrefix(string(m), "select"):
		return m
	}
	return ""
}
