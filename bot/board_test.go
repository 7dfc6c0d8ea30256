package bot

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"thidua"
)

// family is the test campaign with unit C above A and B, and a long tail of units.
func family() []byte {
	return []byte(strings.NewReplacer(
		"| | code | name |\n", "| | code | name | parent |\n",
		"| | A | Văn phòng |", "| | A | Văn phòng | C |",
		"| | B | Thanh tra |", "| | B | Thanh tra | C |",
		"| | C | Phòng Kế hoạch |", "| | C | Phòng Kế hoạch | |",
		"| | Phạm Tiến Dũng | | C |", "| | Phạm Tiến Dũng | 0912 000 004 | C |",
	).Replace(string(workbook)))
}

// TestBoardCards walks the board: filters, parts, a unit and the way back, all in one card.
func TestBoardCards(t *testing.T) {
	s := playing(t)
	secretariat, a, c := s.actor(thao), s.actor(an), s.actor(chi)
	for _, p := range []*actor{secretariat, a, c} {
		p.joins()
	}
	c.taps("Hoạt động", "Chưa có mục nào")
	c.taps("Không có nội dung", "đã nộp")
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	a.says("25", "Ngày tổ chức")
	s.clock.moveTo(begins.AddDate(0, 0, 3).Add(9 * time.Hour))
	card := secretariat.says("/tiendo", "Tiến độ · Đợt thi đua mùa đông", "Tất cả (3)", "Trễ hạn (2)", "Chưa bắt đầu (1)",
		"Đang làm (2)", "Chờ duyệt (1)", "Cần sửa lại (0)", "Đã nộp đủ (0)")
	lists := func(label string, want, not string) {
		t.Helper()
		m := secretariat.taps(label, "Tiến độ ·")
		if m.ID != card.ID {
			t.Errorf("%s made another card", label)
		}
		for _, unit := range strings.Fields(want) {
			if !holds(m, []string{"🔴 " + unit}) && !holds(m, []string{"🟡 " + unit}) && !holds(m, []string{"⚪ " + unit}) {
				t.Errorf("%s lacks %s:\n%s", label, unit, m.Text)
			}
		}
		if not != "" && strings.Contains(m.Text, not) {
			t.Errorf("%s lists %s:\n%s", label, not, m.Text)
		}
	}
	lists("Chờ duyệt (1)", "Thanh", "Văn phòng")
	lists("Chưa bắt đầu (1)", "Phòng", "Thanh tra")
	lists("Cần sửa lại (0)", "", "🔴")
	lists("Tất cả (3)", "Phòng Văn Thanh", "")
	secretariat.taps("Theo phần", "Xem tiến độ của phần nào?", "Thông tin chung", "Tất cả các phần")
	secretariat.taps("Hoạt động", "Hoạt động", "Chờ duyệt (1)", "Trễ hạn (2)", "Chưa bắt đầu (2)")
	secretariat.taps("Trễ hạn (2)", "Hoạt động · Trễ hạn", "Văn phòng: 0/1")
}

// TestBoardUnit drills into a unit and back, and finds one by some letters of its name.
func TestBoardUnit(t *testing.T) {
	s := playing(t)
	secretariat, a, c := s.actor(thao), s.actor(an), s.actor(chi)
	for _, p := range []*actor{secretariat, a, c} {
		p.joins()
	}
	c.taps("Hoạt động", "Chưa có mục nào")
	c.taps("Không có nội dung", "đã nộp")
	list := secretariat.says("/tiendo", "Tiến độ ·")
	card := secretariat.taps("Thanh tra", "Thanh tra: 1/2", "⬜ Thông tin chung: chưa làm · hạn 17:00 ngày 20/11/2026",
		"➖ Hoạt động: không có nội dung · hạn 17:00 ngày 19/11/2026", "Lần nộp 1: 09:00 ngày 16/11/2026, Lê Minh Chi",
		"Đầu mối: Lê Minh Chi, Đặng Hai (chưa tham gia), Đỗ Thị Nhiều (chưa tham gia)")
	if card.ID != list.ID {
		t.Error("the unit is another card")
	}
	secretariat.taps("⏰ Nhắc", "Nhắc: Thanh tra – 1 người: Lê Minh Chi (Thanh tra)", "Nhắc chứ?")
	secretariat.taps("Không", "chưa đổi gì")
	secretariat.says("/tiendo", "Tiến độ ·")
	secretariat.taps("Thanh tra", "Thanh tra: 1/2")
	secretariat.taps("Nhật ký", "Nhật ký · Thanh tra", "Lê Minh Chi · Không có nội dung · Hoạt động", "Lê Minh Chi · Tham gia")
	secretariat.taps("Quay lại", "Thanh tra: 1/2")
	secretariat.taps("Quay lại", "Tiến độ ·", "Tất cả (3)")
	secretariat.says("ke hoach", "Phòng Kế hoạch: 0/2", "Đầu mối: Phạm Tiến Dũng (chưa tham gia)")
	secretariat.says("ph", "2 đơn vị gần với «ph»", "Văn phòng")
	secretariat.taps("Văn phòng", "Văn phòng: 0/2")
	secretariat.says("sở tài chính", "Không tìm thấy đơn vị «sở tài chính»")
	secretariat.taps("Quay lại", "Tất cả (3)")
	secretariat.says("thanh tra", "Thanh tra: 1/2")
	s.live(thidua.Life{Phase: thidua.CampaignLocked})
	if locked := secretariat.says("thanh tra", "Thanh tra: 1/2"); strings.Contains(fmt.Sprint(locked.Buttons), "⏰ Nhắc") {
		t.Error("a unit of a locked campaign has a button to remind it")
	}
	s.live(thidua.Life{})
	secretariat.taps("📄 Hoạt động", "Hoạt động", "Duyệt", "Trả lại")
	secretariat.says("/menu", "Mời anh/chị chọn phần") // from here on typing belongs to the form
	secretariat.says("thanh tra", "Mời anh/chị chọn")
}

