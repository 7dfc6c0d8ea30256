package xlsform

import (
	"strings"

	"thidua"
)

// closings tells for each row of the survey how many more groups are closed than opened below it.
func (r *reader) closings() []int {
	t := r.survey
	below := make([]int, len(t.rows)+1)
	for i := len(t.rows) - 1; i >= 0; i-- {
		below[i] = below[i+1]
		if isYes(t.cell(t.rows[i], "disabled").text) {
			continue
		}
		switch k := r.kind(t.cell(t.rows[i], "type").text); {
		case k.end:
			below[i]++
		case k.begin:
			below[i]--
		}
	}
	return below[1:]
}

// end closes the innermost group or repeat, which must be of the same kind. Where it is not, the rows below tell which
// mistake is the likeliest, so that it is told once: an end too many, a wrong word, or an end that is missing inside.
func (r *reader) end(open *element, k kind, at cell, below int) *element {
	switch {
	case k.unknown:
		if !open.kind.opaque() {
			r.fail(typeUnknown, at, r.suggestType(k.text))
		}
		if open == r.root {
			return open
		}
		return r.close(open)
	case open != r.root && (open.q.Type == k.q || open.kind.opaque()):
		return r.close(open)
	}
	r.unbalanced = true
	if open == r.root {
		r.fail(endAlone, at, thidua.Text{})
		return open
	}
	r.fail(endAlone, at, openStill(open))
	return r.leave(open, k, below)
}

// leave finds what stays open after an end that fits nothing: as much as the rows below close.
func (r *reader) leave(open *element, k kind, below int) *element {
	best := open.parent
	choices := []*element{open}
	for up := open; up != r.root; up = up.parent {
		if up.q.Type == k.q {
			choices = append(choices, up.parent)
			break
		}
	}
	for _, e := range choices {
		if apart(e.depth, below) < apart(best.depth, below) {
			best = e
		}
	}
	return best
}

func apart(a, b int) int { return max(a-b, b-a) }

// close leaves a group or repeat whose end was found.
func (r *reader) close(e *element) *element {
	if len(e.children) == 0 && !e.kind.opaque() {
		r.fail(groupEmpty, e.at, e.q.Name)
	}
	r.checkTableList(e)
	return e.parent
}

// closeAll reports what is still open below the last row.
func (r *reader) closeAll(open *element) {
	for ; open != r.root; open = open.parent {
		r.unbalanced = true
		if open.kind.opaque() {
			continue
		}
		word := strings.Replace(strings.ToLower(open.kind.text), "begin", "end", 1)
		r.fail(beginAlone, r.survey.cell(open.row, "type"), open.q.Name, word)
	}
}

// checkTableList holds a table-list to one list without filter.
func (r *reader) checkTableList(e *element) {
	if !e.q.Shows("table-list") {
		return
	}
	list := ""
	for _, child := range e.children {
		q := child.q
		if q.List == "" {
			continue
		}
		if q.ChoiceFilter != "" || list != "" && q.List != list {
			r.fail(tableList, r.survey.cell(child.row, "type"))
		}
		list = q.List
	}
}
