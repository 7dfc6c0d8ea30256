package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"thidua"
	"thidua/bot"
	"thidua/bot/telegram"
	"thidua/flows/vietnamese"
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
	return w.serve(serving{store: db, token: w.config.Token, url: w.config.APIURL, now: time.Now,
		rate: w.config.Rate, rateChat: w.config.RateChat, log: w.logger()})
}

// serving is what a running bot needs; the demo gives its own clock, server and token.
type serving struct {
	store          thidua.Store
	token, url     string
	now            func() time.Time
	rate, rateChat float64
	log            *slog.Logger
}

// serve runs a bot: it learns who it is, makes the store its own, and polls.
func (w *world) serve(s serving) error {
	api := telegram.New(telegram.Options{Token: s.token, URL: s.url, Rate: s.rate, RateChat: s.rateChat})
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
	if err := prepare(w.ctx, api); err != nil {
		s.log.Warn("prepare the bot's menu", "error", err)
	}
	s.log.Info("serving", "bot", me.Username)
	b := bot.New(bot.Options{Store: s.store, API: api, Now: s.now, Log: s.log, Owner: rand.Text(),
		Calendar: vietnamese.OfficialCalendar()})
	err = b.Run(w.ctx)
	s.log.Info("stopped")
	return err
}

// whoami asks Telegram who the bot is, again and again while Telegram cannot be reached.
func whoami(ctx context.Context, api *telegram.API, log *slog.Logger) (telegram.Me, error) {
	for pause := time.Second; ; pause = min(2*pause, time.Minute) {
		me, err := api.Me(ctx)
		var refused *telegram.Error
		switch {
		case err == nil:
			return me, nil
		case errors.As(err, &refused) && !refused.Temporary():
			return me, fmt.Errorf("Telegram does not accept the token: %w", err)
		case ctx.Err() != nil:
			return me, ctx.Err()
		}
		log.Warn("Telegram cannot be reached", "error", err, "again in", pause)
		select {
		case <-ctx.Done():
			return me, ctx.Err()
		case <-time.After(pause):
		}
	}
}

// prepare makes polling possible and fills the menu of commands and the empty chat.
func prepare(ctx context.Context, api *telegram.API) error {
	err := api.DeleteWebhook(ctx)
	for language, text := range bot.Descriptions() {
		err = errors.Join(err, api.SetDescription(ctx, language, text))
	}
	for language, commands := range bot.Commands() {
		err = errors.Join(err, api.SetCommands(ctx, language, commands))
	}
	return err
}
