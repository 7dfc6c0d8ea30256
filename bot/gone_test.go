package bot

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"thidua/export"
	"thidua/flows/xlsform"
)

// TestGone names what a new version lacks and people answered, and keeps what they handed in in the exports.
func TestGone(t *testing.T) {
	s := playing(t)
	chi := s.actor(chi)
	chi.joins()
	chi.taps("Hoạt động", "Không có nội dung", "Thêm")
	chi.taps("Thêm", "Tên hoạt động")
	chi.says("Hội thi của đơn vị sắp giải thể", "Hình thức")
	chi.taps("Bỏ qua", "Nộp")
	chi.taps("Nộp", "đã nộp")
	later := string(workbook)
	for _, row := range []string{"| | B | Thanh tra |\n", "| | Lê Minh Chi | 0912 000 003 | B | focal_point |\n",
		"| | Đặng Hai | 0912 000 020 | B | focal_point |\n", "| | Đỗ Thị Nhiều | 0912 000 030 | B | focal_point |\n"} {
		if !strings.Contains(later, row) {
			t.Fatalf("the workbook has no row %q", row)
		}
		later = strings.Replace(later, row, "", 1)
	}
	campaign, report := xlsform.Read("td.md", []byte(later), xlsform.Options{})
	if len(report.Errors) > 0 {
		t.Fatal(report.Errors[0].In("en"))
	}
	units, parts, err := Gone(t.Context(), s.db, campaign)
	if err != nil || !slices.Equal(units, []string{"B"}) || len(parts) > 0 {
		t.Errorf("gone are units %v and parts %v, %v", units, parts, err)
	}
	s.load([]byte(later))
	c, err := Consolidate(t.Context(), s.db, "td", s.clock.now())
	if err != nil {
		t.Fatal(err)
	}
	var book bytes.Buffer
	if err := export.Workbook(&book, c); err != nil {
		t.Fatal(err)
	}
	entries := 0
	if p, ok := c.Part("hoat_dong"); ok {
		entries = p.Count()
	}
	if entries != 1 {
		t.Errorf("%d entries are exported after the unit left the workbook", entries)
	}
}
