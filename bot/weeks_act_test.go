package bot

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"thidua"
	"thidua/bot/telegram"
)

// setUp loads the campaign: sixty units in five blocks, one or two focal points each, some with a head.
func (w *weeks) setUp() {
	day := func(days, hour int) time.Time {
		return w.begin.AddDate(0, 0, days).Add(time.Duration(hour-9) * time.Hour)
	}
	usual := []time.Duration{7 * 24 * time.Hour, 3 * 24 * time.Hour, 24 * time.Hour, 2 * time.Hour}
	w.parts = []*modelPart{
		{name: "chung", due: day(21, 17), remind: usual},
		{name: "hoat_dong", due: day(16, 10), remind: usual},
		{name: "khen", due: day(14, 9), remind: []time.Duration{48 * time.Hour, 3 * time.Hour}, units: "KA"},
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
	w.sent()
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
	for _, t := range []time.Time{u.extended, u.moved[p.name]} {
		if t.After(due) {
			due = t
		}
	}
	return due
}

// owed names the parts that a unit owes at a deadline, in order.
func (w *weeks) owed(code string, deadline int64, which func(*modelPart) bool) string {
	u := w.unit(code)
	var names []string
	for _, p := range w.partsOf(u) {
		s := u.state[p.name]
		if (s == "" || s == thidua.InProgress || s == thidua.Returned) && w.due(u, p).Unix() == deadline && which(p) {
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

// behave lets some units do something, and the secretariat now and then.
func (w *weeks) behave(now time.Time) {
	for range w.dice.IntN(6) {
		p := w.people[w.dice.IntN(len(w.people))]
		u := w.unit(p.unit)
		parts := w.partsOf(u)
		part := parts[w.dice.IntN(len(parts))]
		switch roll := w.dice.IntN(10); {
		case roll < 3 && u.state[part.name] == "":
			w.handIn(p, u, part, now)
		case roll < 5 && u.state[part.name] == "":
			w.stands(u, part, thidua.InProgress, now)
		case roll < 6 && u.state[part.name] == thidua.Nothing:
			w.stands(u, part, thidua.Returned, now)
		case roll < 6 && u.state[part.name] != "":
			w.stands(u, part, thidua.Submitted, now)
		case roll == 7:
			w.extend(u, part, now)
		}
	}
}

// handIn declares a part empty through the bot, as people do. The phone's clock is a day slow: only the time of receipt counts.
func (w *weeks) handIn(p speaker, u *modelUnit, part *modelPart, now time.Time) {
	w.say(p.chat, "/menu")
	label := map[string]string{"chung": "Thông tin chung", "hoat_dong": "Hoạt động", "khen": "Khen thưởng"}[part.name]
	w.presses(p.chat, label)
	w.presses(p.chat, "Không có nội dung")
	u.state[part.name], u.at[part.name] = thidua.Nothing, now
	late := now.After(w.due(u, part))
	s := read[thidua.Submission](w.stage, thidua.SubmissionKey("td", u.code, part.name, 1))
	if s.Late != late || !s.At.Equal(now) || !s.Nothing {
		w.Errorf("%s of %s came at %v, due %v: %+v", part.name, u.code, now, w.due(u, part), s)
	}
	if late {
		w.late++
	}
}

// say lets a person type; the newest card has been sent by now.
func (w *weeks) say(chat int64, text string) {
	w.update++
	w.handle(thidua.Input{Chat: chat, Text: text, Kind: thidua.KindText, Message: 10_000_000 + w.update, Sent: w.clock.now().AddDate(0, 0, -1)})
}

// presses presses a button of the newest card.
func (w *weeks) presses(chat int64, label string) {
	for _, row := range w.cards[chat].Buttons {
		for _, b := range row {
			if strings.HasSuffix(b.Label, label) {
				w.press(chat, b.Data)
				return
			}
		}
	}
	w.Fatalf("%d has no button %q: %+v", chat, label, w.cards[chat])
}

func (w *weeks) press(chat int64, data string) {
	w.handle(thidua.Input{Chat: chat, Data: data, Query: "pressed", Message: 1})
}

// handle takes an update in, and delivers what it says to that person.
func (w *weeks) handle(in thidua.Input) {
	w.update++
	in.Update = w.update
	if err := w.bots[0].Handle(w.Context(), telegram.Update{ID: w.update, Input: in}); err != nil {
		w.Fatal(err)
	}
	for chat, messages := range w.sent() {
		for _, m := range messages {
			if m.Card != 0 {
				w.cards[chat] = m
				w.bots[0].cards.settle(settlement{Receipt: thidua.Receipt{Chat: chat}, card: thidua.Card{Number: m.Card, Message: w.update}})
			}
		}
	}
}

// stands moves a part as the review does.
func (w *weeks) stands(u *modelUnit, part *modelPart, state thidua.State, now time.Time) {
	w.line(u, now, func(index *thidua.Index) {
		s := index.Parts[part.name]
		s.State, s.At = state, now
		index.Parts[part.name] = s
	})
	u.state[part.name], u.at[part.name] = state, now
}

// extend gives a unit, or one of its parts, more time, with the reminders that follow from it.
func (w *weeks) extend(u *modelUnit, part *modelPart, now time.Time) {
	until := w.begin.AddDate(0, 0, 12+w.dice.IntN(14)).Truncate(time.Hour)
	whole := w.dice.IntN(3) == 0
	w.line(u, now, func(index *thidua.Index) {
		if whole {
			index.Due = until
			return
		}
		s := index.Parts[part.name]
		s.Due = until
		index.Parts[part.name] = s
	})
	if whole {
		u.extended = until
	} else {
		u.moved[part.name] = until
	}
}

// line changes a unit's line on the board, and what is planned with it, in one commit.
func (w *weeks) line(u *modelUnit, now time.Time, change func(*thidua.Index)) {
	key := thidua.IndexKey("td", u.code)
	index := read[thidua.Index](w.stage, key)
	if index.Parts == nil {
		index.Parts = map[string]thidua.Standing{}
	}
	change(&index)
	head := read[thidua.Head](w.stage, thidua.CampaignKey("td"))
	script, err := w.bots[0].scripts.of(w.Context(), head)
	if err != nil {
		w.Fatal(err)
	}
	p := planning{campaign: script.Campaign, life: head.Life, board: map[string]thidua.Index{u.code: index}, now: now, calendar: w.bots[0].calendar}
	due, err := p.changes(w.Context(), w.db)
	if err != nil {
		w.Fatal(err)
	}
	_, err = w.db.Commit(w.Context(), thidua.Change{ID: "test/" + secret(), At: now, Due: due,
		Put: []thidua.Record{w.at(key, newRecord(key, index).Body)}})
	if err != nil {
		w.Fatal(err)
	}
}
