package bot

import (
	"strings"
	"testing"
	"time"

	"thidua"
)

// TestLifeByCommand locks, unlocks, closes, reopens and archives a campaign, each after Có; focal points are told of each
// once, reminders stop and come back with it, on both stores.
func TestLifeByCommand(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.run(s.db)
			desk, a := s.actor(thao), s.actor(an)
			desk.joins()
			a.joins()
			planned := s.deadlines()
			for _, row := range []struct{ command, question, done, told, reminds string }{
				{"/khoa", "Khóa «Đợt thi đua mùa đông»?", "đã khóa", "🔒 Đợt thi đua «Đợt thi đua mùa đông» đã khóa", ""},
				{"/lock", "Mở khóa «Đợt thi đua mùa đông»?", "đã mở lại", "🔓 Đợt thi đua «Đợt thi đua mùa đông» đã mở lại", planned},
				{"/dong", "Đóng «Đợt thi đua mùa đông»?", "đã đóng", "🔒 Đợt thi đua «Đợt thi đua mùa đông» đã đóng", ""},
				{"/close", "Mở lại «Đợt thi đua mùa đông»?", "đã mở lại", "🔓 Đợt thi đua «Đợt thi đua mùa đông» đã mở lại", planned},
				{"/luutru", "Lưu trữ «Đợt thi đua mùa đông»?", "đã được lưu trữ", "🗄 Đợt thi đua «Đợt thi đua mùa đông»", ""},
			} {
				before := a.told(row.told)
				desk.says(row.command, row.question, "báo cho 1 đầu mối", "Có", "Không")
				desk.taps("Không", "chưa đổi gì")
				desk.says(row.command, row.question)
				desk.taps("Có", row.done)
				s.until(func() bool { return a.told(row.told) == before+1 })
				if got := s.deadlines(); got != row.reminds {
					t.Errorf("%s: reminders are planned for %q, want %q", row.command, got, row.reminds)
				}
			}
			a.says("/menu", "Chưa có đợt thi đua nào")
			desk.says("/menu", "Chưa có đợt thi đua nào")
			desk.says("/luutru", "Đã lưu trữ", "Đợt thi đua mùa đông")
			if file := desk.taps("📗 Tổng hợp", "Bảng tổng hợp"); file.Document == nil {
				t.Error("the export of an archived campaign is no file")
			}
			desk.taps("↩ Đưa trở lại: Đợt thi đua mùa đông", "Đưa «Đợt thi đua mùa đông» trở lại?", "báo cho 1 đầu mối")
			desk.taps("Không", "chưa đổi gì")
			desk.says("/luutru", "Đã lưu trữ")
			desk.taps("↩ Đưa trở lại: Đợt thi đua mùa đông", "Đưa «Đợt thi đua mùa đông» trở lại?")
			desk.taps("Có", "đã đóng")
			a.gets(0, "«Đợt thi đua mùa đông» đã được đưa trở lại từ lưu trữ")
			s.until(func() bool { return !s.waits() })
			if n := a.told("đưa trở lại"); n != 1 {
				t.Errorf("told %d times", n)
			}
			a.says("/menu", "🔒 Đợt thi đua đã đóng")
			for act, want := range map[string]int{"locked": 1, "unlocked": 1, "closed": 1, "reopened": 1, "archived": 1, "restored": 1} {
				s.logged(act, want)
			}
		})
	}
}

// TestOldCardOfALock does nothing once the campaign changed.
func TestOldCardOfALock(t *testing.T) {
	s := playing(t)
	desk := s.actor(thao)
	desk.joins()
	card := desk.says("/khoa", "Khóa «")
	s.live(thidua.Life{Due: begins.AddDate(0, 1, 0)})
	desk.TapData(card.ID, card.Buttons[0][0].Data)
	desk.notice("vừa thay đổi")
	if phase := read[thidua.Head](s, thidua.CampaignKey("td")).Phase; phase != thidua.CampaignOpen {
		t.Errorf("phase %q", phase)
	}
}

