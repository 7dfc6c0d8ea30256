package bot

import (
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/bot/simulator"
	"thidua/flows/texts"
	"thidua/flows/xlsform"
)

// The roads into somebody else's campaign. Whatever is tried, what comes back is one sentence that is the same for
// everything that could have been guessed.

// roads is a stage where A is being answered, B has handed in, and the secretariat has the buttons of both.
func roads(t *testing.T) (s *stage, secretariat, a, b *actor) {
	s = playing(t)
	secretariat, a, b = s.actor(thao), s.actor(an), s.actor(chi)
	for _, p := range []*actor{secretariat, a, b} {
		p.joins()
	}
	b.taps("Hoạt động", "Chưa có mục nào")
	b.taps("Không có nội dung", "đã nộp")
	return s, secretariat, a, b
}

// everyButton is the data of all buttons that somebody has.
func (a *actor) everyButton() (data []string) {
	for _, m := range a.Messages() {
		for _, row := range m.Buttons {
			for _, button := range row {
				data = append(data, button.Data)
			}
		}
	}
	return data
}

// TestRoadOfAStranger: whatever a stranger says or presses, the answer is the same sentence, as if nothing were here.
func TestRoadOfAStranger(t *testing.T) {
	s, secretariat, a, b := roads(t)
	x := s.actor(99)
	first := x.after(func() { x.Start("") }, "chỉ phục vụ")
	for _, text := range []string{"/tiendo", "/nhatky", "/duyet", "/tonghop", "/menu", "Văn phòng", "td", "/start", "0912000001"} {
		if m := x.says(text, "chỉ phục vụ"); m.Text != first.Text {
			t.Errorf("%s: %s", text, m.Text)
		}
	}
	for _, p := range []*actor{secretariat, a, b} {
		for _, data := range p.everyButton() {
			if m := x.after(func() { x.TapData(first.ID, data) }, "chỉ phục vụ"); m.Text != first.Text || len(m.Buttons) > 0 {
				t.Errorf("%s: %s %v", data, m.Text, m.Buttons)
			}
		}
	}
}

// TestRoadOfAnotherUnit: a focal point presses the buttons of the secretariat and of another unit, and asks for what is
// not theirs; nothing of the other unit changes or is named.
func TestRoadOfAnotherUnit(t *testing.T) {
	s, secretariat, a, b := roads(t)
	secretariat.says("/tiendo", "Tiến độ ·")
	secretariat.taps("Thanh tra", "📄 Hoạt động")
	before := read[thidua.Index](s, thidua.IndexKey("td", "B"))
	card := a.says("/menu", "Văn phòng")
	seen := len(a.Messages())
	for _, p := range []*actor{secretariat, b} {
		for _, data := range p.everyButton() {
			a.TapData(card.ID, data)
		}
	}
	for _, command := range []string{"/tiendo", "/duyet", "/tonghop", "/thongbao Thanh tra"} {
		a.says(command, "dành cho thường trực")
	}
	a.says("/nhatky", "Nhật ký · Văn phòng")
	for _, m := range a.Messages()[seen:] {
		if m.FromBot && (strings.Contains(m.Text, "Thanh tra") || strings.Contains(m.Text, "Lê Minh Chi") || m.Document != nil || m.Photo != nil) {
			t.Errorf("a focal point of another unit got: %s", m.Text)
		}
	}
	if after := read[thidua.Index](s, thidua.IndexKey("td", "B")); len(after.Parts) != len(before.Parts) || after.Parts["hoat_dong"] != before.Parts["hoat_dong"] {
		t.Errorf("unit B stands at %+v, was %+v", after, before)
	}
}

