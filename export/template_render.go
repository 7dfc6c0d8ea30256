package export

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/beevik/etree"

	"thidua/flows/xpath"
)

// outputLimit keeps a template of nested loops from taking all memory, in elements of the rendered parts.
const outputLimit = 3_000_000

// rendering is one rendering of a template over one tree.
type rendering struct {
	tree  *tree
	part  *compiled
	left  int             // of outputLimit
	cited map[string]bool // what the filter lan_dau was asked about
	ids   int             // of drawings in repeated passes, which must differ
	just  func(p *etree.Element) bool

	comments *comments // nil where none are wanted
	pictures *pictures
}

// scope is where a tag stands: the node that its names begin at, and the pass of its loop.
type scope struct {
	node           xpath.Node
	position, size int
	again          bool           // not the first pass: ids and bookmarks must not come twice
	paragraph      *etree.Element // of the template
}

// render writes one part.
func (r *rendering) render(p *compiled) ([]byte, error) {
	r.part = p
	out := etree.NewDocument()
	root := p.document.Root()
	for _, token := range p.document.Child {
		if token != etree.Token(root) {
			out.AddChild(copyToken(token))
		}
	}
	rendered := shell(root)
	if err := r.children(rendered, root, scope{node: r.tree.root}); err != nil {
		return nil, err
	}
	fill(rendered)
	out.AddChild(rendered)
	return out.WriteToBytes()
}

func copyToken(token etree.Token) etree.Token {
	switch t := token.(type) {
	case *etree.Element:
		return t.Copy()
	case *etree.CharData:
		return etree.NewText(t.Data)
	case *etree.ProcInst:
		return etree.NewProcInst(t.Target, t.Inst)
	case *etree.Comment:
		return etree.NewComment(t.Data)
	}
	return etree.NewText("")
}

// children renders what is in src into dst.
func (r *rendering) children(dst, src *etree.Element, s scope) error {
	for _, token := range src.Child {
		e, ok := token.(*etree.Element)
		if !ok {
			dst.AddChild(copyToken(token))
			continue
		}
		if err := r.element(dst, e, s); err != nil {
			return err
		}
	}
	return nil
}

func (r *rendering) element(dst, e *etree.Element, s scope) error {
	switch t := r.part.tags[e]; {
	case e.Tag == sectionElement:
		return r.locate(t, r.section(dst, e, s))
	case e.Tag == tagElement:
		if t.kind == pictureTag {
			return r.locate(t, r.picture(dst, e, s))
		}
		return r.locate(t, r.print(dst, e, s))
	case s.again && isAny(e, "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference"):
		return nil
	}
	if r.left--; r.left < 0 {
		return refused(r.part.name, "mẫu lặp ra quá nhiều nội dung", "the template repeats too much")
	}
	if is(e, "p") {
		s.paragraph = e
	}
	copied := shell(e)
	if s.again {
		r.distinguish(copied)
	}
	render := r.children
	if is(e, "p") && r.comments != nil && r.part.name == mainPart {
		render = r.marked
	}
	if err := render(copied, e, s); err != nil {
		return err
	}
	r.place(dst, copied, e)
	return nil
}

// distinguish changes or drops what must be unique in a document.
func (r *rendering) distinguish(e *etree.Element) {
	e.Attr = slices.DeleteFunc(e.Attr, func(a etree.Attr) bool { return a.Key == "paraId" || a.Key == "textId" })
	if e.Tag == "docPr" {
		r.ids++
		e.CreateAttr("id", strconv.Itoa(1_000_000+r.ids))
	}
}

// place adds a rendered element, unless nothing is left of it.
func (r *rendering) place(dst, rendered, src *etree.Element) {
	switch {
	case is(src, "p"):
		if r.part.emptiable[src] && !visible(rendered) {
			return
		}
		for _, p := range splitParagraph(rendered) {
			dst.AddChild(p)
		}
		return
	case is(src, "tbl") && rendered.SelectElement("w:tr") == nil && rendered.SelectElement("w:sdt") == nil:
		return
	case is(src, "tbl") && src.SelectElement(sectionElement) != nil:
		keepLastRow(rendered)
	}
	fill(rendered)
	dst.AddChild(rendered)
}

// fill keeps what Word requires: a cell ends with a paragraph, and no story is without one.
func fill(e *etree.Element) {
	if !isAny(e, "tc", "hdr", "ftr", "footnote", "endnote", "txbxContent", "body") {
		return
	}
	blocks := e.ChildElements()
	if is(e, "tc") && len(blocks) > 0 && is(blocks[len(blocks)-1], "p") {
		return
	}
	if !is(e, "tc") && slices.ContainsFunc(blocks, func(b *etree.Element) bool { return isAny(b, "p", "tbl", "sdt") }) {
		return
	}
	at := len(e.Child)
	if is(e, "body") && len(blocks) > 0 {
		at = blocks[len(blocks)-1].Index() // before the last section's properties
	}
	e.InsertChildAt(at, etree.NewElement("w:p"))
}

