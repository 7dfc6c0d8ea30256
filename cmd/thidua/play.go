package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"thidua"
	"thidua/bot"
	"thidua/bot/simulator"
	"thidua/export"
)

//go:embed demo/*.md
var demoScripts embed.FS

// Moments of the demo's clock.
var (
	// The last day's reminder, in the morning of which the silent unit is reminded.
	demoReminds = time.Date(2023, 5, 24, 8, 30, 0, 0, time.FixedZone("UTC+7", 7*3600))
)

const (
	firstPerson = 70_001          // Telegram user id
	patience    = 2 * time.Minute // with a slow machine, before the demo gives up
)

// invitePeople gives everybody on the roster a phone and an invite.
func (d *demo) invitePeople() ([]*player, error) {
	var promised []thidua.Invite
	for _, m := range d.campaign.People {
		promised = append(promised, bot.Promise(d.campaign.ID, m))
	}
	tokens, err := bot.Invite(d.ctx, d.store, promised, d.clock.now())
	if err != nil {
		return nil, err
	}
	questions := recognise(d.campaign)
	scripts, err := readScripts(homes(questions))
	if err != nil {
		return nil, err
	}
	var cast []*player
	byPhone := map[string]*player{}
	for _, token := range tokens {
		if p := byPhone[token.Phone]; p != nil { // one person, several posts: the roster gives them all
			continue
		}
		p := &player{Person: d.telegram.Person(int64(firstPerson+len(cast)), token.Invite.Name, token.Phone, "vi"),
			script: scripts[token.Invite.Name], questions: questions, answered: func() {}, patience: patience}
		p.Note, p.Payload = d.note(token.Post), token.Secret
		byPhone[token.Phone] = p
		cast = append(cast, p)
	}
	return cast, nil
}

func (d *demo) note(post thidua.Post) string {
	if unit, ok := d.campaign.Unit(post.Unit); ok {
		return unit.Name
	}
	return map[thidua.Role]string{thidua.Secretariat: "Thường trực", thidua.Leader: "Lãnh đạo Sở", thidua.Council: "Hội đồng"}[post.Role]
}

func readScripts(homes map[string]string) (map[string]*script, error) {
	files, err := demoScripts.ReadDir("demo")
	if err != nil {
		return nil, err
	}
	scripts := map[string]*script{}
	for _, f := range files {
		content, err := demoScripts.ReadFile(path.Join("demo", f.Name()))
		if err != nil {
			return nil, err
		}
		s, err := parseScript(content, homes)
		if err != nil {
			return nil, fmt.Errorf("demo script %s: %w", f.Name(), err)
		}
		scripts[s.person] = s
	}
	return scripts, nil
}

// play lets everybody join, answers side by side, returns a part and approves its correction, moves the clock on to the
// reminder, upon which the silent unit asks for more time, and asks for the desk's files.
func (d *demo) play() error {
	progress := newProgress(d.out)
	if err := d.answers(progress); err != nil {
		return err
	}
	progress.end()
	if err := d.corrects(); err != nil {
		return err
	}
	d.restTaps() // a tap may be answered for 150 s only, and the clock is about to jump
	for _, scene := range []func() error{d.reminds, d.grants} {
		if err := scene(); err != nil {
			return err
		}
	}
	if err := d.settles("the photos are not fetched", thidua.FetchKey("")); err != nil {
		return err
	}
	return d.watches()
}

