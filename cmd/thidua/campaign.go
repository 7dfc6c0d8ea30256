package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"thidua"
	"thidua/bot"
	"thidua/flows/xlsform"
	"thidua/store"
)

// What is read of a file that somebody named, in bytes: of a workbook, and of a .zip with its media.
const (
	largestWorkbook = 32 << 20
	largestPackage  = 96 << 20
)

// errIrregular refuses what is no file.
var errIrregular = errors.New("is a folder or a device, not a file")

// readFile reads a file that somebody named, no further than is sensible; a folder, a pipe or a device is refused
// before it is opened, since reading it may never end.
func readFile(name string) ([]byte, error) { return readUpTo(name, largestWorkbook) }

func readUpTo(name string, most int64) ([]byte, error) {
	if info, err := os.Stat(name); err != nil {
		return nil, wrong{err}
	} else if !info.Mode().IsRegular() {
		return nil, wrongf("%s %w", name, errIrregular)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, wrong{err}
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if int64(len(content)) > most {
		return nil, wrongf("%s is larger than %d MB", name, most>>20)
	}
	return content, nil
}

// printProblems lists all that is wrong, a line each, then what is only to be looked at.
func printProblems(w io.Writer, name, language string, report xlsform.Report) {
	for _, p := range report.Errors {
		fmt.Fprintf(w, "%s: %s\n", name, p.In(language))
	}
	for _, p := range report.Warnings {
		fmt.Fprintf(w, "%s: %s %s\n", name, map[string]string{"vi": "(lưu ý)", "en": "(warning)"}[language], p.In(language))
	}
}

// openStore opens the store that the environment names.
func (w *world) openStore() (thidua.Store, error) {
	switch scheme, _, _ := strings.Cut(w.config.StoreURL, ":"); scheme {
	case "file", "redis", "rediss":
	default:
		return nil, wrongf("STORE_URL: want file:PATH, redis://… or rediss://…")
	}
	return store.Open(w.ctx, w.config.StoreURL)
}

// onlyCampaign is the campaign that is named, or the only one.
func onlyCampaign(ctx context.Context, db thidua.Store, id string) (thidua.Head, error) {
	heads, err := bot.Heads(ctx, db)
	if err != nil {
		return thidua.Head{}, err
	}
	var ids []string
	for _, h := range heads {
		if h.ID == id {
			return h, nil
		}
		ids = append(ids, h.ID)
	}
	switch {
	case len(heads) == 0:
		return thidua.Head{}, wrongf("there is no campaign yet: load one with `thidua load FILE`")
	case id != "":
		return thidua.Head{}, wrongf("there is no campaign %q; there is %s", id, strings.Join(ids, ", "))
	case len(heads) > 1:
		return thidua.Head{}, wrongf("there are several campaigns (%s): choose one with --campaign", strings.Join(ids, ", "))
	}
	return heads[0], nil
}
