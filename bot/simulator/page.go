package simulator

import (
	"embed"
	"encoding/json"
	"io"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"strconv"
	"strings"
)

//go:embed page
var pageFiles embed.FS

const maxPageUpload = 64 << 20 // bytes of one request; enough to try a file that the bot cannot fetch

// page serves the phone page and the JSON behind it, to this machine's own browser only.
func (s *Server) page() http.Handler {
	files, err := fs.Sub(pageFiles, "page")
	if err != nil {
		panic("simulator: " + err.Error()) // the folder is part of the program
	}
	mux := http.NewServeMux()
	mux.Handle("GET /", http.FileServerFS(files))
	mux.HandleFunc("GET /people", s.servePeople)
	mux.HandleFunc("GET /people/events", s.serveEvents)
	mux.HandleFunc("GET /people/{id}/chat", s.withPerson(s.serveChat))
	mux.HandleFunc("GET /people/{id}/files/{file}", s.withPerson(s.serveAttachment))
	mux.HandleFunc("POST /people/{id}/files", s.withPerson(s.acceptFiles))
	mux.HandleFunc("POST /people/{id}/{act}", s.withPerson(s.acceptAct))
	return guarded(http.NewCrossOriginProtection().Handler(mux))
}

// guarded refuses names that are not this machine's (another site's page may resolve its name to 127.0.0.1) and
// lets the page load nothing from elsewhere.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !loopback(r.Host) {
			http.Error(w, "the page is for this machine only", http.StatusForbidden)
			return
		}
		header := w.Header()
		header.Set("Content-Security-Policy",
			"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// loopback reports whether a host, with or without port, is this machine.
func loopback(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	ip := net.ParseIP(strings.Trim(name, "[]"))
	return name == "localhost" || ip != nil && ip.IsLoopback()
}

func (s *Server) withPerson(serve func(http.ResponseWriter, *http.Request, *Person)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
		s.mu.Lock()
		ch := s.chats[id]
		s.mu.Unlock()
		if ch == nil || ch.person == nil {
			http.NotFound(w, r)
			return
		}
		serve(w, r, ch.person)
	}
}

// summary is a person's line in the list.
type summary struct {
	ID      int64  `json:"id"`
	Name    string `json:"name"`
	Note    string `json:"note"`
	Unread  int    `json:"unread"`
	Last    string `json:"last"` // start of the newest message, or its file name
	Version int    `json:"version"`
}

// summarize is called with the lock held.
func (p *Person) summarize() summary {
	ch := p.chat
	line := summary{ID: p.ID, Name: p.Name, Note: p.Note, Unread: len(ch.arrived) - ch.read, Version: ch.version}
	if n := len(ch.messages); n > 0 {
		newest := ch.messages[n-1]
		text := newest.Text
		if text == "" && newest.Document != nil {
			text = newest.Document.Name
		}
		runes := []rune(text)
		line.Last = string(runes[:min(len(runes), 80)])
	}
	return line
}

func (s *Server) servePeople(w http.ResponseWriter, _ *http.Request) {
	list, _, _ := s.summaries(-1)
	writeJSON(w, http.StatusOK, map[string]any{
		"title": s.options.Title, "username": s.options.Username, "people": list,
	})
}

// summaries lists who changed after a sequence, with the newest sequence and the channel that tells of more.
func (s *Server) summaries(after int) ([]summary, int, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []summary{}
	for _, p := range s.people {
		if p.chat.version > after {
			list = append(list, p.summarize())
		}
	}
	return list, s.sequence, s.changed
}

// serveEvents streams the lines of the people whose chats changed, all of them first.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	stream := http.NewResponseController(w)
	for after := -1; ; {
		list, newest, changed := s.summaries(after)
		if len(list) > 0 || after < 0 {
			body, _ := json.Marshal(list)
			io.WriteString(w, "data: "+string(body)+"\n\n")
			if stream.Flush() != nil {
				return
			}
		}
		after = newest
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		case <-s.stop.Done():
			return
		}
	}
}

// chatView is what the phone shows of one chat.
type chatView struct {
	Version     int       `json:"version"`
	Started     bool      `json:"started"`
	Blocked     bool      `json:"blocked"`
	Messages    []Message `json:"messages"`
	Keyboard    *Keyboard `json:"keyboard"`
	Notices     []Notice  `json:"notices"`
	Commands    []Command `json:"commands"`
	Description string    `json:"description"`
}

func (s *Server) serveChat(w http.ResponseWriter, _ *http.Request, p *Person) {
	s.mu.Lock()
	view := chatView{
		Version:     p.chat.version,
		Started:     p.chat.started,
		Blocked:     p.chat.blocked,
		Messages:    p.chat.snapshot(),
		Keyboard:    p.chat.keyboard,
		Notices:     append([]Notice{}, p.chat.notices...),
		Commands:    inLanguage(s.profile.commands, p.Language),
		Description: inLanguage(s.profile.descriptions, p.Language),
	}
	s.mu.Unlock()
	writeJSON(w, http.StatusOK, view)
}

// serveAttachment shows photos in the page and gives everything else as a download.
func (s *Server) serveAttachment(w http.ResponseWriter, r *http.Request, _ *Person) {
	s.mu.Lock()
	f := s.files[r.PathValue("file")]
	s.mu.Unlock()
	if f == nil {
		http.NotFound(w, r)
		return
	}
	kind := http.DetectContentType(f.Data)
	inline := f.width > 0 && (kind == "image/jpeg" || kind == "image/png" || kind == "image/gif" || kind == "image/webp")
	if !inline {
		kind = "application/octet-stream"
		w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.FormatInt(f.Size, 10))
	io.Copy(w, f.Open())
}
