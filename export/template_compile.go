package export

import (
	"errors"
	"slices"
	"strings"

	"github.com/beevik/etree"
)

// The elements that stand for tags and sections in a compiled part. No parser makes such names, so no template
// can smuggle them in.
const (
	tagElement     = "{tag}"
	sectionElement = "{section}"
	breakElement   = "{break}" // where a value's next line begins
)

// compiler turns one part of a template into a tree in which every section encloses what it repeats.
type compiler struct {
	part      string
	tags      map[*etree.Element]*tag
	emptiable map[*etree.Element]bool // paragraphs that vanish when nothing is left in them
	order     []*tag                  // as they stand in the part, the closing ones too
	unpaired  bool                    // a section is not closed, or closed without being open
	errs      []error
}

// compiled is one part of a template, ready to be rendered any number of times.
type compiled struct {
	name      string
	document  *etree.Document
	tags      map[*etree.Element]*tag // of {tag} and {section} elements
	emptiable map[*etree.Element]bool
	order     []*tag // as they stand in the part, the closing ones too
	unpaired  bool   // a section is not closed, or closed without being open
}

// compilePart reads a part. A part without tags gives nil: it stays as it is. Beside mistakes it gives what was read, to be
// checked further.
func compilePart(name string, content []byte) (*compiled, error) {
	document, err := readPart(name, content)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(wordNamespaces, document.Root().SelectAttrValue("xmlns:w", "")) {
		return nil, refused(name, "không phải văn bản Word", "not a Word document")
	}
	if err := inspectText(name, document.Root()); err != nil {
		return nil, err
	}
	c := &compiler{part: name, tags: map[*etree.Element]*tag{}, emptiable: map[*etree.Element]bool{}}
	c.compile(document.Root())
	if len(c.order) == 0 {
		return nil, errors.Join(c.errs...)
	}
	return &compiled{name: name, document: document, tags: c.tags, emptiable: c.emptiable, order: c.order, unpaired: c.unpaired},
		errors.Join(c.errs...)
}

func (c *compiler) fail(err error) {
	var mistake *TemplateError
	if errors.As(err, &mistake) {
		mistake.Part = c.part
	}
	c.errs = append(c.errs, err)
}

func (c *compiler) compile(root *etree.Element) {
	c.errs = append(c.errs, embedded(c.part, root)...)
	for _, p := range slices.Collect(elements(root)) {
		if is(p, "p") {
			c.isolate(p)
		}
	}
	for _, p := range slices.Collect(elements(root)) {
		if is(p, "p") {
			c.separate(p)
		}
	}
	for e := range elements(root) {
		if t := c.tags[e]; t != nil {
			c.order = append(c.order, t)
		}
	}
	for _, s := range c.pair(root) {
		if err := c.wrap(s); err != nil {
			c.fail(err)
		}
	}
}

// marker tells whether e is the tag that opens or closes a section.
func (c *compiler) marker(e *etree.Element) bool {
	t := c.tags[e]
	return e.Tag == tagElement && t != nil && t.kind != valueTag && t.kind != pictureTag
}

// separate gives every marker of a paragraph that holds only markers a paragraph of its own, so that sections may end
// and begin on one line.
func (c *compiler) separate(p *etree.Element) {
	var markers []*etree.Element
	for e := range own(p) {
		if c.marker(e) {
			markers = append(markers, e)
		}
	}
	if len(markers) < 2 || !c.hollow(p) {
		return
	}
	parent, at := p.Parent(), p.Index()
	siblings := slices.Clone(parent.Child)
	var alone []etree.Token
	for _, m := range markers[:len(markers)-1] {
		line := shell(p)
		if style := properties(p); style != nil {
			line.AddChild(style.Copy())
			dropSection(line)
		}
		line.AddChild(m)
		alone = append(alone, line)
	}
	rearrange(parent, slices.Insert(siblings, at, alone...))
}

// hollow tells whether a paragraph shows nothing, its markers aside.
func (c *compiler) hollow(p *etree.Element) bool {
	for e := range own(p) {
		switch {
		case c.marker(e) || is(e, "t") && strings.TrimSpace(e.Text()) == "":
		case e.Tag == tagElement || e.Tag == sectionElement || shows(e):
			return false
		}
	}
	return true
}

// shows tells whether an element is something that one sees, or that Word needs.
func shows(e *etree.Element) bool {
	if e.Space != "w" {
		return e.Tag == "AlternateContent"
	}
	return isAny(e, "t", "tab", "br", "cr", "drawing", "pict", "object", "fldChar", "fldSimple", "sym", "noBreakHyphen",
		"footnoteReference", "endnoteReference", "pgNum", "ptab", "sectPr") && !inProperties(e)
}

// inProperties tells whether e stands in a list of properties, where w:tab defines a stop and shows nothing.
func inProperties(e *etree.Element) bool { return is(e.Parent(), "tabs") }

// dropSection takes the section break out of a paragraph that is a copy.
func dropSection(p *etree.Element) {
	if style := properties(p); style != nil {
		if s := style.SelectElement("w:sectPr"); s != nil {
			style.RemoveChild(s)
		}
	}
}
