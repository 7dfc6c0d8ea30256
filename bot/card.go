package bot

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"thidua"
)

// How long a message may wait to learn whether the newest card was sent before it: for the call that is sending it
// here, or for the record of another replica, which is looked for so often.
const (
	cardWait  = time.Second
	cardLooks = 4
	cardPause = 10 * time.Millisecond // doubled with each look
)

// cards are those that this process is sending, or has sent and not yet struck off. People may answer a card before
// the store knows of it.
type cards struct {
	mu     sync.Mutex
	inHand map[int64]*cardInHand
}

type cardInHand struct {
	settled chan struct{} // closed when the call came back
	card    thidua.Card   // zero where it failed
}

func newCards() *cards { return &cards{inHand: map[int64]*cardInHand{}} }

// begin notes that a message is being sent.
func (c *cards) begin(chat int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.inHand[chat] = &cardInHand{settled: make(chan struct{})}
}

// settle notes what became of it.
func (c *cards) settle(chat int64, card thidua.Card) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if h := c.inHand[chat]; h != nil {
		h.card = card
		close(h.settled)
	}
}

// forget is for what the store knows by now.
func (c *cards) forget(chat int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.inHand, chat)
}

// newest is the card in hand of a chat, once it is sent; the zero value where there is none.
func (c *cards) newest(ctx context.Context, chat int64) thidua.Card {
	c.mu.Lock()
	h := c.inHand[chat]
	c.mu.Unlock()
	if h == nil {
		return thidua.Card{}
	}
	ctx, cancel := context.WithTimeout(ctx, cardWait)
	defer cancel()
	select {
	case <-h.settled:
		return h.card
	case <-ctx.Done():
		return thidua.Card{}
	}
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
	d.in.Card = cardOf(d.records[key])
	if d.in.Query != "" || d.in.Card.Number >= d.session.Card {
		return nil
	}
	if sent := d.b.cards.newest(ctx, d.in.Chat); sent.Number > d.in.Card.Number {
		d.in.Card = sent
	}
	pause := cardPause
	for range cardLooks {
		if d.in.Card.Number >= d.session.Card || !wait(ctx, pause) {
			break
		}
		if err := d.load(ctx, key); err != nil {
			return err
		}
		if sent := cardOf(d.records[key]); sent.Number > d.in.Card.Number {
			d.in.Card = sent
		}
		pause *= 2
	}
	return nil
}

// cardOf reads a record of a card; one that is absent or broken says nothing.
func cardOf(r thidua.Record) thidua.Card {
	var c thidua.Card
	if r.Rev == 0 || json.Unmarshal(r.Body, &c) != nil {
		return thidua.Card{}
	}
	return c
}
