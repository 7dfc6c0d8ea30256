package bot

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// longestReason is how many characters a reason may have.
const longestReason = 1000

// returning is a return that the secretariat has not ordered yet. Nothing of it reaches the unit before Có.
type returning struct {
	Target  string       `json:"target"` // of the card
	Number  int          `json:"number"` // of the submission
	State   thidua.State `json:"state"`
	Version string       `json:"version"` // of the campaign, by which the questions are counted
	Marks   []mark       `json:"marks,omitempty"`
	Step    returnStep   `json:"step,omitempty"`
	At      int          `json:"at,omitempty"`     // mark whose reason is asked for
	Reason  string       `json:"reason,omitempty"` // for the part as a whole
	Page    int          `json:"page,omitempty"`
}

// returnStep is what a return lacks.
type returnStep string

const (
	marking   returnStep = ""       // which questions
	explain   returnStep = "why"    // the reason for each
	explainIt returnStep = "whole"  // the reason for the part as a whole
	oneReason returnStep = "common" // one reason for all of the questions
	confirm   returnStep = "ready"
)

// beginReturn asks what is to be corrected.
func (r *review) beginReturn(ctx context.Context) error {
	w, err := r.openReturn(ctx)
	if err != nil || w == nil {
		return err
	}
	if r.sub.Nothing {
		w.Step = explainIt
	}
	return r.showReturn(ctx)
}

// openReturn begins a return; nil, and said why, where the part cannot be returned now. A question that is open in the
// form is closed.
func (r *review) openReturn(ctx context.Context) (*returning, error) {
	if !r.mayReturn() {
		return nil, r.show(ctx, 0, r.meanwhile())
	}
	life, err := r.d.life(ctx, r.campaign.ID)
	if err != nil {
		return nil, err
	}
	if !life.Answers() {
		return nil, r.show(ctx, 0, texts.Phases[life.Phase].In(r.d.language()))
	}
	if err := r.d.closeForm(ctx); err != nil {
		return nil, err
	}
	w := &returning{Target: r.id, Number: r.standing.Submission, State: r.standing.State, Version: r.campaign.Version}
	r.d.session.typing = typing{Returning: w}
	return w, nil
}

// returning does what the buttons of a return stand for.
func (r *review) returning(ctx context.Context, verb, argument string) error {
	w := r.d.session.Returning
	if w == nil || w.Target != r.id || w.Number != r.standing.Submission {
		return r.show(ctx, 0)
	}
	number, _ := strconv.Atoi(argument)
	switch verb {
	case "mark":
		if err := r.toggle(ctx, number); err != nil {
			return err
		}
	case "marks":
		w.Step, w.Page = marking, number
	case "done":
		r.marked()
	case "common":
		w.Step = oneReason
	case "whole":
		w.Step, w.Marks = explainIt, nil
	case "yes":
		return r.sendBack(ctx)
	case "no":
		r.d.session.Returning = nil
		return r.show(ctx, 0, texts.NotReturned.In(r.d.language()))
	}
	return r.showReturn(ctx)
}

// marked goes on to the reasons, in the form's order.
func (r *review) marked() {
	w := r.d.session.Returning
	slices.SortFunc(w.Marks, func(a, b mark) int { return a.Reading - b.Reading })
	if len(w.Marks) > 0 {
		w.explainFrom(0)
	}
}

// explainFrom asks for the reason of the next mark that needs one; where none does, everything is there.
func (w *returning) explainFrom(at int) {
	for w.At = at; w.At < len(w.Marks) && w.Marks[w.At].Evidence; w.At++ {
	}
	if w.Step = explain; w.At == len(w.Marks) {
		w.Step = confirm
	}
}

// toExplain counts the marks before a place whose reason must be typed: of a file that is asked for it is known.
func (w *returning) toExplain(before int) (count int) {
	for _, m := range w.Marks[:before] {
		if !m.Evidence {
			count++
		}
	}
	return count
}

// mayReturn tells whether the part stands so that it can be returned.
func (r *review) mayReturn() bool { return r.standing.Waits() || r.standing.State == thidua.Approved }

// showReturn is the card of what the return lacks, with lines said above it.
func (r *review) showReturn(ctx context.Context, said ...string) error {
	w, l := r.d.session.Returning, r.d.language()
	m := thidua.Message{Lines: spoken(said)}
	heading := texts.ReturnOf
	if r.decided().Evidence {
		heading = texts.EvidenceOf
	}
	m.Lines = append(m.Lines, thidua.Line{Text: heading.In(l, partLabel(r.part, l), r.unit.Name), Style: thidua.Strong})
	switch w.Step {
	case marking:
		if err := r.markRows(ctx, &m); err != nil {
			return err
		}
	case explain:
		p := w.Marks[w.At]
		m.Lines = append(m.Lines, thidua.Line{Text: texts.WhyReturn.In(l, p.Label, w.At+1, len(w.Marks))})
		if w.toExplain(w.At) == 0 && w.toExplain(len(w.Marks)) > 1 {
			m.Buttons = append(m.Buttons, []thidua.Button{{Label: texts.OneReason.In(l), Data: r.data("common")}})
		}
	case explainIt:
		m.Lines = append(m.Lines, thidua.Line{Text: texts.WholeReason.In(l)})
	case oneReason:
		m.Lines = append(m.Lines, thidua.Line{Text: texts.CommonReason.In(l, w.toExplain(len(w.Marks)))})
	case confirm:
		r.preview(&m)
		r.d.reply(m)
		return nil
	}
	row := []thidua.Button{{Label: "✖ " + texts.Cancel.In(l), Data: r.data("no")}}
	if w.Step != marking && !r.sub.Nothing {
		row = append([]thidua.Button{{Label: "◀ " + texts.Back.In(l), Data: r.data("marks", strconv.Itoa(w.Page))}}, row...)
	}
	m.Buttons = append(m.Buttons, row)
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
	r, err := d.reopen(ctx, w)
	if err != nil || r == nil {
		d.session.Returning = nil
		return false, err
	}
	switch {
	case r.standing.Submission != w.Number || r.standing.State != w.State:
		d.session.Returning = nil
		return true, r.show(ctx, 0, r.meanwhile())
	case !typed:
		return true, r.returning(ctx, "no", "")
	}
	return true, r.takeTyped(ctx, d.typed())
}

