// Package telegram speaks the Bot API through go-telegram-bot-api/v5, used as transport only: every call has a
// context, a limit and a status that is looked at, and no error carries the token.
package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// DefaultURL is Telegram's own Bot API server.
const DefaultURL = "https://api.telegram.org"

// Options of an API.
type Options struct {
	Token    string
	URL      string           // of the Bot API server; empty is DefaultURL
	Rate     float64          // messages a second in all; 0 is no pacing
	RateChat float64          // messages a second for one chat; 0 is no pacing
	Now      func() time.Time // the clock of pacing; nil is the machine's

	Transport http.RoundTripper // carries the calls; nil is one that keeps its connections
}

// mostIdle is how many connections are kept: as many as calls may be under way at once, or each burst opens new ones.
const mostIdle = 520

// API calls one bot's methods.
type API struct {
	bot    tgbotapi.BotAPI
	token  string
	url    string
	client *http.Client
	pace   *pace
}

// New makes an API; it calls nobody yet.
func New(o Options) *API {
	if o.URL == "" {
		o.URL = DefaultURL
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Transport == nil {
		o.Transport = &http.Transport{
			Proxy: http.ProxyFromEnvironment, MaxIdleConns: mostIdle, MaxIdleConnsPerHost: mostIdle,
			IdleConnTimeout: 90 * time.Second, TLSHandshakeTimeout: 10 * time.Second, ForceAttemptHTTP2: true, DisableCompression: true,
		}
	}
	a := &API{token: o.Token, url: o.URL, pace: newPace(o.Rate, o.RateChat, o.Now), client: &http.Client{
		// Nobody but a gateway redirects; following would turn the call into a GET.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport:     o.Transport,
	}}
	a.bot = tgbotapi.BotAPI{Token: o.Token, Buffer: 100}
	a.bot.SetAPIEndpoint(strings.TrimRight(strings.ReplaceAll(o.URL, "%", "%%"), "/") + "/bot%s/%s")
	return a
}

// ask makes a call through the library, which has no context of its own, and gives its result as JSON.
func (a *API) ask(ctx context.Context, method string, params tgbotapi.Params, files ...tgbotapi.RequestFile) (json.RawMessage, error) {
	c := &carrier{ctx: ctx, transport: a.client.Transport, token: a.token}
	bound := a.bot
	bound.Client = c
	request := bound.MakeRequest
	if len(files) > 0 {
		request = func(method string, params tgbotapi.Params) (*tgbotapi.APIResponse, error) {
			return bound.UploadFiles(method, params, files)
		}
	}
	response, err := request(method, params)
	if err != nil {
		return nil, a.wrap(method, err)
	}
	if c.result != nil {
		return c.result, nil
	}
	return response.Result, nil
}

// call invokes a method and decodes its result; params hold texts, and JSON for structured values.
func (a *API) call(ctx context.Context, method string, params tgbotapi.Params, result any) error {
	answer, err := a.ask(ctx, method, params)
	if err != nil || result == nil {
		return err
	}
	if err := json.Unmarshal(answer, result); err != nil {
		return fmt.Errorf("read the answer of %s: %w", method, err)
	}
	return nil
}

// Me is the bot itself (getMe).
type Me struct {
	ID       int64  `json:"id"`
	Username string `json:"username"`
}

// Me asks who the bot is (getMe).
func (a *API) Me(ctx context.Context) (Me, error) {
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	var me Me
	return me, a.call(ctx, "getMe", nil, &me)
}

// AnswerTap ends the waiting sign on a pressed button, with a short notice over the chat (answerCallbackQuery).
func (a *API) AnswerTap(ctx context.Context, query, notice string) error {
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	params := tgbotapi.Params{"callback_query_id": query}
	params.AddNonEmpty("text", cut(notice, 200))
	return a.call(ctx, "answerCallbackQuery", params, nil)
}

// Command is an entry of the bot's menu (Bot API BotCommand).
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// SetCommands fills the menu of commands (setMyCommands).
func (a *API) SetCommands(ctx context.Context, language string, commands []Command) error {
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	params := tgbotapi.Params{}
	params.AddNonEmpty("language_code", language)
	if err := params.AddInterface("commands", commands); err != nil {
		return fmt.Errorf("write commands: %w", err)
	}
	return a.call(ctx, "setMyCommands", params, nil)
}

// SetDescription fills what an empty chat shows above Start, at most 512 characters (setMyDescription).
func (a *API) SetDescription(ctx context.Context, language, text string) error {
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	params := tgbotapi.Params{"description": text}
	params.AddNonEmpty("language_code", language)
	return a.call(ctx, "setMyDescription", params, nil)
}

// callLimit bounds a call that waits for nothing.
const callLimit = 20 * time.Second

// cut shortens a text to a number of characters.
func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	if runes := []rune(s); len(runes) > limit {
		return string(runes[:limit-1]) + "…"
	}
	return s
}
