package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"thidua"
	"thidua/flows"
)

// Preview says what a version of a campaign will change before it is loaded. It writes nothing.
type Preview struct {
	First     bool           `json:"first,omitempty"` // no version is in force yet
	Units     Roll           `json:"units"`           // codes
	People    Roll           `json:"people"`          // name, unit and role
	Parts     Roll           `json:"parts"`           // names
	Reminders []ReminderPlan `json:"reminders,omitempty"`

	store    thidua.Store
	was, is  *flows.Script
	life     thidua.Life
	language string
	now      time.Time
}

// Roll is what a sheet has more than before, and what it no longer has.
type Roll struct {
	Added []string `json:"added,omitempty"`
	Gone  []string `json:"gone,omitempty"`
}

// ReminderPlan is a reminder that goes out at another time than planned, newly (From is zero), or no longer (To is).
type ReminderPlan struct {
	Deadline time.Time `json:"deadline"`
	Before   string    `json:"before"` // the deadline, as the workbook writes it: 3d, 2h
	From     time.Time `json:"from,omitzero"`
	To       time.Time `json:"to,omitzero"`
	distance time.Duration
}

// UnitPreview is what happens to one unit.
type UnitPreview struct {
	Unit  string        `json:"unit"` // code; Department for the secretariat's own parts
	Name  string        `json:"name"`
	Parts []PartPreview `json:"parts"`
}

// PartPreview is what happens to one part of a unit. What was handed in stands; its differences come up if it is
// opened again.
type PartPreview struct {
	Part        string              `json:"part"`
	Label       string              `json:"label"`
	State       thidua.State        `json:"state"`
	Added       bool                `json:"added,omitempty"` // the unit did not have to fill it before
	Gone        bool                `json:"gone,omitempty"`  // the unit no longer has to fill it; what was answered is kept aside
	DueWas      time.Time           `json:"due_was,omitzero"`
	DueIs       time.Time           `json:"due_is,omitzero"` // differs from DueWas, or both are zero
	Differences []*flows.Difference `json:"differences,omitempty"`
}

// Foresee compares a version with the one in force. Texts of the campaign are given in a language.
func Foresee(ctx context.Context, store thidua.Store, l Loading, language string) (*Preview, error) {
	p := &Preview{store: store, language: language, now: l.Now}
	var err error
	if p.is, err = flows.Compile(l.Campaign); err != nil {
		return nil, fmt.Errorf("compile the new version: %w", err)
	}
	var head thidua.Head
	key := thidua.CampaignKey(l.Campaign.ID)
	snapshot, err := store.Load(ctx, "", key)
	if err != nil {
		return nil, fmt.Errorf("load campaign %s: %w", l.Campaign.ID, err)
	}
	if p.First = snapshot.Records[key].Rev == 0; !p.First {
		if err := json.Unmarshal(snapshot.Records[key].Body, &head); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", errCorrupt, key, err)
		}
		p.life = head.Life
		if p.was, err = newScripts(store).of(ctx, head); err != nil {
			return nil, err
		}
	}
	return p, p.plan(ctx, l)
}

// plan compares what concerns the campaign as a whole.
func (p *Preview) plan(ctx context.Context, l Loading) error {
	before := &thidua.Campaign{}
	if !p.First {
		before = p.was.Campaign
	}
	after := l.Campaign
	p.Units = roll(before.Units, after.Units, func(u thidua.Unit) string { return u.Code })
	p.People = roll(before.People, after.People, describeMember)
	p.Parts = roll(before.Parts, after.Parts, func(part thidua.Part) string { return part.Name })
	due, err := l.reminders(ctx, p.store, p.life)
	if err != nil {
		return err
	}
	for _, d := range due {
		if t := thidua.ReadTimer(d.Key); t.Kind == "remind" {
			p.Reminders = append(p.Reminders, ReminderPlan{Deadline: t.Deadline.In(after.Location), Before: distance(t.Before), From: d.Was, To: d.At, distance: t.Before})
		}
	}
	slices.SortFunc(p.Reminders, func(a, b ReminderPlan) int {
		return cmp.Or(a.Deadline.Compare(b.Deadline), cmp.Compare(b.distance, a.distance))
	})
	return nil
}

// distance writes how long before a deadline, as the key remind of the workbook does.
func distance(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d%day == 0:
		return fmt.Sprintf("%dd", d/day)
	case d%time.Hour == 0:
		return fmt.Sprintf("%dh", d/time.Hour)
	}
	return d.String()
}

func describeMember(m thidua.Member) string {
	return m.Name + " (" + strings.Join(slices.DeleteFunc([]string{m.Unit, string(m.Role)}, func(s string) bool { return s == "" }), ", ") + ")"
}

func roll[T any](before, after []T, name func(T) string) Roll {
	return Roll{Added: without(after, before, name), Gone: without(before, after, name)}
}

// without names what one list has and another lacks.
func without[T any](list, other []T, name func(T) string) []string {
	has := map[string]bool{}
	for _, one := range other {
		has[name(one)] = true
	}
	var names []string
	for _, one := range list {
		if !has[name(one)] {
			names = append(names, name(one))
		}
	}
	return names
}
