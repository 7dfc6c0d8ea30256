package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"thidua"
)

// Backlog implements thidua.Store.
func (s *redisStore) Backlog(ctx context.Context) (thidua.Backlog, error) {
	var out thidua.Backlog
	err := s.calling(ctx, func() error {
		var number *redis.IntCmd
		var oldest *redis.ZSliceCmd
		_, err := s.client.Pipelined(ctx, func(pipe redis.Pipeliner) error {
			number, oldest = pipe.ZCard(ctx, sinceKey), pipe.ZRangeWithScores(ctx, sinceKey, 0, 0)
			return nil
		})
		if err != nil {
			return err
		}
		out.Messages = int(number.Val())
		for _, z := range oldest.Val() {
			out.Oldest = moment(int64(z.Score))
		}
		return nil
	})
	if err != nil {
		return thidua.Backlog{}, fmt.Errorf("count the outbox: %w", err)
	}
	return out, nil
}

// Inspect implements thidua.Store. What a server does not tell (CONFIG is closed in many places) is doubtful.
func (s *redisStore) Inspect(ctx context.Context) (thidua.Inspection, error) {
	out := thidua.Inspection{Kind: "Redis"}
	var err error
	if out.Backlog, err = s.Backlog(ctx); err != nil {
		return out, err
	}
	err = s.calling(ctx, func() error {
		node, err := s.master(ctx)
		if err != nil {
			return err
		}
		meta, err := node.HMGet(ctx, metaKey, "schema", "rev").Result()
		if err != nil {
			return err
		}
		out.Schema, out.Rev = int(integer(meta[0])), integer(meta[1])
		records, err := node.ZCard(ctx, keysKey).Result()
		if err != nil {
			return err
		}
		parked, err := node.ZLexCount(ctx, keysKey, "["+string(thidua.ParkedUpdates), below(beyond(thidua.ParkedUpdates))).Result()
		if err != nil {
			return err
		}
		out.Records, out.Parked = int(records), int(parked)
		told, err := node.Info(ctx).Result()
		if err != nil {
			return err
		}
		settings, err := node.ConfigGet(ctx, "append*").Result()
		if err != nil && refusing(err.Error()) && !strings.HasPrefix(err.Error(), "NOPERM") {
			return err
		}
		out.Findings = s.findings(infos(told), settings)
		return nil
	})
	if err != nil {
		return thidua.Inspection{}, fmt.Errorf("inspect Redis: %w", err)
	}
	return out, nil
}

func integer(value any) int64 {
	text, _ := value.(string)
	n, _ := strconv.ParseInt(text, 10, 64)
	return n
}

// infos reads the lines name:value of INFO.
func infos(text string) map[string]string {
	told := map[string]string{}
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		told[name] = value
	}
	return told
}

func (s *redisStore) findings(told, settings map[string]string) []thidua.Finding {
	onDisk := graded("appendonly", settings["appendonly"], map[string]thidua.Grade{"yes": thidua.Good, "no": thidua.Bad},
		"redis-cli config set appendonly yes, and the same in redis.conf: otherwise a restart loses everything since the last snapshot")
	flushed := graded("appendfsync", settings["appendfsync"], map[string]thidua.Grade{"always": thidua.Good, "no": thidua.Bad},
		"redis-cli config set appendfsync always, and the same in redis.conf: otherwise a crash of its machine loses acknowledged answers")
	written := graded("aof_last_write_status", told["aof_last_write_status"], map[string]thidua.Grade{"ok": thidua.Good, "err": thidua.Bad},
		"Redis cannot write to its disk: make room and look at its log")
	role := graded("role", told["role"], map[string]thidua.Grade{"master": thidua.Good, "slave": thidua.Bad},
		"STORE_URL names a replica: name the master, or the Sentinels")
	policy := graded("maxmemory-policy", told["maxmemory_policy"], map[string]thidua.Grade{"noeviction": thidua.Good},
		"redis-cli config set maxmemory-policy noeviction, and the same in redis.conf")
	if told["maxmemory"] == "0" {
		policy.Grade, policy.Cure = thidua.Good, ""
	}
	return []thidua.Finding{version(told["redis_version"]), role, s.following(told), onDisk, flushed, written, policy, memory(told)}
}

// graded is doubtful where the value is none of those that are known.
func graded(name, value string, grades map[string]thidua.Grade, cure string) thidua.Finding {
	grade, known := grades[value]
	if !known {
		grade = thidua.Doubtful
	}
	if value == "" {
		value = "not told"
	}
	if grade == thidua.Good {
		cure = ""
	}
	return thidua.Finding{Name: name, Value: value, Grade: grade, Cure: cure}
}

// version wants 6.2 at least, for COPY.
func version(text string) thidua.Finding {
	f := thidua.Finding{Name: "version", Value: text}
	major, rest, _ := strings.Cut(text, ".")
	minor, _, _ := strings.Cut(rest, ".")
	if 100*integer(major)+integer(minor) < 602 {
		f.Grade, f.Cure = thidua.Bad, "use Redis 6.2 or newer: backup needs it"
	}
	return f
}

func (s *redisStore) following(told map[string]string) thidua.Finding {
	f := thidua.Finding{Name: "replicas", Value: fmt.Sprintf("%s, %d to confirm each commit", told["connected_slaves"], s.replicas)}
	if integer(told["connected_slaves"]) < int64(s.replicas) {
		f.Grade, f.Cure = thidua.Bad, "start the missing replicas: until then nothing is acknowledged (wait_replicas in STORE_URL)"
	}
	return f
}

func memory(told map[string]string) thidua.Finding {
	used, most := integer(told["used_memory"]), integer(told["maxmemory"])
	f := thidua.Finding{Name: "memory", Value: fmt.Sprintf("%d MB used", used>>20)}
	if most > 0 {
		f.Value += fmt.Sprintf(" of %d MB", most>>20)
	}
	if most > 0 && used > most/5*4 {
		f.Grade, f.Cure = thidua.Doubtful, "raise maxmemory: when it is used up, nothing more is accepted"
	}
	return f
}
