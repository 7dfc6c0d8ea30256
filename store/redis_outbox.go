package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"thidua"
)

// Take implements thidua.Store.
func (s *redisStore) Take(ctx context.Context, now, until time.Time, limit int) ([]thidua.Parcel, error) {
	var out []thidua.Parcel
	err := s.calling(ctx, func() error {
		reply, err := s.caller.run(ctx, s.take,
			[]string{outboxKey, replyFreeKey, replyWaitingKey, bulkFreeKey, bulkWaitingKey},
			now.UnixMilli(), until.UnixMilli(), limit).StringSlice()
		if err != nil {
			return err
		}
		heads, err := unpackHeads(reply)
		if err != nil {
			return err
		}
		if out, err = parcels(heads); err != nil {
			return fmt.Errorf("%w: %w", errReply, err)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("take messages: %w", err)
	}
	return out, nil
}

// unpackHeads reads pairs of seq:chat and bulk, waiting, time, body.
func unpackHeads(reply []string) ([]head, error) {
	if len(reply)%2 != 0 {
		return nil, errReply
	}
	var out []head
	for i := 0; i < len(reply); i += 2 {
		number, chat, _ := strings.Cut(reply[i], ":")
		fields := strings.SplitN(reply[i+1], " ", 4)
		seq, err := strconv.ParseInt(number, 10, 64)
		if err != nil || len(fields) != 4 {
			return nil, errReply
		}
		h := head{seq: seq, body: []byte(fields[3])}
		if h.chat, err = strconv.ParseInt(chat, 10, 64); err != nil {
			return nil, errReply
		}
		out = append(out, h)
	}
	return out, nil
}

// strikeKeys are the keys of strike.lua.
var strikeKeys = []string{outboxKey, queueKey, repliesKey, replyFreeKey, replyWaitingKey, bulkFreeKey, bulkWaitingKey, metaKey,
	recordKey, keysKey, sinceKey, fenceKey, savedKey, savedKeysKey}

// Strike implements thidua.Store.
func (s *redisStore) Strike(ctx context.Context, receipts ...thidua.Receipt) error {
	args := strikeArgs(receipts)
	err := s.calling(ctx, func() error { return s.caller.run(ctx, s.strike, strikeKeys, args...).Err() })
	if err != nil {
		return fmt.Errorf("strike messages: %w", err)
	}
	return nil
}

// strikeArgs lays receipts out as strike.lua reads them.
func strikeArgs(receipts []thidua.Receipt) []any {
	args := make([]any, 0, 5*len(receipts))
	for _, r := range receipts {
		retry := ""
		if !r.Retry.IsZero() {
			retry = decimal(r.Retry.UnixMilli())
		}
		args = append(args, decimal(r.Chat), fmt.Sprintf("%019d", r.Seq), retry,
			string(r.Note.Key), append(packNeeds(r.Note.Needs), r.Note.Body...))
	}
	return args
}

// Lease implements thidua.Store.
func (s *redisStore) Lease(ctx context.Context, name, owner string, now, until time.Time) (bool, error) {
	var got bool
	err := s.calling(ctx, func() (err error) {
		got, err = s.caller.run(ctx, s.lease, []string{leaseKey}, name, owner, now.UnixMilli(), until.UnixMilli()).Bool()
		return err
	})
	if err != nil {
		return false, fmt.Errorf("lease %s: %w", name, err)
	}
	return got, nil
}
