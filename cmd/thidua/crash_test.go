package main

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"thidua"
	"thidua/bot/simulator"
)

// crashMode is what is killed: so many bots on one store, and the store itself where it is a server.
type crashMode struct {
	name    string
	redis   bool
	bots    int
	webhook bool // Telegram delivers to whichever bot answers, otherwise the bots poll
}

var crashModes = []crashMode{
	{name: "file", bots: 1},
	{name: "redis", redis: true, bots: 1},
	{name: "redis, two bots behind a webhook", redis: true, bots: 2, webhook: true},
}

// The size of the crash test. THIDUA_KILLS (make crash) is the number of kills in all modes together.
const (
	crashPeople = 200
	crashKills  = 60
	crashActs   = 16 // messages and taps of each person, at least, before the killing ends
	redisKills  = 5  // one of so many kills strikes the store's server
	shortestLife,
	longestLife = 20 * time.Millisecond, 1400 * time.Millisecond // of a process
	crashPatience = 3 * time.Minute // for one reply, the processes being killed meanwhile
	crashLife     = 20              // acts of people between most kills: on a busy machine a start may outlast a life
)

// TestCrash lets a crowd answer at once while bots and Redis are killed at random instants, and Telegram loses,
// doubles, delays and refuses calls. Whatever was acknowledged must be stored once and in order, and nobody may be
// stuck. THIDUA_SEED repeats the answers and the plan of the kills, though not their instants.
func TestCrash(t *testing.T) {
	kills := number(t, "THIDUA_KILLS", crashKills)
	seed := uint64(number(t, "THIDUA_SEED", int(time.Now().UnixNano()%1_000_000)))
	for i, mode := range crashModes {
		t.Run(mode.name, func(t *testing.T) {
			t.Parallel()
			share := kills/len(crashModes) + min(1, kills%len(crashModes)/(i+1))
			c := newCrash(t, mode, crashPeople, seed)
			begun := time.Now()
			c.run(share)
			t.Logf("seed %d: %d kills, %d of them of Redis; %d answers of %d people, %d messages sent again, %d answers confirmed, in %s",
				seed, c.kills, c.storeKills, c.answers(), len(c.crowd), c.repeats(), c.confirmed(), time.Since(begun).Round(time.Second))
		})
	}
}

