package simulator

import (
	"fmt"
	"strings"
	"time"
)

// Flood is Telegram's flood control: messages and edits a second in one chat (with a burst) and in all chats.
// Telegram itself is about Flood{PerChat: 1, Burst: 5, Overall: 30}. Zero rates do not limit.
type Flood struct {
	PerChat float64
	Burst   int // messages that one chat may receive at once; default 1
	Overall float64
}

// meter counts what was sent and remembers who was told to wait until when.
type meter struct {
	limits  Flood
	buckets map[int64]*bucket    // by chat; 0 stands for all chats
	until   map[string]time.Time // by waitKey
}

// bucket holds the messages that may still be sent now.
type bucket struct {
	tokens float64
	filled time.Time
}

func newMeter(limits Flood) *meter {
	limits.Burst = max(1, limits.Burst)
	return &meter{limits, map[int64]*bucket{}, map[string]time.Time{}}
}

const everyone = "everyone"

// waitKey names what a 429 makes wait: the chat where messages are limited, otherwise the method.
func waitKey(c *call) string {
	if limited(c.method) {
		return fmt.Sprintf("chat %d", c.chatID())
	}
	return c.method
}

// obeyWait refuses a call that comes before the end of a wait it was told, which is a violation.
func (s *Server) obeyWait(c *call) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	keys := []string{waitKey(c)}
	if limited(c.method) {
		keys = append(keys, everyone)
	}
	for _, key := range keys {
		if left := s.flood.until[key].Sub(s.now()); left > 0 {
			s.violate(c.method, "called %v before the end of retry_after", left.Round(time.Millisecond))
			return tooMany(left)
		}
	}
	return nil
}

// pace answers 429 where messages come too fast.
func (s *Server) pace(c *call) error {
	if !limited(c.method) {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	wait, all := s.flood.take(c.chatID(), s.now())
	if wait <= 0 {
		return nil
	}
	key := waitKey(c)
	if all {
		key = everyone
	}
	return s.tellToWait(key, wait)
}

// tellToWait makes the refusal and remembers its end; the caller holds the lock.
func (s *Server) tellToWait(key string, wait time.Duration) error {
	refused := tooMany(wait)
	s.flood.until[key] = s.now().Add(time.Duration(refused.retryAfter) * time.Second)
	return refused
}

// limited reports whether a method counts: messages and edits do, taps' answers and look-ups do not.
func limited(method string) bool {
	return strings.HasPrefix(method, "send") && method != "sendChatAction" || strings.HasPrefix(method, "edit")
}

// take spends one message, or says how long the chat (all: everyone) must wait.
func (m *meter) take(chatID int64, now time.Time) (wait time.Duration, all bool) {
	overall := m.fill(0, m.limits.Overall, max(1, m.limits.Overall), now)
	if overall != nil && overall.tokens < 1 {
		return needed(overall, m.limits.Overall), true
	}
	if chatID != 0 {
		perChat := m.fill(chatID, m.limits.PerChat, float64(m.limits.Burst), now)
		if perChat != nil && perChat.tokens < 1 {
			return needed(perChat, m.limits.PerChat), false
		}
		spend(perChat)
	}
	spend(overall)
	return 0, false
}

func spend(b *bucket) {
	if b != nil {
		b.tokens--
	}
}

// fill returns the bucket as it is now, nil where nothing limits.
func (m *meter) fill(key int64, rate, size float64, now time.Time) *bucket {
	if rate <= 0 {
		return nil
	}
	b, ok := m.buckets[key]
	if !ok {
		b = &bucket{tokens: size, filled: now}
		m.buckets[key] = b
	}
	b.tokens = min(size, b.tokens+rate*max(0, now.Sub(b.filled).Seconds()))
	b.filled = now
	return b
}

func needed(b *bucket, rate float64) time.Duration {
	return time.Duration((1 - b.tokens) / rate * float64(time.Second))
}
