package bot

import (
	"context"
	"strings"

	"thidua"
	"thidua/flows"
	"thidua/flows/texts"
)

// target does what the button of a pushed message stands for, if it belongs to whoever pressed it, and they may still.
func (d *decision) target(ctx context.Context) error {
	id, choice, _ := strings.Cut(strings.TrimPrefix(d.in.Data, targetPrefix), ".")
	key := thidua.TargetKey(id)
	var t thidua.Target
	found, err := d.read(ctx, key, &t)
	if err != nil {
		return err
	}
	if !found || t.Chat != d.in.Chat || !entitled(d.person.Posts, pressing+t.Act, t.Campaign, t.Unit) {
		d.notice = texts.NotYours.In(d.language())
		return nil
	}
	if t.Act != "review" {
		d.session.Returning = nil
	}
	switch t.Act {
	case "resume":
		if choice != "" {
			return d.snooze(ctx, t, choice)
		}
		return d.resume(ctx, t)
	case "board":
		return d.boardOf(ctx, t.Campaign)
	case "look":
		return d.openFor(ctx, t, false)
	case "submit":
		return d.openFor(ctx, t, true)
	case "remove":
		return d.removePerson(ctx, t)
	case "answer":
		return d.beginAnswer(ctx, t.Campaign, t.Ticket)
	case "review":
		return d.review(ctx, id, t, choice)
	}
	return nil
}

// resume goes on where a reminder points to, if the person still speaks for that unit.
func (d *decision) resume(ctx context.Context, t thidua.Target) error {
	speaks, err := d.speakAs(ctx, t.Campaign, t.Unit)
	switch {
	case err != nil:
		return err
	case speaks:
		part, err := d.firstOwed(ctx, t)
		if err != nil {
			return err
		}
		return d.form(ctx, part)
	}
	d.notice = texts.NotYours.In(d.language())
	return nil
}

// openFor opens the part of a target, if the person still speaks for that unit, or hands it in.
func (d *decision) openFor(ctx context.Context, t thidua.Target, submit bool) error {
	speaks, err := d.speakAs(ctx, t.Campaign, t.Unit)
	switch {
	case err != nil:
		return err
	case speaks:
		return d.step(ctx, flows.State{Open: t.Part, Submit: submit})
	}
	d.notice = texts.NotYours.In(d.language())
	return nil
}

// speakAs makes the person speak for a unit of a campaign; false where they do not.
func (d *decision) speakAs(ctx context.Context, campaign, unit string) (bool, error) {
	posts, err := d.posts(ctx)
	if err != nil {
		return false, err
	}
	for _, post := range posts {
		if post.Campaign == campaign && unitOf(post) == unit {
			return true, d.take(ctx, posts, post)
		}
	}
	return false, nil
}

// boardOf shows a campaign's board to somebody of its secretariat.
func (d *decision) boardOf(ctx context.Context, campaign string) error {
	if err := d.takeDesk(ctx, campaign); err != nil {
		return err
	}
	return d.serve(ctx, "/tiendo", "")
}

// resumed are the states of parts in the order in which a reminder goes on at them.
var resumed = []thidua.State{thidua.Returned, thidua.InProgress, thidua.NotStarted}

// firstOwed is the part at which a reminder goes on: of those that it names one that was returned, one under way, or the first
// that is owed.
func (d *decision) firstOwed(ctx context.Context, t thidua.Target) (string, error) {
	c, found, err := d.b.course(ctx, t.Campaign)
	if err != nil || !found {
		return t.Part, err
	}
	var index thidua.Index
	if _, err := d.read(ctx, thidua.IndexKey(t.Campaign, t.Unit), &index); err != nil {
		return "", err
	}
	owed := onlyOf(c.owes(t.Unit, index, t.Due), t.Parts)
	for _, state := range resumed {
		for _, p := range owed {
			if index.Parts[p.Name].State == state {
				return p.Name, nil
			}
		}
	}
	return t.Part, nil
}
