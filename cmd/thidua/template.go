package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"thidua"
	"thidua/bot"
	"thidua/export"
	"thidua/flows/xlsform"
)

// templateCommand writes the built-in report template for editing.
type templateCommand struct {
	File  string `arg:"" help:"File to write: .docx."`
	Force bool   `help:"Replace a file that is there."`
}

// Run writes the file.
func (c templateCommand) Run(w *world) error {
	if !isTemplate(c.File) {
		return wrongf("%s: the name must end in .docx", c.File)
	}
	var template bytes.Buffer
	if err := export.Template(&template); err != nil {
		return err
	}
	if err := createFile(c.File, template.Bytes(), c.Force); err != nil {
		return err
	}
	fmt.Fprintf(w.out, "%s written. Change it, then: thidua check %s\n", c.File, c.File)
	return nil
}

func isTemplate(name string) bool { return strings.EqualFold(filepath.Ext(name), ".docx") }

// createFile writes a file that is not there yet, unless it may be replaced.
func createFile(name string, content []byte, force bool) error {
	flags := os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	if !force {
		flags |= os.O_EXCL
	}
	f, err := os.OpenFile(name, flags, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return wrongf("%s is there already; --force replaces it", name)
	}
	if err != nil {
		return err
	}
	if _, err := f.Write(content); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// checkTemplate lists what is wrong with a report template for a campaign.
func (c checkCommand) checkTemplate(w *world, name string) (xlsform.Report, error) {
	template, err := readFile(name)
	if err != nil {
		return check(name), nil // says why
	}
	campaign, err := w.campaignFor(c.Campaign)
	if err != nil {
		return xlsform.Report{}, err
	}
	return checkTemplate(campaign, template), nil
}

// checkTemplate lists what is wrong with a template, in the form of a workbook's mistakes.
func checkTemplate(campaign *thidua.Campaign, template []byte) (report xlsform.Report) {
	for _, mistake := range export.CheckTemplate(campaign, template) {
		report.Errors = append(report.Errors, xlsform.Problem{Code: "template",
			Message: thidua.Text{"vi": export.MistakeIn("vi", mistake), "en": export.MistakeIn("en", mistake)}})
	}
	return report
}

// campaignFor reads a campaign's workbook, or from the store the campaign of a name, or the only one.
func (w *world) campaignFor(named string) (*thidua.Campaign, error) {
	if ext := strings.ToLower(filepath.Ext(named)); ext == ".xlsx" || ext == ".md" {
		content, err := readFile(named)
		if err != nil {
			return nil, err
		}
		campaign, report := xlsform.Read(named, content, xlsform.Options{})
		if len(report.Errors) > 0 {
			printProblems(w.err, named, "vi", report)
			return nil, errReported
		}
		return campaign, nil
	}
	db, err := w.openStore()
	if err != nil {
		return nil, err
	}
	defer db.Close()
	head, err := onlyCampaign(w.ctx, db, named)
	if err != nil {
		return nil, err
	}
	return bot.Campaign(w.ctx, db, head)
}
