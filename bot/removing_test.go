package bot

import (
	"testing"

	"thidua"
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
