package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"thidua/bot/simulator"
)

// What the demo's secretariat returns, and what the unit says instead.
const (
	returnedUnit     = "Văn phòng Sở"
	returnedPart     = "Hưởng ứng đợt thi đua"
	returnedQuestion = "Số buổi họp, sinh hoạt có quán triệt"
	returnedReason   = "Chưa tính buổi giao ban tháng 5."
	returnedAnswer   = "6"
)

// corrects returns a question to one unit, which corrects it, and approves what is handed in then.
func (d *demo) corrects() error {
	desk, unit := d.noted("Thường trực"), d.noted(returnedUnit)
	if err := desk.opens(d.ctx, returnedUnit, returnedPart); err != nil {
		return err
	}
	if err := desk.returns(d.ctx, returnedQuestion, returnedReason); err != nil {
		return err
	}
	if _, err := unit.hears(d.ctx, returnedReason); err != nil {
		return err
	}
	fmt.Fprintf(d.out, "↩️ %s (%s): %s\n", unit.Name, unit.Note, returnedReason)
	if err := unit.goes(d.ctx, "[Sửa", returnedAnswer, "[Nộp"); err != nil {
		return err
	}
	if _, err := desk.hears(d.ctx, "đã nộp lại phần"); err != nil {
		return err
	}
	if err := desk.goes(d.ctx, "[Xem", "[Duyệt"); err != nil {
		return err
	}
	approval, err := unit.hears(d.ctx, "đã được duyệt")
	if err == nil {
		fmt.Fprintln(d.out, approval.Text)
	}
	return err
}

// hears waits for a message of the bot that holds some words.
func (p *player) hears(ctx context.Context, words string) (simulator.Message, error) {
	return p.reply(ctx, func(m simulator.Message) bool { return strings.Contains(m.Text, words) })
}

// noted is the first person of the cast with a note.
func (d *demo) noted(note string) *player {
	return d.cast[slices.IndexFunc(d.cast, func(p *player) bool { return p.Note == note })]
}

// opens finds a unit's part on the board.
func (p *player) opens(ctx context.Context, unit, part string) error {
	return p.goes(ctx, "/tiendo", unit, "["+part)
}

// returns marks one question of the part that is open, and gives the reason.
func (p *player) returns(ctx context.Context, question, reason string) error {
	m, err := p.tap(ctx, "Trả lại")
	if err != nil {
		return err
	}
	for _, row := range m.Buttons {
		if strings.Contains(row[0].Text, question) {
			return p.goes(ctx, "["+row[0].Text, "[Xong", reason, "[Có")
		}
	}
	return fmt.Errorf("%s cannot mark %q: %s", p.Name, question, m.Text)
}

// goes says texts and, after a bracket, presses buttons, each on the card that the one before brought.
func (p *player) goes(ctx context.Context, steps ...string) error {
	for _, step := range steps {
		act := p.say
		if label, isButton := strings.CutPrefix(step, "["); isButton {
			act, step = p.tap, label
		}
		if _, err := act(ctx, step); err != nil {
			return fmt.Errorf("%s at %q: %w", p.Name, step, err)
		}
	}
	return nil
}
