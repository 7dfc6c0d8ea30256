package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"thidua"
	"thidua/flows"
	"thidua/flows/sheet"
	"thidua/flows/texts"
	"thidua/flows/xlsform"
)

// sheetKind is that of a filled spreadsheet which a unit sends.
const sheetKind = "sheet"

const excelCommand = "/excel"

// perImport is how many rows one commit takes: each is a record or two.
const perImport = 400

// Import is a filled spreadsheet that somebody said yes to, and how much of it was taken.
type Import struct {
	ID       string             `json:"id"`
	Chat     int64              `json:"chat"`
	Campaign string             `json:"campaign"`
	Unit     string             `json:"unit"`
	Language string             `json:"language"`
	File     string             `json:"file"`
	Sheet    thidua.Spreadsheet `json:"sheet"`
	Next     int                `json:"next,omitempty"` // rows that were taken
	Skipped  int                `json:"skipped,omitempty"`
	Parts    []flows.TakenPart  `json:"parts,omitempty"`
}

// Why a filled spreadsheet is not for a unit.
var (
	errOtherUnit     = errors.New("the spreadsheet was made for another unit")
	errOtherCampaign = errors.New("the spreadsheet belongs to another campaign")
)

// openFilled reads a filled spreadsheet for a unit, which the person tells and never the file.
func openFilled(content []byte, campaign, unit string) (*thidua.Spreadsheet, error) {
	s, err := sheet.Read(content)
	switch {
	case err != nil:
		return nil, err
	case s.Campaign != campaign:
		return nil, errOtherCampaign
	case s.Unit != unit:
		return nil, errOtherUnit
	}
	return s, nil
}

// refusal says to people why a file is not taken.
func refusal(err error, name, unit, language string) string {
	switch {
	case errors.Is(err, errOtherUnit):
		return texts.FileOtherUnit.In(language, name, unit)
	case errors.Is(err, errOtherCampaign):
		return texts.FileOther.In(language, name)
	case errors.Is(err, sheet.ErrForeign):
		return texts.FileForeign.In(language, name)
	case errors.Is(err, xlsform.ErrLarge):
		return texts.FileLarge.In(language, name)
	case errors.Is(err, xlsform.ErrEncrypted):
		return texts.FileLocked.In(language, name)
	}
	return texts.FileUnread.In(language, name)
}

// readFilled shows what a filled spreadsheet would change, and offers to take it.
func readFilled(ctx context.Context, b *Bot, d document) (reading, error) {
	unit := unitOf(d.Post)
	s, err := openFilled(d.content, d.Post.Campaign, unit)
	if err != nil && d.Post.Role != thidua.FocalPoint && !errors.Is(err, errOtherUnit) && !errors.Is(err, errOtherCampaign) {
		return reading{foreign: true}, nil // it may be a campaign, and is told about as such
	}
	name := unitName(d.script.Campaign, unit, d.Language)
	if err != nil {
		return reading{messages: []thidua.Message{d.answers(thidua.Line{Text: refusal(err, d.Name, name, d.Language)})}}, nil
	}
	work, err := b.unitWork(ctx, d.Post.Campaign, unit, d.Chat)
	if err != nil {
		return reading{}, err
	}
	taken, err := work.take(ctx, flows.Taking{Sheet: *s})
	if err != nil {
		return reading{}, err
	}
	m := d.answers(fitting(func(most lengths) []thidua.Line {
		return previewLines(taken, most, d.Language, d.Name, name, s.Version != d.script.Campaign.Version)
	})...)
	if len(taken.Changes) == 0 {
		return reading{messages: []thidua.Message{m}}, nil
	}
	i := Import{Chat: d.Chat, Campaign: d.Post.Campaign, Unit: unit, Language: d.Language, File: d.Name, Sheet: taken.Seen}
	if d.content, err = json.Marshal(i); err != nil {
		return reading{}, fmt.Errorf("%w: write a filled spreadsheet: %w", errStep, err)
	}
	o, put, err := b.offer(ctx, d, thidua.Offer{Kind: sheetKind, Campaign: d.Post.Campaign, Version: d.script.Campaign.Version})
	m.Lines = append(m.Lines, thidua.Line{Text: texts.ImportAsk.In(d.Language), Style: thidua.Strong})
	m.Buttons = [][]thidua.Button{{{Label: texts.Yes.In(d.Language), Data: excelData(o.ID, "yes")},
		{Label: texts.No.In(d.Language), Data: excelData(o.ID, "no")}}}
	return reading{put: put, messages: []thidua.Message{m}}, err
}

