package vietnamese

import "testing"

func TestDecodeLegacy(t *testing.T) {
	tests := []struct{ name, in, text, encoding string }{
		{"TCVN3 motto", "Céng hoµ x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc", "Cộng hoà xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc", TCVN3},
		{"TCVN3 with its invisible letter", "S\u00ad thÇy tr\u00adêng", "Sư thầy trường", TCVN3},
		{"VNI motto", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc", "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc", VNI},
		{"VNI capitals", "HAÏNH PHUÙC, THÖÔÛNG", "HẠNH PHÚC, THƯỞNG", VNI},
		{"Unicode stays", "Cộng hòa xã hội chủ nghĩa Việt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", ""},
		{"ASCII stays", "Techfest 2023", "Techfest 2023", ""},
		{"French stays", "résumé déjà vu", "résumé déjà vu", ""},
		{"empty", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if text, encoding := DecodeLegacy(tt.in); text != tt.text || encoding != tt.encoding {
				t.Errorf("got %q, %q", text, encoding)
			}
		})
	}
}

func TestIsSyllable(t *testing.T) {
	for _, w := range []string{"Nguyễn", "quý", "giữa", "khuỷu", "nghiêng", "ướt", "yêu", "thuở", "đặc", "rượu", "ngoằn", "Uỷ"} {
		if !isSyllable(w) {
			t.Errorf("%q is a syllable", w)
		}
	}
	for _, w := range []string{"résumé", "hoµ", "ViÖt", "ñoã", "áá", "xyz"} {
		if isSyllable(w) {
			t.Errorf("%q is no syllable", w)
		}
	}
}

func FuzzDecodeLegacy(f *testing.F) {
	for _, s := range []string{"Céng hoµ x· héi", "Coäng hoøa xaõ hoäi", "S\u00ad thÇy", "résumé", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text, encoding := DecodeLegacy(s)
		if encoding == "" && text != s {
			t.Fatalf("%q became %q without a name", s, text)
		}
		if good, bad := syllables(text); encoding != "" && bad*10 > good {
			t.Fatalf("%q became %q, which is not Vietnamese", s, text)
		}
	})
}
