package bot

import (
	"context"
	"fmt"
	"strings"

	"thidua"
	"thidua/flows"
	"thidua/flows/texts"
)

// show is the card of the part as it stands, with lines said above it.
func (r *review) show(ctx context.Context, page int, said ...string) error {
	l := r.d.language()
	m := thidua.Message{Lines: append(spoken(said), r.head(l)...)}
	rows := len(r.buttons(l)) + 2 // files, pages
	room := thidua.Room(rows) - thidua.Tall(m.Lines...) - 1
	pages, err := r.pages(ctx, max(leastPage, room))
	if err != nil {
		return err
	}
	page = max(0, min(page, len(pages)-1))
	if len(pages) > 0 {
		m.Lines = append(m.Lines, pages[page]...)
	}
	if len(pages) > 1 {
		m.Lines = append(m.Lines, thidua.Line{Text: texts.CardPage.In(l, page+1, len(pages)), Style: thidua.Faint})
	}
	m.Buttons = append(r.d.turning(r.data("page")+".", page, len(pages)-1), r.buttons(l)...)
	if row := r.fileButtons(l); len(row) > 0 {
		m.Buttons = append([][]thidua.Button{row}, m.Buttons...)
	}
	r.d.reply(m)
	return nil
}

func spoken(said []string) []thidua.Line {
	var lines []thidua.Line
	for _, line := range said {
		lines = append(lines, thidua.Line{Text: line})
	}
	return lines
}

// head says whose part it is and how it stands.
func (r *review) head(l string) []thidua.Line {
	state := texts.States[r.standing.State]
	lines := []thidua.Line{{Text: r.unit.Name + " › " + partLabel(r.part, l), Style: thidua.Strong}}
	stands := state.Sign + " " + state.Word.In(l)
	if r.sub.Number > 0 {
		stands += " · " + texts.HandedIn.In(l, r.sub.Number, r.sub.Name, r.clock(r.sub.At))
	}
	if r.sub.Amends > 0 {
		stands += " · " + texts.BySecretariat.In(l)
	}
	if r.standing.CameLate(r.life.DueOf(r.campaign, r.part, r.index)) {
		stands += texts.IsLate.In(l)
	}
	lines = append(lines, thidua.Line{Text: stands})
	if r.standing.Editing {
		lines = append(lines, thidua.Line{Text: texts.BeingEdited.In(l), Style: thidua.Faint})
	}
	if r.last.At.IsZero() {
		return lines
	}
	verdict := texts.ApprovedBy
	if !r.last.Approved {
		verdict = texts.ReturnedBy
	}
	lines = append(lines, thidua.Line{Text: verdict.In(l, r.last.Name, r.clock(r.last.At)), Style: thidua.Faint})
	if !r.last.Approved {
		lines = append(lines, r.notice(l, r.last).Lines[1:]...)
	}
	return lines
}

// buttons are what may be done with a part as it stands.
func (r *review) buttons(l string) [][]thidua.Button {
	var row []thidua.Button
	if r.standing.Waits() || r.standing.State == thidua.Returned {
		row = append(row, thidua.Button{Label: "☑️ " + texts.Approve.In(l), Data: r.data("approve")})
	}
	if r.standing.Waits() || r.standing.State == thidua.Approved {
		row = append(row, thidua.Button{Label: "↩️ " + texts.Return.In(l), Data: r.data("return")})
	}
	if r.mayAmend() {
		row = append(row, thidua.Button{Label: "✏️ " + texts.Edit.In(l), Data: r.data("amend")})
	}
	rows := [][]thidua.Button{{{Label: texts.QueueName.In(l), Data: deskPrefix + "duyet"}}}
	if len(row) > 0 {
		rows = append([][]thidua.Button{row}, rows...)
	}
	return rows
}

// readings writes out a submission of the part.
func (r *review) readings(ctx context.Context, sub *thidua.Submission) ([]flows.Reading, error) {
	d := r.d
	script, err := d.script(ctx, r.campaign.ID)
	if err != nil {
		return nil, err
	}
	state := flows.State{Person: d.person, Records: d.records, Input: d.in}
	for range flows.MostLoads {
		lines, missing, err := script.Read(state, sub)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errCorrupt, err)
		}
		if len(missing) == 0 {
			return lines, nil
		}
		if err := d.load(ctx, missing...); err != nil {
			return nil, err
		}
	}
	return nil, fmt.Errorf("%w: records are still missing after %d loads", errStep, flows.MostLoads)
}

// leastPage is how many lines of answers a page has, however much stands above them.
const leastPage = 6

// pages are the answers, as many on a page as a phone shows with the buttons; a long one goes on on the next page.
func (r *review) pages(ctx context.Context, room int) ([][]thidua.Line, error) {
	if r.sub.Number == 0 {
		return nil, nil
	}
	readings, err := r.readings(ctx, &r.sub)
	if err != nil {
		return nil, err
	}
	r.files, r.lacking = countFiles(readings), lacking(readings)
	differ, err := r.differences(ctx, readings)
	if err != nil {
		return nil, err
	}
	p, l := &pager{room: room}, r.d.language()
	if err := r.findings(ctx, p); err != nil {
		return nil, err
	}
	if number := r.compared(); number > 0 {
		r.comparison(p, number, differ)
	}
	if r.sub.Nothing {
		p.put(thidua.Line{Text: texts.Nothing.In(l)}, "")
	}
	for _, reading := range readings {
		p.add(reading)
	}
	return p.pages, nil
}

