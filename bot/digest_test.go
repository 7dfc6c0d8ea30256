package bot

import (
	"strings"
	"testing"
	"time"

	"thidua"
)

// TestDigest goes to the secretariat in the first window of a working day, once, and only where something changed or
// somebody is late.
func TestDigest(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.list(map[int64]string{1: "A"})
			s.enlist(thidua.Secretariat, 6)
			s.enlist(thidua.Leader, 7)
			one, two := s.bot(s.db), s.bot(s.open())
			digest := func(now time.Time) string {
				t.Helper()
				s.tick(now, one, two)
				s.tick(now, s.bot(s.db))
				text := ""
				for chat, messages := range s.sent() {
					for _, m := range messages {
						if m.Digest == nil {
							continue
						}
						if err := one.phrase(t.Context(), &m); err != nil {
							t.Fatal(err)
						}
						if chat != 6 || text != "" || !m.Bulk || len(m.Buttons) != 1 {
							t.Errorf("%v: %d gets %+v", now, chat, m)
						}
						for _, line := range m.Lines {
							text += line.Text + "\n"
						}
					}
				}
				return text
			}
			for _, c := range []struct {
				now   time.Time
				first func()
				want  []string // words of the digest; none: there is none
			}{
				{now: at(16, 9, 0)},
				{now: at(17, 8, 0)}, // nothing changed, nobody is late
				{now: at(18, 7, 59), first: func() { s.filed("B", "hoat_dong", at(17, 15, 0)) }},
				{now: at(18, 8, 0), want: []string{"Đã nộp 1/6 phần; 0/3 đơn vị xong", "Mới nộp (1 phần): Thanh tra – Hoạt động", "Chưa bắt đầu (2 đơn vị): Văn phòng, Phòng Kế hoạch",
					"Chờ duyệt (1 phần): Thanh tra – Hoạt động", "Phần của thường trực chưa nộp: Đánh giá của Sở", "Hạn gần nhất: 17:00 ngày 19/11/2026"}},
				{now: at(18, 14, 0)},
				{now: at(17, 8, 30)}, // the clock is set back
				{now: at(18, 8, 30)},
				{now: at(19, 11, 30), first: func() { s.filed("B", "chung", at(18, 9, 0)) }}, // no bot ran in the first window
				{now: at(19, 13, 59)},
				{now: at(19, 14, 0), want: []string{"Thanh tra – Thông tin chung", "1/3 đơn vị xong"}},
				{now: at(19, 14, 10)},
				{now: at(20, 10, 59), want: []string{"Trễ hạn (2 đơn vị): Văn phòng, Phòng Kế hoạch"}},
				{now: at(20, 14, 0)},
				{now: at(21, 9, 0)}, // Saturday
				{now: at(23, 16, 30), want: []string{"Trễ hạn"}}, // it stood still until then
				{now: at(24, 16, 31)},                            // and until after the working hours
				{now: at(25, 9, 0), want: []string{"Trễ hạn"}},
			} {
				if c.first != nil {
					c.first()
				}
				got := digest(c.now)
				if (got != "") != (len(c.want) > 0) {
					t.Errorf("%v: %q", c.now, got)
				}
				for _, words := range c.want {
					if !strings.Contains(got, words) {
						t.Errorf("%v: %q is not in %q", c.now, words, got)
					}
				}
			}
		})
	}
}

// filed lets a unit's part be handed in at a time.
func (s *stage) filed(unit, part string, when time.Time) {
	s.Helper()
	key := thidua.IndexKey("td", unit)
	index := read[thidua.Index](s, key)
	if index.Parts == nil {
		index.Parts = map[string]thidua.Standing{}
	}
	index.Parts[part] = thidua.Standing{State: thidua.Submitted, Submission: 1, Filed: when, At: when}
	if err := commit(s.Context(), s.db, "test/"+secret(), when, s.at(key, newRecord(key, index).Body)); err != nil {
		s.Fatal(err)
	}
}
