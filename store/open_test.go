package store

import (
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"
)

// TestOpenRefuses shows that no error tells what may be a password.
func TestOpenRefuses(t *testing.T) {
	for _, url := range []string{
		"", "thidua.db", "postgres://u:s3cret@host/db", "s3cret", "file:", "file:" + t.TempDir() + "/", "file:x.db?mode=s3cret",
		"file://host/x.db", "redis://:s3cret#x@host", "redis://:s3%cret@host", "redis://u:s3cret@host/s3cret",
		"redis://u:s3cret@host/0?s3cret=1", "redis://u:s3cret@h ost", "rediss://u:s3cret@host:port",
		"redis://u:s3cret@host?master_name=a&s3cret=1", "redis://u:s3cret@host?addr=a:1&s3cret=1",
	} {
		s, err := Open(t.Context(), url)
		if err == nil {
			t.Errorf("%q was opened", url)
			_ = s.Close()
			continue
		}
		if strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%q: the error tells the password: %v", url, err)
		}
		if !strings.Contains(err.Error(), "file:PATH") && !strings.Contains(err.Error(), "redis://") {
			t.Errorf("%q: the error tells no cure: %v", url, err)
		}
	}
}

// TestConnect shows which client a URL gets.
func TestConnect(t *testing.T) {
	for url, want := range map[string]string{
		"redis://u:p@host:7000/3": "Redis<host:7000 db:3>",
		"rediss://host":           "Redis<host:6379 db:0>",
		"redis://host/2?master_name=thidua&addr=other:26379": "Redis<FailoverClient db:2>",
		"redis://host:7000?addr=other:7001&max_retries=7":    "cluster",
	} {
		client, _, err := connect(url)
		if err != nil {
			t.Fatal(url, err)
		}
		got := "cluster"
		if plain, ok := client.(*redis.Client); ok {
			got = plain.String()
			if o := plain.Options(); !o.ContextTimeoutEnabled || (o.TLSConfig != nil) != strings.HasPrefix(url, "rediss") {
				t.Errorf("%s: options %+v", url, o)
			}
		}
		if got != want {
			t.Errorf("%s: client %s, want %s", url, got, want)
		}
		_ = client.Close()
	}
}
