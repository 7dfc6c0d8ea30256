package telegram

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"thidua"
)

// Update is what somebody did (Bot API Update), in our words; Raw is kept for those that cannot be read.
type Update struct {
	ID    int64
	Input thidua.Input
	Raw   json.RawMessage
}

// kinds are the updates asked for (getUpdates allowed_updates).
const kinds = `["message","edited_message","callback_query"]`

// Updates waits for what comes next (getUpdates): asking from an offset confirms all before it.
func (a *API) Updates(ctx context.Context, offset int64, wait time.Duration) ([]Update, error) {
	ctx, cancel := context.WithTimeout(ctx, wait+callLimit)
	defer cancel()
	params := tgbotapi.Params{"limit": "100", "allowed_updates": kinds}
	params["offset"] = strconv.FormatInt(offset, 10)
	params["timeout"] = strconv.Itoa(int(wait.Seconds()))
	var raws []json.RawMessage
	if err := a.call(ctx, "getUpdates", params, &raws); err != nil {
		return nil, err
	}
	updates := make([]Update, 0, len(raws))
	for _, raw := range raws {
		update, err := Decode(raw)
		if err != nil {
			return nil, err
		}
		updates = append(updates, update)
	}
	return updates, nil
}

// Decode reads one update. What it does not know gives an input that says nothing, never an error; only an update
// without a number is one, because it could never be confirmed.
func Decode(raw json.RawMessage) (Update, error) {
	var number struct {
		ID *int64 `json:"update_id"`
	}
	if err := json.Unmarshal(raw, &number); err != nil || number.ID == nil {
		return Update{}, errors.New("update has no update_id")
	}
	u := Update{ID: *number.ID, Raw: raw}
	var wire wireUpdate
	if err := json.Unmarshal(raw, &wire); err != nil {
		u.Input = thidua.Input{Update: u.ID}
		return u, nil
	}
	u.Input = wire.input()
	u.Input.Update = u.ID
	return u, nil
}

type wireUpdate struct {
	Message  *wireMessage `json:"message"`
	Edited   *wireMessage `json:"edited_message"`
	Callback *wireTap     `json:"callback_query"`
}

type wireUser struct {
	ID        int64  `json:"id"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
	Language  string `json:"language_code"`
}

type wireChat struct {
	ID   int64  `json:"id"`
	Type string `json:"type"`
}

type wireTap struct {
	ID      string       `json:"id"`
	From    wireUser     `json:"from"`
	Message *wireMessage `json:"message"`
	Data    string       `json:"data"`
}

type wireMessage struct {
	ID        int64           `json:"message_id"`
	From      *wireUser       `json:"from"`
	Chat      wireChat        `json:"chat"`
	Date      int64           `json:"date"`
	Text      string          `json:"text"`
	Caption   string          `json:"caption"`
	Album     string          `json:"media_group_id"`
	Forwarded json.RawMessage `json:"forward_origin"`
	ForwardAt int64           `json:"forward_date"` // the same, of Bot API servers before 7.0
	Contact   *struct {
		Phone  string `json:"phone_number"`
		UserID int64  `json:"user_id"`
	} `json:"contact"`
	Location *struct {
		Latitude  float64 `json:"latitude"`
		Longitude float64 `json:"longitude"`
		Accuracy  float64 `json:"horizontal_accuracy"`
	} `json:"location"`
	Photo    []wireFile `json:"photo"`
	Document *wireFile  `json:"document"`
	Video    *wireFile  `json:"video"`
	Audio    *wireFile  `json:"audio"`
	Voice    *wireFile  `json:"voice"`
}

type wireFile struct {
	ID       string `json:"file_id"`
	UniqueID string `json:"file_unique_id"`
	Name     string `json:"file_name"`
	Size     int64  `json:"file_size"`
	Width    int    `json:"width"`
}

func (w wireUpdate) input() thidua.Input {
	switch {
	case w.Message != nil:
		return w.Message.input()
	case w.Edited != nil:
		in := w.Edited.input()
		in.Edited = true
		return in
	case w.Callback != nil:
		return w.Callback.input()
	}
	return thidua.Input{}
}

func (t *wireTap) input() thidua.Input {
	in := thidua.Input{Chat: t.From.ID, Name: t.From.name(), Language: t.From.Language, Query: t.ID, Data: t.Data}
	if t.Message != nil {
		in.Message = t.Message.ID
		in.Foreign = t.Message.Chat.ID != t.From.ID
	}
	return in
}

func (m *wireMessage) input() thidua.Input {
	in := thidua.Input{Chat: m.Chat.ID, Message: m.ID, Sent: time.Unix(m.Date, 0), Text: m.Text, Album: m.Album}
	in.Foreign = m.Chat.Type != "private"
	if m.From != nil {
		in.Name, in.Language = m.From.name(), m.From.Language
	}
	if c := m.Contact; c != nil {
		own := m.From != nil && c.UserID == m.From.ID && len(m.Forwarded) == 0 && m.ForwardAt == 0
		in.Contact = &thidua.Contact{Phone: c.Phone, Own: own}
	}
	if l := m.Location; l != nil {
		in.Text = degrees(l.Latitude) + " " + degrees(l.Longitude) + " 0 " + degrees(l.Accuracy)
	}
	in.Files = m.files()
	in.Odd = in.Text == "" && in.Contact == nil && len(in.Files) == 0
	return in
}

// files are what a message carries; a photo comes in sizes, of which the largest counts.
func (m *wireMessage) files() []thidua.File {
	if len(m.Photo) > 0 {
		largest := slices.MaxFunc(m.Photo, func(a, b wireFile) int { return cmp.Compare(a.Width, b.Width) })
		f := largest.file("photo_" + largest.UniqueID + ".jpg")
		f.Photo, f.Caption = true, m.Caption
		return []thidua.File{f}
	}
	for _, w := range []struct {
		file *wireFile
		name string
	}{{m.Document, "file"}, {m.Video, "video.mp4"}, {m.Audio, "audio.mp3"}, {m.Voice, "voice.ogg"}} {
		if w.file != nil {
			f := w.file.file(w.name)
			f.Caption = m.Caption
			return []thidua.File{f}
		}
	}
	return nil
}

// degrees writes a number without an exponent, as a geopoint is kept (XLSForm §3).
func degrees(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

func (w wireFile) file(otherwise string) thidua.File {
	name := w.Name
	if name == "" {
		name = otherwise
	}
	return thidua.File{ID: w.ID, UniqueID: w.UniqueID, Name: name, Size: w.Size}
}

func (u wireUser) name() string {
	if u.LastName == "" {
		return u.FirstName
	}
	return u.FirstName + " " + u.LastName
}
