package export

import (
	"strings"
	"testing"

	"thidua"
)

// TestResultsSheet counts what each unit brought, under the kinds of units, with a row of sums.
func TestResultsSheet(t *testing.T) {
	s := source()
	s.Campaign.Units[0].Kind, s.Campaign.Units[1].Kind, s.Campaign.Units[2].Kind, s.Campaign.Units[3].Kind = "Phòng", "Phòng", "Đơn vị", "Phòng"
	activity := s.Campaign.Parts[2].Question
	activity.Children = append(activity.Children, question(thidua.TypeText, "can_cu_hoat_dong", "Căn cứ"))
	for i := range s.Submissions {
		if given := s.Submissions[i]; given.Unit == "QLKH" && given.Part == "hoat_dong" {
			for _, e := range given.Entries {
				e.Answers["can_cu_hoat_dong"] = thidua.Answer{Value: "Kế hoạch số 06/KH-SKHCN"}
			}
		}
	}
	var entries []thidua.Entry
	for range 8 {
		entries = append(entries, complete("so_dai_bieu", "10"))
	}
	s.file("TTTK", "Phan Đức Anh", "hoat_dong", entries...)
	s.file("TTTK", "Phan Đức Anh", "de_nghi", nominee1("Hộ ông Lê Văn Ấm", household, "giay_khen"))
	s.file("TDC", "Trịnh Xuân Bách", "hoat_dong", complete())
	f, _ := written(t, s)
	var rows []string
	for _, row := range rowsOf(t, f, "Kết quả theo đơn vị") {
		rows = append(rows, strings.Join(row, "|"))
	}
	text := strings.Join(rows, "\n")
	names := strings.Repeat("Ngày hội; ", 6) + "… và 2 hoạt động khác"
	for _, want := range []string{
		"STT|Đơn vị|Văn bản triển khai|Số hoạt động|Tên hoạt động|Người tham dự|Đề nghị khen: tập thể|Đề nghị khen: hộ|" +
			"Đề nghị khen: cá nhân|Ngày nộp|Trạng thái|Minh chứng (tệp)|Ghi chú\n(1)|(2)|",
		"\nI. Phòng\n1|Văn phòng Sở|0|1|=HYPERLINK(\"http://x\",\"Techfest\")|1,200|0|0|2|20/05/2023|Đúng hạn|2\n",
		"\n2|Phòng Quản lý khoa học|1|2|Hội thảo Phụ nữ với sở hữu trí tuệ; ", "|khoảng 195|1|0|1|20/05/2023|Nộp muộn|4|Đã trả lại, chờ bổ sung\n",
		"\n3|Trung tâm Thông tin - Thống kê|0|8|" + names + "|80|0|1|0|20/05/2023|Nộp chưa đủ|1|Chưa nộp: Hưởng ứng đợt thi đua\n",
		"\nII. Đơn vị\n1|Chi cục Tiêu chuẩn Đo lường Chất lượng|0|1|Ngày hội||0|0|0|20/05/2023|Đúng hạn|0\n",
		"\nTổng cộng||1|12||khoảng 1,475|1|1|3|||7\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if formula, _ := f.GetCellFormula("Kết quả theo đơn vị", "F16"); !strings.HasPrefix(formula, "SUM(F10:F") {
		t.Errorf("the sum of people is %q", formula)
	}
}
