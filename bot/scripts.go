package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"thidua"
	"thidua/flows"
	"thidua/flows/xlsform"
)

// scripts keeps campaigns that were read and compiled, by id and version: a version never changes.
type scripts struct {
	store thidua.Store
	mu    sync.Mutex
	ready map[thidua.Key]*flows.Script
}

func newScripts(store thidua.Store) *scripts {
	return &scripts{store: store, ready: map[thidua.Key]*flows.Script{}}
}

// of gives the script of a campaign's version in force.
func (s *scripts) of(ctx context.Context, head thidua.Head) (*flows.Script, error) {
	key := thidua.SourceKey(head.ID, head.Version)
	s.mu.Lock()
	defer s.mu.Unlock()
	if script, ok := s.ready[key]; ok {
		return script, nil
	}
	campaign, err := Campaign(ctx, s.store, head)
	if err != nil {
		return nil, err
	}
	script, err := flows.Compile(campaign)
	if err != nil {
		return nil, fmt.Errorf("%w: compile campaign %s: %w", errCorrupt, head.ID, err)
	}
	s.ready[key] = script
	return script, nil
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
