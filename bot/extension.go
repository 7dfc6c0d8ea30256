package bot

import (
	"cmp"
	"context"
	"maps"
	"time"
	"unicode"
	"unicode/utf8"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// extension is a due time that is to move: of the whole campaign, a part, a unit, or a unit's part. Taken back, the due
// time is what it would be without.
type extension struct {
	campaign    *thidua.Campaign
	unit        thidua.Unit // without code: of all
	part        thidua.Part // without name: all parts
	life, then  thidua.Life // as it is, and as it will be
	index, line thidua.Index
	own         time.Time // the extension that this one replaces
	now, will   time.Time // when what is meant is due
	without     time.Time // when it would be due without any extension of its own
	back        bool
}

// extension works out what an errand would change.
func (d *decision) extension(ctx context.Context, e *errand) (*extension, error) {
	script, err := d.script(ctx, e.Campaign)
	if err != nil {
		return nil, err
	}
	x := &extension{campaign: script.Campaign, back: e.Back}
	if x.life, err = d.life(ctx, e.Campaign); err != nil {
		return nil, err
	}
	x.unit, _ = x.campaign.Unit(e.Unit)
	x.part, _ = x.campaign.Part(e.Part)
	if e.Unit != "" {
		if _, err := d.read(ctx, thidua.IndexKey(e.Campaign, e.Unit), &x.index); err != nil {
			return nil, err
		}
	}
	x.own = x.replace(time.Time{})
	x.without = x.due(x.then, x.line)
	x.replace(e.Due)
	x.now, x.will = x.due(x.life, x.index), x.due(x.then, x.line)
	return x, nil
}

// replace puts another due time in the place of the extension, in what will be.
func (x *extension) replace(due time.Time) (was time.Time) {
	x.then, x.line = x.life, x.index
	x.then.Parts, x.line.Parts = maps.Clone(x.life.Parts), maps.Clone(x.index.Parts)
	switch {
	case x.unit.Code == "" && x.part.Name == "":
		was, x.then.Due = x.life.Due, due
	case x.unit.Code == "":
		was = x.life.Parts[x.part.Name]
		if x.then.Parts == nil {
			x.then.Parts = map[string]time.Time{}
		}
		if x.then.Parts[x.part.Name] = due; due.IsZero() {
			delete(x.then.Parts, x.part.Name)
		}
	case x.part.Name == "":
		was, x.line.Due = x.index.Due, due
	default:
		standing := x.index.Parts[x.part.Name]
		was, standing.Due = standing.Due, due
		if x.line.Parts == nil {
			x.line.Parts = map[string]thidua.Standing{}
		}
		x.line.Parts[x.part.Name] = standing
	}
	return was
}

func (x *extension) due(life thidua.Life, line thidua.Index) time.Time {
	return life.DueOf(x.campaign, x.part, line)
}

// tooEarly is what a new due time must be after and is not; zero where all is well.
func (x *extension) tooEarly(now time.Time) time.Time {
	switch {
	case x.back:
		return time.Time{}
	case !x.will.After(x.without):
		return x.without
	case !x.will.After(now):
		return now
	}
	return time.Time{}
}

// moves say of each part how its due time moves.
func (x *extension) moves(language string) []string {
	parts := x.campaign.Parts
	if x.unit.Code != "" {
		parts = x.campaign.PartsOf(x.unit.Code)
	}
	var lines []string
	for _, p := range parts {
		was, will := x.life.DueOf(x.campaign, p, x.index), x.then.DueOf(x.campaign, p, x.line)
		if (x.part.Name == "" || p.Name == x.part.Name) && !was.Equal(will) {
			lines = append(lines, texts.DueMoves.In(language, label(p), x.moment(was), x.moment(will)))
		}
	}
	return lines
}

// scope says for whom the due time moves.
func (x *extension) scope(language string) string {
	return scopeOf(language, x.unit.Name, x.part)
}

func scopeOf(language, unit string, part thidua.Part) string {
	switch {
	case unit == "" && part.Name == "":
		return texts.ScopeAll.In(language)
	case unit == "":
		return texts.ScopePart.In(language, label(part))
	case part.Name == "":
		return unit
	}
	return texts.ScopeBoth.In(language, unit, label(part))
}

// capitalised begins a sentence.
func capitalised(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

func (x *extension) moment(t time.Time) string {
	return vietnamese.FormatDateTime(t.In(x.campaign.Location))
}

func (x *extension) news() thidua.News {
	return thidua.News{Part: x.part.Name, Due: x.will, Back: x.back}
}

// orderExtension commits an extension with the reminders that follow from it, and has those concerned told, once.
func (d *decision) orderExtension(ctx context.Context, e *errand) error {
	if e.Due.IsZero() && !e.Back {
		return d.askUntil(ctx, e)
	}
	x, err := d.extension(ctx, e)
	if err != nil {
		return err
	}
	if !x.tooEarly(d.in.At).IsZero() {
		return d.previewExtension(ctx, e)
	}
	d.session.Errand = nil
	if e.Unit == "" {
		err = d.writeLife(ctx, e.Campaign, x.then)
	} else {
		err = d.write(thidua.IndexKey(e.Campaign, e.Unit), x.line)
	}
	if err != nil {
		return err
	}
	if err := d.planAnew(ctx, x); err != nil {
		return err
	}
	d.due = append(d.due, x.late(d.b.calendar, d.in.At)...)
	act := "extended"
	if e.Back {
		act = "shortened"
	}
	d.logAct(thidua.LogLine{Campaign: e.Campaign, Unit: cmp.Or(e.Unit, thidua.Department), Part: e.Part, Act: act, Detail: x.moment(x.will)})
	if err := d.spread(ctx, e.ID, x.news(), e.Unit); err != nil {
		return err
	}
	l := d.language()
	said := texts.Extended
	if e.Back {
		said = texts.TakenBack
	}
	d.reply(thidua.Message{Lines: []thidua.Line{{Text: said.In(l, x.scope(l), x.moment(x.will))}, {Text: texts.ToldPeople.In(l), Style: thidua.Faint}}})
	return nil
}

// planAnew moves the due-times of reminders with what they remind of.
func (d *decision) planAnew(ctx context.Context, x *extension) error {
	p := planning{campaign: x.campaign, life: x.then, now: d.in.At, calendar: d.b.calendar}
	if x.unit.Code != "" {
		p.board = map[string]thidua.Index{x.unit.Code: x.line}
	}
	due, err := p.changes(ctx, d.b.store)
	d.due = append(d.due, due...)
	return err
}

// late are the due-times at which those above hear of deadlines that lie behind now that an extension is taken back, and at which it
// is forgotten that they heard of deadlines which now are put off.
func (x *extension) late(calendar Calendar, now time.Time) (due []thidua.Due) {
	var moved []time.Time
	for _, p := range x.campaign.Parts {
		if x.part.Name != "" && p.Name != x.part.Name || x.unit.Code != "" && !p.Concerns(x.unit.Code) {
			continue
		}
		was, will := x.life.DueOf(x.campaign, p, x.index), x.then.DueOf(x.campaign, p, x.line)
		if !was.Equal(will) {
			moved = append(moved, was, will)
		}
	}
	return looks(calendar, x.campaign, now, moved, x.unit.Code, x.part.Name)
}

// looks are due-times at which what those above heard is looked at anew, of those deadlines that lie behind.
func looks(calendar Calendar, c *thidua.Campaign, now time.Time, moved []time.Time, unit, part string) (due []thidua.Due) {
	seen := map[int64]bool{}
	for _, deadline := range moved {
		if deadline.IsZero() || deadline.After(now) || seen[deadline.Unix()] {
			continue
		}
		seen[deadline.Unix()] = true
		due = append(due, thidua.Due{Key: thidua.LateKey(c.ID, deadline, unit, part), At: nextChance(calendar, c, now.Add(secondThoughts))})
	}
	return due
}

// writeLife changes a campaign's life and leaves its version as it is.
func (d *decision) writeLife(ctx context.Context, campaign string, life thidua.Life) error {
	var head thidua.Head
	if _, err := d.read(ctx, thidua.CampaignKey(campaign), &head); err != nil {
		return err
	}
	head.Life = life
	return d.write(thidua.CampaignKey(campaign), head)
}
