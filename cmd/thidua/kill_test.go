package main

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"thidua/bot/simulator"
	"thidua/flows/xlsform"
)

// TestKill plays units' whole conversations against the real command, which is killed and started again all along the
// way, and finds in the workbook what stands there without any kill: a short unit is killed between any two messages,
// a long one, with a workshop and nested talks, now and then. A kill between a message and its strike-off holds the
// chat for as long as the message was leased, which is what bounds the number of kills in a test.
func TestKill(t *testing.T) {
	t.Parallel()
	for _, unit := range []struct {
		script      string
		each, least int // steps for a kill; kills that there must be
	}{{"khtc.md", 1, 30}, {"qlkh.md", 5, 30}} {
		t.Run(unit.script, func(t *testing.T) {
			t.Parallel()
			plain := play(t, stores["file"](t), unit.script, nil)
			for name, first := range map[string]int{"file": 0, "redis": unit.each / 2} {
				t.Run(name, func(t *testing.T) {
					t.Parallel()
					k := &killer{steps: first, each: unit.each}
					same(t, timeless(play(t, stores[name](t), unit.script, k)), timeless(plain))
					t.Logf("killed %d times in %s", k.kills, k.took.Round(time.Millisecond))
					if k.kills < unit.least {
						t.Errorf("killed only %d times", k.kills)
					}
				})
			}
		})
	}
}

// killer kills the bot along the play, at moments that differ.
type killer struct {
	*child
	sim    *simulator.Server
	player *player
	each   int // steps for a kill
	steps  int
	kills  int
	took   time.Duration
}

// step kills at once, so that the update may be anywhere between Telegram and the commit, and the message before it
// not yet struck off; or when the update is confirmed, while the reply may be on its way; or when the reply is there.
func (k *killer) step() {
	k.steps++
	if k.steps%k.each != 0 {
		return
	}
	ctx, cancel := context.WithTimeout(k.Context(), patience)
	defer cancel()
	var err error
	switch k.kills % 6 {
	case 2:
		err = k.sim.Settle(ctx)
	case 4:
		before := fingerprint(k.player.Messages())
		soon, stop := context.WithTimeout(ctx, replySoon) // it may be there already: any instant will do for a kill
		_ = k.player.Wait(soon, func(all []simulator.Message) bool { return fingerprint(all) != before })
		stop()
	}
	if err != nil {
		k.Errorf("step %d: %v", k.steps, err)
	}
	k.kill()
	k.start()
	k.kills++
}

// replySoon is how long a kill waits for the reply after which it strikes.
const replySoon = 2 * time.Second

// fingerprint changes with every message or edit of the bot.
func fingerprint(all []simulator.Message) string {
	last := all[len(all)-1]
	return fmt.Sprint(len(all), last.Text, last.Buttons)
}

// play lets one person join and answer their script against a served bot, and returns the workbook's cells.
func play(t *testing.T, storeURL, script string, k *killer) []string {
	t.Helper()
	begun := time.Now()
	sim, url := phone(t, simulator.Options{})
	w := terminal{TB: t, env: map[string]string{"STORE_URL": storeURL, "TELEGRAM_API_URL": url,
		"TELEGRAM_BOT_TOKEN": sim.Token(), "SEND_RATE": "0", "SEND_RATE_CHAT": "0"}}
	sample := filepath.Join(t.TempDir(), "sample.md")
	w.must("new", sample)
	w.must("load", sample)
	p := cast(t, w, sim, script)
	bot := serve(w)
	if k != nil {
		k.child, k.sim, k.player = bot, sim, p
		p.answered = k.step
	}
	if _, err := p.join(t.Context(), p.Payload); err != nil {
		t.Fatal(err)
	}
	if err := p.play(t.Context()); err != nil {
		t.Fatal(err)
	}
	if k != nil {
		k.took = time.Since(begun)
	}
	p.answered = func() {}
	if _, err := p.say(t.Context(), "/menu"); err != nil {
		t.Fatal(err)
	}
	if err := bot.stop(); err != nil {
		t.Errorf("stopped: %v", err)
	}
	out := t.TempDir()
	w.must("export", "--out", out)
	return cells(t, filepath.Join(out, "tong-hop.xlsx"))
}

// cast invites the person of the script and gives them a phone.
func cast(t *testing.T, w terminal, sim *simulator.Server, name string) *player {
	t.Helper()
	campaign, report := xlsform.Read("sample.md", xlsform.Sample(), xlsform.Options{})
	if len(report.Errors) > 0 {
		t.Fatal(report.Errors[0].In("en"))
	}
	questions := recognise(campaign)
	content, err := demoScripts.ReadFile("demo/" + name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := parseScript(content, homes(questions))
	if err != nil {
		t.Fatal(err)
	}
	var invitations []invitation
	if err := json.Unmarshal([]byte(w.must("invite", "--person", s.person, "--json")), &invitations); err != nil {
		t.Fatal(err)
	}
	_, token, _ := strings.Cut(invitations[0].Link, "?start=")
	for _, m := range campaign.People {
		if m.Name == s.person {
			p := &player{Person: sim.Person(firstPerson, m.Name, m.Phone, "vi"), script: s, questions: questions,
				answered: func() {}, patience: patience}
			p.Payload = token
			return p
		}
	}
	t.Fatalf("%s is not on the roster", s.person)
	return nil
}
