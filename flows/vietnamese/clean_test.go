package vietnamese

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestClean(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "ba trăm", "ba trăm"},
		{"decomposed", "Nguye\u0302\u0303n", "Nguyễn"},
		{"zero width inside a word", "Hưng\u200b Yên\ufeff", "Hưng Yên"},
		{"mark behind a zero width", "e\u200d\u0302", "ê"},
		{"bidi controls", "\u202e156\u202c\u2066a\u2069", "156a"},
		{"no-break and thin blanks", "1\u00a0234\u202f567", "1 234 567"},
		{"lines", "a \r\nb\t\r\rc\u2028d\n\n", "a\nb\n\nc\nd"},
		{"around", "  \n a  b \n ", "a  b"},
		{"control characters", "a\x00b\x1bc\u0085d", "abc\nd"},
		{"soft hyphen", "khoa\u00adhọc", "khoahọc"},
		{"emoji family stays", "👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"},
		{"noncharacters and broken bytes", "a\uffff\xffb", "a\ufffdb"},
		{"empty", " \u200b ", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Clean(tt.in); got != tt.want {
				t.Errorf("Clean(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "Nguye\u0302\u0303n", "\u200d\u0302a \r\n", "👨\u200d👩", "\xff\xfe", "a\u0323\u200b\u0302"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := Clean(s)
		if !utf8.ValidString(c) || !norm.NFC.IsNormalString(c) {
			t.Errorf("Clean(%q) = %q is not NFC", s, c)
		}
		if again := Clean(c); again != c {
			t.Errorf("Clean twice: %q, %q", c, again)
		}
		if k := Fold(s); Fold(k) != k {
			t.Errorf("Fold twice: %q, %q", k, Fold(k))
		}
		if k := ToneKey(s); ToneKey(k) != k {
			t.Errorf("ToneKey twice: %q, %q", k, ToneKey(k))
		}
	})
}