// TestRoadOfTheRevoked: whoever was removed is a stranger, with the cards that they still have and with their contact.
func TestRoadOfTheRevoked(t *testing.T) {
	s, secretariat, a, _ := roads(t)
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	told := secretariat.gets(0, "Nguyễn Thị An vừa tham gia", "Văn phòng")
	secretariat.after(func() { secretariat.TapData(told.ID, told.Buttons[0][0].Data) }, "Đã xóa Nguyễn Thị An")
	first := a.says("25", "chỉ phục vụ")
	for _, data := range a.everyButton() {
		if m := a.after(func() { a.TapData(first.ID, data) }, "chỉ phục vụ"); m.Text != first.Text {
			t.Errorf("%s: %s", data, m.Text)
		}
	}
	for _, text := range []string{"/menu", "/start", "/tiendo", "/donvi", "/ngonngu"} {
		if m := a.says(text, "chỉ phục vụ"); m.Text != first.Text {
			t.Errorf("%s: %s", text, m.Text)
		}
	}
	a.after(func() { a.ShareContact() }, texts.NotInvited.In("vi"))
	records, err := s.db.Scan(t.Context(), thidua.Range{Prefix: thidua.DraftKey("td", "A", "chung")})
	for _, r := range records {
		if strings.Contains(string(r.Body), `"25"`) {
			t.Errorf("an answer of the revoked person was kept: %s", r.Body)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestRoadBackByALink: a link from before somebody was removed, or left, does not let them in again, on both stores and
// whether it asks for their contact or not; it stays good for others. One from afterwards does.
func TestRoadBackByALink(t *testing.T) {
	t.Parallel()
	ends := map[string]func(desk, a *actor){
		"removed": func(desk, _ *actor) {
			told := desk.gets(0, "Nguyễn Thị An vừa tham gia")
			desk.after(func() { desk.TapData(told.ID, told.Buttons[0][0].Data) }, "Đã xóa Nguyễn Thị An")
		},
		"left": func(_, a *actor) {
			a.says("/roi", "thôi tham gia Văn phòng")
			a.taps("Có", "Anh/chị đã thôi tham gia")
		},
	}
	for kind, fresh := range stores {
		for end, goes := range ends {
			t.Run(kind+" "+end, func(t *testing.T) {
				t.Parallel()
				s := stageOn(t, fresh(t))
				s.run(s.db)
				desk, a, x := s.actor(thao), s.actor(an), s.actor(99)
				desk.joins()
				open := thidua.Invite{Post: thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: "A"}}
				anybodys, own, kept := s.token(open), a.invite(), s.token(open)
				s.forgetIssued(kept)
				a.joins()
				s.clock.pass(time.Minute)
				goes(desk, a)
				s.clock.pass(time.Minute)
				for _, token := range []string{anybodys, own, kept} {
					a.after(func() { a.Start(token) }, texts.BadInvite.In("vi"))
				}
				a.after(func() { a.ShareContact() }, texts.NotInvited.In("vi"))
				x.after(func() { x.Start(anybodys) }, "đồng ý")
				later := s.token(open)
				a.after(func() { a.Start(later) }, "Văn phòng")
				if posts := read[thidua.Person](s, thidua.PersonKey(a.ID)).Posts; len(posts) != 1 {
					t.Errorf("the new link gave %v", posts)
				}
			})
		}
	}
}

// TestRoadBackByTheRoster: a number on the roster lets nobody in again who was removed, neither where they had come by a link that
// asked for no number, nor after a version of the workbook that writes their name otherwise.
func TestRoadBackByTheRoster(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.run(s.db)
			desk, a, b := s.actor(thao), s.actor(an), s.actor(binh)
			desk.joins()
			open := s.token(thidua.Invite{Name: "Nguyễn Thị An", Post: thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: "A"}})
			a.after(func() { a.Start(open) }, "đồng ý")
			a.taps("Có", "Văn phòng")
			b.joins()
			for _, name := range []string{"Nguyễn Thị An", "Trần Văn Bình"} {
				told := desk.gets(0, name+" vừa tham gia")
				desk.after(func() { desk.TapData(told.ID, told.Buttons[0][0].Data) }, "Đã xóa "+name)
			}
			a.after(func() { a.ShareContact() }, texts.NotInvited.In("vi"))
			s.load([]byte(strings.Replace(string(workbook), "Trần Văn Bình", "Trần Văn Bính", 1)))
			if s.promised(b.Phone)[0].Used.IsZero() {
				t.Error("a corrected name promises anew what was taken away")
			}
			for _, p := range []*actor{a, b} {
				p.after(func() { p.ShareContact() }, texts.NotInvited.In("vi"))
				if posts := read[thidua.Person](s, thidua.PersonKey(p.ID)).Posts; len(posts) > 0 {
					t.Errorf("%s is back with %v", p.Name, posts)
				}
			}
		})
	}
}

