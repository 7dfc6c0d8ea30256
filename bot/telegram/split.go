package telegram

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"thidua"
)

// What Telegram carries, in UTF-16 units after entities (Bot API sendMessage, sendDocument).
const (
	largestText    = 4096
	largestCaption = 1024
)

// Split makes messages that Telegram takes out of one of any length, and that a phone shows with all their buttons: it
// breaks between lines, or else at the end of a paragraph, a word, a character, and cuts nothing. The buttons stand under
// the last. A message that says nothing is none.
func Split(m thidua.Message) []thidua.Message {
	if above, rest := overflow(m); len(above) > 0 {
		before := m
		before.Lines, before.Buttons, before.Edit, before.Retire, before.Card, before.Attach, before.Given = above, nil, 0, 0, 0, nil, nil
		m.Lines, m.ReplyTo, m.Relay, m.Delivery = rest, 0, nil, nil
		if m.Edit != 0 {
			m.Edit, m.Retire = 0, m.Edit
		}
		return append(parts(before), parts(m)...)
	}
	return parts(m)
}

// parts makes messages that Telegram takes.
func parts(m thidua.Message) []thidua.Message {
	var messages []thidua.Message
	var lines []thidua.Line
	room := largestText
	flush := func() {
		if !blank(lines) {
			messages = append(messages, thidua.Message{Chat: m.Chat, Lines: lines, NotYet: m.NotYet, Bulk: m.Bulk, Owed: m.Owed, Late: m.Late, Digest: m.Digest, Delivery: m.Delivery,
				ReplyTo: m.ReplyTo, Relay: m.Relay})
		}
		lines, room = nil, largestText
	}
	for _, line := range pieces(m.Lines) {
		size := units(line.Text) + 1
		if size > room {
			flush()
		}
		lines, room = append(lines, line), room-size
	}
	flush()
	switch {
	case len(messages) == 0 && m.Attach == nil:
		return nil
	case len(messages) == 0:
		return []thidua.Message{m}
	case len(messages) == 1:
		m.Lines = messages[0].Lines
		return []thidua.Message{m}
	}
	last := m
	last.Lines, last.Edit = messages[len(messages)-1].Lines, 0
	messages[len(messages)-1] = last
	return messages
}

func blank(lines []thidua.Line) bool {
	for _, line := range lines {
		if strings.TrimSpace(line.Text) != "" {
			return false
		}
	}
	return true
}

// pieces breaks lines that are longer than a message; empty ones make a space between paragraphs.
func pieces(lines []thidua.Line) []thidua.Line {
	var all []thidua.Line
	for _, line := range lines {
		for text := line.Text; ; {
			head, rest := breakAt(text, largestText-1)
			all = append(all, thidua.Line{Text: head, Style: line.Style})
			if text = rest; text == "" {
				break
			}
		}
	}
	return all
}

// breakAt takes up to limit units off a text, ending at the best place there is.
func breakAt(text string, limit int) (head, rest string) {
	end := prefix(text, limit)
	if end == len(text) {
		return text, ""
	}
	for _, mark := range []string{"\n\n", "\n", ". ", " "} {
		if i := strings.LastIndex(text[:end], mark); i > 0 {
			cut := i + len(mark)
			return strings.TrimRight(text[:cut], " \n"), text[cut:]
		}
	}
	return text[:end], text[end:]
}

// prefix is the number of bytes that hold at most limit UTF-16 units, whole characters only: a letter keeps its
// marks, a joined emoji its parts.
func prefix(text string, limit int) int {
	used := 0
	for i, r := range text {
		if used += width(r); used > limit {
			return whole(text, i)
		}
	}
	return len(text)
}

// whole moves an end back to where a character begins, if that is not far.
func whole(text string, end int) int {
	const far = 64
	for at := end; at > 0 && end-at < far; {
		after, _ := utf8.DecodeRuneInString(text[at:])
		before, size := utf8.DecodeLastRuneInString(text[:at])
		if !joins(after) && before != joiner {
			return at
		}
		at -= size
	}
	return end
}

const joiner = '\u200d'

// joins tells whether a rune belongs to the one before it: a mark, a variation, a skin tone, a joiner.
func joins(r rune) bool {
	return unicode.Is(unicode.M, r) || r == joiner || r >= 0x1f3fb && r <= 0x1f3ff
}

// width is a rune's size in UTF-16 units; what is no rune is sent as U+FFFD.
func width(r rune) int { return max(1, utf16.RuneLen(r)) }

func units(s string) int {
	n := 0
	for _, r := range s {
		n += width(r)
	}
	return n
}

// shorten cuts lines to what a caption carries.
func shorten(lines []thidua.Line) []thidua.Line {
	var short []thidua.Line
	room := largestCaption
	for _, line := range lines {
		if size := units(line.Text) + 1; size > room {
			line.Text = line.Text[:prefix(line.Text, max(0, room-2))] + "…"
			return append(short, line)
		} else {
			room -= size
		}
		short = append(short, line)
	}
	return short
}
