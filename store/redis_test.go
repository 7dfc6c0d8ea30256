package store

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"thidua"
)

// TestRedisCluster keeps the whole contract on a cluster, where a script may only touch keys of one slot, and where
// one test after the other clears the store.
func TestRedisCluster(t *testing.T) {
	s := ownRedis(t, "--cluster-enabled", "yes")
	client := raw(t, s.url())
	if err := client.Do(t.Context(), "CLUSTER", "ADDSLOTSRANGE", 0, 16383).Err(); err != nil {
		t.Fatal(err)
	}
	for state := ""; !strings.Contains(state, "cluster_state:ok"); {
		var err error
		if state, err = client.ClusterInfo(t.Context()).Result(); err != nil {
			t.Fatal(err)
		}
	}
	wholeContract(t, s.url()+"?addr="+s.addr)
	keys, err := client.Keys(t.Context(), "*").Result()
	if err != nil || len(keys) < 5 {
		t.Fatalf("keys %q, %v", keys, err)
	}
	for _, key := range keys {
		if !strings.HasPrefix(key, "{thidua}:") {
			t.Errorf("key %q lies outside the hash tag", key)
		}
	}
}

// wholeContract keeps the contract on one database, cleared before each sentence.
func wholeContract(t *testing.T, url string) {
	for _, c := range contract {
		t.Run(c.sentence, func(t *testing.T) {
			b := &bench{T: t, ctx: t.Context(), url: url}
			store := b.open()
			if err := store.Clear(b.ctx); err != nil {
				t.Fatal(err)
			}
			b.close(store)
			c.keeps(b)
		})
	}
}

// TestRedisKilled kills the server under load: what was acknowledged is there afterwards, and the open store goes on.
func TestRedisKilled(t *testing.T) {
	own := ownRedis(t)
	b := &bench{T: t, ctx: t.Context(), url: own.url()}
	s := b.open()
	var acknowledged sync.Map
	var number atomic.Int64
	enough := make(chan struct{})
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			for n := 0; ; n++ {
				key := thidua.Key(fmt.Sprint(i, "/", n))
				out, err := s.Commit(b.ctx, thidua.Change{ID: string(key), At: start, Put: records(key, 0, string(key)),
					Send: []thidua.Message{message(int64(i), fmt.Sprint(n))}})
				if err != nil {
					return
				}
				acknowledged.Store(key, out.Rev)
				if number.Add(1) == 500 {
					close(enough)
				}
			}
		})
	}
	<-enough
	own.kill()
	all.Wait()
	if err := own.start(); err != nil {
		t.Fatal(err)
	}
	for _, err := s.Load(b.ctx, ""); err != nil; _, err = s.Load(b.ctx, "") { // the client dials anew after a second
		if b.ctx.Err() != nil {
			t.Fatal(err)
		}
	}
	for key, rev := range acknowledged.Range {
		if r := b.load(s, key.(thidua.Key)); r.Rev != rev {
			t.Errorf("%s was acknowledged at revision %d and is at %d", key, rev, r.Rev)
		}
	}
	found := b.keys(s, thidua.Range{})
	if sent := b.sendAll(s, start); len(sent) != len(found) || int64(len(found)) < number.Load() {
		t.Errorf("%d messages and %d records, %d acknowledged", len(sent), len(found), number.Load())
	}
}

// TestRedisLostReply loses the reply to each kind of write: the client tries again, and it shows nowhere.
func TestRedisLostReply(t *testing.T) {
	p := startProxy(t, freshRedis(t))
	b := &bench{T: t, ctx: t.Context(), url: p.url}
	s := b.open()
	p.cut.Store(true)
	rev := b.commit(s, thidua.Change{ID: "update/1", Put: records("a", 0, "x"), Send: []thidua.Message{message(1, "m")}})
	p.cut.Store(true)
	if next := b.put(s, "a", rev, "y"); next != rev+1 {
		t.Errorf("revision %d after %d", next, rev)
	}
	p.cut.Store(true)
	if got, err := s.Lease(b.ctx, "poll", "one", start, start.Add(time.Hour)); err != nil || !got {
		t.Errorf("lease: %v, %v", got, err)
	}
	parcels := b.taken(s, start, 9, "m")
	p.cut.Store(true)
	b.strike(s, parcels...)
	if p.lost.Load() != 4 {
		t.Fatalf("%d replies were lost, want 4", p.lost.Load())
	}
	b.holds(s, "a", "y")
	b.taken(s, start.Add(time.Hour), 9, "")
	out, err := s.Commit(b.ctx, thidua.Change{ID: "update/1", At: start})
	if err != nil || !reflect.DeepEqual(out, thidua.Outcome{Rev: rev, Repeated: true}) {
		t.Errorf("a repetition by the caller: %+v, %v", out, err)
	}
}

// TestRedisLoading opens a store while the server loads its data, longer than the client itself tries.
func TestRedisLoading(t *testing.T) {
	p := startProxy(t, freshRedis(t))
	var pings atomic.Int64
	p.before = func(request []byte) string {
		if strings.Contains(string(request), "ping") && pings.Add(1) <= 9 {
			return "-LOADING Redis is loading the dataset in memory\r\n"
		}
		return ""
	}
	b := &bench{T: t, ctx: t.Context(), url: p.url}
	b.put(b.open(), "a", 0, "x")
	if pings.Load() != 10 {
		t.Errorf("%d pings, want 10", pings.Load())
	}
	pings.Store(-1 << 40)
	ctx, cancel := context.WithTimeout(t.Context(), 150*time.Millisecond)
	defer cancel()
	if _, err := Open(ctx, p.url); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("open while the server loads for ever: %v", err)
	}
}

