package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"thidua"
	"thidua/bot/telegram"
)

// Limits of jobs.
const (
	perSlice    = 500            // people in a commit
	reportPause = time.Minute    // between looks whether everything left
	reportLast  = 24 * time.Hour // after that the result is shown with what still waits
	jobKept     = 30 * 24 * time.Hour

	reportPutOff = 20 * 24 * time.Hour // the same for what waits for working hours: longer than Tết with the days around it
)

// carryOut does the next slice of each job that is due: a tick takes one slice of each, which is far more than may be sent
// until the next one, and nothing else waits. Where another replica did the slice the commit conflicts, and nothing is lost.
func (b *Bot) carryOut(ctx context.Context, due []thidua.Due, now time.Time) error {
	var failed []error
	for _, d := range due {
		if err := b.slice(ctx, d, now); err != nil && !errors.Is(err, thidua.ErrConflict) {
			failed = append(failed, fmt.Errorf("%s: %w", d.Key, err))
		}
	}
	return errors.Join(failed...)
}

// slice takes a job one commit further: the people, then the result. Where what it approves is being changed all the time,
// it takes smaller ones.
func (b *Bot) slice(ctx context.Context, due thidua.Due, now time.Time) error {
	kind, err := b.sliceOf(ctx, due, now, perSlice)
	for most := perSlice / 5; most > 0 && kind == thidua.Approve && errors.Is(err, thidua.ErrConflict); most /= 5 {
		_, err = b.sliceOf(ctx, due, now, most)
	}
	return err
}

func (b *Bot) sliceOf(ctx context.Context, due thidua.Due, now time.Time, most int) (kind thidua.JobKind, err error) {
	campaign, id, _ := thidua.ReadJobKey(due.Key)
	head := thidua.CampaignKey(campaign)
	snapshot, err := b.store.Load(ctx, "", due.Key, head)
	if err != nil {
		return kind, fmt.Errorf("load a job: %w", err)
	}
	change := thidua.Change{ID: "job/" + secret(), At: now}
	r := snapshot.Records[due.Key]
	var job thidua.Job
	if r.Rev == 0 || json.Unmarshal(r.Body, &job) != nil || snapshot.Records[head].Rev == 0 {
		b.log.Error("job given up: its record or its campaign cannot be read", "job", id)
		change.Due = []thidua.Due{{Key: due.Key, Was: due.At}}
		_, err := b.store.Commit(ctx, change)
		return kind, err
	}
	var h thidua.Head
	if err := json.Unmarshal(snapshot.Records[head].Body, &h); err != nil {
		return kind, fmt.Errorf("%w: %s: %w", errCorrupt, head, err)
	}
	script, err := b.scripts.of(ctx, h)
	if err != nil {
		return kind, err
	}
	o := &order{b: b, id: id, Job: job, audience: newAudience(script.Campaign, job.Scope, job.Unit),
		course: course{Campaign: script.Campaign, life: h.Life, script: script}}
	o.audience.part, o.audience.units = job.Part, job.Units
	if job.News != nil {
		o.audience.of(*job.News, h.Life)
	}
	kind = job.Kind
	if err := o.work(ctx, h, &change, most); err != nil {
		return kind, err
	}
	written := recordAt(r.Rev, due.Key, o.Job)
	change.Put, change.Due = append(change.Put, written), []thidua.Due{{Key: due.Key, At: o.next(due.At, now), Was: due.At}}
	if _, err := b.store.Commit(ctx, change); err != nil {
		return kind, fmt.Errorf("commit a slice: %w", err)
	}
	b.ring()
	return kind, nil
}

// order is a job being carried out.
type order struct {
	thidua.Job
	b        *Bot
	id       string
	audience *audience
	course   course
	later    time.Time // when people may be written to; zero: now
}

