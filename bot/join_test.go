package bot

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/flows/texts"
)

// TestJoin follows an invite from the link to the menu: contact, one card that says what is kept, Có, and only then
// the campaign.
func TestJoin(t *testing.T) {
	s := playing(t)
	a := s.actor(an)
	token := a.invite()
	if raw, err := base64.RawURLEncoding.DecodeString(token); err != nil || len(raw) != 16 {
		t.Errorf("token %q holds %d bytes: %v", token, len(raw), err)
	}
	a.after(func() { a.Start(token) }, "chia sẻ số điện thoại")
	a.says("xin chào", "chia sẻ số điện thoại") // nothing else before the contact
	card := a.after(func() { a.ShareContact() }, "Anh/chị đồng ý chứ?", "Bot lưu", "Nơi lưu", "Thời gian lưu")
	if a.Keyboard() != nil {
		t.Error("the contact button is still there")
	}
	if len(card.Buttons) != 1 || card.Buttons[0][0].Text != "Có" {
		t.Errorf("buttons of the first card: %v", card.Buttons)
	}
	a.says("/menu", "Anh/chị đồng ý chứ?")
	a.says("150", "Anh/chị đồng ý chứ?")
	if a.told("Đợt thi đua mùa đông") > 0 || a.told("Số người") > 0 {
		t.Error("the campaign was shown before Có")
	}
	a.says("có", "Đợt thi đua mùa đông", "Văn phòng")
	a.taps("Thông tin chung", "Hạn nộp")
	p := read[thidua.Person](s, thidua.PersonKey(a.ID))
	if p.Name != "Nguyễn Thị An" || p.Phone != "+84912000001" || p.Agreed.IsZero() || len(p.Posts) != 1 {
		t.Errorf("person: %+v", p)
	}
	if used := read[thidua.Invite](s, thidua.InviteKey(token)).Used; used.IsZero() {
		t.Error("the token is not used up")
	}
}

// TestOneLinkForAllUnits joins by one link for every unit for which the roster has the person's number, and tells of each.
func TestOneLinkForAllUnits(t *testing.T) {
	s := playing(t)
	desk, many := s.actor(thao), s.actor(30)
	desk.joins()
	promised := s.promised(many.Phone)
	if len(promised) != 2 {
		t.Fatalf("the roster promises %+v", promised)
	}
	second := s.token(promised[1])
	many.joinsBy(s.token(promised[0]))
	for _, unit := range []string{"Văn phòng", "Thanh tra"} {
		desk.gets(0, "Đỗ Thị Nhiều vừa tham gia", unit)
	}
	if posts := read[thidua.Person](s, thidua.PersonKey(many.ID)).Posts; len(posts) != 2 {
		t.Errorf("posts %+v", posts)
	}
	s.logged("joined", 3)
	told := len(desk.Messages())
	many.after(func() { many.Start(second) }, "Đợt thi đua mùa đông") // the other link gives nothing new
	if n := len(desk.Messages()); n != told {
		t.Errorf("told of %d more", n-told)
	}
}

// TestTokenIsNotKept looks for the secret in everything that the store holds.
func TestTokenIsNotKept(t *testing.T) {
	s := playing(t)
	a := s.actor(an)
	token := a.invite()
	a.after(func() { a.Start(token) }, "chia sẻ số điện thoại")
	records, err := s.db.Scan(t.Context(), thidua.Range{})
	if err != nil || len(records) < 10 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	for _, r := range records {
		if strings.Contains(string(r.Key)+string(r.Body), token) {
			t.Errorf("%s holds the token", r.Key)
		}
	}
}

// TestBadInvites are all answered with the same clear sentence, and join nobody.
func TestBadInvites(t *testing.T) {
	for name, c := range map[string]func(s *stage, a *actor){
		"guessed": func(s *stage, a *actor) {
			a.after(func() { a.Start("AAAAAAAAAAAAAAAAAAAAAA") }, "Liên kết mời không dùng được")
		},
		"not a token": func(s *stage, a *actor) {
			a.says("/start ../../person/70001", "Liên kết mời không dùng được")
		},
		"used": func(s *stage, a *actor) {
			token := s.token(thidua.Invite{Name: "Ai đó", Post: thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: "A"}})
			other := s.actor(77)
			other.after(func() { other.Start(token) }, "Chào mừng Ai đó")
			a.after(func() { a.Start(token) }, "Liên kết mời không dùng được")
		},
		"after seven days": func(s *stage, a *actor) {
			token := a.invite()
			s.clock.pass(7*24*time.Hour + time.Second)
			a.after(func() { a.Start(token) }, "Liên kết mời không dùng được")
		},
		"of the secretariat after a day": func(s *stage, a *actor) {
			token := s.actor(thao).invite()
			s.clock.pass(24*time.Hour + time.Second)
			a.after(func() { a.Start(token) }, "Liên kết mời không dùng được")
		},
		"too old when the contact comes": func(s *stage, a *actor) {
			token := a.invite()
			a.after(func() { a.Start(token) }, "chia sẻ số điện thoại")
			s.clock.pass(7*24*time.Hour + time.Second)
			a.after(func() { a.ShareContact() }, "Liên kết mời không dùng được")
		},
		"somebody else's": func(s *stage, a *actor) {
			token := s.actor(chi).invite()
			a.after(func() { a.Start(token) }, "chia sẻ số điện thoại")
			a.after(func() { a.ShareContact() }, "Liên kết mời không dùng được")
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := playing(t)
			a := s.actor(99)
			if name == "after seven days" || name == "too old when the contact comes" {
				a = s.actor(an)
			}
			c(s, a)
			if posts := read[thidua.Person](s, thidua.PersonKey(a.ID)).Posts; len(posts) > 0 {
				t.Errorf("joined: %v", posts)
			}
			if a.told("Đợt thi đua") > 0 {
				t.Error("the campaign was shown")
			}
		})
	}
}

