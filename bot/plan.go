package bot

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"time"

	"thidua"
)

// planning is what the times of a campaign's reminders follow from. It is done anew whenever one of them changes.
type planning struct {
	campaign *thidua.Campaign
	life     thidua.Life
	board    map[string]thidua.Index // read from the store, but for lines that are given
	now      time.Time
	calendar Calendar
}

// changes are the due-times to set, and those of an older plan to remove, each with the time that stands.
func (p planning) changes(ctx context.Context, store thidua.Store) ([]thidua.Due, error) {
	const all = 1 << 30
	standing, err := store.Due(ctx, p.now.AddDate(100, 0, 0), all)
	if err != nil {
		return nil, fmt.Errorf("look for planned reminders: %w", err)
	}
	was := map[thidua.Key]time.Time{}
	for _, d := range standing {
		if strings.HasPrefix(string(d.Key), string(thidua.RemindersOf(p.campaign.ID))) {
			was[d.Key] = d.At
		}
	}
	// The board is read after the due-times: what another commit has planned by now stands on the board that is read.
	board, err := Board(ctx, store, p.campaign.ID)
	if err != nil {
		return nil, err
	}
	maps.Copy(board, p.board)
	p.board = board
	plan := p.plan()
	planned := map[thidua.Key]bool{}
	for i := range plan {
		planned[plan[i].Key], plan[i].Was = true, was[plan[i].Key]
	}
	for key, at := range was {
		if !planned[key] {
			plan = append(plan, thidua.Due{Key: key, Was: at})
		}
	}
	return plan, nil
}

// plan lists, for every deadline that some unit's part has and every distance that the part names, when to remind; times
// that have passed are left out.
func (p planning) plan() []thidua.Due {
	if !p.life.Reminds() {
		return nil
	}
	c := p.campaign
	var plan []thidua.Due
	seen := map[thidua.Key]bool{}
	for _, part := range c.Parts {
		if part.FilledBy != thidua.FocalPoint {
			continue
		}
		offsets := part.Remind
		if len(offsets) == 0 {
			offsets = c.Remind
		}
		for _, deadline := range p.deadlines(part) {
			for _, before := range offsets {
				key := thidua.RemindKey(c.ID, deadline, before)
				at := deadline.Add(-before)
				if c.Quiet {
					at = p.calendar.Plan(at, deadline)
				}
				if !seen[key] && at.After(p.now) {
					seen[key] = true
					plan = append(plan, thidua.Due{Key: key, At: at})
				}
			}
		}
	}
	return plan
}

// deadlines are the different times at which a part is due for some unit.
func (p planning) deadlines(part thidua.Part) []time.Time {
	var all []time.Time
	seen := map[int64]bool{}
	for _, u := range p.campaign.Units {
		if !part.Concerns(u.Code) {
			continue
		}
		due := p.life.DueOf(p.campaign, part, p.board[u.Code])
		if !due.IsZero() && !seen[due.Unix()] {
			seen[due.Unix()] = true
			all = append(all, due)
		}
	}
	return all
}
