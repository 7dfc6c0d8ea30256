package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"thidua"
)

// confirmed is how long replicas have to confirm a commit.
const confirmed = 2 * time.Second

// redirected is how often a commit follows a cluster to another master.
const redirected = 4

// writes runs a script whose success is acknowledged to somebody. Where replicas are to be waited for, WAIT travels in
// the same round trip; it counts what its own connection wrote, so that both must go to one server.
func (s *redisStore) writes(ctx context.Context, script script, keys []string, args ...any) *redis.Cmd {
	if s.replicas == 0 {
		return s.caller.run(ctx, script, keys, args...)
	}
	for tries := 1; ; tries++ {
		cmd := s.awaited(ctx, script, keys, args)
		cluster, several := s.client.(*redis.ClusterClient)
		if !several || tries == redirected || !redis.HasErrorPrefix(cmd.Err(), "MOVED") && !redis.HasErrorPrefix(cmd.Err(), "ASK") {
			return cmd
		}
		cluster.ReloadState(ctx)
		select {
		case <-ctx.Done():
			return cmd
		case <-time.After(100 * time.Millisecond << tries):
		}
	}
}

// awaited is one try of writes. A pipeline cannot fall back to the script's text by itself.
func (s *redisStore) awaited(ctx context.Context, script script, keys []string, args []any) *redis.Cmd {
	node, err := s.master(ctx)
	if err != nil {
		return failed(ctx, err)
	}
	cmd, reached := s.inPipeline(ctx, node, func(pipe redis.Pipeliner) *redis.Cmd { return script.EvalSha(ctx, pipe, keys, args...) })
	if redis.HasErrorPrefix(cmd.Err(), "NOSCRIPT") {
		cmd, reached = s.inPipeline(ctx, node, func(pipe redis.Pipeliner) *redis.Cmd { return script.Eval(ctx, pipe, keys, args...) })
	}
	if cmd.Err() != nil {
		return cmd
	}
	if n, err := reached.Int64(); err != nil {
		cmd.SetErr(err)
	} else if n < int64(s.replicas) {
		cmd.SetErr(fmt.Errorf("%w: %d of %d replicas confirmed the commit within %v", thidua.ErrUnavailable, n, s.replicas, confirmed))
	}
	return cmd
}

// master is the server that holds our keys.
func (s *redisStore) master(ctx context.Context) (redis.Cmdable, error) {
	if cluster, several := s.client.(*redis.ClusterClient); several {
		return cluster.MasterForKey(ctx, metaKey)
	}
	return s.client, nil
}

func (s *redisStore) inPipeline(ctx context.Context, node redis.Cmdable, call func(redis.Pipeliner) *redis.Cmd) (cmd, reached *redis.Cmd) {
	pipe := node.Pipeline()
	cmd = call(pipe)
	reached = pipe.Do(ctx, "wait", s.replicas, confirmed.Milliseconds())
	_, _ = pipe.Exec(ctx) // each command holds its own error
	return cmd, reached
}

// told gives an error its meaning: the end of a context as such, which the client reports as a timeout of the
// connection; our own errors as they are; and what a server says that refuses a right call, or a connection that fails,
// as thidua.ErrUnavailable.
func told(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if deadline, has := ctx.Deadline(); has && !time.Now().Before(deadline) {
		return context.DeadlineExceeded
	}
	for _, own := range []error{thidua.ErrUnavailable, thidua.ErrConflict, thidua.ErrOccupied, errReply, errFence, errContent} {
		if errors.Is(err, own) {
			return err
		}
	}
	var said redis.Error
	if errors.As(err, &said) && !refusing(said.Error()) {
		return err
	}
	return fmt.Errorf("%w: %w", thidua.ErrUnavailable, err)
}

// refusing tells by a server's error whether the server's state is the cause (it loads, fails over, has no room, lacks
// replicas, wants a password…), and not the command.
func refusing(said string) bool {
	code, _, _ := strings.Cut(said, " ")
	switch code {
	case "ERR":
		return strings.HasPrefix(said, "ERR max number of clients")
	case "WRONGTYPE", "NOSCRIPT", "CROSSSLOT":
		return false
	}
	return true
}
