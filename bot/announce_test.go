package bot

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/bot/telegram"
	"thidua/flows/vietnamese"
)

const words = "Kính gửi anh/chị,\n\nSáng mai họp lúc 8 giờ.\n<b>Mang theo</b> số liệu."

// TestAnnounce follows an announcement from its words to its result, on both stores: each gets it once, in a frame of their
// own language, and the secretariat sees who did not.
func TestAnnounce(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			var log bytes.Buffer
			b := New(Options{Store: s.db, API: telegram.New(telegram.Options{Token: s.sim.Token(), URL: s.url}), Now: s.clock.now,
				Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})), Owner: secret(),
				Calendar: vietnamese.OfficialCalendar()})
			stop := s.start(b)
			desk, a, gone, english := s.actor(thao), s.actor(an), s.actor(binh), s.actor(chi)
			for _, p := range []*actor{desk, a, gone, english} {
				p.joins()
			}
			english.says("/language", "Switched to English")
			desk.says("/thongbao", "Mời anh/chị gõ nội dung")
			desk.says(words, "Gửi cho ai?", "Thanh tra", "Hủy")
			preview := desk.taps("Tất cả đầu mối", "Thông báo của thường trực · Đợt thi đua mùa đông", words, "3 người", "người trong danh sách chưa tham gia", "Có", "Không")
			if strings.Contains(preview.Text, "Vũ Đình Khải") {
				t.Error("the leader counts as a focal point")
			}
			gone.Block(true)
			if a.told("Sáng mai") > 0 {
				t.Error("sent before Có")
			}
			desk.taps("Có", "Thông báo lúc", "Gửi cho: Tất cả đầu mối")
			a.gets(0, "📣 Thông báo của thường trực", words)
			english.gets(0, "📣 From the secretariat", words)
			s.until(func() bool { return !s.waits() })
			desk.taps("🔄 Cập nhật", "2/3 người", "🚫 Không gửi được", "Trần Văn Bình (Văn phòng)", "đóng tài khoản): 1 người – Trần Văn Bình (Văn phòng)", "👤 Chưa tham gia: 4 người – ", "Phạm Tiến Dũng")
			before := desk.Last().ID
			s.clock.pass(2 * reportPause)
			desk.gets(before, "2/3 người")
			desk.says("/announce", "Kết quả", "📣 09:")
			stop()
			if a.told("Sáng mai") != 1 || english.told("Sáng mai") != 1 || desk.told("Sáng mai họp") > 3 {
				t.Error("sent twice")
			}
			if strings.Contains(log.String(), "Sáng mai") {
				t.Error("the text is in the log")
			}
			s.logged("announced", 1)
		})
	}
}

