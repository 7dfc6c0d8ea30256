package bot

import (
	"context"

	"thidua"
)

// mostRetiring is how many dead cards lose their buttons at once. It is a courtesy: where more is to be done it is left
// out, and a press on such a button is answered all the same.
const mostRetiring = 4

// sendRoom is how many messages must be free to leave before a courtesy may.
const sendRoom = 5

// retire takes the buttons from the card that a sent message made useless.
func (b *Bot) retire(ctx context.Context, m thidua.Message) {
	if m.Retire == 0 {
		return
	}
	select {
	case b.retiring <- struct{}{}:
		defer func() { <-b.retiring }()
	default:
		return
	}
	if room, _ := b.api.Room(sendRoom); room < sendRoom || b.api.Turn(m.Chat) > 0 {
		return
	}
	if err := b.api.Retire(ctx, m.Chat, m.Retire); err != nil {
		b.log.Debug("take buttons from an old card", "error", err)
	}
}
