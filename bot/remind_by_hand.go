package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

const remindCommand = "/nhac"

// The steps of reminding by hand.
const (
	remindWhom step = "whom"
	remindSure step = "sure"
)

// remindUnit begins the data of a button that asks at once whether to remind one unit; no errand's id begins so.
const remindUnit = "to."

func remindUnitData(u thidua.Unit) string {
	return deskPrefix + remindCommand[1:] + "." + remindUnit + unitCode(u)
}

// remindByHand serves the command and its buttons: whom, who that is, and Có.
func (d *decision) remindByHand(ctx context.Context, argument string) error {
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	if code, ofUnit := strings.CutPrefix(argument, remindUnit); argument == "" || ofUnit {
		return d.beginReminder(ctx, script.Campaign, code)
	}
	e, act := d.pressed(remindCommand, argument)
	if e == nil {
		return nil
	}
	act, arg, _ := strings.Cut(act, ".")
	switch act {
	case "all":
		return d.previewReminder(ctx, e, "", "", 0)
	case "units":
		page, _ := strconv.Atoi(arg)
		d.chooseOneOf(e, script.Campaign.Units, page)
	case "parts":
		rows := append(partRows(unitsParts(script.Campaign), e.data), []thidua.Button{{Label: texts.Cancel.In(d.language()), Data: e.data("no")}})
		d.reply(thidua.Message{Lines: []thidua.Line{{Text: texts.RemindPart.In(d.language())}}, Buttons: rows})
	case "unit":
		if u, ok := unitOnButton(script.Campaign, arg); ok {
			return d.previewReminder(ctx, e, u.Code, "", 0)
		}
	case "part":
		if p, ok := partOnButton(script.Campaign, arg); ok {
			return d.previewReminder(ctx, e, "", p.Name, 0)
		}
	case "people":
		if page, err := strconv.Atoi(arg); err == nil && e.Step == remindSure {
			return d.previewReminder(ctx, e, e.Unit, e.Part, page)
		}
	case "yes":
		return d.orderReminder(ctx, e)
	default:
		d.dropErrand()
	}
	return nil
}

// beginReminder asks whom, unless a unit's button was pressed, while anybody is reminded.
func (d *decision) beginReminder(ctx context.Context, c *thidua.Campaign, code string) error {
	if from, err := d.sight(ctx, c); err != nil || !from.reminds() {
		d.tell(texts.NobodyReminded)
		return err
	}
	e, err := d.begin(ctx, remindCommand)
	if err != nil {
		return err
	}
	if u, ok := unitOnButton(c, code); ok {
		return d.previewReminder(ctx, e, u.Code, "", 0)
	}
	return d.askRemindWhom(ctx, e)
}

// unitsParts are the parts that units fill.
func unitsParts(c *thidua.Campaign) []thidua.Part {
	return slices.DeleteFunc(slices.Clone(c.Parts), func(p thidua.Part) bool { return p.FilledBy != thidua.FocalPoint })
}

// partCalled is the name of the part whose label was typed.
func partCalled(parts []thidua.Part, text string) string {
	for _, p := range parts {
		if vietnamese.Fold(label(p)) == vietnamese.Fold(text) {
			return p.Name
		}
	}
	return ""
}

func (d *decision) askRemindWhom(ctx context.Context, e *errand) error {
	l := d.language()
	e.Step = remindWhom
	return d.replyIn(ctx, thidua.Message{Lines: []thidua.Line{{Text: texts.RemindWhom.In(l)}}, Buttons: [][]thidua.Button{
		{{Label: texts.RemindAll.In(l), Data: e.data("all")}},
		{{Label: texts.OnePart.In(l), Data: e.data("parts")}, {Label: texts.OneUnit.In(l), Data: e.data("units.0")}},
		{{Label: texts.Cancel.In(l), Data: e.data("no")}}}})
}

// remindTyped takes a typed text for whom to remind, or for the last yes.
func (d *decision) remindTyped(ctx context.Context, e *errand, text string) error {
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	switch like := d.b.findUnits(script.Campaign, text); {
	case e.Step == remindSure && d.says(text, texts.Yes):
		return d.orderReminder(ctx, e)
	case e.Step == remindSure && d.says(text, texts.No):
		d.dropErrand()
	case d.says(text, texts.RemindAll):
		return d.previewReminder(ctx, e, "", "", 0)
	case len(like) == 1:
		return d.previewReminder(ctx, e, like[0].Code, "", 0)
	case len(like) > 1:
		d.chooseOneOf(e, like, 0)
	default:
		if part := partCalled(unitsParts(script.Campaign), text); part != "" {
			return d.previewReminder(ctx, e, "", part, 0)
		}
		d.tell(texts.NoSuchUnit, excerpt(text))
	}
	return nil
}

