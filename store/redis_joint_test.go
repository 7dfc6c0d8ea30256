package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"thidua"
)

// TestRedisJoint plays the same random changes and receipts on two servers' databases: here each go in one run of its script, there one call
// after the other. What is told of each and what is kept must be the same.
func TestRedisJoint(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	dice := rand.New(rand.NewPCG(seed, 0))
	together, apart := jointStore(t), jointStore(t)
	plays := 0
	for round := range 60 {
		if round == 20 { // from here on a dump runs, for which commits save what they write over
			for _, s := range []*redisStore{together, apart} {
				keys := []string{metaKey, dueKey, fenceKey, savedKey, savedKeysKey, savedDueKey}
				if err := s.fence.Run(t.Context(), s.client, keys, "dump", 60_000).Err(); err != nil {
					t.Fatal(err)
				}
			}
		}
		changes := randomChanges(dice, together, &plays)
		var calls []*call
		for _, c := range changes {
			calls = append(calls, changeCall(t, together, c))
		}
		together.caller.send(calls)
		for i, c := range changes {
			one := changeCall(t, apart, c)
			apart.caller.send([]*call{one})
			here, there := toldOf(calls[i]), toldOf(one)
			if here != there {
				t.Fatalf("seed %d: %s together, %s apart: change %+v", seed, here, there, c)
			}
		}
		sameContent(t, seed, together, apart)
		strikes := randomReceipts(t, dice, together, apart)
		together.caller.send([]*call{strikeCall(together, strikes[0]), strikeCall(together, strikes[1])})
		apart.caller.send([]*call{strikeCall(apart, strikes[0])})
		apart.caller.send([]*call{strikeCall(apart, strikes[1])})
		sameContent(t, seed, together, apart)
	}
	if n := together.client.HLen(t.Context(), savedKey).Val(); n == 0 {
		t.Error("no record was saved for the dump")
	}
}

