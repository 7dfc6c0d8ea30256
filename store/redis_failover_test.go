package store

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"thidua"
)

// replicated starts a server that follows another one, and waits until it does.
func replicated(t *testing.T, master *server, args ...string) *server {
	t.Helper()
	replica := ownRedis(t, append([]string{"--replicaof", "127.0.0.1 " + master.port(), "--repl-diskless-sync-delay", "0"}, args...)...)
	inSync(t, replica)
	return replica
}

func inSync(t *testing.T, replica *server) {
	t.Helper()
	client := raw(t, replica.url())
	eventually(t, "a replica in sync", func() bool {
		info, err := client.Info(t.Context(), "replication").Result()
		return err == nil && strings.Contains(info, "master_link_status:up")
	})
}

// eventually waits for a condition, and gives up after a minute.
func eventually(t testing.TB, what string, condition func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for again := time.NewTicker(20 * time.Millisecond); !condition(); {
		select {
		case <-ctx.Done():
			again.Stop()
			t.Fatal("in vain waited for ", what)
		case <-again.C:
		}
	}
}

// load16 commits from 16 sides until enough of it is acknowledged, and goes on until its context ends. What a commit
// that the store could not serve has done is asked by repeating it.
func (b *bench) load16(ctx context.Context, s thidua.Store, enough int64) (acknowledged *sync.Map, reached chan struct{}, ended *sync.WaitGroup) {
	acknowledged, reached, ended = new(sync.Map), make(chan struct{}), new(sync.WaitGroup)
	var number atomic.Int64
	for i := range 16 {
		ended.Go(func() {
			for n := 0; ctx.Err() == nil; {
				key := thidua.Key(fmt.Sprint(i, "/", n))
				out, err := s.Commit(ctx, thidua.Change{ID: string(key), At: start, Put: records(key, 0, string(key)),
					Send: []thidua.Message{message(int64(i), fmt.Sprint(n))}})
				switch {
				case err == nil:
					acknowledged.Store(key, out.Rev)
					if number.Add(1) == enough {
						close(reached)
					}
					n++
				case !errors.Is(err, thidua.ErrUnavailable) && !errors.Is(err, context.Canceled):
					b.Errorf("commit %s: %v", key, err)
					return
				}
			}
		})
	}
	return acknowledged, reached, ended
}

// keptOnce checks that what was acknowledged is there, and every message once and in order.
func (b *bench) keptOnce(s thidua.Store, acknowledged *sync.Map) {
	b.Helper()
	lost := 0
	for key, rev := range acknowledged.Range {
		if r := b.load(s, key.(thidua.Key)); r.Rev != rev {
			lost++
		}
	}
	if lost > 0 {
		b.Errorf("%d acknowledged commits are lost", lost)
	}
	found, next := b.keys(s, thidua.Range{}), map[string]int{}
	sent := b.sendAll(s, start)
	for _, message := range sent {
		chat, text, _ := strings.Cut(message, " ")
		if text != fmt.Sprint(next[chat]) {
			b.Errorf("chat %s got %s, want %d", chat, text, next[chat])
		}
		next[chat]++
	}
	if len(sent) != len(found) {
		b.Errorf("%d messages, %d records", len(sent), len(found))
	}
}

// TestRedisSentinel keeps the contract through a Sentinel with a replica to confirm each commit, then kills the master
// under load: nothing acknowledged is lost, nothing is there twice, and the open store goes on.
func TestRedisSentinel(t *testing.T) {
	master := ownRedis(t)
	replica := replicated(t, master)
	url := "redis://" + sentinel(t, master) + "/0?master_name=thidua&wait_replicas=1"
	t.Run("contract", func(t *testing.T) { wholeContract(t, url) })

	b := &bench{T: t, ctx: t.Context(), url: url}
	s := b.open()
	if err := s.Clear(b.ctx); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(b.ctx)
	defer stop()
	acknowledged, reached, ended := b.load16(ctx, s, 300)
	<-reached
	master.kill()
	client := raw(t, replica.url())
	eventually(t, "a new master", func() bool {
		info, err := client.Info(b.ctx, "replication").Result()
		return err == nil && strings.Contains(info, "role:master")
	})
	if _, err := s.Load(b.ctx, ""); err != nil && !errors.Is(err, thidua.ErrUnavailable) {
		t.Errorf("load without a master: %v", err)
	}
	follow(t, master, replica)
	before := 0
	for range acknowledged.Range {
		before++
	}
	eventually(t, "commits on the new master", func() bool {
		after := 0
		for range acknowledged.Range {
			after++
		}
		return after > before+100
	})
	stop()
	ended.Wait()
	b.url = replica.url()
	b.keptOnce(b.open(), acknowledged)
}

// follow starts a killed server as the replica of another.
func follow(t *testing.T, killed, master *server) {
	t.Helper()
	killed.args = append(killed.args, "--replicaof", "127.0.0.1 "+master.port(), "--repl-diskless-sync-delay", "0")
	if err := killed.start(); err != nil {
		t.Fatal(err)
	}
	inSync(t, killed)
}

// sentinel starts a Sentinel that decides alone, and tells its address.
func sentinel(t *testing.T, master *server) string {
	t.Helper()
	address, err := freeAddress()
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(address)
	config := filepath.Join(t.TempDir(), "sentinel.conf")
	text := fmt.Sprintf("bind 127.0.0.1\nport %s\nsentinel monitor thidua 127.0.0.1 %s 1\n"+
		"sentinel down-after-milliseconds thidua 1500\nsentinel failover-timeout thidua 3000\n", port, master.port())
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s := &server{addr: address, args: []string{config, "--sentinel"}}
	if err := s.begin("Sentinel ID is"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.kill)
	client := redis.NewSentinelClient(&redis.Options{Addr: address})
	t.Cleanup(func() { _ = client.Close() })
	eventually(t, "a Sentinel that knows the replica", func() bool {
		replicas, err := client.Replicas(t.Context(), "thidua").Result()
		return err == nil && len(replicas) == 1 && replicas[0]["master-link-status"] == "ok"
	})
	return address
}