// previewReminder says who will be reminded, some of them on a page, and when.
func (d *decision) previewReminder(ctx context.Context, e *errand, unit, part string, page int) error {
	c, found, err := d.b.course(ctx, e.Campaign)
	if err != nil || !found {
		return err
	}
	l := d.language()
	if !c.reminds(d.in.At) {
		d.session.Errand = nil
		d.tell(texts.NobodyReminded)
		return nil
	}
	if waits, err := d.waitsAlready(ctx, c, unit, part); err != nil || waits {
		e.Step = remindWhom
		return err
	}
	to := newAudience(c.Campaign, thidua.Owing, unit)
	to.part = part
	joined, absent, err := to.people(ctx, d.b.store)
	if err != nil {
		return err
	}
	var lines []thidua.Line
	if len(absent) > 0 {
		lines = append(lines, thidua.Line{Text: texts.NotJoinedYet.In(l, len(absent)) + ": " + listed(names(absent))})
	}
	if len(joined) == 0 {
		e.Step = remindWhom
		d.reply(thidua.Message{Lines: append([]thidua.Line{{Text: texts.NothingOwed.In(l, to.in(l))}}, lines...)})
		return nil
	}
	e.Step, e.Unit, e.Part = remindSure, unit, part
	who, turn := d.recipients(e, joined, page)
	lines = append([]thidua.Line{{Text: texts.RemindPeople.In(l, to.in(l), len(joined)) + ": " + who}}, lines...)
	if at := nextChance(d.b.calendar, c.Campaign, d.in.At); at.After(d.in.At) {
		lines = append(lines, thidua.Line{Text: texts.RemindLater.In(l, vietnamese.FormatDateTime(at.In(c.Location)))})
	}
	m := e.sure(l, append(lines, thidua.Line{Text: texts.RemindSure.In(l), Style: thidua.Strong})...)
	m.Buttons = append(turn, m.Buttons...)
	return d.replyIn(ctx, m)
}

// waitsAlready tells, and says so, whether somebody has ordered a reminder of all of this that waits for working hours.
func (d *decision) waitsAlready(ctx context.Context, c course, unit, part string) (bool, error) {
	records, err := d.b.store.Scan(ctx, thidua.Range{Prefix: thidua.JobsOf(c.ID)})
	if err != nil {
		return false, fmt.Errorf("list reminders by hand: %w", err)
	}
	for _, r := range records {
		var job thidua.Job
		covers := json.Unmarshal(r.Body, &job) == nil && (job.Unit == "" || job.Unit == unit) && (job.Part == "" || job.Part == part)
		if covers && job.Kind == thidua.Remind && job.Done.IsZero() && job.After == "" {
			starts := nextChance(d.b.calendar, c.Campaign, d.in.At)
			d.tell(texts.RemindWaits, vietnamese.FormatDateTime(job.At.In(c.Location)), vietnamese.FormatDateTime(starts.In(c.Location)))
			return true, nil
		}
	}
	return false, nil
}

// recipients names a page of those who will be reminded, with the buttons that turn the page.
func (d *decision) recipients(e *errand, people []member, page int) (named string, turn [][]thidua.Button) {
	last := (len(people) - 1) / mostNamed
	page = max(0, min(page, last))
	var names []string
	for _, m := range people[page*mostNamed : min((page+1)*mostNamed, len(people))] {
		names = append(names, m.Name+" ("+strings.Join(m.units, ", ")+")")
	}
	named = listed(names)
	if page < last {
		named += " …"
	}
	return named, d.turning(e.data("people."), page, last)
}

// orderReminder commits the job, once.
func (d *decision) orderReminder(ctx context.Context, e *errand) error {
	if e.Step != remindSure {
		return d.askRemindWhom(ctx, e)
	}
	c, found, err := d.b.course(ctx, e.Campaign)
	if err != nil || !found {
		return err
	}
	if waits, err := d.waitsAlready(ctx, c, e.Unit, e.Part); err != nil || waits { // meanwhile
		d.session.Errand = nil
		return err
	}
	key := thidua.JobKey(e.Campaign, e.ID)
	job := thidua.Job{Kind: thidua.Remind, Campaign: e.Campaign, By: d.in.Chat, At: d.in.At, Scope: thidua.Owing, Unit: e.Unit, Part: e.Part}
	d.put = append(d.put, newRecord(key, job))
	d.due = append(d.due, thidua.Due{Key: key, At: d.in.At})
	d.logAct(thidua.LogLine{Campaign: e.Campaign, Unit: thidua.Department, Part: e.Part, Act: "urged", Detail: e.Unit})
	d.session.Errand = nil
	return d.resultCard(ctx, e.ID, job)
}

// remindSome queues the reminders of a slice: to each person one for each unit that owes something, with a mark for each.
// Out of working hours nothing is done until they begin.
func (o *order) remindSome(change *thidua.Change, people []membership, known map[thidua.Key]thidua.Record) {
	var about []string
	if o.Part != "" {
		about = []string{o.Part}
	}
	for _, m := range people {
		for _, post := range m.Posts {
			mark := thidua.DeliveryKey(o.id, m.Chat, post.Unit)
			index := indexIn(known, o.Campaign, post.Unit)
			if known[mark].Rev > 0 || !o.audience.concerns(post, index) {
				continue
			}
			owed := onlyOf(o.course.owes(post.Unit, index, noDeadline), about)
			message := o.course.remind(change, member{Chat: m.Chat, Name: m.Name, Post: post}, owed, noDeadline, about)
			message.Delivery = &thidua.Delivery{Job: o.id, Campaign: o.Campaign, Unit: post.Unit}
			change.Put = append(change.Put, newRecord(mark, thidua.Queued))
			o.People++
		}
	}
}