// TestContacts shows which contacts count: a person's own, sent by themselves, in private.
func TestContacts(t *testing.T) {
	s := playing(t)
	a, b := s.actor(an), s.actor(binh)
	a.after(func() { a.Start(a.invite()) }, "chia sẻ số điện thoại")
	for name, send := range map[string]func(){
		"somebody else's": func() { a.SendContact(b.Person) },
		"forwarded":       func() { a.ForwardContact(a.Person) },
	} {
		a.after(send, "chính mình")
		if posts := read[thidua.Person](s, thidua.PersonKey(a.ID)).Posts; len(posts) > 0 {
			t.Errorf("%s: joined %v", name, posts)
		}
	}
	a.after(func() { a.ShareContact() }, "đồng ý")
}

// TestRoster joins by the contact alone whoever stands on the roster under one name, for all their units.
func TestRoster(t *testing.T) {
	s := playing(t)
	many := s.actor(30)
	many.after(func() { many.Start("") }, "chỉ phục vụ người đã được mời")
	many.after(func() { many.ShareContact() }, "đồng ý")
	many.taps("Có", "đơn vị nào")
	many.taps("Văn phòng", "Văn phòng")
	many.says("/donvi", "đơn vị nào")
	many.taps("Thanh tra", "Thanh tra")
	if posts := read[thidua.Person](s, thidua.PersonKey(many.ID)).Posts; len(posts) != 2 {
		t.Errorf("posts: %v", posts)
	}

	twoNames, unknown := s.actor(20), s.actor(99)
	for _, a := range []*actor{twoNames, unknown} {
		a.after(func() { a.Start("") }, "chỉ phục vụ người đã được mời")
		a.after(func() { a.ShareContact() }, "chỉ phục vụ người đã được mời")
		if posts := read[thidua.Person](s, thidua.PersonKey(a.ID)).Posts; len(posts) > 0 {
			t.Errorf("%s joined: %v", a.Phone, posts)
		}
	}
}

// TestSeveralRolesAtOnce joins somebody who is leader and secretariat in one commit; they speak as secretariat.
func TestSeveralRolesAtOnce(t *testing.T) {
	s := playing(t)
	thaoJoined, both := s.actor(thao), s.actor(40)
	thaoJoined.joins()
	both.after(func() { both.Start("") }, "chỉ phục vụ")
	both.after(func() { both.ShareContact() }, "đồng ý")
	both.taps("Có", "Bàn làm việc")
	both.taps("Phần của thường trực", "Đánh giá của Sở")
	members, err := Members(t.Context(), s.db, "td", thidua.Department)
	if err != nil || len(members) != 3 {
		t.Errorf("members: %v, %v", members, err)
	}
	if n := thaoJoined.told("Bùi Kiêm vừa tham gia"); n != 2 {
		t.Errorf("the secretariat was told %d times", n)
	}
}

// TestStranger always reads the same sentence and nothing else, whatever they do.
func TestStranger(t *testing.T) {
	s := playing(t)
	a := s.actor(99)
	first := a.after(func() { a.Start("") }, "chỉ phục vụ")
	if a.Keyboard() == nil || !a.Keyboard().Keys[0][0].RequestContact {
		t.Fatal("no contact button")
	}
	for _, act := range []func(){
		func() { a.Say("/tiendo") }, func() { a.Say("/menu") }, func() { a.Say("mật khẩu?") }, func() { a.SendSticker() },
		func() { a.TapData(first.ID, "desk.tonghop") }, func() { a.TapData(first.ID, "t.AAAA") },
		func() { a.TapData(first.ID, "agree") }, func() { a.TapData(first.ID, "1.0") }, func() { a.SendFileOfSize("x.zip", 1) },
		func() { a.Say("/ngonngu") }, func() { a.Say(strings.Repeat("a", 4000)) },
	} {
		if m := a.after(act, "chỉ phục vụ"); m.Text != first.Text {
			t.Errorf("another sentence: %s", m.Text)
		}
	}
	if n := a.told(""); n != 12 {
		t.Errorf("%d messages for 12 acts", n)
	}
}

