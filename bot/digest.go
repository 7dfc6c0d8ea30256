package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// digested is the record of a campaign's digests.
type digested struct {
	At time.Time `json:"at"` // of the newest one; the next tells what came since
}

// digestMark marks that a day was looked at.
func digestMark(c *thidua.Campaign, at time.Time) thidua.Key {
	return doneKey(c.ID, thidua.DigestKey(c.ID)+thidua.Key("/"+at.In(c.Location).Format(time.DateOnly)))
}

// nextDigest is the first morning after a time that was not looked at yet.
func nextDigest(ctx context.Context, store thidua.Store, calendar Calendar, c *thidua.Campaign, now time.Time) (time.Time, error) {
	const mostAhead = 30 // mornings that a wrong clock may have looked at
	at := calendar.NextMorning(latest(now, c.Opens))
	for range mostAhead {
		key := digestMark(c, at)
		snapshot, err := store.Load(ctx, "", key)
		if err != nil {
			return at, fmt.Errorf("load the mark of a digest: %w", err)
		}
		if snapshot.Records[key].Rev == 0 {
			break
		}
		at = calendar.NextMorning(at)
	}
	return at, nil
}

// digest tells the secretariat in the first window of a working day what came since the last time, who is late, who is
// silent and what waits; nothing where nothing changed and nobody is late. After a standstill over that window, in the next one.
func (b *Bot) digest(ctx context.Context, due thidua.Due, now time.Time) error {
	c, found, err := b.course(ctx, thidua.ReadTimer(due.Key).Campaign)
	switch {
	case err != nil:
		return err
	case !found || !c.life.Informs():
		return b.move(ctx, now, time.Time{}, due)
	}
	mark, record := digestMark(c.Campaign, now), thidua.DigestKey(c.ID)
	snapshot, err := b.store.Load(ctx, "", mark, record)
	if err != nil {
		return fmt.Errorf("load the last digest: %w", err)
	}
	next, err := nextDigest(ctx, b.store, b.calendar, c.Campaign, now)
	if err != nil {
		return err
	}
	looked := snapshot.Records[mark].Rev > 0 || now.Before(c.Opens)
	if afternoon := b.calendar.Afternoon(now); !looked && !afternoon.IsZero() && !b.calendar.InMorning(now) && afternoon.Before(next) {
		next = afternoon
	}
	change := thidua.Change{ID: "digest/" + secret(), At: now, Due: []thidua.Due{{Key: due.Key, At: next, Was: due.At}}}
	if b.calendar.InWindow(now) && !looked {
		change.Put = []thidua.Record{newRecord(mark, now)}
		var last digested
		if r := snapshot.Records[record]; r.Rev > 0 {
			_ = json.Unmarshal(r.Body, &last) // then everything is new
		}
		if err := b.addDigest(ctx, &change, c, last.At, snapshot.Records[record].Rev); err != nil {
			return err
		}
	}
	_, err = b.store.Commit(ctx, change)
	b.ring()
	return err
}

// addDigest puts the digest for each of the secretariat into a change, where there is anything to tell: what came since the
// last one, or since that before it for who missed the last one.
func (b *Bot) addDigest(ctx context.Context, change *thidua.Change, c course, since time.Time, rev int64) error {
	if since.After(change.At) { // a wrong clock's
		since = change.At.AddDate(0, 0, -1)
	}
	board, err := b.boards.of(ctx, c.ID)
	if err != nil {
		return err
	}
	desk, missed, err := b.missedDigests(ctx, c.ID)
	if err != nil {
		return err
	}
	tells := summaryOf(c, board, since, change.At).tells()
	for _, to := range desk {
		r := missed[thidua.MissedDigestKey(c.ID, to.Chat)]
		from := missedSince(r, since)
		if r.Rev > 0 {
			change.Delete = append(change.Delete, thidua.Record{Key: r.Key, Rev: r.Rev})
		}
		if tells || from.Before(since) && summaryOf(c, board, from, change.At).tells() {
			sendDigest(change, c, to.Chat, from)
		}
	}
	if tells {
		newest := recordAt(rev, thidua.DigestKey(c.ID), digested{At: change.At})
		change.Put = append(change.Put, newest)
	}
	return nil
}

