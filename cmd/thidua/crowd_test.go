package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"thidua/bot/simulator"
)

// crowdTitle begins every menu of the crowd's campaign.
const crowdTitle = "Đợt thi đua đông người"

// The crowd's form: so many parts, each of them a list of entries with three questions.
const (
	crowdParts   = 24
	crowdEntries = 8 // of a part, before it is handed in
)

// The questions of an entry, as their labels stand on a card and as their names stand in the store.
var crowdQuestions = []struct{ name, label string }{
	{"viec", "Việc đã làm"}, {"so", "Số người dự"}, {"loai", "Hình thức"},
}

var crowdChoices = map[string]string{"Họp": "hop", "Hội thi": "hoi_thi", "Tập huấn": "tap_huan"}

// crowdWorkbook is a campaign for so many units, one person in each.
func crowdWorkbook(people int) []byte {
	var b strings.Builder
	b.WriteString("| survey |\n| | type | name | label | required |\n")
	for part := range crowdParts {
		fmt.Fprintf(&b, "| | begin repeat | p%02d | %s | |\n", part, partLabel(part))
		fmt.Fprintf(&b, "| | text | viec | %s | yes |\n| | integer | so | %s | yes |\n| | select_one loai | loai | %s | yes |\n| | end repeat | | | |\n",
			crowdQuestions[0].label, crowdQuestions[1].label, crowdQuestions[2].label)
	}
	b.WriteString("| choices |\n| | list_name | name | label |\n")
	for label, name := range crowdChoices {
		fmt.Fprintf(&b, "| | loai | %s | %s |\n", name, label)
	}
	b.WriteString("| settings |\n| | form_title | form_id |\n| | Đông người | dong |\n| campaign |\n| | key | value |\n| | id | dong |\n")
	b.WriteString("| | title | " + crowdTitle + " |\n| | due | 2049-12-31 |\n| units |\n| | code | name |\n")
	for i := range people {
		fmt.Fprintf(&b, "| | U%04d | Đơn vị %04d |\n", i, i)
	}
	b.WriteString("| people |\n| | name | unit | role |\n")
	for i := range people {
		fmt.Fprintf(&b, "| | Người %04d | U%04d | focal_point |\n", i, i)
	}
	b.WriteString("| parts |\n| | part | kind | filled_by |\n")
	for part := range crowdParts {
		fmt.Fprintf(&b, "| | p%02d | activity | focal_point |\n", part)
	}
	return []byte(b.String())
}

// nextPage is the button behind which a menu goes on.
const nextPage = "Trang sau"

func partLabel(part int) string { return fmt.Sprintf("Phần việc %02d", part) }

// clerk is one of the crowd: somebody who answers on and on, each answer different from all others.
type clerk struct {
	*player
	number  int
	unit    string
	dice    *rand.Rand
	entries int             // of each part
	ledger  ledger          // what the bot acknowledged
	shelved int             // entries given, for answers that differ
	waits   []time.Duration // for each answer of the bot
	stuck   bool            // and so without what was to be handed in
}

// tap and say note how long the bot's answer took.
func (c *clerk) tap(ctx context.Context, label string) (simulator.Message, error) {
	begun := time.Now()
	m, err := c.player.tap(ctx, label)
	c.waits = append(c.waits, time.Since(begun))
	return m, err
}

func (c *clerk) say(ctx context.Context, text string) (simulator.Message, error) {
	begun := time.Now()
	m, err := c.player.say(ctx, text)
	c.waits = append(c.waits, time.Since(begun))
	return m, err
}

// newCrowd invites everybody and gives them phones.
func newCrowd(t testing.TB, w terminal, sim *simulator.Server, people int, seed uint64) []*clerk {
	t.Helper()
	var invitations []invitation
	if err := json.Unmarshal([]byte(w.must("invite", "--all", "--json")), &invitations); err != nil {
		t.Fatal(err)
	}
	if len(invitations) != people {
		t.Fatalf("%d invitations for %d people", len(invitations), people)
	}
	crowd := make([]*clerk, people)
	for i, invited := range invitations {
		c := &clerk{number: i, unit: invited.Unit, entries: crowdEntries, dice: rand.New(rand.NewPCG(seed, uint64(i)))}
		c.player = &player{Person: sim.Person(firstPerson+int64(i), invited.Name, "", "vi"), answered: func() {}, patience: patience}
		_, c.Payload, _ = strings.Cut(invited.Link, "?start=")
		crowd[i] = c
	}
	return crowd
}

