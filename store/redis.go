package store

import (
	"context"
	_ "embed" // the scripts
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"
)

// The scripts; Redis runs each as one step.
var (
	//go:embed load.lua
	loadLua string
	//go:embed scan.lua
	scanLua string
	//go:embed many.lua
	manyLua string
	//go:embed save.lua
	saveLua string
	//go:embed commit.lua
	commitLua string
	//go:embed take.lua
	takeLua string
	//go:embed strike.lua
	strikeLua string
	//go:embed lease.lua
	leaseLua string
	//go:embed migrate.lua
	migrateLua string
	//go:embed fence.lua
	fenceLua string
	//go:embed dump.lua
	dumpLua string
	//go:embed fill.lua
	fillLua string
)

// The keys. Their common hash tag lets a cluster keep them in one slot, so that one script may touch them all.
const (
	metaKey    = "{thidua}:meta"    // hash: schema, rev and seq, the newest of each, and the id of what filled it
	recordKey  = "{thidua}:record"  // hash: key to revision, needs and body
	keysKey    = "{thidua}:keys"    // sorted set: the keys of record, in byte order
	claimKey   = "{thidua}:claim"   // hash: id to revision and token
	claimedKey = "{thidua}:claimed" // list: time and id of each claim, in the order of the commits
	dueKey     = "{thidua}:due"     // sorted set: key by time
	leaseKey   = "{thidua}:lease"   // hash: name to time and owner
	outboxKey  = "{thidua}:outbox"  // hash: seq:chat to kind, waiting, time and message
	queueKey   = "{thidua}:queue"   // sorted set: chat:seq in byte order, a chat's messages side by side
	repliesKey = "{thidua}:replies" // hash: chat to the number of its messages that are not bulk, without one lent at once
	sinceKey   = "{thidua}:since"   // sorted set: seq:chat by the time since when the message may leave

	// Sorted sets with the heads of the chats by time: free to leave, or waiting for it; bulk alone, or with a reply.
	replyFreeKey    = "{thidua}:reply:free"
	replyWaitingKey = "{thidua}:reply:waiting"
	bulkFreeKey     = "{thidua}:bulk:free"
	bulkWaitingKey  = "{thidua}:bulk:waiting"

	// What a dump needs while it runs.
	fenceKey     = "{thidua}:fence"       // hash: its owner, the revision that it shows, the last key that it has
	savedKey     = "{thidua}:fence:saved" // hash as record: what commits have written over since
	savedKeysKey = "{thidua}:fence:keys"  // sorted set: the keys of saved, in byte order
	savedDueKey  = "{thidua}:fence:due"   // sorted set: the due-times of that instant
)

// redisStore keeps everything in one database of a Redis, which may be the only master of a cluster that is used.
type redisStore struct {
	gate
	client                                  redis.UniversalClient
	caller                                  *caller
	replicas                                int // that must have a commit before it is acknowledged
	load, commit, take, strike, lease, fill script
	scan, fence, dump                       *redis.Script
}

func openRedis(ctx context.Context, address string) (*redisStore, error) {
	logging.Disable() // whatever the client would print comes back as an error too
	client, replicas, err := connect(address)
	if err != nil {
		return nil, err
	}
	s := &redisStore{
		client: client, replicas: replicas,
		load: script{Script: redis.NewScript(manyLua + loadLua)}, commit: script{redis.NewScript(manyLua + saveLua + commitLua), true},
		take: script{Script: redis.NewScript(takeLua)}, strike: script{redis.NewScript(manyLua + saveLua + strikeLua), true},
		lease: script{Script: redis.NewScript(leaseLua)}, scan: redis.NewScript(scanLua),
		fence: redis.NewScript(fenceLua), dump: redis.NewScript(dumpLua), fill: script{Script: redis.NewScript(fillLua)},
	}
	if err := s.start(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open Redis: %w", err), client.Close())
	}
	s.caller = newCaller(client)
	return s, nil
}

func (s *redisStore) start(ctx context.Context) error {
	if err := s.loaded(ctx); err != nil {
		return told(ctx, err)
	}
	if err := s.keepsAll(ctx); err != nil {
		return err
	}
	found, err := redis.NewScript(migrateLua).Run(ctx, s.client, []string{metaKey, outboxKey, sinceKey}, schema).Int64()
	if err == nil && found > schema {
		return tooNew(found)
	}
	return told(ctx, err)
}

// loaded waits while the server reads its data into memory.
func (s *redisStore) loaded(ctx context.Context) error {
	for {
		err := s.client.Ping(ctx).Err()
		if err == nil || !strings.HasPrefix(err.Error(), "LOADING") {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// keepsAll refuses a server that drops keys when its memory is full. A server that does not tell is believed.
func (s *redisStore) keepsAll(ctx context.Context) error {
	info, err := s.client.Info(ctx, "memory").Result()
	if err != nil {
		return ctx.Err()
	}
	told := infos(info)
	memory, policy := told["maxmemory"], told["maxmemory_policy"]
	if memory != "" && memory != "0" && policy != "" && policy != "noeviction" {
		return fmt.Errorf("maxmemory-policy is %s, by which Redis would drop records: set it to noeviction", policy)
	}
	return nil
}

// calling runs f unless the store is closed.
func (s *redisStore) calling(ctx context.Context, f func() error) error {
	if err := s.enter(ctx); err != nil {
		return err
	}
	defer s.leave()
	return told(ctx, f())
}

// contentKeys are all keys but meta; the first four are the ones that make a store occupied, in the order of fill.lua.
func contentKeys() []string {
	return []string{recordKey, keysKey, dueKey, outboxKey, claimKey, claimedKey, leaseKey, queueKey, repliesKey, replyFreeKey,
		replyWaitingKey, bulkFreeKey, bulkWaitingKey, sinceKey, fenceKey, savedKey, savedKeysKey, savedDueKey}
}

// Clear implements thidua.Store. The counters stay, so that what was read before can never be taken for what is
// written afterwards.
func (s *redisStore) Clear(ctx context.Context) error {
	err := s.calling(ctx, func() error {
		return s.client.Unlink(ctx, contentKeys()...).Err()
	})
	if err != nil {
		return fmt.Errorf("clear the store: %w", err)
	}
	return nil
}

// Close waits for the calls inside, which end by their contexts or by the client's time limits.
func (s *redisStore) Close() error {
	if err := s.shut(); err != nil {
		return err
	}
	s.caller.stop()
	if err := s.client.Close(); err != nil {
		return fmt.Errorf("close Redis: %w", err)
	}
	return nil
}

func decimal(n int64) string { return strconv.FormatInt(n, 10) }
