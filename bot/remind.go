package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// tickPause is how long a due-time may wait until it is looked at.
const tickPause = time.Second

func (b *Bot) tick(ctx context.Context) error {
	return b.every(ctx, tickPause, "tick", func(ctx context.Context) error { return b.Tick(ctx, b.now()) })
}

// Tick does what is due at a time. Of several replicas that tick, one sends a given reminder to a given person: the
// mark of having been reminded is written with the message. What fails is logged and tried at the next tick; it does
// not hold the rest up.
func (b *Bot) Tick(ctx context.Context, now time.Time) error {
	const atOnce = 1000
	due, err := b.store.Due(ctx, now, atOnce)
	if err != nil {
		return fmt.Errorf("look for what is due: %w", err)
	}
	var failed []error
	var jobs []thidua.Due
	for _, d := range due {
		if isJob(d) {
			jobs = append(jobs, d)
		}
	}
	due = slices.DeleteFunc(due, func(d thidua.Due) bool {
		return isFetch(d) || isJob(d) || isIncoming(d) || isRequest(d) || isLoadOrder(d)
	})
	for _, r := range together(due, now) {
		if err := b.fire(ctx, r); err != nil && !errors.Is(err, thidua.ErrConflict) {
			failed = append(failed, fmt.Errorf("%s: %w", r.due[0].Key, err))
		}
	}
	return errors.Join(append(failed, b.carryOut(ctx, jobs, now), b.purge(ctx, now))...)
}

// reminder is one reminder being sent: to all who owe something of the parts that it concerns. After a standstill
// several distances to one deadline are due at once; they are one reminder, so that nobody is told twice.
type reminder struct {
	due      []thidua.Due // nearest to the deadline last
	campaign *thidua.Campaign
	life     thidua.Life
	id       string // of the campaign; empty for a due-time of another kind
	deadline time.Time
	before   []time.Duration
	names    map[string]string // of the campaign's units, by code
	now      time.Time
}

// together puts due-times of one deadline into one reminder.
func together(due []thidua.Due, now time.Time) []*reminder {
	var all []*reminder
	for _, d := range due {
		id, deadline, before, ok := thidua.ReadRemindKey(d.Key)
		at := slices.IndexFunc(all, func(r *reminder) bool { return ok && r.id == id && r.deadline.Equal(deadline) })
		if at < 0 {
			at, all = len(all), append(all, &reminder{id: id, deadline: deadline, now: now})
		}
		all[at].due, all[at].before = append(all[at].due, d), append(all[at].before, before)
	}
	for _, r := range all {
		slices.SortFunc(r.due, func(a, b thidua.Due) int {
			_, _, first, _ := thidua.ReadRemindKey(a.Key)
			_, _, second, _ := thidua.ReadRemindKey(b.Key)
			return cmp.Compare(second, first)
		})
	}
	return all
}

// key names the reminder by the nearest of its due-times.
func (r *reminder) key() string { return string(r.due[len(r.due)-1].Key) }

// fire sends one reminder, or moves it where people should not be disturbed now.
func (b *Bot) fire(ctx context.Context, r *reminder) error {
	var head thidua.Head
	found, err := b.load(ctx, thidua.CampaignKey(r.id), &head)
	if err != nil {
		return err
	}
	if r.id == "" || !found {
		return b.reschedule(ctx, r, time.Time{})
	}
	script, err := b.scripts.of(ctx, head)
	if err != nil {
		return err
	}
	r.campaign, r.life, r.names = script.Campaign, head.Life, unitNames(script.Campaign)
	if r.campaign.Quiet && !b.calendar.InWindow(r.now) {
		later := b.calendar.Plan(r.now, r.deadline)
		if !later.After(r.now) {
			later = time.Time{}
		}
		return b.reschedule(ctx, r, later)
	}
	if r.now.Before(r.deadline) && r.life.Reminds() {
		if err := b.remind(ctx, r); err != nil {
			return err
		}
	}
	return b.reschedule(ctx, r, time.Time{})
}

// reschedule moves a reminder's due-times, or removes them.
func (b *Bot) reschedule(ctx context.Context, r *reminder, at time.Time) error {
	change := thidua.Change{ID: "due/" + secret(), At: r.now}
	for _, d := range r.due {
		change.Due = append(change.Due, thidua.Due{Key: d.Key, At: at, Was: d.At})
	}
	_, err := b.store.Commit(ctx, change)
	return err
}

// concerns tells whether a unit's part is due at the reminder's deadline, and is reminded of at its distance.
func (r *reminder) concerns(p thidua.Part, unit thidua.Index) bool {
	offsets := p.Remind
	if len(offsets) == 0 {
		offsets = r.campaign.Remind
	}
	near := slices.ContainsFunc(r.before, func(before time.Duration) bool { return slices.Contains(offsets, before) })
	return near && unit.Parts[p.Name].Owed() && r.life.DueOf(r.campaign, p, unit).Equal(r.deadline)
}