// daySummary is what a digest tells.
type daySummary struct {
	course
	changed       bool // since the last digest
	in, parts     int
	done          int // units that owe nothing
	filed, review []filing
	late, silent  []thidua.Unit
	own           []thidua.Part // of the secretariat, not handed in
	questions     int
	due           time.Time // the next deadline of what is owed
}

// filing is a unit's part.
type filing struct {
	unit thidua.Unit
	part thidua.Part
}

// tells tells whether a digest is due: something changed, or somebody is late.
func (s *daySummary) tells() bool { return s.changed || len(s.late) > 0 }

// summaryOf looks over the board.
func summaryOf(c course, board map[string]thidua.Index, since, now time.Time) *daySummary {
	s := &daySummary{course: c}
	for _, u := range c.Units {
		s.add(u, board[u.Code], since, now)
	}
	for _, p := range c.PartsOf(thidua.Department) {
		if board[thidua.Department].Parts[p.Name].Owed() {
			s.own = append(s.own, p)
		}
	}
	return s
}

func (s *daySummary) add(u thidua.Unit, index thidua.Index, since, now time.Time) {
	parts := s.PartsOf(u.Code)
	owes, late, begun := 0, false, false
	for _, p := range parts {
		standing := index.Parts[p.Name]
		begun = begun || standing.State != thidua.NotStarted
		s.changed = s.changed || standing.At.After(since)
		if standing.Submission > 0 && standing.Filed.After(since) {
			s.filed = append(s.filed, filing{u, p})
		}
		if standing.State == thidua.Submitted || standing.State == thidua.Nothing {
			s.review = append(s.review, filing{u, p})
		}
		if !standing.Owed() {
			continue
		}
		owes++
		due := s.life.DueOf(s.Campaign, p, index)
		late = late || !due.IsZero() && now.After(due)
		if due.After(now) && (s.due.IsZero() || due.Before(s.due)) {
			s.due = due
		}
	}
	s.in, s.parts = s.in+len(parts)-owes, s.parts+len(parts)
	switch {
	case owes == 0:
		s.done++
	case late:
		s.late = append(s.late, u)
	case !begun:
		s.silent = append(s.silent, u)
	}
}

// lines writes the digest for people.
func (s *daySummary) lines(language string) []thidua.Line {
	lines := []thidua.Line{{Text: texts.Digest.In(language, s.Title), Style: thidua.Strong},
		{Text: texts.DigestSum.In(language, s.in, s.parts, s.done, len(s.Units))}}
	if !s.life.Answers() {
		lines = append(lines, thidua.Line{Text: texts.DigestLocked.In(language)})
	}
	add := func(p thidua.Phrase, names []string) {
		if len(names) > 0 {
			lines = append(lines, thidua.Line{Text: p.In(language, len(names), listed(names))})
		}
	}
	add(texts.DigestFiled, s.filings(language, s.filed))
	add(texts.DigestLate, namesOf(s.late))
	add(texts.DigestSilent, namesOf(s.silent))
	add(texts.DigestReview, s.filings(language, s.review))
	if s.questions > 0 {
		lines = append(lines, thidua.Line{Text: texts.DigestQuestion.In(language, s.questions)})
	}
	if len(s.own) > 0 {
		var names []string
		for _, p := range s.own {
			names = append(names, partName(p, language))
		}
		lines = append(lines, thidua.Line{Text: texts.DigestOwn.In(language, strings.Join(names, ", "))})
	}
	if !s.due.IsZero() {
		lines = append(lines, thidua.Line{Text: texts.DigestDue.In(language, vietnamese.FormatDateTime(s.due.In(s.Location)))})
	}
	return lines
}

// filings names units, each with its parts.
func (s *daySummary) filings(language string, all []filing) []string {
	var names []string
	for _, f := range all {
		names = append(names, f.unit.Name+" – "+partName(f.part, language))
	}
	slices.Sort(names)
	return names
}

func namesOf(units []thidua.Unit) []string {
	var names []string
	for _, u := range units {
		names = append(names, u.Name)
	}
	return names
}
