package bot

import (
	"context"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/texts"
)

// returning is a return that the secretariat has not ordered yet. Nothing of it reaches the unit before Có.
type returning struct {
	Target string         `json:"target"` // of the card
	Number int            `json:"number"` // of the submission
	State  thidua.State   `json:"state"`
	Marks  []thidua.Point `json:"marks,omitempty"`
	Reason string         `json:"reason,omitempty"` // for the part as a whole
	Ready  bool           `json:"ready,omitempty"`  // to be asked about
}

// beginReturn asks what is to be corrected. A question that is open in the form is closed.
func (r *review) beginReturn(ctx context.Context) error {
	if !r.standing.Waits() && r.standing.State != thidua.Approved {
		return r.show(ctx, 0, r.meanwhile())
	}
	if err := r.d.closeForm(ctx); err != nil {
		return err
	}
	r.d.session.Writing, r.d.session.Asking = nil, nil
	r.d.session.Returning = &returning{Target: r.id, Number: r.standing.Submission, State: r.standing.State}
	return r.askReason(ctx)
}

// returning does what the buttons of a return stand for.
func (r *review) returning(ctx context.Context, verb, argument string) error {
	w := r.d.session.Returning
	if w == nil || w.Target != r.id || w.Number != r.standing.Submission {
		return r.show(ctx, 0)
	}
	switch verb {
	case "yes":
		return r.sendBack(ctx)
	case "no":
		r.d.session.Returning = nil
		return r.show(ctx, 0, texts.NotReturned.In(r.d.language()))
	}
	return r.show(ctx, 0)
}

func (r *review) askReason(ctx context.Context) error {
	l := r.d.language()
	m := thidua.Message{Lines: []thidua.Line{
		{Text: texts.ReturnOf.In(l, partLabel(r.part, l), r.unit.Name), Style: thidua.Strong}, {Text: texts.WholeReason.In(l)}}}
	m.Buttons = [][]thidua.Button{{{Label: "✖ " + texts.Cancel.In(l), Data: r.data("no")}}}
	r.d.reply(m)
	return nil
}

// composeReturn takes what is typed while a return is being made; whatever else the person does drops it, so that no later
// text is taken for a reason.
func (d *decision) composeReturn(ctx context.Context, command string) (handled bool, err error) {
	w := d.session.Returning
	if w == nil || d.in.Edited {
		return false, nil
	}
	typed := d.in.Data == "" && !strings.HasPrefix(command, "/")
	if !typed && command != "/huy" && command != "/cancel" {
		d.session.Returning = nil
		return false, nil
	}
	var t thidua.Target
	found, err := d.read(ctx, thidua.TargetKey(w.Target), &t)
	if err != nil || !found || t.Campaign != d.post.Campaign {
		d.session.Returning = nil
		return false, err
	}
	r, err := d.openReview(ctx, w.Target, t)
	if err != nil || r == nil {
		d.session.Returning = nil
		return r == nil, err
	}
	if r.standing.Submission != w.Number || r.standing.State != w.State {
		d.session.Returning = nil
		return true, r.show(ctx, 0, r.meanwhile())
	}
	if !typed {
		return true, r.returning(ctx, "no", "")
	}
	return true, r.takeReason(ctx, strings.TrimSpace(d.in.Text))
}

func (r *review) takeReason(_ context.Context, text string) error {
	w := r.d.session.Returning
	w.Reason, w.Ready = text, true
	l := r.d.language()
	m := r.notice(l, thidua.Review{Reason: w.Reason, Points: w.Marks})
	m.Lines = append(append([]thidua.Line{{Text: texts.Preview.In(l), Style: thidua.Faint}}, m.Lines...), thidua.Line{Text: texts.ReturnIt.In(l), Style: thidua.Strong})
	m.Buttons = [][]thidua.Button{{{Label: texts.Yes.In(l), Data: r.data("yes")}, {Label: texts.No.In(l), Data: r.data("no")}}}
	r.d.reply(m)
	return nil
}

// notice is what the unit's people read of a return.
func (r *review) notice(language string, decided thidua.Review) thidua.Message {
	m := thidua.Message{Lines: []thidua.Line{
		{Text: texts.YourReturned.In(language, partLabel(r.part, language), r.unit.Name), Style: thidua.Strong}}}
	if decided.Reason != "" {
		m.Lines = append(m.Lines, thidua.Line{Text: decided.Reason})
	}
	for _, p := range decided.Points {
		m.Lines = append(m.Lines, thidua.Line{Text: "• " + p.Label + ": " + p.Reason})
	}
	return m
}

// sendBack returns the part and tells the unit's people, each with a button that leads to what is to be corrected.
func (r *review) sendBack(ctx context.Context) error {
	d, w := r.d, r.d.session.Returning
	if !w.Ready {
		return r.askReason(ctx)
	}
	d.session.Returning = nil
	decided := thidua.Review{By: d.in.Chat, Name: d.person.Name, At: d.in.At, Reason: w.Reason, Points: w.Marks}
	r.standing.Returned = r.standing.Submission
	if err := r.decide(thidua.Returned, decided, "returned"); err != nil {
		return err
	}
	said := len(d.messages)
	err := r.tellUnit(ctx, func(language string) thidua.Message {
		m := r.notice(language, decided)
		m.Buttons = [][]thidua.Button{{{Label: "✏️ " + texts.Edit.In(language)}}}
		return m
	})
	if err != nil {
		return err
	}
	for i := said; i < len(d.messages); i++ {
		m := &d.messages[i]
		id := targetID(updateID(d.in.Update), string(r.key()), strconv.FormatInt(m.Chat, 10))
		d.put = append(d.put, newRecord(thidua.TargetKey(id), thidua.Target{Chat: m.Chat, Act: "resume",
			Campaign: r.campaign.ID, Unit: r.unit.Code, Part: r.part.Name}))
		m.Buttons[0][0].Data = targetPrefix + id
	}
	return r.show(ctx, 0)
}
