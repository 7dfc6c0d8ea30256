package export

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
)

// plainZip is a zip writer whose sheets name relations with the prefix r that their root declares. The library's streams
// declare another one in each element, which is right, and which some readers do not know (exceljs).
type plainZip struct{ *zip.Writer }

// Create begins an entry.
func (z plainZip) Create(name string) (io.Writer, error) {
	entry, err := z.Writer.Create(name)
	if err != nil || !strings.HasPrefix(name, "xl/worksheets/sheet") {
		return entry, err
	}
	declared := replacing(entry, ` xmlns:relationships="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`, "")
	return replacing(declared, ` relationships:id="`, ` r:id="`), nil
}

// replacer writes on with every occurrence of a text replaced, also where it falls into two writes. It holds back what
// may begin one: a file must not end with a part of it.
type replacer struct {
	to       io.Writer
	old, new []byte
	held     []byte
}

func replacing(to io.Writer, old, new string) *replacer {
	return &replacer{to: to, old: []byte(old), new: []byte(new)}
}

// Write takes all of b, or fails.
func (r *replacer) Write(b []byte) (int, error) {
	text := b
	if len(r.held) > 0 || bytes.Contains(b, []byte(relationSign)) { // or there is nothing to replace in it
		text = bytes.ReplaceAll(append(r.held, b...), r.old, r.new)
	}
	rest := begun(text, r.old)
	if _, err := r.to.Write(text[:len(text)-rest]); err != nil {
		return 0, err
	}
	r.held = append([]byte(nil), text[len(text)-rest:]...)
	return len(b), nil
}

// relationSign stands in all that is replaced. It is short, for that is found many times faster.
const relationSign = "relationships"

// begun is how many bytes at the end of a text may begin another.
func begun(text, other []byte) int {
	for n := min(len(text), len(other)-1); n > 0; n-- {
		if bytes.HasSuffix(text, other[:n]) {
			return n
		}
	}
	return 0
}
