package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"thidua"
)

// shelf keeps files in memory, and refuses some.
type shelf struct {
	mu     sync.Mutex
	kept   map[string]string
	refuse int
}

func (s *shelf) Put(_ context.Context, r io.Reader) (string, int64, error) {
	content, err := io.ReadAll(r)
	if err != nil {
		return "", 0, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refuse--; s.refuse >= 0 {
		return "", 0, errors.New("no space left on device")
	}
	sum := sha256.Sum256(content)
	sha := hex.EncodeToString(sum[:])
	s.kept[sha] = string(content)
	return sha, int64(len(content)), nil
}

func (s *shelf) Open(_ context.Context, sha string) (io.ReadCloser, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return io.NopCloser(strings.NewReader(s.kept[sha])), nil
}

// giving is a stage where a person has come to the question for files. The bot that runs leaves the fetching to the one
// that the test has: its clock stands still, so that the other's lease never ends for it.
func giving(t *testing.T, keeper *shelf) (*stage, *Bot, *actor) {
	t.Helper()
	s := newStage(t)
	running, b := s.bot(s.db), s.bot(s.db)
	running.keeper, b.keeper = keeper, keeper
	running.now = func() time.Time { return begins }
	if mine, err := s.db.Lease(t.Context(), "fetching", b.owner, begins, begins.Add(time.Hour)); err != nil || !mine {
		t.Fatal(mine, err)
	}
	s.start(running)
	a := s.actor(an)
	a.begins()
	a.says("25", "Ngày tổ chức")
	a.says("30/4", "Kết quả nổi bật")
	a.taps("Bỏ qua", "Tệp minh chứng")
	return s, b, a
}

func (s *stage) evidence() []thidua.Evidence {
	s.Helper()
	records, err := s.db.Scan(s.Context(), thidua.Range{Prefix: thidua.FileKey("")})
	if err != nil {
		s.Fatal(err)
	}
	var all []thidua.Evidence
	for _, r := range records {
		all = append(all, read[thidua.Evidence](s, r.Key))
	}
	return all
}

// TestEvidence is fetched though Telegram and the keeper fail at first, and only what was taken as an answer.
func TestEvidence(t *testing.T) {
	keeper := &shelf{kept: map[string]string{}, refuse: 1}
	s, b, a := giving(t, keeper)
	a.after(func() { a.SendFileOfSize("lớn.zip", 21<<20) }, "20 MB")
	a.after(func() { a.SendDocument("Kế hoạch.pdf", []byte("nội dung"), "") }, "Xem lại")
	s.sim.Fail("getFile", 1, http.StatusBadGateway, 0)
	for range 3 {
		if err := b.Fetch(t.Context(), s.clock.now()); err != nil {
			t.Fatal(err)
		}
		s.clock.pass(2*fetchFirst + fetchFirst)
	}
	all := s.evidence()
	if len(all) != 1 {
		t.Fatalf("evidence %+v", all)
	}
	e := all[0]
	if e.Name != "Kế hoạch.pdf" || e.Chat != a.ID || e.Tries != 2 || e.Lost != "" || e.Fetched.IsZero() || e.Length != int64(len("nội dung")) {
		t.Errorf("evidence %+v", e)
	}
	if keeper.kept[e.SHA] != "nội dung" {
		t.Errorf("kept %q", keeper.kept)
	}
	if due, err := s.db.Due(t.Context(), s.clock.now().Add(time.Hour), 100); err != nil || len(due) > 0 && thidua.ReadTimer(due[0].Key).Kind == "fetch" {
		t.Errorf("still due: %v, %v", due, err)
	}
}

// TestEvidenceGivenUp ends after many tries, at once where Telegram refuses for good, and a tick leaves it alone.
func TestEvidenceGivenUp(t *testing.T) {
	for name, c := range map[string]struct {
		status, tries int
	}{"refused": {http.StatusBadRequest, 1}, "away": {http.StatusBadGateway, mostFetches}} {
		t.Run(name, func(t *testing.T) {
			s, b, a := giving(t, &shelf{kept: map[string]string{}})
			a.after(func() { a.SendDocument("a.pdf", []byte("x"), "") }, "Xem lại")
			s.sim.Fail("getFile", 100, c.status, 0)
			for range c.tries {
				if err := b.Tick(t.Context(), s.clock.now()); err != nil {
					t.Fatal(err)
				}
				if all := s.evidence(); all[0].Lost != "" {
					t.Fatalf("given up too early: %+v", all[0])
				}
				if err := b.Fetch(t.Context(), s.clock.now()); err != nil {
					t.Fatal(err)
				}
				s.clock.pass(2 * fetchLast)
			}
			if all := s.evidence(); all[0].Lost == "" || all[0].Tries != c.tries {
				t.Errorf("evidence %+v", all)
			}
		})
	}
}
