package flows

import (
	"path"
	"slices"
	"strings"

	"thidua"
	"thidua/flows/texts"
)

// largestFile is what a bot may fetch from Telegram (Bot API getFile), in bytes.
const largestFile = 20 << 20

func isFile(kind thidua.Type) bool {
	switch kind {
	case thidua.Image, thidua.Audio, thidua.Video, thidua.FileType:
		return true
	}
	return false
}

// files takes photos and documents as the answer; those of one album belong to the answer that the first opened.
func (t *turn) files() {
	if album := t.session.Album; album != nil && t.input.Album != "" && album.ID == t.input.Album {
		t.joinAlbum(album)
		return
	}
	t.session.Album = nil
	if t.session.Screen != Asking {
		t.session.Album = t.album(nil, nil)
		t.warn(texts.FileUnasked)
		t.sayWhichSheet()
		return
	}
	p, n := t.asked()
	switch {
	case n == nil:
		t.goMenu()
	case !isFile(n.q.Type) && isSpoken(t.input.Files[0]):
		t.warn(texts.VoiceUnheard)
	case !isFile(n.q.Type):
		t.session.Album = t.album(nil, nil)
		t.warn(texts.TextWanted)
		t.sayWhichSheet()
	case t.canTake(n):
		t.session.Album = t.album(p, n)
		t.remember(p, n)
		files := t.brought()
		t.accept(p, n, thidua.Answer{Value: fileNames(files), Files: files})
	}
}

// album holds the input's album to the answer that it opened, or to none: then it is refused as a whole, once.
func (t *turn) album(p *place, n *node) *Album {
	switch {
	case t.input.Album == "":
		return nil
	case n == nil:
		return &Album{ID: t.input.Album}
	}
	return &Album{ID: t.input.Album, Part: p.part.Name, Trail: p.trail(), Question: n.path}
}

// sayWhichSheet tells who sends a spreadsheet of another kind which one is read.
func (t *turn) sayWhichSheet() {
	switch strings.ToLower(path.Ext(t.input.Files[0].Name)) {
	case ".xls", ".xlsm", ".xlsb", ".ods", ".csv":
		t.warn(texts.FileNotXLSX)
	}
}

// brought are the files of the input with the message that brought them.
func (t *turn) brought() []thidua.File {
	files := slices.Clone(t.input.Files)
	for i := range files {
		files[i].Message = t.input.Message
	}
	return files
}

// canTake tells, and says, whether every file can be fetched and is what the question asks for.
func (t *turn) canTake(n *node) bool {
	for _, f := range t.input.Files {
		switch {
		case f.Size > largestFile:
			t.warn(texts.FileTooBig, f.Name)
			return false
		case n.q.Type == thidua.Image && !isPicture(f):
			t.warn(texts.PictureWanted, f.Name)
			return false
		case n.q.Type == thidua.Audio && !isSound(f):
			t.warn(texts.AudioWanted)
			return false
		case n.q.Type == thidua.Video && !isVideo(f):
			t.warn(texts.VideoWanted)
			return false
		}
	}
	return true
}

// isPicture knows photos, and pictures that were sent as files, by their names.
func isPicture(f thidua.File) bool {
	switch strings.ToLower(path.Ext(f.Name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".bmp", ".tif", ".tiff":
		return true
	}
	return f.Photo || strings.HasPrefix(f.Mime, "image/")
}

func isSound(f thidua.File) bool {
	return f.Kind == thidua.KindVoice || f.Kind == thidua.KindAudio || strings.HasPrefix(f.Mime, "audio/")
}

func isVideo(f thidua.File) bool {
	switch f.Kind {
	case thidua.KindVideo, thidua.KindVideoNote, thidua.KindAnimation:
		return true
	}
	return strings.HasPrefix(f.Mime, "video/")
}

// isSpoken knows what people send instead of typing.
func isSpoken(f thidua.File) bool {
	return f.Kind == thidua.KindVoice || f.Kind == thidua.KindVideoNote
}

// joinAlbum adds a further file without a new card: the album is one answer.
func (t *turn) joinAlbum(album *Album) {
	if album.Part == "" {
		t.quiet = true
		return
	}
	p := t.find(album.Part, album.Trail)
	if p == nil || t.isClosed(p) {
		t.tell(texts.Gone)
		return
	}
	n := p.find(album.Question)
	if n == nil || !isFile(n.q.Type) || !t.canTake(n) {
		return
	}
	a, _ := t.sheet(p).Answer(n.path)
	t.rememberToo(p, n)
	a.Files = append(slices.Clone(a.Files), t.brought()...)
	a.Value, a.By, a.At, a.Skipped = fileNames(a.Files), t.person.Chat, t.now, false
	t.started(p)
	t.answer(p, n.path, a)
	t.mark(p)
	t.quiet = true
}

// replaceFiles takes an edited message's file, or its caption, in place of the one that it brought.
func (t *turn) replaceFiles(p *place, n *node) {
	if !t.canTake(n) {
		return
	}
	a, _ := t.sheet(p).Answer(n.path)
	i := slices.IndexFunc(a.Files, func(f thidua.File) bool { return f.Message == t.input.Message })
	if t.isTheirs(n, a, t.input.Files[0].Name) { // whose messages are numbered anew
		return
	}
	if i < 0 {
		t.tell(texts.EditedLater)
		return
	}
	a.Files = slices.Clone(a.Files)
	a.Files[i] = t.brought()[0]
	a.Value = fileNames(a.Files)
	t.keep(p, n, a)
	t.mark(p)
}

// captioned names files with what was written beside them; photos have no names of their own (Bot API PhotoSize).
func (v *view) captioned(files []thidua.File) string {
	var names []string
	photos := 0
	for _, f := range files {
		name := f.Name
		if f.Photo {
			photos++
			name = texts.Photo.In(v.language, photos)
		}
		if f.Caption != "" {
			name += " (" + f.Caption + ")"
		}
		names = append(names, name)
	}
	return strings.Join(names, "; ")
}

// fileNames joins the names by which files are known.
func fileNames(files []thidua.File) string {
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	return strings.Join(names, "; ")
}
