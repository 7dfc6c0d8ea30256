package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"thidua"
	"thidua/bot"
	"thidua/bot/simulator"
	"thidua/flows/xlsform"
	"thidua/store"
)

// demoCommand plays a sample campaign.
type demoCommand struct {
	Out  string `default:"out" help:"Folder for the workbook and the report."`
	Once bool   `help:"End after writing, without the page."`
	Addr string `default:"127.0.0.1:8090" help:"Loopback address of the page."`
}

// The demo's own bot: a store that holds anything of another bot is refused, because its messages would be delivered
// to the simulator.
const (
	demoBot   = 424242
	demoToken = "424242:DEMO"
)

// The demo plays in the sample's own time, three days before its first deadline.
var demoBegins = time.Date(2023, 5, 22, 8, 30, 0, 0, time.FixedZone("UTC+7", 7*3600))

// Run plays, writes, and then serves the page.
func (c demoCommand) Run(w *world) error {
	began := time.Now()
	db, files, err := demoStore(w)
	if err != nil {
		return err
	}
	defer db.Close()
	d := &demo{world: w, store: db, files: files, clock: newClock(demoBegins)}
	if err := d.begin(c.Addr, c.Once); err != nil {
		return err
	}
	stop := d.serveBot()
	defer stop()
	if err := d.play(); err != nil {
		return err
	}
	consolidation, written, err := d.writeDocuments(c.Out)
	if err != nil {
		return err
	}
	printFigures(w.out, consolidation, written)
	d.restTaps()
	if violations := append(d.telegram.Violations(), d.telegram.Unanswered()...); len(violations) > 0 {
		return fmt.Errorf("the Bot API was not kept to: %s", violations[0])
	}
	fmt.Fprintf(w.out, "\nDone in %s.\n", time.Since(began).Round(100*time.Millisecond))
	if c.Once {
		return nil
	}
	fmt.Fprintf(w.out, "Open %s, choose a person and chat on. Ctrl+C ends.\n", d.url)
	<-w.ctx.Done()
	return nil
}

// demoStore opens the store for the demo and empties what an earlier demo left, and where its photos are kept. What the
// environment does not name is in a folder that goes with the demo.
func demoStore(w *world) (db thidua.Store, files thidua.Files, err error) {
	folder, err := os.MkdirTemp("", "thidua-demo-*")
	if err != nil {
		return nil, nil, fmt.Errorf("make a folder for the demo: %w", err)
	}
	if w.config.StoreSet {
		if db, err = w.openStore(); err == nil {
			err = claimForDemo(w.ctx, db)
		}
	} else {
		db, err = store.Open(w.ctx, "file:"+filepath.Join(folder, "demo.db"))
	}
	kept := "file:" + filepath.Join(folder, "files")
	if w.config.FilesSet {
		kept = w.config.FilesURL
	}
	if err == nil {
		files, err = store.OpenFiles(w.ctx, kept)
	}
	if err != nil {
		if db != nil {
			db.Close()
		}
		return nil, nil, errors.Join(err, os.RemoveAll(folder))
	}
	return demoRecords{Store: db, folder: folder}, files, nil
}

// demoRecords is the demo's store, with which the demo's folder goes.
type demoRecords struct {
	thidua.Store
	folder string
}

// Close closes the store and removes its folder.
func (s demoRecords) Close() error { return errors.Join(s.Store.Close(), os.RemoveAll(s.folder)) }

func claimForDemo(ctx context.Context, db thidua.Store) error {
	records, err := db.Scan(ctx, thidua.Range{Limit: 1})
	if err != nil {
		return fmt.Errorf("look into the store: %w", err)
	}
	if len(records) == 0 {
		return nil
	}
	snapshot, err := db.Load(ctx, "", thidua.BotKey)
	if err != nil {
		return fmt.Errorf("look into the store: %w", err)
	}
	identity, err := bot.ReadIdentity(snapshot.Records[thidua.BotKey])
	if err != nil {
		return err
	}
	if identity.ID != demoBot {
		return wrongf("the store holds records that are not the demo's: give the demo an empty store (STORE_URL), or none")
	}
	return db.Clear(ctx)
}

// demo is one running demo: simulator, bot, and the people who play.
type demo struct {
	*world
	store    thidua.Store
	files    thidua.Files
	clock    *clock
	telegram *simulator.Server
	url      string
	campaign *thidua.Campaign
	cast     []*player
}

// begin starts the simulator, loads the campaign and invites its people.
func (d *demo) begin(addr string, once bool) error {
	d.telegram = simulator.New(simulator.Options{Token: demoToken, BotID: demoBot, Username: "thidua_demo_bot",
		Title: "Thi Đua", Now: d.clock.now})
	if once {
		addr = "127.0.0.1:0"
	}
	url, err := d.telegram.Start(addr)
	if err != nil {
		return fmt.Errorf("start the local Bot API server: %w", err)
	}
	d.url = url
	content := xlsform.Sample()
	campaign, report := xlsform.Read("sample.md", content, xlsform.Options{})
	if len(report.Errors) > 0 {
		return fmt.Errorf("read the sample campaign: %s", report.Errors[0].In("en"))
	}
	d.campaign = campaign
	identity := bot.Identity{ID: demoBot, Username: "thidua_demo_bot"}
	if err := bot.Belong(d.ctx, d.store, identity, d.clock.now()); err != nil {
		return err
	}
	if err := load(d.ctx, d.store, campaign, content, d.clock.now()); err != nil {
		return err
	}
	d.cast, err = d.invitePeople()
	return err
}

// serveBot runs the very code that serve runs, against the simulator; stop waits for its end.
func (d *demo) serveBot() (stop func()) {
	ctx, cancel := context.WithCancel(d.ctx)
	inner := *d.world
	inner.ctx = ctx
	var group sync.WaitGroup
	group.Go(func() {
		log := d.logger()
		if err := inner.serve(serving{store: d.store, token: demoToken, url: d.url, now: d.clock.now, files: d.files, log: log}); err != nil {
			log.Error("serve", "error", err)
		}
	})
	return func() {
		cancel()
		closing, done := context.WithTimeout(context.WithoutCancel(d.ctx), 5*time.Second)
		defer done()
		group.Wait()
		d.telegram.Close(closing)
	}
}

// clock is a clock that can be moved on.
type clock struct {
	mu    sync.Mutex
	ahead time.Duration
}

func newClock(begins time.Time) *clock { return &clock{ahead: time.Until(begins)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.ahead)
}

func (c *clock) moveTo(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead = time.Until(t)
}
