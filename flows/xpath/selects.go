package xpath

import (
	"strings"
)

var selectFunctions = map[string]function{
	"selected": {least: 2, most: 2, eval: selected},
	"count-selected": {least: 1, most: 1, eval: func(r *run, a []term) Value {
		return Number(float64(len(choices(r.text(a[0])))))
	}},
	"selected-at": {least: 2, most: 2, eval: func(r *run, a []term) Value {
		list, i := choices(r.text(a[0])), r.integer(a[1])
		if i < 0 || i >= len(list) {
			return String("")
		}
		return String(list[i])
	}},
	"jr:choice-name": {least: 2, most: 2, prepare: prepareChoiceName},
	// An item's itextId is here its label already, in the language at hand.
	"jr:itext": {least: 1, most: 1, eval: func(r *run, a []term) Value { return String(r.text(a[0])) }},
}

// choices splits an answer to select_multiple.
func choices(answer string) []string {
	return strings.FieldsFunc(answer, func(c rune) bool { return c < 0x80 && isSpace(byte(c)) })
}

// selected looks for a whole word without making a list of them.
func selected(r *run, a []term) Value {
	answer, name := r.text(a[0]), trimSpace(r.text(a[1]))
	if name == "" {
		return Boolean(trimSpace(answer) == "")
	}
	for from := 0; r.spend(len(name) / 64); {
		i := strings.Index(answer[from:], name)
		if i < 0 {
			return Boolean(false)
		}
		start, end := from+i, from+i+len(name)
		if (start == 0 || isSpace(answer[start-1])) && (end == len(answer) || isSpace(answer[end])) {
			return Boolean(true)
		}
		from = start + 1
	}
	return Value{}
}

// choiceName is jr:choice-name; the question is named by '${q}' in quotes.
type choiceName struct {
	value    term
	question string
}

func prepareChoiceName(p *parser, c *call) (term, *mistake) {
	question, length, problem := "", 0, (*mistake)(nil)
	switch t := c.arguments[1].(type) {
	case reference:
		question = t.name
	case literal:
		text := trimSpace(t.value.AsString())
		if question, length, problem = referenceAt(text); problem != nil || length != len(text) {
			question = text[strings.LastIndexByte(text, '/')+1:]
		} else {
			p.references = append(p.references, question)
		}
	}
	if !IsName(question) {
		return nil, &mistake{cause: CauseChoiceName}
	}
	return &choiceName{value: c.arguments[0], question: question}, nil
}

func (t *choiceName) eval(r *run) Value {
	value := r.text(t.value)
	if value == "" {
		return String("")
	}
	if r.env.ChoiceLabel == nil {
		return r.fail(&TypeError{"jr:choice-name", "there are no choices here"})
	}
	return String(r.env.ChoiceLabel(value, t.question))
}
