package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"thidua"
	"thidua/bot/simulator"
	"thidua/store"
)

// TestDoctor finds nothing where all is well, and each planted fault, with its cure.
func TestDoctor(t *testing.T) {
	t.Parallel()
	sim, url := phone(t, simulator.Options{})
	w := terminal{TB: t, env: map[string]string{"STORE_URL": stores["file"](t), "TELEGRAM_API_URL": url, "TELEGRAM_BOT_TOKEN": sim.Token(), "FILES_URL": "file:" + t.TempDir()}}
	if out := w.must("doctor", "--lang", "en"); !strings.Contains(out, "All is well.") {
		t.Errorf("healthy: %s", out)
	}
	db, err := store.Open(t.Context(), w.env["STORE_URL"])
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Commit(t.Context(), thidua.Change{ID: "test", At: time.Now(), Put: []thidua.Record{
		{Key: thidua.ParkedKey(4711), Body: []byte(`{"message":"Bí mật"}`)}, {Key: thidua.FileKey("AQ"), Body: []byte(`{"id":"1","unique":"AQ","name":"Bí mật.pdf","lost":"getFile: 400 Bad Request"}`)},
		{Key: thidua.BotKey, Body: []byte(`{"id":1,"username":"other_bot"}`)}}})
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	slow := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Date", time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat))
		fmt.Fprint(rw, `{"ok":true,"result":{"id":424242,"username":"x_bot","url":"https://old.vn","pending_update_count":2000}}`)
	}))
	defer slow.Close()
	for name, c := range map[string]struct {
		env  map[string]string
		says []string
	}{
		"parked, foreign": {nil, []string{"✘ 1 updates", "4711", "--clear", "@other_bot", "1 evidence files could not", "400 Bad"}},
		"wrong token":     {map[string]string{"TELEGRAM_BOT_TOKEN": "424242:WRONG"}, []string{"does not accept the token", "@BotFather"}},
		"no token":        {map[string]string{"TELEGRAM_BOT_TOKEN": ""}, []string{"There is no bot token"}},
		"no Telegram":     {map[string]string{"TELEGRAM_API_URL": "http://" + freeAddress(t)}, []string{"cannot be reached", "HTTPS_PROXY"}},
		"clock and hook":  {map[string]string{"TELEGRAM_API_URL": slow.URL}, []string{"clock is 1h0m", "old webhook", "2000 updates wait"}},
		"webhook not set": {map[string]string{"WEBHOOK_URL": "https://x.vn/hook", "WEBHOOK_SECRET": "abc"}, []string{"not WEBHOOK_URL"}},
		"no files":        {map[string]string{"FILES_URL": "ftp://x"}, []string{"evidence files cannot be opened", "FILES_URL"}},
		"no store":        {map[string]string{"STORE_URL": "redis://" + freeAddress(t)}, []string{"store cannot be used"}},
	} {
		t.Run(name, func(t *testing.T) {
			inner := terminal{TB: t, env: map[string]string{}}
			for _, env := range []map[string]string{w.env, c.env} {
				for key, value := range env {
					inner.env[key] = value
				}
			}
			code, out, err := inner.run("doctor", "--lang", "en")
			if code != exitFailed || !strings.Contains(err, "need mending") {
				t.Errorf("exit code %d, %s", code, err)
			}
			for _, words := range c.says {
				if !strings.Contains(out, words) {
					t.Errorf("it does not say %q:\n%s", words, out)
				}
			}
			if strings.Contains(out+err, "Bí mật") || strings.Contains(out+err, "WRONG") || strings.Contains(out+err, "SIMULATOR") {
				t.Errorf("it tells a secret:\n%s%s", out, err)
			}
		})
	}
	w.run("doctor", "--clear")
	if _, out, _ := w.run("doctor"); !strings.Contains(out, "Không có tin nào bị gác lại.") {
		t.Errorf("after --clear: %s", out)
	}
}
