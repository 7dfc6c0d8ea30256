package export

import (
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"thidua"
)

// The campaign of the tests: four units, of which one is silent, and everything that a workbook must survive.

func vi(label string) thidua.Text { return thidua.Text{"": label, "vi": label} }

func question(kind thidua.Type, name, label string, more ...func(*thidua.Question)) *thidua.Question {
	q := &thidua.Question{Name: name, Type: kind, Label: vi(label)}
	for _, set := range more {
		set(q)
	}
	return q
}

func within(children ...*thidua.Question) func(*thidua.Question) {
	return func(q *thidua.Question) { q.Children = children }
}

func from(list string) func(*thidua.Question) { return func(q *thidua.Question) { q.List = list } }
func required(q *thidua.Question)             { q.Required = "yes" }
func appearing(look string) func(*thidua.Question) {
	return func(q *thidua.Question) { q.Appearance = []string{look} }
}
func computed(formula string) func(*thidua.Question) {
	return func(q *thidua.Question) { q.Calculation = formula }
}
func starting(value string) func(*thidua.Question) {
	return func(q *thidua.Question) { q.Default = value }
}

func choices(pairs ...string) []thidua.Choice {
	var list []thidua.Choice
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, thidua.Choice{Name: pairs[i], Label: vi(pairs[i+1])})
	}
	return list
}

func documents() *thidua.Question {
	return question(thidua.Repeat, "van_ban", "Văn bản liên quan", within(
		question(thidua.TypeText, "so_van_ban", "Số, ký hiệu văn bản", required, appearing("document_number")),
		question(thidua.Date, "ngay_van_ban", "Ngày ban hành"),
		question(thidua.TypeText, "co_quan_ban_hanh", "Cơ quan ban hành", required),
		question(thidua.TypeText, "trich_yeu", "Trích yếu nội dung", appearing("multiline")),
	))
}

func response() *thidua.Question {
	return question(thidua.Group, "huong_ung", "Hưởng ứng đợt thi đua", within(
		question(thidua.Integer, "tong_so_nguoi", "Tổng số người", required),
		question(thidua.Integer, "so_nguoi_nam_vung", "Số người đã nắm vững", required),
		question(thidua.Calculate, "ty_le_huong_ung", "Tỷ lệ hưởng ứng (%)",
			computed("round(100 * ${so_nguoi_nam_vung} div ${tong_so_nguoi}, 1)")),
		question(thidua.Note, "nhac", "Xin đối chiếu"),
		question(thidua.SelectMultiple, "hinh_thuc", "Hình thức quán triệt", from("hinh_thuc")),
		question(thidua.TypeText, "dien_thoai", "Điện thoại liên hệ"),
		question(thidua.TypeText, "ket_qua", "Kết quả hưởng ứng", appearing("multiline")),
	))
}

func activities() *thidua.Question {
	return question(thidua.Repeat, "hoat_dong", "Hoạt động", within(
		question(thidua.TypeText, "ten_hoat_dong", "Tên hoạt động", required),
		question(thidua.SelectOne, "loai_hoat_dong", "Loại hoạt động", required, from("loai")),
		question(thidua.SelectOne, "thuoc_phong_trao", "Thuộc phong trào", from("phong_trao"), starting("dot_75")),
		question(thidua.Group, "thoi_gian", "Thời gian, địa điểm", within(
			question(thidua.Date, "ngay", "Ngày tổ chức", required),
			question(thidua.Time, "gio", "Giờ khai mạc"),
			question(thidua.TypeText, "dia_diem", "Địa điểm", required),
		)),
		question(thidua.Integer, "so_dai_bieu", "Số đại biểu"),
		question(thidua.Decimal, "kinh_phi", "Kinh phí (triệu đồng)"),
		question(thidua.Integer, "so_tham_luan_dang_ky", "Số tham luận đăng ký"),
		question(thidua.Repeat, "tham_luan", "Tham luận", within(
			question(thidua.TypeText, "ten_tham_luan", "Tên tham luận", required),
			question(thidua.TypeText, "dien_gia", "Người trình bày", required),
			question(thidua.Integer, "so_trang", "Số trang"),
		)),
		question(thidua.Repeat, "gian_hang", "Doanh nghiệp trưng bày", within(
			question(thidua.TypeText, "ten_doanh_nghiep", "Tên doanh nghiệp", required),
			question(thidua.Integer, "so_gian_hang", "Số gian hàng"),
		)),
		question(thidua.TypeText, "ket_qua_hoat_dong", "Nội dung, kết quả", appearing("multiline")),
		question(thidua.Image, "anh", "Ảnh hoạt động"),
	))
}

