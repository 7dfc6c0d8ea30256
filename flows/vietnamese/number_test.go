package vietnamese

import (
	"errors"
	"math/big"
	"strings"
	"testing"
)

func TestParseDecimal(t *testing.T) {
	tests := []struct {
		in, want string
		flags    string // a: approximate, ?: ambiguous, %: percent
	}{
		{"1.234.567,5", "1234567.5", ""}, {"1.500", "1500", "?"}, {"1,5", "1.5", ""}, {"0,5", "0.5", ""}, {"1,50", "1.5", ""},
		{"1.234", "1234", "?"}, {"12,345", "12.345", "?"}, {"04", "4", ""}, {"0", "0", ""}, {"000", "0", ""}, {"-5", "-5", ""},
		{"−1.234,5", "-1234.5", ""}, {"âm 3", "-3", ""}, {"+7", "7", ""}, {"-0", "0", ""},
		{"1,234,567.5", "1234567.5", ""}, {"1,234,567", "1234567", ""}, {"1,234.5", "1234.5", ""}, {"1.5", "1.5", "?"},
		{"0.5", "0.5", "?"}, {"0.123", "0.123", "?"}, {"1234.5", "1234.5", "?"}, {"1234,5", "1234.5", ""}, {"12.345.678", "12345678", ""},
		{"1 234 567", "1234567", ""}, {"1 234 567,8", "1234567.8", ""}, {"12 345", "12345", "?"}, {"1\u00a0500\u00a0000", "1500000", ""},

		{"2 nghìn", "2000", ""}, {"2 ngàn", "2000", ""}, {"200k", "200000", ""}, {"200 K", "200000", ""}, {"3 triệu", "3000000", ""},
		{"3tr", "3000000", ""}, {"2 tỷ", "2000000000", ""}, {"2 tỉ", "2000000000", ""}, {"3 chục", "30", ""}, {"5 trăm", "500", ""},
		{"2 triệu rưỡi", "2500000", ""}, {"1 tỷ 200 triệu", "1200000000", ""}, {"1,2 tỷ", "1200000000", ""},
		{"1 tỷ 200 triệu 500 nghìn", "1200500000", ""}, {"2 nghìn tỷ", "2000000000000", ""}, {"1,5 nghìn tỷ", "1500000000000", ""},
		{"trăm rưỡi", "150", ""}, {"một rưỡi", "1.5", ""}, {"nghìn rưỡi", "1500", ""}, {"3 trăm nghìn", "300000", ""},
		{"nửa triệu", "500000", ""}, {"1 vạn", "10000", ""}, {"một trăm rưỡi nghìn", "150000", ""}, {"rưỡi triệu", "", ""},
		{"2 trieu ruoi", "2500000", ""}, {"1 ty 200 trieu", "1200000000", ""}, {"500 trđ", "500000000", ""},
		{"5tr2", "5200000", "?"}, {"1k5", "1500", "?"}, {"2 tỷ 3", "2300000000", "?"}, {"1 tỷ 200", "1200000000", "?"},
		{"2 triệu 500 nghìn đồng", "2500000", ""}, {"2 triệu 500000", "2500000", ""}, {"1 nghìn 200", "1200", ""},
		{"1 triệu linh 5", "1000005", ""},

		{"1.500.000 đồng", "1500000", ""}, {"1.500.000đ", "1500000", ""}, {"1.500.000 VNĐ", "1500000", ""}, {"VNĐ 1500000", "1500000", ""},
		{"150 đại biểu", "150", ""}, {"150 dai bieu", "150", ""}, {"04 tập thể", "4", ""}, {"13 nhóm sản phẩm", "13", ""},
		{"3 năm", "3", ""}, {"12 trạm y tế", "12", ""}, {"150 (đại biểu)", "150", ""}, {"có 13 tham luận.", "13", ""}, {"Dạ 150 người ạ", "150", ""}, {"5 bồn hoa", "5", "?"},
		{"khoảng 150 đại biểu", "150", "a"}, {"trên 200", "200", "a"}, {"gần 1,2 tỷ", "1200000000", "a"}, {"hơn 30", "30", "a"},
		{"độ 20", "20", "a"}, {"do 20", "20", "a"}, {"~150", "150", "a"}, {"≈ 150", "150", "a"}, {"ước 500", "500", "a"},
		{"ước tính khoảng 500", "500", "a"}, {"tầm 20 người", "20", "a"}, {"100+", "100", "a"}, {"100 trở lên", "100", "a"}, {"không dưới 100", "100", "a"},
		{"100 %", "100", "%"}, {"85,7%", "85.7", "%"}, {"85 phần trăm", "85", "%"}, {"khoảng 90%", "90", "a%"},

		{"04 (bốn) tập thể", "4", ""}, {"04 (năm) tập thể", "4", "?"}, {"1.500.000 đồng (một triệu năm trăm nghìn đồng)", "1500000", ""}, {"13 (mười ba)", "13", ""},
		{"1\u200b50", "150", ""}, {"\u202d1.234,5\u202c", "1234.5", ""}, {"hai tra\u0306m", "200", ""}, {"2 trie\u0323\u0302u rươ\u0303i", "2500000", ""}, {"1 tỷ 2 trăm triệu", "1200000000", ""},
		{"không", "0", ""}, {"không có", "0", "?"}, {"mười ba", "13", ""}, {"mười lăm", "15", ""}, {"hai mươi", "20", ""}, {"hai mươi lăm", "25", ""},
		{"hai mươi mốt", "21", ""}, {"ba mươi tư", "34", ""}, {"hai lăm", "25", ""}, {"một trăm linh năm", "105", ""},
		{"một trăm lẻ năm", "105", ""}, {"ba trăm hai mươi", "320", ""}, {"ba trăm hai", "320", "?"}, {"tám mươi chín", "89", ""},
		{"một nghìn không trăm linh năm", "1005", ""}, {"hai nghìn không trăm hai mươi ba", "2023", ""}, {"muoi ba", "13", ""},
		{"hai muoi lam", "25", ""}, {"một trăm hai mươi ba triệu bốn trăm năm mươi sáu nghìn bảy trăm tám mươi chín", "123456789", ""},
		{"mười năm", "10", "?"}, {"mười triệu", "10000000", ""}, {"một triệu hai trăm nghìn đồng", "1200000", ""},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			n, err := ParseDecimal(tt.in)
			if tt.want == "" {
				if !errors.Is(err, ErrNotNumber) {
					t.Fatalf("%+v, %v; want an error", n, err)
				}
				return
			}
			want := Number{tt.want, strings.Contains(tt.flags, "a"), strings.Contains(tt.flags, "?"), strings.Contains(tt.flags, "%")}
			if err != nil || n != want {
				t.Errorf("got %+v, %v; want %+v", n, err, want)
			}
		})
	}
}

