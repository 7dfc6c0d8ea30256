package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

const announceCommand = "/thongbao"

// Limits of an announcement being written.
const (
	longestAnnouncement = 8000 // characters: some three messages to each person
	mostUnitButtons     = 10
	mostResults         = 3 // earlier announcements on the first card
)

func announceData(id, act string) string { return deskPrefix + "thongbao." + id + "." + act }

// announcement is what a person reads: the frame in their language, the text as it was typed.
func announcement(language string, c *thidua.Campaign, text string) []thidua.Line {
	return []thidua.Line{{Text: texts.Announcement.In(language, c.Title), Style: thidua.Strong}, {Text: text}}
}

// announce serves the command and the buttons of announcements.
func (d *decision) announce(ctx context.Context, argument string) error {
	if argument == "" {
		return d.beginAnnouncement(ctx)
	}
	id, act, _ := strings.Cut(argument, ".")
	w := d.session.Writing
	if act == "see" || w == nil || w.ID != id || w.Campaign != d.post.Campaign {
		return d.showResult(ctx, id)
	}
	act, unit, _ := strings.Cut(act, ".")
	switch act {
	case "done":
		w.Open = false
		return d.askWhom(ctx, texts.ToWhom.In(d.language()), nil)
	case string(thidua.Everybody), string(thidua.Owing):
		return d.choose(ctx, thidua.Scope(act), "")
	case string(thidua.OneUnit):
		return d.chooseUnit(ctx, unit)
	case "pick":
		return d.pickUnits(ctx, unit)
	case "picked":
		if len(w.Units) == 0 {
			return d.pickUnits(ctx, "0")
		}
		return d.choose(ctx, thidua.SomeUnits, "")
	case "yes":
		return d.order(ctx)
	}
	d.session.Writing = nil
	d.reply(thidua.Message{Lines: []thidua.Line{{Text: texts.NotSent.In(d.language())}}})
	return nil
}

// beginAnnouncement asks for the text; one behind the command is taken at once. A question that is open is closed.
func (d *decision) beginAnnouncement(ctx context.Context) error {
	if err := d.closeForm(ctx); err != nil {
		return err
	}
	d.session.typing = typing{Writing: &writing{ID: targetID(updateID(d.in.Update)), Campaign: d.post.Campaign}}
	typed := strings.TrimSpace(d.in.Text)
	if at := strings.IndexFunc(typed, unicode.IsSpace); at > 0 && d.in.Data == "" {
		d.in.Text = strings.TrimSpace(typed[at:])
		return d.takeTyped(ctx)
	}
	m := d.message(texts.AnnounceText)
	if err := d.offerResults(ctx, &m); err != nil {
		return err
	}
	if err := d.inCampaign(ctx, &m); err != nil {
		return err
	}
	d.messages = append(d.messages, m)
	return nil
}

// offerResults puts the newest announcements on the card.
func (d *decision) offerResults(ctx context.Context, m *thidua.Message) error {
	records, err := d.b.store.Scan(ctx, thidua.Range{Prefix: thidua.JobsOf(d.post.Campaign)})
	if err != nil {
		return fmt.Errorf("list announcements: %w", err)
	}
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	jobs := map[string]thidua.Job{}
	var ids []string
	for _, r := range records {
		var job thidua.Job
		if json.Unmarshal(r.Body, &job) == nil && job.Kind == thidua.Announce {
			id := thidua.LastSegment(r.Key)
			jobs[id], ids = job, append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b string) int { return jobs[b].At.Compare(jobs[a].At) })
	for _, id := range ids[:min(mostResults, len(ids))] {
		at := vietnamese.FormatDateTime(jobs[id].At.In(script.Campaign.Location))
		m.Buttons = append(m.Buttons, []thidua.Button{{Label: "📣 " + at, Data: announceData(id, "see")}})
	}
	if len(ids) > 0 {
		m.Lines = append(m.Lines, thidua.Line{Text: texts.AnnouncedOnes.In(d.language())})
	}
	return nil
}

