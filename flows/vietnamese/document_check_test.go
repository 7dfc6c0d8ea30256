package vietnamese

import (
	"errors"
	"strings"
	"testing"
)

func TestCheckDocumentNumber(t *testing.T) {
	tests := []struct {
		in, normal, meant string
		err               error
	}{
		{"01/KH-UBND", "01/KH-UBND", "", nil}, {"2485/QĐ-UBND", "2485/QĐ-UBND", "", nil}, {"12/NQ-HĐND", "12/NQ-HĐND", "", nil}, {"86/2025/QH15", "86/2025/QH15", "", nil},
		{"12-NQ/TU", "12-NQ/TU", "", nil}, {"152/2025/NĐ-CP", "152/2025/NĐ-CP", "", nil}, {"556/SNV-TĐKT", "556/SNV-TĐKT", "", nil}, {"/BC-SKHCN", "/BC-SKHCN", "", nil},
		{"số 12/qđ-ubnd", "12/QĐ-UBND", "", nil}, {"Số: 9/nq-hđnd", "09/NQ-HĐND", "", nil}, {"12-nq/tu", "12-NQ/TU", "", nil}, {"86/2025/qh15", "86/2025/QH15", "", nil},
		{"12 / QĐ – UBND", "12/QĐ-UBND", "", nil}, {"12/QÐ-UBND", "12/QĐ-UBND", "", nil}, {"1\u200b2/QĐ-UBND", "12/QĐ-UBND", "", nil}, {"12/QĐ-CTUBND", "12/QĐ-CTUBND", "", nil},
		{"12/QD-UBND", "12/QD-UBND", "12/QĐ-UBND", nil}, {"12/qd-ubnd", "12/QD-UBND", "12/QĐ-UBND", nil}, {"12/NQ-HDND", "12/NQ-HDND", "12/NQ-HĐND", nil}, {"36-KH/TU", "36-KH/TU", "", nil},

		{"12 QĐ-UBND", "", "12/QĐ-UBND", ErrNotDocumentNumber}, {"12QĐ-UBND", "", "12/QĐ-UBND", ErrNotDocumentNumber}, {"12-QĐ-UBND", "", "12/QĐ-UBND", ErrNotDocumentNumber},
		{"12/QĐ/UBND", "", "12/QĐ-UBND", ErrNotDocumentNumber}, {"12/QĐ UBND", "", "12/QĐ-UBND", ErrNotDocumentNumber}, {"12 qd ubnd", "", "12/QĐ-UBND", ErrNotDocumentNumber},
		{"12.QĐ-UBND", "", "12/QĐ-UBND", ErrNotDocumentNumber}, {"số 12 KH-UBND", "", "12/KH-UBND", ErrNotDocumentNumber}, {"12//KH-UBND", "", "12/KH-UBND", ErrNotDocumentNumber},
		{"12 NQ/TU", "", "12-NQ/TU", ErrNotDocumentNumber}, {"12-NQ-TU", "", "12-NQ/TU", ErrNotDocumentNumber}, {"05 CT TW", "", "05-CT/TW", ErrNotDocumentNumber},
		{"30/2020 NĐ-CP", "", "30/2020/NĐ-CP", ErrNotDocumentNumber}, {"30/2020/NĐ/CP", "", "30/2020/NĐ-CP", ErrNotDocumentNumber}, {"30-2020-ND-CP", "", "30/2020/NĐ-CP", ErrNotDocumentNumber},
		{"86/2025 QH15", "", "86/2025/QH15", ErrNotDocumentNumber}, {"86/2025/QH 15", "", "86/2025/QH15", ErrNotDocumentNumber}, {"556 SNV-TĐKT", "", "556/SNV-TĐKT", ErrNotDocumentNumber},
		{"12/QĐ-UBND ngày 05/01/2026", "", "12/QĐ-UBND", ErrNotDocumentNumber}, {"Quyết định số 12/QĐ-UBND ngày 05/01/2026 của UBND tỉnh", "", "12/QĐ-UBND", ErrNotDocumentNumber},
		{"12/QĐ-UBND, 05/01/2026", "", "12/QĐ-UBND", ErrNotDocumentNumber}, {"12/QĐ-UBND 05/01/2026", "", "12/QĐ-UBND", ErrNotDocumentNumber}, {"12/KH-UBND về việc phát động", "", "12/KH-UBND", ErrNotDocumentNumber},

		{"01/KH", "", "", ErrNoIssuer}, {"123", "", "", ErrNoSymbol}, {"số 123", "", "", ErrNoSymbol}, {"KH-UBND", "", "", ErrNoNumber}, {"qd-ubnd", "", "", ErrNoNumber},
		{"01/KH-UBND và 02/KH-UBND", "", "", ErrSeveralDocuments}, {"01/KH-UBND; 02-KH/TU", "", "", ErrSeveralDocuments}, {"01/KH-UBND\n02/KH-UBND", "", "", ErrSeveralDocuments},
		{"18/5/2023", "", "", ErrNotDocumentNumber}, {"", "", "", ErrNotDocumentNumber}, {"chưa có", "", "", ErrNotDocumentNumber}, {"12 người tham dự", "", "", ErrNotDocumentNumber},
		{"ngày 5 tháng 5", "", "", ErrNotDocumentNumber}, {strings.Repeat("12/KH-UBND ", 50), "", "", ErrNotDocumentNumber},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			normal, meant, err := CheckDocumentNumber(tt.in)
			if normal != tt.normal || meant != tt.meant || !errors.Is(err, tt.err) || tt.err == ErrNotDocumentNumber && err != tt.err {
				t.Errorf("got %q, meant %q, %v; want %q, %q, %v", normal, meant, err, tt.normal, tt.meant, tt.err)
			}
			if err != nil && !errors.Is(err, ErrNotDocumentNumber) {
				t.Errorf("%v is no ErrNotDocumentNumber", err)
			}
		})
	}
}

func FuzzCheckDocumentNumber(f *testing.F) {
	for _, s := range []string{"12 QĐ-UBND", "30/2020/NĐ/CP", "12/KH-UBND ngày 1/1", "86/2025/QH 15", "05 CT TW", "01/KH", "số"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		normal, meant, err := CheckDocumentNumber(s)
		if (err == nil) != (normal != "") {
			t.Fatalf("%q: %q, %v", s, normal, err)
		}
		for _, form := range []string{normal, meant} {
			if again, _, err := CheckDocumentNumber(form); form != "" && (err != nil || again != form) {
				t.Fatalf("%q gives %q, which reads %q, %v", s, form, again, err)
			}
		}
	})
}
