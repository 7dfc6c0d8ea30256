package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"thidua/bot"
	"thidua/export"
)

// dossierCommand writes everything of a campaign in one file.
type dossierCommand struct {
	File     string `arg:"" optional:"" default:"ho-so.zip" help:"File to write."`
	Campaign string `help:"The campaign, where there are several."`
}

// Run writes the dossier, or leaves what was there.
func (c dossierCommand) Run(w *world) error {
	db, err := w.openStore()
	if err != nil {
		return err
	}
	defer db.Close()
	head, err := onlyCampaign(w.ctx, db, c.Campaign)
	if err != nil {
		return err
	}
	consolidation, err := bot.Consolidate(w.ctx, db, head.ID, time.Now())
	if err != nil {
		return err
	}
	printChecks(w.err, consolidation.Checks)
	part, err := os.CreateTemp(filepath.Dir(c.File), ".thidua-*")
	if err != nil {
		return err
	}
	defer os.Remove(part.Name())
	if err := export.Dossier(w.ctx, part, consolidation, nil); err != nil {
		part.Close()
		return err
	}
	if err := finish(part, c.File); err != nil {
		return err
	}
	fmt.Fprintln(w.out, c.File)
	return nil
}
