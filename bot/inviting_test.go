package bot

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image/png"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"thidua"
	"thidua/flows/texts"
)

// named makes the stage's store the simulated bot's own, so that links can be made.
func (s *stage) named() {
	s.Helper()
	if err := Belong(s.Context(), s.db, Identity{ID: 1, Username: "thidua_bot"}, s.clock.now()); err != nil {
		s.Fatal(err)
	}
}

var link = regexp.MustCompile(`https://t\.me/thidua_bot\?start=([A-Za-z0-9_-]{22})`)

// tokenIn is the only invite in a text.
func (s *stage) tokenIn(text string) string {
	s.Helper()
	found := link.FindAllStringSubmatch(text, -1)
	if len(found) != 1 {
		s.Fatalf("%d links in %q", len(found), text)
	}
	return found[0][1]
}

// TestInviteByChat gives links for those of a unit who have not joined, each good once, with a code on demand, on both stores;
// no secret stays in the store.
func TestInviteByChat(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.named()
			s.run(s.db)
			desk, a, b := s.actor(thao), s.actor(an), s.actor(binh)
			desk.joins()
			a.joins()
			desk.says("/moi", "Mời ai? 11 người trong danh sách chưa tham gia", "Tất cả người chưa tham gia", "Văn phòng", "Thanh tra")
			desk.says("văn ph", "✅ Nguyễn Thị An – Đầu mối, đã tham gia", "⬜ Trần Văn Bình – Đầu mối, chưa tham gia", "🔗 Mời 3 người chưa tham gia", "🗑 Xóa Nguyễn Thị An")
			links := desk.taps("🔗 Mời Trần Văn Bình", "Liên kết mời · Văn phòng", "Trần Văn Bình", "09:00 ngày 23/11/2026")
			token := s.tokenIn(links.Text)
			picture := desk.taps("▣ Mã QR: Trần Văn Bình", "Mã QR mời Trần Văn Bình")
			if picture.Photo == nil {
				t.Errorf("no picture: %+v", picture)
			}
			s.until(func() bool { return !s.waits() })
			records, err := s.db.Scan(t.Context(), thidua.Range{})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range records {
				if strings.Contains(string(r.Key)+string(r.Body), token) {
					t.Errorf("%s holds the token", r.Key)
				}
			}
			b.after(func() { b.Start(token) }, "chia sẻ số điện thoại")
			b.after(func() { b.ShareContact() }, "đồng ý")
			desk.TapData(links.ID, links.Buttons[0][0].Data) // used up
			desk.notice("không dùng được")
			stranger := s.actor(99)
			stranger.after(func() { stranger.Start(token) }, "Liên kết mời không dùng được")
			s.logged("invited", 3)
		})
	}
}

// TestPeoplePages shows everybody of a large unit, page by page in one card, and what is done on a page is done to whom it
// shows.
func TestPeoplePages(t *testing.T) {
	s := playing(t)
	s.named()
	var more strings.Builder
	for i := range 20 {
		fmt.Fprintf(&more, "| | Người Thứ %d | | C | focal_point |\n", i+1)
	}
	s.load([]byte(strings.Replace(string(workbook), "| | Lương Bích Thảo", more.String()+"| | Lương Bích Thảo", 1)))
	desk := s.actor(thao)
	desk.joins()
	desk.says("/moi", "Mời ai?")
	first := desk.taps("Phòng Kế hoạch", "21 người, trang 1/3", "Phạm Tiến Dũng", "Người Thứ 6", "🔗 Mời 7 người", "Trang sau")
	if holds(first, []string{"Người Thứ 7"}) || holds(first, []string{"Trang trước"}) {
		t.Errorf("the first page:\n%s", first.Text)
	}
	second := desk.taps("Trang sau", "trang 2/3", "Người Thứ 7", "Người Thứ 13", "Trang trước")
	if second.ID != first.ID {
		t.Error("pages are turned in another card")
	}
	links := desk.taps("🔗 Mời 7 người chưa tham gia", "Liên kết mời · Phòng Kế hoạch", "Người Thứ 7", "Người Thứ 13")
	if n := len(link.FindAllString(links.Text, -1)); n != 7 {
		t.Errorf("%d links", n)
	}
	x := s.actor(77)
	token := link.FindAllStringSubmatch(links.Text, -1)[6][1]
	x.after(func() { x.Start(token) }, "Chào mừng Người Thứ 13")
	desk.says("/moi", "Mời ai?")
	desk.taps("Phòng Kế hoạch", "trang 1/3")
	desk.taps("Trang sau", "trang 2/3")
	last := desk.taps("Trang sau", "trang 3/3", "⬜ Người Thứ 20")
	if holds(last, []string{"Trang sau"}) || holds(last, []string{"🔗 Mời 1 người"}) {
		t.Errorf("the last page: %v", last.Buttons)
	}
	desk.taps("Trang trước", "✅ Người Thứ 13")
	desk.taps("🗑 Xóa Người Thứ 13", "khỏi Phòng Kế hoạch?")
	desk.taps("Có", "Đã xóa Người Thứ 13")
}

