package simulator

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// browse asks for a page path as a browser on this machine would.
func (b *bot) browse(method, path, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Host = "127.0.0.1:8081"
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	recorder := httptest.NewRecorder()
	b.handler.ServeHTTP(recorder, r)
	return recorder
}

func TestPageIsServed(t *testing.T) {
	b := newBot(t, Options{})
	for path, want := range map[string]string{
		"/": "<!doctype html>", "/page.css": ":root", "/page.js": "import", "/text.js": "export", "/icon.svg": "<svg",
	} {
		got := b.browse("GET", path, "")
		if got.Code != 200 || !strings.Contains(got.Body.String(), want) {
			t.Errorf("%s: %d", path, got.Code)
		}
		policy := got.Header().Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", path, policy)
		}
	}
	if got := b.browse("GET", "/methods.json", ""); got.Code != 404 {
		t.Errorf("a file outside the page answered %d", got.Code)
	}
}

// TestPageLoadsNothingFromElsewhere also keeps HTML parsing of texts out of the scripts.
func TestPageLoadsNothingFromElsewhere(t *testing.T) {
	files, err := pageFiles.ReadDir("page")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := pageFiles.ReadFile("page/" + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(data), "http://www.w3.org/2000/svg", "")
		for _, banned := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "eval(", "src=\"http", "href=\"http", "url(http", "@import", "token"} {
			if strings.Contains(text, banned) {
				t.Errorf("%s contains %s", file.Name(), banned)
			}
		}
	}
}

func TestPageIsGuarded(t *testing.T) {
	b := newBot(t, Options{})
	b.an()
	say := `{"text":"x"}`
	cases := []struct {
		name, method, path, host string
		header                   []string
		want                     int
	}{
		{"own page", "POST", "/people/7001/say", "127.0.0.1:8081", []string{"Origin", "http://127.0.0.1:8081"}, 204},
		{"by name", "POST", "/people/7001/say", "localhost:8081", nil, 204},
		{"IPv6", "POST", "/people/7001/say", "[::1]:8081", nil, 204},
		{"no browser", "POST", "/people/7001/say", "127.0.0.1", []string{"Sec-Fetch-Site", ""}, 204},
		{"another site", "POST", "/people/7001/say", "127.0.0.1:8081", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"another port", "POST", "/people/7001/say", "127.0.0.1:8081", []string{"Sec-Fetch-Site", "same-site"}, 403},
		{"another origin, old browser", "POST", "/people/7001/say", "127.0.0.1:8081", []string{"Sec-Fetch-Site", "", "Origin", "https://evil.example"}, 403},
		{"rebound name", "POST", "/people/7001/say", "evil.example:8081", nil, 403},
		{"rebound name reading", "GET", "/people", "evil.example", nil, 403},
		{"rebound name, the page", "GET", "/", "localhost.evil.example", nil, 403},
		{"nobody", "POST", "/people/9/say", "localhost", nil, 404},
		{"no act", "POST", "/people/7001/shout", "localhost", nil, 404},
		{"acts by GET", "GET", "/people/7001/say", "localhost", nil, 404},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := httptest.NewRequest(c.method, c.path, strings.NewReader(say))
			r.Host = c.host
			r.Header.Set("Sec-Fetch-Site", "same-origin")
			for i := 0; i < len(c.header); i += 2 {
				r.Header.Set(c.header[i], c.header[i+1])
				if c.header[i+1] == "" {
					r.Header.Del(c.header[i])
				}
			}
			recorder := httptest.NewRecorder()
			b.handler.ServeHTTP(recorder, r)
			if recorder.Code != c.want {
				t.Errorf("got %d, want %d", recorder.Code, c.want)
			}
		})
	}
}

func TestPageActs(t *testing.T) {
	b := newBot(t, Options{})
	p := b.server.Person(7001, "Nguyễn Thị An", "0912345678", "vi")
	p.Note, p.Payload = "Phòng Tổng hợp", "INVITE"
	act := func(name, body string, want int) {
		t.Helper()
		if got := b.browse("POST", "/people/7001/"+name, body); got.Code != want {
			t.Errorf("%s %s: %d %s", name, body, got.Code, got.Body)
		}
	}
	newest := func() testUpdate {
		t.Helper()
		list := b.updates()
		return list[len(list)-1]
	}
	act("start", `{}`, 204)
	if got := newest().Message.Text; got != "/start INVITE" {
		t.Errorf("the first start sends %q", got)
	}
	act("start", `{}`, 204)
	if got := newest().Message.Text; got != "/start" {
		t.Errorf("a later start sends %q", got)
	}
	act("say", `{"text":" xin chào "}`, 204)
	said := newest().Message
	act("edit", fmt.Sprintf(`{"message":%d,"text":"chào"}`, said.MessageID), 204)
	if got := newest().EditedMessage; got == nil || got.Text != "chào" {
		t.Errorf("got %+v", got)
	}
	act("edit", `{"message":1,"text":"x"}`, 409)
	asked := b.send(p, "Ý kiến?")
	act("reply", fmt.Sprintf(`{"message":%d,"text":"đồng ý"}`, asked), 204)
	if got := newest().Message; got.Text != "đồng ý" || got.ReplyToMessage == nil || got.ReplyToMessage.MessageID != asked {
		t.Errorf("got %+v", got)
	}
	act("reply", `{"message":1,"text":"x"}`, 409)
	m := b.send(p, "Có không?", "reply_markup", `{"inline_keyboard":[[{"text":"Có","callback_data":"1.0"}]]}`)
	act("tap", fmt.Sprintf(`{"message":%d,"data":"1.0"}`, m), 204)
	if got := newest().CallbackQuery; got == nil || got.Data != "1.0" || got.Message.MessageID != m {
		t.Errorf("got %+v", got)
	}
	b.send(p, "Số?", "reply_markup", `{"keyboard":[[{"text":"Số của tôi","request_contact":true}]]}`)
	act("key", `{"label":"Số của tôi"}`, 204)
	if got := newest().Message.Contact; got == nil || got.UserID != 7001 {
		t.Errorf("got %+v", got)
	}
	act("key", `{"label":"Không có"}`, 409)
	act("say", `no JSON`, 400)
	act("block", `{"blocked":true}`, 204)
	if got := newest().MyChatMember; got == nil || got.NewChatMember.Status != "kicked" {
		t.Errorf("got %+v", got)
	}
}