// TestRoadsThatAWorkbookCloses: neither a link into a unit that a later version no longer has, nor a number that it corrects, lets
// anybody in.
func TestRoadsThatAWorkbookCloses(t *testing.T) {
	s := playing(t)
	desk, x, wrong, right := s.actor(thao), s.actor(77), s.actor(an), s.actor(8)
	desk.joins()
	token := s.token(thidua.Invite{Post: thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: "C"}})
	own := wrong.invite()
	s.clock.pass(time.Minute)
	s.load([]byte(strings.NewReplacer("| | C | Phòng Kế hoạch |\n", "", "| | Phạm Tiến Dũng | | C | focal_point |\n", "",
		"| | Nguyễn Thị An | 0912 000 001 |", "| | Nguyễn Thị An | 0912 000 008 |").Replace(string(workbook))))
	x.after(func() { x.Start(token) }, texts.BadInvite.In("vi"))
	wrong.after(func() { wrong.Start("") }, "chỉ phục vụ")
	wrong.after(func() { wrong.ShareContact() }, texts.NotInvited.In("vi"))
	wrong.after(func() { wrong.Start(own) }, texts.BadInvite.In("vi"))
	right.after(func() { right.Start("") }, "chỉ phục vụ")
	right.after(func() { right.ShareContact() }, "Chào mừng Nguyễn Thị An")
	for _, p := range []*actor{x, wrong} {
		if posts := read[thidua.Person](s, thidua.PersonKey(p.ID)).Posts; len(posts) > 0 {
			t.Errorf("%s joined: %v", p.Phone, posts)
		}
	}
}

// TestRoadOfWhoIsTakenOffTheRoster: a number that is gone from the workbook still lets in, until the workbook is loaded to remove
// what is gone; who has joined stays.
func TestRoadOfWhoIsTakenOffTheRoster(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.run(s.db)
			a, b, c := s.actor(an), s.actor(binh), s.actor(chi)
			a.joins()
			without := []byte(strings.NewReplacer("| | Nguyễn Thị An | 0912 000 001 | A | focal_point |\n", "", "| | Trần Văn Bình | 0912 000 002 | A | focal_point |\n", "",
				"| | Lê Minh Chi | 0912 000 003 | B | focal_point |\n", "").Replace(string(workbook)))
			s.load(without)
			c.after(func() { c.Start("") }, "chỉ phục vụ")
			c.after(func() { c.ShareContact() }, "Chào mừng Lê Minh Chi")
			campaign, report := xlsform.Read("td.md", without, xlsform.Options{})
			if len(report.Errors) > 0 {
				t.Fatal(report.Errors)
			}
			if err := Load(t.Context(), s.db, Loading{Campaign: campaign, Format: "md", Source: without, Now: s.clock.now(), Calendar: official(), Remove: true}); err != nil {
				t.Fatal(err)
			}
			b.after(func() { b.Start("") }, "chỉ phục vụ")
			b.after(func() { b.ShareContact() }, texts.NotInvited.In("vi"))
			a.says("/menu", "Văn phòng")
		})
	}
}

// TestStrangeNames are text wherever they stand, and as much of them as a button takes.
func TestStrangeNames(t *testing.T) {
	s := playing(t)
	s.named()
	const marked = "<b>Đỗ</b> & <a href='x'>Lê</a>"
	long := strings.Repeat("Tôn Nữ ", 100) + "Hết"
	s.load([]byte(strings.NewReplacer("| | Nguyễn Thị An |", "| | "+marked+" |", "| | Trần Văn Bình |", "| | "+long+" |").Replace(string(workbook))))
	desk, a, b, nameless := s.actor(thao), s.actor(an), s.actor(binh), s.actor(77)
	desk.joins()
	a.joins()
	desk.gets(0, marked+" vừa tham gia (Văn phòng)")
	desk.says("/moi", "Mời ai?")
	card := desk.taps("Văn phòng", "✅ "+marked, "🗑 Xóa "+marked, "Tôn Nữ")
	for _, row := range card.Buttons {
		for _, button := range row {
			if n := len([]rune(button.Text)); n > 200 {
				t.Errorf("%d characters on a button", n)
			}
		}
	}
	b.joins()
	desk.gets(0, "Hết vừa tham gia")
	a.says("/hoi <i>Hạn</i> & giờ?", "Đã gửi câu hỏi số 1")
	desk.gets(0, "Câu hỏi số 1 · Văn phòng – "+marked, "<i>Hạn</i> & giờ?")
	token := s.token(thidua.Invite{Post: thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: "B"}})
	nameless.after(func() { nameless.Start(token) }, "Chào mừng")
	desk.gets(0, "👋 Người chưa ghi tên vừa tham gia (Thanh tra)")
}

