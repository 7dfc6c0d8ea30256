package export

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"thidua"
)

// planted is a defect that is put into an otherwise sound source, and what must be said of it.
type planted struct {
	plant             func(*held)
	what, where, path string // where: part › entry
	whose             string
	cure              code
}

// activity plants one of the unit VP.
func activity(pairs ...string) func(*held) {
	return func(s *held) { s.file("VP", "Ngô Thanh Tùng", "hoat_dong", complete(pairs...)) }
}

// TestEveryCheck plants each defect of the catalogue alone, and wants it told: what is wrong, where, whose, how to mend it.
func TestEveryCheck(t *testing.T) {
	const day, result = "Hoạt động › Ngày hội", "ket_qua_hoat_dong"
	said := func(text string) func(*held) { return activity(result, text) }
	whole := func(e thidua.Entry) func(*held) {
		return func(s *held) { s.file("VP", "Ngô Thanh Tùng", "hoat_dong", e) }
	}
	all := map[string]planted{
		"L01": {func(s *held) { delete(s.Campaign.Keys, "addressee") }, "“Như trên”", "", "", "Thường trực", noAddressee},
		"L02": {said("Tại Hung Yên"), "“Hung Yên”", day, result, "", placeSpelling},
		"L03": {said("Đã được được khen"), "“được được”", day, result, "", repeatedWord},
		"L04": {said("Mời TUV dự"), "“TUV”", day, result, "", undefinedShort},
		"L05": {said("(a) Một\nb) Hai"), "“(a)” và “a)”", day, result, "", listStyle},
		"L06": {document("so_van_ban", "12/QD-UBND"), "12/QĐ-UBND", "Văn bản liên quan › 12/QD-UBND", "so_van_ban", "Thường trực", likelyNumber},
		"L07": {document("ngay_van_ban", ""), "ngày ban hành", "Văn bản liên quan › 01/KH-UBND", "ngay_van_ban", "Thường trực", citation},
		"L08": {activity("thoi_gian/dia_diem", ""), "địa điểm", day, "thoi_gian/dia_diem", "", noPlace},
		"L09": {said("100 % công chức tham gia"), "100 %", day, result, "", noDenominator},
		"L10": {func(s *held) {
			s.file("VP", "Ngô Thanh Tùng", "hoat_dong", complete(result, "Công ty TNHH Dược phẩm Hạ Lam"), complete(result, "Công ty TNHH Dược Hạ Lam"))
		}, "Dược phẩm Hạ Lam", day, result, "", similarFirm},
		"L11": {activity("ten_hoat_dong", "Hội nghị tập huấn", "loai_hoat_dong", "hoi_thao"), "Hội nghị", "Hoạt động › Hội nghị tập huấn", "loai_hoat_dong", "", otherKind},
		"L12": {func(s *held) {
			s.file(thidua.Department, "Lương Thị Bích Thảo", "danh_gia_chung", entry("loai_danh_gia", "uu_diem", "noi_dung_danh_gia", "Tốt."),
				entry("loai_danh_gia", "han_che", "noi_dung_danh_gia", "Chậm."))
		}, "“Nguyên nhân”", "Đánh giá chung", "loai_danh_gia", "Thường trực", emptySection},
		"L13": {func(s *held) {
			s.stand("TTTK", "hoat_dong", func(st *thidua.Standing) { st.State = thidua.InProgress })
		},
			"Quá hạn chưa nộp", "Hoạt động", "", "Phan Đức Anh", overduePart},
		"L14": {activity("thoi_gian/ngay", "2022-10-31"), "31/10/2022", day, "thoi_gian/ngay", "", outOfPeriod},
		"L15": {whole(talk("Lê Văn An Giám đốc Trung tâm")), "Lê Văn An Giám đốc", day + " › Một", "dien_gia", "", roleWithName},
		"L16": {said("Đã tổ chức\nhội nghị tốt"), "ngắt dòng", day, result, "", brokenLines},
		"L17": {said("Phong trào \"Đổi mới"), "ngoặc kép", day, result, "", unpaired},
		"R01": {activity("so_tham_luan_dang_ky", "13"), "Khai 13, danh sách có 0 mục", day, "so_tham_luan_dang_ky", "", countDiffers},
		"R02": {func(s *held) {
			s.file("VP", "Ngô Thanh Tùng", "huong_ung", entry("tong_so_nguoi", "10", "so_nguoi_nam_vung", "11", "ty_le_huong_ung", "110"))
		}, "110%", "Hưởng ứng đợt thi đua › Hưởng ứng đợt thi đua", "ty_le_huong_ung", "", overHundred},
		"R03": {activity("loai_hoat_dong", ""), "bắt buộc", day, "loai_hoat_dong", "", unanswered},
		"R04": {said(strings.Repeat("ă", 32768)), "32768", day, result, "", tooLong},
		"R05": {func(s *held) {
			activity()(s)
			s.stand("VP", "hoat_dong", func(st *thidua.Standing) { st.State = thidua.Returned })
		}, "lần nộp 1", "Hoạt động", "", "", returnedPart},
		"R06": {func(s *held) { activity()(s); s.Submissions = nil }, "bản nộp số 1", "Hoạt động", "", "Thường trực", lostFiling},
		"R07": {whole(booths("tong_gian_hang", "5", "2", "1")), "Khai tổng 5, cộng từ danh sách được 3", day, "tong_gian_hang", "", sumDiffers},
		"R08": {whole(booths("so_dai_bieu", "5", "1", "0")), "ít hơn 2 dòng", day, "gian_hang", "", fewerThanRow},
		"R09": {acrossParts(func(e map[string]string) { e["dac_diem"] = "là điển hình tiên tiến" }), "Hạ Lam", "Hoạt động › Ngày hội › Công ty TNHH Hạ Lam", "dac_diem", "", unregistered},
		"R10": {acrossParts(func(e map[string]string) { e["ngay_quyet_dinh"] = "2023-05-01" }), "01/5/2023", "Quyết định › 12/QĐ-UBND", "ngay_quyet_dinh", "Thường trực", tooEarly},
		"R11": {acrossParts(func(e map[string]string) { e["chosen"] = "2" }), "chọn 2 tập thể", "Họp Hội đồng", "tap_the_chon", "Thường trực", chosenDiffer},
	}
	source, err := os.ReadFile("check_catalogue.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, match := range regexp.MustCompile(`code\{"([LR]\d\d)"`).FindAllStringSubmatch(string(source), -1) {
		if _, planted := all[match[1]]; !planted {
			t.Errorf("%s is never planted", match[1])
		}
	}
	for _, code := range slices.Sorted(maps.Keys(all)) {
		t.Run(code, func(t *testing.T) { all[code].wanted(t, code) })
	}
}

