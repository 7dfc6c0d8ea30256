package flows

import (
	"slices"

	"thidua"
)

// How a card is laid out so that all its buttons are on a phone's screen without scrolling; the rest is reached by paging.
const (
	saidLines = 2  // that are kept free for what is said of the answer before
	fewest    = 4  // rows of a long list, however much its card says
	mostRows  = 7  // of a long list
	wholeRows = 10 // are not worth paging
	besides   = 1  // rows that the channel adds beneath the menu
)

// share is how many things of a list a card shows at once beside what it says and its other rows of buttons: all of
// them, or as many as leave a row for the buttons that turn pages. Each takes a row and so many lines of text.
func (c *card) share(others, lines, total int) int {
	room := thidua.Room(others) - saidLines - thidua.Tall(c.lines...)
	each := lines + thidua.RowLines
	if total*each <= room && total <= wholeRows {
		return max(1, total)
	}
	return max(fewest, min(mostRows, (room-thidua.RowLines)/each))
}

// fit shortens what a card says to the room that its buttons leave. Whole are the lines that had to be shortened, as they were.
func (c *card) fit() (whole []thidua.Line) {
	room := thidua.Room(len(c.rows))
	if thidua.Tall(c.lines...) <= room {
		return nil
	}
	said := c.lines
	for most := room; most > 0; most-- {
		c.lines = slices.Clone(said)
		for i := range c.lines {
			c.lines[i].Text = thidua.Clip(c.lines[i].Text, most)
		}
		if thidua.Tall(c.lines...) <= room {
			break
		}
	}
	for len(c.lines) > 1 && thidua.Tall(c.lines...) > room {
		c.lines = c.lines[:len(c.lines)-1]
	}
	for i, line := range said {
		if i >= len(c.lines) || c.lines[i] != line {
			whole = append(whole, line)
		}
	}
	return whole
}

// squeeze cuts what a card says to a line each, if that gives it the room.
func (c *card) squeeze(room int) {
	if tight := c.tight(room); thidua.Tall(tight...) <= room {
		c.lines = tight
	}
}

// tight is what a card says, cut from below to a line each until it has the room.
func (c *card) tight(room int) []thidua.Line {
	tight := slices.Clone(c.lines)
	for i := len(tight) - 1; i >= 0 && thidua.Tall(tight...) > room; i-- {
		tight[i].Text = thidua.Clip(tight[i].Text, 1)
	}
	return tight
}

// spot is where a session stands: what comes above a card comes once, when the session gets there.
func (s *Session) spot() string {
	at := s.Part + " " + s.Question
	for _, step := range s.Trail {
		at += " " + step.Repeat + " " + step.Entry
	}
	return at
}

// above are the messages that come before a card: what was said where it has no room on the card; and once, when the
// session gets there, the files that belong to it and what the card shortens.
func (t *turn) above(c *card) (messages []thidua.Message) {
	if t.session.Screen == Menu { // it says nothing that is not known, and makes room for what is said
		c.squeeze(thidua.Room(len(c.rows)+besides) - thidua.Tall(t.lines...))
	}
	whole := c.fit()
	if len(t.lines) > 0 && thidua.Tall(t.lines...)+thidua.Tall(c.lines...) > thidua.Room(len(c.rows)) {
		messages = append(messages, thidua.Message{Chat: t.input.Chat, Lines: t.lines})
		t.lines = nil
	}
	moved := t.session.spot() != t.came.spot()
	if moved {
		messages = append(messages, t.media()...)
	}
	if whole != nil && (moved || t.session.Screen != t.came.Screen) {
		messages = append(messages, thidua.Message{Chat: t.input.Chat, Lines: whole})
	}
	return messages
}