func excelData(id, act string) string { return deskPrefix + "excel." + id + "." + act }

// unitName is what people call a unit.
func unitName(c *thidua.Campaign, unit, language string) string {
	if u, ok := c.Unit(unit); ok {
		return u.Name
	}
	return texts.RoleName(thidua.Secretariat).In(language)
}

// unitWork begins to work for a unit in the name of somebody who joined.
func (b *Bot) unitWork(ctx context.Context, campaign, unit string, chat int64) (*unitWork, error) {
	by := thidua.Person{}
	if _, err := b.load(ctx, thidua.PersonKey(chat), &by); err != nil {
		return nil, err
	}
	by.Chat = chat
	return newUnitWork(ctx, b.store, b.scripts, campaign, unit, by, b.now())
}

// excel sends a spreadsheet to be filled, and serves the buttons of one that came back.
func (d *decision) excel(ctx context.Context, argument string) error {
	if argument == "" {
		return d.form(ctx, "")
	}
	id, act, _ := strings.Cut(argument, ".")
	o, found, err := d.offeredFile(ctx, sheetKind, id)
	if err != nil || !found {
		return err
	}
	content, err := d.settleOffer(ctx, sheetKind)
	if err != nil {
		return err
	}
	var i Import
	if err := json.Unmarshal(content, &i); err != nil {
		return fmt.Errorf("%w: an offered spreadsheet: %w", errCorrupt, err)
	}
	switch {
	case !entitled(d.person.Posts, sending+sheetKind, i.Campaign, i.Unit):
		d.notice = texts.NotYours.In(d.language())
	case act != "yes":
		d.reply(d.message(texts.ImportLeft, o.Name))
	default:
		i.ID = o.ID
		key := thidua.ImportKey(i.Chat, i.ID)
		d.put, d.due = append(d.put, newRecord(key, i)), append(d.due, thidua.Due{Key: key, At: d.in.At})
		d.reply(d.message(texts.ImportDoing, o.Name))
	}
	return nil
}

func isImport(d thidua.Due) bool { return strings.HasPrefix(string(d.Key), string(thidua.Imports)) }

// importOne takes the next rows of a spreadsheet; each commit also says how far it came, so that none is taken twice.
func (b *Bot) importOne(ctx context.Context, due thidua.Due) error {
	snapshot, err := b.store.Load(ctx, "", due.Key)
	if err != nil {
		return fmt.Errorf("load a spreadsheet: %w", err)
	}
	record := snapshot.Records[due.Key]
	gone := []thidua.Due{{Key: due.Key, Was: due.At}}
	var i Import
	if record.Rev == 0 || json.Unmarshal(record.Body, &i) != nil {
		_, err := b.store.Commit(ctx, thidua.Change{ID: string(due.Key) + "/gone/" + secret(), At: b.now(), Due: gone})
		return err
	}
	var change thidua.Change
	err = survive(ctx, func(ctx context.Context) error {
		work, err := b.unitWork(ctx, i.Campaign, i.Unit, i.Chat)
		if err != nil {
			return err
		}
		change, err = i.slice(ctx, work)
		return err
	})
	switch {
	case hopeless(err):
		b.log.Error("spreadsheet given up", "chat", i.Chat, "error", err)
		change = thidua.Change{ID: string(due.Key) + "/failed/" + secret(), At: b.now(), Due: gone,
			Delete: []thidua.Record{{Key: due.Key, Rev: record.Rev}},
			Send:   []thidua.Message{{Chat: i.Chat, Lines: []thidua.Line{{Text: texts.ImportFailed.In(i.Language, i.File)}}}}}
	case err != nil:
		return err
	case i.Next < 0:
		change.Due, change.Delete = gone, append(change.Delete, thidua.Record{Key: due.Key, Rev: record.Rev})
		owed, err := b.filesOwed(ctx, i)
		if err != nil {
			return err
		}
		done, targets := i.done(owed)
		change.Put, change.Send = append(change.Put, targets...), pieces([]thidua.Message{done})
	default:
		next := recordAt(record.Rev, due.Key, i)
		change.Put = append(change.Put, next)
	}
	if _, err := b.store.Commit(ctx, change); err != nil {
		return fmt.Errorf("commit rows of a spreadsheet: %w", err)
	}
	b.ring()
	return nil
}

