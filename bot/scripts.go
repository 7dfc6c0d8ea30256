package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"thidua"
	"thidua/flows"
	"thidua/flows/vietnamese"
	"thidua/flows/xlsform"
)

// scripts keeps the version of each campaign that was last in force, read and compiled: a version never changes.
type scripts struct {
	store thidua.Store
	mu    sync.Mutex
	ready map[string]readyScript  // by campaign
	heads map[thidua.Key]readHead // by the record's key, as it was last read
}

type readHead struct {
	body []byte
	head thidua.Head
}

type readyScript struct {
	version string
	script  *flows.Script
	folded  func() [][3]string // names, short names and codes of the units, without accents
}

func newScripts(store thidua.Store) *scripts {
	return &scripts{store: store, ready: map[string]readyScript{}, heads: map[thidua.Key]readHead{}}
}

// head decodes a campaign's record, which every update reads, once for each change.
func (s *scripts) head(r thidua.Record) (thidua.Head, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if last := s.heads[r.Key]; last.body != nil && bytes.Equal(last.body, r.Body) {
		return last.head, nil
	}
	var head thidua.Head
	if err := json.Unmarshal(r.Body, &head); err != nil {
		return head, fmt.Errorf("%w: %s: %w", errCorrupt, r.Key, err)
	}
	s.heads[r.Key] = readHead{r.Body, head}
	return head, nil
}

// of gives the script of a campaign's version in force.
func (s *scripts) of(ctx context.Context, head thidua.Head) (*flows.Script, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ready := s.ready[head.ID]; ready.script != nil && ready.version == head.Version {
		return ready.script, nil
	}
	campaign, err := Campaign(ctx, s.store, head)
	if err != nil {
		return nil, err
	}
	script, err := flows.Compile(campaign)
	if err != nil {
		return nil, fmt.Errorf("%w: compile campaign %s: %w", errCorrupt, head.ID, err)
	}
	s.ready[head.ID] = readyScript{head.Version, script, sync.OnceValue(func() [][3]string { return foldUnits(campaign.Units) })}
	return script, nil
}

// foldedUnits are the names of a campaign's units without accents, in their order, folded once for each version.
func (s *scripts) foldedUnits(c *thidua.Campaign) [][3]string {
	s.mu.Lock()
	ready := s.ready[c.ID]
	s.mu.Unlock()
	if ready.script == nil || ready.script.Campaign != c {
		return foldUnits(c.Units) // of another version
	}
	return ready.folded()
}

func foldUnits(units []thidua.Unit) [][3]string {
	folded := make([][3]string, len(units))
	for i, u := range units {
		folded[i] = [3]string{vietnamese.Fold(u.Name), vietnamese.Fold(u.ShortName), vietnamese.Fold(u.Code)}
	}
	return folded
}

// Campaign reads a campaign's version in force from the store.
func Campaign(ctx context.Context, store thidua.Store, head thidua.Head) (*thidua.Campaign, error) {
	key := thidua.SourceKey(head.ID, head.Version)
	snapshot, err := store.Load(ctx, "", key)
	if err != nil {
		return nil, fmt.Errorf("load campaign %s: %w", head.ID, err)
	}
	source := snapshot.Records[key]
	if source.Rev == 0 {
		return nil, fmt.Errorf("%w: campaign %s has no workbook of version %s", errCorrupt, head.ID, head.Version)
	}
	campaign, report := xlsform.Read(head.ID+"."+head.Format, source.Body, xlsform.Options{})
	if len(report.Errors) > 0 {
		return nil, fmt.Errorf("%w: campaign %s: %s", errCorrupt, head.ID, report.Errors[0].In("en"))
	}
	campaign.Version = head.Version
	return campaign, nil
}

// Heads lists the campaigns in the store.
func Heads(ctx context.Context, store thidua.Store) ([]thidua.Head, error) {
	records, err := store.Scan(ctx, thidua.Range{Prefix: thidua.CampaignKey("")})
	if err != nil {
		return nil, fmt.Errorf("list campaigns: %w", err)
	}
	var heads []thidua.Head
	for _, r := range records {
		var head thidua.Head
		if err := json.Unmarshal(r.Body, &head); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", errCorrupt, r.Key, err)
		}
		heads = append(heads, head)
	}
	return heads, nil
}
