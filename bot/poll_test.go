package bot

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"thidua"
	"thidua/bot/telegram"
)

// shaky is a store that fails, or breaks something, where a test wants it to.
type shaky struct {
	thidua.Store
	refuse atomic.Int64 // commits of updates that fail before they are made
	lose   atomic.Int64 // commits of updates that are made, and their outcome lost
	meet   func(c thidua.Change) error
	strike func()
}

func (s *shaky) Strike(ctx context.Context, receipts ...thidua.Receipt) error {
	if s.strike != nil {
		s.strike()
	}
	return s.Store.Strike(ctx, receipts...)
}

func (s *shaky) Commit(ctx context.Context, c thidua.Change) (thidua.Outcome, error) {
	if s.meet != nil {
		if err := s.meet(c); err != nil {
			return thidua.Outcome{}, err
		}
	}
	if !strings.HasPrefix(c.ID, "update/") {
		return s.Store.Commit(ctx, c)
	}
	if s.refuse.Add(-1) >= 0 {
		return thidua.Outcome{}, errors.New("no space left on device")
	}
	out, err := s.Store.Commit(ctx, c)
	if err == nil && s.lose.Add(-1) >= 0 {
		return thidua.Outcome{}, errors.New("connection reset")
	}
	return out, err
}

// TestNothingIsConfirmedBeforeTheCommit lets commits fail: the same updates come again, and are applied once.
func TestNothingIsConfirmedBeforeTheCommit(t *testing.T) {
	for name, c := range map[string]struct{ refuse, lose int64 }{
		"refused": {refuse: 2}, "outcome lost": {lose: 1},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.pace() // what a lost outcome has lent leaves when the lease has run out
			db := &shaky{Store: s.db}
			s.run(db)
			a := s.actor(an)
			a.begins()
			db.refuse.Store(c.refuse)
			db.lose.Store(c.lose)
			a.says("25", "Ngày tổ chức")
			if err := s.sim.Settle(t.Context()); err != nil {
				t.Fatal(err)
			}
			if db.refuse.Load() >= c.refuse && db.lose.Load() >= c.lose {
				t.Error("nothing failed")
			}
			a.says("/menu", "Đợt thi đua mùa đông")
			if n := a.told("Ngày tổ chức"); n != 1 {
				t.Errorf("the next question was asked %d times", n)
			}
		})
	}
}

