package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// largestAnswer bounds what is read of an answer, in bytes: 100 updates stay far below.
const largestAnswer = 16 << 20

// carrier is the library's HTTP client for one call: it adds the context, caps the body, looks at the status, and
// keeps the token out of errors. It keeps no cookies and follows no redirects.
type carrier struct {
	ctx       context.Context
	transport http.RoundTripper
	token     string
	result    json.RawMessage // what the Bot API answered, where the library is not given it to read
}

// Do sends a request.
func (c *carrier) Do(request *http.Request) (*http.Response, error) {
	if user := request.URL.User; user != nil { // of a server behind a gateway that asks for it
		password, _ := user.Password()
		request.SetBasicAuth(user.Username(), password)
	}
	response, err := c.transport.RoundTrip(request.WithContext(c.ctx))
	if err != nil {
		return nil, c.scrub(err)
	}
	var answer bytes.Buffer
	answer.Grow(int(min(max(response.ContentLength, 0), largestAnswer)) + bytes.MinRead)
	_, err = answer.ReadFrom(io.LimitReader(response.Body, largestAnswer))
	response.Body.Close()
	if err != nil {
		return nil, c.scrub(err)
	}
	body := answer.Bytes()
	if !speaksBotAPI(body) { // the library would lose the status
		return nil, &Error{Code: response.StatusCode, Description: http.StatusText(response.StatusCode), Between: true}
	}
	if result, plain := plainResult(body); plain {
		c.result, body = result, []byte(`{"ok":true}`)
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	return response, nil
}

// plainResult cuts the result out of an answer that holds nothing beside it, as Telegram's own server writes them: the
// library would read all of it twice before anybody knows what it says. An answer with more behind the result does not
// end so.
func plainResult(body []byte) (json.RawMessage, bool) {
	result, plain := bytes.CutPrefix(bytes.TrimRight(body, "\r\n"), []byte(`{"ok":true,"result":`))
	if !plain || len(result) < len("{}}") {
		return nil, false
	}
	result = result[:len(result)-1] // the closing brace, as speaksBotAPI has seen
	first, last := result[0], result[len(result)-1]
	return result, first == '{' && last == '}' || first == '[' && last == ']'
}

// speaksBotAPI tells an answer of the Bot API from a gateway's page or a firewall's JSON.
func speaksBotAPI(body []byte) bool {
	if bytes.HasPrefix(body, []byte(`{"ok":`)) { // as Telegram's own server writes; the library decodes it
		return bytes.HasSuffix(bytes.TrimRight(body, "\r\n"), []byte("}"))
	}
	var answer struct {
		OK *bool `json:"ok"`
	}
	return json.Unmarshal(body, &answer) == nil && answer.OK != nil
}

func (c *carrier) scrub(err error) error { return scrub(err, c.token) }

// scrub takes the address, which holds the token, out of an error of net/http, and the token out of whatever else
// may quote it.
func scrub(err error, token string) error {
	var address *url.Error
	if errors.As(err, &address) {
		err = address.Err
	}
	text := err.Error()
	if secret := secretOf(token); secret != "" && strings.Contains(text, secret) {
		return errors.New(strings.ReplaceAll(strings.ReplaceAll(text, token, "<token>"), secret, "<token>"))
	}
	return err
}

// secretOf is what follows the bot's id in a token; quoted or cut out of an address, it is as good as all of it.
func secretOf(token string) string {
	if _, secret, found := strings.Cut(token, ":"); found {
		return secret
	}
	return token
}

// Error is what the Bot API refused, or the status of something between that did not speak JSON.
type Error struct {
	Method      string
	Code        int // HTTP status; 0 where the library lost it
	Description string
	RetryAfter  time.Duration
	Between     bool // said by something on the way, such as a proxy or a firewall: the Bot API did not hear the call
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s: %d %s", e.Method, e.Code, e.Description)
}

// Temporary tells whether the same call may succeed later.
func (e *Error) Temporary() bool {
	return e.Between || e.RetryAfter > 0 || e.Code == 429 || e.Code >= 500 || e.Code == 409
}

// Unreachable tells that the person left: blocked the bot, was deactivated, or was never there.
func (e *Error) Unreachable() bool {
	if e.Between {
		return false
	}
	return e.Code == 403 || strings.Contains(e.Description, "chat not found") || strings.Contains(e.Description, "user is deactivated")
}

// wrap gives the library's error our form: code 0 on uploads is told by its words.
func (a *API) wrap(method string, err error) error {
	var own *Error
	if errors.As(err, &own) {
		own.Method = method
		return own
	}
	var refused *tgbotapi.Error
	if errors.As(err, &refused) {
		e := &Error{Method: method, Code: refused.Code, Description: scrub(refused, a.token).Error(),
			RetryAfter: time.Duration(refused.RetryAfter) * time.Second}
		if e.Code == 0 {
			e.Code = codeOf(refused)
		}
		return e
	}
	return fmt.Errorf("call %s: %w", method, scrub(err, a.token))
}

func codeOf(refused *tgbotapi.Error) int {
	switch {
	case refused.RetryAfter > 0:
		return 429
	case strings.HasPrefix(refused.Message, "Forbidden"):
		return 403
	case strings.HasPrefix(refused.Message, "Bad Request"):
		return 400
	}
	return 0
}
