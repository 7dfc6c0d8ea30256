package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"

	"thidua"
)

// Commit implements thidua.Store. The client repeats a command whose answer was lost: by the token the script knows its
// own commit again, which is then no repetition.
func (s *redisStore) Commit(ctx context.Context, c thidua.Change) (thidua.Outcome, error) {
	messages, err := prepared(c)
	if err != nil {
		return thidua.Outcome{}, fmt.Errorf("commit %s: %w", c.ID, err)
	}
	args := commitArgs(c, messages)
	var out thidua.Outcome
	err = s.calling(ctx, func() error {
		reply, err := s.writes(ctx, s.commit, []string{metaKey, recordKey, keysKey, claimKey, claimedKey, dueKey,
			outboxKey, queueKey, repliesKey, replyFreeKey, replyWaitingKey, bulkFreeKey, bulkWaitingKey, sinceKey,
			fenceKey, savedKey, savedKeysKey}, args...).StringSlice()
		if err != nil {
			return err
		}
		out, err = outcome(reply)
		return err
	})
	if err != nil {
		return thidua.Outcome{}, fmt.Errorf("commit %s: %w", c.ID, err)
	}
	return out, nil
}

func outcome(reply []string) (thidua.Outcome, error) {
	if len(reply) != 2 {
		return thidua.Outcome{}, errReply
	}
	if reply[0] == "conflict" {
		return thidua.Outcome{}, thidua.ErrConflict
	}
	rev, err := strconv.ParseInt(reply[1], 10, 64)
	if err != nil {
		return thidua.Outcome{}, errReply
	}
	return thidua.Outcome{Rev: rev, Repeated: reply[0] == "repeated"}, nil
}

// commitArgs lays a change out as commit.lua reads it.
func commitArgs(c thidua.Change, messages []queued) []any {
	at := c.At.UnixMilli()
	checked := expected(c)
	args := append(make([]any, 0, 16+2*len(checked)+2*len(c.Put)+4*len(c.Due)+5*len(messages)),
		c.ID, strconv.FormatUint(rand.Uint64(), 36), at, at-claimed.Milliseconds(), len(checked))
	for _, r := range checked {
		args = append(args, string(r.Key), r.Rev)
	}
	args = append(args, stands(c.Due)...)
	args = append(args, len(c.Put))
	for _, r := range c.Put {
		args = append(args, string(r.Key), append(packNeeds(r.Needs), r.Body...))
	}
	args = append(args, len(c.Delete))
	for _, r := range c.Delete {
		args = append(args, string(r.Key))
	}
	args = append(args, len(c.Due))
	for _, d := range c.Due {
		if d.At.IsZero() {
			args = append(args, string(d.Key), "")
		} else {
			args = append(args, string(d.Key), d.At.UnixMilli())
		}
	}
	args = append(args, len(messages))
	for _, m := range messages {
		args = append(args, m.chat, m.bulk, m.waiting, m.at, m.body)
	}
	return args
}

// stands lists the due-times that a change expects, behind their number.
func stands(all []thidua.Due) []any {
	args := []any{0}
	for _, d := range all {
		if !d.Was.IsZero() {
			args = append(args, string(d.Key), d.Was.UnixMilli())
		}
	}
	args[0] = len(args) / 2
	return args
}
