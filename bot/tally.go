package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// mostNamed is how many people a line of a result names.
const mostNamed = 10

// tally lists the people of a job by what became of their messages.
func (b *Bot) tally(ctx context.Context, job string) (map[thidua.Fate][]string, error) {
	records, err := b.store.Scan(ctx, thidua.Range{Prefix: thidua.DeliveriesOf(job)})
	if err != nil {
		return nil, fmt.Errorf("count the messages of a job: %w", err)
	}
	all := map[thidua.Fate][]string{}
	for _, r := range records {
		var fate thidua.Fate
		if err := json.Unmarshal(r.Body, &fate); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", errCorrupt, r.Key, err)
		}
		all[fate] = append(all[fate], thidua.LastSegment(r.Key))
	}
	return all, nil
}

// card shows the result of an announcement, with a button that shows it anew in its place.
func (o *order) card(ctx context.Context, language string, t map[thidua.Fate][]string) (thidua.Message, error) {
	joined, absent, err := o.audience.people(ctx, o.b.store)
	if err != nil {
		return thidua.Message{}, err
	}
	unreached := map[string]bool{}
	for _, chat := range t[thidua.Unreachable] {
		unreached[chat] = true
	}
	var blocked, missing []string
	for _, m := range joined {
		if unreached[fmt.Sprint(m.Chat)] {
			blocked = append(blocked, m.Name+" ("+strings.Join(m.units, ", ")+")")
		}
	}
	for _, row := range absent {
		missing = append(missing, row.Name+" ("+o.audience.names[row.Unit]+")")
	}
	at := vietnamese.FormatDateTime(o.At.In(o.audience.campaign.Location))
	m := thidua.Message{Lines: []thidua.Line{{Text: texts.Result.In(language, at), Style: thidua.Strong}, {Text: excerpt(o.Text), Style: thidua.Faint}}}
	if o.Kind == thidua.Remind {
		m.Lines = []thidua.Line{{Text: texts.RemindResult.In(language, at), Style: thidua.Strong}}
	}
	m.Lines = append(m.Lines, []thidua.Line{
		{Text: texts.ResultTo.In(language, o.audience.in(language))}}...)
	if o.People > 0 || !o.Done.IsZero() {
		m.Lines = append(m.Lines, thidua.Line{Text: texts.Delivered.In(language, len(t[thidua.Delivered]), o.People)})
	}
	add := func(p thidua.Phrase, count int, names []string) {
		if count > 0 {
			text := p.In(language, count)
			if len(names) > 0 {
				text += " – " + listed(names)
			}
			m.Lines = append(m.Lines, thidua.Line{Text: text})
		}
	}
	later := nextChance(o.b.calendar, o.audience.campaign, o.b.now())
	switch {
	case o.Done.IsZero() && o.Kind == thidua.Remind && later.After(o.b.now()):
		m.Lines = append(m.Lines, thidua.Line{Text: texts.RemindLater.In(language, vietnamese.FormatDateTime(later.In(o.audience.campaign.Location)))})
	case o.Done.IsZero():
		m.Lines = append(m.Lines, thidua.Line{Text: texts.BeingQueued.In(language)})
	}
	add(texts.Waiting, len(t[thidua.Queued]), nil)
	add(texts.Blocked, len(t[thidua.Unreachable]), blocked)
	add(texts.Absent, len(absent), missing)
	add(texts.SettledBefore, len(t[thidua.Settled]), nil)
	add(texts.WillCome, len(t[thidua.PutOff]), nil)
	add(texts.HasLeft, len(t[thidua.Left]), nil)
	add(texts.Refused, len(t[thidua.Refused]), nil)
	m.Buttons = [][]thidua.Button{{{Label: texts.Refresh.In(language), Data: announceData(o.id, "see")}}}
	return m, nil
}

// listed names the first of some people.
func listed(names []string) string {
	text := strings.Join(names[:min(mostNamed, len(names))], ", ")
	if len(names) > mostNamed {
		text += " …"
	}
	return text
}

// excerpt is how a text begins.
func excerpt(text string) string {
	const most = 80
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most]) + "…"
}
