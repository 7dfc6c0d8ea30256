package simulator

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// bot is the bot under test: it calls the simulator's handler without a network.
type bot struct {
	t       *testing.T
	server  *Server
	handler http.Handler
}

// reply is the Bot API's envelope.
type reply struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	ErrorCode   int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter int `json:"retry_after"`
	} `json:"parameters"`
	status int
}

func newBot(t *testing.T, options Options) *bot {
	t.Helper()
	s := New(options)
	t.Cleanup(func() {
		if err := s.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return &bot{t, s, s.Handler()}
}

// an returns a person who has pressed Start; her update is confirmed.
func (b *bot) an() *Person {
	p := b.server.Person(7001, "Nguyễn Thị An", "0912 345 678", "vi")
	p.Start("")
	b.call("getUpdates", "offset", "-1")
	b.server.updates.pending = nil
	return p
}

// call posts a form with the pairs of names and values.
func (b *bot) call(method string, pairs ...string) reply {
	b.t.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	r := httptest.NewRequest("POST", b.path(method), strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.do(r)
}

func (b *bot) path(method string) string { return "/bot" + b.server.Token() + "/" + method }

func (b *bot) do(r *http.Request) reply {
	b.t.Helper()
	recorder := httptest.NewRecorder()
	b.handler.ServeHTTP(recorder, r)
	var answer reply
	if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil {
		b.t.Fatalf("%s: answer is not JSON: %v: %s", r.URL.Path, err, recorder.Body)
	}
	answer.status = recorder.Code
	if !answer.OK && answer.ErrorCode != answer.status {
		b.t.Errorf("error_code %d differs from status %d", answer.ErrorCode, answer.status)
	}
	return answer
}

// upload posts multipart; parts maps names to file contents.
func (b *bot) upload(method string, parts map[string]string, pairs ...string) reply {
	b.t.Helper()
	var body bytes.Buffer
	writer := multipart.NewWriter(&body)
	for i := 0; i < len(pairs); i += 2 {
		writer.WriteField(pairs[i], pairs[i+1])
	}
	for name, content := range parts {
		part, err := writer.CreateFormFile(name, name+".docx")
		if err != nil {
			b.t.Fatal(err)
		}
		part.Write([]byte(content))
	}
	writer.Close()
	r := httptest.NewRequest("POST", b.path(method), &body)
	r.Header.Set("Content-Type", writer.FormDataContentType())
	return b.do(r)
}

// must decodes a result into out and fails the test where the call was refused.
func (b *bot) must(answer reply, out any) {
	b.t.Helper()
	if !answer.OK {
		b.t.Fatalf("refused: %d %s", answer.ErrorCode, answer.Description)
	}
	if out != nil {
		if err := json.Unmarshal(answer.Result, out); err != nil {
			b.t.Fatal(err)
		}
	}
}

func (b *bot) send(p *Person, text string, pairs ...string) int {
	b.t.Helper()
	var m struct {
		MessageID int `json:"message_id"`
	}
	b.must(b.call("sendMessage", append([]string{"chat_id", fmt.Sprint(p.ID), "text", text}, pairs...)...), &m)
	return m.MessageID
}

// testUpdate is the part of an Update that tests look at.
type testUpdate struct {
	UpdateID      int          `json:"update_id"`
	Message       *wireMessage `json:"message"`
	EditedMessage *wireMessage `json:"edited_message"`
	CallbackQuery *struct {
		ID      string      `json:"id"`
		Data    string      `json:"data"`
		Message wireMessage `json:"message"`
	} `json:"callback_query"`
	MyChatMember *wireMembership `json:"my_chat_member"`
}

func (b *bot) updates(pairs ...string) []testUpdate {
	b.t.Helper()
	var list []testUpdate
	b.must(b.call("getUpdates", pairs...), &list)
	return list
}

// clock is a time that tests move.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
