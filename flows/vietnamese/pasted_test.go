package vietnamese

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// talks are the fields of a repeat of talks at a workshop.
func talks() []Field {
	return []Field{
		{Name: "ten_tham_luan", Label: "Tên tham luận"},
		{Name: "dien_gia", Label: "Diễn giả"},
		{Name: "hoc_vi", Label: "Học hàm, học vị (nếu có)"},
		{Name: "vai_tro", Label: "Chức vụ, vai trò"},
	}
}

// events have a field of each kind.
func events() []Field {
	return []Field{
		{Name: "ten", Label: "Tên hoạt động"},
		{Name: "ngay", Label: "Ngày tổ chức", Kind: DateField},
		{Name: "so_nguoi", Label: "Số người tham dự", Kind: IntegerField},
		{Name: "hinh_thuc", Label: "Hình thức", Kind: ChoiceField, Choices: []string{"Trực tiếp", "Trực tuyến"}},
	}
}

func one() []Field { return []Field{{Name: "sang_kien", Label: "Tên sáng kiến"}} }

// show writes entries on one line each: values between bars, then what is left.
func show(l List) string {
	var b strings.Builder
	for _, e := range l.Entries {
		b.WriteString(strings.Join(e.Values, " | "))
		if len(e.Left) > 0 {
			fmt.Fprintf(&b, " << %s", strings.Join(e.Left, " / "))
		}
		b.WriteByte('\n')
	}
	if len(l.Aside) > 0 {
		fmt.Fprintf(&b, "^ %s\n", strings.Join(l.Aside, " / "))
	}
	return b.String()
}

