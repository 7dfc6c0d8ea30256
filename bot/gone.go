package bot

import (
	"context"
	"maps"
	"slices"

	"thidua"
)

// Gone lists the units and parts that have answers and that a new version of a campaign no longer has: units by code,
// parts by name, each once and in order.
func Gone(ctx context.Context, store thidua.Store, c *thidua.Campaign) (units, parts []string, err error) {
	board, err := Board(ctx, store, c.ID)
	if err != nil {
		return nil, nil, err
	}
	lost := map[string]bool{}
	for _, code := range slices.Sorted(maps.Keys(board)) {
		begun := false
		for name, standing := range board[code].Parts {
			if standing.State == thidua.NotStarted {
				continue
			}
			begun = true
			if _, known := c.Part(name); !known {
				lost[name] = true
			}
		}
		if _, known := c.Unit(code); begun && !known && code != thidua.Department {
			units = append(units, code)
		}
	}
	return units, slices.Sorted(maps.Keys(lost)), nil
}
