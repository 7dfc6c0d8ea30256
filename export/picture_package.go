package export

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"
)

const (
	mediaFolder   = "word/media/thi-dua-"
	imageLink     = relationSpace + "/image"
	relationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	drawingSpace  = "http://schemas.openxmlformats.org/drawingml/2006/"
)

// newPictures is ready for the pictures of a report.
func newPictures(a *archive, main *compiled) *pictures {
	s := &pictures{archive: a, links: map[string][]pictureLink{}, frames: map[*etree.Element]frame{}}
	if main != nil {
		for e := range elements(main.document.Root()) {
			if is(e, "sectPr") {
				s.last = e
			}
		}
	}
	return s
}

// unused is the name of a part that the template lacks: it may itself be an earlier report.
func (a *archive) unused(beginning, ending string, n int) string {
	for {
		n++
		if name := beginning + strconv.Itoa(n) + ending; !a.holds(name) {
			return name
		}
	}
}

// unusedID is the name of a link that a part's links lack.
func unusedID(links []byte, n int) string {
	for {
		n++
		if id := "rIdAnh" + strconv.Itoa(n); !bytes.Contains(links, []byte(id+`"`)) && !bytes.Contains(links, []byte(id+"'")) {
			return id
		}
	}
}

// linksOf is the part that holds the links of another.
func linksOf(part string) string { return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels") }

// attachPictures adds the links of every part to its pictures, and the types of these.
func (a *archive) attachPictures(s *pictures, changed map[string][]byte) (err error) {
	for part, links := range s.links {
		name := linksOf(part)
		content, there := changed[name], true
		if content == nil {
			content, there = a.contents[name]
		}
		if !there {
			content = []byte(noLinks)
		}
		for _, link := range links {
			if content, err = extended(content, "Relationship", "Id", link.id, "Type", imageLink, "Target", "/"+link.target); err != nil {
				return err
			}
		}
		changed[name] = content
	}
	var endings []string
	for _, m := range s.media {
		ending := strings.TrimPrefix(path.Ext(m.part), ".")
		if slices.Contains(endings, ending) {
			continue
		}
		endings = append(endings, ending)
		if err := a.declare(ending, changed); err != nil {
			return err
		}
	}
	return nil
}

// declare tells the type of the parts of an ending, unless the template does.
func (a *archive) declare(ending string, changed map[string][]byte) error {
	types := changed[contentTypes]
	if types == nil {
		types = a.contents[contentTypes]
	}
	document := etree.NewDocument()
	if err := document.ReadFromBytes(types); err != nil {
		return err
	}
	for _, known := range document.Root().SelectElements("Default") {
		if strings.EqualFold(known.SelectAttrValue("Extension", ""), ending) {
			return nil
		}
	}
	types, err := extended(types, "Default", "Extension", ending, "ContentType", "image/"+ending)
	changed[contentTypes] = types
	return err
}

// writeTo adds the pictures to a package, one after the other.
func (s *pictures) writeTo(out *zip.Writer) error {
	for _, m := range s.media {
		to, err := out.CreateHeader(&zip.FileHeader{Name: m.part, Method: zip.Store, Modified: packed})
		if err == nil {
			err = s.copyTo(to, m.sha)
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", m.part, err)
		}
	}
	return nil
}

func (s *pictures) copyTo(w io.Writer, sha string) error {
	from, err := s.files.Open(s.ctx, sha)
	if err != nil {
		return err
	}
	defer from.Close()
	_, err = io.Copy(w, from)
	return err
}
