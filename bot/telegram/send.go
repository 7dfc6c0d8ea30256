package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"maps"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"thidua"
)

// Attachment is a file to send with a message.
type Attachment struct {
	Name    string
	Content io.Reader
	Kind    thidua.Kind // as what it is shown (sendPhoto, sendAudio …); empty is a document
	Free    bool        // may be passed on to others
}

// uploadLimit bounds the sending of a file, 50 MB at most (Bot API).
const uploadLimit = 5 * time.Minute

// Send sends one message that Split made (sendMessage, editMessageText, sendDocument, sendPhoto), and tells under which id it
// stands in its chat. It does not wait for its Turn.
func (a *API) Send(ctx context.Context, m thidua.Message, attachment *Attachment) (thidua.Card, error) {
	began := a.pace.now()
	card, err := a.send(ctx, m, attachment)
	var refused *Error
	switch {
	case err == nil:
		a.pace.flows(began)
	case errors.As(err, &refused) && refused.RetryAfter > 0:
		a.pace.flooded(m.Chat, refused.RetryAfter)
	}
	return card, err
}

func (a *API) send(ctx context.Context, m thidua.Message, attachment *Attachment) (thidua.Card, error) {
	if attachment != nil {
		return a.upload(ctx, m, attachment)
	}
	if m.Given != nil {
		return a.sendGiven(ctx, m)
	}
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	params, err := textParams(m)
	if err != nil {
		return thidua.Card{}, err
	}
	if m.Edit != 0 {
		if card, done, err := a.edit(ctx, m, params); done {
			return card, err
		}
	}
	return a.transmit(ctx, "sendMessage", params, m)
}

// transmit calls a method that answers with the message. An answer that cannot be read is no failure: the message is
// there, and sending it again would double it.
func (a *API) transmit(ctx context.Context, method string, params tgbotapi.Params, m thidua.Message) (thidua.Card, error) {
	answer, err := a.ask(ctx, method, params)
	if err != nil {
		return thidua.Card{}, err
	}
	return cardOf(answer, m), nil
}

// cardOf is what Telegram tells of a message that it sent or edited.
func cardOf(result json.RawMessage, m thidua.Message) thidua.Card {
	c := thidua.Card{Number: m.Card}
	at := int64(0)
	for member := range elements(result) {
		name, value, _ := bytes.Cut(member, []byte{':'})
		switch string(bytes.TrimSpace(name)) {
		case `"message_id"`:
			c.Message = integer(value)
		case `"date"`, `"edit_date"`:
			at = max(at, integer(value))
		}
	}
	if at != 0 {
		c.Sent = time.Unix(at, 0)
	}
	return c
}

// integer reads a number that stands in JSON, 0 where it is none.
func integer(value []byte) int64 {
	n, _ := strconv.ParseInt(string(bytes.TrimSpace(value)), 10, 64)
	return n
}

// edit replaces a card in place; done is false where it is gone or too old, so that it is sent anew.
func (a *API) edit(ctx context.Context, m thidua.Message, params tgbotapi.Params) (card thidua.Card, done bool, err error) {
	edited := tgbotapi.Params{"message_id": strconv.FormatInt(m.Edit, 10)}
	maps.Copy(edited, params)
	delete(edited, "reply_parameters")
	card, err = a.transmit(ctx, "editMessageText", edited, m)
	var refused *Error
	if !errors.As(err, &refused) || refused.Code != 400 {
		return card, true, err
	}
	return thidua.Card{Number: m.Card, Message: m.Edit}, strings.Contains(refused.Description, "message is not modified"), nil
}

// Retire takes the buttons from a card (editMessageReplyMarkup).
func (a *API) Retire(ctx context.Context, chat, message int64) error {
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	return a.call(ctx, "editMessageReplyMarkup", tgbotapi.Params{
		"chat_id": strconv.FormatInt(chat, 10), "message_id": strconv.FormatInt(message, 10),
	}, nil)
}

