package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"thidua"
)

// decision is what one update leads to.
type decision struct {
	b        *Bot
	in       thidua.Input
	done     bool // committed before
	records  map[thidua.Key]thidua.Record
	person   thidua.Person
	session  session
	post     thidua.Post
	needs    []thidua.Key
	put      []thidua.Record
	remove   []thidua.Record
	expect   []thidua.Record // what else must be as it was read
	due      []thidua.Due
	messages []thidua.Message
	keeps    bool            // the commit may keep messages for this sender
	lent     []thidua.Parcel // those that it kept
	queued   int             // those that it left in the outbox
	notice   string
	logged   int
}

// decide loads what is known of the chat and routes the input.
func (b *Bot) decide(ctx context.Context, in thidua.Input) (*decision, error) {
	d := &decision{b: b, in: in}
	if err := d.look(ctx); err != nil || d.done {
		return d, err
	}
	if err := d.open(); err != nil {
		return nil, fmt.Errorf("%w: %w", errStep, err)
	}
	d.reached()
	if err := d.readCard(ctx); err != nil {
		return nil, err
	}
	if err := d.route(ctx); err != nil {
		return nil, err
	}
	return d, d.noteFiles(ctx)
}

func updateID(update int64) string { return "update/" + strconv.FormatInt(update, 10) }

// look finds what the chat's steps begin with: as it is remembered, where all of it is, or else in the store. The card is
// no part of it: it is written at sending.
func (d *decision) look(ctx context.Context) error {
	keys := []thidua.Key{thidua.PersonKey(d.in.Chat), thidua.SessionKey(d.in.Chat), thidua.UnreachableKey(d.in.Chat)}
	if _, sent := d.b.cards.last(d.in.Chat); sent && !d.b.webhook { // behind a webhook other replicas write as much
		if records, all := d.b.known.snapshot(keys...); all {
			d.records, d.expect = records, slices.AppendSeq(make([]thidua.Record, 0, 2*len(records)), maps.Values(records))
			return nil
		}
	}
	snapshot, err := d.b.store.Load(ctx, updateID(d.in.Update), append(keys, thidua.CardKey(d.in.Chat))...)
	if err != nil {
		return fmt.Errorf("load chat: %w", err)
	}
	d.records, d.done = snapshot.Records, snapshot.Committed
	d.b.known.read(snapshot.Records)
	return nil
}

// open reads the person and the session; a session that cannot be read starts anew, so that nobody is locked in.
func (d *decision) open() (err error) {
	if d.person, err = opened[thidua.Person](d.b.known, d.records[thidua.PersonKey(d.in.Chat)]); err != nil {
		return fmt.Errorf("read person: %w", err)
	}
	r := d.records[thidua.SessionKey(d.in.Chat)]
	d.needs = r.Needs
	if d.session, err = opened[session](d.b.known, r); err != nil {
		d.b.log.Error("session cannot be read and starts anew", "update", d.in.Update)
		d.session = session{}
	}
	return nil
}

// record gives a record, loading it where that was not done yet.
func (d *decision) record(ctx context.Context, key thidua.Key) (thidua.Record, error) {
	if r, ok := d.records[key]; ok {
		return r, nil
	}
	if err := d.load(ctx, key); err != nil {
		return thidua.Record{}, err
	}
	return d.records[key], nil
}

// recall finds what a step misses: as it is remembered, where all that it began with was, or else in the store.
func (d *decision) recall(ctx context.Context, missing []thidua.Key) error {
	if len(d.expect) > 0 {
		if records, all := d.b.known.snapshot(missing...); all {
			maps.Copy(d.records, records)
			d.expect = slices.AppendSeq(d.expect, maps.Values(records))
			return nil
		}
	}
	return d.load(ctx, missing...)
}

func (d *decision) load(ctx context.Context, keys ...thidua.Key) error {
	snapshot, err := d.b.store.Load(ctx, "", keys...)
	if err != nil {
		return fmt.Errorf("load records: %w", err)
	}
	maps.Copy(d.records, snapshot.Records)
	d.b.known.read(snapshot.Records)
	return nil
}

// read decodes a record that may be absent.
func (d *decision) read(ctx context.Context, key thidua.Key, value any) (found bool, err error) {
	r, err := d.record(ctx, key)
	if err != nil || r.Rev == 0 {
		return false, err
	}
	if err := json.Unmarshal(r.Body, value); err != nil {
		return false, fmt.Errorf("%w: %s: %w", errCorrupt, key, err)
	}
	return true, nil
}

// write puts a record at the revision that was read.
func (d *decision) write(key thidua.Key, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("%w: write %s: %w", errStep, key, err)
	}
	d.put = append(d.put, thidua.Record{Key: key, Rev: d.records[key].Rev, Body: body})
	return nil
}
