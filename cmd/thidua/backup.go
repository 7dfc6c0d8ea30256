package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"thidua/store"
)

// backupCommand copies the store into one file.
type backupCommand struct {
	File string `arg:"" help:"File to write; it must not exist yet."`
}

// Run writes the backup; the bot may run meanwhile.
func (c backupCommand) Run(w *world) error {
	if _, err := os.Lstat(c.File); err == nil {
		return wrongf("%s exists already: choose another name", c.File)
	}
	db, err := w.openStore()
	if err != nil {
		return err
	}
	defer db.Close()
	var tally store.Tally
	err = newFile(c.File, func(to io.Writer) (err error) {
		if tally, err = store.Backup(w.ctx, db, to, time.Now()); err == nil && tally.Records == 0 {
			err = wrongf("the store is empty: does STORE_URL name the right one?")
		}
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(w.out, "%s: %d records and %d due-times, as of revision %d\n", c.File, tally.Records, tally.Due, tally.Rev)
	return nil
}

// newFile makes a file that nobody else can read, whole and on the disk or not at all. It never replaces one.
func newFile(name string, write func(io.Writer) error) error {
	part, err := os.CreateTemp(filepath.Dir(name), ".thidua-*")
	if err != nil {
		return err
	}
	defer os.Remove(part.Name())
	err = write(part)
	if err == nil {
		err = part.Sync()
	}
	if err := errors.Join(err, part.Close()); err != nil {
		return err
	}
	err = os.Link(part.Name(), name) // which fails where the name is taken, other than a renaming
	switch {
	case errors.Is(err, fs.ErrExist):
		return wrongf("%s exists already: choose another name", name)
	case err != nil: // disks without links
		err = os.Rename(part.Name(), name)
	}
	if err != nil {
		return err
	}
	return syncFolder(filepath.Dir(name))
}

// syncFolder puts the names in a folder on the disk, where the system can.
func syncFolder(name string) error {
	folder, err := os.Open(name)
	if err != nil {
		return err
	}
	_ = folder.Sync() // some systems refuse to sync folders
	return folder.Close()
}
