package bot

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

const extendCommand = "/giahan"

// The steps of an extension.
const (
	extendWhat  step = "what"
	extendUnit  step = "unit"
	extendPart  step = "part"
	extendUntil step = "until"
	extendSure  step = "sure"
)

// daysMore are the extensions on buttons.
var daysMore = []int{1, 3, 7}

// beginExtension asks what is to be extended, while somebody may answer.
func (d *decision) beginExtension(ctx context.Context) error {
	life, err := d.life(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	if !life.Answers() {
		d.tell(texts.Phases[life.Phase])
		return nil
	}
	e, err := d.begin(ctx, extendCommand)
	if err != nil {
		return err
	}
	return d.askExtendWhat(ctx, e)
}

// extend serves the command and its buttons: whom it concerns, until when, what will change, and Có.
func (d *decision) extend(ctx context.Context, argument string) error {
	if argument == "" {
		return d.beginExtension(ctx)
	}
	e, act := d.pressed(extendCommand, argument)
	if e == nil {
		return nil
	}
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	act, arg, _ := strings.Cut(act, ".")
	switch act {
	case "all":
		e.Unit, e.Part = "", ""
		return d.askUntil(ctx, e)
	case "units":
		page, _ := strconv.Atoi(arg)
		e.Step = extendUnit
		d.chooseOneOf(e, script.Campaign.Units, page)
	case "parts":
		d.choosePart(e, script.Campaign)
	case "unit":
		if u, ok := unitOnButton(script.Campaign, arg); ok {
			return d.extendForUnit(ctx, e, script.Campaign, u)
		}
	case "part":
		if p, ok := partOnButton(script.Campaign, arg); ok {
			e.Part = p.Name
			return d.askUntil(ctx, e)
		}
	case "every":
		e.Part = ""
		return d.askUntil(ctx, e)
	case "days", "back":
		return d.extendBy(ctx, e, arg)
	case "yes":
		return d.orderExtension(ctx, e)
	default:
		d.dropErrand()
	}
	return nil
}

// extendTyped takes a typed text for what the extension lacks.
func (d *decision) extendTyped(ctx context.Context, e *errand, text string) error {
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	c := script.Campaign
	switch e.Step {
	case extendWhat, extendUnit:
		switch like := d.b.findUnits(c, text); {
		case e.Step == extendWhat && d.says(text, texts.WholeOne):
			return d.askUntil(ctx, e)
		case len(like) == 1:
			return d.extendForUnit(ctx, e, c, like[0])
		case len(like) > 1:
			e.Step = extendUnit
			d.chooseOneOf(e, like, 0)
		case e.Step == extendWhat && partCalled(c.Parts, text) != "":
			e.Part = partCalled(c.Parts, text)
			return d.askUntil(ctx, e)
		default:
			d.tell(texts.NoSuchUnit, excerpt(text))
		}
		return nil
	case extendPart:
		if e.Part = partCalled(c.Parts, text); e.Part != "" {
			return d.askUntil(ctx, e)
		}
		d.tell(texts.ExtendPart)
		return nil
	case extendSure:
		switch {
		case d.says(text, texts.Yes):
			return d.orderExtension(ctx, e)
		case d.says(text, texts.No):
			d.dropErrand()
			return nil
		}
	}
	return d.takeUntil(ctx, e, c, text)
}

// takeUntil reads the new due time.
func (d *decision) takeUntil(ctx context.Context, e *errand, c *thidua.Campaign, text string) error {
	until, err := d.moment(c, text)
	if err != nil {
		d.tell(texts.NoMoment, excerpt(text))
		return nil
	}
	e.Due, e.Back = until, false
	return d.previewExtension(ctx, e)
}

// moment reads a day, or a day and a time, of the campaign's place; without a time the day ends at 23:59:59.
func (d *decision) moment(c *thidua.Campaign, text string) (time.Time, error) {
	hints := vietnamese.Hints{Now: d.in.At, From: d.in.At}
	at, err := vietnamese.ParseDateTime(text, hints)
	if err == nil {
		return time.Date(at.Year, at.Month, at.Day, at.Hour, at.Minute, 0, 0, c.Location), nil
	}
	if !errors.Is(err, vietnamese.ErrNotClock) {
		return time.Time{}, err
	}
	day, err := vietnamese.ParseDate(text, hints)
	return time.Date(day.Year, day.Month, day.Day, 23, 59, 59, 0, c.Location), err
}

// extendBy takes a number of days from a button, or the extension back.
func (d *decision) extendBy(ctx context.Context, e *errand, days string) error {
	x, err := d.extension(ctx, e)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(days)
	e.Back, e.Due = err != nil, time.Time{}
	if !e.Back {
		from := x.now
		if d.in.At.After(from) {
			h, m, s := from.In(x.campaign.Location).Clock()
			y, month, day := d.in.At.In(x.campaign.Location).Date()
			from = time.Date(y, month, day, h, m, s, 0, x.campaign.Location)
		}
		e.Due = from.AddDate(0, 0, n)
	}
	return d.previewExtension(ctx, e)
}

func (d *decision) askExtendWhat(ctx context.Context, e *errand) error {
	l := d.language()
	e.Step = extendWhat
	return d.replyIn(ctx, thidua.Message{Lines: []thidua.Line{{Text: texts.ExtendWhat.In(l)}}, Buttons: [][]thidua.Button{
		{{Label: texts.WholeOne.In(l), Data: e.data("all")}},
		{{Label: texts.OnePart.In(l), Data: e.data("parts")}, {Label: texts.OneUnit.In(l), Data: e.data("units.0")}},
		{{Label: texts.Cancel.In(l), Data: e.data("no")}}}})
}

// offerUnits shows a page of units to choose from.
func (d *decision) chooseOneOf(e *errand, units []thidua.Unit, page int) {
	l := d.language()
	rows := append(d.unitRows(units, page, e.data), []thidua.Button{{Label: texts.Cancel.In(l), Data: e.data("no")}})
	d.reply(thidua.Message{Lines: []thidua.Line{{Text: texts.PickUnit.In(l)}}, Buttons: rows})
}

func (d *decision) choosePart(e *errand, c *thidua.Campaign) {
	l := d.language()
	e.Step, e.Unit = extendPart, ""
	rows := append(partRows(c.Parts, e.data), []thidua.Button{{Label: texts.Cancel.In(l), Data: e.data("no")}})
	d.reply(thidua.Message{Lines: []thidua.Line{{Text: texts.ExtendPart.In(l)}}, Buttons: rows})
}

// extendForUnit asks which part of a unit is meant.
func (d *decision) extendForUnit(ctx context.Context, e *errand, c *thidua.Campaign, u thidua.Unit) error {
	l := d.language()
	e.Step, e.Unit, e.Part = extendPart, u.Code, ""
	parts := c.PartsOf(u.Code)
	if len(parts) == 1 {
		return d.askUntil(ctx, e)
	}
	rows := [][]thidua.Button{{{Label: texts.EveryPart.In(l), Data: e.data("every")}}}
	rows = append(append(rows, partRows(parts, e.data)...), []thidua.Button{{Label: texts.Cancel.In(l), Data: e.data("no")}})
	d.reply(thidua.Message{Lines: []thidua.Line{{Text: texts.UnitParts.In(l, u.Name)}}, Buttons: rows})
	return nil
}

// partCode stands for a part on a button.
func partCode(p thidua.Part) string { return targetID(p.Name)[:10] }

func partOnButton(c *thidua.Campaign, code string) (thidua.Part, bool) {
	i := slices.IndexFunc(c.Parts, func(p thidua.Part) bool { return partCode(p) == code })
	if i < 0 {
		return thidua.Part{}, false
	}
	return c.Parts[i], true
}

func partRows(parts []thidua.Part, data func(act string) string) [][]thidua.Button {
	var rows [][]thidua.Button
	for _, p := range parts {
		rows = append(rows, []thidua.Button{{Label: label(p), Data: data("part." + partCode(p))}})
	}
	return rows
}

// askUntil asks for the new due time.
func (d *decision) askUntil(ctx context.Context, e *errand) error {
	x, err := d.extension(ctx, e)
	if err != nil {
		return err
	}
	l := d.language()
	if x.now.IsZero() {
		d.session.Errand = nil
		d.reply(thidua.Message{Lines: []thidua.Line{{Text: texts.NoDue.In(l, capitalised(x.scope(l)))}}})
		return nil
	}
	e.Step, e.Due, e.Back = extendUntil, time.Time{}, false
	var days []thidua.Button
	for _, n := range daysMore {
		days = append(days, thidua.Button{Label: texts.Days.In(l, n), Data: e.data("days." + strconv.Itoa(n))})
	}
	rows := [][]thidua.Button{days}
	if !x.own.IsZero() {
		rows = append(rows, []thidua.Button{{Label: texts.TakeBack.In(l), Data: e.data("back")}})
	}
	rows = append(rows, []thidua.Button{{Label: texts.Cancel.In(l), Data: e.data("no")}})
	d.reply(thidua.Message{Lines: []thidua.Line{{Text: texts.NewDue.In(l, capitalised(x.scope(l)), x.moment(x.now))}}, Buttons: rows})
	return nil
}

// previewExtension says what will change for whom, and asks for Có.
func (d *decision) previewExtension(ctx context.Context, e *errand) error {
	x, err := d.extension(ctx, e)
	if err != nil {
		return err
	}
	if early := x.tooEarly(d.in.At); !early.IsZero() {
		e.Step = extendUntil
		d.tell(texts.DueTooEarly, x.moment(early))
		return nil
	}
	people, err := d.toldOf(ctx, x.news(), x.then, e.Unit)
	if err != nil {
		return err
	}
	l := d.language()
	e.Step = extendSure
	lines := []thidua.Line{{Text: texts.ExtendTitle.In(l, x.scope(l)), Style: thidua.Strong}}
	for _, text := range x.moves(l) {
		lines = append(lines, thidua.Line{Text: text})
	}
	sure := texts.ExtendIt
	if e.Back {
		sure = texts.TakeItBack
	}
	return d.confirm(ctx, e, append(lines, thidua.Line{Text: texts.TellsPeople.In(l, people)}, thidua.Line{Text: sure.In(l)})...)
}
