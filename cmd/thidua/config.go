package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"strconv"
	"strings"

	"thidua/bot/telegram"
	"thidua/flows/vietnamese"
)

// config is what the environment says; the README lists every variable.
type config struct {
	Token     string // never printed
	APIURL    string
	StoreURL  string
	StoreSet  bool   // STORE_URL was given
	FilesSet  bool   // FILES_URL was given
	Webhook   string // URL to which Telegram posts updates; empty: they are polled
	Secret    string // of the webhook; never printed
	Listen    string // address of the webhook, /healthz and /readyz
	ListenSet bool   // LISTEN_ADDR was given
	Metrics   string // address of /metrics; empty: none
	FilesURL  string // of evidence files
	Rate      float64
	RateChat  float64
	LogLevel  slog.Level
	LogFormat string
	Holidays  *vietnamese.Calendar // with the rows of HOLIDAYS_FILE
}

// calendar says when public offices work.
func (c config) calendar() *vietnamese.Calendar {
	if c.Holidays == nil {
		return vietnamese.OfficialCalendar()
	}
	return c.Holidays
}

// readConfig reads the environment and reports all that is wrong with it together.
func readConfig(getenv func(string) string) (config, error) {
	c := config{APIURL: or(getenv("TELEGRAM_API_URL"), telegram.DefaultURL), StoreURL: or(getenv("STORE_URL"), "file:./data/thidua.db"),
		StoreSet: getenv("STORE_URL") != "", FilesSet: getenv("FILES_URL") != "", Webhook: getenv("WEBHOOK_URL"), Listen: or(getenv("LISTEN_ADDR"), "127.0.0.1:8080"),
		FilesURL: or(getenv("FILES_URL"), "file:./data/files"), Metrics: getenv("METRICS_ADDR"), ListenSet: getenv("LISTEN_ADDR") != "", LogFormat: or(getenv("LOG_FORMAT"), "text")}
	var faults []error
	var err error
	if c.Token, err = secret(getenv, "TELEGRAM_BOT_TOKEN"); err != nil {
		faults = append(faults, err)
	}
	if c.Secret, err = secret(getenv, "WEBHOOK_SECRET"); err != nil {
		faults = append(faults, err)
	} else if c.Webhook != "" {
		faults = append(faults, c.checkWebhook()...)
	}
	if c.Metrics != "" && c.Metrics == c.Listen {
		faults = append(faults, errors.New("METRICS_ADDR must be another address than LISTEN_ADDR"))
	}
	if c.Holidays, err = holidays(getenv("HOLIDAYS_FILE")); err != nil {
		faults = append(faults, err)
	}
	if c.Rate, err = rate(getenv, "SEND_RATE", 30); err != nil {
		faults = append(faults, err)
	}
	if c.RateChat, err = rate(getenv, "SEND_RATE_CHAT", 1); err != nil {
		faults = append(faults, err)
	}
	if err := c.LogLevel.UnmarshalText([]byte(or(getenv("LOG_LEVEL"), "info"))); err != nil {
		faults = append(faults, errors.New("LOG_LEVEL is none of debug, info, warn, error"))
	}
	if c.LogFormat != "text" && c.LogFormat != "json" {
		faults = append(faults, errors.New("LOG_FORMAT is neither text nor json"))
	}
	if len(faults) > 0 {
		return c, wrong{errors.Join(faults...)}
	}
	return c, nil
}

// checkWebhook tells what Telegram would refuse (Bot API setWebhook).
func (c config) checkWebhook() (faults []error) {
	const characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
	if c.Secret == "" || len(c.Secret) > 256 || strings.Trim(c.Secret, characters) != "" {
		faults = append(faults, errors.New("WEBHOOK_SECRET must have 1 to 256 of the characters A-Z, a-z, 0-9, _ and -: make one with `openssl rand -hex 32`"))
	}
	u, err := url.Parse(c.Webhook)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return append(faults, errors.New("WEBHOOK_URL is not an https:// address"))
	case u.Path == healthPath || u.Path == readyPath:
		return append(faults, fmt.Errorf("WEBHOOK_URL must have another path than %s and %s", healthPath, readyPath))
	}
	return faults
}

func or(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}

// secret reads NAME, or the file that NAME_FILE names.
func secret(getenv func(string) string, name string) (string, error) {
	if file := getenv(name + "_FILE"); file != "" {
		content, err := os.ReadFile(file)
		if err != nil {
			return "", fmt.Errorf("%s_FILE: %w", name, err)
		}
		return strings.TrimSpace(string(content)), nil
	}
	return strings.TrimSpace(getenv(name)), nil
}

// holidays reads the operator's own rows of the calendar, if there are any.
func holidays(path string) (*vietnamese.Calendar, error) {
	if path == "" {
		return nil, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("HOLIDAYS_FILE: %w", err)
	}
	defer file.Close()
	calendar, err := vietnamese.ExtendedCalendar(file)
	if err != nil {
		return nil, fmt.Errorf("HOLIDAYS_FILE: %w", err)
	}
	return calendar, nil
}

func rate(getenv func(string) string, name string, otherwise float64) (float64, error) {
	text := getenv(name)
	if text == "" {
		return otherwise, nil
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || !(value >= 0) {
		return 0, fmt.Errorf("%s is not a number of messages a second", name)
	}
	return value, nil
}

// logger writes to the error stream; nothing that people said ever reaches it.
func (w *world) logger() *slog.Logger {
	options := &slog.HandlerOptions{Level: w.config.LogLevel}
	if w.config.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w.err, options))
	}
	return slog.New(slog.NewTextHandler(w.err, options))
}