// TestBoardOfParent shows a parent's focal point the progress of the units below, and nothing to do there; nobody else's.
func TestBoardOfParent(t *testing.T) {
	s := playing(t)
	s.load(family())
	parent, child, secretariat := s.actor(4), s.actor(an), s.actor(thao)
	for _, p := range []*actor{parent, child, secretariat} {
		p.joins()
	}
	list := parent.says("/tiendo", "Tiến độ · Đợt thi đua mùa đông · Phòng Kế hoạch", "Tất cả (2)", "Văn phòng", "Thanh tra")
	if holds(list, []string{"⚪ Phòng Kế hoạch"}) {
		t.Errorf("the parent stands among its children:\n%s", list.Text)
	}
	unit := parent.taps("Thanh tra", "Thanh tra: 0/2", "Đầu mối: Lê Minh Chi (chưa tham gia)")
	if len(unit.Buttons) != 1 || unit.Buttons[0][0].Text != "⬅ Quay lại" {
		t.Errorf("a parent may do more than read: %v", unit.Buttons)
	}
	parent.after(func() { parent.TapData(unit.ID, boardView{}.data("list")) }, "Phòng Kế hoạch", "Tất cả (2)") // forged: of all
	parent.taps("Văn phòng", "Văn phòng: 0/2")
	parent.after(func() { parent.TapData(unit.ID, boardView{}.data("u."+shortCode("C"))) }, "Tất cả (2)")
	parent.says("ke hoach", "Không tìm thấy đơn vị")
	if own := parent.says("/nhatky", "Nhật ký · Phòng Kế hoạch"); holds(own, []string{"Nguyễn Thị An"}) {
		t.Errorf("a parent's focal point reads the log of a unit below:\n%s", own.Text)
	}
	child.says("/tiendo", "dành cho thường trực")
	secretariat.says("/tiendo", "Tất cả (3)")
	secretariat.taps("Phòng Kế hoạch", "🏢 2 đơn vị trực thuộc")
	secretariat.taps("2 đơn vị trực thuộc", "· Phòng Kế hoạch", "Tất cả (2)")
	parent.says("/menu", "Thông tin chung")
}

