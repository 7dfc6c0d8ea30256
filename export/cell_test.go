package export

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"
)

func TestCells(t *testing.T) {
	f, _ := written(t, source())
	const sheet = "Hoạt động"
	for _, tt := range []struct {
		name, sheet, cell, shown, raw string
		kind                          excelize.CellType
	}{
		{"a formula stays text", sheet, "C2", `=HYPERLINK("http://x","Techfest")`, `=HYPERLINK("http://x","Techfest")`, excelize.CellTypeInlineString},
		{"so do minus and plus", sheet, "N2", "- Gian hàng\n+ Sản phẩm được được giới thiệu", "- Gian hàng\n+ Sản phẩm được được giới thiệu", excelize.CellTypeInlineString},
		{"and at", "Hưởng ứng đợt thi đua", "G3", "@0900", "@0900", excelize.CellTypeInlineString},
		{"a leading zero", "Hưởng ứng đợt thi đua", "G2", "0900000001", "0900000001", excelize.CellTypeInlineString},
		{"combining marks and emoji", sheet, "C4", nfd, nfd, excelize.CellTypeInlineString},
		{"one choice", sheet, "D3", "Hội thảo", "Hội thảo", excelize.CellTypeInlineString},
		{"several choices", "Hưởng ứng đợt thi đua", "F2", "Sinh hoạt chi bộ; Họp giao ban", "Sinh hoạt chi bộ; Họp giao ban", excelize.CellTypeInlineString},
		{"a date", sheet, "F3", "26/04/2023", "45042", excelize.CellTypeUnset},
		{"a time", sheet, "G3", "08:30", "0.3541666666666667", excelize.CellTypeUnset},
		{"an integer", sheet, "I2", "1,200", "1200", excelize.CellTypeUnset},
		{"about", sheet, "I3", "khoảng 150", "150", excelize.CellTypeUnset},
		{"a decimal", sheet, "J3", "12.5", "12.5", excelize.CellTypeUnset},
		{"a calculated number", "Hưởng ứng đợt thi đua", "E4", "90", "90", excelize.CellTypeUnset},
		{"an unanswered question", sheet, "K2", "", "", excelize.CellTypeUnset},
		{"files by name", sheet, "O3", "Ảnh 1 (Toàn cảnh); =anh2.jpg", "Ảnh 1 (Toàn cảnh); =anh2.jpg", excelize.CellTypeInlineString},
		{"a former question", sheet, "P4", "Trả lời cũ", "Trả lời cũ", excelize.CellTypeInlineString},
		{"the submitter", sheet, "Q2", "Ngô Thanh Tùng", "Ngô Thanh Tùng", excelize.CellTypeInlineString},
		{"the time of submission", sheet, "R2", "10:05 20/05/2023", "45066.42013888889", excelize.CellTypeUnset},
		{"returned since, and late", "Hưởng ứng đợt thi đua", "M3", "Đã trả lại, chờ bổ sung; Nộp muộn", "Đã trả lại, chờ bổ sung; Nộp muộn", excelize.CellTypeInlineString},
		{"the number of the submission", sheet, "S2", "1", "1", excelize.CellTypeUnset},
		{"the version of the form", sheet, "T2", "v1", "v1", excelize.CellTypeInlineString},
		{"who else gave answers", sheet, "U2", "Người nhập: Lê Văn Giúp", "Người nhập: Lê Văn Giúp", excelize.CellTypeInlineString},
		{"4,000 characters", sheet, "N3", longText, longText, excelize.CellTypeInlineString},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := value(t, f, tt.sheet, tt.cell); got != tt.shown {
				t.Errorf("shows %q, want %q", got, tt.shown)
			}
			if got, _ := f.GetCellValue(tt.sheet, tt.cell, excelize.Options{RawCellValue: true}); !near(got, tt.raw) {
				t.Errorf("holds %q, want %q", got, tt.raw)
			}
			if got, _ := f.GetCellType(tt.sheet, tt.cell); got != tt.kind {
				t.Errorf("type = %v, want %v", got, tt.kind)
			}
			if formula, _ := f.GetCellFormula(tt.sheet, tt.cell); formula != "" {
				t.Errorf("an answer became the formula %q", formula)
			}
		})
	}
}

// near compares numbers to the digits that a spreadsheet keeps, other texts to the byte.
func near(got, want string) bool {
	a, errA := strconv.ParseFloat(got, 64)
	b, errB := strconv.ParseFloat(want, 64)
	return got == want || errA == nil && errB == nil && math.Abs(a-b) < 1e-9
}

func TestOverflow(t *testing.T) {
	long := strings.Repeat("💐", 20000) + norm.NFD.String("ế") + strings.Repeat("x", 60000) + "hết"
	f, _ := written(t, one("hoat_dong", "VP", complete("ket_qua_hoat_dong", long)))
	const note = "… [xem tiếp ở trang tính Văn bản dài]"
	head := value(t, f, "Hoạt động", "N2")
	if !strings.HasSuffix(head, note) || units16(head) > cellLimit {
		t.Fatalf("the cell of %d units does not say that it goes on", units16(head))
	}
	whole := strings.TrimSuffix(head, note)
	for _, row := range rowsOf(t, f, "Văn bản dài")[1:] {
		if row[0] != "Hoạt động" || row[1] != "2" {
			t.Errorf("the rest is said to be of %s, row %s", row[0], row[1])
		}
		whole += row[3]
	}
	if whole != long {
		t.Errorf("%d of %d bytes came through", len(whole), len(long))
	}
}

func TestControlCharacters(t *testing.T) {
	f, _ := written(t, one("hoat_dong", "VP", complete("ket_qua_hoat_dong", "a\x00b\x1b[0m\r\nc\td_x0041_\ufffe<&>\xff", "dien_thoai", "1")))
	if got, want := value(t, f, "Hoạt động", "N2"), "ab[0m\nc\td_x0041_<&>\ufffd"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
