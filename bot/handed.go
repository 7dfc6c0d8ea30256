package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
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
	Campaign string
	Exported *export.Exported // nil: no workbook that tells of changes, so that the next one compares with an older one
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
	line := thidua.LogLine{At: h.At, By: h.By, Name: h.Name, Campaign: h.Campaign, Unit: thidua.Department, Act: "exported"}
	put := []thidua.Record{newRecord(thidua.LogKey(h.Campaign, h.At, h.ID, 0), line)}
	if h.Exported != nil {
		key := thidua.ExportedKey(h.Campaign)
		snapshot, err := store.Load(ctx, "", key)
		if err != nil {
			return err
		}
		last := newRecord(key, h.Exported)
		last.Rev = snapshot.Records[key].Rev
		put = append(put, last)
	}
	return commit(ctx, store, h.ID, h.At, put...)
}

// ByOperator is an export from the command line.
func ByOperator(c *export.Consolidation) Handed {
	return Handed{ID: "exported/" + secret(), At: c.At, Name: operator, Campaign: c.Campaign.ID}
}

// handed notes a document that was sent. What fails is logged and no more: the person has the file.
func (b *Bot) handed(ctx context.Context, p thidua.Parcel, made *madeFile) {
	h := Handed{ID: fmt.Sprintf("exported/%d/%d", p.Chat, p.Seq), At: b.now(), By: p.Chat, Campaign: p.Attach.Campaign}
	if p.Attach.Kind == Workbook {
		h.Exported = &made.rests
	}
	err := h.who(ctx, b.store)
	if err == nil {
		err = h.Note(ctx, b.store)
	}
	if err != nil {
		b.log.Error("document sent", "kind", p.Attach.Kind, "error", err)
	}
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
