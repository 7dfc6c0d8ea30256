package telegram

import (
	"context"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"thidua"
)

// methodOf is by what a file is sent, and under which name (Bot API: a file id keeps its kind).
func methodOf(kind thidua.Kind) (method, field string) {
	if by, known := methods[kind]; known {
		return by.method, by.field
	}
	return "sendDocument", "document"
}

var methods = map[thidua.Kind]struct{ method, field string }{
	thidua.KindPhoto:     {"sendPhoto", "photo"},
	thidua.KindVideo:     {"sendVideo", "video"},
	thidua.KindVideoNote: {"sendVideoNote", "video_note"},
	thidua.KindAudio:     {"sendAudio", "audio"},
	thidua.KindVoice:     {"sendVoice", "voice"},
	thidua.KindAnimation: {"sendAnimation", "animation"},
}

// sendGiven sends a file by its id: nothing is fetched or uploaded. It may not be passed on.
func (a *API) sendGiven(ctx context.Context, m thidua.Message) (thidua.Card, error) {
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	kind := m.Given.Kind
	if m.Given.Photo {
		kind = thidua.KindPhoto
	}
	method, field := methodOf(kind)
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(m.Chat, 10), field: m.Given.ID}
	if kind != thidua.KindVideoNote { // which has no caption
		params["caption"], params["parse_mode"] = markup(shorten(m.Lines)), "HTML"
	}
	params.AddBool("protect_content", true)
	if err := addKeyboard(params, m); err != nil {
		return thidua.Card{}, err
	}
	return a.transmit(ctx, method, params, m)
}
