package telegram

import (
	"context"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"thidua"
)

// givenMethods are by what a file is sent again that somebody gave (Bot API: a file id keeps its kind).
var givenMethods = map[thidua.Kind]struct{ method, field string }{
	thidua.KindPhoto:     {"sendPhoto", "photo"},
	thidua.KindVideo:     {"sendVideo", "video"},
	thidua.KindVideoNote: {"sendVideoNote", "video_note"},
	thidua.KindAudio:     {"sendAudio", "audio"},
	thidua.KindVoice:     {"sendVoice", "voice"},
	thidua.KindAnimation: {"sendAnimation", "animation"},
}

// sendGiven sends a file that somebody gave, by its id: nothing is fetched or uploaded. It may not be passed on.
func (a *API) sendGiven(ctx context.Context, m thidua.Message) (thidua.Card, error) {
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	kind := m.Given.Kind
	if m.Given.Photo {
		kind = thidua.KindPhoto
	}
	by, known := givenMethods[kind]
	if !known {
		by.method, by.field = "sendDocument", "document"
	}
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(m.Chat, 10), by.field: m.Given.ID}
	if kind != thidua.KindVideoNote { // which has no caption
		params["caption"], params["parse_mode"] = markup(shorten(m.Lines)), "HTML"
	}
	params.AddBool("protect_content", true)
	if err := addKeyboard(params, m); err != nil {
		return thidua.Card{}, err
	}
	return a.transmit(ctx, by.method, params, m)
}
