package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"thidua"
	"thidua/flows"
	"thidua/flows/sheet"
)

// Filled is a filled spreadsheet at the command line, and what it would change.
type Filled struct {
	flows.Taken
	Outdated bool // made from another version of the form
	work     *unitWork
	i        Import
	name     string // of the unit
}

// AtCommandLine is who works there.
func AtCommandLine(language string) thidua.Person {
	return thidua.Person{Name: operator, Language: language}
}

// Refused says to people why a file is not taken.
type Refused struct {
	reason  string
	Foreign bool // it was made for somebody else, or not by us
}

func (r Refused) Error() string { return r.reason }

// OpenFilled reads a filled spreadsheet for a unit of a campaign, in somebody's name. Refused is a mistake of the file.
func OpenFilled(ctx context.Context, store thidua.Store, content []byte, to Import, by thidua.Person, now time.Time) (*Filled, error) {
	work, err := newUnitWork(ctx, store, newScripts(store), to.Campaign, to.Unit, by, now)
	if err != nil {
		return nil, err
	}
	f := &Filled{work: work, i: to, name: unitName(work.script.Campaign, to.Unit, to.Language)}
	s, err := openFilled(content, to.Campaign, to.Unit)
	if err != nil {
		foreign := errors.Is(err, errOtherUnit) || errors.Is(err, errOtherCampaign) || errors.Is(err, sheet.ErrForeign)
		return nil, Refused{refusal(err, to.File, f.name, to.Language), foreign}
	}
	f.Outdated = s.Version != work.script.Campaign.Version
	f.Taken, err = work.take(ctx, flows.Taking{Sheet: *s})
	f.i.ID, f.i.Sheet = newStamp(), f.Seen
	return f, err
}

// Lines say what the file would change and what is wrong with it.
func (f *Filled) Lines() (lines []string) {
	all := lengths{changes: len(f.Changes), faults: len(f.Faults), notes: len(f.Notes)}
	for _, l := range previewLines(f.Taken, all, f.i.Language, f.i.File, f.name, f.Outdated) {
		lines = append(lines, l.Text)
	}
	return lines
}

// Apply takes the changes, in slices as the chat does.
func (f *Filled) Apply(ctx context.Context) ([]flows.TakenPart, error) {
	for tries := 0; f.i.Next >= 0; {
		i := f.i
		i.Parts = append([]flows.TakenPart(nil), i.Parts...)
		change, err := i.slice(ctx, f.work)
		if err != nil {
			return nil, err
		}
		_, err = f.work.store.Commit(ctx, change)
		if errors.Is(err, thidua.ErrConflict) && tries < mostConflict {
			tries++
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("take rows of the spreadsheet: %w", err)
		}
		f.i, tries = i, 0
	}
	return f.i.Parts, nil
}

// Left counts the answers that somebody changed between the preview and Apply; they stay.
func (f *Filled) Left() int { return f.i.Skipped }

// Owed tells what a part lacks before it is handed in, of questions for files too: no spreadsheet brings those.
func (f *Filled) Owed(ctx context.Context, part string) (left flows.Remaining, err error) {
	err = f.work.ask(ctx, func(state flows.State) (missing []thidua.Key, err error) {
		left, missing, err = f.work.script.Remaining(state, part)
		return missing, err
	})
	return left, err
}

// SayOwed says which files a part lacks.
func (f *Filled) SayOwed(p flows.TakenPart, left flows.Remaining) string {
	return owedLine(p.Label, left, f.i.Language)
}

// HandIn hands one part in; flaws say what keeps it from that.
func (f *Filled) HandIn(ctx context.Context, part string) (flaws []string, err error) {
	for range mostConflict {
		var r flows.Result
		err = f.work.ask(ctx, func(state flows.State) (missing []thidua.Key, err error) {
			r, flaws, err = f.work.script.HandIn(state, part)
			return r.Missing, err
		})
		if err != nil || len(flaws) > 0 {
			return flaws, err
		}
		_, err = f.work.store.Commit(ctx, thidua.Change{ID: "handin/" + f.i.ID + "/" + part, At: f.work.state.Input.At, Put: r.Put,
			Delete: r.Delete, Expect: f.work.rests(r.Put, r.Delete)})
		if !errors.Is(err, thidua.ErrConflict) {
			return nil, err
		}
	}
	return nil, err
}