func TestPasted(t *testing.T) {
	tests := []struct {
		name   string
		fields []Field
		text   string
		kind   ListKind
		want   string
	}{
		{"Excel with a header", talks(), "STT\tTên tham luận\tDiễn giả\tHọc vị\tChức vụ\n1\tVai trò của phụ nữ\tNguyễn Thị Sao\tTS\tPhó Viện trưởng\n2\tSở hữu trí tuệ\tTrần Văn Sông\t\tGiảng viên\n",
			PastedTable, "Vai trò của phụ nữ | Nguyễn Thị Sao | TS | Phó Viện trưởng\nSở hữu trí tuệ | Trần Văn Sông |  | Giảng viên\n"},
		{"Excel, columns in another order, one unknown", talks(), "TT\tHọ và tên\tChức danh\tNội dung tham luận\tGhi chú\n1\tLê Thị Núi\tGiám đốc\tChuyển đổi số\tmới\n",
			PastedTable, "Chuyển đổi số | Lê Thị Núi |  | Giám đốc << Ghi chú: mới\n"},
		{"Excel without a header", talks(), "1\tVai trò của phụ nữ\tNguyễn Thị Sao\tTS\tPhó Viện trưởng\n2\tSở hữu trí tuệ\tTrần Văn Sông\tThS\tGiảng viên",
			PastedTable, "Vai trò của phụ nữ | Nguyễn Thị Sao | TS | Phó Viện trưởng\nSở hữu trí tuệ | Trần Văn Sông | ThS | Giảng viên\n"},
		{"Excel, degree before the name", talks(), "Vai trò của phụ nữ\tTS. Nguyễn Thị Sao\tPhó Viện trưởng\nSở hữu trí tuệ\tTrần Văn Sông\tGiảng viên",
			PastedTable, "Vai trò của phụ nữ | Nguyễn Thị Sao | TS | Phó Viện trưởng\nSở hữu trí tuệ | Trần Văn Sông |  | Giảng viên\n"},
		{"Excel, cell with a line break and quotes", talks(), "Tên tham luận\tDiễn giả\n\"Phụ nữ và\n\"\"kinh tế số\"\"\"\tĐỗ Thị Biển\n\"Tự do\" của sáng tạo\tVũ Văn Hồ",
			PastedTable, "Phụ nữ và \"kinh tế số\" | Đỗ Thị Biển |  | \n\"Tự do\" của sáng tạo | Vũ Văn Hồ |  | \n"},
		{"Word, a cell torn over lines", talks(), "STT\tTên tham luận\tDiễn giả\tChức vụ\n1\tPhụ nữ\nvới khoa học\tĐỗ Thị Biển\tGiảng viên\n2\tBài hai\tVũ Văn Hồ\tTrưởng phòng",
			PastedTable, "Phụ nữ với khoa học | Đỗ Thị Biển |  | Giảng viên\nBài hai | Vũ Văn Hồ |  | Trưởng phòng\n"},
		{"table between an introduction and a total", events(), "Kết quả như sau:\nHoạt động\tNgày\tSố người\nHội thảo\t12/5/2026\t150\nTọa đàm\t13/5/2026\t40\nTổng cộng\t\t190",
			PastedTable, "Hội thảo | 12/5/2026 | 150 | \nTọa đàm | 13/5/2026 | 40 | \n^ Kết quả như sau: / Tổng cộng | 190\n"},
		{"first cells empty", events(), "\tNgày\tSố người\nHội thảo\t12/5/2026\t150\n", PastedTable, " | 12/5/2026 | 150 |  << Hội thảo\n"},
		{"columns told by their kinds", events(), "150\tHội thảo\t12/5/2026\tTrực tiếp\n40\tTọa đàm\t13/5/2026\tTrực tuyến",
			PastedTable, "Hội thảo | 12/5/2026 | 150 | Trực tiếp\nTọa đàm | 13/5/2026 | 40 | Trực tuyến\n"},
		{"too many text columns", events(), "Hội thảo\tPhòng A\t12/5/2026\nTọa đàm\tPhòng B\t13/5/2026", PastedTable, " | 12/5/2026 |  |  << Hội thảo / Phòng A\n | 13/5/2026 |  |  << Tọa đàm / Phòng B\n"},
		{"bars", events(), "| Tên hoạt động | Ngày | Số người |\n|---|---|---|\n| Hội thảo | 12/5 | 150 |\n| Tọa đàm | 13/5 | 40 |", PastedTable, "Hội thảo | 12/5 | 150 | \nTọa đàm | 13/5 | 40 | \n"},
		{"semicolons", events(), "Hội thảo; 12/5/2026; 150; Trực tiếp\nTọa đàm; 13/5/2026; 40; trực tuyến;", PastedTable, "Hội thảo | 12/5/2026 | 150 | Trực tiếp\nTọa đàm | 13/5/2026 | 40 | trực tuyến\n"},
		{"wide blanks", events(), "Hội thảo    12/5/2026   150\nTọa đàm     13/5/2026   40", PastedTable, "Hội thảo | 12/5/2026 | 150 | \nTọa đàm | 13/5/2026 | 40 | \n"},

		{"dashes", talks(), "1. Vai trò của phụ nữ - Nguyễn Thị Sao - TS - Phó Viện trưởng\n2. Sở hữu trí tuệ - Trần Văn Sông - ThS - Giảng viên",
			PastedItems, "Vai trò của phụ nữ | Nguyễn Thị Sao | TS | Phó Viện trưởng\nSở hữu trí tuệ | Trần Văn Sông | ThS | Giảng viên\n"},
		{"degree before the name, a title with a dash", talks(), "1) Phụ nữ với sáng tạo - Động lực mới – TS. Nguyễn Thị Sao – Phó Viện trưởng\n2) Sở hữu trí tuệ – Bà Trần Thị Sông – Giảng viên",
			PastedItems, "Phụ nữ với sáng tạo - Động lực mới | Nguyễn Thị Sao | TS | Phó Viện trưởng\nSở hữu trí tuệ | Bà Trần Thị Sông |  | Giảng viên\n"},
		{"commas with a speaker word", talks(), "a) Vai trò của phụ nữ, thanh niên, diễn giả PGS.TS Lê Văn Núi, Hiệu trưởng\nb) Sở hữu trí tuệ, diễn giả Trần Văn Sông, Giảng viên\nđ) Khởi nghiệp, diễn giả ThS Vũ Thị Hồ",
			PastedItems, "Vai trò của phụ nữ, thanh niên | Lê Văn Núi | PGS.TS | Hiệu trưởng\nSở hữu trí tuệ | Trần Văn Sông |  | Giảng viên\nKhởi nghiệp | Vũ Thị Hồ | ThS | \n"},
		{"commas with a degree", talks(), "(1) Vai trò của phụ nữ, TS. Nguyễn Thị Sao, Phó Viện trưởng;\n(2) Sở hữu trí tuệ, ThS. Trần Văn Sông, Giảng viên;",
			PastedItems, "Vai trò của phụ nữ | Nguyễn Thị Sao | TS | Phó Viện trưởng\nSở hữu trí tuệ | Trần Văn Sông | ThS | Giảng viên\n"},
		{"brackets", talks(), "- Vai trò của phụ nữ (TS. Nguyễn Thị Sao, Phó Viện trưởng)\n- Sở hữu trí tuệ (Trần Văn Sông, Giảng viên)",
			PastedItems, "Vai trò của phụ nữ | Nguyễn Thị Sao | TS | Phó Viện trưởng\nSở hữu trí tuệ | Trần Văn Sông |  | Giảng viên\n"},
		{"labels below the item", talks(), "1. Vai trò của phụ nữ\n- Diễn giả: TS. Nguyễn Thị Sao\n- Chức vụ: Phó Viện trưởng\n\n2. Sở hữu\ntrí tuệ\nDiễn giả: Trần Văn Sông; chức vụ: Giảng viên",
			PastedItems, "Vai trò của phụ nữ | Nguyễn Thị Sao | TS | Phó Viện trưởng\nSở hữu trí tuệ | Trần Văn Sông |  | Giảng viên\n"},
		{"labels after commas", talks(), "Thứ nhất, Vai trò của phụ nữ, diễn giả: Nguyễn Thị Sao, học vị: TS, chức vụ: Phó Viện trưởng\nThứ hai, Sở hữu trí tuệ, chức vụ: Giảng viên, diễn giả: Trần Văn Sông",
			PastedItems, "Vai trò của phụ nữ | Nguyễn Thị Sao | TS | Phó Viện trưởng\nSở hữu trí tuệ | Trần Văn Sông |  | Giảng viên\n"},
		{"labels without numbers", talks(), "Tên tham luận: Vai trò của phụ nữ\nDiễn giả: TS. Nguyễn Thị Sao\nChức vụ: Phó Viện trưởng\n\nTên tham luận: Sở hữu\ntrí tuệ\nDiễn giả: Trần Văn Sông",
			PastedLabels, "Vai trò của phụ nữ | Nguyễn Thị Sao | TS | Phó Viện trưởng\nSở hữu trí tuệ | Trần Văn Sông |  | \n"},
		{"numbered word", talks(), "Tham luận 1: Vai trò của phụ nữ\nTham luận 2: Sở hữu trí tuệ", PastedItems, "Vai trò của phụ nữ |  |  | \nSở hữu trí tuệ |  |  | \n"},
		{"keycaps", one(), "1️⃣ Tưới tự động\n2️⃣ Máy sấy - mẫu 2", PastedItems, "Tưới tự động\nMáy sấy - mẫu 2\n"},
		{"heading, introduction, total, closing phrase", one(), "Danh sách:\nI. SÁNG KIẾN\n1. Tưới tự động\n2. Máy sấy\nTổng cộng: 02 sáng kiến\n\nTrân trọng cảm ơn!", PastedItems, "Tưới tự động\nMáy sấy\n^ Danh sách: / I. SÁNG KIẾN / Tổng cộng: 02 sáng kiến / Trân trọng cảm ơn!\n"},
		{"sections", one(), "I. Nông nghiệp\n1. Tưới tự động\n2. Máy sấy\nII. Y tế\n3. Sổ khám", PastedItems, "Tưới tự động\nMáy sấy\nSổ khám\n^ I. Nông nghiệp / II. Y tế\n"},
		{"continued lines", one(), "1/ Tưới\ntự động\n2/ Máy sấy", PastedItems, "Tưới tự động\nMáy sấy\n"},
		{"eighth and ninth letter", one(), "g) Một\nh) Hai\ni) Ba\nk) Bốn", PastedItems, "Một\nHai\nBa\nBốn\n"},
		{"Roman", one(), "I. Một\nII. Hai\nIII. Ba", PastedItems, "Một\nHai\nBa\n"},
		{"bullets of many kinds", one(), "• Một\n+ Hai\n* Ba\n👉 Bốn", PastedItems, "Một\nHai\nBa\nBốn\n"},
		{"dates are no numbers", one(), "18.5.2026 họp\n19.5.2026 họp lại", PastedLines, "18.5.2026 họp\n19.5.2026 họp lại\n"},
		{"negative figures are no bullets", []Field{{Label: "Nhiệt độ", Kind: IntegerField}}, "-5\n-7", PastedLines, "-5\n-7\n"},
		{"plain lines", one(), "Tưới tự động\n\nMáy sấy", PastedLines, "Tưới tự động\nMáy sấy\n"},
		{"plain lines with fields", events(), "Hội thảo - 12/5/2026 - 150 người - Trực tiếp\nTọa đàm - 13/5 - 40\nGặp mặt", PastedLines,
			"Hội thảo | 12/5/2026 | 150 người | Trực tiếp\nTọa đàm | 13/5 | 40 | \nGặp mặt |  |  | \n"},
		{"bars without outer ones", talks(), "STT | Tên tham luận | Diễn giả | Chức vụ\n1 | Chuyển đổi số | TS. Lê Văn Sao | Giám đốc\n2 | Khởi nghiệp | Lê Thị Mây | ",
			PastedTable, "Chuyển đổi số | Lê Văn Sao | TS | Giám đốc\nKhởi nghiệp | Lê Thị Mây |  | \n"},
		{"speaker behind a colon or of", talks(), "• “Chuyển đổi số”: TS Lê Văn Sao – Giám đốc\n• Khởi nghiệp của ThS. Lê Thị Mây, Giảng viên\n• Vườn rừng do ông Lê Văn Gió trình bày",
			PastedItems, "“Chuyển đổi số” | Lê Văn Sao | TS | Giám đốc\nKhởi nghiệp | Lê Thị Mây | ThS | Giảng viên\nVườn rừng | ông Lê Văn Gió |  | \n"},
		{"colons in titles", talks(), "1. Chuyển đổi số: cơ hội và thách thức - Lê Văn Sao - Thạc sĩ - Giám đốc\n2. Vai trò của phụ nữ: nhìn lại - Lê Thị Mây - Cử nhân - Chủ tịch",
			PastedItems, "Chuyển đổi số: cơ hội và thách thức | Lê Văn Sao | Thạc sĩ | Giám đốc\nVai trò của phụ nữ: nhìn lại | Lê Thị Mây | Cử nhân | Chủ tịch\n"},
		{"without accents, in another order", talks(), "1. le van sao - ts - giam doc - chuyen doi so\n2. le thi may - ths - giang vien - khoi nghiep",
			PastedItems, " |  | ts |  << le van sao / giam doc / chuyen doi so\n |  | ths |  << le thi may / giang vien / khoi nghiep\n"},
		{"speaker first, title last", talks(), "1. Lê Văn Sao - Giám đốc - Chuyển đổi số\n2. Lê Thị Mây - Giảng viên - Khởi nghiệp", PastedItems, " | Lê Văn Sao |  |  << Giám đốc / Chuyển đổi số\n | Lê Thị Mây |  |  << Giảng viên / Khởi nghiệp\n"},
		{"the same label twice", talks(), "1. Chuyển đổi số; diễn giả: Lê Văn Sao; diễn giả: Lê Thị Mây\n2. Khởi nghiệp", PastedItems, "Chuyển đổi số | Lê Văn Sao |  |  << Diễn giả: Lê Thị Mây\nKhởi nghiệp |  |  | \n"},
		{"paragraphs", talks(), "Chuyển đổi số\nTS. Lê Văn Sao\nGiám đốc\n\nKhởi nghiệp\nLê Thị Mây\nGiảng viên", PastedParagraphs, "Chuyển đổi số | Lê Văn Sao | TS | Giám đốc\nKhởi nghiệp | Lê Thị Mây |  | Giảng viên\n"},
		{"date before a colon, figure behind a comma", events(), "1) Ngày 12/5: Hội thảo, 150 người\n2) Ngày 13/5: Tọa đàm lần 1, 2", PastedItems, "Hội thảo | Ngày 12/5 | 150 người | \nTọa đàm lần 1, 2 | Ngày 13/5 |  | \n"},
		{"no such day and no such choice", events(), "1. Hội thảo; 12/5; khoảng 1.500 đại biểu; trực tuyến\n2. Tọa đàm; 31/4; 40; lai", PastedItems, "Hội thảo | 12/5 | khoảng 1.500 đại biểu | trực tuyến\nTọa đàm | 31/4 | 40 |  << lai\n"},
		{"phones", []Field{{Label: "Tên doanh nghiệp"}, {Label: "Số điện thoại", Kind: PhoneField}}, "1. Công ty Một - 0912 345 678\n2. HTX Hai, xã C, 0987654321", PastedItems, "Công ty Một | 0912 345 678\nHTX Hai, xã C | 0987654321\n"},
		{"documents", []Field{{Label: "Tên văn bản"}, {Label: "Số, ký hiệu", Kind: DocumentField}, {Label: "Ngày ban hành", Kind: DateField}}, "- Kế hoạch phát động số 12/KH-UBND ngày 05/01/2026\n- 15/QĐ-UBND; 10/02/2026; Quyết định thành lập",
			PastedItems, "Kế hoạch phát động | 12/KH-UBND | 05/01/2026\nQuyết định thành lập | 15/QĐ-UBND | 10/02/2026\n"},
		{"figures behind colons", []Field{{Label: "Nội dung"}, {Label: "Số lượng", Kind: IntegerField}}, "Gian hàng: 4\nNhóm sản phẩm: 13\nTổng: 17", PastedLines, "Gian hàng | 4\nNhóm sản phẩm | 13\n^ Tổng: 17\n"},
		{"one field on one line", one(), "Tưới tự động; Máy sấy - mẫu 2; Sổ khám.", PastedLines, "Tưới tự động\nMáy sấy - mẫu 2\nSổ khám.\n"},
		{"letters below numbers", one(), "1. Một sáng kiến:\na) ý một\nb) ý hai\n2. Hai", PastedItems, "Một sáng kiến: a) ý một b) ý hai\nHai\n"},
		{"not sure", []Field{{Label: "Tên mô hình"}, {Label: "Cách làm"}, {Label: "Kết quả"}}, "- Một - hai\n- Ba - bốn - năm\n- Sáu - bảy - tám - chín", PastedItems,
			" |  |  << Một / hai\nBa | bốn | năm\n |  |  << Sáu / bảy / tám / chín\n"},
		{"a word in place of a figure", []Field{{Label: "Đơn vị"}, {Label: "Số lượng", Kind: IntegerField}}, "1. Phòng A - 12\n2. Phòng B - chưa rõ", PastedItems, "Phòng A | 12\nPhòng B |  << chưa rõ\n"},
		{"decomposed, invisible and right to left", one(), "\u202e1. Tu\u031bo\u031b\u0301i\u200b\n2. مرحبا\u2066", PastedItems, "Tưới\nمرحبا\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l, ok := Pasted(tt.text, tt.fields)
			if got := show(l); !ok || l.Kind != tt.kind || got != tt.want {
				t.Errorf("kind %d, %v\n%swant kind %d\n%s", l.Kind, ok, got, tt.kind, tt.want)
			}
		})
	}
}

