package export

import (
	"github.com/beevik/etree"
)

// alignment finds how paragraphs are aligned: by themselves, by their style, or by the document's defaults.
type alignment struct {
	styles   map[string]*etree.Element
	fallback string // id of the default paragraph style
	defaults string
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
	if p := document.Root().FindElement("./w:docDefaults/w:pPrDefault/w:pPr"); p != nil {
		a.defaults = attribute(p, "jc", "val")
	}
	return a
}

func on(value string) bool { return value == "1" || value == "true" || value == "on" }

// justified tells whether a paragraph's lines are stretched to both margins.
func (a alignment) justified(p *etree.Element) bool {
	how := a.of(p)
	return how == "both" || how == "distribute" || how == "thaiDistribute"
}

func (a alignment) of(p *etree.Element) string {
	id := a.fallback
	if style := properties(p); style != nil {
		if how := attribute(style, "jc", "val"); how != "" {
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
			if how := attribute(p, "jc", "val"); how != "" {
				return how
			}
		}
		id = attribute(style, "basedOn", "val")
	}
	return a.defaults
}