// work does what is next of the job in one change: some of it, or the result.
func (o *order) work(ctx context.Context, head thidua.Head, change *thidua.Change, most int) error {
	switch {
	case o.Kind == thidua.Approve:
		return o.approveSome(ctx, head, change, most)
	case o.Kind == thidua.Tell && o.News.Opens && !head.Answers():
		o.Done, o.Reported = change.At, change.At // nothing opened
		return nil
	case o.Done.IsZero() && o.Kind == thidua.Remind && !o.course.life.Informs():
		o.Done, o.Reported = change.At, change.At // it was closed before their time came
		return nil
	case o.Done.IsZero() && o.Kind == thidua.Remind && !o.b.mayDisturb(o.course, change.At):
		o.later = nextChance(o.b.calendar, o.course.Campaign, change.At)
		return nil
	case o.Done.IsZero() && o.Kind == thidua.Remind && !o.course.reminds(change.At): // locked: they go out when that is over
		o.later = change.At.Add(reportPause)
		return nil
	case o.Done.IsZero():
		return o.expand(ctx, change)
	}
	return o.report(ctx, change)
}

// next is when the job is to be looked at again; zero for one that is over.
func (o *order) next(before, now time.Time) time.Time {
	switch {
	case !o.later.IsZero():
		return o.later
	case !o.Reported.IsZero():
		return time.Time{}
	case !o.Done.IsZero():
		return now.Add(reportPause)
	}
	return before
}

// expand queues the message to the next people, and advances the cursor in the same commit. Who has the mark already, for
// another unit, is passed over.
func (o *order) expand(ctx context.Context, change *thidua.Change) error {
	records, err := o.b.store.Scan(ctx, thidua.Range{Prefix: o.audience.prefix(), After: o.After, Limit: perSlice})
	if err != nil {
		return fmt.Errorf("list the next people: %w", err)
	}
	if len(records) < perSlice {
		o.Done = change.At
	}
	if o.Kind == thidua.Tell {
		o.Reported = o.Done // nobody waits for a result
	}
	if len(records) == 0 {
		return nil
	}
	o.After = records[len(records)-1].Key
	var people []membership
	for _, r := range records {
		var m membership
		if err := json.Unmarshal(r.Body, &m); err != nil {
			o.b.log.Error("a member cannot be read and is passed over", "job", o.id)
			continue
		}
		people = append(people, m)
	}
	known, err := o.known(ctx, people)
	if err != nil {
		return err
	}
	if o.Kind == thidua.Remind {
		o.remindSome(change, people, known)
		return nil
	}
	for _, m := range people {
		mark := thidua.DeliveryKey(o.id, m.Chat)
		if known[mark].Rev == 0 && o.concerned(m, known) {
			known[mark] = thidua.Record{Rev: 1} // not twice in this commit either
			change.Put = append(change.Put, newRecord(mark, thidua.Queued))
			change.Send = append(change.Send, o.messages(m.Chat, known)...)
			o.People++
		}
	}
	return nil
}

// known reads what a slice needs to know of its people: marks, languages, and what their units owe.
func (o *order) known(ctx context.Context, people []membership) (map[thidua.Key]thidua.Record, error) {
	var keys []thidua.Key
	for _, m := range people {
		keys = append(keys, thidua.DeliveryKey(o.id, m.Chat), thidua.PersonKey(m.Chat))
		if o.audience.looks() {
			for _, post := range m.Posts {
				keys = append(keys, thidua.IndexKey(o.Campaign, post.Unit), thidua.DeliveryKey(o.id, m.Chat, post.Unit))
			}
		}
	}
	slices.Sort(keys)
	snapshot, err := o.b.store.Load(ctx, "", slices.Compact(keys)...)
	if err != nil {
		return nil, fmt.Errorf("load the people of a slice: %w", err)
	}
	return snapshot.Records, nil
}

func (o *order) concerned(m membership, known map[thidua.Key]thidua.Record) bool {
	return slices.ContainsFunc(m.Posts, func(post thidua.Post) bool {
		return o.audience.concerns(post, indexIn(known, o.Campaign, post.Unit))
	})
}

// indexIn reads a unit's line of the board; a broken one is one that owes: better told than left out.
func indexIn(known map[thidua.Key]thidua.Record, campaign, unit string) thidua.Index {
	var index thidua.Index
	_ = json.Unmarshal(known[thidua.IndexKey(campaign, unit)].Body, &index)
	return index
}

