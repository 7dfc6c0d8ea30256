package bot

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"thidua"
	"thidua/bot/simulator"
	"thidua/flows/xlsform"
)

// version is the test campaign's workbook with one text in the place of another.
func version(t *testing.T, old, new string) []byte {
	t.Helper()
	if !bytes.Contains(workbook, []byte(old)) {
		t.Fatalf("the workbook has no %q", old)
	}
	return bytes.Replace(workbook, []byte(old), []byte(new), 1)
}

// sends sends a document and waits for an answer with words.
func (a *actor) sends(name string, content []byte, words ...string) simulator.Message {
	a.s.Helper()
	return a.after(func() { a.SendDocument(name, content, "") }, words...)
}

// TestLoadByChat replaces a campaign by its workbook: checked, shown, and in force upon Có, once; the focal points are told
// that their parts changed, on both stores.
func TestLoadByChat(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.run(s.db)
			desk, a := s.actor(thao), s.actor(an)
			desk.joins()
			a.joins()
			before := read[thidua.Head](s, thidua.CampaignKey("td")).Version
			next := version(t, "| | due | 2026-11-20 17:00 |", "| | due | 2026-11-23 17:00 |")
			desk.says("/nap", "Gửi cho bot tệp đợt thi đua")
			desk.says("/start", "Bàn làm việc")
			desk.taps("📥 Nạp tệp", "Gửi cho bot tệp đợt thi đua")
			desk.sends("td.md", next, "«td.md» đúng mẫu", "Sẽ nạp Đợt thi đua mùa đông (td)", "Nạp đợt thi đua này chứ?", "Có", "Không")
			if all := allText(desk); !strings.Contains(all, "hạn nộp: 17:00 20/11/2026 → 17:00 23/11/2026") {
				t.Errorf("the preview does not tell of the due time:\n%s", all)
			}
			desk.taps("Không", "Đã bỏ tệp «td.md»")
			card := desk.sends("td.md", next, "«td.md» đúng mẫu")
			if got := read[thidua.Head](s, thidua.CampaignKey("td")).Version; got != before {
				t.Error("in force before Có")
			}
			desk.taps("Có", "Đang nạp «td.md»")
			desk.gets(card.ID, "Đã nạp «Đợt thi đua mùa đông» (td): 3 đơn vị, 13 người, 3 phần")
			a.gets(0, "vừa được cập nhật")
			a.says("/menu", "17:00 23/11/2026")
			desk.TapData(card.ID, card.Buttons[0][0].Data)
			desk.notice("không dùng được")
			s.until(func() bool { return !s.waits() })
			if n := a.told("vừa được cập nhật"); n != 1 {
				t.Errorf("told %d times", n)
			}
			s.logged("loaded", 2)
			for _, prefix := range []thidua.Key{"offer/", "load/", "ordered/"} {
				if left, err := s.db.Scan(t.Context(), thidua.Range{Prefix: prefix}); err != nil || len(left) > 0 {
					t.Errorf("left behind: %v, %v", left, err)
				}
			}
		})
	}
}

// TestLoadTellsAllMistakes lists them as thidua check does, a long list as a file with all of them; nothing changes.
func TestLoadTellsAllMistakes(t *testing.T) {
	s := playing(t)
	desk := s.actor(thao)
	desk.joins()
	before := read[thidua.Head](s, thidua.CampaignKey("td"))
	wrong := version(t, "| | integer | so_nguoi |", "| | intejer | so_nguoi |")
	_, report := xlsform.Read("td.md", wrong, xlsform.Options{})
	if len(report.Errors) == 0 {
		t.Fatal("nothing is wrong")
	}
	desk.sends("sai.md", wrong, fmt.Sprintf("«sai.md» chưa nạp được: có %d lỗi", len(report.Errors)), report.Errors[0].In("vi"), "Mời anh/chị sửa rồi gửi lại")

	var rows strings.Builder
	for i := range 60 {
		fmt.Fprintf(&rows, "| | Người %d | 0912 000 0%02d | Q%d | focal_point |\n", i, i, i)
	}
	many := version(t, "| | Nguyễn Thị An |", rows.String()+"| | Nguyễn Thị An |")
	_, report = xlsform.Read("td.md", many, xlsform.Options{})
	desk.sends("nhieu.md", many, fmt.Sprintf("có %d lỗi", len(report.Errors)), fmt.Sprintf("Còn %d lỗi nữa", len(report.Errors)-mostProblems))
	file := desk.gets(0, "Danh sách đầy đủ · nhieu.md")
	if file.Document == nil || file.Document.Name != "loi.txt" {
		t.Fatalf("no file: %+v", file)
	}
	for _, p := range report.Errors {
		if !bytes.Contains(file.Document.Data, []byte(p.In("vi"))) {
			t.Errorf("the list lacks %s", p.In("vi"))
		}
	}
	if after := read[thidua.Head](s, thidua.CampaignKey("td")); after.Version != before.Version {
		t.Error("a wrong workbook is in force")
	}
}

