package flows

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"thidua"
	"thidua/flows/texts"
)

// review shows all answers of the open place, from a button.
func (t *turn) review() {
	if p := t.current(); p == nil {
		t.goMenu()
	} else if !t.closed(p) {
		t.goReview(p)
	}
}

// goReview shows all answers of a place; those of a repeat part are its list.
func (t *turn) goReview(p *place) {
	if p.repeat == nil {
		t.session.Mends = nil
	}
	if p.repeat == nil && p.part.top.q.Type == thidua.Repeat {
		t.goStop(p, p.part.top)
		return
	}
	t.session.Screen, t.session.Trail, t.session.Question, t.session.Held = Review, p.trail(), "", nil
	if t.session.Return >= p.depth() {
		t.session.Return = 0
	}
}

func (t *turn) reviewCard() *card {
	p := t.current()
	c := t.unitCard()
	c.line(thidua.Strong, texts.ReviewOf.In(t.language, t.placeLabel(p)))
	t.amendLine(c)
	t.reasonLine(c, p, nil)
	stops := t.reviewed(p)
	start, head := min(t.held().Page, max(0, len(stops)-1)), thidua.Tall(c.lines...)
	shown, end := t.reviewPage(p, stops, start, head)
	if p.layout().isLong() {
		c.line(thidua.Faint, texts.PageFrom.In(t.language, start+1, end))
	} else if end-start < len(stops) {
		c.line(thidua.Faint, texts.Page.In(t.language, start+1, end, len(stops)))
	}
	c.lines = append(c.lines, shown...)
	for _, row := range t.editRows(p, stops[start:end]) {
		c.row(row...)
	}
	c.row(t.pageButtons(t.pageBefore(p, stops, start, head), start, end, len(stops))...)
	t.reviewButtons(c, p)
	return c
}

// reviewPage says how the answers stand from the one with which the page begins on, as many as a phone's screen has room
// for beneath a head.
func (t *turn) reviewPage(p *place, stops []*node, start, head int) (lines []thidua.Line, end int) {
	const others = 4 // pages, hand in or move and delete, back
	room := thidua.Room(others) - saidLines - head - thidua.Tall(thidua.Line{Text: texts.BeforeSubmit.In(t.language)}) - 1
	before, older := t.handedIn(p)
	for end = start; end < len(stops); end++ {
		said := t.reviewLines(p, stops[end], before, older)
		if end == len(stops)-1 {
			said = append(said, t.worked(p, nil)...)
		}
		buttons := thidua.RowLines * len(t.editRows(p, stops[start:end+1]))
		if thidua.Tall(lines...)+thidua.Tall(said...)+buttons > room && end > start {
			break
		}
		lines = append(lines, said...)
	}
	if len(stops) == 0 {
		lines = t.worked(p, nil)
	}
	return lines, end
}

// pageBefore is where the page begins that ends before another one.
func (t *turn) pageBefore(p *place, stops []*node, start, head int) int {
	for from := max(0, start-mostReviewed); from < start; from++ {
		if _, end := t.reviewPage(p, stops[:start], from, head); end == start {
			return from
		}
	}
	return start
}

// editRows are the buttons that change answers; those of two short labels share a row.
func (t *turn) editRows(p *place, stops []*node) (rows [][]option) {
	short := false // the last row has room
	for _, stop := range stops {
		label := excerptTo(t.nodeLabel(p, stop), 48)
		edit := option{label: "✏️ " + texts.Edit.In(t.language) + ": " + label, do: Action{Do: doEdit, Arg: stop.path}}
		if fits := utf8.RuneCountInString(label) <= shortLabel; fits && short {
			rows[len(rows)-1], short = append(rows[len(rows)-1], edit), false
		} else {
			rows, short = append(rows, []option{edit}), fits
		}
	}
	return rows
}

// pageButtons turn pages of unlike size, each known by what it begins with.
func (t *turn) pageButtons(before, start, end, total int) (row []option) {
	if start > 0 {
		row = append(row, t.button("⬅", texts.Less, doPage, strconv.Itoa(before)))
	}
	if end < total {
		row = append(row, t.button("➡", texts.More, doPage, strconv.Itoa(end)))
	}
	return row
}

// mostReviewed is how many answers at most a page of a review has room for.
const mostReviewed = 12

// answerLines is how much of an answer a review shows; its question shows the whole.
const answerLines = 5

// reviewLines says how an answer stands, what it was before, and why it was returned.
func (t *turn) reviewLines(p *place, stop *node, before *thidua.Entry, older bool) []thidua.Line {
	c := &card{lines: t.worked(p, stop)}
	label, answer := t.nodeLabel(p, stop), t.stopAnswer(p, stop)
	if line := (thidua.Line{Text: label + ": " + answer}); thidua.Tall(line) == 1 {
		c.lines = append(c.lines, line)
	} else {
		c.line(thidua.Faint, thidua.Clip(label, 2))
		c.line(thidua.Strong, thidua.Clip(answer, answerLines))
	}
	if now, _ := t.given(p, stop); !older || now.Empty() || !before.Answers[stop.path].Empty() { // else it may be new
		c.line(thidua.Faint, thidua.Clip(t.beforeLine(before, p, stop), 2))
	}
	t.reasonLine(c, p, stop)
	return c.lines
}

