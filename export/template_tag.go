package export

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/beevik/etree"
	"golang.org/x/text/unicode/norm"
)

// tag is what stands between double braces.
type tag struct {
	kind      kind
	source    string // as written, with the braces
	name      string // of a section, as its closing tag repeats it: without blanks
	code      expression
	paragraph string // how the text around it begins
	broken    bool   // its expression cannot be read
}

// kind says what a tag does.
type kind byte

const (
	valueTag    kind = 0
	sectionTag  kind = '#'
	invertedTag kind = '^'
	closingTag  kind = '/'
	pictureTag  kind = '@'
)

// tagLimit keeps a part from holding more tags than anybody wrote by hand.
const tagLimit = 5_000

// extent is where a tag stands in a paragraph's joined text, in bytes.
type extent struct{ start, end int }

// extents finds the tags of a text; unclosed is how the first one begins that never ends.
func extents(text string) (found []extent, unclosed string) {
	for from := 0; ; {
		start := strings.Index(text[from:], "{{")
		if start < 0 {
			return found, ""
		}
		start += from
		end := endOfTag(text, start+2)
		if end < 0 {
			return found, shorten(text[start:], excerptLimit)
		}
		found = append(found, extent{start, end})
		from = end
	}
}

// endOfTag finds where a tag ends: at the first }} that is neither in quotes nor the end of ${name}; where quotes do
// not match, at the first }} of all.
func endOfTag(text string, from int) int {
	quote, open := rune(0), false
	for i, r := range text[from:] {
		r = straight(r)
		switch rest := text[from+i:]; {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '\'' || r == '"':
			quote = r
		case strings.HasPrefix(rest, "${"):
			open = true
		case r == '}' && open:
			open = false
		case strings.HasPrefix(rest, "}}"):
			return from + i + 2
		}
	}
	if end := strings.Index(text[from:], "}}"); end >= 0 {
		return from + end + 2
	}
	return -1
}

// straight undoes what Word makes of quotes and blanks while one types.
func straight(r rune) rune {
	switch r {
	case '“', '”', '„', '‟', '″':
		return '"'
	case '‘', '’', '‚', '‛', '′':
		return '\''
	case '\u2011': // non-breaking hyphen
		return '-'
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}

// parseTag reads a tag as written.
func parseTag(source, paragraph string) (*tag, error) {
	t := &tag{source: source, paragraph: paragraph}
	inner := strings.TrimSpace(norm.NFC.String(strings.Map(straight, source[2:len(source)-2])))
	if inner != "" && strings.ContainsRune("#^/@", rune(inner[0])) {
		t.kind, inner = kind(inner[0]), strings.TrimSpace(inner[1:])
	}
	if inner == "" {
		return t, t.wrong("thẻ trống", "the tag is empty")
	}
	t.name = strings.ReplaceAll(inner, " ", "")
	if t.kind == closingTag {
		return t, nil
	}
	code, err := compile(inner)
	if err != nil {
		return t, t.wrong(err.vietnamese, err.english)
	}
	if t.kind == pictureTag && len(code.filters) > 0 {
		return t, t.wrong("thẻ ảnh không dùng bộ lọc", "a picture takes no filters")
	}
	t.code = code
	return t, nil
}

// closes tells whether a closing tag belongs to a section: its filters, and then its predicates, may be dropped.
func (t *tag) closes(section *tag) bool {
	unfiltered := strings.ReplaceAll(section.code.source, " ", "")
	return slices.Contains([]string{section.name, unfiltered, bare(unfiltered)}, t.name)
}

// bare drops the predicates of a path.
func bare(path string) string {
	var b strings.Builder
	depth, quote := 0, rune(0)
	for _, r := range path {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '\'' || r == '"':
			quote = r
		case r == '[':
			depth++
		}
		if depth == 0 {
			b.WriteRune(r)
		}
		if r == ']' && quote == 0 {
			depth--
		}
	}
	return b.String()
}

func (t *tag) wrong(vietnamese, english string) *TemplateError {
	return &TemplateError{Paragraph: t.paragraph, Tag: t.source, Message: bilingual(vietnamese, english)}
}