// TestRedisSilent has a server that never answers: a call ends with its context.
func TestRedisSilent(t *testing.T) {
	p := startProxy(t, freshRedis(t))
	var silent atomic.Bool
	release := make(chan struct{})
	t.Cleanup(func() { close(release) })
	p.before = func([]byte) string {
		if silent.Load() {
			<-release
		}
		return ""
	}
	b := &bench{T: t, ctx: t.Context(), url: p.url}
	s := b.open()
	silent.Store(true)
	for name, call := range map[string]func(context.Context) error{
		"open": func(ctx context.Context) error { _, err := Open(ctx, p.url); return err },
		"load": func(ctx context.Context) error { _, err := s.Load(ctx, "", "a"); return err },
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		begun := time.Now()
		if err := call(ctx); !errors.Is(err, context.DeadlineExceeded) || time.Since(begun) > 3*time.Second {
			t.Errorf("%s: %v after %v", name, err, time.Since(begun))
		}
		cancel()
	}
}

// requests counts what a client sends.
type requests struct{ names []string }

func (r *requests) DialHook(next redis.DialHook) redis.DialHook { return next }

func (r *requests) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		r.names = append(r.names, "pipeline")
		return next(ctx, cmds)
	}
}

func (r *requests) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		r.names = append(r.names, cmd.Name())
		return next(ctx, cmd)
	}
}

// TestRedisRoundTrips counts what each method costs once the server knows the scripts.
func TestRedisRoundTrips(t *testing.T) {
	b := &bench{T: t, ctx: t.Context(), url: freshRedis(t)}
	s := b.open()
	b.commit(s, thidua.Change{Put: []thidua.Record{{Key: "a", Needs: []thidua.Key{"b", "c"}}, {Key: "b"}}})
	calls := b.calls(b.ctx, s, thidua.Change{ID: "x", At: start, Put: records("c", 0, ""),
		Due: []thidua.Due{{Key: "d", At: start}}, Send: []thidua.Message{message(1, "m"), message(2, "n")}})
	for _, several := range []string{"inspect", "dump", "fill", "clear"} { // not for every day
		delete(calls, several)
	}
	for name, call := range calls {
		if err := call(); err != nil {
			t.Fatal(name, err)
		}
		counted := &requests{}
		s.(*redisStore).client.AddHook(counted)
		if err := call(); err != nil {
			t.Fatal(name, err)
		}
		if len(counted.names) != 1 {
			t.Errorf("%s sends %q, want one request", name, counted.names)
		}
	}
}

func TestRedisForgetsScripts(t *testing.T) {
	b := &bench{T: t, ctx: t.Context(), url: ownRedis(t).url()}
	s := b.open()
	rev := b.put(s, "a", 0, "x")
	if err := raw(t, b.url).ScriptFlush(t.Context()).Err(); err != nil {
		t.Fatal(err)
	}
	b.put(s, "a", rev, "y")
	b.holds(s, "a", "y")
}

func TestRedisRefuses(t *testing.T) {
	own := ownRedis(t, "--requirepass", "bí mật/#?@", "--maxmemory", "100mb")
	url := "redis://:b%C3%AD%20m%E1%BA%ADt%2F%23%3F%40@" + own.addr
	refused := func(url, want string) {
		t.Helper()
		s, err := Open(t.Context(), url)
		if err == nil {
			t.Fatal(want, ": opened", s.Close())
		}
		if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "m%") || strings.Contains(err.Error(), "mật") {
			t.Errorf("%v, want %s", err, want)
		}
	}
	client := raw(t, url)
	for _, policy := range []string{"allkeys-lru", "volatile-ttl"} {
		if err := client.ConfigSet(t.Context(), "maxmemory-policy", policy).Err(); err != nil {
			t.Fatal(err)
		}
		refused(url, policy)
	}
	if err := client.ConfigSet(t.Context(), "maxmemory", "0").Err(); err != nil {
		t.Fatal(err)
	}
	b := &bench{T: t, ctx: t.Context(), url: url}
	b.close(b.open())
	refused("redis://:m%E1%BA%ADt@"+own.addr, "WRONGPASS")
	refused("redis://"+own.addr, "NOAUTH")
	if err := client.HSet(t.Context(), metaKey, "schema", schema+1).Err(); err != nil {
		t.Fatal(err)
	}
	refused(url, "newer program")
}

func TestRedisDatabases(t *testing.T) {
	one := &bench{T: t, ctx: t.Context(), url: freshRedis(t)}
	two := &bench{T: t, ctx: t.Context(), url: freshRedis(t)}
	one.put(one.open(), "a", 0, "x")
	two.holds(two.open(), "a", "")
	foreign := raw(t, one.url)
	if err := foreign.Set(t.Context(), "foreign", "1", 0).Err(); err != nil {
		t.Fatal(err)
	}
	s := one.open()
	if err := s.Clear(t.Context()); err != nil {
		t.Fatal(err)
	}
	one.holds(s, "a", "")
	keys, err := foreign.Keys(t.Context(), "*").Result()
	slices.Sort(keys)
	if err != nil || !slices.Equal(keys, []string{"foreign", metaKey}) {
		t.Errorf("after clearing there are %q (%v)", keys, err)
	}
}
