package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"thidua/flows/xlsform"
)

// newCommand writes the built-in campaign as a starter.
type newCommand struct {
	File  string `arg:"" help:"File to write: .xlsx or .md."`
	Force bool   `help:"Replace a file that is there."`
}

// Run writes the file.
func (c newCommand) Run(w *world) error {
	content := xlsform.Sample()
	switch strings.ToLower(filepath.Ext(c.File)) {
	case ".md":
	case ".xlsx":
		var book bytes.Buffer
		if err := xlsform.Workbook(&book, content); err != nil {
			return fmt.Errorf("make the workbook: %w", err)
		}
		content = book.Bytes()
	default:
		return wrongf("%s: the name must end in .xlsx or .md", c.File)
	}
	if err := createFile(c.File, content, c.Force); err != nil {
		return err
	}
	fmt.Fprintf(w.out, "%s written. Change it, then: thidua check %s\n", c.File, c.File)
	return nil
}
