package bot

import (
	"errors"
	"slices"
	"testing"
	"time"

	"thidua"
)

// ordered puts a job into the store, as the chat does.
func (s *stage) ordered(scope thidua.Scope, unit string) (key thidua.Key) {
	s.Helper()
	key = thidua.JobKey("td", secret())
	now := s.clock.now()
	job := thidua.Job{Kind: thidua.Announce, Campaign: "td", By: 9, At: now, Text: "Họp lúc 8 giờ.", Scope: scope, Unit: unit}
	_, err := s.db.Commit(s.Context(), thidua.Change{ID: "test/" + secret(), At: now,
		Put: []thidua.Record{newRecord(key, job)}, Due: []thidua.Due{{Key: key, At: now}}})
	if err != nil {
		s.Fatal(err)
	}
	return key
}

// crowd lists many people, the first of them for two units.
func (s *stage) crowd(people int) {
	s.Helper()
	list := map[int64]string{}
	for chat := int64(1); chat <= int64(people); chat++ {
		list[chat] = []string{"A", "B", "C"}[chat%3]
	}
	s.list(list)
	post := thidua.Post{Role: thidua.FocalPoint, Campaign: "td", Unit: "C"}
	if err := commit(s.Context(), s.db, "test/two", begins, newRecord(thidua.MemberKey("td", "C", 1),
		membership{Chat: 1, Name: "Hai nơi", Posts: []thidua.Post{post}})); err != nil {
		s.Fatal(err)
	}
}

// TestJobSlices queues a message to each of many people exactly once, in slices, whichever bot carries it on and wherever
// the one before stopped.
func TestJobSlices(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			const people = 1200
			s.crowd(people)
			key := s.ordered(thidua.Everybody, "")
			var slicesMade []int
			db := &shaky{Store: s.db}
			fails := 0
			db.meet = func(c thidua.Change) error {
				if len(c.Send) == 0 {
					return nil
				}
				switch fails++; fails {
				case 2: // the process dies before the commit
					return errors.New("killed")
				case 3: // and, the next time, after it
					if _, err := s.db.Commit(t.Context(), c); err != nil {
						t.Error(err)
					}
					slicesMade = append(slicesMade, len(c.Send))
					return errors.New("killed")
				}
				slicesMade = append(slicesMade, len(c.Send))
				return nil
			}
			for range 6 {
				s.clock.pass(time.Second)
				_ = s.bot(db).Tick(t.Context(), s.clock.now()) // each time one that was just started
			}
			if fails < 3 || len(slicesMade) != 3 || slices.Max(slicesMade) > perSlice {
				t.Errorf("slices of %v people, %d tries", slicesMade, fails)
			}
			s.once(people)
			job := read[thidua.Job](s, key)
			if job.People != people || job.Done.IsZero() || !job.Reported.IsZero() {
				t.Errorf("%d people, done %v, reported %v", job.People, job.Done, job.Reported)
			}
		})
	}
}

// once empties the outbox and checks that each of so many people had one message.
func (s *stage) once(people int) {
	s.Helper()
	got := s.sent()
	for chat := int64(1); chat <= int64(people); chat++ {
		if len(got[chat]) != 1 || !got[chat][0].Bulk {
			s.Errorf("person %d gets %d messages", chat, len(got[chat]))
		}
	}
	if len(got) != people {
		s.Errorf("%d people get something, want %d", len(got), people)
	}
}

// TestJobReplicas lets several bots carry one job out side by side.
func TestJobReplicas(t *testing.T) {
	t.Parallel()
	for kind, fresh := range stores {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := stageOn(t, fresh(t))
			s.crowd(1200)
			s.ordered(thidua.Everybody, "")
			bots := []*Bot{s.bot(s.db), s.bot(s.open()), s.bot(s.open())}
			for range 4 {
				s.tick(s.clock.now().Add(time.Second), bots...)
			}
			s.once(1200)
		})
	}
}

