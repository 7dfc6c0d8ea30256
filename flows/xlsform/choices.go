package xlsform

import (
	"regexp"
	"slices"
	"strings"

	"thidua"
)

// list is a list of choices with what is needed to check it.
type list struct {
	name    string // as the sheet says
	table   *table
	choices []thidua.Choice
	rows    []row
	byName  map[string]int // row of the first choice of a name
	used    bool
	first   cell
}

// readChoices reads the lists of both sheets.
func (r *reader) readChoices() {
	for _, t := range []*table{r.choices, r.external} {
		if t == nil {
			continue
		}
		for _, line := range t.rows {
			r.readChoice(t, line)
		}
	}
}

// externalKey is the name under which a list of the sheet external_choices is kept.
func externalKey(r *reader, name string) string {
	if r.lists[name] != nil && r.lists[name].table != r.external {
		return "external_choices/" + name
	}
	return name
}

func (r *reader) readChoice(t *table, line row) {
	in, at := t.cell(line, "list_name"), t.cell(line, "name")
	label := r.text(t, line, "label")
	if in.empty() {
		if !at.empty() || label != nil {
			r.warn(choiceNoList, in)
		}
		return
	}
	key := in.text
	if t == r.external {
		key = externalKey(r, key)
	}
	l := r.lists[key]
	if l == nil {
		l = &list{name: in.text, table: t, first: in, byName: map[string]int{}}
		r.lists[key] = l
		r.listNames = append(r.listNames, key)
	}
	if at.empty() {
		r.fail(choiceNoName, at, in.text)
		return
	}
	if label == nil {
		if t == r.choices {
			r.warn(choiceNoLabel, t.place(line, "label", "name"), at.text)
		}
		label = thidua.Text{"": at.text}
	}
	l.choices = append(l.choices, thidua.Choice{Name: at.text, Label: label, Media: r.mediaOf(t, line), Columns: columnsOfChoice(t, line, label)})
	l.rows = append(l.rows, line)
	if before := l.byName[at.text]; before == 0 {
		l.byName[at.text] = line.number
	} else if !isYes(r.setting("allow_choice_duplicates").text) {
		r.fail(choiceTwice, at, in.text, before)
	}
	r.readTexts(t, line, nil)
}

// columnsOfChoice are all cells of a row by column, for filters and look-ups.
func columnsOfChoice(t *table, line row, label thidua.Text) map[string]string {
	columns := map[string]string{"label": label[""]}
	for _, c := range t.columns {
		if text := t.at(line, c).text; text != "" && columns[c.name] == "" {
			columns[c.name] = text
		}
	}
	return columns
}

// checkLists looks up the list of every select, and finds the lists that nothing uses.
func (r *reader) checkLists() {
	spaces := map[string]bool{}
	for _, e := range r.elements {
		if e.q.List == "" || strings.HasPrefix(e.q.List, "${") {
			continue
		}
		l := r.lists[e.q.List]
		switch {
		case l == nil:
			r.failList(e, r.survey.cell(e.row, "type"))
		case e.q.Type == thidua.SelectMultiple && !spaces[e.q.List]:
			r.checkSpaces(l, e)
			spaces[e.q.List] = true
		}
		if l != nil {
			l.used = true
		}
		if e.kind.external && e.q.ChoiceFilter == "" {
			r.warn(externalNoFilter, r.survey.cell(e.row, "type"))
		}
	}
	r.fillLists()
}

// has tells whether the workbook holds a sheet of a kind, however empty.
func (r *reader) has(kind string) bool {
	return slices.ContainsFunc(r.names, func(name string) bool { return canonical(name) == kind })
}

// failList says why a list is not there: once where the whole sheet is missing, never where its header is wrong. A
// list that was probably meant counts as used.
func (r *reader) failList(e *element, at cell) {
	sheet := "choices"
	if e.kind.external {
		sheet = "external_choices"
	}
	switch {
	case r.broken[sheet]:
	case !r.has(sheet):
		if !r.missing[sheet] {
			r.fail(choicesMissing, at, sheet, meant(strings.Join(similarSheets(sheet, r.names), "”, “")))
		}
		r.missing[sheet] = true
	default:
		m := r.suggest(e.kind.list, r.listNames)
		r.fail(listUnknown, at, e.kind.list, sheet, m)
		if l := r.lists[string(m)]; l != nil {
			l.used = true
		}
	}
}

func (r *reader) checkSpaces(l *list, e *element) {
	for i, c := range l.choices {
		if strings.ContainsAny(c.Name, " \n\t") {
			r.fail(choiceSpace, l.table.cell(l.rows[i], "name"), e.q.Name)
		}
	}
}

// instances finds the lists that expressions open by name.
var instances = regexp.MustCompile(`instance\(\s*['"]([^'"]*)['"]\s*\)`)

// fillLists hands the lists to the form and warns of those without use.
func (r *reader) fillLists() {
	for _, u := range r.uses {
		for _, m := range instances.FindAllStringSubmatch(u.source, -1) {
			if l := r.lists[m[1]]; l != nil {
				l.used = true
			}
		}
	}
	r.form.Choices = map[string][]thidua.Choice{}
	for key, l := range r.lists {
		r.form.Choices[key] = l.choices
	}
	for _, key := range r.listNames {
		if l := r.lists[key]; !l.used {
			r.warn(listUnused, l.first)
		}
	}
}

// otherChoice is the name of the choice that or_other adds.
const otherChoice = "other"

// addOther expands or_other: the choice, and a question for it right after the select.
func (r *reader) addOther(open, e *element) {
	if !e.kind.other {
		return
	}
	at := r.survey.cell(e.row, "type")
	if e.q.ChoiceFilter != "" {
		r.fail(otherFilter, at)
	}
	if slices.ContainsFunc(r.languages.codes, func(code string) bool { return code != "vi" && code != "en" }) {
		r.warn(otherTranslated, at)
	}
	if l := r.lists[e.q.List]; l != nil && l.byName[otherChoice] == 0 {
		l.byName[otherChoice] = e.row.number
		l.choices = append(l.choices, thidua.Choice{Name: otherChoice, Label: r.own(otherLabel()),
			Columns: map[string]string{"name": otherChoice, "label": r.own(otherLabel())[""]}})
		l.rows = append(l.rows, row{number: e.row.number})
	}
	q := &thidua.Question{Name: e.q.Name + "_other", Type: thidua.TypeText, Row: e.q.Row,
		Label: r.own(otherQuestion())}
	added := newElement(open, q, kind{}, e.row)
	added.at, added.visible = e.at, true
	if before := open.names[q.Name]; before != nil {
		r.fail(nameTwice, cell{sheet: at.sheet, row: at.row, column: at.column, text: q.Name}, before.q.Row)
		return
	}
	r.enter(added)
	q.Relevant = "selected(${" + e.q.Name + "}, '" + otherChoice + "')"
	r.use(added, at, "relevant", q.Relevant)
	open.children = append(open.children, added)
	open.q.Children = append(open.q.Children, q)
	r.elements = append(r.elements, added)
}

// own is a text of ours in the form's languages.
func (r *reader) own(text thidua.Text) thidua.Text {
	text[""] = text["vi"]
	if r.languages.standard == "en" {
		text[""] = text["en"]
	}
	return text
}