func TestParseNumberErrors(t *testing.T) {
	tests := []struct {
		in   string
		want error
	}{
		{"", ErrNotNumber}, {"abc", ErrNotNumber}, {"12abc", ErrNotNumber}, {"12.34.567", ErrNotNumber}, {"1,2,3", ErrNotNumber},
		{"chục", ErrNotNumber}, {"vài chục", ErrNotNumber}, {"triệu", ErrNotNumber}, {"đồng", ErrNotNumber}, {"40/40", ErrNotNumber},
		{"12 hoặc hơn", ErrNotNumber}, {"không biết", ErrNotNumber}, {"không có số liệu", ErrNotNumber}, {"mươi", nil}, {"hai ba", ErrNotNumber}, {"1 nghìn 2 nghìn", ErrNotNumber},
		{"2 chục 15", ErrNotNumber}, {"--5", ErrNotNumber}, {"5-", ErrNotNumber}, {"1.234,567,8", ErrNotNumber}, {"%", ErrNotNumber},
		{"1 tỷ 2,5", ErrNotNumber}, {"triêụ", ErrNotNumber}, {"1e5", ErrNotNumber}, {"0x10", ErrNotNumber}, {"NaN", ErrNotNumber}, {"1\n2", ErrNotNumber},
		{"10-15", ErrNumberRange}, {"từ 10 đến 15 người", ErrNumberRange}, {"10 – 15", ErrNumberRange}, {"12 hoặc 13", ErrNumberRange},
		{"999999999999999", nil}, {"1000000000000000", ErrNumberTooLong}, {"0,1234567890123456", ErrNumberTooLong},
		{"1 triệu tỷ", ErrNumberTooLong}, {strings.Repeat("9", 60), ErrNumberTooLong}, {strings.Repeat("mười ", 100), ErrNumberTooLong},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			if n, err := ParseDecimal(tt.in); !errors.Is(err, tt.want) {
				t.Errorf("%+v, %v; want %v", n, err, tt.want)
			}
		})
	}
}

