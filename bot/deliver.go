package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
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
	sendAhead   = 256             // chats served at once; one counts until it is struck off, or commits could lend to nobody under load
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
	striking batch              // told to the store now
	struck   chan error         // what became of that
	failed   time.Time          // when the store last did not take it
	flying   int                // messages being sent
	hands    *hands             // that send them
	renewed  time.Time
	looked   time.Time      // into the outbox
	shared   time.Time      // when the senders were last counted
	next     time.Duration  // until something may leave that may not now
	wanted   bool           // to look into the outbox: it may hold what may leave now
	drained  bool           // when it was looked at last, it held no more, and nobody has rung since
	behind   map[int64]bool // chats in hand that may have a further message waiting
}

func (b *Bot) newCourier(ctx context.Context) *courier {
	return &courier{b: b, ctx: ctx, settled: make(chan settlement, sendAhead), struck: make(chan error, 1),
		hands: newHands(), inHand: map[int64]int64{}, behind: map[int64]bool{}, tries: map[int64]attempts{}, wanted: true}
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

// round has struck off what was settled, renews what is still in hand, and takes as much as may leave now: what is not
// taken yet is overtaken by a reply. As many hands as are left free then may be lent to by commits.
func (c *courier) round() error {
	c.next = sendPause
	hands := 0
	defer func() { c.b.loans.allow(hands) }()
	for _, p := range c.b.loans.fetch() {
		c.lent(p)
	}
	c.strike()
	if err := c.renew(); err != nil {
		return err
	}
	if err := c.share(); err != nil {
		return err
	}
	most := sendAhead - len(c.inHand)
	if most <= 0 {
		return nil
	}
	room, wait := c.b.api.Room(most)
	if room == 0 {
		c.next = min(c.next, wait)
		return nil
	}
	taken, err := c.take(room)
	if err != nil {
		return err
	}
	if c.drained {
		hands = room - taken
	} else if room < most {
		_, wait := c.b.api.Room(1)
		c.next = min(c.next, wait)
	}
	return nil
}

// take starts what the outbox has for this sender, if it may have anything. A chat in hand may have more waiting behind
// it, if it was taken too or somebody has rung since; that is looked for when the chat is struck off.
func (c *courier) take(room int) (taken int, err error) {
	if !c.wanted && time.Since(c.looked) < sendPause {
		return 0, nil
	}
	c.looked = time.Now()
	now := c.b.now()
	parcels, err := c.b.store.Take(c.ctx, now, now.Add(sendLease), room)
	if err != nil {
		return 0, fmt.Errorf("take from the outbox: %w", err)
	}
	for chat := range c.inHand {
		c.behind[chat] = c.behind[chat] || !c.drained
	}
	c.drained = len(parcels) < room
	c.wanted = !c.drained
	for _, p := range parcels {
		c.start(p)
		c.behind[p.Chat] = true
	}
	if len(c.postpone) > 0 {
		c.strike()
	}
	return len(parcels), nil
}

// lent starts a message that a commit kept for this sender, unless nothing may leave now.
func (c *courier) lent(p thidua.Parcel) {
	if room, wait := c.b.api.Room(1); room == 0 {
		c.next = min(c.next, wait)
		c.postpone = append(c.postpone, thidua.Receipt{Chat: p.Chat, Seq: p.Seq, Retry: c.b.now().Add(wait)})
		return
	}
	c.start(p)
}

// start sends a message, unless it is in hand already, its lease having run out meanwhile, or its chat got so many that
// it must wait; that keeps nobody else from being served.
func (c *courier) start(p thidua.Parcel) {
	if seq, sending := c.inHand[p.Chat]; sending && (seq == p.Seq || !c.left(p.Chat, seq)) {
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
	p.Message = c.b.cards.lowest(p.Message)
	c.b.cards.expect(p.Chat, p.Card)
	ctx := c.ctx
	c.hands.do(func() {
		s := c.b.settle(ctx, p, before.count)
		c.b.cards.settle(s)
		c.settled <- s
		if s.card.Message != 0 {
			c.b.retire(ctx, p.Message)
		}
	})
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
		c.wanted, c.drained = true, false
	case <-timer.C:
		c.wanted = true
	case s := <-c.settled:
		c.collect(s)
	case err := <-c.struck:
		c.strikeDone(err)
	case <-c.b.loans.bell:
	}
	for {
		select {
		case <-c.b.outgoing:
			c.wanted, c.drained = true, false
		case s := <-c.settled:
			c.collect(s)
		case err := <-c.struck:
			c.strikeDone(err)
		default:
			return
		}
	}
}

// finish waits for what is in hand: what was sent is struck off, or it would be sent twice.
func (c *courier) finish() error {
	c.b.loans.allow(0)
	for c.flying > 0 {
		c.collect(<-c.settled)
	}
	c.hands.rest()
	if len(c.striking.all()) > 0 {
		c.strikeDone(<-c.struck)
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.ctx), lastGrace)
	defer cancel()
	left := batch{c.receipts, c.postpone}.all()
	if len(left) == 0 {
		return nil
	}
	if err := c.b.store.Strike(ctx, left...); err != nil {
		return fmt.Errorf("strike off the outbox: %w", err)
	}
	return nil
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
	case isDropped(err):
	case errors.As(err, &refused) && refused.Unreachable():
		b.log.Warn("person cannot be reached; message dropped", "seq", p.Seq)
		if err := b.lost(ctx, p.Chat); err != nil {
			b.log.Error("mark a person as unreachable", "error", err)
		}
	case ctx.Err() != nil: // the bot stops: whoever comes next sends it
		done.Retry, done.failed = b.now(), true
	case p.Given != nil && final(err):
		b.log.Error("file dropped", "kind", p.Given.Kind, "error", err)
		return b.settle(ctx, thidua.Parcel{Seq: p.Seq, Message: thidua.Message{Chat: p.Chat,
			Lines: append(p.Lines[:len(p.Lines):len(p.Lines)], thidua.Line{Text: texts.FileNotSent.In("vi")})}}, 0)
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
	if p.Work != nil && done.card.Message != 0 {
		sent := *p.Work
		sent.Message = done.card.Message
		done.Note = newRecord(thidua.WorkKey(sent.Campaign, p.Chat, sent.Kind), sent)
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
	case err == nil || isDropped(err):
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
	if m.Owed != nil || m.Late != nil || m.Digest != nil {
		if err := b.phrase(ctx, &m); err != nil {
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
	if m.Attach.Kind == thidua.MediumDocument {
		return b.sendMedium(ctx, m)
	}
	attachment, err := b.make(ctx, *m.Attach, m.Chat, nil)
	if err != nil {
		return thidua.Card{}, fmt.Errorf("make %s: %w", m.Attach.Kind, err)
	}
	defer attachment.remove()
	sent := &telegram.Attachment{Name: attachment.name, Content: attachment.file, Free: m.Attach.Kind == thidua.UnitSheet} // what is to be filled must be saved
	if m.Attach.Kind == Picture || m.Attach.Kind == QRCode {
		sent.Kind, sent.Free = thidua.KindPhoto, true
	}
	return b.api.Send(ctx, m, sent)
}