// TestInviteAllByChat makes links for everybody who has not joined, as a list and as codes to print.
func TestInviteAllByChat(t *testing.T) {
	s := playing(t)
	s.named()
	desk := s.actor(thao)
	desk.joins()
	desk.says("/invite", "12 người")
	desk.taps("Tất cả người chưa tham gia", "Lập liên kết cho 12 người")
	list := desk.taps("📄 Danh sách (Excel)", "Liên kết mời · Đợt thi đua mùa đông")
	f, err := excelize.OpenReader(bytes.NewReader(list.Document.Data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Mời")
	if err != nil || len(rows) != 13 || !link.MatchString(rows[1][3]) {
		t.Errorf("%d rows, %v: %v", len(rows), err, rows[1])
	}
	desk.says("/moi", "12 người")
	desk.taps("Tất cả người chưa tham gia", "Lập liên kết")
	codes := desk.taps("▣ Tờ mã QR để in (.zip)", "Liên kết mời · Đợt thi đua mùa đông")
	pages, err := zip.NewReader(bytes.NewReader(codes.Document.Data), int64(len(codes.Document.Data)))
	if err != nil || len(pages.File) != 6 {
		t.Fatalf("%d pages, %v", len(pages.File), err)
	}
	page, err := pages.File[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	defer page.Close()
	if _, err := png.Decode(page); err != nil || !strings.Contains(pages.File[0].Name, "Văn phòng") {
		t.Errorf("%s: %v", pages.File[0].Name, err)
	}
}

// TestRevokeByChat removes a person after Có; their phone brings them back no more.
func TestRevokeByChat(t *testing.T) {
	s := playing(t)
	desk, a := s.actor(thao), s.actor(an)
	desk.joins()
	a.joins()
	desk.says("/moi", "Mời ai?")
	desk.taps("Văn phòng", "đã tham gia")
	desk.taps("🗑 Xóa Nguyễn Thị An", "Xóa Nguyễn Thị An khỏi Văn phòng?")
	desk.taps("Có", "Đã xóa Nguyễn Thị An")
	a.says("/menu", "chỉ phục vụ")
	a.after(func() { a.ShareContact() }, "chỉ phục vụ")
	s.logged("removed", 1)
}

// TestHandover lets the new person in and the old one go in one commit, and tells the secretariat, on both stores.
func TestHandover(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.named()
			s.run(s.db)
			desk, c, next := s.actor(thao), s.actor(chi), s.actor(77)
			desk.joins()
			c.joins()
			c.taps("Thông tin chung", "Hạn nộp")
			c.taps("Bắt đầu", "Số người tham gia")
			c.says("25", "Ngày tổ chức")
			c.says("/bangiao", "Lê Minh Chi bàn giao Thanh tra cho ai?")
			c.says("0912", "Mời anh/chị gõ họ tên người mới")
			c.says("Mai  Thị Kế, 0912 000 077", "Bàn giao Thanh tra từ Lê Minh Chi cho Mai Thị Kế (0912 000 077)?", "Có", "Không")
			card := c.taps("Có", "Bàn giao Thanh tra cho Mai Thị Kế")
			desk.gets(0, "Lê Minh Chi đang bàn giao Thanh tra cho Mai Thị Kế")
			c.says("/menu", "Thanh tra") // until then nothing changes
			token := s.tokenIn(card.Text)
			next.after(func() { next.Start(token) }, "chia sẻ số điện thoại")
			next.after(func() { next.ShareContact() }, "Chào mừng Mai Thị Kế")
			c.gets(0, "Mai Thị Kế đã nhận bàn giao Thanh tra")
			desk.gets(0, "Mai Thị Kế vừa tham gia (Thanh tra)")
			c.says("/menu", "chỉ phục vụ")
			c.after(func() { c.ShareContact() }, "chỉ phục vụ")
			next.gets(0, "Anh/chị đồng ý chứ?")
			next.taps("Có", "Thanh tra")
			next.taps("Tiếp tục", "Ngày tổ chức") // goes on where the other one stopped
			if members, err := Members(t.Context(), s.db, "td", "B"); err != nil || len(members) != 1 || members[0].Name != "Mai Thị Kế" {
				t.Errorf("members: %v, %v", members, err)
			}
			if c.told("Mai Thị Kế vừa tham gia") > 0 {
				t.Error("who hands over got the button that undoes it")
			}
			s.load(workbook) // survives a new version
			c.after(func() { c.ShareContact() }, "chỉ phục vụ")
			s.logged("handed", 1)
		})
	}
}

