package bot

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"thidua"
	"thidua/bot/simulator"
	"thidua/bot/telegram"
)

// queue puts messages into the outbox.
func (s *stage) queue(messages ...thidua.Message) {
	s.Helper()
	_, err := s.db.Commit(s.Context(), thidua.Change{ID: "test/" + secret(), At: s.clock.now(), Send: messages})
	if err != nil {
		s.Fatal(err)
	}
}

func line(chat int64, text string) thidua.Message {
	return thidua.Message{Chat: chat, Lines: []thidua.Line{{Text: text}}}
}

// pace lets the hand-driven clock run as fast as the real one.
func (s *stage) pace() {
	ctx, cancel := context.WithCancel(s.Context())
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		for wait(ctx, 20*time.Millisecond) {
			s.clock.pass(20 * time.Millisecond)
		}
	}()
	s.Cleanup(func() {
		cancel()
		<-stopped
	})
}

// TestDeliverInOrder sends a chat's messages in order, and nobody waits for a chat that cannot be reached.
func TestDeliverInOrder(t *testing.T) {
	s := newStage(t)
	a, gone := s.actor(an), s.actor(binh)
	a.Start("")
	gone.Start("")
	gone.Block(true)
	for i := range 20 {
		s.queue(line(gone.ID, "lạc"), line(99, "không ai"), line(a.ID, "tin "+strconv.Itoa(i)))
	}
	s.queue(line(a.ID, "hết"))
	s.run(s.db)
	a.gets(0, "hết")
	next := 0
	for _, m := range a.Messages() {
		if m.FromBot && m.Text == "tin "+strconv.Itoa(next) {
			next++
		}
	}
	if next != 20 {
		t.Errorf("%d messages in order", next)
	}
}

// TestDeliverAgain keeps what could not be sent, and waits as long as Telegram says.
func TestDeliverAgain(t *testing.T) {
	for name, fail := range map[string]func(s *stage){
		"flood":   func(s *stage) { s.sim.Fail("sendMessage", 2, 429, 2*time.Second) },
		"gateway": func(s *stage) { s.sim.Fail("sendMessage", 2, 502, 0) },
		"dropped": func(s *stage) { s.sim.Drop("sendMessage", 2, false) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.pace()
			a := s.actor(an)
			a.Start("")
			fail(s)
			s.queue(line(a.ID, "một"), line(a.ID, "hai"))
			s.run(s.db)
			first := a.gets(0, "một")
			if second := a.gets(0, "hai"); second.ID < first.ID {
				t.Error("out of order")
			}
			if a.told("một") != 1 {
				t.Errorf("sent %d times", a.told("một"))
			}
		})
	}
}

// TestLeaseIsRenewed while a message takes long: no other replica sends it too.
func TestLeaseIsRenewed(t *testing.T) {
	s := newStage(t)
	s.pace()
	a := s.actor(an)
	a.Start("")
	s.sim.Delay("sendMessage", 1, 2*sendLease)
	s.queue(line(a.ID, "chậm"), line(a.ID, "sau"))
	s.run(s.db)
	s.run(s.open())
	a.gets(0, "sau")
	if n := a.told("chậm"); n != 1 {
		t.Errorf("sent %d times", n)
	}
}

// TestDeadSender holds its messages no longer than the lease.
func TestDeadSender(t *testing.T) {
	s := newStage(t)
	a := s.actor(an)
	a.Start("")
	s.queue(line(a.ID, "còn đây"))
	now := s.clock.now()
	if taken, err := s.db.Take(t.Context(), now, now.Add(sendLease), 10); err != nil || len(taken) != 1 {
		t.Fatal(taken, err)
	}
	s.clock.pass(sendLease)
	s.run(s.db)
	a.gets(0, "còn đây")
}

// TestStopFinishes what is in hand: it is struck off and not sent again.
func TestStopFinishes(t *testing.T) {
	s := newStage(t)
	a := s.actor(an)
	a.Start("")
	s.sim.Delay("sendMessage", 1, time.Second)
	s.queue(line(a.ID, "đang gửi"))
	stop := s.run(s.db)
	for { // until the message is in hand
		now := s.clock.now()
		taken, err := s.db.Take(t.Context(), now, now, 1)
		if err != nil {
			t.Fatal(err)
		}
		if len(taken) == 0 {
			break
		}
	}
	stop()
	s.clock.pass(time.Hour)
	for _, m := range s.sent()[a.ID] { // the answer to /start may still wait
		if m.Lines[0].Text == "đang gửi" {
			t.Error("still in the outbox")
		}
	}
	if n := a.told("đang gửi"); n != 1 {
		t.Errorf("sent %d times", n)
	}
}

// TestSettle decides what becomes of a message.
func TestSettle(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err   error
		final bool
	}{
		"refused":       {&telegram.Error{Code: 400, Description: "Bad Request: message text is empty"}, true},
		"flood":         {&telegram.Error{Code: 429, RetryAfter: time.Second}, false},
		"gateway":       {&telegram.Error{Code: 403, Between: true}, false},
		"network":       {errors.New("connection reset"), false},
		"broken record": {errCorrupt, true},
	} {
		if final(c.err) != c.final {
			t.Errorf("%s: final is %v", name, !c.final)
		}
	}
}

