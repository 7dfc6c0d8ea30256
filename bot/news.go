package bot

import (
	"cmp"
	"context"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// spread has a change of a campaign's life told to those concerned: a job tells the focal points, each once, and this very
// commit the rest of the secretariat. A unit is named where only its people are concerned.
func (d *decision) spread(ctx context.Context, id string, news thidua.News, unit string) error {
	key := thidua.JobKey(d.post.Campaign, id)
	job := thidua.Job{Kind: thidua.Tell, Campaign: d.post.Campaign, By: d.in.Chat, At: d.in.At, Scope: thidua.Everybody, News: &news}
	if unit != "" {
		job.Scope, job.Unit = thidua.OneUnit, unit
	}
	d.put = append(d.put, newRecord(key, job))
	d.due = append(d.due, thidua.Due{Key: key, At: d.in.At})
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	return d.toSecretariat(ctx, d.post.Campaign, func(to int64, language string) thidua.Message {
		lines := newsLines(language, script.Campaign, job)
		lines[len(lines)-1].Text = texts.ToldByWhom.In(language, lines[len(lines)-1].Text, d.person.Name)
		return thidua.Message{Chat: to, Lines: lines}
	})
}

// toldOf counts the focal points whom news would be told now, once the campaign has come so far.
func (d *decision) toldOf(ctx context.Context, news thidua.News, life thidua.Life, unit string) (int, error) {
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return 0, err
	}
	scope := thidua.Everybody
	if unit != "" {
		scope = thidua.OneUnit
	}
	a := newAudience(script.Campaign, scope, unit)
	a.of(news, life)
	joined, _, err := a.people(ctx, d.b.store)
	return len(joined), err
}

// newsLines are what a person reads of a change of a campaign's life.
func newsLines(language string, c *thidua.Campaign, job thidua.Job) []thidua.Line {
	n := *job.News
	if n.Opens {
		return []thidua.Line{{Text: texts.HasOpened.In(language, c.Title)}}
	}
	if n.Version {
		return []thidua.Line{{Text: texts.ToldNewVersion.In(language, c.Title)}}
	}
	if n.Due.IsZero() && n.Back {
		return []thidua.Line{{Text: texts.HasReturned.In(language, c.Title)}}
	}
	if n.Due.IsZero() {
		return []thidua.Line{{Text: texts.HasChanged[n.Phase].In(language, c.Title)}}
	}
	unit, _ := c.Unit(job.Unit)
	part, _ := c.Part(n.Part)
	said := texts.ToldNewDue
	if n.Back {
		said = texts.ToldTakenBack
	}
	scope := scopeOf(language, cmp.Or(unit.Name, job.Unit), part)
	return []thidua.Line{{Text: texts.ToldExtended.In(language, c.Title), Style: thidua.Strong},
		{Text: said.In(language, scope, vietnamese.FormatDateTime(n.Due.In(c.Location)))}}
}