func textParams(m thidua.Message) (tgbotapi.Params, error) {
	params := tgbotapi.Params{
		"chat_id": strconv.FormatInt(m.Chat, 10), "text": markup(m.Lines), "parse_mode": "HTML",
		"link_preview_options": `{"is_disabled":true}`,
	}
	if m.ReplyTo != 0 { // the message may be gone by now
		params["reply_parameters"] = fmt.Sprintf(`{"message_id":%d,"allow_sending_without_reply":true}`, m.ReplyTo)
	}
	return params, addKeyboard(params, m)
}

type wireButton struct {
	Text           string `json:"text"`
	Data           string `json:"callback_data,omitempty"`
	RequestContact bool   `json:"request_contact,omitempty"`
}

type wireButtons struct {
	Rows [][]wireButton `json:"inline_keyboard"`
}

func addKeyboard(params tgbotapi.Params, m thidua.Message) error {
	var keyboard any
	switch {
	case m.Contact != "":
		keyboard = map[string]any{
			"keyboard":        [][]wireButton{{{Text: m.Contact, RequestContact: true}}},
			"resize_keyboard": true, "one_time_keyboard": true,
		}
	case len(m.Buttons) > 0:
		rows := make([][]wireButton, len(m.Buttons))
		for i, row := range m.Buttons {
			rows[i] = make([]wireButton, len(row))
			for j, b := range row {
				rows[i][j] = wireButton{Text: cut(b.Label, largestLabel), Data: b.Data}
			}
		}
		keyboard = wireButtons{rows}
	case m.Plain:
		keyboard = map[string]any{"remove_keyboard": true}
	default:
		return nil
	}
	text, err := json.Marshal(keyboard)
	if err != nil {
		return fmt.Errorf("write keyboard: %w", err)
	}
	params["reply_markup"] = string(text)
	return nil
}

// largestLabel is how much of a label a button carries, in characters: a phone shows far less, and Telegram takes some 10 KB of
// buttons with a message.
const largestLabel = 200

// markup writes lines as the Bot API's HTML; what people wrote is text and stays text.
func markup(lines []thidua.Line) string {
	parts := make([]string, len(lines))
	for i, line := range lines {
		text := html.EscapeString(line.Text)
		switch line.Style {
		case thidua.Strong:
			text = "<b>" + text + "</b>"
		case thidua.Faint:
			text = "<i>" + text + "</i>"
		}
		parts[i] = text
	}
	return strings.Join(parts, "\n")
}

// upload sends a file as its kind is shown (sendDocument, sendPhoto, sendAudio …).
func (a *API) upload(ctx context.Context, m thidua.Message, attachment *Attachment) (thidua.Card, error) {
	method, field := methodOf(attachment.Kind)
	ctx, cancel := context.WithTimeout(ctx, uploadLimit)
	defer cancel()
	chat := strconv.FormatInt(m.Chat, 10)
	a.Act(ctx, m.Chat)
	params := tgbotapi.Params{"chat_id": chat, "caption": markup(shorten(m.Lines)), "parse_mode": "HTML"}
	params.AddBool("protect_content", !attachment.Free)
	if err := addKeyboard(params, m); err != nil {
		return thidua.Card{}, err
	}
	file := tgbotapi.RequestFile{Name: field, Data: tgbotapi.FileReader{Name: attachment.Name, Reader: attachment.Content}}
	answer, err := a.ask(ctx, method, params, file)
	if err != nil {
		return thidua.Card{}, err
	}
	card := cardOf(answer, m)
	card.File = fileOf(answer)
	return card, nil
}

// fileOf is how a file that was sent is sent again: by its id, as what Telegram made of it.
func fileOf(result json.RawMessage) *thidua.File {
	var sent wireMessage
	if err := json.Unmarshal(result, &sent); err != nil {
		return nil
	}
	files := sent.files()
	if len(files) == 0 {
		return nil
	}
	return &files[0]
}

// Act shows a sign of work on a file for five seconds (sendChatAction); nobody misses it.
func (a *API) Act(ctx context.Context, chat int64) {
	_ = a.call(ctx, "sendChatAction", tgbotapi.Params{"chat_id": strconv.FormatInt(chat, 10), "action": "upload_document"}, nil)
}
