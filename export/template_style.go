package export

import (
	"cmp"
	"strconv"

	"github.com/beevik/etree"
)

// alignment finds how paragraphs are aligned and indented: by themselves, by their style, or by the document's defaults.
type alignment struct {
	styles   map[string]*etree.Element
	fallback string         // id of the default paragraph style
	defaults *etree.Element // w:pPr of the document's defaults
}

// styleDepth guards against styles that are based on each other in a circle.
const styleDepth = 20

// readAlignment reads word/styles.xml; nil content leaves only what paragraphs say themselves.
func readAlignment(content []byte) alignment {
	a := alignment{styles: map[string]*etree.Element{}}
	document := etree.NewDocument()
	if content == nil || document.ReadFromBytes(content) != nil || document.Root() == nil {
		return a
	}
	for _, style := range document.Root().SelectElements("w:style") {
		id := style.SelectAttrValue("w:styleId", "")
		a.styles[id] = style
		if style.SelectAttrValue("w:type", "") == "paragraph" && on(style.SelectAttrValue("w:default", "")) {
			a.fallback = id
		}
	}
	a.defaults = document.Root().FindElement("./w:docDefaults/w:pPrDefault/w:pPr")
	return a
}

func on(value string) bool { return value == "1" || value == "true" || value == "on" }

// justified tells whether a paragraph's lines are stretched to both margins.
func (a alignment) justified(p *etree.Element) bool {
	how := a.of(p, "jc", "val")
	return how == "both" || how == "distribute" || how == "thaiDistribute"
}

// indent is how far a paragraph's text stands in from both margins together, in twips.
func (a alignment) indent(p *etree.Element) int {
	sum := 0
	for _, sides := range [][2]string{{"left", "start"}, {"right", "end"}} {
		n, _ := strconv.Atoi(cmp.Or(a.of(p, "ind", sides[0]), a.of(p, "ind", sides[1])))
		sum += max(n, 0)
	}
	return sum
}

// of is a property of a paragraph, such as jc@val; empty where nothing says it.
func (a alignment) of(p *etree.Element, child, name string) string {
	id := a.fallback
	if style := properties(p); style != nil {
		if how := attribute(style, child, name); how != "" {
			return how
		}
		if named := attribute(style, "pStyle", "val"); named != "" {
			id = named
		}
	}
	for range styleDepth {
		style, ok := a.styles[id]
		if !ok {
			break
		}
		if p := style.SelectElement("w:pPr"); p != nil {
			if how := attribute(p, child, name); how != "" {
				return how
			}
		}
		id = attribute(style, "basedOn", "val")
	}
	if a.defaults == nil {
		return ""
	}
	return attribute(a.defaults, child, name)
}
