package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"thidua"
)

// boards keep the lines of each campaign's board as they were decoded, with their revisions: a look at a large board
// decodes what changed since the last one. The store is read at every look, so that replicas need not tell each other.
type boards struct {
	store thidua.Store
	mu    sync.Mutex
	seen  map[string]map[thidua.Key]boardLine // by campaign; never changed, only replaced
}

type boardLine struct {
	rev   int64
	unit  string
	index thidua.Index
}

func newBoards(store thidua.Store) *boards {
	return &boards{store: store, seen: map[string]map[thidua.Key]boardLine{}}
}

// of reads a campaign's board, as Board does; whoever gets it changes nothing in it.
func (b *boards) of(ctx context.Context, campaign string) (map[string]thidua.Index, error) {
	records, err := b.store.Scan(ctx, thidua.Range{Prefix: thidua.IndexKey(campaign, "")})
	if err != nil {
		return nil, fmt.Errorf("read the index of %s: %w", campaign, err)
	}
	b.mu.Lock()
	before := b.seen[campaign]
	b.mu.Unlock()
	lines, board := make(map[thidua.Key]boardLine, len(records)), make(map[string]thidua.Index, len(records))
	for _, r := range records {
		line, known := before[r.Key]
		if !known || line.rev != r.Rev {
			line = boardLine{rev: r.Rev, unit: thidua.LastSegment(r.Key)}
			if err := json.Unmarshal(r.Body, &line.index); err != nil {
				return nil, fmt.Errorf("%w: %s: %w", errCorrupt, r.Key, err)
			}
		}
		lines[r.Key], board[line.unit] = line, line.index
	}
	b.mu.Lock()
	b.seen[campaign] = lines
	b.mu.Unlock()
	return board, nil
}
