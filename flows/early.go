package flows

import (
	"slices"
	"time"

	"thidua"
	"thidua/flows/texts"
)

// Early is a message that was written before the question it would answer was sent. It waits for a decision, so that a
// burst of messages never lands unseen on the next questions.
type Early struct {
	Message int64         `json:"message"`
	Text    string        `json:"text,omitempty"`
	Files   []thidua.File `json:"files,omitempty"`
	Album   string        `json:"album,omitempty"`
}

// mostEarly is how many such messages wait at once.
const mostEarly = 20

// isEarly tells whether the newest card had not been sent when the message was written, or the message replies to
// another one. Telegram dates messages in whole seconds; within one, their ids tell which came first.
func (t *turn) isEarly() bool {
	in := t.input
	switch card := in.Card; {
	case in.Query != "" || in.Edited || card.Number == 0 && !in.Unsent:
		return false
	case in.ReplyTo != 0 && in.ReplyTo != card.Message:
		return !t.answersOlder() // it answers something else
	case in.Unsent:
		return true
	case card.Number < t.session.Card: // sent or not: a crash may have come before that was noted
		return in.Sent.Before(t.session.Asked.Truncate(time.Second))
	case in.Sent.Equal(card.Sent):
		return in.Message < card.Message
	default:
		return in.Sent.Before(card.Sent)
	}
}

// holdsEarly keeps an early message until the person says whether it is the answer. The pieces of a long text belong
// together.
func (t *turn) holdsEarly() bool {
	waiting := len(t.session.Early) > 0
	if !t.isEarly() || t.session.Screen != Asking && !waiting || t.held().Text != "" {
		return false
	}
	if album := t.session.Album; album != nil && t.input.Album != "" && album.ID == t.input.Album {
		return false // it belongs to an answer that was given
	}
	if !t.addEarly() {
		t.warn(texts.TooFast, mostEarly)
		return true
	}
	if waiting {
		t.quiet = true // the question about the first one is on its way
	} else {
		t.askEarly()
	}
	return true
}

// addEarly files an early message; further files of one album join its first.
func (t *turn) addEarly() bool {
	early := slices.Clone(t.session.Early)
	in := t.input
	if i := len(early) - 1; i >= 0 && in.Album != "" && early[i].Album == in.Album {
		early[i].Files = append(slices.Clone(early[i].Files), in.Files...)
	} else if len(early) >= mostEarly {
		return false
	} else {
		early = append(early, Early{Message: in.Message, Text: in.Text, Files: in.Files, Album: in.Album})
	}
	t.session.Early = early
	return true
}

// askEarly shows the oldest early message back.
func (t *turn) askEarly() {
	e := t.session.Early[0]
	text := e.Text
	if len(e.Files) > 0 {
		text = fileNames(e.Files)
	}
	_, n := t.asked()
	if n == nil {
		t.session.Early = nil
		return
	}
	t.decide(texts.AskEarly.In(t.language, excerpt(text), t.nodeLabel(t.current(), n)), Action{Do: doUse}, Action{Do: doPass})
}

// useEarly takes the oldest early message as the answer, or passes it over; the next one is then asked about.
func (t *turn) useEarly(use bool) {
	if len(t.session.Early) == 0 {
		t.tell(texts.Gone)
		return
	}
	e := t.session.Early[0]
	t.session.Early = slices.Clone(t.session.Early[1:])
	if use {
		tapped := t.input
		t.input.Message, t.input.Text, t.input.Files, t.input.Album, t.input.Query = e.Message, e.Text, e.Files, e.Album, ""
		t.receive()
		t.input = tapped
	} else {
		t.tell(texts.PassedOver)
	}
	t.leaveEarly()
}

// leaveEarly goes on with the early messages that wait, where a question is open that they may answer.
func (t *turn) leaveEarly() {
	switch waiting := len(t.session.Early); {
	case waiting == 0:
		t.session.Early = nil
	case t.session.Screen == Asking:
		t.askEarly()
	default:
		t.dropEarly()
	}
}

// dropEarly says how many early messages were not used; nobody is asked about them any more.
func (t *turn) dropEarly() {
	if waiting := len(t.session.Early); waiting > 0 {
		t.warn(texts.NotUsed, waiting)
		t.session.Early = nil
	}
}