func TestPastedIsNoList(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "blank": " \n\t\n ", "one line": "Tưới tự động - máy sấy", "one item": "1. Tưới tự động", "header alone": "STT\tTên tham luận\tDiễn giả",
		"separators alone": "\t\t\t\n;;;\n|||\n---", "too long": strings.Repeat("1. a\n", maxPasted/5+1),
	} {
		if l, ok := Pasted(text, talks()); ok {
			t.Errorf("%s: %+v", name, l)
		}
	}
	if _, ok := Pasted("1. a\n2. b", nil); ok {
		t.Error("without fields there is nothing to fill")
	}
}

func ExamplePasted() {
	fields := []Field{
		{Name: "ten", Label: "Tên tham luận"},
		{Name: "dien_gia", Label: "Diễn giả"},
		{Name: "hoc_vi", Label: "Học vị"},
		{Name: "chuc_vu", Label: "Chức vụ"},
	}
	list, ok := Pasted("Danh sách tham luận:\n1. Chuyển đổi số - TS. Lê Văn Sông - Giám đốc\n2. Khởi nghiệp - Trần Thị Mây", fields)
	fmt.Println(ok, len(list.Entries), list.Aside)
	for _, e := range list.Entries {
		fmt.Println(strings.Join(e.Values, " | "), e.Left)
	}
	// Output:
	// true 2 [Danh sách tham luận:]
	// Chuyển đổi số | Lê Văn Sông | TS | Giám đốc []
	// Khởi nghiệp | Trần Thị Mây |  |  []
}

