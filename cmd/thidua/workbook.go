package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"thidua"
	"thidua/bot"
	"thidua/flows/xlsform"
)

// workbook is a campaign workbook with the files that it shows: in the folder NAME-media beside it, straight beside it, or
// all together in one .zip.
type workbook struct {
	file    string // as somebody named it
	name    string // of the workbook itself
	content []byte
	lengths map[string]int64 // of the files that may be meant
	open    func(name string) ([]byte, error)
}

// errPackage says that a .zip cannot be used.
var errPackage = errors.New("cannot be used: a .zip needs one workbook (.xlsx or .md) and the files that it shows, 96 MB unpacked at most")

// openWorkbook reads a workbook and looks for its files.
func openWorkbook(file string) (workbook, error) {
	b := workbook{file: file, name: file}
	if xlsform.IsPackage(file) {
		return b.unpack()
	}
	var err error
	if b.content, err = readFile(file); err != nil {
		return b, err
	}
	b.lengths = map[string]int64{}
	beside := filepath.Dir(file)
	folders := []string{filepath.Join(beside, xlsform.MediaFolder(file)), beside}
	for _, folder := range folders {
		entries, _ := os.ReadDir(folder) // where there is none, nothing is beside the workbook
		for _, entry := range entries {
			info, err := entry.Info()
			if _, before := b.lengths[entry.Name()]; err == nil && info.Mode().IsRegular() && !before {
				b.lengths[entry.Name()] = info.Size()
			}
		}
	}
	b.open = func(name string) (content []byte, err error) {
		for _, folder := range folders {
			if content, err = readUpTo(filepath.Join(folder, filepath.Base(name)), thidua.LargestFile); err == nil {
				return content, nil
			}
		}
		return nil, err
	}
	return b, nil
}

func (b workbook) unpack() (workbook, error) {
	packed, err := readUpTo(b.file, largestPackage)
	if err != nil {
		return b, err
	}
	p, err := xlsform.OpenPackage(packed)
	if err != nil {
		return b, wrongf("%s %w", b.file, errPackage)
	}
	b.name, b.content, b.lengths = p.Name, p.Workbook, p.Lengths()
	b.open = func(name string) ([]byte, error) { return p.Files[name], nil }
	return b, nil
}

// read makes a campaign of it, or says what is wrong.
func (b workbook) read() (*thidua.Campaign, xlsform.Report) {
	return xlsform.Read(b.name, b.content, xlsform.Options{Files: b.lengths})
}

// keep puts the files that the campaign shows where evidence is kept; FILES_URL is opened only where there are any.
func (b workbook) keep(w *world, c *thidua.Campaign) (map[string]thidua.Medium, error) {
	contents := map[string][]byte{}
	for _, name := range c.Form.MediaNames() {
		if _, there := b.lengths[name]; !there {
			continue
		}
		content, err := b.open(name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		contents[name] = content
	}
	if len(contents) == 0 {
		return nil, nil
	}
	files, err := w.files()()
	if err != nil {
		return nil, err
	}
	return bot.KeepMedia(w.ctx, files, c, contents)
}
