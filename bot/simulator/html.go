package simulator

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Entity is a MessageEntity; offset and length count UTF-16 code units.
type Entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	Language string `json:"language,omitempty"`
}

// tagTypes says which entity a tag of parse_mode HTML makes.
var tagTypes = map[string]string{
	"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
	"span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
}

// allowedAttributes names the attribute that a tag may carry.
var allowedAttributes = map[string]string{
	"a": "href", "span": "class", "code": "class", "blockquote": "expandable",
}

// parseHTML reads text in parse_mode HTML into plain text and entities. Notes name what the documentation forbids
// but Telegram lets pass. Errors are Telegram's, with byte offsets into the source.
func parseHTML(source string) (text string, entities []Entity, notes []string, err error) {
	p := &htmlParser{source: source}
	for p.at < len(source) && err == nil {
		switch source[p.at] {
		case '<':
			err = p.tag()
		case '&':
			p.write(p.reference())
		case '>':
			p.note("a bare > at byte offset %d should be &gt;", p.at)
			p.write(">")
			p.at++
		default:
			_, size := utf8.DecodeRuneInString(source[p.at:])
			p.write(source[p.at : p.at+size])
			p.at += size
		}
	}
	if err == nil && len(p.open) > 0 {
		err = fmt.Errorf("Can't find end tag corresponding to start tag %q", p.open[len(p.open)-1].name)
	}
	if err != nil {
		return "", nil, nil, err
	}
	sortEntities(p.entities)
	return p.text.String(), p.entities, p.notes, nil
}

type htmlParser struct {
	source   string
	at       int // byte offset into source
	text     strings.Builder
	length   int // of text, in UTF-16 units
	open     []openTag
	entities []Entity
	notes    []string
}

type openTag struct {
	name      string
	attribute string // value of the one attribute that matters
	start     int    // in UTF-16 units
	bytes     int    // the same in bytes of text
}

func (p *htmlParser) note(format string, args ...any) {
	p.notes = append(p.notes, fmt.Sprintf(format, args...))
}

func (p *htmlParser) write(text string) {
	p.text.WriteString(text)
	p.length += unitsOf(text)
}

// reference decodes the entity at &, or returns the & itself, as Telegram does.
func (p *htmlParser) reference() string {
	rest := p.source[p.at:]
	end := strings.IndexByte(rest[:min(len(rest), 12)], ';')
	if end > 1 {
		if decoded, ok := decodeReference(rest[1:end]); ok {
			p.at += end + 1
			return decoded
		}
	}
	p.note("a bare & at byte offset %d should be &amp;", p.at)
	p.at++
	return "&"
}

func decodeReference(name string) (string, bool) {
	switch name {
	case "lt":
		return "<", true
	case "gt":
		return ">", true
	case "amp":
		return "&", true
	case "quot":
		return `"`, true
	}
	number, isNumber := strings.CutPrefix(name, "#")
	if !isNumber {
		return "", false
	}
	base := 10
	if hex, ok := strings.CutPrefix(number, "x"); ok {
		number, base = hex, 16
	}
	code, err := strconv.ParseUint(number, base, 32)
	if err != nil || code == 0 || code > utf8.MaxRune || !utf8.ValidRune(rune(code)) {
		return "", false
	}
	return string(rune(code)), true
}

func (p *htmlParser) tag() error {
	if strings.HasPrefix(p.source[p.at:], "</") {
		return p.endTag()
	}
	return p.startTag()
}

func (p *htmlParser) startTag() error {
	begin := p.at
	p.at++
	name := strings.ToLower(p.until(" \t\n\r>"))
	if p.at == len(p.source) {
		return fmt.Errorf("Unclosed start tag at byte offset %d", begin)
	}
	if tagTypes[name] == "" {
		return fmt.Errorf("Unsupported start tag %q at byte offset %d", name, begin)
	}
	tag := openTag{name: name, start: p.length, bytes: p.text.Len()}
	for {
		p.skipSpace()
		if p.at == len(p.source) {
			return fmt.Errorf("Unclosed start tag at byte offset %d", begin)
		}
		if p.source[p.at] == '>' {
			p.at++
			break
		}
		if err := p.attribute(&tag, begin); err != nil {
			return err
		}
	}
	if name == "span" && tag.attribute != "tg-spoiler" {
		return fmt.Errorf("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", begin)
	}
	p.noteNesting(name)
	p.open = append(p.open, tag)
	return nil
}