// A column that no field is surely about stays beside the entry, under its own label.
func ExamplePasted_table() {
	fields := []Field{{Label: "Họ và tên"}, {Label: "Ngày sinh", Kind: DateField}}
	list, _ := Pasted("TT\tHọ tên\tNgày sinh\tQuê quán\n1\tLê Văn Sông\t05/3/1980\tXã A\nTổng cộng: 01 người", fields)
	fmt.Println(list.Columns, list.Entries[0].Values, list.Entries[0].Left, list.Aside)
	// Output: [1 2] [Lê Văn Sông 05/3/1980] [Quê quán: Xã A] [Tổng cộng: 01 người]
}

// thirteen are the talks of one workshop, in columns.
func thirteen() [][4]string {
	var rows [][4]string
	family, given := strings.Fields("Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý"), strings.Fields("Sao Sông Núi Hồ Biển Mây Gió Nắng Sen Trúc Tùng Đông Hạ")
	degrees := []string{"TS", "PGS.TS", "ThS", "GS.TS"}
	for i := range family {
		rows = append(rows, [4]string{fmt.Sprintf("Đổi mới sáng tạo trong lĩnh vực thứ %d", i+1), family[i] + " Thị " + given[i], degrees[i%4], "Trưởng khoa " + given[12-i]})
	}
	return rows
}

