package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"thidua"
)

// errReply says that a script answered otherwise than it is written, or that what it read was not written by one.
var errReply = errors.New("unexpected reply of a script")

// Load implements thidua.Store.
func (s *redisStore) Load(ctx context.Context, id string, keys ...thidua.Key) (thidua.Snapshot, error) {
	args := make([]any, 0, len(keys)+1)
	args = append(args, id)
	for _, k := range keys {
		args = append(args, string(k))
	}
	var out thidua.Snapshot
	err := s.calling(ctx, func() error {
		reply, err := s.caller.run(ctx, s.load, []string{recordKey, claimKey}, args...).Slice()
		if err != nil {
			return err
		}
		out, err = snapshot(args[1:], reply)
		return err
	})
	if err != nil {
		return thidua.Snapshot{}, fmt.Errorf("load records: %w", err)
	}
	return out, nil
}

// snapshot reads the reply of load.lua to these keys.
func snapshot(keys, reply []any) (thidua.Snapshot, error) {
	out := thidua.Snapshot{Records: make(map[thidua.Key]thidua.Record, len(keys))}
	if len(reply) != 4 {
		return out, errReply
	}
	committed, _ := reply[0].(int64)
	out.Committed = committed == 1
	found, _ := reply[1].([]any)
	needs, _ := reply[2].([]any)
	needed, _ := reply[3].([]any)
	for _, pair := range [][2][]any{{keys, found}, {needs, needed}} {
		records, err := unpackRecords(pair[0], pair[1])
		if err != nil {
			return out, err
		}
		for _, r := range records {
			out.Records[r.Key] = r
		}
	}
	return out, nil
}

// Scan implements thidua.Store.
func (s *redisStore) Scan(ctx context.Context, r thidua.Range) ([]thidua.Record, error) {
	limit := r.Limit
	if limit <= 0 {
		limit = -1
	}
	lower, upper, back := "["+string(first(r)), below(beyond(r.Prefix)), 0
	if r.Back {
		lower, upper, back = "["+string(r.Prefix), below(last(r)), 1
	}
	var out []thidua.Record
	err := s.calling(ctx, func() error {
		reply, err := s.scan.Run(ctx, s.client, []string{recordKey, keysKey}, lower, upper, limit, back).Slice()
		if err != nil {
			return err
		}
		if len(reply) != 2 {
			return errReply
		}
		keys, _ := reply[0].([]any)
		found, _ := reply[1].([]any)
		out, err = unpackRecords(keys, found)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("scan records: %w", err)
	}
	return out, nil
}

// below is the bound of a range by keys that ends before one.
func below(end []byte) string {
	if len(end) == 0 {
		return "+"
	}
	return "(" + string(end)
}

// unpackRecords joins keys with the values of the record hash, which are nil for absent records.
func unpackRecords(keys, values []any) ([]thidua.Record, error) {
	if len(keys) != len(values) {
		return nil, errReply
	}
	out := make([]thidua.Record, len(keys))
	for i, k := range keys {
		key, ok := k.(string)
		if !ok {
			return nil, errReply
		}
		out[i].Key = thidua.Key(key)
		value, there := values[i].(string)
		if !there {
			continue
		}
		if err := unpackRecord(value, &out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// unpackRecord reads a revision, then what packNeeds wrote, then the body.
func unpackRecord(value string, r *thidua.Record) (err error) {
	packed := []byte(value)
	end := bytes.IndexAny(packed, " \n")
	if end < 0 {
		return errReply
	}
	if r.Rev, err = strconv.ParseInt(string(packed[:end]), 10, 64); err != nil {
		return errReply
	}
	if r.Needs, r.Body, err = unpackNeeds(packed[end:]); err != nil {
		return fmt.Errorf("%w: %w", errReply, err)
	}
	return nil
}

// Due implements thidua.Store.
func (s *redisStore) Due(ctx context.Context, now time.Time, limit int, under ...thidua.Key) ([]thidua.Due, error) {
	var out []thidua.Due
	err := s.calling(ctx, func() (err error) {
		switch {
		case limit <= 0:
		case len(under) == 0:
			out, err = s.duePage(ctx, now, 0, limit)
		default:
			out, err = s.dueUnder(ctx, now, limit, under)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list due-times: %w", err)
	}
	return out, nil
}

func (s *redisStore) duePage(ctx context.Context, now time.Time, from, limit int) (out []thidua.Due, err error) {
	found, err := s.client.ZRangeByScoreWithScores(ctx, dueKey,
		&redis.ZRangeBy{Min: "-inf", Max: decimal(now.UnixMilli()), Offset: int64(from), Count: int64(limit)}).Result()
	for _, z := range found {
		key, _ := z.Member.(string)
		out = append(out, thidua.Due{Key: thidua.Key(key), At: moment(int64(z.Score))})
	}
	return out, err
}

// dueUnder looks through all that is due, some at a time so that nobody else waits for long; what is removed between two looks
// may hide another one from this call, not from the next.
func (s *redisStore) dueUnder(ctx context.Context, now time.Time, limit int, under []thidua.Key) (out []thidua.Due, err error) {
	const atOnce = 5000
	found := make([]int, len(under))
	for from := 0; ; from += atOnce {
		page, err := s.duePage(ctx, now, from, atOnce)
		for _, d := range page {
			of := slices.IndexFunc(under, func(prefix thidua.Key) bool { return strings.HasPrefix(string(d.Key), string(prefix)) })
			if of >= 0 && found[of] < limit {
				found[of]++
				out = append(out, d)
			}
		}
		if err != nil || len(page) < atOnce || slices.Min(found) >= limit {
			return out, err
		}
	}
}
