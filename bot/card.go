package bot

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"thidua"
)

// How long after the newest card was queued a message may wait to learn whether it was sent before: for the call that is sending it
// here, or for the record of another replica, which is looked for so often.
const (
	cardWait  = time.Second
	cardLooks = 4
	cardPause = 10 * time.Millisecond // doubled with each look
)

// cards are the newest that this process queued, is sending or sent in each chat. People may answer a card before the store
// knows of it.
type cards struct {
	mu     sync.Mutex
	newest map[int64]*newestCard
}

type newestCard struct {
	queued  int         // its number
	since   time.Time   // when it was
	sent    thidua.Card // the newest one that was
	changed chan struct{}
}

func newCards() *cards { return &cards{newest: map[int64]*newestCard{}} }

// expect notes that a card is queued, or being sent: until it is sent nobody can have seen it.
func (c *cards) expect(chat int64, number int) {
	if number == 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	h := c.newest[chat]
	if h == nil {
		h = &newestCard{changed: make(chan struct{})}
		c.newest[chat] = h
	}
	if number > h.queued {
		h.queued, h.since = number, time.Now()
	}
}

// settle notes what became of a message; one that will never be sent is waited for no longer.
func (c *cards) settle(s settlement) {
	c.mu.Lock()
	defer c.mu.Unlock()
	h := c.newest[s.Chat]
	if h == nil || s.failed {
		return
	}
	close(h.changed)
	h.changed = make(chan struct{})
	if h.sent = s.card; s.card.Number == 0 {
		delete(c.newest, s.Chat)
	}
}

// last is the newest card that this process sent in a chat; false where it queued or sent none.
func (c *cards) last(chat int64) (thidua.Card, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	h := c.newest[chat]
	if h == nil {
		return thidua.Card{}, false
	}
	return h.sent, true
}

// lowest moves a card onto the newest one that was sent, where that stands below the one which it was to replace: a card may be sent
// twice, as when the answer to the first call was lost, and somebody may have pressed its first copy meanwhile.
func (c *cards) lowest(m thidua.Message) thidua.Message {
	if sent, _ := c.last(m.Chat); m.Card != 0 && m.Edit != 0 && sent.Message > m.Edit {
		m.Edit, m.Retire = sent.Message, m.Edit
	}
	return m
}

// late tells whether the newest card should have been sent long ago: Telegram hangs, and waiting on would hold up everybody whose
// updates came after.
func (c *cards) late(chat int64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	h := c.newest[chat]
	return h != nil && h.sent.Number < h.queued && time.Since(h.since) > cardWait
}

// await waits for a card to be sent; expected tells whether it will be, as far as this process knows.
func (c *cards) await(ctx context.Context, chat int64, number int, patience time.Duration) (sent thidua.Card, expected bool) {
	c.mu.Lock()
	h := c.newest[chat]
	if h == nil || h.sent.Number >= number || h.queued < number {
		if h != nil {
			sent = h.sent
		}
		c.mu.Unlock()
		if sent.Number < number {
			wait(ctx, patience)
		}
		return sent, false
	}
	changed := h.changed
	c.mu.Unlock()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-changed:
	case <-timer.C:
	case <-ctx.Done():
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return h.sent, h.sent.Number < number
}

// cardNote is the record to write when a card is struck off; what is no card leaves none.
func cardNote(chat int64, c thidua.Card) thidua.Record {
	if c.Number == 0 || c.Message == 0 {
		return thidua.Record{}
	}
	return newRecord(thidua.CardKey(chat), c)
}

// readCard finds the chat's newest card that was sent. Where that is not the session's, which is on its way or was
// struck off a moment ago, it looks again for a short while.
func (d *decision) readCard(ctx context.Context) error {
	key := thidua.CardKey(d.in.Chat)
	d.newestCard(cardOf(d.records[key]))
	sent, _ := d.b.cards.last(d.in.Chat)
	d.newestCard(sent)
	if d.in.Query != "" {
		return nil
	}
	for look, pause := 0, cardPause; d.in.Card.Number < d.session.Card && d.session.Card != d.session.Never && ctx.Err() == nil; look, pause = look+1, pause*2 {
		sent, expected := d.b.cards.await(ctx, d.in.Chat, d.session.Card, pause)
		d.newestCard(sent)
		switch {
		case d.in.Card.Number >= d.session.Card, !expected && look == cardLooks:
			return nil
		case expected && d.b.cards.late(d.in.Chat):
			d.in.Unsent = true
			return nil
		}
		if err := d.load(ctx, key); err != nil {
			return err
		}
		d.newestCard(cardOf(d.records[key]))
	}
	return nil
}

func (d *decision) newestCard(c thidua.Card) {
	if c.Number > d.in.Card.Number {
		d.in.Card = c
	}
}

// cardOf reads a record of a card; one that is absent or broken says nothing.
func cardOf(r thidua.Record) thidua.Card {
	var c thidua.Card
	if r.Rev == 0 || json.Unmarshal(r.Body, &c) != nil {
		return thidua.Card{}
	}
	return c
}
