package bot

import (
	"strings"
	"testing"
	"time"

	"thidua"
)

// deadlines lists the deadlines that the test campaign's planned reminders are for, in local time.
func (s *stage) deadlines() string {
	s.Helper()
	due, err := s.db.Due(s.Context(), begins.AddDate(1, 0, 0), 1000)
	if err != nil {
		s.Fatal(err)
	}
	seen, list := map[string]bool{}, []string{}
	for _, d := range due {
		timer := thidua.ReadTimer(d.Key)
		if day := timer.Deadline.In(begins.Location()).Format("2/1 15:04"); timer.Kind == "remind" && !seen[day] {
			seen[day] = true
			list = append(list, day)
		}
	}
	return strings.Join(list, ", ")
}

// TestExtend moves due times of the whole campaign, a part, a unit and a unit's part, each with its reminders; those
// concerned are told once, on both stores, and nobody else.
func TestExtend(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.run(s.db)
			desk, colleague, a, c := s.actor(thao), s.actor(40), s.actor(an), s.actor(chi)
			for _, p := range []*actor{desk, a, c} {
				p.joins()
			}
			token := s.token(s.promised(colleague.Phone)[1])
			colleague.joinsBy(token)

			desk.says("/giahan", "Gia hạn cho ai?", "Cả đợt", "Một phần", "Một đơn vị", "Hủy")
			desk.taps("Cả đợt", "hạn hiện nay: 17:00 ngày 20/11/2026", "+1 ngày", "+7 ngày")
			desk.says("mười lăm", "Chưa đọc được ngày giờ")
			desk.says("19/11", "Hạn mới phải sau 17:00 ngày 20/11/2026")
			desk.says("25/11 16:00", "Thông tin chung: 17:00 ngày 20/11/2026 → 16:00 ngày 25/11/2026",
				"Hoạt động: 17:00 ngày 19/11/2026 → 16:00 ngày 25/11/2026", "báo cho 2 đầu mối", "Gia hạn chứ?", "Có", "Không")
			if a.told("Gia hạn") > 0 || read[thidua.Head](s, thidua.CampaignKey("td")).Due != (time.Time{}) {
				t.Error("extended before Có")
			}
			yes := desk.Last().Buttons[0][0].Data
			done := desk.taps("Có", "Đã gia hạn cả đợt đến 16:00 ngày 25/11/2026")
			a.gets(0, "Gia hạn · Đợt thi đua mùa đông", "Hạn nộp mới của cả đợt: 16:00 ngày 25/11/2026")
			c.gets(0, "Gia hạn · Đợt thi đua mùa đông")
			colleague.gets(0, "Hạn nộp mới của cả đợt", "Lương Bích Thảo")
			if got := s.deadlines(); got != "25/11 16:00" {
				t.Errorf("reminders are planned for %s", got)
			}
			desk.TapData(done.ID, yes) // a second press changes nothing
			desk.notice("không dùng được")
			a.says("/menu", "16:00 25/11/2026")

			desk.says("/extend", "Gia hạn cho ai?")
			desk.says("thanh", "Thanh tra: gia hạn phần nào?", "Mọi phần", "Hoạt động")
			desk.taps("Hoạt động", "Thanh tra, phần «Hoạt động» – hạn hiện nay: 16:00 ngày 25/11/2026")
			desk.taps("+3 ngày", "Hoạt động: 16:00 ngày 25/11/2026 → 16:00 ngày 28/11/2026", "báo cho 1 đầu mối")
			desk.says("có", "Đã gia hạn Thanh tra, phần «Hoạt động»")
			c.gets(0, "Hạn nộp mới của Thanh tra, phần «Hoạt động»: 16:00 ngày 28/11/2026")
			if got := s.deadlines(); got != "25/11 16:00, 28/11 16:00" {
				t.Errorf("reminders are planned for %s", got)
			}

			desk.says("/giahan", "Gia hạn cho ai?")
			desk.says("hoat dong", "Phần «Hoạt động» – hạn hiện nay")
			desk.says("/huy", "chưa đổi gì")
			s.load(workbook) // a new version leaves both as they are
			if got := s.deadlines(); got != "25/11 16:00, 28/11 16:00" {
				t.Errorf("after loading anew reminders are planned for %s", got)
			}
			s.live(thidua.Life{Phase: thidua.CampaignLocked})
			desk.says("/giahan", "Đợt thi đua đã khóa")
			desk.says("/nhac", "Đợt thi đua chưa mở hoặc đã khóa, nên không nhắc ai")
			s.until(func() bool { return !s.waits() })
			if n := a.told("Gia hạn ·"); n != 1 {
				t.Errorf("the office was told %d times", n)
			}
			if n := c.told("Gia hạn ·"); n != 2 {
				t.Errorf("the inspectorate was told %d times", n)
			}
			s.logged("extended", 2)
		})
	}
}