// TestUnreachable marks somebody who blocked the bot and tells the secretariat once; who writes again is reachable.
func TestUnreachable(t *testing.T) {
	s := playing(t)
	gone, desk := s.actor(an), s.actor(thao)
	desk.joins()
	gone.joins()
	gone.Block(true)
	told := "không gửi được tin cho Nguyễn Thị An"
	s.queue(line(gone.ID, "một"), line(gone.ID, "hai"), line(gone.ID, "ba"), line(desk.ID, "xong"))
	desk.gets(0, told)
	marked := func() bool { return !read[time.Time](s, thidua.UnreachableKey(gone.ID)).IsZero() }
	if !marked() {
		t.Error("not marked")
	}
	for len(s.sent()[gone.ID]) > 0 { // until all were tried
		s.clock.pass(sendLease)
	}
	gone.Block(false)
	gone.says("/menu", "Đợt thi đua mùa đông")
	if marked() {
		t.Error("still marked after writing again")
	}
	if n := desk.told(told); n != 1 {
		t.Errorf("the secretariat was told %d times", n)
	}
}

// TestSlowChatsSent lets many chats that must wait for their turn keep nobody else waiting.
func TestSlowChatsSent(t *testing.T) {
	s := newStage(t)
	b := s.bot(s.db)
	b.api = telegram.New(telegram.Options{Token: s.sim.Token(), URL: s.url, RateChat: 0.001, Now: s.clock.now})
	a := s.actor(99)
	a.Start("")
	for i := range 2 * sendAhead {
		p := s.sim.Person(int64(80_000+i), "Người", "", "vi")
		p.Start("")
		for range 5 {
			s.queue(line(p.ID, "tin"))
		}
	}
	s.queue(line(a.ID, "nhanh"))
	s.start(b)
	a.gets(0, "nhanh")
}

// TestSendersShare lets two senders together have the rate of one.
func TestSendersShare(t *testing.T) {
	s := newStage(t)
	var couriers []*courier
	for range 2 {
		b := s.bot(s.db)
		b.api = telegram.New(telegram.Options{Token: s.sim.Token(), URL: s.url, Rate: 30, Now: s.clock.now})
		couriers = append(couriers, b.newCourier(t.Context()))
	}
	room := func() (all int) {
		for range 3 {
			s.clock.pass(slotRenewal)
			all = 0
			for _, c := range couriers {
				if err := c.share(); err != nil {
					t.Fatal(err)
				}
				n, _ := c.b.api.Room(1000)
				all += n
			}
		}
		return all
	}
	single, _ := couriers[0].b.api.Room(1000)
	if both := room(); both != single {
		t.Errorf("together they may send %d at once, one alone %d", both, single)
	}
	couriers = couriers[:1]
	s.clock.pass(slotLease)
	if alone := room(); alone != single {
		t.Errorf("the survivor may send %d at once, want %d", alone, single)
	}
}

// TestRepliesFirst keeps bulk that was not taken yet behind a reply.
func TestRepliesFirst(t *testing.T) {
	s := newStage(t)
	b := s.bot(s.db)
	b.api = telegram.New(telegram.Options{Token: s.sim.Token(), URL: s.url, Rate: 30, Now: s.clock.now})
	b.webhook = true // nobody is greeted
	s.pace()
	a := s.actor(99)
	a.Start("")
	last := &actor{Person: s.sim.Person(80_000, "Người", "", "vi"), s: s}
	last.Start("")
	for i := range 60 {
		p := s.sim.Person(int64(80_001+i), "Người", "", "vi")
		p.Start("")
		m := line(p.ID, "chung")
		m.Bulk = true
		s.queue(m)
	}
	m := line(last.ID, "chung cuối")
	m.Bulk = true
	s.queue(m, line(a.ID, "riêng"))
	s.start(b)
	a.gets(0, "riêng")
	if last.told("chung cuối") > 0 {
		t.Error("bulk left before the reply")
	}
}

// TestRetire leaves buttons on the newest card only.
func TestRetire(t *testing.T) {
	s := newStage(t)
	s.run(s.db)
	a := s.actor(an)
	a.joins()
	a.taps("Thông tin chung", "Hạn nộp")
	card := a.taps("Bắt đầu", "Số người tham gia")
	a.says("12", "✓ Đã ghi: 12")
	ctx, cancel := context.WithTimeout(t.Context(), longEnough)
	defer cancel()
	err := a.Wait(ctx, func([]simulator.Message) bool {
		m, ok := a.Message(card.ID)
		return ok && len(m.Buttons) == 0 && m.Text == card.Text
	})
	if err != nil {
		t.Errorf("the answered card keeps its buttons: %v", err)
	}
}