func nominations() *thidua.Question {
	return question(thidua.Repeat, "de_nghi", "Đề nghị khen thưởng", within(
		question(thidua.TypeText, "ten_de_nghi", "Họ và tên cá nhân hoặc tên tập thể", required),
		question(thidua.SelectOne, "doi_tuong", "Đối tượng", required, from("doi_tuong")),
		question(thidua.Group, "phan_ca_nhan", "Thông tin cá nhân", within(
			question(thidua.SelectOne, "danh_xung", "Cách xưng hô", from("danh_xung")),
			question(thidua.TypeText, "chuc_vu", "Chức vụ"),
			question(thidua.SelectOne, "phan_loai_can_bo", "Phân loại cán bộ", from("phan_loai_can_bo")),
		)),
		question(thidua.Group, "phan_tap_the", "Thông tin tập thể", within(
			question(thidua.SelectOne, "tap_the_nho", "Tập thể nhỏ", from("co_khong")),
		)),
		question(thidua.SelectOne, "hinh_thuc_khen", "Hình thức đề nghị", required, from("hinh_thuc_khen")),
		question(thidua.TypeText, "thanh_tich", "Tóm tắt thành tích", required, appearing("multiline")),
		question(thidua.FileType, "bao_cao_thanh_tich", "Báo cáo thành tích"),
	))
}

func assessments() *thidua.Question {
	return question(thidua.Repeat, "danh_gia_chung", "Đánh giá chung", within(
		question(thidua.SelectOne, "loai_danh_gia", "Nội dung đánh giá", required, from("loai_danh_gia")),
		question(thidua.TypeText, "noi_dung_danh_gia", "Nội dung cụ thể", required, appearing("multiline")),
	))
}

var hanoi = time.FixedZone("+07", 7*60*60)

func local(day, hour int) time.Time { return time.Date(2023, 5, day, hour, 5, 0, 0, hanoi) }

func campaign() *thidua.Campaign {
	c := &thidua.Campaign{
		ID: "td75", Title: "Đợt thi đua đặc biệt chào mừng 75 năm Ngày truyền thống thi đua & học tập", Version: "v1",
		Opens: time.Date(2023, 1, 4, 0, 0, 0, 0, hanoi), Due: local(25, 17), Location: hanoi, Language: "vi",
		Keys: map[string]string{
			"agency": "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "agency_name": "Sở Khoa học và Công nghệ", "agency_code": "SKHCN",
			"parent_agency": "UBND TỈNH HƯNG YÊN", "place": "Hưng Yên", "recipients": "Như trên\nGiám đốc Sở",
			"campaign_start": "2023-01-04", "campaign_end": "2023-06-11",
		},
		Units: []thidua.Unit{
			{Code: "VP", Name: "Văn phòng Sở"}, {Code: "QLKH", Name: "Phòng Quản lý khoa học"},
			{Code: "TDC", Name: "Chi cục Tiêu chuẩn Đo lường Chất lượng"}, {Code: "TTTK", Name: "Trung tâm Thông tin - Thống kê"},
		},
		People: []thidua.Member{{Name: "Phan Đức Anh", Unit: "TTTK", Role: thidua.FocalPoint}},
	}
	c.Form.Choices = map[string][]thidua.Choice{
		"hinh_thuc":        choices("chi_bo", "Sinh hoạt chi bộ", "giao_ban", "Họp giao ban"),
		"loai":             choices("hoi_thao", "Hội thảo", "hoi_nghi", "Hội nghị", "trung_bay", "Trưng bày"),
		"phong_trao":       choices("dot_75", "Đợt thi đua 75 năm", "doi_moi", "Đổi mới sáng tạo"),
		"doi_tuong":        choices("ca_nhan", "Cá nhân", "tap_the", "Tập thể"),
		"danh_xung":        choices("ong", "Ông", "ba", "Bà"),
		"phan_loai_can_bo": choices("lanh_dao_phong", "Lãnh đạo phòng", "truc_tiep", "Người trực tiếp lao động"),
		"co_khong":         choices("co", "Có", "khong", "Không"),
		"hinh_thuc_khen":   choices("giay_khen", "Giấy khen của Giám đốc Sở", "bang_khen", "Bằng khen của Chủ tịch UBND tỉnh"),
		"loai_danh_gia":    choices("uu_diem", "Ưu điểm", "han_che", "Tồn tại, hạn chế", "nguyen_nhan", "Nguyên nhân"),
	}
	part := func(q *thidua.Question, kind string, by thidua.Role) {
		c.Parts = append(c.Parts, thidua.Part{Name: q.Name, Kind: kind, FilledBy: by, Question: q})
		c.Form.Questions = append(c.Form.Questions, q)
	}
	part(documents(), "document", thidua.Secretariat)
	part(response(), "other", thidua.FocalPoint)
	part(activities(), "activity", thidua.FocalPoint)
	part(nominations(), "nomination", thidua.FocalPoint)
	part(assessments(), "assessment", thidua.Secretariat)
	return c
}

