package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"

	"thidua"
	"thidua/flows"
)

// previewPage is how many units, or records of one draft, are read at once.
const previewPage = 200

// EachUnit yields the units for which something changes, in the workbook's order, those that it lacks last. Units are
// read in pages, so that ten thousand of them take no more memory than a page.
func (p *Preview) EachUnit(ctx context.Context) iter.Seq2[UnitPreview, error] {
	return func(yield func(UnitPreview, error) bool) {
		if p.First {
			return
		}
		for page := range slices.Chunk(p.units(), previewPage) {
			board, err := p.page(ctx, page)
			if err != nil {
				yield(UnitPreview{}, err)
				return
			}
			for _, u := range page {
				changed, err := p.unit(ctx, u, board[u.Code])
				if err != nil || len(changed.Parts) > 0 {
					if !yield(changed, err) || err != nil {
						return
					}
				}
			}
		}
	}
}

// Staying is how many units both versions have.
func (p *Preview) Staying() int {
	return len(p.is.Campaign.Units) - len(p.Units.Added)
}

// Stays tells whether both versions have a unit.
func (p *Preview) Stays(unit string) bool {
	_, is := p.is.Campaign.Unit(unit)
	return is && !slices.Contains(p.Units.Added, unit)
}

// units are those that were there before, as the new version calls them, then the department and what is gone.
func (p *Preview) units() []thidua.Unit {
	var units []thidua.Unit
	added, gone := setOf(p.Units.Added), setOf(p.Units.Gone)
	for _, u := range p.is.Campaign.Units {
		if !added[u.Code] {
			units = append(units, u)
		}
	}
	units = append(units, thidua.Unit{Code: thidua.Department})
	for _, u := range p.was.Campaign.Units {
		if gone[u.Code] {
			units = append(units, u)
		}
	}
	return units
}

func setOf(names []string) map[string]bool {
	set := map[string]bool{}
	for _, name := range names {
		set[name] = true
	}
	return set
}

// page reads where the parts of some units stand.
func (p *Preview) page(ctx context.Context, units []thidua.Unit) (map[string]thidua.Index, error) {
	var keys []thidua.Key
	for _, u := range units {
		keys = append(keys, thidua.IndexKey(p.is.Campaign.ID, u.Code))
	}
	snapshot, err := p.store.Load(ctx, "", keys...)
	if err != nil {
		return nil, fmt.Errorf("read the index of %s: %w", p.is.Campaign.ID, err)
	}
	board := map[string]thidua.Index{}
	for i, u := range units {
		var index thidua.Index
		if body := snapshot.Records[keys[i]].Body; len(body) > 0 {
			if err := json.Unmarshal(body, &index); err != nil {
				return nil, fmt.Errorf("%w: %s: %w", errCorrupt, keys[i], err)
			}
		}
		board[u.Code] = index
	}
	return board, nil
}

// unit compares what a unit has to fill, and what it has filled.
func (p *Preview) unit(ctx context.Context, u thidua.Unit, index thidua.Index) (UnitPreview, error) {
	changed := UnitPreview{Unit: u.Code, Name: u.Name}
	before := p.was.Campaign.PartsOf(u.Code)
	var after []thidua.Part
	if p.Stays(u.Code) || u.Code == thidua.Department {
		after = p.is.Campaign.PartsOf(u.Code)
	}
	for _, part := range after {
		i := slices.IndexFunc(before, func(old thidua.Part) bool { return old.Name == part.Name })
		if i < 0 {
			if _, known := p.was.Campaign.Part(part.Name); known {
				changed.Parts = append(changed.Parts, PartPreview{Part: part.Name, Label: p.label(part), Added: true})
			}
			continue
		}
		one, err := p.part(ctx, u.Code, before[i], part, index)
		if err != nil {
			return changed, fmt.Errorf("preview part %s of unit %s: %w", part.Name, u.Code, err)
		}
		if one.differs() {
			changed.Parts = append(changed.Parts, one)
		}
	}
	for _, part := range before {
		begun := index.Parts[part.Name].State != thidua.NotStarted
		if begun && !slices.ContainsFunc(after, func(is thidua.Part) bool { return is.Name == part.Name }) {
			changed.Parts = append(changed.Parts, PartPreview{Part: part.Name, Label: p.label(part), State: index.Parts[part.Name].State, Gone: true})
		}
	}
	return changed, nil
}

func (one PartPreview) differs() bool {
	return !one.DueWas.Equal(one.DueIs) || len(one.Differences) > 0
}

func (p *Preview) label(part thidua.Part) string {
	if l := part.Question.Label.In(p.language); l != "" {
		return l
	}
	return part.Name
}

// part compares one part that the unit fills under both versions.
func (p *Preview) part(ctx context.Context, unit string, was, is thidua.Part, index thidua.Index) (PartPreview, error) {
	s := index.Parts[is.Name]
	one := PartPreview{Part: is.Name, Label: p.label(is), State: s.State}
	if before, after := p.life.DueOf(p.was.Campaign, was, index), p.life.DueOf(p.is.Campaign, is, index); s.Owed() && !before.Equal(after) {
		one.DueWas, one.DueIs = before, after
	}
	if s.State == thidua.NotStarted || s.State == thidua.Nothing && !s.Editing {
		return one, nil
	}
	state := flows.State{Session: flows.Session{Campaign: p.is.Campaign.ID, Unit: unit}, Input: thidua.Input{At: p.now},
		Person: thidua.Person{Language: p.language}}
	var err error
	if state.Records, err = p.draft(ctx, unit, is.Name); err != nil {
		return one, err
	}
	for range flows.MostLoads {
		var missing []thidua.Key
		if one.Differences, missing, err = flows.Compare(p.was, p.is, state, is.Name); err != nil {
			return one, fmt.Errorf("%w: %w", errCorrupt, err)
		}
		if len(missing) == 0 {
			return one, nil
		}
		snapshot, err := p.store.Load(ctx, "", missing...)
		if err != nil {
			return one, fmt.Errorf("load records: %w", err)
		}
		maps.Copy(state.Records, snapshot.Records)
	}
	return one, fmt.Errorf("%w: records are still missing after %d loads", errStep, flows.MostLoads)
}

// draft reads all records of a part's draft, a page at a time.
func (p *Preview) draft(ctx context.Context, unit, part string) (map[thidua.Key]thidua.Record, error) {
	records := map[thidua.Key]thidua.Record{}
	pages := thidua.Range{Prefix: thidua.DraftKey(p.is.Campaign.ID, unit, part) + "/", Limit: previewPage}
	for {
		page, err := p.store.Scan(ctx, pages)
		if err != nil {
			return nil, fmt.Errorf("read the draft: %w", err)
		}
		for _, r := range page {
			records[r.Key], pages.After = r, r.Key
		}
		if len(page) < previewPage {
			return records, nil
		}
	}
}
