package telegram

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/bot/simulator"
)

const (
	token  = "123456:SECRET-part_of-the-token"
	secret = "SECRET-part_of-the-token"
)

// answering is an API against a server that always answers the same.
func answering(t *testing.T, status int, header, body string) *API {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		if name, value, ok := strings.Cut(header, ": "); ok {
			w.Header().Set(name, value)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(server.Close)
	return New(Options{Token: token, URL: server.URL})
}

var hello = thidua.Message{Chat: 7, Lines: []thidua.Line{{Text: "Xin chào"}}}

func file(text string) *Attachment {
	return &Attachment{Name: "a.txt", Content: strings.NewReader(text)}
}

// sending is the error of sending a message or a file.
func sending(ctx context.Context, api *API, attachment *Attachment) error {
	_, err := api.Send(ctx, hello, attachment)
	return err
}

// TestErrors shows how each refusal is taken, on a message and on an upload.
func TestErrors(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status                 int
		body                   string
		temporary, unreachable bool
		retryAfter             time.Duration
	}{
		"flood":         {429, `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}}`, true, false, 7 * time.Second},
		"blocked":       {403, `{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}`, false, true, 0},
		"deactivated":   {403, `{"ok":false,"error_code":403,"description":"Forbidden: user is deactivated"}`, false, true, 0},
		"no chat":       {400, `{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}`, false, true, 0},
		"bad request":   {400, `{"ok":false,"error_code":400,"description":"Bad Request: can't parse entities"}`, false, false, 0},
		"gateway":       {502, `<html><h1>502 Bad Gateway</h1></html>`, true, false, 0},
		"firewall":      {403, `<html>Access to this site is denied</html>`, true, false, 0},
		"firewall JSON": {403, `{"message":"forbidden"}`, true, false, 0},
		"login page":    {302, ``, true, false, 0},
		"gone page":     {404, `not here`, true, false, 0},
		"half":          {200, `{"ok":true,"resu`, true, false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := answering(t, c.status, "Location: /login", c.body)
			for what, err := range map[string]error{
				"message": sending(t.Context(), api, nil), "upload": sending(t.Context(), api, file("x")),
			} {
				var refused *Error
				if !errors.As(err, &refused) {
					t.Fatalf("%s: error %v", what, err)
				}
				if refused.Temporary() != c.temporary || refused.Unreachable() != c.unreachable || refused.RetryAfter != c.retryAfter {
					t.Errorf("%s: %+v: temporary %v, unreachable %v", what, refused, refused.Temporary(), refused.Unreachable())
				}
			}
		})
	}
}

// TestTokenStaysSecret looks for the token in every kind of error.
func TestTokenStaysSecret(t *testing.T) {
	t.Parallel()
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	dead := "http://" + closed.Addr().String()
	closed.Close()
	hanging := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer hanging.Close()
	for name, api := range map[string]*API{
		"nobody listens":  New(Options{Token: token, URL: dead}),
		"no such host":    New(Options{Token: token, URL: "http://telegram.invalid"}),
		"no such scheme":  New(Options{Token: token, URL: "gopher://127.0.0.1"}),
		"no address":      New(Options{Token: token, URL: "http://[::1"}),
		"control in URL":  New(Options{Token: token, URL: "http://127.0.0.1\x7f"}),
		"percent in URL":  New(Options{Token: token, URL: "http://127.0.0.1:1/%zz%s"}),
		"newline in it":   New(Options{Token: token + "\n", URL: dead}),
		"timeout":         New(Options{Token: token, URL: hanging.URL}),
		"echoing server":  answering(t, 404, "", `{"ok":false,"error_code":404,"description":"no /bot`+token+`/getMe"}`),
		"half an answer":  answering(t, 200, "", `{"ok":true,"result":"`+token+`"}`),
		"redirect to it":  answering(t, 302, "Location: /bot"+token+"/x", ``),
		"oversized reply": answering(t, 200, "", `{"ok":true,"result":"`+strings.Repeat("x", largestAnswer)+`"}`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
			defer cancel()
			_, me := api.Me(ctx)
			_, updates := api.Updates(ctx, 0, 0, unknown)
			for method, err := range map[string]error{"getMe": me, "getUpdates": updates, "sendMessage": sending(ctx, api, nil),
				"sendDocument": sending(ctx, api, file("x"))} {
				if err == nil && !strings.HasPrefix(method, "send") {
					t.Errorf("%s: no error", method)
				}
				if text := fmt.Sprintf("%v %+v %#v", err, err, err); strings.Contains(text, secret) {
					t.Errorf("%s: the token is in %s", method, strings.ReplaceAll(text, secret, "…"))
				}
			}
		})
	}
}

