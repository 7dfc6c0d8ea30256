package bot

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"thidua"
	"thidua/flows"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// What a reminder names is to fit on a phone's screen.
const (
	mostNamedParts  = 8
	mostDetailParts = 3 // of which it names the first questions
)

// phrase says what a reminder, an escalation or a digest is about, as it stands at sending; where there is nothing to say any
// more the message is dropped, and where this is no time to say it, it comes again.
func (b *Bot) phrase(ctx context.Context, m *thidua.Message) error {
	campaign := ""
	switch {
	case m.Owed != nil:
		campaign = m.Owed.Campaign
	case m.Late != nil:
		campaign = m.Late.Campaign
	default:
		campaign = m.Digest.Campaign
	}
	c, found, err := b.course(ctx, campaign)
	if err != nil {
		return err
	}
	now := b.now()
	var person thidua.Person
	if _, err := b.load(ctx, thidua.PersonKey(m.Chat), &person); err != nil {
		return err
	}
	switch {
	case !found || !c.life.Informs():
		return errSettled
	case m.Digest != nil:
		return b.writeDigest(ctx, c, m, person, now)
	case m.Late != nil:
		return b.writeLate(ctx, c, m, person, now)
	case !speaksIn(person, campaign, m.Owed.Unit):
		return errLeft
	}
	o := owing{b: b, course: c, message: m, language: languageOf(person), now: now}
	return o.write(ctx)
}

// owing is a reminder that is being sent.
type owing struct {
	course
	b        *Bot
	message  *thidua.Message
	language string
	now      time.Time
	index    thidua.Index
	detailed int // parts whose questions were named
}

func (o *owing) write(ctx context.Context) error {
	owed := o.message.Owed
	if _, err := o.b.load(ctx, thidua.IndexKey(o.ID, owed.Unit), &o.index); err != nil {
		return err
	}
	parts := onlyOf(o.owes(owed.Unit, o.index, owed.Due), owed.Parts)
	if len(parts) == 0 {
		return errSettled
	}
	if !o.reminds(o.now) || !o.b.mayDisturb(o.course, o.now) {
		return o.b.putOff(ctx, o.course, o.message, o.now)
	}
	unit, _ := o.Unit(owed.Unit)
	head := texts.RemindAny.In(o.language, unit.Name, len(parts))
	if !owed.Due.IsZero() {
		head = texts.RemindUnit.In(o.language, unit.Name, len(parts), vietnamese.FormatDateTime(owed.Due.In(o.Location)))
	}
	o.message.Lines = []thidua.Line{{Text: texts.Reminder.In(o.language, o.Title), Style: thidua.Strong}, {Text: head}}
	slices.SortStableFunc(parts, func(a, b thidua.Part) int { return cmp.Compare(o.turn(a), o.turn(b)) })
	for _, p := range parts[:min(mostNamedParts, len(parts))] {
		line, err := o.line(ctx, p)
		if err != nil {
			return err
		}
		o.message.Lines = append(o.message.Lines, thidua.Line{Text: line})
	}
	if more := len(parts) - mostNamedParts; more > 0 {
		o.message.Lines = append(o.message.Lines, thidua.Line{Text: texts.AndParts.In(o.language, more)})
	}
	o.message.Buttons = [][]thidua.Button{{{Label: texts.ContinueButton.In(o.language), Data: targetPrefix + owed.Target}}}
	for _, s := range o.b.snoozes(o.course, o.latestAgain(parts, o.index, owed.Due, o.now), o.now) {
		o.message.Buttons = append(o.message.Buttons, []thidua.Button{{Label: s.label.In(o.language), Data: targetPrefix + owed.Target + "." + s.name}})
	}
	return nil
}

// turn orders parts as the reminder's button leads to them (see firstOwed).
func (o *owing) turn(p thidua.Part) int { return slices.Index(resumed, o.index.Parts[p.Name].State) }

// line names a part and what is missing in it.
func (o *owing) line(ctx context.Context, p thidua.Part) (string, error) {
	line := "• " + partName(p, o.language)
	due := o.life.DueOf(o.Campaign, p, o.index)
	if o.message.Owed.Due.IsZero() && !due.IsZero() {
		line += texts.OwedDue.In(o.language, vietnamese.FormatDateTime(due.In(o.Location)))
	}
	state := o.index.Parts[p.Name].State
	if state == thidua.NotStarted {
		return line + texts.OwedSilent.In(o.language), nil
	}
	left, err := o.b.remaining(ctx, o.script, o.message.Owed.Unit, p.Name, o.language, o.now)
	switch {
	case err != nil:
		return "", err
	case state == thidua.Returned:
		line += texts.OwedReturned.In(o.language)
	case left.Count >= flows.MostRemaining:
		line += texts.OwedMany.In(o.language, flows.MostRemaining)
	case left.Count == 0:
		return line + texts.OwedReady.In(o.language), nil
	default:
		line += texts.OwedQuestions.In(o.language, left.Count)
	}
	return line + o.named(left), nil
}

// named names the first questions of those that are missing, in the first parts.
func (o *owing) named(left flows.Remaining) string {
	if o.detailed++; o.detailed > mostDetailParts || len(left.Labels) == 0 {
		return ""
	}
	named := ": " + strings.Join(left.Labels, "; ")
	switch more := left.Count - len(left.Labels); {
	case left.Count >= flows.MostRemaining:
		return named + "…"
	case more > 0:
		return named + texts.AndQuestions.In(o.language, more)
	}
	return named
}

// remaining lists the questions that a unit has still to answer in a part under way. Where they are many, it is enough to have
// read those that are named.
func (b *Bot) remaining(ctx context.Context, script *flows.Script, unit, part, language string, now time.Time) (left flows.Remaining, err error) {
	state := flows.State{Session: flows.Session{Campaign: script.Campaign.ID, Unit: unit}, Input: thidua.Input{At: now},
		Person: thidua.Person{Language: language}, Records: map[thidua.Key]thidua.Record{}}
	many := false
	for range flows.MostLoads {
		left, missing, err := script.Remaining(state, part)
		if err != nil {
			return left, fmt.Errorf("%w: %w", errCorrupt, err)
		}
		if len(missing) == 0 || many {
			return left, nil
		}
		many = left.Count >= flows.MostRemaining
		snapshot, err := b.store.Load(ctx, "", missing...)
		if err != nil {
			return left, fmt.Errorf("load a draft: %w", err)
		}
		maps.Copy(state.Records, snapshot.Records)
	}
	return left, fmt.Errorf("%w: records are still missing after %d loads", errStep, flows.MostLoads)
}
