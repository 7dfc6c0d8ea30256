package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"thidua"
	"thidua/bot"
	"thidua/flows"
)

// foreseen is the first object of load --dry-run --json; an object for each unit that changes and the number of those
// that do not follow.
type foreseen struct {
	Campaign string `json:"campaign"`
	Title    string `json:"title"`
	Version  string `json:"version"`
	*bot.Preview
}

// foresee says what loading a version would change, unit by unit.
func (c loadCommand) foresee(w *world, db thidua.Store, l bot.Loading) error {
	p, err := bot.Foresee(w.ctx, db, l, c.Lang)
	if err != nil {
		return err
	}
	if c.JSON {
		return c.encode(w, l.Campaign, p)
	}
	out := &printed{Writer: w.out, language: c.Lang, zone: l.Campaign.Location}
	campaign := l.Campaign
	out.line(sayWouldLoad, campaign.Title, campaign.ID, campaign.Version, len(campaign.Units), len(campaign.People), len(campaign.Parts))
	if p.First {
		out.line(sayFirstLoad)
		return nil
	}
	out.roll(sayUnitsRoll, p.Units)
	out.roll(sayPartsRoll, p.Parts)
	out.roll(sayPeopleRoll, p.People)
	out.reminders(p.Reminders)
	unchanged := p.Staying()
	for u, err := range p.EachUnit(w.ctx) {
		if err != nil {
			return err
		}
		if p.Stays(u.Unit) {
			unchanged--
		}
		out.unit(u)
	}
	out.line(sayUnchanged, unchanged)
	return nil
}

func (c loadCommand) encode(w *world, campaign *thidua.Campaign, p *bot.Preview) error {
	out := json.NewEncoder(w.out)
	if err := out.Encode(foreseen{campaign.ID, campaign.Title, campaign.Version, p}); err != nil {
		return err
	}
	unchanged := p.Staying()
	for u, err := range p.EachUnit(w.ctx) {
		if err != nil {
			return err
		}
		if p.Stays(u.Unit) {
			unchanged--
		}
		if err := out.Encode(u); err != nil {
			return err
		}
	}
	return out.Encode(map[string]int{"unchanged": unchanged})
}

// printed writes a preview for people.
type printed struct {
	io.Writer
	language string
	zone     *time.Location
}

func (o *printed) line(p thidua.Phrase, values ...any) {
	fmt.Fprintln(o, p.In(o.language, values...))
}

// mostNamed is how many names one line lists.
const mostNamed = 10

func (o *printed) roll(what thidua.Phrase, r bot.Roll) {
	if len(r.Added) > 0 {
		o.line(sayRollAdded, what.In(o.language), len(r.Added), o.named(r.Added))
	}
	if len(r.Gone) > 0 {
		o.line(sayRollGone, what.In(o.language), len(r.Gone), o.named(r.Gone))
	}
}

func (o *printed) named(names []string) string {
	text := strings.Join(names[:min(len(names), mostNamed)], ", ")
	if len(names) > mostNamed {
		text += ", …"
	}
	return text
}

func (o *printed) moment(at time.Time) string {
	if at.IsZero() {
		return "–"
	}
	return at.In(o.zone).Format("15:04 2/1/2006")
}

func (o *printed) reminders(plans []bot.ReminderPlan) {
	if len(plans) == 0 {
		return
	}
	o.line(sayRemindersChange, len(plans))
	for _, r := range plans {
		o.line(sayReminderMoves, o.moment(r.Deadline), r.Before, o.moment(r.From), o.moment(r.To))
	}
}

func (o *printed) unit(u bot.UnitPreview) {
	if u.Unit == thidua.Department {
		u.Name = sayDepartment.In(o.language)
	}
	fmt.Fprintf(o, "%s · %s\n", u.Unit, u.Name)
	for _, part := range u.Parts {
		o.part(part)
	}
}

func (o *printed) part(p bot.PartPreview) {
	switch {
	case p.Added:
		o.line(sayPartAdded, p.Label)
	case p.Gone:
		o.line(sayPartGone, p.Label)
	case p.State == thidua.NotStarted || p.State == thidua.InProgress || len(p.Differences) == 0:
		o.line(sayPartDraft, p.Label)
	default:
		o.line(sayPartStands, p.Label)
	}
	if !p.DueWas.Equal(p.DueIs) {
		o.line(sayDueMoves, o.moment(p.DueWas), o.moment(p.DueIs))
	}
	for _, kind := range differenceKinds {
		var names []string
		for _, d := range p.Differences {
			if d.Kind == kind.kind {
				names = append(names, o.question(d))
			}
		}
		if len(names) > 0 {
			fmt.Fprintf(o, "    %s: %s\n", kind.word.In(o.language), strings.Join(names, "; "))
		}
	}
}

func (o *printed) question(d *flows.Difference) string {
	text := "«" + d.Label + "»"
	if d.Count > 1 {
		text += fmt.Sprintf(" ×%d", d.Count)
	}
	if d.Required {
		text += sayMust.In(o.language)
	}
	return text
}
