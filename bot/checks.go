package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"thidua"
	"thidua/export"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

const checksCommand = "/kiemtra"

// Limits of what an export leaves to mend, in the chat; all of it stands in the workbook.
const (
	mostOpen     = 300 // checks
	checksOnCard = 5   // with the file
	unitsOnCard  = 5
)

// openChecks are what an export found to be mended, as it is kept for the chat.
type openChecks struct {
	At     time.Time      `json:"at"`
	Count  int            `json:"count"`
	Checks []export.Check `json:"checks,omitempty"` // the first ones
	Whose  []whose        `json:"whose,omitempty"`  // who has most of them to mend, first
	Alike  []export.Check `json:"alike,omitempty"`  // proposals to link names
}

// whose is how many checks one unit has to mend; the department's own have no name.
type whose struct {
	Unit  string `json:"unit,omitempty"`
	Count int    `json:"count"`
}

func openOf(c *export.Consolidation) openChecks {
	open := openChecks{At: c.At, Count: len(c.Checks), Checks: c.Checks[:min(mostOpen, len(c.Checks))]}
	for _, check := range c.Checks {
		if check.Names != [2]string{} && len(open.Alike) < mostOpen {
			open.Alike = append(open.Alike, check)
		}
		i := slices.IndexFunc(open.Whose, func(w whose) bool { return w.Unit == check.Unit })
		if i < 0 {
			i, open.Whose = len(open.Whose), append(open.Whose, whose{Unit: check.Unit})
		}
		open.Whose[i].Count++
	}
	slices.SortStableFunc(open.Whose, func(a, b whose) int { return cmp.Compare(b.Count, a.Count) })
	open.Whose = open.Whose[:min(unitsOnCard, len(open.Whose))]
	return open
}

// card follows a file: what is still open, whose it is, the first ones, and a button for all.
func (o openChecks) card(chat int64, language string) thidua.Message {
	m := thidua.Message{Chat: chat}
	if o.Count == 0 {
		m.Lines = []thidua.Line{{Text: texts.NothingOpen.In(language)}}
		return m
	}
	m.Lines = []thidua.Line{{Text: texts.LeftToMend.In(language, o.Count), Style: thidua.Strong}, {Text: o.counts(language)}}
	for i, check := range o.Checks[:min(checksOnCard, len(o.Checks))] {
		m.Lines = append(m.Lines, thidua.Line{Text: fmt.Sprintf("%d. %s", i+1, check.Line())})
	}
	if o.Count > checksOnCard {
		m.Buttons = [][]thidua.Button{{{Label: texts.AllChecks.In(language, o.Count), Data: deskPrefix + "kiemtra.0"}}}
	}
	if n := len(o.Alike); n > 0 {
		m.Buttons = append(m.Buttons, []thidua.Button{{Label: texts.AlikeNames.In(language, n), Data: deskPrefix + "tengiong"}})
	}
	return m
}

// counts names who has most to mend.
func (o openChecks) counts(language string) string {
	text := ""
	for _, w := range o.Whose {
		if text != "" {
			text += "; "
		}
		text += fmt.Sprintf("%s: %d", cmp.Or(w.Unit, texts.WholeCampaign.In(language)), w.Count)
	}
	return text
}

// checks shows what the last export found, a page at a time.
func (d *decision) checks(ctx context.Context, c *thidua.Campaign, argument string) error {
	var open openChecks
	found, err := d.read(ctx, thidua.ChecksKey(c.ID), &open)
	if err != nil {
		return err
	}
	l := d.language()
	if !found {
		m := d.message(texts.NeverExported)
		m.Buttons = [][]thidua.Button{{{Label: texts.Book.In(l), Data: deskPrefix + "tonghop"}}}
		d.messages = append(d.messages, m)
		return nil
	}
	var all []string
	for i, check := range open.Checks {
		all = append(all, fmt.Sprintf("%d. %s", i+1, check.Line()))
	}
	const head = 4
	pages := pagesOf(thidua.Room(1)-head, tallEach(all, 0))
	at, _ := strconv.Atoi(argument)
	at = max(0, min(at, len(pages)-1))
	m := thidua.Message{Lines: []thidua.Line{{Text: texts.ChecksAt.In(l, open.Count, vietnamese.FormatDateTime(open.At.In(c.Location)), at+1, len(pages)), Style: thidua.Strong}}}
	for _, line := range all[pages[at].from:pages[at].to] {
		m.Lines = append(m.Lines, thidua.Line{Text: line})
	}
	if more := open.Count - len(open.Checks); more > 0 && at == len(pages)-1 {
		m.Lines = append(m.Lines, thidua.Line{Text: texts.MoreChecks.In(l, more)})
	}
	m.Buttons = turning("kiemtra", at, len(pages), l)
	d.reply(m)
	return nil
}

// turning makes the buttons to the pages before and after.
func turning(command string, page, pages int, language string) [][]thidua.Button {
	var row []thidua.Button
	if page > 0 {
		row = append(row, thidua.Button{Label: texts.Previous.In(language), Data: fmt.Sprintf("%s%s.%d", deskPrefix, command, page-1)})
	}
	if page+1 < pages {
		row = append(row, thidua.Button{Label: texts.Next.In(language), Data: fmt.Sprintf("%s%s.%d", deskPrefix, command, page+1)})
	}
	if row == nil {
		return nil
	}
	return [][]thidua.Button{row}
}
