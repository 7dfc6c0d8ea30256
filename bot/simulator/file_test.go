package simulator

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func picture(t *testing.T, width, height int) string {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func (b *bot) download(path string) (int, string) {
	recorder := httptest.NewRecorder()
	b.handler.ServeHTTP(recorder, httptest.NewRequest("GET", "/file/bot"+b.server.Token()+"/"+path, nil))
	return recorder.Code, recorder.Body.String()
}

func TestDownload(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now})
	p := b.an()
	p.SendDocument("Báo cáo.DOCX", []byte("nội dung"), "kèm theo")
	p.SendDocument("chép.docx", []byte("nội dung"), "")
	got := b.updates()
	d, same := got[0].Message.Document, got[1].Message.Document
	if d.FileName != "Báo cáo.DOCX" || d.FileSize != 10 || got[0].Message.Caption != "kèm theo" {
		t.Errorf("got %+v", d)
	}
	if d.FileUniqueID != same.FileUniqueID || d.FileID == same.FileID {
		t.Error("the same content has the same unique id and another file id")
	}
	var f wireFile
	b.must(b.call("getFile", "file_id", d.FileID), &f)
	if status, body := b.download(f.FilePath); status != 200 || body != "nội dung" {
		t.Errorf("got %d %q from %s", status, body, f.FilePath)
	}
	c.advance(61 * time.Minute)
	if status, _ := b.download(f.FilePath); status != 404 {
		t.Errorf("an old link answered %d", status)
	}
	if status, _ := b.download("documents/none"); status != 404 {
		t.Errorf("no file answered %d", status)
	}
	b.must(b.call("getFile", "file_id", d.FileID), nil)
	b.server.Fail("file", 1, http.StatusBadGateway, 0)
	if status, _ := b.download(f.FilePath); status != 502 {
		t.Errorf("a failing download answered %d", status)
	}
}

func TestFileOfSize(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	p.SendFileOfSize("lớn.zip", 20<<20+1)
	p.SendFileOfSize("vừa.zip", 1<<20)
	got := b.updates()
	if answer := b.call("getFile", "file_id", got[0].Message.Document.FileID); answer.ErrorCode != 400 || answer.Description != "Bad Request: file is too big" {
		t.Errorf("got %d %q", answer.ErrorCode, answer.Description)
	}
	var f wireFile
	b.must(b.call("getFile", "file_id", got[1].Message.Document.FileID), &f)
	if status, body := b.download(f.FilePath); status != 200 || len(body) != 1<<20 {
		t.Errorf("got %d with %d bytes", status, len(body))
	}
}

func TestSendFiles(t *testing.T) {
	square := picture(t, 100, 50)
	cases := []struct {
		name, method string
		parts        map[string]string
		pairs        []string
		want         string
	}{
		{"document", "sendDocument", map[string]string{"document": "x"}, []string{"caption", "<b>a</b>", "parse_mode", "HTML"}, ""},
		{"document attached under a name", "sendDocument", map[string]string{"f0": "x"}, []string{"document", "attach://f0"}, ""},
		{"part that nothing names", "sendDocument", map[string]string{"document": "x", "f1": "y"}, nil, `400 Bad Request: unknown file "f1"`},
		{"empty document", "sendDocument", map[string]string{"document": ""}, nil, "400 Bad Request: file must be non-empty"},
		{"caption of 1024", "sendDocument", map[string]string{"document": "x"}, []string{"caption", strings.Repeat("á", 1024)}, ""},
		{"caption of 1025", "sendDocument", map[string]string{"document": "x"}, []string{"caption", strings.Repeat("á", 1025)}, "400 Bad Request: message caption is too long"},
		{"over 50 MB", "sendDocument", map[string]string{"document": strings.Repeat("x", 50<<20+1)}, nil, "413 Request Entity Too Large"},
		{"far over 50 MB", "sendDocument", map[string]string{"document": strings.Repeat("x", 53<<20)}, nil, "413 Request Entity Too Large"},
		{"photo", "sendPhoto", map[string]string{"photo": square}, []string{"caption", "ảnh"}, ""},
		{"photo that is none", "sendPhoto", map[string]string{"photo": "x"}, nil, "400 Bad Request: IMAGE_PROCESS_FAILED"},
		{"narrow photo", "sendPhoto", map[string]string{"photo": picture(t, 2100, 100)}, nil, "400 Bad Request: PHOTO_INVALID_DIMENSIONS"},
		{"album", "sendMediaGroup", map[string]string{"a": "1", "b": "2"}, []string{"media", `[{"type":"document","media":"attach://a","caption":"x"},{"type":"document","media":"attach://b"}]`}, ""},
		{"album of photos", "sendMediaGroup", map[string]string{"a": square, "b": square}, []string{"media", `[{"type":"photo","media":"attach://a"},{"type":"photo","media":"attach://b"}]`}, ""},
		{"album with a missing part", "sendMediaGroup", map[string]string{"a": "1"}, []string{"media", `[{"type":"document","media":"attach://a"},{"type":"document","media":"attach://b"}]`}, "400 Bad Request: there is no media in the request"},
		{"certificate", "setWebhook", map[string]string{"certificate": "x"}, []string{"url", "https://x.vn"}, "400 Bad Request: bad webhook: certificates are not simulated"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b := newBot(t, Options{})
			b.an()
			pairs := c.pairs
			if c.method != "setWebhook" {
				pairs = append([]string{"chat_id", "7001"}, pairs...)
			}
			got := b.upload(c.method, c.parts, pairs...)
			text := ""
			if !got.OK {
				text = fmt.Sprintf("%d %s", got.ErrorCode, got.Description)
			}
			if text != c.want {
				t.Errorf("got %q, want %q", text, c.want)
			}
		})
	}
}

func TestSentFileComesBackByItsID(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	var m wireMessage
	b.must(b.upload("sendPhoto", map[string]string{"photo": picture(t, 640, 320)}, "chat_id", "7001"), &m)
	if len(m.Photo) != 2 || m.Photo[0].Width != 320 || m.Photo[1].Width != 640 || m.Photo[1].Height != 320 {
		t.Errorf("got sizes %+v", m.Photo)
	}
	b.must(b.call("sendPhoto", "chat_id", "7001", "photo", m.Photo[1].FileID), nil)
	b.must(b.upload("sendDocument", map[string]string{"document": "x"}, "chat_id", "7001"), &m)
	b.must(b.call("sendDocument", "chat_id", "7001", "document", m.Document.FileID, "caption", "lại"), nil)
	if last := p.Last(); string(last.Document.Data) != "x" || last.Document.Name != "document.docx" || last.Text != "lại" {
		t.Errorf("got %+v", last)
	}
}

func TestAlbumFromAPerson(t *testing.T) {
	b := newBot(t, Options{})
	p := b.an()
	ids := p.SendAlbum("ghi chú", Upload{"a.png", []byte(picture(t, 10, 10)), true}, Upload{"b.png", nil, true})
	got := b.updates()
	if len(ids) != 2 || len(got) != 2 || got[0].Message.MediaGroupID == "" || got[0].Message.MediaGroupID != got[1].Message.MediaGroupID {
		t.Fatalf("got %d updates", len(got))
	}
	if got[0].Message.Caption != "ghi chú" || got[1].Message.Caption != "" || got[0].Message.Photo[1].Width != 10 {
		t.Errorf("got %+v", got[0].Message)
	}
}
