package telegram

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"thidua"
)

// TestDecode reads updates as Telegram sends them, fields that nobody uses included.
func TestDecode(t *testing.T) {
	t.Parallel()
	const from = `"from":{"id":70001,"is_bot":false,"first_name":"An","last_name":"Nguyễn","language_code":"vi"},`
	const chat = `"chat":{"id":70001,"first_name":"An","type":"private"},"date":1684500000,`
	sent := time.Unix(1684500000, 0)
	said := thidua.Input{Update: 9, Chat: 70001, Message: 5, Name: "An Nguyễn", Language: "vi", Sent: sent}
	with := func(change func(*thidua.Input)) thidua.Input {
		in := said
		change(&in)
		return in
	}
	message := func(rest string) string { return `"message":{"message_id":5,` + from + chat + rest + `}` }
	for name, c := range map[string]struct {
		body string
		want thidua.Input
	}{
		"text": {message(`"text":"31/4","entities":[]`), with(func(in *thidua.Input) { in.Text = "31/4" })},
		"edited": {`"edited_message":{"message_id":5,` + from + chat + `"edit_date":1684500009,"text":"30/4"}`,
			with(func(in *thidua.Input) { in.Text, in.Edited = "30/4", true })},
		"tap": {`"callback_query":{"id":"77","from":{"id":70001,"first_name":"An"},"chat_instance":"1","data":"3.0",
			"message":{"message_id":8,"from":{"id":1,"is_bot":true,"first_name":"b"},"chat":{"id":70001,"type":"private"},"date":1}}`,
			thidua.Input{Update: 9, Chat: 70001, Name: "An", Query: "77", Data: "3.0", Message: 8}},
		"tap on a message that is gone": {`"callback_query":{"id":"77","from":{"id":70001,"first_name":"An"},"data":"3.0",
			"message":{"message_id":8,"chat":{"id":70001,"type":"private"},"date":0}}`,
			thidua.Input{Update: 9, Chat: 70001, Name: "An", Query: "77", Data: "3.0", Message: 8}},
		"tap in a group": {`"callback_query":{"id":"77","from":{"id":70001,"first_name":"An"},"data":"3.0",
			"message":{"message_id":8,"chat":{"id":-100,"type":"supergroup"},"date":1}}`,
			thidua.Input{Update: 9, Chat: 70001, Name: "An", Query: "77", Data: "3.0", Message: 8, Foreign: true}},
		"tap on an inline message": {`"callback_query":{"id":"77","from":{"id":70001,"first_name":"An"},"inline_message_id":"x"}`,
			thidua.Input{Update: 9, Chat: 70001, Name: "An", Query: "77"}},
		"photo, the largest of its sizes": {message(`"caption":"Lễ phát động","media_group_id":"m1","photo":[
			{"file_id":"s","file_unique_id":"us","width":90,"height":60,"file_size":900},
			{"file_id":"l","file_unique_id":"ul","width":1280,"height":960,"file_size":90000},
			{"file_id":"m","file_unique_id":"um","width":320,"height":240,"file_size":9000}]`),
			with(func(in *thidua.Input) {
				in.Album = "m1"
				in.Files = []thidua.File{{ID: "l", UniqueID: "ul", Name: "photo_ul.jpg", Caption: "Lễ phát động", Photo: true, Size: 90000}}
			})},
		"document": {message(`"document":{"file_id":"d","file_unique_id":"ud","file_name":"Kế hoạch.pdf","mime_type":"application/pdf","file_size":31457280}`),
			with(func(in *thidua.Input) {
				in.Files = []thidua.File{{ID: "d", UniqueID: "ud", Name: "Kế hoạch.pdf", Size: 31457280}}
			})},
		"voice": {message(`"voice":{"file_id":"v","file_unique_id":"uv","duration":3,"file_size":7}`),
			with(func(in *thidua.Input) {
				in.Files = []thidua.File{{ID: "v", UniqueID: "uv", Name: "voice.ogg", Size: 7}}
			})},
		"own contact": {message(`"contact":{"phone_number":"84912345678","first_name":"An","user_id":70001}`),
			with(func(in *thidua.Input) { in.Contact = &thidua.Contact{Phone: "84912345678", Own: true} })},
		"somebody else's contact": {message(`"contact":{"phone_number":"84912345678","first_name":"Bình","user_id":70002}`),
			with(func(in *thidua.Input) { in.Contact = &thidua.Contact{Phone: "84912345678"} })},
		"contact of nobody on Telegram": {message(`"contact":{"phone_number":"84912345678","first_name":"Bình"}`),
			with(func(in *thidua.Input) { in.Contact = &thidua.Contact{Phone: "84912345678"} })},
		"own contact, forwarded": {message(`"forward_origin":{"type":"user","date":1,"sender_user":{"id":2}},"contact":{"phone_number":"84912345678","user_id":70001}`),
			with(func(in *thidua.Input) { in.Contact = &thidua.Contact{Phone: "84912345678"} })},
		"own contact, forwarded in the older form": {message(`"forward_date":1684000000,"contact":{"phone_number":"84912345678","user_id":70001}`),
			with(func(in *thidua.Input) { in.Contact = &thidua.Contact{Phone: "84912345678"} })},
		"place": {message(`"location":{"latitude":20.65,"longitude":0.00001,"horizontal_accuracy":15}`),
			with(func(in *thidua.Input) { in.Text = "20.65 0.00001 0 15" })},
		"sticker": {message(`"sticker":{"file_id":"x","file_unique_id":"y","type":"regular","width":1,"height":1}`),
			with(func(in *thidua.Input) { in.Odd = true })},
		"group": {`"message":{"message_id":5,` + from + `"chat":{"id":-100,"type":"supergroup","title":"Sở"},"date":1684500000,"text":"/menu@bot"}`,
			with(func(in *thidua.Input) { in.Chat, in.Text, in.Foreign = -100, "/menu@bot", true })},
		"channel post":              {`"channel_post":{"message_id":5,"chat":{"id":-5,"type":"channel"},"date":1,"text":"x"}`, thidua.Input{Update: 9}},
		"kind of the future":        {`"mind_reading":{"thought":"x"}`, thidua.Input{Update: 9}},
		"message of the wrong type": {`"message":[1,2]`, thidua.Input{Update: 9}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u, err := Decode(json.RawMessage(`{"update_id":9,` + c.body + `}`))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(u.Input, c.want) {
				t.Errorf("decoded\n%+v, want\n%+v", u.Input, c.want)
			}
		})
	}
}

