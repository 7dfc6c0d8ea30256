package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"

	"thidua"
)

// commitKeys are the keys of commit.lua.
var commitKeys = []string{metaKey, recordKey, keysKey, claimKey, claimedKey, dueKey, outboxKey, queueKey, repliesKey, replyFreeKey,
	replyWaitingKey, bulkFreeKey, bulkWaitingKey, sinceKey, fenceKey, savedKey, savedKeysKey}

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
		reply, err := s.writes(ctx, s.commit, commitKeys, args...).Slice()
		if err != nil {
			return err
		}
		out, err = outcome(reply, c.Send)
		return err
	})
	if err != nil {
		return thidua.Outcome{}, fmt.Errorf("commit %s: %w", c.ID, err)
	}
	return out, nil
}

// outcome reads what commit.lua returns for one change.
func outcome(replies []any, messages []thidua.Message) (out thidua.Outcome, err error) {
	reply := words(replies)
	if len(reply) < 2 || len(reply)%2 != 0 {
		return out, errReply
	}
	if reply[0] == "conflict" {
		return out, thidua.ErrConflict
	}
	if out.Rev, err = strconv.ParseInt(reply[1], 10, 64); err != nil {
		return out, errReply
	}
	out.Repeated = reply[0] == "repeated"
	for i := 2; i < len(reply); i += 2 {
		number, wrong := strconv.Atoi(reply[i])
		seq, err := strconv.ParseInt(reply[i+1], 10, 64)
		if wrong != nil || err != nil || number < 1 || number > len(messages) {
			return out, errReply
		}
		out.Lent = append(out.Lent, thidua.Parcel{Message: messages[number-1], Seq: seq})
	}
	return out, nil
}

// words are the elements of a list of one list; nothing for any other reply.
func words(replies []any) (out []string) {
	if len(replies) != 1 {
		return nil
	}
	elements, _ := replies[0].([]any)
	for _, e := range elements {
		word, _ := e.(string)
		out = append(out, word)
	}
	return out
}

// commitArgs lays a change out as commit.lua reads it.
func commitArgs(c thidua.Change, messages []queued) []any {
	at := c.At.UnixMilli()
	checked := expected(c)
	args := append(make([]any, 0, 16+2*len(checked)+2*len(c.Put)+4*len(c.Due)+5*len(messages)),
		c.ID, strconv.FormatUint(rand.Uint64(), 36), at, at-claimed.Milliseconds(), lentUntil(c), len(checked))
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

// lentUntil is nothing where nothing is to be lent.
func lentUntil(c thidua.Change) string {
	if c.Lend.IsZero() {
		return ""
	}
	return decimal(c.Lend.UnixMilli())
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
