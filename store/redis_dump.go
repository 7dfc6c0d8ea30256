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

// A dump is read in pages. Its fence stays for a while after each, so that a slow disk may take its time, and so that a
// dump which was killed is forgotten.
const (
	pageKeys  = 500
	pageBytes = 4 << 20
	fenceFor  = 5 * time.Minute
)

// errFence says that the instant of a dump is lost: too long a pause, or the store was cleared or filled.
var errFence = errors.New("the backup took too long a pause, or the store was emptied meanwhile: begin again")

// Dump implements thidua.Store. Redis shows no instant by itself and would stand still for a copy of everything, so
// that commits save what they write over, for as long as a dump has not read it.
func (s *redisStore) Dump(ctx context.Context, use func(thidua.Content) error) error {
	if err := s.enter(ctx); err != nil {
		return fmt.Errorf("dump the store: %w", err)
	}
	defer s.leave()
	owner := rand.Text()
	reply, err := s.fence.Run(ctx, s.client, []string{metaKey, dueKey, fenceKey, savedKey, savedKeysKey, savedDueKey},
		owner, fenceFor.Milliseconds()).StringSlice()
	if err == nil && (len(reply) != 2 || reply[0] != "done") {
		return errors.New("dump the store: another backup is being made; try again when it has ended, or in five minutes")
	}
	if err != nil {
		return fmt.Errorf("dump the store: %w", told(ctx, err))
	}
	defer s.unfence(context.WithoutCancel(ctx), owner)
	return use(thidua.Content{Rev: integer(reply[1]), Pieces: func(yield func(thidua.Piece, error) bool) {
		err := s.records(ctx, owner, yield)
		if err == nil {
			err = s.dues(ctx, owner, yield)
		}
		if err != nil && !errors.Is(err, errEnough) {
			yield(thidua.Piece{}, fmt.Errorf("dump the store: %w", told(ctx, err)))
		}
	}})
}

// errEnough says that the one who ranges over pieces wants no more.
var errEnough = errors.New("enough")

func (s *redisStore) unfence(ctx context.Context, owner string) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if held, err := s.client.HGet(ctx, fenceKey, "owner").Result(); err == nil && held == owner {
		_ = s.client.Unlink(ctx, fenceKey, savedKey, savedKeysKey, savedDueKey).Err() // which would go by itself later
	}
}

func (s *redisStore) records(ctx context.Context, owner string, yield func(thidua.Piece, error) bool) error {
	for after, more := "", true; more; {
		reply, err := s.dump.Run(ctx, s.client, []string{recordKey, keysKey, fenceKey, savedKey, savedKeysKey, savedDueKey},
			owner, after, pageKeys, pageBytes, fenceFor.Milliseconds()).Slice()
		if err != nil {
			return err
		}
		if len(reply) != 6 {
			return errFence
		}
		more = reply[0] == "more"
		after, _ = reply[1].(string)
		page, err := instantPage(reply[2:])
		if err != nil {
			return err
		}
		for _, r := range page {
			if !yield(thidua.Piece{Record: r}, nil) {
				return errEnough
			}
		}
	}
	return nil
}

// instantPage merges what stands with what was saved, in key order; no key is in both.
func instantPage(reply []any) ([]thidua.Record, error) {
	var lists [4][]any
	for i := range lists {
		lists[i], _ = reply[i].([]any)
	}
	standing, err := unpackRecords(lists[0], lists[1])
	if err != nil {
		return nil, err
	}
	saved, err := unpackRecords(lists[2], lists[3])
	if err != nil {
		return nil, err
	}
	out := make([]thidua.Record, 0, len(standing)+len(saved))
	for len(standing) > 0 && len(saved) > 0 {
		if standing[0].Key < saved[0].Key {
			out, standing = append(out, standing[0]), standing[1:]
		} else {
			out, saved = append(out, saved[0]), saved[1:]
		}
	}
	return append(append(out, standing...), saved...), nil
}

// dues reads the due-times of the instant. They are whole if the fence still stands afterwards.
func (s *redisStore) dues(ctx context.Context, owner string, yield func(thidua.Piece, error) bool) error {
	for start := int64(0); ; start += pageKeys {
		page, err := s.client.ZRangeWithScores(ctx, savedDueKey, start, start+pageKeys-1).Result()
		if err != nil {
			return err
		}
		held, err := s.client.HGet(ctx, fenceKey, "owner").Result()
		if err != nil && !errors.Is(err, redis.Nil) {
			return err
		}
		if held != owner {
			return errFence
		}
		for _, z := range page {
			key, _ := z.Member.(string)
			if !yield(thidua.Piece{Due: thidua.Due{Key: thidua.Key(key), At: moment(int64(z.Score))}}, nil) {
				return errEnough
			}
		}
		if len(page) < pageKeys {
			return nil
		}
	}
}
