package simulator

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
)

const (
	maxText     = 4096 // UTF-16 units of a message, after entities were parsed
	maxCaption  = 1024
	maxEntities = 100 // Telegram drops the rest silently
)

// formatted is a text as people see it.
type formatted struct {
	text     string
	entities []Entity
}

// readText reads a text or caption with parse_mode or explicit entities; the caller holds the lock.
func (s *Server) readText(c *call, source, parseMode string, explicit json.RawMessage) (formatted, error) {
	f := formatted{text: strings.ReplaceAll(source, "\r", "")}
	switch strings.ToLower(parseMode) {
	case "":
		json.Unmarshal(explicit, &f.entities)
		if !withinText(f) {
			return f, bad("can't parse entities: entity beyond the text")
		}
		sortEntities(f.entities)
	case "html":
		text, entities, notes, err := parseHTML(f.text)
		if err != nil {
			return f, bad("can't parse entities: %v", err)
		}
		for _, note := range notes {
			s.violate(c.method, "HTML: %s", note)
		}
		f = formatted{text, entities}
	case "markdown", "markdownv2":
		s.violate(c.method, "parse_mode %s is not simulated", parseMode)
		return f, bad("parse_mode %s is not simulated", parseMode)
	default:
		return f, bad("unsupported parse_mode")
	}
	if len(f.entities) > maxEntities {
		s.violate(c.method, "%d entities, only %d are shown", len(f.entities), maxEntities)
	}
	return trimmed(f), nil
}

func withinText(f formatted) bool {
	length := unitsOf(f.text)
	return !slices.ContainsFunc(f.entities, func(e Entity) bool {
		return e.Offset < 0 || e.Length <= 0 || e.Offset+e.Length > length
	})
}

// trimmed drops white space at both ends, as Telegram does, and moves the entities along.
func trimmed(f formatted) formatted {
	left := strings.TrimLeftFunc(f.text, unicode.IsSpace)
	cut := unitsOf(f.text) - unitsOf(left)
	text := strings.TrimRightFunc(left, unicode.IsSpace)
	length := unitsOf(text)
	var kept []Entity
	for _, e := range f.entities {
		start := max(0, e.Offset-cut)
		end := min(length, e.Offset+e.Length-cut)
		if end > start {
			e.Offset, e.Length = start, end-start
			kept = append(kept, e)
		}
	}
	return formatted{text, kept}
}

// messageText reads the text of a message of its own.
func (s *Server) messageText(c *call) (formatted, error) {
	if c.text("text") == "" {
		return formatted{}, bad("message text is empty")
	}
	f, err := s.readText(c, c.text("text"), c.text("parse_mode"), c.values["entities"])
	switch {
	case err != nil:
		return f, err
	case f.text == "":
		return f, bad("text must be non-empty")
	case unitsOf(f.text) > maxText:
		return f, bad("message is too long")
	}
	return f, nil
}

// caption reads the text under a file.
func (s *Server) caption(c *call, source, parseMode string, explicit json.RawMessage) (formatted, error) {
	f, err := s.readText(c, source, parseMode, explicit)
	if err == nil && unitsOf(f.text) > maxCaption {
		err = bad("message caption is too long")
	}
	return f, err
}

// commandEntities marks /commands in what a person typed.
func commandEntities(text string) []Entity {
	var found []Entity
	runes := []rune(text)
	at := 0
	for i := 0; i < len(runes); i++ {
		if runes[i] == '/' && (i == 0 || unicode.IsSpace(runes[i-1])) {
			end := i + 1
			for end < len(runes) && isCommandRune(runes[end]) {
				end++
			}
			if end > i+1 {
				found = append(found, Entity{Type: "bot_command", Offset: at, Length: end - i})
			}
		}
		at += utf16.RuneLen(runes[i])
	}
	return found
}

func isCommandRune(r rune) bool {
	return r == '_' || r == '@' || r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// splitText cuts what a person typed as a phone does: at most 4096 UTF-16 units a message.
func splitText(text string) []string {
	var parts []string
	var part strings.Builder
	length := 0
	for _, r := range text {
		if n := utf16.RuneLen(r); length+n > maxText {
			parts = append(parts, part.String())
			part.Reset()
			length = 0
		}
		part.WriteRune(r)
		length += utf16.RuneLen(r)
	}
	return append(parts, part.String())
}
