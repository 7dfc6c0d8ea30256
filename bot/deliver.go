package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"thidua"
	"thidua/bot/telegram"
	"thidua/flows/texts"
)

// Times of delivery. A message in hand is leased for a short while and the lease renewed, so that a sender that died
// holds nobody's messages back for long.
const (
	sendLease   = 2 * time.Second
	sendRenewal = 500 * time.Millisecond
	sendPause   = time.Second // between looks at the outbox when nobody rings
	retryFirst  = time.Second
	retryLast   = time.Minute
	sendAhead   = 32              // chats served at once
	stopGrace   = 5 * time.Second // for what is in hand when the stop signal comes
	lastGrace   = 2 * time.Second // for the last writes after it
)

// mostUploads is how often a document is tried before the person is told that it failed.
const mostUploads = 5

// deliver empties the outbox as it fills: chats side by side, each chat in order.
func (b *Bot) deliver(ctx context.Context) error {
	sending, cancel := outliving(ctx, stopGrace)
	defer cancel()
	c := b.newCourier(sending)
	for ctx.Err() == nil {
		if err := c.round(); err != nil && ctx.Err() == nil {
			b.log.Error("deliver", "error", err)
		}
		c.wait(ctx)
	}
	if err := c.finish(); err != nil {
		b.log.Error("deliver", "error", err)
	}
	return ctx.Err()
}

// outliving is a context that ends some time after another one.
func outliving(ctx context.Context, grace time.Duration) (context.Context, context.CancelFunc) {
	longer, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		wait(longer, grace)
		cancel()
	})
	return longer, func() { stop(); cancel() }
}

// courier carries messages out; one goroutine owns it, and each message in hand has one that sends it.
type courier struct {
	b        *Bot
	ctx      context.Context
	settled  chan settlement
	inHand   map[int64]int64    // chat → seq
	tries    map[int64]attempts // failures of the message at a chat's head
	receipts []thidua.Receipt   // not struck off yet
	postpone []thidua.Receipt   // given back until the chat's turn, not told to the store yet
	flying   int                // messages being sent
	renewed  time.Time
	shared   time.Time     // when the senders were last counted
	next     time.Duration // until something may leave that may not now
}

func (b *Bot) newCourier(ctx context.Context) *courier {
	return &courier{b: b, ctx: ctx, settled: make(chan settlement, sendAhead), inHand: map[int64]int64{}, tries: map[int64]attempts{}}
}

// attempts counts how often one message failed.
type attempts struct {
	seq   int64
	count int
}

// settlement is what became of a message in hand.
type settlement struct {
	thidua.Receipt
	card   thidua.Card
	failed bool
}

// round strikes off what was settled, renews what is still in hand, and takes as much as may leave now: what is not
// taken yet is overtaken by a reply.
func (c *courier) round() error {
	c.next = sendPause
	if err := c.strike(); err != nil {
		return err
	}
	if err := c.renew(); err != nil {
		return err
	}
	if err := c.share(); err != nil {
		return err
	}
	most := sendAhead - len(c.inHand)
	if most == 0 {
		return nil
	}
	room, wait := c.b.api.Room(most)
	if room == 0 {
		c.next = min(c.next, wait)
		return nil
	}
	now := c.b.now()
	parcels, err := c.b.store.Take(c.ctx, now, now.Add(sendLease), room)
	if err != nil {
		return fmt.Errorf("take from the outbox: %w", err)
	}
	for _, p := range parcels {
		c.start(p)
	}
	if len(c.postpone) > 0 {
		return c.strike()
	}
	if len(parcels) == room && room < most {
		_, wait := c.b.api.Room(1)
		c.next = min(c.next, wait)
	}
	return nil
}

// start sends a message, unless it is in hand already, its lease having run out meanwhile, or its chat got so many that
// it must wait; that keeps nobody else from being served.
func (c *courier) start(p thidua.Parcel) {
	if _, sending := c.inHand[p.Chat]; sending {
		return
	}
	if wait := c.b.api.Turn(p.Chat); wait > 0 {
		c.next = min(c.next, wait)
		c.postpone = append(c.postpone, thidua.Receipt{Chat: p.Chat, Seq: p.Seq, Retry: c.b.now().Add(wait)})
		return
	}
	c.inHand[p.Chat] = p.Seq
	before := c.tries[p.Chat]
	if before.seq != p.Seq {
		before = attempts{seq: p.Seq}
	}
	c.flying++
	c.b.cards.expect(p.Chat, p.Card)
	ctx := c.ctx
	go func() {
		s := c.b.settle(ctx, p, before.count)
		c.b.cards.settle(s)
		c.settled <- s
		if s.card.Message != 0 {
			c.b.retire(ctx, p.Message)
		}
	}()
}

// collect notes what became of a message.
func (c *courier) collect(s settlement) {
	c.flying--
	c.receipts = append(c.receipts, s.Receipt)
	if !s.failed {
		delete(c.tries, s.Chat)
		return
	}
	before := c.tries[s.Chat]
	if before.seq != s.Seq {
		before = attempts{seq: s.Seq}
	}
	c.tries[s.Chat] = attempts{seq: s.Seq, count: before.count + 1}
}

