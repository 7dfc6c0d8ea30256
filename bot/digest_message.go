package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"thidua"
	"thidua/flows/texts"
)

// sendDigest puts a digest for one person into a change; it is written when it is sent.
func sendDigest(change *thidua.Change, c course, to int64, since time.Time) {
	id := secret()[:buttonID]
	change.Put = append(change.Put, newRecord(thidua.TargetKey(id), thidua.Target{Chat: to, Act: "board", Campaign: c.ID}))
	change.Send = append(change.Send, thidua.Message{Chat: to, Bulk: true, Digest: &thidua.Digest{Campaign: c.ID, Since: since, Target: id}})
}

// writeDigest says what came, as the board stands at sending.
func (b *Bot) writeDigest(ctx context.Context, c course, m *thidua.Message, to thidua.Person, now time.Time) error {
	switch {
	case !entitled(to.Posts, pressing+"board", c.ID, thidua.Department):
		return errLeft
	case !b.mayDisturb(c, now):
		return b.putOffDigest(ctx, c, m, now)
	}
	board, err := b.boards.of(ctx, c.ID)
	if err != nil {
		return err
	}
	s := summaryOf(c, board, m.Digest.Since, now)
	questions, err := openTickets(ctx, b.store, c.ID)
	if err != nil {
		return err
	}
	s.questions = len(questions)
	m.Lines = s.lines(languageOf(to))
	m.Buttons = [][]thidua.Button{{{Label: texts.BoardName.In(languageOf(to)), Data: targetPrefix + m.Digest.Target}}}
	return nil
}

// putOffDigest lets a digest come again when people may be written to, as one with that of the day where the day has one.
func (b *Bot) putOffDigest(ctx context.Context, c course, m *thidua.Message, now time.Time) error {
	key := thidua.MissedDigestKey(c.ID, m.Chat)
	snapshot, err := b.store.Load(ctx, "", key)
	if err != nil {
		return fmt.Errorf("load a missed digest: %w", err)
	}
	missed := recordAt(snapshot.Records[key].Rev, key, digested{At: missedSince(snapshot.Records[key], m.Digest.Since)})
	_, err = b.store.Commit(ctx, thidua.Change{ID: "digest/" + secret(), At: now, Put: []thidua.Record{missed},
		Due: []thidua.Due{{Key: thidua.AgainKey(c.ID, thidua.Department, noDeadline, m.Chat), At: nextChance(b.calendar, c.Campaign, now)}}})
	if err != nil {
		return fmt.Errorf("put a digest off: %w", err)
	}
	return errPutOff
}

// digestAgain sends a digest that was put off, unless that of the day has told the same, or is about to.
func (b *Bot) digestAgain(ctx context.Context, c course, to thidua.Person, due thidua.Due, now time.Time) error {
	chat := thidua.ReadTimer(due.Key).Chat
	missed, today := thidua.MissedDigestKey(c.ID, chat), digestMark(c.Campaign, now)
	snapshot, err := b.store.Load(ctx, "", missed, today)
	if err != nil {
		return fmt.Errorf("load a missed digest: %w", err)
	}
	coming, err := b.store.Due(ctx, now, 1, thidua.DigestKey(c.ID))
	if err != nil {
		return fmt.Errorf("look for a digest: %w", err)
	}
	change := thidua.Change{ID: "digest/" + secret(), At: now, Due: []thidua.Due{{Key: due.Key, Was: due.At}}}
	r := snapshot.Records[missed]
	switch {
	case r.Rev == 0:
	case !b.mayDisturb(c, now):
		change.Due[0].At = nextChance(b.calendar, c.Campaign, now)
	case len(coming) > 0 && coming[0].Key == thidua.DigestKey(c.ID) && snapshot.Records[today].Rev == 0:
		return nil
	default:
		change.Delete = []thidua.Record{{Key: missed, Rev: r.Rev}}
		if entitled(to.Posts, pressing+"board", c.ID, thidua.Department) {
			sendDigest(&change, c, chat, missedSince(r, now))
		}
	}
	_, err = b.store.Commit(ctx, change)
	b.ring()
	return err
}

// missedDigests lists a campaign's secretariat, and since when which of them missed what digests tell.
func (b *Bot) missedDigests(ctx context.Context, campaign string) ([]addressee, map[thidua.Key]thidua.Record, error) {
	desk, err := secretaries(ctx, b.store, campaign)
	if err != nil {
		return nil, nil, err
	}
	var keys []thidua.Key
	for _, to := range desk {
		keys = append(keys, thidua.MissedDigestKey(campaign, to.Chat))
	}
	snapshot, err := b.store.Load(ctx, "", keys...)
	if err != nil {
		return nil, nil, fmt.Errorf("load missed digests: %w", err)
	}
	return desk, snapshot.Records, nil
}

// missedSince is since when a person missed what digests tell; another time where that is earlier, or nothing was missed.
func missedSince(r thidua.Record, since time.Time) time.Time {
	var missed digested
	if r.Rev > 0 && json.Unmarshal(r.Body, &missed) == nil && missed.At.Before(since) {
		return missed.At
	}
	return since
}
