package xlsform

import (
	"iter"
	"slices"
	"strings"

	"thidua"
)

// reader turns the sheets of one workbook into a campaign and notes what is wrong on the way.
type reader struct {
	*desk
	form                       thidua.Form
	names                      []string // of the sheets as written
	survey, choices, settings  *table
	external                   *table
	missing                    map[string]bool // sheets that a question needs and that are not there
	broken                     map[string]bool // sheets whose header is wrong: what needs them is not complained of
	unbalanced                 bool            // a begin or end is missing: who is inside whom is uncertain
	keys, units, people, parts *table
	languages                  languages

	root       *element
	elements   []*element // in the order of the survey
	byName     map[string][]*element
	badNames   map[string]bool // names that no expression can hold
	ambiguous  map[string]bool // names of several elements that were complained of
	kinds      map[string]kind // by the text of the column type
	elementary []string        // names of all elements, for suggestions
	uses       []use
	geometries []use      // parameters that name a list or a repeat
	defaults   []*element // with a default that is no expression
	lists      map[string]*list
	codes      []string // of the units
	listNames  []string // in the order of the sheets
	files      map[string]int64
	folder     string // where files belong
}

func newReader(d *desk, sheets []sheet) *reader {
	r := &reader{desk: d, byName: map[string][]*element{}, lists: map[string]*list{},
		badNames: map[string]bool{}, broken: map[string]bool{}, missing: map[string]bool{}, ambiguous: map[string]bool{}, kinds: map[string]kind{}}
	for _, s := range sheets {
		r.names = append(r.names, s.name)
	}
	found := r.sort(sheets)
	if s, ok := found["survey"]; !ok {
		r.fail(surveyMissing, cell{}, meant(strings.Join(similarSheets("survey", r.names), "”, “")))
	} else if len(s.rows) == 0 {
		r.fail(headerNone, cell{sheet: s.name})
	} else {
		r.survey = newTable(d, s, "survey", "type")
	}
	r.settings = newTable(d, found["settings"], "settings")
	if s := found["choices"]; len(s.rows) > 1 {
		r.choices = newTable(d, s, "choices", "list_name", "name")
		r.broken["choices"] = r.choices == nil
	}
	if s := found["external_choices"]; len(s.rows) > 1 {
		r.external = newTable(d, s, "external_choices", "list_name", "name")
		r.broken["external_choices"] = r.external == nil
	}
	r.keys = newTable(d, found["campaign"], "campaign", "key", "value")
	r.units = newTable(d, found["units"], "units", "code", "name")
	r.people = newTable(d, found["people"], "people", "name")
	r.parts = newTable(d, found["parts"], "parts", "part")
	if s := found["entities"]; len(s.rows) > 1 {
		r.fail(featureUnsupported, cell{sheet: s.name}, "entities", wayRound("entities"))
	}
	return r
}

// sort finds the sheets by kind; a lone sheet is the survey.
func (r *reader) sort(sheets []sheet) map[string]sheet {
	found := map[string]sheet{}
	for _, s := range sheets {
		kind := canonical(s.name)
		if len(sheets) == 1 {
			kind = "survey"
		}
		if _, twice := found[kind]; twice && kind != "" {
			r.fail(sheetTwice, cell{}, s.name)
		} else {
			found[kind] = straight(s, kind)
		}
	}
	return found
}

// checkSheets warns of sheets that were probably meant as one that is not there. Ours are not looked for in a plain
// XLSForm, and what an error has told already is not told again.
func (r *reader) checkSheets() {
	campaign := slices.ContainsFunc(r.names, func(name string) bool { return isOurs(canonical(name)) })
	for _, kind := range sheetNames() {
		switch {
		case r.has(kind) || r.missing[kind] || isOurs(kind) && !campaign:
			continue
		case kind == "survey" || kind == "osm" || kind == "entities":
			continue
		}
		for _, name := range similarSheets(kind, r.names) {
			r.warn(sheetSimilar, cell{}, name, meant(kind))
		}
	}
}

// isOurs tells the sheets that are not of the standard.
func isOurs(kind string) bool {
	return kind == "campaign" || kind == "units" || kind == "people" || kind == "parts"
}

// straight undoes curly quotes in the sheets of the standard; ours hold the words of documents.
func straight(s sheet, kind string) sheet {
	if isOurs(kind) {
		return s
	}
	rows := slices.Clone(s.rows)
	for i, r := range rows {
		rows[i].cells = slices.Clone(r.cells)
		for j, text := range r.cells {
			rows[i].cells[j] = straighten(text)
		}
	}
	return sheet{name: s.name, rows: rows}
}

// similarSheets are the sheets that were probably meant as this kind; a leading _ says that none was.
func similarSheets(kind string, names []string) []string {
	others := slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		return canonical(name) != "" || strings.HasPrefix(name, "_")
	})
	return similar(kind, others)
}

// setting is the cell of the first row of the sheet settings.
func (r *reader) setting(name string) cell {
	if r.settings == nil || len(r.settings.rows) == 0 {
		return cell{}
	}
	return r.settings.cell(r.settings.rows[0], name)
}

// suggest is the nearest known name, unless so much is wrong already that nobody will see it.
func (r *reader) suggest(name string, names []string) meant {
	return r.suggestFrom(name, slices.Values(names))
}

// suggestFrom is suggest for names that are not in a list yet.
func (r *reader) suggestFrom(name string, names iter.Seq[string]) meant {
	if len(r.errors)+len(r.warnings) >= maxSuggestions {
		return ""
	}
	return meant(nearest(name, slices.Collect(names)))
}

// maxSuggestions bounds the search for names that were meant; a workbook with more problems has other worries.
const maxSuggestions = 100
