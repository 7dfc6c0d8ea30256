package bot

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"thidua"
)

// setUp loads the campaign: sixty units in five blocks, one or two focal points each, some with a head.
func (w *weeks) setUp() {
	day := func(days, hour int) time.Time {
		return w.begin.AddDate(0, 0, days).Add(time.Duration(hour-9) * time.Hour)
	}
	usual := []time.Duration{7 * 24 * time.Hour, 3 * 24 * time.Hour, 24 * time.Hour, 2 * time.Hour}
	w.parts = []*modelPart{
		{name: "chung", label: "Thông tin chung", due: day(21, 17), remind: usual},
		{name: "hoat_dong", label: "Hoạt động", due: day(16, 10), remind: usual},
		{name: "khen", label: "Khen thưởng", due: day(14, 9), remind: []time.Duration{48 * time.Hour, 3 * time.Hour}, units: "KA"},
	}
	var text, people strings.Builder
	for i := range 60 {
		u := &modelUnit{code: fmt.Sprintf("%c%02d", "KABCDE"[i%6], i), moved: map[string]time.Time{}, state: map[string]thidua.State{}, at: map[string]time.Time{}}
		if i%6 > 0 {
			u.parent = fmt.Sprintf("K%02d", i/12*6)
		}
		w.units = append(w.units, u)
		fmt.Fprintf(&text, "| | %s | Đơn vị %s | %s |\n", u.code, u.code, u.parent)
		for n := range 1 + i%2 {
			w.join(int64(1000+10*i+n), thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: u.code})
			w.people = append(w.people, speaker{int64(1000 + 10*i + n), u.code})
		}
		if i%4 == 0 {
			w.heads[u.code] = int64(5000 + i)
			w.join(w.heads[u.code], thidua.Post{Role: thidua.Leader, Campaign: "td", Unit: u.code})
		}
	}
	w.desk = []int64{9001, 9002}
	for _, chat := range w.desk {
		w.join(chat, thidua.Post{Role: thidua.Secretariat, Campaign: "td"})
	}
	w.join(9003, thidua.Post{Role: thidua.Leader, Campaign: "td"})
	var khen []string
	for _, u := range w.units {
		if w.parts[2].fills(u) {
			khen = append(khen, u.code)
		}
	}
	const stamp = "2006-01-02 15:04"
	w.clock.moveTo(w.begin)
	w.load([]byte(fmt.Sprintf(weeksWorkbook, w.parts[0].due.Format(stamp), text.String(), people.String(),
		w.parts[1].due.Format(stamp), w.parts[2].due.Format(stamp), strings.Join(khen, ", "))))
	w.bots = []*Bot{w.replica(w.db), w.replica(w.db)}
	w.model.plan(w.begin)
	w.model.announce("📥 Đợt thi đua «Ba tuần» vừa được cập nhật: phần phải báo cáo hoặc hạn nộp có thay đổi. Gửi /menu để xem.", func(*modelUnit) bool { return true })
}

const weeksWorkbook = `| survey |
| | type | name | label |
| | begin group | chung | Thông tin chung |
| | integer | so_nguoi | Số người |
| | end group | | |
| | begin repeat | hoat_dong | Hoạt động |
| | text | ten | Tên |
| | end repeat | | |
| | begin group | khen | Khen thưởng |
| | text | ai | Ai |
| | end group | | |
| settings |
| | form_title | form_id |
| | Thi đua | td |
| campaign |
| | key | value |
| | id | td |
| | title | Ba tuần |
| | due | %s |
| | remind | 7d, 3d, 1d, 2h |
| units |
| | code | name | parent |
%s| people |
| | name | phone | unit | role |
| | Lương Bích Thảo | 0912 000 010 | | secretariat |
%s| parts |
| | part | kind | filled_by | due | remind | units |
| | chung | other | focal_point | | | |
| | hoat_dong | activity | focal_point | %s | | |
| | khen | nomination | focal_point | %s | 2d, 3h | %s |
`

