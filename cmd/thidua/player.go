package main

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"thidua"
	"thidua/bot/simulator"
)

// player answers as one person from a script, seeing only what the person sees: cards and their buttons.
type player struct {
	*simulator.Person
	script    *script
	questions []*asked
	shown     map[string]bool // cards without a number that were looked at
	acted     int             // number of the newest card when the person acted last
	confirmed int             // answers that the bot took for older than their questions
	answered  func()          // after every message or tap, for progress
	patience  time.Duration   // for one reply
}

// asked is a question as it can be recognised on a card: by its label, whatever stands for ${name}.
type asked struct {
	question *thidua.Question
	part     string // label of its part: labels are unique only there
	repeat   string // innermost repeat below the part
	label    *regexp.Regexp
}

var reference = regexp.MustCompile(`\\\$\\\{[^}]*\\\}`)

// recognise lists the questions of a campaign with the repeat that holds them.
func recognise(c *thidua.Campaign) []*asked {
	var all []*asked
	var walk func(q *thidua.Question, part, repeat string, top bool)
	walk = func(q *thidua.Question, part, repeat string, top bool) {
		if label := q.Label.In("vi"); label != "" && q.Type != thidua.Note {
			pattern := reference.ReplaceAllString(regexp.QuoteMeta(label), ".*")
			all = append(all, &asked{question: q, part: part, repeat: repeat, label: regexp.MustCompile(`(?s)^` + pattern + `$`)})
		}
		if q.Type == thidua.Repeat && !top {
			repeat = q.Name
		}
		for _, child := range q.Children {
			walk(child, part, repeat, false)
		}
	}
	for _, p := range c.Parts {
		walk(p.Question, p.Question.Label.In("vi"), "", true)
	}
	return all
}

// homes tells in which nested repeat a question stands.
func homes(questions []*asked) map[string]string {
	m := map[string]string{}
	for _, a := range questions {
		m[a.question.Name] = a.repeat
	}
	return m
}

// card waits for the bot's next card: a message with something to press.
func (p *player) card(ctx context.Context) (simulator.Message, error) {
	return p.reply(ctx, func(m simulator.Message) bool { return len(m.Buttons) > 0 || p.Keyboard() != nil })
}

// reply waits for the bot's next message of a kind, passing over what the bot says of its own accord.
func (p *player) reply(ctx context.Context, right func(simulator.Message) bool) (simulator.Message, error) {
	ctx, cancel := context.WithTimeout(ctx, p.patience)
	defer cancel()
	for {
		m, err := p.Next(ctx)
		if err != nil {
			return m, fmt.Errorf("%s waits for a reply: %w; the last message was %q", p.Name, err, p.Last().Text)
		}
		if !pushed(m) && !p.again(m) && right(m) {
			return m, nil
		}
	}
}

// again tells whether a card was dealt with before: after a crash the bot may send one twice, and people answer once.
func (p *player) again(m simulator.Message) bool {
	if len(m.Buttons) == 0 {
		return false
	}
	if number := cardNumber(m); number > 0 {
		return number <= p.acted
	}
	card := fmt.Sprint(m.Text, m.Buttons)
	if p.shown == nil {
		p.shown = map[string]bool{}
	}
	before := p.shown[card]
	p.shown[card] = true
	return before
}

// cardNumber is the number of a card of the form; 0 for any other message.
func cardNumber(m simulator.Message) int {
	if len(m.Buttons) == 0 {
		return 0
	}
	left, _, _ := strings.Cut(m.Buttons[0][0].Data, ".")
	number, _ := strconv.Atoi(left)
	return number
}

// act notes which cards there were when the person acted: a reply has a higher number.
func (p *player) act() {
	for _, m := range p.Messages() {
		if m.FromBot {
			p.acted = max(p.acted, cardNumber(m))
		}
	}
}

// pushed tells whether nobody asked for a message: a reminder, or word of somebody who joined.
func pushed(m simulator.Message) bool {
	return strings.HasPrefix(m.Text, "👋") || strings.HasPrefix(m.Text, "⏰")
}

// join follows the invite: start, own contact, consent.
func (p *player) join(ctx context.Context, token string) (simulator.Message, error) {
	p.Start(token)
	p.answered()
	m, err := p.card(ctx)
	if err != nil {
		return m, err
	}
	if p.Keyboard() != nil {
		p.ShareContact()
		p.answered()
		if m, err = p.reply(ctx, func(m simulator.Message) bool { return has(m, "Có") }); err != nil {
			return m, err
		}
	}
	if err := p.Tap("Có"); err != nil {
		return m, fmt.Errorf("%s: %w", p.Name, err)
	}
	p.answered()
	return p.reply(ctx, func(simulator.Message) bool { return true })
}

// tap presses a button of the newest card and waits for the next card.
func (p *player) tap(ctx context.Context, label string) (simulator.Message, error) {
	p.act()
	if err := p.Tap(label); err != nil {
		return simulator.Message{}, fmt.Errorf("%s: %w", p.Name, err)
	}
	p.answered()
	return p.card(ctx)
}

func (p *player) say(ctx context.Context, text string) (simulator.Message, error) {
	p.act()
	p.Say(text)
	p.answered()
	m, err := p.taken(ctx)
	if err == nil && strings.HasPrefix(m.Text, "⚠️") {
		return m, fmt.Errorf("%s was not accepted: %s", text, m.Text)
	}
	return m, err
}