// TestDecodeHostile refuses only what has no number.
func TestDecodeHostile(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]bool{
		``: false, `null`: false, `{`: false, `[]`: false, `{}`: false, `{"update_id":null}`: false, `{"update_id":"1"}`: false,
		`{"update_id":1e99}`: false, `{"update_id":1}`: true, `{"update_id":1,"message":null}`: true,
		`{"update_id":1,"message":{"photo":[]}}`: true, `{"update_id":1,"callback_query":{}}`: true,
	} {
		u, err := Decode(json.RawMessage(body))
		if (err == nil) != want {
			t.Errorf("%s: error %v, want one: %v", body, err, !want)
		}
		if err == nil && u.ID != 1 {
			t.Errorf("%s: number %d", body, u.ID)
		}
	}
}

// FuzzDecode never panics, and never loses the number or the raw bytes.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"update_id":1,"message":{"message_id":2,"from":{"id":3,"first_name":"A"},"chat":{"id":3,"type":"private"},"date":4,"text":"x"}}`,
		`{"update_id":1,"message":{"contact":{"phone_number":"1","user_id":0},"chat":{"id":0}}}`,
		`{"update_id":1,"message":{"photo":[{"width":-1},{"file_id":"\u0000"}],"location":{"latitude":1e300}}}`,
		`{"update_id":-9,"edited_message":{"document":{},"voice":null}}`, `{"update_id":1,"callback_query":{"message":{}}}`, `[{}]`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		u, err := Decode(raw)
		if err != nil {
			return
		}
		if u.Input.Update != u.ID || string(u.Raw) != string(raw) {
			t.Errorf("update %d became %d", u.ID, u.Input.Update)
		}
	})
}
