package simulator

import (
	"cmp"
	"html"
	"slices"
	"strings"
	"unicode/utf16"
)

// sortEntities orders by start, the longer first, so that outer ones come before what they hold.
func sortEntities(entities []Entity) {
	slices.SortStableFunc(entities, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(b.Length, a.Length))
	})
}

// tagNames says how renderHTML writes an entity; others are plain text.
var tagNames = map[string]string{
	"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler",
	"text_link": "a", "code": "code", "pre": "pre", "blockquote": "blockquote",
}

// renderHTML writes text with its entities in one canonical form of parse_mode HTML.
func renderHTML(text string, entities []Entity) string {
	units := utf16.Encode([]rune(text))
	var out strings.Builder
	var open []Entity
	next := 0
	for at, start := 0, 0; at <= len(units); at++ {
		ends := slices.ContainsFunc(open, func(e Entity) bool { return e.Offset+e.Length == at })
		begins := next < len(entities) && entities[next].Offset == at
		if !ends && !begins && at < len(units) {
			continue
		}
		out.WriteString(html.EscapeString(string(utf16.Decode(units[start:at]))))
		start = at
		open = closeEntities(&out, open, at)
		for ; next < len(entities) && entities[next].Offset == at; next++ {
			if tagNames[entities[next].Type] != "" && entities[next].Length > 0 {
				out.WriteString(openingTag(entities[next]))
				open = append(open, entities[next])
			}
		}
	}
	return out.String()
}

// closeEntities closes what ends here, and opens again what was opened inside and goes on.
func closeEntities(out *strings.Builder, open []Entity, at int) []Entity {
	first := slices.IndexFunc(open, func(e Entity) bool { return e.Offset+e.Length <= at })
	if first < 0 {
		return open
	}
	for _, e := range slices.Backward(open[first:]) {
		out.WriteString("</" + tagNames[e.Type] + ">")
	}
	kept := slices.Clone(open[:first])
	for _, e := range open[first:] {
		if e.Offset+e.Length > at {
			out.WriteString(openingTag(e))
			kept = append(kept, e)
		}
	}
	return kept
}

func openingTag(e Entity) string {
	if e.Type == "text_link" {
		return `<a href="` + html.EscapeString(e.URL) + `">`
	}
	return "<" + tagNames[e.Type] + ">"
}
