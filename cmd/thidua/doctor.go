package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"thidua"
	"thidua/bot"
	"thidua/bot/telegram"
	"thidua/store"
)

// doctorCommand looks at all that the bot needs, and says how to mend what is wrong.
type doctorCommand struct {
	Lang  string `enum:"vi,en" default:"vi" help:"Language of the advice."`
	Clear bool   `help:"Remove the parked updates, after they were listed."`
}

// Limits of what is healthy.
const (
	clockDrift   = 5 * time.Second
	oldestWait   = 5 * time.Minute // of a message that might leave
	mostPending  = 1000            // updates at Telegram
	recentFault  = time.Hour       // of the webhook
	doctorLimit  = 30 * time.Second
	parkedListed = 20
)

// doctor collects what it finds; a line each.
type doctor struct {
	*world
	language string
	api      *telegram.API
	sick     int
}

// Run examines Telegram and the store. Exit code 1: something must be mended.
func (c doctorCommand) Run(w *world) error {
	inner := *w
	ctx, cancel := context.WithTimeout(w.ctx, doctorLimit)
	defer cancel()
	inner.ctx = ctx
	d := &doctor{world: &inner, language: c.Lang,
		api: telegram.New(telegram.Options{Token: w.config.Token, URL: w.config.APIURL})}
	id := d.telegram()
	if err := d.store(id, c.Clear); err != nil {
		return err
	}
	d.calendar(time.Now())
	if d.sick > 0 {
		return errors.New(sayMend.In(c.Lang, d.sick))
	}
	fmt.Fprintln(w.out, sayHealthy.In(c.Lang))
	return nil
}

func (d *doctor) good(what thidua.Phrase, values ...any) {
	d.say("✔", what.In(d.language, values...), "")
}

func (d *doctor) doubtful(cure, what thidua.Phrase, values ...any) {
	d.say("!", what.In(d.language, values...), cure.In(d.language))
}

func (d *doctor) bad(cure, what thidua.Phrase, values ...any) {
	d.sick++
	d.say("✘", what.In(d.language, values...), cure.In(d.language))
}

func (d *doctor) say(sign, what, cure string) {
	fmt.Fprintf(d.out, "%s %s\n", sign, what)
	if cure != "" {
		fmt.Fprintf(d.out, "  → %s\n", strings.ReplaceAll(cure, "\n", "\n    "))
	}
}

// telegram examines token, API, clock and webhook, and tells the bot's id; 0 where it is not known.
func (d *doctor) telegram() int64 {
	if d.config.Token == "" {
		d.bad(cureNoToken, sayNoToken)
		return 0
	}
	me, err := d.api.Me(d.ctx)
	var refused *telegram.Error
	switch {
	case errors.As(err, &refused) && !refused.Temporary():
		d.bad(cureToken, sayBadToken, err)
		return 0
	case err != nil:
		d.bad(cureAPI, sayNoAPI, err)
		return 0
	}
	d.good(sayToken, me.Username)
	d.clock()
	d.webhook()
	return me.ID
}

func (d *doctor) clock() {
	there, err := d.api.Clock(d.ctx)
	if err != nil {
		d.doubtful(cureAPI, sayNoClock, err)
		return
	}
	drift := time.Until(there).Round(time.Second).Abs()
	if drift > clockDrift {
		d.bad(cureClock, sayDrift, drift)
		return
	}
	d.good(sayClock)
}

// calendar tells whether this year's days off are known, or only worked out.
func (d *doctor) calendar(now time.Time) {
	if d.config.calendar().Decided(now.Year()) {
		d.good(sayHolidays, now.Year())
		return
	}
	d.doubtful(cureHolidays, sayNoHolidays, now.Year())
}

// webhook compares what Telegram has with what is configured.
func (d *doctor) webhook() {
	hook, err := d.api.Webhook(d.ctx)
	switch {
	case err != nil:
		d.bad(cureAPI, sayNoAPI, err)
		return
	case d.config.Webhook == "" && hook.URL != "":
		d.bad(cureStaleHook, sayStaleHook)
	case d.config.Webhook != hook.URL:
		d.bad(cureHook, sayNoHook)
	case hook.URL != "" && hook.LastError != "" && time.Since(hook.FailedAt) < recentFault:
		d.bad(cureHookFault, sayHookFault, hook.LastError)
	case hook.URL != "":
		d.good(sayHook)
	default:
		d.good(sayPolling)
	}
	if hook.Pending > mostPending {
		d.doubtful(curePending, sayPending, hook.Pending)
	}
}