// remind queues the messages in slices; who has the mark already is passed over, so that a slice cut off by a crash
// is finished without telling anybody twice.
func (b *Bot) remind(ctx context.Context, r *reminder) error {
	board, err := b.boards.of(ctx, r.campaign.ID)
	if err != nil {
		return err
	}
	members, err := Members(ctx, b.store, r.campaign.ID)
	if err != nil {
		return err
	}
	const atOnce = 200
	for slice := range slices.Chunk(members, atOnce) {
		if err := b.remindSome(ctx, r, board, slice); err != nil {
			return err
		}
	}
	b.ring()
	return nil
}

func (b *Bot) remindSome(ctx context.Context, r *reminder, board map[string]thidua.Index, members []member) error {
	change := thidua.Change{ID: "remind/" + secret(), At: r.now}
	var keys []thidua.Key
	for _, m := range members {
		keys = append(keys, r.mark(m))
	}
	marks, err := b.store.Load(ctx, "", keys...)
	if err != nil {
		return fmt.Errorf("load the marks of a reminder: %w", err)
	}
	for i, m := range members {
		owed := r.owed(m, board)
		if marks.Records[keys[i]].Rev > 0 || len(owed) == 0 {
			continue
		}
		r.add(&change, m, owed)
	}
	if len(change.Send) == 0 {
		return nil
	}
	_, err = b.store.Commit(ctx, change)
	return err
}

// mark is the key that says that a member got this reminder, for one unit.
func (r *reminder) mark(m member) thidua.Key {
	return thidua.RemindedKey(r.campaign.ID, r.key()+"/"+m.Post.Unit, m.Chat)
}

// owed lists what a member still owes at this deadline.
func (r *reminder) owed(m member, board map[string]thidua.Index) []thidua.Part {
	if m.Post.Role != thidua.FocalPoint {
		return nil
	}
	var owed []thidua.Part
	for _, p := range r.campaign.PartsOf(m.Post.Unit) {
		if r.concerns(p, board[m.Post.Unit]) {
			owed = append(owed, p)
		}
	}
	return owed
}

// add puts the mark, the button's target, the log line and the message into a change.
func (r *reminder) add(change *thidua.Change, m member, owed []thidua.Part) {
	id := targetID(r.key(), m.Post.Unit, strconv.FormatInt(m.Chat, 10))
	message := thidua.Message{Chat: m.Chat, Bulk: true,
		Owed: &thidua.Owed{Campaign: r.campaign.ID, Unit: m.Post.Unit},
		Lines: []thidua.Line{
			{Text: texts.Reminder.In("vi", r.campaign.Title), Style: thidua.Strong},
			{Text: texts.RemindUnit.In("vi", r.names[m.Post.Unit], len(owed), vietnamese.FormatDateTime(r.deadline))},
		},
		Buttons: [][]thidua.Button{{{Label: texts.ContinueButton.In("vi"), Data: targetPrefix + id}}},
	}
	var names []string
	for _, p := range owed {
		message.Owed.Parts = append(message.Owed.Parts, p.Name)
		names = append(names, "• "+label(p))
	}
	message.Lines = append(message.Lines, thidua.Line{Text: strings.Join(names, "\n")})
	change.Send = append(change.Send, message)
	change.Put = append(change.Put,
		newRecord(r.mark(m), r.now),
		newRecord(thidua.TargetKey(id), thidua.Target{Chat: m.Chat, Act: "resume", Campaign: r.campaign.ID,
			Unit: m.Post.Unit, Part: owed[0].Name}),
		newRecord(thidua.LogKey(r.campaign.ID, r.now, "remind-"+id, 0), thidua.LogLine{At: r.now,
			Campaign: r.campaign.ID, Unit: m.Post.Unit, Act: "reminded", Detail: m.Name}))
}

// stillOwed tells, at sending, whether a reminder still concerns anything.
func (b *Bot) stillOwed(ctx context.Context, o thidua.Owed) (bool, error) {
	var index thidua.Index
	if _, err := b.load(ctx, thidua.IndexKey(o.Campaign, o.Unit), &index); err != nil {
		return false, err
	}
	return slices.ContainsFunc(o.Parts, func(part string) bool { return index.Parts[part].Owed() }), nil
}

// load reads one record that may be absent.
func (b *Bot) load(ctx context.Context, key thidua.Key, value any) (found bool, err error) {
	snapshot, err := b.store.Load(ctx, "", key)
	if err != nil {
		return false, fmt.Errorf("load %s: %w", key, err)
	}
	r := snapshot.Records[key]
	if r.Rev == 0 {
		return false, nil
	}
	if err := json.Unmarshal(r.Body, value); err != nil {
		return false, fmt.Errorf("%w: %s: %w", errCorrupt, key, err)
	}
	return true, nil
}
