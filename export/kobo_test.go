package export

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestKobo keeps Kobo's convention: names, an index in each sheet, and the row that an entry belongs to.
func TestKobo(t *testing.T) {
	var b bytes.Buffer
	if err := Kobo(&b, testConsolidation(t)); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheets := f.GetSheetList()
	if want := []string{"van_ban", "hoat_dong", "tham_luan", "gian_hang", "de_nghi", "danh_gia_chung"}; !slices.Equal(sheets[1:], want) {
		t.Fatalf("sheets = %q, want the campaign's and %q", sheets, want)
	}
	main := rowsOf(t, f, sheets[0])
	if len(main) != 5 || main[0][0] != "huong_ung/tong_so_nguoi" || main[0][len(main[0])-1] != "_index" {
		t.Fatalf("main sheet = %q", main)
	}
	unit := func(index string) string {
		i := slices.IndexFunc(main[1:], func(row []string) bool { return row[len(row)-1] == index })
		return main[i+1][slices.Index(main[0], "_id")]
	}
	activities := rowsOf(t, f, "hoat_dong")
	at := func(row []string, head string) string { return row[slices.Index(activities[0], head)] }
	for i, want := range []struct{ unit, name, kind, day string }{
		{"VP", "=HYPERLINK(\"http://x\",\"Techfest\")", "trung_bay", "2023-05-11"},
		{"QLKH", "Hội thảo Phụ nữ với sở hữu trí tuệ", "hoi_thao", "2023-04-26"},
	} {
		row := activities[i+1]
		if unit(at(row, "_parent_index")) != want.unit || at(row, "_parent_table_name") != sheets[0] || at(row, "_submission__id") != want.unit ||
			at(row, "hoat_dong/ten_hoat_dong") != want.name || at(row, "hoat_dong/loai_hoat_dong") != want.kind ||
			at(row, "hoat_dong/thoi_gian/ngay") != want.day {
			t.Errorf("activity %d = %q", i+1, row)
		}
	}
	if got := at(activities[2], "hoat_dong/anh"); got != "minh-chung/QLKH/hoat_dong-2-anh.jpg\nminh-chung/QLKH/hoat_dong-2-anh-2.jpg" {
		t.Errorf("files = %q", got)
	}
	talks := rowsOf(t, f, "tham_luan")
	if head := slices.Index(talks[0], "_parent_index"); len(talks) != 4 || talks[3][head] != "2" || talks[3][head-1] != "hoat_dong" ||
		talks[3][head-2] != "3" || talks[0][0] != "hoat_dong/tham_luan/ten_tham_luan" {
		t.Errorf("talks = %q", talks)
	}
	formula, err := f.GetCellFormula("hoat_dong", "A2")
	if formula != "" || err != nil {
		t.Errorf("an answer became the formula %q, %v", formula, err)
	}
}

func TestKoboFails(t *testing.T) {
	if err := Kobo(&full{1000}, testConsolidation(t)); !errors.Is(err, errFull) {
		t.Errorf("err = %v, want the writer's", err)
	}
}
