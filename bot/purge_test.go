package bot

import (
	"strings"
	"testing"
	"time"

	"thidua"
)

// TestPurge removes what outlived its use, keeps all else, and looks once a day.
func TestPurge(t *testing.T) {
	s := newStage(t)
	b := s.bot(s.db)
	post := thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: "A"}
	put := []thidua.Record{
		newRecord(thidua.InviteKey("used"), thidua.Invite{Post: post, Used: begins, Expires: begins.AddDate(0, 0, 7)}),
		newRecord(thidua.InviteKey("good"), thidua.Invite{Post: post, Expires: begins.AddDate(100, 0, 0)}),
		newRecord(thidua.PersonKey(1), thidua.Person{Chat: 1, Posts: []thidua.Post{post}}),
		newRecord(thidua.SessionKey(1), session{}),
		newRecord(thidua.SessionKey(2), session{}), // a stranger
		newRecord(thidua.SessionKey(3), session{Token: thidua.InviteKey("good")}),
		newRecord(thidua.DraftKey("td", "A", "chung"), 1),
		newRecord(thidua.DraftKey("khac", "A", "chung"), 1),
		newRecord(thidua.RemindedKey("td", "x", 1), begins),
		newRecord(thidua.TargetKey("t1"), thidua.Target{Chat: 1, Campaign: "td"}),
		newRecord(thidua.TargetKey("t2"), thidua.Target{Chat: 1, Campaign: "khac"}),
		newRecord(thidua.SubmissionKey("td", "A", "chung", 1), thidua.Submission{}),
	}
	if err := commit(t.Context(), s.db, "test", begins, put...); err != nil {
		t.Fatal(err)
	}
	left := func(want string) {
		t.Helper()
		var keys []string
		for _, r := range put {
			snapshot, err := s.db.Load(t.Context(), "", r.Key)
			if err != nil {
				t.Fatal(err)
			}
			if snapshot.Records[r.Key].Rev > 0 {
				keys = append(keys, strings.Split(string(r.Key), "/")[0])
			}
		}
		if got := strings.Join(keys, " "); got != want {
			t.Errorf("on %v there is left\n%s, want\n%s", s.clock.now().Format(time.DateOnly), got, want)
		}
	}
	s.tick(begins.Add(time.Minute), b)
	left("invite invite person session session draft draft reminded target target submission") // the stranger's session went
	s.tick(begins.AddDate(0, 0, 31), b)
	left("invite person session session draft draft reminded target target submission")
	s.stand("A", map[string]thidua.State{"chung": thidua.InProgress})
	s.tick(begins.AddDate(70, 0, 0), b) // a wrong clock
	s.clock.moveTo(begins.AddDate(0, 0, 100))
	b = s.bot(s.db)
	s.tick(begins.AddDate(0, 0, 100), b)
	left("invite person session session draft draft reminded target target submission")
	s.tick(begins.AddDate(0, 0, 107), b)
	left("invite person session session draft target submission")
	again := newRecord(thidua.SessionKey(9), session{})
	if err := commit(t.Context(), s.db, "stranger", s.clock.now(), again); err != nil {
		t.Fatal(err)
	}
	put = append(put, again)
	s.tick(s.clock.now().Add(2*purgeLook), b, s.bot(s.db))
	left("invite person session session draft target submission session") // not yet a day
	s.tick(s.clock.now().Add(24*time.Hour), b, s.bot(s.db))
	left("invite person session session draft target submission")
}