// settles waits until the bot has nothing of a kind to do.
func (d *demo) settles(what string, prefix thidua.Key) error {
	waiting, cancel := context.WithTimeout(d.ctx, patience)
	defer cancel()
	for {
		due, err := d.store.Due(waiting, d.clock.now(), 1, prefix)
		if err != nil || len(due) == 0 {
			return err
		}
		select {
		case <-waiting.Done():
			return fmt.Errorf("%s: %w", what, waiting.Err())
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// writeDocuments consolidates the campaign and writes workbook and report.
func (d *demo) writeDocuments(folder string) (*export.Consolidation, []string, error) {
	consolidation, err := bot.Consolidate(d.ctx, d.store, d.campaign.ID, d.clock.now())
	if err != nil {
		return nil, nil, err
	}
	kept := bot.Kept{Store: d.store, Opener: d.files}
	files, err := writeFiles(d.ctx, consolidation, folder, documents{workbook: export.Workbook,
		report: export.ReportOptions{Files: kept}, begins: func(string) {}})
	return consolidation, files, err
}

// answers lets the secretariat answer first, because checks and constraints read its parts, then all units.
func (d *demo) answers(progress *progress) error {
	for _, secretariat := range []bool{true, false} {
		var group sync.WaitGroup
		failures := make(chan error, len(d.cast))
		for _, p := range d.cast {
			if (p.Note == "Thường trực") == secretariat {
				group.Go(func() { failures <- d.answer(p, progress) })
			}
		}
		group.Wait()
		close(failures)
		var failed []error
		for err := range failures {
			failed = append(failed, err)
		}
		if err := errors.Join(failed...); err != nil {
			return err
		}
	}
	return nil
}

func (d *demo) answer(p *player, progress *progress) error {
	p.answered = progress.step
	m, err := p.join(d.ctx, p.Payload)
	if err != nil {
		return err
	}
	if p.script == nil {
		return nil
	}
	for _, where := range []string{p.Note, "Phần của thường trực"} { // of several units, and beside the desk
		if has(m, where) {
			if _, err := p.tap(d.ctx, where); err != nil {
				return err
			}
		}
	}
	if err := p.play(d.ctx); err != nil {
		return fmt.Errorf("%s: %w", p.Name, err)
	}
	progress.person(p.Name, p.Note, len(p.script.parts))
	return nil
}

// reminds moves the clock to a reminder's time and waits until the silent unit has it.
func (d *demo) reminds() error {
	d.clock.moveTo(demoReminds)
	for _, p := range d.cast {
		if p.script != nil || p.Note == "Lãnh đạo Sở" || p.Note == "Hội đồng" || d.spoken(p) {
			continue
		}
		reminder, err := d.wait(p, 0, "a reminder", func(m simulator.Message) bool { return strings.Contains(m.Text, "Nhắc hạn") })
		if err != nil {
			return err
		}
		fmt.Fprintf(d.out, "⏰ %s (%s) is reminded: %s\n", p.Name, p.Note, firstLine(reminder.Text))
	}
	return nil
}

// restTaps waits until every pressed button has its answer, which comes beside the reply.
func (d *demo) restTaps() {
	waiting, cancel := context.WithTimeout(d.ctx, patience)
	defer cancel()
	for _, p := range d.cast {
		own := fmt.Sprintf("chat %d,", p.ID)
		// What is still unanswered after that is found and told as a violation.
		_ = p.Wait(waiting, func([]simulator.Message) bool {
			return !slices.ContainsFunc(d.telegram.Unanswered(), func(tap string) bool { return strings.HasPrefix(tap, own) })
		})
	}
}

// spoken tells whether somebody else answered for the person's unit.
func (d *demo) spoken(p *player) bool {
	for _, other := range d.cast {
		if other != p && other.Note == p.Note && other.script != nil {
			return true
		}
	}
	return false
}

// watches asks for the board and both files as the secretariat does.
func (d *demo) watches() error {
	for _, p := range d.cast {
		if p.Note != "Thường trực" {
			continue
		}
		for _, command := range []string{"/tonghop", "/baocao"} {
			before := p.Last().ID
			p.Say(command)
			file, err := d.wait(p, before, "a file", func(m simulator.Message) bool { return m.Document != nil && m.ProtectContent })
			if err != nil {
				return err
			}
			fmt.Fprintf(d.out, "📎 %s: %s (%d kB)\n", command, file.Document.Name, file.Document.Size/1024)
			if err := d.settles("a file that was sent is not logged", thidua.Requests); err != nil {
				return err
			}
		}
		before := p.Last().ID
		p.Say("/tiendo")
		board, err := d.wait(p, before, "the board", func(m simulator.Message) bool { return strings.Contains(m.Text, "Tiến độ") })
		if err != nil {
			return err
		}
		fmt.Fprintf(d.out, "📊 %s\n", strings.Split(board.Text, "\n")[1])
	}
	return nil
}

// wait waits for a message of the bot after that with an id.
func (d *demo) wait(p *player, after int, what string, right func(simulator.Message) bool) (m simulator.Message, err error) {
	ctx, cancel := context.WithTimeout(d.ctx, patience)
	defer cancel()
	err = p.Wait(ctx, func(all []simulator.Message) bool {
		at := slices.IndexFunc(all, func(m simulator.Message) bool { return m.FromBot && m.ID > after && right(m) })
		if at >= 0 {
			m = all[at]
		}
		return at >= 0
	})
	if err != nil {
		return m, fmt.Errorf("%s waits for %s: %w", p.Name, what, err)
	}
	return m, nil
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// progress shows how the play goes on.
type progress struct {
	out   io.Writer
	mu    sync.Mutex
	steps atomic.Int64
	begun time.Time
}

func newProgress(out io.Writer) *progress { return &progress{out: out, begun: time.Now()} }

func (p *progress) step() { p.steps.Add(1) }

func (p *progress) person(name, note string, parts int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	fmt.Fprintf(p.out, "✓ %s (%s): %d parts\n", name, note, parts)
}

func (p *progress) end() {
	fmt.Fprintf(p.out, "%d messages and taps in %s\n", p.steps.Load(), time.Since(p.begun).Round(100*time.Millisecond))
}

// printFigures prints what stands in the documents, and where they are.
func printFigures(w io.Writer, c *export.Consolidation, files []string) {
	fmt.Fprintf(w, "\n%s\n", c.Campaign.Title)
	for _, part := range c.Parts {
		fmt.Fprintf(w, "  %-40s %4d", part.Label, part.Count())
		for _, total := range part.Totals {
			if total.Kind == export.Count && total.Path != "" {
				fmt.Fprintf(w, " · %s %g", total.Label, total.Value)
			}
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "  %-40s %4d\n\n", "Kiểm tra", len(c.Checks))
	for _, file := range files {
		fmt.Fprintln(w, " ", file)
	}
}
