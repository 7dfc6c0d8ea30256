package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"thidua"
)

// reminder is one reminder being sent: to all who owe something of the parts that it concerns. After a standstill
// several distances to one deadline are due at once; they are one reminder, so that nobody is told twice.
type reminder struct {
	course
	due      []thidua.Due // nearest to the deadline last
	id       string       // of the campaign
	deadline time.Time
	before   []time.Duration
	now      time.Time
}

// together puts due-times of one deadline into one reminder.
func together(due []thidua.Due, now time.Time) []*reminder {
	var all []*reminder
	for _, d := range due {
		t := thidua.ReadTimer(d.Key)
		at := slices.IndexFunc(all, func(r *reminder) bool { return r.id == t.Campaign && r.deadline.Equal(t.Deadline) })
		if at < 0 {
			at, all = len(all), append(all, &reminder{id: t.Campaign, deadline: t.Deadline, now: now})
		}
		all[at].due, all[at].before = append(all[at].due, d), append(all[at].before, t.Before)
	}
	for _, r := range all {
		slices.SortFunc(r.due, func(a, b thidua.Due) int {
			return cmp.Compare(thidua.ReadTimer(b.Key).Before, thidua.ReadTimer(a.Key).Before)
		})
	}
	return all
}

// key names the reminder by the nearest of its due-times.
func (r *reminder) key() string { return string(r.due[len(r.due)-1].Key) }

// fire sends one reminder, once people may be disturbed. One that is too late is left for a while, for the clock may be
// wrong.
func (b *Bot) fire(ctx context.Context, r *reminder) error {
	if !r.now.Before(r.deadline) {
		return b.lapsed(ctx, r.now, r.deadline, r.due...)
	}
	var found bool
	var err error
	if r.course, found, err = b.course(ctx, r.id); err != nil {
		return err
	}
	if !found {
		return b.move(ctx, r.now, time.Time{}, r.due...)
	}
	if !r.reminds(r.now) || !b.mayDisturb(r.course, r.now) {
		return nil
	}
	if err := b.remind(ctx, r); err != nil {
		return err
	}
	return b.finish(ctx, r.now, r.id, r.due...)
}

// remind queues the messages in slices; who has the mark already is passed over, so that a slice cut off by a crash
// is finished without telling anybody twice.
func (b *Bot) remind(ctx context.Context, r *reminder) error {
	board, err := b.boards.of(ctx, r.ID)
	if err != nil {
		return err
	}
	members, err := Members(ctx, b.store, r.ID)
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
	return thidua.RemindedKey(r.ID, r.key()+"/"+m.Post.Unit, m.Chat)
}

// owed lists what a member still owes at this deadline, of what is reminded of at its distance.
func (r *reminder) owed(m member, board map[string]thidua.Index) []thidua.Part {
	if m.Post.Role != thidua.FocalPoint {
		return nil
	}
	return slices.DeleteFunc(r.owes(m.Post.Unit, board[m.Post.Unit], r.deadline), func(p thidua.Part) bool {
		return !slices.ContainsFunc(r.before, func(before time.Duration) bool { return slices.Contains(offsets(r.Campaign, p), before) })
	})
}

// add puts the mark, the button's target, the log line and the message into a change.
func (r *reminder) add(change *thidua.Change, m member, owed []thidua.Part) {
	change.Put = append(change.Put, newRecord(r.mark(m), r.now))
	r.course.remind(change, m, owed, r.deadline, partNames(owed))
}

func partNames(parts []thidua.Part) (names []string) {
	for _, p := range parts {
		names = append(names, p.Name)
	}
	return names
}

func labelsOf(parts []thidua.Part) (labels []string) {
	for _, p := range parts {
		labels = append(labels, label(p))
	}
	return labels
}

// remind puts a reminder into a change: the message, the target of its buttons and the log line. What is said is written
// when it is sent; its buttons are about some parts, or about whatever is owed.
func (c course) remind(change *thidua.Change, m member, owed []thidua.Part, deadline time.Time, about []string) *thidua.Message {
	id := secret()[:buttonID]
	o := &thidua.Owed{Campaign: c.ID, Unit: m.Post.Unit, Due: deadline, Target: id, Parts: partNames(owed)}
	change.Put = append(change.Put,
		newRecord(thidua.TargetKey(id), thidua.Target{Chat: m.Chat, Act: "resume", Campaign: c.ID, Unit: m.Post.Unit, Part: owed[0].Name, Due: deadline,
			Parts: about}),
		newRecord(thidua.LogKey(c.ID, change.At, "remind-"+id, 0), thidua.LogLine{At: change.At, Campaign: c.ID, Unit: m.Post.Unit, Act: "reminded",
			Detail: m.Name + ": " + listed(labelsOf(owed))}))
	change.Send = append(change.Send, thidua.Message{Chat: m.Chat, Bulk: true, Owed: o})
	return &change.Send[len(change.Send)-1]
}

// buttonID is how many characters name the target of a reminder.
const buttonID = 20

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
