package xlsform

import (
	"maps"
	"slices"
	"strings"
)

// table is a sheet whose header is understood.
type table struct {
	sheet   string // name as written in the workbook
	kind    string // survey, choices …
	head    row
	columns []column
	byName  map[string][]column
	rows    []row // below the header
	squeeze bool
}

// column is a column that means something.
type column struct {
	at                     int    // 1-based
	header, name, language string // header as written; name is the canonical one
}

// columnsOf are the columns of a kind of sheet under all their spellings, blanks written as _.
func columnsOf(kind string) map[string]string {
	switch kind {
	case "survey":
		return spellings("type|command name|tag|value label|caption hint guidance_hint required "+
			"required_message|requiredmsg|jr_requiredmsg relevant|relevance constraint "+
			"constraint_message|constraining_message|jr_constraintmsg calculation|calculate default trigger "+
			"readonly|read_only choice_filter appearance parameters repeat_count|count|jr_count "+
			"image audio video big-image disabled save_to", "autoplay intent compact_tag sms_field sms_option")
	case "choices", "external_choices":
		return spellings("list_name|list name|value label|caption image audio video big-image", "")
	case "settings":
		return spellings("form_title|title|set_form_title form_id|set_form_id id_string version default_language "+
			"instance_name allow_choice_duplicates clean_text_values name", "style public_key submission_url auto_send "+
			"auto_delete client_editable omit_instanceid namespaces sms_keyword sms_separator prefix delimiter")
	case "campaign":
		return spellings("key value", "")
	case "units":
		return spellings("code name short_name parent kind headcount", "")
	case "people":
		return spellings("name phone unit role position", "")
	case "parts":
		return spellings("part kind filled_by due remind min max units", "")
	}
	return nil
}

// ignored marks a column that XLSForm knows and a chat cannot use.
const ignored = "-"

// spellings maps every spelling to the column's name; of a|b|c the first is the name.
func spellings(used, unused string) map[string]string {
	table := map[string]string{}
	for _, group := range strings.Fields(used) {
		name, _, _ := strings.Cut(group, "|")
		for spelling := range strings.SplitSeq(group, "|") {
			table[spelling] = name
		}
	}
	for _, spelling := range strings.Fields(unused) {
		table[spelling] = ignored
	}
	return table
}

// translated are the columns that take a language.
func translated(name string) bool {
	switch name {
	case "label", "hint", "guidance_hint", "required_message", "constraint_message":
		return true
	}
	return isMedia(name)
}

func isMedia(name string) bool {
	return name == "image" || name == "audio" || name == "video" || name == "big-image"
}

// newTable understands the header of a sheet; nil where a required column is missing.
func newTable(d *desk, s sheet, kind string, required ...string) *table {
	if len(s.rows) == 0 {
		return nil
	}
	t := &table{sheet: s.name, kind: kind, head: s.rows[0], rows: s.rows[1:], byName: map[string][]column{}}
	spelled, split := columnsOf(kind), ":"
	for _, header := range t.head.cells {
		if strings.Contains(header, "::") {
			split = "::"
		}
	}
	for i, header := range t.head.cells {
		t.addColumn(d, t.parse(i+1, header, split, spelled), spelled)
	}
	for _, name := range required {
		switch {
		case t.has(name):
		case len(t.columns) == 0 && t.headless():
			d.fail(headerNone, t.header(0))
			return nil
		default:
			d.fail(headerMissing, t.header(0), name, meant(nearest(name, t.head.cells)))
		}
	}
	if slices.ContainsFunc(required, func(name string) bool { return !t.has(name) }) {
		return nil
	}
	return t
}

// headless tells whether a cell stands under no header: then the first row was probably no header at all.
func (t *table) headless() bool {
	return slices.ContainsFunc(t.rows, func(r row) bool {
		for i, text := range r.cells {
			if text != "" && (i >= len(t.head.cells) || t.head.cells[i] == "") {
				return true
			}
		}
		return false
	})
}