// messages are what one person gets, in the person's language.
func (o *order) messages(chat int64, known map[thidua.Key]thidua.Record) []thidua.Message {
	var person thidua.Person
	_ = json.Unmarshal(known[thidua.PersonKey(chat)].Body, &person) // the frame is Vietnamese then
	m := thidua.Message{Chat: chat, Bulk: true, Delivery: &thidua.Delivery{Job: o.id, Campaign: o.Campaign, Unit: o.Unit}}
	if o.Kind == thidua.Tell {
		m.Lines = newsLines(languageOf(person), o.audience.campaign, o.Job)
	} else {
		m.Lines = announcement(person.Language, o.audience.campaign, o.Text)
	}
	return telegram.Split(m)
}

// report shows the result to whom ordered the job, once nothing waits any more, or after a day; to nobody who may
// no longer order one.
func (o *order) report(ctx context.Context, change *thidua.Change) error {
	t, err := o.b.tally(ctx, o.id)
	if err != nil {
		return err
	}
	switch waited := change.At.Sub(o.Done); {
	case len(t[thidua.Queued]) > 0 && waited < reportLast:
		return nil
	case len(t[thidua.PutOff]) > 0 && waited < reportPutOff:
		o.later = latest(change.At.Add(reportPause), nextChance(o.b.calendar, o.course.Campaign, change.At))
		return nil
	}
	o.Reported = change.At
	var by thidua.Person
	if _, err := o.b.load(ctx, thidua.PersonKey(o.By), &by); err != nil {
		return err
	}
	if !entitled(by.Posts, announceCommand, o.Campaign, thidua.Department) {
		return nil
	}
	card, err := o.card(ctx, by.Language, t)
	card.Chat = o.By
	change.Send = telegram.Split(card)
	return err
}

// Why a message is dropped at sending: it is for somebody who is no focal point any more, what it reminds of is handed in,
// or nobody is to be disturbed now and it comes again later.
var (
	errLeft    = errors.New("the person has left")
	errSettled = errors.New("nothing of it is owed any more")
	errPutOff  = errors.New("not in working hours")
)

func isDropped(err error) bool {
	return errors.Is(err, errLeft) || errors.Is(err, errSettled) || errors.Is(err, errPutOff)
}

// stays tells, at sending, whether a job's message still concerns its person.
func (b *Bot) stays(ctx context.Context, chat int64, d thidua.Delivery) (bool, error) {
	var p thidua.Person
	if _, err := b.load(ctx, thidua.PersonKey(chat), &p); err != nil {
		return false, err
	}
	return slices.ContainsFunc(p.Posts, func(post thidua.Post) bool {
		return post.Role == thidua.FocalPoint && post.Campaign == d.Campaign && (d.Unit == "" || post.Unit == d.Unit)
	}), nil
}

// fateNote is the record to write when a job's message is struck off.
func fateNote(p thidua.Parcel, err error) thidua.Record {
	fate := thidua.Refused
	var refused *telegram.Error
	switch {
	case err == nil:
		fate = thidua.Delivered
	case errors.Is(err, errLeft):
		fate = thidua.Left
	case errors.Is(err, errSettled):
		fate = thidua.Settled
	case errors.Is(err, errPutOff):
		fate = thidua.PutOff
	case errors.As(err, &refused) && refused.Unreachable():
		fate = thidua.Unreachable
	}
	if p.Owed != nil { // a person may be reminded for several units
		return newRecord(thidua.DeliveryKey(p.Delivery.Job, p.Chat, p.Owed.Unit), fate)
	}
	return newRecord(thidua.DeliveryKey(p.Delivery.Job, p.Chat), fate)
}

// purgeJobs removes jobs that ended long ago, their marks first.
func (b *Bot) purgeJobs(ctx context.Context, now time.Time) error {
	records, err := b.store.Scan(ctx, thidua.Range{Prefix: thidua.Jobs})
	if err != nil {
		return fmt.Errorf("list jobs: %w", err)
	}
	var failed []error
	for _, r := range records {
		var job thidua.Job
		if json.Unmarshal(r.Body, &job) != nil || now.Sub(latest(job.At, job.Reported)) <= jobKept {
			continue
		}
		err := b.purgeIf(ctx, now, thidua.DeliveriesOf(thidua.LastSegment(r.Key)), func(thidua.Record) bool { return true })
		if err == nil {
			err = b.purgeIf(ctx, now, r.Key, func(one thidua.Record) bool { return one.Key == r.Key && one.Rev == r.Rev })
		}
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}