// reopen reads the part that a return is about; nil where it is gone, or of a campaign that the person left.
func (d *decision) reopen(ctx context.Context, w *returning) (*review, error) {
	var t thidua.Target
	found, err := d.read(ctx, thidua.TargetKey(w.Target), &t)
	if err != nil || !found || t.Campaign != d.post.Campaign || !d.may(reviewCommand) {
		return nil, err
	}
	return d.openReview(ctx, w.Target, t)
}

// takeTyped takes a text for what the return lacks.
func (r *review) takeTyped(ctx context.Context, text string) error {
	w, l := r.d.session.Returning, r.d.language()
	says := func(p thidua.Phrase) bool { return vietnamese.Fold(text) == vietnamese.Fold(p.In(l)) }
	switch {
	case text == "":
		return r.showReturn(ctx, texts.OnlyReason.In(l))
	case w.Step == marking && says(texts.Done):
		r.marked()
	case w.Step == marking && isNumbers(text):
		return r.toggleTyped(ctx, text)
	case w.Step == confirm && says(texts.Yes):
		return r.sendBack(ctx)
	case w.Step == confirm && says(texts.No):
		return r.returning(ctx, "no", "")
	case w.Step == confirm: // the card is shown again
	case utf8.RuneCountInString(text) > longestReason:
		return r.showReturn(ctx, texts.ReasonTooLong.In(l, longestReason))
	default:
		r.takeReason(text)
	}
	return r.showReturn(ctx)
}

// takeReason takes a text for the reason that is asked for; one that is typed while questions are being marked holds for
// all of them, or for the part as a whole. What asks for a file keeps its own reason beside others.
func (r *review) takeReason(text string) {
	w := r.d.session.Returning
	switch {
	case w.Step == explain:
		w.Marks[w.At].Reason = text
		w.explainFrom(w.At + 1)
		return
	case w.Step == explainIt || len(w.Marks) == 0:
		w.Reason, w.Marks = text, nil
	default:
		r.marked()
		all := w.toExplain(len(w.Marks)) == 0
		for i := range w.Marks {
			if all || !w.Marks[i].Evidence {
				w.Marks[i].Reason = text
			}
		}
	}
	w.Step = confirm
}

// preview shows what the unit will read.
func (r *review) preview(m *thidua.Message) {
	l := r.d.language()
	m.Lines = append(m.Lines, thidua.Line{Text: texts.Preview.In(l), Style: thidua.Faint})
	m.Lines = append(m.Lines, r.notice(l, r.decided()).Lines...)
	ask := texts.ReturnIt
	if r.decided().Evidence {
		ask = texts.SendEvidence
	}
	m.Lines = append(m.Lines, thidua.Line{Text: ask.In(l), Style: thidua.Strong})
	m.Buttons = [][]thidua.Button{{{Label: texts.Yes.In(l), Data: r.data("yes")}, {Label: texts.No.In(l), Data: r.data("no")}}}
	if w := r.d.session.Returning; len(w.Marks) > 0 {
		m.Buttons = append(m.Buttons, []thidua.Button{{Label: "◀ " + texts.Back.In(l), Data: r.data("marks", strconv.Itoa(w.Page))}})
	}
}

// decided is the return as it would be ordered now.
func (r *review) decided() thidua.Review {
	d, w := r.d, r.d.session.Returning
	decided := thidua.Review{By: d.in.Chat, Name: d.person.Name, At: d.in.At}
	if len(w.Marks) == 0 {
		decided.Reason = w.Reason
	}
	decided.Evidence = len(w.Marks) > 0
	for _, m := range w.Marks {
		decided.Points = append(decided.Points, m.Point)
		decided.Evidence = decided.Evidence && m.Evidence
	}
	return decided
}

// notice is what the unit's people read of a return.
func (r *review) notice(language string, decided thidua.Review) thidua.Message {
	said := texts.YourReturned
	if decided.Evidence {
		said = texts.YourEvidence
	}
	m := thidua.Message{Lines: []thidua.Line{{Text: said.In(language, partLabel(r.part, language), r.unit.Name), Style: thidua.Strong}}}
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
	if w.Step != confirm {
		return r.showReturn(ctx)
	}
	decided := r.decided()
	d.session.Returning = nil
	r.standing.Returned = r.standing.Submission
	if err := r.decide(thidua.Returned, decided, "returned"); err != nil {
		return err
	}
	err := r.tellUnit(ctx, func(to int64, language string) thidua.Message {
		id := targetID(updateID(d.in.Update), string(r.key()), strconv.FormatInt(to, 10))
		d.put = append(d.put, newRecord(thidua.TargetKey(id), thidua.Target{Chat: to, Act: "resume",
			Campaign: r.campaign.ID, Unit: r.unit.Code, Part: r.part.Name, Parts: []string{r.part.Name}}))
		m := r.notice(language, decided)
		m.Buttons = [][]thidua.Button{{{Label: "✏️ " + texts.Edit.In(language), Data: targetPrefix + id}}}
		return m
	})
	if err != nil {
		return err
	}
	return r.show(ctx, 0)
}
