package bot

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"thidua"
	"thidua/bot/simulator"
	"thidua/bot/telegram"
)

// cardSeen is the card that a message would be told of, and the number of the session's card.
func (s *stage) cardSeen(b *Bot, chat int64) (thidua.Card, int) {
	s.Helper()
	d, err := b.decide(s.Context(), thidua.Input{Update: 1, Chat: chat, At: s.clock.now(), Text: "/menu"})
	if err != nil {
		s.Fatal(err)
	}
	return d.in.Card, read[session](s, thidua.SessionKey(chat)).Card
}

// TestCardIsKnown tells a message which card was the newest, at any replica, and by the numbers that Telegram gave.
func TestCardIsKnown(t *testing.T) {
	s := newStage(t)
	b := s.bot(s.db)
	s.start(b)
	a := s.actor(an)
	a.begins()
	for name, replica := range map[string]*Bot{"the sender": b, "another": s.bot(s.open())} {
		card, number := s.cardSeen(replica, a.ID)
		last := a.Last()
		want := thidua.Card{Number: number, Message: int64(last.ID), Sent: time.Unix(last.Date.Unix(), 0)}
		if card.Number != want.Number || card.Message != want.Message || !card.Sent.Equal(want.Sent) {
			t.Errorf("%s knows %+v, want %+v", name, card, want)
		}
	}
}

// TestCardInHand is known before the store has it struck off.
func TestCardInHand(t *testing.T) {
	s := newStage(t)
	var held atomic.Bool
	release := make(chan struct{})
	db := &shaky{Store: s.db, strike: func() {
		if held.Load() {
			<-release
		}
	}}
	b := s.bot(db)
	s.start(b)
	a := s.actor(an)
	a.begins()
	for card, number := s.cardSeen(s.bot(s.db), a.ID); card.Number != number; { // until the last one is struck off
		card, number = s.cardSeen(s.bot(s.db), a.ID)
	}
	held.Store(true)
	asked := a.says("25", "Ngày tổ chức")
	card, number := s.cardSeen(b, a.ID)
	if card.Number != number || card.Message != int64(asked.ID) {
		t.Errorf("in hand is %+v, the session's card is %d, its message %d", card, number, asked.ID)
	}
	close(release)
}

// TestCardNotSent says so to a message that comes before its question.
func TestCardNotSent(t *testing.T) {
	s := newStage(t)
	b := s.bot(s.db)
	s.start(b)
	a := s.actor(an)
	a.begins()
	before := a.Last()
	s.sim.Fail("sendMessage", 1, 429, time.Hour)
	a.Say("25")
	if err := s.sim.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	card, number := s.cardSeen(b, a.ID)
	if card.Number >= number || card.Message != int64(before.ID) {
		t.Errorf("known is %+v, the session's card is %d", card, number)
	}
}

// TestCardComesTwice shows what a press on the first copy leads to in the place of the second, which stands below it.
func TestCardComesTwice(t *testing.T) {
	s := newStage(t)
	s.run(s.db)
	a := s.actor(an)
	a.joins()
	s.sim.Drop("sendMessage", 1, true)
	a.Say("/menu")
	first := a.gets(a.Last().ID, "Mời anh/chị chọn")
	if err := a.Tap("Thông tin chung"); err != nil {
		t.Fatal(err)
	}
	if err := s.sim.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.clock.pass(2 * retryFirst)
	ctx, cancel := context.WithTimeout(t.Context(), longEnough)
	defer cancel()
	err := a.Wait(ctx, func([]simulator.Message) bool {
		old, _ := a.Message(first.ID)
		return a.Last().ID > first.ID && holds(a.Last(), []string{"Bắt đầu"}) && len(old.Buttons) == 0
	})
	if err != nil {
		t.Errorf("%v; the last message is %+v", err, a.Last())
	}
}

// TestNobodyWaitsForACardThatIsNeverSent takes what the desk types upon one look at the card: the question that a command closed
// unseen has none.
func TestNobodyWaitsForACardThatIsNeverSent(t *testing.T) {
	s := newStage(t)
	stop := s.run(s.db)
	desk := s.actor(thao)
	desk.joins()
	stop()
	looks := &looked{Store: s.db, key: thidua.CardKey(desk.ID)}
	b := s.bot(looks)
	say := func(n int64, text string) {
		t.Helper()
		in := thidua.Input{Update: 1000 + n, Chat: desk.ID, Kind: thidua.KindText, Text: text, Message: 1000 + n, Sent: s.clock.now()}
		if err := b.Handle(t.Context(), telegram.Update{ID: in.Update, Input: in}); err != nil {
			t.Fatal(err)
		}
	}
	say(1, "/duyet")
	looks.count.Store(0)
	say(2, "/khoa")
	if n := looks.count.Load(); n > 1 {
		t.Errorf("%d looks at the card", n)
	}
}

// looked is a store that counts the looks at a record.
type looked struct {
	thidua.Store
	key   thidua.Key
	count atomic.Int64
}

func (l *looked) Load(ctx context.Context, id string, keys ...thidua.Key) (thidua.Snapshot, error) {
	if slices.Contains(keys, l.key) {
		l.count.Add(1)
	}
	return l.Store.Load(ctx, id, keys...)
}

// TestCardLate waits for a card only for a while after it was queued, however often it is tried.
func TestCardLate(t *testing.T) {
	t.Parallel()
	c := newCards()
	c.expect(1, 3)
	if c.late(1) || c.late(2) {
		t.Error("a card is late at once")
	}
	c.newest[1].since = time.Now().Add(-2 * cardWait)
	c.expect(1, 3)
	if !c.late(1) {
		t.Error("a card that hangs is waited for anew")
	}
	c.settle(settlement{Receipt: thidua.Receipt{Chat: 1}, card: thidua.Card{Number: 3, Message: 7}})
	if c.late(1) {
		t.Error("a card that was sent is late")
	}
	if c.expect(1, 4); c.late(1) {
		t.Error("the next card is late at once")
	}
}