// The same thirteen talks, in whatever way they are typed, become the same entries.
func TestPastedStyles(t *testing.T) {
	styles := map[string]func(i int, r [4]string) string{
		"tabs": func(i int, r [4]string) string { return fmt.Sprintf("%d\t%s\t%s\t%s\t%s", i, r[0], r[1], r[2], r[3]) },
		"dots and dashes": func(i int, r [4]string) string {
			return fmt.Sprintf("%d. %s - %s - %s - %s", i, r[0], r[1], r[2], r[3])
		},
		"degree first": func(i int, r [4]string) string {
			return fmt.Sprintf("%d) %s – %s. %s – %s", i, r[0], r[2], r[1], r[3])
		},
		"semicolons": func(i int, r [4]string) string { return fmt.Sprintf("(%d) %s; %s; %s; %s;", i, r[0], r[1], r[2], r[3]) },
		"speaker word": func(i int, r [4]string) string {
			return fmt.Sprintf("%d. %s, diễn giả %s %s, %s.", i, r[0], r[2], r[1], r[3])
		},
		"brackets": func(i int, r [4]string) string { return fmt.Sprintf("+ %s (%s %s, %s)", r[0], r[2], r[1], r[3]) },
		"labels": func(i int, r [4]string) string {
			return fmt.Sprintf("%d/ %s\n  - Diễn giả: %s\n  - Học vị: %s\n  - Vai trò: %s", i, r[0], r[1], r[2], r[3])
		},
		"labels alone": func(i int, r [4]string) string {
			return fmt.Sprintf("Tên tham luận: %s\nHọc vị: %s\nDiễn giả: %s\nChức vụ: %s\n", r[0], r[2], r[1], r[3])
		},
		"plain lines": func(i int, r [4]string) string { return fmt.Sprintf("%s - %s - %s - %s", r[0], r[1], r[2], r[3]) },
		"speaker first": func(i int, r [4]string) string {
			return fmt.Sprintf("Diễn giả: %s; học vị: %s; vai trò: %s; tham luận: %s", r[1], r[2], r[3], r[0])
		},
		"without accents": func(i int, r [4]string) string {
			return fmt.Sprintf("%d. Ten tham luan: %s; dien gia: %s; hoc vi: %s; chuc vu: %s", i, r[0], r[1], r[2], r[3])
		},
	}
	for name, style := range styles {
		t.Run(name, func(t *testing.T) {
			var lines []string
			for i, r := range thirteen() {
				lines = append(lines, style(i+1, r))
			}
			l, ok := Pasted(strings.Join(lines, "\n"), talks())
			if !ok || len(l.Entries) != 13 || len(l.Aside) > 0 {
				t.Fatalf("%v, %d entries, aside %q", ok, len(l.Entries), l.Aside)
			}
			for i, r := range thirteen() {
				got := l.Entries[i]
				got.Values[3] = strings.TrimRight(got.Values[3], ".")
				if !slices.Equal(got.Values, r[:]) || len(got.Left) > 0 {
					t.Errorf("%d: %q, left %q", i, got.Values, got.Left)
				}
			}
		})
	}
}

