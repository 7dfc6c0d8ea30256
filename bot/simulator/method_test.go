package simulator

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
)

// callCase is one call to a chat where message M is the bot's, with buttons, K came with a keyboard, U is the
// person's and D is a document.
type callCase struct {
	name, method, pairs string // pairs: name=value&name=value
	want                string // "" = accepted, else status and description
}

func runCalls(t *testing.T, cases []callCase) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b := newBot(t, Options{})
			got := b.call(c.method, fillIDs(b, c.pairs)...)
			text := ""
			if !got.OK {
				text = fmt.Sprintf("%d %s", got.ErrorCode, got.Description)
			}
			if text != c.want {
				t.Errorf("got  %q\nwant %q", text, c.want)
			}
		})
	}
}

func TestSendMessage(t *testing.T) {
	runCalls(t, []callCase{
		{"message", "sendMessage", "chat_id=7001&text=Chào", ""},
		{"html", "sendMessage", "chat_id=7001&text=<b>Chào</b>&parse_mode=HTML", ""},
		{"method in another case", "SENDMESSAGE", "chat_id=7001&text=x", ""},
		{"no chat", "sendMessage", "text=x", "400 Bad Request: chat_id is empty"},
		{"foreign chat", "sendMessage", "chat_id=99&text=x", "400 Bad Request: chat not found"},
		{"name of a channel", "sendMessage", "chat_id=@x&text=x", "400 Bad Request: chat not found"},
		{"no text", "sendMessage", "chat_id=7001", "400 Bad Request: message text is empty"},
		{"empty text", "sendMessage", "chat_id=7001&text=", "400 Bad Request: message text is empty"},
		{"blank text", "sendMessage", "chat_id=7001&text=<b> </b>&parse_mode=HTML", "400 Bad Request: text must be non-empty"},
		{"wrong html", "sendMessage", "chat_id=7001&text=<b>x&parse_mode=HTML", `400 Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`},
		{"html is text without parse_mode", "sendMessage", "chat_id=7001&text=<b>x", ""},
		{"unsupported parse_mode", "sendMessage", "chat_id=7001&text=x&parse_mode=BB", "400 Bad Request: unsupported parse_mode"},
		{"unknown parameter", "sendMessage", "chat_id=7001&text=x&reply_to_message_id=4", `400 Bad Request: unknown parameter "reply_to_message_id"`},
		{"wrong boolean", "sendMessage", "chat_id=7001&text=x&protect_content=yes", "400 Bad Request: can't parse parameter protect_content is not of type Boolean"},
		{"long after parsing is fine", "sendMessage", "chat_id=7001&text=<b>" + strings.Repeat("á", 4096) + "</b>&parse_mode=HTML", ""},
		{"too long", "sendMessage", "chat_id=7001&text=" + strings.Repeat("á", 4097), "400 Bad Request: message is too long"},
		{"too long in UTF-16", "sendMessage", "chat_id=7001&text=" + strings.Repeat("😀", 2049), "400 Bad Request: message is too long"},
		{"entities", "sendMessage", `chat_id=7001&text=abc&entities=[{"type":"bold","offset":0,"length":2}]`, ""},
		{"null is nothing", "sendMessage", `chat_id=7001&text=abc&entities=null&reply_markup=null`, ""},
		{"null in a structure is nothing", "sendMessage", `chat_id=7001&text=x&reply_markup={"inline_keyboard":[[{"text":"a","callback_data":"1","url":null}]]}`, ""},
		{"null in place of a structure's part", "sendMessage", `chat_id=7001&text=x&reply_markup={"inline_keyboard":null}`, "400 Bad Request: can't parse parameter reply_markup.inline_keyboard is required"},
		{"entities beyond", "sendMessage", `chat_id=7001&text=abc&entities=[{"type":"bold","offset":2,"length":2}]`, "400 Bad Request: can't parse entities: entity beyond the text"},
		{"reply", "sendMessage", `chat_id=7001&text=x&reply_parameters={"message_id":M}`, ""},
		{"reply to nothing", "sendMessage", `chat_id=7001&text=x&reply_parameters={"message_id":1}`, "400 Bad Request: message to be replied not found"},
		{"reply to nothing anyway", "sendMessage", `chat_id=7001&text=x&reply_parameters={"message_id":1,"allow_sending_without_reply":true}`, ""},
		{"link preview", "sendMessage", `chat_id=7001&text=x&link_preview_options={"is_disabled":true}`, ""},
	})
}

