package telegram

import (
	"context"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// SecretHeader carries the webhook's secret with each update (Bot API setWebhook).
const SecretHeader = "X-Telegram-Bot-Api-Secret-Token"

// mostConnections is how many updates Telegram may post at once, the most that it allows.
const mostConnections = 100

// SetWebhook has updates posted to an address, each with the secret (setWebhook); those that wait are kept.
func (a *API) SetWebhook(ctx context.Context, url, secret string) error {
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	return a.call(ctx, "setWebhook", tgbotapi.Params{"url": url, "secret_token": secret, "allowed_updates": kinds,
		"max_connections": strconv.Itoa(mostConnections)}, nil)
}

// DeleteWebhook lets updates be polled; those that wait are kept (deleteWebhook).
func (a *API) DeleteWebhook(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	return a.call(ctx, "deleteWebhook", nil, nil)
}

// Webhook is where updates are posted, and how that goes (Bot API WebhookInfo).
type Webhook struct {
	URL       string // empty: updates are polled
	Pending   int
	LastError string
	FailedAt  time.Time // of the last error
}

// Webhook asks where updates are posted (getWebhookInfo).
func (a *API) Webhook(ctx context.Context) (Webhook, error) {
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	var wire struct {
		URL       string `json:"url"`
		Pending   int    `json:"pending_update_count"`
		ErrorDate int64  `json:"last_error_date"`
		Error     string `json:"last_error_message"`
	}
	if err := a.call(ctx, "getWebhookInfo", nil, &wire); err != nil {
		return Webhook{}, err
	}
	w := Webhook{URL: wire.URL, Pending: wire.Pending, LastError: wire.Error}
	if wire.ErrorDate != 0 {
		w.FailedAt = time.Unix(wire.ErrorDate, 0)
	}
	return w, nil
}