func (p planted) wanted(t *testing.T, code string) {
	s := one("hoat_dong", "VP", thidua.Entry{})
	s.Submissions = nil
	s.Index["VP"] = thidua.Index{Parts: map[string]thidua.Standing{}}
	activity := s.Campaign.Parts[2].Question
	activity.Children = append(activity.Children, question(thidua.Integer, "tong_gian_hang", "Tổng số gian hàng"))
	p.plant(&s)
	var told []string
	for _, found := range withCode(s.consolidated().Checks, code) {
		where := strings.Trim(found.Part+" › "+found.Entry, " ›")
		if strings.Contains(found.What, p.what) && where == p.where && found.Path == p.path && found.Cure == p.cure.cure &&
			found.Whose != "" && (p.whose == "" || found.Whose == p.whose) {
			return
		}
		told = append(told, found.Line()+" ["+where+"] ["+found.Path+"]")
	}
	t.Errorf("want %q at %q, %q by %q; told:\n%s", p.what, p.where, p.path, p.whose, strings.Join(told, "\n"))
}

// document plants a sound one with another answer.
func document(path, value string) func(*held) {
	return func(s *held) {
		e := entry("so_van_ban", "01/KH-UBND", "ngay_van_ban", "2023-01-04", "co_quan_ban_hanh", "UBND", "trich_yeu", "Về thi đua")
		e.Answers[path] = thidua.Answer{Value: value}
		s.file(thidua.Department, "Lương Thị Bích Thảo", "van_ban", e)
	}
}

// acrossParts plants a council, a decision and an exhibition that agree but for one answer.
func acrossParts(change func(map[string]string)) func(*held) {
	return func(s *held) {
		e := map[string]string{"ngay_quyet_dinh": "2023-05-10", "chosen": "1"}
		change(e)
		council := question(thidua.Group, "hoi_dong", "Họp Hội đồng", within(question(thidua.Date, "ngay_hop", "Ngày họp"),
			question(thidua.Repeat, "tap_the_chon", "Tập thể được chọn", within(question(thidua.TypeText, "ten_tap_the_chon", "Tên")))))
		decisions := question(thidua.Repeat, "quyet_dinh", "Quyết định", within(
			question(thidua.TypeText, "so_quyet_dinh", "Số quyết định", appearing("document_number")), question(thidua.Date, "ngay_quyet_dinh", "Ngày quyết định"),
			question(thidua.Repeat, "duoc_khen", "Được khen", within(question(thidua.TypeText, "ten_duoc_khen", "Tên"),
				question(thidua.SelectOne, "doi_tuong_duoc_khen", "Đối tượng", from("doi_tuong"))))))
		models := question(thidua.Repeat, "dien_hinh", "Điển hình tiên tiến", within(question(thidua.TypeText, "ten_dien_hinh", "Tên")))
		for _, q := range []*thidua.Question{council, decisions, models} {
			s.Campaign.Parts = append(s.Campaign.Parts, thidua.Part{Name: q.Name, FilledBy: thidua.Secretariat, Question: q})
		}
		fair := booths("so_dai_bieu", "5", "1")
		fair.Repeats["gian_hang"][0].Answers["ten_doanh_nghiep"] = thidua.Answer{Value: "Công ty TNHH Hạ Lam"}
		fair.Repeats["gian_hang"][0].Answers["dac_diem"] = thidua.Answer{Value: e["dac_diem"]}
		s.file("VP", "Ngô Thanh Tùng", "hoat_dong", fair)
		s.file(thidua.Department, "Lương Thị Bích Thảo", "dien_hinh", entry("ten_dien_hinh", "Cơ sở Khác"))
		meeting := entry("ngay_hop", "2023-05-05")
		meeting.Repeats = map[string][]thidua.Entry{"tap_the_chon": slices.Repeat([]thidua.Entry{entry("ten_tap_the_chon", "A")}, len(e["chosen"]))}
		if e["chosen"] == "2" {
			meeting.Repeats["tap_the_chon"] = append(meeting.Repeats["tap_the_chon"], entry("ten_tap_the_chon", "B"))
		}
		s.file(thidua.Department, "Lương Thị Bích Thảo", "hoi_dong", meeting)
		decision := entry("so_quyet_dinh", "12/QĐ-UBND", "ngay_quyet_dinh", e["ngay_quyet_dinh"])
		decision.Repeats = map[string][]thidua.Entry{"duoc_khen": {entry("ten_duoc_khen", "Tổ A", "doi_tuong_duoc_khen", "tap_the")}}
		s.file(thidua.Department, "Lương Thị Bích Thảo", "quyet_dinh", decision)
	}
}
