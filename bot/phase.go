package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/texts"
)

const (
	lockCommand    = "/khoa"
	closeCommand   = "/dong"
	archiveCommand = "/luutru"
)

// turn is what a command makes of a campaign, from one phase to another.
type turn struct {
	to       thidua.Phase
	question thidua.Phrase
}

// turns say, by command and by phase, what may become of a campaign.
var turns = map[string]map[thidua.Phase]turn{
	lockCommand: {
		thidua.CampaignOpen:   {thidua.CampaignLocked, texts.LockIt},
		thidua.CampaignLocked: {thidua.CampaignOpen, texts.UnlockIt},
	},
	closeCommand: {
		thidua.CampaignOpen:   {thidua.CampaignClosed, texts.CloseIt},
		thidua.CampaignLocked: {thidua.CampaignClosed, texts.CloseIt},
		thidua.CampaignClosed: {thidua.CampaignOpen, texts.ReopenIt},
	},
	archiveCommand: {
		thidua.CampaignOpen:   {thidua.CampaignArchived, texts.ArchiveIt},
		thidua.CampaignLocked: {thidua.CampaignArchived, texts.ArchiveIt},
		thidua.CampaignClosed: {thidua.CampaignArchived, texts.ArchiveIt},
	},
}

// phaseActs are how the log calls what was done.
var phaseActs = map[[2]thidua.Phase]string{
	{thidua.CampaignOpen, thidua.CampaignLocked}:     "locked",
	{thidua.CampaignLocked, thidua.CampaignOpen}:     "unlocked",
	{thidua.CampaignOpen, thidua.CampaignClosed}:     "closed",
	{thidua.CampaignLocked, thidua.CampaignClosed}:   "closed",
	{thidua.CampaignClosed, thidua.CampaignOpen}:     "reopened",
	{thidua.CampaignOpen, thidua.CampaignArchived}:   "archived",
	{thidua.CampaignLocked, thidua.CampaignArchived}: "archived",
	{thidua.CampaignClosed, thidua.CampaignArchived}: "archived",
	{thidua.CampaignArchived, thidua.CampaignClosed}: "restored",
}

// changePhase serves /khoa, /dong and /luutru: it says what will be, and does it on Có. The buttons carry the revision of the
// campaign that they were shown for: where it changed since, the person looks again.
func (d *decision) changePhase(ctx context.Context, command, argument string) error {
	head, err := d.head(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	answer, rev, _ := strings.Cut(argument, ".")
	next, may := turns[command][head.Phase]
	switch {
	case answer == "no":
		d.reply(thidua.Message{Lines: []thidua.Line{{Text: texts.NotChanged.In(d.language())}}})
		return nil
	case !may:
		d.tell(texts.IsClosed)
		return nil
	case answer == "yes" && rev == d.revision(head.ID):
		return d.turnTo(ctx, head, next.to)
	case answer == "yes":
		d.notice = texts.ChangedSince.In(d.language())
	default:
		if err := d.closeForm(ctx); err != nil {
			return err
		}
	}
	people, err := d.toldOf(ctx, thidua.News{}, head.Life, "")
	if err != nil {
		return err
	}
	l := d.language()
	d.reply(d.sure(command, head.ID, next.question.In(l, head.Title), texts.TellsPeople.In(l, people)))
	if command == archiveCommand && answer == "" {
		return d.listArchives(ctx, false)
	}
	return nil
}

// sure is a card that asks for Có.
func (d *decision) sure(command, campaign string, lines ...string) thidua.Message {
	l := d.language()
	data := deskPrefix + command[1:]
	m := thidua.Message{Buttons: [][]thidua.Button{{{Label: texts.Yes.In(l), Data: data + ".yes." + d.revision(campaign)},
		{Label: texts.No.In(l), Data: data + ".no"}}}}
	for _, text := range lines {
		m.Lines = append(m.Lines, thidua.Line{Text: text})
	}
	return m
}

// revision is that of the campaign's head, as buttons carry it.
func (d *decision) revision(campaign string) string {
	return strconv.FormatInt(d.records[thidua.CampaignKey(campaign)].Rev, 36)
}

// turnTo brings a campaign to another phase, with the reminders that follow from it, and has those concerned told, once.
func (d *decision) turnTo(ctx context.Context, head thidua.Head, to thidua.Phase) error {
	script, err := d.script(ctx, head.ID)
	if err != nil {
		return err
	}
	was, life := head.Phase, head.Life
	life.Phase = to
	if err := d.writeLife(ctx, head.ID, life); err != nil {
		return err
	}
	if err := d.planAnew(ctx, &extension{campaign: script.Campaign, then: life}); err != nil {
		return err
	}
	d.logLine(thidua.Post{Campaign: head.ID, Unit: thidua.Department}, phaseActs[[2]thidua.Phase{was, to}])
	news := thidua.News{Phase: to, Back: was == thidua.CampaignArchived}
	if err := d.spread(ctx, targetID(updateID(d.in.Update)), news, ""); err != nil {
		return err
	}
	lines := append(newsLines(d.language(), script.Campaign, thidua.Job{News: &news}), thidua.Line{Text: texts.ToldPeople.In(d.language()), Style: thidua.Faint})
	d.reply(thidua.Message{Lines: lines})
	return nil
}

// archive serves /luutru and its buttons for campaigns that nobody can choose any more: it does not go by the post that the
// person speaks for, which they may not have, or which may be a unit's. Handled is false where the campaign in hand is meant.
func (d *decision) archive(ctx context.Context, command string, chosen bool) (handled bool, err error) {
	argument, pressed := strings.CutPrefix(d.in.Data, deskPrefix+archiveCommand[1:]+".")
	elsewhere := (!chosen || !d.may(archiveCommand)) && d.directsSomething()
	if !pressed {
		if !elsewhere || cmp.Or(aliases[command], command) != archiveCommand {
			return false, nil
		}
		return true, d.listArchives(ctx, true)
	}
	act, code, _ := strings.Cut(argument, ".")
	code, rev, _ := strings.Cut(code, ".")
	if act == "no" && elsewhere {
		d.reply(thidua.Message{Lines: []thidua.Line{{Text: texts.NotChanged.In(d.language())}}})
		return true, nil
	}
	if act != "back" && act != "sure" && act != "book" && act != "report" {
		return false, nil
	}
	heads, err := d.archived(ctx)
	if err != nil {
		return true, err
	}
	for _, head := range heads {
		if targetID(head.ID)[:10] == code {
			return true, d.fromArchive(ctx, head, act, rev)
		}
	}
	d.notice = texts.NotYours.In(d.language())
	return true, nil
}

// directsSomething tells whether the person is of any secretariat.
func (d *decision) directsSomething() bool {
	for _, post := range d.person.Posts {
		if entitled(d.person.Posts, archiveCommand, post.Campaign, "") {
			return true
		}
	}
	return false
}

// archived lists the archived campaigns that the person directs.
func (d *decision) archived(ctx context.Context) ([]thidua.Head, error) {
	records, err := d.b.store.Scan(ctx, thidua.Range{Prefix: thidua.CampaignKey("")})
	if err != nil {
		return nil, fmt.Errorf("list campaigns: %w", err)
	}
	var heads []thidua.Head
	for _, r := range records {
		var head thidua.Head
		if err := json.Unmarshal(r.Body, &head); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", errCorrupt, r.Key, err)
		}
		if !head.Offered() && entitled(d.person.Posts, archiveCommand, head.ID, "") {
			d.records[r.Key] = r
			heads = append(heads, head)
		}
	}
	return heads, nil
}

