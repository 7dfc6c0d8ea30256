package export

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
)

// The limits of a template: an uploaded one may be a zip bomb.
const (
	templateLimit = 20 << 20 // bytes of the .docx
	partLimit     = 16 << 20 // bytes of one part, unpacked
	unpackedLimit = 64 << 20 // bytes of all parts, unpacked
	partCount     = 2000
)

// archive is a .docx, unpacked once within the limits.
type archive struct {
	files    []*zip.File // in their order
	contents map[string][]byte
}

// openArchive unpacks a template; the mistake it returns names the part.
func openArchive(data []byte) (*archive, error) {
	if len(data) > templateLimit {
		return nil, refused("", "tệp mẫu lớn quá 20 MB", "the template is larger than 20 MB")
	}
	reader, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, refused("", "tệp không phải .docx (hãy lưu lại bằng Word, dạng .docx)", "not a .docx file (save it again as .docx)")
	}
	if len(reader.File) > partCount {
		return nil, refused("", "tệp có quá nhiều phần", "the file has too many parts")
	}
	a := &archive{files: reader.File, contents: make(map[string][]byte, len(reader.File))}
	unpacked := 0
	for _, file := range reader.File {
		content, err := a.unpack(file)
		if err != nil {
			return nil, err
		}
		if unpacked += len(content); unpacked > unpackedLimit {
			return nil, refused(file.Name, "tệp giải nén ra quá lớn", "the file unpacks to too much")
		}
		a.contents[file.Name] = content
	}
	return a, nil
}

func (a *archive) unpack(file *zip.File) ([]byte, error) {
	name := file.Name
	clean := path.Clean("/" + name)[1:]
	if clean != strings.TrimSuffix(name, "/") || strings.ContainsAny(name, "\\\x00") {
		return nil, refused(name, "tên phần không hợp lệ", "the part's name is not allowed")
	}
	if a.holds(name) {
		return nil, refused(name, "phần có hai lần trong tệp", "the part is there twice")
	}
	stream, err := file.Open()
	if err != nil {
		return nil, refused(name, "không giải nén được", "cannot be unpacked")
	}
	defer stream.Close()
	content, err := io.ReadAll(io.LimitReader(stream, partLimit+1))
	switch {
	case err != nil:
		return nil, refused(name, "phần bị hỏng", "the part is damaged")
	case len(content) > partLimit:
		return nil, refused(name, "phần giải nén ra quá lớn", "the part unpacks to too much")
	}
	return content, nil
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// holds tells whether a part was unpacked before, under any case: names of parts do not tell it apart.
func (a *archive) holds(name string) bool {
	for known := range a.contents {
		if strings.EqualFold(known, name) {
			return true
		}
	}
	return false
}

// writeTo copies the archive; the parts in changed are written anew or added, all others as they are, to the byte.
// The pictures come last.
func (a *archive) writeTo(w io.Writer, changed map[string][]byte, s *pictures) error {
	out := zip.NewWriter(w)
	for _, file := range a.files {
		if err := a.writePart(out, file, changed); err != nil {
			return fmt.Errorf("write %s: %w", file.Name, err)
		}
	}
	for _, name := range a.added(changed) {
		part, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: packed})
		if err == nil {
			_, err = part.Write(changed[name])
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	if err := s.writeTo(out); err != nil {
		return err
	}
	return out.Close()
}

func (a *archive) writePart(out *zip.Writer, file *zip.File, changed map[string][]byte) error {
	content, ok := changed[file.Name]
	if !ok {
		return out.Copy(file)
	}
	part, err := out.CreateHeader(&zip.FileHeader{Name: file.Name, Method: zip.Deflate, Modified: later(file.Modified, packed)})
	if err != nil {
		return err
	}
	_, err = part.Write(content)
	return err
}
