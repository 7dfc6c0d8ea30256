package vietnamese

import (
	"slices"
	"testing"
)

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Nguyễn", "nguyen"}, {"Nguye\u0302\u0303n", "nguyen"}, {"Đường  đi\nđâu", "duong di dau"}, {"ÐỖ", "do"},
		{"Hưng Yên", "hung yen"}, {"QUỸ ƯỚC Ơ ằẳẵặ", "quy uoc o aaaa"}, {"  a\u200bb ", "ab"}, {"", ""}, {"Café №5", "cafe №5"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			if got := Fold(tt.in); got != tt.want {
				t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestSame(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"hoà", "hòa", true}, {"thuý", "thúy", true}, {"khoẻ", "khỏe", true}, {"uỷ", "ủy", true}, {"Uỷ ban", "ỦY  BAN", true},
		{"quý", "qúy", false}, {"quá", "qúa", false}, {"giá", "gía", false}, {"hoàn", "hòan", false},
		{"Hoàng", "Hòang", false}, {"hoa", "hòa", false}, {"hoá", "hòa", false}, {"lý", "lí", false}, {"hưng", "hung", false},
		{"hoa\u0300", "hòa", true}, {"toạ đàm", "tọa đàm", true},
	}
	for _, tt := range tests {
		t.Run(tt.a+"="+tt.b, func(t *testing.T) {
			if got := Same(tt.a, tt.b); got != tt.want {
				t.Errorf("Same(%q, %q) = %v: keys %q, %q", tt.a, tt.b, got, ToneKey(tt.a), ToneKey(tt.b))
			}
		})
	}
	for _, stays := range []string{"quý", "quá", "giá", "hoàn", "hoàng", "khuỷu", "thuở"} {
		if got := ToneKey(stays); got != stays {
			t.Errorf("ToneKey(%q) = %q", stays, got)
		}
	}
}

func TestFind(t *testing.T) {
	options := []string{"Nam Định", "Hưng Yên", "Hung Yên", "Phòng Hòa giải", "Phòng Hoà bình", "Đội Dân vận", "Văn phòng Sở", "Hưng", "Trung tâm Ứng dụng"}
	tests := []struct {
		query string
		want  []int
	}{
		{"hưng yên", []int{1, 2}},
		{"Hung Yên", []int{2, 1}},
		{"hung yen", []int{1, 2}},
		{"hưng", []int{7, 1, 2}},
		{"hoà", []int{4, 3}},
		{"hòa", []int{3, 4}},
		{"doi", []int{5}},
		{"ung", []int{8, 2, 1, 7}}, // a word of its own before the inside of Hung, Trung and Hưng
		{"van so", []int{6}},
		{"", nil},
		{"\u0301", nil},
		{"xyz", []int{}},
	}
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			got := Find(tt.query, options)
			if !slices.Equal(got, tt.want) {
				t.Errorf("Find(%q) = %v, want %v", tt.query, got, tt.want)
			}
		})
	}
}

func TestFindBeginningsFirst(t *testing.T) {
	if got := Find("ha", []string{"Thanh Hóa", "Hà Nội", "Đồng Tháp", "Hải Phòng", "Khánh Hòa"}); !slices.Equal(got, []int{1, 3, 0, 2, 4}) {
		t.Errorf("got %v", got)
	}
}

func TestFindNguyen(t *testing.T) {
	if got := Find("nguyen", []string{"Trần An", "Nguyễn An", "NGUYE\u0302\u0303N Bình"}); !slices.Equal(got, []int{1, 2}) {
		t.Errorf("got %v", got)
	}
}

func BenchmarkFold(b *testing.B) {
	for _, s := range []struct{ name, text string }{
		{"name", "Nguyễn Thị Minh Phượng"},
		{"ascii", "nguyen thi minh phuong"},
		{"decomposed", "Nguye\u0302\u0303n Thi\u0323 Minh Phu\u031bo\u031b\u0323ng"},
	} {
		b.Run(s.name, func(b *testing.B) {
			for b.Loop() {
				Fold(s.text)
			}
		})
	}
}