// given makes answers from pairs of path and value.
func given(pairs ...string) map[string]thidua.Answer {
	answers := map[string]thidua.Answer{}
	for i := 0; i < len(pairs); i += 2 {
		answers[pairs[i]] = thidua.Answer{Value: pairs[i+1]}
	}
	return answers
}

func entry(pairs ...string) thidua.Entry { return thidua.Entry{ID: "e1", Answers: given(pairs...)} }

// nfd is typed with combining marks, as some phones do.
var nfd = norm.NFD.String("Hội nghị tập huấn") + " \U0001F389"

var longText = strings.Repeat("Đơn vị đã triển khai nghiêm túc kế hoạch; ", 95) // 4,000 characters

func workshop() thidua.Entry {
	e := entry("ten_hoat_dong", "Hội thảo Phụ nữ với sở hữu trí tuệ", "loai_hoat_dong", "hoi_thao",
		"thuoc_phong_trao", "dot_75", "thoi_gian/ngay", "2023-04-26", "thoi_gian/gio", "08:30:00.000+07:00",
		"thoi_gian/dia_diem", "Hội trường Sở", "kinh_phi", "12.5", "so_tham_luan_dang_ky", "4",
		"ket_qua_hoat_dong", longText)
	e.Answers["so_dai_bieu"] = thidua.Answer{Value: "150", Raw: "khoảng 150", Approximate: true}
	e.Answers["anh"] = thidua.Answer{Files: []thidua.File{
		{ID: "1", Photo: true, Name: "photo_1.jpg", Caption: "Toàn cảnh"}, {ID: "2", Name: "=anh2.jpg"},
	}}
	e.Repeats = map[string][]thidua.Entry{"tham_luan": {
		entry("ten_tham_luan", "Thanh niên với đổi mới sáng tạo kinh tế - xã hội", "dien_gia", "Phạm Thị Lan", "so_trang", "8"),
		entry("ten_tham_luan", "Thanh niên với đổi mới sáng tạo kinh tế, xã hội", "dien_gia", "Vũ Thị Đào", "so_trang", "5"),
		entry("ten_tham_luan", "Sở hữu trí tuệ và thương hiệu", "dien_gia", "Ngô Văn Bình"),
	}}
	return e
}

