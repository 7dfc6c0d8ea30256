package bot

import (
	"cmp"
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
	units []string            // in the workbook's order
	parts map[string][]string // that each of them owes
}

// toldLate is the mark of what somebody above was told of one deadline.
type toldLate struct {
	At    time.Time           `json:"at"`
	Units map[string][]string `json:"units"` // with the parts that each owed
	all   bool                // an older program's mark: whatever was late
}

// readToldLate reads a mark; one that is absent tells of nothing.
func readToldLate(r thidua.Record) (told toldLate) {
	if r.Rev > 0 && json.Unmarshal(r.Body, &told) != nil {
		told.all = true
	}
	return told
}

// has tells whether nothing that a unit owes is news.
func (t toldLate) has(unit string, parts []string) bool {
	return t.all || !slices.ContainsFunc(parts, func(p string) bool { return !slices.Contains(t.Units[unit], p) })
}

// escalate tells those above, once for each deadline, which units let it pass: a unit's head, who is whoever the roster has
// as leader of that unit, and the people of its parent unit, leaders and focal points. The secretariat has its digest. While
// a campaign is locked nobody could hand in what is late. Where a deadline was moved since, what it no longer holds for is forgotten,
// and that is told of which those above have not heard, or not since it was put off.
func (b *Bot) escalate(ctx context.Context, due thidua.Due, now time.Time) error {
	t := thidua.ReadTimer(due.Key)
	c, found, err := b.course(ctx, t.Campaign)
	switch {
	case err != nil:
		return err
	case !found, t.Kind == "late" && now.Sub(t.Deadline) > overdueEnd:
		return b.move(ctx, now, time.Time{}, due)
	case !c.reminds(now):
		return nil
	case t.Kind == "late" && due.At.Before(t.Deadline):
		return b.forgetEarly(ctx, c, due, now)
	case !now.After(t.Deadline) || !b.mayDisturb(c, now):
		return nil
	}
	if t.Kind == "late" {
		// Where those above have not heard of the deadline at all, what is to tell them is planned and names this too.
		var done time.Time
		if heard, err := b.load(ctx, doneKey(c.ID, thidua.OverdueKey(c.ID, t.Deadline)), &done); err != nil || !heard {
			return cmp.Or(err, b.move(ctx, now, time.Time{}, due))
		}
		if err := b.forget(ctx, c, t, now); err != nil {
			return err
		}
	}
	superiors, err := b.superiors(ctx, c, t)
	if err != nil {
		return err
	}
	const atOnce = 100
	for some := range slices.Chunk(superiors, atOnce) {
		if err := b.escalateTo(ctx, c, t.Deadline, some, now); err != nil {
			return err
		}
	}
	b.ring()
	if t.Kind == "late" {
		return b.move(ctx, now, time.Time{}, due)
	}
	return b.finish(ctx, now, c.ID, due)
}

// superiors lists who is to be told of a deadline, and of which units: all, or whom an extension was for.
func (b *Bot) superiors(ctx context.Context, c course, about thidua.Timer) ([]superior, error) {
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
		owed := c.owes(u.Code, board[u.Code], about.Deadline)
		if about.Part != "" {
			owed = onlyOf(owed, []string{about.Part})
		}
		if len(owed) == 0 || about.Unit != "" && u.Code != about.Unit {
			continue
		}
		for _, m := range slices.Concat(heads[u.Code], people[u.Parent]) {
			if told[m.Chat] == nil {
				told[m.Chat] = &superior{chat: m.Chat, name: m.Name, parts: map[string][]string{}}
			}
			if s := told[m.Chat]; s.parts[u.Code] == nil {
				s.units, s.parts[u.Code] = append(s.units, u.Code), partNames(owed)
			}
		}
	}
	var all []superior
	for _, chat := range slices.Sorted(maps.Keys(told)) {
		all = append(all, *told[chat])
	}
	return all, nil
}

