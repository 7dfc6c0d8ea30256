package xlsform

import (
	"bytes"
	"encoding/binary"
	"errors"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// errXML refuses a part that is no well-formed XML, is nested absurdly, or declares a document type, which is where
// entities are defined and which no spreadsheet program writes.
var errXML = errors.New("xlsform: not the XML of a spreadsheet")

// maxNesting is how deep elements may be nested; spreadsheets need about ten.
const maxNesting = 64

// scanner walks over the tags of one part. It keeps no tree: its cost is the length of the part and nothing else.
type scanner struct {
	rest  []byte
	depth int

	name       string // of the tag just read, without prefix
	attributes []byte
	opens      bool // the tag opens an element
	closes     bool // the tag closes one; with opens it is empty
	text       []byte
}

// newScanner reads UTF-8, and UTF-16 with its mark.
func newScanner(part []byte) *scanner {
	for mark, order := range map[string]binary.ByteOrder{"\xff\xfe": binary.LittleEndian, "\xfe\xff": binary.BigEndian} {
		if bytes.HasPrefix(part, []byte(mark)) {
			units := make([]uint16, len(part)/2)
			for i := range units {
				units[i] = order.Uint16(part[2*i:])
			}
			part = []byte(string(utf16.Decode(units)))
		}
	}
	return &scanner{rest: part}
}

// next reads up to and with the next tag; text is what stands before it. It is false at the end.
func (s *scanner) next() (bool, error) {
	s.text = nil
	for {
		i := bytes.IndexByte(s.rest, '<')
		if i < 0 {
			if s.depth != 0 {
				return false, errXML
			}
			return false, nil
		}
		s.keep(s.rest[:i])
		s.rest = s.rest[i+1:]
		switch {
		case bytes.HasPrefix(s.rest, []byte("![CDATA[")):
			end := bytes.Index(s.rest, []byte("]]>"))
			if end < 0 {
				return false, errXML
			}
			s.keep([]byte(escape.Replace(string(s.rest[8:end]))))
			s.rest = s.rest[end+3:]
		case bytes.HasPrefix(s.rest, []byte("!--")):
			if !s.skip("-->") {
				return false, errXML
			}
		case bytes.HasPrefix(s.rest, []byte("?")):
			if !s.skip("?>") {
				return false, errXML
			}
		case bytes.HasPrefix(s.rest, []byte("!")):
			return false, errXML
		default:
			return s.tag()
		}
	}
}

// escape writes text that stands for itself as other text does.
var escape = strings.NewReplacer("&", "&amp;")

func (s *scanner) keep(text []byte) {
	if s.text == nil {
		s.text = text
	} else if len(text) > 0 {
		s.text = append(bytes.Clone(s.text), text...)
	}
}

func (s *scanner) skip(end string) bool {
	i := bytes.Index(s.rest, []byte(end))
	if i >= 0 {
		s.rest = s.rest[i+len(end):]
	}
	return i >= 0
}

// tag takes a tag apart; a > within the quotes of an attribute does not end it.
func (s *scanner) tag() (bool, error) {
	end := 0
	for quote := byte(0); ; end++ {
		if end == len(s.rest) {
			return false, errXML
		}
		switch c := s.rest[end]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
			continue
		case c == '"' || c == '\'':
			quote = c
			continue
		case c != '>':
			continue
		}
		break
	}
	tag := s.rest[:end]
	s.rest = s.rest[end+1:]
	tag, closing := bytes.CutPrefix(tag, []byte("/"))
	tag, empty := bytes.CutSuffix(tag, []byte("/"))
	name, attributes := tag, []byte(nil)
	if i := bytes.IndexAny(tag, " \t\r\n"); i >= 0 {
		name, attributes = tag[:i], tag[i:]
	}
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	s.name, s.attributes, s.opens, s.closes = known(name), attributes, !closing, closing || empty
	if s.opens {
		s.depth++
	}
	if s.depth > maxNesting || s.depth == 0 && s.closes && !s.opens {
		return false, errXML
	}
	if s.closes {
		s.depth--
	}
	return true, nil
}

// known spares a new string for each of the very many cells.
func known(name []byte) string {
	switch string(name) {
	case "c":
		return "c"
	case "v":
		return "v"
	case "t":
		return "t"
	case "row":
		return "row"
	}
	return string(name)
}

// attribute is the value of an attribute by its name without prefix; empty where there is none.
func (s *scanner) attribute(name string) string {
	rest := s.attributes
	for {
		i := bytes.IndexByte(rest, '=')
		if i < 0 || i+1 >= len(rest) {
			return ""
		}
		key := bytes.TrimSpace(rest[:i])
		value := bytes.TrimLeft(rest[i+1:], " \t\r\n")
		if len(value) == 0 || value[0] != '"' && value[0] != '\'' {
			return ""
		}
		end := bytes.IndexByte(value[1:], value[0])
		if end < 0 {
			return ""
		}
		if j := bytes.IndexByte(key, ':'); j >= 0 {
			key = key[j+1:]
		}
		if string(key) == name {
			return unescape(value[1 : 1+end])
		}
		rest = value[end+2:]
	}
}

// entity is a character by its name or number; Excel writes control characters as _x000D_.
var (
	entity  = regexp.MustCompile(`&(?:#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|[a-z]{2,4});`)
	control = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)
)

// unescape gives the text that XML stands for; what is no entity stays. No more is kept than shows that it is too long.
func unescape(raw []byte) string {
	if len(raw) > 8*maxCell {
		raw = raw[:8*maxCell]
	}
	text := strings.ToValidUTF8(string(raw), "\uFFFD")
	if strings.Contains(text, "&") {
		text = entity.ReplaceAllStringFunc(text, character)
	}
	if strings.Contains(text, "_x") {
		text = control.ReplaceAllStringFunc(text, func(code string) string { return numbered(code[2:6], 16, code) })
	}
	return text
}

func character(name string) string {
	switch inner := name[1 : len(name)-1]; {
	case inner == "lt":
		return "<"
	case inner == "gt":
		return ">"
	case inner == "amp":
		return "&"
	case inner == "quot":
		return `"`
	case inner == "apos":
		return "'"
	case strings.HasPrefix(inner, "#x"):
		return numbered(inner[2:], 16, name)
	case strings.HasPrefix(inner, "#"):
		return numbered(inner[1:], 10, name)
	}
	return name
}

func numbered(digits string, base int, otherwise string) string {
	n, err := strconv.ParseInt(digits, base, 32)
	if err != nil || !utf8.ValidRune(rune(n)) {
		return otherwise
	}
	return string(rune(n))
}