func fair() thidua.Entry {
	e := entry("ten_hoat_dong", "=HYPERLINK(\"http://x\",\"Techfest\")", "loai_hoat_dong", "trung_bay",
		"thuoc_phong_trao", "dot_75", "thoi_gian/ngay", "2023-05-11", "thoi_gian/dia_diem", "Nam Định",
		"so_dai_bieu", "1200", "kinh_phi", "0.1", "ket_qua_hoat_dong", "- Gian hàng\n+ Sản phẩm được được giới thiệu")
	e.Answers["so_dai_bieu"] = thidua.Answer{Value: "1200", By: 2, At: local(19, 9)}
	e.Repeats = map[string][]thidua.Entry{"gian_hang": {
		entry("ten_doanh_nghiep", "Công ty TNHH Dược phẩm Minh Vet", "so_gian_hang", "2"),
		entry("ten_doanh_nghiep", "HTX Rau sạch Đông Tảo", "so_gian_hang", "1"),
	}}
	return e
}

func training() thidua.Entry {
	e := entry("ten_hoat_dong", nfd, "loai_hoat_dong", "hoi_thao", "thuoc_phong_trao", "dot_75",
		"thoi_gian/ngay", "2022-12-22", "so_dai_bieu", "45", "kinh_phi", "0.2", "cau_hoi_cu", "Trả lời cũ")
	e.Repeats = map[string][]thidua.Entry{"gian_hang": {
		entry("ten_doanh_nghiep", "Công ty TNHH Dược Minh Vet", "so_gian_hang", "1"),
	}}
	return e
}

func nominee1(name, subject, form string, pairs ...string) thidua.Entry {
	pairs = append(pairs, "ten_de_nghi", name, "doi_tuong", subject, "hinh_thuc_khen", form,
		"thanh_tich", "Hoàn thành xuất sắc nhiệm vụ trong đợt thi đua, có 2 sáng kiến được áp dụng tại đơn vị.")
	e := entry(pairs...)
	e.Answers["bao_cao_thanh_tich"] = thidua.Answer{Files: []thidua.File{{Name: "bao-cao.pdf"}}}
	return e
}

// held is a source with all that was handed in in memory.
type held struct {
	Source
	Submissions []thidua.Submission
}

// source gives what consolidation reads.
func (h held) source() Source {
	filed := map[Place]*thidua.Submission{}
	for i, s := range h.Submissions {
		filed[Place{s.Unit, s.Part, s.Number}] = &h.Submissions[i]
	}
	h.Source.Submissions = func(places []Place) iter.Seq2[*thidua.Submission, error] {
		return func(yield func(*thidua.Submission, error) bool) {
			for _, at := range places {
				if s, ok := filed[at]; ok && !yield(s, nil) {
					return
				}
			}
		}
	}
	return h.Source
}

func (h held) consolidated() *Consolidation {
	c, err := Consolidate(h.source())
	if err != nil {
		panic(err)
	}
	return c
}

