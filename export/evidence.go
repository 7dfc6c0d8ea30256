package export

import (
	"iter"
	"path"
	"strconv"
	"strings"

	"thidua"
	"thidua/flows/vietnamese"
)

// Evidence is a file that somebody sent as an answer.
type Evidence struct {
	Path     string // in the folder of the documents, such as minh-chung/VP/hoat_dong-2-anh.jpg
	File     thidua.File
	Unit     string // name for people
	Part     string // label
	Entry    string // title
	Question string // label
	Row      int    // of the entry among those of its part or repeat
}

// EvidenceFolder holds the files, beside the documents.
const EvidenceFolder = "minh-chung"

// Evidence runs through the files of all parts, in the order of the workbook.
func (c *Consolidation) Evidence() iter.Seq2[Evidence, error] {
	return func(yield func(Evidence, error) bool) {
		for _, p := range c.Parts {
			if !hasFiles(p.Columns) {
				continue
			}
			for e, err := range p.Entries() {
				if err != nil {
					yield(Evidence{}, err)
					return
				}
				if !c.evidenceOf(p, e, p.Columns, "", yield) {
					return
				}
			}
		}
	}
}

func hasFiles(columns []Column) bool {
	for _, column := range columns {
		if ofFiles(column.Question) || hasFiles(column.Columns) {
			return true
		}
	}
	return false
}

func ofFiles(q *thidua.Question) bool {
	switch q.Type {
	case thidua.Image, thidua.Audio, thidua.Video, thidua.FileType:
		return true
	}
	return false
}

// evidenceOf yields the files of an entry, then those of the entries nested in it.
func (c *Consolidation) evidenceOf(p *Part, e *Entry, columns []Column, below string, yield func(Evidence, error) bool) bool {
	for _, column := range columns {
		if !ofFiles(column.Question) {
			continue
		}
		a := e.Answer(column.Path)
		for i, file := range a.Files {
			found := Evidence{
				Path: evidencePath(p, e, below+column.Path, file, i), File: file, Unit: c.UnitName(*e.Unit), Part: p.Label,
				Entry: c.trail(e), Question: column.Label, Row: e.Number,
			}
			if !yield(found, nil) {
				return false
			}
		}
	}
	for _, column := range columns {
		for _, nested := range e.Repeats[column.Path] {
			if !c.evidenceOf(p, nested, column.Columns, below+column.Path+"/", yield) {
				return false
			}
		}
	}
	return true
}

// evidencePath names a file by its unit, part, row and question, in letters that every system can write.
func evidencePath(p *Part, e *Entry, question string, file thidua.File, i int) string {
	unit := e.Unit.Code
	if unit == thidua.Department {
		unit = "co-quan"
	}
	name := safeName(p.Name) + "-" + strconv.Itoa(e.Number) + "-" + safeName(question)
	if i > 0 {
		name += "-" + strconv.Itoa(i+1)
	}
	ending := strings.ToLower(path.Ext(file.Name))
	if safe := safeName(strings.TrimPrefix(ending, ".")); ending == "" || "."+safe != ending || len(ending) > 8 {
		ending = ".bin"
		if file.Photo {
			ending = ".jpg"
		}
	}
	return path.Join(EvidenceFolder, safeName(unit), name+ending)
}

// safeName keeps letters, digits, hyphens and underscores; no name is empty or begins with a dot.
func safeName(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9', r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '-', r == '_':
			return r
		case r == ' ' || r == '/' || r == '.':
			return '-'
		}
		return -1
	}, unaccented(name))
	if name = strings.Trim(name, "-"); name == "" {
		return "0"
	}
	return name[:min(len(name), 60)]
}

// unaccented drops accents and keeps the case of codes.
func unaccented(s string) string {
	var b strings.Builder
	for _, r := range s {
		plain := vietnamese.Fold(string(r))
		if strings.ToUpper(string(r)) == string(r) {
			plain = strings.ToUpper(plain)
		}
		if r < 0x80 {
			plain = string(r)
		}
		b.WriteString(plain)
	}
	return b.String()
}
