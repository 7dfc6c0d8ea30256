package simulator

import (
	"encoding/json"
	"net/url"
)

const (
	maxButtons      = 100 // inline buttons of one message
	maxButtonsInRow = 8
	maxButtonData   = 64 // bytes
)

// replyMarkup is any of the four kinds; which one, its first fields tell.
type replyMarkup struct {
	Inline         [][]inlineButton `json:"inline_keyboard"`
	Keys           [][]replyKey     `json:"keyboard"`
	OneTime        bool             `json:"one_time_keyboard"`
	Placeholder    string           `json:"input_field_placeholder"`
	RemoveKeyboard bool             `json:"remove_keyboard"`
	ForceReply     bool             `json:"force_reply"`
}

type inlineButton struct {
	Text         string          `json:"text"`
	Data         *string         `json:"callback_data"`
	URL          *string         `json:"url"`
	Copy         *copyText       `json:"copy_text"`
	WebApp       json.RawMessage `json:"web_app"`
	LoginURL     json.RawMessage `json:"login_url"`
	Inline       *string         `json:"switch_inline_query"`
	InlineHere   *string         `json:"switch_inline_query_current_chat"`
	InlineChosen json.RawMessage `json:"switch_inline_query_chosen_chat"`
	Game         json.RawMessage `json:"callback_game"`
	Pay          bool            `json:"pay"`
}

type copyText struct {
	Text string `json:"text"`
}

type replyKey struct {
	Text            string `json:"text"`
	RequestContact  bool   `json:"request_contact"`
	RequestLocation bool   `json:"request_location"`
}

// addMarkup puts the reply_markup of a call on a message; the caller holds the lock.
func (s *Server) addMarkup(c *call, m *Message) error {
	m.Buttons, m.markup = nil, nil
	raw, ok := c.values["reply_markup"]
	if !ok {
		return nil
	}
	var markup replyMarkup
	if err := json.Unmarshal(raw, &markup); err != nil {
		return bad("can't parse reply keyboard markup JSON object")
	}
	m.RemoveKeyboard = markup.RemoveKeyboard
	switch {
	case len(markup.Inline) > 0:
		return s.addInline(c, m, markup.Inline, raw)
	case markup.Keys != nil:
		return addKeyboard(m, markup)
	}
	return nil
}

func (s *Server) addInline(c *call, m *Message, rows [][]inlineButton, raw json.RawMessage) error {
	count := 0
	for _, row := range rows {
		count += len(row)
		if len(row) > maxButtonsInRow || count > maxButtons {
			return bad("reply markup is too long")
		}
		if len(row) == 0 {
			continue
		}
		var shown []Button
		for _, b := range row {
			button, err := s.readButton(c, b)
			if err != nil {
				return err
			}
			shown = append(shown, button)
		}
		m.Buttons = append(m.Buttons, shown)
	}
	if count > 0 {
		m.markup = raw
	}
	return nil
}

func (s *Server) readButton(c *call, b inlineButton) (Button, error) {
	shown := Button{Text: b.Text}
	if b.Text == "" {
		return shown, bad("inline keyboard button text must be non-empty")
	}
	switch actions := b.actions(); {
	case actions == 0:
		return shown, bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
	case actions > 1:
		s.violate(c.method, "an inline button has %d actions", actions)
		return shown, bad("can't parse inline keyboard button: exactly one action is allowed")
	}
	switch {
	case b.Data != nil:
		if len(*b.Data) < 1 || len(*b.Data) > maxButtonData {
			return shown, bad("BUTTON_DATA_INVALID")
		}
		shown.Data = *b.Data
	case b.URL != nil:
		if !linkable(*b.URL) {
			return shown, bad("BUTTON_URL_INVALID")
		}
		shown.URL = *b.URL
	case b.Copy != nil:
		if n := len([]rune(b.Copy.Text)); n < 1 || n > 256 {
			return shown, bad("BUTTON_COPY_TEXT_INVALID")
		}
		shown.Copy = b.Copy.Text
	}
	return shown, nil
}

// actions counts what the button would do; Telegram wants exactly one.
func (b inlineButton) actions() int {
	n := 0
	for _, is := range []bool{
		b.Data != nil, b.URL != nil, b.Copy != nil, b.WebApp != nil, b.LoginURL != nil, b.Inline != nil,
		b.InlineHere != nil, b.InlineChosen != nil, b.Game != nil, b.Pay,
	} {
		if is {
			n++
		}
	}
	return n
}

func linkable(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") || u.Scheme == "tg")
}

func addKeyboard(m *Message, markup replyMarkup) error {
	keyboard := &Keyboard{OneTime: markup.OneTime, Placeholder: markup.Placeholder}
	if unitsOf(markup.Placeholder) > 64 {
		return bad("input field placeholder is too long")
	}
	for _, row := range markup.Keys {
		var keys []Key
		for _, k := range row {
			if k.Text == "" {
				return bad("keyboard button text must be non-empty")
			}
			keys = append(keys, Key(k))
		}
		if len(keys) > 0 {
			keyboard.Keys = append(keyboard.Keys, keys)
		}
	}
	if len(keyboard.Keys) == 0 {
		return bad("reply keyboard must contain at least one button")
	}
	m.Keyboard = keyboard
	return nil
}