// noteNesting: pre and code may hold nothing else, except code right inside pre.
func (p *htmlParser) noteNesting(name string) {
	if len(p.open) == 0 {
		return
	}
	outer := p.open[len(p.open)-1].name
	if outer == "code" || outer == "pre" && name != "code" {
		p.note("<%s> inside <%s>", name, outer)
	}
	if outer == "blockquote" && name == "blockquote" {
		p.note("a blockquote inside a blockquote")
	}
}

func (p *htmlParser) attribute(tag *openTag, begin int) error {
	name := strings.ToLower(p.until(" \t\n\r=>"))
	if name == "" {
		return fmt.Errorf("Empty attribute name in the tag %q at byte offset %d", tag.name, begin)
	}
	p.skipSpace()
	value := ""
	if p.at < len(p.source) && p.source[p.at] == '=' {
		p.at++
		p.skipSpace()
		var ok bool
		if value, ok = p.attributeValue(); !ok {
			return fmt.Errorf("Unclosed start tag at byte offset %d", begin)
		}
	}
	if allowedAttributes[tag.name] == name {
		tag.attribute = value
	} else {
		p.note("attribute %q of <%s> is not supported", name, tag.name)
	}
	return nil
}

func (p *htmlParser) attributeValue() (string, bool) {
	if p.at == len(p.source) {
		return "", false
	}
	quote := p.source[p.at]
	if quote != '"' && quote != '\'' {
		return p.until(" \t\n\r>"), true
	}
	p.at++
	var value strings.Builder
	for p.at < len(p.source) && p.source[p.at] != quote {
		if p.source[p.at] == '&' {
			value.WriteString(p.reference())
			continue
		}
		value.WriteByte(p.source[p.at])
		p.at++
	}
	if p.at == len(p.source) {
		return "", false
	}
	p.at++
	return value.String(), true
}

func (p *htmlParser) endTag() error {
	begin := p.at
	p.at += 2
	if len(p.open) == 0 {
		return fmt.Errorf("Unexpected end tag at byte offset %d", begin)
	}
	name := strings.ToLower(p.until(" \t\n\r>"))
	p.skipSpace()
	if p.at == len(p.source) || p.source[p.at] != '>' {
		return fmt.Errorf("Unclosed end tag at byte offset %d", begin)
	}
	p.at++
	tag := p.open[len(p.open)-1]
	if name != tag.name {
		return fmt.Errorf("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", begin, tag.name, name)
	}
	p.open = p.open[:len(p.open)-1]
	p.close(tag)
	return nil
}

// close makes the entity of a tag; one without text vanishes.
func (p *htmlParser) close(tag openTag) {
	entity := Entity{Type: tagTypes[tag.name], Offset: tag.start, Length: p.length - tag.start}
	if entity.Length == 0 {
		return
	}
	language, hasLanguage := strings.CutPrefix(tag.attribute, "language-")
	switch tag.name {
	case "a":
		entity.URL = tag.attribute
		if entity.URL == "" {
			entity.URL = p.text.String()[tag.bytes:]
		}
	case "code":
		if hasLanguage && len(p.open) > 0 && p.open[len(p.open)-1].name == "pre" {
			entity.Type, entity.Language = "pre", language
		}
	}
	// <pre><code class="language-…"> is one entity
	if tag.name == "pre" && slices.ContainsFunc(p.entities, func(e Entity) bool {
		return e.Type == "pre" && e.Offset == entity.Offset && e.Length == entity.Length
	}) {
		return
	}
	p.entities = append(p.entities, entity)
}

// until reads up to one of the stops or the end.
func (p *htmlParser) until(stops string) string {
	start := p.at
	for p.at < len(p.source) && strings.IndexByte(stops, p.source[p.at]) < 0 {
		p.at++
	}
	return p.source[start:p.at]
}

func (p *htmlParser) skipSpace() {
	for p.at < len(p.source) && strings.IndexByte(" \t\n\r", p.source[p.at]) >= 0 {
		p.at++
	}
}

// unitsOf counts UTF-16 code units, in which Telegram measures texts.
func unitsOf(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}
