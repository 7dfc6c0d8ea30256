package bot

import (
	"errors"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/bot/simulator"
	"thidua/flows/texts"
)

// listed are the posts under which somebody stands on the list of a unit.
func (s *stage) listed(unit string, chat int64) (posts []thidua.Post) {
	s.Helper()
	return read[membership](s, thidua.MemberKey("td", unit, chat)).Posts
}

// TestRemovingOneOfSeveralPosts takes away the post that is named and no other, neither in the department nor in a unit whose
// head is also its focal point; the lists say so too.
func TestRemovingOneOfSeveralPosts(t *testing.T) {
	s := playing(t)
	desk, both := s.actor(thao), s.actor(40)
	desk.joins()
	both.after(func() { both.Start("") }, "chỉ phục vụ")
	both.after(func() { both.ShareContact() }, "đồng ý")
	both.taps("Có", "Bàn làm việc")
	head := thidua.Post{Role: thidua.Leader, Campaign: "td", Unit: "A"}
	focal := thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: "A"}
	for i, post := range []thidua.Post{head, focal} {
		token := s.token(thidua.Invite{Name: "Bùi Kiêm", Phone: "+84912000040", Post: post})
		both.after(func() { both.Start(token) }, "chia sẻ số điện thoại")
		both.after(func() { both.ShareContact() }, []string{"Bàn làm việc", "đơn vị nào"}[i])
	}
	told := desk.gets(0, "Bùi Kiêm vừa tham gia (Lãnh đạo)")
	desk.after(func() { desk.TapData(told.ID, told.Buttons[0][0].Data) }, "Đã xóa Bùi Kiêm")
	desk.says("/moi", "Mời ai?")
	desk.taps("Văn phòng", "✅ Bùi Kiêm")
	desk.taps("🗑 Xóa Bùi Kiêm", "Xóa Bùi Kiêm khỏi Văn phòng?")
	desk.taps("Có", "Đã xóa Bùi Kiêm")
	desk.says("/tiendo", "Tiến độ ·")
	secretary := thidua.Post{Role: thidua.Secretariat, Campaign: "td"}
	want := []thidua.Post{secretary, head}
	if got := read[thidua.Person](s, thidua.PersonKey(both.ID)).Posts; !samePosts(got, want) {
		t.Errorf("is left with %v, want %v", got, want)
	}
	if got := s.listed(thidua.Department, both.ID); !samePosts(got, want) {
		t.Errorf("the department lists %v, want %v", got, want)
	}
	if got := s.listed("A", both.ID); len(got) > 0 {
		t.Errorf("the unit lists %v", got)
	}
	a := s.actor(an)
	a.joins()
	both.gets(0, "Nguyễn Thị An vừa tham gia") // still of the secretariat
}

func samePosts(got, want []thidua.Post) bool {
	if len(got) != len(want) {
		return false
	}
	for i := range got {
		if !same(got[i], want[i]) {
			return false
		}
	}
	return true
}

// TestRemovalIsTold tells the removed person, the unit's other people and the other secretaries, each once and in their
// language, by whichever road; nobody of another unit.
func TestRemovalIsTold(t *testing.T) {
	t.Parallel()
	roads := map[string]func(desk *actor){
		"button": func(desk *actor) {
			told := desk.gets(0, "Nguyễn Thị An vừa tham gia")
			desk.after(func() { desk.TapData(told.ID, told.Buttons[0][0].Data) }, "Đã xóa Nguyễn Thị An")
		},
		"/moi": func(desk *actor) {
			desk.says("/moi", "Mời ai?")
			desk.taps("Văn phòng", "đã tham gia")
			desk.taps("🗑 Xóa Nguyễn Thị An", "khỏi Văn phòng?")
			desk.taps("Có", "Đã xóa Nguyễn Thị An")
		},
	}
	for road, removes := range roads {
		t.Run(road, func(t *testing.T) {
			s := playing(t)
			desk, second, b, c, leader := s.actor(thao), s.secretary(60, "Ngô Thị Hai"), s.actor(binh), s.actor(chi), s.actor(khai)
			for _, p := range []*actor{desk, b, c, leader} {
				p.joins()
			}
			b.says("/language", "English")
			a := s.actor(an)
			a.joins()
			removes(desk)
			a.gets(0, "Anh/chị không còn tham gia Văn phòng")
			b.gets(0, "Lương Bích Thảo has removed Nguyễn Thị An from Văn phòng")
			second.gets(0, "Lương Bích Thảo đã xóa Nguyễn Thị An khỏi Văn phòng")
			s.until(func() bool { return !s.waits() })
			for p, want := range map[*actor]int{desk: 0, second: 1, c: 0, leader: 0, a: 0} {
				if n := p.told("đã xóa Nguyễn Thị An khỏi"); n != want {
					t.Errorf("%s was told %d times, want %d", p.Name, n, want)
				}
			}
			if n := a.told("không còn tham gia"); n != 1 {
				t.Errorf("the removed person was told %d times", n)
			}
		})
	}
}

