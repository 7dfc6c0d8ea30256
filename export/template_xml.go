package export

import (
	"iter"
	"slices"
	"strings"

	"github.com/beevik/etree"
)

// What the engine needs to know of WordprocessingML (ECMA-376, part 1, §17).

// namespace is what the prefix w must stand for: transitional, or strict.
var wordNamespaces = []string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
	"http://purl.oclc.org/ooxml/wordprocessingml/main",
}

// is tells whether e is a WordprocessingML element of this name.
func is(e *etree.Element, tag string) bool { return e != nil && e.Space == "w" && e.Tag == tag }

// isAny tells whether e is one of these.
func isAny(e *etree.Element, tags ...string) bool {
	return e.Space == "w" && slices.Contains(tags, e.Tag)
}

// elements runs through everything below e in the order of the document.
func elements(e *etree.Element) iter.Seq[*etree.Element] {
	return func(yield func(*etree.Element) bool) { walk(e, nil, yield) }
}

// own runs through what belongs to a paragraph itself: not to the text boxes anchored in it.
func own(p *etree.Element) iter.Seq[*etree.Element] {
	skip := func(e *etree.Element) bool { return isAny(e, "p", "txbxContent") }
	return func(yield func(*etree.Element) bool) { walk(p, skip, yield) }
}

func walk(e *etree.Element, skip func(*etree.Element) bool, yield func(*etree.Element) bool) bool {
	for _, token := range e.Child {
		child, ok := token.(*etree.Element)
		if !ok || skip != nil && skip(child) {
			continue
		}
		if !yield(child) || !walk(child, skip, yield) {
			return false
		}
	}
	return true
}

// textOf joins a paragraph's own text.
func textOf(p *etree.Element) string {
	var b strings.Builder
	for e := range own(p) {
		if is(e, "t") {
			b.WriteString(e.Text())
		}
	}
	return b.String()
}

// attribute reads an attribute of a child, such as pPr/jc@val.
func attribute(e *etree.Element, child, name string) string {
	if found := e.SelectElement("w:" + child); found != nil {
		return found.SelectAttrValue("w:"+name, "")
	}
	return ""
}

// properties is the element that holds a paragraph's or run's properties, or nil.
func properties(e *etree.Element) *etree.Element {
	for _, child := range e.ChildElements() {
		if isAny(child, "pPr", "rPr") {
			return child
		}
	}
	return nil
}

// shell copies an element without what is in it.
func shell(e *etree.Element) *etree.Element {
	copied := etree.NewElement(e.FullTag())
	copied.Attr = slices.Clone(e.Attr)
	return copied
}

// run makes a run of a text with the properties of another, which may be nil.
func run(properties *etree.Element, content ...*etree.Element) *etree.Element {
	r := etree.NewElement("w:r")
	if properties != nil {
		r.AddChild(properties.Copy())
	}
	for _, e := range content {
		r.AddChild(e)
	}
	return r
}

// text makes the element of a text, blanks kept.
func text(s string) *etree.Element {
	t := etree.NewElement("w:t")
	t.CreateAttr("xml:space", "preserve")
	t.SetText(s)
	return t
}

// rearrange gives an element other children, all at once: one by one, etree would move all later ones each time.
func rearrange(e *etree.Element, children []etree.Token) {
	former, aside := e.Child, etree.NewElement("aside")
	e.Child = nil
	for _, child := range former {
		aside.AddChild(child)
	}
	aside.Child = nil
	for _, child := range children {
		e.AddChild(child)
	}
}
