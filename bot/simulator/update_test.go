package simulator

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func texts(list []testUpdate) []string {
	var all []string
	for _, u := range list {
		if u.Message != nil {
			all = append(all, u.Message.Text)
		}
	}
	return all
}

func TestOffsets(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	for i := range 5 {
		p.Say(fmt.Sprint(i))
	}
	first := b.updates()
	if got := texts(first); !slices.Equal(got, []string{"0", "1", "2", "3", "4"}) {
		t.Fatalf("got %q", got)
	}
	for i, u := range first {
		if u.UpdateID != first[0].UpdateID+i {
			t.Errorf("update ids %d and %d are not consecutive", first[0].UpdateID, u.UpdateID)
		}
	}
	steps := []struct {
		name  string
		pairs []string
		want  string
	}{
		{"again, nothing was confirmed", nil, "0 1 2 3 4"},
		{"limit", []string{"limit", "2"}, "0 1"},
		{"limit out of range", []string{"limit", "0"}, "0 1 2 3 4"},
		{"offset confirms", []string{"offset", fmt.Sprint(first[2].UpdateID), "timeout", "0"}, "2 3 4"},
		{"older offset brings nothing back", []string{"offset", fmt.Sprint(first[0].UpdateID)}, "2 3 4"},
		{"negative offset forgets all before", []string{"offset", "-1"}, "4"},
		{"all confirmed", []string{"offset", fmt.Sprint(first[4].UpdateID + 1)}, ""},
	}
	for _, step := range steps {
		if got := strings.Join(texts(b.updates(step.pairs...)), " "); got != step.want {
			t.Errorf("%s: got %q, want %q", step.name, got, step.want)
		}
	}
}

func TestAllowedUpdates(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	b.updates("allowed_updates", `["callback_query"]`)
	p.Say("unseen")
	p.TapData(1, "x")
	if got := b.updates(); len(got) != 1 || got[0].CallbackQuery == nil {
		t.Errorf("got %+v", got)
	}
	b.updates("allowed_updates", `[]`)
	p.Say("seen")
	if got := texts(b.updates()); !slices.Equal(got, []string{"seen"}) {
		t.Errorf("got %q", got)
	}
	if got := b.call("getUpdates", "allowed_updates", "message"); got.ErrorCode != 400 {
		t.Errorf("a list that is no JSON was accepted")
	}
}

func TestLongPoll(t *testing.T) {
	t.Run("waits for an update", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			b := newBot(t, Options{})
			p := b.an()
			got := make(chan []testUpdate)
			begun := time.Now()
			go func() { got <- b.updates("timeout", "30") }()
			synctest.Wait()
			time.Sleep(12 * time.Second) // the bubble's clock
			p.Say("chào")
			if list := texts(<-got); !slices.Equal(list, []string{"chào"}) || time.Since(begun) != 12*time.Second {
				t.Errorf("got %q after %v", list, time.Since(begun))
			}
		})
	})
	t.Run("ends empty, after 50 s at most", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			b := newBot(t, Options{})
			begun := time.Now()
			if list := b.updates("timeout", "90"); len(list) != 0 || time.Since(begun) != 50*time.Second {
				t.Errorf("got %d updates after %v", len(list), time.Since(begun))
			}
		})
	})
	t.Run("is refused while a webhook is set", func(t *testing.T) {
		b := newBot(t, Options{})
		b.must(b.call("setWebhook", "url", "https://example.org"), nil)
		if got := b.call("getUpdates"); got.ErrorCode != 409 || !strings.HasPrefix(got.Description, "Conflict: can't use getUpdates") {
			t.Errorf("got %d %q", got.ErrorCode, got.Description)
		}
	})
}

func TestLongPollIsEnded(t *testing.T) {
	for name, end := range map[string]struct {
		method string
		pairs  []string
		want   string
	}{
		"second poller": {"getUpdates", nil, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"},
		"webhook":       {"setWebhook", []string{"url", "https://example.org"}, "Conflict: terminated by setWebhook request"},
	} {
		t.Run("by "+name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBot(t, Options{})
				got := make(chan reply)
				go func() { got <- b.call("getUpdates", "timeout", "50") }()
				synctest.Wait()
				b.must(b.call(end.method, end.pairs...), nil)
				if answer := <-got; answer.ErrorCode != 409 || answer.Description != end.want {
					t.Errorf("got %d %q", answer.ErrorCode, answer.Description)
				}
			})
		})
	}
}

