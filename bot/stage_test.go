package bot

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"thidua"
	"thidua/bot/simulator"
	"thidua/bot/telegram"
	"thidua/flows/vietnamese"
	"thidua/flows/xlsform"
	"thidua/store"
)

//go:embed testdata/td.md
var workbook []byte

// begins is a Monday morning, four days before the test campaign is due.
var begins = time.Date(2026, 11, 16, 9, 0, 0, 0, time.FixedZone("UTC+7", 7*3600))

// The test campaign's people: user ids follow the last digits of their phones.
const (
	an, binh, chi, thao, khai, ha = 1, 2, 3, 10, 11, 12
)

// longEnough bounds a wait for something that comes at once where all is well, however slow the machine.
const longEnough = 2 * time.Minute

// official is the calendar, which is worked out once.
var official = sync.OnceValue(vietnamese.OfficialCalendar)

// hand is a clock that only tests move.
type hand struct {
	mu sync.Mutex
	at time.Time
}

func (h *hand) now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.at
}

func (h *hand) moveTo(t time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.at = t
}

func (h *hand) pass(d time.Duration) { h.moveTo(h.now().Add(d)) }

// stage is a simulated Telegram, a store with the test campaign, and bots that run on both.
type stage struct {
	*testing.T
	sim   *simulator.Server
	url   string
	file  string // of the store
	db    thidua.Store
	clock *hand

	forgiven int // taps that may stay without an answer
}

// newStage loads the campaign; no bot runs yet.
func newStage(t *testing.T, telegram ...simulator.Options) *stage {
	t.Helper()
	t.Parallel()
	return stageOn(t, "file:"+t.TempDir()+"/thidua.db", telegram...)
}

// stageOn is newStage on a store of the test's choice.
func stageOn(t *testing.T, url string, telegram ...simulator.Options) *stage {
	t.Helper()
	s := &stage{T: t, clock: &hand{at: begins}, file: url}
	options := simulator.Options{}
	if len(telegram) > 0 {
		options = telegram[0]
	}
	options.Now, options.Seen = s.clock.now, s.fits
	s.sim = simulator.New(options)
	var err error
	if s.url, err = s.sim.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	s.db = s.open()
	t.Cleanup(func() {
		if err := s.sim.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
		if v := s.sim.Violations(); len(v) > 0 {
			t.Errorf("violations: %q", v)
		}
	})
	s.load(workbook)
	return s
}

// fits holds every card of a stage against a phone's screen: no button of it has to be scrolled to.
func (s *stage) fits(m simulator.Message) {
	shown := thidua.Message{Lines: []thidua.Line{{Text: m.Text}}, Buttons: make([][]thidua.Button, len(m.Buttons))}
	if tall := shown.Height(); len(m.Buttons) > 0 && tall > thidua.ScreenLines {
		s.Errorf("a card takes %d lines of a phone's screen:\n%s\n%v", tall, m.Text, m.Buttons)
	}
}

// open opens the stage's store once more.
func (s *stage) open() thidua.Store {
	s.Helper()
	db, err := store.Open(s.Context(), s.file)
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { db.Close() })
	return db
}

func (s *stage) load(content []byte) {
	s.Helper()
	campaign, report := xlsform.Read("td.md", content, xlsform.Options{})
	if len(report.Errors) > 0 {
		s.Fatal(report.Errors[0].In("en"))
	}
	err := Load(s.Context(), s.db, Loading{Campaign: campaign, Format: "md", Source: content, Now: s.clock.now(),
		Calendar: official()})
	if err != nil {
		s.Fatal(err)
	}
}

// bot makes a bot that does not run.
func (s *stage) bot(db thidua.Store) *Bot {
	return New(Options{Store: db, API: telegram.New(telegram.Options{Token: s.sim.Token(), URL: s.url}), Now: s.clock.now,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Owner: secret(), Calendar: official()})
}

// run starts a bot on a store; stop ends it and waits. At the test's end every tap must have its answer.
func (s *stage) run(db thidua.Store) (stop func()) {
	s.Helper()
	return s.start(s.bot(db))
}

// start is run for a bot that the test holds.
func (s *stage) start(b *Bot) (stop func()) {
	s.Helper()
	ctx, cancel := context.WithCancel(s.Context())
	var group sync.WaitGroup
	group.Go(func() {
		if err := b.Run(ctx); err != nil {
			s.Errorf("run: %v", err)
		}
	})
	stop = sync.OnceFunc(func() {
		cancel()
		group.Wait()
	})
	s.Cleanup(func() {
		stop()
		if taps := s.sim.Unanswered(); len(taps) > s.forgiven {
			s.Errorf("taps without an answer: %q", taps)
		}
	})
	return stop
}

// playing is a stage with a running bot.
func playing(t *testing.T) *stage {
	t.Helper()
	s := newStage(t)
	s.run(s.db)
	return s
}

// actor is a person on the stage.
type actor struct {
	*simulator.Person
	s *stage
}

