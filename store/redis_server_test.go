package store

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/redis/go-redis/v9"
)

// server is a redis-server of the tests' own.
type server struct {
	dir, addr string
	args      []string
	process   *exec.Cmd
	life      io.Closer // closed at the latest when the tests end, however they end
	databases atomic.Int64
}

// shared is the server of all tests that do no harm to it.
var shared = sync.OnceValues(func() (*server, error) {
	dir, err := os.MkdirTemp("", "thidua-redis-")
	if err != nil {
		return nil, err
	}
	return startRedis(dir, "--databases", "10000")
})

func TestMain(m *testing.M) {
	if path := os.Getenv("THIDUA_TEST_WRITE"); path != "" {
		writeUntilKilled(path)
	}
	code := m.Run()
	if _, err := exec.LookPath("redis-server"); err == nil {
		if s, err := shared(); err == nil {
			s.kill()
			_ = os.RemoveAll(s.dir)
		}
	}
	os.Exit(code)
}

// startRedis starts a server that keeps each write before it answers. Where it ends at once it gets another address: a node
// of a cluster listens on a second port, which is taken now and then.
func startRedis(dir string, args ...string) (s *server, err error) {
	const tries = 5
	for range tries {
		s = &server{dir: dir}
		if s.addr, err = freeAddress(); err != nil {
			return nil, err
		}
		s.args = append([]string{"--bind", "127.0.0.1", "--port", s.port(), "--dir", dir, "--save", "",
			"--appendonly", "yes", "--appendfsync", "always"}, args...)
		if err = s.start(); err == nil {
			break
		}
	}
	return s, err
}

// start returns when the server takes connections.
func (s *server) start() error { return s.begin("Ready to accept connections") }

// begin returns when the server has said so.
func (s *server) begin(ready string) error {
	// The server alone has the pipe: its end is the end of its output.
	const untilClosed = `exec 3>&1 >&2; redis-server "$@" >&3 3>&- & exec 3>&-; cat; kill -9 $!; wait`
	s.process = exec.Command("sh", append([]string{"-c", untilClosed, "sh"}, s.args...)...)
	out, err := s.process.StdoutPipe()
	if err != nil {
		return err
	}
	if s.life, err = s.process.StdinPipe(); err != nil {
		return err
	}
	if err := s.process.Start(); err != nil {
		return err
	}
	var log strings.Builder
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if fmt.Fprintln(&log, lines.Text()); strings.Contains(lines.Text(), ready) {
			go func() { // the pipe must not fill
				for lines.Scan() {
				}
			}()
			return nil
		}
	}
	s.kill()
	return fmt.Errorf("redis-server ended:\n%s", log.String())
}

// kill ends the server as a crash would.
func (s *server) kill() {
	_ = s.life.Close()
	_, _ = s.process.Process.Wait()
}

func (s *server) port() string {
	_, port, _ := net.SplitHostPort(s.addr)
	return port
}

func (s *server) url() string { return "redis://" + s.addr }

// needRedis skips a test where redis-server is missing, except where everything must be tested.
func needRedis(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("redis-server is missing")
		}
		t.Skip("redis-server is missing")
	}
}

// freshRedis gives each test a database of its own.
func freshRedis(t testing.TB) string {
	t.Helper()
	needRedis(t)
	s, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(s.url(), "/", s.databases.Add(1))
}

// ownRedis starts a server for one test.
func ownRedis(t *testing.T, args ...string) *server {
	t.Helper()
	needRedis(t)
	s, err := startRedis(t.TempDir(), args...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.kill() })
	return s
}

// raw is a client beside the store.
func raw(t *testing.T, url string) *redis.Client {
	t.Helper()
	options, err := redis.ParseURL(url)
	if err != nil {
		t.Fatal(err)
	}
	client := redis.NewClient(options)
	t.Cleanup(func() { _ = client.Close() })
	return client
}

// proxy stands between a store and its server.
type proxy struct {
	url    string
	before func(request []byte) (answer string) // answers in the server's place, unless empty
	cut    atomic.Bool                          // the next reply to a script is lost with its connection
	lost   atomic.Int64
}

func startProxy(t *testing.T, target string) *proxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	host, database, _ := strings.Cut(strings.TrimPrefix(target, "redis://"), "/")
	p := &proxy{url: fmt.Sprint("redis://", listener.Addr(), "/", database)}
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			go p.serve(client, host)
		}
	}()
	return p
}

// serve passes on what is written at once as one request, and what is answered at once as one reply.
func (p *proxy) serve(client net.Conn, host string) {
	defer client.Close()
	target, err := net.Dial("tcp", host)
	if err != nil {
		return
	}
	defer target.Close()
	buffer := make([]byte, 1<<20)
	for {
		n, err := client.Read(buffer)
		if err != nil {
			return
		}
		if p.before != nil {
			if answer := p.before(buffer[:n]); answer != "" {
				_, _ = client.Write([]byte(answer))
				continue
			}
		}
		script := strings.Contains(string(buffer[:n]), "eval")
		if _, err := target.Write(buffer[:n]); err != nil {
			return
		}
		if n, err = target.Read(buffer); err != nil {
			return
		}
		if script && !strings.HasPrefix(string(buffer[:n]), "-NOSCRIPT") && p.cut.CompareAndSwap(true, false) {
			p.lost.Add(1)
			return
		}
		if _, err := client.Write(buffer[:n]); err != nil {
			return
		}
	}
}