// TestCancelledPoll ends a long poll at once.
func TestCancelledPoll(t *testing.T) {
	t.Parallel()
	polling := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		close(polling)
		<-r.Context().Done()
	}))
	defer server.Close()
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-polling
		cancel()
	}()
	begun := time.Now()
	_, err := New(Options{Token: token, URL: server.URL}).Updates(ctx, 0, time.Minute, unknown)
	if !errors.Is(err, context.Canceled) || time.Since(begun) > 10*time.Second {
		t.Errorf("after %v: %v", time.Since(begun), err)
	}
}

// phone is a simulated bot with one person who wrote to it.
func phone(t *testing.T) (*simulator.Server, *simulator.Person, *API) {
	t.Helper()
	s := simulator.New(simulator.Options{Token: token, BotID: 123456})
	url, err := s.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
		if v := s.Violations(); len(v) > 0 {
			t.Errorf("violations: %v", v)
		}
	})
	p := s.Person(7, "Nguyễn Thị An", "0912 345 678", "vi")
	p.Start("")
	return s, p, New(Options{Token: token, URL: url})
}

// TestSendText shows that what people wrote stays what they wrote.
func TestSendText(t *testing.T) {
	t.Parallel()
	_, p, api := phone(t)
	for _, text := range []string{"<b>đậm</b> & \"x\"", "_*[`~>#+-=|{}.!", "=1+1", "👨\u200d👩\u200d👧 😀", "&lt;i&gt;", "a\nb", "<script>"} {
		for _, style := range []thidua.Style{thidua.Body, thidua.Strong, thidua.Faint} {
			m := thidua.Message{Chat: 7, Lines: []thidua.Line{{Text: text, Style: style}, {Text: "Hết"}}}
			if _, err := api.Send(t.Context(), m, nil); err != nil {
				t.Fatal(err)
			}
			if got := p.Last().Text; got != text+"\nHết" {
				t.Errorf("%s %q arrived as %q", style, text, got)
			}
		}
	}
}

// TestSendCard shows buttons, the contact button and its removal.
func TestSendCard(t *testing.T) {
	t.Parallel()
	_, p, api := phone(t)
	card := hello
	card.Buttons = [][]thidua.Button{{{Label: "Có", Data: "1.0"}, {Label: "Không", Data: "1.1"}}, {{Label: "Hủy", Data: "1.2"}}}
	asking, plain := hello, hello
	asking.Contact, plain.Plain = "Chia sẻ", true
	for _, m := range []thidua.Message{card, asking, plain} {
		if _, err := api.Send(t.Context(), m, nil); err != nil {
			t.Fatal(err)
		}
		last := p.Last()
		switch {
		case len(m.Buttons) > 0 && (len(last.Buttons) != 2 || last.Buttons[0][1].Data != "1.1"):
			t.Errorf("buttons: %v", last.Buttons)
		case m.Contact != "" && (p.Keyboard() == nil || !p.Keyboard().Keys[0][0].RequestContact):
			t.Errorf("keyboard: %v", p.Keyboard())
		case m.Plain && p.Keyboard() != nil:
			t.Errorf("keyboard is still there: %v", p.Keyboard())
		}
	}
}

// TestEdit replaces a card in place, and sends it anew where that cannot be.
func TestEdit(t *testing.T) {
	t.Parallel()
	s, p, api := phone(t)
	send := func(m thidua.Message) simulator.Message {
		t.Helper()
		if _, err := api.Send(t.Context(), m, nil); err != nil {
			t.Fatal(err)
		}
		return p.Last()
	}
	numbered := hello
	numbered.Card = 4
	card, err := api.Send(t.Context(), numbered, nil)
	first := p.Last()
	if want := (thidua.Card{Number: 4, Message: int64(first.ID), Sent: time.Unix(first.Date.Unix(), 0)}); err != nil || card != want {
		t.Errorf("sent as %+v, want %+v (%v)", card, want, err)
	}
	changed := thidua.Message{Chat: 7, Lines: []thidua.Line{{Text: "Đã chọn"}}, Edit: int64(first.ID)}
	if got := send(changed); got.ID != first.ID || got.Text != "Đã chọn" {
		t.Errorf("edited: %d %q", got.ID, got.Text)
	}
	changed.Card = 5
	card, err = api.Send(t.Context(), changed, nil) // nothing to change is done, too
	if card.Message != int64(first.ID) || card.Number != 5 || err != nil || p.Last().ID != first.ID {
		t.Errorf("edited again: %+v, %v", card, err)
	}
	changed.Edit = 1
	if got := send(changed); got.ID == first.ID || got.Text != "Đã chọn" {
		t.Errorf("a card that is gone: %d %q", got.ID, got.Text)
	}
	s.Fail("editMessageText", 1, 502, 0)
	if _, err := api.Send(t.Context(), changed, nil); err == nil {
		t.Error("an edit that failed for a while was sent anew")
	}
}

