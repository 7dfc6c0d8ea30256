package bot

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"

	"thidua"
	"thidua/flows/sheet"
	"thidua/flows/vietnamese"
)

// newStamp tells one file to be filled from all others.
func newStamp() string {
	var b [6]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	return hex.EncodeToString(b[:])
}

// UnitSheet writes a unit's parts as a spreadsheet to be filled, or some of them; what may no longer be changed is left
// out. It tells how many tables there are.
func UnitSheet(ctx context.Context, w io.Writer, store thidua.Store, campaign, unit string, by thidua.Person, now time.Time, parts ...string) (tables int, err error) {
	work, err := newUnitWork(ctx, store, newScripts(store), campaign, unit, by, now)
	if err != nil {
		return 0, err
	}
	return work.writeSheet(ctx, w, parts...)
}

func (w *unitWork) writeSheet(ctx context.Context, to io.Writer, parts ...string) (tables int, err error) {
	s, err := w.fill(ctx, parts...)
	if err != nil || len(s.Tables) == 0 {
		return 0, err
	}
	return len(s.Tables), sheet.Write(to, &s)
}

// sheetFile is what its name ends in.
const sheetFile = "dien.xlsx"

// sheetName is the name of a unit's spreadsheet.
func sheetName(doc thidua.Document) string {
	unit := doc.Unit
	if unit == thidua.Department {
		unit = "thuong-truc"
	}
	name := strings.TrimSuffix(sheetFile, ".xlsx") + "-" + unit
	if doc.Part != "" {
		name += "-" + doc.Part
	}
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '-'
	}, vietnamese.Fold(name)) + ".xlsx"
}

// writeSheet writes the spreadsheet that a person is sent, in their language.
func (b *Bot) writeSheet(ctx context.Context, w io.Writer, chat int64, doc thidua.Document) error {
	var by thidua.Person
	if _, err := b.load(ctx, thidua.PersonKey(chat), &by); err != nil {
		return err
	}
	work, err := newUnitWork(ctx, b.store, b.scripts, doc.Campaign, doc.Unit, by, b.now())
	if err != nil {
		return err
	}
	var parts []string
	if doc.Part != "" {
		parts = append(parts, doc.Part)
	}
	tables, err := work.writeSheet(ctx, w, parts...)
	if err == nil && tables == 0 {
		return fmt.Errorf("%w: no part of unit %s may be changed", errStep, doc.Unit)
	}
	return err
}