// TestGroup gets one line for a command, and none for the rest.
func TestGroup(t *testing.T) {
	s := playing(t)
	a := s.actor(an)
	a.joins()
	g := s.sim.Group(-100, "Cơ quan")
	a.SayIn(g, "@simulator_bot cho xem tiến độ")
	a.SayIn(g, "/menu@simulator_bot")
	a.SayIn(g, "/start "+s.actor(binh).invite())
	a.says("/menu", "Đợt thi đua mùa đông")
	ctx := t.Context()
	if err := s.sim.Settle(ctx); err != nil {
		t.Fatal(err)
	}
	watcher := s.actor(98)
	watcher.after(func() { watcher.Start("") }, "chỉ phục vụ")
	lines := 0
	for _, m := range g.Messages() {
		if m.FromBot {
			lines++
			if m.Text != texts.PrivateOnly.In("vi") {
				t.Errorf("said in the group: %s", m.Text)
			}
		}
	}
	if lines == 0 || lines > 2 {
		t.Errorf("%d lines in the group", lines)
	}
}

// TestJoinIsTold tells the secretariat and the unit's other people, who can undo it; what was undone stays so.
func TestJoinIsTold(t *testing.T) {
	s := playing(t)
	secretariat, leader, a, b, other := s.actor(thao), s.actor(khai), s.actor(an), s.actor(binh), s.actor(chi)
	for _, p := range []*actor{secretariat, leader, a, other} {
		p.joins()
	}
	b.joins()
	told := secretariat.gets(0, "Trần Văn Bình vừa tham gia", "Văn phòng")
	a.gets(0, "Trần Văn Bình vừa tham gia")
	for _, p := range []*actor{leader, other} {
		p.says("/start", "Đợt thi đua mùa đông")
		if p.told("vừa tham gia") > 0 {
			t.Errorf("%s was told", p.Name)
		}
	}
	other.TapData(other.Last().ID, told.Buttons[0][0].Data) // forged: it is the secretariat's button
	other.notice("không dùng được")
	b.says("/menu", "Văn phòng")

	secretariat.after(func() { secretariat.TapData(told.ID, told.Buttons[0][0].Data) }, "Đã xóa Trần Văn Bình")
	b.says("/menu", "chỉ phục vụ")
	b.after(func() { b.ShareContact() }, "chỉ phục vụ")
	secretariat.TapData(told.ID, told.Buttons[0][0].Data)
	secretariat.notice("không dùng được")
	s.clock.pass(time.Minute)
	s.load(workbook) // a new version of the workbook brings nobody back
	b.after(func() { b.ShareContact() }, "chỉ phục vụ")
	if members, err := Members(t.Context(), s.db, "td", "A"); err != nil || len(members) != 1 {
		t.Errorf("members: %v, %v", members, err)
	}
	token := s.token(s.promised(b.Phone)[0])
	b.after(func() { b.Start(token) }, "chia sẻ số điện thoại")
	b.after(func() { b.ShareContact() }, "Văn phòng") // a new invite does
}

// TestStaff comes in before there is a campaign, and is of the secretariat in every one.
func TestStaff(t *testing.T) {
	s := playing(t)
	if err := s.db.Clear(t.Context()); err != nil {
		t.Fatal(err)
	}
	first, second := s.actor(50), s.actor(51)
	for _, p := range []*actor{first, second} {
		token := s.token(thidua.Invite{Name: "Cán bộ " + p.Phone, Phone: "+84" + strings.ReplaceAll(p.Phone[1:], " ", ""),
			Post: thidua.Post{Role: thidua.Secretariat}})
		p.after(func() { p.Start(token) }, "chia sẻ số điện thoại")
		p.after(func() { p.ShareContact() }, "đồng ý")
		p.taps("Có", "Chưa có đợt thi đua nào")
		p.says("/menu", "Chưa có đợt thi đua nào")
	}
	first.gets(0, "Cán bộ "+second.Phone+" vừa tham gia")
	s.load(workbook)
	first.says("/start", "Bàn làm việc: Đợt thi đua mùa đông")
	a := s.actor(an)
	a.joins()
	first.gets(0, "Nguyễn Thị An vừa tham gia")
}

