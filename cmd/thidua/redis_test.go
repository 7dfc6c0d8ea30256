package main

import (
	"bufio"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

// redisServer is a Redis of the test's own that keeps each write before it answers. It may be killed and started
// again on the same folder and port.
type redisServer struct {
	testing.TB
	address, folder string

	mu      sync.Mutex
	process *exec.Cmd
}

func newRedis(t testing.TB) *redisServer {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("redis-server is missing")
		}
		t.Skip("redis-server is missing")
	}
	r := &redisServer{TB: t, address: freeAddress(t), folder: t.TempDir()}
	t.Cleanup(func() { r.kill() })
	r.start()
	return r
}

func (r *redisServer) url() string { return "redis://" + r.address }

// start returns when the server takes commands.
func (r *redisServer) start() {
	r.Helper()
	_, port, _ := net.SplitHostPort(r.address)
	server := exec.Command("redis-server", "--bind", "127.0.0.1", "--port", port, "--dir", r.folder, "--save", "",
		"--appendonly", "yes", "--appendfsync", "always")
	out, err := server.StdoutPipe()
	if err != nil {
		r.Fatal(err)
	}
	if err := server.Start(); err != nil {
		r.Fatal(err)
	}
	r.mu.Lock()
	r.process = server
	r.mu.Unlock()
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if strings.Contains(lines.Text(), "Ready to accept connections") {
			go func() { // the pipe must not fill
				for lines.Scan() {
				}
			}()
			return
		}
	}
	r.Fatal("redis-server ended")
}

// kill ends the server as a crash would; false where it does not run.
func (r *redisServer) kill() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.process == nil {
		return false
	}
	_ = r.process.Process.Kill()
	_ = r.process.Wait()
	r.process = nil
	return true
}
