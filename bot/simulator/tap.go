package simulator

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Tap presses the button with that label: of the newest message that has it inline, else of the reply keyboard.
// A label matches whole, or whole after a leading icon and space. The error lists the buttons there are.
func (p *Person) Tap(label string) error {
	p.server.mu.Lock()
	m, button, found := p.chat.button(label)
	key, isKey := p.chat.key(label)
	p.server.mu.Unlock()
	switch {
	case found && button.Data != "":
		p.TapData(m.ID, button.Data)
		return nil
	case found:
		return fmt.Errorf("button %q sends nothing to the bot: it opens %q%q", label, button.URL, button.Copy)
	case isKey:
		p.press(key)
		return nil
	}
	return fmt.Errorf("no button %q; there are %s", label, p.chatButtons())
}

// TapData sends a tap with any data on any message, as a stale or forged one would come.
func (p *Person) TapData(messageID int, data string) {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	p.server.ask(p, p.chat, messageID, data)
}

func (p *Person) press(key Key) {
	switch {
	case key.RequestContact:
		p.ShareContact()
		return
	case key.RequestLocation:
		p.SendLocation(21.0285, 105.8542)
	default:
		p.Say(key.Text)
	}
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	if p.chat.keyboard != nil && p.chat.keyboard.OneTime {
		p.chat.keyboard = nil
		p.server.touch(p.chat)
	}
}

// button finds an inline button by its label in the newest message that has it.
func (ch *chat) button(label string) (*Message, Button, bool) {
	for _, m := range slices.Backward(ch.messages) {
		all := slices.Concat(m.Buttons...)
		for _, matches := range []func(string, string) bool{sameLabel, sameWords} {
			i := slices.IndexFunc(all, func(b Button) bool { return matches(b.Text, label) })
			if i >= 0 {
				return m, all[i], true
			}
		}
	}
	return nil, Button{}, false
}

func (ch *chat) key(label string) (Key, bool) {
	if ch.keyboard == nil {
		return Key{}, false
	}
	all := slices.Concat(ch.keyboard.Keys...)
	i := slices.IndexFunc(all, func(k Key) bool { return sameWords(k.Text, label) })
	if i < 0 {
		return Key{}, false
	}
	return all[i], true
}

func sameLabel(a, b string) bool { return a == b }

func sameWords(text, label string) bool { return text == label || withoutIcon(text) == label }

// withoutIcon drops a first word without letters or plain digits: "✅ Xong" and "1️⃣ Một" lose it, "12 người" does not.
func withoutIcon(label string) string {
	icon, rest, ok := strings.Cut(label, " ")
	keycap := strings.ContainsRune(icon, '\u20e3')
	plain := strings.ContainsFunc(icon, func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) && !keycap
	})
	if !ok || plain {
		return label
	}
	return strings.TrimSpace(rest)
}

// chatButtons lists the labels of the newest message with buttons and of the reply keyboard.
func (p *Person) chatButtons() string {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	text := "[]"
	for _, m := range slices.Backward(p.chat.messages) {
		if len(m.Buttons) > 0 {
			text = labels(m.Buttons)
			break
		}
	}
	if p.chat.keyboard == nil {
		return text
	}
	for _, key := range slices.Concat(p.chat.keyboard.Keys...) {
		text += fmt.Sprintf(" key %q", key.Text)
	}
	return text
}
