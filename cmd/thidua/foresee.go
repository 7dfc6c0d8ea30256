package main

import (
	"encoding/json"

	"thidua"
	"thidua/bot"
)

// foreseen is the first object of load --dry-run --json; an object for each unit that changes and the number of those
// that do not follow.
type foreseen struct {
	Campaign string `json:"campaign"`
	Title    string `json:"title"`
	Version  string `json:"version"`
	*bot.Preview
}

// foresee says what loading a version would change, unit by unit.
func (c loadCommand) foresee(w *world, db thidua.Store, l bot.Loading) error {
	p, err := bot.Foresee(w.ctx, db, l, c.Lang)
	if err != nil {
		return err
	}
	if c.JSON {
		return c.encode(w, l.Campaign, p)
	}
	return p.Write(w.ctx, w.out)
}

func (c loadCommand) encode(w *world, campaign *thidua.Campaign, p *bot.Preview) error {
	out := json.NewEncoder(w.out)
	if err := out.Encode(foreseen{campaign.ID, campaign.Title, campaign.Version, p}); err != nil {
		return err
	}
	unchanged := p.Staying()
	for u, err := range p.EachUnit(w.ctx) {
		if err != nil {
			return err
		}
		if p.Stays(u.Unit) {
			unchanged--
		}
		if err := out.Encode(u); err != nil {
			return err
		}
	}
	return out.Encode(map[string]int{"unchanged": unchanged})
}