// escalateTo tells some of them of what they were not told yet.
func (b *Bot) escalateTo(ctx context.Context, c course, deadline time.Time, superiors []superior, now time.Time) error {
	var keys []thidua.Key
	for _, s := range superiors {
		keys = append(keys, lateMark(c.ID, deadline, s.chat))
	}
	marks, err := b.store.Load(ctx, "", keys...)
	if err != nil {
		return fmt.Errorf("load the marks of an escalation: %w", err)
	}
	change := thidua.Change{ID: "overdue/" + secret(), At: now}
	for i, s := range superiors {
		told := readToldLate(marks.Records[keys[i]])
		units := slices.DeleteFunc(s.units, func(unit string) bool { return told.has(unit, s.parts[unit]) })
		if len(units) == 0 {
			continue
		}
		change.Put = append(change.Put, recordAt(marks.Records[keys[i]].Rev, keys[i], told.and(s, units, now)))
		change.Send = append(change.Send, thidua.Message{Chat: s.chat, Bulk: true, Late: &thidua.Late{Campaign: c.ID, Due: deadline, Units: units}})
		for n, unit := range units {
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

// lateMark is the key of what somebody above was told of a deadline.
func lateMark(campaign string, deadline time.Time, chat int64) thidua.Key {
	return thidua.RemindedKey(campaign, string(thidua.OverdueKey(campaign, deadline)), chat)
}

// and is the mark once some units more are told of.
func (t toldLate) and(s superior, units []string, now time.Time) toldLate {
	all := toldLate{At: now, Units: maps.Clone(t.Units)}
	if all.Units == nil {
		all.Units = map[string][]string{}
	}
	for _, unit := range units {
		parts := slices.Concat(t.Units[unit], s.parts[unit])
		slices.Sort(parts)
		all.Units[unit] = slices.Compact(parts)
	}
	return all
}

// writeLate says which units still owe what was due.
func (b *Bot) writeLate(ctx context.Context, c course, m *thidua.Message, to thidua.Person, now time.Time) error {
	switch {
	case !slices.ContainsFunc(to.Posts, func(post thidua.Post) bool { return post.Campaign == c.ID }):
		return errLeft
	case !c.reminds(now) || !now.After(m.Late.Due) || !b.mayDisturb(c, now): // or a clock far ahead was set right
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
	lines = append(lines, thidua.Line{Text: texts.OverdueLook.In(language), Style: thidua.Faint})
	m.Lines = append([]thidua.Line{{Text: texts.Overdue.In(language, c.Title), Style: thidua.Strong},
		{Text: texts.OverdueUnits.In(language, vietnamese.FormatDateTime(m.Late.Due.In(c.Location)))}}, lines...)
	return nil
}

// putOffLate lets an escalation come again when people may be written to: without these units in their mark, this person is
// told of them when the deadline's due-time is next carried out.
func (b *Bot) putOffLate(ctx context.Context, c course, m *thidua.Message, now time.Time) error {
	key := thidua.OverdueKey(c.ID, m.Late.Due)
	mark, done := lateMark(c.ID, m.Late.Due, m.Chat), doneKey(c.ID, key)
	snapshot, err := b.store.Load(ctx, "", mark, done)
	if err != nil {
		return fmt.Errorf("load the marks of an escalation: %w", err)
	}
	told, r := readToldLate(snapshot.Records[mark]), snapshot.Records[mark]
	if r.Rev == 0 {
		return errPutOff // before
	}
	change := thidua.Change{ID: "overdue/" + secret(), At: now, Due: []thidua.Due{{Key: key, At: nextChance(b.calendar, c.Campaign, now)}}}
	if maps.DeleteFunc(told.Units, func(unit string, _ []string) bool { return slices.Contains(m.Late.Units, unit) }); len(told.Units) == 0 {
		change.Delete = append(change.Delete, thidua.Record{Key: mark, Rev: r.Rev})
	} else {
		change.Put = append(change.Put, recordAt(r.Rev, mark, told))
	}
	if r := snapshot.Records[done]; r.Rev > 0 {
		change.Delete = append(change.Delete, thidua.Record{Key: done, Rev: r.Rev})
	}
	if _, err := b.store.Commit(ctx, change); err != nil {
		return fmt.Errorf("put an escalation off: %w", err)
	}
	return errPutOff
}
