package bot

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"thidua"
	"thidua/bot/telegram"
)

// Limits of a posted update.
const (
	mostPosted   = 1 << 20 // bytes; Telegram's own stay far below
	postedLimit  = 25 * time.Second
	retrySeconds = "1"
)

// Receiver takes updates that Telegram posts with a secret. It answers 200 only after the commit, and 503 where the store
// is away, so that Telegram posts the update again; one that breaks the step is parked and is no failure. Updates of a
// chat are handled in the order of their arrival.
func (b *Bot) Receiver(secret string) http.Handler {
	want := sha256.Sum256([]byte(secret))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got := sha256.Sum256([]byte(r.Header.Get(telegram.SecretHeader)))
		switch {
		case subtle.ConstantTimeCompare(got[:], want[:]) != 1:
			http.Error(w, "forbidden", http.StatusForbidden)
		case r.Method != http.MethodPost:
			w.Header().Set("Allow", http.MethodPost)
			http.Error(w, "POST an update", http.StatusMethodNotAllowed)
		default:
			b.receive(w, r)
		}
	})
}

func (b *Bot) receive(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostPosted))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		b.log.Error("an update was posted that is too large")
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	case err != nil:
		return // the connection is gone; it will be posted again
	}
	u, err := telegram.Decode(body)
	if err != nil {
		http.Error(w, "not an update", http.StatusBadRequest)
		return
	}
	// Telegram may hang up; what was received is carried through all the same.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), postedLimit)
	defer cancel()
	if err := b.inTurn(ctx, u); err != nil {
		b.log.Error("update refused; Telegram posts it again", "update", u.ID, "error", err)
		w.Header().Set("Retry-After", retrySeconds)
		http.Error(w, "try again", http.StatusServiceUnavailable)
	}
}

// inTurn handles an update behind those of its chat that arrived before.
func (b *Bot) inTurn(ctx context.Context, u telegram.Update) error {
	place := b.lanes.join(u.Input.Chat)
	defer place.leave()
	if err := place.turn(ctx); err != nil {
		return err
	}
	return b.Handle(ctx, u)
}

// Times of readiness.
const (
	readyLimit = 2 * time.Second // for the store to answer
	silence    = time.Minute     // of Telegram, while it is polled; a long poll takes 10 seconds
)

// Ready tells why the bot cannot serve now: the store does not answer, or Telegram has not answered for a while.
func (b *Bot) Ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, readyLimit)
	defer cancel()
	if _, err := b.store.Load(ctx, "", thidua.BotKey); err != nil {
		return fmt.Errorf("the store does not answer: %w", err)
	}
	if b.webhook {
		return nil
	}
	if quiet := time.Since(time.Unix(0, b.seen.Load())); quiet > silence {
		return errors.New("Telegram has not answered for more than a minute")
	}
	return nil
}