// isolate gives every tag of a paragraph an element of its own at the level of runs, with the properties of the run in
// which it begins, however Word had cut it up.
func (c *compiler) isolate(p *etree.Element) {
	joined := textOf(p)
	found, unclosed := extents(joined)
	if unclosed != "" {
		c.fail(&TemplateError{Paragraph: excerpt(joined), Tag: unclosed,
			Message: bilingual("thẻ mở bằng {{ mà không đóng bằng }} trong cùng đoạn",
				"a tag opens with {{ and does not close with }} in the same paragraph")})
	}
	if len(found) == 0 {
		return
	}
	if len(c.tags)+len(found) > tagLimit {
		c.fail(refused(c.part, "mẫu có quá nhiều thẻ", "the template has too many tags"))
		return
	}
	tags := make([]*etree.Element, len(found))
	around := excerpt(joined)
	for i, s := range found {
		tags[i] = c.element(joined[s.start:s.end], around)
	}
	pieces := map[*etree.Element][]*etree.Element{}
	at := 0
	for _, r := range runsOf(p) {
		begin := at
		at += len(textOf(r))
		if overlaps(found, begin, at) {
			pieces[r] = cutRun(r, begin, found, tags)
		}
	}
	for e := range pieces {
		replaceIn(e.Parent(), pieces)
	}
}

// replaceIn puts the pieces of runs in their places, and drops the marks of the spelling checker between them.
func replaceIn(parent *etree.Element, pieces map[*etree.Element][]*etree.Element) {
	if parent == nil {
		return // done with a sibling
	}
	var children []etree.Token
	for _, token := range parent.Child {
		e, ok := token.(*etree.Element)
		cut, replaced := pieces[e]
		switch {
		case ok && replaced:
			for _, piece := range cut {
				children = append(children, piece)
			}
		case !ok || !is(e, "proofErr"):
			children = append(children, token)
		}
	}
	rearrange(parent, children)
}

// element stands for a tag in the compiled part; a tag that cannot be read is reported and stands for nothing.
func (c *compiler) element(source, paragraph string) *etree.Element {
	e := etree.NewElement(tagElement)
	t, err := parseTag(source, paragraph)
	if err != nil {
		c.fail(err)
		t.broken = true
	}
	c.tags[e] = t
	return e
}

// runsOf lists the runs of a paragraph that hold text.
func runsOf(p *etree.Element) []*etree.Element {
	var runs []*etree.Element
	for e := range own(p) {
		if r := e.Parent(); is(e, "t") && is(r, "r") && (len(runs) == 0 || runs[len(runs)-1] != r) {
			runs = append(runs, r)
		}
	}
	return runs
}

// cutRun splits a run whose text begins at an offset, so that the tags that begin in it stand alone.
func cutRun(r *etree.Element, at int, found []extent, tags []*etree.Element) []*etree.Element {
	var pieces []*etree.Element
	style := properties(r)
	rest, filled := run(style), false
	for _, child := range slices.Clone(r.ChildElements()) {
		switch {
		case child == style:
			continue
		case !is(child, "t"):
			rest.AddChild(child)
			filled = true
			continue
		}
		for _, piece := range cutText(child.Text(), at, found) {
			if piece.tag < 0 {
				rest.AddChild(text(piece.text))
				filled = true
				continue
			}
			if filled {
				pieces = append(pieces, rest)
			}
			if style != nil {
				tags[piece.tag].AddChild(style.Copy())
			}
			pieces = append(pieces, tags[piece.tag])
			rest, filled = run(style), false
		}
		at += len(child.Text())
	}
	if filled {
		pieces = append(pieces, rest)
	}
	return pieces
}

func overlaps(found []extent, begin, end int) bool {
	i := firstAfter(found, begin)
	return i < len(found) && found[i].start < end
}

// firstAfter is the index of the first tag that ends after an offset.
func firstAfter(found []extent, at int) int {
	return sort.Search(len(found), func(i int) bool { return found[i].end > at })
}

// piece is literal text, or the index of the tag that begins there.
type piece struct {
	text string
	tag  int
}

// cutText cuts one text element that begins at an offset; what belongs to a tag that began earlier is left out.
func cutText(content string, at int, found []extent) []piece {
	var pieces []piece
	done := 0 // of content
	for i := firstAfter(found, at); i < len(found) && found[i].start < at+len(content); i++ {
		s := found[i]
		if literal := s.start - at; literal > done {
			pieces = append(pieces, piece{content[done:literal], -1})
		}
		if s.start >= at {
			pieces = append(pieces, piece{tag: i})
		}
		done = min(s.end-at, len(content))
	}
	if done < len(content) {
		pieces = append(pieces, piece{content[done:], -1})
	}
	return pieces
}
