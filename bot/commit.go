package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"thidua"
	"thidua/bot/telegram"
)

// Answers to taps: so many at once, each no longer than that.
const (
	mostTaps = 256
	tapLimit = 5 * time.Second
)

// commit writes the decision, the session with it. Messages that may leave at once come back lent to this sender.
func (b *Bot) commit(ctx context.Context, d *decision) error {
	if d.done {
		return nil
	}
	body, err := json.Marshal(d.session)
	if err != nil {
		return fmt.Errorf("write session: %w", err)
	}
	key := thidua.SessionKey(d.in.Chat)
	change := thidua.Change{ID: updateID(d.in.Update), At: d.in.At, Put: d.put, Delete: d.remove, Due: d.due}
	change.Put = append(change.Put, thidua.Record{Key: key, Rev: d.records[key].Rev, Body: body, Needs: d.needs})
	change.Send = pieces(d.messages)
	if err := once(change); err != nil {
		return err
	}
	change.Expect = append(d.rests(change.Put), d.expect...)
	d.keeps = len(change.Send) > 0 && b.loans.ask()
	if d.keeps {
		change.Lend = b.now().Add(sendLease)
	}
	out, err := b.store.Commit(ctx, change)
	if err != nil && d.keeps {
		b.loans.keep(nil)
	}
	if err != nil {
		return err
	}
	if out.Repeated {
		d.done, d.messages, d.notice = true, nil, ""
		b.known.forget(key)
		return nil
	}
	b.known.wrote(change, out.Rev)
	b.known.says(thidua.Record{Key: key, Rev: out.Rev}, d.session)
	d.lent, d.queued = out.Lent, len(change.Send)-len(out.Lent)
	return nil
}

// rests is what a decision that changes something was made upon: the person's posts, and the campaign's version and life. Where
// they change meanwhile, as when somebody is removed or a campaign is locked, the step is taken again.
func (d *decision) rests(put []thidua.Record) (upon []thidua.Record) {
	if len(d.put)+len(d.remove) == 0 {
		return nil
	}
	for _, key := range []thidua.Key{thidua.PersonKey(d.in.Chat), thidua.CampaignKey(d.session.Campaign)} {
		r := d.records[key]
		if r.Rev > 0 && !slices.ContainsFunc(put, func(p thidua.Record) bool { return p.Key == key }) {
			upon = append(upon, thidua.Record{Key: key, Rev: r.Rev})
		}
	}
	return upon
}

// pieces are messages as Telegram takes them.
func pieces(messages []thidua.Message) (all []thidua.Message) {
	for _, m := range messages {
		all = append(all, telegram.Split(m)...)
	}
	return all
}

// once refuses a change that writes a record twice. No store takes it, now or later, so that it is an error of the
// step: the update is parked and holds nobody up.
func once(c thidua.Change) error {
	written := map[thidua.Key]bool{}
	for _, records := range [][]thidua.Record{c.Put, c.Delete} {
		for _, r := range records {
			if written[r.Key] {
				return fmt.Errorf("%w: %s is written twice", errStep, r.Key)
			}
			written[r.Key] = true
		}
	}
	return nil
}

// afterCommit does what may be lost: it hands on the messages that the commit has lent, rings for the others, and ends the
// waiting sign on a button, which nothing waits for.
func (b *Bot) afterCommit(ctx context.Context, d *decision) {
	for _, m := range d.messages {
		b.cards.expect(m.Chat, m.Card)
	}
	if d.keeps {
		b.loans.keep(d.lent)
	}
	if d.queued > 0 {
		b.ring()
	}
	if d.in.Query == "" {
		return
	}
	select {
	case b.tapSlots <- struct{}{}:
	default:
		return // Telegram hangs; the sign ends by itself
	}
	b.taps.do(func() {
		defer func() { <-b.tapSlots }()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), tapLimit)
		defer cancel()
		if err := b.api.AnswerTap(ctx, d.in.Query, d.notice); err != nil {
			b.log.Debug("answer tap", "update", d.in.Update, "error", err)
		}
	})
}

func (b *Bot) ring() {
	select {
	case b.outgoing <- struct{}{}:
	default:
	}
}
