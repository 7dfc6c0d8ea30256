package export

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/beevik/etree"
)

// setting is how a paragraph's text is set, as Word resolves it: defaults, then styles from the first ancestor on, then
// the paragraph and the run themselves. Sizes are in half-points, distances in twentieths of a point.
type setting struct {
	fonts                  string
	size                   int
	bold, italic, keepNext bool
	align                  string
	after, first           int
}

// typesetter resolves settings.
type typesetter struct {
	defaults *etree.Element
	styles   map[string]*etree.Element
}

func newTypesetter(t *testing.T, docx []byte) typesetter {
	t.Helper()
	doc := etree.NewDocument()
	if err := doc.ReadFromString(partOf(t, docx, "word/styles.xml")); err != nil {
		t.Fatal(err)
	}
	all := typesetter{defaults: doc.Root().SelectElement("w:docDefaults"), styles: map[string]*etree.Element{}}
	for _, style := range doc.Root().SelectElements("w:style") {
		all.styles[style.SelectAttrValue("w:styleId", "")] = style
	}
	return all
}

// of resolves a paragraph with one of its runs.
func (y typesetter) of(paragraph, run *etree.Element) setting {
	s := setting{align: "left"}
	s.text(y.defaults.FindElement("./w:rPrDefault/w:rPr"))
	s.paragraph(y.defaults.FindElement("./w:pPrDefault/w:pPr"))
	var chain []*etree.Element
	name := ""
	if id := paragraph.FindElement("./w:pPr/w:pStyle"); id != nil {
		name = id.SelectAttrValue("w:val", "")
	}
	for style := y.styles[name]; style != nil; {
		chain = append(chain, style)
		based := style.SelectElement("w:basedOn")
		if based == nil {
			break
		}
		style = y.styles[based.SelectAttrValue("w:val", "")]
	}
	for _, style := range slices.Backward(chain) {
		s.text(style.SelectElement("w:rPr"))
		s.paragraph(style.SelectElement("w:pPr"))
	}
	s.paragraph(paragraph.SelectElement("w:pPr"))
	s.text(run.SelectElement("w:rPr"))
	return s
}

func (s *setting) text(properties *etree.Element) {
	if properties == nil {
		return
	}
	if fonts := properties.SelectElement("w:rFonts"); fonts != nil {
		var names []string
		for _, kind := range []string{"ascii", "hAnsi", "eastAsia", "cs"} {
			names = append(names, fonts.SelectAttrValue("w:"+kind, ""))
		}
		s.fonts = strings.Join(slices.Compact(names), ", ")
	}
	s.size = numberIn(properties, "sz", "val", s.size)
	s.bold, s.italic = turnedOn(properties, "b", s.bold), turnedOn(properties, "i", s.italic)
}

func (s *setting) paragraph(properties *etree.Element) {
	if properties == nil {
		return
	}
	s.after, s.first = numberIn(properties, "spacing", "after", s.after), numberIn(properties, "ind", "firstLine", s.first)
	s.keepNext = turnedOn(properties, "keepNext", s.keepNext)
	if align := properties.SelectElement("w:jc"); align != nil {
		s.align = align.SelectAttrValue("w:val", "")
	}
}

func numberIn(properties *etree.Element, name, attribute string, before int) int {
	if e := properties.SelectElement("w:" + name); e != nil {
		if n, err := strconv.Atoi(e.SelectAttrValue("w:"+attribute, "")); err == nil {
			return n
		}
	}
	return before
}

func turnedOn(properties *etree.Element, name string, before bool) bool {
	e := properties.SelectElement("w:" + name)
	if e == nil {
		return before
	}
	return !slices.Contains([]string{"0", "false", "off"}, e.SelectAttrValue("w:val", "true"))
}