// listArchives offers the archived campaigns; without any it says so where that was the question.
func (d *decision) listArchives(ctx context.Context, asked bool) error {
	heads, err := d.archived(ctx)
	if err != nil {
		return err
	}
	l := d.language()
	if len(heads) == 0 {
		if asked {
			d.tell(texts.NoArchives)
		}
		if asked && d.post.Role != "" {
			d.tell(texts.ArchiveFrom)
		}
		return nil
	}
	m := thidua.Message{Chat: d.in.Chat, Lines: []thidua.Line{{Text: texts.Archives.In(l), Style: thidua.Strong}}}
	for _, head := range heads {
		data := func(act string) string {
			return deskPrefix + archiveCommand[1:] + "." + act + "." + targetID(head.ID)[:10]
		}
		m.Lines = append(m.Lines, thidua.Line{Text: "• " + head.Title})
		m.Buttons = append(m.Buttons, []thidua.Button{{Label: texts.BringBack.In(l) + ": " + excerpt(head.Title), Data: data("back")}},
			[]thidua.Button{{Label: texts.Book.In(l), Data: data("book")}, {Label: texts.Report.In(l), Data: data("report")}})
	}
	d.messages = append(d.messages, m)
	return nil
}

// fromArchive gives a document of an archived campaign, or brings it back after Có.
func (d *decision) fromArchive(ctx context.Context, head thidua.Head, act, rev string) error {
	l := d.language()
	d.post = thidua.Post{Role: thidua.Secretariat, Campaign: head.ID}
	switch {
	case act == "book":
		return d.request(ctx, head.ID, Workbook)
	case act == "report":
		return d.request(ctx, head.ID, Report)
	case act == "sure" && rev == d.revision(head.ID):
		return d.turnTo(ctx, head, thidua.CampaignClosed)
	default:
		people, err := d.toldOf(ctx, thidua.News{}, head.Life, "")
		if err != nil {
			return err
		}
		data := deskPrefix + archiveCommand[1:]
		d.reply(thidua.Message{Lines: []thidua.Line{{Text: texts.RestoreIt.In(l, head.Title)}, {Text: texts.TellsPeople.In(l, people)}}, Buttons: [][]thidua.Button{{
			{Label: texts.Yes.In(l), Data: data + ".sure." + targetID(head.ID)[:10] + "." + d.revision(head.ID)},
			{Label: texts.No.In(l), Data: data + ".no"}}}})
	}
	return nil
}
