package export

import (
	"math/rand/v2"
	"slices"
	"testing"

	"thidua"
)

// TestAwardRank lists awards by who decides, the highest first, then as the law does, whatever the order of the choices.
func TestAwardRank(t *testing.T) {
	want := []string{
		"Huân chương Lao động hạng Ba của Chủ tịch nước",
		"Cờ thi đua của Chính phủ", "Bằng khen của Thủ tướng Chính phủ",
		"Cờ thi đua của UBND tỉnh", "Chiến sĩ thi đua cấp tỉnh của UBND tỉnh", "Tập thể lao động xuất sắc của UBND tỉnh",
		"Bằng khen Ủy ban nhân dân tỉnh tặng của UBND tỉnh", "Thư biểu dương của UBND tỉnh",
		"Tập thể lao động tiên tiến của Giám đốc Sở", "Lao động tiên tiến của Giám đốc Sở", "Giấy khen của Giám đốc Sở",
		"Giấy khen của Chủ tịch UBND huyện", "Gia đình văn hóa của Chủ tịch UBND xã", "Giấy khen của Chủ tịch UBND xã",
		"Giấy khen của Giám đốc Công ty",
		"Khen khác",
	}
	s := source()
	s.Campaign.Form.Choices["hinh_thuc_khen"] = nil
	var entries []thidua.Entry
	for i, at := range rand.New(rand.NewPCG(1, 2)).Perm(len(want)) {
		name := "hinh_thuc_" + string(rune('a'+i))
		s.Campaign.Form.Choices["hinh_thuc_khen"] = append(s.Campaign.Form.Choices["hinh_thuc_khen"], choices(name, want[at])...)
		entries = append(entries, nominee1("Tổ A", collective, name))
	}
	s.file("TTTK", "Phan Đức Anh", "de_nghi", entries...)
	var got []string
	nominees, err := s.consolidated().nominees()
	for _, n := range nominees {
		if n.entry.Unit.Code == "TTTK" {
			got = append(got, n.form)
		}
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v: got\n%q\nwant\n%q", err, got, want)
	}
}

// TestNomineesOrder puts the subjects of one award behind each other, people and households by given name.
func TestNomineesOrder(t *testing.T) {
	s := source()
	s.file("TTTK", "Phan Đức Anh", "de_nghi",
		nominee1("Hộ ông Lê Văn Ấm", household, "giay_khen"), nominee1("Hộ bà Phạm Thị Án", household, "giay_khen"),
		nominee1("Tổ B", collective, "giay_khen"), nominee1("Tổ A", collective, "giay_khen"),
		nominee1("Zơ Râm Bích", individual, "thu_khen"), nominee1("Đỗ Văn Ánh", individual, ""))
	var got []string
	nominees, err := s.consolidated().nominees()
	for _, n := range nominees {
		got = append(got, n.raw(nameNames))
	}
	want := []string{"Phòng Quản lý khoa học", "Đỗ Văn Ấn", "Tổ B", "Tổ A", "Hộ bà Phạm Thị Án", "Hộ ông Lê Văn Ấm",
		"Lê Thị Dung", "Trần Văn Đương", "Zơ Râm Bích", "Đỗ Văn Ánh"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v: got\n%q\nwant\n%q", err, got, want)
	}
}
