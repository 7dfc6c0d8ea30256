package bot

import (
	"maps"
	"strings"
	"testing"
	"time"

	"thidua"
)

// parental is the test campaign with a parent unit and a head of one unit.
func parental() []byte {
	w := strings.ReplaceAll(string(workbook), "| | code | name |\n", "| | code | name | parent |\n| | P | Khối cơ quan | |\n")
	w = strings.ReplaceAll(w, "| | A | Văn phòng |", "| | A | Văn phòng | P |")
	w = strings.ReplaceAll(w, "| | B | Thanh tra |", "| | B | Thanh tra | P |")
	w = strings.ReplaceAll(w, "| | C | Phòng Kế hoạch |", "| | C | Phòng Kế hoạch | |")
	return []byte(strings.ReplaceAll(w, "| | Bùi Kiêm | 0912 000 040 | | leader |", "| | Bùi Kiêm | 0912 000 040 | A | leader |"))
}

// TestOverdue tells a unit's head and its parent's people once that a deadline passed, in working hours; nobody else, and
// nothing of what came in meanwhile.
func TestOverdue(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.load(parental())
			s.list(map[int64]string{1: "A", 2: "B", 3: "C", 4: "P"})
			s.head(5, "A")
			s.enlist(thidua.Secretariat, 6)
			s.enlist(thidua.Leader, 7)
			s.stand("B", map[string]thidua.State{"hoat_dong": thidua.Submitted})
			one, two := s.bot(s.db), s.bot(s.open())
			s.tick(at(19, 15, 0), one)
			s.sent()
			s.tick(at(19, 17, 1), one, two)
			if got := s.lates(); len(got) > 0 {
				t.Errorf("told after hours: %v", got)
			}
			s.tick(at(20, 8, 0), one, two)
			s.tick(at(20, 8, 0), s.bot(s.db))
			got := s.lates()
			if len(got) != 2 || got[4] != "A" || got[5] != "A" {
				t.Errorf("told of the first deadline: %v", got)
			}
			s.tick(at(19, 12, 0), s.bot(s.db)) // the clock is set back
			s.tick(at(20, 8, 1), s.bot(s.db))
			if got := s.lates(); len(got) > 0 {
				t.Errorf("told again: %v", got)
			}
			s.tick(at(20, 15, 0), one)
			s.sent()
			s.tick(at(23, 8, 0), one, two) // Monday: the second deadline
			m := s.sent()[4]
			if len(m) != 1 || m[0].Late == nil {
				t.Fatalf("the parent's person gets %v", m)
			}
			s.stand("B", map[string]thidua.State{"chung": thidua.Submitted, "hoat_dong": thidua.Submitted})
			if err := s.bot(s.db).phrase(t.Context(), &m[0]); err != nil {
				t.Fatal(err)
			}
			text := ""
			for _, line := range m[0].Lines {
				text += line.Text + "\n"
			}
			if !strings.Contains(text, "• Văn phòng: Thông tin chung") || strings.Contains(text, "Thanh tra") || !strings.Contains(text, "/tiendo") {
				t.Errorf("it says %q", text)
			}
		})
	}
}

// head makes somebody the leader of a unit.
func (s *stage) head(chat int64, unit string) {
	s.Helper()
	post := thidua.Post{Role: thidua.Leader, Campaign: "td", Unit: unit}
	err := commit(s.Context(), s.db, "test/"+secret(), begins,
		newRecord(thidua.MemberKey("td", unitOf(post), chat), membership{Chat: chat, Name: "Trưởng đơn vị", Posts: []thidua.Post{post}}),
		newRecord(thidua.PersonKey(chat), thidua.Person{Chat: chat, Name: "Trưởng đơn vị", Agreed: begins, Posts: []thidua.Post{post}}))
	if err != nil {
		s.Fatal(err)
	}
}

// lates empties the outbox and lists the units of which each person is told that they are late.
func (s *stage) lates() map[int64]string {
	s.Helper()
	all := map[int64]string{}
	for chat, messages := range s.sent() {
		for _, m := range messages {
			if m.Late != nil {
				all[chat] = strings.TrimSpace(all[chat] + " " + strings.Join(m.Late.Units, " "))
			}
		}
	}
	return all
}

// TestOverdueBehindHolidays tells of a deadline that the long days off of Tết 2026 follow: on the first working day after them.
func TestOverdueBehindHolidays(t *testing.T) {
	s := newStage(t)
	tet := func(day, hour int) time.Time { return time.Date(2026, 2, day, hour, 1, 0, 0, begins.Location()) }
	s.clock.moveTo(tet(2, 9))
	s.load([]byte(strings.NewReplacer("2026-11-20 17:00", "2026-02-11 17:00", "2026-11-19 17:00", "2026-02-11 17:00").Replace(string(parental()))))
	s.list(map[int64]string{1: "A", 4: "P"})
	b := s.bot(s.db)
	for day := 11; day <= 22; day++ {
		s.tick(tet(day, 17), b)
	}
	if got := s.lates(); len(got) > 0 {
		t.Errorf("told on days off: %v", got)
	}
	s.tick(tet(23, 8), b)
	if got := s.lates(); got[4] != "A B" {
		t.Errorf("told after the days off: %v", got)
	}
}

