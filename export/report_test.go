package export

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/beevik/etree"
	"golang.org/x/text/unicode/norm"

	"thidua"
	"thidua/flows/xlsform"
)

// sampleCampaign is the built-in campaign, whose names the built-in template uses.
func sampleCampaign(t testing.TB) *thidua.Campaign {
	t.Helper()
	c, report := xlsform.Read("sample.md", xlsform.Sample(), xlsform.Options{})
	if c == nil {
		t.Fatal(report)
	}
	return c
}

func builtInTemplate(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Template(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func builtInReport(t testing.TB, c *Consolidation) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Report(t.Context(), &b, c, ReportOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What people may type, and what of it must stand in the report.
var (
	markup    = `<b>đậm</b> & "nháy" 'đơn'`
	markdown  = "_*[liên kết](x)`"
	formula   = "=1+1"
	braces    = "{{agency}} {{#hoat_dong}} }} {{"
	emoji     = "Vui \U0001F389"
	decompose = norm.NFD.String("Phường Hiến Nam")
	bidi      = "xuôi\u202Engược\u0007"
	endless   = strings.TrimSpace(strings.Repeat("Đơn vị làm đúng kế hoạch đã đề ra. ", 120)) // 4,199 characters
)

// filledSample is the built-in campaign as two of its units and the secretariat filled it.
func filledSample(t testing.TB) *Consolidation {
	t.Helper()
	c := sampleCampaign(t)
	s := held{Source: Source{Campaign: c, At: time.Date(2023, 5, 26, 9, 0, 0, 0, c.Location), Index: map[string]thidua.Index{}}}
	s.file("QLKH", "Nguyễn Khánh Vân", "huong_ung", entry("tong_so_nguoi", "25", "so_nguoi_nam_vung", "25", "so_buoi_quan_triet", "3"))
	s.file("TDC", "Trịnh Xuân Bách", "huong_ung", entry("tong_so_nguoi", "50", "so_nguoi_nam_vung", "49", "ket_qua_huong_ung", decompose))
	s.file("QLKH", "Nguyễn Khánh Vân", "hoat_dong", talks(13), entry("ten_hoat_dong", formula, "loai_hoat_dong", "tap_huan", "ngay_bat_dau", "2023-05-18", "dia_diem", bidi))
	s.file("TDC", "Trịnh Xuân Bách", "hoat_dong", stalls())
	s.file(thidua.Department, "Lương Thị Bích Thảo", "hoi_dong", council())
	var proposals []thidua.Entry
	for i := range 8 {
		proposals = append(proposals, entry("loai_danh_gia", "de_xuat", "noi_dung_danh_gia", fmt.Sprintf("Kiến nghị thứ %d", i+1)))
	}
	s.file(thidua.Department, "Lương Thị Bích Thảo", "danh_gia_chung", proposals...)
	return s.consolidated()
}

func talks(n int) thidua.Entry {
	e := entry("ten_hoat_dong", "Hội thảo về sáng chế", "loai_hoat_dong", "hoi_thao", "ngay_bat_dau", "2023-04-26", "dia_diem", "Hội trường Sở",
		"noi_bat", "co", "ket_qua_hoat_dong", endless+"\n"+markup+"\n"+markdown, "so_tham_luan_dang_ky", strconv.Itoa(n))
	e.Answers["so_dai_bieu"] = thidua.Answer{Value: "150", Approximate: true}
	for i := range n {
		e.Repeats = map[string][]thidua.Entry{"tham_luan": append(e.Repeats["tham_luan"],
			entry("ten_tham_luan", fmt.Sprintf("Tham luận số %d", i+1), "dien_gia", "Ngô Văn Bình", "hoc_vi", "pgs_ts", "chuc_vu_dien_gia", "Giảng viên"))}
	}
	return e
}

func stalls() thidua.Entry {
	e := entry("ten_hoat_dong", braces, "loai_hoat_dong", "trung_bay", "ngay_bat_dau", "2023-05-11", "ngay_ket_thuc", "2023-05-12",
		"dia_diem", "Nam Định", "noi_bat", "co", "ket_qua_hoat_dong", emoji)
	e.Repeats = map[string][]thidua.Entry{"gian_hang": {
		entry("ten_doanh_nghiep", "Công ty TNHH Minh Vet", "so_gian_hang", "2", "so_nhom_san_pham", "9"),
		entry("ten_doanh_nghiep", "HTX Đông Tảo", "so_gian_hang", "1", "so_nhom_san_pham", "4"),
	}}
	return e
}

func council() thidua.Entry {
	e := entry("ngay_hop", "2022-10-12", "so_bien_ban", "03/BB-HĐTĐKT", "so_thanh_vien_hoi_dong", "9", "so_du_hop", "8")
	for _, name := range []string{"Phòng A", "Phòng B", "Tổ C", "Tổ D"} {
		e.Repeats = map[string][]thidua.Entry{"tap_the_chon": append(e.Repeats["tap_the_chon"], entry("ten_tap_the_chon", name, "ly_do_chon", "Làm tốt"))}
	}
	return e
}

// TestReportTemplate wants the built-in template to be right for the built-in campaign by the rules for any template.
func TestReportTemplate(t *testing.T) {
	for _, mistake := range CheckTemplate(sampleCampaign(t), builtInTemplate(t)) {
		t.Error(mistake)
	}
}

// TestReport reads the report's text.
func TestReport(t *testing.T) {
	c := filledSample(t)
	report := builtInReport(t, c)
	if again := builtInReport(t, c); !bytes.Equal(report, again) {
		t.Error("two reports of one consolidation differ")
	}
	text := textIn(t, report)
	for _, want := range []string{
		"UBND TỈNH HƯNG YÊN", "Số:        /BC-SKHCN", "Hưng Yên, ngày       tháng 5 năm 2023", "Kính gửi: Sở Nội vụ tỉnh Hưng Yên",
		"về phát động Đợt thi đua đặc biệt;\n", "74/75 công chức, viên chức, người lao động", "đạt 98,7%",
		"2.1. Hội thảo về sáng chế\n", "Hội thảo do ", "tổ chức ngày 26/4/2023 tại Hội trường Sở, có khoảng 150 đại biểu tham dự.",
		"13 tham luận", "(13) Tham luận số 13. Trình bày: PGS.TS Ngô Văn Bình, Giảng viên.", "02 doanh nghiệp, hợp tác xã tham gia với 03 gian hàng, giới thiệu 13 nhóm sản phẩm",
		"từ ngày 11/5/2023 đến ngày 12/5/2023 tại Nam Định", "2.3. Các hoạt động khác\n", "có 08/09 thành viên dự", "04 tập thể tiêu biểu",
		"d) Kiến nghị thứ 4.\nđ) Kiến nghị thứ 5.\ne) Kiến nghị thứ 6.\ng) Kiến nghị thứ 7.\nh) Kiến nghị thứ 8.", "./.\n",
		"KT. GIÁM ĐỐC↵PHÓ GIÁM ĐỐC", "- Như trên;\n- Giám đốc Sở, các Phó Giám đốc Sở;", "- Lưu: VT, VP.",
		"[CẦN BỔ SUNG: tin, bài, phóng sự tuyên truyền]", "số liệu hưởng ứng của Văn phòng Sở; Thanh tra Sở;",
		markup, markdown, formula, braces, emoji, norm.NFC.String(decompose), "xuôingược", strings.TrimRight(endless, "."),
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(text, "- Như trên;\n- Như trên") || strings.ContainsAny(text, "\u202E\u0007") {
		t.Error("something stands there that may not")
	}
}

// TestReportMarks wants every gap to be highlighted, and nothing else.
func TestReportMarks(t *testing.T) {
	document := etree.NewDocument()
	if err := document.ReadFromString(partOf(t, builtInReport(t, filledSample(t)), "word/document.xml")); err != nil {
		t.Fatal(err)
	}
	marks := 0
	for r := range elements(document.Root()) {
		if !is(r, "r") {
			continue
		}
		marked := r.FindElement("./w:rPr/w:highlight") != nil
		if text := r.SelectElement("w:t"); text != nil && strings.Contains(text.Text(), "CẦN BỔ SUNG") && !marked {
			t.Errorf("%q is not highlighted", text.Text())
		}
		if marked {
			marks++
		}
	}
	if marks == 0 {
		t.Error("nothing is highlighted")
	}
}

// TestReportEmpty wants no empty section where nobody answered anything: each says what is missing, highlighted, and so
// does every cell of the annex that has nothing to show.
func TestReportEmpty(t *testing.T) {
	c := sampleCampaign(t)
	s := held{Source: Source{Campaign: c, At: time.Date(2023, 5, 26, 9, 0, 0, 0, c.Location), Index: map[string]thidua.Index{}}}
	report := builtInReport(t, s.consolidated())
	lines := strings.Split(textIn(t, report), "\n")
	for i, line := range lines[:len(lines)-1] {
		next := lines[i+1]
		deeper := strings.Count(strings.SplitN(next, " ", 2)[0], ".") > strings.Count(strings.SplitN(line, " ", 2)[0], ".") ||
			regexp.MustCompile(`^[IVX]+\. `).MatchString(line)
		if headed.MatchString(line) && headed.MatchString(next) && !deeper {
			t.Errorf("nothing stands between %q and %q", line, next)
		}
	}
	text := strings.Join(lines, "\n")
	for _, want := range []string{"phong trào thi đua được phát động", "đăng ký thi đua của các đơn vị", "chương trình, kế hoạch, chiến lược tiếp tục",
		"đề nghị khen thưởng của các đơn vị"} {
		if !strings.Contains(text, "[CẦN BỔ SUNG: "+want) {
			t.Errorf("nothing says that %q is missing", want)
		}
	}
	if n := strings.Count(text, "[[CẦN BỔ SUNG]]"); n != len(c.Units)+1 {
		t.Errorf("%d cells of the annex say that they lack something, want one of each unit and the sum", n)
	}
}

// TestReportNothing wants a section whose units all said that there is nothing to say so in a sentence and to ask for nothing;
// where one unit still owes it, the section asks for it.
func TestReportNothing(t *testing.T) {
	c := sampleCampaign(t)
	c.Units = c.Units[:3]
	delete(c.Keys, "plan_number")
	declared := func(owing bool) string {
		s := held{Source: Source{Campaign: c, At: time.Date(2023, 5, 26, 9, 0, 0, 0, c.Location), Index: map[string]thidua.Index{}}}
		for _, p := range c.Parts {
			if p.FilledBy == thidua.Secretariat {
				s.file(thidua.Department, "Lương Thị Bích Thảo", p.Name)
				continue
			}
			for i, u := range c.Units {
				if !owing || i > 0 {
					s.file(u.Code, "Nguyễn Khánh Vân", p.Name)
				}
			}
		}
		return textIn(t, builtInReport(t, s.consolidated()))
	}
	text := declared(false)
	if strings.Contains(text, "CẦN BỔ SUNG") {
		t.Errorf("content is demanded where there is none:\n%s", text)
	}
	for _, want := range []string{
		"Sở KH&CN không ban hành kế hoạch riêng về Đợt thi đua đặc biệt 75 năm.", "không phát sinh phong trào thi đua mới.", "không đề ra nội dung thi đua riêng.",
		"không có nội dung về kết quả hưởng ứng", "không có nội dung đăng ký thi đua.", "không phát sinh hoạt động thi đua riêng.",
		"a) Trong kỳ báo cáo không phát sinh cuộc họp", "b) Trong kỳ báo cáo chưa có quyết định", "c) Các đơn vị không giới thiệu điển hình",
		"a) Trong kỳ báo cáo không phát sinh hoạt động tham quan", "b) Trong kỳ báo cáo không phát sinh tin, bài", "không có chương trình, kế hoạch",
		"các đơn vị không có đề nghị khen thưởng.", "không có nội dung đánh giá về ưu điểm.", "không có tồn tại, hạn chế.", "không có đề xuất, kiến nghị.",
	} {
		if strings.Count(text, want) != 1 {
			t.Errorf("%d times %q in\n%s", strings.Count(text, want), want, text)
		}
	}
	text = declared(true)
	for _, want := range []string{"số liệu hưởng ứng của các đơn vị", "tin, bài, phóng sự", "đề nghị khen thưởng của các đơn vị", "đề xuất, kiến nghị"} {
		if !strings.Contains(text, "[CẦN BỔ SUNG: "+want) {
			t.Errorf("nobody asks for %q though a unit owes it", want)
		}
	}
}

// TestReportNothingOfSome names who said that there is nothing apart from who owes.
func TestReportNothingOfSome(t *testing.T) {
	c := sampleCampaign(t)
	c.Units = c.Units[:3]
	s := held{Source: Source{Campaign: c, At: time.Date(2023, 5, 26, 9, 0, 0, 0, c.Location), Index: map[string]thidua.Index{}}}
	s.file(c.Units[0].Code, "Nguyễn Khánh Vân", "huong_ung", entry("tong_so_nguoi", "5", "so_nguoi_nam_vung", "5"))
	s.file(c.Units[1].Code, "Nguyễn Khánh Vân", "huong_ung")
	s.file(c.Units[0].Code, "Nguyễn Khánh Vân", "dang_ky", entry("da_dang_ky", "co"))
	s.file(c.Units[1].Code, "Nguyễn Khánh Vân", "dang_ky")
	text := textIn(t, builtInReport(t, s.consolidated()))
	empty, owing := c.Units[1].Name, c.Units[2].Name
	for _, want := range []string{
		empty + " báo cáo không có nội dung hưởng ứng.\n[CẦN BỔ SUNG: số liệu hưởng ứng của " + owing + "]",
		"01/03 đơn vị đăng ký thi đua; không có nội dung đăng ký: " + empty + "; [CẦN BỔ SUNG: đăng ký thi đua của " + owing + "].",
		"[" + empty + "][0][-][0]", "[" + owing + "][0][[CẦN BỔ SUNG]][0]",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// TestReportNothingDecided does not say that nothing was decided beside the documents that decide it.
func TestReportNothingDecided(t *testing.T) {
	c := sampleCampaign(t)
	s := held{Source: Source{Campaign: c, At: time.Date(2023, 5, 26, 9, 0, 0, 0, c.Location), Index: map[string]thidua.Index{}}}
	s.file(thidua.Department, "Lương Thị Bích Thảo", "quyet_dinh")
	s.file(thidua.Department, "Lương Thị Bích Thảo", "van_ban", entry("so_van_ban", "2485/QĐ-CTUBND", "ngay_van_ban", "2022-10-31",
		"co_quan_ban_hanh", "Chủ tịch UBND tỉnh", "trich_yeu", "Khen thưởng 04 tập thể", "vai_tro_van_ban", "khen_thuong"))
	text := textIn(t, builtInReport(t, s.consolidated()))
	if want := "b) Các văn bản công nhận, khen thưởng:\n- Quyết định số 2485/QĐ~CTUBND"; !strings.Contains(text, want) || strings.Contains(text, "chưa có quyết định") {
		t.Errorf("no %q, or nothing was decided:\n%s", want, text)
	}
}

// TestReportAnyCampaign renders campaigns that the built-in template was not made for.
func TestReportAnyCampaign(t *testing.T) {
	foreign := &thidua.Campaign{ID: "x", Title: "Tuần lễ an toàn", Location: hanoi, Language: "vi", Units: []thidua.Unit{{Code: "A", Name: "Đội A"}}}
	q := question(thidua.Repeat, "su_co", "Sự cố đã xử lý", within(question(thidua.TypeText, "mo_ta", "Mô tả"), question(thidua.Date, "ngay", "Ngày")))
	foreign.Parts = []thidua.Part{{Name: "su_co", FilledBy: thidua.FocalPoint, Question: q}}
	foreign.Form.Questions = []*thidua.Question{q}
	s := held{Source: Source{Campaign: foreign, At: local(26, 9), Index: map[string]thidua.Index{}}}
	s.file("A", "Ai đó", "su_co", entry("mo_ta", "Rò rỉ nước", "ngay", "2023-05-04"))
	text := textIn(t, builtInReport(t, s.consolidated()))
	for _, want := range []string{"Kết quả thực hiện Tuần lễ an toàn", "5.1. Sự cố đã xử lý\n- Đội A: Mô tả: Rò rỉ nước; Ngày: 04/5/2023.", "Kính gửi: [CẦN BỔ SUNG"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if text := textIn(t, builtInReport(t, testConsolidation(t))); !strings.Contains(text, "2.1. Các hoạt động khác") {
		t.Error("activities without the question noi_bat are missing")
	}
}

// TestReportNominations groups the annex by subject, leaves out a group without members, and ends every list once.
func TestReportNominations(t *testing.T) {
	person := entry("ten_de_nghi", "Hà Thu", "doi_tuong", "ca_nhan", "phan_ca_nhan/danh_xung", "ba", "phan_ca_nhan/chuc_vu",
		"Văn thư", "hinh_thuc_khen", "giay_khen", "thanh_tich", "Số hóa hồ sơ")
	family := entry("ten_de_nghi", "Hộ ông Ninh", "doi_tuong", "ho_gia_dinh", "hinh_thuc_khen", "giay_khen", "thanh_tich", "Hiến đất")
	flag := entry("ten_de_nghi", "Tổ Đ", "doi_tuong", "tap_the", "hinh_thuc_khen", "co_thi_dua", "thanh_tich", "Dẫn đầu")
	chosen := entry("ten_de_nghi", "Tổ E", "doi_tuong", "tap_the", "hinh_thuc_khen", "thu_khen", "thanh_tich", "Nhanh")
	typed := entry("ten_de_nghi", "Tổ G", "doi_tuong", "tap_the", "hinh_thuc_khen", "Biểu dương", "thanh_tich", "Nhanh")
	elder := entry("ten_de_nghi", "Hà An", "doi_tuong", "ca_nhan", "hinh_thuc_khen", "giay_khen", "thanh_tich", "Số hóa")
	blank := entry("ten_de_nghi", "Tổ H", "doi_tuong", "tap_the")
	team := entry("ten_de_nghi", "Tổ C", "doi_tuong", "tap_the", "hinh_thuc_khen", "bang_khen", "thanh_tich", "Làm tốt")
	for _, tt := range []struct {
		nominees []thidua.Entry
		want     []string
		without  string
	}{
		{[]thidua.Entry{person}, []string{"- Giấy khen của Giám đốc Sở: 01 cá nhân.\n", "[I][Cá nhân]\n[1][Bà Hà Thu, Văn thư][Số hóa hồ sơ.]"}, "[Tập thể]"},
		{[]thidua.Entry{team}, []string{"- Bằng khen của Chủ tịch UBND tỉnh: 01 tập thể.\n", "[I][Tập thể]\n[1][Tổ C][Làm tốt.]"}, "[Cá nhân]"},
		{[]thidua.Entry{person, team}, []string{": 01 tập thể;\n- Giấy khen", "[I][Tập thể]\n[1][Tổ C]", "[II][Cá nhân]\n[1][Bà Hà Thu"}, "CẦN BỔ SUNG: đề nghị khen thưởng"},
		{[]thidua.Entry{family, person, team, elder}, []string{"04 trường hợp, gồm 01 tập thể, 01 hộ gia đình và 02 cá nhân",
			"- Bằng khen của Chủ tịch UBND tỉnh: 01 tập thể;\n- Giấy khen của Giám đốc Sở: 01 hộ gia đình, 02 cá nhân.\n",
			"[II][Hộ gia đình]\n[1][Hộ ông Ninh][Hiến đất.]", "[III][Cá nhân]\n[1][Hà An][Số hóa.]", "\n[2][Bà Hà Thu, Văn thư]"}, "Hình thức khác"},
		{[]thidua.Entry{typed, blank, chosen, flag, team}, []string{
			"- Cờ thi đua của UBND tỉnh: 01 tập thể;\n- Bằng khen của Chủ tịch UBND tỉnh: 01 tập thể;\n- Thư khen: 01 tập thể;\n" +
				"- [CẦN BỔ SUNG: hình thức đề nghị]: 01 tập thể;\n- Hình thức khác (Biểu dương): 01 tập thể.\n",
			"[Tổ H][[CẦN BỔ SUNG: thành tích]][[CẦN BỔ SUNG: hình thức]]"}, "[Cá nhân]"},
	} {
		c := sampleCampaign(t)
		c.Form.Choices["hinh_thuc_khen"] = append(c.Form.Choices["hinh_thuc_khen"], choices("thu_khen", "Thư khen")...)
		s := held{Source: Source{Campaign: c, At: time.Date(2023, 5, 26, 9, 0, 0, 0, c.Location), Index: map[string]thidua.Index{}}}
		s.file("VP", "Ngô Thanh Tùng", "de_nghi", tt.nominees...)
		text := textIn(t, builtInReport(t, s.consolidated()))
		for _, want := range tt.want {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in\n%s", want, text)
			}
		}
		if strings.Contains(text, tt.without) {
			t.Errorf("%q stands in\n%s", tt.without, text)
		}
	}
}

// TestReportNominationsElsewhere tells nominations of a part and questions with other names than the built-in campaign's.
func TestReportNominationsElsewhere(t *testing.T) {
	c := sampleCampaign(t)
	q := question(thidua.Repeat, "gioi_thieu", "Giới thiệu", within(question(thidua.TypeText, "ho_ten", "Họ tên"),
		question(thidua.TypeText, "danh_hieu", "Danh hiệu"), question(thidua.TypeText, "tom_tat_thanh_tich", "Thành tích"),
		question(thidua.TypeText, "chuc_vu", "Chức vụ")))
	c.Parts = []thidua.Part{{Name: q.Name, Kind: nominationKind, FilledBy: thidua.FocalPoint, Question: q}}
	s := held{Source: Source{Campaign: c, At: time.Date(2023, 5, 26, 9, 0, 0, 0, c.Location), Index: map[string]thidua.Index{}}}
	s.file("VP", "Ngô Thanh Tùng", "gioi_thieu", entry("ho_ten", "Lý Thị Mơ", "chuc_vu", "Thủ quỹ", "danh_hieu", "Lao động tiên tiến", "tom_tat_thanh_tich", "Giỏi"))
	text := textIn(t, builtInReport(t, s.consolidated()))
	for _, want := range []string{"- Hình thức khác (Lao động tiên tiến): 01 cá nhân.", "[1][Lý Thị Mơ, Thủ quỹ][Giỏi.][Lao động tiên tiến][Văn phòng Sở]"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Contains(text, "Nội dung khác") {
		t.Error("nominations are told twice")
	}
}

// TestTemplateWholeForm names the questions of a form without parts as the form does.
func TestTemplateWholeForm(t *testing.T) {
	c, report := xlsform.Read("x.md", []byte("| survey |\n| | type | name | label |\n| | text | ten | Tên |\n| | begin repeat | con | Con |\n| | text | ten_con | Tên |\n| | end repeat | | |\n"), xlsform.Options{})
	if c == nil {
		t.Fatal(report)
	}
	filled := entry("ten", "An")
	filled.Repeats = map[string][]thidua.Entry{"con": {entry("ten_con", "Bi"), entry("ten_con", "Cò")}}
	s := held{Source: Source{Campaign: c, At: local(26, 9), Index: map[string]thidua.Index{}}}
	unit := thidua.Department
	if len(c.Units) > 0 {
		unit = c.Units[0].Code
	}
	s.file(unit, "Ai đó", c.Parts[0].Name, filled)
	if got := rendered(t, s.consolidated(), paragraphs("{{ten}}: {{#con}}{{position()}} {{ten_con}} {{/con}}")); got != "An: 1 Bi 2 Cò " {
		t.Errorf("got %q", got)
	}
}

// soffice converts files with LibreOffice. Without it the test is passed over, except in CI.
func soffice(t *testing.T, format string, docx []byte) string {
	t.Helper()
	if _, err := exec.LookPath("soffice"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("LibreOffice is not installed")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "in.docx"), docx, 0o600); err != nil {
		t.Fatal(err)
	}
	profile := "-env:UserInstallation=file://" + filepath.Join(dir, "profile")
	command := exec.CommandContext(t.Context(), "soffice", profile, "--headless", "--convert-to", format,
		"--outdir", filepath.Join(dir, "out"), filepath.Join(dir, "in.docx"))
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v: %s", err, said)
	}
	name, _, _ := strings.Cut(format, ":")
	return filepath.Join(dir, "out", "in."+name)
}

// TestTemplateResaved renders a template that another program saved again.
func TestTemplateResaved(t *testing.T) {
	c := filledSample(t)
	body := paragraphs("Sở {{agency_code}} có {{count(hoat_dong) | so2}} hoạt động:", "{{#hoat_dong[noi_bat='co']}}", "{{position() | chu_cai}}) {{loai_hoat_dong}} “{{ten_hoat_dong}}”{{#so_dai_bieu}} – {{so_dai_bieu | khoang}} người{{/so_dai_bieu}}",
		"{{#tham_luan}}", "({{position()}}) {{ten_tham_luan}}", "{{/tham_luan}}", "{{/hoat_dong}}", "{{^tuyen_truyen}}", "[CẦN BỔ SUNG]", "{{/tuyen_truyen}}") +
		rows("TT¦Đơn vị", "{{#huong_ung}}{{position()}}¦{{unit/name}}{{/huong_ung}}") + paragraphs("hết")
	for name, template := range map[string][]byte{"built in": builtInTemplate(t), "own": wrapped(t, body)} {
		t.Run(name, func(t *testing.T) {
			saved, err := os.ReadFile(soffice(t, "docx:MS Word 2007 XML", template))
			if err != nil {
				t.Fatal(err)
			}
			var before, after bytes.Buffer
			if err := Report(t.Context(), &before, c, ReportOptions{Template: template}); err != nil {
				t.Fatal(err)
			}
			if err := Report(t.Context(), &after, c, ReportOptions{Template: saved}); err != nil {
				t.Fatal(err)
			}
			if want, got := squeezed(textIn(t, before.Bytes())), squeezed(textIn(t, after.Bytes())); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// squeezed makes blanks alike.
func squeezed(s string) string { return strings.Join(strings.Fields(s), " ") }

// sheetOfPaper is a page of pdftotext -bbox, in points.
type sheetOfPaper struct {
	Width  float64 `xml:"width,attr"`
	Height float64 `xml:"height,attr"`
	Words  []struct {
		Left   float64 `xml:"xMin,attr"`
		Right  float64 `xml:"xMax,attr"`
		Top    float64 `xml:"yMin,attr"`
		Bottom float64 `xml:"yMax,attr"`
		Text   string  `xml:",chardata"`
	} `xml:"word"`
}

func pdfText(t *testing.T, pdf string, arguments ...string) []byte {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "pdftotext", append(arguments, pdf, "-")...).Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return out
}

// headed is how the line of a heading begins.
var headed = regexp.MustCompile(`^([IVX]+|[0-9]+(\.[0-9]+)*)\. `)

// TestReportPages measures the printed report by Decree 30/2020, Appendix I.
func TestReportPages(t *testing.T) {
	pdf := soffice(t, "pdf", builtInReport(t, filledSample(t)))
	text := squeezed(string(pdfText(t, pdf, "-nopgbrk", "-raw")))
	text = regexp.MustCompile(` ([0-9]) `).ReplaceAllString(text, " ") // page numbers fall into the text
	for _, want := range []string{markup, markdown, formula, "{{agency}} {{#hoat_dong}} }} {{", norm.NFC.String(decompose), "(13) Tham luận số 13."} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in the PDF", want)
		}
	}
	if n := strings.Count(text, "làm đúng kế hoạch"); n != 120 {
		t.Errorf("%d of 120 sentences of the long answer are printed", n)
	}
	var book struct {
		Pages []sheetOfPaper `xml:"body>doc>page"`
	}
	if err := xml.Unmarshal(pdfText(t, pdf, "-bbox"), &book); err != nil {
		t.Fatal(err)
	}
	if len(book.Pages) < 5 {
		t.Fatalf("%d pages", len(book.Pages))
	}
	const mm = 72 / 25.4
	number, lying := 0, false
	for i, page := range book.Pages {
		width, height := 210., 297.
		if lying = lying || page.Width > page.Height; lying { // from the first annex on
			width, height = height, width
		}
		if math.Abs(page.Width-width*mm) > 1 || math.Abs(page.Height-height*mm) > 1 {
			t.Errorf("page %d is %v × %v points", i+1, page.Width, page.Height)
		}
		number++
		words := page.Words
		if words[0].Bottom < 20*mm {
			centre := (words[0].Left + words[0].Right) / 2
			if words[0].Text != strconv.Itoa(number) || number == 1 || math.Abs(centre-(30+(width-45)/2)*mm) > 1 || words[0].Top < 5*mm {
				t.Errorf("page %d is headed %q at %.0f", i+1, words[0].Text, centre)
			}
			words = words[1:]
		} else if number > 1 {
			number = 1 // an annex begins: numbered for itself, its first page without a number
		}
		left, right, top, bottom := page.Width, 0., page.Height, 0.
		for _, w := range words {
			left, right = min(left, w.Left), max(right, w.Right)
			top, bottom = min(top, w.Top), max(bottom, w.Bottom)
		}
		if left < 30*mm-0.5 || right > (width-15)*mm+0.5 || top < 20*mm-1 || bottom > (height-20)*mm+1 {
			t.Errorf("page %d is printed from %.1f,%.1f to %.1f,%.1f mm", i+1, left/mm, top/mm, right/mm, bottom/mm)
		}
		last := ""
		for _, w := range words {
			if w.Bottom > bottom-3 {
				last += w.Text + " "
			}
		}
		if !lying && headed.MatchString(last) {
			t.Errorf("page %d ends with the heading %q", i+1, last)
		}
	}
	if second := book.Pages[1].Words[0]; second.Text != "2" {
		t.Errorf("page 2 is headed %q", second.Text)
	}
}

// TestReportProvenance marks the paragraphs that hold facts with who gave them and when, and no others.
func TestReportProvenance(t *testing.T) {
	template := wrapped(t, paragraphs("Mở đầu {{title}}", "{{#hoat_dong}}", "{{ten_hoat_dong}}: {{so_dai_bieu}}", "{{/hoat_dong}}", "Có {{count(de_nghi)}} đề nghị"))
	var b bytes.Buffer
	if err := Report(t.Context(), &b, testConsolidation(t), ReportOptions{Template: template, Provenance: true}); err != nil {
		t.Fatal(err)
	}
	document, notes := partOf(t, b.Bytes(), mainPart), partOf(t, b.Bytes(), commentsPart)
	for _, name := range []string{"commentRangeStart", "commentRangeEnd", "commentReference"} {
		if n := strings.Count(document, "<w:"+name+" "); n != 4 {
			t.Errorf("%d %s, want one for each of three activities and the count", n, name)
		}
	}
	for _, want := range []string{
		"Phòng Quản lý khoa học – Hoạt động: Hội thảo Phụ nữ với sở hữu trí tuệ. Nguyễn Khánh Vân nộp 10:05 ngày 20/5/2023, lần 1, phiên bản mẫu v1.",
		"; Số đại biểu: Lê Văn Giúp nhập 09:05 ngày 19/5/2023.",
	} {
		if !strings.Contains(notes, want) {
			t.Errorf("the comments lack %q:\n%s", want, notes)
		}
	}
	if !strings.Contains(partOf(t, b.Bytes(), contentTypes), commentsType) ||
		!strings.Contains(partOf(t, b.Bytes(), "word/_rels/document.xml.rels"), commentsLink) {
		t.Error("the comments are not part of the package")
	}
	b.Reset()
	if err := Report(t.Context(), &b, testConsolidation(t), ReportOptions{Template: template}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(partOf(t, b.Bytes(), mainPart), "comment") {
		t.Error("comments that nobody asked for")
	}
}

// TestReportProvenanceOfFacts marks what is counted for the template, and lists in its order, with the entries behind it.
func TestReportProvenanceOfFacts(t *testing.T) {
	template := wrapped(t, paragraphs("Có {{nominations/count}} đề nghị", "{{#nominations/form}}", "{{name}}: {{#subject}}{{count}}{{/subject}}", "{{/nominations/form}}",
		"{{#nominations/subject}}{{#nomination}}", "{{name}}", "{{/nomination}}{{/nominations/subject}}",
		"{{#progress/unit[1]}}", "{{activities}}", "{{/progress/unit[1]}}"))
	var b bytes.Buffer
	if err := Report(t.Context(), &b, testConsolidation(t), ReportOptions{Template: template, Provenance: true}); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(partOf(t, b.Bytes(), mainPart), "<w:commentReference "); n != 1+2+4+1 {
		t.Errorf("%d comments, want one for the count, each of two awards, each of four nominations, and a unit's activities", n)
	}
	if notes := partOf(t, b.Bytes(), commentsPart); !strings.Contains(notes, "Đề nghị khen thưởng: Đỗ Văn Ấn. Nguyễn Khánh Vân nộp") || !strings.Contains(notes, "Hoạt động: =HYPERLINK") {
		t.Errorf("the comments are\n%s", notes)
	}
}

// TestReportLastPicture lets a row with a picture stand alone.
func TestReportLastPicture(t *testing.T) {
	const row = "<w:tr><w:tc><w:p/></w:tc></w:tr>"
	for last, want := range map[string]int{row: 1, "<w:tr><w:tc><w:p><w:r><w:drawing/></w:r></w:p></w:tc></w:tr>": 0} {
		document := etree.NewDocument()
		if err := document.ReadFromString("<w:tbl>" + row + row + last + "</w:tbl>"); err != nil {
			t.Fatal(err)
		}
		keepLastRow(document.Root())
		if n := len(document.FindElements("//w:keepNext")); n != want {
			t.Errorf("%s: %d cells are kept with the next, want %d", last, n, want)
		}
	}
}

// TestReportLastRow lets the row before the last go to the next page with it, and no other.
func TestReportLastRow(t *testing.T) {
	table := rows("a¦b", "{{#hoat_dong}}{{ten_hoat_dong}}¦x{{/hoat_dong}}") + rows("c¦d", "e¦f", "g¦h")
	c := testConsolidation(t)
	document := etree.NewDocument()
	var b bytes.Buffer
	if err := Report(t.Context(), &b, c, ReportOptions{Template: wrapped(t, table)}); err != nil {
		t.Fatal(err)
	}
	if err := document.ReadFromString(partOf(t, b.Bytes(), "word/document.xml")); err != nil {
		t.Fatal(err)
	}
	all := document.FindElements("//w:tr")
	repeated := len(all) - 3
	if repeated < 3 {
		t.Fatalf("%d rows", repeated)
	}
	for i, row := range all {
		kept, want := len(row.FindElements("./w:tc/w:p/w:pPr/w:keepNext")), 0
		if i == repeated-2 {
			want = 2
		}
		if kept != want {
			t.Errorf("row %d keeps %d cells with the next", i+1, kept)
		}
	}
}
