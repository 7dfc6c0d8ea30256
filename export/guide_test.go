package export

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"thidua"
)

// exampleInGuide finds what the guide says is written in a template, and what comes of it.
var exampleInGuide = regexp.MustCompile("(?s)```mau\n(.*?)\n```\n\n```ket-qua\n(.*?)\n```")

// TestGuide renders every example of the guide to templates, and wants what the guide says.
func TestGuide(t *testing.T) {
	guide, err := os.ReadFile("../docs/mau-bao-cao.md")
	if err != nil {
		t.Fatal(err)
	}
	c := guideConsolidation(t)
	examples := exampleInGuide.FindAllStringSubmatch(string(guide), -1)
	if len(examples) < 6 || len(examples) != strings.Count(string(guide), "```mau") {
		t.Fatalf("%d examples have both halves", len(examples))
	}
	for _, example := range examples {
		body := paragraphs(strings.Split(example[1], "\n")...)
		if mistakes := CheckTemplate(c.Campaign, wrapped(t, body)); len(mistakes) > 0 {
			t.Errorf("%s\n%v", example[1], mistakes)
			continue
		}
		got := strings.ReplaceAll(rendered(t, c, body), "\u00a0", " ")
		if got != example[2] {
			t.Errorf("%s\ngives\n%s\nand not\n%s", example[1], got, example[2])
		}
	}
}

// TestGuidePictures finds the tags for pictures right: their result is no text.
func TestGuidePictures(t *testing.T) {
	guide, err := os.ReadFile("../docs/mau-bao-cao.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(guide), "```\n{{")
	example, _, found := strings.Cut("{{"+after, "\n```")
	if !found || !strings.Contains(example, "{{@") {
		t.Fatalf("no example: %.80s", example)
	}
	body := paragraphs(strings.Split(example, "\n")...)
	if mistakes := CheckTemplate(sampleCampaign(t), wrapped(t, body)); len(mistakes) > 0 {
		t.Error(mistakes)
	}
}

func guideConsolidation(t *testing.T) *Consolidation {
	c := sampleCampaign(t)
	s := held{Source: Source{Campaign: c, At: time.Date(2023, 5, 26, 9, 0, 0, 0, c.Location), Index: map[string]thidua.Index{}}}
	workshop := entry("ten_hoat_dong", "Hội thảo về sáng chế", "ngay_bat_dau", "2023-04-26", "noi_bat", "co")
	workshop.Answers["so_dai_bieu"] = thidua.Answer{Value: "150", Approximate: true}
	workshop.Repeats = map[string][]thidua.Entry{"tham_luan": {
		entry("ten_tham_luan", "Từ ý tưởng đến bằng sáng chế", "dien_gia", "Đỗ Văn Khoa"),
		entry("ten_tham_luan", "Quyền của tác giả", "dien_gia", "Lưu Thị Ngà"),
	}}
	s.file("QLKH", "Nguyễn Khánh Vân", "hoat_dong", workshop)
	s.file("TTTK", "Phan Đức Anh", "hoat_dong", entry("ten_hoat_dong", "Tọa đàm về dữ liệu mở", "ngay_bat_dau", "2023-05-18",
		"so_dai_bieu", "45", "noi_bat", "khong"))
	s.file("QLKH", "Nguyễn Khánh Vân", "huong_ung", entry("tong_so_nguoi", "25", "so_nguoi_nam_vung", "25"))
	s.file("TTTK", "Phan Đức Anh", "huong_ung", entry("tong_so_nguoi", "50", "so_nguoi_nam_vung", "49"))
	s.file(thidua.Department, "Lương Thị Bích Thảo", "hoi_dong", entry("ngay_hop", "2022-10-12", "so_bien_ban", "03/BB-HĐTĐKT"))
	s.file("QLKH", "Nguyễn Khánh Vân", "de_nghi", entry("ten_de_nghi", "Đỗ Văn Thắng", "doi_tuong", "ca_nhan", "hinh_thuc_khen", "giay_khen"),
		entry("ten_de_nghi", "Tổ Sáng kiến", "doi_tuong", "tap_the", "hinh_thuc_khen", "giay_khen"))
	s.file("TTTK", "Phan Đức Anh", "de_nghi", entry("ten_de_nghi", "Lưu Thị Ngà", "doi_tuong", "ca_nhan", "hinh_thuc_khen", "giay_khen"),
		entry("ten_de_nghi", "Phòng Kỹ thuật", "doi_tuong", "tap_the", "hinh_thuc_khen", "bang_khen"))
	return s.consolidated()
}