// choose shows the announcement as it will look, and how many will get it.
func (d *decision) choose(ctx context.Context, scope thidua.Scope, unit string) error {
	w, l := d.session.Writing, d.language()
	if w.Text == "" || w.Open {
		d.tell(texts.AnnounceText)
		return nil
	}
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	to := newAudience(script.Campaign, scope, unit)
	to.units = w.Units
	joined, absent, err := to.people(ctx, d.b.store)
	if err != nil {
		return err
	}
	if len(joined) == 0 {
		return d.askWhom(ctx, texts.Nobody.In(l, to.in(l)), nil)
	}
	w.Scope, w.Unit = scope, unit
	m := thidua.Message{Lines: []thidua.Line{{Text: texts.Preview.In(l), Style: thidua.Faint}}}
	m.Lines = append(m.Lines, announcement(l, script.Campaign, w.Text)...)
	m.Lines = append(m.Lines, thidua.Line{Text: texts.Recipients.In(l, to.in(l), len(joined)), Style: thidua.Strong})
	if len(absent) > 0 {
		m.Lines = append(m.Lines, thidua.Line{Text: texts.NotJoinedYet.In(l, len(absent)) + ": " + listed(names(absent))})
	}
	m.Lines = append(m.Lines, thidua.Line{Text: texts.SendIt.In(l)})
	m.Buttons = [][]thidua.Button{{{Label: texts.Yes.In(l), Data: announceData(w.ID, "yes")}, {Label: texts.No.In(l), Data: announceData(w.ID, "no")}}}
	d.reply(m)
	return nil
}

func names(people []thidua.Member) []string {
	var all []string
	for _, p := range people {
		all = append(all, p.Name)
	}
	return all
}

// order commits the job, once: its id is that of what was being written.
func (d *decision) order(ctx context.Context) error {
	w := d.session.Writing
	if w.Text == "" || w.Scope == "" {
		return d.askWhom(ctx, texts.ToWhom.In(d.language()), nil)
	}
	script, err := d.script(ctx, w.Campaign)
	if err != nil {
		return err
	}
	key := thidua.JobKey(w.Campaign, w.ID)
	job := thidua.Job{Kind: thidua.Announce, Campaign: w.Campaign, By: d.in.Chat, At: d.in.At, Text: w.Text, Scope: w.Scope, Unit: w.Unit, Units: w.Units}
	d.put = append(d.put, newRecord(key, job))
	d.due = append(d.due, thidua.Due{Key: key, At: d.in.At})
	d.logAct(thidua.LogLine{Campaign: w.Campaign, Unit: cmp.Or(w.Unit, thidua.Department), Act: "announced",
		Detail: newAudience(script.Campaign, w.Scope, w.Unit).in("vi")})
	d.session.Writing = nil
	return d.resultCard(ctx, w.ID, job)
}

// showResult shows what became of an announcement of this campaign, in the place of the card that was pressed.
func (d *decision) showResult(ctx context.Context, id string) error {
	var job thidua.Job
	found, err := d.read(ctx, thidua.JobKey(d.post.Campaign, id), &job)
	if err != nil {
		return err
	}
	if !found {
		d.notice = texts.NotYours.In(d.language())
		return nil
	}
	return d.resultCard(ctx, id, job)
}

func (d *decision) resultCard(ctx context.Context, id string, job thidua.Job) error {
	script, err := d.script(ctx, job.Campaign)
	if err != nil {
		return err
	}
	t, err := d.b.tally(ctx, id)
	if err != nil {
		return err
	}
	o := &order{b: d.b, id: id, Job: job, audience: newAudience(script.Campaign, job.Scope, job.Unit)}
	o.audience.part, o.audience.units = job.Part, job.Units
	m, err := o.card(ctx, d.language(), t)
	d.reply(m)
	return err
}

// reply shows a card, in the place of the one that was pressed.
func (d *decision) reply(m thidua.Message) {
	m.Chat = d.in.Chat
	if d.in.Query != "" {
		m.Edit = d.in.Message
	}
	d.messages = append(d.messages, m)
}