func jointStore(t *testing.T) *redisStore {
	t.Helper()
	s, err := openRedis(t.Context(), freshRedis(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func changeCall(t *testing.T, s *redisStore, c thidua.Change) *call {
	t.Helper()
	messages, err := prepared(c)
	if err != nil {
		t.Fatal(err)
	}
	args := commitArgs(c, messages)
	args[1] = "token of " + c.ID + fmt.Sprint(len(c.Put)) // that both databases hold the same
	return &call{ctx: context.Background(), script: s.commit, keys: commitKeys, args: args, done: make(chan struct{})}
}

func strikeCall(s *redisStore, receipts []thidua.Receipt) *call {
	return &call{ctx: context.Background(), script: s.strike, keys: strikeKeys, args: strikeArgs(receipts), done: make(chan struct{})}
}

func toldOf(c *call) string { return fmt.Sprint(c.cmd.Result()) }

// randomChanges touch few records, due-times and chats, so that they meet; all of them rest on what is kept before the first.
func randomChanges(dice *rand.Rand, s *redisStore, plays *int) (changes []thidua.Change) {
	for range 1 + dice.IntN(12) {
		*plays++
		c := thidua.Change{ID: fmt.Sprint("play/", *plays-dice.IntN(2)*dice.IntN(3)), At: start.Add(time.Duration(*plays) * time.Second)}
		for _, n := range dice.Perm(8)[:dice.IntN(4)] {
			r := thidua.Record{Key: thidua.Key(fmt.Sprint("record/", n)), Body: []byte(c.ID)}
			r.Rev = standingRev(s, r.Key) + int64(dice.IntN(8)/7)*1_000_000 // now and then in conflict
			if dice.IntN(5) == 0 && r.Rev > 0 {
				c.Delete = append(c.Delete, thidua.Record{Key: r.Key, Rev: r.Rev})
			} else {
				c.Put = append(c.Put, r)
			}
		}
		if dice.IntN(3) == 0 {
			c.Due = []thidua.Due{{Key: thidua.Key(fmt.Sprint("due/", dice.IntN(3))), At: c.At}}
			if was, err := s.client.ZScore(context.Background(), dueKey, string(c.Due[0].Key)).Result(); err == nil && dice.IntN(2) == 0 {
				c.Due[0].Was = time.UnixMilli(int64(was))
			}
		}
		for range dice.IntN(3) {
			m := message(int64(1+dice.IntN(4)), c.ID)
			if m.Bulk = dice.IntN(3) == 0; dice.IntN(4) == 0 {
				m.NotYet = c.At.Add(time.Hour)
			}
			c.Send = append(c.Send, m)
		}
		if dice.IntN(2) == 0 {
			c.Lend = c.At.Add(time.Minute)
		}
		changes = append(changes, c)
	}
	return changes
}

func standingRev(s *redisStore, key thidua.Key) int64 {
	snapshot, err := s.Load(context.Background(), "", key)
	if err != nil {
		return 0
	}
	return snapshot.Records[key].Rev
}

// randomReceipts takes some heads from both and settles them in two lots, some to be tried again, some with a note, and a few that nobody took.
func randomReceipts(t *testing.T, dice *rand.Rand, stores ...*redisStore) (lots [2][]thidua.Receipt) {
	t.Helper()
	limit, now := 1+dice.IntN(6), start.Add(time.Duration(dice.IntN(300))*time.Minute)
	var taken []thidua.Parcel
	for _, s := range stores {
		var err error
		if taken, err = s.Take(t.Context(), now, now.Add(time.Minute), limit); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range taken {
		r := thidua.Receipt{Chat: p.Chat, Seq: p.Seq - int64(dice.IntN(9)/8)}
		switch dice.IntN(3) {
		case 0:
			r.Retry = now.Add(time.Hour)
		case 1:
			r.Note = thidua.Record{Key: thidua.Key(fmt.Sprint("note/", p.Chat)), Body: []byte(fmt.Sprint(p.Seq))}
		}
		lot := dice.IntN(2)
		lots[lot] = append(lots[lot], r)
		if dice.IntN(4) == 0 { // the next of the same chat in the same call
			lots[lot] = append(lots[lot], thidua.Receipt{Chat: p.Chat, Seq: p.Seq + 1})
		}
	}
	return lots
}

// sameContent compares every key of the two databases.
func sameContent(t *testing.T, seed uint64, together, apart *redisStore) {
	t.Helper()
	for _, key := range append(contentKeys(), metaKey) {
		if here, there := content(t, together, key), content(t, apart, key); !reflect.DeepEqual(here, there) {
			t.Fatalf("seed %d: %s holds\n%v together,\n%v apart", seed, key, here, there)
		}
	}
}

func content(t *testing.T, s *redisStore, key string) any {
	t.Helper()
	var held any
	var err error
	switch kind := s.client.Type(t.Context(), key).Val(); kind {
	case "hash":
		held, err = s.client.HGetAll(t.Context(), key).Result()
	case "zset":
		var all []redis.Z
		all, err = s.client.ZRangeWithScores(t.Context(), key, 0, -1).Result()
		held = all
	case "list":
		held, err = s.client.LRange(t.Context(), key, 0, -1).Result()
	case "none":
	default:
		t.Fatalf("%s is a %s", key, kind)
	}
	if err != nil {
		t.Fatal(err)
	}
	return held
}

// TestRedisJoins runs commits and receipts that wait together in one run each, and other calls beside them.
func TestRedisJoins(t *testing.T) {
	t.Parallel()
	s := jointStore(t)
	change := func(id string, body int) *call {
		return changeCall(t, s, thidua.Change{ID: id, At: start, Put: []thidua.Record{{Key: thidua.Key(id), Body: make([]byte, body)}}})
	}
	lease := &call{script: s.lease, args: []any{"a", "b", 1, 2}}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	calls := []*call{change("1", 1), strikeCall(s, nil), lease, change("2", 1), strikeCall(s, nil), lease, change("3", 1)}
	for _, c := range calls {
		c.ctx = t.Context()
	}
	calls[3].ctx, calls[3].done = gone, make(chan struct{})
	large := changeCall(t, s, thidua.Change{ID: "4", At: start, Send: make([]thidua.Message, mostJoined)})
	var shape []string
	for _, r := range joined(append(calls, large)) {
		shape = append(shape, fmt.Sprint(len(r.calls)))
	}
	if told := strings.Join(shape, " "); told != "2 2 1 1 1" {
		t.Errorf("runs of %s calls", told)
	}
	if calls[3].cmd.Err() == nil {
		t.Error("a call that was given up has no error")
	}
}
