package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
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

// MostUpdates is how many updates come at once, at most (getUpdates limit).
const MostUpdates = 100

// Updates waits for what comes next (getUpdates): asking from an offset confirms all before it. Those that are known
// already come with their number alone.
func (a *API) Updates(ctx context.Context, offset int64, wait time.Duration, known func(id int64) bool) ([]Update, error) {
	ctx, cancel := context.WithTimeout(ctx, wait+callLimit)
	defer cancel()
	params := tgbotapi.Params{"limit": strconv.Itoa(MostUpdates), "allowed_updates": kinds}
	params["offset"] = strconv.FormatInt(offset, 10)
	params["timeout"] = strconv.Itoa(int(wait.Seconds()))
	answer, err := a.ask(ctx, "getUpdates", params)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(answer, []byte{'['}) {
		return nil, errors.New("read the answer of getUpdates: it is no array")
	}
	updates := make([]Update, 0, MostUpdates)
	for raw := range elements(answer) {
		if id, plain := leadingID(raw); plain && known(id) {
			updates = append(updates, Update{ID: id})
			continue
		}
		update, err := Decode(raw)
		if err != nil {
			return nil, err
		}
		updates = append(updates, update)
	}
	return updates, nil
}

// leadingID reads the number of an update that begins with it, as Telegram writes them.
func leadingID(raw json.RawMessage) (int64, bool) {
	rest, plain := bytes.CutPrefix(raw, []byte(`{"update_id":`))
	end := bytes.IndexByte(rest, ',')
	if !plain || end < 0 {
		return 0, false
	}
	id, err := strconv.ParseInt(string(bytes.TrimSpace(rest[:end])), 10, 64)
	return id, err == nil
}

// Decode reads one update. What it does not know gives an input that says nothing, never an error; only an update
// without a number is one, because it could never be confirmed.
func Decode(raw json.RawMessage) (Update, error) {
	var wire wireUpdate
	known := json.Unmarshal(raw, &wire) == nil
	if !known || wire.ID == nil {
		var number struct {
			ID *int64 `json:"update_id"`
		}
		if err := json.Unmarshal(raw, &number); err != nil || number.ID == nil {
			return Update{}, errors.New("update has no update_id")
		}
		wire.ID = number.ID
	}
	u := Update{ID: *wire.ID, Raw: raw}
	if known {
		u.Input = wire.input()
	}
	u.Input.Update = u.ID
	return u, nil
}

type wireUpdate struct {
	ID       *int64       `json:"update_id"`
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
	ID      string    `json:"id"`
	From    wireUser  `json:"from"`
	Message *wireSpot `json:"message"`
	Data    string    `json:"data"`
}

// wireSpot is where a message stands, of which nothing else matters.
type wireSpot struct {
	ID   int64    `json:"message_id"`
	Chat wireChat `json:"chat"`
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
	ReplyTo   *wireSpot       `json:"reply_to_message"`
	wireContent
}

type wireFile struct {
	ID       string `json:"file_id"`
	UniqueID string `json:"file_unique_id"`
	Name     string `json:"file_name"`
	Mime     string `json:"mime_type"`
	Size     int64  `json:"file_size"`
	Width    int    `json:"width"`
}

func (w wireUpdate) input() thidua.Input {
	switch {
	case w.Message != nil:
		return w.Message.input()
	case w.Edited != nil && w.Edited.lives():
		return thidua.Input{} // a live place moves on by itself; nobody corrected anything
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
	in := thidua.Input{Chat: m.Chat.ID, Message: m.ID, Sent: time.Unix(m.Date, 0), Text: m.Text, Album: m.Album,
		Forwarded: len(m.Forwarded) > 0 || m.ForwardAt != 0, Foreign: m.Chat.Type != "private"}
	if m.From != nil {
		in.Name, in.Language = m.From.name(), m.From.Language
	}
	if m.ReplyTo != nil && m.ReplyTo.Chat.ID == m.Chat.ID {
		in.ReplyTo = m.ReplyTo.ID
	}
	m.carry(&in)
	return in
}

func (u wireUser) name() string {
	if u.LastName == "" {
		return u.FirstName
	}
	return u.FirstName + " " + u.LastName
}
