package vietnamese

import (
	"testing"
	"time"
)

func TestFormatDate(t *testing.T) {
	tests := []struct {
		t           time.Time
		short, long string
	}{
		{local(2023, 5, 4, 0, 0), "04/5/2023", "ngày 04 tháng 5 năm 2023"}, {local(2023, 2, 12, 0, 0), "12/02/2023", "ngày 12 tháng 02 năm 2023"},
		{local(2023, 1, 4, 0, 0), "04/01/2023", "ngày 04 tháng 01 năm 2023"}, {local(2023, 3, 7, 0, 0), "07/3/2023", "ngày 07 tháng 3 năm 2023"},
		{local(2022, 12, 9, 0, 0), "09/12/2022", "ngày 09 tháng 12 năm 2022"}, {local(2022, 10, 31, 0, 0), "31/10/2022", "ngày 31 tháng 10 năm 2022"},
		{time.Date(2023, 5, 3, 17, 0, 0, 0, time.UTC), "04/5/2023", "ngày 04 tháng 5 năm 2023"}, {local(2023, 5, 5, 0, 0), "05/5/2023", "ngày 05 tháng 5 năm 2023"},
	}
	for _, tt := range tests {
		t.Run(tt.short, func(t *testing.T) {
			if got := FormatDate(tt.t); got != tt.short {
				t.Errorf("FormatDate = %q", got)
			}
			if got := LongDate(tt.t); got != tt.long {
				t.Errorf("LongDate = %q", got)
			}
		})
	}
	if got := FormatDateTime(time.Date(2023, 5, 4, 1, 30, 0, 0, time.UTC)); got != "08:30 ngày 04/5/2023" {
		t.Errorf("FormatDateTime = %q", got)
	}
}

func TestFormatNumber(t *testing.T) {
	for in, want := range map[string]string{
		"1234567.5": "1.234.567,5", "0": "0", "12": "12", "123": "123", "1234": "1.234", "-1234.05": "-1.234,05", "123456": "123.456",
		"": "", "abc": "abc", "1e5": "1e5", "1.": "1.", "--1": "--1",
	} {
		if got := FormatNumber(in); got != want {
			t.Errorf("FormatNumber(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0", 1: "01", 4: "04", 9: "09", 10: "10", 13: "13", 1234: "1.234", -3: "-3"} {
		if got := Count(n); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestLetter(t *testing.T) {
	want := []string{"", "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y", "aa", "ab"}
	for i, w := range want {
		if got := Letter(i); got != w {
			t.Errorf("Letter(%d) = %q, want %q", i, got, w)
		}
	}
	seen := map[string]bool{}
	for i := 1; i < 2000; i++ {
		if l := Letter(i); seen[l] {
			t.Fatalf("Letter(%d) = %q again", i, l)
		} else {
			seen[l] = true
		}
	}
}

func TestRoman(t *testing.T) {
	for i, want := range map[int]string{1: "I", 2: "II", 3: "III", 4: "IV", 9: "IX", 14: "XIV", 19: "XIX", 40: "XL", 1948: "MCMXLVIII", 3999: "MMMCMXCIX", 0: "0", 4000: "4000", -1: "-1"} {
		if got := Roman(i); got != want {
			t.Errorf("Roman(%d) = %q, want %q", i, got, want)
		}
	}
}

func TestTypography(t *testing.T) {
	tests := []struct{ in, want string }{
		{`phong trào "Đổi mới" và "Sáng tạo"`, "phong trào “Đổi mới” và “Sáng tạo”"}, {`("a")`, "(“a”)"}, {"100 %", "100\u00a0%"}, {"85,7%", "85,7\u00a0%"},
		{`màn hình 15" mới`, `màn hình 15" mới`}, {`"mở mà không đóng`, `"mở mà không đóng`}, {"a  b ,c , d .", "a b ,c, d."}, {"“đã cong”", "“đã cong”"},
		{"dòng \"một\"\ndòng \"hai\"", "dòng “một”\ndòng “hai”"}, {"tệp .docx", "tệp .docx"}, {"", ""}, {"5 % và 6%", "5\u00a0% và 6\u00a0%"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			got := Typography(tt.in)
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if again := Typography(got); again != got {
				t.Errorf("twice: %q", again)
			}
		})
	}
}
