package bot

import (
	"context"
	"strings"
	"unicode/utf8"

	"thidua"
	"thidua/flows"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// writing is an announcement that the secretariat has not ordered yet. Nothing of it leaves before Có.
type writing struct {
	ID       string       `json:"id"` // of the job to be
	Campaign string       `json:"campaign"`
	Text     string       `json:"text,omitempty"`
	Joint    string       `json:"joint,omitempty"`
	Open     bool         `json:"open,omitempty"`  // pieces of a long text may follow
	Typed    int64        `json:"typed,omitempty"` // message that is the whole text, and may be corrected by editing it
	Scope    thidua.Scope `json:"scope,omitempty"`
	Unit     string       `json:"unit,omitempty"`
	Units    []string     `json:"units,omitempty"` // that were ticked
}

// compose takes what is typed while an announcement is being written. The desk's own commands go on beside it; whatever
// else the person does drops it, so that no later text is taken for an announcement.
func (d *decision) compose(ctx context.Context, command string, desk bool) (handled bool, err error) {
	w := d.session.Writing
	if w == nil {
		return false, nil
	}
	ours := d.may(announceCommand) && w.Campaign == d.post.Campaign
	typed := d.in.Data == "" && !strings.HasPrefix(command, "/")
	switch {
	case ours && typed && d.in.Edited && d.in.Message != w.Typed:
		return false, nil // corrects an answer of the form
	case ours && typed:
		return true, d.takeTyped(ctx)
	case ours && desk:
		return false, nil
	case ours && (command == "/huy" || command == "/cancel"):
		d.session.Writing = nil
		d.tell(texts.NotSent)
		return true, d.showDesk(ctx, false)
	}
	d.session.Writing = nil
	return false, nil
}

// takeTyped takes a text for what the announcement lacks: its words, whom it is for, or the last yes.
func (d *decision) takeTyped(ctx context.Context) error {
	w, text, l := d.session.Writing, strings.TrimSpace(d.in.Text), d.language()
	folded := vietnamese.Fold(text)
	says := func(p thidua.Phrase) bool { return folded == vietnamese.Fold(p.In(l)) }
	switch {
	case len(d.in.Files) > 0 || d.in.Odd || d.in.Location != nil || d.in.Contact != nil || text == "":
		d.tell(texts.OnlyText)
		return nil
	case w.Open && says(texts.Done):
		w.Open = false
		return d.askWhom(ctx, texts.ToWhom.In(l), nil)
	case d.in.Edited:
		w.Text, w.Open = "", false
		return d.takeText(ctx, text)
	case w.Text == "" || w.Open:
		return d.takeText(ctx, text)
	case w.Scope == "" && says(texts.ToAll):
		return d.choose(ctx, thidua.Everybody, "")
	case w.Scope == "" && says(texts.ToOwing):
		return d.choose(ctx, thidua.Owing, "")
	case w.Scope == "":
		return d.searchUnit(ctx, text)
	case says(texts.Yes):
		return d.order(ctx)
	case says(texts.No):
		return d.announce(ctx, w.ID+".no")
	}
	return d.choose(ctx, w.Scope, w.Unit)
}

// takeText adds to the text; one that Telegram may have split stays open until Xong.
func (d *decision) takeText(ctx context.Context, text string) error {
	w := d.session.Writing
	whole := w.Text == "" && !flows.Piece(text)
	if w.Text != "" {
		w.Text += w.Joint
	}
	w.Text, w.Joint, w.Typed = w.Text+text, flows.Joint(d.in.Text), 0
	if utf8.RuneCountInString(w.Text) > longestAnnouncement {
		w.Text, w.Open = "", false
		d.tell(texts.TextTooLong, longestAnnouncement)
		return nil
	}
	if w.Open = w.Open || flows.Piece(text); w.Open {
		m := d.message(texts.MoreText, utf8.RuneCountInString(w.Text))
		m.Buttons = [][]thidua.Button{{{Label: texts.Done.In(d.language()), Data: announceData(w.ID, "done")}}}
		d.messages = append(d.messages, m)
		return nil
	}
	if whole {
		w.Typed = d.in.Message
	}
	if w.Scope != "" {
		return d.choose(ctx, w.Scope, w.Unit)
	}
	return d.askWhom(ctx, texts.ToWhom.In(d.language()), nil)
}

// askWhom asks for whom the announcement is, offering some units; without any, all of them where they are few.
func (d *decision) askWhom(ctx context.Context, question string, units []thidua.Unit) error {
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	w, l := d.session.Writing, d.language()
	w.Scope, w.Unit, w.Units = "", "", nil
	if all := script.Campaign.Units; units == nil && len(all) <= mostUnitButtons {
		units = all
	}
	m := thidua.Message{Lines: []thidua.Line{{Text: question}}}
	add := func(label, act string) {
		m.Buttons = append(m.Buttons, []thidua.Button{{Label: label, Data: announceData(w.ID, act)}})
	}
	add(texts.ToAll.In(l), string(thidua.Everybody))
	add(texts.ToOwing.In(l), string(thidua.Owing))
	for _, u := range units[:min(mostUnitButtons, len(units))] {
		add(u.Name, string(thidua.OneUnit)+"."+unitCode(u))
	}
	add(texts.SomeUnits.In(l), "pick.0")
	add(texts.Cancel.In(l), "no")
	d.reply(m)
	return nil
}

func (d *decision) chooseUnit(ctx context.Context, code string) error {
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	if u, ok := unitOnButton(script.Campaign, code); ok {
		return d.choose(ctx, thidua.OneUnit, u.Code)
	}
	return d.askWhom(ctx, texts.ToWhom.In(d.language()), nil)
}

// searchUnit takes a typed text for the unit that is meant.
func (d *decision) searchUnit(ctx context.Context, text string) error {
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	like := d.b.findUnits(script.Campaign, text)
	switch len(like) {
	case 0:
		return d.askWhom(ctx, texts.NoSuchUnit.In(d.language(), excerpt(text)), nil)
	case 1:
		return d.choose(ctx, thidua.OneUnit, like[0].Code)
	}
	return d.askWhom(ctx, texts.WhichUnit.In(d.language(), len(like)), like)
}