// work joins and hands in part after part until enough is closed or there is nothing left; a part begun is finished.
func (c *clerk) work(ctx context.Context, enough <-chan struct{}) error {
	if _, err := c.join(ctx, c.Payload); err != nil {
		return err
	}
	for part := range crowdParts {
		if closed(enough) && part > 0 {
			return nil
		}
		if err := c.fill(ctx, part, enough); err != nil {
			return fmt.Errorf("%s, part %d, after %d answers: %w", c.Name, part, len(c.ledger.answers), err)
		}
	}
	return nil
}

// hand hands in so many parts, from one on.
func (c *clerk) hand(ctx context.Context, from, parts int) error {
	for part := from; part < from+parts; part++ {
		if err := c.fill(ctx, part, nil); err != nil {
			return fmt.Errorf("%s, part %d: %w", c.Name, part, err)
		}
	}
	return nil
}

func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// fill hands in one part.
func (c *clerk) fill(ctx context.Context, part int, enough <-chan struct{}) error {
	m, err := c.open(ctx, part)
	for entry := 0; err == nil && entry < c.entries && !(entry > 0 && closed(enough)); entry++ {
		if !has(m, "Thêm") {
			return fmt.Errorf("this is not the list of entries: %q", m.Text)
		}
		m, err = c.enter(ctx, part)
	}
	if err != nil {
		return err
	}
	if m, err = c.tap(ctx, "Nộp"); err != nil {
		return err
	}
	if !strings.Contains(m.Text, "đã nộp") {
		return fmt.Errorf("not handed in: %q", m.Text)
	}
	c.ledger.handedIn(part)
	return nil
}

// open chooses a part, on whichever page of the menu it stands.
func (c *clerk) open(ctx context.Context, part int) (m simulator.Message, err error) {
	for m = c.Last(); err == nil && !has(m, partLabel(part)) && has(m, nextPage); {
		m, err = c.turn(ctx)
	}
	if err != nil {
		return m, err
	}
	return c.tap(ctx, partLabel(part))
}

// turn goes on to the next page of the menu. Only its buttons change, of which Next does not tell; and it may stand above an
// older one, which came a second time.
func (c *clerk) turn(ctx context.Context) (newest simulator.Message, err error) {
	ctx, cancel := context.WithTimeout(ctx, c.patience)
	defer cancel()
	c.act()
	if err := c.Tap(nextPage); err != nil {
		return newest, fmt.Errorf("%s: %w", c.Name, err)
	}
	c.answered()
	err = c.Wait(ctx, func(all []simulator.Message) bool {
		for _, m := range all {
			if m.FromBot && cardNumber(m) > max(c.acted, cardNumber(newest)) {
				newest = m
			}
		}
		return newest.ID != 0
	})
	return newest, err
}

// enter gives one entry. An answer counts as acknowledged when the card after it is there.
func (c *clerk) enter(ctx context.Context, part int) (simulator.Message, error) {
	m, err := c.tap(ctx, "Thêm")
	c.shelved++
	number := c.dice.IntN(9_000) + 1_000
	choice := []string{"Họp", "Hội thi", "Tập huấn"}[c.dice.IntN(3)]
	given := []struct {
		typed, kept string
		press       bool
	}{
		{typed: fmt.Sprintf("Việc %04d-%04d của %s", c.number, c.shelved, c.unit)},
		{typed: fmt.Sprintf("%d.%03d", number/1000, number%1000), kept: fmt.Sprint(number)},
		{typed: choice, kept: crowdChoices[choice], press: true},
	}
	for i, a := range given {
		if err != nil {
			return m, err
		}
		question := crowdQuestions[i]
		if !strings.Contains(m.Text, question.label) {
			return m, fmt.Errorf("this card does not ask %q: %q", question.label, m.Text)
		}
		if a.press {
			m, err = c.tap(ctx, a.typed)
		} else {
			m, err = c.say(ctx, a.typed)
		}
		if err == nil {
			c.ledger.acknowledged(heldAnswer{part: part, question: question.name, value: or(a.kept, a.typed)})
		}
	}
	return m, err
}