// TestHandoverToAColleague ends with the colleague alone: who is in the unit already takes over too, and it is told; who has another
// role keeps it, and their name.
func TestHandoverToAColleague(t *testing.T) {
	s := playing(t)
	s.named()
	desk, a, b, leader := s.actor(thao), s.actor(an), s.actor(binh), s.actor(khai)
	for _, p := range []*actor{desk, a, b, leader} {
		p.joins()
	}
	hands := func(from *actor, to string) string {
		from.says("/bangiao", "cho ai?")
		from.says(to, "cho "+to+"?")
		return s.tokenIn(from.taps("Có", "gửi liên kết này").Text)
	}
	token := hands(a, "anh Bình")
	b.after(func() { b.Start(token) }, "Văn phòng")
	a.gets(0, "Trần Văn Bình đã nhận bàn giao Văn phòng")
	desk.gets(0, "⇄ Trần Văn Bình đã nhận bàn giao Văn phòng từ Nguyễn Thị An")
	a.says("/menu", "chỉ phục vụ")
	if members, err := Members(t.Context(), s.db, "td", "A"); err != nil || len(members) != 1 || members[0].Chat != b.ID {
		t.Errorf("members: %v, %v", members, err)
	}
	token = hands(b, "sếp Khải")
	leader.after(func() { leader.Start(token) }, "đơn vị nào", "Lãnh đạo", "Văn phòng")
	b.gets(0, "Vũ Đình Khải đã nhận bàn giao Văn phòng")
	if p := read[thidua.Person](s, thidua.PersonKey(leader.ID)); len(p.Posts) != 2 || p.Name != "Vũ Đình Khải" {
		t.Errorf("after the hand-over: %+v", p)
	}
	s.logged("handed", 2)
}

// TestHandoverByTheSecretariat hands a unit over for somebody who is away.
func TestHandoverByTheSecretariat(t *testing.T) {
	s := playing(t)
	s.named()
	desk, c, next := s.actor(thao), s.actor(chi), s.actor(77)
	desk.joins()
	c.joins()
	desk.says("/bangiao", "Mời ai?")
	desk.taps("Thanh tra", "đã tham gia")
	desk.taps("⇄ Bàn giao: Lê Minh Chi", "Lê Minh Chi bàn giao Thanh tra cho ai?")
	desk.says("Mai Thị Kế", "Bàn giao Thanh tra từ Lê Minh Chi cho Mai Thị Kế?")
	card := desk.says("có", "gửi liên kết này cho người mới")
	token := s.tokenIn(card.Text)
	next.after(func() { next.Start(token) }, "Chào mừng Mai Thị Kế")
	c.gets(0, "đã nhận bàn giao")
	late := s.actor(78)
	late.after(func() { late.Start(token) }, "Liên kết mời không dùng được")
}

