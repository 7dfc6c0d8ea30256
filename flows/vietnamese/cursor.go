package vietnamese

import (
	"slices"
	"strconv"
)

// cursor walks the tokens of a date.
type cursor struct {
	tokens    []token
	at        int
	lunar     bool
	separator string // between day and month, where it was not a word
}

func (c *cursor) rest() []token { return c.tokens[c.at:] }

func (c *cursor) done() bool { return c.at == len(c.tokens) }

// accept steps over the keys if they come next.
func (c *cursor) accept(keys ...string) bool {
	if !starts(c.rest(), keys...) {
		return false
	}
	c.at += len(keys)
	return true
}

// remove takes the keys out wherever they first stand.
func (c *cursor) remove(keys ...string) bool {
	for i := range c.tokens {
		if starts(c.tokens[i:], keys...) {
			c.tokens = slices.Concat(c.tokens[:i], c.tokens[i+len(keys):])
			return true
		}
	}
	return false
}

// figure steps over a run of at most max digits.
func (c *cursor) figure(maxLen int) (n, length int, ok bool) {
	if c.done() || c.tokens[c.at].kind != digits || len(c.tokens[c.at].text) > maxLen {
		return 0, 0, false
	}
	text := c.tokens[c.at].text
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, 0, false
	}
	c.at++
	return n, len(text), true
}
