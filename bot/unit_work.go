package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"thidua"
	"thidua/flows"
)

// unitWork reads and changes what a unit gave, outside a conversation.
type unitWork struct {
	store  thidua.Store
	script *flows.Script
	head   thidua.Record // of the campaign
	state  flows.State
}

// newUnitWork begins to work for a unit of a campaign, in somebody's name.
func newUnitWork(ctx context.Context, store thidua.Store, scripts *scripts, campaign, unit string, by thidua.Person, now time.Time) (*unitWork, error) {
	key := thidua.CampaignKey(campaign)
	w := &unitWork{store: store, state: flows.State{Person: by}}
	var head thidua.Head
	var err error
	if w.head, err = w.read(ctx, key, &head); err != nil {
		return nil, err
	}
	if w.head.Rev == 0 {
		return nil, fmt.Errorf("%w: campaign %s is not in the store", errCorrupt, campaign)
	}
	if w.script, err = scripts.of(ctx, head); err != nil {
		return nil, err
	}
	w.state.Life, w.state.Input.At, w.state.Input.Update = head.Life, now, now.UnixNano()
	w.state.Session = flows.Session{Campaign: campaign, Unit: unit}
	return w, nil
}

func (w *unitWork) read(ctx context.Context, key thidua.Key, value any) (thidua.Record, error) {
	snapshot, err := w.store.Load(ctx, "", key)
	if err != nil {
		return thidua.Record{}, fmt.Errorf("load %s: %w", key, err)
	}
	r := snapshot.Records[key]
	if r.Rev == 0 {
		return r, nil
	}
	return r, decodeRecord(r, value)
}

// ask has something decided, loading what it turns out to need.
func (w *unitWork) ask(ctx context.Context, decide func(flows.State) (missing []thidua.Key, err error)) error {
	w.state.Records = map[thidua.Key]thidua.Record{}
	for range flows.MostLoads {
		missing, err := decide(w.state)
		if err != nil {
			return fmt.Errorf("%w: %w", errStep, err)
		}
		if len(missing) == 0 {
			return nil
		}
		for chunk := range slices.Chunk(missing, perCommit) {
			snapshot, err := w.store.Load(ctx, "", chunk...)
			if err != nil {
				return fmt.Errorf("load records: %w", err)
			}
			maps.Copy(w.state.Records, snapshot.Records)
		}
	}
	return fmt.Errorf("%w: records are still missing after %d loads", errStep, flows.MostLoads)
}

// fill gives the unit's parts as a spreadsheet.
func (w *unitWork) fill(ctx context.Context, parts ...string) (s thidua.Spreadsheet, err error) {
	stamp := newStamp()
	err = w.ask(ctx, func(state flows.State) (missing []thidua.Key, err error) {
		s, missing, err = w.script.Fill(state, stamp, parts...)
		return missing, err
	})
	return s, err
}

// take holds a filled spreadsheet against what the unit gave.
func (w *unitWork) take(ctx context.Context, t flows.Taking) (taken flows.Taken, err error) {
	err = w.ask(ctx, func(state flows.State) (missing []thidua.Key, err error) {
		taken, err = w.script.Take(state, t)
		return taken.Missing, err
	})
	return taken, err
}

// rests lists what a change of the unit's answers was decided upon beside the records that it writes.
func (w *unitWork) rests(put, remove []thidua.Record) []thidua.Record {
	written := map[thidua.Key]bool{}
	for _, r := range slices.Concat(put, remove) {
		written[r.Key] = true
	}
	expect := []thidua.Record{{Key: w.head.Key, Rev: w.head.Rev}}
	if key := thidua.IndexKey(w.state.Session.Campaign, w.state.Session.Unit); !written[key] {
		expect = append(expect, thidua.Record{Key: key, Rev: w.state.Records[key].Rev})
	}
	return expect
}

// decodeRecord reads a record that is JSON.
func decodeRecord(r thidua.Record, value any) error {
	if err := json.Unmarshal(r.Body, value); err != nil {
		return fmt.Errorf("%w: %s: %w", errCorrupt, r.Key, err)
	}
	return nil
}
