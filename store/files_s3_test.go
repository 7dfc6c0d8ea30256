package store

import (
	"bufio"
	"bytes"
	"crypto/md5"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// s3 is as much of an S3 server as the bucket needs, strict in what it takes.
type s3 struct {
	server          *httptest.Server
	host, authority string
	mu              sync.Mutex
	objects         map[string][]byte // by path
}

func startS3(t *testing.T, secured bool) *s3 {
	t.Helper()
	s := &s3{objects: map[string][]byte{}}
	s.server = httptest.NewUnstartedServer(s)
	if secured {
		s.server.StartTLS()
		s.authority = authorityFile(t, s.server.Certificate().Raw)
	} else {
		s.server.Start()
	}
	t.Cleanup(s.server.Close)
	_, s.host, _ = strings.Cut(s.server.URL, "://")
	return s
}

func (s *s3) url(path string) string {
	options := "?tls=off"
	if s.authority != "" {
		options = "?region=ap-southeast-1&ca_file=" + s.authority
	}
	return "s3://thidua:wonderful@" + s.host + path + options
}

// damage changes the object of a content.
func (s *s3) damage(t *testing.T, sha string, content []byte) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	for path := range s.objects {
		if strings.HasSuffix(path, "/"+sha[:2]+"/"+sha[2:4]+"/"+sha) {
			s.objects[path] = content
			return
		}
	}
	t.Fatal("no object of ", sha)
}

func (s *s3) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !strings.HasPrefix(r.Header.Get("Authorization"), "AWS4-HMAC-SHA256 Credential=thidua/") || strings.HasPrefix(r.URL.Path, "/refused") {
		refuse(w, r, http.StatusForbidden, "AccessDenied")
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	bucket, key, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	content, there := s.objects[r.URL.Path]
	switch {
	case bucket != "evidence":
		refuse(w, r, http.StatusNotFound, "NoSuchBucket")
	case key == "" && r.Method == http.MethodHead:
	case key == "":
		refuse(w, r, http.StatusNotImplemented, "NotImplemented")
	case r.Method == http.MethodPut:
		s.put(w, r)
	case !there:
		refuse(w, r, http.StatusNotFound, "NoSuchKey")
	case r.Method == http.MethodGet, r.Method == http.MethodHead:
		w.Header().Set("Last-Modified", "Fri, 20 Nov 2026 01:00:00 GMT")
		w.Header().Set("ETag", fmt.Sprintf(`"%x"`, md5.Sum(content)))
		w.Header().Set("Content-Length", strconv.Itoa(len(content)))
		if r.Method == http.MethodGet {
			_, _ = w.Write(content)
		}
	default:
		refuse(w, r, http.StatusMethodNotAllowed, "MethodNotAllowed")
	}
}

func (s *s3) put(w http.ResponseWriter, r *http.Request) {
	body := io.Reader(r.Body)
	if strings.HasPrefix(r.Header.Get("X-Amz-Content-Sha256"), "STREAMING-") {
		body = signedChunks(r.Body)
	}
	content, err := io.ReadAll(body)
	if err != nil {
		refuse(w, r, http.StatusBadRequest, "IncompleteBody")
		return
	}
	digest := md5.Sum(content)
	if sent := r.Header.Get("Content-Md5"); sent != base64.StdEncoding.EncodeToString(digest[:]) {
		refuse(w, r, http.StatusBadRequest, "BadDigest")
		return
	}
	if len(r.URL.Query()) > 0 {
		refuse(w, r, http.StatusNotImplemented, "NotImplemented")
		return
	}
	s.objects[r.URL.Path] = content
	w.Header().Set("ETag", fmt.Sprintf(`"%x"`, digest))
}

// signedChunks reads the body of a request whose chunks are signed one by one: a length in hexadecimal and a signature,
// then the chunk.
func signedChunks(r io.Reader) io.Reader {
	var out bytes.Buffer
	lines := bufio.NewReader(r)
	for {
		line, err := lines.ReadString('\n')
		length, _, signed := strings.Cut(line, ";chunk-signature=")
		n, bad := strconv.ParseInt(length, 16, 64)
		if err != nil || !signed || bad != nil {
			return io.LimitReader(nil, 0)
		}
		if n == 0 {
			return &out
		}
		if _, err := io.CopyN(&out, lines, n); err != nil {
			return io.LimitReader(nil, 0)
		}
		if _, err := lines.Discard(2); err != nil {
			return io.LimitReader(nil, 0)
		}
	}
}

func refuse(w http.ResponseWriter, r *http.Request, status int, code string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = fmt.Fprintf(w, "<Error><Code>%s</Code><Message>%s</Message></Error>", code, code)
	}
}