// TestBoardOfHead shows a unit's head the progress and the log of their own unit and of those below, in one card, and neither the
// campaign's files nor anything of other units; a leader without unit has all.
func TestBoardOfHead(t *testing.T) {
	s := playing(t)
	s.load([]byte(strings.Replace(string(family()), "| | Hồ Thu Hà |", "| | Trưởng Phòng | 0912 000 006 | C | leader |\n| | Chánh Văn Phòng | 0912 000 007 | A | leader |\n| | Hồ Thu Hà |", 1)))
	parent, office, leader := s.actor(6), s.actor(7), s.actor(khai)
	for _, p := range []*actor{parent, office, leader} {
		p.joins()
	}
	s.lines("A", 3)
	s.lines("B", 3)
	leader.says("/tiendo", "Tất cả (3)")
	leader.says("/nhatky", "dòng B3", "dòng A3")

	list := office.says("/tiendo", "Tiến độ · Đợt thi đua mùa đông · Văn phòng", "Tất cả (1)", "⚪ Văn phòng: 0/2")
	if holds(list, []string{"Ảnh"}) {
		t.Error("a picture of nothing is offered")
	}
	office.taps("⚪ Văn phòng", "Đầu mối: Nguyễn Thị An (chưa tham gia)", "Nhật ký")
	office.taps("Nhật ký", "🗒 Nhật ký · Văn phòng", "dòng A3")
	office.taps("Quay lại", "Văn phòng: 0/2")
	office.taps("Quay lại", "Tất cả (1)")
	for _, view := range []string{boardView{}.data("list"), boardView{Root: "C"}.data("list"), boardView{Root: "B"}.data("list"), boardView{}.data("u." + shortCode("B"))} {
		card := office.says("/nhatky", "Nhật ký · Văn phòng")
		if m := office.after(func() { office.TapData(card.ID, view) }, "Văn phòng", "Tất cả (1)"); holds(m, []string{"Thanh tra"}) {
			t.Errorf("%s shows another unit:\n%s", view, m.Text)
		}
	}
	office.says("thanh tra", "Không tìm thấy đơn vị")
	own := office.says("/nhatky", "🗒 Nhật ký · Văn phòng", "dòng A3")
	office.TapData(own.ID, logData(0, shortCode("B")))
	office.notice("không dùng được")
	for _, command := range []string{"/tonghop", "/baocao", "/kiemtra"} {
		office.says(command, "dành cho thường trực và lãnh đạo chung")
	}
	if office.told("dòng B") > 0 {
		t.Error("a head read the log of another unit")
	}

	parent.says("/tiendo", "· Phòng Kế hoạch", "Tất cả (3)", "Phòng Kế hoạch: 0/2", "Thanh tra: 0/2", "Ảnh")
	parent.taps("⚪ Thanh tra", "Thanh tra: 0/2", "Nhật ký")
	parent.taps("Nhật ký", "🗒 Nhật ký · Thanh tra", "dòng B3")
	parent.says("/nhatky", "🗒 Nhật ký · Phòng Kế hoạch")
}

// TestHeadOfTwoUnits speaks for one of them at a time, and leaves one without the other.
func TestHeadOfTwoUnits(t *testing.T) {
	s := playing(t)
	s.load([]byte(strings.Replace(string(workbook), "| | Hồ Thu Hà |", "| | Hai Phòng | 0912 000 006 | A | leader |\n| | Hai Phòng | 0912 000 006 | B | leader |\n| | Hồ Thu Hà |", 1)))
	p := s.actor(6)
	p.after(func() { p.Start("") }, "chỉ phục vụ")
	p.after(func() { p.ShareContact() }, "đồng ý")
	p.taps("Có", "đơn vị nào", "Lãnh đạo Văn phòng", "Lãnh đạo Thanh tra")
	p.taps("Lãnh đạo Thanh tra", "Bàn làm việc")
	p.says("/tiendo", "· Thanh tra", "Tất cả (1)")
	p.says("/donvi", "đơn vị nào")
	p.taps("Lãnh đạo Văn phòng", "Bàn làm việc")
	p.says("/tiendo", "· Văn phòng", "Tất cả (1)")
	p.says("/roi", "Lãnh đạo Văn phòng")
	p.taps("Có", "đã thôi tham gia")
	p.says("/tiendo", "· Thanh tra", "Tất cả (1)")
}

// TestBoardPages turns pages in place, and stays in bounds.
func TestBoardPages(t *testing.T) {
	s := playing(t)
	var more strings.Builder
	for i := range 25 {
		more.WriteString("| | X" + string(rune('A'+i)) + " | Tổ " + string(rune('A'+i)) + " |\n")
	}
	s.load([]byte(strings.Replace(string(workbook), "| people |\n", more.String()+"| people |\n", 1)))
	secretariat := s.actor(thao)
	secretariat.joins()
	first := secretariat.says("/tiendo", "Tất cả (28)", "Tổ B")
	second := secretariat.taps("Trang sau", "Tổ C", "Tổ G", "Trang trước")
	for _, words := range []string{"Tổ H", "Tổ M", "Tổ R", "Tổ W"} {
		secretariat.taps("Trang sau", words)
	}
	if holds(secretariat.Last(), []string{"Trang sau"}) || second.ID != first.ID {
		t.Errorf("after the last page: %v", secretariat.Last().Buttons)
	}
	secretariat.taps("Tổ Y", "Tổ Y: 0/2")
	secretariat.taps("Quay lại", "Tổ W", "Tổ Y")
	secretariat.after(func() { secretariat.TapData(first.ID, boardView{Page: 9999, Filter: "late"}.data("list")) }, "Không có đơn vị nào")
	secretariat.after(func() { secretariat.TapData(first.ID, "desk.tiendo.3") }, "Tổ B") // of an older version
	long := boardView{Filter: "late", Page: 9999, Part: strings.Repeat("phần", 30), Root: strings.Repeat("x", 99)}
	if data := long.data("u." + shortCode("A")); len(data) > 64 {
		t.Errorf("%d bytes on a button: %s", len(data), data)
	}
	var v boardView
	if _, _, v = readView(&thidua.Campaign{}, "list.late.x.y.z"); v.Filter != "late" || v.Root != "" {
		t.Errorf("read %+v", v)
	}
}
