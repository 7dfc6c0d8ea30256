package bot

import (
	"bytes"
	"strings"
	"testing"

	"thidua"
)

// namesakes is the test campaign with a second Nguyễn Thị An in unit A, who has another number.
func namesakes() []byte {
	return []byte(strings.Replace(string(workbook), "| | Trần Văn Bình |", "| | Nguyễn Thị An | 0912 000 005 | A | focal_point |\n| | Trần Văn Bình |", 1))
}

// TestNamesakes are two people, joined or not: on the card of their unit, on the board, for announcements and for invites.
func TestNamesakes(t *testing.T) {
	s := playing(t)
	s.named()
	s.load(namesakes())
	desk, first, second := s.actor(thao), s.actor(an), s.actor(5)
	desk.joins()
	first.joins()
	desk.says("/moi", "12 người trong danh sách chưa tham gia")
	card := desk.taps("Văn phòng", "✅ Nguyễn Thị An – Đầu mối, đã tham gia", "⬜ Nguyễn Thị An – Đầu mối, chưa tham gia", "🔗 Mời 4 người chưa tham gia")
	if n := strings.Count(card.Text, "Nguyễn Thị An"); n != 2 {
		t.Errorf("%d lines: %s", n, card.Text)
	}
	token := s.tokenIn(desk.taps("🔗 Mời Nguyễn Thị An", "Liên kết mời · Văn phòng").Text)
	desk.says("/tiendo", "Tiến độ ·")
	desk.taps("Văn phòng", "Đầu mối: Nguyễn Thị An, Nguyễn Thị An (chưa tham gia), Trần Văn Bình (chưa tham gia)")
	script := newAudience(s.campaign(), thidua.OneUnit, "A")
	joined, absent, err := script.people(t.Context(), s.db)
	if err != nil || len(joined) != 1 || len(absent) != 4 || absent[0].Phone != "+84912000005" {
		t.Errorf("joined %v, absent %v, %v", joined, absent, err)
	}
	second.after(func() { second.Start(token) }, "chia sẻ số điện thoại")
	second.after(func() { second.ShareContact() }, "đồng ý")
	joined, absent, err = script.people(t.Context(), s.db)
	if err != nil || len(joined) != 2 || len(absent) != 3 {
		t.Errorf("joined %v, absent %v, %v", joined, absent, err)
	}
	desk.says("/moi", "11 người")
	card = desk.taps("Văn phòng", "🔗 Mời 3 người chưa tham gia")
	if n := strings.Count(card.Text, "✅ Nguyễn Thị An"); n != 2 {
		t.Errorf("%d have joined: %s", n, card.Text)
	}
}

// campaign is the version in force.
func (s *stage) campaign() *thidua.Campaign {
	s.Helper()
	c, err := Campaign(s.Context(), s.db, read[thidua.Head](s, thidua.CampaignKey("td")))
	if err != nil {
		s.Fatal(err)
	}
	return c
}

// TestMatched puts people to the rows of the roster by number, then by name where one side has none.
func TestMatched(t *testing.T) {
	t.Parallel()
	row := func(name, phone string) thidua.Member {
		return thidua.Member{Name: name, Phone: phone, Unit: "A", Role: thidua.FocalPoint}
	}
	post := thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: "A"}
	in := func(chat int64, name, phone string) member {
		return member{Chat: chat, Name: name, Phone: phone, Post: post}
	}
	for name, c := range map[string]struct {
		rows    []thidua.Member
		members []member
		want    []int64 // chats, by line
	}{
		"by name":                       {[]thidua.Member{row("An", "")}, []member{in(1, "AN", "+1")}, []int64{1}},
		"of before numbers were kept":   {[]thidua.Member{row("An", "+1")}, []member{in(1, "an", "")}, []int64{1}},
		"the second namesake":           {[]thidua.Member{row("An", "+1"), row("An", "+2")}, []member{in(2, "An", "+2")}, []int64{0, 2}},
		"both namesakes":                {[]thidua.Member{row("An", "+1"), row("An", "+2")}, []member{in(1, "An", "+2"), in(2, "An", "+1")}, []int64{2, 1}},
		"two of a name without numbers": {[]thidua.Member{row("An", "")}, []member{in(1, "An", ""), in(2, "An", "")}, []int64{1, 2}},
		"a namesake from outside":       {[]thidua.Member{row("An", "+1")}, []member{in(3, "An", "+3")}, []int64{0, 3}},
		"known by the number, renamed":  {[]thidua.Member{row("Bình", "+1")}, []member{in(1, "Trần Bình", "+1")}, []int64{1}},
		"the number before the name":    {[]thidua.Member{row("An", ""), row("An", "+1")}, []member{in(9, "An", ""), in(1, "An", "+1")}, []int64{9, 1}},
	} {
		lines := matched(&thidua.Campaign{People: c.rows}, c.members, nil, func(thidua.Member) bool { return true })
		var got []int64
		for _, l := range lines {
			got = append(got, l.chat)
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: %v, want %v", name, got, c.want)
			}
		}
	}
}

