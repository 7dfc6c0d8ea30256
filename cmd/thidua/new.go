package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
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
	flags := os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	if !c.Force {
		flags |= os.O_EXCL
	}
	f, err := os.OpenFile(c.File, flags, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return wrongf("%s is there already; --force replaces it", c.File)
	}
	if err != nil {
		return err
	}
	if _, err := f.Write(content); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	fmt.Fprintf(w.out, "%s written. Change it, then: thidua check %s\n", c.File, c.File)
	return nil
}