// slice decides what the next rows change, at most those of one part; Next is negative when there are none left.
func (i *Import) slice(ctx context.Context, work *unitWork) (thidua.Change, error) {
	at := i.Next
	taken, err := work.take(ctx, flows.Taking{Sheet: i.Sheet, ID: fmt.Sprintf("%s-%d", i.ID, at), Apply: true, From: at, Most: perImport})
	if err != nil {
		return thidua.Change{}, err
	}
	i.Next, i.Skipped = taken.Next, i.Skipped+taken.Skipped
	if taken.Done {
		i.Next = -1
	}
	for _, p := range taken.Parts {
		i.count(p)
	}
	return thidua.Change{ID: fmt.Sprintf("import/%d/%s/%d", i.Chat, i.ID, at), At: work.state.Input.At, Put: taken.Put, Delete: taken.Delete,
		Expect: work.rests(taken.Put, taken.Delete)}, nil
}

// count adds what one commit changed.
func (i *Import) count(p flows.TakenPart) {
	for k := range i.Parts {
		if sum := &i.Parts[k]; sum.Part == p.Part {
			sum.Answers, sum.Entries, sum.Added, sum.Deleted = sum.Answers+p.Answers, sum.Entries+p.Entries, sum.Added+p.Added, sum.Deleted+p.Deleted
			return
		}
	}
	i.Parts = append(i.Parts, p)
}

// filesOwed lists what the parts that changed still lack, of questions for files: no spreadsheet brings those.
func (b *Bot) filesOwed(ctx context.Context, i Import) (map[string]flows.Remaining, error) {
	work, err := b.unitWork(ctx, i.Campaign, i.Unit, i.Chat)
	if err != nil {
		return nil, err
	}
	owed := map[string]flows.Remaining{}
	for _, p := range i.Parts {
		left, err := b.remaining(ctx, work.script, i.Unit, p.Part, i.Language, b.now())
		if err != nil {
			return nil, err
		}
		if left.Files > 0 {
			owed[p.Part] = left
		}
	}
	return owed, nil
}

// done says what was taken, asks for the files that are owed, and offers to hand it in.
func (i *Import) done(owed map[string]flows.Remaining) (m thidua.Message, targets []thidua.Record) {
	m = thidua.Message{Chat: i.Chat, Lines: []thidua.Line{{Text: texts.ImportDone.In(i.Language, i.File), Style: thidua.Strong}}}
	m.Lines = append(m.Lines, partLines(i.Parts, i.Language)...)
	if i.Skipped > 0 {
		m.Lines = append(m.Lines, thidua.Line{Text: texts.ImportSkipped.In(i.Language, i.Skipped)})
	}
	if len(i.Parts) == 0 {
		return m, nil
	}
	m.Lines = append(m.Lines, thidua.Line{Text: texts.ImportDraft.In(i.Language)})
	for _, p := range i.Parts {
		submit, look, send := texts.Submit.In(i.Language), texts.Review.In(i.Language), texts.ImportSend.In(i.Language)
		if len(i.Parts) > 1 {
			submit, look, send = texts.SubmitPart.In(i.Language, p.Label), look+": "+p.Label, send+": "+p.Label
		}
		if left, wanted := owed[p.Part]; wanted {
			how := texts.ImportSendHow.In(i.Language, send)
			m.Lines = append(m.Lines, thidua.Line{Text: owedLine(p.Label, left, i.Language) + " " + how})
			id := targetID("send", i.ID, p.Part)
			targets = append(targets, newRecord(thidua.TargetKey(id),
				thidua.Target{Chat: i.Chat, Act: "look", Campaign: i.Campaign, Unit: i.Unit, Part: p.Part}))
			m.Buttons = append(m.Buttons, []thidua.Button{{Label: "📎 " + send, Data: targetPrefix + id}})
		}
		hand := thidua.Target{Chat: i.Chat, Act: "submit", Campaign: i.Campaign, Unit: i.Unit, Part: p.Part}
		see := thidua.Target{Chat: i.Chat, Act: "look", Campaign: i.Campaign, Unit: i.Unit, Part: p.Part}
		handID, seeID := targetID("submit", i.ID, p.Part), targetID("look", i.ID, p.Part)
		targets = append(targets, newRecord(thidua.TargetKey(handID), hand), newRecord(thidua.TargetKey(seeID), see))
		m.Buttons = append(m.Buttons, []thidua.Button{{Label: "📤 " + submit, Data: targetPrefix + handID},
			{Label: "📋 " + look, Data: targetPrefix + seeID}})
	}
	return m, targets
}