// reviewed lists the stops of a place; of a long one as far as the page that is shown, and one more.
func (t *turn) reviewed(p *place) []*node {
	most := len(p.layout().leaves)
	if p.layout().isLong() {
		most = t.held().Page + mostReviewed + 1
	}
	var stops []*node
	for stop := range t.stops(p, 0) {
		if stops = append(stops, stop); len(stops) == most {
			break
		}
	}
	return stops
}

// worked shows the values before a stop that only the form may change, and at the end (nil) the last notes as well.
func (t *turn) worked(p *place, stop *node) []thidua.Line {
	c := &card{}
	for _, n := range t.notes(p, stop) {
		if stop == nil || n.q.Type != thidua.Note {
			c.line(thidua.Body, thidua.Clip(t.told(p, n), answerLines))
		}
	}
	return c.lines
}

// handedIn is what the newest submission says of a place that is being changed; nil where there is none. One that was
// made under an older version does not tell what was skipped from what was not asked.
func (t *turn) handedIn(p *place) (e *thidua.Entry, older bool) {
	standing := t.standing(p.part.Name)
	if standing.Submission == 0 || standing.State == thidua.Nothing {
		return nil, false
	}
	s := t.newest(p.part)
	e = submittedAt(s, p)
	if older = e != nil && s.Version != t.script.Campaign.Version; older {
		e = refiled(e, p.layout())
	}
	return e, older
}

// newest is the newest submission of a part, read once in a step.
func (v *view) newest(p *part) *thidua.Submission {
	if v.filed[p] == nil {
		v.filed[p] = &thidua.Submission{}
		v.read(thidua.SubmissionKey(v.script.Campaign.ID, v.owner(p), p.Name, v.standing(p.Name).Submission), v.filed[p])
	}
	return v.filed[p]
}

// refiled is an entry that an older version filed, by the paths of the layout in force.
func refiled(e *thidua.Entry, l *layout) *thidua.Entry {
	moved := thidua.Entry{ID: e.ID, Answers: map[string]thidua.Answer{}}
	for _, path := range slices.Sorted(maps.Keys(e.Answers)) {
		if n := l.locate(path); n != nil {
			if _, taken := e.Answers[n.path]; path == n.path || !taken {
				moved.Answers[n.path] = e.Answers[path]
			}
		}
	}
	return &moved
}

func submittedAt(s *thidua.Submission, p *place) *thidua.Entry {
	if p.repeat == nil {
		if p.part.top.q.Type == thidua.Repeat || len(s.Entries) == 0 {
			return nil
		}
		return &s.Entries[0]
	}
	entries := s.Entries
	if p.repeat.parent != nil {
		up := submittedAt(s, p.up)
		if up == nil {
			return nil
		}
		entries = nil
		for path, list := range up.Repeats { // by name, which is unique in the form: a newer workbook may have moved it
			if path[strings.LastIndexByte(path, '/')+1:] == p.repeat.q.Name {
				entries = list
			}
		}
	}
	if i := slices.IndexFunc(entries, func(e thidua.Entry) bool { return e.ID == p.id }); i >= 0 {
		return &entries[i]
	}
	return nil
}

// beforeLine is what was handed in, where the draft says something else now.
func (t *turn) beforeLine(before *thidua.Entry, p *place, stop *node) string {
	if before == nil || stop.q.Type == thidua.Repeat {
		return ""
	}
	now, _ := t.given(p, stop)
	was := before.Answers[stop.path]
	switch {
	case was.Value == now.Value && was.Approximate == now.Approximate:
		return ""
	case was.Empty():
		return texts.Before.In(t.language, texts.None.In(t.language))
	}
	return texts.Before.In(t.language, excerpt(t.shown(stop, was)))
}

// reviewButtons are what can be done with a part or an entry as a whole.
func (t *turn) reviewButtons(c *card, p *place) {
	if p.repeat != nil {
		t.entryButtons(c, p)
		return
	}
	c.line(thidua.Faint, texts.BeforeSubmit.In(t.language))
	c.row(t.button("📤", texts.Submit, doSubmit))
	t.wayRow(c, doBack)
}

// stopAnswer is an answer in full, as people read it.
func (t *turn) stopAnswer(p *place, stop *node) string {
	if stop.q.Type == thidua.Repeat {
		return t.listAnswer(p, stop)
	}
	answer, given := t.given(p, stop)
	switch {
	case !given:
		return texts.Unanswered.In(t.language)
	case answer.Empty():
		return texts.None.In(t.language)
	}
	if !t.holds(p, stop) {
		return "⚠️ " + t.shown(stop, answer)
	}
	return t.shown(stop, answer)
}

// mostEntries is how many entries of a list a review names.
const mostEntries = 3

// listAnswer counts a list's entries and names the first of them.
func (t *turn) listAnswer(p *place, repeat *node) string {
	size := t.list(p, repeat).Size
	lines := []string{texts.Count.In(t.language, size)}
	for _, item := range t.some(p, repeat, 0, mostEntries) {
		lines = append(lines, "• "+item.label())
	}
	if size > mostEntries {
		lines = append(lines, texts.AndMore.In(t.language, size-mostEntries))
	}
	return strings.Join(lines, "\n")
}
