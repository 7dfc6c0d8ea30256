package simulator

import (
	"context"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestTap(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	old := b.send(p, "cũ", "reply_markup", `{"inline_keyboard":[[{"text":"Có","callback_data":"old.0"},{"text":"Chỉ ở đây","callback_data":"old.1"}]]}`)
	m := b.send(p, "mới", "reply_markup", `{"inline_keyboard":[[{"text":"✅ Có","callback_data":"new.0"},{"text":"12 người","callback_data":"new.1"}],[{"text":"1️⃣ Một","callback_data":"new.2"},{"text":"Mở","url":"https://x.vn"}]]}`)
	cases := []struct {
		label, data string
		message     int
		err         string
	}{
		{"Có", "new.0", m, ""},
		{"✅ Có", "new.0", m, ""},
		{"12 người", "new.1", m, ""},
		{"Một", "new.2", m, ""},
		{"Chỉ ở đây", "old.1", old, ""},
		{"người", "", 0, `no button "người"; there are ["✅ Có" "12 người" "1️⃣ Một" "Mở"]`},
		{"Mở", "", 0, `button "Mở" sends nothing to the bot: it opens "https://x.vn"""`},
	}
	for _, c := range cases {
		t.Run(c.label, func(t *testing.T) {
			b.must(b.call("getUpdates", "offset", "-1"), nil)
			b.server.updates.pending = nil
			err := p.Tap(c.label)
			if c.err != "" {
				if err == nil || err.Error() != c.err {
					t.Errorf("got %v\nwant %s", err, c.err)
				}
				return
			}
			got := b.updates()
			if err != nil || len(got) != 1 || got[0].CallbackQuery.Data != c.data || got[0].CallbackQuery.Message.MessageID != c.message {
				t.Errorf("got %v and %+v", err, got)
			}
		})
	}
}

func TestAnswerTap(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now})
	p := b.an()
	p.TapData(5, "a")
	p.TapData(5, "b")
	if got := b.server.Unanswered(); len(got) != 2 || got[0] != `chat 7001, message 5: "a"` {
		t.Errorf("unanswered %q", got)
	}
	list := b.updates()
	b.must(b.call("answerCallbackQuery", "callback_query_id", list[0].CallbackQuery.ID, "text", "Đã nhận", "show_alert", "true"), nil)
	if got := p.Notices(); len(got) != 1 || got[0] != (Notice{"Đã nhận", true}) {
		t.Errorf("notices %v", got)
	}
	want := "Bad Request: query is too old and response timeout expired or query ID is invalid"
	if got := b.call("answerCallbackQuery", "callback_query_id", list[0].CallbackQuery.ID); got.Description != want {
		t.Errorf("answered twice: %q", got.Description)
	}
	c.advance(queryLife + 1)
	if got := b.call("answerCallbackQuery", "callback_query_id", list[1].CallbackQuery.ID); got.Description != want {
		t.Errorf("answered too late: %q", got.Description)
	}
	if got := b.server.Unanswered(); len(got) != 1 {
		t.Errorf("unanswered %q", got)
	}
}

func TestReplyKeyboard(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	asked := b.send(p, "Số?", "reply_markup", `{"keyboard":[[{"text":"📱 Chia sẻ","request_contact":true}],[{"text":"Thôi"}]],"one_time_keyboard":true}`)
	if err := p.Tap("Chia sẻ"); err != nil {
		t.Fatal(err)
	}
	got := b.updates()[0].Message
	if got.Contact.PhoneNumber != "84912345678" || got.Contact.UserID != p.ID || got.ReplyToMessage.MessageID != asked {
		t.Errorf("got %+v", got.Contact)
	}
	if p.Keyboard() != nil {
		t.Error("a one-time keyboard stays")
	}
	b.send(p, "Chọn", "reply_markup", `{"keyboard":[[{"text":"Thôi"}]]}`)
	if err := p.Tap("Không"); err == nil || err.Error() != `no button "Không"; there are [] key "Thôi"` {
		t.Errorf("got %v", err)
	}
	if err := p.Tap("Thôi"); err != nil || p.Messages()[len(p.Messages())-1].Text != "Thôi" || p.Keyboard() == nil {
		t.Errorf("a key sends its text and stays: %v", err)
	}
	b.send(p, "Xong", "reply_markup", `{"remove_keyboard":true}`)
	if p.Keyboard() != nil {
		t.Error("the keyboard was not removed")
	}
}