func TestMarkup(t *testing.T) {
	runCalls(t, []callCase{
		{"inline", "sendMessage", `chat_id=7001&text=x&reply_markup={"inline_keyboard":[[{"text":"a","callback_data":"1"},{"text":"b","url":"https://x.vn"}]]}`, ""},
		{"markup is no object", "sendMessage", `chat_id=7001&text=x&reply_markup=[]`, "400 Bad Request: can't parse parameter reply_markup is not an object of type InlineKeyboardMarkup"},
		{"markup is no JSON", "sendMessage", `chat_id=7001&text=x&reply_markup={`, "400 Bad Request: can't parse parameter reply_markup: invalid JSON"},
		{"unknown field in a button", "sendMessage", `chat_id=7001&text=x&reply_markup={"inline_keyboard":[[{"text":"a","callback_data":"1","colour":"red"}]]}`, "400 Bad Request: can't parse parameter reply_markup.inline_keyboard[0][0].colour is no field of InlineKeyboardButton"},
		{"empty callback data", "sendMessage", `chat_id=7001&text=x&reply_markup={"inline_keyboard":[[{"text":"a","callback_data":""}]]}`, "400 Bad Request: BUTTON_DATA_INVALID"},
		{"64 bytes of data", "sendMessage", `chat_id=7001&text=x&reply_markup={"inline_keyboard":[[{"text":"a","callback_data":"` + strings.Repeat("x", 64) + `"}]]}`, ""},
		{"65 bytes of data", "sendMessage", `chat_id=7001&text=x&reply_markup={"inline_keyboard":[[{"text":"a","callback_data":"` + strings.Repeat("x", 63) + `é"}]]}`, "400 Bad Request: BUTTON_DATA_INVALID"},
		{"button without action", "sendMessage", `chat_id=7001&text=x&reply_markup={"inline_keyboard":[[{"text":"a"}]]}`, "400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
		{"button with two actions", "sendMessage", `chat_id=7001&text=x&reply_markup={"inline_keyboard":[[{"text":"a","callback_data":"1","url":"https://x.vn"}]]}`, "400 Bad Request: can't parse inline keyboard button: exactly one action is allowed"},
		{"button without text", "sendMessage", `chat_id=7001&text=x&reply_markup={"inline_keyboard":[[{"text":"","callback_data":"1"}]]}`, "400 Bad Request: inline keyboard button text must be non-empty"},
		{"100 buttons", "sendMessage", "chat_id=7001&text=x&reply_markup=" + manyButtons(20, 5), ""},
		{"105 buttons", "sendMessage", "chat_id=7001&text=x&reply_markup=" + manyButtons(21, 5), "400 Bad Request: reply markup is too long"},
		{"9 in a row", "sendMessage", "chat_id=7001&text=x&reply_markup=" + manyButtons(1, 9), "400 Bad Request: reply markup is too long"},
		{"keyboard", "sendMessage", `chat_id=7001&text=x&reply_markup={"keyboard":[[{"text":"Số của tôi","request_contact":true}]],"one_time_keyboard":true,"resize_keyboard":true}`, ""},
		{"keyboard without keys", "sendMessage", `chat_id=7001&text=x&reply_markup={"keyboard":[]}`, "400 Bad Request: reply keyboard must contain at least one button"},
		{"keyboard removed", "sendMessage", `chat_id=7001&text=x&reply_markup={"remove_keyboard":true}`, ""},
		{"forced reply", "sendMessage", `chat_id=7001&text=x&reply_markup={"force_reply":true}`, ""},
	})
}

func TestEdit(t *testing.T) {
	runCalls(t, []callCase{
		{"edit", "editMessageText", "chat_id=7001&message_id=M&text=khác", ""},
		{"edit without change", "editMessageText", `chat_id=7001&message_id=M&text=Câu hỏi&reply_markup={"inline_keyboard":[[{"callback_data":"c1.0","text":"✅ Có"}]]}`, "400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"},
		{"edit takes buttons away", "editMessageText", "chat_id=7001&message_id=M&text=Câu hỏi", ""},
		{"edit of nothing", "editMessageText", "chat_id=7001&message_id=1&text=x", "400 Bad Request: message to edit not found"},
		{"edit of the person's", "editMessageText", "chat_id=7001&message_id=U&text=x", "400 Bad Request: message can't be edited"},
		{"edit of one with a keyboard", "editMessageText", "chat_id=7001&message_id=K&text=x", "400 Bad Request: message can't be edited"},
		{"edit of a document's text", "editMessageText", "chat_id=7001&message_id=D&text=x", "400 Bad Request: there is no text in the message to edit"},
		{"edit without message", "editMessageText", "chat_id=7001&text=x", "400 Bad Request: message identifier is not specified"},
		{"edit without text", "editMessageText", "chat_id=7001&message_id=M", "400 Bad Request: message text is empty"},
		{"edit to reply keyboard", "editMessageText", `chat_id=7001&message_id=M&text=x&reply_markup={"remove_keyboard":true}`, "400 Bad Request: can't parse parameter reply_markup.inline_keyboard is required; reply_markup.remove_keyboard is no field of InlineKeyboardMarkup"},
		{"buttons taken away", "editMessageReplyMarkup", "chat_id=7001&message_id=M", ""},
		{"same buttons", "editMessageReplyMarkup", `chat_id=7001&message_id=M&reply_markup={"inline_keyboard":[[{"text":"✅ Có","callback_data":"c1.0"}]]}`, "400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"},
	})
}

func TestDeleteAndReact(t *testing.T) {
	runCalls(t, []callCase{
		{"delete", "deleteMessage", "chat_id=7001&message_id=M", ""},
		{"delete of nothing", "deleteMessage", "chat_id=7001&message_id=1", "400 Bad Request: message to delete not found"},
		{"reaction", "setMessageReaction", `chat_id=7001&message_id=U&reaction=[{"type":"emoji","emoji":"👍"}]`, ""},
		{"reaction removed", "setMessageReaction", `chat_id=7001&message_id=U`, ""},
		{"reaction that is none", "setMessageReaction", `chat_id=7001&message_id=U&reaction=[{"type":"emoji","emoji":"✅"}]`, "400 Bad Request: REACTION_INVALID"},
		{"two reactions", "setMessageReaction", `chat_id=7001&message_id=U&reaction=[{"type":"emoji","emoji":"👍"},{"type":"emoji","emoji":"🔥"}]`, "400 Bad Request: REACTIONS_TOO_MANY"},
		{"reaction of wrong kind", "setMessageReaction", `chat_id=7001&message_id=U&reaction=[{"type":"smile","emoji":"👍"}]`, "400 Bad Request: can't parse parameter reaction[0].type must be \"emoji\""},
		{"reaction to nothing", "setMessageReaction", `chat_id=7001&message_id=1`, "400 Bad Request: message to react not found"},
		{"action", "sendChatAction", "chat_id=7001&action=upload_document", ""},
		{"no action", "sendChatAction", "chat_id=7001&action=dance", "400 Bad Request: wrong parameter action in request"},
	})
}

func TestAnswerUnknownTap(t *testing.T) {
	runCalls(t, []callCase{
		{"unknown tap", "answerCallbackQuery", "callback_query_id=1", "400 Bad Request: query is too old and response timeout expired or query ID is invalid"},
		{"no tap", "answerCallbackQuery", "text=x", "400 Bad Request: query is too old and response timeout expired or query ID is invalid"},
		{"long notice", "answerCallbackQuery", "callback_query_id=1&text=" + strings.Repeat("á", 201), "400 Bad Request: MESSAGE_TOO_LONG"},
	})
}

func TestProfileCalls(t *testing.T) {
	runCalls(t, []callCase{
		{"me", "getMe", "", ""},
		{"me with parameters", "getMe", "x=1", `400 Bad Request: unknown parameter "x"`},
		{"commands", "setMyCommands", `commands=[{"command":"huy","description":"Hủy"}]&scope={"type":"all_private_chats"}&language_code=vi`, ""},
		{"command with capital", "setMyCommands", `commands=[{"command":"Huy","description":"Hủy"}]`, "400 Bad Request: BOT_COMMAND_INVALID"},
		{"command without description", "setMyCommands", `commands=[{"command":"huy","description":""}]`, "400 Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"},
		{"wrong scope", "setMyCommands", `commands=[]&scope={"type":"all"}`, `400 Bad Request: can't parse parameter scope.type must be "default"`},
		{"description", "setMyDescription", "description=Đợt thi đua&language_code=vi", ""},
		{"long description", "setMyDescription", "description=" + strings.Repeat("á", 513), "400 Bad Request: bot description is too long"},
		{"short description", "setMyShortDescription", "short_description=Thi đua", ""},
		{"long short description", "setMyShortDescription", "short_description=" + strings.Repeat("á", 121), "400 Bad Request: bot short description is too long"},
	})
}

func TestWebhookAndFileCalls(t *testing.T) {
	runCalls(t, []callCase{
		{"webhook without TLS", "setWebhook", "url=http://example.org/x", "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook"},
		{"webhook that is no address", "setWebhook", "url=abc", "400 Bad Request: bad webhook: invalid webhook URL specified"},
		{"webhook secret", "setWebhook", "url=https://example.org&secret_token=a b", "400 Bad Request: secret token contains unallowed characters"},
		{"webhook away", "setWebhook", "url=", ""},
		{"webhook deleted", "deleteWebhook", "drop_pending_updates=true", ""},
		{"webhook info", "getWebhookInfo", "", ""},
		{"unknown file", "getFile", "file_id=x", "400 Bad Request: invalid file_id"},
		{"no file", "getFile", "", "400 Bad Request: file_id not specified"},
		{"document by unknown id", "sendDocument", "chat_id=7001&document=abc", "400 Bad Request: wrong file identifier/HTTP URL specified"},
		{"document by URL", "sendDocument", "chat_id=7001&document=https://x.vn/a", "400 Bad Request: failed to get HTTP URL content"},
		{"no document", "sendDocument", "chat_id=7001", "400 Bad Request: there is no document in the request"},
		{"no photo", "sendPhoto", "chat_id=7001", "400 Bad Request: there is no photo in the request"},
		{"album of one", "sendMediaGroup", `chat_id=7001&media=[{"type":"document","media":"x"}]`, "400 Bad Request: media group must include 2-10 items"},
		{"album of both kinds", "sendMediaGroup", `chat_id=7001&media=[{"type":"document","media":"x"},{"type":"photo","media":"x"}]`, "400 Bad Request: document can't be mixed with other media types"},
		{"method that is none", "sendGift", "", "404 Not Found"},
	})
}

// fillIDs sets the chat up and puts the ids of its messages for M, K, U and D.
func fillIDs(b *bot, pairs string) []string {
	p := b.an()
	ids := map[string]int{
		"M": b.send(p, "Câu hỏi", "reply_markup", `{"inline_keyboard":[[{"text":"✅ Có","callback_data":"c1.0"}]]}`),
		"K": b.send(p, "Số", "reply_markup", `{"keyboard":[[{"text":"Gửi"}]]}`),
		"U": p.Say("trả lời"),
	}
	b.must(b.upload("sendDocument", map[string]string{"document": "x"}, "chat_id", "7001"), nil)
	ids["D"] = p.Last().ID
	var list []string
	for pair := range strings.SplitSeq(pairs, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if name == "" {
			continue
		}
		for letter, id := range ids {
			value = strings.ReplaceAll(value, `"message_id":`+letter, fmt.Sprintf(`"message_id":%d`, id))
			if name == "message_id" && value == letter {
				value = fmt.Sprint(id)
			}
		}
		list = append(list, name, value)
	}
	return list
}

func manyButtons(rows, columns int) string {
	row := "[" + strings.TrimSuffix(strings.Repeat(`{"text":"a","callback_data":"1"},`, columns), ",") + "]"
	return `{"inline_keyboard":[` + strings.TrimSuffix(strings.Repeat(row+",", rows), ",") + "]}"
}

func TestToken(t *testing.T) {
	b := newBot(t, Options{})
	for path, want := range map[string]string{
		"/bot424242:WRONG/getMe":     "401 Unauthorized",
		"/bot424242:SIMULATOR/nope":  "404 Not Found",
		"/file/bot1:X/documents/a":   "401 Unauthorized",
		"/bot424242:SIMULATOR/getme": "0 ",
	} {
		got := b.do(httptest.NewRequest("GET", path, nil))
		if text := fmt.Sprintf("%d %s", got.ErrorCode, got.Description); text != want {
			t.Errorf("%s: got %q, want %q", path, text, want)
		}
	}
}

func TestRequestForms(t *testing.T) {
	cases := map[string]struct{ kind, query, body string }{
		"query":                 {"", "chat_id=7001&text=Xin+ch%C3%A0o", ""},
		"form":                  {"application/x-www-form-urlencoded", "", "chat_id=7001&text=Xin+ch%C3%A0o"},
		"json":                  {"application/json", "", `{"chat_id":7001,"text":"Xin chào","protect_content":false,"reply_markup":{"inline_keyboard":[]}}`},
		"json with strings":     {"application/json; charset=utf-8", "", `{"chat_id":"7001","text":"Xin chào","reply_markup":"{\"inline_keyboard\":[]}"}`},
		"both":                  {"application/x-www-form-urlencoded", "chat_id=7001", "text=Xin+ch%C3%A0o"},
		"a form without a kind": {"", "", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			b := newBot(t, Options{})
			p := b.an()
			r := httptest.NewRequest("POST", b.path("sendMessage")+"?"+c.query, strings.NewReader(c.body))
			r.Header.Set("Content-Type", c.kind)
			got := b.do(r)
			if c.query+c.body == "" {
				if got.Description != "Bad Request: chat_id is empty" {
					t.Errorf("got %q", got.Description)
				}
				return
			}
			b.must(got, nil)
			if p.Last().Text != "Xin chào" {
				t.Errorf("got %q", p.Last().Text)
			}
		})
	}
	t.Run("wrong JSON", func(t *testing.T) {
		b := newBot(t, Options{})
		r := httptest.NewRequest("POST", b.path("getMe"), strings.NewReader("{"))
		r.Header.Set("Content-Type", "application/json")
		if got := b.do(r); got.Description != "Bad Request: can't parse JSON object" {
			t.Errorf("got %q", got.Description)
		}
	})
	t.Run("not UTF-8", func(t *testing.T) {
		b := newBot(t, Options{})
		b.an()
		if got := b.call("sendMessage", "chat_id", "7001", "text", "\xff"); got.Description != "Bad Request: strings must be encoded in UTF-8" {
			t.Errorf("got %q", got.Description)
		}
	})
}