// TestHostileWorkbookByChat refuses what is no workbook, or none that may be opened.
func TestHostileWorkbookByChat(t *testing.T) {
	s := playing(t)
	desk := s.actor(thao)
	desk.joins()
	for name, content := range map[string][]byte{
		"rong.xlsx": {}, "rac.xlsx": []byte("PK\x03\x04 không phải Excel"), "rac.md": []byte("không có bảng nào"),
		"cu.xlsx": []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "khac.xlsx": []byte(docx(t, "một văn bản Word")),
		"bom.xlsx": with(t, docx(t, "x"), "xl/worksheets/sheet1.xml", strings.Repeat(" ", 300<<20)),
	} {
		desk.sends(name, content, "«"+name+"» chưa nạp được")
	}
	desk.after(func() { desk.SendFileOfSize("lon.xlsx", 21<<20) }, "lớn hơn 20 MB")
	if n := desk.told("đúng mẫu"); n > 0 {
		t.Error("a hostile workbook was offered")
	}
}

// TestLoadByWhom lets a campaign's own secretariat replace it, and staff create one; what exists is not told to others.
func TestLoadByWhom(t *testing.T) {
	s := playing(t)
	desk, a, leader, staff := s.actor(thao), s.actor(an), s.actor(khai), s.actor(50)
	for _, p := range []*actor{desk, a, leader} {
		p.joins()
	}
	other := version(t, "| | id | td |", "| | id | khac |")
	desk.sends("khac.md", other, "Đợt thi đua «khac» không phải của anh/chị")
	for _, p := range []*actor{a, leader} {
		p.SendDocument("td.md", workbook, "")
		p.says("/nap", "dành cho thường trực")
		if p.told("đúng mẫu") > 0 {
			t.Errorf("%s was offered a workbook", p.Name)
		}
	}
	stranger := s.actor(99)
	stranger.after(func() { stranger.SendDocument("td.md", workbook, "") }, "chỉ phục vụ")

	if err := s.db.Clear(t.Context()); err != nil {
		t.Fatal(err)
	}
	token := s.token(thidua.Invite{Name: "Cán bộ", Phone: "+84912000050", Post: thidua.Post{Role: thidua.Secretariat}})
	staff.after(func() { staff.Start(token) }, "chia sẻ số điện thoại")
	staff.after(func() { staff.ShareContact() }, "đồng ý")
	staff.taps("Có", "Chưa có đợt thi đua nào")
	card := staff.sends("td.md", workbook, "Đợt thi đua này chưa được nạp lần nào")
	staff.taps("Có", "Đang nạp")
	staff.gets(card.ID, "Đã nạp «Đợt thi đua mùa đông»")
	staff.sends("khac.md", other, "chưa được nạp lần nào")
	staff.taps("Có", "Đang nạp")
	staff.gets(card.ID, "Đã nạp «Đợt thi đua mùa đông» (khac)")
	if heads, err := Heads(t.Context(), s.db); err != nil || len(heads) != 2 {
		t.Errorf("%v, %v", heads, err)
	}
}

// TestLoadOverAnother does nothing where another version came into force after the preview.
func TestLoadOverAnother(t *testing.T) {
	s := playing(t)
	desk := s.actor(thao)
	desk.joins()
	card := desk.sends("td.md", version(t, "Số người tham gia", "Số người dự"), "đúng mẫu")
	meanwhile := version(t, "Số người tham gia", "Số người có mặt")
	s.load(meanwhile)
	in := read[thidua.Head](s, thidua.CampaignKey("td")).Version
	desk.taps("Có", "Đang nạp")
	desk.gets(card.ID, "đã có phiên bản khác")
	if got := read[thidua.Head](s, thidua.CampaignKey("td")).Version; got != in {
		t.Error("the version of the preview is in force")
	}
}

// TestLoadThatDrops asks for more than Có where answers would no longer be asked for.
func TestLoadThatDrops(t *testing.T) {
	s := playing(t)
	desk, c := s.actor(thao), s.actor(chi)
	desk.joins()
	c.joins()
	c.taps("Hoạt động", "Chưa có mục nào")
	c.taps("Không có nội dung", "đã nộp")
	without := version(t, "| | B | Thanh tra |\n", "")
	without = bytes.Replace(without, []byte("| | Lê Minh Chi | 0912 000 003 | B | focal_point |\n"), nil, 1)
	without = bytes.ReplaceAll(without, []byte("| B | focal_point |"), []byte("| A | focal_point |"))
	without = bytes.Replace(without, []byte("| | Đặng Hai | 0912 000 020 | A | focal_point |\n"), nil, 1)
	without = bytes.Replace(without, []byte("| | Đỗ Thị Nhiều | 0912 000 030 | A | focal_point |\n"), nil, 1)
	card := desk.sends("td.md", without, "không còn những thứ đã có câu trả lời – đơn vị: B; phần: không", "Nạp và bỏ các mục trên", "Không")
	desk.taps("Nạp và bỏ các mục trên", "Đang nạp")
	desk.gets(card.ID, "Đã nạp «Đợt thi đua mùa đông» (td): 2 đơn vị")
}