// TestTwoSecretariesGoAtOnce keeps one of two who leave, or remove each other, at the same time.
func TestTwoSecretariesGoAtOnce(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			b := s.bot(s.db)
			post := thidua.Post{Role: thidua.Secretariat, Campaign: "td"}
			var put []thidua.Record
			for _, chat := range []int64{1, 2} {
				put = append(put, newRecord(thidua.PersonKey(chat), thidua.Person{Chat: chat, Name: "Ai", Joined: begins, Agreed: begins, Posts: []thidua.Post{post}}),
					newRecord(thidua.MemberKey("td", thidua.Department, chat), membership{Chat: chat, Name: "Ai", Posts: []thidua.Post{post}}))
			}
			if err := commit(t.Context(), s.db, "two", begins, put...); err != nil {
				t.Fatal(err)
			}
			leave := func(chat int64) *decision {
				in := thidua.Input{Update: chat, Chat: chat, At: begins, Query: "q", Message: 1, Data: deskPrefix + leaveCommand[1:] + ".yes." + postCode(post)}
				d, err := b.decide(t.Context(), in)
				if err != nil {
					t.Fatal(err)
				}
				return d
			}
			first, second := leave(1), leave(2)
			if err := b.commit(t.Context(), first); err != nil {
				t.Fatal(err)
			}
			if err := b.commit(t.Context(), second); !errors.Is(err, thidua.ErrConflict) {
				t.Errorf("the last one left too: %v", err)
			}
			if again := said(leave(2)); again != texts.OnlyDesk.In("vi") {
				t.Errorf("the last one reads: %s", again)
			}
		})
	}
}

// TestRemovingOneself by the card of /moi is leaving, and asks as that does.
func TestRemovingOneself(t *testing.T) {
	s := playing(t)
	desk, second := s.actor(thao), s.secretary(60, "Ngô Thị Hai")
	desk.joins()
	desk.says("/moi", "Mời ai?")
	desk.taps("Thường trực, lãnh đạo, Hội đồng", "✅ Lương Bích Thảo")
	desk.taps("🗑 Xóa Lương Bích Thảo", "Anh/chị thôi tham gia Thường trực")
	desk.taps("Có", "Anh/chị đã thôi tham gia")
	second.gets(0, "👋 Lương Bích Thảo đã thôi tham gia (Thường trực)")
	desk.says("/menu", "chỉ phục vụ")
	second.says("/moi", "Mời ai?")
	second.taps("Thường trực, lãnh đạo, Hội đồng", "✅ Ngô Thị Hai")
	second.taps("🗑 Xóa Ngô Thị Hai", "thường trực duy nhất")
}

// TestTheRemovedAreNotAwaited leaves whoever was removed out of what is said and made for those who have not joined, whether the
// roster has their number or not; by name they are invited again.
func TestTheRemovedAreNotAwaited(t *testing.T) {
	t.Parallel()
	for row, phone := range map[string]string{"with a number": "0912 000 001", "without": ""} {
		t.Run(row, func(t *testing.T) {
			s := newStage(t)
			s.load([]byte(strings.Replace(string(workbook), "| Nguyễn Thị An | 0912 000 001 |", "| Nguyễn Thị An | "+phone+" |", 1)))
			s.run(s.db)
			s.named()
			desk, a := s.actor(thao), s.actor(an)
			desk.joins()
			promised := thidua.Invite{Name: "Nguyễn Thị An", Post: thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: "A"}}
			if phone != "" {
				promised.Phone = "+84912000001"
				a.joinsBy(s.token(promised))
			} else {
				a.after(func() { a.Start(s.token(promised)) }, "Anh/chị đồng ý chứ?")
				a.taps("Có", "Đợt thi đua mùa đông")
			}
			desk.says("/moi", "11 người trong danh sách chưa tham gia")
			desk.taps("Văn phòng", "✅ Nguyễn Thị An", "🔗 Mời 3 người chưa tham gia")
			desk.taps("🗑 Xóa Nguyễn Thị An", "khỏi Văn phòng?")
			desk.taps("Có", "Đã xóa Nguyễn Thị An")
			s.awaitsNot(desk, "Nguyễn Thị An")
			s.invitesAgain(desk, a, phone != "")
			desk.says("/moi", "11 người trong danh sách chưa tham gia")
			desk.taps("Văn phòng", "✅ Nguyễn Thị An")
			a.says("/roi", "thôi tham gia Văn phòng")
			a.taps("Có", "đã thôi tham gia")
			s.awaitsNot(desk, "Nguyễn Thị An")
		})
	}
}