// TestSendFile protects the file and shortens its caption.
func TestSendFile(t *testing.T) {
	t.Parallel()
	_, p, api := phone(t)
	m := thidua.Message{Chat: 7, Lines: []thidua.Line{{Text: strings.Repeat("<Đợt> ", 1000)}}}
	if _, err := api.Send(t.Context(), m, &Attachment{Name: "bao-cao.docx", Content: strings.NewReader("PK")}); err != nil {
		t.Fatal(err)
	}
	last := p.Last()
	if last.Document == nil || last.Document.Name != "bao-cao.docx" || string(last.Document.Data) != "PK" || !last.ProtectContent {
		t.Errorf("file: %+v, protected %v", last.Document, last.ProtectContent)
	}
	if n := units(last.Text); n > largestCaption || n < largestCaption-10 {
		t.Errorf("caption of %d units", n)
	}
}

// TestAnswerTap ends the waiting sign and cuts a long notice.
func TestAnswerTap(t *testing.T) {
	t.Parallel()
	s, p, api := phone(t)
	p.TapData(1, "0.0")
	updates, err := api.Updates(t.Context(), 0, time.Second, unknown)
	if err != nil {
		t.Fatal(err)
	}
	in := updates[len(updates)-1].Input
	if err := api.AnswerTap(t.Context(), in.Query, strings.Repeat("đ", 300)); err != nil {
		t.Fatal(err)
	}
	if notices := p.Notices(); len(notices) != 1 || len([]rune(notices[0].Text)) != 200 || len(s.Unanswered()) > 0 {
		t.Errorf("notices %v, unanswered %v", notices, s.Unanswered())
	}
}

// TestKnownUpdates tells those that the caller has by their number alone.
func TestKnownUpdates(t *testing.T) {
	t.Parallel()
	_, p, api := phone(t)
	p.Say("một")
	p.Say("hai")
	all, err := api.Updates(t.Context(), 0, time.Second, unknown)
	if err != nil || len(all) < 2 {
		t.Fatal(all, err)
	}
	again, err := api.Updates(t.Context(), 0, time.Second, func(id int64) bool { return id == all[0].ID })
	if err != nil || len(again) != len(all) {
		t.Fatal(again, err)
	}
	if u := again[0]; u.ID != all[0].ID || u.Raw != nil || u.Input.Chat != 0 {
		t.Errorf("a known update came as %+v", u)
	}
	if u := again[1]; u.Input.Text != all[1].Input.Text || u.Input.Chat != p.ID {
		t.Errorf("an unknown update came as %+v", u)
	}
}

// driven is an API whose clock only the test moves.
func driven(all, chat float64) (api *API, pass func(time.Duration)) {
	now := time.Unix(1_700_000_000, 0)
	api = New(Options{Token: token, URL: "http://127.0.0.1:1", Rate: all, RateChat: chat, Now: func() time.Time { return now }})
	return api, func(d time.Duration) { now = now.Add(d) }
}

// TestPace holds a chat to its rate, and all chats to theirs.
func TestPace(t *testing.T) {
	t.Parallel()
	api, pass := driven(30, 1)
	for range burstChat {
		if wait := api.Turn(7); wait != 0 {
			t.Fatalf("within the burst: wait %v", wait)
		}
	}
	if wait := api.Turn(7); wait <= 0 || wait > time.Second {
		t.Errorf("after the burst: wait %v", wait)
	}
	if room, _ := api.Room(1000); room != burst-burstChat {
		t.Errorf("room for %d, want %d", room, burst-burstChat)
	}
	for chat := range int64(burst - burstChat) {
		if wait := api.Turn(100 + chat); wait != 0 {
			t.Fatalf("chat %d: wait %v", chat, wait)
		}
	}
	room, wait := api.Room(1000)
	if room != 0 || wait <= 0 || wait > time.Second/30 {
		t.Errorf("room for %d, wait %v", room, wait)
	}
	pass(time.Second)
	if wait := api.Turn(7); wait != 0 {
		t.Errorf("after a second: wait %v", wait)
	}
	api.Share(3)
	pass(time.Minute)
	if room, _ := api.Room(1000); room != burst/3 {
		t.Errorf("shared by three: room for %d", room)
	}
}