// waits tells whether the outbox holds anything.
func (s *stage) waits() bool {
	backlog, err := s.db.Backlog(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	return backlog.Messages > 0
}

// until looks again and again whether something is so.
func (s *stage) until(so func() bool) {
	s.Helper()
	for deadline := time.Now().Add(longEnough); !so(); wait(s.Context(), 10*time.Millisecond) {
		if time.Now().After(deadline) {
			s.Fatal("waited in vain")
		}
	}
}

// logged checks how often the campaign's log has an act, and that no line of it holds words of an announcement.
func (s *stage) logged(act string, want int) {
	s.Helper()
	lines, err := Log(s.Context(), s.db, "td")
	if err != nil {
		s.Fatal(err)
	}
	n := 0
	for _, line := range lines {
		if line.Act == act {
			n++
		}
		if strings.Contains(line.Detail, "mai") {
			s.Errorf("the log tells the text: %+v", line)
		}
	}
	if n != want {
		s.Errorf("%d lines %s, want %d", n, act, want)
	}
}

// TestAnnounceIsForTheSecretariat gives nobody else anything of it, by command, button or guess.
func TestAnnounceIsForTheSecretariat(t *testing.T) {
	s := playing(t)
	desk := s.actor(thao)
	desk.joins()
	a := s.actor(an)
	a.joins()
	leader := s.actor(khai)
	leader.joins()
	desk.says("/thongbao Họp", "Gửi cho ai?")
	preview := desk.taps("Tất cả đầu mối", "Gửi chứ?")
	yes := preview.Buttons[0][0].Data
	for _, p := range []*actor{a, leader} {
		for _, command := range []string{"/thongbao", "/announce", "/thongbao Họp"} {
			p.says(command, "dành cho thường trực")
		}
		p.after(func() { p.TapData(p.Last().ID, yes) }, "dành cho thường trực")
		p.after(func() { p.TapData(p.Last().ID, strings.Replace(yes, ".yes", ".see", 1)) }, "dành cho thường trực")
	}
	stranger := s.actor(99)
	stranger.after(func() { stranger.Start("") }, "chỉ phục vụ")
	stranger.after(func() { stranger.TapData(1, yes) }, "chỉ phục vụ")
	records, err := s.db.Scan(t.Context(), thidua.Range{Prefix: thidua.Jobs})
	if err != nil || len(records) > 0 {
		t.Errorf("%d jobs, %v", len(records), err)
	}
	s.logged("announced", 0)
}

// TestAnnounceToOneUnit finds the unit by what is typed, takes a corrected text, and Có typed; a second press sends nothing.
func TestAnnounceToOneUnit(t *testing.T) {
	s := playing(t)
	desk, a, c := s.actor(thao), s.actor(an), s.actor(chi)
	for _, p := range []*actor{desk, a, c} {
		p.joins()
	}
	desk.says("/thongbao\nHọp lúc 5 giờ", "Gửi cho ai?")
	desk.says("/thongbao", "gõ nội dung") // anew
	desk.after(func() { desk.SendSticker() }, "chỉ nhận chữ")
	desk.after(func() { desk.SendPhoto("a.jpg", []byte("ảnh"), "Họp lúc 5 giờ") }, "chỉ nhận chữ")
	typed := 0
	desk.after(func() { typed = desk.Say("Họp lúc 6 giờ") }, "Gửi cho ai?")
	desk.says("tài chính", "Không tìm thấy đơn vị «tài chính»")
	desk.says("kế hoạch", "Chưa có ai để gửi: Phòng Kế hoạch")
	desk.says("ph", "Có 2 đơn vị như vậy", "Văn phòng", "Phòng Kế hoạch")
	desk.says("thanh", "Họp lúc 6 giờ", "Thanh tra – 1 người")
	desk.after(func() { desk.EditText(typed, "Họp lúc 7 giờ") }, "Họp lúc 7 giờ", "Thanh tra – 1 người")
	preview := desk.says("gì cơ", "Gửi chứ?")
	desk.says("có", "Gửi cho: Thanh tra")
	c.gets(0, "Họp lúc 7 giờ")
	desk.after(func() { desk.TapData(preview.ID, preview.Buttons[0][0].Data) }, "Thông báo lúc") // again
	s.until(func() bool { return !s.waits() })
	if n := c.told("Họp lúc 7 giờ"); n != 1 || a.told("Họp lúc") > 0 {
		t.Errorf("%d messages", n)
	}
	s.logged("announced", 1)
}

// TestAnnounceIsDropped wherever the person turns to something else, so that no answer becomes an announcement, and no text
// an answer.
func TestAnnounceIsDropped(t *testing.T) {
	s := playing(t)
	desk, a := s.actor(thao), s.actor(an)
	desk.joins()
	a.joins()
	desk.taps("📝 Phần của thường trực", "Mời anh/chị chọn phần")
	opening := desk.taps(desk.Last().Buttons[0][0].Text, "Hạn nộp")
	desk.taps(opening.Buttons[0][0].Text, "câu 1/")
	desk.says("/thongbao", "Mời anh/chị gõ nội dung") // the question is closed
	desk.says("/tiendo", "Tiến độ ·")                 // beside it
	desk.says("Tin thứ nhất", "Gửi cho ai?")
	preview := desk.taps("Tất cả đầu mối", "Gửi chứ?")
	desk.says("/menu", "Mời anh/chị chọn phần")
	desk.says("Có", "Mời anh/chị chọn")
	desk.TapData(preview.ID, preview.Buttons[0][0].Data)
	desk.notice("không dùng được")
	desk.says("/thongbao Tin thứ hai", "Gửi cho ai?")
	desk.says("/huy", "Đã hủy", "")
	desk.says("/thongbao Tin thứ ba", "Gửi cho ai?")
	desk.taps("Tất cả đầu mối", "Gửi chứ?")
	desk.taps("Không", "chưa gửi gì")
	desk.says("Có", "Mời anh/chị chọn")
	records, err := s.db.Scan(t.Context(), thidua.Range{Prefix: thidua.Jobs})
	if err != nil || len(records) > 0 || a.told("Tin thứ") > 0 {
		t.Errorf("%d jobs, %v", len(records), err)
	}
}

// TestAnnounceLong keeps a text whole that Telegram splits, and refuses one without end.
func TestAnnounceLong(t *testing.T) {
	s := playing(t)
	desk, a := s.actor(thao), s.actor(an)
	desk.joins()
	a.joins()
	long := strings.Repeat("Thi đua là yêu nước. ", 195) // 4,095 characters
	desk.says("/thongbao", "gõ nội dung")
	desk.says(long, "Mời anh/chị gửi tiếp")
	desk.says("Hết rồi.", "Mời anh/chị gửi tiếp")
	desk.says("Xong", "Gửi cho ai?")
	desk.taps("Văn phòng", "Gửi chứ?")
	desk.taps("Có", "Thông báo lúc")
	a.gets(0, "Hết rồi.")
	s.until(func() bool { return !s.waits() })
	desk.taps("🔄 Cập nhật", "1/1 người")
	desk.says("/thongbao", "gõ nội dung")
	desk.says(long, "gửi tiếp")
	desk.says(long, "dài quá")
}

// TestAnnounceLeft sends nothing to somebody who left while the message waited, and says so.
func TestAnnounceLeft(t *testing.T) {
	s := newStage(t)
	s.list(map[int64]string{1: "A", 2: "B"})
	key := s.ordered(thidua.Everybody, "")
	s.tick(begins, s.bot(s.db))
	s.leaves(1, "A")
	s.run(s.db)
	id := thidua.LastSegment(key)
	s.until(func() bool { return read[thidua.Fate](s, thidua.DeliveryKey(id, 1)) == thidua.Left })
	s.until(func() bool { return read[thidua.Fate](s, thidua.DeliveryKey(id, 2)) == thidua.Unreachable }) // no such chat
}

// TestAnnounceToSomeUnits ticks units and unticks them, and writes to those alone.
func TestAnnounceToSomeUnits(t *testing.T) {
	s := playing(t)
	desk, a, c := s.actor(thao), s.actor(an), s.actor(chi)
	for _, p := range []*actor{desk, a, c} {
		p.joins()
	}
	desk.says("/thongbao Họp sáng mai", "Gửi cho ai?", "Chọn nhiều đơn vị")
	desk.taps("☑️ Chọn nhiều đơn vị", "đã chọn 0", "Xong")
	desk.taps("Văn phòng", "đã chọn 1", "✅ Văn phòng")
	desk.taps("Thanh tra", "đã chọn 2")
	desk.taps("✅ Văn phòng", "đã chọn 1")
	desk.taps("Phòng Kế hoạch", "đã chọn 2")
	desk.taps("Xong", "Gửi cho: Thanh tra, Phòng Kế hoạch – 1 người", "Gửi chứ?")
	desk.taps("Có", "Thông báo lúc")
	c.gets(0, "Họp sáng mai")
	s.until(func() bool { return !s.waits() })
	if a.told("Họp sáng mai") > 0 {
		t.Error("sent to a unit that was not chosen")
	}
}