// TestLifeIsForTheSecretariat gives nobody else a way to change a campaign's life, by command, button or guess.
func TestLifeIsForTheSecretariat(t *testing.T) {
	s := playing(t)
	desk, a, leader := s.actor(thao), s.actor(an), s.actor(khai)
	for _, p := range []*actor{desk, a, leader} {
		p.joins()
	}
	var forged []string
	for _, command := range []string{"/khoa", "/dong", "/luutru"} {
		forged = append(forged, desk.says(command, "Có").Buttons[0][0].Data)
	}
	desk.says("/giahan", "Gia hạn cho ai?")
	forged = append(forged, desk.Last().Buttons[0][0].Data)
	archived := deskPrefix + "luutru.sure." + targetID("td")[:10]
	for _, p := range []*actor{a, leader} {
		for _, command := range []string{"/giahan", "/khoa", "/dong", "/luutru", "/extend", "/lock", "/close", "/archive"} {
			p.says(command, "dành cho thường trực")
		}
		for _, data := range forged {
			p.after(func() { p.TapData(p.Last().ID, data) }, "dành cho thường trực")
		}
		p.TapData(p.Last().ID, archived)
		p.notice("không dùng được")
	}
	stranger := s.actor(99)
	first := stranger.after(func() { stranger.Start("") }, "chỉ phục vụ")
	for _, data := range append(forged, archived) {
		stranger.after(func() { stranger.TapData(first.ID, data) }, "chỉ phục vụ")
	}
	if head := read[thidua.Head](s, thidua.CampaignKey("td")); head.Phase != thidua.CampaignOpen || !head.Due.IsZero() {
		t.Errorf("life: %+v", head.Life)
	}
}

// TestClosedRemindsNobody lets the reminders of a closed campaign pass, also those whose time had come when it was closed.
func TestClosedRemindsNobody(t *testing.T) {
	s := newStage(t)
	stop := s.run(s.db)
	a := s.actor(an)
	a.joins()
	stop()
	s.live(thidua.Life{Phase: thidua.CampaignClosed})
	b := s.bot(s.db)
	for at := begins; at.Before(begins.AddDate(0, 0, 6)); at = at.Add(time.Hour) {
		if err := b.Tick(t.Context(), at); err != nil {
			t.Fatal(err)
		}
	}
	if backlog, err := s.db.Backlog(t.Context()); err != nil || backlog.Messages > 0 {
		t.Errorf("%d messages, %v", backlog.Messages, err)
	}
	if got := s.deadlines(); strings.Contains(got, "/11") {
		t.Errorf("reminders are still planned for %s", got)
	}
}

// TestArchiveFromAUnitsPost is about the archives of those campaigns that the person directs, whatever post they speak for.
func TestArchiveFromAUnitsPost(t *testing.T) {
	s := newStage(t)
	s.load([]byte(strings.NewReplacer("| | id | td |", "| | id | cu |", "Đợt thi đua mùa đông", "Đợt thi đua mùa hè").Replace(string(workbook))))
	s.run(s.db)
	a, c := s.actor(an), s.actor(chi)
	a.joins()
	c.joins()
	s.alsoHolds(a, thidua.Post{Role: thidua.Secretariat, Campaign: "cu"})
	a.says("/donvi", "cho đơn vị nào?")
	a.taps("Văn phòng · Đợt thi đua mùa đông", "Mời anh/chị chọn phần")
	a.says("/luutru", "Chưa có đợt thi đua nào được lưu trữ")
	head := read[thidua.Head](s, thidua.CampaignKey("cu"))
	head.Phase = thidua.CampaignArchived
	if err := commit(t.Context(), s.db, secret(), begins, s.at(thidua.CampaignKey("cu"), newRecord("", head).Body)); err != nil {
		t.Fatal(err)
	}
	a.says("/archive", "Đã lưu trữ", "• Đợt thi đua mùa hè")
	a.taps("↩ Đưa trở lại: Đợt thi đua mùa hè", "Đưa «Đợt thi đua mùa hè» trở lại?")
	a.taps("Không", "chưa đổi gì")
	c.says("/luutru", "dành cho thường trực")
	a.says("/luutru", "Đã lưu trữ")
	a.taps("↩ Đưa trở lại: Đợt thi đua mùa hè", "Đưa «Đợt thi đua mùa hè» trở lại?")
	a.taps("Có", "đã được đưa trở lại")
	a.says("/menu", "Mời anh/chị chọn phần", "Đợt thi đua mùa đông")
	if phase := read[thidua.Head](s, thidua.CampaignKey("cu")).Phase; phase != thidua.CampaignClosed {
		t.Errorf("phase %q", phase)
	}
}

// alsoHolds gives somebody who joined one more post.
func (s *stage) alsoHolds(a *actor, post thidua.Post) {
	s.Helper()
	key := thidua.PersonKey(a.ID)
	person := read[thidua.Person](s, key)
	person.Posts = append(person.Posts, post)
	if err := commit(s.Context(), s.db, "test/"+secret(), s.clock.now(), s.at(key, newRecord("", person).Body),
		newRecord(thidua.MemberKey(post.Campaign, unitOf(post), a.ID), membership{Chat: a.ID, Name: person.Name, Posts: []thidua.Post{post}})); err != nil {
		s.Fatal(err)
	}
}
