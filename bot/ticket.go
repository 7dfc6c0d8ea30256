package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/texts"
	"thidua/flows/vietnamese"
)

// mostTickets is how many open questions one card shows.
const mostTickets = 8

func ticketNumber(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

// openTicket passes a question on to the secretariat; its number is the campaign's next.
func (d *decision) openTicket(ctx context.Context, text string) error {
	if d.tooLong(text) {
		return nil
	}
	newest := 0
	if _, err := d.read(ctx, thidua.TicketsKey(d.post.Campaign), &newest); err != nil {
		return err
	}
	t := thidua.Ticket{Number: newest + 1, Campaign: d.post.Campaign, Unit: d.post.Unit, By: d.in.Chat, Name: d.person.Name,
		At: d.in.At, Text: text, Message: d.in.Message}
	if err := d.write(thidua.TicketsKey(t.Campaign), t.Number); err != nil {
		return err
	}
	d.put = append(d.put, newRecord(thidua.TicketKey(t.Campaign, t.Number), t))
	d.session.Asking = nil
	d.logAct(thidua.LogLine{Campaign: t.Campaign, Unit: t.Unit, Act: "asked", Detail: "#" + strconv.Itoa(t.Number)})
	d.tell(texts.Asked, t.Number)
	where, err := d.placeOf(ctx, d.post)
	if err != nil {
		return err
	}
	return d.relayTo(ctx, t, func(language string) []thidua.Line {
		return []thidua.Line{{Text: texts.Question.In(language, t.Number, where, t.Name), Style: thidua.Strong}, {Text: t.Text}}
	})
}

// asksFor is the post of those who ask and get the answers of a ticket.
func asksFor(t thidua.Ticket) thidua.Post {
	return thidua.Post{Role: thidua.FocalPoint, Campaign: t.Campaign, Unit: t.Unit}
}

// askOn adds a further question of whoever got an answer, and passes it on; anybody of the secretariat may answer it.
func (d *decision) askOn(ctx context.Context, t thidua.Ticket, text string) error {
	if d.tooLong(text) {
		return nil
	}
	where, err := d.placeOf(ctx, asksFor(t))
	if err != nil {
		return err
	}
	var before thidua.Reply
	if len(t.Answers) > 0 {
		before = t.Answers[len(t.Answers)-1]
	}
	t.Answers = append(t.Answers, thidua.Reply{By: d.in.Chat, Name: d.person.Name, At: d.in.At, Text: text, Asks: true, Message: d.in.Message})
	if err := d.write(thidua.TicketKey(t.Campaign, t.Number), t); err != nil {
		return err
	}
	d.logAct(thidua.LogLine{Campaign: t.Campaign, Unit: t.Unit, Act: "asked", Detail: "#" + strconv.Itoa(t.Number)})
	d.tell(texts.AskedOn, t.Number)
	return d.relayTo(ctx, t, func(language string) []thidua.Line {
		lines := []thidua.Line{{Text: texts.AsksOn.In(language, t.Number, where, d.person.Name), Style: thidua.Strong}, {Text: text}}
		if before.Text != "" && !before.Asks {
			lines = append(lines, thidua.Line{Text: texts.AnswerBefore.In(language, before.Name, excerpt(before.Text)), Style: thidua.Faint})
		}
		return lines
	})
}

// relayTo passes a question on to each of the secretariat, with the button of its answer.
func (d *decision) relayTo(ctx context.Context, t thidua.Ticket, lines func(language string) []thidua.Line) error {
	desk, err := secretaries(ctx, d.b.store, t.Campaign)
	if err != nil {
		return err
	}
	for _, to := range desk {
		if to.Chat == d.in.Chat {
			continue
		}
		id := targetID("answer", t.Campaign, strconv.Itoa(t.Number), strconv.FormatInt(to.Chat, 10))
		known, err := d.record(ctx, thidua.TargetKey(id))
		if err != nil {
			return err
		}
		if known.Rev == 0 {
			d.put = append(d.put, newRecord(known.Key, thidua.Target{Chat: to.Chat, Act: "answer", Campaign: t.Campaign, Ticket: t.Number}))
		}
		d.messages = append(d.messages, thidua.Message{Chat: to.Chat, Relay: &thidua.Relay{Campaign: t.Campaign, Ticket: t.Number},
			Lines:   append(lines(to.Language), thidua.Line{Text: texts.HowToAnswer.In(to.Language), Style: thidua.Faint}),
			Buttons: [][]thidua.Button{{{Label: "💬 " + texts.Answer.In(to.Language), Data: targetPrefix + id}}}})
	}
	return nil
}

// toSecretariat queues a message for each of a campaign's secretariat but whoever acts now.
func (d *decision) toSecretariat(ctx context.Context, campaign string, message func(to int64, language string) thidua.Message) error {
	desk, err := secretaries(ctx, d.b.store, campaign)
	if err != nil {
		return err
	}
	for _, s := range desk {
		if s.Chat != d.in.Chat {
			d.messages = append(d.messages, message(s.Chat, s.Language))
		}
	}
	return nil
}

// beginAnswer asks for the answer to a question; a question of the form that is open is closed.
func (d *decision) beginAnswer(ctx context.Context, campaign string, number int) error {
	var t thidua.Ticket
	found, err := d.read(ctx, thidua.TicketKey(campaign, max(number, 1)), &t)
	if err != nil {
		return err
	}
	switch {
	case !found || !d.mayReply(campaign):
		d.notice = texts.NotYours.In(d.language())
		return nil
	}
	if may, err := d.mayAnswer(ctx, t); !may || err != nil {
		return err
	}
	if err := d.takeDesk(ctx, campaign); err != nil {
		return err
	}
	if err := d.closeForm(ctx); err != nil {
		return err
	}
	d.session.typing = typing{Asking: &asking{Campaign: campaign, Ticket: t.Number}}
	d.tell(texts.AnswerText, t.Number, excerpt(t.Question().Text))
	return nil
}

// takeDesk makes somebody of a campaign's secretariat speak for it.
func (d *decision) takeDesk(ctx context.Context, campaign string) error {
	posts, err := d.posts(ctx)
	if err != nil {
		return err
	}
	for _, post := range posts {
		if post.Campaign == campaign && post.Role == thidua.Secretariat {
			return d.take(ctx, posts, post)
		}
	}
	return fmt.Errorf("%w: campaign %s is not this person's", errStep, campaign)
}

// mayAnswer says so where somebody else answered first; whoever did may add to it, and where they are of the secretariat no
// more, everybody may.
func (d *decision) mayAnswer(ctx context.Context, t thidua.Ticket) (bool, error) {
	first := t.Answer()
	if t.Open() || first.By == d.in.Chat {
		return true, nil
	}
	var before thidua.Person
	if _, err := d.read(ctx, thidua.PersonKey(first.By), &before); err != nil {
		return false, err
	}
	if !entitled(before.Posts, pressing+"answer", t.Campaign, "") {
		return true, nil
	}
	d.tell(texts.AnsweredBefore, t.Number, first.Name, first.Text)
	return false, nil
}

// answerTicket sends an answer into the thread of its question, and tells the others of the secretariat of the first one.
func (d *decision) answerTicket(ctx context.Context, campaign string, number int, text string) error {
	var t thidua.Ticket
	found, err := d.read(ctx, thidua.TicketKey(campaign, number), &t)
	if err != nil || !found {
		return err
	}
	d.session.Asking = nil
	if may, err := d.mayAnswer(ctx, t); !may || err != nil {
		return err
	}
	if d.tooLong(text) {
		d.session.Asking = &asking{Campaign: campaign, Ticket: number}
		return nil
	}
	first := t.Open()
	t.Answers = append(t.Answers, thidua.Reply{By: d.in.Chat, Name: d.person.Name, At: d.in.At, Text: text})
	if err := d.write(thidua.TicketKey(campaign, number), t); err != nil {
		return err
	}
	d.logAct(thidua.LogLine{Campaign: campaign, Unit: t.Unit, Act: "answered", Detail: "#" + strconv.Itoa(number)})
	return d.sendAnswer(ctx, t, first)
}

// sendAnswer queues the newest answer for whoever asked last, or, where they speak for the unit no more, for its other people.
func (d *decision) sendAnswer(ctx context.Context, t thidua.Ticket, first bool) error {
	asked := t.Question()
	var asker thidua.Person
	if _, err := d.read(ctx, thidua.PersonKey(asked.By), &asker); err != nil {
		return err
	}
	if has(asker, asksFor(t)) {
		d.passAnswer(t, asker.Chat, asked.Message, texts.AnswerFrom.In(languageOf(asker), t.Number), languageOf(asker))
		d.tell(texts.AnswerSent, t.Number, asked.Name)
	} else if err := d.answerUnit(ctx, t); err != nil {
		return err
	}
	if !first {
		return nil
	}
	answer := t.Answers[len(t.Answers)-1]
	return d.toSecretariat(ctx, t.Campaign, func(to int64, language string) thidua.Message {
		return thidua.Message{Chat: to, Lines: []thidua.Line{{Text: texts.AnsweredBy.In(language, answer.Name, t.Number, excerpt(asked.Text)), Style: thidua.Strong},
			{Text: answer.Text}}}
	})
}

// answerUnit queues the newest answer, with what was asked, for a unit's people instead of whoever asked, and says so.
func (d *decision) answerUnit(ctx context.Context, t thidua.Ticket) error {
	members, err := Members(ctx, d.b.store, t.Campaign, t.Unit)
	if err != nil {
		return err
	}
	var chats []int64
	var names []string
	for _, m := range members {
		if same(m.Post, asksFor(t)) {
			chats, names = append(chats, m.Chat), append(names, m.Name)
		}
	}
	people, err := addressees(ctx, d.b.store, chats)
	if err != nil {
		return err
	}
	asked := t.Question()
	for _, to := range people {
		d.passAnswer(t, to.Chat, 0, texts.AnswerToColleague.In(to.Language, t.Number, asked.Name, excerpt(asked.Text)), to.Language)
	}
	where, err := d.placeOf(ctx, asksFor(t))
	switch {
	case err != nil:
		return err
	case len(names) == 0:
		d.tell(texts.NobodyToAnswer, asked.Name, where)
		return nil
	}
	d.tell(texts.AnswerSentOn, asked.Name, where, t.Number, strings.Join(names, ", "))
	return nil
}

// passAnswer queues the newest answer for one chat, there under the question where it was asked; a reply asks on.
func (d *decision) passAnswer(t thidua.Ticket, chat, under int64, heading, language string) {
	d.messages = append(d.messages, thidua.Message{Chat: chat, ReplyTo: under, Relay: &thidua.Relay{Campaign: t.Campaign, Ticket: t.Number, Answer: true},
		Lines: []thidua.Line{{Text: heading, Style: thidua.Strong}, {Text: t.Answers[len(t.Answers)-1].Text},
			{Text: texts.HowToAskOn.In(language), Style: thidua.Faint}}})
}

// showTickets lists the questions that nobody has answered, oldest first.
func (d *decision) showTickets(ctx context.Context) error {
	open, err := openTickets(ctx, d.b.store, d.post.Campaign)
	if err != nil {
		return err
	}
	script, err := d.script(ctx, d.post.Campaign)
	if err != nil {
		return err
	}
	l := d.language()
	if len(open) == 0 {
		d.tell(texts.NoQuestions)
		return nil
	}
	m := thidua.Message{Lines: []thidua.Line{{Text: texts.Questions.In(l, len(open)), Style: thidua.Strong}}}
	for _, t := range open[:min(mostTickets, len(open))] {
		unit, _ := script.Campaign.Unit(t.Unit)
		asked := t.Question()
		at := vietnamese.FormatDateTime(asked.At.In(script.Campaign.Location))
		m.Lines = append(m.Lines, thidua.Line{Text: texts.QuestionLine.In(l, t.Number, unit.Name, asked.Name, at, excerpt(asked.Text))})
		m.Buttons = append(m.Buttons, []thidua.Button{{Label: "💬 " + texts.Answer.In(l) + " #" + strconv.Itoa(t.Number), Data: deskPrefix + "hoi.a." + strconv.Itoa(t.Number)}})
	}
	d.reply(m)
	return nil
}

// openTickets lists a campaign's questions that nobody has answered, oldest first.
func openTickets(ctx context.Context, store thidua.Store, campaign string) ([]thidua.Ticket, error) {
	records, err := store.Scan(ctx, thidua.Range{Prefix: thidua.TicketKey(campaign, 0)})
	if err != nil {
		return nil, fmt.Errorf("list the questions of %s: %w", campaign, err)
	}
	var open []thidua.Ticket
	for _, r := range records {
		var t thidua.Ticket
		if err := json.Unmarshal(r.Body, &t); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", errCorrupt, r.Key, err)
		}
		if t.Open() {
			open = append(open, t)
		}
	}
	return open, nil
}