// join puts somebody on the campaign without a conversation.
func (w *weeks) join(chat int64, post thidua.Post) {
	name := fmt.Sprintf("Người %d", chat)
	if err := commit(w.Context(), w.db, "join/"+secret(), w.begin,
		newRecord(thidua.MemberKey("td", unitOf(post), chat), membership{Chat: chat, Name: name, Posts: []thidua.Post{post}}),
		newRecord(thidua.PersonKey(chat), thidua.Person{Chat: chat, Name: name, Agreed: w.begin, Posts: []thidua.Post{post}})); err != nil {
		w.Fatal(err)
	}
}

func (p *modelPart) fills(u *modelUnit) bool {
	return p.units == "" || strings.Contains(p.units, u.code[:1])
}

func (w *weeks) partsOf(u *modelUnit) []*modelPart {
	return slices.DeleteFunc(slices.Clone(w.parts), func(p *modelPart) bool { return !p.fills(u) })
}

func (w *weeks) unit(code string) *modelUnit {
	return w.units[slices.IndexFunc(w.units, func(u *modelUnit) bool { return u.code == code })]
}

// due is the latest of what the workbook says and what was given beyond it.
func (w *weeks) due(u *modelUnit, p *modelPart) time.Time {
	due := p.due
	for _, t := range []time.Time{w.extended, p.moved, u.extended, u.moved[p.name]} {
		if t.After(due) {
			due = t
		}
	}
	return due
}

// whenever is no deadline.
const whenever = 0

// owed names the parts that a unit owes at a deadline, in order.
func (w *weeks) owed(code string, deadline int64, which func(*modelPart) bool) string {
	u := w.unit(code)
	var names []string
	for _, p := range w.partsOf(u) {
		s := u.state[p.name]
		if (s == "" || s == thidua.InProgress || s == thidua.Returned) && (deadline == whenever || w.due(u, p).Unix() == deadline) && which(p) {
			names = append(names, p.name)
		}
	}
	return strings.Join(names, " ")
}

// above are a unit's head and the people of its parent unit.
func (w *weeks) above(u *modelUnit) (all []int64) {
	for _, code := range []string{u.code, u.parent} {
		if head := w.heads[code]; head != 0 {
			all = append(all, head)
		}
	}
	for _, p := range w.people {
		if p.unit == u.parent {
			all = append(all, p.chat)
		}
	}
	return all
}

// moved tells whether any part changed its state after a time.
func (w *weeks) moved(since time.Time) bool {
	return slices.ContainsFunc(w.units, func(u *modelUnit) bool {
		for _, at := range u.at {
			if at.After(since) {
				return true
			}
		}
		return false
	})
}

func (w *weeks) anyLate(now time.Time) bool {
	return slices.ContainsFunc(w.units, func(u *modelUnit) bool {
		return slices.ContainsFunc(w.partsOf(u), func(p *modelPart) bool {
			s := u.state[p.name]
			return (s == "" || s == thidua.InProgress || s == thidua.Returned) && now.After(w.due(u, p))
		})
	})
}

// behave lets some units do something, and the secretariat now and then, all of it in their chats.
func (w *weeks) behave(now time.Time) {
	w.turnKey(now)
	for range w.dice.IntN(6) {
		p := w.people[w.dice.IntN(len(w.people))]
		u := w.unit(p.unit)
		parts := w.partsOf(u)
		part := parts[w.dice.IntN(len(parts))]
		s := u.state[part.name]
		switch roll := w.dice.IntN(40); {
		case w.locked != "":
			if roll < 2 {
				w.refused(p, u, part)
			}
		case roll < 8 && u.at[part.name].After(now): // a colleague's answer of later, before the clock was set back, is asked about
		case roll < 8 && (s == "" || s == thidua.InProgress || s == thidua.Returned):
			w.handIn(p, u, part, now)
		case roll >= 12 && roll < 16 && s == "":
			w.begins(p, u, part, now)
		case roll >= 35 && roll < 38:
			w.decide(now)
		case roll == 34 && w.dice.IntN(2) == 0:
			w.urge(u, part, now)
		case roll >= 29 && roll < 33:
			w.reclaim(now)
		case roll >= 38:
			w.extend(u, part, now)
		}
	}
}