// TestReportDecree30 holds every part of the report to the table of Decree 30/2020, Appendix I: size, weight, slant and
// place, in Times New Roman, black; headings stay with what follows.
func TestReportDecree30(t *testing.T) {
	t.Parallel()
	report := builtInReport(t, filledSample(t))
	typeset := newTypesetter(t, report)
	document := etree.NewDocument()
	if err := document.ReadFromString(partOf(t, report, mainPart)); err != nil {
		t.Fatal(err)
	}
	found := map[string]setting{}
	texts := map[string]string{}
	for p := range elements(document.Root()) {
		if !is(p, "p") {
			continue
		}
		text := strings.TrimSpace(textOf(p))
		for r := range elements(p) {
			if !is(r, "r") || r.SelectElement("w:t") == nil {
				continue
			}
			s := typeset.of(p, r)
			if s.fonts != "Times New Roman" {
				t.Errorf("%.40q is set in %s", text, s.fonts)
			}
			if colour := r.FindElement("./w:rPr/w:color"); colour != nil && colour.SelectAttrValue("w:val", "") != "000000" {
				t.Errorf("%.40q is not black", text)
			}
			for part, begin := range decreeParts {
				if _, met := found[part]; !met && strings.HasPrefix(text, begin) {
					found[part], texts[part] = s, text
				}
			}
		}
	}
	body := setting{size: 28, align: "both", after: 120, first: 720}
	heading := setting{size: 28, align: "both", after: 120, first: 720, bold: true, keepNext: true}
	for part, want := range map[string]setting{
		"motto":       {size: 24, bold: true, align: "center"},
		"submotto":    {size: 26, bold: true, align: "center"},
		"superior":    {size: 24, align: "center"},
		"issuer":      {size: 24, bold: true, align: "center"},
		"number":      {size: 26, align: "center"},
		"place":       {size: 26, italic: true, align: "center"},
		"type":        {size: 28, bold: true, align: "center", keepNext: true},
		"abstract":    {size: 28, bold: true, align: "center", keepNext: true},
		"addressee":   {size: 28, align: "center", after: 180},
		"basis":       {size: 28, italic: true, align: "both", after: 120, first: 720},
		"section":     heading,
		"clause":      heading,
		"subclause":   heading,
		"body":        body,
		"point":       body,
		"talk":        body,
		"recipients":  {size: 24, bold: true, italic: true, align: "left", keepNext: true},
		"recipient":   {size: 22, align: "left", keepNext: true},
		"title":       {size: 28, bold: true, align: "center", keepNext: true},
		"signer":      {size: 28, bold: true, align: "center"},
		"annex":       {size: 28, bold: true, align: "center", keepNext: true},
		"annex title": {size: 28, bold: true, align: "center", keepNext: true},
		"annexed to":  {size: 28, italic: true, align: "center", after: 240, keepNext: true},
	} {
		want.fonts = "Times New Roman"
		if got, met := found[part]; !met || got != want {
			t.Errorf("%s %.40q: %+v, want %+v", part, texts[part], got, want)
		}
	}
	header := partOf(t, report, "word/header1.xml")
	if !strings.Contains(header, "SoTrang") || !strings.Contains(header, "PAGE") || numberIn(typeset.styles["SoTrang"].SelectElement("w:rPr"), "sz", "val", 0) != 28 {
		t.Errorf("the page number: %s", header)
	}
	if strings.ContainsAny(texts["signer"], ".") {
		t.Errorf("a degree or title before the signer's name: %q", texts["signer"])
	}
	for _, capitals := range []string{"motto", "superior", "issuer", "type", "section", "title", "annex title"} {
		if text := texts[capitals]; text != strings.ToUpper(text) {
			t.Errorf("%s is not in capitals: %q", capitals, text)
		}
	}
}

// decreeParts are how the parts begin in the sample.
var decreeParts = map[string]string{
	"motto": "CỘNG HÒA", "submotto": "Độc lập", "superior": "UBND TỈNH", "issuer": "SỞ KHOA HỌC", "number": "Số:", "place": "Hưng Yên, ngày",
	"type": "BÁO CÁO", "abstract": "Kết quả thực hiện", "addressee": "Kính gửi:", "basis": "Căn cứ", "section": "I. ", "clause": "1. ",
	"subclause": "2.1. ", "body": "Theo yêu cầu", "point": "a) ", "talk": "(1) ", "recipients": "Nơi nhận:", "recipient": "- Như trên;",
	"title": "KT. GIÁM ĐỐC", "signer": "Vũ Đình Khải", "annex": "Phụ lục", "annex title": "TỔNG HỢP KẾT QUẢ", "annexed to": "(Kèm theo",
}
