package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"thidua"
	"thidua/bot/telegram"
	"thidua/flows"
	"thidua/flows/texts"
)

// Limits of one update.
const (
	updateLimit  = 10 * time.Second
	mostTries    = 3  // before an update that breaks the step is parked
	mostConflict = 50 // commits that others won
	mostTaps     = 256
	tapLimit     = 5 * time.Second

	// Pauses before an update is tried again that the store did not take.
	againFirst = 100 * time.Millisecond
	againLast  = 5 * time.Second
)

// Failures that trying again may not mend: of the step itself, or of a record that it reads.
var (
	errStep    = errors.New("step failed")
	errCorrupt = errors.New("record cannot be read")
)

// hopeless tells them from a failure of the store, which passes.
func hopeless(err error) bool { return errors.Is(err, errStep) || errors.Is(err, errCorrupt) }

// Handle takes one update through: load, decide, commit. It returns an error only where the store failed, so that
// the update must come again; one that breaks the step is parked.
func (b *Bot) Handle(ctx context.Context, u telegram.Update) error {
	ctx, cancel := context.WithTimeout(ctx, updateLimit)
	defer cancel()
	if u.Input.Chat == 0 {
		return nil // nothing that a person did
	}
	u.Input.At = b.now()
	b.metrics.updates.Inc()
	defer func(began time.Time) { b.metrics.steps.Observe(time.Since(began).Seconds()) }(time.Now())
	var err error
	for range mostTries {
		if err = b.attempt(ctx, u.Input); err == nil || !hopeless(err) {
			return err
		}
		b.log.Error("step", "update", u.ID, "error", err)
	}
	return b.park(ctx, u)
}

// carry is Handle for an update that nobody would send again: it waits for a store that is away. An update that the
// store refuses again and again, while it takes other writes, is parked too: it must not hold the others up for ever.
func (b *Bot) carry(ctx context.Context, u telegram.Update) error {
	alive, refused := false, 0
	for pause := againFirst; ; pause = min(2*pause, againLast) {
		err := b.Handle(ctx, u)
		if err == nil || ctx.Err() != nil {
			return err
		}
		b.log.Error("update waits for the store", "update", u.ID, "error", err)
		if alive {
			refused++
		}
		if refused >= mostTries {
			if err := b.park(ctx, u); err == nil {
				return nil
			}
			refused = 0
		}
		if !wait(ctx, pause) {
			return ctx.Err()
		}
		alive = b.writes(ctx) == nil
	}
}

// writes tells whether the store takes a write.
func (b *Bot) writes(ctx context.Context) error {
	now := b.now()
	_, err := b.store.Lease(ctx, "alive", b.owner, now, now)
	return err
}

// attempt decides and commits; where another commit came between, it decides again. A panic is an error of the step.
func (b *Bot) attempt(ctx context.Context, in thidua.Input) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: panic %T", errStep, r)
		}
		if err != nil {
			b.known.forget(thidua.SessionKey(in.Chat))
		}
	}()
	for range mostConflict {
		d, err := b.decide(ctx, in)
		if err != nil {
			return err
		}
		err = b.commit(ctx, d)
		if errors.Is(err, thidua.ErrConflict) {
			b.metrics.conflicts.Inc()
			b.known.forget(thidua.SessionKey(in.Chat)) // so that the store is asked for everything
			continue
		}
		if err != nil {
			return fmt.Errorf("commit update %d: %w", in.Update, err)
		}
		if d.done {
			b.metrics.duplicates.Inc()
		} else {
			b.metrics.commits.Inc()
		}
		b.afterCommit(ctx, d)
		return nil
	}
	return fmt.Errorf("%w: commit update %d: %w", errStep, in.Update, thidua.ErrConflict)
}

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

// session is where a chat stands: in a form, or on the way in.
type session struct {
	flows.Session
	typing
	Head  string     `json:"head,omitempty"`  // unit for whose head the person speaks
	Token thidua.Key `json:"token,omitempty"` // invite that waits for the person's contact
	Never int        `json:"never,omitempty"` // number of a card that was decided and is never sent: nobody waits for it
}

// typing is what the desk may take the next typed text for. What begins one of them ends the others, and so does whatever
// else the person does.
type typing struct {
	Writing   *writing   `json:"writing,omitempty"`   // announcement that is not ordered yet
	Asking    *asking    `json:"asking,omitempty"`    // question or answer that is still to be typed
	Returning *returning `json:"returning,omitempty"` // return that is not ordered yet
	Board     *boardView `json:"board,omitempty"`     // that is the live card: what is typed looks for a unit
	Errand    *errand    `json:"errand,omitempty"`    // of several steps, not ordered yet
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
			d.records, d.expect = records, slices.Collect(maps.Values(records))
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
func (d *decision) open() error {
	if body := d.records[thidua.PersonKey(d.in.Chat)].Body; len(body) > 0 {
		if err := json.Unmarshal(body, &d.person); err != nil {
			return fmt.Errorf("read person: %w", err)
		}
	}
	d.needs = d.records[thidua.SessionKey(d.in.Chat)].Needs
	if body := d.records[thidua.SessionKey(d.in.Chat)].Body; len(body) > 0 {
		if err := json.Unmarshal(body, &d.session); err != nil {
			d.b.log.Error("session cannot be read and starts anew", "update", d.in.Update)
			d.session = session{}
		}
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
	for _, r := range slices.Concat(c.Put, c.Delete) {
		if written[r.Key] {
			return fmt.Errorf("%w: %s is written twice", errStep, r.Key)
		}
		written[r.Key] = true
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
	b.taps.Go(func() {
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

// park keeps an update that cannot be carried through, so that it never stops the others, and tells the person.
func (b *Bot) park(ctx context.Context, u telegram.Update) error {
	change := thidua.Change{ID: updateID(u.ID), At: b.now(), Put: []thidua.Record{{Key: thidua.ParkedKey(u.ID), Body: u.Raw}}}
	if !u.Input.Foreign {
		change.Send = []thidua.Message{{Chat: u.Input.Chat, Lines: []thidua.Line{{Text: texts.Parked.In(u.Input.Language)}}}}
	}
	if _, err := b.store.Commit(ctx, change); err != nil {
		return fmt.Errorf("park update %d: %w", u.ID, err)
	}
	b.metrics.parked.Inc()
	b.afterCommit(ctx, &decision{in: u.Input, queued: len(change.Send)})
	return nil
}
