package export

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"thidua"
)

func withCode(checks []Check, code string) []Check {
	return slices.DeleteFunc(slices.Clone(checks), func(found Check) bool { return found.Code != code })
}

func TestChecksPlanted(t *testing.T) {
	s := source()
	for i := range s.Submissions {
		if planted := &s.Submissions[i]; planted.Part == "van_ban" {
			planted.Entries = append(planted.Entries, entry("so_van_ban", "285/BKH-CN-ĐP", "ngay_van_ban", "2023-02-15",
				"co_quan_ban_hanh", "Bộ KH&CN", "trich_yeu", "Chuẩn bị hội nghị"))
		}
	}
	checks := s.consolidated().Checks
	for _, want := range []struct{ code, unit, part, entry, path, what string }{
		{"L01", "", "", "", "", "Như trên"},
		{"L02", "Chi cục Tiêu chuẩn Đo lường Chất lượng", "Hưởng ứng đợt thi đua", "Hưởng ứng đợt thi đua", "ket_qua", "Hung Yên"},
		{"L03", "Văn phòng Sở", "Hoạt động", "=HYPERLINK(\"http://x\",\"Techfest\")", "ket_qua_hoat_dong", "được được"},
		{"L06", "Sở Khoa học và Công nghệ", "Văn bản liên quan", "khong ro so", "so_van_ban", "khong ro so"},
		{"L06", "Sở Khoa học và Công nghệ", "Văn bản liên quan", "285/BKH-CN-ĐP", "so_van_ban", "BKHCN-ĐP"},
		{"L07", "Sở Khoa học và Công nghệ", "Văn bản liên quan", "khong ro so", "ngay_van_ban", "ngày ban hành"},
		{"L08", "Phòng Quản lý khoa học", "Hoạt động", nfd, "thoi_gian/dia_diem", "địa điểm"},
		{"L10", "Phòng Quản lý khoa học", "Hoạt động", nfd + " › Công ty TNHH Dược Minh Vet", "ten_doanh_nghiep", "Dược phẩm Minh Vet"},
		{"L11", "Phòng Quản lý khoa học", "Hoạt động", nfd, "loai_hoat_dong", "Hội nghị"},
		{"L12", "", "Đánh giá chung", "", "loai_danh_gia", "Nguyên nhân"},
		{"L13", "Trung tâm Thông tin - Thống kê", "Hưởng ứng đợt thi đua", "", "", "17:05 ngày 25/5/2023"},
		{"L14", "Phòng Quản lý khoa học", "Hoạt động", nfd, "thoi_gian/ngay", "22/12/2022"},
		{"R01", "Phòng Quản lý khoa học", "Hoạt động", "Hội thảo Phụ nữ với sở hữu trí tuệ", "so_tham_luan_dang_ky", "Khai 4, danh sách có 3"},
		{"R05", "Phòng Quản lý khoa học", "Hưởng ứng đợt thi đua", "", "", "lần nộp 1"},
	} {
		found := slices.ContainsFunc(checks, func(got Check) bool {
			return got.Code == want.code && got.Unit == want.unit && got.Part == want.part && got.Entry == want.entry &&
				got.Path == want.path && strings.Contains(got.What, want.what) && got.Whose != "" && got.Cure != ""
		})
		if !found {
			t.Errorf("missing %+v in %+v", want, withCode(checks, want.code))
		}
	}
	if n := len(withCode(checks, "L06")); n != 2 {
		t.Errorf("%d numbers are doubted, want two: %+v", n, withCode(checks, "L06"))
	}
	if n := len(withCode(checks, "L10")); n != 1 {
		t.Errorf("%d firms are suggested, want one pair: %+v", n, withCode(checks, "L10"))
	}
	if n := len(withCode(checks, "L13")); n != 3 {
		t.Errorf("%d parts are missing, want the three of the silent unit", n)
	}
}