// TestSecondInvite reaches somebody in the middle of a question: nothing is lost, and until the contact is shared
// everything goes on as before.
func TestSecondInvite(t *testing.T) {
	s := playing(t)
	a := s.actor(an)
	a.joins()
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	more := s.token(thidua.Invite{Phone: "+84912000001", Post: thidua.Post{Role: thidua.Leader, Campaign: "td"}})
	a.after(func() { a.Start(more) }, "chia sẻ số điện thoại")
	a.says("25", "Ngày tổ chức") // the answer to the open question
	a.after(func() { a.ShareContact() }, "đơn vị nào")
	a.taps("Lãnh đạo", "Bàn làm việc")
	a.says("/donvi", "đơn vị nào")
	a.taps("Văn phòng", "Văn phòng")
	a.taps("Tiếp tục", "Ngày tổ chức")
	if name := read[thidua.Person](s, thidua.PersonKey(a.ID)).Name; name != "Nguyễn Thị An" {
		t.Errorf("the nameless invite made her %q", name)
	}
}

// TestContactAgain is no answer and changes nothing.
func TestContactAgain(t *testing.T) {
	s := playing(t)
	a := s.actor(an)
	a.joins()
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	a.after(func() { a.ShareContact() }, "Số người tham gia")
	token := s.token(s.promised(a.Phone)[0])
	a.after(func() { a.Start(token) }, "Văn phòng") // who is in already is shown the menu
	if posts := read[thidua.Person](s, thidua.PersonKey(a.ID)).Posts; len(posts) != 1 {
		t.Errorf("posts: %v", posts)
	}
}

// TestPendingInvite lets go of somebody who never shares the contact.
func TestPendingInvite(t *testing.T) {
	s := playing(t)
	a := s.actor(an)
	start := func() { a.Start(a.invite()) }
	a.after(start, "chia sẻ số điện thoại")
	a.says("/huy", "chỉ phục vụ")
	a.says("alo", "chỉ phục vụ")
	a.after(start, "chia sẻ số điện thoại")
	s.clock.pass(8 * 24 * time.Hour)
	a.says("alo", "chỉ phục vụ")
}

// TestCardsNameTheUnit says on every card of a part for which unit it is, to who speaks for several; to nobody else.
func TestCardsNameTheUnit(t *testing.T) {
	s := playing(t)
	a, one := s.actor(30), s.actor(an)
	one.joins()
	one.taps("Thông tin chung", "Hạn nộp")
	if card := one.taps("Bắt đầu", "Số người tham gia"); strings.Contains(card.Text, "Văn phòng") {
		t.Errorf("it names the only unit: %s", card.Text)
	}
	a.after(func() { a.Start("") }, "chỉ phục vụ")
	a.after(func() { a.ShareContact() }, "đồng ý")
	a.taps("Có", "đơn vị nào")
	for _, unit := range []string{"Văn phòng", "Thanh tra"} {
		a.says("/donvi", "đơn vị nào")
		a.taps(unit, "Đơn vị: "+unit)
		a.taps("Hoạt động", unit+"\nHoạt động")
		a.taps("Thêm", unit+"\nHoạt động · câu 1", "Tên hoạt động")
		a.says("Hội thảo", unit+"\nHoạt động › Hội thảo · câu 2")
		a.taps("Hủy", unit+"\nHủy phần «Hoạt động»?")
		a.taps("Không", unit+"\nHoạt động › Hội thảo · câu 2")
	}
	s.alsoHolds(one, thidua.Post{Role: thidua.FocalPoint, Campaign: "he", Unit: "A"})
	one.says("/menu", "Mời anh/chị chọn phần")
	one.taps("Thông tin chung", "Văn phòng · Đợt thi đua mùa đông\nThông tin chung")
}

// TestLongTextSurvivesLeaving keeps what was acknowledged in pieces when the person turns to another unit.
func TestLongTextSurvivesLeaving(t *testing.T) {
	s := playing(t)
	a := s.actor(30)
	a.after(func() { a.Start("") }, "chỉ phục vụ")
	a.after(func() { a.ShareContact() }, "đồng ý")
	a.taps("Có", "đơn vị nào")
	a.taps("Văn phòng", "Văn phòng")
	a.taps("Thông tin chung", "Hạn nộp")
	a.taps("Bắt đầu", "Số người tham gia")
	a.says("25", "Ngày tổ chức")
	a.taps("Bỏ qua", "Kết quả nổi bật")
	long := strings.Repeat("Thi đua ", 500) + "hết"
	a.says(long, "ký tự")
	a.says("/donvi", "đơn vị nào")
	a.taps("Thanh tra", "Thanh tra")
	a.says("/donvi", "đơn vị nào")
	a.taps("Văn phòng", "Văn phòng")
	a.taps("Thông tin chung", "đang làm")
	a.taps("Tiếp tục", "Tệp minh chứng")
	var found bool
	records, err := s.db.Scan(t.Context(), thidua.Range{Prefix: "draft/"})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		found = found || strings.Contains(string(r.Body), long)
	}
	if !found {
		t.Error("the long text is not in the draft")
	}
}