// awaitsNot sees that somebody of unit A who is gone is awaited nowhere, while three others of it are.
func (s *stage) awaitsNot(desk *actor, name string) {
	s.Helper()
	desk.says("/moi", "11 người trong danh sách chưa tham gia")
	desk.taps("Văn phòng", "🚪 "+name+" – Đầu mối, đã thôi tham gia", "🔗 Mời 3 người chưa tham gia")
	if links := desk.taps("🔗 Mời 3 người chưa tham gia", "Liên kết mời · Văn phòng", "Trần Văn Bình"); holds(links, []string{name}) {
		s.Error("who is gone is invited with the others")
	}
	desk.says("/tiendo", "Tiến độ ·")
	if unit := desk.taps("Văn phòng", "Đầu mối: Trần Văn Bình (chưa tham gia)"); holds(unit, []string{name}) {
		s.Errorf("the board awaits who is gone: %s", unit.Text)
	}
	_, absent, err := newAudience(s.campaign(), thidua.OneUnit, "A").people(s.Context(), s.db)
	if err != nil || len(absent) != 3 {
		s.Errorf("absent %v, %v", absent, err)
	}
}

// invitesAgain invites Nguyễn Thị An by name: a link of the moment of the removal is good for nothing, a later one is.
func (s *stage) invitesAgain(desk, a *actor, byNumber bool) {
	s.Helper()
	link := func() string {
		desk.says("/moi", "Mời ai?")
		desk.taps("Văn phòng", "🚪 Nguyễn Thị An")
		return s.tokenIn(desk.taps("🔗 Mời Nguyễn Thị An", "Liên kết mời").Text)
	}
	token := link()
	s.clock.pass(time.Minute)
	a.after(func() { a.Start(token) }, texts.BadInvite.In("vi"))
	token = link()
	if byNumber {
		a.after(func() { a.Start(token) }, "chia sẻ số điện thoại")
		a.after(func() { a.ShareContact() }, "Văn phòng")
		return
	}
	a.after(func() { a.Start(token) }, "Văn phòng")
}

// TestRemovedMeanwhile keeps nothing of what somebody was doing at the very moment in which they were removed, on both stores.
func TestRemovedMeanwhile(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			stop := s.run(s.db)
			desk, a := s.actor(thao), s.actor(an)
			desk.joins()
			a.joins()
			a.taps("Thông tin chung", "Hạn nộp")
			a.taps("Bắt đầu", "Số người tham gia")
			s.until(func() bool { return len(s.sim.Unanswered()) == 0 && !s.waits() })
			stop()
			b := s.bot(s.db)
			does := func(in thidua.Input) *decision {
				in.Update, in.At, in.Kind = in.Chat, begins, thidua.KindText
				d, err := b.decide(t.Context(), in)
				if err != nil {
					t.Fatal(err)
				}
				return d
			}
			answers := thidua.Input{Chat: a.ID, Text: "25", Message: 1000, Sent: begins.Add(time.Hour)}
			told := desk.gets(0, "Nguyễn Thị An vừa tham gia")
			answer, removal := does(answers), does(thidua.Input{Chat: desk.ID, Data: told.Buttons[0][0].Data, Query: "q", Message: int64(told.ID)})
			if err := b.commit(t.Context(), removal); err != nil {
				t.Fatal(err)
			}
			if err := b.commit(t.Context(), answer); !errors.Is(err, thidua.ErrConflict) {
				t.Errorf("an answer of the removed person was kept: %v", err)
			}
			if again := said(does(answers)); again != texts.Stranger.In("vi") {
				t.Errorf("then they read: %s", again)
			}
		})
	}
}

// TestDesertedUnit tells the secretariat where nobody answers for a unit any more, whether the last one was removed or left; where
// a colleague stays, nothing of the kind is said.
func TestDesertedUnit(t *testing.T) {
	s := playing(t)
	desk, second, a, b, c := s.actor(thao), s.secretary(60, "Ngô Thị Hai"), s.actor(an), s.actor(binh), s.actor(chi)
	for _, p := range []*actor{desk, a, b, c} {
		p.joins()
	}
	c.says("/roi", "thôi tham gia Thanh tra")
	c.taps("Có", "đã thôi tham gia")
	for _, p := range []*actor{desk, second} {
		p.gets(0, "Lê Minh Chi đã thôi tham gia (Thanh tra)", "Đơn vị này hiện không có đầu mối nào", "/moi")
	}
	removes := func(name string) simulator.Message {
		desk.says("/moi", "Mời ai?")
		desk.taps("Văn phòng", "✅ "+name)
		desk.taps("🗑 Xóa "+name, "khỏi Văn phòng?")
		return desk.taps("Có", "Đã xóa "+name+" khỏi Văn phòng.")
	}
	if said := removes("Nguyễn Thị An"); strings.Contains(said.Text, "không có đầu mối") {
		t.Errorf("a colleague stays, and yet: %s", said.Text)
	}
	if said := removes("Trần Văn Bình"); !strings.Contains(said.Text, "không có đầu mối nào") {
		t.Errorf("nobody stays, and it is not said: %s", said.Text)
	}
	second.gets(0, "đã xóa Trần Văn Bình khỏi Văn phòng", "không có đầu mối nào")
}
