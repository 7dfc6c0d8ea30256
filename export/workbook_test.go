package export

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"thidua"
)

// written writes a workbook and opens it again.
func written(t testing.TB, s held) (*excelize.File, []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := Workbook(&b, s.consolidated()); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f, b.Bytes()
}

func rowsOf(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func value(t *testing.T, f *excelize.File, sheet, cell string) string {
	t.Helper()
	got, err := f.GetCellValue(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestWorkbookSheets(t *testing.T) {
	f, _ := written(t, source())
	want := []string{"Tổng hợp", "Kết quả theo đơn vị", "Văn bản liên quan", "Hưởng ứng đợt thi đua", "Hoạt động", "Tham luận",
		"Doanh nghiệp trưng bày", "Đề nghị khen thưởng", "Đánh giá chung", "ĐN tập thể", "ĐN cá nhân",
		"Tiến độ", "Kiểm tra", "Minh chứng", "Nhật ký"}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Errorf("sheets = %q, want %q", got, want)
	}
}

func TestPartSheetEntries(t *testing.T) {
	f, _ := written(t, source())
	rows := rowsOf(t, f, "Hoạt động")
	want := []string{"STT", "Đơn vị", "Tên hoạt động", "Loại hoạt động", "Thuộc phong trào", "Ngày tổ chức", "Giờ khai mạc",
		"Địa điểm", "Số đại biểu", "Kinh phí (triệu đồng)", "Số tham luận đăng ký", "Tham luận", "Doanh nghiệp trưng bày",
		"Nội dung, kết quả", "Ảnh hoạt động", "cau_hoi_cu (câu hỏi cũ)", "Người nộp", "Thời gian nộp", "Lần nộp", "Phiên bản mẫu", "Ghi chú"}
	if !slices.Equal(rows[0], want) {
		t.Fatalf("headings = %q, want %q", rows[0], want)
	}
	for i, want := range []string{"Văn phòng Sở", "Phòng Quản lý khoa học", "Phòng Quản lý khoa học"} {
		if rows[i+1][1] != want {
			t.Errorf("row %d is of %q, want %q", i+2, rows[i+1][1], want)
		}
	}
	if rows[4][0] != "Tổng cộng" || rows[4][1] != "" {
		t.Errorf("after the entries comes %q, want the totals, of no unit", rows[4][:2])
	}
}

func TestNestedSheet(t *testing.T) {
	f, _ := written(t, source())
	want := "1. Thanh niên với đổi mới sáng tạo kinh tế - xã hội – Phạm Thị Lan – 8\n" +
		"2. Thanh niên với đổi mới sáng tạo kinh tế, xã hội – Vũ Thị Đào – 5\n" +
		"3. Sở hữu trí tuệ và thương hiệu – Ngô Văn Bình"
	if got := value(t, f, "Hoạt động", "L3"); got != want {
		t.Errorf("talks in the activity's row: %q", got)
	}
	rows := rowsOf(t, f, "Tham luận")
	if want := []string{"STT", "Đơn vị", "Thuộc dòng", "Hoạt động", "Tên tham luận", "Người trình bày", "Số trang",
		"Người nộp", "Thời gian nộp", "Lần nộp", "Phiên bản mẫu", "Ghi chú"}; !slices.Equal(rows[0], want) {
		t.Errorf("headings = %q, want %q", rows[0], want)
	}
	if len(rows) != 5 || !slices.Equal(rows[2][:6], []string{"2", "Phòng Quản lý khoa học", "2", "Hội thảo Phụ nữ với sở hữu trí tuệ",
		"Thanh niên với đổi mới sáng tạo kinh tế, xã hội", "Vũ Thị Đào"}) {
		t.Errorf("talks of two people with like titles must both stay: %q", rows)
	}
	if key := value(t, f, "Hoạt động", "A3"); key != rows[2][2] {
		t.Errorf("the talk points at row %s, its activity is %s", rows[2][2], key)
	}
}

func TestTotalsAreFormulas(t *testing.T) {
	f, _ := written(t, source())
	for _, tt := range []struct{ sheet, cell, formula, raw string }{
		{"Hưởng ứng đợt thi đua", "C5", "SUM($C$2:$C$4)", "75"},
		{"Hưởng ứng đợt thi đua", "E5", "IF(SUM($C$2:$C$4)=0,0,100*SUM($D$2:$D$4)/SUM($C$2:$C$4))", "98.66666666666667"},
		{"Hoạt động", "I5", "SUM($I$2:$I$4)", "1395"},
		{"ĐN cá nhân", "C17", "COUNT(A10:A16)", "3"},
	} {
		if got, _ := f.GetCellFormula(tt.sheet, tt.cell); got != tt.formula {
			t.Errorf("%s!%s: formula %q, want %q", tt.sheet, tt.cell, got, tt.formula)
		}
		if got, _ := f.GetCellValue(tt.sheet, tt.cell, excelize.Options{RawCellValue: true}); !near(got, tt.raw) {
			t.Errorf("%s!%s: value %q, want %q", tt.sheet, tt.cell, got, tt.raw)
		}
	}
	if got := value(t, f, "Hưởng ứng đợt thi đua", "E5"); got != "98.7" {
		t.Errorf("74/75 is shown as %q", got)
	}
	if got := value(t, f, "Hoạt động", "I5"); got != "khoảng 1,395" {
		t.Errorf("a sum with an estimate in it is shown as %q", got)
	}
}

// TestFormulasAgree computes every formula anew and compares it with the value beside it.
func TestFormulasAgree(t *testing.T) {
	f, _ := written(t, source())
	n := 0
	eachFormula(t, f, func(sheet, cell, cached string) {
		n++
		got, err := f.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
		if err != nil || !near(got, cached) {
			t.Errorf("%s!%s computes %q (%v), the file says %q", sheet, cell, got, err, cached)
		}
	})
	if n < 30 {
		t.Errorf("only %d formulas", n)
	}
}

func eachFormula(t *testing.T, f *excelize.File, visit func(sheet, cell, cached string)) {
	t.Helper()
	for _, sheet := range f.GetSheetList() {
		for i, row := range rowsOf(t, f, sheet) {
			for j := range row {
				cell := cellName(j+1, i+1)
				if formula, _ := f.GetCellFormula(sheet, cell); formula != "" {
					cached, _ := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
					visit(sheet, cell, cached)
				}
			}
		}
	}
}

func TestProgressSheet(t *testing.T) {
	f, _ := written(t, source())
	rows := rowsOf(t, f, "Tiến độ")
	if len(rows) != 1+4*3+2 {
		t.Errorf("%d rows, want every unit with every part", len(rows))
	}
	for i, state := range []string{"Chưa nộp", "Đang làm", "Chưa nộp"} {
		row := rows[i+1]
		if row[1] != "Trung tâm Thông tin - Thống kê" || row[3] != state || row[6] != "Quá hạn" || row[10] != "Phan Đức Anh" {
			t.Errorf("row %d = %q, want the silent unit first, %s", i+2, row, state)
		}
	}
	nothing := slices.ContainsFunc(rows, func(row []string) bool {
		return row[1] == "Chi cục Tiêu chuẩn Đo lường Chất lượng" && row[2] == "Đề nghị khen thưởng" && row[3] == "Không có nội dung"
	})
	if !nothing {
		t.Error("a part declared empty is a state, not silence")
	}
}

func TestNominationSheets(t *testing.T) {
	f, _ := written(t, source())
	var names []string
	for _, row := range rowsOf(t, f, "ĐN cá nhân")[9:] {
		if len(row) > 9 {
			names = append(names, row[0]+" "+row[2])
		}
	}
	if want := []string{"1 Đỗ Văn Ấn", "1 Lê Thị Dung", "2 Trần Văn Đương"}; !slices.Equal(names, want) {
		t.Errorf("people = %q, want %q: by who decides, form, then given name, numbered in each", names, want)
	}
	collectives := rowsOf(t, f, "ĐN tập thể")
	if got := collectives[7]; got[1] != "Tên tập thể" || len(got) != 13 {
		t.Errorf("standard columns = %q", got)
	}
	if got := collectives[9][0]; got != "Thẩm quyền: Chủ tịch UBND tỉnh" {
		t.Errorf("above the forms of award stands %q, want who decides them", got)
	}
	if got := collectives[11]; got[1] != "Phòng Quản lý khoa học" || got[4] != "Có" || got[10] != "bao-cao.pdf" {
		t.Errorf("collective = %q", got)
	}
}

// TestSummaryAwards counts every kind of recipient in a column of its own: collectives, households, individuals.
func TestSummaryAwards(t *testing.T) {
	s := source()
	s.Campaign.Parts[3].Question.Children = append(s.Campaign.Parts[3].Question.Children,
		question(thidua.TypeText, "loai_tap_the", "Phân loại tập thể"))
	s.file("TTTK", "Phan Đức Anh", "de_nghi",
		nominee1("Hộ ông Lê Văn Ấm", "ho_gia_dinh", "giay_khen"), nominee1("Hộ bà Phạm Thị Án", household, "giay_khen"),
		nominee1("Công ty Hạ Lam", collective, "giay_khen", "loai_tap_the", "doanh_nghiep"))
	f, _ := written(t, s)
	var rows []string
	for _, row := range rowsOf(t, f, "Tổng hợp") {
		rows = append(rows, strings.Join(row, "|"))
	}
	for _, want := range []string{
		"STT|Hình thức đề nghị|Tổng số|Tập thể|Trong đó tập thể nhỏ|Trong đó doanh nghiệp|Hộ gia đình|Cá nhân|" +
			"Trong đó lãnh đạo quản lý|Trong đó lao động trực tiếp|Tỷ lệ trực tiếp (%)",
		"2|Giấy khen của Giám đốc Sở|5|1|0|1|2|2|1|1|50.0", "Tổng cộng||7|2|1|1|2|3|1|2|66.7", "Tỷ lệ tập thể nhỏ (%)||||50.0",
	} {
		if !slices.Contains(rows, want) {
			t.Errorf("the summary lacks %q:\n%s", want, strings.Join(rows, "\n"))
		}
	}
	if rows := rowsOf(t, f, "ĐN hộ"); len(rows) < 12 || rows[11][1] != "Hộ bà Phạm Thị Án" || rows[12][1] != "Hộ ông Lê Văn Ấm" {
		t.Errorf("households = %q", rows)
	}
}

func TestNominationRegister(t *testing.T) {
	s := source()
	s.Campaign.Parts[3].Question.Label = vi("Giới thiệu khen")
	f, _ := written(t, s)
	if sheets := f.GetSheetList(); !slices.Contains(sheets, "Giới thiệu khen") || !slices.Contains(sheets, "Đề nghị khen thưởng") {
		t.Fatalf("sheets = %q", sheets)
	}
	rows := rowsOf(t, f, "Đề nghị khen thưởng")
	found := slices.ContainsFunc(rows, func(row []string) bool { return len(row) > 2 && row[1] == "Đỗ Văn Ấn" && row[2] == "Cá nhân" })
	if !found {
		t.Errorf("the register lacks a nominee: %q", rows)
	}
}

func TestCheckAndLogSheets(t *testing.T) {
	f, _ := written(t, source())
	rows := rowsOf(t, f, "Kiểm tra")
	if want := len(testConsolidation(t).Checks) + 1; len(rows) != want {
		t.Errorf("%d rows of checks, want %d", len(rows), want)
	}
	log := rowsOf(t, f, "Nhật ký")
	if len(log) != 5 || log[1][2] != "Quản trị hệ thống" || log[3][5] != "Nộp" || log[3][4] != "Hoạt động" || log[2][6] != "=1+1" {
		t.Errorf("log = %q", log)
	}
	if got := value(t, f, "Nhật ký", "B2"); got != "08:05 10/05/2023" {
		t.Errorf("time in the log = %q", got)
	}
}

func TestSummarySheet(t *testing.T) {
	f, data := written(t, source())
	rows := rowsOf(t, f, "Tổng hợp")
	var flat []string
	for _, row := range rows {
		flat = append(flat, strings.Join(row, "|"))
	}
	text := strings.Join(flat, "\n")
	for _, want := range []string{"SỞ KHOA HỌC VÀ CÔNG NGHỆ", "09:05 ngày 26/5/2023", "2|Hưởng ứng đợt thi đua|4|3|0|1|2|3",
		"3|Tỷ lệ hưởng ứng (%)|98.7|3|74/75, tính trên tổng số", "2|Số đại biểu|khoảng 1,395|3|có số liệu ước tính",
		"3/4 đơn vị đã gửi nội dung; 14 mục;", "phiên bản mẫu v1", "Tỷ lệ tập thể nhỏ (%)||||100.0",
		"1|Hội thảo|2", "1|Bằng khen của Chủ tịch UBND tỉnh|2|1|1|0|0|1|0|1|100.0", "4|Trung tâm Thông tin - Thống kê|3|0|0|3|3|0"} {
		if !strings.Contains(text, want) {
			t.Errorf("the summary lacks %q:\n%s", want, text)
		}
	}
	if n := strings.Count(strings.Join(entriesOfZip(t, data), " "), "xl/charts/chart"); n != 3 {
		t.Errorf("%d charts, want 3", n)
	}
}

// TestLinks leads from a figure to its rows, and from an answer to its file or to the files' list.
func TestLinks(t *testing.T) {
	f, _ := written(t, source())
	rows := rowsOf(t, f, "Tổng hợp")
	i := slices.IndexFunc(rows, func(row []string) bool { return len(row) > 1 && row[1] == "Số đại biểu" })
	for _, tt := range []struct{ sheet, cell, want string }{
		{"Tổng hợp", fmt.Sprintf("C%d", i+1), "'Hoạt động'!I2"},
		{"Hoạt động", "O3", "'Minh chứng'!A2"}, // two photos
		{"Đề nghị khen thưởng", "K2", "minh-chung/VP/de_nghi-1-bao_cao_thanh_tich.pdf"},
		{"Minh chứng", "I2", "minh-chung/QLKH/hoat_dong-2-anh.jpg"},
		{"Minh chứng", "I4", "minh-chung/VP/de_nghi-1-bao_cao_thanh_tich.pdf"},
	} {
		if found, target, err := f.GetCellHyperLink(tt.sheet, tt.cell); !found || target != tt.want || err != nil {
			t.Errorf("%s!%s leads to %q (%v, %v), want %q", tt.sheet, tt.cell, target, found, err, tt.want)
		}
	}
	if got := rowsOf(t, f, "Minh chứng"); len(got) != 7 || got[2][5] != "=anh2.jpg" || got[1][6] != "Toàn cảnh" {
		t.Errorf("evidence = %q", got)
	}
}

func TestSafeName(t *testing.T) {
	for name, want := range map[string]string{
		"QLKH": "QLKH", "Đơn vị/Ấp 1": "Don-vi-Ap-1", "../../etc": "etc", "…": "0", "a\x00b": "ab", "": "0",
	} {
		if got := safeName(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func entriesOfZip(t *testing.T, data []byte) []string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range archive.File {
		names = append(names, entry.Name)
	}
	return names
}

func contentOf(t *testing.T, data []byte, name string) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	file, err := archive.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	content, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestWorkbookIsStable(t *testing.T) {
	_, first := written(t, source())
	if names := entriesOfZip(t, first); names[0] != "[Content_Types].xml" {
		t.Errorf("the package begins with %s", names[0])
	}
	for range 4 {
		s := source()
		slices.Reverse(s.Submissions)
		if _, again := written(t, s); !bytes.Equal(first, again) {
			t.Fatal("the same consolidation gave other bytes")
		}
	}
}

func TestAwkwardLabels(t *testing.T) {
	s := one("hoat_dong", "VP", complete())
	children := s.Campaign.Parts[2].Question.Children
	children[0].Label = vi("Đơn vị")
	children[1].Label = vi("Dòng một\nDòng hai")
	children[4].Label = vi("đơn vị")
	s.Campaign.Parts[2].Question.Label = vi("Tổng hợp: [kết quả] / hoạt động của tất cả các đơn vị")
	f, data := written(t, s)
	const sheet = "Tổng hợp kết quả hoạt động của"
	rows := rowsOf(t, f, sheet)
	if got := rows[0][:4]; !slices.Equal(got, []string{"STT", "Đơn vị (3)", "Đơn vị", "Dòng một\nDòng hai"}) {
		t.Errorf("headings = %q: the questions' own come first", got)
	}
	if content := contentOf(t, data, "xl/worksheets/sheet5.xml"); !strings.Contains(content, "<autoFilter ") || strings.Contains(content, "<tableParts") {
		t.Error("headings that no table can have need a plain filter")
	}
}

func TestEmptyCampaign(t *testing.T) {
	s := held{Source: Source{Campaign: campaign(), At: local(1, 8)}}
	f, _ := written(t, s)
	if got := rowsOf(t, f, "Hoạt động"); len(got) != 1 {
		t.Errorf("a part without entries holds %q", got)
	}
	if got := rowsOf(t, f, "Tiến độ"); len(got) != 15 || got[1][6] != "Chưa đến hạn" {
		t.Errorf("nobody is missing: %q", got)
	}
	bare := held{Source: Source{Campaign: &thidua.Campaign{ID: "x", Title: "X"}, At: local(1, 8)}}
	if f, _ := written(t, bare); !slices.Equal(f.GetSheetList(), []string{"Tổng hợp", "Tiến độ", "Kiểm tra", "Nhật ký"}) {
		t.Errorf("sheets of a campaign without parts: %q", f.GetSheetList())
	}
}

type full struct{ left int }

var errFull = errors.New("no space left")

func (w *full) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestWorkbookTellsFailure(t *testing.T) {
	if err := Workbook(&full{1000}, testConsolidation(t)); !errors.Is(err, errFull) {
		t.Errorf("err = %v, want the writer's", err)
	}
}

// TestManyUnits guards against work that grows with the square of the units.
func TestManyUnits(t *testing.T) {
	s := held{Source: Source{Campaign: campaign(), At: local(26, 9), Index: map[string]thidua.Index{}}}
	s.Campaign.Units = nil
	for i := range 4000 {
		code := fmt.Sprintf("U%d", i)
		s.Campaign.Units = append(s.Campaign.Units, thidua.Unit{Code: code, Name: "Đơn vị " + code})
		s.Campaign.People = append(s.Campaign.People, thidua.Member{Name: "Người " + code, Unit: code, Role: thidua.FocalPoint})
		s.file(code, "Người Nộp", "huong_ung", entry("tong_so_nguoi", "10", "so_nguoi_nam_vung", "9"))
	}
	f, _ := written(t, s)
	if rows := rowsOf(t, f, "Tiến độ"); len(rows) != 1+3*4000+2 || rows[1][10] != "Người U0" {
		t.Errorf("%d rows of progress, the first %q", len(rows), rows[1])
	}
}
