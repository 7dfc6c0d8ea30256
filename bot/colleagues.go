package bot

import (
	"context"

	"thidua"
	"thidua/flows/texts"
)

// tellColleagues tells the unit's other focal points that a draft was cancelled, or given up for nothing to report: what they
// answered in it is gone. put is what the form is about to write.
func (d *decision) tellColleagues(ctx context.Context, put []thidua.Record) error {
	line, found, err := among[thidua.LogLine](put, "log/")
	if err != nil || !found {
		return err
	}
	said, told := map[string]thidua.Phrase{"cancelled": texts.ColleagueCancelled, "nothing": texts.ColleagueNothing}[line.Act]
	if !told || line.Unit == thidua.Department {
		return nil
	}
	var before thidua.Index
	if _, err := d.read(ctx, thidua.IndexKey(line.Campaign, line.Unit), &before); err != nil {
		return err
	}
	if was := before.Parts[line.Part]; was.State != thidua.InProgress && !was.Editing {
		return nil
	}
	script, err := d.script(ctx, line.Campaign)
	if err != nil {
		return err
	}
	people, err := d.b.focalPoints(ctx, script.Campaign, line.Unit)
	unit, _ := script.Campaign.Unit(line.Unit)
	part, _ := script.Campaign.Part(line.Part)
	for _, p := range people {
		if p.Chat != d.in.Chat {
			d.messages = append(d.messages, thidua.Message{Chat: p.Chat, Bulk: true,
				Lines: []thidua.Line{{Text: said.In(p.Language, line.Name, partLabel(part, p.Language), unit.Name)}}})
		}
	}
	return err
}
