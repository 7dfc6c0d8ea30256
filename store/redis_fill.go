package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"thidua"
)

// stagedFor is how long what a killed Fill has staged stays.
const stagedFor = time.Hour

// staging gathers a content beside what the store holds.
type staging struct {
	s                       *redisStore
	id                      string
	mark, record, keys, due string // keys
	pipe                    redis.Pipeliner
	records, dues, bytes    int
}

// Fill implements thidua.Store: everything is staged under other keys, then takes its place in one step.
func (s *redisStore) Fill(ctx context.Context, c thidua.Content, replace bool) error {
	err := s.calling(ctx, func() error {
		if !replace {
			n, err := s.client.Exists(ctx, contentKeys()[1:4]...).Result()
			if err != nil {
				return err
			}
			if n > 0 {
				return thidua.ErrOccupied
			}
		}
		id := rand.Text()
		prefix := "{thidua}:staged:" + id
		g := &staging{s: s, id: id, mark: prefix, record: prefix + ":record", keys: prefix + ":keys", due: prefix + ":due",
			pipe: s.client.Pipeline()}
		err := g.gather(ctx, c)
		if err == nil {
			err = g.settle(ctx, c.Rev, replace)
		}
		if err != nil {
			over, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
			defer cancel()
			_ = s.client.Unlink(over, g.mark, g.record, g.keys, g.due).Err() // which would go by itself later
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("fill the store: %w", err)
	}
	return nil
}

func (g *staging) gather(ctx context.Context, c thidua.Content) error {
	for piece, err := range c.Pieces {
		if err != nil {
			return fmt.Errorf("%w: %w", errContent, err)
		}
		g.add(ctx, piece)
		if g.pipe.Len() >= 2*pageKeys || g.bytes >= pageBytes {
			if err := g.flush(ctx); err != nil {
				return err
			}
		}
	}
	return g.flush(ctx)
}

// errContent marks an error of the one who gives the pieces.
var errContent = errors.New("content")

func (g *staging) add(ctx context.Context, piece thidua.Piece) {
	if piece.Due.Key != "" {
		g.dues++
		g.pipe.ZAdd(ctx, g.due, redis.Z{Score: float64(piece.Due.At.UnixMilli()), Member: string(piece.Due.Key)})
		return
	}
	r := piece.Record
	packed := append(append([]byte(decimal(r.Rev)), packNeeds(r.Needs)...), r.Body...)
	g.records++
	g.bytes += len(packed)
	g.pipe.HSet(ctx, g.record, string(r.Key), packed)
	g.pipe.ZAdd(ctx, g.keys, redis.Z{Member: string(r.Key)})
}

func (g *staging) flush(ctx context.Context) error {
	g.pipe.Set(ctx, g.mark, g.id, stagedFor)
	for _, key := range []string{g.record, g.keys, g.due} {
		g.pipe.PExpire(ctx, key, stagedFor)
	}
	g.bytes = 0
	_, err := g.pipe.Exec(ctx)
	return err
}

func (g *staging) settle(ctx context.Context, rev int64, replace bool) error {
	keys := append([]string{g.mark, g.record, g.keys, g.due, metaKey}, contentKeys()...)
	reply, err := g.s.writes(ctx, g.s.fill, keys, g.id, g.records, g.dues, rev, replace).Text()
	switch {
	case err != nil:
		return err
	case reply == "occupied":
		return thidua.ErrOccupied
	case reply != "done":
		return errors.New("what was staged is gone")
	}
	return nil
}
