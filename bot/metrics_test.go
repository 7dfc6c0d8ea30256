package bot

import (
	"bytes"
	"context"
	"log/slog"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"thidua/bot/telegram"
	"thidua/flows/vietnamese"
)

// TestSecretsStaySecret plays a conversation with every kind of failure and looks for what was said, who said it and the
// token, in the log at its most talkative and in the metrics.
func TestSecretsStaySecret(t *testing.T) {
	s := newStage(t)
	s.forgiven = 1
	var log bytes.Buffer
	db := &shaky{Store: s.db}
	b := New(Options{Store: db, API: telegram.New(telegram.Options{Token: s.sim.Token(), URL: s.url}), Now: s.clock.now,
		Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})), Owner: "one",
		Calendar: vietnamese.OfficialCalendar(),
		Backlog:  func(context.Context) (int, time.Time, error) { return 7, time.Now().Add(-time.Minute), nil }})
	stop := s.start(b)
	a, desk := s.actor(an), s.actor(thao)
	desk.joins()
	a.begins()
	a.says("4711", "Ngày tổ chức")
	s.sim.Duplicate(1)
	a.says("31/4", "31/4")
	db.refuse.Store(1)
	a.says("30/4", "Kết quả nổi bật")
	s.sim.Fail("sendMessage", 1, 400, 0)
	s.sim.Fail("answerCallbackQuery", 1, 400, 0)
	a.Say("Bí mật của đơn vị")
	if err := s.sim.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	a.says("/menu", "Đợt thi đua mùa đông")
	a.Block(true)
	s.queue(line(a.ID, "Lời riêng"))
	desk.gets(0, "không gửi được tin")
	stop()
	page := httptest.NewRecorder()
	b.Metrics().ServeHTTP(page, httptest.NewRequest("GET", "/metrics", nil))
	counted := page.Body.String()
	for where, text := range map[string]string{"the log": log.String(), "the metrics": counted} {
		for _, secret := range []string{"4711", "31/4", "30/4", "Bí mật", "Lời riêng", "Nguyễn", "Thị An", "0912", "912000", "70001", "SIMULATOR", "Thanh tra"} {
			if i := strings.Index(text, secret); i >= 0 {
				t.Errorf("%s has %q: …%s…", where, secret, text[max(0, i-80):min(len(text), i+40)])
			}
		}
	}
	for _, line := range []string{`thidua_updates_total [1-9]`, `thidua_commits_total [1-9]`, `thidua_duplicates_total 1`,
		`thidua_sends_total\{result="refused"\} 1`, `thidua_sends_total\{result="unreachable"\} 1`, `thidua_sends_total\{result="sent"\} [1-9]`,
		`thidua_step_seconds_count [1-9]`, `thidua_outbox_messages 7`, `thidua_outbox_age_seconds 6\d`} {
		if !regexp.MustCompile(`(?m)^` + line).MatchString(counted) {
			t.Errorf("no %s in\n%s", line, counted)
		}
	}
	if log.Len() == 0 {
		t.Error("nothing was logged")
	}
}