// TestPaceRate lets 98 to 100 % of the rate through on a driven clock, whoever asks and however often.
func TestPaceRate(t *testing.T) {
	t.Parallel()
	api, pass := driven(30, 1)
	const seconds = 1000
	sent, chat := 0, int64(0)
	for range seconds * 100 {
		room, _ := api.Room(1000)
		for range room {
			if chat++; api.Turn(chat) == 0 {
				sent++
			}
		}
		pass(10 * time.Millisecond)
	}
	if sent < 30*seconds*98/100 || sent > 30*seconds+burst {
		t.Errorf("%d messages in %d seconds", sent, seconds)
	}
}

// TestNoPace lets everything through where no rate is set.
func TestNoPace(t *testing.T) {
	t.Parallel()
	api, _ := driven(0, 0)
	for range 1000 {
		if wait := api.Turn(7); wait != 0 {
			t.Fatal(wait)
		}
	}
	if room, _ := api.Room(1000); room != 1000 || api.Paced() {
		t.Errorf("room for %d, paced %v", room, api.Paced())
	}
}

// TestFlood keeps to the scope of a 429: one chat, or everybody where nothing gets through.
func TestFlood(t *testing.T) {
	t.Parallel()
	api, pass := driven(30, 1)
	api.pace.flooded(1, 60*time.Second)
	if room, _ := api.Room(9); room != 9 {
		t.Errorf("one chat is told to wait: room for %d", room)
	}
	began := api.pace.now()
	pass(time.Second)
	api.pace.flows(began)
	api.pace.flooded(2, 60*time.Second)
	if room, _ := api.Room(9); room != 9 {
		t.Errorf("two chats, with others served in between: room for %d", room)
	}
	api.pace.flooded(3, 7*time.Second)
	if room, wait := api.Room(9); room != 0 || wait != 7*time.Second {
		t.Errorf("nothing gets through: room for %d, wait %v", room, wait)
	}
	pass(7 * time.Second)
	if room, _ := api.Room(9); room != 9 {
		t.Errorf("after the wait: room for %d", room)
	}
}

// unknown lets every update be read.
func unknown(int64) bool { return false }

// TestPlainResult takes nothing for the result that is not all of it.
func TestPlainResult(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"ok":true,"result":{"message_id":7}}`:                       `{"message_id":7}`,
		`{"ok":true,"result":[{"update_id":1}]}` + "\n":               `[{"update_id":1}]`,
		`{"ok":true,"result":[]}`:                                     `[]`,
		`{"ok":true,"result":true}`:                                   "",
		`{"ok":true,"result":true,"description":"Webhook was set"}`:   "",
		`{"ok":true,"result":{"id":1},"description":"one more word"}`: "",
		`{"ok": true, "result": {"id":1}}`:                            "",
		`{"result":{"id":1},"ok":true}`:                               "",
		`{"ok":false,"error_code":400,"description":"Bad Request"}`:   "",
		`{"ok":true,"result":}`:                                       "",
	} {
		if got, plain := plainResult([]byte(body)); plain != (want != "") || plain && string(got) != want {
			t.Errorf("%s: %q, %v", body, got, plain)
		}
	}
}

// TestServersOwnPassword names itself to a Bot API server as its address says, on a call and on an upload.
func TestServersOwnPassword(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		if user, password, given := r.BasicAuth(); !given || user != "so" || password != "mật khẩu" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		_, _ = io.WriteString(w, `{"ok":true,"result":{"message_id":5,"date":1800000000}}`)
	}))
	t.Cleanup(server.Close)
	api := New(Options{Token: token, URL: strings.Replace(server.URL, "http://", "http://so:m%E1%BA%ADt%20kh%E1%BA%A9u@", 1)})
	for name, attachment := range map[string]*Attachment{"call": nil, "upload": file("a")} {
		if card, err := api.Send(t.Context(), hello, attachment); err != nil || card.Message != 5 {
			t.Errorf("%s: %+v, %v", name, card, err)
		}
	}
}

// TestUpdatesThatAreNone refuses an answer that holds no updates and is no array: it confirms nothing.
func TestUpdatesThatAreNone(t *testing.T) {
	t.Parallel()
	for body, wrong := range map[string]bool{`{"ok":true,"result":true}`: true, `{"ok":true,"result":{}}`: true, `{"ok":true,"result":[{}]}`: true,
		`{"ok":true,"result":[ ]}`: false} {
		if updates, err := answering(t, 200, "", body).Updates(t.Context(), 0, 0, unknown); (err != nil) != wrong || len(updates) > 0 {
			t.Errorf("%s: %v, %v", body, updates, err)
		}
	}
}
