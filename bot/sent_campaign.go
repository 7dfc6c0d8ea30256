package bot

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"thidua"
	"thidua/export"
	"thidua/flows"
	"thidua/flows/texts"
	"thidua/flows/xlsform"
)

// campaignKind is that of a campaign's workbook which the secretariat sends.
const campaignKind = "campaign"

const loadCommand = "/nap"

// Limits of what is told of a workbook in the chat itself; what does not fit on a card comes before it, what is longer in
// a file.
const (
	mostProblems   = 30
	longestPreview = 3000 // characters
	cardPreview    = 18   // lines of a phone's screen
)

func loadData(id, act string) string { return deskPrefix + loadCommand[1:] + "." + id + "." + act }

// readCampaign checks a campaign's workbook as thidua check does: its mistakes are told, and one without any is offered with
// what it would change. Nothing is told of a campaign that is not the person's.
func readCampaign(ctx context.Context, b *Bot, d document) (reading, error) {
	contents, answer, err := unpacked(&d)
	if err != nil || answer != nil {
		return reading{messages: answer}, err
	}
	campaign, report, err := b.readWorkbook(ctx, d, contents)
	if err != nil {
		return reading{}, err
	}
	if campaign != nil {
		if _, err := flows.Compile(campaign); err != nil {
			return reading{}, fmt.Errorf("%w: compile a campaign that was sent: %w", errStep, err)
		}
	}
	if len(report.Errors) > 0 {
		r, err := b.wrongCampaign(ctx, d, report)
		r.foreign = report.Errors[0].Code == xlsform.NoSurvey
		return r, err
	}
	var head thidua.Head
	known, err := b.load(ctx, thidua.CampaignKey(campaign.ID), &head)
	if err != nil {
		return reading{}, err
	}
	var p thidua.Person
	if _, err := b.load(ctx, thidua.PersonKey(d.Chat), &p); err != nil {
		return reading{}, err
	}
	if !mayLoad(p.Posts, campaign.ID, known) {
		return reading{messages: []thidua.Message{d.answers(d.says(texts.LoadNotYours, campaign.ID))}}, nil
	}
	var media map[string]thidua.Medium
	if b.keeper != nil {
		if media, err = KeepMedia(ctx, b.keeper, campaign, contents); err != nil {
			return reading{}, err
		}
	}
	return b.offerCampaign(ctx, d, campaign, head, report, media)
}

// unpacked makes of a .zip the workbook in it and the files beside that; an answer says why it cannot be used.
func unpacked(d *document) (contents map[string][]byte, answer []thidua.Message, err error) {
	if !xlsform.IsPackage(d.Name) {
		return nil, nil, nil
	}
	p, err := xlsform.OpenPackage(d.content)
	if err != nil {
		return nil, []thidua.Message{d.answers(d.says(texts.ZipUnfit, d.Name))}, nil
	}
	d.Name, d.content = p.Name, p.Workbook
	return p.Files, nil, nil
}

// readWorkbook reads a workbook, its files held against those that came with it and those that the campaign has already.
func (b *Bot) readWorkbook(ctx context.Context, d document, contents map[string][]byte) (*thidua.Campaign, xlsform.Report, error) {
	campaign, report := xlsform.Read(d.Name, d.content, xlsform.Options{})
	if campaign == nil || len(campaign.Form.MediaNames()) == 0 {
		return campaign, report, nil
	}
	var before map[string]thidua.Medium
	if _, err := b.load(ctx, thidua.MediaKey(campaign.ID), &before); err != nil {
		return nil, report, err
	}
	files := map[string]int64{}
	for name, medium := range before {
		files[name] = medium.Length
	}
	for name, content := range contents {
		files[name] = int64(len(content))
	}
	campaign, report = xlsform.Read(d.Name, d.content, xlsform.Options{Files: files})
	return campaign, report, nil
}

// mayLoad tells whether somebody may put a version of a campaign in force: staff creates one, its own secretariat replaces it.
func mayLoad(posts []thidua.Post, campaign string, known bool) bool {
	if !known {
		campaign = ""
	}
	return entitled(posts, sending+campaignKind, campaign, "")
}

// wrongCampaign lists what is wrong, with sheet, cell and cure.
func (b *Bot) wrongCampaign(ctx context.Context, d document, report xlsform.Report) (reading, error) {
	var all []string
	for i, p := range report.Errors {
		all = append(all, fmt.Sprintf("%d. %s", i+1, p.In(d.Language)))
	}
	head := d.says(texts.LoadWrong, d.Name, len(report.Errors))
	head.Style = thidua.Strong
	m := d.answers(head)
	for _, line := range all[:min(mostProblems, len(all))] {
		m.Lines = append(m.Lines, thidua.Line{Text: line})
	}
	r := reading{}
	if more := len(all) - mostProblems; more > 0 {
		m.Lines = append(m.Lines, d.says(texts.LoadMore, more))
		list, put, err := b.listing(ctx, d, "loi.txt", strings.Join(all, "\n")+"\n")
		if err != nil {
			return r, err
		}
		r.put, r.messages = put, []thidua.Message{list}
	}
	m.Lines = append(m.Lines, d.says(texts.LoadMend))
	r.messages = append([]thidua.Message{m}, r.messages...)
	return r, nil
}

