package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"thidua"
	"thidua/flows"
	"thidua/flows/xlsform"
)

// checkCommand says what is wrong with workbooks and report templates.
type checkCommand struct {
	Files    []string `arg:"" name:"file" help:"Campaign workbooks, .xlsx or .md, alone or in a .zip with the files that they show, or report templates, .docx."`
	Campaign string   `help:"For templates: a campaign workbook, or the name of a loaded campaign where there are several."`
	Lang     string   `enum:"vi,en" default:"vi" help:"Language of the messages."`
	JSON     bool     `help:"One JSON object a file."`
}

// checked is the result for one file, as --json prints it.
type checked struct {
	File     string    `json:"file"`
	Valid    bool      `json:"valid"`
	Errors   []problem `json:"errors"`
	Warnings []problem `json:"warnings"`
}

type problem struct {
	Code    string `json:"code"`
	Sheet   string `json:"sheet"`
	Row     int    `json:"row"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

// Run checks every file; one that is wrong makes the exit code 2.
func (c checkCommand) Run(w *world) error {
	valid := true
	for _, name := range c.Files {
		report, err := check(name), error(nil)
		if isTemplate(name) {
			report, err = c.checkTemplate(w, name)
		}
		if err != nil {
			return err
		}
		valid = valid && len(report.Errors) == 0
		if err := c.print(w, name, report); err != nil {
			return err
		}
	}
	if !valid {
		return errReported
	}
	return nil
}

// unreadable is the code of a file of which nothing is known, because it cannot be read.
const unreadable = "file_unreadable"

// check reads a file as the bot would; one that cannot be read is a mistake like any other, so that the rest are checked.
func check(name string) xlsform.Report {
	book, err := openWorkbook(name)
	switch {
	case errors.Is(err, errPackage):
		return mistake("zip_unreadable", thidua.Text{"vi": "Không dùng được tệp .zip này: cần đúng một bảng tính (.xlsx hoặc .md) cùng các tệp mà nó nêu tên, giải nén tối đa 96 MB.",
			"en": "This .zip cannot be used: it needs one workbook (.xlsx or .md) and the files that it names, 96 MB unpacked at most."})
	case errors.Is(err, fs.ErrNotExist):
		return mistake(unreadable, thidua.Text{"vi": "Không có tệp này.", "en": "There is no such file."})
	case errors.Is(err, errIrregular):
		return mistake(unreadable, thidua.Text{"vi": "Đây là thư mục hoặc thiết bị, không phải tệp.",
			"en": "This is a folder or a device, not a file."})
	case err != nil:
		return mistake(unreadable, thidua.Text{"vi": fmt.Sprintf("Không đọc được tệp: %v.", err),
			"en": fmt.Sprintf("The file cannot be read: %v.", err)})
	}
	campaign, report := book.read()
	if campaign == nil {
		return report
	}
	if _, err := flows.Compile(campaign); err != nil {
		return mistake("form_unusable", thidua.Text{"vi": fmt.Sprintf("Không dùng được biểu mẫu này: %v.", err),
			"en": fmt.Sprintf("The form cannot be used: %v.", err)})
	}
	return report
}

// mistake is a report of one error that no cell is to blame for.
func mistake(code string, message thidua.Text) xlsform.Report {
	return xlsform.Report{Errors: []xlsform.Problem{{Code: code, Message: message}}}
}

func (c checkCommand) print(w *world, name string, report xlsform.Report) error {
	if c.JSON {
		return json.NewEncoder(w.out).Encode(checked{File: name, Valid: len(report.Errors) == 0,
			Errors: problems(report.Errors, c.Lang), Warnings: problems(report.Warnings, c.Lang)})
	}
	if len(report.Errors) > 0 && report.Errors[0].Code == unreadable {
		printProblems(w.err, name, c.Lang, report)
		return nil
	}
	printProblems(w.out, name, c.Lang, report)
	if len(report.Errors) == 0 {
		fmt.Fprintf(w.out, "%s: %s\n", name, map[string]string{"vi": "đúng mẫu", "en": "valid"}[c.Lang])
	}
	return nil
}

func problems(found []xlsform.Problem, language string) []problem {
	list := []problem{}
	for _, p := range found {
		list = append(list, problem{Code: p.Code, Sheet: p.Sheet, Row: p.Row, Column: p.Column, Message: p.Message.In(language)})
	}
	return list
}
