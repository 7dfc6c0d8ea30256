package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"thidua/bot"
)

// The paths of the HTTP address beside the webhook's.
const (
	healthPath = "/healthz"
	readyPath  = "/readyz"
)

// Limits of the HTTP address: Telegram posts at once and waits for the commit.
const (
	readLimit  = 10 * time.Second
	writeLimit = 40 * time.Second
	idleLimit  = 2 * time.Minute
	stopLimit  = 5 * time.Second
)

// front is the HTTP address, and that of the metrics. It listens from the start; until the bot runs it says that it is not ready.
type front struct {
	server *http.Server
	meter  *http.Server // of /metrics; nil without METRICS_ADDR
	bot    atomic.Pointer[bot.Bot]
	hook   atomic.Pointer[http.Handler]
}

// openFront listens at an address. Where nobody chose the address and nobody needs it, one that is taken is no failure.
func openFront(c config, log *slog.Logger) (*front, error) {
	f := &front{}
	if err := f.openMeter(c.Metrics, log); err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		if f.meter != nil && (c.ListenSet || c.Webhook != "") {
			f.meter.Close()
		}
		if c.ListenSet || c.Webhook != "" {
			return nil, fmt.Errorf("listen on LISTEN_ADDR: %w", err)
		}
		log.Warn("no /healthz and /readyz: the address is taken; set LISTEN_ADDR", "error", err)
		return f, nil
	}
	f.server = newServer(f.routes(c.Webhook), log)
	go answer(f.server, listener, log)
	return f, nil
}

// openMeter listens for Prometheus, on an address of its own: the webhook's is open to the world.
func (f *front) openMeter(address string, log *slog.Logger) error {
	if address == "" {
		return nil
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("listen on METRICS_ADDR: %w", err)
	}
	f.meter = newServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b := f.bot.Load()
		switch {
		case r.URL.Path != "/metrics":
			http.NotFound(w, r)
		case b == nil:
			http.Error(w, "not ready", http.StatusServiceUnavailable)
		default:
			b.Metrics().ServeHTTP(w, r)
		}
	}), log)
	go answer(f.meter, listener, log)
	return nil
}

func answer(server *http.Server, listener net.Listener, log *slog.Logger) {
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		log.Error("an HTTP address failed", "error", err)
	}
}

func newServer(handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{Handler: handler, ReadTimeout: readLimit, ReadHeaderTimeout: readLimit, WriteTimeout: writeLimit,
		IdleTimeout: idleLimit, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug)}
}

func (f *front) routes(webhook string) http.Handler {
	path := ""
	if u, err := url.Parse(webhook); err == nil && webhook != "" {
		path = or(u.Path, "/")
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case healthPath:
			_, _ = io.WriteString(w, "ok\n")
		case readyPath:
			f.ready(w, r)
		case path:
			f.receive(w, r)
		default:
			http.NotFound(w, r)
		}
	})
}

func (f *front) ready(w http.ResponseWriter, r *http.Request) {
	b := f.bot.Load()
	if b == nil {
		http.Error(w, "Telegram has not accepted the token yet", http.StatusServiceUnavailable)
		return
	}
	if err := b.Ready(r.Context()); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	_, _ = io.WriteString(w, "ready\n")
}

func (f *front) receive(w http.ResponseWriter, r *http.Request) {
	hook := f.hook.Load()
	if hook == nil {
		http.Error(w, "not ready", http.StatusServiceUnavailable)
		return
	}
	(*hook).ServeHTTP(w, r)
}

// show lets the bot answer from now on.
func (f *front) show(b *bot.Bot, secret string) {
	f.bot.Store(b)
	if secret != "" {
		hook := b.Receiver(secret)
		f.hook.Store(&hook)
	}
}

// close lets requests in hand end, for a while.
func (f *front) close(ctx context.Context, log *slog.Logger) {
	if f.meter != nil {
		f.meter.Close()
	}
	if f.server == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopLimit)
	defer cancel()
	if err := f.server.Shutdown(ctx); err != nil {
		log.Warn("requests were cut off", "error", err)
		f.server.Close()
	}
}