// turnKey locks and unlocks the campaign: once across the second deadline, and now and then.
func (w *weeks) turnKey(now time.Time) {
	day := now.Sub(w.begin).Hours() / 24
	switch {
	case w.locked == "" && !w.across && day > 14.6 && day < 16:
		w.across = true
		w.turn("across")
	case w.locked == "across" && day > 16.5, w.locked == "shortly" && w.dice.IntN(5) == 0:
		w.turn("")
	case w.locked == "" && w.dice.IntN(60) == 0:
		w.turn("shortly")
	}
}

func (w *weeks) turn(how string) {
	w.say(w.desk[0], "/khoa")
	w.presses(w.desk[0], "Có")
	w.locked = how
	said := "🔒 Đợt thi đua «Ba tuần» đã khóa: tạm thời không trả lời, không nộp được. Những gì đã nộp và đang làm vẫn được giữ."
	if how == "" {
		said = "🔓 Đợt thi đua «Ba tuần» đã mở lại: anh/chị trả lời và nộp tiếp được."
	}
	w.model.announce(said, func(*modelUnit) bool { return true })
	w.model.plan(w.clock.now())
}

// refused tries to answer while the campaign is locked, which changes nothing.
func (w *weeks) refused(p speaker, u *modelUnit, part *modelPart) {
	before := w.standing(u.code, part.name)
	w.say(p.chat, "/menu")
	w.presses(p.chat, part.label)
	for _, label := range []string{"Bắt đầu", "Thêm", "Không có nội dung", "Nộp"} {
		if w.has(p.chat, label) {
			w.Errorf("%s is offered while locked", label)
		}
	}
	if after := w.standing(u.code, part.name); after != before {
		w.Errorf("%s of %s changed while locked: %+v", part.name, u.code, after)
	}
}

// begins answers the first question and goes away.
func (w *weeks) begins(p speaker, u *modelUnit, part *modelPart, now time.Time) {
	w.say(p.chat, "/menu")
	w.presses(p.chat, part.label)
	for w.has(p.chat, "Bắt đầu") || w.has(p.chat, "Thêm") {
		w.onward(p.chat)
	}
	w.onward(p.chat)
	w.say(p.chat, "/menu")
	w.stands(u, part, thidua.InProgress, now)
}

// handIn answers what is asked, or declares a part empty. The phone's clock is a day slow: only the time of receipt counts.
func (w *weeks) handIn(p speaker, u *modelUnit, part *modelPart, now time.Time) {
	number := w.standing(u.code, part.name).Submission + 1
	w.say(p.chat, "/menu")
	w.presses(p.chat, part.label)
	if w.dice.IntN(2) == 0 && w.has(p.chat, "Không có nội dung") {
		w.presses(p.chat, "Không có nội dung")
		if w.has(p.chat, "Có") {
			w.presses(p.chat, "Có")
		}
	} else {
		for range 8 {
			if w.onward(p.chat) == "Nộp" {
				break
			}
		}
		if w.has(p.chat, "Có") { // what a colleague of the unit answered is handed in too
			w.presses(p.chat, "Có")
		}
	}
	w.stands(u, part, thidua.Submitted, now)
	late := now.After(w.due(u, part))
	s := read[thidua.Submission](w.stage, thidua.SubmissionKey("td", u.code, part.name, number))
	if s.Late != late || !s.At.Equal(now) {
		w.Errorf("%s of %s came at %v, due %v: %+v", part.name, u.code, now, w.due(u, part), s)
	}
	if late {
		w.late++
	}
}

// onward presses the button that leads on, or answers the question.
func (w *weeks) onward(chat int64) string {
	for _, label := range []string{"Nộp", "Tiếp tục", "Bắt đầu", "Thêm"} {
		if w.has(chat, label) {
			w.presses(chat, label)
			return label
		}
	}
	w.say(chat, "12")
	return ""
}

