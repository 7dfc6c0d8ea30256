package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"thidua"
	"thidua/bot"
	"thidua/export"
)

// sheets writes the QR codes of invites, a page or more for each unit: SHEET.png, SHEET-2.png and so on. They are as good as
// the links, hence readable by their maker only.
func (c inviteCommand) sheets(w *world, db thidua.Store, username string, tokens []bot.Token) error {
	sheets, err := bot.InviteSheets(w.ctx, db, username, tokens)
	if err != nil {
		return err
	}
	n := 0
	for _, s := range sheets {
		for page := range s.Pages() {
			n++
			name := numbered(c.PNG, n)
			if err := writePage(name, s, page); err != nil {
				return err
			}
			if !c.CSV && !c.JSON {
				fmt.Fprintln(w.out, name)
			}
		}
	}
	return nil
}

// numbered is the name of a sheet's page.
func numbered(name string, n int) string {
	if n == 1 {
		return name
	}
	ending := filepath.Ext(name)
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ending), n, ending)
}

func writePage(name string, s export.InviteSheet, page int) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return wrong{err}
	}
	if err := s.WritePage(f, page); err != nil {
		f.Close()
		return fmt.Errorf("write %s: %w", name, err)
	}
	return f.Close()
}