func TestPageShowsChatAndUnread(t *testing.T) {
	b := newBot(t, Options{Title: "Thi đua"})
	p := b.an()
	p.Note = "Phòng Tổng hợp"
	b.send(p, "<b>một</b>", "parse_mode", "HTML", "protect_content", "true")
	b.send(p, "hai", "reply_markup", `{"keyboard":[[{"text":"Thôi"}]]}`)
	var people struct {
		Title  string
		People []summary
	}
	json.Unmarshal(b.browse("GET", "/people", "").Body.Bytes(), &people)
	if people.Title != "Thi đua" || len(people.People) != 1 || people.People[0].Unread != 2 || people.People[0].Note != p.Note || people.People[0].Last != "hai" {
		t.Errorf("got %+v", people)
	}
	var chat chatView
	json.Unmarshal(b.browse("GET", "/people/7001/chat", "").Body.Bytes(), &chat)
	if len(chat.Messages) != 3 || !chat.Messages[1].ProtectContent || chat.Messages[1].Entities[0].Type != "bold" || chat.Keyboard.Keys[0][0].Text != "Thôi" || !chat.Started {
		t.Errorf("got %+v", chat)
	}
	b.browse("POST", "/people/7001/read", `{}`)
	json.Unmarshal(b.browse("GET", "/people", "").Body.Bytes(), &people)
	if people.People[0].Unread != 0 {
		t.Errorf("%d unread after reading", people.People[0].Unread)
	}
}

func TestPageFiles(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	post := func(files map[string]string) int {
		var body bytes.Buffer
		writer := multipart.NewWriter(&body)
		writer.WriteField("caption", "kèm")
		for name, content := range files {
			part, _ := writer.CreateFormFile("file", name)
			part.Write([]byte(content))
		}
		writer.Close()
		return b.browse("POST", "/people/7001/files", body.String(), "Content-Type", writer.FormDataContentType()).Code
	}
	if got := post(map[string]string{`C:\a.png`: picture(t, 5, 5)}); got != 204 {
		t.Fatalf("a picture: %d", got)
	}
	newest := func() Message { all := p.Messages(); return all[len(all)-1] }
	photo := newest().Photo
	if photo == nil || photo.Name != "a.png" || newest().Text != "kèm" {
		t.Errorf("got %+v", newest())
	}
	if got := post(map[string]string{"b.html": "<script>alert(1)</script>", "c.png": picture(t, 5, 5)}); got != 204 {
		t.Fatalf("an album: %d", got)
	}
	if newest().Document == nil || newest().Album == "" {
		t.Errorf("got %+v", newest())
	}
	if got := post(nil); got != 413 {
		t.Errorf("no file: %d", got)
	}
	got := b.browse("GET", "/people/7001/files/"+photo.ID, "")
	if got.Code != 200 || got.Header().Get("Content-Type") != "image/png" {
		t.Errorf("photo: %d %s", got.Code, got.Header())
	}
	p.SendDocument("x.html", []byte("<script>alert(1)</script>"), "")
	got = b.browse("GET", "/people/7001/files/"+newest().Document.ID, "")
	if got.Header().Get("Content-Type") != "application/octet-stream" || got.Header().Get("Content-Disposition") != "attachment; filename=x.html" {
		t.Errorf("document: %s", got.Header())
	}
	p.SendPhoto("x.png", []byte("<script>alert(1)</script>"), "")
	if got = b.browse("GET", "/people/7001/files/"+newest().Photo.ID, ""); got.Header().Get("Content-Type") != "application/octet-stream" {
		t.Errorf("a photo that is HTML: %s", got.Header())
	}
	if got = b.browse("GET", "/people/7001/files/none", ""); got.Code != 404 {
		t.Errorf("no file: %d", got.Code)
	}
}

func TestEvents(t *testing.T) {
	s := New(Options{})
	url, err := s.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := s.Person(1, "An", "", "vi")
	s.Person(2, "Bình", "", "vi")
	answer, err := http.Get(url + "/people/events")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	next := func() (list []summary) {
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				json.Unmarshal([]byte(data), &list)
				return list
			}
		}
		return nil
	}
	if got := next(); len(got) != 2 {
		t.Fatalf("first %+v", got)
	}
	p.Say("chào")
	if got := next(); len(got) != 1 || got[0].Last != "chào" || got[0].ID != 1 {
		t.Errorf("then %+v", got)
	}
	if err := s.Close(context.Background()); err != nil {
		t.Errorf("an open stream keeps the server from closing: %v", err)
	}
	if got := next(); got != nil {
		t.Errorf("after closing %+v", got)
	}
}

func TestStartRefusesABusyAddress(t *testing.T) {
	s := New(Options{})
	url, err := s.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := New(Options{}).Start(strings.TrimPrefix(url, "http://")); err == nil {
		t.Error("two servers share an address")
	}
	if err := s.Close(context.Background()); err != nil {
		t.Error(err)
	}
}
