package bot

import (
	"context"
	"slices"
	"strings"
	"time"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// errand is something of the desk that takes several steps: what was chosen so far. Nothing of it happens before Có, and
// whatever else the person does drops it, so that no later text is taken for a part of it.
type errand struct {
	ID       string    `json:"id"` // of what is to be ordered; its beginning stands on the buttons
	Command  string    `json:"command"`
	Campaign string    `json:"campaign"`
	Step     step      `json:"step,omitempty"`
	Unit     string    `json:"unit,omitempty"` // code
	Page     int       `json:"page,omitempty"` // of the unit's people
	Part     string    `json:"part,omitempty"`
	Person   int64     `json:"person,omitempty"` // who hands over
	Name     string    `json:"name,omitempty"`   // of who takes over
	Phone    string    `json:"phone,omitempty"`
	Due      time.Time `json:"due,omitzero"`
	Back     bool      `json:"back,omitempty"` // an extension is to be taken back
}

// step is what a typed text answers.
type step string

// onButtons is how much of an errand's id its buttons carry.
const onButtons = 8

// begin starts an errand; a question of the form that is open is closed.
func (d *decision) begin(ctx context.Context, command string) (*errand, error) {
	if err := d.closeForm(ctx); err != nil {
		return nil, err
	}
	d.session.typing = typing{Errand: &errand{ID: targetID(updateID(d.in.Update)), Command: command, Campaign: d.post.Campaign}}
	return d.session.Errand, nil
}

// data is what a button of the errand carries.
func (e *errand) data(act string) string {
	return deskPrefix + e.Command[1:] + "." + e.ID[:onButtons] + "." + act
}

// pressed finds the errand whose button was pressed, and what is left of the button's data; nil for one that is over.
func (d *decision) pressed(command, argument string) (e *errand, act string) {
	id, act, _ := strings.Cut(argument, ".")
	e = d.session.Errand
	if e == nil || e.Command != command || e.ID[:onButtons] != id || e.Campaign != d.post.Campaign {
		d.notice = texts.NotYours.In(d.language())
		return nil, ""
	}
	return e, act
}

// takeErrand takes what is typed while an errand is under way.
func (d *decision) takeErrand(ctx context.Context, command string, _ bool) (handled bool, err error) {
	e := d.session.Errand
	if e == nil {
		return false, nil
	}
	ours := e.Campaign == d.post.Campaign && d.may(e.Command)
	switch typed := d.in.Data == "" && !strings.HasPrefix(command, "/") && !d.in.Edited; {
	case ours && typed && !d.bringsNoText():
		return true, d.continueErrand(ctx, e, d.typed())
	case ours && (command == "/huy" || command == "/cancel"):
		d.dropErrand()
		return true, nil
	case ours && command == e.Command && d.in.Data != "":
		return false, nil
	}
	d.session.Errand = nil
	return false, nil
}

func (d *decision) continueErrand(ctx context.Context, e *errand, text string) error {
	switch e.Command {
	case inviteCommand:
		return d.inviteTyped(ctx, e, text)
	case handoverCommand:
		return d.handTyped(ctx, e, text)
	case remindCommand:
		return d.remindTyped(ctx, e, text)
	}
	return d.extendTyped(ctx, e, text)
}

// dropErrand ends an errand without doing anything.
func (d *decision) dropErrand() {
	d.session.Errand = nil
	d.reply(thidua.Message{Lines: []thidua.Line{{Text: texts.NotChanged.In(d.language())}}})
}

// says tells whether a text is a button's label, typed.
func (d *decision) says(text string, label thidua.Phrase) bool {
	return vietnamese.Fold(text) == vietnamese.Fold(label.In(d.language()))
}

// confirm puts Có and Không under a card of the errand.
func (d *decision) confirm(ctx context.Context, e *errand, lines ...thidua.Line) error {
	return d.replyIn(ctx, e.sure(d.language(), lines...))
}

// sure is a card of the errand with Có and Không.
func (e *errand) sure(language string, lines ...thidua.Line) thidua.Message {
	return thidua.Message{Lines: lines, Buttons: [][]thidua.Button{{
		{Label: texts.Yes.In(language), Data: e.data("yes")}, {Label: texts.No.In(language), Data: e.data("no")}}}}
}

// replyIn shows a card that says of which campaign it is (see inCampaign).
func (d *decision) replyIn(ctx context.Context, m thidua.Message) error {
	err := d.inCampaign(ctx, &m)
	d.reply(m)
	return err
}

// inCampaign puts the campaign's title above a card for who works for several.
func (d *decision) inCampaign(ctx context.Context, m *thidua.Message) error {
	posts, err := d.posts(ctx)
	if err != nil || !slices.ContainsFunc(posts, func(p thidua.Post) bool { return p.Campaign != d.post.Campaign }) {
		return err
	}
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	m.Lines = append([]thidua.Line{{Text: thidua.Clip(script.Campaign.Title, 2), Style: thidua.Strong}}, m.Lines...)
	return nil
}
