package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"thidua"
	"thidua/export"
)

// Handed is an export that left the store: who got it, when, and what its workbook rested on.
type Handed struct {
	ID       string // of the commit: the same export is noted once
	At       time.Time
	By       int64  // person; 0 is the operator
	Name     string // of the person
	File     string // its name
	Campaign string
	Exported *export.Exported // nil: no workbook that tells of changes, so that the next one compares with an older one
	Open     openChecks       // what it left to mend
	Closing  thidua.Change    // what else belongs into the same commit
}

// mostNotes is how often a note is tried again because of another export at the same time.
const mostNotes = 5

// Note logs an export and keeps what its workbook rested on, for the next one to tell what changed since; both in one
// commit.
func (h Handed) Note(ctx context.Context, store thidua.Store) (err error) {
	for range mostNotes {
		if err = h.note(ctx, store); !errors.Is(err, thidua.ErrConflict) {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("note the export of %s: %w", h.Campaign, err)
	}
	return nil
}

func (h Handed) note(ctx context.Context, store thidua.Store) error {
	line := thidua.LogLine{At: h.At, By: h.By, Name: h.Name, Campaign: h.Campaign, Unit: thidua.Department, Act: "exported", Detail: h.File}
	lastKey, openKey := thidua.ExportedKey(h.Campaign), thidua.ChecksKey(h.Campaign)
	snapshot, err := store.Load(ctx, "", lastKey, openKey)
	if err != nil {
		return err
	}
	again := func(key thidua.Key, value any) thidua.Record {
		return recordAt(snapshot.Records[key].Rev, key, value)
	}
	change := h.Closing
	change.ID, change.At = h.ID, h.At
	change.Put = append(slices.Clone(change.Put), newRecord(thidua.LogKey(h.Campaign, h.At, h.ID, 0), line), again(openKey, h.Open))
	if h.Exported != nil {
		change.Put = append(change.Put, again(lastKey, h.Exported))
	}
	_, err = store.Commit(ctx, change)
	return err
}

// ByOperator is an export from the command line.
func ByOperator(c *export.Consolidation) Handed {
	return Handed{ID: "exported/" + secret(), At: c.At, Name: operator, Campaign: c.Campaign.ID, Open: openOf(c)}
}

// who reads the person's name.
func (h *Handed) who(ctx context.Context, store thidua.Store) error {
	key := thidua.PersonKey(h.By)
	snapshot, err := store.Load(ctx, "", key)
	if err != nil || snapshot.Records[key].Rev == 0 {
		return err
	}
	var p thidua.Person
	if err := json.Unmarshal(snapshot.Records[key].Body, &p); err != nil {
		return fmt.Errorf("%w: %s: %w", errCorrupt, key, err)
	}
	h.Name = p.Name
	return nil
}