func (t *table) addColumn(d *desk, c column, spelled map[string]string) {
	at, header := c.at, c.header
	switch {
	case header == "":
		return
	case c.name == ignored:
		d.warn(headerIgnored, t.header(at))
		return
	case c.name == "" && t.freeColumns():
		c.name = header
		if strings.ContainsAny(header, " \n") {
			d.warn(choiceColumnBad, t.header(at))
			return
		}
	case c.name == "":
		if m := nearest(normal(header), slices.Collect(maps.Keys(spelled))); m != "" {
			d.warn(headerUnknown, t.header(at), meant(m))
		}
		return
	}
	for _, other := range t.byName[c.name] {
		if sameLanguage(other, c) {
			if normal(other.header) == normal(header) {
				d.fail(headerTwice, t.header(at))
			} else {
				d.fail(headerTwo, t.header(at), other.header)
			}
			return
		}
	}
	t.columns = append(t.columns, c)
	t.byName[c.name] = append(t.byName[c.name], c)
}

// sameLanguage tells whether two columns of a name hold the same texts.
func sameLanguage(a, b column) bool {
	one, _ := code(a.language)
	other, _ := code(b.language)
	return one == other
}

// parse splits a header into what it means and its language; the name is empty where the column is not known.
func (t *table) parse(at int, header, split string, spelled map[string]string) column {
	c := column{at: at, header: header}
	plain := strings.ReplaceAll(strings.ReplaceAll(header, "jr:", "jr_"), "JR:", "jr_")
	parts := strings.Split(plain, split)
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	if len(parts) > 1 {
		switch first := normal(parts[0]); first {
		case "media", "bind", "body", "control", "instance", "attribute":
			parts = parts[1:]
			if !longForm(first, normal(parts[0])) {
				c.name = ignored
				return c
			}
		}
	}
	name := spelled[normal(parts[0])]
	switch {
	case len(parts) == 1 && name == "" && normal(parts[0]) == "media" && t.kind == "survey":
		c.name = "image"
	case len(parts) == 1:
		c.name = name
	case len(parts) == 2 && translated(name) && parts[1] != "":
		c.name, c.language = name, parts[1]
	}
	return c
}

// longForm tells whether prefix::name is another way to write a column that we know.
func longForm(prefix, name string) bool {
	switch prefix {
	case "media":
		return isMedia(name)
	case "bind":
		return slices.Contains([]string{"relevant", "required", "constraint", "calculate", "readonly",
			"jr_constraintmsg", "jr_requiredmsg"}, name)
	case "body", "control":
		return name == "appearance" || name == "jr_count"
	}
	return false
}

// freeColumns tells whether any further column is the author's own.
func (t *table) freeColumns() bool { return t.kind == "choices" || t.kind == "external_choices" }

// normal is the spelling of a header that does not depend on case and blanks.
func normal(header string) string {
	return strings.Join(strings.Fields(strings.ToLower(header)), "_")
}

func (t *table) has(name string) bool { return len(t.byName[name]) > 0 }

// header is the place of a column's header; without column the header row.
func (t *table) header(at int) cell {
	c := cell{sheet: t.sheet, row: t.head.number, column: at}
	if at > 0 {
		c.text = t.head.cells[at-1]
	}
	return c
}

// cell is what a row has in a column; where there is no such column the place is the row.
func (t *table) cell(r row, name string) cell {
	if columns := t.byName[name]; len(columns) > 0 {
		return t.at(r, columns[0])
	}
	return cell{sheet: t.sheet, row: r.number}
}

// filled tells whether any row has something in a column.
func (t *table) filled(c column) bool {
	return slices.ContainsFunc(t.rows, func(r row) bool { return c.at <= len(r.cells) && r.cells[c.at-1] != "" })
}

func (t *table) at(r row, c column) cell {
	place := cell{sheet: t.sheet, row: r.number, column: c.at}
	if c.at <= len(r.cells) {
		place.text = r.cells[c.at-1]
	}
	if t.squeeze {
		place.text = squeeze(place.text)
	}
	return place
}

// place is the named cell, or the first of the others that the sheet has.
func (t *table) place(r row, names ...string) cell {
	for _, name := range names {
		if t.has(name) {
			return t.cell(r, name)
		}
	}
	return cell{sheet: t.sheet, row: r.number}
}