// TestGoneFromRows leaves no row waiting for somebody who was there and is gone, by number or by name, and each row that is
// another's as it was.
func TestGoneFromRows(t *testing.T) {
	t.Parallel()
	row := func(name, phone string) thidua.Member {
		return thidua.Member{Name: name, Phone: phone, Unit: "A", Role: thidua.FocalPoint}
	}
	post := thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: "A"}
	of := func(chat int64, name, phone string) member {
		return member{Chat: chat, Name: name, Phone: phone, Post: post}
	}
	for name, c := range map[string]struct {
		rows     []thidua.Member
		in, gone []member
		want     string // of each line: joined, gone or awaited
	}{
		"without a number":           {[]thidua.Member{row("An", ""), row("Bình", "")}, nil, []member{of(0, "AN", "+1")}, "ga"},
		"by the number":              {[]thidua.Member{row("An", "+1"), row("An", "+2")}, nil, []member{of(0, "An", "+2")}, "ag"},
		"joined by a link":           {[]thidua.Member{row("An", "+1")}, nil, []member{of(0, "An", "")}, "g"},
		"a namesake is there":        {[]thidua.Member{row("An", "")}, []member{of(2, "An", "+2")}, []member{of(0, "An", "+1")}, "j"},
		"one of two namesakes":       {[]thidua.Member{row("An", ""), row("An", "")}, []member{of(2, "An", "")}, []member{of(0, "An", "")}, "jg"},
		"nobody's row":               {[]thidua.Member{row("Bình", "")}, nil, []member{of(0, "An", "+1")}, "a"},
		"another's number":           {[]thidua.Member{row("An", "+1")}, nil, []member{of(0, "An", "+3")}, "a"},
		"two namesakes, two are off": {[]thidua.Member{row("An", ""), row("An", "")}, nil, []member{of(0, "An", ""), of(0, "An", "+1")}, "gg"},
	} {
		got := ""
		for _, l := range matched(&thidua.Campaign{People: c.rows}, c.in, c.gone, func(thidua.Member) bool { return true }) {
			switch {
			case l.chat != 0:
				got += "j"
			case l.gone:
				got += "g"
			default:
				got += "a"
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestOneOfTwoUnits is told what goes to all, who joined for one of their units only, and is not named among those who miss it;
// what goes to the other unit they do miss.
func TestOneOfTwoUnits(t *testing.T) {
	s := playing(t)
	many := s.actor(30)
	s.load(bytes.Replace(workbook, []byte("| | Đỗ Thị Nhiều | 0912 000 030 | B | focal_point |\n"), nil, 1))
	many.joinsBy(s.token(s.promised(many.Phone)[0]))
	s.load(workbook)
	missing := func(scope thidua.Scope, unit string) (names string) {
		_, absent, err := newAudience(s.campaign(), scope, unit).people(t.Context(), s.db)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range absent {
			names += row.Name + "\n"
		}
		return names
	}
	for unit, want := range map[string]bool{"": false, "A": false, "B": true} {
		scope := thidua.OneUnit
		if unit == "" {
			scope = thidua.Everybody
		}
		if got := strings.Contains(missing(scope, unit), "Đỗ Thị Nhiều"); got != want {
			t.Errorf("unit %q: named among the missing: %v", unit, got)
		}
	}
}