func TestPastedLarge(t *testing.T) {
	var table, items strings.Builder
	table.WriteString("Tên tham luận\tDiễn giả\n")
	for i := range 500 {
		fmt.Fprintf(&table, "Bài %d\tLê Văn Sông\n", i)
		fmt.Fprintf(&items, "%d. Bài %d - Lê Văn Sông\n", i+1, i)
	}
	for _, text := range []string{table.String(), items.String()} {
		l, ok := Pasted(text, talks())
		if !ok || len(l.Entries) != 500 || !slices.Equal(l.Entries[499].Values, []string{"Bài 499", "Lê Văn Sông", "", ""}) {
			t.Errorf("%v, %d entries", ok, len(l.Entries))
		}
	}
}

// hostile are texts of 100,000 characters that would tire a careless reader.
func hostile() map[string]string {
	const size = 100_000
	all := make(map[string]string)
	for name, piece := range map[string]string{
		"letters": "ă", "tabs": "\t", "lines": "a\n", "tabs and lines": "a\tb\nc\n", "short rows": "a\t\nb\nc\td\te\n", "quotes": "\"", "open quotes": "\"a\t", "doubled quotes": "\"\"\t",
		"torn": "\"a\n", "bars": "|a", "semicolons": "a;", "colons": "Tên:", "commas": ", ", "names": "Lê Văn An, ", "brackets": "(", "dashes": " - a", "numbers": "1. ", "items": "1. a\n", "bullets": "- a\n+ b\n",
		"labels": "Diễn giả: a\n", "comma labels": ", diễn giả: a", "speakers": ", diễn giả Lê Văn An", "right to left": "\u202e1. مر\n", "marks": "e\u0301\u0301", "broken": "\xff\n", "blanks": "a  ", "words": "Bài 1: a\n",
	} {
		all[name] = strings.Repeat(piece, size/len([]rune(piece)))
	}
	return all
}