// TestRedisClusterFailover kills the master of a cluster under load and has its replica take over.
func TestRedisClusterFailover(t *testing.T) {
	options := []string{"--cluster-enabled", "yes", "--cluster-node-timeout", "1000"}
	master, replica := ownRedis(t, options...), ownRedis(t, append(options, "--repl-diskless-sync-delay", "0")...)
	one, two := raw(t, master.url()), raw(t, replica.url())
	if err := one.Do(t.Context(), "CLUSTER", "ADDSLOTSRANGE", 0, 16383).Err(); err != nil {
		t.Fatal(err)
	}
	if err := two.ClusterMeet(t.Context(), "127.0.0.1", master.port()).Err(); err != nil {
		t.Fatal(err)
	}
	id, err := one.ClusterMyID(t.Context()).Result()
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "two nodes that know each other", func() bool { return two.ClusterReplicate(t.Context(), id).Err() == nil })
	inSync(t, replica)

	b := &bench{T: t, ctx: t.Context(), url: master.url() + "?wait_replicas=1&addr=" + replica.addr}
	var s thidua.Store
	eventually(t, "a cluster", func() bool {
		s, err = Open(b.ctx, b.url)
		return err == nil
	})
	t.Cleanup(func() { _ = s.Close() })
	ctx, stop := context.WithCancel(b.ctx)
	defer stop()
	acknowledged, reached, ended := b.load16(ctx, s, 300)
	<-reached
	master.kill()
	eventually(t, "a new master", func() bool {
		_ = two.Do(t.Context(), "CLUSTER", "FAILOVER", "TAKEOVER").Err()
		info, err := two.Info(b.ctx, "replication").Result()
		return err == nil && strings.Contains(info, "role:master")
	})
	if err := master.start(); err != nil {
		t.Fatal(err)
	}
	inSync(t, master)
	b.commit(s, thidua.Change{ID: "after", Put: records("after", 0, "x"), Send: []thidua.Message{message(99, "0")}})
	stop()
	ended.Wait()
	b.keptOnce(s, acknowledged)
}

// TestRedisConfirmed shows that a commit which no replica confirmed is not acknowledged, neither at first nor when it is
// repeated, and is the same commit once a replica is there.
func TestRedisConfirmed(t *testing.T) {
	master := ownRedis(t)
	b := &bench{T: t, ctx: t.Context(), url: master.url() + "?wait_replicas=1"}
	s := b.open()
	change := thidua.Change{ID: "update/1", At: start, Put: records("a", 0, "x")}
	for range 2 {
		if out, err := s.Commit(b.ctx, change); !errors.Is(err, thidua.ErrUnavailable) || out.Rev != 0 || out.Repeated {
			t.Errorf("commit without a replica: %+v, %v", out, err)
		}
	}
	replicated(t, master)
	if out, err := s.Commit(b.ctx, change); err != nil || !out.Repeated {
		t.Errorf("commit with a replica: %+v, %v", out, err)
	}
	if err := raw(t, master.url()).ScriptFlush(b.ctx).Err(); err != nil {
		t.Fatal(err)
	}
	b.put(s, "b", 0, "in a pipeline the script is sent again")
}

// TestRedisUnavailable tells a server that cannot serve from a call that is wrong.
func TestRedisUnavailable(t *testing.T) {
	own := ownRedis(t)
	client := raw(t, own.url())
	b := &bench{T: t, ctx: t.Context(), url: own.url() + "?max_retries=-1"}
	s := b.open()
	rev := b.put(s, "a", 0, "x")
	set := func(t *testing.T, name, value string) {
		t.Helper()
		if err := client.ConfigSet(t.Context(), name, value).Err(); err != nil {
			t.Fatal(err)
		}
	}
	next := thidua.Change{ID: "next", At: start, Put: records("a", rev, "y")}
	for _, c := range []struct{ name, value, healed, code string }{
		{"min-replicas-to-write", "1", "0", "NOREPLICAS"},
		{"maxmemory", "1", "0", "OOM"},
		{"replicaof", "127.0.0.1 1", "no one", "READONLY"},
		{"kill", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			switch c.name {
			case "kill":
				own.kill()
			case "replicaof":
				if err := client.ReplicaOf(t.Context(), "127.0.0.1", "1").Err(); err != nil {
					t.Fatal(err)
				}
				defer client.ReplicaOf(t.Context(), "no", "one")
			default:
				set(t, c.name, c.value)
				defer set(t, c.name, c.healed)
			}
			if _, err := s.Commit(t.Context(), next); !errors.Is(err, thidua.ErrUnavailable) || !strings.Contains(err.Error(), c.code) {
				t.Errorf("commit: %v, want %v %s", err, thidua.ErrUnavailable, c.code)
			}
		})
	}
	if _, err := Open(t.Context(), b.url); !errors.Is(err, thidua.ErrUnavailable) {
		t.Errorf("open without a server: %v", err)
	}
	if err := own.start(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the server", func() bool { _, err := s.Load(b.ctx, ""); return err == nil })
	b.commit(s, next)
	if err := client.Set(b.ctx, recordKey+"x", "1", 0).Err(); err != nil {
		t.Fatal(err)
	}
	if err := client.Rename(b.ctx, recordKey+"x", recordKey).Err(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(b.ctx, "", "a"); err == nil || errors.Is(err, thidua.ErrUnavailable) {
		t.Errorf("load of something foreign: %v", err)
	}
}
