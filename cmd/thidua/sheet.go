package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"thidua"
	"thidua/bot"
)

// sheetCommand writes a unit's spreadsheet to fill.
type sheetCommand struct {
	File     string   `arg:"" help:"File to write: .xlsx."`
	Unit     string   `required:"" help:"The unit, by its code; - for the secretariat's own parts."`
	Part     []string `help:"Only this part, by its name; may be given several times."`
	Campaign string   `help:"The campaign, where there are several."`
	Lang     string   `enum:"vi,en" default:"vi" help:"Language of the file."`
	Force    bool     `help:"Replace a file that is there."`
}

// Run writes the file, with what the unit gave so far.
func (c sheetCommand) Run(w *world) error {
	if !strings.EqualFold(filepath.Ext(c.File), ".xlsx") {
		return wrongf("%s: the name must end in .xlsx", c.File)
	}
	db, err := w.openStore()
	if err != nil {
		return err
	}
	defer db.Close()
	campaign, err := w.campaignOf(db, c.Campaign, c.Unit)
	if err != nil {
		return err
	}
	for _, name := range c.Part {
		if p, ok := campaign.Part(name); !ok || !p.Concerns(c.Unit) {
			return wrongf("unit %s has no part %q", c.Unit, name)
		}
	}
	var book bytes.Buffer
	tables, err := bot.UnitSheet(w.ctx, &book, db, campaign.ID, c.Unit, bot.AtCommandLine(c.Lang), time.Now(), c.Part...)
	if err != nil {
		return err
	}
	if tables == 0 {
		return wrongf("unit %s has no part that may still be changed", c.Unit)
	}
	if err := createFile(c.File, book.Bytes(), c.Force); err != nil {
		return err
	}
	fmt.Fprintf(w.out, "%s written. Have it filled, then: thidua import %s --unit %s\n", c.File, c.File, c.Unit)
	return nil
}

// campaignOf is the campaign that is named, or the only one, with a unit of the given code.
func (w *world) campaignOf(db thidua.Store, named, unit string) (*thidua.Campaign, error) {
	head, err := onlyCampaign(w.ctx, db, named)
	if err != nil {
		return nil, err
	}
	campaign, err := bot.Campaign(w.ctx, db, head)
	if err != nil {
		return nil, err
	}
	if _, ok := campaign.Unit(unit); !ok && unit != thidua.Department {
		return nil, wrongf("%s has no unit %q", campaign.ID, unit)
	}
	return campaign, nil
}