// listing is a message with a text file, and the record that holds its text until it is sent.
func (b *Bot) listing(ctx context.Context, d document, name, text string) (thidua.Message, []thidua.Record, error) {
	key := thidua.OfferedKey(d.Chat, Listing)
	snapshot, err := b.store.Load(ctx, "", key)
	if err != nil {
		return thidua.Message{}, nil, fmt.Errorf("load a list: %w", err)
	}
	m := d.answers(d.says(texts.LoadListed, d.Name))
	m.Attach = &thidua.Document{Kind: Listing, Campaign: d.Post.Campaign, Name: name, Text: key}
	return m, []thidua.Record{{Key: key, Rev: snapshot.Records[key].Rev, Body: []byte(text)}}, nil
}

// offerCampaign shows what a version would change, and asks for Có.
func (b *Bot) offerCampaign(ctx context.Context, d document, c *thidua.Campaign, head thidua.Head, report xlsform.Report, media map[string]thidua.Medium) (reading, error) {
	preview, err := Foresee(ctx, b.store, b.loading(c, d.content), d.Language)
	if err != nil {
		return reading{}, err
	}
	var changes bytes.Buffer
	if err := preview.Write(ctx, &changes); err != nil {
		return reading{}, err
	}
	lines, drops, err := b.warnings(ctx, d, c)
	if err != nil {
		return reading{}, err
	}
	o, put, err := b.offer(ctx, d, thidua.Offer{Kind: campaignKind, Campaign: c.ID, Version: head.Version, Media: media})
	if err != nil {
		return reading{}, err
	}
	r := reading{put: put}
	text := strings.TrimSpace(changes.String())
	m := d.answers(d.says(texts.LoadPreview, d.Name))
	for _, p := range report.Warnings {
		m.Lines = append(m.Lines, d.says(texts.LoadWarning, p.In(d.Language)))
	}
	if utf8.RuneCountInString(text) > longestPreview {
		list, kept, err := b.listing(ctx, d, "thay-doi.txt", text)
		if err != nil {
			return r, err
		}
		r.put, r.messages = append(r.put, kept...), []thidua.Message{list}
	} else if thidua.Tall(m.Lines...)+thidua.Tall(thidua.Line{Text: text}) > cardPreview {
		r.messages = []thidua.Message{d.answers(append(m.Lines[1:len(m.Lines):len(m.Lines)], thidua.Line{Text: text})...)}
		m.Lines = m.Lines[:1]
	}
	m.Lines = append(append(m.Lines, thidua.Line{Text: thidua.Clip(text, cardPreview-thidua.Tall(m.Lines...))}), lines...)
	m.Lines = append(m.Lines, thidua.Line{Text: texts.LoadIt.In(d.Language), Style: thidua.Strong})
	yes := thidua.Button{Label: texts.Yes.In(d.Language), Data: loadData(o.ID, "yes")}
	if drops {
		yes = thidua.Button{Label: texts.LoadAndDrop.In(d.Language), Data: loadData(o.ID, "drop")}
	}
	m.Buttons = [][]thidua.Button{{yes, {Label: texts.No.In(d.Language), Data: loadData(o.ID, "no")}}}
	r.messages = append(r.messages, m)
	return r, nil
}

// warnings say what loading a version would drop, and what becomes of the campaign's own template.
func (b *Bot) warnings(ctx context.Context, d document, c *thidua.Campaign) (lines []thidua.Line, drops bool, err error) {
	units, parts, err := Gone(ctx, b.store, c)
	if err != nil {
		return nil, false, err
	}
	none := texts.LoadNone.In(d.Language)
	if drops = len(units)+len(parts) > 0; drops {
		lines = append(lines, d.says(texts.LoadRemoves, orNone(units, none), orNone(parts, none)))
	}
	template, err := ReportTemplate(ctx, b.store, c.ID)
	if err != nil || template == nil {
		return lines, drops, err
	}
	if mistakes := export.CheckTemplate(c, template); len(mistakes) > 0 {
		lines = append(lines, d.says(texts.LoadTemplate, len(mistakes)))
	}
	return lines, drops, nil
}

func orNone(names []string, none string) string {
	if len(names) == 0 {
		return none
	}
	return strings.Join(names[:min(mostNamed, len(names))], ", ")
}

func (b *Bot) loading(c *thidua.Campaign, content []byte) Loading {
	return Loading{Campaign: c, Format: FormatOf(content), Source: content, Now: b.now(), Calendar: b.calendar}
}
