package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"thidua"
	"thidua/bot/simulator"
	"thidua/bot/telegram"
)

// echoActs is how often each person writes to the bot that keeps nothing.
const echoActs = 40

// echo answers everything with one card and keeps nothing. What it uses of the machine is what calling Telegram costs: the least that any
// bot can use which calls it by the same library.
func echo(ctx context.Context, api *telegram.API) error {
	var calls sync.WaitGroup
	defer calls.Wait()
	for next := int64(0); ctx.Err() == nil; {
		updates, err := api.Updates(ctx, next, 10*time.Second, func(int64) bool { return false })
		if err != nil && ctx.Err() == nil {
			return err
		}
		for _, u := range updates {
			next = max(next, u.ID+1)
			calls.Go(func() {
				if u.Input.Query != "" {
					_ = api.AnswerTap(ctx, u.Input.Query, "")
				}
				_, _ = api.Send(ctx, thidua.Message{Chat: u.Input.Chat, Lines: []thidua.Line{{Text: "Số người dự"}},
					Buttons: [][]thidua.Button{{{Label: "Quay lại", Data: "1.0"}, {Label: "Tạm dừng", Data: "1.1"}}}}, nil)
			})
		}
	}
	return nil
}

// converseWithEcho measures a crowd that taps as often as it types, as in a form.
func converseWithEcho(t testing.TB, people int) conversation {
	t.Helper()
	sim, url := phone(t, simulator.Options{})
	w := terminal{TB: t, env: map[string]string{"STORE_URL": stores["file"](t), "TELEGRAM_API_URL": url, "TELEGRAM_BOT_TOKEN": sim.Token()}}
	bot := newMeasured(w, "echo")
	crowd := make([]*clerk, people)
	for i := range crowd {
		crowd[i] = &clerk{player: &player{Person: sim.Person(firstPerson+int64(i), fmt.Sprint(i), "", "vi"), patience: crashPatience}}
	}
	act := func(acts int) func(context.Context, *clerk) error {
		return func(ctx context.Context, c *clerk) (err error) {
			for n := range acts {
				begun := time.Now()
				if n%2 == 0 {
					c.Say(fmt.Sprint(n))
				} else {
					err = c.Tap("Quay lại")
				}
				_, late := c.Next(ctx)
				if err = errors.Join(err, late); err != nil {
					return err
				}
				c.waits = append(c.waits, time.Since(begun))
			}
			return nil
		}
	}
	allAtOnce(t, crowd, act(1))
	return measure("echo", bot, crowd, act(echoActs))
}
