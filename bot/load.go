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
)

// Loading is a campaign workbook that was read and found right.
type Loading struct {
	Campaign *thidua.Campaign
	Format   string // of Source: xlsx or md
	Source   []byte
	Media    map[string]thidua.Medium // files that it shows and that are kept, by name; those from before stay beside them
	Template []byte                   // of the report, found right; nil keeps the one that is there, an empty one goes back to the built-in one
	Now      time.Time
	Calendar Calendar
	Remove   bool // what numbers are promised that the workbook no longer has

	By   int64          // person; 0 is the operator
	Name string         // of the person
	Over *string        // version that must be in force until then; nil: any
	Also *thidua.Change // what is written in the very commit that puts the version in force
}

// errOutdated says that another version came into force than the one that a load was decided upon.
var errOutdated = errors.New("another version is in force")

// perCommit bounds the records of one commit of a command, so that the running bot is never held up.
const perCommit = 500

// mostLoadings is how often a load is tried again because the running bot changed what it reads.
const mostLoadings = 10

// Load puts a campaign's version in force: workbook and roster first, then head and reminders in one commit. Drafts,
// submissions and people stay; loading the same version again changes nothing but the time.
func Load(ctx context.Context, store thidua.Store, l Loading) (err error) {
	for range mostLoadings {
		if err = l.load(ctx, store); !errors.Is(err, thidua.ErrConflict) {
			return err
		}
	}
	return err
}

func (l Loading) load(ctx context.Context, store thidua.Store) error {
	c := l.Campaign
	source := thidua.SourceKey(c.ID, c.Version)
	snapshot, err := store.Load(ctx, "", source, thidua.CampaignKey(c.ID), thidua.TemplateKey(c.ID), thidua.MediaKey(c.ID))
	if err != nil {
		return fmt.Errorf("load campaign %s: %w", c.ID, err)
	}
	was, err := headOf(snapshot.Records[thidua.CampaignKey(c.ID)])
	if err != nil {
		return err
	}
	if l.Over != nil && was.Version != *l.Over {
		return errOutdated
	}
	if snapshot.Records[source].Rev == 0 {
		if err := commit(ctx, store, "source/"+secret(), l.Now, thidua.Record{Key: source, Body: l.Source}); err != nil {
			return fmt.Errorf("keep the workbook: %w", err)
		}
	}
	if err := l.promise(ctx, store); err != nil {
		return fmt.Errorf("write the roster: %w", err)
	}
	change, err := l.force(ctx, store, snapshot, was)
	if err != nil {
		return err
	}
	if _, err := store.Commit(ctx, change); err != nil {
		return fmt.Errorf("put campaign %s in force: %w", c.ID, err)
	}
	return nil
}

// force is the commit that puts the version in force.
func (l Loading) force(ctx context.Context, store thidua.Store, snapshot thidua.Snapshot, was thidua.Head) (thidua.Change, error) {
	c := l.Campaign
	due, err := l.reminders(ctx, store, was.Life)
	if err != nil {
		return thidua.Change{}, err
	}
	head := recordAt(snapshot.Records[thidua.CampaignKey(c.ID)].Rev, thidua.CampaignKey(c.ID), thidua.Head{ID: c.ID, Title: c.Title, Version: c.Version, Format: l.Format, Loaded: l.Now, Life: was.Life})
	line := thidua.LogLine{At: l.Now, By: l.By, Name: cmp.Or(l.Name, operator), Campaign: c.ID, Unit: thidua.Department, Act: "loaded"}
	change := thidua.Change{ID: "load/" + secret(), At: l.Now, Due: due,
		Put: []thidua.Record{head, newRecord(thidua.LogKey(c.ID, l.Now, "load-"+secret(), 0), line)}}
	media, err := l.mediaRecord(snapshot.Records[thidua.MediaKey(c.ID)])
	if err != nil {
		return change, err
	}
	change.Put = append(change.Put, media...)
	template := thidua.Record{Key: thidua.TemplateKey(c.ID), Rev: snapshot.Records[thidua.TemplateKey(c.ID)].Rev, Body: l.Template}
	switch {
	case len(l.Template) > 0:
		change.Put = append(change.Put, template)
	case l.Template != nil && template.Rev > 0:
		change.Delete = append(change.Delete, template)
	}
	if l.Also != nil {
		change.Put, change.Delete = append(change.Put, l.Also.Put...), append(change.Delete, l.Also.Delete...)
		change.Due, change.Send = append(change.Due, l.Also.Due...), l.Also.Send
	}
	if err := l.announceOpening(ctx, store, &change); err != nil {
		return change, err
	}
	if was.Version == "" || was.Version == c.Version {
		return change, nil
	}
	before, err := Campaign(ctx, store, was)
	if err != nil {
		return change, err
	}
	moved, err := l.moved(ctx, store, before, was.Life)
	change.Due = append(change.Due, looks(l.Calendar, c, l.Now, moved, "", "")...)
	l.spread(before, was, &change)
	return change, err
}

