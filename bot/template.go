package bot

import (
	"context"
	"fmt"
	"io"
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
		return reading{messages: []thidua.Message{wrongTemplate(d.Chat, d.Language, d.Name, mistakes)}}, nil
	}
	_, put, err := b.offer(ctx, d, thidua.Offer{Kind: templateKind, Campaign: d.Post.Campaign, Version: d.script.Campaign.Version})
	if err != nil {
		return reading{}, err
	}
	key := thidua.RequestKey(d.Post.Campaign, d.Chat, Trial)
	snapshot, err := b.store.Load(ctx, "", key)
	if err != nil {
		return reading{}, fmt.Errorf("load a request: %w", err)
	}
	trial := recordAt(snapshot.Records[key].Rev, key, thidua.Request{Document: thidua.Document{Kind: Trial, Campaign: d.Post.Campaign}, Chat: d.Chat,
		Language: d.Language, At: b.now()})
	return reading{put: append(put, trial), due: []thidua.Due{{Key: key, At: b.now()}},
		messages: []thidua.Message{d.answers(d.says(texts.TemplateTried, d.Name))}}, nil
}

// offerCard asks whether the template is to be used by which the report was made on trial.
func (s *service) offerCard(ctx context.Context) ([]thidua.Message, error) {
	var o thidua.Offer
	found, err := s.b.load(ctx, thidua.OfferKey(s.Chat, templateKind), &o)
	if err != nil || !found {
		return nil, err
	}
	l := s.Language
	m := thidua.Message{Chat: s.Chat, Lines: []thidua.Line{{Text: texts.TemplateRight.In(l, o.Name)}, {Text: texts.TemplateUse.In(l)}}}
	m.Buttons = [][]thidua.Button{{{Label: texts.Yes.In(l), Data: templateData(o.ID, "yes")},
		{Label: texts.No.In(l), Data: templateData(o.ID, "no")}}}
	return []thidua.Message{m}, nil
}

// wrongTemplate lists the first mistakes, each with the paragraph where it stands.
func wrongTemplate(chat int64, language, name string, mistakes []error) thidua.Message {
	m := thidua.Message{Chat: chat, Lines: []thidua.Line{{Text: texts.TemplateWrong.In(language, name, len(mistakes)), Style: thidua.Strong}}}
	for i, mistake := range mistakes[:min(mostMistakes, len(mistakes))] {
		m.Lines = append(m.Lines, thidua.Line{Text: fmt.Sprintf("%d. %s", i+1, export.MistakeIn(language, mistake))})
	}
	if more := len(mistakes) - mostMistakes; more > 0 {
		m.Lines = append(m.Lines, thidua.Line{Text: texts.MoreMistakes.In(language, more)})
	}
	m.Lines = append(m.Lines, thidua.Line{Text: texts.TemplateAgain.In(language)})
	return m
}

// writeTemplate writes a campaign's own template, or the built-in one.
func writeTemplate(w io.Writer, own []byte) error {
	if own == nil {
		return export.Template(w)
	}
	_, err := w.Write(own)
	return err
}

// showTemplate sends the template in use, and says how to change it.
func (d *decision) showTemplate(ctx context.Context) error {
	m := d.message(texts.TemplateHow)
	own, err := d.record(ctx, thidua.TemplateKey(d.post.Campaign))
	if err != nil {
		return err
	}
	if own.Rev > 0 {
		m.Buttons = [][]thidua.Button{{{Label: texts.TemplateBuiltIn.In(d.language()), Data: deskPrefix + "mau.goc"}}}
	}
	d.messages = append(d.messages, m)
	return d.request(ctx, d.post.Campaign, Template)
}

func (d *decision) askBuiltIn() error {
	m, l := d.message(texts.TemplateAskBuiltIn), d.language()
	m.Buttons = [][]thidua.Button{{{Label: texts.Yes.In(l), Data: deskPrefix + "mau.goc.yes"}, {Label: texts.No.In(l), Data: deskPrefix + "mau.goc.no"}}}
	d.reply(m)
	return nil
}

// takeBuiltIn goes back to the built-in template.
func (d *decision) takeBuiltIn(ctx context.Context) error {
	own, err := d.record(ctx, thidua.TemplateKey(d.post.Campaign))
	if err != nil {
		return err
	}
	if own.Rev > 0 {
		d.remove = append(d.remove, thidua.Record{Key: own.Key, Rev: own.Rev})
		d.logLine(thidua.Post{Campaign: d.post.Campaign, Unit: thidua.Department}, "template")
	}
	d.reply(d.message(texts.TemplateBuiltInNow))
	return nil
}

// template serves the buttons of a template that was offered.
func (d *decision) template(ctx context.Context, argument string) error {
	switch argument {
	case "":
		return d.showTemplate(ctx)
	case "goc":
		return d.askBuiltIn()
	case "goc.yes":
		return d.takeBuiltIn(ctx)
	case "goc.no":
		d.reply(d.message(texts.TemplateStays))
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
