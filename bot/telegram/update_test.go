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
	said := thidua.Input{Update: 9, Chat: 70001, Message: 5, Name: "An Nguyễn", Language: "vi", Sent: sent, Kind: thidua.KindText}
	with := func(change func(*thidua.Input)) thidua.Input {
		in := said
		change(&in)
		return in
	}
	carrying := func(kind thidua.Kind, files ...thidua.File) thidua.Input {
		return with(func(in *thidua.Input) { in.Kind, in.Files, in.Odd = kind, files, len(files) == 0 })
	}
	contact := func(change func(*thidua.Input)) thidua.Input {
		in := carrying(thidua.KindContact)
		in.Odd, in.Contact = false, &thidua.Contact{Phone: "84912345678", Name: "An"}
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
				in.Album, in.Kind = "m1", thidua.KindPhoto
				in.Files = []thidua.File{{ID: "l", UniqueID: "ul", Name: "photo_ul.jpg", Caption: "Lễ phát động", Photo: true,
					Kind: thidua.KindPhoto, Size: 90000}}
			})},
		"document": {message(`"document":{"file_id":"d","file_unique_id":"ud","file_name":"Kế hoạch.pdf","mime_type":"application/pdf","file_size":31457280}`),
			carrying(thidua.KindDocument, thidua.File{ID: "d", UniqueID: "ud", Name: "Kế hoạch.pdf", Kind: thidua.KindDocument,
				Mime: "application/pdf", Size: 31457280})},
		"document replaced, with its caption": {`"edited_message":{"message_id":5,` + from + chat + `"edit_date":1684500009,"caption":"bản cuối",
			"document":{"file_id":"e","file_unique_id":"ue","file_name":"b.pdf"}}`,
			with(func(in *thidua.Input) {
				in.Edited, in.Kind = true, thidua.KindDocument
				in.Files = []thidua.File{{ID: "e", UniqueID: "ue", Name: "b.pdf", Caption: "bản cuối", Kind: thidua.KindDocument}}
			})},
		"voice": {message(`"voice":{"file_id":"v","file_unique_id":"uv","duration":3,"file_size":7}`),
			carrying(thidua.KindVoice, thidua.File{ID: "v", UniqueID: "uv", Name: "voice.ogg", Kind: thidua.KindVoice, Size: 7})},
		"audio": {message(`"audio":{"file_id":"v","file_unique_id":"uv","duration":3,"file_name":"Bài hát.m4a","mime_type":"audio/mp4"}`),
			carrying(thidua.KindAudio, thidua.File{ID: "v", UniqueID: "uv", Name: "Bài hát.m4a", Kind: thidua.KindAudio, Mime: "audio/mp4"})},
		"video": {message(`"video":{"file_id":"v","file_unique_id":"uv","duration":3,"width":9,"height":9}`),
			carrying(thidua.KindVideo, thidua.File{ID: "v", UniqueID: "uv", Name: "video.mp4", Kind: thidua.KindVideo})},
		"video note": {message(`"video_note":{"file_id":"v","file_unique_id":"uv","duration":3,"length":9}`),
			carrying(thidua.KindVideoNote, thidua.File{ID: "v", UniqueID: "uv", Name: "video.mp4", Kind: thidua.KindVideoNote})},
		"animation, which is a document too": {message(`"animation":{"file_id":"v","file_unique_id":"uv"},"document":{"file_id":"v","file_unique_id":"uv"}`),
			carrying(thidua.KindAnimation, thidua.File{ID: "v", UniqueID: "uv", Name: "video.mp4", Kind: thidua.KindAnimation})},
		"own contact": {message(`"contact":{"phone_number":"84912345678","first_name":"An","user_id":70001}`),
			contact(func(in *thidua.Input) { in.Contact.Own = true })},
		"somebody else's contact": {message(`"contact":{"phone_number":"84912345678","first_name":"Bình","last_name":"Trần","user_id":70002}`),
			contact(func(in *thidua.Input) { in.Contact.Name = "Bình Trần" })},
		"contact of nobody on Telegram": {message(`"contact":{"phone_number":"84912345678","first_name":"An"}`),
			contact(func(*thidua.Input) {})},
		"own contact, forwarded": {message(`"forward_origin":{"type":"user","date":1,"sender_user":{"id":2}},"contact":{"phone_number":"84912345678","first_name":"An","user_id":70001}`),
			contact(func(in *thidua.Input) { in.Forwarded = true })},
		"own contact, forwarded in the older form": {message(`"forward_date":1684000000,"contact":{"phone_number":"84912345678","first_name":"An","user_id":70001}`),
			contact(func(in *thidua.Input) { in.Forwarded = true })},
		"forwarded text": {message(`"forward_origin":{"type":"hidden_user","date":1,"sender_user_name":"B"},"text":"30 người"`),
			with(func(in *thidua.Input) { in.Text, in.Forwarded = "30 người", true })},
		"reply": {message(`"reply_to_message":{"message_id":3,"chat":{"id":70001,"type":"private"},"date":1,"text":"?"},"text":"30"`),
			with(func(in *thidua.Input) { in.Text, in.ReplyTo = "30", 3 })},
		"reply to another chat's message": {message(`"reply_to_message":{"message_id":3,"chat":{"id":-9,"type":"channel"},"date":1},"text":"30"`),
			with(func(in *thidua.Input) { in.Text = "30" })},
		"place": {message(`"location":{"latitude":20.65,"longitude":0.00001,"horizontal_accuracy":15}`),
			with(func(in *thidua.Input) {
				in.Kind, in.Text = thidua.KindLocation, "20.65 0.00001 0 15"
				in.Location = &thidua.Location{Latitude: 20.65, Longitude: 0.00001, Accuracy: 15}
			})},
		"live place": {message(`"location":{"latitude":20.5,"longitude":106,"live_period":900}`),
			with(func(in *thidua.Input) {
				in.Kind, in.Text = thidua.KindLocation, "20.5 106 0 0"
				in.Location = &thidua.Location{Latitude: 20.5, Longitude: 106}
			})},
		"live place that moves on": {`"edited_message":{"message_id":5,` + from + chat + `"location":{"latitude":20.6,"longitude":106,"live_period":900}}`,
			thidua.Input{Update: 9}},
		"venue, which is a place too": {message(`"location":{"latitude":20.5,"longitude":106},"venue":{"location":{"latitude":20.5,"longitude":106},"title":"UBND tỉnh","address":"Hưng Yên"}`),
			with(func(in *thidua.Input) {
				in.Kind, in.Text = thidua.KindVenue, "20.5 106 0 0"
				in.Location = &thidua.Location{Latitude: 20.5, Longitude: 106, Title: "UBND tỉnh"}
			})},
		"sticker":                       {message(`"sticker":{"file_id":"x","file_unique_id":"y","type":"regular","width":1,"height":1}`), carrying(thidua.KindSticker)},
		"poll":                          {message(`"poll":{"id":"1","question":"?","options":[]}`), carrying(thidua.KindPoll)},
		"dice":                          {message(`"dice":{"emoji":"🎲","value":6}`), carrying(thidua.KindDice)},
		"kind of message of the future": {message(`"hologram":{"id":"1"}`), carrying(thidua.KindOther)},
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