// decide lets the secretariat approve or return a part of those that wait.
func (w *weeks) decide(now time.Time) {
	desk := w.desk[w.dice.IntN(len(w.desk))]
	w.say(desk, "/duyet")
	var waiting []string
	for _, row := range w.cards[desk].Buttons {
		if strings.Contains(row[0].Label, " · ") {
			waiting = append(waiting, row[0].Label)
		}
	}
	if len(waiting) == 0 {
		return
	}
	chosen := waiting[w.dice.IntN(len(waiting))]
	unit, label, _ := strings.Cut(chosen, " · ")
	u := w.unit(unit[len(unit)-3:])
	part := w.parts[slices.IndexFunc(w.parts, func(p *modelPart) bool { return strings.HasPrefix(label, p.label) })]
	w.presses(desk, chosen)
	if w.dice.IntN(3) == 0 {
		w.presses(desk, "Duyệt")
		w.stands(u, part, thidua.Approved, now)
		return
	}
	w.presses(desk, "Trả lại")
	w.say(desk, "Số liệu chưa rõ.")
	w.presses(desk, "Có")
	w.returned++
	w.stands(u, part, thidua.Returned, now)
}

// stands notes what was done, and holds the board against it.
func (w *weeks) stands(u *modelUnit, part *modelPart, state thidua.State, now time.Time) {
	u.state[part.name], u.at[part.name] = state, now
	s := w.standing(u.code, part.name)
	owed := state == thidua.InProgress || state == thidua.Returned
	if s.Owed() != owed || !s.At.Equal(now) || (s.State == thidua.Approved) != (state == thidua.Approved) {
		w.Fatalf("%s of %s is %+v, want %s", part.name, u.code, s, state)
	}
}

// extend moves a due time further or, where that was done before, takes it back now and then: of the campaign, a part, a unit,
// or a unit's part.
func (w *weeks) extend(u *modelUnit, part *modelPart, now time.Time) {
	desk := w.desk[w.dice.IntN(len(w.desk))]
	w.say(desk, "/giahan")
	own, scope := &w.extended, "cả đợt"
	concerned := func(*modelUnit) bool { return true }
	dueOf, some := w.parts, w.units
	whose, which := &modelUnit{}, ""
	before := map[*modelUnit]map[string]time.Time{u: w.dues(u), whose: w.dues(whose)}
	defer func() { w.model.move(whose, which, before[whose], now) }()
	switch w.dice.IntN(10) {
	case 0:
		w.presses(desk, "Cả đợt")
	case 1, 2:
		w.presses(desk, "Một phần")
		w.presses(desk, part.label)
		own, scope, concerned, dueOf, which = &part.moved, "phần «"+part.label+"»", part.fills, []*modelPart{part}, part.name
	case 3, 4, 5, 6:
		w.say(desk, "Đơn vị "+u.code)
		w.presses(desk, "Mọi phần")
		own, scope, some, whose = &u.extended, "Đơn vị "+u.code, []*modelUnit{u}, u
	default:
		w.say(desk, "Đơn vị "+u.code)
		w.presses(desk, part.label)
		moved := u.moved[part.name]
		defer func() { u.moved[part.name] = moved; w.model.plan(now) }()
		own, scope, some, dueOf = &moved, "Đơn vị "+u.code+", phần «"+part.label+"»", []*modelUnit{u}, []*modelPart{part}
		whose, which = u, part.name
	}
	if len(some) == 1 {
		concerned = func(other *modelUnit) bool { return other == u }
	}
	w.until(desk, own, scope, concerned, some, dueOf, now)
	w.model.plan(now)
}