// mostFindings is how many checks a card names.
const mostFindings = 6

// findings tells what the checks of the export find in the part; that what was approved had been looked at is known.
func (r *review) findings(ctx context.Context, p *pager) error {
	if !r.standing.Waits() {
		return nil
	}
	life, err := r.d.life(ctx, r.campaign.ID)
	if err != nil {
		return err
	}
	checker, err := r.d.b.newChecker(ctx, r.campaign, life)
	if err != nil {
		return err
	}
	all, err := checker.checks(r.d.in.At, r.unit, r.index)
	if err != nil {
		return err
	}
	found, l := all[r.part.Name], r.d.language()
	if len(found) == 0 {
		p.put(thidua.Line{Text: texts.NoFindings.In(l), Style: thidua.Faint}, "")
		return nil
	}
	p.put(thidua.Line{Text: texts.Findings.In(l, len(found)), Style: thidua.Strong}, "")
	for _, check := range found[:min(mostFindings, len(found))] {
		p.put(thidua.Line{Text: "• " + check.Short()}, "")
	}
	if more := len(found) - mostFindings; more > 0 {
		p.put(thidua.Line{Text: texts.AndMore.In(l, more)}, "")
	}
	return nil
}

// Limits of a comparison: the answers follow in full.
const (
	mostDifferences   = 12
	longestDifference = 300 // characters
)

// comparison shows old and new side by side where they differ.
func (r *review) comparison(p *pager, number int, differ []difference) {
	l := r.d.language()
	if len(differ) == 0 {
		p.put(thidua.Line{Text: texts.NoDifference.In(l, number), Style: thidua.Faint}, "")
		return
	}
	p.put(thidua.Line{Text: texts.Differs.In(l, number), Style: thidua.Strong}, "")
	for _, one := range differ[:min(mostDifferences, len(differ))] {
		lines := []string{texts.OldAnswer.In(l, shortened(one.was)), texts.NewAnswer.In(l, shortened(one.is))}
		if one.returned != "" {
			lines = append([]string{texts.ReturnedWhy.In(l, one.returned)}, lines...)
		}
		p.put(thidua.Line{Text: "• " + one.label, Style: thidua.Faint}, strings.Join(lines, "\n"))
	}
	if more := len(differ) - mostDifferences; more > 0 {
		p.put(thidua.Line{Text: texts.AndMore.In(l, more)}, "")
	}
	p.put(thidua.Line{Text: texts.AllAnswers.In(l), Style: thidua.Strong}, "")
}

// shortened is as much of an answer as a comparison shows.
func shortened(text string) string {
	if text == "" {
		return "–"
	}
	runes := []rune(text)
	if len(runes) <= longestDifference {
		return text
	}
	return string(runes[:longestDifference]) + "…"
}

// pager lays lines out on pages.
type pager struct {
	pages [][]thidua.Line
	room  int // lines of a phone's screen
	left  int // on the last page
}

// add lays a reading out; an answer that is longer than a page is cut.
func (p *pager) add(r flows.Reading) {
	label := thidua.Line{Text: strings.Repeat("   ", r.Depth) + strings.TrimPrefix(r.Number+". "+r.Label, ". "), Style: thidua.Faint}
	if r.Question == "" {
		label = thidua.Line{Text: strings.Repeat("   ", r.Depth-1) + "▸ " + r.Number + ". " + r.Label, Style: thidua.Strong}
	}
	text := []rune(r.Text)
	for first := true; first || len(text) > 0; first = false {
		piece := p.piece(text, thidua.Tall(label))
		text = text[len(piece):]
		p.put(label, string(piece))
	}
}

// piece is as much of a text as a page holds below its label.
func (p *pager) piece(text []rune, label int) []rune {
	room := max(1, p.room-label)
	end := min(len(text), room*thidua.ScreenWidth)
	for end > 1 && thidua.Tall(thidua.Line{Text: string(text[:end])}) > room {
		end -= max(1, min(end/8, thidua.ScreenWidth))
	}
	for at := end; at < len(text) && at > end/2; at-- {
		if text[at-1] == ' ' || text[at-1] == '\n' {
			return text[:at]
		}
	}
	return text[:end]
}

func (p *pager) put(label thidua.Line, text string) {
	size := thidua.Tall(label)
	if text != "" {
		size += thidua.Tall(thidua.Line{Text: text})
	}
	if len(p.pages) == 0 || size > p.left {
		p.pages, p.left = append(p.pages, nil), p.room
	}
	last := &p.pages[len(p.pages)-1]
	*last = append(*last, label)
	if text != "" {
		*last = append(*last, thidua.Line{Text: text})
	}
	p.left -= size
}
