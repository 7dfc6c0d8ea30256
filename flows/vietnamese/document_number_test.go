package vietnamese

import (
	"errors"
	"strings"
	"testing"
)

func TestParseDocumentNumber(t *testing.T) {
	tests := []struct {
		in   string
		want DocumentNumber
	}{
		{"01/KH-UBND", DocumentNumber{Kind: TypedDocument, Number: 1, Type: "KH", Issuer: "UBND"}},
		{"556/SNV-TĐKT", DocumentNumber{Kind: LetterDocument, Number: 556, Issuer: "SNV-TĐKT"}},
		{"06/KH-SKHCN", DocumentNumber{Kind: TypedDocument, Number: 6, Type: "KH", Issuer: "SKHCN"}},
		{"05-CT/TW", DocumentNumber{Kind: PartyDocument, Number: 5, Type: "CT", Issuer: "TW"}},
		{"36-KH/TU", DocumentNumber{Kind: PartyDocument, Number: 36, Type: "KH", Issuer: "TU"}},
		{"01-KL/TW", DocumentNumber{Kind: PartyDocument, Number: 1, Type: "KL", Issuer: "TW"}},
		{"285/BKH-CN-ĐP", DocumentNumber{Kind: LetterDocument, Number: 285, Issuer: "BKH-CN-ĐP"}},
		{"39/KH-UBND", DocumentNumber{Kind: TypedDocument, Number: 39, Type: "KH", Issuer: "UBND"}},
		{"14/NQ-CP", DocumentNumber{Kind: TypedDocument, Number: 14, Type: "NQ", Issuer: "CP"}},
		{"30-NQ/TW", DocumentNumber{Kind: PartyDocument, Number: 30, Type: "NQ", Issuer: "TW"}},
		{"90/KH-UBND", DocumentNumber{Kind: TypedDocument, Number: 90, Type: "KH", Issuer: "UBND"}},
		{"34/KH-SKHCN", DocumentNumber{Kind: TypedDocument, Number: 34, Type: "KH", Issuer: "SKHCN"}},
		{"2485/QĐ-CTUBND", DocumentNumber{Kind: TypedDocument, Number: 2485, Type: "QĐ", Issuer: "CTUBND"}},
		{"41/KH-SKHCN", DocumentNumber{Kind: TypedDocument, Number: 41, Type: "KH", Issuer: "SKHCN"}},
		{"776/SKHCN-VP", DocumentNumber{Kind: LetterDocument, Number: 776, Issuer: "SKHCN-VP"}},
		{"/BC-SKHCN", DocumentNumber{Kind: TypedDocument, Type: "BC", Issuer: "SKHCN"}},
		{"30/2020/NĐ-CP", DocumentNumber{Kind: NormativeDocument, Number: 30, Year: 2020, Type: "NĐ", Issuer: "CP"}},
		{"15/2025/TT-BNV", DocumentNumber{Kind: NormativeDocument, Number: 15, Year: 2025, Type: "TT", Issuer: "BNV"}},
		{"06/2022/QH15", DocumentNumber{Kind: LawDocument, Number: 6, Year: 2022, Issuer: "QH15"}},
		{"123/QĐ-TTg", DocumentNumber{Kind: TypedDocument, Number: 123, Type: "QĐ", Issuer: "TTg"}},
		{"12/TTr-UBND-KT", DocumentNumber{Kind: TypedDocument, Number: 12, Type: "TTr", Issuer: "UBND-KT"}},
		{"12/CTr-UBND", DocumentNumber{Kind: TypedDocument, Number: 12, Type: "CTr", Issuer: "UBND"}},
		{"09-QĐi/TW", DocumentNumber{Kind: PartyDocument, Number: 9, Type: "QĐi", Issuer: "TW"}},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			got, err := ParseDocumentNumber(tt.in)
			if err != nil || got != tt.want {
				t.Errorf("got %+v, %v", got, err)
			}
			if got.String() != tt.in {
				t.Errorf("written %q", got)
			}
		})
	}
}

