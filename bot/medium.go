package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"thidua"
	"thidua/bot/telegram"
)

// sendMedium sends a file that a form shows. It is uploaded once: from then on it goes by the id that Telegram gave it. One that
// the campaign was loaded without is passed over; the question follows all the same.
func (b *Bot) sendMedium(ctx context.Context, m thidua.Message) (thidua.Card, error) {
	var media map[string]thidua.Medium
	if _, err := b.load(ctx, thidua.MediaKey(m.Attach.Campaign), &media); err != nil {
		return thidua.Card{}, err
	}
	medium, kept := media[m.Attach.Name]
	if !kept || b.keeper == nil {
		b.log.Warn("a campaign lacks a file that it shows", "campaign", m.Attach.Campaign)
		return thidua.Card{}, errLeft
	}
	key := thidua.SentMediumKey(medium.SHA)
	snapshot, err := b.store.Load(ctx, "", key)
	if err != nil {
		return thidua.Card{}, fmt.Errorf("load %s: %w", key, err)
	}
	var known thidua.File
	before := snapshot.Records[key]
	if before.Rev > 0 && json.Unmarshal(before.Body, &known) == nil {
		again := m
		again.Attach, again.Given = nil, &known
		if card, err := b.api.Send(ctx, again, nil); err == nil || !final(err) || isUnreachable(err) {
			return card, err
		}
	}
	card, err := b.uploadMedium(ctx, m, medium)
	if err != nil || card.File == nil {
		return card, err
	}
	note := recordAt(before.Rev, key, card.File)
	_, err = b.store.Commit(ctx, thidua.Change{ID: "medium/" + secret(), At: b.now(), Put: []thidua.Record{note}})
	if err != nil && !errors.Is(err, thidua.ErrConflict) {
		b.log.Warn("note how a file is sent again", "error", err)
	}
	return card, nil
}

// uploadMedium sends a file's content, as what its name says or, where Telegram does not take it so, as a document.
func (b *Bot) uploadMedium(ctx context.Context, m thidua.Message, medium thidua.Medium) (card thidua.Card, err error) {
	for _, kind := range slices.Compact([]thidua.Kind{thidua.MediumKind(m.Attach.Name), thidua.KindDocument}) {
		content, err := b.keeper.Open(ctx, medium.SHA)
		if errors.Is(err, fs.ErrNotExist) {
			b.log.Error("a file that a campaign shows is no longer kept", "campaign", m.Attach.Campaign)
			return card, errLeft
		}
		if err != nil {
			return card, fmt.Errorf("open a file that a campaign shows: %w", err)
		}
		card, err = b.api.Send(ctx, m, &telegram.Attachment{Name: m.Attach.Name, Content: content, Kind: kind})
		content.Close()
		if err == nil || !final(err) || isUnreachable(err) {
			return card, err
		}
	}
	return card, err
}

func isUnreachable(err error) bool {
	var refused *telegram.Error
	return errors.As(err, &refused) && refused.Unreachable()
}

// KeepMedia keeps the files that come with a workbook, as far as its form names them.
func KeepMedia(ctx context.Context, files Keeper, c *thidua.Campaign, contents map[string][]byte) (map[string]thidua.Medium, error) {
	media := map[string]thidua.Medium{}
	for _, name := range c.Form.MediaNames() {
		content, there := contents[name]
		if !there {
			continue
		}
		sha, length, err := files.Put(ctx, bytes.NewReader(content))
		if err != nil {
			return nil, fmt.Errorf("keep a file that the form shows: %w", err)
		}
		media[name] = thidua.Medium{SHA: sha, Length: length}
	}
	return media, nil
}

// mediaRecord is what a campaign shows from now on: what came before stays where nothing of its name comes now. No record
// where nothing comes.
func (l Loading) mediaRecord(before thidua.Record) ([]thidua.Record, error) {
	if len(l.Media) == 0 {
		return nil, nil
	}
	all := map[string]thidua.Medium{}
	if before.Rev > 0 {
		if err := json.Unmarshal(before.Body, &all); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", errCorrupt, before.Key, err)
		}
	}
	maps.Copy(all, l.Media)
	return []thidua.Record{recordAt(before.Rev, thidua.MediaKey(l.Campaign.ID), all)}, nil
}