// actor is somebody whose phone ends in a number; on the roster or not.
func (s *stage) actor(number int) *actor {
	name := map[int]string{an: "Nguyễn Thị An", binh: "Trần Văn Bình", chi: "Lê Minh Chi"}[number]
	phone := "0912 0000" + string(rune('0'+number/10)) + string(rune('0'+number%10))
	return &actor{Person: s.sim.Person(int64(70_000+number), name, phone, "vi"), s: s}
}

// invite makes an invite for whoever the roster has under the actor's phone.
func (a *actor) invite() string {
	a.s.Helper()
	promised := a.s.promised(a.Phone)
	if len(promised) == 0 {
		a.s.Fatalf("%s is not on the roster", a.Phone)
	}
	return a.s.token(promised[0])
}

func (s *stage) promised(phone string) []thidua.Invite {
	s.Helper()
	number, err := vietnamese.ParsePhone(phone)
	if err != nil {
		s.Fatal(err)
	}
	return read[[]thidua.Invite](s, thidua.RosterKey(number))
}

func (s *stage) token(invite thidua.Invite) string {
	s.Helper()
	tokens, err := Invite(s.Context(), s.db, []thidua.Invite{invite}, s.clock.now())
	if err != nil {
		s.Fatal(err)
	}
	return tokens[0].Secret
}

// read decodes a record; absent, it is the zero value.
func read[T any](s *stage, key thidua.Key) T {
	s.Helper()
	var value T
	if _, err := s.bot(s.db).load(s.Context(), key, &value); err != nil {
		s.Fatal(err)
	}
	return value
}

// after does something and waits for a message of the bot, new or edited since, that holds all the words.
func (a *actor) after(act func(), words ...string) simulator.Message {
	a.s.Helper()
	before := map[int]string{}
	for _, m := range a.Messages() {
		before[m.ID] = m.Text
	}
	act()
	return a.waits(func(m simulator.Message) bool {
		text, known := before[m.ID]
		return !known || text != m.Text
	}, words)
}

// gets waits for a message of the bot newer than another that holds all the words.
func (a *actor) gets(before int, words ...string) simulator.Message {
	a.s.Helper()
	return a.waits(func(m simulator.Message) bool { return m.ID > before }, words)
}

func (a *actor) waits(fresh func(simulator.Message) bool, words []string) simulator.Message {
	a.s.Helper()
	ctx, cancel := context.WithTimeout(a.s.Context(), longEnough)
	defer cancel()
	var got simulator.Message
	err := a.Wait(ctx, func(all []simulator.Message) bool {
		for _, m := range all {
			if m.FromBot && fresh(m) && holds(m, words) {
				got = m
				return true
			}
		}
		return false
	})
	if err != nil {
		a.s.Fatalf("%s waits for %q: %v", a.Name, words, err)
	}
	return got
}

// holds tells whether all words are in a message or on its buttons.
func holds(m simulator.Message, words []string) bool {
	text := m.Text
	for _, b := range slices.Concat(m.Buttons...) {
		text += "\n" + b.Text
	}
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

func (a *actor) says(text string, words ...string) simulator.Message {
	a.s.Helper()
	return a.after(func() { a.Say(text) }, words...)
}

// taps pushes a button, and waits until the tap itself is answered too: a test may move the clock past Telegram's patience.
func (a *actor) taps(label string, words ...string) simulator.Message {
	a.s.Helper()
	m := a.after(func() {
		if err := a.Tap(label); err != nil {
			a.s.Fatalf("%s: %v", a.Name, err)
		}
	}, words...)
	ctx, cancel := context.WithTimeout(a.s.Context(), longEnough)
	defer cancel()
	own := fmt.Sprintf("chat %d,", a.ID)
	err := a.Wait(ctx, func([]simulator.Message) bool {
		return a.s.forgiven > 0 || !slices.ContainsFunc(a.s.sim.Unanswered(), func(tap string) bool { return strings.HasPrefix(tap, own) })
	})
	if err != nil {
		a.s.Fatalf("%s taps %q and gets no answer: %v", a.Name, label, err)
	}
	return m
}

// joins follows an invite up to the menu or the desk.
func (a *actor) joins() {
	a.s.Helper()
	a.joinsBy(a.invite())
}

func (a *actor) joinsBy(token string) {
	a.s.Helper()
	a.after(func() { a.Start(token) }, "chia sẻ số điện thoại")
	a.after(func() { a.ShareContact() }, "Anh/chị đồng ý chứ?")
	a.taps("Có", "Đợt thi đua mùa đông")
}

// notice waits until a tap was answered with these words.
func (a *actor) notice(words string) {
	a.s.Helper()
	ctx, cancel := context.WithTimeout(a.s.Context(), longEnough)
	defer cancel()
	err := a.Wait(ctx, func([]simulator.Message) bool {
		for _, n := range a.Notices() {
			if strings.Contains(n.Text, words) {
				return true
			}
		}
		return false
	})
	if err != nil {
		a.s.Fatalf("%s waits for the notice %q, has %v: %v", a.Name, words, a.Notices(), err)
	}
}

// told counts the bot's messages that hold some words.
func (a *actor) told(words string) int {
	n := 0
	for _, m := range a.Messages() {
		if m.FromBot && strings.Contains(m.Text, words) {
			n++
		}
	}
	return n
}
