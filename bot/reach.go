package bot

import (
	"context"
	"errors"
	"fmt"

	"thidua"
	"thidua/flows/texts"
)

// lost marks a person whom Telegram does not reach any more, who blocked the bot or closed the account, and tells the
// secretariat once. Writing again makes the person reachable.
func (b *Bot) lost(ctx context.Context, chat int64) error {
	keys := []thidua.Key{thidua.UnreachableKey(chat), thidua.PersonKey(chat)}
	snapshot, err := b.store.Load(ctx, "", keys...)
	if err != nil {
		return fmt.Errorf("load the person: %w", err)
	}
	person := snapshot.Records[keys[1]]
	if snapshot.Records[keys[0]].Rev > 0 || person.Rev == 0 {
		return nil
	}
	d := &decision{b: b, in: thidua.Input{Chat: chat, At: b.now()}, records: snapshot.Records}
	if err := d.open(); err != nil {
		return err
	}
	for _, post := range d.person.Posts {
		if err := d.tellLost(ctx, post); err != nil {
			return err
		}
	}
	_, err = b.store.Commit(ctx, thidua.Change{ID: "unreachable/" + secret(), At: d.in.At,
		Put: []thidua.Record{newRecord(keys[0], d.in.At)}, Expect: []thidua.Record{person}, Send: d.messages})
	if errors.Is(err, thidua.ErrConflict) {
		return nil // another replica was quicker, or the person is being changed: the next message tells again
	}
	b.ring()
	return err
}

// tellLost tells a campaign's secretariat, and the staff, whom the bot does not reach; each of them once.
func (d *decision) tellLost(ctx context.Context, post thidua.Post) error {
	where, err := d.placeOf(ctx, post)
	if err != nil {
		return err
	}
	told := map[int64]bool{d.in.Chat: true}
	for _, m := range d.messages {
		told[m.Chat] = true
	}
	desk, err := secretaries(ctx, d.b.store, post.Campaign)
	if err != nil {
		return err
	}
	for _, m := range desk {
		if !told[m.Chat] {
			d.messages = append(d.messages, thidua.Message{Chat: m.Chat,
				Lines: []thidua.Line{{Text: texts.Unreachable.In(m.Language, d.person.Name, where)}}})
		}
	}
	return nil
}

// reached takes the mark away from somebody who writes again.
func (d *decision) reached() {
	if r := d.records[thidua.UnreachableKey(d.in.Chat)]; r.Rev > 0 {
		d.remove = append(d.remove, thidua.Record{Key: thidua.UnreachableKey(d.in.Chat), Rev: r.Rev})
	}
}