func TestViolations(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	b.send(p, "A & B", "parse_mode", "HTML")
	b.call("sendMessage", "chat_id", "7001", "text", "x", "reply_to", "1")
	want := []string{"sendMessage: HTML: a bare & at byte offset 2 should be &amp;", `sendMessage: unknown parameter "reply_to"`}
	if got := b.server.Violations(); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if got := b.server.Refused(); len(got) != 1 || got[0] != `sendMessage: 400 Bad Request: unknown parameter "reply_to"` {
		t.Errorf("refused %q", got)
	}
}

func TestWhoMayBeWrittenTo(t *testing.T) {
	b := newBot(t, Options{})
	stranger := b.server.Person(1, "Bình", "", "vi")
	if got := b.call("sendMessage", "chat_id", "1", "text", "x"); got.ErrorCode != 403 || got.Description != "Forbidden: bot can't initiate conversation with a user" {
		t.Errorf("before Start: %d %q", got.ErrorCode, got.Description)
	}
	stranger.Start("abc")
	b.send(stranger, "x")
	stranger.Block(true)
	if got := b.call("sendMessage", "chat_id", "1", "text", "x"); got.ErrorCode != 403 || got.Description != "Forbidden: bot was blocked by the user" {
		t.Errorf("blocked: %d %q", got.ErrorCode, got.Description)
	}
	if stranger.Say("nghe không") != 0 {
		t.Error("a person wrote to a bot that she blocks")
	}
	stranger.Start("")
	b.send(stranger, "x")
	got := b.updates()
	if len(got) != 4 || got[1].MyChatMember.NewChatMember.Status != "kicked" || got[2].MyChatMember.NewChatMember.Status != "member" {
		t.Errorf("got %d updates", len(got))
	}
}