// TestConfirmation shows that an update whose commit fails is not confirmed.
func TestConfirmation(t *testing.T) {
	s := newStage(t)
	db := &shaky{Store: s.db}
	db.refuse.Store(1)
	b := s.bot(db)
	a := s.actor(99)
	a.Start("")
	p := newPoller(b)
	if err := p.once(t.Context(), t.Context()); err != nil || p.window.len() == 0 {
		t.Errorf("in hand %v, %v", p.window.ids, err)
	}
	first := p.window.offset()
	for p.window.len() > 0 {
		if n := s.sim.Pending(); n != 1 {
			t.Errorf("%d updates are left", n)
		}
		if err := p.once(t.Context(), t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if p.window.offset() != first+1 || db.refuse.Load() >= 0 {
		t.Errorf("offset %d after update %d", p.window.offset(), first)
	}
}

// TestSlowChat holds one chat's update back: others are received and answered, nothing behind it is confirmed, its own
// later updates wait, and in the end all are handled in order.
func TestSlowChat(t *testing.T) {
	s := newStage(t)
	slow, quick := s.actor(98), s.actor(99)
	release := make(chan struct{})
	db := &shaky{Store: s.db}
	var mu sync.Mutex
	var order []string
	db.meet = func(c thidua.Change) error {
		if len(c.Send) == 0 || c.Send[0].Chat != slow.ID {
			return nil
		}
		<-release
		mu.Lock()
		defer mu.Unlock()
		order = append(order, c.ID)
		return nil
	}
	s.run(db)
	slow.Start("")
	quick.after(func() { quick.Start("") }, "chỉ phục vụ")
	for range 3 {
		slow.Say("còn ai không?")
		quick.says("còn ai không?", "chỉ phục vụ")
	}
	if n := s.sim.Pending(); n != 8 {
		t.Errorf("%d updates are not confirmed, want all 8", n)
	}
	if slow.told("chỉ phục vụ") > 0 {
		t.Error("the slow chat was answered")
	}
	close(release)
	if err := s.sim.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	mu.Lock()
	defer mu.Unlock()
	if len(order) != 4 || !slices.IsSorted(order) {
		t.Errorf("the slow chat's updates were committed as %q", order)
	}
}

// TestPlantedPanic parks the updates of one chat whose step always breaks; the others are served meanwhile.
func TestPlantedPanic(t *testing.T) {
	s := newStage(t)
	broken, whole := s.actor(98), s.actor(99)
	db := &shaky{Store: s.db}
	var panics atomic.Int64
	db.meet = func(c thidua.Change) error {
		if len(c.Send) > 0 && c.Send[0].Chat == broken.ID && strings.HasPrefix(string(c.Put[0].Key), "session/") {
			panics.Add(1)
			panic("planted")
		}
		return nil
	}
	s.run(db)
	broken.after(func() { broken.Start("") }, "chưa được ghi")
	whole.after(func() { whole.Start("") }, "chỉ phục vụ")
	broken.says("còn ai không?", "chưa được ghi")
	if err := s.sim.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	parked, err := s.db.Scan(t.Context(), thidua.Range{Prefix: "parked/"})
	if err != nil || len(parked) != 2 || panics.Load() != 2*mostTries {
		t.Errorf("%d updates are parked after %d panics, %v", len(parked), panics.Load(), err)
	}
}

// TestStoreRefusesOne parks an update that the store never takes though it takes others; it is no panic of a step.
func TestStoreRefusesOne(t *testing.T) {
	s := newStage(t)
	broken, whole := s.actor(98), s.actor(99)
	db := &shaky{Store: s.db}
	db.meet = func(c thidua.Change) error {
		if len(c.Send) > 0 && c.Send[0].Chat == broken.ID && strings.HasPrefix(string(c.Put[0].Key), "session/") {
			return errors.New("value is too large")
		}
		return nil
	}
	s.run(db)
	broken.Start("")
	whole.after(func() { whole.Start("") }, "chỉ phục vụ")
	broken.gets(0, "chưa được ghi")
}

// TestOldTap is handled though Telegram takes no answer to it any more.
func TestOldTap(t *testing.T) {
	s := newStage(t)
	stop := s.run(s.db)
	a := s.actor(an)
	a.begins()
	stop()
	b := s.bot(s.db)
	if err := a.Tap("Tạm dừng"); err != nil {
		t.Fatal(err)
	}
	updates, err := b.api.Updates(t.Context(), 0, time.Second, unknown)
	if err != nil {
		t.Fatal(err)
	}
	s.clock.pass(150*time.Second + 1)
	s.forgiven = 1
	if err := b.Handle(t.Context(), updates[len(updates)-1]); err != nil {
		t.Error(err)
	}
	b.taps.rest()
	s.run(s.db)
	a.gets(0, "Đợt thi đua mùa đông")
}

// TestBacklog drains oldest first, each chat in order, with no more in memory than one answer of Telegram holds.
func TestBacklog(t *testing.T) {
	s := newStage(t)
	const backlog = 2000
	people := []*actor{s.actor(97), s.actor(98), s.actor(99)}
	for i := range backlog {
		people[i%len(people)].Say("/start " + strconv.Itoa(i))
	}
	db := &shaky{Store: s.db}
	b := s.bot(db)
	var mu sync.Mutex
	newest := map[string]string{}
	last := int64(0)
	db.meet = func(c thidua.Change) error {
		mu.Lock()
		defer mu.Unlock()
		if !strings.HasPrefix(c.ID, "update/") {
			return nil
		}
		chat := string(c.Put[len(c.Put)-1].Key)
		if newest[chat] >= c.ID {
			t.Errorf("%s comes after %s", c.ID, newest[chat])
		}
		newest[chat] = c.ID
		id, err := strconv.ParseInt(strings.TrimPrefix(c.ID, "update/"), 10, 64)
		if err != nil || last-id > 100 {
			t.Errorf("update %d after %d", id, last)
		}
		last = max(last, id)
		return nil
	}
	p := newPoller(b)
	for s.sim.Pending() > 0 {
		if err := p.once(t.Context(), t.Context()); err != nil {
			t.Fatal(err)
		}
		p.window.mu.Lock()
		if n := len(p.window.ids); n > 100 || !slices.IsSorted(p.window.ids) {
			t.Errorf("%d updates are in memory, in order: %v", n, slices.IsSorted(p.window.ids))
		}
		p.window.mu.Unlock()
	}
	p.hands.rest()
	if n := len(b.lanes.last); n > 0 {
		t.Errorf("%d lanes are left behind", n)
	}
}

// TestDuplicates applies an update that comes twice once.
func TestDuplicates(t *testing.T) {
	s := playing(t)
	a := s.actor(an)
	a.begins()
	s.sim.Duplicate(2)
	a.says("25", "Ngày tổ chức")
	a.says("30/4", "Kết quả nổi bật")
	if err := s.sim.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	a.says("/menu", "Đợt thi đua mùa đông")
	if a.told("Ngày tổ chức") != 1 || a.told("\nKết quả nổi bật") != 1 {
		t.Errorf("a question was asked twice:\n%s", allText(a))
	}
}

// TestParking keeps an update that breaks the step, tells the person, and holds nobody else back.
func TestParking(t *testing.T) {
	s := playing(t)
	a, c := s.actor(an), s.actor(chi)
	a.begins()
	c.joins()
	a.says("25", "Ngày tổ chức")
	drafts, err := s.db.Scan(t.Context(), thidua.Range{Prefix: thidua.DraftKey("td", "A", "chung")})
	if err != nil || len(drafts) == 0 {
		t.Fatalf("drafts: %v, %v", drafts, err)
	}
	broken, whole := drafts[0].Key, string(drafts[0].Body)
	put := func(body string) {
		t.Helper()
		snapshot, err := s.db.Load(t.Context(), "", broken)
		if err != nil {
			t.Fatal(err)
		}
		record := thidua.Record{Key: broken, Rev: snapshot.Records[broken].Rev, Body: []byte(body)}
		if err := commit(t.Context(), s.db, "test/"+secret(), s.clock.now(), record); err != nil {
			t.Fatal(err)
		}
	}
	put("not JSON")
	a.says("30/4", "chưa được ghi")
	c.says("/menu", "Thanh tra")
	records, err := s.db.Scan(t.Context(), thidua.Range{Prefix: "parked/"})
	if err != nil || len(records) == 0 || !strings.Contains(string(records[0].Body), `"30/4"`) {
		t.Errorf("parked: %v, %v", records, err)
	}
	put(whole)
	a.says("30/4", "Kết quả nổi bật")
}

// TestPanic is an error of the step: the update is parked, and the bot lives on.
func TestPanic(t *testing.T) {
	s := newStage(t)
	db := &shaky{Store: s.db}
	var panics atomic.Int64
	db.meet = func(c thidua.Change) error {
		if len(c.Put) > 0 && strings.HasPrefix(string(c.Put[0].Key), "parked/") {
			return nil
		}
		if strings.HasPrefix(c.ID, "update/") && panics.Load() < mostTries {
			panics.Add(1)
			panic("broken")
		}
		return nil
	}
	s.run(db)
	a := s.actor(99)
	a.after(func() { a.Start("") }, "chưa được ghi")
	a.says("/start", "chỉ phục vụ")
	if panics.Load() != mostTries {
		t.Errorf("%d panics", panics.Load())
	}
}

// TestTwiceWritten is no change for any store; it is found before one is asked.
func TestTwiceWritten(t *testing.T) {
	t.Parallel()
	r := thidua.Record{Key: "a"}
	if err := once(thidua.Change{Put: []thidua.Record{r}, Delete: []thidua.Record{r}}); !hopeless(err) {
		t.Errorf("error %v", err)
	}
}

// TestTelegramFails goes on after every kind of failure.
func TestTelegramFails(t *testing.T) {
	for name, fail := range map[string]func(s *stage){
		"another poll": func(s *stage) { s.sim.Fail("getUpdates", 1, 409, 0) },
		"flood":        func(s *stage) { s.sim.Fail("getUpdates", 1, 429, time.Second) },
		"gateway":      func(s *stage) { s.sim.Fail("getUpdates", 1, 502, 0) },
		"poll dropped": func(s *stage) { s.sim.Drop("getUpdates", 1, true) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			fail(s)
			s.run(s.db)
			a := s.actor(an)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			go func() { // retry_after is waited for in real time, and told by the hand-driven clock
				for wait(ctx, 50*time.Millisecond) {
					s.clock.pass(100 * time.Millisecond)
				}
			}()
			a.after(func() { a.Start("") }, "chỉ phục vụ")
		})
	}
}

// TestTapRefused changes nothing: the answer to a tap may be lost.
func TestTapRefused(t *testing.T) {
	s := newStage(t)
	stop := s.run(s.db)
	s.forgiven = 1
	a := s.actor(an)
	a.begins()
	s.sim.Fail("answerCallbackQuery", 1, 400, 0)
	a.taps("Tạm dừng", "Đợt thi đua mùa đông")
	stop()
}

// TestWrongToken ends the bot: trying again cannot help.
func TestWrongToken(t *testing.T) {
	s := newStage(t)
	s.sim.Fail("getUpdates", 1, 401, 0)
	err := s.bot(s.db).Run(t.Context())
	var refused *telegram.Error
	if !errors.As(err, &refused) || refused.Code != 401 {
		t.Errorf("ended with %v", err)
	}
}

// TestTakeover lets a bot that was killed be followed at once by another, though its lease lasts on.
func TestTakeover(t *testing.T) {
	s := newStage(t)
	now := s.clock.now()
	if mine, err := s.db.Lease(t.Context(), thidua.PollingLease, "the dead", now, now.Add(time.Hour)); err != nil || !mine {
		t.Fatal(mine, err)
	}
	stop := s.run(s.open())
	a := s.actor(99)
	a.after(func() { a.Start("") }, "chỉ phục vụ")
	stop()
	s.run(s.open()) // and once more, while the dead one's lease still lasts
	a.says("còn ai không?", "chỉ phục vụ")
}

// TestLeaseIsReleased by a bot that stops, so that the next one need not wait or ask boldly.
func TestLeaseIsReleased(t *testing.T) {
	s := newStage(t)
	stop := s.run(s.db)
	a := s.actor(99)
	a.after(func() { a.Start("") }, "chỉ phục vụ")
	stop()
	now := s.clock.now()
	if mine, err := s.db.Lease(t.Context(), thidua.PollingLease, "next", now, now.Add(time.Second)); err != nil || !mine {
		t.Errorf("the lease is free: %v, %v", mine, err)
	}
}

// TestStandingBy shows that a bot told of a living rival asks no more, and confirms nothing, until the lease is free.
func TestStandingBy(t *testing.T) {
	s := newStage(t)
	now := s.clock.now()
	if _, err := s.db.Lease(t.Context(), thidua.PollingLease, "the living", now, now.Add(pollLease)); err != nil {
		t.Fatal(err)
	}
	a := s.actor(99)
	a.Start("")
	p := newPoller(s.bot(s.db))
	p.window.next = 5
	s.sim.Fail("getUpdates", 1, 409, 0)
	for range 2 {
		if err := p.once(t.Context(), t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if p.bold || p.window.offset() != 0 || s.sim.Pending() != 1 {
		t.Errorf("bold %v, offset %d, %d updates left", p.bold, p.window.offset(), s.sim.Pending())
	}
	s.clock.pass(2 * time.Minute)
	if err := p.once(t.Context(), t.Context()); err != nil || p.window.offset() == 0 {
		t.Errorf("the free lease was not taken: offset %d, %v", p.window.offset(), err)
	}
}

// unknown lets every update be read.
func unknown(int64) bool { return false }
