package bot

import (
	"archive/zip"
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"thidua"
	"thidua/bot/simulator"
)

// drawing is a small picture.
func drawing(t *testing.T, width int) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, width, 20))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// zipped packs files, in the order of pairs of name and content.
func zipped(t *testing.T, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// illustrated is the test campaign with a picture, a sound and a file that does not come with it beside its first question.
func illustrated(t *testing.T) string {
	t.Helper()
	text := string(workbook)
	at := strings.Index(text, "| | type | name |")
	end := at + strings.IndexByte(text[at:], '\n')
	header := text[at:end]
	question := strings.Index(text, "| | integer | so_nguoi |")
	line := text[question : question+strings.IndexByte(text[question:], '\n')]
	text = strings.Replace(text, line, line+" mau.png | loi.mp3 | thieu.mp4 |", 1)
	return strings.Replace(text, header, header+" image | audio | video |", 1)
}

// TestMedia loads a campaign with its pictures by a .zip in the chat: they come before the question, are uploaded once for
// everybody, and what did not come with it stops nobody.
func TestMedia(t *testing.T) {
	s := newStage(t)
	b := s.bot(s.db)
	keeper := &shelf{kept: map[string]string{}}
	b.keeper = keeper
	s.start(b)
	desk, first, second := s.actor(thao), s.actor(an), s.actor(binh)
	for _, p := range []*actor{desk, first, second} {
		p.joins()
	}
	packed := zipped(t, "dot/td.md", illustrated(t), "dot/td-media/mau.png", drawing(t, 400), "dot/td-media/loi.mp3", "ID3 lời", "dot/td-media/khac.png", drawing(t, 40))
	desk.sends("dot.zip", packed, "«td.md» đúng mẫu", "Nạp đợt thi đua này chứ?")
	if all := allText(desk); !strings.Contains(all, "Không thấy tệp “thieu.mp4”") || strings.Contains(all, "mau.png") {
		t.Errorf("the preview tells of the files:\n%s", all)
	}
	desk.taps("Có", "Đang nạp «td.md»")
	desk.gets(0, "Đã nạp")
	pictures := 0
	for _, content := range keeper.kept {
		if strings.HasPrefix(content, "\x89PNG") {
			pictures++
		}
	}
	if pictures != 1 {
		t.Errorf("%d pictures are kept, the form names one", pictures)
	}
	for _, p := range []*actor{first, second} {
		p.says("/menu", "Thông tin chung")
		p.taps("Thông tin chung", "Hạn nộp")
		p.taps("Bắt đầu", "Số người tham gia")
		var shown []string
		for _, m := range p.Messages() {
			switch {
			case m.Photo != nil:
				shown = append(shown, "photo")
			case m.Plays != "":
				shown = append(shown, m.Plays)
			case strings.Contains(m.Text, "Số người tham gia") && len(m.Buttons) > 0:
				shown = append(shown, "card")
			}
		}
		if got := strings.Join(shown, " "); got != "photo audio card" {
			t.Errorf("%s sees %s", p.Name, got)
		}
	}
	if a, b := photoOf(first), photoOf(second); a == nil || b == nil || a.ID != b.ID {
		t.Errorf("the picture was uploaded again: %v, %v", a, b)
	}
	second.says("không phải số", "Số người tham gia")
	if n := len(photosOf(second)); n != 1 {
		t.Errorf("the picture came %d times for one question", n)
	}

	again := strings.Replace(illustrated(t), "2026-11-20 17:00", "2026-11-23 17:00", 1)
	desk.sends("td.md", []byte(again), "«td.md» đúng mẫu", "Nạp đợt thi đua này chứ?")
	desk.taps("Có", "Đang nạp «td.md»")
	s.until(func() bool { return !s.waits() })
	if media := read[map[string]thidua.Medium](s, thidua.MediaKey("td")); len(media) != 2 {
		t.Errorf("a workbook that came alone has lost its pictures: %v", media)
	}
	desk.sends("hai.zip", zipped(t, "a.md", again, "b.md", again), "Không dùng được tệp «hai.zip»")
	desk.sends("hong.zip", packed[:len(packed)/2], "Không dùng được tệp «hong.zip»")
	first.SendDocument("dot.zip", packed, "")
	first.gets(0, "Số người tham gia")
}

func photosOf(a *actor) (photos []*simulator.File) {
	for _, m := range a.Messages() {
		if m.Photo != nil {
			photos = append(photos, m.Photo)
		}
	}
	return photos
}

func photoOf(a *actor) *simulator.File {
	photos := photosOf(a)
	if len(photos) == 0 {
		return nil
	}
	return photos[0]
}