// urge reminds by hand, unless as much is ordered already or nothing is owed.
func (w *weeks) urge(u *modelUnit, part *modelPart, now time.Time) {
	desk := w.desk[w.dice.IntN(len(w.desk))]
	o := &byHand{at: now}
	w.say(desk, "/nhac")
	switch w.dice.IntN(5) {
	case 0:
		w.presses(desk, "Tất cả đơn vị còn thiếu")
	case 1:
		w.presses(desk, "Một phần")
		w.presses(desk, part.label)
		o.part = part.name
	default:
		w.say(desk, "Đơn vị "+u.code)
		o.unit = u.code
	}
	may := !w.model.ordered(o.unit, o.part) && len(w.model.reminded(o.unit, o.part)) > 0
	if w.has(desk, "Có") != may {
		w.Errorf("%v: reminding of %+v may be ordered: %v; %+v", now, o, may, w.cards[desk])
	}
	if may {
		w.presses(desk, "Có")
		w.model.orders = append(w.model.orders, o)
	}
}

// reclaim takes back what a unit was given beyond a deadline that lies behind.
func (w *weeks) reclaim(now time.Time) {
	given := slices.DeleteFunc(slices.Clone(w.units), func(u *modelUnit) bool {
		return !u.extended.After(now) || !slices.ContainsFunc(w.partsOf(u), func(p *modelPart) bool {
			return w.due(u, p).Equal(u.extended) && w.due(&modelUnit{}, p).Before(now)
		})
	})
	if len(given) == 0 {
		return
	}
	u, desk := given[w.dice.IntN(len(given))], w.desk[w.dice.IntN(len(w.desk))]
	before := w.dues(u)
	w.say(desk, "/giahan")
	w.say(desk, "Đơn vị "+u.code)
	w.presses(desk, "Mọi phần")
	w.presses(desk, "Bỏ gia hạn")
	w.presses(desk, "Có")
	u.extended = time.Time{}
	w.back++
	w.model.announce("Việc gia hạn Đơn vị "+u.code+" được bỏ; hạn nộp là ", func(other *modelUnit) bool { return other == u })
	w.model.move(u, "", before, now)
	w.model.plan(now)
}

// dues are when a unit's parts are due, or those of all.
func (w *weeks) dues(u *modelUnit) map[string]time.Time {
	dues := map[string]time.Time{}
	for _, p := range w.parts {
		dues[p.name] = w.due(u, p)
	}
	return dues
}

// until types the new due time, or takes the extension back, and has it told.
func (w *weeks) until(desk int64, own *time.Time, scope string, concerned func(*modelUnit) bool, some []*modelUnit, dueOf []*modelPart, now time.Time) {
	if !own.IsZero() && w.has(desk, "Bỏ gia hạn") && w.dice.IntN(2) == 0 {
		w.presses(desk, "Bỏ gia hạn")
		*own = time.Time{}
		w.back++
		w.presses(desk, "Có")
		w.model.announce("Việc gia hạn "+scope+" được bỏ; hạn nộp là ", concerned)
		return
	}
	last, given := now, some
	if len(some) > 1 { // some units may have more time already
		given = []*modelUnit{{}}
	}
	for _, u := range given {
		for _, p := range dueOf {
			if due := w.due(u, p); (u.code == "" || p.fills(u)) && due.After(last) {
				last = due
			}
		}
	}
	until := last.Add(time.Duration(10+w.dice.IntN(40)) * time.Hour).Truncate(time.Hour)
	if until.After(w.begin.AddDate(0, 0, 25)) { // late enough
		w.presses(desk, "Hủy")
		return
	}
	if *own = until; scope == "cả đợt" {
		w.whole++
	}
	w.say(desk, own.Format("02/01/2006 15:04"))
	w.presses(desk, "Có")
	if gains := concerned; len(some) > 1 { // who has more time by now is not told
		concerned = func(u *modelUnit) bool {
			return gains(u) && slices.ContainsFunc(dueOf, func(p *modelPart) bool { return p.fills(u) && w.due(u, p).Equal(until) })
		}
	}
	w.model.announce("Hạn nộp mới của "+scope+": "+moment(*own)+".", concerned)
}
