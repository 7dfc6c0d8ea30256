package export

import (
	"strings"
	"testing"
)

// TestReportManyEntries lets an expression look at every entry where they are many, holds on to no more of them than the
// template reads, and does not list hundreds of activities in running text.
func TestReportManyEntries(t *testing.T) {
	c, err := Consolidate(scaled(500, manyEntries, false))
	if err != nil {
		t.Fatal(err)
	}
	long := "{{count(hoat_dong[" + strings.Repeat("so_nguoi_1 < 0 or ", 30) + "true()])}}"
	if got := rendered(t, c, paragraphs(long)); got != "10000" {
		t.Errorf("an expression over 10,000 entries gives %.200q", got)
	}
	tried := newTree(c)
	tried.names = map[string]bool{"so_nguoi_1": true}
	for _, e := range tried.entriesOf(c.Parts[0]) {
		if len(e.kept) != 2 || cap(e.kept) > 3 || e.Answer("so_nguoi_1").Value == "" || c.Title(e) == entryName+" 1" {
			t.Fatalf("an entry keeps %+v, want what is read and what names it", e.kept)
		}
	}
	text := textIn(t, builtInReport(t, c))
	if !strings.Contains(text, "Các đơn vị còn tổ chức, tham gia 10.000 hoạt động khác;") || len(strings.Split(text, "\n")) > 700 {
		t.Errorf("the report has %d paragraphs and rows", len(strings.Split(text, "\n")))
	}
}