// TestJobScope chooses whom the message goes to when their slice comes: who left before it, and who owes nothing by then,
// gets nothing.
func TestJobScope(t *testing.T) {
	for name, c := range map[string]struct {
		scope thidua.Scope
		unit  string
		want  []int64
	}{
		"everybody": {thidua.Everybody, "", []int64{1, 3, 4}},
		"owing":     {thidua.Owing, "", []int64{1, 4}},
		"one unit":  {thidua.OneUnit, "A", []int64{1}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.list(map[int64]string{1: "A", 2: "A", 3: "B", 4: "C", 5: "gone"})
			s.enlist(thidua.Secretariat, 6)
			s.ordered(c.scope, c.unit)
			s.stand("B", map[string]thidua.State{"chung": thidua.Submitted, "hoat_dong": thidua.Nothing})
			s.leaves(2, "A")
			s.tick(s.clock.now(), s.bot(s.db))
			got := s.sent()
			for _, chat := range c.want {
				if len(got[chat]) != 1 {
					t.Errorf("person %d gets %d messages", chat, len(got[chat]))
				}
			}
			if len(got) != len(c.want) {
				t.Errorf("%d people get something, want %d", len(got), len(c.want))
			}
		})
	}
}

// enlist puts somebody of the department on the campaign.
func (s *stage) enlist(role thidua.Role, chat int64) {
	s.Helper()
	post := thidua.Post{Role: role, Campaign: "td"}
	err := commit(s.Context(), s.db, "test/"+secret(), begins,
		newRecord(thidua.MemberKey("td", thidua.Department, chat), membership{Chat: chat, Name: "Sở", Posts: []thidua.Post{post}}),
		newRecord(thidua.PersonKey(chat), thidua.Person{Chat: chat, Name: "Sở", Agreed: begins, Posts: []thidua.Post{post}}))
	if err != nil {
		s.Fatal(err)
	}
}

// leaves takes a person's post away, as the button of a join does.
func (s *stage) leaves(chat int64, unit string) {
	s.Helper()
	member, person := thidua.MemberKey("td", unit, chat), thidua.PersonKey(chat)
	snapshot, err := s.db.Load(s.Context(), "", member, person)
	if err != nil {
		s.Fatal(err)
	}
	p := read[thidua.Person](s, person)
	p.Posts = slices.DeleteFunc(p.Posts, func(post thidua.Post) bool { return post.Unit == unit })
	r := newRecord(person, p)
	r.Rev = snapshot.Records[person].Rev
	_, err = s.db.Commit(s.Context(), thidua.Change{ID: "test/" + secret(), At: s.clock.now(), Put: []thidua.Record{r},
		Delete: []thidua.Record{snapshot.Records[member]}})
	if err != nil {
		s.Fatal(err)
	}
}

// TestJobOfNoCampaign is given up, and holds no reminder up.
func TestJobOfNoCampaign(t *testing.T) {
	s := newStage(t)
	key := thidua.JobKey("khác", "x")
	_, err := s.db.Commit(t.Context(), thidua.Change{ID: "test", At: begins, Due: []thidua.Due{{Key: key, At: begins}}})
	if err != nil {
		t.Fatal(err)
	}
	s.tick(begins, s.bot(s.db))
	if due, err := s.db.Due(t.Context(), begins, 10); err != nil || len(due) > 0 {
		t.Errorf("still due: %v, %v", due, err)
	}
}

// TestJobPurge removes a job and its marks a month after its result was shown.
func TestJobPurge(t *testing.T) {
	s := newStage(t)
	s.list(map[int64]string{1: "A", 2: "B"})
	key := s.ordered(thidua.Everybody, "")
	b := s.bot(s.db)
	s.tick(begins, b)
	s.tick(begins.Add(reportPause), b)
	if !read[thidua.Job](s, key).Reported.IsZero() {
		t.Error("reported while messages wait")
	}
	s.tick(begins.Add(reportLast+time.Minute), b)
	if read[thidua.Job](s, key).Reported.IsZero() {
		t.Error("not reported after a day")
	}
	left := func() int {
		all := 0
		for _, prefix := range []thidua.Key{thidua.Jobs, thidua.DeliveriesOf(thidua.LastSegment(key))} {
			records, err := s.db.Scan(t.Context(), thidua.Range{Prefix: prefix})
			if err != nil {
				t.Fatal(err)
			}
			all += len(records)
		}
		return all
	}
	s.tick(begins.Add(29*24*time.Hour), b)
	if n := left(); n != 3 {
		t.Errorf("%d records are left within the month", n)
	}
	s.tick(begins.Add(33*24*time.Hour), b)
	if n := left(); n != 0 {
		t.Errorf("%d records are left after it", n)
	}
}