// keepLastRow keeps the last row of a table that a template repeats from standing alone on a page: the row before it stays
// with it (w:keepNext, ECMA-376-1 §17.3.1.15). A row with a picture fills its page.
func keepLastRow(table *etree.Element) {
	rows := table.SelectElements("w:tr")
	if len(rows) < 3 || rows[len(rows)-1].FindElement(".//w:drawing") != nil {
		return
	}
	for p := range elements(rows[len(rows)-2]) {
		if is(p, "p") {
			keepWithNext(p)
		}
	}
}

// keepWithNext adds the property at its place: behind the style, before all others.
func keepWithNext(p *etree.Element) {
	style := properties(p)
	if style == nil {
		style = etree.NewElement("w:pPr")
		p.InsertChildAt(0, style)
	}
	if style.SelectElement("w:keepNext") != nil {
		return
	}
	at := 0
	if named := style.SelectElement("w:pStyle"); named != nil {
		at = named.Index() + 1
	}
	style.InsertChildAt(at, etree.NewElement("w:keepNext"))
}

// visible tells whether anything is left in a rendered paragraph.
func visible(p *etree.Element) bool {
	for e := range own(p) {
		if shows(e) && (!is(e, "t") || strings.TrimSpace(e.Text()) != "") {
			return true
		}
	}
	return false
}

// splitParagraph makes a paragraph of its own, with the same properties, of every line of a value.
func splitParagraph(p *etree.Element) []*etree.Element {
	if p.SelectElement(breakElement) == nil {
		return []*etree.Element{p}
	}
	style := properties(p)
	paragraphs := []*etree.Element{shell(p)}
	for _, token := range slices.Clone(p.Child) {
		last := paragraphs[len(paragraphs)-1]
		if e, ok := token.(*etree.Element); ok && e.Tag == breakElement {
			next := shell(p)
			next.Attr = slices.DeleteFunc(next.Attr, func(a etree.Attr) bool { return a.Key == "paraId" || a.Key == "textId" })
			if style != nil {
				next.AddChild(style.Copy())
			}
			dropSection(last)
			paragraphs = append(paragraphs, next)
			continue
		}
		if token == etree.Token(style) {
			last.AddChild(style.Copy())
			continue
		}
		last.AddChild(token)
	}
	return paragraphs
}

// section renders its content once for every pass.
func (r *rendering) section(dst, e *etree.Element, s scope) error {
	passes, err := r.passes(r.part.tags[e], s)
	if err != nil {
		return err
	}
	for i, pass := range passes {
		pass.paragraph = s.paragraph
		pass.again = s.again || i > 0
		if err := r.children(dst, e, pass); err != nil {
			return err
		}
	}
	return nil
}

// print renders a tag as runs that inherit its properties.
func (r *rendering) print(dst, e *etree.Element, s scope) error {
	p, err := r.evaluate(r.part.tags[e].code, s)
	if err != nil {
		return err
	}
	style := properties(e)
	for i, line := range lines(p.String()) {
		if i > 0 {
			dst.AddChild(r.lineBreak(dst, style, s))
		}
		if line != "" {
			dst.AddChild(run(style, spell(line)...))
		}
	}
	return nil
}

// lineBreak starts a new paragraph where lines are justified, since Word would stretch a line that is only broken.
func (r *rendering) lineBreak(dst, style *etree.Element, s scope) *etree.Element {
	if is(dst, "p") && r.just(s.paragraph) {
		return etree.NewElement(breakElement)
	}
	return run(style, etree.NewElement("w:br"))
}

// spell writes a line with Word's own non-breaking hyphens: few fonts hold the character.
func spell(line string) []*etree.Element {
	var content []*etree.Element
	for i, piece := range strings.Split(strings.Map(legible, line), "\u2011") {
		if i > 0 {
			content = append(content, etree.NewElement("w:noBreakHyphen"))
		}
		if piece != "" {
			content = append(content, text(piece))
		}
	}
	return content
}

// legible drops what XML cannot hold and what turns the direction of the text; answers come without either, but
// functions may make them.
func legible(r rune) rune {
	switch {
	case r == '\t':
		return ' '
	case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Bidi_Control, r), r&0xFFFE == 0xFFFE:
		return -1
	}
	return r
}

// locate adds the part and the paragraph to a mistake that an expression brought up.
func (r *rendering) locate(t *tag, err error) error {
	var mistake *TemplateError
	var fault fatal
	if err == nil || errors.As(err, &mistake) || errors.As(err, &fault) {
		return err
	}
	mistake = t.wrong(r.tree.explain(err))
	mistake.Part = r.part.name
	return mistake
}