// entriesOf reads all entries of a part.
func entriesOf(t testing.TB, p *Part) []*Entry {
	t.Helper()
	var all []*Entry
	for e, err := range p.Entries() {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

// nestedIn lists the entries of a nested repeat through all the entries that hold it.
func nestedIn(entries []*Entry, path string) []*Entry {
	var nested []*Entry
	for _, e := range entries {
		nested = append(nested, e.Repeats[path]...)
	}
	return nested
}

// source is the campaign as three of four units filled it.
func source() held {
	s := held{Source: Source{Campaign: campaign(), At: local(26, 9), Index: map[string]thidua.Index{}, Members: map[string][]Member{
		"VP": {{Person: 1, Name: "Ngô Thanh Tùng", Role: thidua.FocalPoint}, {Person: 2, Name: "Lê Văn Giúp"}},
	}}}
	s.file("VP", "Ngô Thanh Tùng", "huong_ung", entry("tong_so_nguoi", "40", "so_nguoi_nam_vung", "40",
		"ty_le_huong_ung", "100", "hinh_thuc", "chi_bo giao_ban", "dien_thoai", "0900000001", "ket_qua", "+ Tốt"))
	s.file("QLKH", "Nguyễn Khánh Vân", "huong_ung", entry("tong_so_nguoi", "25", "so_nguoi_nam_vung", "25",
		"ty_le_huong_ung", "100", "dien_thoai", "@0900"))
	s.file("TDC", "Trịnh Xuân Bách", "huong_ung", entry("tong_so_nguoi", "10", "so_nguoi_nam_vung", "9",
		"ty_le_huong_ung", "90", "ket_qua", "Tại Hung Yên"))
	s.file("VP", "Ngô Thanh Tùng", "hoat_dong", fair())
	s.file("QLKH", "Nguyễn Khánh Vân", "hoat_dong", workshop(), training())
	s.file("TDC", "Trịnh Xuân Bách", "hoat_dong")
	s.file("VP", "Ngô Thanh Tùng", "de_nghi",
		nominee1("Trần Văn Đương", individual, "giay_khen", "phan_ca_nhan/danh_xung", "ong",
			"phan_ca_nhan/chuc_vu", "Chuyên viên", "phan_ca_nhan/phan_loai_can_bo", "truc_tiep"),
		nominee1("Lê Thị Dung", individual, "giay_khen", "phan_ca_nhan/danh_xung", "ba",
			"phan_ca_nhan/chuc_vu", "Trưởng phòng", "phan_ca_nhan/phan_loai_can_bo", "lanh_dao_phong"))
	s.file("QLKH", "Nguyễn Khánh Vân", "de_nghi",
		nominee1("Đỗ Văn Ấn", individual, "bang_khen", "phan_ca_nhan/danh_xung", "ong",
			"phan_ca_nhan/phan_loai_can_bo", "truc_tiep"),
		nominee1("Phòng Quản lý khoa học", collective, "bang_khen", "phan_tap_the/tap_the_nho", "co"))
	s.file(thidua.Department, "Lương Thị Bích Thảo", "van_ban",
		entry("so_van_ban", "01/KH-UBND", "ngay_van_ban", "2023-01-04", "co_quan_ban_hanh", "UBND tỉnh", "trich_yeu", "Kế hoạch"),
		entry("so_van_ban", "khong ro so", "co_quan_ban_hanh", "Bộ KH&CN"))
	s.file(thidua.Department, "Lương Thị Bích Thảo", "danh_gia_chung",
		entry("loai_danh_gia", "uu_diem", "noi_dung_danh_gia", "Được cấp ủy quan tâm."),
		entry("loai_danh_gia", "han_che", "noi_dung_danh_gia", "Còn hình thức."))
	s.stand("TDC", "de_nghi", func(st *thidua.Standing) { st.State = thidua.Nothing })
	s.stand("QLKH", "huong_ung", func(st *thidua.Standing) { st.State, st.Late = thidua.Returned, true })
	s.stand("TTTK", "hoat_dong", func(st *thidua.Standing) { st.State = thidua.InProgress })
	for i, act := range []string{"loaded", "joined", "submitted", "returned"} {
		s.Log = append(s.Log, thidua.LogLine{At: local(10+i, 8), By: int64(i), Name: []string{operator, "Ngô Thanh Tùng"}[min(i, 1)],
			Unit: []string{"", "VP"}[min(i, 1)], Part: []string{"", "hoat_dong"}[min(i/2, 1)], Act: act, Detail: "=1+1"})
	}
	return s
}

// file puts a submission, and where it stands, into a source.
func (s *held) file(unit, name, part string, entries ...thidua.Entry) {
	for i := range entries {
		entries[i].ID = fmt.Sprintf("%s-%d", unit, i+1)
	}
	s.Submissions = append(s.Submissions, thidua.Submission{
		Campaign: "td75", Unit: unit, Part: part, Number: 1, Version: "v1", By: 1, Name: name, At: local(20, 10),
		Nothing: len(entries) == 0, Entries: entries,
	})
	s.stand(unit, part, func(st *thidua.Standing) {
		st.State, st.Submission, st.At = thidua.Submitted, 1, local(20, 10)
		if len(entries) == 0 {
			st.State = thidua.Nothing
		}
	})
}

func (s *held) stand(unit, part string, set func(*thidua.Standing)) {
	index, ok := s.Index[unit]
	if !ok {
		index = thidua.Index{Parts: map[string]thidua.Standing{}}
		s.Index[unit] = index
	}
	standing := index.Parts[part]
	set(&standing)
	index.Parts[part] = standing
}

func testConsolidation(t testing.TB) *Consolidation {
	t.Helper()
	return source().consolidated()
}