// TestHandoverOfWhatIsGone: a link of somebody who was removed, or left, hands nothing over, to themselves nor to another,
// not even to who opened it before; while they have the unit, pressing it themselves changes nothing.
func TestHandoverOfWhatIsGone(t *testing.T) {
	t.Parallel()
	ends := map[string]func(desk, c *actor){
		"removed": func(desk, _ *actor) {
			desk.says("/moi", "Mời ai?")
			desk.taps("Thanh tra", "đã tham gia")
			desk.taps("🗑 Xóa Lê Minh Chi", "Xóa Lê Minh Chi khỏi Thanh tra?")
			desk.taps("Có", "Đã xóa Lê Minh Chi")
		},
		"left": func(_, c *actor) {
			c.says("/roi", "thôi tham gia Thanh tra")
			c.taps("Có", "Anh/chị đã thôi tham gia")
		},
	}
	for end, goes := range ends {
		t.Run(end, func(t *testing.T) {
			s := playing(t)
			s.named()
			desk, c, next, late := s.actor(thao), s.actor(chi), s.actor(77), s.actor(78)
			desk.joins()
			c.joins()
			c.says("/bangiao", "cho ai?")
			c.says("Mai Thị Kế, 0912 000 077", "cho Mai Thị Kế (0912 000 077)?")
			token := s.tokenIn(c.taps("Có", "gửi liên kết này").Text)
			c.after(func() { c.Start(token) }, "Thanh tra")
			if !read[thidua.Invite](s, thidua.InviteKey(token)).Used.IsZero() {
				t.Error("the giver used the link up")
			}
			next.after(func() { next.Start(token) }, "chia sẻ số điện thoại")
			goes(desk, c)
			next.after(func() { next.ShareContact() }, texts.BadInvite.In("vi"))
			for _, p := range []*actor{c, late} {
				p.after(func() { p.Start(token) }, texts.BadInvite.In("vi"))
			}
			if members, err := Members(t.Context(), s.db, "td", "B"); err != nil || len(members) > 0 {
				t.Errorf("members: %v, %v", members, err)
			}
		})
	}
}

// TestHandoverIsNoRoadBack: who handed a unit over does not come back by a link from before.
func TestHandoverIsNoRoadBack(t *testing.T) {
	s := playing(t)
	s.named()
	c, next := s.actor(chi), s.actor(77)
	spare := s.token(thidua.Invite{Post: thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: "B"}})
	c.joins()
	c.says("/bangiao", "cho ai?")
	c.says("Mai Thị Kế", "cho Mai Thị Kế?")
	token := s.tokenIn(c.taps("Có", "gửi liên kết này").Text)
	next.after(func() { next.Start(token) }, "Chào mừng Mai Thị Kế")
	c.gets(0, "đã nhận bàn giao")
	c.after(func() { c.Start(spare) }, texts.BadInvite.In("vi"))
}

// TestRevokeOfTheOnlyDesk: a campaign keeps its last secretary, who is told so; with a second one they can be removed.
func TestRevokeOfTheOnlyDesk(t *testing.T) {
	s := playing(t)
	desk := s.actor(thao)
	desk.joins()
	name := read[thidua.Person](s, thidua.PersonKey(desk.ID)).Name
	desk.says("/moi", "Mời ai?")
	desk.taps("Thường trực, lãnh đạo, Hội đồng", "🗑 Xóa "+name)
	desk.taps("🗑 Xóa "+name, texts.OnlyDesk.In("vi"))
	second := s.actor(60)
	second.joinsBy(s.token(thidua.Invite{Name: "Cán bộ Hai", Phone: "+84912000060", Post: thidua.Post{Role: thidua.Secretariat, Campaign: "td"}}))
	sure := desk.taps("🗑 Xóa "+name, "Anh/chị thôi tham gia Thường trực")
	second.says("/roi", "thôi tham gia")
	second.taps("Có", "Anh/chị đã thôi tham gia")
	desk.after(func() { desk.TapData(sure.ID, sure.Buttons[0][0].Data) }, texts.OnlyDesk.In("vi")) // asked again at Có
	if posts := read[thidua.Person](s, thidua.PersonKey(desk.ID)).Posts; len(posts) != 1 {
		t.Errorf("the last secretary has %v", posts)
	}
}

