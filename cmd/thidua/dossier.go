package main

import (
	"fmt"
	"io"

	"thidua"
	"thidua/bot"
	"thidua/export"
)

// dossierCommand writes everything of a campaign in one file.
type dossierCommand struct {
	File     string `arg:"" optional:"" default:"ho-so.zip" help:"File to write."`
	Campaign string `help:"The campaign, where there are several."`
	Approved bool   `help:"Only what the secretariat approved."`
}

// Run writes the dossier, or leaves what was there.
func (c dossierCommand) Run(w *world) error {
	db, err := w.openStore()
	if err != nil {
		return err
	}
	defer db.Close()
	return w.alone(db, c.Campaign, func(campaign string) error { return c.make(w, db, campaign) })
}

func (c dossierCommand) make(w *world, db thidua.Store, campaign string) error {
	consolidation, err := c.write(w, db, campaign)
	if err != nil {
		return err
	}
	fmt.Fprintln(w.out, c.File)
	handed, rests := bot.ByOperator(consolidation), consolidation.Exported()
	if !c.Approved {
		handed.Exported = &rests
	}
	return handed.Note(w.ctx, db)
}

// write writes the file while it shows how far it is.
func (c dossierCommand) write(w *world, db thidua.Store, campaign string) (*export.Consolidation, error) {
	progress := w.watch()
	defer progress.end()
	consolidation, options, err := w.consolidate(db, campaign, c.Approved, progress)
	if err != nil {
		return nil, err
	}
	progress.begins(c.File)
	return consolidation, replaceFile(c.File, func(to io.Writer) error {
		return export.Dossier(w.ctx, to, consolidation, options)
	})
}
