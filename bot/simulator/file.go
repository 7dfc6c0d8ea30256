package simulator

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"image"
	_ "image/gif" // sizes of photos
	_ "image/jpeg"
	_ "image/png"
	"io"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

const (
	maxDownload  = 20 << 20 // bytes that getFile gives
	downloadLife = time.Hour
)

// File is a file on the simulated server. One made by SendFileOfSize has no Data and reads as zeros.
type File struct {
	ID       string `json:"id"`       // differs for every upload
	UniqueID string `json:"uniqueId"` // the same for the same content
	Name     string `json:"name"`
	Mime     string `json:"mime"`
	Size     int64  `json:"size"`
	Data     []byte `json:"-"`

	width, height int
	path          string
	until         time.Time // end of the download link that getFile gave
}

// Open reads the file's content.
func (f *File) Open() io.Reader {
	if f.Data == nil {
		return io.LimitReader(zeros{}, f.Size)
	}
	return bytes.NewReader(f.Data)
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// store registers a file of content, or of a size alone; the caller holds the lock.
func (s *Server) store(folder, name string, data []byte, size int64) *File {
	sum := sha256.Sum256(data)
	if data == nil {
		sum = sha256.Sum256(fmt.Append(nil, name, size))
	} else {
		size = int64(len(data))
	}
	f := &File{
		ID:       fmt.Sprintf("BQACAgUAAx%s", base64.RawURLEncoding.EncodeToString(fmt.Append(nil, random()))),
		UniqueID: "AgAD" + base64.RawURLEncoding.EncodeToString(sum[:8]),
		Name:     name,
		Mime:     cmp.Or(mime.TypeByExtension(path.Ext(name)), "application/octet-stream"),
		Size:     size,
		Data:     data,
	}
	f.Mime, _, _ = strings.Cut(f.Mime, ";")
	f.path = fmt.Sprintf("%s/file_%d%s", folder, len(s.files), strings.ToLower(path.Ext(name)))
	s.files[f.ID], s.paths[f.path] = f, f
	return f
}

// storePhoto registers a photo and its small size. Unreadable pictures count as 1280×960.
func (s *Server) storePhoto(name string, data []byte) (photo, thumbnail *File) {
	width, height := 1280, 960
	if config, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil {
		width, height = config.Width, config.Height
	}
	photo = s.store("photos", name, data, 0)
	photo.width, photo.height = width, height
	thumbnail = s.store("photos", name, data, 0)
	scale := min(1, 320/float64(max(1, width, height)))
	thumbnail.width, thumbnail.height = max(1, int(scale*float64(width))), max(1, int(scale*float64(height)))
	thumbnail.UniqueID += "s"
	return photo, thumbnail
}

// inputFile reads what a bot sends: an upload under the parameter's own name or attach://name, or a file_id.
func (s *Server) inputFile(c *call, name, value string) (*File, error) {
	part := name
	if attachedAs, ok := strings.CutPrefix(value, "attach://"); ok {
		part, value = attachedAs, ""
	}
	if value != "" {
		return s.knownFile(value)
	}
	up, ok := c.files[part]
	switch {
	case !ok:
		return nil, bad("there is no %s in the request", name)
	case len(up.data) == 0:
		return nil, bad("file must be non-empty")
	}
	return s.store("documents", up.name, up.data, 0), nil
}

func (s *Server) knownFile(id string) (*File, error) {
	if strings.Contains(id, "://") {
		return nil, bad("failed to get HTTP URL content") // the simulator fetches nothing
	}
	f, ok := s.files[id]
	if !ok {
		return nil, bad("wrong file identifier/HTTP URL specified")
	}
	return f, nil
}

// attachPhoto makes a stored upload the photo of a message, if it is a picture that Telegram takes.
func (s *Server) attachPhoto(m *Message, f *File) error {
	if f.width > 0 {
		m.Photo, m.thumbnail = f, f // sent again by its file_id
		return nil
	}
	if f.Size > maxPhoto {
		return bad("file of size %d bytes is too big for a photo; the maximum size is %d bytes", f.Size, maxPhoto)
	}
	config, _, err := image.DecodeConfig(f.Open())
	if err != nil {
		return bad("IMAGE_PROCESS_FAILED")
	}
	wide, narrow := max(config.Width, config.Height), max(1, min(config.Width, config.Height))
	if config.Width+config.Height > 10000 || wide > 20*narrow {
		return bad("PHOTO_INVALID_DIMENSIONS")
	}
	m.Photo, m.thumbnail = s.storePhoto(f.Name, f.Data)
	return nil
}

func (s *Server) getFile(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.files[c.text("file_id")]
	switch {
	case !ok:
		return nil, bad("invalid file_id")
	case f.Size > maxDownload:
		return nil, bad("file is too big")
	}
	f.until = s.now().Add(downloadLife)
	return wireFile{FileID: f.ID, FileUniqueID: f.UniqueID, FileSize: f.Size, FilePath: f.path}, nil
}

// serveFile answers /file/bot<token>/<file_path> for an hour after getFile named the path.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	token, filePath, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/file/"), "/")
	if subtle.ConstantTimeCompare([]byte(token), []byte("bot"+s.options.Token)) != 1 {
		s.answer(w, "file", nil, &refusal{status: http.StatusUnauthorized, text: "Unauthorized"})
		return
	}
	if _, err := s.takeFault(&call{ctx: r.Context(), method: "file"}); err != nil {
		s.answer(w, "file", nil, err)
		return
	}
	f := s.downloadable(filePath)
	if f == nil {
		s.answer(w, "file", nil, &refusal{status: http.StatusNotFound, text: "Not Found"})
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Length", fmt.Sprint(f.Size))
	io.Copy(w, f.Open())
}

func (s *Server) downloadable(filePath string) *File {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.paths[filePath]
	if f == nil || !s.now().Before(f.until) {
		return nil
	}
	return f
}