// TestLeave gives the post up after Có, tells those concerned, and needs a new invite to come back.
func TestLeave(t *testing.T) {
	s := playing(t)
	desk, a, b := s.actor(thao), s.actor(an), s.actor(binh)
	for _, p := range []*actor{desk, a, b} {
		p.joins()
	}
	a.says("/roi", "Anh/chị thôi tham gia Văn phòng · Đợt thi đua mùa đông?", "Có", "Không")
	a.taps("Không", "Anh/chị vẫn tham gia")
	a.says("/leave", "thôi tham gia")
	a.taps("Có", "Anh/chị đã thôi tham gia")
	desk.gets(0, "Nguyễn Thị An đã thôi tham gia (Văn phòng)")
	b.gets(0, "Nguyễn Thị An đã thôi tham gia (Văn phòng)")
	a.says("/menu", "chỉ phục vụ")
	a.after(func() { a.ShareContact() }, "chỉ phục vụ")
	desk.says("/roi", "thường trực duy nhất")
	s.logged("left", 1)
}

// TestInvitingIsForTheSecretariat gives nobody else a unit's people, links or ways to take people away.
func TestInvitingIsForTheSecretariat(t *testing.T) {
	s := playing(t)
	s.named()
	desk, a, c, leader := s.actor(thao), s.actor(an), s.actor(chi), s.actor(khai)
	for _, p := range []*actor{desk, a, c, leader} {
		p.joins()
	}
	desk.says("/moi", "Mời ai?")
	forged := []string{desk.Last().Buttons[0][0].Data}
	people := desk.taps("Văn phòng", "đã tham gia")
	for _, row := range people.Buttons {
		forged = append(forged, row[0].Data)
	}
	links := desk.taps("🔗 Mời Trần Văn Bình", "Liên kết mời")
	forged = append(forged, links.Buttons[0][0].Data)
	for _, p := range []*actor{c, leader} {
		p.says("/moi", "dành cho thường trực")
		for _, data := range forged {
			p.after(func() { p.TapData(p.Last().ID, data) }, "dành cho thường trực")
		}
		if p.told("t.me/") > 0 || p.told("Trần Văn Bình") > 0 {
			t.Errorf("%s learnt something", p.Name)
		}
	}
	leader.says("/bangiao", "dành cho đầu mối")
	stranger := s.actor(99)
	first := stranger.after(func() { stranger.Start("") }, "chỉ phục vụ")
	for _, data := range forged {
		stranger.after(func() { stranger.TapData(first.ID, data) }, "chỉ phục vụ")
	}
	qr := deskPrefix + handoverCommand[1:] + ".qr." + s.tokenIn(links.Text)
	c.TapData(c.Last().ID, qr) // another unit's link
	c.notice("không dùng được")
	if members, err := Members(t.Context(), s.db, "td", "A"); err != nil || len(members) != 1 {
		t.Errorf("members: %v, %v", members, err)
	}
}

// TestNumberUnderTwoNames joins nobody, by whichever road; an invite of a role without a number takes the person's own.
func TestNumberUnderTwoNames(t *testing.T) {
	s := playing(t)
	two := s.actor(20)
	token := s.token(s.promised(two.Phone)[0])
	two.after(func() { two.Start(token) }, "chia sẻ số điện thoại")
	two.after(func() { two.ShareContact() }, "Liên kết mời không dùng được")
	leader := s.actor(88)
	token = s.token(thidua.Invite{Name: "Phó Giám đốc", Post: thidua.Post{Role: thidua.Leader, Campaign: "td"}})
	leader.after(func() { leader.Start(token) }, "chia sẻ số điện thoại")
	leader.after(func() { leader.SendContact(two.Person) }, "chính mình")
	leader.after(func() { leader.Start(token) }, "chia sẻ số điện thoại")
	leader.after(func() { leader.ShareContact() }, "Chào mừng Phó Giám đốc")
	if posts := read[thidua.Person](s, thidua.PersonKey(two.ID)).Posts; len(posts) > 0 {
		t.Errorf("joined: %v", posts)
	}
	s.clock.pass(time.Minute)
}
