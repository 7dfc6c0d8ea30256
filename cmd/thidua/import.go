package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"thidua"
	"thidua/bot"
	"thidua/flows"
)

// importCommand takes a unit's filled spreadsheet.
type importCommand struct {
	File     string `arg:"" help:"Filled spreadsheet, .xlsx, from thidua sheet or from the chat."`
	Unit     string `required:"" help:"The unit for which it is taken, by its code; - for the secretariat's own parts."`
	Campaign string `help:"The campaign, where there are several."`
	Yes      bool   `help:"Take the changes and hand in the parts that changed; without it only say what would change."`
	Draft    bool   `help:"With --yes: take the changes and hand nothing in."`
	JSON     bool   `name:"json" help:"Print one JSON object."`
	Lang     string `enum:"vi,en" default:"vi" help:"Language of the messages."`
}

// outcome is what --json prints.
type outcome struct {
	Campaign  string            `json:"campaign"`
	Unit      string            `json:"unit"`
	File      string            `json:"file"`
	Changes   []flows.Change    `json:"changes"`
	Errors    []flows.Fault     `json:"errors"`
	Notes     []flows.Fault     `json:"notes"`
	Parts     []flows.TakenPart `json:"parts"`
	Applied   bool              `json:"applied"`
	Skipped   int               `json:"skipped,omitempty"` // answers that somebody changed meanwhile
	Submitted []string          `json:"submitted"`         // parts
	Missing   []lacking         `json:"missing,omitempty"`
	Owed      []owed            `json:"owed,omitempty"`
}

// lacking is a part that could not be handed in, and why.
type lacking struct {
	Part  string   `json:"part"`
	Flaws []string `json:"flaws"`
}

// owed is a part that changed and lacks photos or files, whether it can be handed in without them or not.
type owed struct {
	Part      string   `json:"part"`
	Files     int      `json:"files"`     // questions that wait for some
	Questions []string `json:"questions"` // the first of them
	line      string
}

// Run shows what the file changes and, if that is wanted, takes it. A file with cells that cannot be taken is not taken
// in part.
func (c importCommand) Run(w *world) error {
	if c.Draft && !c.Yes {
		return wrongf("--draft goes with --yes")
	}
	content, err := readFile(c.File)
	if err != nil {
		return err
	}
	db, err := w.openStore()
	if err != nil {
		return err
	}
	defer db.Close()
	campaign, err := w.campaignOf(db, c.Campaign, c.Unit)
	if err != nil {
		return err
	}
	to := bot.Import{Campaign: campaign.ID, Unit: c.Unit, Language: c.Lang, File: filepath.Base(c.File)}
	filled, err := bot.OpenFilled(w.ctx, db, content, to, bot.AtCommandLine(c.Lang), time.Now())
	var refused bot.Refused
	switch {
	case errors.As(err, &refused) && refused.Foreign:
		return wrongf("%s", sayNotFor.In(c.Lang, to.File, c.Unit))
	case errors.As(err, &refused):
		return wrong{err}
	}
	if err != nil {
		return err
	}
	o := &outcome{Campaign: campaign.ID, Unit: c.Unit, File: to.File, Changes: nonNil(filled.Changes), Errors: nonNil(filled.Faults),
		Notes: nonNil(filled.Notes), Parts: nonNil(filled.Parts), Submitted: []string{}}
	if !c.JSON {
		for _, line := range filled.Lines() {
			fmt.Fprintln(w.out, line)
		}
	}
	if c.Yes && len(filled.Faults) == 0 && len(filled.Changes) > 0 {
		if err := c.take(w, campaign, filled, o); err != nil {
			return err
		}
	}
	return c.close(w, o)
}

// take applies the changes and hands in the parts that changed.
func (c importCommand) take(w *world, campaign *thidua.Campaign, filled *bot.Filled, o *outcome) error {
	parts, err := filled.Apply(w.ctx)
	if err != nil {
		return err
	}
	o.Applied, o.Skipped = true, filled.Left()
	for _, p := range parts {
		left, err := filled.Owed(w.ctx, p.Part)
		if err != nil {
			return fmt.Errorf("look what part %s of unit %s lacks: %w", p.Part, c.Unit, err)
		}
		if left.Files > 0 {
			o.Owed = append(o.Owed, owed{p.Part, left.Files, left.Wanted, filled.SayOwed(p, left)})
		}
		if c.Draft {
			continue
		}
		flaws, err := filled.HandIn(w.ctx, p.Part)
		if err != nil {
			return fmt.Errorf("hand in part %s of unit %s: %w", p.Part, c.Unit, err)
		}
		if len(flaws) > 0 {
			o.Missing = append(o.Missing, lacking{p.Part, flaws})
		} else {
			o.Submitted = append(o.Submitted, p.Part)
		}
	}
	return nil
}

// close says what became of the file; input that lacks something ends with its own exit code.
func (c importCommand) close(w *world, o *outcome) error {
	if c.JSON {
		if err := json.NewEncoder(w.out).Encode(o); err != nil {
			return err
		}
	} else {
		c.say(w, o)
	}
	if len(o.Errors)+len(o.Missing)+o.Skipped > 0 {
		return errReported
	}
	return nil
}

func (c importCommand) say(w *world, o *outcome) {
	line := func(p thidua.Phrase, values ...any) { fmt.Fprintln(w.out, p.In(c.Lang, values...)) }
	switch {
	case len(o.Errors) > 0:
		line(sayNotTaken)
	case o.Applied:
		line(sayTaken, len(o.Changes))
	case len(o.Changes) > 0:
		line(sayWouldTake)
	}
	if o.Skipped > 0 {
		line(saySkipped, o.Skipped)
	}
	for _, part := range o.Owed {
		fmt.Fprintln(w.out, part.line)
	}
	for _, part := range o.Submitted {
		line(sayHandedIn, part)
	}
	for _, part := range o.Missing {
		line(sayNotHandedIn, part.Part)
		for _, flaw := range part.Flaws {
			fmt.Fprintln(w.out, "  "+flaw)
		}
	}
}

// nonNil lets an empty list be written as one.
func nonNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
