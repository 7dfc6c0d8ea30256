package export

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"thidua"
)

// mostLinks is how many links a sheet has: Excel allows 65,530, and each is kept in memory.
const mostLinks = 10_000

// evidenceSheet lists every file that was sent, with a link to where dossier and export put it.
func (b *book) evidenceSheet() error {
	if !b.evident {
		return nil
	}
	labels := []string{numberHead, unitHead, "Nội dung", "Mục", "Câu hỏi", "Tên tệp", "Chú thích", "Dung lượng (kB)", "Tệp lưu"}
	s := b.list(evidenceName, layout{title: evidenceTitle, fixed: 2, tab: "7F7F7F"}, labels...)
	s.waiting.whole = len(labels) - 1 // a path
	number := 0
	for found, err := range b.c.Evidence() {
		if err != nil {
			return err
		}
		number++
		size := s.text("")
		if found.File.Size > 0 {
			size = s.whole(int((found.File.Size + 999) / 1000))
		}
		name, _ := fileWord(found.File)
		s.link(9, found.Path, "External")
		s.add(s.whole(number), s.text(found.Unit), s.text(found.Part), s.text(found.Entry), s.text(found.Question),
			s.text(name), s.text(found.File.Caption), size, s.styled(found.Path, linkLook))
	}
	s.table("minh_chung", 1, labels)
	if number == 0 {
		s.row++ // the table's empty row
		s.add("", "", noEvidence)
	}
	return s.close()
}

// link makes a cell of the row that comes next lead somewhere: to a file, or to a place in the workbook.
func (s *sheet) link(column int, target, kind string) {
	if s.links++; s.links > mostLinks {
		return
	}
	s.try(func() error {
		return s.book.file.SetCellHyperLink(s.name, cellName(column, s.row+1), target, kind)
	})
}

// filesCell is the cell of an answer with files: one file is a link to it, several lead to their rows in the sheet of
// evidence.
func (p *partSheet) filesCell(column int, question string, e *Entry, a thidua.Answer) excelize.Cell {
	s := p.sheet
	first := s.book.files + 2 // below the headings
	s.book.files += len(a.Files)
	switch len(a.Files) {
	case 0:
		return s.text(s.book.c.Display(&thidua.Question{Type: thidua.FileType}, a))
	case 1:
		s.link(column, evidencePath(p.part, e, p.below()+question, a.Files[0], 0), "External")
	default:
		s.link(column, quoted(evidenceName)+"!A"+strconv.Itoa(first), "Location")
	}
	return s.styled(s.book.c.Display(&thidua.Question{Type: thidua.FileType}, a), linkLook)
}

// below is the path of the repeat below the part, before the names of its questions.
func (p *partSheet) below() string {
	if p.parent == nil {
		return ""
	}
	return strings.TrimPrefix(p.parent.below()+p.path+"/", "/")
}