// TestLockedAcrossDeadline tells nobody above while the campaign is locked, then once what is overdue, after an hour for the
// secretariat to extend; the secretariat has its digest meanwhile, until the campaign is closed.
func TestLockedAcrossDeadline(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.load(parental())
			s.list(map[int64]string{1: "A", 4: "P"})
			s.enlist(thidua.Secretariat, 6)
			phase := func(phase thidua.Phase, now time.Time) {
				s.clock.moveTo(now)
				s.live(thidua.Life{Phase: phase})
			}
			digests, lates := 0, 0
			look := func(now time.Time) {
				s.tick(now, s.bot(s.db), s.bot(s.open())) // restarted
				for chat, messages := range s.sent() {
					for _, m := range messages {
						switch {
						case m.Late != nil && chat == 4 && strings.Join(m.Late.Units, " ") == "A B":
							lates++
						case m.Late != nil:
							t.Errorf("%v: %d is told of %v", now, chat, m.Late.Units)
						case m.Digest != nil && chat == 6:
							digests++
						case m.Owed != nil && read[thidua.Head](s, thidua.CampaignKey("td")).Phase != thidua.CampaignOpen:
							t.Errorf("%v: reminded while locked", now)
						}
					}
				}
			}
			expect := func(when string, wantDigests, wantLates int) {
				t.Helper()
				if digests != wantDigests || lates != wantLates {
					t.Errorf("%s: %d digests and %d escalations, want %d and %d", when, digests, lates, wantDigests, wantLates)
				}
				digests, lates = 0, 0
			}
			phase(thidua.CampaignLocked, at(18, 14, 0)) // before both deadlines: 17:00 on the 19th and on the 20th
			for day := 18; day <= 30; day++ {
				look(at(day, 8, 30))
				look(at(day, 14, 0))
			}
			expect("locked", 6, 0) // working mornings from the 20th on, but for the 24th
			phase(thidua.CampaignOpen, at(30, 14, 30))
			look(at(30, 14, 31))
			expect("unlocked", 0, 0)
			look(at(30, 15, 31))
			expect("an hour later", 0, 2) // one for each deadline
			phase(thidua.CampaignClosed, at(30, 16, 0))
			look(at(31, 8, 30))
			expect("closed", 0, 0)
			phase(thidua.CampaignOpen, at(31, 9, 0))
			for day := 31; day <= 34; day++ {
				look(at(day, 11, 0))
				look(at(day, 15, 0))
			}
			expect("reopened", 3, 0)
		})
	}
}

// TestOverdueAfterExtensionTakenBack tells those above of a unit by itself, once and an hour later, whose extension is taken back when
// they have heard of the others; of nobody whom they have heard of, and not where it is given again within that hour.
func TestOverdueAfterExtensionTakenBack(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.load(parental())
			stop := s.run(s.db)
			desk := s.actor(thao)
			desk.joins()
			stop()
			s.list(map[int64]string{1: "A", 2: "B", 4: "P"})
			s.head(5, "A")
			moves := func(now time.Time, unit string, choices ...string) {
				t.Helper()
				s.tick(now, s.bot(s.db)) // what is due until then
				if got := s.lates(); len(got) > 0 {
					t.Fatalf("%v: told %v", now, got)
				}
				stop := s.run(s.db)
				desk.says("/giahan", "Gia hạn cho ai?")
				desk.says(unit, "gia hạn phần nào?")
				for _, choice := range choices {
					desk.taps(choice)
				}
				desk.taps("Có", "gia hạn")
				s.until(func() bool { return !s.waits() })
				stop()
			}
			expect := func(now time.Time, want map[int64]string) {
				t.Helper()
				s.tick(now, s.bot(s.db), s.bot(s.open()))
				s.tick(now, s.bot(s.db)) // restarted
				if got := s.lates(); !maps.Equal(got, want) {
					t.Errorf("%v: told %v, want %v", now, got, want)
				}
			}
			moves(at(18, 9, 0), "văn phòng", "Mọi phần", "+7 ngày")
			s.stand("P", map[string]thidua.State{"chung": thidua.Submitted, "hoat_dong": thidua.Submitted})
			s.tick(at(20, 8, 0), s.bot(s.db)) // the deadline of the first part
			s.lates()
			expect(at(23, 8, 0), map[int64]string{4: "B"}) // that of the second one: the first unit has more time
			moves(at(23, 9, 0), "văn phòng", "Mọi phần", "Bỏ gia hạn")
			expect(at(23, 9, 59), nil)
			moves(at(23, 9, 59), "văn phòng", "Mọi phần", "+7 ngày")
			expect(at(23, 10, 1), nil) // it has more time again
			moves(at(23, 10, 30), "văn phòng", "Mọi phần", "Bỏ gia hạn")
			expect(at(23, 11, 29), nil)
			expect(at(23, 12, 0), nil)                                  // not at noon
			expect(at(23, 14, 0), map[int64]string{4: "A A", 5: "A A"}) // of both deadlines
			s.tick(at(23, 8, 30), s.bot(s.db))                          // the clock is set back
			expect(at(23, 14, 1), nil)
			moves(at(23, 14, 30), "văn phòng", "Hoạt động", "+7 ngày") // after they have heard
			moves(at(23, 14, 40), "văn phòng", "Hoạt động", "Bỏ gia hạn")
			expect(at(23, 15, 50), nil)
		})
	}
}

