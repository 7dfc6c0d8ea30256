package bot

import (
	"context"
	"fmt"
	"time"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// snooze is one way to put a reminder off.
type snooze struct {
	name  string // on the button, behind the target's id
	label thidua.Phrase
	at    time.Time
}

// snoozes are the ways to put off what is due at a deadline: into working hours, and never past it.
func (b *Bot) snoozes(c course, deadline, now time.Time) []snooze {
	var all []snooze
	add := func(name string, label thidua.Phrase, at time.Time) {
		at = nextChance(b.calendar, c.Campaign, at)
		if at.After(now) && (deadline.IsZero() || at.Before(deadline)) {
			all = append(all, snooze{name, label, at})
		}
	}
	add("1h", texts.SnoozeHour, now.Add(time.Hour))
	if afternoon := b.calendar.Afternoon(now); !afternoon.IsZero() {
		add("pm", texts.SnoozeAfternoon, afternoon)
	}
	tomorrow := time.Date(now.In(c.Location).Year(), now.In(c.Location).Month(), now.In(c.Location).Day()+1, 0, 0, 0, 0, c.Location)
	add("am", texts.SnoozeMorning, b.calendar.NextMorning(tomorrow))
	return all
}

// latestAgain is what a reminder that is put off must come before: its deadline or, where somebody reminds of whatever is owed,
// the next one ahead; zero where all of it is late, or has none.
func (c course) latestAgain(unit string, index thidua.Index, deadline, now time.Time) time.Time {
	if !deadline.IsZero() {
		return deadline
	}
	for _, p := range c.owes(unit, index, noDeadline) {
		due := c.life.DueOf(c.Campaign, p, index)
		if due.After(now) && (deadline.IsZero() || due.Before(deadline)) {
			deadline = due
		}
	}
	return deadline
}

// snooze puts a reminder off for the person who pressed its button, and says until when in its place. Where its deadline was
// moved since, it becomes one of whatever is owed.
func (d *decision) snooze(ctx context.Context, t thidua.Target, name string) error {
	c, found, err := d.b.course(ctx, t.Campaign)
	if err != nil || !found {
		return err
	}
	var index thidua.Index
	if _, err := d.read(ctx, thidua.IndexKey(t.Campaign, t.Unit), &index); err != nil {
		return err
	}
	if len(c.owes(t.Unit, index, t.Due)) == 0 {
		t.Due = noDeadline
	}
	switch {
	case !c.reminds(d.in.At):
		d.notice = texts.NobodyReminded.In(d.language())
		return nil
	case len(c.owes(t.Unit, index, t.Due)) == 0:
		d.notice = texts.AllHandedIn.In(d.language())
		return nil
	}
	for _, s := range d.b.snoozes(c, c.latestAgain(t.Unit, index, t.Due, d.in.At), d.in.At) {
		if s.name != name {
			continue
		}
		d.due = append(d.due, thidua.Due{Key: thidua.AgainKey(t.Campaign, t.Unit, t.Due, d.in.Chat), At: s.at})
		unit, _ := c.Unit(t.Unit)
		d.logAct(thidua.LogLine{Campaign: t.Campaign, Unit: t.Unit, Act: "snoozed", Detail: vietnamese.FormatDateTime(s.at.In(c.Location))})
		d.reply(thidua.Message{
			Lines:   []thidua.Line{{Text: texts.Snoozed.In(d.language(), unit.Name, vietnamese.FormatDateTime(s.at.In(c.Location)))}},
			Buttons: [][]thidua.Button{{{Label: texts.ContinueButton.In(d.language()), Data: d.in.Data[:len(d.in.Data)-len(name)-1]}}}})
		return nil
	}
	d.notice = texts.NoSnooze.In(d.language())
	return nil
}

// putOff lets a reminder come again when people may be written to; without a moment before its deadline it is dropped. One
// commit does not hold up what else the person is told.
func (b *Bot) putOff(ctx context.Context, c course, o thidua.Owed, chat int64, now time.Time) error {
	at := nextChance(b.calendar, c.Campaign, now)
	if !o.Due.IsZero() && !at.Before(o.Due) {
		return errSettled
	}
	_, err := b.store.Commit(ctx, thidua.Change{ID: "again/" + secret(), At: now,
		Due: []thidua.Due{{Key: thidua.AgainKey(o.Campaign, o.Unit, o.Due, chat), At: at}}})
	if err != nil {
		return fmt.Errorf("put a reminder off: %w", err)
	}
	return errPutOff
}

// again sends a reminder that was put off, if the person still speaks for the unit and the unit still owes it.
func (b *Bot) again(ctx context.Context, due thidua.Due, now time.Time) error {
	t := thidua.ReadTimer(due.Key)
	if !t.Deadline.IsZero() && !now.Before(t.Deadline) {
		return b.lapsed(ctx, now, t.Deadline, due)
	}
	c, found, err := b.course(ctx, t.Campaign)
	if err != nil {
		return err
	}
	var person thidua.Person
	var index thidua.Index
	if _, err := b.load(ctx, thidua.PersonKey(t.Chat), &person); err != nil {
		return err
	}
	if _, err := b.load(ctx, thidua.IndexKey(t.Campaign, t.Unit), &index); err != nil {
		return err
	}
	switch {
	case !found || !c.life.Informs():
		return b.move(ctx, now, time.Time{}, due)
	case t.Unit == thidua.Department:
		return b.digestAgain(ctx, c, person, due, now)
	case !speaksIn(person, t.Campaign, t.Unit):
		return b.move(ctx, now, time.Time{}, due)
	case !c.reminds(now): // locked: it comes when that is over
		return nil
	case !b.mayDisturb(c, now):
		return b.move(ctx, now, b.calendar.NextSlot(now), due)
	}
	change := thidua.Change{ID: "again/" + secret(), At: now, Due: []thidua.Due{{Key: due.Key, Was: due.At}}}
	if owed := c.owes(t.Unit, index, t.Deadline); len(owed) > 0 {
		m := member{Chat: t.Chat, Name: person.Name, Post: thidua.Post{Role: thidua.FocalPoint, Campaign: t.Campaign, Unit: t.Unit}}
		c.remind(&change, m, owed, t.Deadline)
	}
	_, err = b.store.Commit(ctx, change)
	b.ring()
	return err
}