// opening is what the ids of jobs begin with that tell people of an opening.
const opening = "opening-"

// announceOpening plans that the focal points are told when the campaign opens, within working hours where it keeps to them;
// an opening that was planned otherwise and has not been told is dropped.
func (l Loading) announceOpening(ctx context.Context, store thidua.Store, change *thidua.Change) error {
	records, err := store.Scan(ctx, thidua.Range{Prefix: thidua.JobsOf(l.Campaign.ID)})
	if err != nil {
		return fmt.Errorf("list jobs: %w", err)
	}
	key := thidua.JobKey(l.Campaign.ID, opening+strconv.FormatInt(l.Campaign.Opens.Unix(), 10))
	planned := !l.Campaign.Opens.After(l.Now)
	for _, r := range records {
		var job thidua.Job
		if !strings.HasPrefix(thidua.LastSegment(r.Key), opening) || json.Unmarshal(r.Body, &job) != nil {
			continue
		}
		switch {
		case r.Key == key:
			planned = true
		case job.Done.IsZero() && job.After == "":
			change.Delete = append(change.Delete, thidua.Record{Key: r.Key, Rev: r.Rev})
			change.Due = append(change.Due, thidua.Due{Key: r.Key, Was: job.At})
		}
	}
	if planned {
		return nil
	}
	at := l.Campaign.Opens
	if l.Campaign.Quiet && !l.Calendar.InWindow(at) {
		at = l.Calendar.NextSlot(at)
	}
	change.Put = append(change.Put, newRecord(key, thidua.Job{Kind: thidua.Tell, Campaign: l.Campaign.ID, By: l.By, At: at,
		Scope: thidua.Everybody, News: &thidua.News{Opens: true}}))
	change.Due = append(change.Due, thidua.Due{Key: key, At: at})
	return nil
}

// spread has the focal points told, once, where their parts or due times are others than before.
func (l Loading) spread(before *thidua.Campaign, was thidua.Head, change *thidua.Change) {
	if !was.Offered() || sameDuties(before, l.Campaign) {
		return
	}
	key := thidua.JobKey(l.Campaign.ID, targetID(change.ID))
	change.Put = append(change.Put, newRecord(key, thidua.Job{Kind: thidua.Tell, Campaign: l.Campaign.ID, By: l.By, At: l.Now,
		Scope: thidua.Everybody, News: &thidua.News{Version: true}}))
	change.Due = append(change.Due, thidua.Due{Key: key, At: l.Now})
}

// moved are the deadlines of units' parts that moved, before and after.
func (l Loading) moved(ctx context.Context, store thidua.Store, before *thidua.Campaign, life thidua.Life) (moved []time.Time, err error) {
	board, err := Board(ctx, store, l.Campaign.ID)
	if err != nil {
		return nil, err
	}
	dues := func(c *thidua.Campaign) map[[2]string]time.Time {
		all := map[[2]string]time.Time{}
		for _, u := range c.Units {
			for _, p := range c.PartsOf(u.Code) {
				all[[2]string{u.Code, p.Name}] = life.DueOf(c, p, board[u.Code])
			}
		}
		return all
	}
	was, will := dues(before), dues(l.Campaign)
	for key := range was {
		if _, still := will[key]; !still {
			moved = append(moved, was[key])
		}
	}
	for key, due := range will {
		if !due.Equal(was[key]) {
			moved = append(moved, was[key], due)
		}
	}
	return moved, nil
}

// sameDuties tells whether two versions ask the same parts of the same units until the same times.
func sameDuties(a, b *thidua.Campaign) bool {
	return a.Due.Equal(b.Due) && a.Opens.Equal(b.Opens) && slices.EqualFunc(a.Parts, b.Parts, func(a, b thidua.Part) bool {
		return a.Name == b.Name && a.FilledBy == b.FilledBy && a.Due.Equal(b.Due) && slices.Equal(a.Units, b.Units)
	})
}

// operator is what the log calls whoever works at the command line.
const operator = "operator"

func commit(ctx context.Context, store thidua.Store, id string, now time.Time, put ...thidua.Record) error {
	_, err := store.Commit(ctx, thidua.Change{ID: id, At: now, Put: put})
	return err
}

