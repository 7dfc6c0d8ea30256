package flows

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sort"
	"time"

	"thidua"
)

// Sheet is the record of one filling in progress: of a group part, or of one entry of a repeat. Its body is a line
// with the head and a line for each answer, path, tab and JSON, in the order of paths: a step reads the few answers
// that it needs and writes the others back as they were.
type Sheet struct {
	Head  SheetHead
	lines []sheetLine
	known map[string]thidua.Answer // decoded, or put in place of the line
	fresh map[string]bool          // to be written from known
}

// SheetHead is what a sheet says of itself.
type SheetHead struct {
	Version string            `json:"version,omitempty"` // of the campaign by whose paths the answers are filed
	Begun   time.Time         `json:"begun,omitzero"`    // first answer
	Kept    map[string]string `json:"kept,omitempty"`    // first values that are kept, by path
	Block   string            `json:"block,omitempty"`   // of an entry: where its list names it
	Label   string            `json:"label,omitempty"`   // of an entry, as its list has it
	Open    bool              `json:"open,omitempty"`    // an entry in which something is still to be answered
	Removed bool              `json:"removed,omitempty"` // an entry that was deleted and may come back
}

// sheetLine is an answer as the record has it.
type sheetLine struct {
	whole []byte
	tab   int // behind the path
}

func (l sheetLine) path() []byte { return l.whole[:l.tab] }
func (l sheetLine) body() []byte { return l.whole[l.tab+1:] }

// UnmarshalText reads a record's body.
func (s *Sheet) UnmarshalText(body []byte) error {
	head, rest, _ := bytes.Cut(body, []byte{'\n'})
	if err := json.Unmarshal(head, &s.Head); err != nil {
		return err
	}
	s.lines = make([]sheetLine, 0, bytes.Count(rest, []byte{'\n'}))
	for len(rest) > 0 {
		var line []byte
		line, rest, _ = bytes.Cut(rest, []byte{'\n'})
		tab := bytes.IndexByte(line, '\t')
		if tab < 0 {
			return fmt.Errorf("line %d of a sheet has no path", len(s.lines)+2)
		}
		s.lines = append(s.lines, sheetLine{line, tab})
	}
	return nil
}

// MarshalText writes the record's body.
func (s *Sheet) MarshalText() ([]byte, error) {
	body := append(make([]byte, 0, s.size()), encode(s.Head)...)
	added := s.added()
	for _, l := range s.lines {
		for len(added) > 0 && added[0] < string(l.path()) {
			body, added = s.appendFresh(body, added[0]), added[1:]
		}
		if s.fresh[string(l.path())] {
			body = s.appendFresh(body, string(l.path()))
		} else {
			body = append(append(body, '\n'), l.whole...)
		}
	}
	for _, path := range added {
		body = s.appendFresh(body, path)
	}
	return append(body, '\n'), nil
}

func (s *Sheet) appendFresh(body []byte, path string) []byte {
	return append(append(append(append(body, '\n'), path...), '\t'), encode(s.known[path])...)
}

// size is about how long the record's body will be.
func (s *Sheet) size() int {
	const head, answer = 512, 320
	size := head + answer*len(s.fresh)
	for _, l := range s.lines {
		size += 1 + len(l.whole)
	}
	return size
}

// added lists the paths of answers that the record does not have yet, in order.
func (s *Sheet) added() []string {
	var paths []string
	for path := range s.fresh {
		if _, filed := s.line(path); !filed {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

func (s *Sheet) line(path string) (int, bool) {
	i := sort.Search(len(s.lines), func(i int) bool { return string(s.lines[i].path()) >= path })
	return i, i < len(s.lines) && string(s.lines[i].path()) == path
}

// paths lists the paths of the answers, in order.
func (s *Sheet) paths() []string {
	paths := s.added()
	for _, l := range s.lines {
		paths = append(paths, string(l.path()))
	}
	slices.Sort(paths)
	return paths
}

// Answer is the answer at a path.
func (s *Sheet) Answer(path string) (thidua.Answer, bool) {
	if a, ok := s.known[path]; ok {
		return a, true
	}
	i, ok := s.line(path)
	if !ok {
		return thidua.Answer{}, false
	}
	var a thidua.Answer
	if json.Unmarshal(s.lines[i].body(), &a) != nil {
		return thidua.Answer{}, false // asked again
	}
	s.suppose(path, a)
	return a, true
}

// value is the value of the answer at a path, read without the rest of the answer where it stands plainly.
func (s *Sheet) value(path string) (string, bool) {
	if a, ok := s.known[path]; ok {
		return a.Value, true
	}
	i, ok := s.line(path)
	if !ok {
		return "", false
	}
	if rest, first := bytes.CutPrefix(s.lines[i].body(), []byte(`{"value":"`)); first {
		if end := bytes.IndexByte(rest, '"'); end >= 0 && bytes.IndexByte(rest[:end], '\\') < 0 {
			return string(rest[:end]), true
		}
	}
	a, ok := s.Answer(path)
	return a.Value, ok
}

// hasFiles tells whether the answer at a path brought files. Inside a text, JSON has no quote without a backslash.
func (s *Sheet) hasFiles(path string) bool {
	if a, ok := s.known[path]; ok {
		return len(a.Files) > 0
	}
	i, ok := s.line(path)
	return ok && bytes.Contains(s.lines[i].body(), []byte(`"files":[`))
}

// suppose puts an answer in place for reading only.
func (s *Sheet) suppose(path string, a thidua.Answer) {
	if s.known == nil {
		s.known = map[string]thidua.Answer{}
	}
	s.known[path] = a
}

// Put files an answer.
func (s *Sheet) Put(path string, a thidua.Answer) {
	s.suppose(path, a)
	if s.fresh == nil {
		s.fresh = map[string]bool{}
	}
	s.fresh[path] = true
}

// remove takes an answer away.
func (s *Sheet) remove(path string) {
	delete(s.known, path)
	delete(s.fresh, path)
	if i, ok := s.line(path); ok {
		s.lines = slices.Delete(s.lines, i, i+1)
	}
}

// isEmpty tells whether nothing was answered.
func (s *Sheet) isEmpty() bool { return len(s.lines) == 0 && len(s.fresh) == 0 }

// refile moves answers whose questions a newer workbook moved, and leaves those aside whose questions are gone.
func (s *Sheet) refile(l *layout, version string) {
	if s.Head.Version == version {
		return
	}
	s.Head.Version = version
	s.refileKept(l)
	for _, path := range s.paths() {
		n := l.locate(path)
		if n == nil || n.path == path {
			continue
		}
		if _, taken := s.Answer(n.path); !taken {
			a, _ := s.Answer(path)
			s.remove(path)
			s.Put(n.path, a)
		}
	}
}

// refileKept moves the first values of questions that moved.
func (s *Sheet) refileKept(l *layout) {
	for _, path := range slices.Sorted(maps.Keys(s.Head.Kept)) {
		n := l.locate(path)
		if n == nil || n.path == path {
			continue
		}
		if _, taken := s.Head.Kept[n.path]; !taken {
			s.Head.Kept[n.path] = s.Head.Kept[path]
			delete(s.Head.Kept, path)
		}
	}
}
