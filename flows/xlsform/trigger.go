package xlsform

import (
	"regexp"
	"strings"

	"thidua"
	"thidua/flows/xpath"
)

var reference = regexp.MustCompile(`^\$\{([^{}]*)\}$`)

// readTrigger reads the questions whose change runs a calculation: ${a}, ${b}.
func (r *reader) readTrigger(e *element) {
	at := r.survey.cell(e.row, "trigger")
	for _, part := range strings.Split(at.text, ",") {
		part = strings.TrimSpace(part)
		m := reference.FindStringSubmatch(part)
		switch {
		case part == "":
		case m != nil && xpath.IsName(m[1]):
			e.q.Trigger = append(e.q.Trigger, m[1])
		case strings.Count(part, "${") > 1:
			r.fail(triggerCommas, at)
			return
		default:
			r.fail(referenceMalformed, at, part)
			return
		}
	}
}

// checkElements looks at what can be judged only when all names are known.
func (r *reader) checkElements() {
	for _, e := range r.elements {
		r.checkCountName(e)
		r.checkTrigger(e)
		r.checkAnswerList(e)
	}
	r.checkGeometries()
}

// checkTrigger holds triggers to questions that people answer.
func (r *reader) checkTrigger(e *element) {
	at := r.survey.cell(e.row, "trigger")
	for _, name := range e.q.Trigger {
		target := r.resolve(use{at: at}, name)
		if target != nil && (!target.visible || target.q.Contains()) {
			r.fail(triggerWrong, at, name)
		}
	}
}

// checkAnswerList holds select_one ${q} to questions in a repeat.
func (r *reader) checkAnswerList(e *element) {
	m := reference.FindStringSubmatch(e.q.List)
	if m == nil {
		return
	}
	at := r.survey.cell(e.row, "type")
	if target := r.resolve(use{at: at}, m[1]); target != nil && (target.q.Contains() || !inRepeat(target)) {
		r.fail(choicesOfRepeat, at, m[1])
	}
}

func inRepeat(e *element) bool {
	for up := e.parent; up != nil; up = up.parent {
		if up.q.Type == thidua.Repeat {
			return true
		}
	}
	return false
}