// promise writes what every phone number on the roster is promised. Other campaigns' promises stay, and so do those of numbers
// that are gone from it, unless they are to be removed. Who has joined stays: they may have taken over.
func (l Loading) promise(ctx context.Context, store thidua.Store) error {
	byPhone := map[string][]thidua.Member{}
	var phones []string
	for _, m := range l.Campaign.People {
		if m.Phone == "" {
			continue
		}
		if byPhone[m.Phone] == nil {
			phones = append(phones, m.Phone)
		}
		byPhone[m.Phone] = append(byPhone[m.Phone], m)
	}
	if l.Remove {
		gone, err := l.unpromised(ctx, store, byPhone)
		if err != nil {
			return err
		}
		phones = append(phones, gone...)
	}
	for chunk := range slices.Chunk(phones, perCommit) {
		if err := l.promiseSome(ctx, store, chunk, byPhone); err != nil {
			return err
		}
	}
	return nil
}

// unpromised lists the numbers that the store promises posts of the campaign and that its roster no longer has.
func (l Loading) unpromised(ctx context.Context, store thidua.Store, byPhone map[string][]thidua.Member) (phones []string, err error) {
	records, err := store.Scan(ctx, thidua.Range{Prefix: thidua.RosterKey("")})
	if err != nil {
		return nil, err
	}
	for _, r := range records {
		var promised []thidua.Invite
		if err := json.Unmarshal(r.Body, &promised); err != nil {
			return nil, fmt.Errorf("read %s: %w", r.Key, err)
		}
		for _, p := range promised {
			if p.Campaign == l.Campaign.ID && byPhone[p.Phone] == nil && !slices.Contains(phones, p.Phone) {
				phones = append(phones, p.Phone)
			}
		}
	}
	return phones, nil
}

func (l Loading) promiseSome(ctx context.Context, store thidua.Store, phones []string, byPhone map[string][]thidua.Member) error {
	var keys []thidua.Key
	for _, phone := range phones {
		keys = append(keys, thidua.RosterKey(phone))
	}
	snapshot, err := store.Load(ctx, "", keys...)
	if err != nil {
		return err
	}
	var put []thidua.Record
	for i, phone := range phones {
		var promised []thidua.Invite
		if body := snapshot.Records[keys[i]].Body; len(body) > 0 {
			if err := json.Unmarshal(body, &promised); err != nil {
				return fmt.Errorf("read %s: %w", keys[i], err)
			}
		}
		r := recordAt(snapshot.Records[keys[i]].Rev, keys[i], l.renew(promised, byPhone[phone]))
		put = append(put, r)
	}
	return commit(ctx, store, "roster/"+secret(), l.Now, put...)
}

// renew promises one number what the workbook says now. Other campaigns' promises stay, and so does what was taken
// away from somebody.
func (l Loading) renew(promised []thidua.Invite, members []thidua.Member) []thidua.Invite {
	var renewed []thidua.Invite
	for _, p := range promised {
		if p.Campaign != l.Campaign.ID {
			renewed = append(renewed, p)
		}
	}
	for _, m := range members {
		p := Promise(l.Campaign.ID, m)
		named := func(old thidua.Invite) bool { return same(old.Post, p.Post) && old.Name == p.Name }
		before := slices.IndexFunc(promised, named)
		if before < 0 { // the name may have been corrected
			before = slices.IndexFunc(promised, func(old thidua.Invite) bool { return same(old.Post, p.Post) })
		}
		if before >= 0 {
			p.Used = promised[before].Used
		}
		renewed = append(renewed, p)
	}
	return renewed
}

// Promise is what a row of the sheet people promises.
func Promise(campaign string, m thidua.Member) thidua.Invite {
	return thidua.Invite{Name: m.Name, Phone: m.Phone,
		Post: thidua.Post{Role: m.Role, Campaign: campaign, Unit: m.Unit, Position: m.Position}}
}

// reminders plans the due-times of the version (see planning).
func (l Loading) reminders(ctx context.Context, store thidua.Store, life thidua.Life) ([]thidua.Due, error) {
	p := planning{campaign: l.Campaign, life: life, now: l.Now, calendar: l.Calendar}
	return p.changes(ctx, store)
}

// headOf reads a campaign's head; an absent one is empty.
func headOf(r thidua.Record) (head thidua.Head, err error) {
	if r.Rev == 0 {
		return head, nil
	}
	if err := json.Unmarshal(r.Body, &head); err != nil {
		return head, fmt.Errorf("%w: %s: %w", errCorrupt, r.Key, err)
	}
	return head, nil
}

// FormatOf is the format of a workbook by its content.
func FormatOf(content []byte) string {
	if strings.HasPrefix(string(content), "PK") {
		return "xlsx"
	}
	return "md"
}
