package bot

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"thidua"
	"thidua/flows"
	"thidua/flows/texts"
)

// Write says for people what the version will change, unit by unit.
func (p *Preview) Write(ctx context.Context, w io.Writer) error {
	campaign := p.is.Campaign
	out := &printed{Writer: w, language: p.language, zone: campaign.Location}
	out.line(texts.LoadWould, campaign.Title, campaign.ID, campaign.Version, len(campaign.Units), len(campaign.People), len(campaign.Parts))
	if p.First {
		out.line(texts.LoadFirst)
		if !p.now.Before(campaign.Due) {
			out.line(texts.LoadPast, campaign.Due.In(campaign.Location).Format("15:04 2/1/2006"))
		}
		return nil
	}
	out.roll(texts.LoadUnits, p.Units)
	out.roll(texts.LoadParts, p.Parts)
	out.roll(texts.LoadPeople, p.People)
	out.reminders(p.Reminders)
	unchanged := p.Staying()
	for u, err := range p.EachUnit(ctx) {
		if err != nil {
			return err
		}
		if p.Stays(u.Unit) {
			unchanged--
		}
		out.unit(u)
	}
	out.line(texts.LoadUnchanged, unchanged)
	return nil
}

// differenceKinds are the words for what a version does to a draft, in the order in which they are told.
var differenceKinds = []struct {
	kind flows.DifferenceKind
	word thidua.Phrase
}{
	{flows.DiffersAsked, texts.LoadAsked},
	{flows.DiffersAgain, texts.LoadAgain},
	{flows.DiffersLess, texts.LoadLess},
	{flows.DiffersTooMany, texts.LoadTooMany},
	{flows.DiffersMoved, texts.LoadMoved},
	{flows.DiffersAside, texts.LoadAside},
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

func (o *printed) roll(what thidua.Phrase, r Roll) {
	if len(r.Added) > 0 {
		o.line(texts.LoadAdded, what.In(o.language), len(r.Added), o.named(r.Added))
	}
	if len(r.Gone) > 0 {
		o.line(texts.LoadGone, what.In(o.language), len(r.Gone), o.named(r.Gone))
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

func (o *printed) reminders(plans []ReminderPlan) {
	if len(plans) == 0 {
		return
	}
	o.line(texts.LoadReminders, len(plans))
	for _, r := range plans {
		o.line(texts.LoadReminder, o.moment(r.Deadline), r.Before, o.moment(r.From), o.moment(r.To))
	}
}

func (o *printed) unit(u UnitPreview) {
	if u.Unit == thidua.Department {
		u.Name = texts.LoadDepartment.In(o.language)
	}
	fmt.Fprintf(o, "%s · %s\n", u.Unit, u.Name)
	for _, part := range u.Parts {
		o.part(part)
	}
}

func (o *printed) part(p PartPreview) {
	switch {
	case p.Added:
		o.line(texts.LoadPartAdded, p.Label)
	case p.Gone:
		o.line(texts.LoadPartGone, p.Label)
	case p.State == thidua.NotStarted || p.State == thidua.InProgress || len(p.Differences) == 0:
		o.line(texts.LoadPartDraft, p.Label)
	default:
		o.line(texts.LoadPartStands, p.Label)
	}
	if !p.DueWas.Equal(p.DueIs) {
		o.line(texts.LoadDueMoves, o.moment(p.DueWas), o.moment(p.DueIs))
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
		text += texts.LoadMust.In(o.language)
	}
	return text
}
