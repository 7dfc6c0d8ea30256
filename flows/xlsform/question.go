package xlsform

import (
	"regexp"
	"strings"

	"thidua"
)

// readColumns reads what a row says beside its type, name and label.
func (r *reader) readColumns(e *element) {
	t, q := r.survey, e.q
	q.Hint = r.text(t, e.row, "hint")
	q.Guidance, q.Media = r.text(t, e.row, "guidance_hint"), r.mediaOf(t, e.row)
	q.RequiredMessage = r.text(t, e.row, "required_message")
	q.ConstraintMessage = r.text(t, e.row, "constraint_message")
	q.Appearance = strings.Fields(t.cell(e.row, "appearance").text)
	r.readExpressions(e)
	r.readDefault(e)
	r.readTrigger(e)
	r.readKind(e)
	r.readParameters(e)
	r.checkRow(e)
}

// readExpressions reads the columns that hold expressions or texts with ${name}, also where the type is not known.
func (r *reader) readExpressions(e *element) {
	q := e.q
	q.Required = r.expression(e, "required")
	q.Relevant = r.expression(e, "relevant")
	q.ReadOnly = r.expression(e, "readonly")
	q.Constraint = r.expression(e, "constraint")
	q.Calculation = r.expression(e, "calculation")
	q.RepeatCount = r.expression(e, "repeat_count")
	q.ChoiceFilter = r.expression(e, "choice_filter")
	r.readTexts(r.survey, e.row, e)
}

// expression reads a column that holds one; yes and no stand for true() and false().
func (r *reader) expression(e *element, name string) string {
	at := r.survey.cell(e.row, name)
	source := at.text
	switch {
	case source == "":
		return ""
	case name == "choice_filter":
	case isYes(source) && name != "repeat_count":
		source = "true()"
	case isNo(source) && name != "repeat_count":
		if name == "required" || name == "readonly" {
			return ""
		}
		source = "false()"
	}
	source = withoutItext(source)
	r.use(e, at, name, source)
	return source
}

// itext is how forms made for other engines look up the label of a choice.
var itext = regexp.MustCompile(`jr:itext\(\s*(instance\([^()]*\)/root/item\[[^\]]*\])/itextId\s*\)`)

// withoutItext reads the label itself: jr:itext(instance('l')/root/item[…]/itextId) is instance('l')/root/item[…]/label.
func withoutItext(source string) string { return itext.ReplaceAllString(source, "$1/label") }

// readTexts notes the references in a row's texts and file names; holder is nil outside the survey.
func (r *reader) readTexts(t *table, line row, holder *element) {
	for _, c := range t.columns {
		if !translated(c.name) {
			continue
		}
		if at := t.at(line, c); strings.Contains(at.text, "${") {
			r.uses = append(r.uses, use{at: at, holder: holder, column: c.name, source: at.text, text: true})
		}
	}
}

// readKind makes of the type what the conversation knows.
func (r *reader) readKind(e *element) {
	q, k := e.q, e.kind
	q.List = k.list
	if k.external {
		q.List = externalKey(r, k.list)
	}
	if k.metadata != "" {
		q.Parameters = map[string]string{"metadata": k.metadata}
	}
	if k.constraint != "" {
		q.Constraint = both(q.Constraint, k.constraint)
	}
	hasText := q.Label != nil || q.Hint != nil
	shown := r.media(e) != ""
	switch q.Type {
	case thidua.Calculate, thidua.Hidden, thidua.Start, thidua.End, thidua.Today:
	case thidua.Group, thidua.Repeat:
		e.visible = true
	default:
		e.visible = hasText || shown || q.Calculation == "" && q.Trigger == nil
		if !hasText && shown {
			q.Label = thidua.Text{"": r.media(e)}
		}
		if e.visible && !hasText && !shown && !k.unknown {
			r.fail(labelMissing, r.survey.place(e.row, "label", "name", "type"), q.Name)
		}
	}
	if q.Type == thidua.Repeat && q.Label == nil {
		r.warn(repeatLabel, r.survey.place(e.row, "label", "name", "type"), q.Name)
	}
}

// both joins two conditions.
func both(a, b string) string {
	if a == "" {
		return b
	}
	return "(" + a + ") and (" + b + ")"
}

// media is the first file that is shown with a question.
func (r *reader) media(e *element) string {
	for _, c := range r.survey.columns {
		if isMedia(c.name) {
			if at := r.survey.at(e.row, c); at.text != "" {
				return at.text
			}
		}
	}
	return ""
}

// checkRow finds columns that do not go together.
func (r *reader) checkRow(e *element) {
	t, q := r.survey, e.q
	if q.Type == thidua.Calculate && q.Calculation == "" && !q.Dynamic {
		r.fail(calculationMissing, t.place(e.row, "calculation", "name", "type"), q.Name)
	}
	if q.Contains() && q.Required != "" {
		r.warn(requiredGroup, t.cell(e.row, "required"))
		q.Required = ""
	}
	if q.RepeatCount != "" && q.Type != thidua.Repeat {
		r.warn(countMisplaced, t.cell(e.row, "repeat_count"))
	}
	if q.ConstraintMessage != nil && q.Constraint == "" {
		r.warn(messageAlone, t.cell(e.row, "constraint_message"), "constraint_message", "constraint")
	}
	if q.RequiredMessage != nil && q.Required == "" {
		r.warn(messageAlone, t.cell(e.row, "required_message"), "required_message", "required")
	}
	if at := t.cell(e.row, "save_to"); !at.empty() {
		r.fail(featureUnsupported, at, "save_to", wayRound("entities"))
	}
	for _, c := range t.byName["big-image"] {
		if at := t.at(e.row, c); !at.empty() && r.sameLanguage(e, "image", c) == "" {
			r.fail(bigImage, at)
		}
	}
	for _, word := range q.Appearance {
		if strings.HasPrefix(word, "search(") {
			r.fail(featureUnsupported, t.cell(e.row, "appearance"), "search()", wayRound("file"))
		}
	}
}

// sameLanguage is the text of another column in a column's language.
func (r *reader) sameLanguage(e *element, name string, like column) string {
	for _, c := range r.survey.byName[name] {
		if c.language == like.language {
			return r.survey.at(e.row, c).text
		}
	}
	return ""
}
