package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
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

// latestAgain is what a reminder that is put off must come before: its deadline or, where somebody reminds of what is owed
// whenever it is due, the next one ahead; zero where all of it is late, or has none.
func (c course) latestAgain(owed []thidua.Part, index thidua.Index, deadline, now time.Time) time.Time {
	if !deadline.IsZero() {
		return deadline
	}
	for _, p := range owed {
		due := c.life.DueOf(c.Campaign, p, index)
		if due.After(now) && (deadline.IsZero() || due.Before(deadline)) {
			deadline = due
		}
	}
	return deadline
}

// repeated is the record of a reminder that was put off.
type repeated struct {
	Parts []string `json:"parts,omitempty"` // that it is about; none: whatever is owed
	Asked bool     `json:"asked,omitempty"` // by the person, who was promised when it comes
}

// and is what two reminders are about that come again as one.
func (r repeated) and(more repeated) repeated {
	both := repeated{Asked: r.Asked || more.Asked}
	if len(r.Parts) == 0 || len(more.Parts) == 0 {
		return both
	}
	both.Parts = slices.Concat(r.Parts, more.Parts)
	slices.Sort(both.Parts)
	both.Parts = slices.Compact(both.Parts)
	return both
}

// snooze puts a reminder off for the person who pressed its button, and says until when in its place. Where its deadline was
// moved since, it becomes one of the same parts, whenever they are due.
func (d *decision) snooze(ctx context.Context, t thidua.Target, name string) error {
	c, found, err := d.b.course(ctx, t.Campaign)
	if err != nil || !found {
		return err
	}
	var index thidua.Index
	if _, err := d.read(ctx, thidua.IndexKey(t.Campaign, t.Unit), &index); err != nil {
		return err
	}
	owed := onlyOf(c.owes(t.Unit, index, t.Due), t.Parts)
	if len(owed) == 0 {
		t.Due = noDeadline
		owed = onlyOf(c.owes(t.Unit, index, t.Due), t.Parts)
	}
	switch {
	case !c.reminds(d.in.At):
		d.notice = texts.NobodyReminded.In(d.language())
		return nil
	case len(owed) == 0:
		d.notice = texts.NothingLeft.In(d.language())
		return nil
	}
	for _, s := range d.b.snoozes(c, c.latestAgain(owed, index, t.Due, d.in.At), d.in.At) {
		if s.name == name {
			return d.snoozeUntil(ctx, c, t, s.at)
		}
	}
	d.notice = texts.NoSnooze.In(d.language())
	return nil
}

func (d *decision) snoozeUntil(ctx context.Context, c course, t thidua.Target, at time.Time) error {
	key := thidua.AgainKey(t.Campaign, t.Unit, t.Due, d.in.Chat)
	about := repeated{Parts: t.Parts, Asked: true}
	var before repeated
	stands, err := d.read(ctx, key, &before)
	if err != nil {
		return err
	}
	if stands {
		about = before.and(about)
	}
	if err := d.write(key, about); err != nil {
		return err
	}
	d.due = append(d.due, thidua.Due{Key: key, At: at})
	unit, _ := c.Unit(t.Unit)
	when := vietnamese.FormatDateTime(at.In(c.Location))
	d.logAct(thidua.LogLine{Campaign: t.Campaign, Unit: t.Unit, Act: "snoozed", Detail: when})
	resume, _, _ := strings.Cut(d.in.Data, ".")
	d.reply(thidua.Message{
		Lines:   []thidua.Line{{Text: texts.Snoozed.In(d.language(), unit.Name, when)}},
		Buttons: [][]thidua.Button{{{Label: texts.ContinueButton.In(d.language()), Data: resume}}}})
	return nil
}

// putOff lets a reminder come again when people may be written to; without a moment before its deadline it is dropped. One
// commit does not hold up what else the person is told.
func (b *Bot) putOff(ctx context.Context, c course, m *thidua.Message, now time.Time) error {
	o, at := m.Owed, nextChance(b.calendar, c.Campaign, now)
	if !o.Due.IsZero() && !at.Before(o.Due) {
		return errSettled
	}
	key := thidua.AgainKey(o.Campaign, o.Unit, o.Due, m.Chat)
	if m.Delivery != nil {
		key = thidua.AgainKey(o.Campaign, o.Unit, o.Due, m.Chat, m.Delivery.Job)
	}
	snapshot, err := b.store.Load(ctx, "", key, thidua.TargetKey(o.Target))
	if err != nil {
		return fmt.Errorf("load a reminder that was put off: %w", err)
	}
	var t thidua.Target
	_ = json.Unmarshal(snapshot.Records[thidua.TargetKey(o.Target)].Body, &t) // then it is about whatever is owed
	about, r := repeated{Parts: t.Parts}, snapshot.Records[key]
	if r.Rev > 0 {
		about = readRepeated(r).and(about)
	}
	_, err = b.store.Commit(ctx, thidua.Change{ID: "again/" + secret(), At: now,
		Put: []thidua.Record{recordAt(r.Rev, key, about)}, Due: []thidua.Due{{Key: key, At: at}}})
	if err != nil {
		return fmt.Errorf("put a reminder off: %w", err)
	}
	return errPutOff
}

