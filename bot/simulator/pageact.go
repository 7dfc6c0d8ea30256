package simulator

import (
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
)

// pageAct is what the page sends when a person does something.
type pageAct struct {
	Text    string `json:"text"`
	Data    string `json:"data"`
	Message int    `json:"message"`
	Label   string `json:"label"`
	Blocked bool   `json:"blocked"`
}

var errNoSuchAct = errors.New("no such act")

// acceptAct carries out POST /people/{id}/{act}.
func (s *Server) acceptAct(w http.ResponseWriter, r *http.Request, p *Person) {
	var act pageAct
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&act); err != nil {
		http.Error(w, "the body is not JSON", http.StatusBadRequest)
		return
	}
	err := p.perform(r.PathValue("act"), act)
	switch {
	case errors.Is(err, errNoSuchAct):
		http.NotFound(w, r)
	case err != nil:
		http.Error(w, err.Error(), http.StatusConflict)
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}

func (p *Person) perform(name string, act pageAct) error {
	switch name {
	case "start":
		payload := act.Text
		if payload == "" && !p.hasStarted() {
			payload = p.Payload
		}
		p.Start(payload)
	case "say":
		p.Say(act.Text)
	case "edit":
		if !p.EditText(act.Message, act.Text) {
			return errors.New("there is no such message to edit")
		}
	case "reply":
		if !p.has(act.Message) || p.Reply(act.Message, act.Text) == 0 {
			return errors.New("there is no such message to reply to")
		}
	case "tap":
		p.TapData(act.Message, act.Data)
	case "key":
		return p.Tap(act.Label)
	case "block":
		p.Block(act.Blocked)
	case "read":
		p.markRead()
	default:
		return errNoSuchAct
	}
	return nil
}

func (p *Person) hasStarted() bool {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	return p.chat.started
}

func (p *Person) has(message int) bool {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	return p.chat.find(message) != nil
}

func (p *Person) markRead() {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	p.chat.read = len(p.chat.arrived)
}

// acceptFiles sends what was chosen: several files as an album, pictures as photos.
func (s *Server) acceptFiles(w http.ResponseWriter, r *http.Request, p *Person) {
	r.Body = http.MaxBytesReader(w, r.Body, maxPageUpload)
	reader, err := r.MultipartReader()
	if err != nil {
		http.Error(w, "the body is not multipart", http.StatusBadRequest)
		return
	}
	files, caption, err := readChosen(reader)
	if err != nil || len(files) == 0 || len(files) > 10 {
		http.Error(w, "1 to 10 files of 64 MB in all", http.StatusRequestEntityTooLarge)
		return
	}
	if len(files) > 1 {
		p.SendAlbum(caption, files...)
	} else {
		p.sendUpload(files[0], caption, "")
	}
	w.WriteHeader(http.StatusNoContent)
}

// readChosen reads the files and the caption; one file that is no picture makes all of them documents.
func readChosen(reader *multipart.Reader) (files []Upload, caption string, err error) {
	pictures := true
	for {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, "", err
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, "", err
		}
		if part.FileName() == "" {
			caption = string(data)
			continue
		}
		kind := http.DetectContentType(data)
		pictures = pictures && (kind == "image/jpeg" || kind == "image/png")
		files = append(files, Upload{Name: baseName(part.FileName()), Data: data})
	}
	for i := range files {
		files[i].Photo = pictures
	}
	return files, caption, nil
}

func baseName(name string) string { return name[strings.LastIndexAny(name, `/\`)+1:] }
