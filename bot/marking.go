package bot

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"thidua"
	"thidua/flows"
	"thidua/flows/texts"
)

// Limits of a card on which questions are marked.
const (
	markRows  = 7  // questions, so that all buttons are on a phone's screen
	markLabel = 44 // characters
)

// mark is a question that is to be corrected, and where it stands among what was read.
type mark struct {
	thidua.Point
	Reading  int  `json:"reading"`
	Evidence bool `json:"evidence,omitempty"` // its file is asked for, which is reason enough
}

// toggle marks a question, or takes the mark away.
func (r *review) toggle(ctx context.Context, number int) error {
	w := r.d.session.Returning
	readings, err := r.readings(ctx, &r.sub)
	if err != nil || number < 0 || number >= len(readings) || readings[number].Fixed {
		return err
	}
	if w.Version != r.campaign.Version { // another workbook counts otherwise
		w.Version, w.Marks = r.campaign.Version, nil
		return nil
	}
	at := slices.IndexFunc(w.Marks, func(m mark) bool { return m.Reading == number })
	if at >= 0 {
		w.Marks = slices.Delete(w.Marks, at, at+1)
		return nil
	}
	w.Marks = append(w.Marks, mark{Point: pointOf(readings, number), Reading: number})
	return nil
}

// pointOf is the point of a reading, its label behind those of the entries around it.
func pointOf(readings []flows.Reading, at int) thidua.Point {
	point := readings[at].Point
	var around []string
	for _, r := range readings[:at] {
		n := len(r.Trail)
		if r.Question == "" && n <= len(point.Trail) && slices.Equal(r.Trail, point.Trail[:n]) {
			around = append(around, r.Label)
		}
	}
	point.Label = strings.Join(append(around, point.Label), " › ")
	return point
}

// markRows offers a page of the questions that may be marked.
func (r *review) markRows(ctx context.Context, m *thidua.Message) error {
	w, l := r.d.session.Returning, r.d.language()
	readings, err := r.readings(ctx, &r.sub)
	if err != nil {
		return err
	}
	var open []int
	for i, one := range readings {
		if !one.Fixed {
			open = append(open, i)
		}
	}
	m.Lines = append(m.Lines, thidua.Line{Text: texts.MarkThem.In(l)})
	last := max(0, (len(open)-1)/markRows)
	w.Page = max(0, min(w.Page, last))
	for _, i := range open[min(w.Page*markRows, len(open)):min((w.Page+1)*markRows, len(open))] {
		box := "☐ "
		if slices.ContainsFunc(w.Marks, func(m mark) bool { return m.Reading == i }) {
			box = "☑ "
		}
		m.Buttons = append(m.Buttons, []thidua.Button{{Label: box + markText(readings[i]), Data: r.data("mark", strconv.Itoa(i))}})
	}
	m.Buttons = append(m.Buttons, r.d.turning(r.data("marks")+".", w.Page, last)...)
	row := []thidua.Button{{Label: texts.WholePart.In(l), Data: r.data("whole")}}
	if len(w.Marks) > 0 {
		m.Lines = append(m.Lines, thidua.Line{Text: texts.Marked.In(l, len(w.Marks)) + ": " + labels(w.Marks)})
		row = append(row, thidua.Button{Label: "✓ " + texts.Done.In(l), Data: r.data("done")})
	}
	m.Buttons = append(m.Buttons, row)
	return nil
}

func labels(marks []mark) string {
	var all []string
	for _, m := range marks {
		all = append(all, m.Label)
	}
	return listed(all)
}

// markText is a question on its button.
func markText(r flows.Reading) string {
	text := r.Label
	if r.Question != "" {
		text += ": " + strings.Join(strings.Fields(r.Text), " ")
	}
	if r.Number != "" {
		text = r.Number + ". " + text
	}
	if utf8.RuneCountInString(text) > markLabel {
		text = string([]rune(text)[:markLabel-1]) + "…"
	}
	return text
}

// isNumbers tells whether a text names questions by their numbers.
func isNumbers(text string) bool {
	return strings.Trim(text, "0123456789.,; ") == ""
}

// toggleTyped marks questions by their typed numbers.
func (r *review) toggleTyped(ctx context.Context, text string) error {
	readings, err := r.readings(ctx, &r.sub)
	if err != nil {
		return err
	}
	numbers := strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ';' || c == ' ' })
	for _, number := range numbers {
		at := slices.IndexFunc(readings, func(one flows.Reading) bool { return one.Number != "" && one.Number == strings.TrimRight(number, ".") })
		if at < 0 {
			return r.showReturn(ctx, texts.UseButtons.In(r.d.language()))
		}
		if err := r.toggle(ctx, at); err != nil {
			return err
		}
	}
	return r.showReturn(ctx)
}