// takenForOlder stands on the card that shows an answer back which was written before its question, as far as the bot knows.
const takenForOlder = "được gửi trước khi câu này hiện ra"

// taken waits for the card after an answer, which it confirms where the bot takes it for older than the question: the question may
// come twice, or its arrival be known to the bot only after the answer.
func (p *player) taken(ctx context.Context) (simulator.Message, error) {
	m, err := p.card(ctx)
	if err == nil && strings.Contains(m.Text, takenForOlder) {
		p.confirmed++
		return p.tap(ctx, "Có")
	}
	return m, err
}

// play answers every part of the script, beginning at the menu.
func (p *player) play(ctx context.Context) error {
	for _, part := range p.script.parts {
		m, err := p.tap(ctx, part.label)
		if err != nil {
			return err
		}
		if err := p.playPart(ctx, part, m); err != nil {
			return fmt.Errorf("part %s: %w", part.label, err)
		}
	}
	return nil
}

func (p *player) playPart(ctx context.Context, part scriptPart, m simulator.Message) error {
	var err error
	if part.nothing {
		_, err = p.tap(ctx, "Không có nội dung")
		return err
	}
	for _, entry := range part.entries {
		start := "Bắt đầu"
		if has(m, "Thêm") {
			start = "Thêm"
		}
		if m, err = p.tap(ctx, start); err != nil {
			return err
		}
		if m, err = p.playEntry(ctx, part.label, entry, m); err != nil {
			return err
		}
	}
	m, err = p.tap(ctx, "Nộp")
	if err == nil && !strings.Contains(m.Text, "đã nộp") {
		return fmt.Errorf("not submitted: %s", m.Text)
	}
	return err
}

// playEntry answers cards until Nộp can be pressed.
func (p *player) playEntry(ctx context.Context, part string, entry *scriptEntry, m simulator.Message) (simulator.Message, error) {
	nested := map[string]int{} // entries begun, by repeat
	const most = 1000
	for range most {
		if has(m, "Nộp") {
			return m, nil
		}
		a := p.recognised(part, m)
		if a == nil {
			return m, fmt.Errorf("no question is recognised on the card: %s", m.Text)
		}
		scope := entry
		if a.repeat != "" {
			scope = entry.nested[a.repeat][nested[a.repeat]-1]
		}
		var err error
		if m, err = p.answer(ctx, a, scope, nested, m); err != nil {
			return m, fmt.Errorf("question %s: %w", a.question.Name, err)
		}
	}
	return m, fmt.Errorf("the entry does not end")
}

func (p *player) answer(ctx context.Context, a *asked, scope *scriptEntry, nested map[string]int, m simulator.Message) (simulator.Message, error) {
	q := a.question
	value, given := scope.answers[q.Name]
	switch {
	case q.Type == thidua.Repeat:
		if nested[q.Name] < len(scope.nested[q.Name]) {
			nested[q.Name]++
			return p.tap(ctx, "Thêm")
		}
		return p.tap(ctx, "Xong")
	case !given && has(m, "Giữ nguyên"):
		return p.tap(ctx, "Giữ nguyên")
	case !given:
		return p.tap(ctx, "Bỏ qua")
	case q.Type == thidua.SelectOne && has(m, value):
		return p.tap(ctx, value)
	case q.Type == thidua.Image:
		return p.photo(ctx, value)
	case q.Type == thidua.SelectMultiple:
		return p.tick(ctx, strings.Split(value, "; "))
	}
	return p.say(ctx, value)
}

// photo sends the photo of something.
func (p *player) photo(ctx context.Context, what string) (simulator.Message, error) {
	drawn, err := drawnPhoto(what)
	if err != nil {
		return simulator.Message{}, err
	}
	p.act()
	p.SendPhoto("anh.jpg", drawn, "")
	p.answered()
	return p.taken(ctx)
}

// tick chooses several: each tap changes the card in place.
func (p *player) tick(ctx context.Context, labels []string) (simulator.Message, error) {
	for _, label := range labels {
		if err := p.Tap(label); err != nil {
			return simulator.Message{}, err
		}
		p.answered()
		waiting, cancel := context.WithTimeout(ctx, p.patience)
		err := p.Wait(waiting, func(all []simulator.Message) bool { return ticked(all, label) })
		cancel()
		if err != nil {
			return simulator.Message{}, fmt.Errorf("tick %s: %w", label, err)
		}
	}
	return p.tap(ctx, "Xong")
}

// ticked tells whether the newest card with a choice, or a copy of it, shows it as chosen.
func ticked(all []simulator.Message, label string) bool {
	for _, m := range slices.Backward(all) {
		if m.FromBot && len(m.Buttons) > 0 && !has(m, "⬜ "+label) {
			return has(m, "✅ "+label)
		}
	}
	return false
}

// recognised is the question of a part that a card asks.
func (p *player) recognised(part string, m simulator.Message) *asked {
	for _, line := range strings.Split(m.Text, "\n") {
		for _, a := range p.questions {
			if a.part == part && a.label.MatchString(line) {
				return a
			}
		}
	}
	return nil
}

// has tells whether a card has a button, with or without a sign before its label.
func has(m simulator.Message, label string) bool {
	for _, row := range m.Buttons {
		for _, b := range row {
			if b.Text == label || strings.HasSuffix(b.Text, " "+label) {
				return true
			}
		}
	}
	return false
}
