package bot

import (
	"errors"
	"strings"
	"time"

	"thidua"
	"thidua/bot/telegram"
)

// The chats of the simulated weeks: what is said and pressed goes to a bot, and what it says back is delivered.

// say lets a person type; the newest card has been sent by now.
func (w *weeks) say(chat int64, text string) {
	w.handle(thidua.Input{Chat: chat, Text: text, Kind: thidua.KindText, Message: 10_000_000 + w.update, Sent: w.clock.now().AddDate(0, 0, -1)})
}

// has tells whether the newest message with buttons has a certain one.
func (w *weeks) has(chat int64, label string) bool { return w.button(chat, label) != "" }

func (w *weeks) button(chat int64, label string) string {
	for _, row := range w.cards[chat].Buttons {
		for _, b := range row {
			if b.Label == label || strings.HasSuffix(b.Label, " "+label) {
				return b.Data
			}
		}
	}
	return ""
}

// presses presses a button of the newest message that has any.
func (w *weeks) presses(chat int64, label string) {
	w.Helper()
	data := w.button(chat, label)
	if data == "" {
		w.Fatalf("%v: %d has no button %q: %+v", w.clock.now(), chat, label, w.cards[chat])
	}
	w.press(chat, data)
}

func (w *weeks) press(chat int64, data string) {
	w.handle(thidua.Input{Chat: chat, Data: data, Query: "pressed", Message: 1})
}

// handle takes an update to any of the bots; now and then to one that dies before or after its commit, so that another one gets it
// again.
func (w *weeks) handle(in thidua.Input) {
	w.update++
	in.Update = w.update
	update := telegram.Update{ID: w.update, Input: in}
	if w.dice.IntN(12) == 0 {
		dying := &shaky{Store: w.db}
		dying.meet = w.dies(0)
		_ = w.replica(dying).Handle(w.Context(), update)
	}
	if err := w.bots[w.dice.IntN(len(w.bots))].Handle(w.Context(), update); err != nil {
		w.Fatal(err)
	}
	w.deliver(nil)
}

// dies lets some commits through; then the process is killed, or its commit is made and the outcome lost with it.
func (w *weeks) dies(left int) func(thidua.Change) error {
	return func(c thidua.Change) error {
		if left--; left >= 0 {
			return nil
		}
		if w.dice.IntN(2) == 0 {
			if _, err := w.db.Commit(w.Context(), c); err != nil && !errors.Is(err, thidua.ErrConflict) {
				w.Error(err)
			}
		}
		return errors.New("killed")
	}
}

// deliver empties the outbox as a courier does, and notes the cards that people have before them; what was pushed is looked at.
func (w *weeks) deliver(pushed func(thidua.Message)) {
	for now := w.clock.now(); ; {
		parcels, err := w.db.Take(w.Context(), now, now.Add(time.Minute), 100)
		if err != nil {
			w.Fatal(err)
		}
		if len(parcels) == 0 {
			return
		}
		var receipts []thidua.Receipt
		for _, p := range parcels {
			w.update++
			card := thidua.Card{Number: p.Card, Message: w.update}
			receipts = append(receipts, thidua.Receipt{Chat: p.Chat, Seq: p.Seq, Note: cardNote(p.Chat, card)})
			if p.Card != 0 {
				for _, b := range w.bots {
					b.cards.settle(settlement{Receipt: receipts[len(receipts)-1], card: card})
				}
			}
			if len(p.Buttons) > 0 {
				w.cards[p.Chat] = p.Message
			}
			if pushed != nil {
				pushed(p.Message)
			}
		}
		if err := w.db.Strike(w.Context(), receipts...); err != nil {
			w.Fatal(err)
		}
	}
}
