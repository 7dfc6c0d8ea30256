package bot

import (
	"context"
	"strings"

	"thidua"
	"thidua/flows"
	"thidua/flows/texts"
)

// beginAmend lets the secretariat change answers of what a unit submitted, in the form itself.
func (r *review) beginAmend(ctx context.Context) error {
	if !r.mayAmend() {
		return r.show(ctx, 0, r.meanwhile())
	}
	if err := r.d.closeForm(ctx); err != nil {
		return err
	}
	r.d.session.typing = typing{}
	return r.d.step(ctx, flows.State{Amend: &flows.Amending{Unit: r.unit.Code, Part: r.part.Name, Number: r.standing.Submission}})
}

// mayAmend tells whether there is something to correct.
func (r *review) mayAmend() bool { return r.standing.Amendable() && !r.sub.Nothing }

// leaveAmended shows the part again when the correction is over, and tells the unit's people what was changed.
func (d *decision) leaveAmended(ctx context.Context, a *flows.Amending, result flows.Result) error {
	if d.in.Query == "" && strings.HasPrefix(d.in.Text, "/") {
		return d.form(ctx, "") // a command leads where it leads
	}
	for _, put := range result.Put { // the card shows what is being committed
		put.Rev = max(1, put.Rev)
		d.records[put.Key] = put
	}
	if _, err := d.reviewButton(ctx, a.Unit, a.Part, ""); err != nil {
		return err
	}
	id, t := reviewTarget(d.in.Chat, d.post.Campaign, a.Unit, a.Part)
	r, err := d.openReview(ctx, id, t)
	if err != nil || r == nil {
		return err
	}
	if result.Amended != nil {
		if err := r.tellAmended(ctx); err != nil {
			return err
		}
	}
	var said []string
	for _, line := range result.Said {
		said = append(said, line.Text)
	}
	return r.show(ctx, 0, said...)
}

// tellAmended tells the unit's people what the secretariat corrected.
func (r *review) tellAmended(ctx context.Context) error {
	readings, err := r.readings(ctx, &r.sub)
	if err != nil {
		return err
	}
	differ, err := r.differences(ctx, readings)
	if err != nil {
		return err
	}
	return r.tellUnit(ctx, func(_ int64, language string) thidua.Message {
		m := thidua.Message{Lines: []thidua.Line{
			{Text: texts.YourAmended.In(language, partLabel(r.part, language), r.unit.Name, r.sub.Number), Style: thidua.Strong}}}
		for _, one := range differ[:min(mostDifferences, len(differ))] {
			m.Lines = append(m.Lines, thidua.Line{Text: "• " + one.label + ": " + shortened(one.was) + " → " + shortened(one.is)})
		}
		if more := len(differ) - mostDifferences; more > 0 {
			m.Lines = append(m.Lines, thidua.Line{Text: texts.AndMore.In(language, more)})
		}
		return m
	})
}
