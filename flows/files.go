package flows

import (
	"path"
	"slices"
	"strings"

	"thidua"
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
	if t.session.Screen != Asking {
		t.tell(sayUseButtons)
		return
	}
	p, n := t.asked()
	switch {
	case n == nil:
		t.goMenu()
	case !isFile(n.q.Type):
		t.warn(sayTextWanted)
	case t.canTake(n):
		t.session.Album = nil
		if t.input.Album != "" {
			t.session.Album = &Album{ID: t.input.Album, Part: p.part.Name, Trail: p.trail(), Question: n.path}
		}
		t.accept(p, n, thidua.Answer{Value: fileNames(t.input.Files), Files: t.input.Files})
	}
}

// canTake tells, and says, whether every file can be fetched and is what the question asks for.
func (t *turn) canTake(n *node) bool {
	for _, f := range t.input.Files {
		switch {
		case f.Size > largestFile:
			t.warn(sayFileTooBig, f.Name)
			return false
		case n.q.Type == thidua.Image && !isPicture(f):
			t.warn(sayPictureWanted, f.Name)
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
	return f.Photo
}

// joinAlbum adds a further file without a new card: the album is one answer.
func (t *turn) joinAlbum(album *Album) {
	p := t.find(album.Part, album.Trail)
	if p == nil || t.isClosed(p) {
		t.tell(sayGone)
		return
	}
	n := p.find(album.Question)
	if n == nil || !isFile(n.q.Type) || !t.canTake(n) {
		return
	}
	a, _ := t.sheet(p).Answer(n.path)
	a.Files = append(slices.Clone(a.Files), t.input.Files...)
	a.Value, a.By, a.At, a.Skipped = fileNames(a.Files), t.person.Chat, t.now, false
	t.started(p)
	t.answer(p, n.path, a)
	t.mark(p)
	t.quiet = true
}

// fileNames joins the names by which files are known.
func fileNames(files []thidua.File) string {
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	return strings.Join(names, "; ")
}