// TestIssuerCodes doubts codes that differ from a usual one in hyphens or capitals alone, and no others.
func TestIssuerCodes(t *testing.T) {
	for _, tt := range []struct {
		name    string
		numbers string
		want    []string // codes that are suggested
	}{
		{"a ministry", "285/BKH-CN-ĐP", []string{"BKHCN-ĐP"}},
		{"capitals of a ministry", "12/QĐ-BKhCN", []string{"BKHCN"}},
		{"the department itself", "776/SKH-CN-VP", []string{"SKHCN-VP"}},
		{"what another number bears", "12/KH-BCĐ 14/KH-B-CĐ", []string{"BCĐ"}},
		{"what more numbers bear", "56/BC-SNV-TĐKT 57/BC-SNV-TĐKT 58/BC-SNVTĐKT", []string{"SNV-TĐKT"}},
		{"as they are", "01/KH-UBND 2485/QĐ-CTUBND 556/SNV-TĐKT 776/SKHCN-VP 06/KH-SKHCN 285/BKHCN-ĐP 05-CT/TW 36-KH/TU " +
			"30-NQ/TW 14/NQ-CP 30/2020/NĐ-CP 06/2022/QH15 123/QĐ-TTg 12/TTr-UBND-KT 03/BB-HĐTĐKT 55/BNN-TCTS", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := one("van_ban", thidua.Department, thidua.Entry{})
			s.Submissions = nil
			var documents []thidua.Entry
			for _, number := range strings.Fields(tt.numbers) {
				documents = append(documents, entry("so_van_ban", number))
			}
			s.file(thidua.Department, "Thường Trực", "van_ban", documents...)
			var got []string
			for _, found := range withCode(s.consolidated().Checks, "L06") {
				got = append(got, strings.Split(found.What, "“")[2])
			}
			for i, want := range tt.want {
				tt.want[i] = want + "”."
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestFirmsAlike compares different names only, and takes no description for a name.
func TestFirmsAlike(t *testing.T) {
	for _, tt := range []struct {
		first, second string
		want          int
	}{
		{"Công ty TNHH Dược phẩm Hạ Lam", "Công ty TNHH Dược Hạ Lam", 1},
		{"Công ty Cổ phần Tiên Tiến", "Hợp tác xã Bến Nổi", 0}, // two words of one name begin alike
		{"doanh nghiệp khoa học và công nghệ, tiên tiến", "doanh nghiệp khoa học và công nghệ", 0},
		{"Doanh nghiệp tư nhân Sông Mây", "DNTN Sông Mây, doanh nghiệp mới", 0},
		{"công ty tnhh hạ lam", "Công ty TNHH Hạ Lam", 1},
	} {
		s := one("van_ban", thidua.Department, thidua.Entry{})
		s.Submissions = nil
		s.file("VP", "Người Nộp", "hoat_dong", complete("ket_qua_hoat_dong", tt.first), complete("ket_qua_hoat_dong", tt.second))
		if found := withCode(s.consolidated().Checks, "L10"); len(found) != tt.want {
			t.Errorf("%q, %q: %+v", tt.first, tt.second, found)
		}
	}
}

func TestChecksWhose(t *testing.T) {
	checks := testConsolidation(t).Checks
	for code, want := range map[string]string{
		"L01": "Thường trực", "L03": "Ngô Thanh Tùng", "L13": "Phan Đức Anh", "R01": "Nguyễn Khánh Vân", "R05": "Nguyễn Khánh Vân",
	} {
		if found := withCode(checks, code); len(found) == 0 || found[0].Whose != want {
			t.Errorf("%s: %+v, want it mended by %s", code, found, want)
		}
	}
}

// one is a source with a single entry of a part, everything else in order.
func one(part, unit string, e thidua.Entry) held {
	s := held{Source: Source{Campaign: campaign(), At: local(26, 9), Index: map[string]thidua.Index{}}}
	s.Campaign.Keys["addressee"] = "Sở Nội vụ"
	s.file(unit, "Người Nộp", part, e)
	return s
}

func complete(more ...string) thidua.Entry {
	return entry(append([]string{"ten_hoat_dong", "Ngày hội", "loai_hoat_dong", "trung_bay", "thuoc_phong_trao", "dot_75",
		"thoi_gian/ngay", "2023-05-11", "thoi_gian/dia_diem", "Nam Định"}, more...)...)
}

func talk(speaker string) thidua.Entry {
	e := complete()
	e.Repeats = map[string][]thidua.Entry{"tham_luan": {entry("ten_tham_luan", "Một", "dien_gia", speaker)}}
	return e
}

func booths(path, value string, counts ...string) thidua.Entry {
	e := complete(path, value)
	e.Repeats = map[string][]thidua.Entry{}
	for i, n := range counts {
		e.Repeats["gian_hang"] = append(e.Repeats["gian_hang"], entry("ten_doanh_nghiep", []string{"Cơ sở Một", "Cơ sở Hai"}[i], "so_gian_hang", n))
	}
	return e
}

func TestChecksOfOneEntry(t *testing.T) {
	for _, tt := range []struct {
		name, part string
		entry      thidua.Entry
		want       []string // codes but L13
	}{
		{"in order", "hoat_dong", complete(), nil},
		{"no date", "hoat_dong", entry("ten_hoat_dong", "A", "loai_hoat_dong", "trung_bay", "thoi_gian/dia_diem", "B"), []string{"L08"}},
		{"another movement may be older", "hoat_dong", complete("thoi_gian/ngay", "2022-10-31", "thuoc_phong_trao", "doi_moi"), nil},
		{"the campaign's own may not", "hoat_dong", complete("thoi_gian/ngay", "2022-10-31"), []string{"L14"}},
		{"after the export", "hoat_dong", complete("thoi_gian/ngay", "2023-05-30"), []string{"L14"}},
		{"required and unanswered", "hoat_dong", complete("loai_hoat_dong", ""), []string{"R03"}},
		{"declared as listed", "hoat_dong", complete("so_tham_luan_dang_ky", "0"), nil},
		{"declared without a list", "hoat_dong", complete("so_tham_luan_dang_ky", "13"), []string{"R01"}},
		{"percent of nothing", "hoat_dong", complete("ket_qua_hoat_dong", "100 % công chức tham gia"), []string{"L09"}},
		{"percent of a plan", "hoat_dong", complete("ket_qua_hoat_dong", "Vượt 15% kế hoạch"), nil},
		{"percent of something", "hoat_dong", complete("ket_qua_hoat_dong", "Đạt 100% (40/40 công chức)"), nil},
		{"a gathering called by another name", "hoat_dong", complete("loai_hoat_dong", "hoi_thao", "ket_qua_hoat_dong", "Đã họp. Hội nghị đã bàn nhiều việc."), []string{"L11"}},
		{"a gathering that tells of another", "hoat_dong", complete("loai_hoat_dong", "hoi_thao", "ket_qua_hoat_dong", "Hội thảo tiếp nối Hội nghị giao ban."), nil},
		{"an exhibition that tells of a gathering", "hoat_dong", complete("loai_hoat_dong", "trung_bay", "ket_qua_hoat_dong", "Hội nghị khách hàng họp bên gian hàng."), nil},
		{"an abbreviation never written in full", "hoat_dong", complete("ket_qua_hoat_dong", "Mời TUV dự"), []string{"L04"}},
		{"an abbreviation written in full", "hoat_dong", complete("ket_qua_hoat_dong", "Tỉnh ủy viên (TUV) dự, TUV phát biểu"), nil},
		{"everyday abbreviations and numbers", "hoat_dong", complete("ket_qua_hoat_dong", "UBND tỉnh, Kế hoạch 06/KH-XYZT, khóa XIX, SKHCN"), nil},
		{"a role behind a name", "hoat_dong", talk("Lê Văn An Giám đốc Trung tâm"), []string{"L15"}},
		{"a name alone", "hoat_dong", talk("TS. Lê Văn An"), nil},
		{"no full stop at the end", "hoat_dong", complete("ket_qua_hoat_dong", "Đã họp. Đã làm"), []string{"L15"}},
		{"a list needs none", "hoat_dong", complete("ket_qua_hoat_dong", "Đã họp, đã làm"), nil},
		{"a line broken in a sentence", "hoat_dong", complete("ket_qua_hoat_dong", "Đã tổ chức\nhội nghị tốt"), []string{"L16"}},
		{"a list in lines", "hoat_dong", complete("ket_qua_hoat_dong", "Đã tổ chức:\n- hội nghị\n- hội thảo"), nil},
		{"an unpaired quote", "hoat_dong", complete("ket_qua_hoat_dong", "Phong trào \"Đổi mới"), []string{"L17"}},
		{"paired quotes", "hoat_dong", complete("ket_qua_hoat_dong", "Phong trào \"Đổi mới\" và màn hình 17\""), nil},
		{"a sum that differs", "hoat_dong", booths("tong_gian_hang", "5", "2", "1"), []string{"R07"}},
		{"a sum that agrees", "hoat_dong", booths("tong_gian_hang", "3", "2", "1"), nil},
		{"fewer booths than firms", "hoat_dong", booths("so_dai_bieu", "5", "1", "0"), []string{"R08"}},
		{"two styles of points", "hoat_dong", complete("ket_qua_hoat_dong", "(a) Một\nb) Hai"), []string{"L05"}},
		{"longer than a cell", "hoat_dong", complete("ket_qua_hoat_dong", strings.Repeat("ă", 32768)), []string{"R04"}},
		{"as long as a cell", "hoat_dong", complete("ket_qua_hoat_dong", strings.Repeat("ă", 32767)), nil},
		{"above 100 percent", "huong_ung", entry("tong_so_nguoi", "10", "so_nguoi_nam_vung", "11", "ty_le_huong_ung", "110"), []string{"R02"}},
		{"missing accent in a number", "van_ban", entry("so_van_ban", "12/QD-UBND", "ngay_van_ban", "2023-01-04",
			"co_quan_ban_hanh", "UBND", "trich_yeu", "Về thi đua"), []string{"L06"}},
		{"a document older than the campaign", "van_ban", entry("so_van_ban", "05-CT/TW", "ngay_van_ban", "2016-05-15",
			"co_quan_ban_hanh", "Bộ Chính trị", "trich_yeu", "Về học tập"), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			unit := "VP"
			if tt.part == "van_ban" {
				unit = thidua.Department
			}
			var got []string
			s := one(tt.part, unit, tt.entry)
			activity := s.Campaign.Parts[2].Question
			activity.Children = append(activity.Children, question(thidua.Integer, "tong_gian_hang", "Tổng số gian hàng"))
			for _, found := range s.consolidated().Checks {
				if found.Code != "L13" {
					got = append(got, found.Code)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestLostFiling(t *testing.T) {
	s := source()
	s.Submissions = s.Submissions[1:]
	if found := withCode(s.consolidated().Checks, "R06"); len(found) != 1 || found[0].Unit != "Văn phòng Sở" {
		t.Errorf("a submission that the index names and the store lacks: %+v", found)
	}
}

func TestDoubled(t *testing.T) {
	for text, want := range map[string]string{
		"Hội nghị được được tổ chức":      "được được",
		"tiếp nhận (KH&CN) nhận":          "nhận nhận",
		"Được được khen":                  "Được được",
		norm.NFD.String("đã") + " đã làm": norm.NFD.String("đã") + " đã",
		"luôn luôn cố gắng trong năm năm": "",
		"ông Hà Hà":                       "",
		"đã làm. Làm tốt":                 "",
		"tốt, tốt hơn":                    "",
		"phòng, chống; chống lãng phí":    "",
		"1 1":                             "",
		"":                                "",
		"mới (và đẹp) hơn":                "",
		"Sở Khoa học và Công nghệ (KH&CN) tổ chức": "",
	} {
		if got, _ := doubled(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestMisspelt(t *testing.T) {
	for _, tt := range []struct{ text, place, want string }{
		{"tại Hung Yên, tháng 5", "Hưng Yên", "Hung Yên"},
		{"tỉnh Hưng Yên và tỉnh HƯNG YÊN", "Hưng Yên", ""},
		{"tỉnh " + norm.NFD.String("Hưng Yên"), "Hưng Yên", ""},
		{"Hưng Yên, rồi Hưng Yen", "Hưng Yên", "Hưng Yen"},
		{"tỉnh Hoà Bình", "Hòa Bình", ""},
		{"giữ gìn hoa binh", "Hòa Bình", ""},
		{"không nhắc đến", "", ""},
	} {
		if got, _ := placeCalled(tt.place).misspelt(tt.text); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestAlike(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"Công ty TNHH Dược phẩm Minh Vet", "Công ty TNHH Dược Minh Vet", true},
		{"Công ty TNHH Minh Vét", "CTY TNHH MINH VET", true},
		{"Công ty CP Mobifon", "Công ty cổ phần Mobifone", true},
		{"HTX Rau sạch Đông Tảo", "HTX Rau sạch Văn Giang", false},
		{"Công ty TNHH An Phát", "Công ty TNHH An Bình", false},
		{"Công ty TNHH Việt Nam", "Công ty TNHH Việt Nam Xanh", false}, // nothing tells the first from others
	} {
		a, b := firmCalled(tt.a), firmCalled(tt.b)
		if got := len(a.words) > 0 && alike(a, b); got != tt.want {
			t.Errorf("%s / %s: alike = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}

func FuzzTexts(f *testing.F) {
	for _, seed := range []string{"", "được được", "Hung Yên", "(a) \xff", norm.NFD.String("Hưng Yên Hưng"), "💐💐 💐", "a ( b"} {
		f.Add(seed)
	}
	f.Fuzz(func(_ *testing.T, text string) {
		doubled(text)
		placeCalled("Hưng Yên").misspelt(text)
		placeCalled(text).misspelt("Hưng Yên " + text)
		alike(firmCalled(text), firmCalled("Công ty "+text))
		sheetName(text)
		_ = printable(text)
		cut16(text, 5)
		linesIn(text, 3)
	})
}

// TestChecksAcrossParts compares what parts tell of the same things.
func TestChecksAcrossParts(t *testing.T) {
	council := question(thidua.Group, "hoi_dong", "Họp Hội đồng", within(
		question(thidua.Date, "ngay_hop", "Ngày họp"),
		question(thidua.Repeat, "tap_the_chon", "Tập thể được chọn", within(question(thidua.TypeText, "ten_tap_the_chon", "Tên"))),
	))
	decisions := question(thidua.Repeat, "quyet_dinh", "Quyết định", within(
		question(thidua.TypeText, "so_quyet_dinh", "Số quyết định", appearing("document_number")),
		question(thidua.Date, "ngay_quyet_dinh", "Ngày quyết định"),
		question(thidua.Repeat, "duoc_khen", "Được khen", within(
			question(thidua.TypeText, "ten_duoc_khen", "Tên"),
			question(thidua.SelectOne, "doi_tuong_duoc_khen", "Đối tượng", from("doi_tuong")),
		)),
	))
	models := question(thidua.Repeat, "dien_hinh", "Điển hình tiên tiến", within(
		question(thidua.TypeText, "ten_dien_hinh", "Tên"),
		question(thidua.TypeText, "quyet_dinh_cong_nhan", "Số quyết định", appearing("document_number")),
	))
	registration := question(thidua.Group, "dang_ky", "Đăng ký thi đua", within(question(thidua.Date, "ngay_dang_ky", "Ngày đăng ký")))
	publicity := question(thidua.Repeat, "tuyen_truyen", "Tuyên truyền", within(
		question(thidua.TypeText, "tieu_de", "Tên tin, bài"),
		question(thidua.Date, "ngay_dang", "Ngày đăng, phát"),
		question(thidua.TypeText, "doi_tuong_gioi_thieu", "Được giới thiệu"),
	))
	for _, tt := range []struct {
		name, decided, model                 string
		chosen                               int
		registered, met, published, featured string
		want                                 []string
	}{
		{name: "in order"},
		{name: "decided before the council met", decided: "2023-05-01", want: []string{"R10"}},
		{name: "a model that is not registered", model: "Công ty TNHH Sông Mây", want: []string{"R09"}},
		{name: "more chosen than commended", chosen: 2, want: []string{"R11"}},
		{name: "registered after the council met", registered: "2023-05-06", want: []string{"R10"}},
		{name: "registered on the day of the council", registered: "2023-05-05"},
		{name: "a council of an earlier movement", met: "2022-10-12", registered: "2023-02-10"},
		{name: "broadcast after the decision", published: "2023-05-20", featured: "Tổ A"},
		{name: "broadcast on the day of the decision", published: "2023-05-10", featured: "Tổ A"},
		{name: "broadcast before the decision", published: "2023-05-09", featured: "tổ A", want: []string{"R10"}},
		{name: "an enterprise recognised by number", published: "2023-05-09", featured: "Công ty Hạ Lam", want: []string{"R10"}},
		{name: "broadcast about somebody else", published: "2023-05-09", featured: "Tổ B"},
		{name: "broadcast about nobody", published: "2023-05-09"},
	} {
		tt.decided, tt.model = cmp.Or(tt.decided, "2023-05-10"), cmp.Or(tt.model, "Công ty TNHH Hạ Lam")
		tt.chosen, tt.met = max(tt.chosen, 1), cmp.Or(tt.met, "2023-05-05")
		t.Run(tt.name, func(t *testing.T) {
			s := one("hoat_dong", "VP", thidua.Entry{})
			s.Submissions = nil
			for _, q := range []*thidua.Question{council, decisions, models, registration, publicity} {
				by := thidua.Secretariat
				if q == registration || q == publicity {
					by = thidua.FocalPoint
				}
				s.Campaign.Parts = append(s.Campaign.Parts, thidua.Part{Name: q.Name, FilledBy: by, Question: q})
			}
			fair := booths("so_dai_bieu", "5", "1")
			fair.Repeats["gian_hang"][0] = entry("ten_doanh_nghiep", "Công ty TNHH Hạ Lam", "so_gian_hang", "1", "dac_diem", "là điển hình tiên tiến")
			s.file("VP", "Người Nộp", "hoat_dong", fair)
			s.file(thidua.Department, "Thường Trực", "dien_hinh", entry("ten_dien_hinh", tt.model, "quyet_dinh_cong_nhan", "12/QĐ-UBND"))
			s.file("VP", "Người Nộp", "dang_ky", entry("ngay_dang_ky", cmp.Or(tt.registered, "2023-02-10")))
			s.file("VP", "Người Nộp", "tuyen_truyen", entry("tieu_de", "Phóng sự", "ngay_dang", tt.published, "doi_tuong_gioi_thieu", tt.featured))
			meeting := entry("ngay_hop", tt.met)
			meeting.Repeats = map[string][]thidua.Entry{"tap_the_chon": slices.Repeat([]thidua.Entry{entry("ten_tap_the_chon", "A")}, tt.chosen)}
			s.file(thidua.Department, "Thường Trực", "hoi_dong", meeting)
			decision := entry("ngay_quyet_dinh", tt.decided, "so_quyet_dinh", "12/QĐ-UBND")
			decision.Repeats = map[string][]thidua.Entry{"duoc_khen": {
				entry("ten_duoc_khen", "Tổ A", "doi_tuong_duoc_khen", "tap_the"), entry("ten_duoc_khen", "B", "doi_tuong_duoc_khen", "ca_nhan"),
			}}
			s.file(thidua.Department, "Thường Trực", "quyet_dinh", decision)
			var got []string
			for _, found := range s.consolidated().Checks {
				if strings.HasPrefix(found.Code, "R") {
					got = append(got, found.Code)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// TestCheckLine says in one line whose what is and how to mend it.
func TestCheckLine(t *testing.T) {
	found := withCode(testConsolidation(t).Checks, "R01")[0]
	want := "R01 Phòng Quản lý khoa học › Hoạt động › Hội thảo Phụ nữ với sở hữu trí tuệ › Số tham luận đăng ký: " +
		"Khai 4, danh sách có 3 mục. Bổ sung danh sách hoặc sửa con số cho khớp. (Nguyễn Khánh Vân)"
	if got := found.Line(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
