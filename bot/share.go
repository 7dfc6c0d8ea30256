package bot

import (
	"fmt"
	"strconv"
	"time"
)

// The senders on one store share what may be sent in all. Each holds the lease of a slot, by which the others see it;
// a sender that died is counted until its lease runs out.
const (
	mostSenders = 8
	slotLease   = 15 * time.Second
	slotRenewal = 5 * time.Second
)

// share counts the senders, now and then.
func (c *courier) share() error {
	now := c.b.now()
	if !c.b.api.Paced() || now.Sub(c.shared) < slotRenewal && !now.Before(c.shared) {
		return nil
	}
	senders, mine := 1, false
	for slot := range mostSenders {
		name := "sender/" + strconv.Itoa(slot)
		free, err := c.b.store.Lease(c.ctx, name, c.b.owner, now, now.Add(slotLease))
		if err == nil && free && mine { // one is enough
			_, err = c.b.store.Lease(c.ctx, name, c.b.owner, now, now)
		}
		if err != nil {
			return fmt.Errorf("count the senders: %w", err)
		}
		if free {
			mine = true
		} else {
			senders++
		}
	}
	c.shared = now
	c.b.api.Share(senders)
	return nil
}