func TestPastedHostile(t *testing.T) {
	for name, text := range hostile() {
		t.Run(name, func(t *testing.T) {
			if l, ok := Pasted(text, talks()); ok {
				for _, e := range l.Entries {
					if len(e.Values) != len(talks()) {
						t.Fatalf("%d values", len(e.Values))
					}
				}
			}
		})
	}
}

// kept is every word that a list still holds.
func kept(l List) string {
	all := slices.Concat(l.Header, l.Aside)
	for _, e := range l.Entries {
		all = append(append(all, e.Values...), e.Left...)
	}
	return " " + words(strings.Join(all, " ")) + " "
}

// dropped are the words that numbering, labels and the words before a speaker are made of.
var dropped = set("stt tt so thu tu no nhat hai ba bon nam sau bay tam chin muoi la do dien gia nguoi trinh bay bao cao vien tac boi")

func FuzzPasted(f *testing.F) {
	f.Add("STT\tTên\tNgày\n1\t\"a\nb\"\t18/5\nTổng cộng\t\t2", byte(1))
	f.Add("1. Bài - TS. Lê Văn An - Trưởng khoa\n2) Bài; diễn giả: Lê Thị Bình, chức vụ: Viện trưởng\n\nHết", byte(0))
	f.Add("- a (TS. Lê Văn An, b)\n- Tên tham luận: c\n d\nThứ nhất, e", byte(0))
	f.Add("| a | b |\n|---|\n| c |\nd;e\nf   g", byte(2))
	f.Fuzz(func(t *testing.T, text string, which byte) {
		forms := [][]Field{talks(), events(), one()}
		fields := forms[int(which)%len(forms)]
		l, ok := Pasted(text, fields)
		if !ok {
			return
		}
		have := kept(l)
		known := newForm(fields)
		for _, line := range pastedLines(text) {
			if slices.ContainsFunc(marksOf(cell(line)), func(m itemMark) bool { return m.class[0] == 'n' }) {
				continue // the numbered word goes with its number
			}
			for w := range strings.FieldsSeq(words(line)) {
				label := slices.ContainsFunc(known, func(field formField) bool { return strings.Contains(field.label+field.name, w) })
				if _, phrase := conceptOf(w); phrase == "" && !label && !dropped[w] && len(w) > 3 && !allDigits(w) && !strings.Contains(have, " "+w+" ") {
					t.Fatalf("%q is lost from %q: %+v", w, text, l)
				}
			}
		}
		for _, e := range l.Entries {
			for _, v := range slices.Concat(e.Values, e.Left) {
				if v != cell(v) || len(e.Values) != len(fields) {
					t.Fatalf("%q is not clean in %+v", v, e)
				}
			}
		}
	})
}

func BenchmarkPasted(b *testing.B) {
	for name, text := range hostile() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, _ = Pasted(text, talks())
			}
		})
	}
}
