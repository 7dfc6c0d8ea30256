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
	choicesBroken              bool // their header is wrong: what needs them is not complained of
	keys, units, people, parts *table
	languages                  languages

	root       *element
	elements   []*element // in the order of the survey
	byName     map[string][]*element
	elementary []string // names of all elements, for suggestions
	uses       []use
	defaults   []*element // with a default that is no expression
	lists      map[string]*list
	codes      []string // of the units
	listNames  []string // in the order of the sheets
}

func newReader(d *desk, sheets []sheet) *reader {
	r := &reader{desk: d, byName: map[string][]*element{}, lists: map[string]*list{}}
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
		r.choicesBroken = r.choices == nil
	}
	if s := found["external_choices"]; len(s.rows) > 1 {
		r.external = newTable(d, s, "external_choices", "list_name", "name")
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
	for _, kind := range sheetNames() {
		if _, ok := found[kind]; ok || kind == "survey" || kind == "osm" || kind == "entities" {
			continue
		}
		for _, name := range similarSheets(kind, r.names) {
			r.warn(sheetSimilar, cell{}, name, meant(kind))
		}
	}
	return found
}

// straight undoes curly quotes in the sheets of the standard; ours hold the words of documents.
func straight(s sheet, kind string) sheet {
	switch kind {
	case "campaign", "units", "people", "parts":
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
