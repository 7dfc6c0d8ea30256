package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"
	"time"

	"thidua"
	"thidua/bot"
	"thidua/bot/telegram"
	"thidua/store"
)

// serveCommand runs the bot.
type serveCommand struct{}

// Run serves until it is told to stop.
func (serveCommand) Run(w *world) error {
	if w.config.Token == "" {
		return wrongf("TELEGRAM_BOT_TOKEN is not set: get a token from @BotFather and set it, or TELEGRAM_BOT_TOKEN_FILE")
	}
	db, err := w.openStore()
	if err != nil {
		return err
	}
	defer db.Close()
	files, err := store.OpenFiles(w.ctx, w.config.FilesURL)
	if err != nil {
		return fmt.Errorf("open FILES_URL: %w", err)
	}
	log := w.logger()
	front, err := openFront(w.config, log)
	if err != nil {
		return err
	}
	return w.serve(serving{store: db, token: w.config.Token, url: w.config.APIURL, now: time.Now,
		rate: w.config.Rate, rateChat: w.config.RateChat, webhook: w.config.Webhook, secret: w.config.Secret, files: files,
		front: front, log: log})
}

// serving is what a running bot needs; the demo gives its own clock, server and token, and has no HTTP address.
type serving struct {
	store           thidua.Store
	token, url      string
	now             func() time.Time
	rate, rateChat  float64
	webhook, secret string     // empty: updates are polled
	files           bot.Keeper // of evidence; nil: it stays at Telegram
	front           *front
	log             *slog.Logger
}

// mostRoom is the memory from which garbage is collected as often as it takes: a report over 200,000 entries holds some 500 MB at once.
const mostRoom = 600 << 20

// roomy has garbage collected less often than Go does by itself, where the environment (GOGC, GOMEMLIMIT) says nothing: a bot holds
// little and throws much away, but for the largest reports.
func roomy() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(mostRoom)
	}
}

// serve runs a bot: it learns who it is, makes the store its own, and receives updates.
func (w *world) serve(s serving) error {
	roomy()
	api := telegram.New(telegram.Options{Token: s.token, URL: s.url, Rate: s.rate, RateChat: s.rateChat, Now: s.now})
	if s.front == nil {
		s.front = &front{}
	}
	defer func() { s.front.close(w.ctx, s.log) }()
	me, err := whoami(w.ctx, api, s.log)
	if w.ctx.Err() != nil {
		return nil // told to stop before Telegram could be reached
	}
	if err != nil {
		return err
	}
	if err := bot.Belong(w.ctx, s.store, bot.Identity{ID: me.ID, Username: me.Username}, s.now()); err != nil {
		if errors.Is(err, bot.ErrForeign) {
			return wrong{err}
		}
		return err
	}
	b := bot.New(bot.Options{Store: s.store, API: api, Now: s.now, Log: s.log, Owner: rand.Text(),
		Calendar: w.config.calendar(), Backlog: backlogOf(s.store), Files: s.files, Painter: newPainter(), Webhook: s.webhook != ""})
	s.front.show(b, s.secret)
	if err := s.direct(w.ctx, api); err != nil {
		if w.ctx.Err() != nil {
			return nil
		}
		return err
	}
	if err := prepare(w.ctx, api); err != nil {
		s.log.Warn("prepare the bot's menu", "error", err)
	}
	s.log.Info("serving", "bot", me.Username, "webhook", s.webhook != "")
	stopped := make(chan struct{})
	context.AfterFunc(w.ctx, func() { // requests in hand end while the bot does
		s.front.close(w.ctx, s.log)
		close(stopped)
	})
	err = b.Run(w.ctx)
	if w.ctx.Err() != nil {
		<-stopped
	}
	s.log.Info("stopped")
	return err
}

// backlogOf asks the store what its outbox holds.
func backlogOf(db thidua.Store) bot.Backlog {
	return func(ctx context.Context) (int, time.Time, error) {
		b, err := db.Backlog(ctx)
		return b.Messages, b.Oldest, err
	}
}

// direct has Telegram post updates to the webhook. A bot that polls deletes one when Telegram tells of it.
func (s serving) direct(ctx context.Context, api *telegram.API) error {
	if s.webhook == "" {
		return nil
	}
	return persist(ctx, s.log, func() error {
		if err := api.SetWebhook(ctx, s.webhook, s.secret); err != nil {
			return fmt.Errorf("Telegram does not accept the webhook: %w", err)
		}
		return nil
	})
}

// whoami asks Telegram who the bot is.
func whoami(ctx context.Context, api *telegram.API, log *slog.Logger) (me telegram.Me, err error) {
	err = persist(ctx, log, func() (err error) {
		if me, err = api.Me(ctx); err != nil {
			return fmt.Errorf("Telegram does not accept the token: %w", err)
		}
		return nil
	})
	return me, err
}

// persist calls again and again while Telegram cannot be reached; a refusal ends it.
func persist(ctx context.Context, log *slog.Logger, call func() error) error {
	for pause := time.Second; ; pause = min(2*pause, time.Minute) {
		err := call()
		var refused *telegram.Error
		switch {
		case err == nil:
			return nil
		case errors.As(err, &refused) && !refused.Temporary():
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		}
		log.Warn("Telegram cannot be reached", "error", errors.Unwrap(err), "again in", pause)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

// prepare fills the menu of commands and the empty chat.
func prepare(ctx context.Context, api *telegram.API) (err error) {
	for language, text := range bot.Descriptions() {
		err = errors.Join(err, api.SetDescription(ctx, language, text))
	}
	for language, commands := range bot.Commands() {
		err = errors.Join(err, api.SetCommands(ctx, language, commands))
	}
	return err
}
