package export

// checkSheet lists what should be mended before the report is signed, each with where, whose and how.
func (b *book) checkSheet() error {
	labels := []string{numberHead, "Mã", unitHead, "Nội dung", "Mục", "Câu hỏi", "Phát hiện", "Cách xử lý", "Người xử lý"}
	s := b.list(checkName, layout{title: checkTitle, fixed: 2, tab: "FFC000"}, labels...)
	for i, found := range b.c.Checks {
		s.add(s.whole(i+1), s.styled(found.Code, look{align: "center"}), s.text(found.Unit), s.text(found.Part),
			s.text(found.Entry), s.text(found.Question), s.text(found.What), s.text(found.Cure), s.text(found.Whose))
	}
	s.table("kiem_tra", 1, labels)
	if len(b.c.Checks) == 0 {
		s.row++ // the table's empty row
		s.add("", "", noChecks)
	}
	return s.close()
}
