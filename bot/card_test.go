package bot

import (
	"sync/atomic"
	"testing"
	"time"

	"thidua"
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
