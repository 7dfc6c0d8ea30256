package bot

import (
	"context"
	"fmt"
	"strings"

	"thidua"
	"thidua/export"
	"thidua/flows/texts"
)

// templateKind is that of a report template which the secretariat sends.
const templateKind = "template"

const templateCommand = "/mau"

// mostMistakes of a template are told in the chat.
const mostMistakes = 10

func templateData(id, act string) string { return deskPrefix + "mau." + id + "." + act }

// readTemplate checks a template against the campaign: its mistakes are told, and one without any is offered.
func readTemplate(ctx context.Context, b *Bot, d document) (reading, error) {
	if mistakes := export.CheckTemplate(d.script.Campaign, d.content); len(mistakes) > 0 {
		return reading{messages: []thidua.Message{d.wrongTemplate(mistakes)}}, nil
	}
	o, put, err := b.offer(ctx, d, templateKind)
	m := d.answers(d.says(texts.TemplateRight, d.Name), d.says(texts.TemplateUse, d.script.Campaign.Title))
	m.Buttons = [][]thidua.Button{{{Label: texts.Yes.In(d.Language), Data: templateData(o.ID, "yes")},
		{Label: texts.No.In(d.Language), Data: templateData(o.ID, "no")}}}
	return reading{put: put, messages: []thidua.Message{m}}, err
}

// wrongTemplate lists the first mistakes, each with the paragraph where it stands.
func (d document) wrongTemplate(mistakes []error) thidua.Message {
	head := d.says(texts.TemplateWrong, d.Name, len(mistakes))
	head.Style = thidua.Strong
	m := d.answers(head)
	for i, mistake := range mistakes[:min(mostMistakes, len(mistakes))] {
		m.Lines = append(m.Lines, thidua.Line{Text: fmt.Sprintf("%d. %s", i+1, mistake)})
	}
	if more := len(mistakes) - mostMistakes; more > 0 {
		m.Lines = append(m.Lines, d.says(texts.MoreMistakes, more))
	}
	m.Lines = append(m.Lines, d.says(texts.TemplateAgain))
	return m
}

// template serves the buttons of a template that was offered.
func (d *decision) template(ctx context.Context, argument string) error {
	if argument == "" {
		d.tell(texts.TemplateHow)
		return nil
	}
	id, act, _ := strings.Cut(argument, ".")
	o, found, err := d.offeredFile(ctx, templateKind, id)
	if err != nil || !found {
		return err
	}
	content, err := d.settleOffer(ctx, templateKind)
	if err != nil {
		return err
	}
	if act != "yes" {
		d.reply(d.message(texts.TemplateDropped, o.Name))
		return nil
	}
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	if script.Campaign.Version != o.Version && len(export.CheckTemplate(script.Campaign, content)) > 0 {
		d.reply(d.message(texts.TemplateOutdated, o.Name))
		return nil
	}
	key := thidua.TemplateKey(d.post.Campaign)
	before, err := d.record(ctx, key)
	if err != nil {
		return err
	}
	d.put = append(d.put, thidua.Record{Key: key, Rev: before.Rev, Body: content})
	d.logLine(thidua.Post{Campaign: d.post.Campaign, Unit: thidua.Department}, "template")
	d.reply(d.message(texts.TemplateTaken, o.Name))
	return nil
}

// ReportTemplate reads a campaign's own report template; nil where it has none and the built-in one serves.
func ReportTemplate(ctx context.Context, store thidua.Store, campaign string) ([]byte, error) {
	key := thidua.TemplateKey(campaign)
	snapshot, err := store.Load(ctx, "", key)
	if err != nil {
		return nil, fmt.Errorf("load the report template of %s: %w", campaign, err)
	}
	return snapshot.Records[key].Body, nil
}

// ReportOptions are what a campaign's report is made of; files may be nil.
func ReportOptions(ctx context.Context, store thidua.Store, campaign string, files Opener) (o export.ReportOptions, err error) {
	if files != nil {
		o.Files = Kept{store, files}
	}
	o.Template, err = ReportTemplate(ctx, store, campaign)
	return o, err
}
