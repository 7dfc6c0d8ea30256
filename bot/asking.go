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

const askCommand = "/hoi"

// longestQuestion is how many characters a question or an answer to it may have: what is passed on is one message, so
// that it is clear to what a reply answers.
const longestQuestion = 3000

// asking is what the next text is for: a question to the secretariat, or the answer to one.
type asking struct {
	Campaign string `json:"campaign"`
	Ticket   int    `json:"ticket,omitempty"` // to be answered; 0 is a new question
}

// askDesk serves the command and the buttons of questions: who answers for a unit asks, the secretariat answers.
func (d *decision) askDesk(ctx context.Context, argument string) error {
	if d.post.Role == thidua.Secretariat {
		if number, ok := strings.CutPrefix(argument, "a."); ok {
			return d.beginAnswer(ctx, d.post.Campaign, ticketNumber(number))
		}
		return d.showTickets(ctx)
	}
	if text := d.behindCommand(); text != "" {
		return d.openTicket(ctx, text)
	}
	d.session.typing = typing{Asking: &asking{Campaign: d.post.Campaign}}
	posts, err := d.posts(ctx)
	m := d.message(texts.AskText)
	if len(posts) > 1 {
		m.Lines = append([]thidua.Line{{Text: d.postLabel(ctx, d.post), Style: thidua.Strong}}, m.Lines...)
	}
	d.messages = append(d.messages, m)
	return err
}

// typed is the text of the message as others may see it: what is invisible in it could turn their own words around.
func (d *decision) typed() string { return vietnamese.Clean(d.in.Text) }

// behindCommand is the text typed behind a command.
func (d *decision) behindCommand() string {
	if d.in.Data != "" {
		return ""
	}
	text := d.typed()
	if at := strings.IndexAny(text, " \n\t"); at > 0 && strings.HasPrefix(text, "/") {
		return strings.TrimSpace(text[at:])
	}
	return ""
}

// takeAsked takes a typed text for the question or answer that was begun. Whatever else the person does drops it, so that
// no later text goes to somebody unseen; a question of the form that is open stays open.
func (d *decision) takeAsked(ctx context.Context, command string) (handled bool, err error) {
	a := d.session.Asking
	if a == nil || d.in.Edited {
		return false, nil
	}
	ours := a.Ticket == 0 && d.post.Role == thidua.FocalPoint && d.post.Campaign == a.Campaign || a.Ticket > 0 && d.mayReply(a.Campaign)
	switch {
	case ours && (command == "/huy" || command == "/cancel"):
		d.session.Asking = nil
		d.tell(texts.NotSent)
		return true, nil
	case !ours || d.in.Data != "" || strings.HasPrefix(command, "/"):
		d.session.Asking = nil
		return false, nil
	case d.bringsNoText():
		d.tell(texts.OnlyWords)
		return true, nil
	case a.Ticket == 0:
		return true, d.openTicket(ctx, d.typed())
	}
	return true, d.answerTicket(ctx, a.Campaign, a.Ticket, d.typed())
}

// mayReply tells whether the person answers a campaign's questions.
func (d *decision) mayReply(campaign string) bool {
	return entitled(d.person.Posts, pressing+"answer", campaign, "")
}

// bringsNoText tells whether a message is something else than a text.
func (d *decision) bringsNoText() bool {
	return len(d.in.Files) > 0 || d.in.Odd || d.in.Location != nil || d.in.Contact != nil || d.typed() == ""
}

// answersRelayed takes a reply to a question that was passed on for its answer, and one to an answer for a further question,
// whatever else is open.
func (d *decision) answersRelayed(ctx context.Context) (answered bool, err error) {
	if d.in.ReplyTo == 0 || d.in.Data != "" {
		return false, nil
	}
	relay, found, err := d.relayed(ctx)
	if err != nil || !found || strings.HasPrefix(d.typed(), "/") {
		return false, err
	}
	var t thidua.Ticket
	found, err = d.read(ctx, thidua.TicketKey(relay.Campaign, relay.Ticket), &t)
	asks := relay.Answer
	switch {
	case err != nil || !found || !asks && !d.mayReply(relay.Campaign) || asks && !has(d.person, asksFor(t)):
		return false, err
	case d.bringsNoText():
		d.tell(texts.OnlyWords)
		return true, nil
	case asks:
		return true, d.askOn(ctx, t, d.typed())
	}
	return true, d.answerTicket(ctx, relay.Campaign, relay.Ticket, d.typed())
}

// relayed is what the message replied to has passed on. Where that was sent a moment ago, its note may not be stored yet, and is
// looked for again for a short while.
func (d *decision) relayed(ctx context.Context) (relay thidua.Relay, found bool, err error) {
	key := thidua.RelayKey(d.in.Chat, d.in.ReplyTo)
	for look, pause := 0, cardPause; ; look, pause = look+1, pause*2 {
		found, err = d.read(ctx, key, &relay)
		if found || err != nil || look == cardLooks || d.in.ReplyTo <= d.in.Card.Message || !wait(ctx, pause) {
			return relay, found, err
		}
		if err := d.load(ctx, key); err != nil {
			return relay, false, err
		}
	}
}

// asksByName tells whether the button of the menu was typed.
func (d *decision) asksByName() bool {
	return d.post.Role == thidua.FocalPoint && d.session.Screen == flows.Menu && d.in.Data == "" &&
		vietnamese.Fold(d.in.Text) == vietnamese.Fold(texts.AskName.In(d.language()))
}

// offerAsking puts the way to the secretariat on a unit's menu.
func (d *decision) offerAsking(messages []thidua.Message) {
	if d.post.Role != thidua.FocalPoint || d.session.Screen != flows.Menu {
		return
	}
	for i, m := range messages {
		if m.Card != 0 {
			messages[i].Buttons = append(m.Buttons, []thidua.Button{{Label: "❓ " + texts.AskName.In(d.language()), Data: deskPrefix + "hoi"}})
		}
	}
}

// tooLong refuses a text that would not stay one message.
func (d *decision) tooLong(text string) bool {
	if utf8.RuneCountInString(text) <= longestQuestion {
		return false
	}
	d.tell(texts.QuestionTooLong, longestQuestion)
	return true
}
