package simulator

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// refusal is an answer with ok=false, in Telegram's words.
type refusal struct {
	status     int
	text       string
	retryAfter int // seconds, sent as parameters.retry_after
}

func (r *refusal) Error() string { return r.text }

func bad(format string, args ...any) error {
	return &refusal{status: http.StatusBadRequest, text: "Bad Request: " + fmt.Sprintf(format, args...)}
}

func forbidden(text string) error {
	return &refusal{status: http.StatusForbidden, text: "Forbidden: " + text}
}

func conflict(text string) error {
	return &refusal{status: http.StatusConflict, text: "Conflict: " + text}
}

func tooMany(wait time.Duration) *refusal {
	seconds := max(1, int((wait+time.Second-1)/time.Second))
	return &refusal{http.StatusTooManyRequests, fmt.Sprintf("Too Many Requests: retry after %d", seconds), seconds}
}

// errDropped ends a call without an answer.
var errDropped = errors.New("connection dropped")

// call is one checked request to a method.
type call struct {
	ctx    context.Context
	method string
	values map[string]json.RawMessage // typed by the schema
	files  map[string]upload
}

// serveMethod answers /bot<token>/<method>.
func (s *Server) serveMethod(w http.ResponseWriter, r *http.Request) {
	token, method, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/bot"), "/")
	name, spec, known := s.schema.method(method)
	var result any
	var err error
	switch {
	case !known:
		err = &refusal{status: http.StatusNotFound, text: "Not Found"}
	case subtle.ConstantTimeCompare([]byte(token), []byte(s.options.Token)) != 1:
		err = &refusal{status: http.StatusUnauthorized, text: "Unauthorized"}
	case r.Method != http.MethodGet && r.Method != http.MethodPost:
		err = &refusal{status: http.StatusMethodNotAllowed, text: "Method Not Allowed"}
	default:
		result, err = s.perform(w, r, name, spec)
	}
	s.answer(w, name, result, err)
}

// perform reads, checks and runs one call, with the faults that were asked for.
func (s *Server) perform(w http.ResponseWriter, r *http.Request, name string, spec documentedCall) (any, error) {
	values, files, err := readParameters(w, r)
	if err != nil {
		return nil, err
	}
	c := &call{ctx: r.Context(), method: name, files: files}
	if err := s.check(c, spec, values); err != nil {
		return nil, err
	}
	if err := s.obeyWait(c); err != nil {
		return nil, err
	}
	fault, err := s.takeFault(c)
	if err != nil {
		return nil, err
	}
	if err := s.pace(c); err != nil {
		return nil, err
	}
	result, err := methods[name](s, c)
	if fault.dropAnswer {
		return nil, errDropped
	}
	return result, err
}

// methods says which function answers which method; its keys are those of methods.json.
var methods = map[string]func(*Server, *call) (any, error){
	"getMe":                  (*Server).getMe,
	"getUpdates":             (*Server).getUpdates,
	"setWebhook":             (*Server).setWebhook,
	"deleteWebhook":          (*Server).deleteWebhook,
	"getWebhookInfo":         (*Server).getWebhookInfo,
	"sendMessage":            (*Server).sendMessage,
	"sendDocument":           (*Server).sendDocument,
	"sendPhoto":              (*Server).sendPhoto,
	"sendAudio":              sendAs("audio"),
	"sendVideo":              sendAs("video"),
	"sendVoice":              sendAs("voice"),
	"sendAnimation":          sendAs("animation"),
	"sendMediaGroup":         (*Server).sendMediaGroup,
	"sendChatAction":         (*Server).sendChatAction,
	"editMessageText":        (*Server).editMessageText,
	"editMessageReplyMarkup": (*Server).editMessageReplyMarkup,
	"deleteMessage":          (*Server).deleteMessage,
	"setMessageReaction":     (*Server).setMessageReaction,
	"answerCallbackQuery":    (*Server).answerCallbackQuery,
	"getFile":                (*Server).getFile,
	"setMyCommands":          (*Server).setMyCommands,
	"setMyDescription":       (*Server).setMyDescription,
	"setMyShortDescription":  (*Server).setMyShortDescription,
}

// answer writes the envelope of every Bot API answer.
func (s *Server) answer(w http.ResponseWriter, method string, result any, err error) {
	if errors.Is(err, errDropped) || errors.Is(err, context.Canceled) {
		panic(http.ErrAbortHandler)
	}
	envelope := map[string]any{"ok": true, "result": result}
	status := http.StatusOK
	if err != nil {
		no := asRefusal(err)
		status = no.status
		envelope = map[string]any{"ok": false, "error_code": no.status, "description": no.text}
		if no.retryAfter > 0 {
			envelope["parameters"] = map[string]int{"retry_after": no.retryAfter}
		}
		s.mu.Lock()
		s.refused = append(s.refused, fmt.Sprintf("%s: %d %s", method, no.status, no.text))
		s.mu.Unlock()
	}
	s.options.Log.Debug("bot api call", "method", method, "status", status)
	writeJSON(w, status, envelope)
}

func asRefusal(err error) *refusal {
	var no *refusal
	if errors.As(err, &no) {
		return no
	}
	return &refusal{status: http.StatusInternalServerError, text: "Internal Server Error: " + err.Error()}
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		http.Error(w, "the answer is not JSON", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	w.Write(body)
}

func (c *call) has(name string) bool { _, ok := c.values[name]; return ok }

func (c *call) integer(name string) int64 {
	var n int64
	json.Unmarshal(c.values[name], &n)
	return n
}

func (c *call) text(name string) string {
	var t string
	json.Unmarshal(c.values[name], &t)
	return t
}

// chatID is 0 where the call names no chat by number.
func (c *call) chatID() int64 {
	if text := c.text("chat_id"); text != "" {
		id, _ := strconv.ParseInt(text, 10, 64) // "@name" names no chat here
		return id
	}
	return c.integer("chat_id")
}

func (c *call) yes(name string) bool { return string(c.values[name]) == "true" }
