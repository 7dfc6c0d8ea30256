package export

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestStreamedSheets pins what the manual does not promise: calls of the normal API between the opening of a stream
// and its flush are kept, and what the sheet must know before its rows is in the file.
func TestStreamedSheets(t *testing.T) {
	f, data := written(t, source())
	const part = "xl/worksheets/sheet5.xml" // Hoạt động
	content := contentOf(t, data, part)
	for name, want := range map[string]string{
		"frozen heads":    `<pane activePane="bottomRight" state="frozen" topLeftCell="C2" xSplit="2" ySplit="1">`,
		"widths in order": `<cols><col min="1" max="1" width="6" customWidth="1"/><col min="2" max="2"`,
		"landscape A4":    `orientation="landscape" pageOrder="overThenDown" paperSize="9" scale="`,
		"margins":         `<pageMargins left="0.4" right="0.4" top="0.75"`,
		"footer":          `Trang &amp;P/&amp;N</oddFooter>`,
		"pages beside":    `<colBreaks count="2" manualBreakCount="2"><brk id="12"`,
		"title":           `&amp;13 Hoạt động</oddHeader>`,
		"table":           `<tableParts count="1">`,
	} {
		if !strings.Contains(content, want) {
			t.Errorf("%s: %s is missing in %s", name, want, part)
		}
	}
	if strings.Contains(content, "<dimension") {
		t.Error("the dimension of the empty sheet was kept: readers that trust it see one cell")
	}
	if summary := contentOf(t, data, "xl/worksheets/sheet1.xml"); !strings.Contains(summary, "<drawing ") ||
		!strings.Contains(summary, ` scale="92"`) || !strings.Contains(summary, "<rowBreaks") {
		t.Error("charts, scale or the page breaks of the summary were lost")
	}
	tables, err := f.GetTables("Hoạt động")
	if err != nil || len(tables) != 1 || tables[0].Range != "A1:U4" || tables[0].Name != "hoat_dong" {
		t.Errorf("tables = %+v, %v", tables, err)
	}
	names := f.GetDefinedName()
	heads := slices.ContainsFunc(names, func(name excelize.DefinedName) bool {
		return name.Name == "_xlnm.Print_Titles" && name.RefersTo == "'Hoạt động'!$A:$C,'Hoạt động'!$1:$1"
	})
	if !heads {
		t.Errorf("repeated heads are missing: %+v", names)
	}
	if core := contentOf(t, data, "docProps/core.xml"); !strings.Contains(core, "<dc:title>TỔNG HỢP") ||
		!strings.Contains(core, ">2023-05-26T02:05:00Z</dcterms:created>") || !strings.Contains(core, "thi đua &amp; học tập") {
		t.Errorf("document properties: %s", core)
	}
}

func TestSheetNames(t *testing.T) {
	names := sheetNames{}
	for _, tt := range []struct{ label, want string }{
		{"Hoạt động", "Hoạt động"},
		{"HOẠT ĐỘNG", "HOẠT ĐỘNG (2)"},
		{"a/b:c*[d]?", "a b c d"},
		{"'x'", "x"},
		{"", "Mục"},
		{"History", "Mục History"},
		{"Chương trình, kế hoạch tiếp tục thực hiện", "Chương trình, kế hoạch tiếp tục"},
		{"Chương trình, kế hoạch tiếp tục theo dõi", "Chương trình, kế hoạch tiếp (2)"},
		{"Quyết định khen thưởng, công nhận", "Quyết định khen thưởng"},
		{"Họp Hội đồng Thi đua - Khen thưởng", "Họp Hội đồng Thi đua"},
		{strings.Repeat("💐", 20), strings.Repeat("💐", 15)},
	} {
		if got := names.take(tt.label); got != tt.want || units16(got) > nameLimit {
			t.Errorf("%q: got %q, want %q", tt.label, got, tt.want)
		}
	}
}

func TestHeaderText(t *testing.T) {
	for _, label := range []string{"Hoạt động", strings.Repeat("&", 300), strings.Repeat("ă&", 100), ""} {
		if header := running(label); units16(header) > 255 || strings.Count(strings.TrimPrefix(header, `&C&"Times New Roman,Bold"&13`), "&")%2 != 0 {
			t.Errorf("%q makes the header %q", label, header)
		}
	}
}
