package telegram

import (
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
}

// uploadLimit bounds the sending of a file, 50 MB at most (Bot API).
const uploadLimit = 5 * time.Minute

// Send sends one message that Split made (sendMessage, editMessageText, sendDocument). It waits its turn first.
func (a *API) Send(ctx context.Context, m thidua.Message, attachment *Attachment) error {
	if err := a.pace.wait(ctx, m.Chat); err != nil {
		return err
	}
	if attachment != nil {
		return a.sendDocument(ctx, m, attachment)
	}
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	params, err := textParams(m)
	if err != nil {
		return err
	}
	if m.Edit != 0 {
		if done, err := a.edit(ctx, m, params); done {
			return err
		}
	}
	return a.call(ctx, "sendMessage", params, nil)
}

// edit replaces a card in place; done is false where it is gone or too old, so that it is sent anew.
func (a *API) edit(ctx context.Context, m thidua.Message, params tgbotapi.Params) (done bool, err error) {
	edited := tgbotapi.Params{"message_id": strconv.FormatInt(m.Edit, 10)}
	maps.Copy(edited, params)
	err = a.call(ctx, "editMessageText", edited, nil)
	var refused *Error
	if !errors.As(err, &refused) || refused.Code != 400 {
		return true, err
	}
	return strings.Contains(refused.Description, "message is not modified"), nil
}

func textParams(m thidua.Message) (tgbotapi.Params, error) {
	params := tgbotapi.Params{
		"chat_id": strconv.FormatInt(m.Chat, 10), "text": markup(m.Lines), "parse_mode": "HTML",
		"link_preview_options": `{"is_disabled":true}`,
	}
	return params, addKeyboard(params, m)
}

type wireButton struct {
	Text           string `json:"text"`
	Data           string `json:"callback_data,omitempty"`
	RequestContact bool   `json:"request_contact,omitempty"`
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
			for _, b := range row {
				rows[i] = append(rows[i], wireButton{Text: b.Label, Data: b.Data})
			}
		}
		keyboard = map[string]any{"inline_keyboard": rows}
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

func (a *API) sendDocument(ctx context.Context, m thidua.Message, attachment *Attachment) error {
	ctx, cancel := context.WithTimeout(ctx, uploadLimit)
	defer cancel()
	chat := strconv.FormatInt(m.Chat, 10)
	// A sign of work while the file travels; nobody misses it.
	_ = a.call(ctx, "sendChatAction", tgbotapi.Params{"chat_id": chat, "action": "upload_document"}, nil)
	params := tgbotapi.Params{"chat_id": chat, "caption": markup(shorten(m.Lines)), "parse_mode": "HTML"}
	params.AddBool("protect_content", true)
	if err := addKeyboard(params, m); err != nil {
		return err
	}
	file := tgbotapi.RequestFile{Name: "document", Data: tgbotapi.FileReader{Name: attachment.Name, Reader: attachment.Content}}
	if _, err := a.within(ctx).UploadFiles("sendDocument", params, []tgbotapi.RequestFile{file}); err != nil {
		return a.wrap("sendDocument", err)
	}
	return nil
}
