package main

import (
	"fmt"
	"io"

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
	consolidation, options, err := w.consolidate(db, c.Campaign)
	if err != nil {
		return err
	}
	err = replaceFile(c.File, func(to io.Writer) error {
		return export.Dossier(w.ctx, to, consolidation, options)
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(w.out, c.File)
	handed, rests := bot.ByOperator(consolidation), consolidation.Exported()
	handed.Exported = &rests
	return handed.Note(w.ctx, db)
}
