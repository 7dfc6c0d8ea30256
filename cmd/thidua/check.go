package main

import (
	"encoding/json"
	"fmt"

	"thidua/flows"
	"thidua/flows/xlsform"
)

// checkCommand says what is wrong with workbooks.
type checkCommand struct {
	Files []string `arg:"" name:"file" help:"Campaign workbooks, .xlsx or .md."`
	Lang  string   `enum:"vi,en" default:"vi" help:"Language of the messages."`
	JSON  bool     `help:"One JSON object a file."`
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
		content, err := readFile(name)
		if err != nil {
			return err
		}
		campaign, report := xlsform.Read(name, content, xlsform.Options{})
		if campaign != nil {
			if _, err := flows.Compile(campaign); err != nil {
				return wrongf("%s: %w", name, err)
			}
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

func (c checkCommand) print(w *world, name string, report xlsform.Report) error {
	if c.JSON {
		return json.NewEncoder(w.out).Encode(checked{File: name, Valid: len(report.Errors) == 0,
			Errors: problems(report.Errors, c.Lang), Warnings: problems(report.Warnings, c.Lang)})
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