// readRepeated reads what a reminder is about; a record that is absent or broken is about whatever is owed.
func readRepeated(r thidua.Record) (about repeated) {
	_ = json.Unmarshal(r.Body, &about)
	return about
}

// again sends a reminder that was put off, if the person still speaks for the unit and the unit still owes it.
func (b *Bot) again(ctx context.Context, due thidua.Due, now time.Time) error {
	t := thidua.ReadTimer(due.Key)
	c, found, err := b.course(ctx, t.Campaign)
	if err != nil {
		return err
	}
	var person thidua.Person
	if _, err := b.load(ctx, thidua.PersonKey(t.Chat), &person); err != nil {
		return err
	}
	switch {
	case !t.Deadline.IsZero() && !now.Before(t.Deadline) && now.Sub(t.Deadline) <= lapse: // the clock may be wrong
		return nil
	case !t.Deadline.IsZero() && !now.Before(t.Deadline), !found, !c.life.Informs():
		return b.endAgain(ctx, due, t, thidua.Settled, now)
	case t.Unit == thidua.Department:
		return b.digestAgain(ctx, c, person, due, now)
	case !speaksIn(person, t.Campaign, t.Unit):
		return b.endAgain(ctx, due, t, thidua.Left, now)
	case !c.reminds(now): // locked: it comes when that is over
		return nil
	case !b.mayDisturb(c, now):
		return b.move(ctx, now, b.calendar.NextSlot(now), due)
	}
	return b.sendAgain(ctx, c, due, t, person.Name, now)
}

// sendAgain queues the reminder, of what is owed by now; the result of a job that it is of follows it.
func (b *Bot) sendAgain(ctx context.Context, c course, due thidua.Due, t thidua.Timer, name string, now time.Time) error {
	snapshot, err := b.store.Load(ctx, "", due.Key, thidua.IndexKey(t.Campaign, t.Unit))
	if err != nil {
		return fmt.Errorf("load a reminder that was put off: %w", err)
	}
	r, about := snapshot.Records[due.Key], readRepeated(snapshot.Records[due.Key])
	index := indexIn(snapshot.Records, t.Campaign, t.Unit)
	owed := onlyOf(c.owes(t.Unit, index, t.Deadline), about.Parts)
	if len(owed) == 0 && about.Asked { // the deadline was moved since
		t.Deadline = noDeadline
		owed = onlyOf(c.owes(t.Unit, index, noDeadline), about.Parts)
	}
	if len(owed) == 0 {
		return b.endAgain(ctx, due, t, thidua.Settled, now)
	}
	change := thidua.Change{ID: "again/" + secret(), At: now, Due: []thidua.Due{{Key: due.Key, Was: due.At}}}
	if r.Rev > 0 {
		change.Delete = []thidua.Record{{Key: r.Key, Rev: r.Rev}}
	}
	if len(about.Parts) > 0 {
		about.Parts = partNames(owed)
	}
	m := member{Chat: t.Chat, Name: name, Post: thidua.Post{Role: thidua.FocalPoint, Campaign: t.Campaign, Unit: t.Unit}}
	message := c.remind(&change, m, owed, t.Deadline, about.Parts)
	if t.Job != "" {
		message.Delivery = &thidua.Delivery{Job: t.Job, Campaign: t.Campaign, Unit: t.Unit}
	}
	_, err = b.store.Commit(ctx, change)
	b.ring()
	return err
}

// endAgain removes a reminder that is not to come again, and says why in the result of the job that it is of.
func (b *Bot) endAgain(ctx context.Context, due thidua.Due, t thidua.Timer, why thidua.Fate, now time.Time) error {
	mark := thidua.DeliveryKey(t.Job, t.Chat, t.Unit)
	snapshot, err := b.store.Load(ctx, "", due.Key, mark)
	if err != nil {
		return fmt.Errorf("load a reminder that was put off: %w", err)
	}
	change := thidua.Change{ID: "again/" + secret(), At: now, Due: []thidua.Due{{Key: due.Key, Was: due.At}}}
	if r := snapshot.Records[due.Key]; r.Rev > 0 {
		change.Delete = []thidua.Record{{Key: r.Key, Rev: r.Rev}}
	}
	if r := snapshot.Records[mark]; t.Job != "" && r.Rev > 0 {
		change.Put = []thidua.Record{recordAt(r.Rev, mark, why)}
	}
	_, err = b.store.Commit(ctx, change)
	return err
}