// TestRoadOfAnOldHandover: who is invited again does not bring back what they handed over before they were removed.
func TestRoadOfAnOldHandover(t *testing.T) {
	s := playing(t)
	s.named()
	desk, c, next := s.actor(thao), s.actor(chi), s.actor(77)
	desk.joins()
	c.joins()
	c.says("/bangiao", "cho ai?")
	c.says("Mai Thị Kế", "cho Mai Thị Kế?")
	token := s.tokenIn(c.taps("Có", "gửi liên kết này").Text)
	told := desk.gets(0, "Lê Minh Chi vừa tham gia")
	desk.after(func() { desk.TapData(told.ID, told.Buttons[0][0].Data) }, "Đã xóa Lê Minh Chi")
	s.clock.pass(time.Minute)
	again := c.invite()
	c.after(func() { c.Start(again) }, "chia sẻ số điện thoại")
	c.after(func() { c.ShareContact() }, "Thanh tra")
	next.after(func() { next.Start(token) }, texts.BadInvite.In("vi"))
	c.says("/menu", "Thanh tra")
}

// forgetIssued makes an invite one of those that were kept without the time at which they were made.
func (s *stage) forgetIssued(token string) {
	s.Helper()
	key := thidua.InviteKey(token)
	invite := read[thidua.Invite](s, key)
	invite.Issued = time.Time{}
	record := newRecord(key, invite)
	snapshot, err := s.db.Load(s.Context(), "", key)
	if err != nil {
		s.Fatal(err)
	}
	record.Rev = snapshot.Records[key].Rev
	if err := commit(s.Context(), s.db, "test/"+secret(), s.clock.now(), record); err != nil {
		s.Fatal(err)
	}
}

// TestRoadOfAForwardedButton: a pushed button works for whom it was sent to and nobody else, colleagues and secretariat
// included; the notice does not say why.
func TestRoadOfAForwardedButton(t *testing.T) {
	s, secretariat, a, b := roads(t)
	token := s.actor(30).invite()
	many := s.actor(30)
	many.after(func() { many.Start(token) }, "chia sẻ số điện thoại")
	many.after(func() { many.ShareContact() }, "đồng ý")
	told := secretariat.gets(0, "Đỗ Thị Nhiều vừa tham gia")
	guessed := targetPrefix + strings.Repeat("A", 20)
	for _, p := range []*actor{a, b} {
		seen := len(p.Messages())
		for _, data := range []string{told.Buttons[0][0].Data, guessed, targetPrefix, targetPrefix + "../x"} {
			notices := len(p.Notices())
			p.TapData(p.Last().ID, data)
			p.after1(notices)
			if last := p.Notices()[len(p.Notices())-1].Text; last != texts.NotYours.In("vi") {
				t.Errorf("%s reads %q", p.Name, last)
			}
		}
		if len(p.Messages()) != seen {
			t.Errorf("%s got a message: %s", p.Name, p.Last().Text)
		}
	}
	if posts := read[thidua.Person](s, thidua.PersonKey(many.ID)).Posts; len(posts) == 0 {
		t.Error("a forwarded button removed somebody")
	}
}

// after1 waits until a tap more than so many was answered.
func (a *actor) after1(before int) {
	a.s.Helper()
	err := a.Wait(a.s.Context(), func([]simulator.Message) bool { return len(a.Notices()) > before })
	if err != nil {
		a.s.Fatal(err)
	}
}

// TestRoadOfAGuessedToken: a token that never was, one that was used, one that is too old, one that is somebody else's and
// one that is no token at all bring the same sentence, to strangers and to people who are in.
func TestRoadOfAGuessedToken(t *testing.T) {
	s, _, a, _ := roads(t)
	used := s.token(thidua.Invite{Name: "Ai đó", Post: thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: "B"}})
	other := s.actor(77)
	other.after(func() { other.Start(used) }, "Chào mừng Ai đó")
	old := s.token(thidua.Invite{Name: "Ai khác", Post: thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: "B"}})
	s.clock.pass(7*24*time.Hour + time.Second)
	strangers := s.actor(99)
	for _, p := range []*actor{strangers, a} {
		answers := map[string]bool{}
		for _, token := range []string{strings.Repeat("A", 22), used, old, used[:21], "x", "../../person/70001", "td", strings.Repeat("é", 20)} {
			answers[p.says("/start "+token, "không dùng được").Text] = true
		}
		if len(answers) != 1 {
			t.Errorf("%s tells guesses apart: %v", p.Name, answers)
		}
	}
	if posts := read[thidua.Person](s, thidua.PersonKey(strangers.ID)).Posts; len(posts) > 0 {
		t.Errorf("a guess joined somebody: %v", posts)
	}
}