func TestContacts(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	other := b.server.Person(2, "Bình", "+84 98 111 2222", "vi")
	p.SendContact(other)
	p.ForwardContact(p)
	got := b.updates()
	if c := got[0].Message.Contact; c.UserID != 2 || c.PhoneNumber != "84981112222" {
		t.Errorf("got %+v", c)
	}
	if m := got[1].Message; m.ForwardOrigin == nil || m.Contact.UserID != p.ID {
		t.Errorf("a forwarded contact has no origin: %+v", m)
	}
}

func TestNextAndWait(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	first := b.send(p, "một")
	gone := b.send(p, "hai")
	b.must(b.call("deleteMessage", "chat_id", "7001", "message_id", fmt.Sprint(gone)), nil)
	go b.call("sendMessage", "chat_id", "7001", "text", "ba")
	for _, want := range []string{"một", "ba"} {
		m, err := p.Next(t.Context())
		if err != nil || m.Text != want {
			t.Fatalf("got %q, %v, want %q", m.Text, err, want)
		}
	}
	go b.call("editMessageText", "chat_id", "7001", "message_id", fmt.Sprint(first), "text", "<i>sửa</i>", "parse_mode", "HTML")
	err := p.Wait(t.Context(), func(all []Message) bool {
		m, ok := p.Message(first)
		return ok && m.Edited && m.HTML == "<i>sửa</i>" && all[1].ID == first
	})
	if err != nil {
		t.Error(err)
	}
	if m, err := p.Next(t.Context()); err != nil || m.ID != first || m.Text != "sửa" {
		t.Errorf("an edited message is not next: %+v, %v", m, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = p.Next(ctx)
	if err == nil || !strings.Contains(err.Error(), `the bot's last message is "ba"`) {
		t.Errorf("got %v", err)
	}
}

func TestSayingAndEditing(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	if p.Say(" \n ") != 0 {
		t.Error("an empty text was sent")
	}
	p.Say(strings.Repeat("😀", 2049))
	if got := b.updates(); len(got) != 2 || got[1].Message.Text != "😀" {
		t.Errorf("a long text became %d messages", len(got))
	}
	id := p.Say("/start xin  /huy")
	got := b.updates()[2].Message
	if listed(got.Entities) != "bot_command 0 6, bot_command 12 4" {
		t.Errorf("entities %s", listed(got.Entities))
	}
	if !p.EditText(id, "khác") || p.EditText(1, "x") {
		t.Error("editing found the wrong message")
	}
	if got := b.updates()[3].EditedMessage; got.Text != "khác" || got.EditDate == 0 || got.MessageID != id {
		t.Errorf("got %+v", got)
	}
}

func TestPersonIsOne(t *testing.T) {
	s := New(Options{})
	a, b := s.Person(1, "An", "1", "vi"), s.Person(1, "Khác", "2", "en")
	if a != b || a.Name != "An" || len(s.People()) != 1 {
		t.Error("the same id gave two people")
	}
}

func TestProtectedSilentAndButtons(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	b.send(p, "x", "protect_content", "true", "disable_notification", "true",
		"reply_markup", `{"inline_keyboard":[[{"text":"a","callback_data":"1"}],[],[{"text":"b","copy_text":{"text":"c"}}]]}`)
	m := p.Last()
	if !m.ProtectContent || !m.Silent || len(m.Buttons) != 2 || m.Buttons[0][0] != (Button{Text: "a", Data: "1"}) || m.Buttons[1][0].Copy != "c" {
		t.Errorf("got %+v", m)
	}
}

func TestGroup(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	g := b.server.Group(-100, "Phòng Tổng hợp")
	p.SayIn(g, "nói chuyện riêng")
	p.SayIn(g, "/start@simulator_bot")
	got := b.updates()
	if len(got) != 1 || got[0].Message.Chat.Type != "group" || got[0].Message.From.ID != p.ID {
		t.Errorf("got %+v", got)
	}
	b.must(b.call("sendMessage", "chat_id", "-100", "text", "x"), nil)
	if all := g.Messages(); len(all) != 3 || !all[2].FromBot {
		t.Errorf("got %d messages", len(all))
	}
}

func TestProfile(t *testing.T) {
	b := newBot(t, Options{})
	b.must(b.call("setMyDescription", "description", "Mô tả"), nil)
	b.must(b.call("setMyDescription", "description", "About", "language_code", "en"), nil)
	b.must(b.call("setMyCommands", "commands", `[{"command":"huy","description":"Hủy"}]`), nil)
	if b.server.Description("vi") != "Mô tả" || b.server.Description("en") != "About" || len(b.server.Commands("en")) != 1 {
		t.Error("the profile is not kept by language")
	}
	var me struct{ Username string }
	b.must(b.do(httptest.NewRequest("GET", b.path("getMe"), nil)), &me)
	if me.Username != "simulator_bot" {
		t.Errorf("got %+v", me)
	}
}
