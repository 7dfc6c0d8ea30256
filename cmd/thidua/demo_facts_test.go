package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// reportFacts are the facts that the sample answers hold, by the section of the report in which each must stand: those of
// the registers of a real report (documents, programmes, movements, days, events, talks, enterprises, collectives, figures,
// assessment, recipients), with invented names.
var reportFacts = map[string][]string{
	"": {"Số: /BC-SKHCN", "Hưng Yên, ngày tháng 5 năm 2023", "75 năm", "(11/6/1948 - 11/6/2023)", "Kính gửi: Sở Nội vụ tỉnh Hưng Yên",
		"Kế hoạch số 01/KH-UBND ngày 04/01/2023 của Ủy ban nhân dân tỉnh Hưng Yên về phát động",
		"Công văn số 556/SNV-TĐKT ngày 04/5/2023 của Sở Nội vụ về báo cáo kết quả phong trào thi đua và đề nghị khen thưởng",
		"Theo yêu cầu tại Công văn số 556/SNV-TĐKT, "},
	"I.1": {"ban hành Kế hoạch số 01/KH-UBND, ", "Kế hoạch số 06/KH-SKHCN ngày 07/01/2023", "toàn ngành khoa học và công nghệ",
		"a) Giúp mọi công chức, viên chức và người lao động hiểu đúng", "b) Đề cao trách nhiệm của người đứng đầu", "gương người tốt, việc tốt",
		"Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị về", "Kế hoạch số 36-KH/TU ngày 10/9/2021 của Ban Thường vụ Tỉnh ủy Hưng Yên về",
		"Kết luận số 01-KL/TW ngày 18/5/2021 của Bộ Chính trị về", "Công văn số 285/BKHCN-ĐP ngày 15/02/2023 của Bộ Khoa học và Công nghệ về",
		"Kế hoạch số 39/KH-UBND ngày 07/3/2023 của UBND tỉnh Nam Định về", "Nghị quyết số 14/NQ-CP [CẦN BỔ SUNG: ngày ban hành] của Chính phủ về",
		"Nghị quyết số 30-NQ/TW [CẦN BỔ SUNG: ngày ban hành] của Bộ Chính trị về phát triển vùng đồng bằng sông Hồng đến năm 2030, tầm nhìn đến năm 2045",
		"Kế hoạch số 90/KH-UBND ngày 11/6/2021 của UBND tỉnh Hưng Yên [CẦN BỔ SUNG: trích yếu]",
		"Kế hoạch số 34/KH-SKHCN ngày 16/9/2021 của Sở Khoa học và Công nghệ [CẦN BỔ SUNG: trích yếu]"},
	"I.2": {"(21/4)", "(26/4)", "(18/5)", "a) Học tập tư tưởng thi đua ái quốc", "b) Duy trì phong trào", "c) Phổ biến pháp luật",
		"d) Chuẩn bị và dự diễn đàn khởi nghiệp, Techfest", "đ) Đẩy nhanh bảy chiến lược, chương trình, kế hoạch", "03 phong trào thi đua",
		"từ ngày 04/01/2023 đến ngày 11/6/2023", "“Đổi mới sáng tạo, ứng dụng tiến bộ khoa học và công nghệ vào thực tiễn sản xuất và đời sống”",
		"từ ngày 11/6/2021 đến ngày 31/12/2025", "“Phát huy sáng kiến, cải tiến kỹ thuật, giải pháp hữu ích năm 2023”", "từ ngày 01/01/2023 đến ngày 31/12/2023"},
	"II.1": {"Tính đến ngày 24/5/2023, 08/09 đơn vị", "127/128 công chức, viên chức, người lao động", "đạt 99,2%", "khoảng 48 buổi họp", "Phụ lục I",
		"07/09 đơn vị đăng ký thi đua", "[CẦN BỔ SUNG: số liệu hưởng ứng của Thanh tra Sở]"},
	"II.2": {"09 hoạt động với khoảng 755 lượt người tham dự, trong đó 03 hoạt động có cách làm hay, sáng tạo (hình ảnh tại Phụ lục III)."},
	"II.2.1": {"Hội thảo khoa học “Phụ nữ Hưng Yên làm chủ tài sản trí tuệ", "Thực hiện Kế hoạch số 06/KH-SKHCN, hội thảo do", "ngày 16/5/2023 tại Hội trường lớn",
		"khoảng 150 đại biểu", "sở, ban, ngành; UBND cấp huyện; Hiệp hội doanh nghiệp tỉnh; Liên minh Hợp tác xã tỉnh; trường đại học, cao đẳng; nữ doanh nhân tiêu biểu",
		"05 vấn đề: (1) ", "; (2) ", "; (3) ", "; (4) ", "; (5) ", "13 tham luận", "Trình bày: TS Phùng Nhật Linh, Trưởng bộ môn", "Trình bày: Vương Thị Hoài Thu, Ủy viên",
		"TS Cao Bá Hiển", "Đinh Thùy Dương, Chuyên viên Cục Sở hữu trí tuệ", "quê hương - cách làm từ cơ sở. Trình bày: Nông Quốc Huy",
		"quê hương, cách làm từ cơ sở. Trình bày: Mai Thị Lan Chi", "ThS Giang Thị Tường Vi, Giảng viên", "Kiều Minh Hạnh, Chủ cơ sở", "PGS.TS Âu Thị Thanh Trúc",
		"La Thị Quỳnh Chi, Trưởng phòng Tiếp thị", "Thái Thị Ngọc Diệp", "Quách Thị Sen, Giám đốc Hợp tác xã", "ThS Nguyễn Khánh Vân, Chuyên viên chính"},
	"II.2.2": {"Thực hiện Kế hoạch số 39/KH-UBND", "từ ngày 11/5/2023 đến ngày 12/5/2023 tại Nam Định",
		"03 doanh nghiệp, hợp tác xã tham gia với 04 gian hàng, giới thiệu 13 nhóm sản phẩm",
		"Công ty TNHH Dược phẩm Hạ Lam (doanh nghiệp khoa học và công nghệ, điển hình tiên tiến năm 2022)", "Sông Mây", "Nhãn Sen Ngọc"},
	"II.2.4": {"lần thứ XIII, ngày 11/5/2023, tại tỉnh Nam Định", "Diễn đàn cấp cao về khởi nghiệp đổi mới sáng tạo vùng đồng bằng sông Hồng, ngày 12/5/2023, tại Nam Định", "Nghị quyết số 14/NQ-CP"},
	"II.3.1": {"a) Ngày 12/10/2022, thực hiện Kế hoạch số 90/KH-UBND, Kế hoạch số 34/KH-SKHCN,", "08/09 thành viên", "04 tiêu chí", "chọn 04 tập thể tiêu biểu",
		"Phòng Quản lý công nghệ và thị trường công nghệ thuộc Sở Khoa học và Công nghệ: ", "Công ty TNHH Dược phẩm Hạ Lam: ",
		"Phòng Quản lý khoa học thuộc Sở Khoa học và Công nghệ: ", "Phòng Kinh tế và Hạ tầng huyện Văn Lâm thuộc UBND huyện Văn Lâm: ", "b) Có 04 tập thể được công nhận, khen thưởng",
		"Quyết định số 2485/QĐ-CTUBND ngày 31/10/2022 của Chủ tịch UBND tỉnh Hưng Yên về công nhận và khen thưởng 04 tập thể", "c) Các đơn vị giới thiệu 06 điển hình tiên tiến (06 tập thể)"},
	"II.3.2": {"Kế hoạch số 41/KH-SKHCN ngày 25/4/2022", "Công văn số 776/SKHCN-VP ngày 09/12/2022", "a) Tổ chức 02 đợt tham quan", "Ngày 20/12/2022", "15 người tham gia (Công văn số 776/SKHCN-VP)",
		"b) Đăng, phát 05 tin, bài", "Đài Phát thanh và Truyền hình Hưng Yên, ngày 22/12/2022, thời lượng 7,5 phút, giới thiệu Công ty TNHH Dược Hạ Lam"},
	"II.3.3": {"07 chương trình, kế hoạch, chiến lược", "Chiến lược phát triển khoa học, công nghệ và đổi mới sáng tạo", "Kế hoạch khoa học và công nghệ tỉnh Hưng Yên (năm 2023)",
		"hệ sinh thái khởi nghiệp đổi mới sáng tạo tỉnh Hưng Yên (2021-2025)", "thị trường khoa học và công nghệ tỉnh Hưng Yên (đến năm 2030)",
		"tài sản trí tuệ tỉnh Hưng Yên (2021-2025, định hướng đến năm 2030)", "năng suất và chất lượng sản phẩm, hàng hóa (2021-2030)", "truy xuất nguồn gốc (2022-2030)"},
	"II.4": {"08 trường hợp, gồm 03 tập thể và 05 cá nhân; trong đó có 02 tập thể nhỏ và 04 cá nhân trực tiếp",
		"Bằng khen của Chủ tịch UBND tỉnh: 01 tập thể, 02 cá nhân;", "Giấy khen của Giám đốc Sở: 02 tập thể, 03 cá nhân.", "Phụ lục II"},
	"III.1": {"a) Đảng ủy và lãnh đạo Sở", "b) Các phòng, đơn vị gắn thi đua với nhiệm vụ chính"},
	"III.2": {"a) Một vài nơi triển khai chậm", "b) Việc đôn đốc, kiểm tra", "Nguyên nhân:", "- Một bộ phận", "- Người phụ trách đều kiêm nhiệm"},
	"III.3": {"a) Đối với UBND tỉnh: Cấp ủy", "b) Đối với Sở Tài chính: Ghi một dòng kinh phí", "c) Đối với Sở Nội vụ: Mở lớp bồi dưỡng",
		"d) Đối với Sở Nội vụ: Đổi mới cách tuyên truyền; dành phần lớn khen thưởng cho tập thể nhỏ và người lao động trực tiếp"},
	"end": {"kính gửi Sở Nội vụ tỉnh Hưng Yên xem xét, tổng hợp./.", "- Như trên;", "- Giám đốc Sở, các Phó Giám đốc Sở;", "- Chánh Văn phòng Sở;", "- Lưu: VT, VP.",
		"KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Phụ lục I", "Phụ lục II", "Phụ lục III", "HÌNH ẢNH HOẠT ĐỘNG"},
}

