package bot

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"thidua"
)

// TestApproveAll approves in one tap what passes the checks, tells the unit, and says what was kept and why.
func TestApproveAll(t *testing.T) {
	s := playing(t)
	desk, a, c := s.actor(thao), s.actor(an), s.actor(chi)
	for _, p := range []*actor{desk, a, c} {
		p.joins()
	}
	a.fills("25")
	a.lists("Hội thảo về hội thảo chuyển đổi số số")
	c.taps("Hoạt động", "Chưa có mục nào")
	c.taps("Không có nội dung", "đã nộp")
	desk.says("/duyet", "Có 3 phần", "Duyệt tất cả")
	card := desk.Last()
	desk.taps("Duyệt tất cả", "Đang kiểm tra")
	s.clock.pass(time.Second)
	result := desk.gets(card.ID, "Đã duyệt", "Chưa duyệt")
	for _, words := range []string{"Đã duyệt 2 phần", "Chưa duyệt 1 phần", "• Văn phòng · Hoạt động: L03"} {
		if !strings.Contains(result.Text, words) {
			t.Errorf("the result lacks %q:\n%s", words, result.Text)
		}
	}
	a.gets(0, "Phần «Thông tin chung» của Văn phòng đã được duyệt")
	c.gets(0, "Phần «Hoạt động» của Thanh tra đã được duyệt")
	if at := s.standing("A", "hoat_dong"); at.State != thidua.Submitted {
		t.Errorf("a part that fails the checks is %s", at.State)
	}
	if at := s.standing("B", "hoat_dong"); at.State != thidua.Approved || at.Submission != 1 {
		t.Errorf("a part that passes is %+v", at)
	}
	desk.taps("🔎 Văn phòng · Hoạt động", "chỗ nên xem lại", "L03", "Duyệt", "Trả lại")
	if n := len(s.acts("approved")); n != 2 {
		t.Errorf("%d approvals are logged", n)
	}
}

// acts are the lines of the log of one act.
func (s *stage) acts(act string) []thidua.LogLine {
	s.Helper()
	lines, err := Log(s.Context(), s.db, "td")
	if err != nil {
		s.Fatal(err)
	}
	var found []thidua.LogLine
	for _, line := range lines {
		if line.Act == act {
			found = append(found, line)
		}
	}
	return found
}

// manyUnits loads the test campaign with so many more units, and hands in their group part, every tenth with an answer
// that fails a check.
func (s *stage) manyUnits(units int) {
	s.Helper()
	var rows strings.Builder
	for i := range units {
		fmt.Fprintf(&rows, "| | U%04d | Đơn vị %d |\n", i, i)
	}
	s.load([]byte(strings.Replace(string(workbook), "| | A | Văn phòng |\n", "| | A | Văn phòng |\n"+rows.String(), 1)))
	for from := 0; from < units; from += 500 {
		var put []thidua.Record
		for i := from; i < min(from+500, units); i++ {
			unit, result := fmt.Sprintf("U%04d", i), "Tốt."
			if i%10 == 0 {
				result = "Có số số liệu."
			}
			put = append(put, newRecord(thidua.SubmissionKey("td", unit, "chung", 1), thidua.Submission{Campaign: "td", Unit: unit, Part: "chung",
				Number: 1, By: 1, Name: "Nguyễn Thị An", At: begins, Entries: []thidua.Entry{{Answers: map[string]thidua.Answer{
					"so_nguoi": {Value: "5"}, "ket_qua": {Value: result}}}}}),
				newRecord(thidua.IndexKey("td", unit), thidua.Index{Parts: map[string]thidua.Standing{
					"chung": {State: thidua.Submitted, Submission: 1, At: begins}}}))
		}
		if err := commit(s.Context(), s.db, fmt.Sprint("test/", from), begins, put...); err != nil {
			s.Fatal(err)
		}
	}
}

// TestApproveSlices approves the parts of many units exactly once each, in slices, although the process dies and others
// carry the job on side by side.
func TestApproveSlices(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			const units = 1100
			s.manyUnits(units)
			key := thidua.JobKey("td", "all")
			job := thidua.Job{Kind: thidua.Approve, Campaign: "td", By: 9, At: begins}
			if _, err := s.db.Commit(t.Context(), thidua.Change{ID: "test/order", At: begins, Put: []thidua.Record{newRecord(key, job)},
				Due: []thidua.Due{{Key: key, At: begins}}}); err != nil {
				t.Fatal(err)
			}
			db := &shaky{Store: s.db}
			tries := 0
			db.meet = func(c thidua.Change) error {
				approvals := 0
				for _, r := range c.Put {
					if strings.HasPrefix(string(r.Key), "review/") {
						approvals++
					}
				}
				if approvals > perSlice {
					t.Errorf("%d parts in one slice", approvals)
				}
				if tries++; tries == 2 {
					return fmt.Errorf("killed")
				}
				return nil
			}
			for range 4 {
				_ = s.bot(db).Tick(t.Context(), begins.Add(time.Minute))
			}
			s.tick(begins.Add(2*time.Minute), s.bot(s.db), s.bot(s.open()))
			done := read[thidua.Job](s, key)
			if done.Approved != units-units/10 || done.KeptCount != units/10 || len(done.Kept) != mostKept || done.Reported.IsZero() {
				t.Errorf("approved %d, kept %d of which %d are named, reported %v", done.Approved, done.KeptCount, len(done.Kept), done.Reported)
			}
			if n := len(s.acts("approved")); n != done.Approved {
				t.Errorf("%d approvals are logged", n)
			}
			if s.standing("U0010", "chung").State != thidua.Submitted || s.standing("U0011", "chung").State != thidua.Approved {
				t.Error("the wrong parts were approved")
			}
		})
	}
}