func TestParseInteger(t *testing.T) {
	tests := []struct {
		in, want  string
		ambiguous bool
		err       error
	}{
		{"12,345", "12345", true, nil}, {"1.500", "1500", true, nil}, {"12,000", "12000", true, nil}, {"1,234 triệu", "1234000", true, nil},
		{"1,5", "1.5", false, ErrNotWhole}, {"1,2 tỷ", "1200000000", false, nil}, {"2,0", "2", false, nil}, {"một rưỡi", "1.5", false, ErrNotWhole},
		{"mười ba đại biểu", "13", false, nil}, {"abc", "", false, ErrNotNumber}, {"1.5", "1.5", true, ErrNotWhole},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			n, err := ParseInteger(tt.in)
			if !errors.Is(err, tt.err) || n.Digits != tt.want || n.Ambiguous != tt.ambiguous {
				t.Errorf("got %+v, %v", n, err)
			}
		})
	}
}

func TestParseDecimalEnglish(t *testing.T) {
	tests := []struct {
		in, want string
		flags    string
	}{
		{"1,234,567.5", "1234567.5", ""}, {"1.5", "1.5", ""}, {"1,500", "1500", "?"}, {"12.345", "12.345", "?"}, {"1.234.567,5", "1234567.5", ""},
		{"1,5", "1.5", "?"}, {"2 million", "2000000", ""}, {"1.2bn", "1200000000", ""}, {"200k", "200000", ""}, {"about 150 delegates", "150", "a"},
		{"85.7%", "85.7", "%"}, {"85 percent", "85", "%"}, {"thirteen", "13", ""}, {"twenty five", "25", ""}, {"twenty-five", "", ""},
		{"one hundred and five", "105", ""}, {"two hundred five", "205", ""}, {"two million fifty", "2000050", ""}, {"two thousand twenty three", "2023", ""}, {"minus 3", "-3", ""}, {"abc", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			n, err := ParseDecimalEnglish(tt.in)
			if tt.want == "" {
				if err == nil {
					t.Fatalf("%+v, want an error", n)
				}
				return
			}
			want := Number{tt.want, strings.Contains(tt.flags, "a"), strings.Contains(tt.flags, "?"), strings.Contains(tt.flags, "%")}
			if err != nil || n != want {
				t.Errorf("got %+v, %v; want %+v", n, err, want)
			}
		})
	}
	if n, err := ParseIntegerEnglish("1.234"); err != nil || n.Digits != "1234" || !n.Ambiguous {
		t.Errorf("ParseIntegerEnglish(1.234) = %+v, %v", n, err)
	}
	if _, err := ParseIntegerEnglish("1.5"); !errors.Is(err, ErrNotWhole) {
		t.Errorf("ParseIntegerEnglish(1.5): %v", err)
	}
}

func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"1.234.567,5", "2 triệu rưỡi", "khoảng 1,2 tỷ đồng", "hai mươi lăm", "85,7%", "5tr2", "1 234", "-", "1..2", "k", "9k k k", "04 (bốn) tập thể", "1 (hai (ba))"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, parse := range []func(string) (Number, error){ParseDecimal, ParseInteger, ParseDecimalEnglish} {
			n, err := parse(s)
			if err != nil {
				continue
			}
			if _, ok := new(big.Rat).SetString(n.Digits); !ok || strings.Trim(n.Digits, "-.0123456789") != "" {
				t.Fatalf("%q: digits %q", s, n.Digits)
			}
			back, err := ParseDecimal(FormatNumber(n.Digits))
			if err != nil || back.Digits != n.Digits {
				t.Fatalf("%q: %q is written %q and read %+v, %v", s, n.Digits, FormatNumber(n.Digits), back, err)
			}
		}
	})
}