func TestDocumentNumberTolerance(t *testing.T) {
	for in, want := range map[string]string{
		"12 / KH – UBND": "12/KH-UBND", "Số: 5/TTR-SKHCN": "05/TTr-SKHCN", "số 01/kh-ubnd": "01/KH-UBND", "Quyết định số 2485/QĐ-CTUBND.": "2485/QĐ-CTUBND",
		"Kế hoạch 01/KH-UBND": "01/KH-UBND", "…/BC-SKHCN": "/BC-SKHCN", "Số:      /BC-SKHCN": "/BC-SKHCN", "......./BC-SKHCN": "/BC-SKHCN", "12/qđ-ttg": "12/QĐ-TTg",
		"05 - CT / TW": "05-CT/TW", "12/QĐ\u2011UBND": "12/QĐ-UBND", "1/2020/nđ-cp": "01/2020/NĐ-CP", "Công văn số: 556/SNV-TĐKT": "556/SNV-TĐKT",
	} {
		if got, err := ParseDocumentNumber(in); err != nil || got.String() != want {
			t.Errorf("ParseDocumentNumber(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestDocumentNumberSuggestion(t *testing.T) {
	for in, want := range map[string]string{
		"12/QD-UBND": "12/QĐ-UBND", "123/QD-TTg": "123/QĐ-TTg", "556/SNV-TDKT": "556/SNV-TĐKT", "30/2020/ND-CP": "30/2020/NĐ-CP", "12-QD/TU": "12-QĐ/TU",
		"05/NQ-HDND": "05/NQ-HĐND", "/QD-UBND": "/QĐ-UBND", "12/HD-UBND": "", "12/QĐ-UBND": "", "776/SKHCN-VP": "", "285/BKH-CN-ĐP": "",
	} {
		if got, err := ParseDocumentNumber(in); err != nil || got.Suggestion != want || got.String() != in {
			t.Errorf("ParseDocumentNumber(%q) = %q, suggestion %q, %v; want %q", in, got, got.Suggestion, err, want)
		}
	}
}

func TestParseDocumentNumberErrors(t *testing.T) {
	for _, in := range []string{"", "abc", "18/5/2023", "01/KH", "123", "/SNV-VP", "/2020/NĐ-CP", "00/KL-", "123456/KH-UBND", "01/KH-UBND và 02/KH-UBND",
		"01//KH-UBND", "05-CT", "06/2022/ABC", "06/1022/QH15", "01/KH-UBND\n02/KH-UBND", "-CT/TW", "0/SNV-VP", strings.Repeat("A-", 300)} {
		if got, err := ParseDocumentNumber(in); !errors.Is(err, ErrNotDocumentNumber) {
			t.Errorf("ParseDocumentNumber(%q) = %+v, %v", in, got, err)
		}
	}
}

func TestDocumentNumberForms(t *testing.T) {
	n, err := ParseDocumentNumber("1/KH-UBND")
	if err != nil {
		t.Fatal(err)
	}
	if got := n.Print(); got != "01/\u2060KH\u2011UBND" {
		t.Errorf("Print = %q", got)
	}
	if back, err := ParseDocumentNumber(n.Print()); err != nil || back != n {
		t.Errorf("printed form reads back %+v, %v", back, err)
	}
	other, _ := ParseDocumentNumber("01-KH/UBND")
	decree, _ := ParseDocumentNumber("30/2020/NĐ-CP")
	if n.Key(2022) == n.Key(2023) || n.Key(2023) == other.Key(2023) || decree.Key(2020) != decree.Key(2021) {
		t.Error("keys must part years and forms, but not a decree from itself")
	}
}

func FuzzDocumentNumber(f *testing.F) {
	for _, s := range []string{"01/KH-UBND", "556/SNV-TĐKT", "30/2020/NĐ-CP", "06/2022/QH15", "05-CT/TW", "/BC-SKHCN", "Số: 5 / qd – ubnd", "1/ı-ſ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseDocumentNumber(s)
		if err != nil {
			return
		}
		for _, form := range []string{n.String(), n.Print(), "Số: " + n.String()} {
			if back, err := ParseDocumentNumber(form); err != nil || back != n {
				t.Fatalf("%q gives %+v; %q reads %+v, %v", s, n, form, back, err)
			}
		}
		if n.Suggestion != "" {
			if m, err := ParseDocumentNumber(n.Suggestion); err != nil || m.String() != n.Suggestion {
				t.Fatalf("%q: suggestion %q reads %+v, %v", s, n.Suggestion, m, err)
			}
		}
	})
}