func (d *doctor) store(id int64, clear bool) error {
	db, err := d.openStore()
	if err != nil {
		d.bad(cureStore, sayNoStore, err)
		return nil
	}
	defer db.Close()
	now := time.Now()
	if _, err := db.Lease(d.ctx, "doctor", "doctor", now, now); err != nil {
		d.bad(cureStore, sayNoStore, err)
		return nil
	}
	if err := d.owner(db, id); err != nil {
		d.bad(cureStore, sayNoStore, err)
		return nil
	}
	if err := d.inspect(db, now); err != nil {
		d.bad(cureStore, sayNoStore, err)
	}
	if _, err := store.OpenFiles(d.ctx, d.config.FilesURL); err != nil {
		d.bad(cureFiles, sayNoFiles, err)
	}
	if err := d.evidence(db); err != nil {
		return err
	}
	return d.parked(db, clear)
}

// evidence counts the files of answers that could not be fetched from Telegram.
func (d *doctor) evidence(db thidua.Store) error {
	records, err := db.Scan(d.ctx, thidua.Range{Prefix: thidua.FileKey("")})
	if err != nil {
		return fmt.Errorf("look at the evidence: %w", err)
	}
	kept, lost, why := 0, 0, ""
	for _, r := range records {
		var e thidua.Evidence
		if json.Unmarshal(r.Body, &e) != nil {
			continue
		}
		switch {
		case e.Lost != "":
			lost, why = lost+1, e.Lost
		case e.SHA != "":
			kept++
		}
	}
	if lost > 0 {
		d.doubtful(cureEvidence, sayEvidenceLost, lost, why)
	}
	d.good(sayEvidence, kept, len(records)-kept-lost)
	return nil
}

// owner tells whether the store is this bot's.
func (d *doctor) owner(db thidua.Store, id int64) error {
	snapshot, err := db.Load(d.ctx, "", thidua.BotKey)
	if err != nil {
		return err
	}
	identity, err := bot.ReadIdentity(snapshot.Records[thidua.BotKey])
	switch {
	case err != nil:
		return err
	case identity.ID == 0:
		d.doubtful(cureNewStore, sayNewStore)
	case id != 0 && identity.ID != id:
		d.bad(cureForeign, sayForeign, identity.Username)
	default:
		d.good(sayStore)
	}
	return nil
}

func (d *doctor) inspect(db thidua.Store, now time.Time) error {
	found, err := db.Inspect(d.ctx)
	if err != nil {
		return err
	}
	for _, f := range found.Findings {
		sign := map[thidua.Grade]string{thidua.Good: "✔", thidua.Doubtful: "!", thidua.Bad: "✘"}[f.Grade]
		if f.Grade == thidua.Bad {
			d.sick++
		}
		d.say(sign, found.Kind+": "+f.Name+" "+f.Value, f.Cure)
	}
	switch waits := now.Sub(found.Oldest); {
	case found.Messages > 0 && waits > oldestWait:
		d.doubtful(cureOutbox, sayOutboxOld, found.Messages, waits.Round(time.Second))
	default:
		d.good(sayOutbox, found.Messages)
	}
	return nil
}

// parked lists the updates that could not be carried through, by their numbers alone: what people wrote stays in the store.
func (d *doctor) parked(db thidua.Store, clear bool) error {
	records, err := db.Scan(d.ctx, thidua.Range{Prefix: thidua.ParkedUpdates})
	if err != nil {
		return fmt.Errorf("look for parked updates: %w", err)
	}
	if len(records) == 0 {
		d.good(sayNoParked)
		return nil
	}
	var ids []string
	for _, r := range records[:min(len(records), parkedListed)] {
		ids = append(ids, thidua.LastSegment(r.Key))
	}
	if clear {
		d.doubtful(cureCleared, sayParked, len(records), strings.Join(ids, ", "))
		return d.clear(db, records)
	}
	d.bad(cureParked, sayParked, len(records), strings.Join(ids, ", "))
	return nil
}

func (d *doctor) clear(db thidua.Store, records []thidua.Record) error {
	const atOnce = 500
	for begin := 0; begin < len(records); begin += atOnce {
		some := records[begin:min(begin+atOnce, len(records))]
		change := thidua.Change{ID: "doctor/" + string(some[0].Key), At: time.Now(), Delete: some}
		if _, err := db.Commit(d.ctx, change); err != nil {
			return fmt.Errorf("remove parked updates: %w", err)
		}
	}
	return nil
}