// strike settles what was sent, all together. Only then may the next message of those chats be taken.
func (c *courier) strike() error {
	if len(c.receipts)+len(c.postpone) == 0 {
		return nil
	}
	if err := c.b.store.Strike(c.ctx, slices.Concat(c.receipts, c.postpone)...); err != nil {
		return fmt.Errorf("strike off the outbox: %w", err)
	}
	for _, r := range c.receipts {
		delete(c.inHand, r.Chat)
		c.b.cards.forget(r.Chat)
	}
	c.receipts, c.postpone = nil, nil
	return nil
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
	if err := c.b.store.Strike(c.ctx, leases...); err != nil {
		return fmt.Errorf("renew leases of the outbox: %w", err)
	}
	return nil
}

// wait sleeps until a message is settled, somebody rings, or it is time to look again.
func (c *courier) wait(ctx context.Context) {
	pause := c.next
	if len(c.inHand) > 0 {
		pause = min(pause, sendRenewal)
	}
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return
	case <-c.b.outgoing:
	case <-timer.C:
	case s := <-c.settled:
		c.collect(s)
	}
	for {
		select {
		case s := <-c.settled:
			c.collect(s)
		default:
			return
		}
	}
}

// finish waits for what is in hand: what was sent is struck off, or it would be sent twice.
func (c *courier) finish() error {
	for c.flying > 0 {
		c.collect(<-c.settled)
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.ctx), lastGrace)
	defer cancel()
	c.ctx = ctx
	return c.strike()
}

// settle sends one message and decides what becomes of it.
func (b *Bot) settle(ctx context.Context, p thidua.Parcel, failures int) settlement {
	done := settlement{Receipt: thidua.Receipt{Chat: p.Chat, Seq: p.Seq}}
	card, err := b.send(ctx, p)
	b.metrics.sends.WithLabelValues(resultOf(err)).Inc()
	var refused *telegram.Error
	switch {
	case err == nil:
		done.card, done.Note = card, cardNote(p.Chat, card)
	case errors.Is(err, errLeft):
	case errors.As(err, &refused) && refused.Unreachable():
		b.log.Warn("person cannot be reached; message dropped", "seq", p.Seq)
		if err := b.lost(ctx, p.Chat); err != nil {
			b.log.Error("mark a person as unreachable", "error", err)
		}
	case ctx.Err() != nil: // the bot stops: whoever comes next sends it
		done.Retry, done.failed = b.now(), true
	case p.Attach != nil && (final(err) || failures+1 >= mostUploads):
		b.log.Error("document dropped", "kind", p.Attach.Kind, "error", err)
		return b.settle(ctx, thidua.Parcel{Seq: p.Seq, Message: documentFailed(p.Message)}, 0)
	case final(err):
		b.log.Error("message refused and dropped", "seq", p.Seq, "error", err)
	default:
		b.log.Warn("send", "seq", p.Seq, "error", err)
		pause := jitter(min(retryFirst<<min(failures, 10), retryLast))
		done.Retry, done.failed = b.now().Add(max(pause, retryAfter(err))), true
	}
	if p.Relay != nil && done.card.Message != 0 {
		done.Note = newRecord(thidua.RelayKey(p.Chat, done.card.Message), p.Relay)
	}
	if p.Delivery != nil && !done.failed {
		done.Note = fateNote(p, err)
	}
	return done
}

// resultOf names what became of a send, for the metrics.
func resultOf(err error) string {
	var refused *telegram.Error
	errors.As(err, &refused)
	switch {
	case err == nil || errors.Is(err, errLeft):
		return sendDone
	case refused != nil && refused.Unreachable():
		return sendUnreachable
	case refused != nil && refused.RetryAfter > 0:
		return sendFlood
	case final(err):
		return sendRefused
	}
	return sendFailed
}

// jitter spreads what failed together by a quarter to either side.
func jitter(pause time.Duration) time.Duration { return pause*3/4 + rand.N(pause/2) }

// final tells that trying again cannot help.
func final(err error) bool {
	var refused *telegram.Error
	return errors.As(err, &refused) && !refused.Temporary() || hopeless(err)
}

func documentFailed(m thidua.Message) thidua.Message {
	return thidua.Message{Chat: m.Chat, Lines: []thidua.Line{{Text: texts.DocFailed.In("vi", texts.TryLater.In("vi"))}}}
}

func (b *Bot) send(ctx context.Context, p thidua.Parcel) (thidua.Card, error) {
	m := p.Message
	if m.Owed != nil {
		owed, err := b.stillOwed(ctx, *m.Owed)
		if err != nil || !owed {
			return thidua.Card{}, err
		}
	}
	if m.Delivery != nil {
		if stays, err := b.stays(ctx, m.Chat, *m.Delivery); err != nil || !stays {
			return thidua.Card{}, cmp.Or(err, errLeft)
		}
	}
	if m.Attach == nil {
		return b.api.Send(ctx, m, nil)
	}
	if may, err := b.mayTake(ctx, m.Chat, *m.Attach); err != nil || !may {
		return thidua.Card{}, cmp.Or(err, errLeft)
	}
	attachment, err := b.make(ctx, *m.Attach, m.Chat)
	if err != nil {
		return thidua.Card{}, fmt.Errorf("make %s: %w", m.Attach.Kind, err)
	}
	defer attachment.remove()
	return b.api.Send(ctx, m, &telegram.Attachment{Name: attachment.name, Content: attachment.file})
}
