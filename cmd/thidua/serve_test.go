package main

import (
	"context"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"thidua/bot/simulator"
)

// status asks a path of the HTTP address until it gives the wanted status.
func status(t *testing.T, address, path string, want int) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	got := 0
	for ctx.Err() == nil {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			continue // not listening yet
		}
		body, _ := io.ReadAll(response.Body)
		response.Body.Close()
		if got = response.StatusCode; got == want {
			return string(body)
		}
	}
	t.Fatalf("%s: status %d, want %d", path, got, want)
	return ""
}

// TestServeWebhook receives by webhook, stops gracefully, and goes back to polling.
func TestServeWebhook(t *testing.T) {
	t.Parallel()
	sim, url := phone(t, simulator.Options{WebhookRetry: 100 * time.Millisecond})
	address, meter := freeAddress(t), freeAddress(t)
	w := terminal{TB: t, env: map[string]string{"METRICS_ADDR": meter, "STORE_URL": stores["file"](t), "TELEGRAM_API_URL": url,
		"TELEGRAM_BOT_TOKEN": sim.Token(), "WEBHOOK_URL": "http://" + address + "/telegram", "WEBHOOK_SECRET": "secret_of-the-hook",
		"LISTEN_ADDR": address, "LOG_LEVEL": "debug"}}
	bot := serve(w)
	if got := status(t, address, "/healthz", http.StatusOK); got != "ok\n" {
		t.Errorf("health: %q", got)
	}
	status(t, address, "/readyz", http.StatusOK)
	status(t, address, "/telegram", http.StatusForbidden)
	status(t, address, "/", http.StatusNotFound)
	p := sim.Person(7, "Nguyễn Thị An", "0912 345 678", "vi")
	greeted := func(times int) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		err := p.Wait(ctx, func(all []simulator.Message) bool {
			n := 0
			for _, m := range all {
				if m.FromBot {
					n++
				}
			}
			return n == times
		})
		if err != nil {
			t.Fatalf("greeting %d: %v", times, err)
		}
	}
	p.Start("")
	greeted(1)
	if counted := status(t, meter, "/metrics", http.StatusOK); !strings.Contains(counted, "thidua_commits_total 1\n") {
		t.Errorf("metrics: %s", counted)
	}
	status(t, address, "/metrics", http.StatusNotFound)
	if err := bot.stop(); err != nil {
		t.Errorf("stopped: %v", err)
	}
	p.Say("còn ai không?") // waits at Telegram
	bot.env = append(bot.env, "WEBHOOK_URL=")
	bot.start()
	status(t, address, "/readyz", http.StatusOK)
	greeted(2)
	if strings.Contains(bot.log.String(), "secret_of-the-hook") {
		t.Error("the webhook's secret is in the log")
	}
}

// TestNotReady answers for its health before Telegram can be reached, and is not ready.
func TestNotReady(t *testing.T) {
	t.Parallel()
	address := freeAddress(t)
	w := terminal{TB: t, env: map[string]string{"STORE_URL": "file:" + filepath.Join(t.TempDir(), "x.db"), "LISTEN_ADDR": address,
		"TELEGRAM_API_URL": "http://" + freeAddress(t), "TELEGRAM_BOT_TOKEN": "1:SECRET"}}
	bot := serve(w)
	status(t, address, "/healthz", http.StatusOK)
	status(t, address, "/readyz", http.StatusServiceUnavailable)
	if err := bot.stop(); err != nil {
		t.Errorf("stopped: %v", err)
	}
}
