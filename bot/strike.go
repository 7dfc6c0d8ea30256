package bot

import (
	"fmt"
	"slices"
	"time"

	"thidua"
)

// batch is what is struck off and given back together.
type batch struct{ receipts, postpone []thidua.Receipt }

func (b batch) all() []thidua.Receipt { return slices.Concat(b.receipts, b.postpone) }

// strike settles what was sent, all together and beside what is sent meanwhile. Only then may the next message of those
// chats be taken.
func (c *courier) strike() {
	if time.Since(c.failed) < sendRenewal || len(c.striking.all()) > 0 || len(c.receipts)+len(c.postpone) == 0 {
		return
	}
	c.striking = batch{c.receipts, c.postpone}
	c.receipts, c.postpone = nil, nil
	ctx, all := c.ctx, c.striking.all()
	go func() { c.struck <- c.b.store.Strike(ctx, all...) }()
}

// strikeDone notes what became of a batch; one that the store did not take is told again.
func (c *courier) strikeDone(err error) {
	done := c.striking
	c.striking = batch{}
	if err != nil {
		c.failed = time.Now()
		c.receipts, c.postpone = append(done.receipts, c.receipts...), append(done.postpone, c.postpone...)
		if c.ctx.Err() == nil {
			c.b.log.Error("deliver", "error", fmt.Errorf("strike off the outbox: %w", err))
		}
		return
	}
	for _, r := range done.receipts {
		c.wanted = c.wanted || c.behind[r.Chat]
		delete(c.behind, r.Chat)
		if c.inHand[r.Chat] == r.Seq {
			delete(c.inHand, r.Chat)
		}
	}
}

// renew prolongs the leases of what is in hand.
func (c *courier) renew() error {
	if len(c.inHand) == 0 || time.Since(c.renewed) < sendRenewal {
		return nil
	}
	c.renewed = time.Now()
	until := c.b.now().Add(sendLease)
	var leases []thidua.Receipt
	for chat, seq := range c.inHand {
		leases = append(leases, thidua.Receipt{Chat: chat, Seq: seq, Retry: until})
	}
	leases = slices.DeleteFunc(leases, func(l thidua.Receipt) bool { // the time of a retry must stand
		return slices.ContainsFunc(c.striking.receipts, func(r thidua.Receipt) bool { return r.Chat == l.Chat && r.Seq == l.Seq })
	})
	if err := c.b.store.Strike(c.ctx, leases...); err != nil {
		return fmt.Errorf("renew leases of the outbox: %w", err)
	}
	return nil
}

// left tells whether a message is being struck off: where the store has lent the next one already, that is done.
func (c *courier) left(chat, seq int64) bool {
	return slices.ContainsFunc(c.striking.receipts, func(r thidua.Receipt) bool {
		return r.Chat == chat && r.Seq == seq && r.Retry.IsZero()
	})
}
