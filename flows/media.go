package flows

import (
	"thidua"
	"thidua/flows/texts"
)

// mostMedia is how many files of choices are shown with a question; those of the others are seen on no card.
const mostMedia = 10

// media are the files that belong to what a card shows: of the notes before a question, of its label, and of the choices
// that it offers, each with the choice's label. They come before the card, once.
func (t *turn) media() (messages []thidua.Message) {
	var p *place
	var n *node
	switch t.session.Screen {
	case Asking:
		p, n = t.asked()
	case Listing:
		p, n = t.listed()
	case Opening:
		return t.mediaOf(nil, t.current().part.top.q.Media, "")
	}
	if n == nil {
		return nil
	}
	for _, note := range append(t.notes(p, n), n) {
		messages = t.mediaOf(messages, note.q.Media, "")
	}
	if n.q.Type != thidua.SelectOne && n.q.Type != thidua.SelectMultiple || !n.illustrated {
		return messages
	}
	most := len(messages) + mostMedia
	for _, choice := range t.shuffled(p, n, t.offered(p, n)) {
		if messages = t.mediaOf(messages, choice.Media, t.label(n, choice.Name)); len(messages) >= most {
			return messages[:most]
		}
	}
	return messages
}

// mediaOf adds the files of one label in the person's language.
func (t *turn) mediaOf(messages []thidua.Message, media []thidua.Text, caption string) []thidua.Message {
	for _, names := range media {
		name := names.In(t.language)
		if name == "" {
			continue
		}
		m := thidua.Message{Chat: t.input.Chat, Attach: &thidua.Document{Kind: thidua.MediumDocument, Campaign: t.script.Campaign.ID, Unit: t.unit, Name: name}}
		if caption != "" {
			m.Lines = []thidua.Line{{Text: caption, Style: thidua.Strong}}
		}
		messages = append(messages, m)
	}
	return messages
}

// explain shows the longer help of what is open (XLSForm guidance_hint).
func (t *turn) explain() {
	if p, n := t.explained(); n != nil {
		t.lines = append(t.lines, thidua.Line{Text: texts.Explained.In(t.language, t.say(n, n.q.Guidance, t.at(p, n)))})
	}
}

// explained is the open question or list; nil where there is none, or no longer help.
func (t *turn) explained() (*place, *node) {
	p, n := t.asked()
	if t.session.Screen == Listing {
		p, n = t.listed()
	}
	if n == nil || n.q.Guidance == nil {
		return p, nil
	}
	return p, n
}
