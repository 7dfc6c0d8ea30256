package xlsform_test

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"thidua/flows/xlsform"
)

const spreadsheet = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`

// index lists one sheet, survey.
const index = `<workbook ` + spreadsheet + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
	`<workbookPr date1904="1"/><sheets><sheet name="survey" sheetId="1" r:id="rId1"/></sheets></workbook>`

// relations name the parts from the root, as some producers do.
const relations = `<Relationships><Relationship Id="rId1" Type="http://x/relationships/worksheet" ` +
	`Target="/xl/worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/relationships/sharedStrings" ` +
	`Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://x/relationships/styles" Target="styles.xml"/></Relationships>`

const texts = `<sst ` + spreadsheet + `><si><t>type</t></si><si><r><rPr><b/></rPr><t>na</t></r><r><t xml:space="preserve">me</t></r>` +
	`<rPh sb="0" eb="1"><t>x</t></rPh></si><si><t>label</t></si><si><t/></si><si><t>default</t></si></sst>`

const styles = `<styleSheet ` + spreadsheet + `><numFmts count="1"><numFmt numFmtId="164" formatCode="[$-42A]dd/mm/yyyy;@"/></numFmts>` +
	`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`

// producers are workbooks as different programs write them; all say the same.
func producers() map[string]map[string][]byte {
	head := `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>` +
		`<c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c></row>`
	cells := map[string]string{
		"shared texts, formulas": `<worksheet ` + spreadsheet + `><sheetData>` + head + `<row r="3"><c r="A3" t="str"><f>"da"&amp;"te"</f>` +
			`<v>date</v></c><c r="B3" t="inlineStr"><is><r><t>ng</t></r><r><t>ay</t></r></is></c><c r="C3" t="b"><v>1</v></c>` +
			`<c r="E3" s="1"><v>42000</v></c></row></sheetData></worksheet>`,
		"prefixes, no places": `<x:worksheet xmlns:x="x"><x:sheetData>` + strings.NewReplacer("</", "</x:", "<", "<x:").Replace(
			strings.NewReplacer(` r="1"`, "", ` r="A1"`, "", ` r="B1"`, "", ` r="C1"`, "", ` r="D1"`, "", ` r="E1"`, "").Replace(head)) +
			`<x:row r="3"><x:c t="str"><x:v>date</x:v></x:c><x:c t="str"><x:v>ngay</x:v></x:c><x:c t="str"><x:v>TRUE</x:v></x:c>` +
			`<x:c/><x:c s="1"><x:v>4.2E4</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
		"entities, comments, CDATA": `<?xml version="1.0"?><!-- <row> --><worksheet><sheetData>` + head + `<row r="3" spans='1:5>'><c r="A3" ` +
			`t="str"><v>d&#97;t&#x65;</v></c><c r="B3" t="str"><v><![CDATA[ng]]>ay<!-- x --></v></c><c r="C3" t="str"><v>TRUE_x000D_</v></c>` +
			`<c r="E3" s="1"><v>42000</v></c></row></sheetData></worksheet>`,
	}
	all := map[string]map[string][]byte{}
	for name, sheet := range cells {
		all[name] = map[string][]byte{"xl/workbook.xml": []byte(index), "xl/_rels/workbook.xml.rels": []byte(relations),
			"xl/sharedStrings.xml": []byte(texts), "xl/styles.xml": []byte(styles), firstSheet: []byte(sheet)}
	}
	wide := map[string][]byte{}
	for name, content := range all["shared texts, formulas"] {
		wide[name] = wideText(string(content))
	}
	all["UTF-16"] = wide
	return all
}

func wideText(s string) []byte {
	out := []byte("\xff\xfe")
	for _, unit := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, unit)
	}
	return out
}

// TestProducers reads the same form from all of them.
func TestProducers(t *testing.T) {
	for name, parts := range producers() {
		t.Run(name, func(t *testing.T) {
			campaign, report := xlsform.Read("x.xlsx", packed(t, parts), xlsform.Options{})
			if campaign == nil || len(report.Warnings) > 0 {
				t.Fatalf("%s %s", lines(report.Errors), lines(report.Warnings))
			}
			q := campaign.Form.Questions[0]
			if q.Name != "ngay" || q.Type != "date" || q.Label[""] != "TRUE" || q.Default != "2018-12-28" || q.Row != 3 {
				t.Errorf("question is %+v", q)
			}
		})
	}
}

// TestTampered refuses what no program writes, soon.
func TestTampered(t *testing.T) {
	good := producers()["shared texts, formulas"]
	change := func(part, old, new string) []byte {
		p := map[string][]byte{}
		for name, content := range good {
			p[name] = content
		}
		if p[part] = bytes.Replace(good[part], []byte(old), []byte(new), 1); bytes.Equal(p[part], good[part]) {
			t.Fatalf("%s has no %s", part, old)
		}
		return packed(t, p)
	}
	whole := packed(t, good)
	lying := bytes.Clone(whole)
	for at := 0; ; at++ {
		i := bytes.Index(lying[at:], []byte("PK\x01\x02"))
		if i < 0 {
			break
		}
		at += i
		binary.LittleEndian.PutUint32(lying[at+24:], 10)
	}
	for name, test := range map[string]struct {
		content []byte
		code    string
	}{
		"rows downwards":    {change(firstSheet, `<row r="3">`, `<row r="-3">`), "file_broken"},
		"columns leftwards": {change(firstSheet, `r="B3"`, `r="A3"`), "file_broken"},
		"no place":          {change(firstSheet, `r="B3"`, `r="3B"`), "file_broken"},
		"not closed":        {change(firstSheet, `</sheetData></worksheet>`, ``), "file_broken"},
		"deep":              {change(firstSheet, `<row r="3">`, strings.Repeat("<a>", 2_000_000)), "file_broken"},
		"entities": {change(firstSheet, `<worksheet`, strings.Repeat(" ", 9000)+`<!DOCTYPE x [<!ENTITY a "b">]><worksheet`),
			"file_broken"},
		"many texts":   {change("xl/sharedStrings.xml", `<si><t/></si>`, strings.Repeat("<si/>", 2_000_000)), "file_too_large"},
		"many styles":  {change("xl/styles.xml", `<xf numFmtId="164"/>`, strings.Repeat("<xf/>", 1_000_000)), "file_too_large"},
		"many columns": {change(firstSheet, `<c r="C3"`, strings.Repeat("<c><v>1</v></c>", 1_000_000)+`<c r="C3"`), "file_broken"},
		"long text":    {change("xl/sharedStrings.xml", `<t>label`, `<t>`+strings.Repeat("ơ", 5_000_000)), "cell_too_long"},
		"lying sizes":  {lying, "file_broken"},
		"cut short":    {whole[:len(whole)/2], "file_broken"},
		"no sheet":     {change("xl/workbook.xml", `<sheet `, `<shoot `), "file_broken"},
	} {
		t.Run(name, func(t *testing.T) {
			campaign, report := xlsform.Read("x.xlsx", test.content, xlsform.Options{})
			if codes, _ := places(report.Errors); campaign != nil || len(codes) == 0 || codes[0] != test.code {
				t.Errorf("campaign %v, want %s, got %.300s", campaign != nil, test.code, lines(report.Errors))
			}
		})
	}
}