// TestOverdueOfDeadlineSetBack tells those above again, once and an hour later, of a deadline that they heard of, that was then put off
// and holds again: by an extension that is taken back, and by workbooks.
func TestOverdueOfDeadlineSetBack(t *testing.T) {
	t.Parallel()
	later := []byte(strings.ReplaceAll(string(parental()), "2026-11-19 17:00", "2026-11-25 17:00"))
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.list(map[int64]string{4: "P"})
			s.stand("B", map[string]thidua.State{"chung": thidua.Submitted, "hoat_dong": thidua.Submitted})
			loads := func(now time.Time, content []byte) {
				s.clock.moveTo(now)
				s.load(content)
			}
			expect := func(now time.Time, want map[int64]string) {
				t.Helper()
				s.tick(now, s.bot(s.db), s.bot(s.open()))
				s.tick(now.Add(time.Second), s.bot(s.db)) // restarted
				if got := s.lates(); !maps.Equal(got, want) {
					t.Errorf("%v: told %v, want %v", now, got, want)
				}
			}
			loads(at(18, 9, 0), parental())
			expect(at(20, 8, 0), map[int64]string{4: "A"}) // of the first part, due on the 19th
			loads(at(20, 8, 30), later)
			loads(at(20, 9, 0), parental()) // a mistake that nobody saw
			expect(at(20, 10, 1), nil)
			loads(at(20, 10, 30), later)
			expect(at(20, 14, 0), nil)
			loads(at(20, 14, 30), parental())
			expect(at(20, 15, 29), nil)
			expect(at(20, 15, 30), map[int64]string{4: "A"})
			extend := func(now time.Time, due time.Time) {
				t.Helper()
				s.clock.moveTo(now)
				d := decision{b: s.bot(s.db), in: thidua.Input{At: now}, records: map[thidua.Key]thidua.Record{}, post: thidua.Post{Campaign: "td"}}
				e := &errand{ID: secret(), Campaign: "td", Unit: "A", Due: due, Back: due.IsZero()}
				if err := d.orderExtension(t.Context(), e); err != nil {
					t.Fatal(err)
				}
				if _, err := s.db.Commit(t.Context(), thidua.Change{ID: "test/" + secret(), At: now, Put: d.put, Due: d.due}); err != nil {
					t.Fatal(err)
				}
			}
			expect(at(23, 8, 0), map[int64]string{4: "A"}) // of the second part
			extend(at(23, 8, 30), at(27, 17, 0))
			expect(at(23, 10, 0), nil)
			expect(at(24, 10, 0), nil)
			extend(at(25, 9, 0), time.Time{})
			expect(at(25, 9, 59), nil)
			expect(at(25, 10, 1), map[int64]string{4: "A A"}) // of both
			expect(at(26, 10, 0), nil)
		})
	}
}

// TestOverdueByClockFarAhead tells those above when a deadline truly passes, once, of which a clock far ahead has told them before.
func TestOverdueByClockFarAhead(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.load(parental())
			s.list(map[int64]string{1: "A", 4: "P"})
			s.stand("B", map[string]thidua.State{"chung": thidua.Submitted, "hoat_dong": thidua.Submitted})
			expect := func(now time.Time, want string) {
				t.Helper()
				s.tick(now, s.bot(s.db), s.bot(s.open()))
				s.tick(now.Add(time.Second), s.bot(s.db))
				if got := s.lates()[4]; got != want {
					t.Errorf("%v: told %q, want %q", now, got, want)
				}
			}
			expect(at(12, 9, 0), "")
			s.tick(at(26, 9, 0), s.bot(s.db)) // two weeks ahead: both deadlines lie behind
			got := s.sent()[4]
			if len(got) != 2 {
				t.Fatalf("told %v", got)
			}
			s.clock.moveTo(at(12, 9, 1))
			if err := s.bot(s.db).phrase(t.Context(), &got[0]); err == nil {
				t.Error("one that waited is sent when the clock is right again")
			}
			expect(at(12, 9, 1), "")
			expect(at(26, 9, 1), "A") // ahead again: of that one
			for day := 12; day < 20; day++ {
				expect(at(day, 9, 2), "")
				expect(at(day, 15, 0), "")
			}
			expect(at(20, 8, 0), "A")
			expect(at(23, 8, 0), "A")
			expect(at(20, 8, 0), "")
			expect(at(24, 8, 0), "")
		})
	}
}
