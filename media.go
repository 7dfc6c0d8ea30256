package thidua

import (
	"maps"
	"path"
	"slices"
	"strings"
)

// Medium is a file that a form shows with a label, as Files keeps it (XLSForm §2: image, audio, video, big-image).
type Medium struct {
	SHA    string `json:"sha"`
	Length int64  `json:"length"`
}

// MediumDocument is the kind of the document that is one of a campaign's media, by its name.
const MediumDocument = "medium"

// What a bot may upload, in bytes (Bot API sendPhoto, sendDocument).
const (
	LargestPhoto = 10 << 20
	LargestFile  = 50 << 20
)

// MediumKind is how a file is shown, by the ending of its name; KindDocument where Telegram shows it as a file.
func MediumKind(name string) Kind {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".webp":
		return KindPhoto
	case ".gif":
		return KindAnimation
	case ".mp3", ".m4a":
		return KindAudio
	case ".ogg", ".oga":
		return KindVoice
	case ".mp4":
		return KindVideo
	}
	return KindDocument
}

// LargestMedium is how large a file may be, by its name.
func LargestMedium(name string) int64 {
	if MediumKind(name) == KindPhoto {
		return LargestPhoto
	}
	return LargestFile
}

// MediaNames are the files that a form names, each once, in the workbook's order.
func (f *Form) MediaNames() []string {
	var names []string
	known := map[string]bool{}
	add := func(media []Text) {
		for _, m := range media {
			for _, language := range slices.Sorted(maps.Keys(m)) {
				if name := m[language]; name != "" && !known[name] {
					names, known[name] = append(names, name), true
				}
			}
		}
	}
	var walk func([]*Question)
	walk = func(questions []*Question) {
		for _, q := range questions {
			add(q.Media)
			for _, c := range f.Choices[q.List] {
				add(c.Media)
			}
			walk(q.Children)
		}
	}
	walk(f.Questions)
	return names
}