func number(t testing.TB, name string, otherwise int) int {
	t.Helper()
	n, err := strconv.Atoi(or(os.Getenv(name), strconv.Itoa(otherwise)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// crash is one run of the crash test.
type crash struct {
	*testing.T
	mode              crashMode
	terminal          terminal
	sim               *simulator.Server
	redis             *redisServer
	bots              []*replica
	crowd             []*clerk
	dice              *rand.Rand
	kills, storeKills int
	acts              atomic.Int64  // of all people
	ended             atomic.Int64  // people who are done or stuck
	moved             chan struct{} // rings when one of the two counts has risen
}

// newCrash loads the campaign and starts the bots; nobody has written yet.
func newCrash(t *testing.T, mode crashMode, people int, seed uint64) *crash {
	t.Helper()
	c := &crash{T: t, mode: mode, dice: rand.New(rand.NewPCG(seed, 1<<32)), moved: make(chan struct{}, 1)}
	url := ""
	c.sim, url = stormyPhone(t)
	storeURL := ""
	if mode.redis {
		c.redis = newRedis(t)
		storeURL = c.redis.url()
	} else {
		storeURL = stores["file"](t)
	}
	c.terminal = terminal{TB: t, env: map[string]string{"STORE_URL": storeURL, "TELEGRAM_API_URL": url,
		"TELEGRAM_BOT_TOKEN": c.sim.Token(), "SEND_RATE": "0", "SEND_RATE_CHAT": "0"}}
	workbook := filepath.Join(t.TempDir(), "dong.md")
	if err := os.WriteFile(workbook, crowdWorkbook(people), 0o600); err != nil {
		t.Fatal(err)
	}
	c.terminal.must("load", workbook)
	c.crowd = newCrowd(t, c.terminal, c.sim, people, seed)
	for _, p := range c.crowd {
		p.patience, p.answered = crashPatience, func() { c.rise(&c.acts) }
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	c.start(ctx)
	t.Cleanup(cancel) // before the bots are waited for
	return c
}

// start runs the bots, behind one address where Telegram delivers to them.
func (c *crash) start(ctx context.Context) {
	var addresses []string
	for range c.mode.bots {
		addresses = append(addresses, freeAddress(c))
	}
	env := c.terminal.env
	if c.mode.webhook {
		env = maps.Clone(env)
		env["WEBHOOK_SECRET"], env["WEBHOOK_URL"] = "bi-mat", balancer(c, addresses)
	}
	for _, address := range addresses {
		w := terminal{TB: c.T, env: maps.Clone(env)}
		w.env["LISTEN_ADDR"] = address
		c.bots = append(c.bots, newReplica(ctx, w, program, "serve"))
	}
}

// run lets the crowd work until the bots were killed so often, and then finish in peace.
func (c *crash) run(kills int) {
	c.Helper()
	ctx, cancel := context.WithCancel(c.Context())
	defer cancel()
	enough := make(chan struct{})
	failures := make(chan error, len(c.crowd))
	var people sync.WaitGroup
	for _, p := range c.crowd {
		people.Go(func() {
			if err := p.work(ctx, enough); err != nil {
				p.stuck = true
				failures <- err
			}
			c.rise(&c.ended)
		})
	}
	var weather sync.WaitGroup
	seed := c.dice.Uint64() // drawn here: the dice are not for two goroutines
	weather.Go(func() { storm(ctx, c.sim, enough, seed) })
	for (c.kills < kills || c.acts.Load() < int64(crashActs*len(c.crowd))) && len(failures) == 0 {
		c.strike(ctx)
	}
	close(enough)
	weather.Wait()
	c.sim.Calm()
	people.Wait()
	close(failures)
	told := 0
	for err := range failures {
		if told++; told <= 5 {
			c.Error(err)
		}
	}
	if told > 5 {
		c.Errorf("and %d more are stuck", told-5)
	}
	c.audit()
}

func (c *crash) rise(count *atomic.Int64) {
	count.Add(1)
	select {
	case c.moved <- struct{}{}:
	default:
	}
}

// progress waits until people acted so often, or one of them is done or stuck.
func (c *crash) progress(ctx context.Context, acts int64) {
	for until := c.acts.Load() + acts; c.acts.Load() < until && c.ended.Load() == 0 && ctx.Err() == nil; {
		select {
		case <-c.moved:
		case <-ctx.Done():
		}
	}
}

// strike waits a random while and kills one of the processes.
func (c *crash) strike(ctx context.Context) {
	if c.dice.IntN(3) > 0 {
		c.progress(ctx, crashLife)
	}
	pass(ctx, shortestLife+rand.N(longestLife-shortestLife))
	if c.redis != nil && c.kills%redisKills == redisKills-1 {
		if c.redis.kill() {
			c.kills++
			c.storeKills++
			pass(ctx, rand.N(300*time.Millisecond))
			c.redis.start()
		}
		return
	}
	if c.bots[c.dice.IntN(len(c.bots))].kill() {
		c.kills++
	}
}

func (c *crash) audit() {
	c.Helper()
	auditAll(c.T, c.terminal.open(), c.crowd)
	for _, v := range c.sim.Violations() {
		// A bot that was killed may have forgotten that it was told to wait.
		if !strings.Contains(v, "before the end of retry_after") {
			c.Errorf("violation: %s", v)
		}
	}
}

// answers counts what was acknowledged.
func (c *crash) answers() (n int) {
	for _, p := range c.crowd {
		n += len(p.ledger.answers)
	}
	return n
}

// confirmed counts answers that people had to confirm because their question came twice.
func (c *crash) confirmed() (n int) {
	for _, p := range c.crowd {
		n += p.confirmed
	}
	return n
}

// repeats counts cards that came more than once, which a crash may bring about.
func (c *crash) repeats() (n int) {
	for _, p := range c.crowd {
		seen := map[int]bool{}
		for _, m := range p.Messages() {
			number := cardNumber(m)
			if m.FromBot && number > 0 && seen[number] {
				n++
			}
			seen[number] = true
		}
	}
	return n
}

// stormyPhone is a simulator whose violations the crash test weighs itself.
func stormyPhone(t *testing.T) (*simulator.Server, string) {
	t.Helper()
	sim := simulator.New(simulator.Options{WebhookRetry: 50 * time.Millisecond})
	url, err := sim.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = sim.Close(ctx) // killed bots leave connections behind
	})
	return sim, url
}

// storm lets calls and deliveries go wrong, a few at a time, until enough is closed.
func storm(ctx context.Context, sim *simulator.Server, enough <-chan struct{}, seed uint64) {
	dice := rand.New(rand.NewPCG(seed, 0))
	const pause = 40 * time.Millisecond
	methods := []string{"getUpdates", "answerCallbackQuery", "editMessageText", "sendMessage"} // the rest is sendMessage
	for ctx.Err() == nil && !closed(enough) {
		sim.Calm() // what did not strike: a storm must not outgrow the calls
		method := methods[min(dice.IntN(12), len(methods)-1)]
		switch dice.IntN(8) {
		case 0:
			sim.Fail(method, 1, []int{500, 502, 504}[dice.IntN(3)], 0)
		case 1:
			if method != "getUpdates" {
				sim.Fail(method, 1, 429, time.Second)
			}
		case 2:
			sim.Drop(method, 1, false)
		case 3:
			sim.Drop(method, 1, true)
		case 4, 5:
			sim.Delay(method, 2, time.Duration(dice.IntN(300))*time.Millisecond)
		default:
			sim.Duplicate(dice.IntN(5))
		}
		pass(ctx, pause)
	}
}

// TestCrashCatches plants a lost answer, a doubled one and two that changed places, and sees each of them reported.
func TestCrashCatches(t *testing.T) {
	t.Parallel()
	const people = 2
	for name, plant := range map[string]struct {
		tamper func([]thidua.Entry) []thidua.Entry
		told   string
	}{
		"nothing": {func(e []thidua.Entry) []thidua.Entry { return e }, ""},
		"lost":    {func(e []thidua.Entry) []thidua.Entry { return e[1:] }, "lost"},
		"doubled": {func(e []thidua.Entry) []thidua.Entry { return append(e, e[0]) }, "doubled"},
		"swapped": {func(e []thidua.Entry) []thidua.Entry { slices.Reverse(e); return e }, "out of order"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCrash(t, crashModes[0], people, 1)
			for _, p := range c.crowd {
				p.entries = 2
				if err := errors.Join(second(p.join(t.Context(), p.Payload)), p.fill(t.Context(), 0, make(chan struct{}))); err != nil {
					t.Fatal(err)
				}
			}
			db := c.terminal.open()
			tamper(t, db, c.crowd[1].unit, plant.tamper)
			for i, p := range c.crowd {
				held, parts, err := submissions(t.Context(), db, p.unit)
				if err != nil {
					t.Fatal(err)
				}
				faults := strings.Join(p.ledger.audit(held, parts), "\n")
				if told := i == 1 && plant.told != ""; told != (faults != "") || told && !strings.Contains(faults, plant.told) {
					t.Errorf("%s: reported %q", p.Name, faults)
				}
			}
		})
	}
}

// TestCrowdReachesEveryPart lets one person hand in all parts, which stand on several pages of the menu: a crowd that
// waits in vain for a page would end a long run of the crash test.
func TestCrowdReachesEveryPart(t *testing.T) {
	t.Parallel()
	c := newCrash(t, crashModes[0], 1, 1)
	p := c.crowd[0]
	p.entries = 1
	if err := errors.Join(second(p.join(t.Context(), p.Payload)), p.hand(t.Context(), 0, crowdParts)); err != nil {
		t.Fatal(err)
	}
	c.audit()
}

func second[A, B any](_ A, b B) B { return b }

// tamper changes the entries of a unit's first submission behind the bot's back.
func tamper(t *testing.T, db thidua.Store, unit string, change func([]thidua.Entry) []thidua.Entry) {
	t.Helper()
	key := thidua.SubmissionKey("dong", unit, "p00", 1)
	snapshot, err := db.Load(t.Context(), "", key)
	if err != nil {
		t.Fatal(err)
	}
	r := snapshot.Records[key]
	var s thidua.Submission
	if err := json.Unmarshal(r.Body, &s); err != nil {
		t.Fatal(err)
	}
	s.Entries = change(s.Entries)
	if r.Body, err = json.Marshal(s); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Commit(t.Context(), thidua.Change{ID: "planted", At: time.Now(), Put: []thidua.Record{r}}); err != nil {
		t.Fatal(err)
	}
}