// TestExtensionTakenBack returns to what the workbook says; one of a unit goes by search and pages.
func TestExtensionTakenBack(t *testing.T) {
	s := playing(t)
	desk, a := s.actor(thao), s.actor(an)
	desk.joins()
	a.joins()
	desk.says("/giahan", "Gia hạn cho ai?")
	desk.taps("Một đơn vị", "Đơn vị nào?", "Văn phòng", "Thanh tra", "Phòng Kế hoạch")
	desk.says("phòng", "Đơn vị nào?", "Văn phòng", "Phòng Kế hoạch")
	desk.taps("Văn phòng", "gia hạn phần nào?")
	desk.taps("Mọi phần", "hạn hiện nay: 17:00 ngày 20/11/2026")
	desk.says("24/11", "→ 23:59 ngày 24/11/2026")
	desk.says("26/11 17:00", "→ 17:00 ngày 26/11/2026") // another time before Có
	desk.taps("Có", "Đã gia hạn Văn phòng đến 17:00 ngày 26/11/2026")
	a.gets(0, "Hạn nộp mới của Văn phòng: 17:00 ngày 26/11/2026")
	a.says("/menu", "17:00 26/11/2026")

	desk.says("/giahan văn phòng", "Gia hạn cho ai?")
	desk.says("A", "gia hạn phần nào?")
	desk.taps("Mọi phần", "Bỏ gia hạn")
	desk.taps("Bỏ gia hạn", "17:00 ngày 26/11/2026 → 17:00 ngày 20/11/2026", "Bỏ gia hạn chứ?")
	desk.taps("Không", "chưa đổi gì")
	desk.says("/giahan", "Gia hạn cho ai?")
	desk.says("văn phòng", "gia hạn phần nào?")
	desk.taps("Mọi phần", "Bỏ gia hạn")
	desk.taps("Bỏ gia hạn", "Bỏ gia hạn chứ?")
	desk.taps("Có", "Đã bỏ gia hạn Văn phòng; hạn nộp là 17:00 ngày 20/11/2026")
	a.gets(0, "được bỏ; hạn nộp là 17:00 ngày 20/11/2026")
	if got := s.deadlines(); strings.Contains(got, "26/11") {
		t.Errorf("reminders are planned for %s", got)
	}
}

// TestLateAfterExtension takes what came after the due time for late, until an extension covers its receipt.
func TestLateAfterExtension(t *testing.T) {
	s := playing(t)
	desk, c := s.actor(thao), s.actor(chi)
	desk.joins()
	c.joins()
	s.until(func() bool { return len(s.sim.Unanswered()) == 0 }) // a tap grows old with the clock
	s.clock.moveTo(time.Date(2026, 11, 19, 18, 0, 0, 0, begins.Location()))
	c.taps("Hoạt động", "Hạn nộp")
	c.taps("Không có nội dung", "Phần này nộp sau hạn")
	late := func() bool {
		consolidation, err := Consolidate(t.Context(), s.db, "td", s.clock.now())
		if err != nil {
			t.Fatal(err)
		}
		part, _ := consolidation.Part("hoat_dong")
		filing, _ := part.Filing("B")
		return filing.Late(s.clock.now())
	}
	if !late() {
		t.Error("the export takes it for in time")
	}
	desk.says("/giahan", "Gia hạn cho ai?")
	desk.taps("Một phần", "Phần nào?")
	desk.taps("Hoạt động", "Phần «Hoạt động» – hạn hiện nay", "17:00 ngày 19/11/2026")
	desk.taps("+1 ngày", "17:00 ngày 20/11/2026", "báo cho 1 đầu mối")
	desk.taps("Có", "Đã gia hạn phần «Hoạt động»")
	if late() {
		t.Error("the export still takes it for late")
	}
}

// TestErrandIsDropped wherever the person turns to something else.
func TestErrandIsDropped(t *testing.T) {
	s := playing(t)
	desk := s.actor(thao)
	desk.joins()
	desk.says("/giahan", "Gia hạn cho ai?")
	desk.says("/huy", "chưa đổi gì")
	desk.says("/giahan", "Gia hạn cho ai?")
	old := desk.Last()
	desk.says("/menu", "Mời anh/chị chọn phần")
	desk.says("thanh tra", "Mời anh/chị chọn")
	desk.TapData(old.ID, old.Buttons[0][0].Data)
	desk.notice("không dùng được")
}

// TestExtensionOfAllConcernsWhoGainsByIt is told to nobody who has more time already.
func TestExtensionOfAllConcernsWhoGainsByIt(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.run(s.db)
			desk, a, c := s.actor(thao), s.actor(an), s.actor(chi)
			for _, p := range []*actor{desk, a, c} {
				p.joins()
			}
			extend := func(whom, until, told string) {
				t.Helper()
				desk.says("/giahan", "Gia hạn cho ai?")
				if whom == "Cả đợt" {
					desk.taps(whom, "hạn hiện nay")
				} else {
					desk.says(whom, "gia hạn phần nào?")
					desk.taps("Mọi phần", "hạn hiện nay")
				}
				desk.says(until, "báo cho "+told+" đầu mối")
				desk.taps("Có", "Đã gia hạn")
				s.until(func() bool { return !s.waits() })
			}
			extend("văn phòng", "27/11 17:00", "1")
			a.gets(0, "Hạn nộp mới của Văn phòng: 17:00 ngày 27/11/2026")
			extend("Cả đợt", "25/11 17:00", "1")
			c.gets(0, "Hạn nộp mới của cả đợt: 17:00 ngày 25/11/2026")
			extend("Cả đợt", "30/11 17:00", "2")
			a.gets(0, "Hạn nộp mới của cả đợt: 17:00 ngày 30/11/2026")
			c.gets(0, "Hạn nộp mới của cả đợt: 17:00 ngày 30/11/2026")
			if n := a.told("Hạn nộp mới của cả đợt"); n != 1 {
				t.Errorf("who had more time was told %d times", n)
			}
		})
	}
}
