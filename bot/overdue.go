package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// mostLate is how many units an escalation names.
const mostLate = 20

// superior is somebody who is told of units that let a deadline pass.
type superior struct {
	chat  int64
	name  string
	units []string
}

// escalate tells those above, once for each deadline, which units let it pass: a unit's head, who is whoever the roster has
// as leader of that unit, and the people of its parent unit, leaders and focal points. The secretariat has its digest. While
// a campaign is locked nobody could hand in what is late.
func (b *Bot) escalate(ctx context.Context, due thidua.Due, now time.Time) error {
	t := thidua.ReadTimer(due.Key)
	c, found, err := b.course(ctx, t.Campaign)
	switch {
	case err != nil:
		return err
	case !found:
		return b.move(ctx, now, time.Time{}, due)
	case !c.reminds(now) || !now.After(t.Deadline) || !b.mayDisturb(c, now):
		return nil
	}
	superiors, err := b.superiors(ctx, c, t.Deadline)
	if err != nil {
		return err
	}
	const atOnce = 100
	for some := range slices.Chunk(superiors, atOnce) {
		if err := b.escalateTo(ctx, c, due, t.Deadline, some, now); err != nil {
			return err
		}
	}
	b.ring()
	return b.finish(ctx, now, c.ID, due)
}

// superiors lists who is to be told of a deadline, and of which units.
func (b *Bot) superiors(ctx context.Context, c course, deadline time.Time) ([]superior, error) {
	board, err := b.boards.of(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	members, err := Members(ctx, b.store, c.ID)
	if err != nil {
		return nil, err
	}
	heads, people := map[string][]member{}, map[string][]member{} // by unit
	for _, m := range members {
		switch {
		case m.Post.Unit == "":
			continue
		case m.Post.Role == thidua.Leader:
			heads[m.Post.Unit] = append(heads[m.Post.Unit], m)
			fallthrough
		case m.Post.Role == thidua.FocalPoint:
			people[m.Post.Unit] = append(people[m.Post.Unit], m)
		}
	}
	told := map[int64]*superior{}
	for _, u := range c.Units {
		if len(c.owes(u.Code, board[u.Code], deadline)) == 0 {
			continue
		}
		for _, m := range slices.Concat(heads[u.Code], people[u.Parent]) {
			if told[m.Chat] == nil {
				told[m.Chat] = &superior{chat: m.Chat, name: m.Name}
			}
			if s := told[m.Chat]; !slices.Contains(s.units, u.Code) {
				s.units = append(s.units, u.Code)
			}
		}
	}
	var all []superior
	for _, chat := range slices.Sorted(maps.Keys(told)) {
		all = append(all, *told[chat])
	}
	return all, nil
}

// escalateTo tells some of them; who has the mark already is passed over.
func (b *Bot) escalateTo(ctx context.Context, c course, due thidua.Due, deadline time.Time, superiors []superior, now time.Time) error {
	var keys []thidua.Key
	for _, s := range superiors {
		keys = append(keys, thidua.RemindedKey(c.ID, string(due.Key), s.chat))
	}
	marks, err := b.store.Load(ctx, "", keys...)
	if err != nil {
		return fmt.Errorf("load the marks of an escalation: %w", err)
	}
	change := thidua.Change{ID: "overdue/" + secret(), At: now}
	for i, s := range superiors {
		if marks.Records[keys[i]].Rev > 0 {
			continue
		}
		change.Put = append(change.Put, newRecord(keys[i], now))
		change.Send = append(change.Send, thidua.Message{Chat: s.chat, Bulk: true, Late: &thidua.Late{Campaign: c.ID, Due: deadline, Units: s.units}})
		for n, unit := range s.units {
			change.Put = append(change.Put, newRecord(thidua.LogKey(c.ID, now, "overdue-"+secret(), n),
				thidua.LogLine{At: now, Campaign: c.ID, Unit: unit, Act: "escalated", Detail: s.name}))
		}
	}
	if len(change.Send) == 0 {
		return nil
	}
	_, err = b.store.Commit(ctx, change)
	return err
}

// writeLate says which units still owe what was due.
func (b *Bot) writeLate(ctx context.Context, c course, m *thidua.Message, to thidua.Person, now time.Time) error {
	switch {
	case !slices.ContainsFunc(to.Posts, func(post thidua.Post) bool { return post.Campaign == c.ID }):
		return errLeft
	case !c.reminds(now) || !b.mayDisturb(c, now):
		return b.putOffLate(ctx, c, m, now)
	}
	language := languageOf(to)
	var keys []thidua.Key
	for _, unit := range m.Late.Units {
		keys = append(keys, thidua.IndexKey(c.ID, unit))
	}
	snapshot, err := b.store.Load(ctx, "", keys...)
	if err != nil {
		return fmt.Errorf("load the units of an escalation: %w", err)
	}
	var lines []thidua.Line
	for i, code := range m.Late.Units {
		var index thidua.Index // a broken line of the board is one that owes
		_ = json.Unmarshal(snapshot.Records[keys[i]].Body, &index)
		var names []string
		for _, p := range c.owes(code, index, m.Late.Due) {
			names = append(names, partName(p, language))
		}
		if unit, ok := c.Unit(code); ok && len(names) > 0 {
			lines = append(lines, thidua.Line{Text: texts.OverdueUnit.In(language, unit.Name, strings.Join(names, ", "))})
		}
	}
	if len(lines) == 0 {
		return errSettled
	}
	if more := len(lines) - mostLate; more > 0 {
		lines = append(lines[:mostLate], thidua.Line{Text: texts.AndOtherUnits.In(language, more)})
	}
	m.Lines = append([]thidua.Line{{Text: texts.Overdue.In(language, c.Title), Style: thidua.Strong},
		{Text: texts.OverdueUnits.In(language, vietnamese.FormatDateTime(m.Late.Due.In(c.Location)))}}, lines...)
	return nil
}

// putOffLate lets an escalation come again when people may be written to: without its mark, this person is told when the
// deadline's due-time is next carried out.
func (b *Bot) putOffLate(ctx context.Context, c course, m *thidua.Message, now time.Time) error {
	key := thidua.OverdueKey(c.ID, m.Late.Due)
	mark := thidua.RemindedKey(c.ID, string(key), m.Chat)
	snapshot, err := b.store.Load(ctx, "", mark, doneKey(c.ID, key))
	if err != nil {
		return fmt.Errorf("load the marks of an escalation: %w", err)
	}
	if snapshot.Records[mark].Rev == 0 {
		return errPutOff // before
	}
	change := thidua.Change{ID: "overdue/" + secret(), At: now, Due: []thidua.Due{{Key: key, At: nextChance(b.calendar, c.Campaign, now)}}}
	for _, r := range snapshot.Records {
		if r.Rev > 0 {
			change.Delete = append(change.Delete, thidua.Record{Key: r.Key, Rev: r.Rev})
		}
	}
	if _, err := b.store.Commit(ctx, change); err != nil {
		return fmt.Errorf("put an escalation off: %w", err)
	}
	return errPutOff
}
