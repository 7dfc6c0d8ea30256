package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"thidua"
	"thidua/store"
)

// restoreCommand fills the store from a backup.
type restoreCommand struct {
	File    string `arg:"" help:"File that thidua backup has written."`
	Replace bool   `help:"Also where the store is not empty: what it holds is lost."`
}

// restoreTime bounds how long a bot that is started meanwhile would wait; it is more than a polling bot's own lease.
const restoreTime = 2 * time.Minute

// Run restores all of the file or nothing. The bot must be stopped.
func (c restoreCommand) Run(w *world) (err error) {
	file, err := os.Open(c.File)
	if err != nil {
		return wrong{err}
	}
	defer file.Close()
	db, err := w.openStore()
	if err != nil {
		return err
	}
	defer db.Close()
	now := time.Now()
	free, err := db.Lease(w.ctx, thidua.PollingLease, "restore", now, now.Add(restoreTime))
	if err != nil {
		return err
	}
	if !free {
		return wrongf("a bot runs on this store, or was killed a moment ago: stop it first, or wait two minutes")
	}
	tally, err := store.Restore(w.ctx, db, file, c.Replace)
	if err != nil { // a restored store has no leases
		_, released := db.Lease(context.WithoutCancel(w.ctx), thidua.PollingLease, "restore", now, now)
		err = errors.Join(err, released)
	}
	switch {
	case errors.Is(err, thidua.ErrOccupied):
		return wrongf("the store is not empty, and nothing was changed: give an empty one, or say --replace to lose what it holds")
	case errors.Is(err, store.ErrBackup):
		return wrongf("%s: %w; nothing was changed", c.File, err)
	case err != nil:
		return err
	}
	fmt.Fprintf(w.out, "restored %d records and %d due-times of %s\n", tally.Records, tally.Due, tally.Made.Local().Format("2006-01-02 15:04:05 MST"))
	return nil
}
