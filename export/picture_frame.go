package export

import (
	"slices"
	"strconv"

	"github.com/beevik/etree"
)

// English Metric Units, in which drawings are measured.
const (
	emuPerTwip  = 635
	emuPerPixel = 9525 // at 96 pixels an inch, as word processors take pictures that say nothing
)

// frame is the room for a picture, in twips.
type frame struct{ width, height int }

// fit gives a picture its own size, or as much of it as there is room for, in EMU.
func (f frame) fit(width, height int) (cx, cy int) {
	cx, cy = width*emuPerPixel, height*emuPerPixel
	if most := f.width * emuPerTwip; cx > most {
		cx, cy = most, height*most/width
	}
	if most := f.height * emuPerTwip; cy > most {
		cx, cy = width*most/height, most
	}
	return max(cx, emuPerPixel), max(cy, emuPerPixel)
}

// The page that Decree 30 prescribes, for documents that do not say: A4 with margins of 30, 15, 20 and 20 mm.
const (
	pageWidth, pageHeight               = 11906, 16838
	marginLeft, marginRight, marginEdge = 1701, 851, 1134
	cellMargin                          = 108 // to either side, unless a table says otherwise
	leastRoom                           = 567 // 1 cm
	lineRoom                            = 567 // of a page's height, for what stands beside a picture
)

// room is frameAt for a paragraph of the template; headers and notes are as wide as the document's last section.
func (s *pictures) room(p *etree.Element) frame {
	f, known := s.frames[p]
	if !known {
		section := sectionOf(p)
		if section == nil {
			section = s.last
		}
		f = frameAt(p, section, s.style.indent(p))
		s.frames[p] = f
	}
	return f
}

// frameAt is the room that a paragraph has: between the margins of its section, which may be nil, or in its cell.
func frameAt(p, section *etree.Element, indent int) frame {
	f := frame{
		width: twips(section, "pgSz", "w", pageWidth) - twips(section, "pgMar", "left", marginLeft) -
			twips(section, "pgMar", "right", marginRight) - twips(section, "pgMar", "gutter", 0),
		height: twips(section, "pgSz", "h", pageHeight) - abs(twips(section, "pgMar", "top", marginEdge)) -
			abs(twips(section, "pgMar", "bottom", marginEdge)) - lineRoom,
	}
	if columns := twips(section, "cols", "num", 1); columns > 1 {
		f.width = (f.width - (columns-1)*twips(section, "cols", "space", 720)) / columns
	}
	if cell := around(p, "tc"); cell != nil {
		f.width = min(f.width, widthOf(cell, f.width)-2*cellMargin)
	}
	f.width -= indent
	return frame{max(f.width, leastRoom), max(f.height, leastRoom)}
}

func abs(n int) int { return max(n, -n) }

// twips reads a measure of a child; nil has none.
func twips(e *etree.Element, child, name string, fallback int) int {
	if e == nil {
		return fallback
	}
	n, err := strconv.Atoi(attribute(e, child, name))
	if err != nil {
		return fallback
	}
	return n
}

// sectionOf finds the properties of the section that a paragraph stands in: those that come next.
func sectionOf(p *etree.Element) *etree.Element {
	if p == nil {
		return nil
	}
	root, met := p, false
	for root.Parent() != nil {
		root = root.Parent()
	}
	for e := range elements(root) {
		if met = met || e == p; met && is(e, "sectPr") {
			return e
		}
	}
	return nil
}

// around finds the nearest element of a name that an element stands in.
func around(e *etree.Element, name string) *etree.Element {
	for ; e != nil; e = e.Parent() {
		if is(e, name) {
			return e
		}
	}
	return nil
}

// widthOf is a cell's width: as it says itself, as its column says, or an even share of the table.
func widthOf(cell *etree.Element, whole int) int {
	if style := cell.SelectElement("w:tcPr"); style != nil && attribute(style, "tcW", "type") == "dxa" {
		if w := twips(style, "tcW", "w", 0); w > 0 {
			return w
		}
	}
	row, table := around(cell, "tr"), around(cell, "tbl")
	if row == nil || table == nil {
		return whole
	}
	var cells []*etree.Element
	for e := range elements(row) {
		if is(e, "tc") && around(e, "tbl") == table {
			cells = append(cells, e)
		}
	}
	grid := table.FindElements("./w:tblGrid/w:gridCol")
	if at := slices.Index(cells, cell); len(grid) == len(cells) {
		if w, err := strconv.Atoi(grid[at].SelectAttrValue("w:w", "")); err == nil && w > 0 {
			return w
		}
	}
	return whole / max(len(cells), 1)
}

// unsqueeze gives a rendered paragraph lines as high as what is in them, and no indent: pictures are cut off in lines of
// an exact height, and fitted to the whole width.
func unsqueeze(p *etree.Element) {
	if !is(p, "p") {
		return
	}
	style := p.SelectElement("w:pPr")
	if style == nil {
		style = etree.NewElement("w:pPr")
		p.InsertChildAt(0, style)
	}
	spacing := ordered(style, "spacing", afterSpacing)
	spacing.CreateAttr("w:line", "240")
	spacing.CreateAttr("w:lineRule", "auto")
	indent := ordered(style, "ind", afterSpacing[1:])
	indent.RemoveAttr("w:hanging")
	indent.CreateAttr("w:firstLine", "0")
}

// afterSpacing is what may come after w:spacing in a paragraph's properties (ECMA-376, part 1, §17.3.1.26).
var afterSpacing = []string{"ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
	"textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"}

// afterHighlight is what may come after w:highlight in a run's properties (§17.3.2.28).
var afterHighlight = []string{"u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout",
	"specVanish", "oMath"}

// ordered finds a property, or adds it before those that must follow it.
func ordered(style *etree.Element, name string, followers []string) *etree.Element {
	if e := style.SelectElement("w:" + name); e != nil {
		return e
	}
	e, at := etree.NewElement("w:"+name), len(style.Child)
	for _, child := range style.ChildElements() {
		if isAny(child, followers...) {
			at = child.Index()
			break
		}
	}
	style.InsertChildAt(at, e)
	return e
}
