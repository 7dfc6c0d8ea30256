package xlsform

import (
	"path"
	"strings"

	"thidua"
)

// mediaOf reads which files are shown with a label: a picture – the large one where there is one, as a phone makes it
// smaller by itself –, a sound, a film.
func (r *reader) mediaOf(t *table, line row) []thidua.Text {
	var media []thidua.Text
	for _, name := range []string{"image", "audio", "video"} {
		files := r.text(t, line, name)
		if name == "image" {
			for language, file := range r.text(t, line, "big-image") {
				if files[language] != "" {
					files[language] = file
				}
			}
		}
		for language, file := range files {
			if files[language] = mediumName(file); strings.Contains(file, "${") {
				delete(files, language)
			}
		}
		if len(files) > 0 {
			media = append(media, files)
		}
	}
	r.checkMedia(t, line)
	return media
}

// mediumName is the name of a file as a form writes it: jr://images/a.png is a.png.
func mediumName(file string) string { return path.Base(strings.ReplaceAll(file, `\`, "/")) }

// checkMedia holds the files that a row names against those that are there.
func (r *reader) checkMedia(t *table, line row) {
	for _, c := range t.columns {
		at := t.at(line, c)
		if !isMedia(c.name) || at.empty() {
			continue
		}
		if strings.Contains(at.text, "${") {
			r.warn(mediumDynamic, at)
			continue
		}
		name := mediumName(at.text)
		size, there := r.files[name]
		switch {
		case r.files == nil:
		case !there:
			r.warn(mediumMissing, at, name, r.folder)
		case size > thidua.LargestMedium(name):
			r.fail(mediumLarge, at, name, thidua.LargestMedium(name)>>20)
		}
	}
}