func TestUpdatesExpire(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now})
	p := b.an()
	p.Say("một")
	p.TapData(1, "x")
	c.advance(151 * time.Second)
	if got := b.updates(); len(got) != 1 || got[0].Message == nil {
		t.Errorf("after 151 s: %d updates, want the message alone", len(got))
	}
	c.advance(24 * time.Hour)
	if got := b.updates(); len(got) != 0 {
		t.Errorf("after a day: %d updates", len(got))
	}
}

func TestSettle(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	p.Say("một")
	p.Say("hai")
	done := make(chan error)
	go func() { done <- b.server.Settle(t.Context()) }()
	list := b.updates()
	b.updates("offset", fmt.Sprint(list[0].UpdateID+1))
	if n := b.server.Pending(); n != 1 {
		t.Errorf("%d pending, want 1", n)
	}
	select {
	case <-done:
		t.Error("settled before the second was confirmed")
	default:
	}
	b.updates("offset", fmt.Sprint(list[1].UpdateID+1))
	if err := <-done; err != nil {
		t.Error(err)
	}
	p.Say("ba")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := b.server.Settle(ctx); err == nil {
		t.Error("settled with an update pending")
	}
}

// TestUpdatesAreDocumented checks all that the simulator sends against the Bot API's types.
func TestUpdatesAreDocumented(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	other := b.server.Person(2, "Lê Bình", "+84 98 111 2222", "vi")
	m := b.send(p, "<b>Câu</b> 1", "parse_mode", "HTML", "reply_markup", `{"inline_keyboard":[[{"text":"Có","callback_data":"1"}]]}`)
	p.Say("/start xin chào")
	p.EditText(p.Say("x"), "y")
	p.SendPhoto("a.jpg", []byte("x"), "ảnh")
	p.SendDocument("a.docx", []byte("x"), "tệp")
	p.SendFileOfSize("b.zip", 30<<20)
	p.SendAlbum("cả hai", Upload{"a.jpg", []byte("1"), true}, Upload{"b.jpg", []byte("2"), true})
	p.SendSticker()
	p.SendVoice()
	p.SendLocation(21, 105)
	p.ShareContact()
	p.SendContact(other)
	p.ForwardContact(p)
	p.TapData(m, "1")
	p.TapData(1, "forged")
	p.Block(true)
	p.Start("")
	p.SayIn(b.server.Group(-5, "Phòng"), "/start@simulator_bot")
	var list []json.RawMessage
	b.must(b.call("getUpdates"), &list)
	if len(list) != 20 {
		t.Errorf("got %d updates, want 20", len(list))
	}
	outgoing := *b.server.schema
	outgoing.Types = map[string]documentedType{"MaybeInaccessibleMessage": {OneOf: []string{"Message", "InaccessibleMessage"}}}
	for name, documented := range b.server.schema.Types {
		outgoing.Types[name] = documented
	}
	outgoing.Types["ChatMember"] = documentedType{OneOf: []string{"ChatMemberMember", "ChatMemberBanned"}}
	outgoing.Types["MessageOrigin"] = documentedType{Fields: []field{
		{Name: "type", Types: []string{"String"}, Value: "user"}, {Name: "date", Types: []string{"Integer"}}, {Name: "sender_user", Types: []string{"User"}},
	}}
	for _, raw := range list {
		var u any
		json.Unmarshal(raw, &u)
		for _, problem := range outgoing.mismatchType(u, "Update", "update") {
			t.Errorf("%s\n%s", problem, raw)
		}
	}
}

func TestPollEndsWithTheConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBot(t, Options{})
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan any)
		go func() {
			defer func() { ended <- recover() }()
			r := httptest.NewRequest("GET", b.path("getUpdates")+"?timeout=50", nil).WithContext(ctx)
			b.handler.ServeHTTP(httptest.NewRecorder(), r)
		}()
		synctest.Wait()
		cancel()
		if got := <-ended; got == nil {
			t.Error("a poll whose client is gone was answered")
		}
	})
}
