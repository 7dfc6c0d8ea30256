package bot

import (
	"bufio"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// stores names an empty store of each kind.
var stores = map[string]func(testing.TB) string{
	"file":  func(t testing.TB) string { return "file:" + t.TempDir() + "/thidua.db" },
	"redis": redisURL,
}

// redisURL starts a Redis of the test's own that keeps each write before it answers.
func redisURL(t testing.TB) string {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("redis-server is missing")
		}
		t.Skip("redis-server is missing")
	}
	const tries = 5 // somebody else may have taken the port before the server does
	for range tries {
		if address := startRedis(t); address != "" {
			return "redis://" + address
		}
	}
	t.Fatal("redis-server ended")
	return ""
}

// startRedis returns when the server takes commands at the address; empty where it ended.
func startRedis(t testing.TB) string {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	_, port, _ := net.SplitHostPort(address)
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	server := exec.Command("redis-server", "--bind", "127.0.0.1", "--port", port, "--dir", t.TempDir(), "--save", "",
		"--appendonly", "yes", "--appendfsync", "always")
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if strings.Contains(lines.Text(), "Ready to accept connections") {
			go func() { // the pipe must not fill
				for lines.Scan() {
				}
			}()
			return address
		}
	}
	return ""
}
