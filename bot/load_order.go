package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"thidua"
	"thidua/export"
	"thidua/flows/texts"
	"thidua/flows/xlsform"
)

// loadSent serves /nap and the buttons of a workbook that was offered. It does not go by the post that the person speaks
// for: staff has none before there is a campaign.
func (d *decision) loadSent(ctx context.Context, command string, _ bool) (handled bool, err error) {
	argument, pressed := strings.CutPrefix(d.in.Data, deskPrefix+loadCommand[1:]+".")
	if d.in.Data == deskPrefix+loadCommand[1:] {
		command = loadCommand // of the desk's card
	}
	switch {
	case !pressed && command != loadCommand && aliases[command] != loadCommand:
		return false, nil
	case !d.loadsSomething():
		d.tell(texts.ForSecretariat)
		return true, nil
	case !pressed:
		d.tell(texts.LoadHow)
		return true, nil
	}
	id, act, _ := strings.Cut(argument, ".")
	var o thidua.Offer
	found, err := d.read(ctx, thidua.OfferKey(d.in.Chat, campaignKind), &o)
	if err != nil {
		return true, err
	}
	if !found || o.ID != id || !mayLoad(d.person.Posts, o.Campaign, o.Version != "") {
		d.notice = texts.NotYours.In(d.language())
		return true, nil
	}
	return true, d.settleCampaign(ctx, o, act)
}

// loadsSomething tells whether the person may load any campaign.
func (d *decision) loadsSomething() bool {
	for _, post := range d.person.Posts {
		if entitled(d.person.Posts, loadCommand, post.Campaign, "") {
			return true
		}
	}
	return false
}

// settleCampaign orders the load of a workbook that was offered, or drops it.
func (d *decision) settleCampaign(ctx context.Context, o thidua.Offer, act string) error {
	content, err := d.settleOffer(ctx, campaignKind)
	if err != nil {
		return err
	}
	if act != "yes" && act != "drop" {
		d.reply(d.message(texts.LoadDropped, o.Name))
		return nil
	}
	key := thidua.LoadOrderKey(d.in.Chat, o.ID)
	if err := d.load(ctx, key, thidua.OrderedKey(d.in.Chat, o.ID)); err != nil {
		return err
	}
	order := thidua.LoadOrder{Offer: o, Chat: d.in.Chat, By: d.person.Name, Language: d.language(), Ordered: d.in.At, Remove: act == "drop"}
	if err := d.write(key, order); err != nil {
		return err
	}
	kept := thidua.OrderedKey(d.in.Chat, o.ID)
	d.put = append(d.put, thidua.Record{Key: kept, Rev: d.records[kept].Rev, Body: content})
	d.due = append(d.due, thidua.Due{Key: key, At: d.in.At})
	d.reply(d.message(texts.LoadUnderWay, o.Name))
	return nil
}

func isLoadOrder(d thidua.Due) bool {
	return strings.HasPrefix(string(d.Key), string(thidua.LoadOrders))
}

// loadOrdered carries an order out: everything is asked again, and the version comes into force in the commit that settles
// the order. What the store does not take now is tried again.
func (b *Bot) loadOrdered(ctx context.Context, due thidua.Due) error {
	snapshot, err := b.store.Load(ctx, "", due.Key)
	if err != nil {
		return fmt.Errorf("load an order: %w", err)
	}
	record := snapshot.Records[due.Key]
	done := &thidua.Change{ID: "ordered/" + secret(), At: b.now(), Due: []thidua.Due{{Key: due.Key, Was: due.At}}}
	var o thidua.LoadOrder
	if record.Rev == 0 || json.Unmarshal(record.Body, &o) != nil {
		_, err := b.store.Commit(ctx, *done)
		return err
	}
	kept := thidua.OrderedKey(o.Chat, o.ID)
	if snapshot, err = b.store.Load(ctx, "", kept); err != nil {
		return fmt.Errorf("load a workbook: %w", err)
	}
	done.Delete = []thidua.Record{{Key: record.Key, Rev: record.Rev}, {Key: kept, Rev: snapshot.Records[kept].Rev}}
	err = survive(ctx, func(ctx context.Context) error { return b.putInForce(ctx, o, snapshot.Records[kept].Body, done) })
	answer := texts.LoadFailed
	switch {
	case errors.Is(err, errOutdated):
		answer = texts.LoadOutdated
	case err == nil || !hopeless(err):
		b.ring()
		return err
	default:
		b.log.Error("load given up", "error", err)
	}
	done.Send = []thidua.Message{{Chat: o.Chat, Lines: []thidua.Line{{Text: answer.In(o.Language, o.Name)}}}}
	_, err = b.store.Commit(ctx, *done)
	b.ring()
	return err
}

// putInForce loads an ordered workbook; done is written with it.
func (b *Bot) putInForce(ctx context.Context, o thidua.LoadOrder, content []byte, done *thidua.Change) error {
	campaign, report := xlsform.Read(o.Name, content, xlsform.Options{})
	if len(report.Errors) > 0 {
		return fmt.Errorf("%w: a workbook that was right is wrong", errStep)
	}
	var p thidua.Person
	if _, err := b.load(ctx, thidua.PersonKey(o.Chat), &p); err != nil {
		return err
	}
	if !mayLoad(p.Posts, campaign.ID, o.Version != "") {
		return fmt.Errorf("%w: the person may no longer load campaign %s", errStep, campaign.ID)
	}
	units, parts, err := Gone(ctx, b.store, campaign)
	if err != nil {
		return err
	}
	if len(units)+len(parts) > 0 && !o.Remove {
		return errOutdated // answers came in meanwhile
	}
	l := b.loading(campaign, content)
	l.Media, l.Remove = o.Media, o.Remove
	l.By, l.Name, l.Over, l.Also = o.Chat, o.By, &o.Version, done
	template, err := ReportTemplate(ctx, b.store, campaign.ID)
	if err != nil {
		return err
	}
	if template != nil && len(export.CheckTemplate(campaign, template)) > 0 {
		l.Template = []byte{}
	}
	if done.Send, err = b.loadedMessages(ctx, o, campaign); err != nil {
		return err
	}
	return Load(ctx, b.store, l)
}

// loadedMessages tell the person, and the rest of the secretariat.
func (b *Bot) loadedMessages(ctx context.Context, o thidua.LoadOrder, c *thidua.Campaign) ([]thidua.Message, error) {
	all := []thidua.Message{{Chat: o.Chat, Lines: []thidua.Line{
		{Text: texts.Loaded.In(o.Language, c.Title, c.ID, len(c.Units), len(c.People), len(c.Parts)), Style: thidua.Strong},
		{Text: texts.LoadNext.In(o.Language), Style: thidua.Faint}}}}
	desk, err := secretaries(ctx, b.store, c.ID)
	if err != nil {
		return nil, err
	}
	for _, s := range desk {
		if s.Chat != o.Chat {
			all = append(all, thidua.Message{Chat: s.Chat, Lines: []thidua.Line{{Text: texts.LoadedBy.In(s.Language, o.By, c.Title)}}})
		}
	}
	return all, nil
}
