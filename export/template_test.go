package export

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/beevik/etree"
)

const testTypes = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
	`<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>`

const testRels = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`

const wordOpen = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
	`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
	`xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:body>`

const wordClose = `<w:sectPr/></w:body></w:document>`

// wrapped makes a .docx of a document's body, and of other parts by name.
func wrapped(t testing.TB, body string, more ...string) []byte {
	t.Helper()
	return bytesOf(t, append([]string{contentTypes, testTypes, "_rels/.rels", testRels, "word/document.xml", wordOpen + body + wordClose}, more...)...)
}

// bytesOf zips parts, given by name and content.
func bytesOf(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		part, err := out.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, parts[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// paragraphs makes a body of plain paragraphs.
func paragraphs(texts ...string) string {
	var b strings.Builder
	for _, s := range texts {
		fmt.Fprintf(&b, `<w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>`, escaped(s))
	}
	return b.String()
}

func escaped(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// rows makes a table; cells are parted by |, their paragraphs by /.
func rows(texts ...string) string {
	b := "<w:tbl><w:tblPr/><w:tblGrid/>"
	for _, row := range texts {
		b += "<w:tr>"
		for cell := range strings.SplitSeq(row, "¦") {
			b += "<w:tc><w:tcPr/>" + paragraphs(strings.Split(cell, "¶")...) + "</w:tc>"
		}
		b += "</w:tr>"
	}
	return b + "</w:tbl>"
}

// partOf reads a part of a .docx.
func partOf(t testing.TB, docx []byte, name string) string {
	t.Helper()
	reader, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := reader.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	content, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// textIn is a document as text: a line for each paragraph, breaks as ↵, cells in [ ], rows in lines.
func textIn(t testing.TB, docx []byte) string {
	t.Helper()
	document := etree.NewDocument()
	if err := document.ReadFromString(partOf(t, docx, "word/document.xml")); err != nil {
		t.Fatal(err)
	}
	return shownIn(document.Root().SelectElement("w:body"))
}

func shownIn(e *etree.Element) string {
	var blocks []string
	for _, child := range e.ChildElements() {
		switch {
		case is(child, "p"):
			blocks = append(blocks, shownText(child))
		case is(child, "tbl"):
			for _, row := range child.SelectElements("w:tr") {
				line := ""
				for _, cell := range row.SelectElements("w:tc") {
					line += "[" + shownIn(cell) + "]"
				}
				blocks = append(blocks, line)
			}
		}
	}
	return strings.Join(blocks, "\n")
}

func shownText(p *etree.Element) string {
	line := ""
	for e := range own(p) {
		switch {
		case is(e, "t"):
			line += e.Text()
		case is(e, "br"):
			line += "↵"
		case is(e, "noBreakHyphen"):
			line += "~"
		}
	}
	return line
}

func rendered(t testing.TB, c *Consolidation, body string) string {
	t.Helper()
	var b bytes.Buffer
	if err := Report(t.Context(), &b, c, ReportOptions{Template: wrapped(t, body)}); err != nil {
		t.Fatalf("Report: %v", err)
	}
	return textIn(t, b.Bytes())
}

func TestTemplate(t *testing.T) {
	c := testConsolidation(t)
	for name, test := range map[string]struct{ body, want string }{
		"plain text":        {paragraphs("Không có thẻ { nào } ở đây"), "Không có thẻ { nào } ở đây"},
		"a key":             {paragraphs("{{agency}}, {{place}}."), "SỞ KHOA HỌC VÀ CÔNG NGHỆ, Hưng Yên."},
		"a key not given":   {paragraphs("[{{addressee}}]"), "[]"},
		"blanks in a tag":   {paragraphs("{{  agency_code  }}"), "SKHCN"},
		"arithmetic":        {paragraphs("{{1 + 2 * 3}} {{7 div 2}}"), "7 3,5"},
		"sum and count":     {paragraphs("{{sum(hoat_dong/so_dai_bieu)}} {{count(hoat_dong)}}"), "1395 3"},
		"by reference":      {paragraphs("{{sum(${so_dai_bieu})}}"), "1395"},
		"loop":              {paragraphs("{{#hoat_dong}}", "{{position()}}. {{unit/name}}", "{{/hoat_dong}}"), "1. Văn phòng Sở\n2. Phòng Quản lý khoa học\n3. Phòng Quản lý khoa học"},
		"loop in a line":    {paragraphs("Có: {{#hoat_dong}}({{position()}}) {{loai_hoat_dong}}; {{/hoat_dong}}hết."), "Có: (1) Trưng bày; (2) Hội thảo; (3) Hội thảo; hết."},
		"predicate":         {paragraphs("{{#hoat_dong[loai_hoat_dong='hoi_thao']}}", "{{position()}}/{{last()}} {{dia_diem}}", "{{/hoat_dong}}"), "1/2 Hội trường Sở\n2/2 "},
		"curly quotes":      {paragraphs("{{#hoat_dong[loai_hoat_dong=‘trung_bay’]}}", "{{unit/code}}", "{{/hoat_dong}}", "{{concat(“a”, ‘b’)}}"), "VP\nab"},
		"nested loops":      {paragraphs("{{#hoat_dong}}", "{{loai_hoat_dong}}", "{{#tham_luan}}", "{{position()}}) {{dien_gia}} ({{loai_hoat_dong}}, {{place}})", "{{/tham_luan}}", "{{/hoat_dong}}"), "Trưng bày\nHội thảo\n1) Phạm Thị Lan (Hội thảo, Hưng Yên)\n2) Vũ Thị Đào (Hội thảo, Hưng Yên)\n3) Ngô Văn Bình (Hội thảo, Hưng Yên)\nHội thảo"},
		"unrelated loops":   {paragraphs("{{#van_ban}}", "{{#huong_ung}}", "{{position()}} {{so_van_ban}} {{tong_so_nguoi}} {{unit/code}}", "{{/huong_ung}}", "{{/van_ban}}"), "1 01/KH-UBND 40 VP\n2 01/KH-UBND 25 QLKH\n3 01/KH-UBND 10 TDC\n1 khong ro so 40 VP\n2 khong ro so 25 QLKH\n3 khong ro so 10 TDC"},
		"condition":         {paragraphs("{{#hoat_dong}}", "{{#thoi_gian/dia_diem}}", "{{position()}} ở {{.}}", "{{/thoi_gian/dia_diem}}", "{{^dia_diem}}", "{{position()}} chưa rõ", "{{/dia_diem}}", "{{/hoat_dong}}"), "1 ở Nam Định\n2 ở Hội trường Sở\n3 chưa rõ"},
		"true condition":    {paragraphs("{{#count(hoat_dong) > 2}}", "nhiều", "{{/count(hoat_dong) > 2}}", "{{^count(hoat_dong) > 2}}", "ít", "{{/count(hoat_dong)>2}}"), "nhiều"},
		"condition inline":  {paragraphs("Sở{{#place}} tại {{place}}{{/place}}{{^addressee}} (chưa rõ nơi nhận){{/addressee}}."), "Sở tại Hưng Yên (chưa rõ nơi nhận)."},
		"empty paragraph":   {paragraphs("a", "{{^place}}chưa rõ{{/place}}", "b"), "a\nb"},
		"empty value":       {paragraphs("a", "{{addressee}}", "b"), "a\n\nb"},
		"markers together":  {paragraphs("{{#hoat_dong}}{{#tham_luan}}", "{{dien_gia}}", "{{/tham_luan}}{{/hoat_dong}}"), "Phạm Thị Lan\nVũ Thị Đào\nNgô Văn Bình"},
		"one after another": {paragraphs("{{#place}}", "a", "{{/place}}{{#agency}}", "b", "{{/agency}}"), "a\nb"},
		"text in markers":   {paragraphs("đầu {{#huong_ung}}", "{{tong_so_nguoi}}", "cuối{{/huong_ung}}"), "đầu \n40\ncuối\nđầu \n25\ncuối\nđầu \n10\ncuối"},
		"row":               {rows("TT¦Tên", "{{#de_nghi}}{{position()}}¦{{ten_de_nghi}}{{/de_nghi}}", "Cộng¦{{count(de_nghi) | so2}}"), "[TT][Tên]\n[1][Trần Văn Đương]\n[2][Lê Thị Dung]\n[3][Đỗ Văn Ấn]\n[4][Phòng Quản lý khoa học]\n[Cộng][04]"},
		"rows":              {rows("{{#hoat_dong[tham_luan]}}¦", "{{ten_hoat_dong}}¦x", "{{#tham_luan}}{{dien_gia}}¦{{so_trang}}{{/tham_luan}}", "¦{{/hoat_dong}}"), "[Hội thảo Phụ nữ với sở hữu trí tuệ][x]\n[Phạm Thị Lan][8]\n[Vũ Thị Đào][5]\n[Ngô Văn Bình][]"},
		"in a cell":         {rows("{{#huong_ung}}¶{{unit/code}}¶{{/huong_ung}}¦b"), "[VP\nQLKH\nTDC][b]"},
		"empty cell":        {rows("{{#van_ban[so_van_ban='']}}¶{{so_van_ban}}¶{{/van_ban}}¦b"), "[][b]"},
		"table of nothing":  {paragraphs("a") + rows("{{#van_ban[so_van_ban='']}}¦{{/van_ban}}") + paragraphs("b"), "a\nb"},
		"groups":            {paragraphs("{{#de_nghi[1]}}{{phan_ca_nhan/chuc_vu}} = {{chuc_vu}}{{#phan_tap_the}}, có{{/phan_tap_the}}{{/de_nghi}}"), "Chuyên viên = Chuyên viên"},
		"group answered":    {paragraphs("{{#de_nghi}}{{#phan_tap_the}}{{tap_the_nho}}{{/phan_tap_the}}{{/de_nghi}}"), "Có"},
		"select by name":    {paragraphs("{{count(de_nghi[hinh_thuc_khen='giay_khen'])}} {{#de_nghi[4]}}{{hinh_thuc_khen}}{{/de_nghi}}"), "2 Bằng khen của Chủ tịch UBND tỉnh"},
		"select multiple":   {paragraphs("{{#huong_ung[1]}}{{hinh_thuc}}|{{hinh_thuc | noi}}|{{selected(hinh_thuc, 'giao_ban')}}{{/huong_ung}}"), "Sinh hoạt chi bộ; Họp giao ban|Sinh hoạt chi bộ, Họp giao ban|true"},
		"every choice":      {paragraphs("{{#huong_ung[1]}}{{#hinh_thuc | dong}}{{position()}} {{.}};{{/hinh_thuc}}{{/huong_ung}}"), "1 Sinh hoạt chi bộ;2 Họp giao ban;"},
		"lines":             {paragraphs("{{#recipients | dong}}", "- {{.}}; {{agency_code}}", "{{/recipients}}"), "- Như trên; SKHCN\n- Giám đốc Sở; SKHCN"},
		"dates":             {paragraphs("{{#hoat_dong[2]}}{{ngay}}, {{thoi_gian/ngay | ngay_dai}}, {{gio}}{{/hoat_dong}}; {{campaign_start}}; {{export/date | ngay_dai}} {{export/date | thang}} {{export/year}}"), "26/4/2023, ngày 26 tháng 4 năm 2023, 08:30; 04/01/2023; ngày 26 tháng 5 năm 2023 5 2023"},
		"date comparison":   {paragraphs("{{count(hoat_dong[ngay >= '2023-05-01'])}}"), "1"},
		"decimals":          {paragraphs("{{sum(hoat_dong/kinh_phi)}} {{#hoat_dong[2]}}{{kinh_phi}} {{kinh_phi | so:2}}{{/hoat_dong}} {{1234567.5 | so}}"), "12,8 12,5 12,50 1.234.567,5"},
		"approximate":       {paragraphs("{{#hoat_dong}}{{so_dai_bieu | khoang}} {{/hoat_dong}}{{sum(hoat_dong/so_dai_bieu) | so | khoang}} {{count(hoat_dong) | khoang}}"), "1200 khoảng 150 45 khoảng 1.395 3"},
		"percent":           {paragraphs("{{sum(huong_ung/so_nguoi_nam_vung) div sum(huong_ung/tong_so_nguoi) | phan_tram}} {{1 | phan_tram}} {{0.9999 | phan_tram}} {{2 div 3 | phan_tram:0}}"), "98,7% 100% 99,9% 67%"},
		"calculation":       {paragraphs("{{#huong_ung[3]}}{{ty_le_huong_ung}} {{ty_le_huong_ung + 1}}{{/huong_ung}}"), "90 91"},
		"letters":           {paragraphs("{{#hoat_dong}}{{position() | chu_cai}}) {{/hoat_dong}}{{5 | chu_cai}} {{4 | la_ma}}"), "a) b) c) đ IV"},
		"case":              {paragraphs("{{place | hoa}} {{place | thuong}} {{agency | thuong | hoa_dau}} {{place | thuong_dau}}"), "HƯNG YÊN hưng yên Sở khoa học và công nghệ hưng Yên"},
		"two digits":        {paragraphs("{{4 | so2}} {{13 | so2}} {{1234 | so2}} {{0 | so2}} {{2.5 | so2}} {{place | so2}}"), "04 13 1.234 0 2,5 Hưng Yên"},
		"numbers in a text": {paragraphs("{{'Kế hoạch số 01/KH-UBND, giai đoạn 2021-2025.' | gon}}"), "Kế hoạch số 01/KH~UBND, giai đoạn 2021-2025"},
		"document number":   {paragraphs("{{#van_ban[1]}}{{so_van_ban | so_hieu}}{{/van_ban}}"), "01/KH~UBND"},
		"sentences":         {paragraphs("{{'xong; ' | cau}} {{'Được.' | cau}} {{'xong. ' | gon}}"), "Xong. Được. xong"},
		"first citation":    {paragraphs("{{#van_ban[1]}}{{so_van_ban}}{{#so_van_ban | lan_dau}} ngày {{ngay_van_ban}}{{/so_van_ban}}; {{so_van_ban}}{{#so_van_ban | lan_dau}} ngày {{ngay_van_ban}}{{/so_van_ban}}{{/van_ban}}"), "01/KH-UBND ngày 04/01/2023; 01/KH-UBND"},
		"several values":    {paragraphs("{{van_ban/so_van_ban}}; {{van_ban/so_van_ban | noi:' và '}}"), "01/KH-UBND; khong ro so; 01/KH-UBND và khong ro so"},
		"hostile answer":    {paragraphs("{{#hoat_dong[1]}}{{ten_hoat_dong}}{{/hoat_dong}}"), `=HYPERLINK("http://x","Techfest")`},
		"composed":          {paragraphs("{{#hoat_dong[3]}}{{ten_hoat_dong}}{{/hoat_dong}}"), "Hội nghị tập huấn \U0001F389"},
		"new lines":         {paragraphs("a {{#hoat_dong[1]}}{{ket_qua_hoat_dong}}{{/hoat_dong}} b"), "a - Gian hàng↵+ Sản phẩm được được giới thiệu b"},
		"progress":          {paragraphs("{{progress/units}} {{progress/submitted}} {{progress/partial}} {{progress/silent}} {{#progress/unit[given=0]}}{{name}}{{/progress/unit}}"), "4 3 0 1 Trung tâm Thông tin - Thống kê"},
		"every part":        {paragraphs("{{#export/part[kind='activity']}}{{label}} {{count | so2}}:{{#entry[2]}}{{#answer[position() < 3]}} {{label}}={{value}};{{/answer}}{{/entry}}{{/export/part}}"), "Hoạt động 03: Tên hoạt động=Hội thảo Phụ nữ với sở hữu trí tuệ; Loại hoạt động=Hội thảo;"},
		"instance":          {paragraphs("{{instance('hinh_thuc_khen')/root/item[name='bang_khen']/label}} {{count(instance('loai')/root/item)}}"), "Bằng khen của Chủ tịch UBND tỉnh 3"},
		"control sign":      {paragraphs("{{base64-decode('YQdiCWM=')}}"), "ab c"},
		"type of document":  {paragraphs("{{#van_ban}}{{so_van_ban | loai_van_ban}} {{/van_ban}}{{'556/SNV-TĐKT' | loai_van_ban}} {{'05-CT/TW' | loai_van_ban}} {{'30/2020/NĐ-CP' | loai_van_ban}} {{'06/2022/QH15' | loai_van_ban}}"), "Kế hoạch Văn bản Công văn Chỉ thị Nghị định Luật"},
		"of a unit":         {paragraphs("{{#progress/unit}}{{short_name}}: {{count(hoat_dong)}}{{#huong_ung}}, {{tong_so_nguoi}}{{/huong_ung}}; {{/progress/unit}}{{progress/unit[not(huong_ung)]}}"), "Văn phòng Sở: 1, 40; Phòng Quản lý khoa học: 2, 25; Chi cục Tiêu chuẩn Đo lường Chất lượng: 0, 10; Trung tâm Thông tin - Thống kê: 0; Trung tâm Thông tin - Thống kê"},
		"small letter":      {paragraphs("{{'UBND tỉnh' | thuong_dau}} {{'Về việc' | thuong_dau}}"), "UBND tỉnh về việc"},
		"unanswered":        {paragraphs("{{count(hoat_dong[thoi_gian/gio = ''])}} {{count(hoat_dong[not(tham_luan)])}}"), "2 2"},
		"current entry":     {paragraphs("{{#hoat_dong}}{{count(/data/de_nghi[unit/code = current()/unit/code])}}{{count(de_nghi[unit/code = current()/unit/code])}} {{/hoat_dong}}"), "22 22 22 "},
		"choice label":      {paragraphs("{{jr:choice-name('giay_khen', '${hinh_thuc_khen}')}}"), "Giấy khen của Giám đốc Sở"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := rendered(t, c, test.body); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// TestTemplateRuns has tags as Word cuts them up.
func TestTemplateRuns(t *testing.T) {
	c := testConsolidation(t)
	bold := func(s string) string {
		return `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">` + s + `</w:t></w:r>`
	}
	plain := func(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }
	justified := `<w:pPr><w:jc w:val="both"/></w:pPr>`
	for name, test := range map[string]struct{ body, want, holds string }{
		"over three runs": {`<w:p>` + bold("Tại {") + `<w:proofErr w:type="spellStart"/>` + plain("{pla") + `<w:proofErr w:type="spellEnd"/>` + bold("ce}} nhé") + `</w:p>`,
			"Tại Hưng Yên nhé", `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Hưng Yên</w:t></w:r>`},
		"two in a run":      {`<w:p>` + plain("{{place}}{{agency_code}}.") + `</w:p>`, "Hưng YênSKHCN.", ""},
		"tab between":       {`<w:p><w:r><w:t>{{place}}</w:t><w:tab/><w:t>{{agency_code}}</w:t></w:r></w:p>`, "Hưng YênSKHCN", `<w:tab/>`},
		"break in a tag":    {`<w:p><w:r><w:t>{{pla</w:t><w:br/><w:t>ce}}</w:t></w:r></w:p>`, "Hưng Yên↵", ""},
		"hyperlink":         {`<w:p><w:hyperlink w:anchor="a">` + plain("{{#place}}x{{/place}}") + `</w:hyperlink></w:p>`, "x", "<w:hyperlink"},
		"justified lines":   {`<w:p>` + justified + plain("a {{#hoat_dong[1]}}{{ket_qua_hoat_dong}}{{/hoat_dong}} b") + `</w:p>`, "a - Gian hàng\n+ Sản phẩm được được giới thiệu b", `<w:p>` + justified + `<w:r><w:t xml:space="preserve">+ Sản`},
		"section's end":     {`<w:p><w:pPr><w:sectPr/></w:pPr>` + plain("{{#place}}") + `</w:p><w:p>` + plain("x{{/place}}") + `</w:p>`, "\nx", "<w:sectPr/></w:pPr>"},
		"ids come once":     {`<w:p w14:paraId="A1">` + plain("{{#huong_ung}}") + `</w:p><w:p w14:paraId="A2"><w:bookmarkStart w:id="1" w:name="b"/>` + plain("x") + `<w:bookmarkEnd w:id="1"/></w:p><w:p>` + plain("{{/huong_ung}}") + `</w:p>`, "x\nx\nx", ""},
		"page break stays":  {`<w:p>` + plain("{{#place}}") + `<w:r><w:br w:type="page"/></w:r></w:p><w:p>` + plain("x{{/place}}") + `</w:p>`, "↵\nx", ""},
		"braces of answers": {`<w:p>` + plain("{{concat('{', '{place}', '}')}}") + `</w:p>`, "{{place}}", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := Report(t.Context(), &b, c, ReportOptions{Template: wrapped(t, test.body)}); err != nil {
				t.Fatal(err)
			}
			if got := textIn(t, b.Bytes()); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			document := partOf(t, b.Bytes(), "word/document.xml")
			if !strings.Contains(document, test.holds) {
				t.Errorf("no %s in %s", test.holds, document)
			}
			for _, once := range []string{`paraId="A2"`, `w:name="b"`} {
				if strings.Count(document, once) > 1 {
					t.Errorf("%s stands twice", once)
				}
			}
		})
	}
}

// TestTemplateStory has tags elsewhere than in the document's own text, and parts that nobody touches.
func TestTemplateStory(t *testing.T) {
	box := `<w:p><w:r><w:t>{{#huong_ung}}{{unit/code}} {{/huong_ung}}</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps">` +
		`<wp:docPr id="7" name="x"/><w:txbxContent>` + paragraphs("{{#huong_ung}}", "{{unit/code}}", "{{/huong_ung}}") + `</w:txbxContent></mc:Choice></mc:AlternateContent></w:r></w:p>`
	header := strings.NewReplacer("w:document", "w:hdr", "<w:body>", "").Replace(wordOpen) + paragraphs("{{^place}}", "x", "{{/place}}") + "</w:hdr>"
	untouched := "\xef\xbb\xbf<settings  a='1'\n/>"
	template := wrapped(t, box, "word/header1.xml", header, "word/settings.xml", untouched, "docProps/app.xml", "<x/>")
	var b bytes.Buffer
	if err := Report(t.Context(), &b, testConsolidation(t), ReportOptions{Template: template}); err != nil {
		t.Fatal(err)
	}
	document := partOf(t, b.Bytes(), "word/document.xml")
	for _, code := range []string{"VP", "QLKH", "TDC"} {
		if strings.Count(document, ">"+code+"<") != 2 {
			t.Errorf("%s does not stand in the line and in the box:\n%s", code, document)
		}
	}
	if got := partOf(t, b.Bytes(), "word/header1.xml"); !strings.Contains(got, "<w:p/>") || strings.Contains(got, "place") {
		t.Errorf("header is %s", got)
	}
	if got := partOf(t, b.Bytes(), "word/settings.xml"); got != untouched {
		t.Errorf("settings are %q", got)
	}
	var again bytes.Buffer
	if err := Report(t.Context(), &again, testConsolidation(t), ReportOptions{Template: template}); err != nil || !bytes.Equal(again.Bytes(), b.Bytes()) {
		t.Errorf("a second report differs (%v)", err)
	}
}

// TestTemplateMistakes wants every mistake to name its paragraph.
func TestTemplateMistakes(t *testing.T) {
	for name, test := range map[string]struct {
		body  string
		wants []string
	}{
		"unknown name":         {paragraphs("Tại {{plcae}} này"), []string{"đoạn “Tại {{plcae}} này”", "{{plcae}}", "“plcae”"}},
		"unknown in a loop":    {paragraphs("{{#hoat_dong}}", "Tên {{ten_hoat_dog}}", "{{/hoat_dong}}"), []string{"Tên {{ten_hoat_dog}}", "“ten_hoat_dog”"}},
		"unknown step":         {paragraphs("x {{sum(hoat_dong/so_dai_biu)}}"), []string{"đoạn “x", "“so_dai_biu”"}},
		"unknown in predicate": {paragraphs("{{#hoat_dong[noi_bat='co']}}", "{{/hoat_dong}}"), []string{"“noi_bat”"}},
		"unknown in a branch":  {paragraphs("x {{if(true(), place, plcae)}}"), []string{"đoạn “x", "“plcae”"}},
		"unknown in the false": {paragraphs("{{^place}}", "x {{plcae}}", "{{/place}}"), []string{"đoạn “x", "“plcae”"}},
		"unknown in nested":    {paragraphs("{{#hoat_dong}}", "{{#tham_luan}}", "y {{tenn}}", "{{/tham_luan}}", "{{/hoat_dong}}"), []string{"đoạn “y", "“tenn”"}},
		"unknown reference":    {paragraphs("x {{${plcae}}}"), []string{"đoạn “x", "“plcae”"}},
		"unknown filter":       {paragraphs("x {{place | so3}}"), []string{"đoạn “x", "{{place | so3}}", "“so3”"}},
		"wrong argument":       {paragraphs("x {{place | so:hai}} {{place | hoa:1}}"), []string{"đoạn “x", "“hai”", "“1”"}},
		"bad expression":       {paragraphs("x {{1 +}}"), []string{"đoạn “x", "{{1 +}}"}},
		"unknown function":     {paragraphs("x {{tong(hoat_dong)}}"), []string{"đoạn “x", "tong"}},
		"empty tag":            {paragraphs("x {{ }}"), []string{"đoạn “x", "trống"}},
		"empty section":        {paragraphs("x {{#}} {{/}}"), []string{"đoạn “x", "{{#}}", "{{/}}"}},
		"never closed":         {paragraphs("x {{#hoat_dong[1]}}"), []string{"đoạn “x", "{{#hoat_dong[1]}}", "{{/hoat_dong}}"}},
		"never opened":         {paragraphs("x {{/hoat_dong}}"), []string{"đoạn “x", "{{/hoat_dong}}"}},
		"crossed":              {paragraphs("{{#hoat_dong}}", "{{#place}}", "{{/hoat_dong}}", "{{/place}}"), []string{"{{/hoat_dong}}", "{{#place}}"}},
		"braces never closed":  {paragraphs("x {{place"), []string{"đoạn “x", "}}"}},
		"out of a cell":        {rows("{{#place}}¦b") + paragraphs("x {{/place}}"), []string{"{{#place}}"}},
		"shared paragraph":     {paragraphs("{{#place}}", "a{{/place}}b{{#agency}}", "{{/agency}}"), []string{"{{#agency}}"}},
		"two mistakes at once": {paragraphs("x {{aa}}", "y {{bb}}"), []string{"“aa”", "“bb”", "đoạn “x", "đoạn “y"}},
		"not a list":           {paragraphs("x {{sum(1)}}"), []string{"đoạn “x", "“sum”", "a list"}},
		"field that fetches":   {`<w:p><w:r><w:t>x</w:t></w:r><w:fldSimple w:instr=" INCLUDETEXT &quot;a&quot;"/></w:p>`, []string{"word/document.xml"}},
		"field in pieces":      {`<w:p><w:r><w:t>x</w:t></w:r><w:r><w:instrText> DD</w:instrText></w:r><w:r><w:instrText>EAUTO c cmd</w:instrText></w:r></w:p>`, []string{"đoạn “x"}},
		"field in a field":     {paragraphs("x") + fields("<", " INCLU", "<", " QUOTE x ", "|", "t:DEPICTURE", ">", ` "http://x"`, ">"), []string{"đoạn “y"}},
		"name from a field":    {paragraphs("x") + fields("<", "<", " QUOTE x ", "|", "t:LI", ">", "NK Excel a", ">"), []string{"đoạn “y"}},
		"field over lines":     {paragraphs("x") + fields("<", " DDE", "/", "AUTO c cmd", ">"), []string{"đoạn “y"}},
		"field in a result":    {paragraphs("x") + fields("<", " PAGE ", "|", "<", " LINK a ", ">", ">"), []string{"đoạn “y"}},
		"text in a field":      {paragraphs("x") + fields("<", "t: IMPORT a", ">"), []string{"đoạn “y"}},
		"tag in a field":       {paragraphs("x") + fields("<", " IF ", "t:{{place}}", ">"), []string{"đoạn “y"}},
		"embedded document":    {`<w:altChunk/>`, []string{"altChunk"}},
	} {
		t.Run(name, func(t *testing.T) {
			template := wrapped(t, test.body)
			mistakes := errors.Join(CheckTemplate(campaign(), template)...)
			if mistakes == nil {
				t.Fatal("nothing was found wrong")
			}
			for _, want := range test.wants {
				if !strings.Contains(mistakes.Error(), want) {
					t.Errorf("no %q in:\n%v", want, mistakes)
				}
			}
			var mistake *TemplateError
			if !errors.As(mistakes, &mistake) || mistake.Part == "" {
				t.Errorf("%#v names no part", mistakes)
			}
			var b bytes.Buffer
			if err := Report(t.Context(), &b, testConsolidation(t), ReportOptions{Template: template}); err == nil || b.Len() > 0 {
				t.Errorf("Report took it: %v, %d bytes", err, b.Len())
			}
		})
	}
}

// TestTemplateAllMistakesAtOnce has mistakes of every kind in one template: each is told once, none hides another, and none
// makes a right tag look wrong.
func TestTemplateAllMistakesAtOnce(t *testing.T) {
	body := paragraphs("a {{1 +}}", "b {{plcae}}", "c {{place", "{{#hoat_dong}}", "d {{ten_hoat_dog}} {{ten_hoat_dong}}", "{{/hoat_dog}}",
		"e {{agency | so3}}", "{{#hoat_dog2}}", "f {{ten_hoat_dong}} {{khong_co}}", "{{/hoat_dog2}}", "{{#1 +}}", "g {{so_dai_bieu}} {{khong_co_2}}", "{{/1 +}}",
		"h {{sum(1)}}", "i {{/place}}") + rows("{{#place}}¦k {{khong_co_3}}") + paragraphs("{{/place}}")
	var got []string
	for _, mistake := range CheckTemplate(campaign(), wrapped(t, body)) {
		got = append(got, mistake.(*TemplateError).Tag)
	}
	want := []string{"{{1 +}}", "{{place", "{{/hoat_dog}}", "{{agency | so3}}", "{{#1 +}}", "{{/place}}", "{{#hoat_dong}}", "{{#place}}",
		"{{plcae}}", "{{ten_hoat_dog}}", "{{#hoat_dog2}}", "{{khong_co}}", "{{khong_co_2}}", "{{sum(1)}}", "{{khong_co_3}}"}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("told:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestTemplateHostile has files that are no template at all, or more than one.
func TestTemplateHostile(t *testing.T) {
	bomb := func() []byte {
		var b bytes.Buffer
		out := zip.NewWriter(&b)
		part, err := out.Create("word/document.xml")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.CopyN(part, zeros{}, partLimit+1); err != nil {
			t.Fatal(err)
		}
		if err := out.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	link := func(kind, target string) string {
		return `<Relationships><Relationship Id="r" Type="http://x/` + kind + `" Target="` + target + `" TargetMode="External"/></Relationships>`
	}
	plain := paragraphs("a")
	typed := func(kind string) []byte {
		return bytesOf(t, contentTypes, strings.Replace(testTypes, "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", kind, 1),
			"word/document.xml", wordOpen+wordClose)
	}
	const header = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
	const transitional, strict = `="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`, `="http://purl.oclc.org/ooxml/wordprocessingml/main"`
	const fetches = `<w:p><w:fldSimple w:instr=" DDEAUTO c:\\a b"/></w:p>`
	other := func(root, body string) string {
		return `<w:` + root + ` xmlns:w` + transitional + `>` + body + `</w:` + root + `>`
	}
	kinds := func(more string) []byte {
		return bytesOf(t, contentTypes, strings.Replace(testTypes, "</Types>", more+"</Types>", 1),
			"_rels/.rels", testRels, "word/document.xml", wordOpen+plain+wordClose, "word/a.txt", other("hdr", fetches))
	}
	for name, test := range map[string]struct {
		file []byte
		want string
	}{
		"field by another prefix":  {wrapped(t, `<w:p><x:fldSimple xmlns:x`+transitional+` x:instr="DDEAUTO c:\\a b"/></w:p>`), "tiền tố khác w (xmlns:x)"},
		"object by another prefix": {wrapped(t, `<w:p><w:r><x:object xmlns:x`+transitional+`/></w:r></w:p>`), "tiền tố khác w"},
		"chunk by another prefix":  {wrapped(t, `<x:altChunk xmlns:x`+strict+`/>`), "tiền tố khác w"},
		"prefix from far above":    {wrapped(t, `<w:sdt xmlns:x`+transitional+`><w:p><x:fldSimple x:instr="DDE a b"/></w:p></w:sdt>`), "tiền tố khác w"},
		"attribute by another":     {wrapped(t, `<w:p><w:fldSimple xmlns:x`+transitional+` x:instr="DDE a b"/></w:p>`), "tiền tố khác w"},
		"field without a prefix":   {wrapped(t, `<w:p><fldSimple xmlns`+transitional+`/></w:p>`), "tiền tố khác w (xmlns)"},
		"w is strict below":        {wrapped(t, `<w:p xmlns:w`+strict+`/>`), "tiền tố w"},
		"w is something else":      {wrapped(t, `<w:p xmlns:w="http://x/"/>`), "tiền tố w"},
		"w says again the same":    {wrapped(t, `<w:p xmlns:w`+transitional+`/>`), ""},
		"field":                    {wrapped(t, fetches), "bên ngoài"},
		"field in a comment":       {wrapped(t, plain, "word/comments.xml", other("comments", fetches)), "bên ngoài"},
		"field in building blocks": {wrapped(t, plain, "word/glossary/document.xml", other("glossaryDocument", fetches)), "bên ngoài"},
		"object in a comment":      {wrapped(t, plain, "word/comments.xml", other("comments", "<w:object/>")), "nhúng"},
		"another prefix in a comment": {wrapped(t, plain, "word/comments.xml",
			strings.NewReplacer("xmlns:w", "xmlns:x", "w:", "x:").Replace(other("comments", fetches))), "tiền tố khác w"},
		"a plain comment":     {wrapped(t, plain, "word/comments.xml", other("comments", plain)), ""},
		"damaged comments":    {wrapped(t, plain, "word/comments.xml", "<w:comments>"), "hỏng"},
		"header not .xml":     {kinds(`<Override PartName="/word/a.txt" ContentType="` + header + `"/>`), ".xml"},
		"all headers .txt":    {kinds(`<Default Extension="txt" ContentType="` + header + `"/>`), ".xml"},
		"headers are all xml": {kinds(`<Default Extension="XML" ContentType="` + header + `"/>`), ""},

		"nothing":          {nil, ".docx"},
		"not a zip":        {[]byte("{{place}}"), ".docx"},
		"an empty zip":     {[]byte("PK\x05\x06" + strings.Repeat("\x00", 18)), ".docx"},
		"cut off":          {wrapped(t, plain)[:300], ".docx"},
		"bomb":             {bomb(), "quá lớn"},
		"too large":        {make([]byte, templateLimit+1), "20 MB"},
		"part twice":       {wrapped(t, plain, "word/document.xml", "<x/>"), "hai lần"},
		"climbing name":    {wrapped(t, plain, "../x.xml", "<x/>"), "tên phần"},
		"absolute name":    {wrapped(t, plain, "/x.xml", "<x/>"), "tên phần"},
		"macros":           {wrapped(t, plain, "word/vbaProject.bin", "x"), "macro"},
		"macro type":       {typed("vnd.ms-word.document.macroEnabled.main+xml"), "macro"},
		"type of template": {typed("vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"), ".docx"},
		"embedded object":  {wrapped(t, plain, "word/embeddings/oleObject1.bin", "x"), "nhúng"},
		"outside template": {wrapped(t, plain, "word/_rels/settings.xml.rels", link("attachedTemplate", "http://x/a.dotm")), "bên ngoài"},
		"outside picture":  {wrapped(t, plain, "word/_rels/document.xml.rels", link("image", "http://x/a.png")), "bên ngoài"},
		"link to a file":   {wrapped(t, plain, "word/_rels/document.xml.rels", link("hyperlink", "file:///etc/passwd")), "bên ngoài"},
		"entities":         {wrapped(t, plain, "word/settings.xml", `<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>`), "DOCTYPE"},
		"another encoding": {wrapped(t, plain, "word/settings.xml", `<?xml version="1.0" encoding="UTF-16"?><x/>`), "UTF-8"},
		"wide characters":  {wrapped(t, plain, "word/settings.xml", "\xff\xfe<\x00x\x00/\x00>\x00"), "UTF-8"},
		"not well formed":  {wrapped(t, "<w:p>"), "hỏng"},
		"endless depth":    {wrapped(t, strings.Repeat("<w:sdt>", 5000)+strings.Repeat("</w:sdt>", 5000)), "hỏng"},
		"not Word":         {wrapped(t, "", "x", ""), ""},
		"link to the web":  {wrapped(t, plain, "word/_rels/document.xml.rels", link("hyperlink", "https://skhcn.example.vn")), ""},
	} {
		t.Run(name, func(t *testing.T) {
			mistakes := errors.Join(CheckTemplate(campaign(), test.file)...)
			switch {
			case test.want == "" && mistakes != nil:
				t.Errorf("refused: %v", mistakes)
			case test.want != "" && mistakes == nil:
				t.Error("taken")
			case test.want != "" && !strings.Contains(mistakes.Error(), test.want):
				t.Errorf("no %q in %v", test.want, mistakes)
			}
		})
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// TestTemplateBudget has loops in loops in loops.
func TestTemplateBudget(t *testing.T) {
	body := ""
	for range 12 {
		body = "{{#huong_ung}}" + body + "x{{/huong_ung}}"
	}
	template, err := openTemplate(wrapped(t, paragraphs(body)))
	if err != nil {
		t.Fatal(err)
	}
	for limit, want := range map[int]bool{1_000_000_000: true, 10_000: false} {
		r := &rendering{tree: newTree(testConsolidation(t)), left: limit, just: template.alignment.justified}
		_, err := r.render(template.parts[0])
		if (err == nil) != want || err != nil && !strings.Contains(err.Error(), "quá nhiều") {
			t.Errorf("with a limit of %d: %v", limit, err)
		}
	}
}

// FuzzTemplate has any text for tags: it is rendered, or it is a mistake with a paragraph; nothing else.
func FuzzTemplate(f *testing.F) {
	for _, seed := range []string{
		"{{place}}", "{{#hoat_dong}}{{ten_hoat_dong | hoa}}{{/hoat_dong}}", "{{^x}}", "{{a | b:'|'}}", "{{${a}}}", "{{#a[b='}}']}}{{/a}}",
		"}}{{", "{{{place}}}", "{{#recipients|dong}}{{.|cau}}{{/recipients}}", "{{position() | chu_cai}}", "“{{‘”}}", "{{#.}}{{..}}{{/.}}",
	} {
		f.Add(seed, "{{/hoat_dong}}")
	}
	c := testConsolidation(f)
	f.Fuzz(func(t *testing.T, a, b string) {
		if strings.ContainsFunc(a+b, func(r rune) bool { return r < ' ' || r == 0xFFFD || r >= 0xFFFE && r < 0x10000 }) {
			return // not XML
		}
		template := wrapped(t, paragraphs(a, b)+rows(a+"¦"+b))
		var report bytes.Buffer
		err := Report(t.Context(), &report, c, ReportOptions{Template: template})
		var mistake *TemplateError
		if err != nil && (!errors.As(err, &mistake) || mistake.Part == "") {
			t.Fatalf("%v is no mistake of a template", err)
		}
		if err != nil {
			return
		}
		if shown := textIn(t, report.Bytes()); !strings.Contains(a+b, "{{") && !strings.HasPrefix(shown, a+"\n"+b) {
			t.Errorf("%q changed to %q", a+"\n"+b, shown)
		}
	})
}

// TestTemplateRight wants no complaint where a name is there but nothing was answered.
func TestTemplateRight(t *testing.T) {
	empty := held{Source: Source{Campaign: campaign(), At: local(26, 9)}}.consolidated()
	body := paragraphs("{{#hoat_dong[loai_hoat_dong='hoi_thao' and so_dai_bieu > 10]}}", "{{#tham_luan}}", "{{../ten_hoat_dong}} {{current()/dien_gia}}",
		"{{/tham_luan}}", "{{/hoat_dong}}", "{{^hoat_dong}}", "Chưa có: {{sum(hoat_dong/so_dai_bieu)}} {{count(hoat_dong/tham_luan)}}", "{{/hoat_dong}}",
		"{{#export/part}}", "{{#entry/answer}}", "{{label}}{{value}}", "{{/entry/answer}}", "{{/export/part}}", "{{#progress/unit}}", "{{late}}", "{{/progress/unit}}")
	if mistakes := CheckTemplate(campaign(), wrapped(t, body)); len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	if got := rendered(t, empty, body); !strings.HasPrefix(got, "Chưa có: 0 0") {
		t.Errorf("got %q", got)
	}
}

// fields are paragraphs that begin with y: < | > are the marks of a field, / ends a paragraph, t: is text, else an instruction.
func fields(pieces ...string) string {
	var b strings.Builder
	b.WriteString("<w:p><w:r><w:t>y</w:t></w:r>")
	for _, piece := range pieces {
		kind := map[string]string{"<": "begin", "|": "separate", ">": "end"}[piece]
		text, written := strings.CutPrefix(piece, "t:")
		switch {
		case kind != "":
			b.WriteString(`<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>`)
		case piece == "/":
			b.WriteString("</w:p><w:p>")
		case written:
			b.WriteString("<w:r><w:t>" + text + "</w:t></w:r>")
		default:
			b.WriteString("<w:r><w:instrText>" + strings.ReplaceAll(text, `"`, "&quot;") + "</w:instrText></w:r>")
		}
	}
	return b.String() + "</w:p>"
}

// TestTemplateFields lets fields stand that only reckon, also in each other.
func TestTemplateFields(t *testing.T) {
	for _, body := range []string{
		fields("<", " PAGE ", "|", "t:1", ">"), fields("<", " IF ", "<", " PAGE ", "|", "t:1", ">", ` = 1 "LINK" "RD" `, "|", "t:LINK", ">"),
		fields("<", "=", "<", " PAGE ", ">", " + 1 ", ">", "t: LINK a"), fields("<", " TOC \\o ", "|", "t:{{place}}", "/", "t:DDE", ">"),
	} {
		if mistakes := CheckTemplate(campaign(), wrapped(t, body)); len(mistakes) > 0 {
			t.Errorf("%s: %v", body, mistakes)
		}
	}
}
