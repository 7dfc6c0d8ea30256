// Package simulator is a local Telegram Bot API server with people who write to the bot and a page that looks
// like their phone. It refuses what Telegram refuses and records what Telegram would silently ignore.
package simulator

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Options describes the simulated bot. The zero value is usable: a made-up token, no flood control, real time.
type Options struct {
	Token        string           // "<bot id>:<secret>"; default "424242:SIMULATOR"
	BotID        int64            // default 424242
	Username     string           // without @; default "simulator_bot"
	Title        string           // the bot's name, also on the page; default "Thi Đua"
	Log          *slog.Logger     // methods and outcomes only, never texts, names or tokens; default none
	Now          func() time.Time // dates, flood control, expiry; default time.Now
	Flood        Flood            // zero: no flood control
	Seen         func(Message)    // told of each message of the bot as it is sent or edited, under the server's lock; default none
	WebhookRetry time.Duration    // first wait after a failed webhook delivery, doubled each time; default 2 s
}

// Server is one simulated bot with its chats, kept in memory only. All methods may be called from any goroutine.
type Server struct {
	options Options
	schema  *schema
	flood   *meter
	client  *http.Client // delivers to the webhook

	mu         sync.Mutex
	changed    chan struct{} // closed and replaced whenever anything waited for may have happened
	chats      map[int64]*chat
	people     []*Person
	updates    queue
	webhook    webhook
	faults     faults
	files      map[string]*File // by file_id
	paths      map[string]*File // by file_path
	queries    map[string]*query
	queryOrder []string
	profile    profile
	violations []string
	refused    []string
	messageID  int
	sequence   int

	stop     context.Context // ends with Close
	stopNow  context.CancelFunc
	listener *http.Server
	work     sync.WaitGroup
}

// New returns a server that is not listening yet; its Handler and its people work at once.
func New(options Options) *Server {
	options = withDefaults(options)
	stop, stopNow := context.WithCancel(context.Background())
	s := &Server{
		options:   options,
		schema:    documentedSchema(),
		flood:     newMeter(options.Flood),
		client:    &http.Client{Timeout: time.Minute},
		changed:   make(chan struct{}),
		chats:     map[int64]*chat{},
		files:     map[string]*File{},
		paths:     map[string]*File{},
		queries:   map[string]*query{},
		messageID: 1000 + int(random()%9000),
		stop:      stop,
		stopNow:   stopNow,
	}
	s.updates.next = 100_000_000 + int(random()%800_000_000)
	return s
}

func withDefaults(o Options) Options {
	if o.BotID == 0 {
		o.BotID = 424242
	}
	if o.Token == "" {
		o.Token = fmt.Sprintf("%d:SIMULATOR", o.BotID)
	}
	if o.Username == "" {
		o.Username = "simulator_bot"
	}
	if o.Title == "" {
		o.Title = "Thi Đua"
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.WebhookRetry == 0 {
		o.WebhookRetry = 2 * time.Second
	}
	return o
}

// Token is the bot's token, for the bot under test.
func (s *Server) Token() string { return s.options.Token }

// Start listens on addr ("127.0.0.1:0" picks a port) and returns the base URL, without a trailing slash.
func (s *Server) Start(addr string) (string, error) {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return "", fmt.Errorf("start the simulator: %w", err)
	}
	server := &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second}
	s.mu.Lock()
	s.listener = server
	s.mu.Unlock()
	s.work.Go(func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			s.options.Log.Error("simulator stopped listening", "error", err)
		}
	})
	return "http://" + listener.Addr().String(), nil
}

// Close ends polls, deliveries and page streams, then the listener; ctx bounds the wait.
func (s *Server) Close(ctx context.Context) error {
	s.stopNow()
	s.mu.Lock()
	server := s.listener
	s.announce()
	s.mu.Unlock()
	if server != nil {
		if err := server.Shutdown(ctx); err != nil {
			server.Close()
			return fmt.Errorf("close the simulator: %w", err)
		}
	}
	s.work.Wait()
	return nil
}

// Handler serves the Bot API under /bot<token>/, the bot's files under /file/, and the page everywhere else.
func (s *Server) Handler() http.Handler {
	page := s.page()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/bot"):
			s.serveMethod(w, r)
		case strings.HasPrefix(r.URL.Path, "/file/"):
			s.serveFile(w, r)
		default:
			page.ServeHTTP(w, r)
		}
	})
}

// Violations lists what the bot did against the Bot API's documentation though Telegram might have let it pass.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.violations...)
}

// Refused lists the calls answered with an error, as "method: status description", faults included.
func (s *Server) Refused() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.refused...)
}

// violate records a violation; the caller holds the lock.
func (s *Server) violate(method, format string, args ...any) {
	s.violations = append(s.violations, method+": "+fmt.Sprintf(format, args...))
}

// announce wakes everyone who waits for a change; the caller holds the lock.
func (s *Server) announce() {
	close(s.changed)
	s.changed = make(chan struct{})
	s.deliver()
}

// wait blocks until done reports true; done runs under the lock.
func (s *Server) wait(ctx context.Context, done func() bool) error {
	for {
		s.mu.Lock()
		ok, changed := done(), s.changed
		s.mu.Unlock()
		if ok {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		case <-s.stop.Done():
			return errors.New("the simulator is closed")
		}
	}
}

func (s *Server) now() time.Time { return s.options.Now() }

func random() uint64 {
	var b [8]byte
	rand.Read(b[:])
	return binary.BigEndian.Uint64(b[:]) >> 1
}
