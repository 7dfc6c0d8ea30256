package xlsform

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"path"
	"strings"
)

// errLarge refuses a container that unpacks to more than is sensible.
var errLarge = errors.New("xlsform: too large")

// container is the zip file of a workbook. It counts what it unpacks, whatever the directory says of sizes.
type container struct {
	parts map[string]*zip.File
	left  int64 // bytes that may still be unpacked
}

// maxParts bounds the directory of a container; a workbook has one for each sheet, picture and comment.
const maxParts = 10_000

// openContainer reads the directory; errLarge where it is absurd.
func openContainer(content []byte) (*container, error) { return openLimited(content, maxUnzipped) }

// openLimited is openContainer with a limit of its own for what is unpacked.
func openLimited(content []byte, most uint64) (*container, error) {
	if entries(content) > maxParts {
		return nil, errLarge
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, err
	}
	c := &container{parts: map[string]*zip.File{}, left: int64(most)}
	total := uint64(0)
	for _, file := range archive.File {
		c.parts[strings.ToLower(strings.TrimPrefix(file.Name, "/"))] = file
		if total += min(file.UncompressedSize64, most+1); total > most {
			return nil, errLarge
		}
	}
	return c, nil
}

// entries reads from the end of a zip file how many it says to have, before anything is kept of them.
func entries(content []byte) int {
	i := bytes.LastIndex(content, []byte("PK\x05\x06"))
	if i < 0 || i+12 > len(content) {
		return 0 // no zip file, as will be found
	}
	return int(binary.LittleEndian.Uint16(content[i+10:]))
}

// part unpacks a part; nil where there is none of that name.
func (c *container) part(name string) ([]byte, error) {
	file := c.parts[strings.ToLower(strings.TrimPrefix(path.Clean(name), "/"))]
	if file == nil {
		return nil, nil
	}
	r, err := file.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close() // read-only
	content, err := io.ReadAll(io.LimitReader(r, c.left+1))
	if c.left -= int64(len(content)); c.left < 0 {
		return nil, errLarge
	}
	return content, err
}

// related gives the targets of a part's relations, by id and by the last word of their type.
func (c *container) related(name string) (map[string]string, error) {
	folder, base := path.Split(name)
	content, err := c.part(folder + "_rels/" + base + ".rels")
	if err != nil {
		return nil, err
	}
	targets := map[string]string{}
	s := newScanner(content)
	for {
		more, err := s.next()
		if err != nil || !more {
			return targets, err
		}
		if target := s.attribute("Target"); s.name == "Relationship" && s.opens && target != "" {
			if !strings.HasPrefix(target, "/") {
				target = path.Join(folder, target)
			}
			targets[s.attribute("Id")] = target
			targets[path.Base(s.attribute("Type"))] = target
		}
	}
}
