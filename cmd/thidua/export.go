package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"thidua"
	"thidua/bot"
	"thidua/export"
)

// holdPatience is how long a command waits for documents of the campaign that the bot or another command makes.
const holdPatience = 15 * time.Second

// alone makes documents of a campaign while nobody else does.
func (w *world) alone(db thidua.Store, campaign string, do func(campaign string) error) error {
	head, err := onlyCampaign(w.ctx, db, campaign)
	if err != nil {
		return err
	}
	err = bot.Alone(w.ctx, db, head.ID, holdPatience, func(context.Context) error { return do(head.ID) })
	if errors.Is(err, bot.ErrHeld) {
		return fmt.Errorf("the documents of campaign %s are being made by the bot or another command: try again when that is done "+
			"(a minute after a crash)", head.ID)
	}
	return err
}

// consolidate builds what all documents of a campaign rest on, and lists its checks.
func (w *world) consolidate(db thidua.Store, campaign string, approved bool, progress *watch) (*export.Consolidation, export.ReportOptions, error) {
	read := bot.Consolidate
	if approved {
		read = bot.ConsolidateApproved
	}
	progress.begins("consolidation")
	consolidation, err := read(w.ctx, progress.over(db), campaign, time.Now())
	if err != nil {
		return nil, export.ReportOptions{}, err
	}
	options, err := bot.ReportOptions(w.ctx, db, campaign, w.files())
	if err != nil {
		return nil, export.ReportOptions{}, err
	}
	progress.aside(func(out io.Writer) { printChecks(out, consolidation.Checks) })
	return consolidation, options, nil
}

// exportCommand writes the two documents.
type exportCommand struct {
	Out      string `default:"out" help:"Folder to write to."`
	Campaign string `help:"The campaign, where there are several."`

	Layout     string `enum:"readable,kobo" default:"readable" help:"Of the workbook: readable, or kobo for machines."`
	Approved   bool   `help:"Only what the secretariat approved."`
	Provenance bool   `help:"Mark each paragraph of the report with its sources, as comments."`
}

// Run writes the documents.
func (c exportCommand) Run(w *world) error {
	db, err := w.openStore()
	if err != nil {
		return err
	}
	defer db.Close()
	return w.alone(db, c.Campaign, func(campaign string) error { return c.export(w, db, campaign) })
}

func (c exportCommand) export(w *world, db thidua.Store, campaign string) error {
	consolidation, files, missing, err := c.write(w, db, campaign)
	if err != nil {
		return err
	}
	for _, file := range files {
		fmt.Fprintln(w.out, file)
	}
	if missing > 0 {
		fmt.Fprintf(w.err, "%d files of evidence were not fetched from Telegram and are not in %s\n", missing,
			filepath.Join(c.Out, export.EvidenceFolder))
	}
	return c.handed(consolidation).Note(w.ctx, db)
}

// write writes all files while it shows how far it is.
func (c exportCommand) write(w *world, db thidua.Store, campaign string) (consolidation *export.Consolidation, files []string, missing int, err error) {
	progress := w.watch()
	defer progress.end()
	consolidation, options, err := w.consolidate(db, campaign, c.Approved, progress)
	if err != nil {
		return nil, nil, 0, err
	}
	options.Provenance = c.Provenance
	files, err = writeFiles(w.ctx, consolidation, c.Out, documents{c.workbook(), options, progress.begins})
	if err != nil {
		return nil, nil, 0, err
	}
	progress.begins(export.EvidenceFolder)
	missing, err = writeEvidence(w.ctx, options.Files, consolidation, c.Out)
	return consolidation, files, missing, err
}

// handed leaves what changed to the next workbook that tells of it: that for machines does not, nor that of what was
// approved alone.
func (c exportCommand) handed(consolidation *export.Consolidation) bot.Handed {
	h := bot.ByOperator(consolidation)
	if c.Layout != kobo && !c.Approved {
		rests := consolidation.Exported()
		h.Exported = &rests
	}
	return h
}

const kobo = "kobo"

type workbookWriter = func(io.Writer, *export.Consolidation) error

func (c exportCommand) workbook() workbookWriter {
	if c.Layout == kobo {
		return export.Kobo
	}
	return export.Workbook
}

// documents says how the two are made.
type documents struct {
	workbook workbookWriter
	report   export.ReportOptions
	begins   func(name string)
}

// mostChecks is how many checks a screen bears; all of them stand in the workbook.
const mostChecks = 60

// printChecks lists what should be mended before the report is signed.
func printChecks(w io.Writer, checks []export.Check) {
	for _, check := range checks[:min(len(checks), mostChecks)] {
		fmt.Fprintln(w, check.Line())
	}
	if more := len(checks) - mostChecks; more > 0 {
		fmt.Fprintf(w, "… %d more, all of them on the sheet Kiểm tra\n", more)
	}
}

// writeFiles writes workbook and report of one consolidation, and tells where they are.
func writeFiles(ctx context.Context, consolidation *export.Consolidation, folder string, d documents) ([]string, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	var files []string
	for _, document := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{export.WorkbookName, func(w io.Writer) error { return d.workbook(w, consolidation) }},
		{export.ReportName, func(w io.Writer) error { return export.Report(ctx, w, consolidation, d.report) }},
	} {
		d.begins(document.name)
		file := filepath.Join(folder, document.name)
		if err := replaceFile(file, document.write); err != nil {
			return nil, fmt.Errorf("write %s: %w", document.name, err)
		}
		files = append(files, file)
	}
	return files, nil
}

// replaceFile replaces a file only by a whole one.
func replaceFile(file string, write func(io.Writer) error) error {
	part, err := os.CreateTemp(filepath.Dir(file), ".thidua-*")
	if err != nil {
		return err
	}
	defer os.Remove(part.Name())
	if err := write(part); err != nil {
		part.Close()
		return err
	}
	if err := part.Chmod(0o644); err != nil {
		part.Close()
		return err
	}
	if err := part.Close(); err != nil {
		return err
	}
	return os.Rename(part.Name(), file)
}
