package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"thidua"
	"thidua/bot"
	"thidua/flows/vietnamese"
)

// loadCommand puts a campaign in force.
type loadCommand struct {
	File     string `arg:"" help:"Campaign workbook, .xlsx or .md, its media in the folder NAME-media beside it; or a .zip with all of them."`
	Lang     string `enum:"vi,en" default:"vi" help:"Language of the messages."`
	Template string `placeholder:"FILE" help:"The campaign's own report template, .docx, kept in the store beside the workbook; builtin goes back to the built-in one."`
	DryRun   bool   `help:"Only say what would change, unit by unit; write nothing."`
	JSON     bool   `help:"With --dry-run: one JSON object a line, the campaign first, then each unit that changes."`
	Remove   bool   `help:"Also load a version that lacks units or parts which have answers; what they handed in stays in the exports. Numbers that are gone from the roster let nobody in any more; who has joined stays."`
}

// Run loads the file, or lists what is wrong with it and loads nothing.
func (c loadCommand) Run(w *world) error {
	if c.JSON && !c.DryRun {
		return wrongf("--json goes with --dry-run")
	}
	book, err := openWorkbook(c.File)
	if err != nil {
		return err
	}
	campaign, report := book.read()
	printProblems(w.err, c.File, c.Lang, report)
	if len(report.Errors) > 0 {
		return errReported
	}
	what := fmt.Sprintf("%s (%s), version %s: %d units, %d people, %d parts", campaign.Title, campaign.ID,
		campaign.Version, len(campaign.Units), len(campaign.People), len(campaign.Parts))
	db, err := w.openStore()
	if err != nil {
		return err
	}
	defer db.Close()
	l := loading(campaign, book.content, time.Now())
	l.Calendar = w.config.calendar()
	if c.DryRun {
		if err := c.foresee(w, db, l); err != nil {
			return err
		}
	}
	if err := c.removes(w, db, campaign); err != nil {
		return err
	}
	if l.Template, err = c.template(w, db, campaign); err != nil || c.DryRun {
		return err
	}
	if l.Media, err = book.keep(w, campaign); err != nil {
		return err
	}
	l.Remove = c.Remove
	if err := bot.Load(w.ctx, db, l); err != nil {
		return err
	}
	fmt.Fprintln(w.out, "loaded", what)
	if !l.Now.Before(campaign.Due) {
		fmt.Fprintf(w.err, "Its due time, %s, has passed: unless it was extended, whatever is handed in counts as late. Change due, and load it again.\n",
			campaign.Due.In(campaign.Location).Format("2/1/2006 15:04"))
	}
	return nil
}

// removes refuses a version that drops what was answered, unless that is wanted.
func (c loadCommand) removes(w *world, db thidua.Store, campaign *thidua.Campaign) error {
	units, parts, err := bot.Gone(w.ctx, db, campaign)
	if err != nil || len(units)+len(parts) == 0 {
		return err
	}
	what := fmt.Sprintf("units %s, parts %s", or(strings.Join(units, ", "), "none"), or(strings.Join(parts, ", "), "none"))
	if !c.Remove {
		return wrongf("%s has answers and lacks in this version: %s. Put it back, or say --remove", campaign.ID, what)
	}
	if !c.JSON {
		fmt.Fprintln(w.out, "no longer asked:", what)
	}
	return nil
}

// builtIn is the word for the built-in report template.
const builtIn = "builtin"

// template is what becomes of the campaign's report template (see bot.Loading). The one that is to serve, and so the one
// that is there already, must fit this version of the campaign.
func (c loadCommand) template(w *world, db thidua.Store, campaign *thidua.Campaign) ([]byte, error) {
	if c.Template == builtIn {
		return []byte{}, nil
	}
	name, template, err := c.Template, []byte(nil), error(nil)
	if c.Template == "" {
		name = "the report template in the store"
		template, err = bot.ReportTemplate(w.ctx, db, campaign.ID)
		if template == nil {
			return nil, err
		}
	} else if template, err = readFile(c.Template); err != nil {
		return nil, err
	}
	if report := checkTemplate(campaign, template); len(report.Errors) > 0 {
		printProblems(w.err, name, c.Lang, report)
		if c.Template == "" {
			fmt.Fprintf(w.err, "Give one that fits with --template FILE, or go back to the built-in one with --template %s\n", builtIn)
		}
		return nil, errReported
	}
	if c.Template == "" {
		return nil, nil // it stays
	}
	return template, nil
}

func load(ctx context.Context, db thidua.Store, campaign *thidua.Campaign, content []byte, now time.Time) error {
	return bot.Load(ctx, db, loading(campaign, content, now))
}

func loading(campaign *thidua.Campaign, content []byte, now time.Time) bot.Loading {
	return bot.Loading{Campaign: campaign, Format: bot.FormatOf(content), Source: content, Now: now,
		Calendar: vietnamese.OfficialCalendar()}
}
