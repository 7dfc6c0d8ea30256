package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// showUnit shows one unit of the board: its parts, who answers, and what can be done.
func (d *decision) showUnit(ctx context.Context, c *thidua.Campaign, code string, v boardView) error {
	u, ok := unitOnButton(c, code)
	if !ok || v.Root != "" && !v.under(c)[u.Code] {
		return d.showList(ctx, c, v)
	}
	var index thidua.Index
	if _, err := d.read(ctx, thidua.IndexKey(c.ID, u.Code), &index); err != nil {
		return err
	}
	parts, l := c.PartsOf(u.Code), d.language()
	newest, err := d.newestSubmissions(ctx, c, u.Code, index)
	if err != nil {
		return err
	}
	from, err := d.sight(ctx, c)
	if err != nil {
		return err
	}
	r := from.look(allAsked(c, ""), u, index)
	m := thidua.Message{Lines: []thidua.Line{{Text: r.in(l), Style: thidua.Strong}}}
	answering, err := d.answering(ctx, c, u.Code)
	if err != nil {
		return err
	}
	who := thidua.Line{Text: thidua.Clip(texts.WhoAnswers.In(l, answering), 3)}
	rows := d.unitButtons(from, u, index, v)
	var stand []string
	var tall []int
	for _, p := range parts {
		stand = append(stand, from.part(l, p, index, newest[p.Name]))
		tall = append(tall, thidua.Tall(thidua.Line{Text: stand[len(stand)-1]}))
		if d.opens(index, p) {
			tall[len(tall)-1] += thidua.RowLines
		}
	}
	pages := pagesOf(thidua.Room(len(rows)+1)-thidua.Tall(m.Lines[0], who), tall)
	v.Parts = max(0, min(v.Parts, len(pages)-1))
	for i := pages[v.Parts].from; i < pages[v.Parts].to; i++ {
		m.Lines = append(m.Lines, thidua.Line{Text: stand[i]})
		if !d.opens(index, parts[i]) {
			continue
		}
		button, err := d.reviewButton(ctx, u.Code, parts[i].Name, "📄 "+label(parts[i]))
		if err != nil {
			return err
		}
		m.Buttons = append(m.Buttons, []thidua.Button{button})
	}
	m.Lines = append(m.Lines, who)
	m.Buttons = append(append(m.Buttons, v.partPages(l, u, len(pages))...), rows...)
	d.live(v, m)
	return nil
}

// opens tells whether the person may look at what a unit handed in of a part.
func (d *decision) opens(index thidua.Index, p thidua.Part) bool {
	return index.Parts[p.Name].Submission > 0 && d.may(reviewCommand)
}

// partPages are the buttons that turn the pages of a unit's parts, where there are several.
func (v boardView) partPages(language string, u thidua.Unit, pages int) [][]thidua.Button {
	var turn []thidua.Button
	add := func(p thidua.Phrase, number int) {
		at := v
		at.Parts = number
		turn = append(turn, thidua.Button{Label: p.In(language), Data: at.data("u." + shortCode(u.Code))})
	}
	if v.Parts > 0 {
		add(texts.Previous, v.Parts-1)
	}
	if v.Parts+1 < pages {
		add(texts.Next, v.Parts+1)
	}
	if turn == nil {
		return nil
	}
	return [][]thidua.Button{turn}
}

// unitButtons are what the person may do with a unit as a whole, and the way back.
func (d *decision) unitButtons(from sight, u thidua.Unit, index thidua.Index, v boardView) (buttons [][]thidua.Button) {
	c, l := from.c, d.language()
	if under := below(c, u.Code); len(under) > 0 {
		buttons = append(buttons, []thidua.Button{{Label: texts.Children.In(l, len(under)), Data: boardView{Root: u.Code}.data("list")}})
	}
	owes := slices.ContainsFunc(c.PartsOf(u.Code), func(p thidua.Part) bool { return index.Parts[p.Name].Owed() })
	if owes && from.reminds() && d.may(remindCommand) {
		buttons = append(buttons, []thidua.Button{{Label: texts.RemindName.In(l), Data: remindUnitData(u)}})
	}
	if d.may(logCommand) && reaches(c, d.post, u.Code) {
		buttons = append(buttons, []thidua.Button{{Label: texts.LogName.In(l), Data: logData(0, shortCode(u.Code))}})
	}
	v.Parts = 0
	return append(buttons, []thidua.Button{{Label: "⬅ " + texts.Back.In(l), Data: v.data("list")}})
}

// filed is who handed in a submission, and when.
type filed struct {
	Number int       `json:"number"`
	Name   string    `json:"name"`
	At     time.Time `json:"at"`
}

// newestSubmissions reads the heads of the submissions that count.
func (d *decision) newestSubmissions(ctx context.Context, c *thidua.Campaign, unit string, index thidua.Index) (map[string]filed, error) {
	keys := map[string]thidua.Key{}
	var all []thidua.Key
	for part, s := range index.Parts {
		if s.Submission > 0 {
			keys[part] = thidua.SubmissionKey(c.ID, unit, part, s.Submission)
			all = append(all, keys[part])
		}
	}
	snapshot, err := d.b.store.Load(ctx, "", all...)
	if err != nil {
		return nil, fmt.Errorf("load the submissions of a unit: %w", err)
	}
	found := map[string]filed{}
	for part, key := range keys {
		var f filed
		if r := snapshot.Records[key]; r.Rev > 0 {
			if err := json.Unmarshal(r.Body, &f); err != nil {
				return nil, fmt.Errorf("%w: %s: %w", errCorrupt, key, err)
			}
			found[part] = f
		}
	}
	return found, nil
}

// part says where a part of a unit stands, until when it is due, and what was handed in last.
func (s sight) part(l string, p thidua.Part, index thidua.Index, newest filed) string {
	state := texts.States[index.Parts[p.Name].State]
	text := state.Sign + " " + label(p) + ": " + state.Word.In(l)
	due := s.life.DueOf(s.c, p, index)
	if !due.IsZero() {
		text += texts.DueAt.In(l, vietnamese.FormatDateTime(due))
	}
	switch {
	case s.overdue(p, index):
		text += texts.IsLate.In(l)
	case index.Parts[p.Name].CameLate(due):
		text += texts.CameLate.In(l)
	}
	if newest.Number > 0 {
		text += "\n   " + texts.NewestFiled.In(l, newest.Number, vietnamese.FormatDateTime(newest.At), newest.Name)
	}
	return text
}

// answering names a unit's focal points: those who joined, then those on the roster who did not.
func (d *decision) answering(ctx context.Context, c *thidua.Campaign, unit string) (string, error) {
	in, gone, err := everMembers(ctx, d.b.store, c.ID, unit)
	if err != nil {
		return "", err
	}
	var names, absent []string
	lines := matched(c, in, gone, func(row thidua.Member) bool { return row.Unit == unit && row.Role == thidua.FocalPoint })
	for _, line := range lines {
		switch {
		case line.gone:
		case line.chat == 0:
			absent = append(absent, line.Name+texts.NotIn.In(d.language()))
		default:
			names = append(names, line.Name)
		}
	}
	names = append(names, absent...)
	if len(names) == 0 {
		return texts.NobodyYet.In(d.language()), nil
	}
	return strings.Join(names, ", "), nil
}