var (
	romanHead  = regexp.MustCompile(`^([IV]+)\. `)
	arabicHead = regexp.MustCompile(`^(\d(?:\.\d)?)\. `)
	talkNumber = regexp.MustCompile(`(?m)^\((\d+)\) .*Trình bày: `)
)

// sections cuts a report at its headings: I.1, II.2.1, then end from the closing sentence on.
func sections(letter []string) map[string]string {
	found, part, section := map[string]string{}, "", ""
	for _, line := range letter {
		line = strings.Join(strings.Fields(strings.ReplaceAll(line, "\u2011", "-")), " ")
		switch roman, arabic := romanHead.FindStringSubmatch(line), arabicHead.FindStringSubmatch(line); {
		case section == "end":
		case strings.HasPrefix(line, "Trên đây"):
			section = "end"
		case roman != nil:
			part, section = roman[1], roman[1]
		case arabic != nil && part != "":
			section = part + "." + arabic[1]
		}
		found[section] += line + "\n"
	}
	return found
}

// holdsFacts wants every fact in its section, talks counted from 1 to 13, numbers of documents unbroken, and on the sheet
// of checks what is wrong with the answers.
func holdsFacts(t *testing.T, letter, book []string) {
	t.Helper()
	for _, line := range letter {
		for word := range strings.FieldsSeq(line) {
			if strings.Index(word, "/") > 0 && strings.Contains(strings.Trim(word, "-"), "-") {
				t.Errorf("the number %q may be broken at its hyphens: %q", word, line)
			}
		}
		if inner := strings.TrimSpace(line); strings.Contains(inner, "  ") && !strings.Contains(inner, "ngày  ") && !strings.Contains(inner, "Số:  ") && !strings.Contains(inner, "số  ") {
			t.Errorf("two blanks in %q", line)
		}
	}
	found := sections(letter)
	for section, facts := range reportFacts {
		for _, fact := range facts {
			if !strings.Contains(found[section], fact) {
				t.Errorf("section %q lacks %q:\n%s", section, fact, found[section])
			}
		}
	}
	var talks []string
	for _, match := range talkNumber.FindAllStringSubmatch(found["II.2.1"], -1) {
		talks = append(talks, match[1])
	}
	if want := strings.Fields("1 2 3 4 5 6 7 8 9 10 11 12 13"); !slices.Equal(talks, want) {
		t.Errorf("talks are numbered %v", talks)
	}
	for code, n := range map[string]int{"L07": 4, "L10": 1, "L13": 8} {
		if got := checksIn(book)[code]; got != n {
			t.Errorf("%d checks %s, want %d", got, code, n)
		}
	}
}

// checksIn counts the checks of a workbook by their code.
func checksIn(book []string) map[string]int {
	checks := map[string]int{}
	for _, line := range book {
		if sheet, row, _ := strings.Cut(line, "!"); sheet == "Kiểm tra" {
			if cells := strings.Split(row, " | "); len(cells) > 1 {
				checks[cells[1]]++
			}
		}
	}
	return checks
}
